/* tests/link/test-tunnel.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/link/tunnel.h"

#include <string.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/link/tunnel-private.h"
#include "tests/certificates.h"

/* ---- Two ends ---- */

typedef struct
{
  PyroTunnel *client;
  PyroTunnel *server;
  GError     *client_error;
  GError     *server_error;
} Pair;

/* The server shows @name, and requires a certificate that @authority signed unless that is NULL. */
static PyroTls *
new_server (const char *name,
            const char *authority)
{
  g_autoptr(PyroConfig) config = pyro_config_new ();
  g_autofree char *cert = g_strconcat (name, ".pem", NULL);
  g_autofree char *key = g_strconcat (name, ".key", NULL);
  g_autofree char *authority_file = authority != NULL ? g_strconcat (authority, ".pem", NULL) : NULL;
  g_autoptr(GError) error = NULL;
  PyroTls *tls;

  g_free (config->ssl_servercert);
  config->ssl_servercert = certificates_path (cert);
  g_free (config->ssl_serverkey);
  config->ssl_serverkey = certificates_path (key);
  g_free (config->ssl_cacerts);
  config->ssl_cacerts = certificates_path (authority_file);
  config->ssl_requireclientcert = authority != NULL;
  tls = pyro_tls_new_server (config, &error);
  g_assert_no_error (error);

  return tls;
}

static PyroTunnel *
new_client_tunnel (PyroTls    *tls,
                   const char *uri_text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroUri) uri = pyro_uri_parse (uri_text, 0, &error);
  PyroTunnel *tunnel;

  g_assert_no_error (error);
  tunnel = pyro_tunnel_new (tls, uri, &error);
  g_assert_no_error (error);

  return tunnel;
}

static void
pair_set_up (Pair       *pair,
             PyroTls    *client,
             PyroTls    *server,
             const char *uri)
{
  *pair = (Pair) { .client = new_client_tunnel (client, uri), .server = pyro_tunnel_new (server, NULL, NULL) };
  g_assert_nonnull (pair->server);
}

static void
pair_clear (Pair *pair)
{
  g_clear_pointer (&pair->client, pyro_tunnel_free);
  g_clear_pointer (&pair->server, pyro_tunnel_free);
  g_clear_error (&pair->client_error);
  g_clear_error (&pair->server_error);
}

/* Carries what @from has to @to, at most @step bytes at once. Returns: whether there was something */
static gboolean
carry (PyroTunnel  *from,
       PyroTunnel  *to,
       gsize        step,
       GError     **error)
{
  const guint8 *data;
  gsize size = MIN (pyro_tunnel_output (from, &data), step);

  if (size == 0)
    return FALSE;
  if (*error == NULL)
    pyro_tunnel_receive (to, data, size, error);
  pyro_tunnel_wrote (from, size);

  return TRUE;
}

static void
pair_run (Pair  *pair,
          gsize  step)
{
  gboolean busy = TRUE;

  for (guint i = 0; busy && i < 100000; i++)
    {
      busy = carry (pair->client, pair->server, step, &pair->server_error);
      busy |= carry (pair->server, pair->client, step, &pair->client_error);
    }
  g_assert_false (busy);
}

/* Reads what there is. */
static GBytes *
read_all (PyroTunnel  *tunnel,
          GError     **error)
{
  g_autoptr(GByteArray) sum = g_byte_array_new ();
  guint8 buffer[5000];
  gsize n = 0;

  while (pyro_tunnel_read (tunnel, buffer, sizeof buffer, &n, error) && n > 0)
    g_byte_array_append (sum, buffer, (guint) n);

  return g_byte_array_free_to_bytes (g_steal_pointer (&sum));
}

