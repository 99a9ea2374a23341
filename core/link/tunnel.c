/* core/link/tunnel.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/link/tunnel.h"

#include <gio/gio.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/link/tunnel-private.h"
#include "core/translation-private.h"

/* What the certificate of a Unix socket's daemon has to name: it is on this machine. */
#define UNIX_HOST "localhost"

/* ---- Certificates ---- */

static PyroCertificate *
certificate_from_x509 (const X509 *x509)
{
  g_autoptr(GBytes) bytes = NULL;
  guint8 *der = NULL;
  int size = i2d_X509 (x509, &der);

  if (size <= 0)
    return NULL;
  bytes = g_bytes_new (der, (gsize) size);
  OPENSSL_free (der);

  return pyro_certificate_new (bytes, NULL);
}

/* Keeps the certificate that is at fault: OpenSSL forgets it before it says that there is one. */
static int
certificate_verified (int             ok,
                      X509_STORE_CTX *store)
{
  SSL *ssl = X509_STORE_CTX_get_ex_data (store, SSL_get_ex_data_X509_STORE_CTX_idx ());
  PyroTunnel *self = SSL_get_app_data (ssl);
  X509 *culprit = X509_STORE_CTX_get_current_cert (store);

  if (!ok && self->culprit_code == X509_V_OK)
    {
      self->culprit_code = X509_STORE_CTX_get_error (store);
      self->culprit_depth = X509_STORE_CTX_get_error_depth (store);
      if (culprit != NULL)
        self->culprit = certificate_from_x509 (culprit);
    }

  return ok;
}

static int
certificate_asked (SSL  *ssl,
                   void *user_data)
{
  PyroTunnel *self = SSL_get_app_data (ssl);

  self->asked = TRUE;

  return 1;
}

/* As Python's ssl does it: what looks like an address has to be an address in the certificate, and a
 * leading dot, which OpenSSL would take for “any name below”, is refused. */
static gboolean
pyro_tunnel_expect_host (PyroTunnel  *self,
                         PyroUri     *uri,
                         GError     **error)
{
  X509_VERIFY_PARAM *wanted = SSL_get0_param (self->ssl);
  const char *host = pyro_uri_get_socket_path (uri, NULL) != NULL ? UNIX_HOST : pyro_uri_get_host (uri);
  g_auto(GStrv) scoped = g_strsplit (host, "%", 2); /* fe80::1%eth0 */
  gboolean ok;

  self->host = g_strdup (host);
  X509_VERIFY_PARAM_set_hostflags (wanted, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS |
                                           X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
  if (g_hostname_is_ip_address (host))
    {
      ok = X509_VERIFY_PARAM_set1_ip_asc (wanted, scoped[0]);
    }
  else
    {
      g_autofree char *ascii = g_hostname_to_ascii (host);

      ok = ascii != NULL && *ascii != '\0' && *ascii != '.' &&
           X509_VERIFY_PARAM_set1_host (wanted, ascii, 0) &&
           SSL_set_tlsext_host_name (self->ssl, ascii);
    }

  ERR_clear_error ();
  if (!ok)
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_USAGE, _("No certificate can be for a host named “%s”"), host);

  return ok;
}

/* ---- The handshake ---- */

/* Returns: whether the failure is only that more has to come */
static gboolean
pyro_tunnel_wants_more (PyroTunnel *self,
                        int         result)
{
  int code = SSL_get_error (self->ssl, result);

  if (code == SSL_ERROR_ZERO_RETURN)
    self->at_end = TRUE;

  return code == SSL_ERROR_WANT_READ || code == SSL_ERROR_ZERO_RETURN;
}

/*
 * _pyro_tunnel_fail:
 * @failure: (transfer full): why; the first one counts
 *
 * Ends the tunnel.
 */
void
_pyro_tunnel_fail (PyroTunnel *self,
                   GError     *failure)
{
  ERR_clear_error ();
  if (self->failure == NULL)
    self->failure = failure;
  else
    g_error_free (failure);
}

