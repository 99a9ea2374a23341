/* tests/fuzz/fuzz-serpent.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/codec/serpent.h"
#include "tests/fuzz/payloads.h"

/* Serpent has no empty set, and bytes become a dict. Once they have, what comes back is the same value. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const PyroCodec *codec = pyro_codec_find ("serpent");
  g_autoptr(GBytes) payload = g_bytes_new_static (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = pyro_codec_decode (codec, payload, &error);
  g_autoptr(PyroValue) first = NULL;
  g_autoptr(PyroValue) second = NULL;
  g_autoptr(GBytes) bytes = NULL;

  read_as_call (codec, payload);
  if (value == NULL)
    {
      assert_sentence (error);
      return 0;
    }

  bytes = pyro_serpent_dup_bytes (value, NULL);
  first = pass_through (codec, value);
  if (first != NULL)
    {
      second = pass_through (codec, first);
      g_assert_true (second != NULL && pyro_value_identical (first, second));
    }

  return 0;
}