/* Says @text on one side, hears it on the other. */
static void
assert_passes (PyroTunnel *from,
               PyroTunnel *to,
               GBytes     *bytes,
               gsize       step)
{
  g_autoptr(GByteArray) heard = g_byte_array_new ();
  g_autoptr(GError) error = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  gsize said = 0;

  while (heard->len < size)
    {
      /* two vectors, one of them empty */
      struct iovec vectors[] = { { (guint8 *) data, 0 }, { (guint8 *) data + said, size - said } };
      g_autoptr(GBytes) part = NULL;

      said += pyro_tunnel_write (from, vectors, 2);
      g_assert_true (carry (from, to, step, &error));
      g_assert_no_error (error);
      part = read_all (to, &error);
      g_assert_no_error (error);
      g_byte_array_append (heard, g_bytes_get_data (part, NULL), (guint) g_bytes_get_size (part));
    }

  g_assert_cmpuint (said, ==, size);
  g_assert_cmpmem (heard->data, heard->len, data, size);
}

static void
test_talk (void)
{
  static const gsize steps[] = { G_MAXSIZE, 1, 7, 1000 };
  g_autoptr(PyroTls) client = NULL;
  g_autoptr(PyroTls) server = NULL;
  g_autofree guint8 *large = g_malloc (1 << 20);

  if (certificates_are_missing ())
    return;

  client = certificates_client ("ca", NULL);
  server = new_server ("server", NULL);
  for (gsize i = 0; i < 1 << 20; i++)
    large[i] = (guint8) (i * i >> 3);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr(GBytes) small = g_bytes_new_static ("hello", 5);
      g_autoptr(GBytes) bytes = g_bytes_new_static (large, steps[i] == 1 ? 40000 : 1 << 20);
      Pair pair;

      pair_set_up (&pair, client, server, "PYRO:x@localhost:4000");
      g_assert_false (pyro_tunnel_is_open (pair.client));
      g_assert_null (pyro_tunnel_get_version (pair.client));
      g_assert_cmpuint (pyro_tunnel_write (pair.client, &(struct iovec) { large, 1 }, 1), ==, 0);
      pair_run (&pair, steps[i]);
      g_assert_no_error (pair.client_error);
      g_assert_no_error (pair.server_error);
      g_assert_true (pyro_tunnel_is_open (pair.client));
      g_assert_true (pyro_tunnel_is_open (pair.server));
      g_assert_cmpstr (pyro_tunnel_get_version (pair.client), ==, "TLSv1.3");

      assert_passes (pair.client, pair.server, small, steps[i]);
      assert_passes (pair.server, pair.client, bytes, steps[i]);
      assert_passes (pair.client, pair.server, bytes, steps[i]);
      g_assert_null (pyro_tunnel_ended (pair.client));

      g_assert_false (pyro_tunnel_is_at_end (pair.server));
      pyro_tunnel_close (pair.client);
      pair_run (&pair, steps[i]);
      g_bytes_unref (read_all (pair.server, &pair.server_error));
      g_assert_no_error (pair.server_error);
      g_assert_true (pyro_tunnel_is_at_end (pair.server));
      pair_clear (&pair);
    }
}

/* TLS reads ahead no more than a record: what is written waits for the peer to take it. */
static void
test_write_ahead (void)
{
  g_autoptr(PyroTls) client = NULL;
  g_autoptr(PyroTls) server = NULL;
  g_autofree guint8 *large = g_malloc0 (1 << 20);
  struct iovec vector = { large, 1 << 20 };
  const guint8 *data;
  Pair pair;
  gsize taken;

  if (certificates_are_missing ())
    return;

  client = certificates_client ("ca", NULL);
  server = new_server ("server", NULL);
  pair_set_up (&pair, client, server, "PYRO:x@localhost:4000");
  pair_run (&pair, G_MAXSIZE);

  taken = pyro_tunnel_write (pair.client, &vector, 1);
  g_assert_cmpuint (taken, ==, 64 * 1024);
  g_assert_cmpuint (pyro_tunnel_write (pair.client, &vector, 1), ==, 0);
  g_assert_cmpuint (pyro_tunnel_output (pair.client, &data), <, taken + 1024);
  pair_clear (&pair);
}

/* ---- Certificates ---- */

