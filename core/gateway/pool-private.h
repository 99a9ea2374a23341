/* core/gateway/pool-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/client/proxy.h"
#include "core/config.h"

G_BEGIN_DECLS

/* Proxies that are used by one after another, each by one at a time, in one main context. */
typedef struct _PyroPool PyroPool;

PyroPool  *_pyro_pool_new         (const PyroConfig     *config,
                                   PyroTls              *tls,
                                   gint64                timeout,
                                   gint64                idle_time) G_GNUC_WARN_UNUSED_RESULT;
void       _pyro_pool_close       (PyroPool             *self);
void       _pyro_pool_take_async  (PyroPool             *self,
                                   PyroUri              *uri,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
PyroProxy *_pyro_pool_take_finish (GAsyncResult         *result,
                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void       _pyro_pool_give        (PyroPool             *self,
                                   PyroProxy            *proxy,
                                   gboolean              good);

G_END_DECLS
