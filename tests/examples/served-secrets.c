/* tests/examples/served-secrets.c - examples of who may talk to whom, and of what a server may do
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "served.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

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

/* ---- privilege-separation ---- */

#define NOBODY 65534

/* A thread of its own for each client can give up alone what root may: by the bare system calls, which are of a
 * thread. It has no other work later. */
static gboolean
become_nobody (GError **error)
{
  if (geteuid () == NOBODY)
    return TRUE;
  if (syscall (SYS_setresgid, NOBODY, NOBODY, NOBODY) == 0 && syscall (SYS_setresuid, NOBODY, NOBODY, NOBODY) == 0)
    return prctl (PR_SET_DUMPABLE, 1) == 0; /* for who looks for leaks */
  PYRO_RAISE (error, "PermissionError", "Privileges are not to be dropped: %s", g_strerror (errno));

  return FALSE;
}

METHOD (who_is_server)
{
  return become_nobody (error) ? literal ("(65534, 65534, 'nobody')") : NULL;
}

METHOD (write_file)
{
  g_autofree char *path = g_build_filename (((Host *) object)->stage->folder, "dummy-test-file.bin", NULL);
  int fd;

  if (!become_nobody (error))
    return NULL;
  fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    PYRO_RAISE (error, "PermissionError", "[Errno %d] %s", errno, g_strerror (errno));
  else
    close (fd);

  return NULL;
}

/* The last lines of what the kernel has to say, or why they are not to be had. */
METHOD (read_dmesg)
{
  const char *argv[] = { "dmesg", "--nopager", "--level", "info", NULL };
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GPtrArray) last = g_ptr_array_new ();
  guint n_lines;
  int status = 0;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                               NULL, &text, NULL, &status, NULL));
  if (status != 0)
    {
      PYRO_RAISE (error, "OSError", "couldn't run the dmesg command in the server: Command '['dmesg', '--nopager', "
                  "'--level', 'info']' returned non-zero exit status %d.", WEXITSTATUS (status));
      return NULL;
    }
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  n_lines = g_strv_length (lines);
  for (guint i = n_lines > 20 ? n_lines - 20 : 0; i < n_lines; i++)
    g_ptr_array_add (last, lines[i]);

  return list_texts (last);
}

static const PyroMethodInfo restricted_methods[] = {
  { "who_is_server", "", who_is_server }, { "write_file", "", write_file }, { NULL }
};
static const PyroMethodInfo dmesg_methods[] = { { "dmesg", "", read_dmesg, PYRO_METHOD_WORKER }, { NULL } };
static const PyroClassInfo restricted_info = { "RestrictedService", restricted_methods, NULL };
static const PyroClassInfo dmesg_info = { "DmesgServer", dmesg_methods, NULL };

static void
serve_restricted (Host *host)
{
  host_add (host, "restricted", NULL, &restricted_info, host, NULL);
  host_add (host, "dmesg", NULL, &dmesg_info, NULL, NULL);
}

static const char *
need_root (Stage *stage)
{
  return geteuid () == 0 ? NULL : "only root has privileges to give up";
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
  { "privilege-separation", NULL, serve_restricted,
    { { "drop_privs_server.py", URI ("restricted") }, { "elevated_server.py", URI ("dmesg") } },
    { { "drop_privs_client.py", "%" }, { "elevated_client.py", "%2" } },
    "(?s)(?<=kernel buffer:\n\n).*(?=\n\nNormally)", .prepare = need_root },
  { "ssl", "ssl", serve_safe, { { "server.py", "server uri: (PYRO:\\S+)" } }, { { "client.py", "%" } },
    .prepare = key_files_make },
  { NULL }
};
