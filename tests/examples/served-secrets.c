/* tests/examples/served-secrets.c - examples of who may talk to whom, and of what a server may do
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "served.h"

#include <string.h>

#include "key-exchange.h"
#include "key-files.h"

/* ---- diffie-hellman ---- */

/* What goes on between the two servers of the example. */
typedef struct
{
  Host       *host;
  PyroDaemon *secret;    /* Pyro4's second daemon, whose messages are signed; NULL for Pyro5 */
  char        key[65];   /* that was agreed on last, as text */
} Safe;

static Safe safe;

METHOD (exchange_key)
{
  KeyExchange *exchange = object;
  g_autoptr(GBytes) key = key_exchange_get_key (exchange, pyro_invocation_get_param (invocation, 0));
  g_autofree char *digits = key_exchange_describe (key);

  g_strlcpy (safe.key, digits, sizeof safe.key);
  if (safe.secret != NULL)
    pyro_daemon_set_hmac_key (safe.secret, key);

  return key_exchange_get_public (exchange);
}

METHOD (process)
{
  return pyro_value_new_string ("message was received ok");
}

static const PyroMethodInfo exchange_methods[] = { { "exchange_key", "other_public_key", exchange_key }, { NULL } };
static const PyroMethodInfo secret_methods[] = { { "process", "message", process }, { NULL } };
static const PyroClassInfo exchange_info = { "KeyExchange", exchange_methods, NULL };
static const PyroClassInfo secret_info = { "SecretStuff", secret_methods, NULL };

static PyroServant *
create_exchange (PyroPeer  *peer,
                 gpointer   user_data,
                 GError   **error)
{
  return PYRO_SERVANT (pyro_skeleton_new (&exchange_info, key_exchange_new (safe.host->stage),
                                          (GDestroyNotify) key_exchange_free));
}

static void
serve_exchange (Host *host)
{
  safe = (Safe) { host };
  host_add_class (host, NULL, "example.dh.keyexchange", &exchange_info, PYRO_INSTANCE_SESSION, create_exchange);
}

static void
serve_secret (Host *host)
{
  g_autoptr(GBytes) key = g_bytes_new_static ("will be set to shared secret key by KeyExchange", 47);

  serve_exchange (host);
  safe.secret = host_add_daemon (host, "example.dh.secretstuff", &secret_info);
  pyro_daemon_set_hmac_key (safe.secret, key);
}

/* The client has printed the key that the server knows. */
static void
check_key (const char *seen)
{
  g_assert_cmpuint (strlen (safe.key), ==, 64);
  g_assert_nonnull (strstr (seen, safe.key));
}

/* ---- ssl ---- */

static void
use_file (Host       *host,
          const char *item,
          const char *file)
{
  g_autofree char *folder = key_files_dup_folder (host->stage);
  g_autofree char *path = g_build_filename (folder, file, NULL);

  host_configure (host, item, path);
}

static PyroValue *
check_client (PyroDaemon  *daemon,
              PyroPeer    *peer,
              PyroValue   *data,
              const char  *object,
              gpointer     user_data,
              GError     **error)
{
  PyroCertificate *certificate = pyro_peer_get_certificate (peer);

  if (certificate != NULL && g_strcmp0 (pyro_certificate_get_serial (certificate), user_data) == 0
      && strstr (pyro_certificate_get_subject (certificate), "O=Razorvine.net,C=NL") != NULL)
    return pyro_value_new_string ("hello");
  PYRO_RAISE (error, "PermissionError", "that is not the certificate of the client");

  return NULL;
}

METHOD (say_hi)
{
  return pyro_value_new_string ("hi!");
}

static const PyroMethodInfo safe_methods[] = { { "echo", "message", say_hi }, { NULL } };
static const PyroClassInfo safe_info = { "Safe", safe_methods, NULL };

static void
serve_safe (Host *host)
{
  host_configure (host, "SSL", "1");
  host_configure (host, "SSL_REQUIRECLIENTCERT", "1");
  use_file (host, "SSL_SERVERCERT", "server_cert.pem");
  use_file (host, "SSL_SERVERKEY", "server_key.pem");
  use_file (host, "SSL_CACERTS", "client_cert.pem");
  pyro_daemon_set_handshake (host_get_daemon (host), check_client,
                             (gpointer) key_files_get_serial (host->stage, "client"), NULL);
  host_add (host, NULL, NULL, &safe_info, NULL, NULL);
}

const Served secret_served[] = {
  { "diffie-hellman", NULL, serve_exchange, { { "server.py", RUNNING } }, { { "client.py" } }, "\\b[0-9a-f]{64}\\b",
    .named = TRUE, .check = check_key },
  { NULL, "diffie-hellman", serve_secret, { { "server.py", "Starting server loop" } }, { { "client.py" } },
    .named = TRUE },
  { "ssl", "ssl", serve_safe, { { "server.py", "server uri: (PYRO:\\S+)" } }, { { "client.py", "%" } },
    .prepare = key_files_make },
  { NULL }
};
