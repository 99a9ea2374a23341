/* core/names/uri-state-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/names/name-raise-private.h"
#include "core/value/builder.h"

G_BEGIN_DECLS

/* What Python's URI class makes of a text: its parts point into the text. It takes more than
 * `pyro_uri_parse()` does, and what a name server is given it must answer as Python's does. */
typedef struct
{
  char     scheme[16]; /* in capitals */
  PyroSpan object;
  PyroSpan socket;     /* NULL for none, as is @host */
  PyroSpan host;
  gboolean has_port;
  char    *port;       /* owned; digits */
} PyroUriState;

gboolean _pyro_uri_state_parse (PyroUriState          *self,
                                PyroSpan               text,
                                const PyroGeneration  *generation,
                                GError               **error);
void     _pyro_uri_state_clear (PyroUriState          *self);
gboolean _pyro_uri_state_build (const PyroUriState    *self,
                                const PyroGeneration  *generation,
                                PyroBuilder           *builder,
                                GError               **error);
gboolean _pyro_uri_state_is    (PyroValue             *value);
GString *_pyro_uri_state_print (PyroValue             *value,
                                const PyroGeneration  *generation,
                                GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PyroUriState, _pyro_uri_state_clear)

G_END_DECLS
