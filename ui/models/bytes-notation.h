/* ui/models/bytes-notation.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

G_BEGIN_DECLS

/**
 * LensNotation:
 * @LENS_NOTATION_TEXT: as text, in UTF-8
 * @LENS_NOTATION_HEX: hexadecimal digits; spaces and colons between them do not count
 * @LENS_NOTATION_BASE64: Base64
 *
 * How bytes are typed.
 */
typedef enum
{
  LENS_NOTATION_TEXT,
  LENS_NOTATION_HEX,
  LENS_NOTATION_BASE64,
} LensNotation;

#define LENS_TYPE_NOTATION (lens_notation_get_type ())
GType   lens_notation_get_type (void);

GBytes *lens_notation_read     (LensNotation   notation,
                                const char    *text,
                                guint         *column,
                                GError       **error) G_GNUC_WARN_UNUSED_RESULT;
/* NULL where the notation cannot say it. */
char   *lens_notation_write    (LensNotation   notation,
                                GBytes        *bytes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