static void
pyro_tunnel_shake_hands (PyroTunnel *self)
{
  g_autoptr(X509) x509 = NULL;
  int result;

  ERR_clear_error ();
  result = SSL_do_handshake (self->ssl);
  if (result != 1 && !pyro_tunnel_wants_more (self, result))
    {
      _pyro_tunnel_fail (self, _pyro_tunnel_describe_failure (self));
      return;
    }
  if (result != 1)
    return;

  self->open = TRUE;
  x509 = SSL_get1_peer_certificate (self->ssl);
  if (x509 != NULL)
    self->certificate = certificate_from_x509 (x509);
}

/**
 * pyro_tunnel_new:
 * @tls: what this side knows
 * @uri: (nullable): where the daemon is whose certificate has to be good; %NULL on the server's side
 * @error: return location for an error
 *
 * Makes one side of a TLS connection. A client's has something to say at once.
 *
 * Returns: (transfer full): the tunnel, or %NULL with %PYRO_ERROR_USAGE when no certificate can be for
 *   the host of @uri, or @tls is for the other side
 */
PyroTunnel *
pyro_tunnel_new (PyroTls  *tls,
                 PyroUri  *uri,
                 GError  **error)
{
  g_autoptr(PyroTunnel) self = NULL;

  g_return_val_if_fail (tls != NULL, NULL);

  if (tls->server != (uri == NULL))
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_USAGE,
                           tls->server ? _("The TLS settings are those of a server")
                                       : _("The TLS settings are those of a client"));
      return NULL;
    }

  self = g_new0 (PyroTunnel, 1);
  self->tls = pyro_tls_ref (tls);
  self->culprit_code = X509_V_OK;
  self->location = uri != NULL ? pyro_uri_dup_location (uri) : g_strdup (_("the client"));
  self->ssl = SSL_new (tls->context);
  self->input = BIO_new (BIO_s_mem ());
  self->output = BIO_new (BIO_s_mem ());
  g_assert (self->ssl != NULL && self->input != NULL && self->output != NULL); /* no memory */

  SSL_set_app_data (self->ssl, self);
  SSL_set_bio (self->ssl, self->input, self->output);
  SSL_set_verify (self->ssl, SSL_get_verify_mode (self->ssl), certificate_verified);
  SSL_set_max_cert_list (self->ssl, PYRO_MAX_CERTIFICATE_SIZE);
  if (tls->server)
    {
      SSL_set_accept_state (self->ssl);
      return g_steal_pointer (&self);
    }

  SSL_set_connect_state (self->ssl);
  SSL_set_cert_cb (self->ssl, certificate_asked, NULL);
  if (!pyro_tunnel_expect_host (self, uri, error))
    return NULL;
  pyro_tunnel_shake_hands (self);

  return g_steal_pointer (&self);
}

/**
 * pyro_tunnel_free:
 * @self: (transfer full): a tunnel
 */
void
pyro_tunnel_free (PyroTunnel *self)
{
  g_return_if_fail (self != NULL);

  SSL_free (self->ssl);
  pyro_tls_unref (self->tls);
  g_clear_pointer (&self->certificate, pyro_certificate_unref);
  g_clear_pointer (&self->culprit, pyro_certificate_unref);
  g_clear_error (&self->failure);
  g_free (self->host);
  g_free (self->location);
  g_free (self);
}

/* ---- From the peer ---- */

static gboolean
pyro_tunnel_report (PyroTunnel  *self,
                    GError     **error)
{
  if (self->failure == NULL)
    return TRUE;
  if (error != NULL)
    *error = g_error_copy (self->failure);

  return FALSE;
}

/* Counts what TLS wants to write by itself; that of a call is limited where it goes in. */
static void
pyro_tunnel_check_backlog (PyroTunnel *self,
                           gsize       before)
{
  gsize grown = (gsize) BIO_pending (self->output) - before;

  if (grown > 0 && BIO_pending (self->output) - self->n_written > PYRO_MAX_TLS_BACKLOG + 2 * PYRO_TUNNEL_WRITE_AHEAD)
    _pyro_tunnel_fail (self, g_error_new (G_TLS_ERROR, G_TLS_ERROR_MISC,
                                          _("%s asks for ever more TLS messages and reads none"), self->location));
}

/**
 * pyro_tunnel_receive:
 * @self: a tunnel
 * @data: (array length=size): bytes of the peer
 * @size: how many, at least 1
 * @error: return location for an error
 *
 * Takes bytes of the peer. A failure is final; pyro_tunnel_output() may still have a word on it for
 * the peer.
 *
 * Returns: %TRUE, or %FALSE with @error set in the `G_TLS_ERROR` domain, in a sentence that says what
 *   to change
 */
