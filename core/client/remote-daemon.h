/* core/client/remote-daemon.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/client/proxy.h"

G_BEGIN_DECLS

/**
 * PYRO_DAEMON_OBJECT:
 *
 * The id of the object that every daemon has.
 */
#define PYRO_DAEMON_OBJECT "Pyro.Daemon"

#define PYRO_TYPE_REMOTE_DAEMON (pyro_remote_daemon_get_type ())
G_DECLARE_FINAL_TYPE (PyroRemoteDaemon, pyro_remote_daemon, PYRO, REMOTE_DAEMON, GObject)

PyroRemoteDaemon *pyro_remote_daemon_new                 (PyroProxy            *proxy) G_GNUC_WARN_UNUSED_RESULT;
PyroProxy        *pyro_remote_daemon_get_proxy           (PyroRemoteDaemon     *self);

/* Asynchronous. */
void              pyro_remote_daemon_registered_async    (PyroRemoteDaemon     *self,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
char            **pyro_remote_daemon_registered_finish   (PyroRemoteDaemon     *self,
                                                          GAsyncResult         *result,
                                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void              pyro_remote_daemon_ping_async          (PyroRemoteDaemon     *self,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
gboolean          pyro_remote_daemon_ping_finish         (PyroRemoteDaemon     *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);
void              pyro_remote_daemon_info_async          (PyroRemoteDaemon     *self,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
char             *pyro_remote_daemon_info_finish         (PyroRemoteDaemon     *self,
                                                          GAsyncResult         *result,
                                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void              pyro_remote_daemon_get_metadata_async  (PyroRemoteDaemon     *self,
                                                          const char           *object,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
PyroMetadata     *pyro_remote_daemon_get_metadata_finish (PyroRemoteDaemon     *self,
                                                          GAsyncResult         *result,
                                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void              pyro_remote_daemon_get_next_stream_item_async
                                                         (PyroRemoteDaemon     *self,
                                                          const char           *stream_id,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
PyroValue        *pyro_remote_daemon_get_next_stream_item_finish
                                                         (PyroRemoteDaemon     *self,
                                                          GAsyncResult         *result,
                                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void              pyro_remote_daemon_close_stream_async  (PyroRemoteDaemon     *self,
                                                          const char           *stream_id,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
gboolean          pyro_remote_daemon_close_stream_finish (PyroRemoteDaemon     *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);

/* Blocking. */
char            **pyro_remote_daemon_registered_sync     (PyroRemoteDaemon     *self,
                                                          GCancellable         *cancellable,
                                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          pyro_remote_daemon_ping_sync           (PyroRemoteDaemon     *self,
                                                          GCancellable         *cancellable,
                                                          GError              **error);
char             *pyro_remote_daemon_info_sync           (PyroRemoteDaemon     *self,
                                                          GCancellable         *cancellable,
                                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
PyroMetadata     *pyro_remote_daemon_get_metadata_sync   (PyroRemoteDaemon     *self,
                                                          const char           *object,
                                                          GCancellable         *cancellable,
                                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
PyroValue        *pyro_remote_daemon_get_next_stream_item_sync
                                                         (PyroRemoteDaemon     *self,
                                                          const char           *stream_id,
                                                          GCancellable         *cancellable,
                                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          pyro_remote_daemon_close_stream_sync   (PyroRemoteDaemon     *self,
                                                          const char           *stream_id,
                                                          GCancellable         *cancellable,
                                                          GError              **error);

G_END_DECLS
