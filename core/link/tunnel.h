/* core/link/tunnel.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/link/certificate.h"
#include "core/link/tls.h"
#include "core/wire/uri.h"

#include <sys/uio.h>

G_BEGIN_DECLS

/**
 * PyroTunnel:
 *
 * One side of a TLS connection, without a socket and without a clock: what the peer sent goes in and
 * comes out in plain; what is to be said goes in plain and comes out for the peer.
 */
typedef struct _PyroTunnel PyroTunnel;

PyroTunnel      *pyro_tunnel_new             (PyroTls             *tls,
                                              PyroUri             *uri,
                                              GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void             pyro_tunnel_free            (PyroTunnel          *self);

gboolean         pyro_tunnel_receive         (PyroTunnel          *self,
                                              const guint8        *data,
                                              gsize                size,
                                              GError             **error);
gboolean         pyro_tunnel_read            (PyroTunnel          *self,
                                              guint8              *buffer,
                                              gsize                size,
                                              gsize               *n_read,
                                              GError             **error);
GError          *pyro_tunnel_ended           (PyroTunnel          *self) G_GNUC_WARN_UNUSED_RESULT;

gsize            pyro_tunnel_write           (PyroTunnel          *self,
                                              const struct iovec  *vectors,
                                              guint                n_vectors);
void             pyro_tunnel_close           (PyroTunnel          *self);
gsize            pyro_tunnel_output          (PyroTunnel          *self,
                                              const guint8       **data);
void             pyro_tunnel_wrote           (PyroTunnel          *self,
                                              gsize                size);

gboolean         pyro_tunnel_is_open         (PyroTunnel          *self);
gboolean         pyro_tunnel_is_at_end       (PyroTunnel          *self);
const char      *pyro_tunnel_get_version     (PyroTunnel          *self);
PyroCertificate *pyro_tunnel_get_certificate (PyroTunnel          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroTunnel, pyro_tunnel_free)

G_END_DECLS
