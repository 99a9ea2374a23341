/* core/value/literal.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/value/value.h"

G_BEGIN_DECLS

/**
 * PyroPlace:
 * @offset: bytes before the place
 * @line: the line, from 1
 * @column: the character within the line, from 1
 *
 * Where in a text a mistake is.
 */
typedef struct
{
  gsize offset;
  guint line;
  guint column;
} PyroPlace;

/**
 * PyroLiteralFlags:
 * @PYRO_LITERAL_PLAIN: what `ast.literal_eval()` reads, and also `nan`, `inf` and `frozenset(…)`, so
 *   that whatever `repr()` prints for a value can be read
 * @PYRO_LITERAL_SERPENT: what serpent writes: without those names, but with `1+-2j` and with the
 *   record that stands for a float nan
 *
 * The kinds of literal text.
 */
typedef enum
{
  PYRO_LITERAL_PLAIN = 0,
  PYRO_LITERAL_SERPENT = 1 << 0,
} PyroLiteralFlags;

PyroValue *pyro_literal_parse           (const char        *text,
                                         gssize             size,
                                         PyroPlace         *place,
                                         GError           **error) G_GNUC_WARN_UNUSED_RESULT;
PyroValue *pyro_literal_parse_full      (const char        *text,
                                         gssize             size,
                                         PyroLiteralFlags   flags,
                                         PyroPlace         *place,
                                         GError           **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   pyro_literal_parse_arguments (const char        *text,
                                         gssize             size,
                                         PyroValue        **args,
                                         PyroValue        **kwargs,
                                         PyroPlace         *place,
                                         GError           **error);

G_END_DECLS
