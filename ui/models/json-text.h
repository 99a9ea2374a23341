/* ui/models/json-text.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

G_BEGIN_DECLS

/**
 * LensJsonLoss:
 * @LENS_JSON_LOSS_TUPLE: tuples are arrays, as lists are
 * @LENS_JSON_LOSS_SET: so are sets
 * @LENS_JSON_LOSS_BYTES: bytes are an object with base64 in it
 * @LENS_JSON_LOSS_KEY: keys that are no texts became texts
 * @LENS_JSON_LOSS_NUMBER: nan, an infinity or a complex number, which only some readers take
 *
 * What a value has that JSON has not.
 */
typedef enum
{
  LENS_JSON_LOSS_NONE = 0,
  LENS_JSON_LOSS_TUPLE = 1 << 0,
  LENS_JSON_LOSS_SET = 1 << 1,
  LENS_JSON_LOSS_BYTES = 1 << 2,
  LENS_JSON_LOSS_KEY = 1 << 3,
  LENS_JSON_LOSS_NUMBER = 1 << 4,
} LensJsonLoss;

char *lens_json_text_write    (PyroValue    *value,
                               LensJsonLoss *loss) G_GNUC_WARN_UNUSED_RESULT;
char *lens_json_text_describe (LensJsonLoss  loss) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
