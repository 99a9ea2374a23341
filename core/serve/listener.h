/* core/serve/listener.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/serve/daemon.h"

G_BEGIN_DECLS

/* A socket that a daemon listens on, in the daemon's main context. */
typedef struct _PyroListener PyroListener;

GPtrArray    *_pyro_listener_list_host  (PyroDaemon    *daemon,
                                         const char    *host,
                                         guint16        port,
                                         GError       **error) G_GNUC_WARN_UNUSED_RESULT;
PyroListener *_pyro_listener_new_unix   (PyroDaemon    *daemon,
                                         const char    *path,
                                         GError       **error) G_GNUC_WARN_UNUSED_RESULT;
PyroListener *_pyro_listener_new_socket (PyroDaemon    *daemon,
                                         GSocket       *socket,
                                         GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void          _pyro_listener_free       (PyroListener  *self);
PyroUri      *_pyro_listener_dup_uri    (PyroListener  *self,
                                         const char    *id) G_GNUC_WARN_UNUSED_RESULT;
guint16       _pyro_listener_get_port   (PyroListener  *self);
GSocket      *_pyro_listener_get_socket (PyroListener  *self);

G_END_DECLS
