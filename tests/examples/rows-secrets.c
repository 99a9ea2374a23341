/* tests/examples/rows-secrets.c - examples of who may talk to whom: certificates, keys
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "rows.h"

#include <glib/gstdio.h>
#include <openssl/bn.h>
#include <openssl/sha.h>
#include <string.h>

#include "core/error.h"
#include "core/value/builder.h"

/* ---- ssl ---- */

/* The example looks for certificates beside Pyro's examples, and knows their serial numbers. Those that
 * come with Pyro have expired. */
static void
make_certificate (const char *folder,
                  const char *name,
                  const char *serial)
{
  g_autofree char *certificate = g_strdup_printf ("%s/%s_cert.pem", folder, name);
  g_autofree char *key = g_strdup_printf ("%s/%s_key.pem", folder, name);
  g_autofree char *number = g_strconcat ("0x", serial, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) openssl
    = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, "openssl", "req", "-x509", "-newkey", "rsa:2048",
                        "-noenc", "-days", "2", "-subj", "/C=NL/O=Razorvine.net/OU=Pyro/CN=localhost", "-set_serial",
                        number, "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out",
                        certificate, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (openssl, NULL, &error));
  g_assert_no_error (error);
}

static PyroTls *
make_client (const char *folder,
             const char *client)
{
  g_autoptr(PyroConfig) config = pyro_config_new ();
  g_autoptr(GError) error = NULL;
  PyroTls *tls;

  g_free (config->ssl_cacerts);
  config->ssl_cacerts = g_strdup_printf ("%s/server_cert.pem", folder);
  g_free (config->ssl_clientcert);
  config->ssl_clientcert = g_strdup_printf ("%s/%s_cert.pem", folder, client);
  g_free (config->ssl_clientkey);
  config->ssl_clientkey = g_strdup_printf ("%s/%s_key.pem", folder, client);
  tls = pyro_tls_new_client (config, &error);
  g_assert_no_error (error);

  return tls;
}

static void
play_ssl (Stage *stage)
{
  gboolean old = g_str_equal (stage->generation, "Pyro4");
  const char *serial = old ? "D163AB82B8B74DE6" : "63B5A2EB71E2C78CBE4200C7EAB9634E7B669407";
  g_autofree char *openssl = g_find_program_in_path ("openssl");
  g_autofree char *folder = g_build_filename (stage->root, "certs", NULL);
  g_autoptr(PyroTls) tls = NULL;
  PyroProxy *safe;

  if (openssl == NULL)
    {
      g_test_skip ("there is no openssl to make certificates with");
      return;
    }
  g_assert_no_errno (g_mkdir (folder, 0700));
  make_certificate (folder, "server", serial);
  make_certificate (folder, "client", old ? "9BFD9872D96F066C" : "1FABD733200A52DCED0702B7A856773F37AAC0E3");
  stage_run (stage, "server.py", NULL);
  {
    g_autofree char *uri = program_await (stage->programs->pdata[0], "server uri: (PYRO:\\S+)");

    safe = stage_proxy (stage, uri);
  }
  tls = make_client (folder, "client");
  pyro_proxy_set_tls (safe, tls);
  expect (stage, safe, "echo", "'client speaking'", "'hi!'");
  stage_await (stage, "SSL client cert is ok: .*=Razorvine\\.net");
  stage_await (stage, "got message: client speaking");
  g_assert_cmpstr (pyro_certificate_get_serial (pyro_proxy_get_certificate (safe)), ==, serial);
  g_assert_cmpstr (pyro_certificate_get_subject (pyro_proxy_get_certificate (safe)), ==,
                   "CN=localhost,OU=Pyro,O=Razorvine.net,C=NL");
}

/* ---- diffie-hellman ---- */

typedef struct
{
  BN_CTX *context;
  BIGNUM *prime;
  BIGNUM *secret;
} Exchange;

/* The prime is the one in the server's module, so that it is the same. */
static void
exchange_init (Exchange *self,
               Stage    *stage)
{
  g_autofree char *path = g_build_filename (stage->folder, "diffiehellman.py", NULL);
  g_autofree char *text = NULL;
  const char *number;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  number = strstr (text, "group == 14:");
  g_assert_nonnull (number);
  self->context = BN_CTX_new ();
  self->prime = NULL;
  g_assert_cmpint (BN_hex2bn (&self->prime, strstr (number, "0x") + 2), >=, 512);
  self->secret = BN_new ();
  g_assert_cmpint (BN_rand (self->secret, 544, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY), ==, 1);
}

