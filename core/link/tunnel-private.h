/* core/link/tunnel-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/link/tls-private.h"
#include "core/link/tunnel.h"

G_BEGIN_DECLS

struct _PyroTunnel
{
  PyroTls         *tls;
  SSL             *ssl;
  BIO             *input;       /* the ssl's: what the peer sent and is not understood yet */
  BIO             *output;      /* the ssl's: what goes to the peer, @n_written bytes of it are gone */
  gsize            n_written;
  gsize            n_received;  /* up to a few bytes */

  char            *host;        /* that the certificate has to name; NULL on the server's side */
  char            *location;    /* for sentences */
  PyroCertificate *certificate; /* the peer's, once @open */

  PyroCertificate *culprit;     /* the certificate that was not accepted */
  int              culprit_code;
  int              culprit_depth;

  guint            open : 1;    /* the handshake is done */
  guint            asked : 1;   /* the peer wanted a certificate */
  guint            heard : 1;   /* something came after the handshake */
  guint            at_end : 1;  /* the peer said that nothing more comes */
  GError          *failure;     /* set once, and for good */
};

/* Plain bytes that are taken before the peer has to take theirs. */
#define PYRO_TUNNEL_WRITE_AHEAD (64 * 1024)

/* tunnel.c */
void    _pyro_tunnel_fail              (PyroTunnel   *self,
                                        GError       *failure);

/* tunnel-failure.c */
GError *_pyro_tunnel_describe_stranger (PyroTunnel   *self,
                                        const guint8 *data,
                                        gsize         size) G_GNUC_WARN_UNUSED_RESULT;
GError *_pyro_tunnel_describe_failure  (PyroTunnel   *self) G_GNUC_WARN_UNUSED_RESULT;
GError *_pyro_tunnel_describe_end      (PyroTunnel   *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
