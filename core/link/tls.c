/* core/link/tls.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/link/tls.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <openssl/err.h>

#include "core/error.h"
#include "core/link/tls-private.h"
#include "core/translation-private.h"

G_DEFINE_BOXED_TYPE (PyroTls, pyro_tls, pyro_tls_ref, pyro_tls_unref)

/* A certificate, its key, and the names that the configuration has for them. */
typedef struct
{
  const char *cert;
  const char *key; /* %NULL when it is in the same file */
  const char *password;
  const char *cert_item;
  const char *key_item;
  const char *password_item;
  gboolean    asked; /* for the password */
} Identity;

static const char *
text_or_null (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

/* Empties the queue of this thread. Returns: the reason of the last error in it */
static int
take_reason (void)
{
  int reason = ERR_GET_REASON (ERR_peek_last_error ());

  ERR_clear_error ();

  return reason;
}

/* What is wrong with a file is said before OpenSSL sees it, whose words for it are many. */
static gboolean
check_file (const char  *path,
            const char  *item,
            GError     **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  if (fd < 0)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_USAGE, _("The file %s of %s cannot be read: %s"),
                   path, item, g_strerror (errno));
      return FALSE;
    }

  g_close (fd, NULL);

  return TRUE;
}

/* ---- Whom to trust ---- */

static gboolean
pyro_tls_load_authorities (PyroTls     *self,
                           const char  *path,
                           GError     **error)
{
  int ok;

  if (path == NULL)
    return TRUE;
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      ok = SSL_CTX_load_verify_dir (self->context, path);
    }
  else
    {
      if (!check_file (path, "SSL_CACERTS", error))
        return FALSE;
      ok = SSL_CTX_load_verify_file (self->context, path);
    }

  ERR_clear_error ();
  if (!ok)
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_USAGE,
                 _("The file %s of SSL_CACERTS holds no certificate in PEM form"), path);

  return ok;
}

/* ---- What to show ---- */

static int
give_password (char *buffer,
               int   size,
               int   for_writing,
               void *user_data)
{
  Identity *identity = user_data;
  gsize length;

  identity->asked = TRUE;
  if (identity->password == NULL)
    return -1;
  length = strlen (identity->password);
  if (length > (gsize) size)
    return -1;
  memcpy (buffer, identity->password, length);

  return (int) length;
}

static gboolean
pyro_tls_load_key (PyroTls   *self,
                   Identity  *identity,
                   GError   **error)
{
  const char *file = identity->key != NULL ? identity->key : identity->cert;
  int ok;

  if (identity->key != NULL && !check_file (file, identity->key_item, error))
    return FALSE;

  SSL_CTX_set_default_passwd_cb (self->context, give_password);
  SSL_CTX_set_default_passwd_cb_userdata (self->context, identity);
  ok = SSL_CTX_use_PrivateKey_file (self->context, file, SSL_FILETYPE_PEM);
  SSL_CTX_set_default_passwd_cb_userdata (self->context, NULL);
  SSL_CTX_set_default_passwd_cb (self->context, NULL);
  if (ok)
    return TRUE;

  if (take_reason () == X509_R_KEY_VALUES_MISMATCH)
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_USAGE,
                 _("The key in %s does not belong to the certificate in %s"), file, identity->cert);
  else if (identity->asked && identity->password == NULL)
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_USAGE,
                 _("The key in %s is encrypted: its password belongs into %s"), file, identity->password_item);
  else if (identity->asked)
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_USAGE,
                 _("The password in %s does not open the key in %s"), identity->password_item, file);
  else if (identity->key == NULL)
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_USAGE,
                 _("The file %s holds no key beside the certificate: the file with the key belongs into %s"),
                 file, identity->key_item);
  else
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_USAGE,
                 _("The file %s of %s holds no key in PEM form"), file, identity->key_item);

  return FALSE;
}

static gboolean
pyro_tls_load_identity (PyroTls   *self,
                        Identity  *identity,
                        GError   **error)
{
  if (!check_file (identity->cert, identity->cert_item, error))
    return FALSE;

  if (!SSL_CTX_use_certificate_chain_file (self->context, identity->cert))
    {
      gboolean weak = take_reason () == SSL_R_EE_KEY_TOO_SMALL;

      g_set_error (error, PYRO_ERROR, PYRO_ERROR_USAGE,
                   weak ? _("The key of the certificate in the file %s of %s is too short to be safe")
                        : _("The file %s of %s holds no certificate in PEM form"),
                   identity->cert, identity->cert_item);
      return FALSE;
    }

  self->has_certificate = TRUE;

  return pyro_tls_load_key (self, identity, error);
}

/* ---- The object ---- */

/* TLS 1.2 is the oldest that Python's ssl accepts (since 3.10), and there is no way to ask for less.
 * What is left to the peer's will in TLS 1.2, new handshakes and compression, is refused. */
