/* tests/fuzz/fuzz.h - what the fuzz targets share
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <string.h>

#include "core/codec/codec.h"
#include "core/error.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

/* A refusal is one sentence that may be shown: of this library, in UTF-8, without a full stop. */
static inline void
assert_sentence (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == PYRO_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (strlen (error->message), >, 0);
}

/* Returns: (transfer full) (nullable): the value of a serpent payload */
static inline PyroValue *
decode_serpent (const guint8 *data,
                gsize         size)
{
  g_autoptr(GBytes) payload = g_bytes_new_static (data, size);

  return pyro_codec_decode (pyro_codec_find ("serpent"), payload, NULL);
}
