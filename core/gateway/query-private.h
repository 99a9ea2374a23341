/* core/gateway/query-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/value/value.h"

G_BEGIN_DECLS

/* The arguments that come with an HTTP request: in its query, or in its body as a form or as JSON. */
typedef struct _PyroQuery PyroQuery;

PyroQuery *_pyro_query_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void       _pyro_query_free       (PyroQuery   *self);
gboolean   _pyro_query_add_form   (PyroQuery   *self,
                                   const char  *text,
                                   gsize        size,
                                   GError     **error);
gboolean   _pyro_query_add_json   (PyroQuery   *self,
                                   GBytes      *body,
                                   GError     **error);
char      *_pyro_query_steal_text (PyroQuery   *self,
                                   const char  *name) G_GNUC_WARN_UNUSED_RESULT;
gboolean   _pyro_query_is_empty   (PyroQuery   *self);
PyroValue *_pyro_query_get_args   (PyroQuery   *self);
PyroValue *_pyro_query_dup_kwargs (PyroQuery   *self,
                                   GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroQuery, _pyro_query_free)

G_END_DECLS
