/* core/link/transport.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/link/channel.h"
#include "core/link/session.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define PYRO_TYPE_TRANSPORT (pyro_transport_get_type ())
G_DECLARE_FINAL_TYPE (PyroTransport, pyro_transport, PYRO, TRANSPORT, GObject)

/**
 * PyroTransportFunc:
 * @transport: the transport
 * @error: (nullable): why it is closed now, or %NULL when the session has events
 *
 * Something came in, or the transport is closed. Called in the context of the transport.
 */
typedef void (*PyroTransportFunc) (PyroTransport *transport,
                                   const GError  *error,
                                   gpointer       user_data);

PyroTransport *pyro_transport_new        (PyroChannel        *channel,
                                          PyroSession        *session,
                                          GMainContext       *context,
                                          PyroTransportFunc   callback,
                                          gpointer            user_data,
                                          GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void           pyro_transport_flush      (PyroTransport      *self);
gboolean       pyro_transport_is_alive   (PyroTransport      *self);
PyroTunnel    *pyro_transport_get_tunnel (PyroTransport      *self);
void           pyro_transport_close      (PyroTransport      *self);

G_END_DECLS