gboolean
pyro_tunnel_receive (PyroTunnel    *self,
                     const guint8  *data,
                     gsize          size,
                     GError       **error)
{
  gsize before;
  gsize taken;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (size > 0, FALSE);

  if (!pyro_tunnel_report (self, error))
    return FALSE;

  before = (gsize) BIO_pending (self->output);
  /* the types of TLS records: change cipher spec, alert, handshake, application data */
  if (self->n_received == 0 && (data[0] < 0x14 || data[0] > 0x17))
    _pyro_tunnel_fail (self, _pyro_tunnel_describe_stranger (self, data, size));
  self->n_received += size;

  if (self->failure == NULL && !BIO_write_ex (self->input, data, size, &taken))
    g_error ("No memory for %" G_GSIZE_FORMAT " bytes", size);
  if (self->failure == NULL && !self->open)
    pyro_tunnel_shake_hands (self);
  pyro_tunnel_check_backlog (self, before);

  return pyro_tunnel_report (self, error);
}

/**
 * pyro_tunnel_read:
 * @self: a tunnel
 * @buffer: (array length=size): where to put plain bytes
 * @size: how many there is room for
 * @n_read: (out): how many came, 0 when more has to be received first
 * @error: return location for an error
 *
 * Gives out what the peer said.
 *
 * Returns: %TRUE, or %FALSE with @error set as pyro_tunnel_receive() does
 */
gboolean
pyro_tunnel_read (PyroTunnel  *self,
                  guint8      *buffer,
                  gsize        size,
                  gsize       *n_read,
                  GError     **error)
{
  gsize before;
  int result;

  g_return_val_if_fail (self != NULL, FALSE);

  *n_read = 0;
  if (!pyro_tunnel_report (self, error))
    return FALSE;
  if (!self->open || self->at_end)
    return TRUE;

  before = (gsize) BIO_pending (self->output);
  ERR_clear_error ();
  result = SSL_read_ex (self->ssl, buffer, size, n_read);
  if (result == 1)
    self->heard = TRUE;
  else if (!pyro_tunnel_wants_more (self, result))
    _pyro_tunnel_fail (self, _pyro_tunnel_describe_failure (self));
  pyro_tunnel_check_backlog (self, before);

  return pyro_tunnel_report (self, error);
}

/**
 * pyro_tunnel_ended:
 * @self: a tunnel
 *
 * Says what it means for TLS when the peer sends no more. Python's daemons do not say goodbye in TLS
 * before they close, so the end of a conversation may lack it; a message that is cut off is noticed
 * by its length.
 *
 * Returns: (transfer full) (nullable): an error in the `G_TLS_ERROR` domain, or %NULL when TLS has no
 *   objection
 */
GError *
pyro_tunnel_ended (PyroTunnel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->failure != NULL)
    return g_error_copy (self->failure);

  return _pyro_tunnel_describe_end (self);
}

/* ---- Its state ---- */

/**
 * pyro_tunnel_is_open:
 * @self: a tunnel
 *
 * Returns: whether the handshake is done, and the peer is who it should be
 */
gboolean
pyro_tunnel_is_open (PyroTunnel *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->open;
}

/**
 * pyro_tunnel_is_at_end:
 * @self: a tunnel
 *
 * Returns: whether the peer said that nothing more comes
 */
gboolean
pyro_tunnel_is_at_end (PyroTunnel *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->at_end;
}

/**
 * pyro_tunnel_get_version:
 * @self: a tunnel
 *
 * Returns: (transfer none) (nullable): the version of TLS, as in `TLSv1.3`; %NULL before the handshake
 *   is done
 */
const char *
pyro_tunnel_get_version (PyroTunnel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->open ? SSL_get_version (self->ssl) : NULL;
}

/**
 * pyro_tunnel_get_certificate:
 * @self: a tunnel
 *
 * Returns: (transfer none) (nullable): the peer's certificate, once the handshake is done; a client
 *   may have none
 */
PyroCertificate *
pyro_tunnel_get_certificate (PyroTunnel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->certificate;
}
