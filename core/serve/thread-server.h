/* core/serve/thread-server.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/serve/peer-private.h"

G_BEGIN_DECLS

/* The server type `thread`: a thread for each peer of a daemon. */
typedef struct _PyroThreadServer PyroThreadServer;

PyroThreadServer *_pyro_thread_server_new          (PyroDaemon        *daemon) G_GNUC_WARN_UNUSED_RESULT;
void              _pyro_thread_server_free         (PyroThreadServer  *self);
gboolean          _pyro_thread_server_add          (PyroThreadServer  *self,
                                                    int                fd,
                                                    gboolean           greeted,
                                                    GError           **error);
guint             _pyro_thread_server_get_n_peers  (PyroThreadServer  *self);
guint             _pyro_thread_server_get_n_busy   (PyroThreadServer  *self);
void              _pyro_thread_server_finish_peers (PyroThreadServer  *self);
void              _pyro_thread_server_close_peers  (PyroThreadServer  *self);

G_END_DECLS
