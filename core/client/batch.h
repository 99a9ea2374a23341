/* core/client/batch.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/client/proxy.h"
#include "core/wire/batch-reply.h"

G_BEGIN_DECLS

#define PYRO_TYPE_BATCH (pyro_batch_get_type ())
G_DECLARE_FINAL_TYPE (PyroBatch, pyro_batch, PYRO, BATCH, GObject)

PyroBatch      *pyro_batch_new               (PyroProxy            *proxy) G_GNUC_WARN_UNUSED_RESULT;
PyroProxy      *pyro_batch_get_proxy         (PyroBatch            *self);
guint           pyro_batch_get_n_calls       (PyroBatch            *self);
void            pyro_batch_add               (PyroBatch            *self,
                                              const char           *method,
                                              PyroValue            *args,
                                              PyroValue            *kwargs);
void            pyro_batch_clear             (PyroBatch            *self);
PyroCall       *pyro_batch_dup_call          (PyroBatch            *self,
                                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;

void            pyro_batch_run_async         (PyroBatch            *self,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
PyroBatchReply *pyro_batch_run_finish        (PyroBatch            *self,
                                              GAsyncResult         *result,
                                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;
PyroBatchReply *pyro_batch_run_sync          (PyroBatch            *self,
                                              GCancellable         *cancellable,
                                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void            pyro_batch_run_oneway_async  (PyroBatch            *self,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean        pyro_batch_run_oneway_finish (PyroBatch            *self,
                                              GAsyncResult         *result,
                                              GError              **error);
gboolean        pyro_batch_run_oneway_sync   (PyroBatch            *self,
                                              GCancellable         *cancellable,
                                              GError              **error);

G_END_DECLS
