/* core/names/name-server.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/client/proxy.h"
#include "core/names/name-entry.h"

G_BEGIN_DECLS

#define PYRO_NAME_SERVER_OBJECT "Pyro.NameServer"

#define PYRO_TYPE_NAME_SERVER (pyro_name_server_get_type ())
G_DECLARE_FINAL_TYPE (PyroNameServer, pyro_name_server, PYRO, NAME_SERVER, GObject)

PyroNameServer *pyro_name_server_new              (PyroProxy            *proxy) G_GNUC_WARN_UNUSED_RESULT;
PyroNameServer *pyro_name_server_new_for_host     (const char           *host,
                                                   guint16               port,
                                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;
PyroProxy      *pyro_name_server_get_proxy        (PyroNameServer       *self);

/* Blocking: from any thread, one at a time. Arrays hold PyroNameEntry, sorted by name. */
gboolean        pyro_name_server_count_sync       (PyroNameServer       *self,
                                                   guint64              *count,
                                                   GCancellable         *cancellable,
                                                   GError              **error);
PyroNameEntry  *pyro_name_server_lookup_sync      (PyroNameServer       *self,
                                                   const char           *name,
                                                   GCancellable         *cancellable,
                                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean        pyro_name_server_register_sync    (PyroNameServer       *self,
                                                   const char           *name,
                                                   const char           *uri,
                                                   const char *const    *tags,
                                                   gboolean              safe,
                                                   GCancellable         *cancellable,
                                                   GError              **error);
gboolean        pyro_name_server_set_tags_sync    (PyroNameServer       *self,
                                                   const char           *name,
                                                   const char *const    *tags,
                                                   GCancellable         *cancellable,
                                                   GError              **error);
gboolean        pyro_name_server_remove_sync      (PyroNameServer       *self,
                                                   const char           *name,
                                                   const char           *prefix,
                                                   const char           *regex,
                                                   guint64              *n_removed,
                                                   GCancellable         *cancellable,
                                                   GError              **error);
GPtrArray      *pyro_name_server_list_sync        (PyroNameServer       *self,
                                                   const char           *prefix,
                                                   const char           *regex,
                                                   GCancellable         *cancellable,
                                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray      *pyro_name_server_yplookup_sync    (PyroNameServer       *self,
                                                   const char *const    *all,
                                                   const char *const    *any,
                                                   GCancellable         *cancellable,
                                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean        pyro_name_server_ping_sync        (PyroNameServer       *self,
                                                   GCancellable         *cancellable,
                                                   GError              **error);

/* Asynchronous: in the thread-default context in which the proxy was made. */
void            pyro_name_server_lookup_async     (PyroNameServer      *self,
                                                   const char          *name,
                                                   GCancellable        *cancellable,
                                                   GAsyncReadyCallback  callback,
                                                   gpointer             user_data);
PyroNameEntry  *pyro_name_server_lookup_finish    (PyroNameServer  *self,
                                                   GAsyncResult    *result,
                                                   GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void            pyro_name_server_register_async   (PyroNameServer      *self,
                                                   const char          *name,
                                                   const char          *uri,
                                                   const char *const   *tags,
                                                   gboolean             safe,
                                                   GCancellable        *cancellable,
                                                   GAsyncReadyCallback  callback,
                                                   gpointer             user_data);
gboolean        pyro_name_server_register_finish  (PyroNameServer  *self,
                                                   GAsyncResult    *result,
                                                   GError         **error);
void            pyro_name_server_set_tags_async   (PyroNameServer      *self,
                                                   const char          *name,
                                                   const char *const   *tags,
                                                   GCancellable        *cancellable,
                                                   GAsyncReadyCallback  callback,
                                                   gpointer             user_data);
gboolean        pyro_name_server_set_tags_finish  (PyroNameServer  *self,
                                                   GAsyncResult    *result,
                                                   GError         **error);
void            pyro_name_server_remove_async     (PyroNameServer      *self,
                                                   const char          *name,
                                                   const char          *prefix,
                                                   const char          *regex,
                                                   GCancellable        *cancellable,
                                                   GAsyncReadyCallback  callback,
                                                   gpointer             user_data);
gboolean        pyro_name_server_remove_finish    (PyroNameServer  *self,
                                                   GAsyncResult    *result,
                                                   guint64         *n_removed,
                                                   GError         **error);
void            pyro_name_server_list_async       (PyroNameServer      *self,
                                                   const char          *prefix,
                                                   const char          *regex,
                                                   GCancellable        *cancellable,
                                                   GAsyncReadyCallback  callback,
                                                   gpointer             user_data);
GPtrArray      *pyro_name_server_list_finish      (PyroNameServer  *self,
                                                   GAsyncResult    *result,
                                                   GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void            pyro_name_server_yplookup_async   (PyroNameServer      *self,
                                                   const char *const   *all,
                                                   const char *const   *any,
                                                   GCancellable        *cancellable,
                                                   GAsyncReadyCallback  callback,
                                                   gpointer             user_data);
GPtrArray      *pyro_name_server_yplookup_finish  (PyroNameServer  *self,
                                                   GAsyncResult    *result,
                                                   GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
