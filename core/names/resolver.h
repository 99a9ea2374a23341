/* core/names/resolver.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/config.h"
#include "core/names/name-server.h"

G_BEGIN_DECLS

/* Finds the name server as Pyro5's locate_ns() does, and any URI's PYRO: URI. */
PyroNameServer *pyro_resolver_locate_sync    (const PyroConfig     *config,
                                              const char           *host,
                                              guint16               port,
                                              gint64                timeout,
                                              GCancellable         *cancellable,
                                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void            pyro_resolver_locate_async   (const PyroConfig     *config,
                                              const char           *host,
                                              guint16               port,
                                              gint64                timeout,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
PyroNameServer *pyro_resolver_locate_finish  (GAsyncResult         *result,
                                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;
PyroNameServer *pyro_resolver_locate_for_sync
                                             (const PyroConfig     *config,
                                              PyroUri              *uri,
                                              const char           *ns_host,
                                              guint16               ns_port,
                                              gint64                timeout,
                                              GCancellable         *cancellable,
                                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;
PyroUri        *pyro_resolver_lookup_sync    (PyroNameServer       *server,
                                              PyroUri              *uri,
                                              gint64                delay,
                                              GCancellable         *cancellable,
                                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void            pyro_resolver_lookup_async   (PyroNameServer       *server,
                                              PyroUri              *uri,
                                              gint64                delay,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
PyroUri        *pyro_resolver_lookup_finish  (GAsyncResult         *result,
                                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;
PyroUri        *pyro_resolver_resolve_sync   (const PyroConfig     *config,
                                              PyroUri              *uri,
                                              const char           *ns_host,
                                              guint16               ns_port,
                                              gint64                timeout,
                                              GCancellable         *cancellable,
                                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void            pyro_resolver_resolve_async  (const PyroConfig     *config,
                                              PyroUri              *uri,
                                              const char           *ns_host,
                                              guint16               ns_port,
                                              gint64                timeout,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
PyroUri        *pyro_resolver_resolve_finish (GAsyncResult         *result,
                                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