static void
test_certificates (void)
{
  g_autoptr(PyroTls) client = NULL;
  g_autoptr(PyroTls) server = NULL;
  g_autoptr(PyroCertificate) copy = NULL;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GError) error = NULL;
  PyroCertificate *certificate;
  const char *const *names;
  Pair pair;

  if (certificates_are_missing ())
    return;

  client = certificates_client ("ca", "client");
  server = new_server ("server", "ca");
  pair_set_up (&pair, client, server, "PYRO:x@127.0.0.1:4000");
  pair_run (&pair, G_MAXSIZE);
  g_assert_no_error (pair.client_error);
  g_assert_no_error (pair.server_error);

  certificate = pyro_tunnel_get_certificate (pair.client);
  g_assert_cmpstr (pyro_certificate_get_subject (certificate), ==, "CN=Zürich,O=Example");
  g_assert_cmpstr (pyro_certificate_get_issuer (certificate), ==, "CN=Test CA,O=Pyrolens tests");
  g_assert_cmpstr (pyro_certificate_get_serial (certificate), ==, "01F00D");
  g_assert_cmpuint (strlen (pyro_certificate_get_fingerprint (certificate)), ==, 95);
  names = pyro_certificate_get_names (certificate);
  g_assert_cmpstrv (names, ((const char *const[]) { "localhost", "127.0.0.1", "::1", NULL }));
  g_assert_cmpint (g_date_time_compare (pyro_certificate_get_not_before (certificate), now), <=, 0);
  g_assert_cmpint (g_date_time_difference (pyro_certificate_get_not_after (certificate), now), >, G_TIME_SPAN_DAY);

  copy = pyro_certificate_new (pyro_certificate_get_der (certificate), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pyro_certificate_get_fingerprint (copy), ==, pyro_certificate_get_fingerprint (certificate));

  certificate = pyro_tunnel_get_certificate (pair.server);
  g_assert_cmpstr (pyro_certificate_get_subject (certificate), ==, "CN=A client");
  g_assert_cmpstr (pyro_certificate_get_serial (certificate), ==, "C11E47");
  g_assert_cmpstrv (pyro_certificate_get_names (certificate), ((const char *const[]) { NULL }));
  pair_clear (&pair);
}