static void
exchange_clear (Exchange *self)
{
  BN_free (self->prime);
  BN_free (self->secret);
  BN_CTX_free (self->context);
}

/* Returns: (transfer full): @base to the power of the secret */
static BIGNUM *
exchange_raise (Exchange     *self,
                const BIGNUM *base)
{
  BIGNUM *power = BN_new ();

  g_assert_cmpint (BN_mod_exp (power, base, self->secret, self->prime, self->context), ==, 1);

  return power;
}

/* Returns: (transfer full): arguments with the number of 2,048 bits that may be known */
static PyroValue *
exchange_get_public (Exchange *self)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  BIGNUM *base = NULL, *number;
  char *digits;

  BN_dec2bn (&base, "2");
  number = exchange_raise (self, base);
  digits = BN_bn2dec (number);
  g_assert_true (pyro_builder_open (builder, PYRO_VALUE_TUPLE, NULL));
  pyro_builder_add_int_text (builder, digits, strlen (digits));
  g_assert_true (pyro_builder_close (builder, NULL));
  OPENSSL_free (digits);
  BN_free (number);
  BN_free (base);

  return pyro_builder_end (builder, NULL);
}

/* Returns: (transfer full): the key that both have now, 32 octets */
static GBytes *
exchange_get_key (Exchange  *self,
                  PyroValue *other)
{
  g_autofree char *digits = pyro_value_dup_int_text (other);
  g_autofree guint8 *octets = NULL;
  guint8 key[SHA256_DIGEST_LENGTH];
  BIGNUM *number = NULL, *shared;
  int size;

  g_assert_cmpint (BN_dec2bn (&number, digits), >, 500);
  shared = exchange_raise (self, number);
  size = BN_num_bits (shared) / 8 + 1;
  octets = g_malloc0 ((gsize) size);
  g_assert_cmpint (BN_bn2binpad (shared, octets, size), ==, size);
  SHA256 (octets, (gsize) size, key);
  BN_free (shared);
  BN_free (number);

  return g_bytes_new (key, sizeof key);
}

/* Returns: (transfer full): the key after the exchange with the server */
static GBytes *
agree (Stage     *stage,
       PyroProxy *keys)
{
  Exchange exchange;
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroCall) call = NULL;
  g_autoptr(PyroReply) reply = NULL;
  g_autoptr(PyroValue) other = NULL;
  GBytes *key;

  exchange_init (&exchange, stage);
  args = exchange_get_public (&exchange);
  call = pyro_call_new (pyro_uri_get_object (pyro_proxy_get_uri (keys)), "exchange_key", args, NULL);
  reply = send_call (stage, keys, call);
  other = pyro_reply_decode (reply, NULL);
  g_assert_cmpint (pyro_value_get_kind (other), ==, PYRO_VALUE_INT);
  key = exchange_get_key (&exchange, other);
  exchange_clear (&exchange);

  return key;
}

/* Both print the same key. */
static void
play_diffie_hellman (Stage *stage)
{
  g_autoptr(GBytes) key = NULL;
  g_autoptr(GString) digits = g_string_new ("shared secret key =  ");
  const guint8 *octets;

  stage_serve (stage, "server.py", NULL);
  key = agree (stage, stage_lookup (stage, "example.dh.keyexchange"));
  octets = g_bytes_get_data (key, NULL);
  for (gsize i = 0; i < g_bytes_get_size (key); i++)
    g_string_append_printf (digits, "%02x", octets[i]);
  stage_await (stage, digits->str);
}

/* Pyro4's server wants its messages signed with that key. */
static void
play_old_diffie_hellman (Stage *stage)
{
  PyroProxy *secret, *signing;
  g_autoptr(GBytes) key = NULL;

  stage_serve (stage, "server.py", "Starting server loop");
  secret = stage_lookup (stage, "example.dh.secretstuff");
  expect_fail (stage, secret, "process", "'hey'", PYRO_ERROR, PYRO_ERROR_SECURITY);
  key = agree (stage, stage_lookup (stage, "example.dh.keyexchange"));
  signing = stage_again (stage, secret);
  pyro_proxy_set_hmac_key (signing, key);
  expect (stage, signing, "process", "'hey'", "'message was received ok'");
  stage_await (stage, "Got the message: hey");
}

const Row secret_rows[] = {
  { "diffie-hellman", NULL, play_diffie_hellman },
  { NULL, "diffie-hellman", play_old_diffie_hellman },
  { "ssl", "ssl", play_ssl },
  { NULL, NULL, NULL }
};