static PyroTls *
pyro_tls_new (const SSL_METHOD  *method,
              gboolean           server,
              GError           **error)
{
  PyroTls *self;
  SSL_CTX *context = SSL_CTX_new (method);

  if (context == NULL || !SSL_CTX_set_min_proto_version (context, TLS1_2_VERSION))
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_USAGE, _("The system's OpenSSL cannot do TLS: %s"),
                   ERR_reason_error_string (ERR_peek_last_error ()));
      ERR_clear_error ();
      SSL_CTX_free (context);
      return NULL;
    }

  SSL_CTX_set_options (context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET);
  SSL_CTX_set_mode (context, SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_session_cache_mode (context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_num_tickets (context, 0);

  self = g_new0 (PyroTls, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->context = context;
  self->server = server;

  return self;
}

/**
 * pyro_tls_new_client:
 * @config: the items `SSL_CACERTS`, `SSL_CLIENTCERT`, `SSL_CLIENTKEY` and `SSL_CLIENTKEYPASSWD`; it is
 *   not kept
 * @error: return location for an error of the code %PYRO_ERROR_USAGE, which names the file and the
 *   item
 *
 * Reads what a client needs for TLS. It trusts the certificates of the system and those of
 * `SSL_CACERTS`. A daemon has to show one of these, or one that is signed by one of these, and it has to
 * name the host of the URI in its subject alternative names; the common name is not looked at. For a
 * Unix socket that host is `localhost`. Nothing older than TLS 1.2 is spoken. All this is as Python's
 * `ssl.create_default_context()` has it.
 *
 * Returns: (transfer full): the settings, or %NULL with @error set
 */
PyroTls *
pyro_tls_new_client (const PyroConfig  *config,
                     GError           **error)
{
  g_autoptr(PyroTls) self = NULL;
  Identity identity = { NULL };

  g_return_val_if_fail (config != NULL, NULL);

  identity = (Identity) {
    .cert = text_or_null (config->ssl_clientcert),
    .key = text_or_null (config->ssl_clientkey),
    .password = text_or_null (config->ssl_clientkeypasswd),
    .cert_item = "SSL_CLIENTCERT",
    .key_item = "SSL_CLIENTKEY",
    .password_item = "SSL_CLIENTKEYPASSWD",
  };

  self = pyro_tls_new (TLS_client_method (), FALSE, error);
  if (self == NULL)
    return NULL;

  SSL_CTX_set_verify (self->context, SSL_VERIFY_PEER, NULL);
  X509_VERIFY_PARAM_set_flags (SSL_CTX_get0_param (self->context), X509_V_FLAG_PARTIAL_CHAIN);
  SSL_CTX_set_default_verify_paths (self->context);
  ERR_clear_error (); /* a system without authorities is none of our business */
  if (!pyro_tls_load_authorities (self, text_or_null (config->ssl_cacerts), error))
    return NULL;

  if (identity.cert == NULL && identity.key != NULL)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_USAGE,
                           _("SSL_CLIENTKEY names a key, but SSL_CLIENTCERT no certificate"));
      return NULL;
    }
  if (identity.cert != NULL && !pyro_tls_load_identity (self, &identity, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * pyro_tls_new_server:
 * @config: the items `SSL_SERVERCERT`, `SSL_SERVERKEY`, `SSL_SERVERKEYPASSWD`,
 *   `SSL_REQUIRECLIENTCERT` and `SSL_CACERTS`; it is not kept
 * @error: return location for an error of the code %PYRO_ERROR_USAGE, which names the file and the
 *   item
 *
 * Reads what a server needs for TLS. A certificate of the client is asked for only when it is
 * required; then one of `SSL_CACERTS` has to have signed it.
 *
 * Returns: (transfer full): the settings, or %NULL with @error set
 */
PyroTls *
pyro_tls_new_server (const PyroConfig  *config,
                     GError           **error)
{
  g_autoptr(PyroTls) self = NULL;
  Identity identity = { NULL };

  g_return_val_if_fail (config != NULL, NULL);

  identity = (Identity) {
    .cert = text_or_null (config->ssl_servercert),
    .key = text_or_null (config->ssl_serverkey),
    .password = text_or_null (config->ssl_serverkeypasswd),
    .cert_item = "SSL_SERVERCERT",
    .key_item = "SSL_SERVERKEY",
    .password_item = "SSL_SERVERKEYPASSWD",
  };
  if (identity.cert == NULL)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_USAGE,
                           _("A server with TLS needs a certificate: its file belongs into SSL_SERVERCERT"));
      return NULL;
    }

  self = pyro_tls_new (TLS_server_method (), TRUE, error);
  if (self == NULL ||
      !pyro_tls_load_authorities (self, text_or_null (config->ssl_cacerts), error) ||
      !pyro_tls_load_identity (self, &identity, error))
    return NULL;

  if (config->ssl_requireclientcert)
    SSL_CTX_set_verify (self->context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, NULL);

  return g_steal_pointer (&self);
}

/**
 * pyro_tls_ref:
 * @self: settings
 *
 * Returns: (transfer full): @self with one more reference
 */
PyroTls *
pyro_tls_ref (PyroTls *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * pyro_tls_unref:
 * @self: (transfer full): settings
 *
 * Drops a reference.
 */
void
pyro_tls_unref (PyroTls *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  SSL_CTX_free (self->context);
  g_free (self);
}
