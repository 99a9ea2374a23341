/* core/names/registry.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gio/gio.h>

#include "core/value/value.h"
#include "core/wire/generation.h"

G_BEGIN_DECLS

#define PYRO_TYPE_REGISTRY (pyro_registry_get_type ())
G_DECLARE_FINAL_TYPE (PyroRegistry, pyro_registry, PYRO, REGISTRY, GObject)

PyroRegistry *
           pyro_registry_new         (void) G_GNUC_WARN_UNUSED_RESULT;
PyroRegistry *
           pyro_registry_open        (const char            *path,
                                      GError               **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean   pyro_registry_is_quick    (PyroRegistry          *self,
                                      const PyroGeneration  *generation,
                                      const char            *method);
PyroValue *pyro_registry_call        (PyroRegistry          *self,
                                      const PyroGeneration  *generation,
                                      const char            *method,
                                      PyroValue             *args,
                                      PyroValue             *kwargs,
                                      GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void       pyro_registry_call_async  (PyroRegistry          *self,
                                      const PyroGeneration  *generation,
                                      const char            *method,
                                      PyroValue             *args,
                                      PyroValue             *kwargs,
                                      GCancellable          *cancellable,
                                      GAsyncReadyCallback    callback,
                                      gpointer               user_data);
PyroValue *pyro_registry_call_finish (PyroRegistry          *self,
                                      GAsyncResult          *result,
                                      GError               **error) G_GNUC_WARN_UNUSED_RESULT;

void       pyro_registry_forget_async (PyroRegistry         *self,
                                      const char            *name,
                                      const char            *uri,
                                      GCancellable          *cancellable,
                                      GAsyncReadyCallback    callback,
                                      gpointer               user_data);
gboolean   pyro_registry_forget_finish (PyroRegistry        *self,
                                      GAsyncResult          *result,
                                      GError               **error);
gboolean   pyro_registry_add_own     (PyroRegistry          *self,
                                      const char            *uri,
                                      GError               **error);
gboolean   pyro_registry_count       (PyroRegistry          *self,
                                      guint64               *count,
                                      GError               **error);

G_END_DECLS
