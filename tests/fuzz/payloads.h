/* tests/fuzz/payloads.h - what holds for the payloads of every serializer
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tests/fuzz/fuzz.h"

/* Any bytes are a call, or refused with a sentence. */
static inline void
read_as_call (const PyroCodec *codec,
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

/* What is read can be written, or is refused; and what was written can be read.
 *
 * Returns: (transfer full) (nullable): what comes back; NULL when it is refused */
static inline PyroValue *
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
