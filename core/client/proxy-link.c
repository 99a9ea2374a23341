/* core/client/proxy-link.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The way from a proxy to its daemon: how long it may take, and how safe it is. */

#include "core/client/proxy.h"

#include "core/client/proxy-private.h"

/*
 * _pyro_proxy_get_open_timeout:
 *
 * Returns: microseconds that connecting may take, or 0 for no limit
 */
gint64
_pyro_proxy_get_open_timeout (PyroProxy *self)
{
  return self->connect_timeout >= 0 ? self->connect_timeout : self->timeout;
}

/**
 * pyro_proxy_get_connect_timeout:
 * @self: a proxy
 *
 * Returns: how long connecting may take, in microseconds, or 0 for ever
 */
gint64
pyro_proxy_get_connect_timeout (PyroProxy *self)
{
  g_return_val_if_fail (PYRO_IS_PROXY (self), 0);

  return _pyro_proxy_get_open_timeout (self);
}

/**
 * pyro_proxy_set_connect_timeout:
 * @self: a proxy
 * @timeout: how long connecting may take, in microseconds: finding the address, the socket, TLS and the
 *   handshake together; 0 is for ever, and -1 for as long as a call. It is -1 unless set
 *
 * Limits the time of connecting apart from that of a call.
 */
void
pyro_proxy_set_connect_timeout (PyroProxy *self,
                                gint64     timeout)
{
  g_return_if_fail (PYRO_IS_PROXY (self));
  g_return_if_fail (timeout >= -1);

  self->connect_timeout = timeout;
}

/**
 * pyro_proxy_set_tls:
 * @self: a proxy
 * @tls: (nullable): a client's settings, with which all connections from now on are made in TLS; %NULL
 *   for plain ones
 *
 * Sets whether the daemon is spoken to in TLS. It is the one or the other: a proxy with settings never
 * falls back to a plain connection, and one without never tries TLS.
 */
void
pyro_proxy_set_tls (PyroProxy *self,
                    PyroTls   *tls)
{
  g_return_if_fail (PYRO_IS_PROXY (self));

  if (self->terms.tls == tls)
    return;

  _pyro_terms_set_tls (&self->terms, tls);
  _pyro_proxy_terms_changed (self);
}

static PyroTunnel *
pyro_proxy_get_tunnel (PyroProxy *self)
{
  if (self->exchange != NULL)
    return _pyro_exchange_get_tunnel (self->exchange);
  if (self->connection != NULL)
    return _pyro_connection_get_tunnel (self->connection);

  return NULL;
}

/**
 * pyro_proxy_get_certificate:
 * @self: a proxy on which no blocking call is under way
 *
 * Returns: (transfer none) (nullable): the certificate that the daemon showed, while the proxy is
 *   connected in TLS
 */
PyroCertificate *
pyro_proxy_get_certificate (PyroProxy *self)
{
  PyroTunnel *tunnel;

  g_return_val_if_fail (PYRO_IS_PROXY (self), NULL);

  tunnel = pyro_proxy_get_tunnel (self);

  return tunnel != NULL ? pyro_tunnel_get_certificate (tunnel) : NULL;
}

/**
 * pyro_proxy_get_tls_version:
 * @self: a proxy on which no blocking call is under way
 *
 * Returns: (transfer none) (nullable): the version of TLS, as in `TLSv1.3`, while the proxy is connected
 *   in TLS
 */
const char *
pyro_proxy_get_tls_version (PyroProxy *self)
{
  PyroTunnel *tunnel;

  g_return_val_if_fail (PYRO_IS_PROXY (self), NULL);

  tunnel = pyro_proxy_get_tunnel (self);

  return tunnel != NULL ? pyro_tunnel_get_version (tunnel) : NULL;
}