static void
test_no_certificate (void)
{
  static const char *const texts[] = { "", "0", "-----BEGIN CERTIFICATE-----" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr(GError) error = NULL;

      g_assert_null (pyro_certificate_new (bytes, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
      g_assert_cmpstr (error->message, ==, "These bytes are no certificate");
    }
}

/* ---- Whom not to trust ---- */

typedef struct
{
  const char *server;
  const char *authority; /* that the client trusts */
  const char *uri;
  const char *message;   /* NULL where all is good */
} TrustCase;

#define LOCAL "PYRO:x@localhost:4000"

static const TrustCase trust_cases[] = {
  { "server", "ca", LOCAL, NULL },
  { "server", "ca", "PYRO:x@LOCALHOST:4000", NULL },
  { "server", "ca", "PYRO:x@127.0.0.1:4000", NULL },
  { "server", "ca", "PYRO:x@[::1]:4000", NULL },
  { "server", "ca", "PYRO:x@./u:/tmp/socket", NULL },
  { "self", "self", LOCAL, NULL },
  { "server", "server", LOCAL, NULL },
  { "server", "client", LOCAL, "The certificate of localhost:4000 is signed by “CN=Test CA,O=Pyrolens tests”, which is "
    "not trusted here: that one's certificate belongs into SSL_CACERTS" },
  { "strange", "ca", LOCAL, "The certificate of localhost:4000 is signed by “CN=Stranger CA”, which is not trusted "
    "here: that one's certificate belongs into SSL_CACERTS" },
  { "strange", NULL, LOCAL, "The certificate of localhost:4000 is signed by “CN=Stranger CA”, which is not trusted "
    "here: that one's certificate belongs into SSL_CACERTS" },
  { "self", "ca", LOCAL, "The certificate of localhost:4000 is signed by nobody but itself: if it is the right one, its "
    "file belongs into SSL_CACERTS" },
  { "server", "ca", "PYRO:x@127.0.0.2:4000", "The certificate of 127.0.0.2:4000 is for localhost, 127.0.0.1, ::1 and "
    "not for 127.0.0.2: use a name that is in it, or give the daemon one for 127.0.0.2" },
  { "server", "ca", "PYRO:x@sub.localhost:4000", "The certificate of sub.localhost:4000 is for localhost, 127.0.0.1, "
    "::1 and not for sub.localhost: use a name that is in it, or give the daemon one for sub.localhost" },
  { "elsewhere", "ca", LOCAL, "The certificate of localhost:4000 is for a.example, b.example, c.example, d.example and "
    "1 more and not for localhost: use a name that is in it, or give the daemon one for localhost" },
  { "elsewhere", "ca", "PYRO:x@./u:/tmp/socket", "The certificate of ./u:/tmp/socket is for a.example, b.example, "
    "c.example, d.example and 1 more and not for localhost: use a name that is in it, or give the daemon one for "
    "localhost" },
  { "nameless", "ca", LOCAL, "The certificate of localhost:4000 names no host: it has to be made anew, with “localhost” "
    "as a subject alternative name" },
  { "expired", "ca", LOCAL, "The certificate of localhost:4000 expired on 2021-01-01 00:00:00 UTC: it has to be "
    "renewed" },
  { "old-signed", "old-ca", LOCAL, "The certificate of the authority “CN=Old CA” behind localhost:4000 expired on "
    "2021-01-01 00:00:00 UTC: it has to be renewed" },
  { "future", "ca", LOCAL, "The certificate of localhost:4000 is valid from 2090-01-01 00:00:00 UTC on: look at the "
    "clocks of both machines" },
  { "misused", "ca", LOCAL, "The certificate of localhost:4000 is not made for servers: it has to be made anew" },
};

static void
test_trust (void)
{
  if (certificates_are_missing ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (trust_cases); i++)
    {
      const TrustCase *trust = &trust_cases[i];
      g_autoptr(PyroTls) client = certificates_client (trust->authority, NULL);
      g_autoptr(PyroTls) server = new_server (trust->server, NULL);
      Pair pair;

      pair_set_up (&pair, client, server, trust->uri);
      pair_run (&pair, G_MAXSIZE);
      if (trust->message == NULL)
        {
          g_assert_no_error (pair.client_error);
          g_assert_true (pyro_tunnel_is_open (pair.client));
        }
      else
        {
          g_assert_error (pair.client_error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);
          g_assert_cmpstr (pair.client_error->message, ==, trust->message);
          g_assert_false (pyro_tunnel_is_open (pair.client));
          g_assert_null (pyro_tunnel_get_certificate (pair.client));

          /* it stays so, and the server was told */
          g_clear_error (&pair.client_error);
          g_bytes_unref (read_all (pair.client, &pair.client_error));
          g_assert_error (pair.client_error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);
          g_assert_error (pair.server_error, G_TLS_ERROR, G_TLS_ERROR_HANDSHAKE);
        }
      pair_clear (&pair);
    }
}

static void
test_no_host (void)
{
  g_autoptr(PyroTls) client = NULL;

  if (certificates_are_missing ())
    return;

  client = certificates_client ("ca", NULL);
  {
    g_autoptr(GError) error = NULL;

    g_assert_null (pyro_tunnel_new (client, NULL, &error));
    g_assert_error (error, PYRO_ERROR, PYRO_ERROR_USAGE);
    g_assert_cmpstr (error->message, ==, "The TLS settings are those of a client");
  }
  {
    g_autoptr(PyroUri) uri = pyro_uri_parse ("PYRO:x@.example.org:4000", 0, NULL);
    g_autoptr(GError) error = NULL;

    g_assert_nonnull (uri);
    g_assert_null (pyro_tunnel_new (client, uri, &error));
    g_assert_error (error, PYRO_ERROR, PYRO_ERROR_USAGE);
    g_assert_cmpstr (error->message, ==, "No certificate can be for a host named “.example.org”");
  }
}

/* ---- Certificates of clients ---- */

typedef struct
{
  const char *client;
  int         version;
  int         code;
  const char *message; /* of the client */
  const char *server_message;
} ClientCase;

#define WANTED  "There is no way into localhost:4000 without a client certificate: its file belongs into SSL_CLIENTCERT"
#define REFUSED "The client certificate in SSL_CLIENTCERT is not accepted by localhost:4000: who signed it has to be " \
                "in SSL_CACERTS there"
#define EXPIRED "The client certificate in SSL_CLIENTCERT is not accepted by localhost:4000, as it has expired"

static const ClientCase client_cases[] = {
  { NULL, TLS1_3_VERSION, G_TLS_ERROR_CERTIFICATE_REQUIRED, WANTED,
    "There is no certificate of the client, and one is required" },
  { NULL, TLS1_2_VERSION, G_TLS_ERROR_CERTIFICATE_REQUIRED, WANTED,
    "There is no certificate of the client, and one is required" },
  { "strange-client", TLS1_3_VERSION, G_TLS_ERROR_CERTIFICATE_REQUIRED, REFUSED,
    "The certificate of the client is signed by “CN=Stranger CA”, which is not trusted here: that one's certificate "
    "belongs into SSL_CACERTS" },
  { "strange-client", TLS1_2_VERSION, G_TLS_ERROR_CERTIFICATE_REQUIRED, REFUSED,
    "The certificate of the client is signed by “CN=Stranger CA”, which is not trusted here: that one's certificate "
    "belongs into SSL_CACERTS" },
  { "expired-client", TLS1_3_VERSION, G_TLS_ERROR_CERTIFICATE_REQUIRED, EXPIRED,
    "The certificate of the client expired on 2021-01-01 00:00:00 UTC: it has to be renewed" },
};

static void
test_client_certificates (void)
{
  if (certificates_are_missing ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (client_cases); i++)
    {
      const ClientCase *c = &client_cases[i];
      g_autoptr(PyroTls) client = certificates_client ("ca", c->client);
      g_autoptr(PyroTls) server = new_server ("server", "ca");
      Pair pair;

      pair_set_up (&pair, client, server, LOCAL);
      SSL_set_max_proto_version (pair.server->ssl, c->version);
      pair_run (&pair, G_MAXSIZE);
      if (pair.client_error == NULL) /* in TLS 1.3 the client is done before it is looked at */
        g_bytes_unref (read_all (pair.client, &pair.client_error));
      g_assert_error (pair.client_error, G_TLS_ERROR, c->code);
      g_assert_cmpstr (pair.client_error->message, ==, c->message);
      g_assert_cmpstr (pair.server_error->message, ==, c->server_message);
      pair_clear (&pair);
    }
}

/* The server's word may be lost when the connection is reset: the end has to say as much. */
static void
test_ended (void)
{
  g_autoptr(PyroTls) client = NULL;
  g_autoptr(PyroTls) anonymous = NULL;
  g_autoptr(PyroTls) server = NULL;
  g_autoptr(PyroTls) strict = NULL;
  g_autoptr(GError) error = NULL;
  Pair pair;

  if (certificates_are_missing ())
    return;

  client = certificates_client ("ca", "client");
  anonymous = certificates_client ("ca", NULL);
  server = new_server ("server", NULL);
  strict = new_server ("server", "ca");

  pair_set_up (&pair, client, server, LOCAL);
  error = pyro_tunnel_ended (pair.client);
  g_assert_error (error, G_TLS_ERROR, G_TLS_ERROR_NOT_TLS);
  g_assert_cmpstr (error->message, ==, "The connection to localhost:4000 was closed before the TLS handshake began: "
                                       "there may be no TLS");
  g_clear_error (&error);

  carry (pair.client, pair.server, G_MAXSIZE, &pair.server_error);
  carry (pair.server, pair.client, 100, &pair.client_error);
  error = pyro_tunnel_ended (pair.client);
  g_assert_error (error, G_TLS_ERROR, G_TLS_ERROR_EOF);
  g_assert_cmpstr (error->message, ==, "The connection to localhost:4000 was closed during the TLS handshake");
  g_clear_error (&error);
  pair_run (&pair, G_MAXSIZE);
  g_assert_null (pyro_tunnel_ended (pair.client));
  pair_clear (&pair);

  pair_set_up (&pair, client, strict, LOCAL);
  carry (pair.client, pair.server, G_MAXSIZE, &pair.server_error);
  carry (pair.server, pair.client, G_MAXSIZE, &pair.client_error);
  g_assert_true (pyro_tunnel_is_open (pair.client));
  error = pyro_tunnel_ended (pair.client);
  g_assert_error (error, G_TLS_ERROR, G_TLS_ERROR_CERTIFICATE_REQUIRED);
  g_assert_cmpstr (error->message, ==, "The connection to localhost:4000 was closed right after the TLS handshake: the "
                                       "client certificate in SSL_CLIENTCERT may not be accepted there");
  g_clear_error (&error);
  pair_run (&pair, G_MAXSIZE);
  {
    g_autoptr(GBytes) bytes = g_bytes_new_static ("hello", 5);

    assert_passes (pair.server, pair.client, bytes, G_MAXSIZE);
  }
  g_assert_null (pyro_tunnel_ended (pair.client));
  pair_clear (&pair);

  pair_set_up (&pair, anonymous, strict, LOCAL);
  carry (pair.client, pair.server, G_MAXSIZE, &pair.server_error);
  carry (pair.server, pair.client, G_MAXSIZE, &pair.client_error);
  error = pyro_tunnel_ended (pair.client);
  g_assert_error (error, G_TLS_ERROR, G_TLS_ERROR_CERTIFICATE_REQUIRED);
  g_assert_cmpstr (error->message, ==, WANTED);
  pair_clear (&pair);
}

/* ---- Hostile peers ---- */

typedef struct
{
  const char *data;
  gsize       size;
  int         code;
  const char *message; /* or its beginning, where the rest is OpenSSL's */
} StrangerCase;

#define BYTES(text) text, sizeof text - 1

static const StrangerCase stranger_cases[] = {
  { BYTES ("PYRO\x01\xf6"), G_TLS_ERROR_NOT_TLS,
    "There is no TLS at localhost:4000, but plain Pyro: connect without TLS" },
  { BYTES ("P"), G_TLS_ERROR_NOT_TLS, "There is no TLS at localhost:4000, but plain Pyro: connect without TLS" },
  { BYTES ("HTTP/1.1 400 Bad Request\r\n"), G_TLS_ERROR_NOT_TLS, "There is no TLS at localhost:4000, but plain HTTP" },
  { BYTES ("SSH-2.0-OpenSSH"), G_TLS_ERROR_NOT_TLS, "There is no TLS at localhost:4000, but something else" },
  { BYTES ("\0\0\0\0"), G_TLS_ERROR_NOT_TLS, "There is no TLS at localhost:4000, but something else" },
  { BYTES ("\x15\x03\x01\x00\x02\x02\x46"), G_TLS_ERROR_HANDSHAKE,
    "There is no version of TLS in common with localhost:4000: 1.2 at least is wanted here" },
  { BYTES ("\x15\x03\x03\x00\x02\x02\x28"), G_TLS_ERROR_HANDSHAKE, "There is no cipher in common with localhost:4000" },
  { BYTES ("\x15\x03\x03\x00\x02\x02\x50"), G_TLS_ERROR_HANDSHAKE,
    "TLS with localhost:4000 failed: tlsv1 alert internal error" },
  { BYTES ("\x16\x03\x03\xff\xff"), G_TLS_ERROR_HANDSHAKE, "TLS with localhost:4000 failed: " },
  { BYTES ("\x17\x03\x03\x00\x05hello"), G_TLS_ERROR_HANDSHAKE,
    "TLS with localhost:4000 failed: " },
};

static void
test_strangers (void)
{
  g_autoptr(PyroTls) client = NULL;

  if (certificates_are_missing ())
    return;

  client = certificates_client ("ca", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (stranger_cases); i++)
    {
      g_autoptr(PyroTunnel) tunnel = new_client_tunnel (client, LOCAL);
      g_autoptr(GError) error = NULL;
      gsize n;

      g_assert_false (pyro_tunnel_receive (tunnel, (const guint8 *) stranger_cases[i].data, stranger_cases[i].size,
                                           &error));
      g_assert_error (error, G_TLS_ERROR, stranger_cases[i].code);
      g_assert_cmpmem (error->message, MIN (strlen (error->message), strlen (stranger_cases[i].message)),
                       stranger_cases[i].message, strlen (stranger_cases[i].message));
      g_assert_false (pyro_tunnel_read (tunnel, NULL, 0, &n, NULL));
      g_assert_false (pyro_tunnel_receive (tunnel, (const guint8 *) "\x16", 1, NULL));
      g_assert_cmpuint (pyro_tunnel_write (tunnel, &(struct iovec) { &n, 1 }, 1), ==, 0);
    }
}

/* A hello that never ends: each message of a handshake has an end that OpenSSL insists on. */
static void
test_endless_hello (void)
{
  static const guint8 record[5 + 1024] = { 0x16, 3, 3, 4, 0, 2, 0xff, 0xff, 0xff };
  g_autoptr(PyroTls) client = NULL;
  g_autoptr(PyroTunnel) tunnel = NULL;
  g_autoptr(GError) error = NULL;
  guint n = 0;

  if (certificates_are_missing ())
    return;

  client = certificates_client ("ca", NULL);
  tunnel = new_client_tunnel (client, LOCAL);
  while (n < 1000 && pyro_tunnel_receive (tunnel, record, sizeof record, &error))
    n++;
  g_assert_error (error, G_TLS_ERROR, G_TLS_ERROR_HANDSHAKE);
  g_assert_cmpuint (n, <, 200);
  g_assert_cmpuint ((gsize) BIO_pending (tunnel->input), <, 2 * sizeof record);
}

/* One changed bit anywhere in what the server says ends the handshake or the conversation. */
static void
test_changed_bits (void)
{
  g_autoptr(PyroTls) client = NULL;
  g_autoptr(PyroTls) server = NULL;

  if (certificates_are_missing ())
    return;

  client = certificates_client ("ca", NULL);
  server = new_server ("server", NULL);
  for (gsize place = 0; place < 1200; place += 13)
    {
      g_autofree guint8 *bytes = NULL;
      g_autoptr(GError) error = NULL;
      const guint8 *data;
      gsize size;
      gboolean refused;
      Pair pair;

      pair_set_up (&pair, client, server, LOCAL);
      carry (pair.client, pair.server, G_MAXSIZE, &pair.server_error);
      size = pyro_tunnel_output (pair.server, &data);
      g_assert_cmpuint (size, >, 600);
      bytes = g_memdup2 (data, size);
      pyro_tunnel_wrote (pair.server, size);
      bytes[place % size] ^= 1;

      refused = !pyro_tunnel_receive (pair.client, bytes, size, &error);
      if (refused)
        g_assert_true (error->domain == G_TLS_ERROR);
      else /* a length may say that more is to come, or the server notices */
        pair_run (&pair, G_MAXSIZE);
      g_assert_false (pyro_tunnel_is_open (pair.client) && pyro_tunnel_is_open (pair.server));
      pair_clear (&pair);
    }
}

/* After the handshake, too. */
static void
test_changed_record (void)
{
  g_autoptr(PyroTls) client = NULL;
  g_autoptr(PyroTls) server = NULL;
  g_autofree guint8 *bytes = NULL;
  g_autoptr(GBytes) heard = NULL;
  const guint8 *data;
  gsize size;
  Pair pair;

  if (certificates_are_missing ())
    return;

  client = certificates_client ("ca", NULL);
  server = new_server ("server", NULL);
  pair_set_up (&pair, client, server, LOCAL);
  pair_run (&pair, G_MAXSIZE);
  g_assert_cmpuint (pyro_tunnel_write (pair.server, &(struct iovec) { (char *) "hello", 5 }, 1), ==, 5);
  size = pyro_tunnel_output (pair.server, &data);
  bytes = g_memdup2 (data, size);
  bytes[size - 1] ^= 1;

  g_assert_true (pyro_tunnel_receive (pair.client, bytes, size, &pair.client_error));
  heard = read_all (pair.client, &pair.client_error);
  g_assert_cmpuint (g_bytes_get_size (heard), ==, 0);
  g_assert_error (pair.client_error, G_TLS_ERROR, G_TLS_ERROR_MISC);
  g_assert_cmpstr (pair.client_error->message, ==,
                   "TLS with localhost:4000 failed: decryption failed or bad record mac");
  g_assert_cmpuint (pyro_tunnel_output (pair.client, &data), >, 0); /* which the server is told */
  pair_clear (&pair);
}

/* A peer that asks for new keys again and again and takes no answer. */
static void
test_flood (void)
{
  g_autoptr(PyroTls) client = NULL;
  g_autoptr(PyroTls) server = NULL;
  const guint8 *data;
  Pair pair;

  if (certificates_are_missing ())
    return;

  client = certificates_client ("ca", NULL);
  server = new_server ("server", NULL);
  pair_set_up (&pair, client, server, LOCAL);
  pair_run (&pair, G_MAXSIZE);

  for (guint i = 0; i < 50000 && pair.client_error == NULL; i++)
    {
      g_assert_cmpint (SSL_key_update (pair.server->ssl, SSL_KEY_UPDATE_REQUESTED), ==, 1);
      g_assert_cmpint (SSL_do_handshake (pair.server->ssl), ==, 1);
      carry (pair.server, pair.client, G_MAXSIZE, &pair.client_error);
      g_bytes_unref (read_all (pair.client, pair.client_error == NULL ? &pair.client_error : NULL));
      g_assert_cmpuint (pyro_tunnel_output (pair.client, &data), <, 512 * 1024);
    }
  g_assert_error (pair.client_error, G_TLS_ERROR, G_TLS_ERROR_MISC);
  g_assert_cmpstr (pair.client_error->message, ==,
                   "localhost:4000 asks for ever more TLS messages and reads none");
  pair_clear (&pair);
}

/* In TLS 1.2 a peer may ask for a new handshake in the middle of a conversation. It gets none, and
 * may go on or not: OpenSSL does not. */
static void
test_renegotiation (void)
{
  g_autoptr(PyroTls) client = NULL;
  g_autoptr(PyroTls) server = NULL;
  Pair pair;

  if (certificates_are_missing ())
    return;

  client = certificates_client ("ca", NULL);
  server = new_server ("server", NULL);
  pair_set_up (&pair, client, server, LOCAL);
  SSL_set_max_proto_version (pair.server->ssl, TLS1_2_VERSION);
  SSL_clear_options (pair.server->ssl, SSL_OP_NO_RENEGOTIATION);
  pair_run (&pair, G_MAXSIZE);
  g_assert_no_error (pair.client_error);
  g_assert_cmpstr (pyro_tunnel_get_version (pair.client), ==, "TLSv1.2");

  g_assert_cmpint (SSL_renegotiate (pair.server->ssl), ==, 1);
  SSL_do_handshake (pair.server->ssl);
  g_assert_true (carry (pair.server, pair.client, G_MAXSIZE, &pair.client_error));
  g_bytes_unref (read_all (pair.client, &pair.client_error));
  g_assert_no_error (pair.client_error);
  g_assert_true (carry (pair.client, pair.server, G_MAXSIZE, &pair.server_error));
  g_bytes_unref (read_all (pair.server, &pair.server_error));
  g_assert_error (pair.server_error, G_TLS_ERROR, G_TLS_ERROR_MISC);
  g_assert_cmpstr (pair.server_error->message, ==, "TLS with the client failed: no renegotiation");
  pair_clear (&pair);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  certificates_set_up ();
  g_test_add_func ("/tunnel/talk", test_talk);
  g_test_add_func ("/tunnel/write-ahead", test_write_ahead);
  g_test_add_func ("/tunnel/certificates", test_certificates);
  g_test_add_func ("/tunnel/no-certificate", test_no_certificate);
  g_test_add_func ("/tunnel/trust", test_trust);
  g_test_add_func ("/tunnel/no-host", test_no_host);
  g_test_add_func ("/tunnel/client-certificates", test_client_certificates);
  g_test_add_func ("/tunnel/ended", test_ended);
  g_test_add_func ("/tunnel/strangers", test_strangers);
  g_test_add_func ("/tunnel/endless-hello", test_endless_hello);
  g_test_add_func ("/tunnel/changed-bits", test_changed_bits);
  g_test_add_func ("/tunnel/changed-record", test_changed_record);
  g_test_add_func ("/tunnel/flood", test_flood);
  g_test_add_func ("/tunnel/renegotiation", test_renegotiation);
  status = g_test_run ();
  certificates_tear_down ();

  return status;
}
