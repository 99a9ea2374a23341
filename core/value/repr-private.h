/* core/value/repr-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/value/repr.h"

G_BEGIN_DECLS

/* What stands around the items of a container. */
typedef struct
{
  const char *opening;
  const char *closing;
} ReprBrackets;

ReprBrackets _pyro_repr_get_brackets (PyroValue  *value);
gboolean     _pyro_repr_append       (GString    *text,
                                      PyroValue  *value,
                                      gsize       limit);
void         _pyro_repr_append_bytes (GString    *text,
                                      const char *data,
                                      gsize       size);

G_END_DECLS
