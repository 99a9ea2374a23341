/* tests/fuzz/fuzz-msgpack.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/fuzz/payloads.h"

/* A Decimal that somebody wrote as an instance becomes a text, and a datetime has no timestamp in another
 * time zone. What was written once comes back as the same value. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const PyroCodec *codec = pyro_codec_find ("msgpack");
  g_autoptr(GBytes) payload = g_bytes_new_static (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = pyro_codec_decode (codec, payload, &error);
  g_autoptr(PyroValue) first = NULL;
  g_autoptr(PyroValue) second = NULL;

  read_as_call (codec, payload);
  if (value == NULL)
    {
      assert_sentence (error);
      g_assert_true (error->code == PYRO_ERROR_SERIALIZE || error->code == PYRO_ERROR_TOO_LARGE);
      return 0;
    }

  first = pass_through (codec, value);
  if (first != NULL)
    {
      second = pass_through (codec, first);
      g_assert_true (second != NULL && pyro_value_identical (first, second));
    }

  return 0;
}
