/* tests/fuzz/fuzz-json.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/fuzz/payloads.h"

/* What JSON says, JSON carries, and it comes back as the same value. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const PyroCodec *codec = pyro_codec_find ("json");
  g_autoptr(GBytes) payload = g_bytes_new_static (data, size);
  g_autoptr(GBytes) again = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = pyro_codec_decode (codec, payload, &error);
  g_autoptr(PyroValue) back = NULL;

  read_as_call (codec, payload);
  if (value == NULL)
    {
      assert_sentence (error);
      return 0;
    }

  again = pyro_codec_encode (codec, value, &error);
  g_assert_no_error (error);
  back = pyro_codec_decode (codec, again, &error);
  g_assert_no_error (error);
  g_assert_true (pyro_value_identical (back, value));

  return 0;
}
