/* core/names/registry-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/names/name-run-private.h"
#include "core/names/registry.h"
#include "core/wire/call.h"

G_BEGIN_DECLS

gboolean   _pyro_registry_answers_at_once (PyroRegistry          *self,
                                           const PyroGeneration  *generation,
                                           const char            *method,
                                           PyroValue             *args,
                                           PyroValue             *kwargs);
gboolean   _pyro_registry_is_durable      (PyroRegistry          *self);
void       _pyro_registry_start           (PyroRegistry          *self,
                                           GTask                 *task,
                                           PyroNameRun           *run,
                                           gboolean               at_once);
void       _pyro_registry_batch_async     (PyroRegistry          *self,
                                           const PyroGeneration  *generation,
                                           PyroCall              *batch,
                                           guint                  first,
                                           guint                  n,
                                           GAsyncReadyCallback    callback,
                                           gpointer               user_data);
GPtrArray *_pyro_registry_batch_finish    (PyroRegistry          *self,
                                           GAsyncResult          *result,
                                           GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
