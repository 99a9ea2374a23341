/* core/names/name-raise-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/names/registry-item-private.h"
#include "core/wire/generation.h"

G_BEGIN_DECLS

/* The exceptions of a name server. */
typedef enum
{
  PYRO_RAISE_NAMING,
  PYRO_RAISE_PYRO,
  PYRO_RAISE_TYPE,
  PYRO_RAISE_VALUE,
  PYRO_RAISE_ATTRIBUTE,
} PyroRaise;

gboolean    _pyro_name_raise        (const PyroGeneration *generation,
                                     PyroRaise             what,
                                     GError              **error,
                                     const char           *format,
                                     ...) G_GNUC_PRINTF (4, 5);
gboolean    _pyro_name_raise_about  (const PyroGeneration *generation,
                                     PyroRaise             what,
                                     const char           *text,
                                     PyroSpan              about,
                                     GError              **error);
void        _pyro_name_raise_error  (const PyroGeneration *generation,
                                     GError              **error);
const char *_pyro_name_type_of      (PyroValue            *value);
PyroValue  *_pyro_name_find_unhashable (PyroValue         *value);

G_END_DECLS
