/* tests/fuzz/fuzz-msgpack.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/fuzz/fuzz.h"

/* What is read can be written, or is refused: a datetime has no timestamp in another time zone. */
static PyroValue *
pass_through (const PyroCodec *codec,
              PyroValue       *value)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) payload = pyro_codec_encode (codec, value, &error);
  PyroValue *back;

  if (payload == NULL)
    {
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
      return NULL;
    }
  back = pyro_codec_decode (codec, payload, &error);
  g_assert_no_error (error);

  return back;
}

static void
check_call (const PyroCodec *codec,
            GBytes          *payload)
{
  g_autoptr(PyroValue) object = NULL;
  g_autoptr(PyroValue) method = NULL;
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  g_autoptr(GError) error = NULL;

  if (!pyro_codec_decode_call (codec, payload, &object, &method, &args, &kwargs, &error))
    assert_sentence (error);
}

/* A Decimal that somebody wrote as an instance becomes a text. Once it has, what comes back is the
 * same value. */
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

  check_call (codec, payload);
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
