/* core/link/channel.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/link/session.h"
#include "core/link/tunnel.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PyroChannel:
 *
 * A connected socket, and the TLS tunnel through it if there is one: moves bytes between them and a
 * session, as many as there are, and waits only when it is told to.
 */
typedef struct _PyroChannel PyroChannel;

PyroChannel *pyro_channel_new        (GSocket      *socket,
                                      PyroTunnel   *tunnel) G_GNUC_WARN_UNUSED_RESULT;
void         pyro_channel_free       (PyroChannel  *self);
int          pyro_channel_get_fd     (PyroChannel  *self);
PyroTunnel  *pyro_channel_get_tunnel (PyroChannel  *self);

gboolean     pyro_channel_write      (PyroChannel  *self,
                                      PyroSession  *session);
gboolean     pyro_channel_has_output (PyroChannel  *self,
                                      PyroSession  *session);
gboolean     pyro_channel_read       (PyroChannel  *self,
                                      PyroSession  *session,
                                      GError      **error);
gboolean     pyro_channel_wait_and_read
                                     (PyroChannel  *self,
                                      PyroSession  *session,
                                      gint64        timeout,
                                      GError      **error);
gboolean     pyro_channel_is_alive   (PyroChannel  *self,
                                      PyroSession  *session);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroChannel, pyro_channel_free)

G_END_DECLS
