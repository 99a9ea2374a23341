/* tests/examples/rows-secrets.c - examples of who may talk to whom: certificates, keys
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "rows.h"

#include "core/error.h"
#include "key-exchange.h"
#include "key-files.h"

/* ---- ssl ---- */

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
  const char *objection = key_files_make (stage);
  g_autofree char *folder = key_files_dup_folder (stage);
  g_autoptr(PyroTls) tls = NULL;
  PyroProxy *safe;

  if (objection != NULL)
    {
      g_test_skip (objection);
      return;
    }
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
  g_assert_cmpstr (pyro_certificate_get_serial (pyro_proxy_get_certificate (safe)), ==,
                   key_files_get_serial (stage, "server"));
  g_assert_cmpstr (pyro_certificate_get_subject (pyro_proxy_get_certificate (safe)), ==,
                   "CN=localhost,OU=Pyro,O=Razorvine.net,C=NL");
}

/* ---- diffie-hellman ---- */

/* Returns: (transfer full): the key after the exchange with the server */
static GBytes *
agree (Stage     *stage,
       PyroProxy *keys)
{
  g_autoptr(KeyExchange) exchange = key_exchange_new (stage);
  g_autoptr(PyroValue) own = key_exchange_get_public (exchange);
  g_autoptr(PyroValue) args = pyro_value_new_tuple (&own, 1);
  g_autoptr(PyroCall) call
    = pyro_call_new (pyro_uri_get_object (pyro_proxy_get_uri (keys)), "exchange_key", args, NULL);
  g_autoptr(PyroReply) reply = send_call (stage, keys, call);
  g_autoptr(PyroValue) other = pyro_reply_decode (reply, NULL);

  g_assert_cmpint (pyro_value_get_kind (other), ==, PYRO_VALUE_INT);

  return key_exchange_get_key (exchange, other);
}

/* Both print the same key. */
static void
play_diffie_hellman (Stage *stage)
{
  g_autoptr(GBytes) key = NULL;
  g_autofree char *digits = NULL;
  g_autofree char *line = NULL;

  stage_serve (stage, "server.py", NULL);
  key = agree (stage, stage_lookup (stage, "example.dh.keyexchange"));
  digits = key_exchange_describe (key);
  line = g_strconcat ("shared secret key =  ", digits, NULL);
  stage_await (stage, line);
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
