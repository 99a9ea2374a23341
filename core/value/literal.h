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

PyroValue *pyro_literal_parse           (const char  *text,
                                         gssize       size,
                                         PyroPlace   *place,
                                         GError     **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   pyro_literal_parse_arguments (const char  *text,
                                         gssize       size,
                                         PyroValue  **args,
                                         PyroValue  **kwargs,
                                         PyroPlace   *place,
                                         GError     **error);

G_END_DECLS
