/* tests/client/test-tls.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "core/client/connection.h"
#include "core/client/exchange.h"
#include "core/error.h"
#include "tests/certificates.h"
#include "tests/client/far-side.h"

/* Calls in TLS, to Pyro's own daemons and to peers that are bad at it. */

#define TIMEOUT (500 * G_TIME_SPAN_MILLISECOND)
#define NEVER   (30 * G_TIME_SPAN_SECOND)
#define SLACK   (3 * G_TIME_SPAN_SECOND)

/* ---- Pyro's daemons ---- */

typedef enum
{
  THREAD,
  MULTIPLEX,
  THREAD_STRICT, /* the strict ones require a certificate of the client */
  MULTIPLEX_STRICT,
  N_SERVERS
} Server;

static const char *const server_names[] = { "thread", "multiplex", "thread-strict", "multiplex-strict" };

static Peer servers[N_SERVERS], plain, elsewhere, expired, self_signed;

/* The servers listen at 127.0.0.1 and are known by that name in their URIs. */
static void
start_server (Peer       *peer,
              const char *certificate,
              const char *type,
              gboolean    strict)
{
  g_autofree char *name = certificates_path (certificate);
  g_autofree char *authority = certificates_path ("ca.pem");

  if (strict)
    peer_start (peer, "peer.py", "--servertype", type, "--tls", name, "--authority", authority, NULL);
  else
    peer_start (peer, "peer.py", "--servertype", type, "--tls", name, NULL);
}

static void
start_old_server (Peer       *peer,
                  const char *type,
                  gboolean    strict)
{
  g_autofree char *name = certificates_path ("server");
  g_autofree char *authority = certificates_path ("ca.pem");

  peer_start (peer, "generations.py", "4", "--servertype", type, "--tls", name,
              strict ? "--authority" : NULL, authority, NULL);
}

static PyroProxy *
new_proxy (Peer       *peer,
           const char *authority,
           const char *client)
{
  g_autoptr(PyroTls) tls = certificates_client (authority, client);
  PyroProxy *proxy = peer_new_proxy (peer);

  pyro_proxy_set_tls (proxy, tls);
  pyro_proxy_set_timeout (proxy, NEVER);

  return proxy;
}

typedef struct
{
  Server server;
  Way    way;
} Fixture;

static void
test_calls (gconstpointer data)
{
  const Fixture *fixture = data;
  gboolean strict = fixture->server >= THREAD_STRICT;
  g_autoptr(PyroProxy) proxy = new_proxy (&servers[fixture->server], "ca", strict ? "client" : NULL);
  g_autoptr(PyroValue) notes = NULL;
  g_autoptr(PyroValue) text = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (pyro_proxy_get_certificate (proxy));
  g_assert_null (pyro_proxy_get_tls_version (proxy));
  assert_call (proxy, fixture->way, "echo", "[1, 'two', {3: 4.0}]", "[1, 'two', {3: 4.0}]");
  assert_call (proxy, fixture->way, "note", "'x'", "None");
  notes = call (proxy, fixture->way, "notes", "1", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pyro_value_get_length (notes), >=, 1);
  assert_call (proxy, fixture->way, "who", "", strict ? "'C11E47'" : "None");
  g_assert_cmpstr (pyro_certificate_get_serial (pyro_proxy_get_certificate (proxy)), ==, "01F00D");
  g_assert_cmpstr (pyro_proxy_get_tls_version (proxy), ==, "TLSv1.3");

  text = call (proxy, fixture->way, "text", "5000000", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pyro_value_get_length (text), ==, 5000000);

  g_assert_null (call (proxy, fixture->way, "fail", "'oh'", NULL, &error));
  g_assert_cmpstr (error->message, ==, "ValueError: ('oh', 42)");
  pyro_proxy_release (proxy);
  g_assert_null (pyro_proxy_get_certificate (proxy));
}

/* What is large goes out in many records, with the socket full in between. */
static void
test_large_argument (gconstpointer data)
{
  const Fixture *fixture = data;
  g_autoptr(PyroProxy) proxy = new_proxy (&servers[fixture->server], "ca", "client");
  g_autofree char *text = g_strnfill (8000000, 'y');
  g_autofree char *literal = g_strdup_printf ("'%s'", text);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = call (proxy, fixture->way, "echo", literal, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (pyro_value_get_string (value, NULL), ==, text);
}

/* ---- Pyro4's daemons ---- */

static Peer old_servers[N_SERVERS];

/* A daemon of the older generation refuses the first greeting, in TLS, and gets its own. */
static void
test_pyro4 (gconstpointer data)
{
  const Fixture *fixture = data;
  g_autoptr(PyroProxy) proxy = NULL;
  g_autoptr(PyroValue) text = NULL;
  g_autoptr(GError) error = NULL;

  if (g_str_has_prefix (old_servers[fixture->server].line, "skip "))
    {
      g_test_skip (old_servers[fixture->server].line + strlen ("skip "));
      return;
    }

  proxy = new_proxy (&old_servers[fixture->server], "ca", fixture->server >= THREAD_STRICT ? "client" : NULL);
  assert_call (proxy, fixture->way, "echo", "[1, 'two', {3: 4.0}]", "[1, 'two', {3: 4.0}]");
  g_assert_true (pyro_proxy_get_generation (proxy) == pyro_generation_get_pyro4 ());
  g_assert_cmpstr (pyro_certificate_get_serial (pyro_proxy_get_certificate (proxy)), ==, "01F00D");
  text = call (proxy, fixture->way, "text", "5000000", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pyro_value_get_length (text), ==, 5000000);
  g_assert_null (call (proxy, fixture->way, "fail", "'oh'", NULL, &error));
  g_assert_cmpstr (error->message, ==, "ValueError: ('oh', 42)");
}

static void
count_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = pyro_proxy_call_finish (PYRO_PROXY (object), result, &error);

  g_assert_no_error (error);
  (*(guint *) user_data)++;
}

static void
test_pipeline (void)
{
  g_autoptr(PyroProxy) proxy = NULL;
  g_autoptr(PyroValue) one = pyro_value_new_int (1);
  g_autoptr(PyroValue) args = NULL;
  guint n = 0;

  proxy = new_proxy (&servers[THREAD], "ca", NULL);
  args = pyro_value_new_tuple (&one, 1);
  for (guint i = 0; i < 500; i++)
    pyro_proxy_call_async (proxy, "echo", args, NULL, NULL, count_cb, &n);
  while (n < 500)
    g_main_context_iteration (NULL, TRUE);
}

static PyroUri *
dup_uri_of (Peer       *peer,
            const char *host)
{
  g_autoptr(PyroUri) uri = peer_dup_uri (peer);

  return pyro_uri_new (PYRO_URI_PYRO, pyro_uri_get_object (uri), host, pyro_uri_get_port (uri));
}

/* A connection and an exchange are the two ways without a proxy. */
static void
test_connection (void)
{
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(PyroTls) tls = NULL;
  g_autoptr(PyroConnection) connection = NULL;
  g_autoptr(PyroExchange) exchange = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;
  g_autoptr(GError) error = NULL;

  uri = dup_uri_of (&servers[THREAD], "localhost");
  tls = certificates_client ("ca", NULL);
  connection = pyro_connection_new (uri);
  pyro_connection_set_tls (connection, tls);
  g_assert_null (pyro_connection_get_certificate (connection));
  pyro_connection_open_async (connection, NEVER, NULL, take_result, &result);
  taken = wait_for_result (&result);
  g_assert_true (pyro_connection_open_finish (connection, taken, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (pyro_certificate_get_subject (pyro_connection_get_certificate (connection)), ==,
                   "CN=Zürich,O=Example");
  g_assert_cmpstr (pyro_connection_get_tls_version (connection), ==, "TLSv1.3");
  pyro_connection_close (connection);
  g_assert_null (pyro_connection_get_certificate (connection));

  exchange = pyro_exchange_open (uri, NULL, NULL, tls, 1 << 20, NEVER, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (pyro_exchange_ping (exchange, NEVER, NULL, &error));
}

static void
test_unix (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  Peer peer = { NULL };

  folder = g_dir_make_tmp ("pyro-tls-XXXXXX", NULL);
  path = g_build_filename (folder, "socket", NULL);
  name = certificates_path ("server");
  peer_start (&peer, "peer.py", "--unix", path, "--tls", name, NULL);
  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autoptr(PyroProxy) proxy = new_proxy (&peer, "ca", NULL);

      assert_call (proxy, way, "add", "20, 22", "42");
    }
  peer_stop (&peer);
  g_remove (path);
  g_rmdir (folder);
}

/* ---- No silent way down ---- */

typedef struct
{
  Peer       *peer;
  const char *authority; /* NULL for no TLS */
  const char *client;
  const char *host;
  const char *domain;
  int         code;
  const char *message;   /* PORT stands for the port */
} Refusal;

static const Refusal refusals[] = {
  { &plain, "ca", NULL, "localhost", "g-tls-error-quark", G_TLS_ERROR_NOT_TLS,
    "There is no TLS at localhost:PORT, but plain Pyro: connect without TLS" },
  { &servers[THREAD], NULL, NULL, "localhost", "g-io-error-quark", G_IO_ERROR_CONNECTION_CLOSED,
    "The peer closed the connection without an answer to the handshake: it may want TLS" },
  { &servers[MULTIPLEX], NULL, NULL, "localhost", "g-io-error-quark", G_IO_ERROR_CONNECTION_CLOSED,
    "The peer closed the connection without an answer to the handshake: it may want TLS" },
  { &servers[THREAD], "stranger", NULL, "localhost", "g-tls-error-quark", G_TLS_ERROR_BAD_CERTIFICATE,
    "The certificate of localhost:PORT is signed by “CN=Test CA,O=Pyrolens tests”, which is not trusted here: that "
    "one's certificate belongs into SSL_CACERTS" },
  { &elsewhere, "ca", NULL, "localhost", "g-tls-error-quark", G_TLS_ERROR_BAD_CERTIFICATE,
    "The certificate of localhost:PORT is for a.example, b.example, c.example, d.example and 1 more and not for "
    "localhost: use a name that is in it, or give the daemon one for localhost" },
  { &expired, "ca", NULL, "localhost", "g-tls-error-quark", G_TLS_ERROR_BAD_CERTIFICATE,
    "The certificate of localhost:PORT expired on 2021-01-01 00:00:00 UTC: it has to be renewed" },
  { &self_signed, "ca", NULL, "localhost", "g-tls-error-quark", G_TLS_ERROR_BAD_CERTIFICATE,
    "The certificate of localhost:PORT is signed by nobody but itself: if it is the right one, its file belongs into "
    "SSL_CACERTS" },
  { &servers[THREAD_STRICT], "ca", NULL, "localhost", "g-tls-error-quark", G_TLS_ERROR_CERTIFICATE_REQUIRED,
    "There is no way into localhost:PORT without a client certificate: its file belongs into SSL_CLIENTCERT" },
  { &servers[MULTIPLEX_STRICT], "ca", NULL, "localhost", "g-tls-error-quark", G_TLS_ERROR_CERTIFICATE_REQUIRED,
    "There is no way into localhost:PORT without a client certificate: its file belongs into SSL_CLIENTCERT" },
  { &servers[THREAD_STRICT], "ca", "strange-client", "localhost", "g-tls-error-quark",
    G_TLS_ERROR_CERTIFICATE_REQUIRED,
    "The client certificate in SSL_CLIENTCERT is not accepted by localhost:PORT: who signed it has to be in "
    "SSL_CACERTS there" },
  { &servers[THREAD_STRICT], "ca", "expired-client", "localhost", "g-tls-error-quark",
    G_TLS_ERROR_CERTIFICATE_REQUIRED,
    "The client certificate in SSL_CLIENTCERT is not accepted by localhost:PORT, as it has expired" },
};

static void
test_refusal (gconstpointer data)
{
  const Refusal *refusal = data;

  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autoptr(PyroUri) uri = dup_uri_of (refusal->peer, refusal->host);
      g_autofree char *port = g_strdup_printf ("%u", pyro_uri_get_port (uri));
      g_auto(GStrv) parts = g_strsplit (refusal->message, "PORT", -1);
      g_autofree char *message = g_strjoinv (port, parts);
      g_autoptr(PyroProxy) proxy = pyro_proxy_new (uri);
      g_autoptr(PyroTls) tls = refusal->authority != NULL ? certificates_client (refusal->authority, refusal->client)
                                                          : NULL;
      g_autoptr(GError) error = NULL;

      pyro_proxy_set_tls (proxy, tls);
      pyro_proxy_set_timeout (proxy, NEVER);
      g_assert_false (bind_proxy (proxy, way, NULL, &error));
      g_assert_cmpstr (error->message, ==, message);
      g_assert_cmpstr (g_quark_to_string (error->domain), ==, refusal->domain);
      g_assert_cmpint (error->code, ==, refusal->code);
    }
}

/* A proxy whose settings change keeps to them from the next call on. */
static void
test_settings_change (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(PyroProxy) proxy = NULL;
  g_autoptr(PyroTls) tls = NULL;
  g_autoptr(GError) error = NULL;

  proxy = new_proxy (&servers[THREAD], "ca", NULL);
  assert_call (proxy, way, "add", "20, 22", "42");
  pyro_proxy_set_tls (proxy, NULL);
  g_assert_false (bind_proxy (proxy, way, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
  tls = certificates_client ("ca", NULL);
  pyro_proxy_set_tls (proxy, tls);
  assert_call (proxy, way, "add", "20, 22", "42");
}

/* ---- Peers that are bad at it ---- */

typedef struct
{
  const char *way;
  const char *domain;
  int         code;
  const char *message;
} Broken;

static const Broken broken[] = {
  { "silent", "g-io-error-quark", G_IO_ERROR_TIMED_OUT,
    "Connected to localhost:PORT, but TLS was not agreed on within 0.5 s" },
  { "drip", "g-io-error-quark", G_IO_ERROR_TIMED_OUT,
    "Connected to localhost:PORT, but TLS was not agreed on within 0.5 s" },
  { "mute", "g-io-error-quark", G_IO_ERROR_TIMED_OUT,
    "Connected to localhost:PORT, but no answer to the handshake came within 0.5 s" },
  { "stream", "g-io-error-quark", G_IO_ERROR_TIMED_OUT,
    "Connected to localhost:PORT, but no answer to the handshake came within 0.5 s" },
  { "leave", "g-tls-error-quark", G_TLS_ERROR_NOT_TLS,
    "The connection to localhost:PORT was closed before the TLS handshake began: there may be no TLS" },
  { "reset", "g-tls-error-quark", G_TLS_ERROR_NOT_TLS,
    "The connection to localhost:PORT was closed before the TLS handshake began: there may be no TLS" },
  { "cut", "g-io-error-quark", G_IO_ERROR_CONNECTION_CLOSED,
    "The peer closed the connection in the middle of a message" },
};

static void
test_broken (gconstpointer data)
{
  const Broken *c = data;
  g_autofree char *name = NULL;
  Peer peer = { NULL };

  name = certificates_path ("server");
  peer_start (&peer, "broken-tls.py", name, c->way, NULL);
  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autoptr(PyroProxy) proxy = new_proxy (&peer, "ca", NULL);
      g_autofree char *port = g_strdup_printf ("%u", pyro_uri_get_port (pyro_proxy_get_uri (proxy)));
      g_auto(GStrv) parts = g_strsplit (c->message, "PORT", -1);
      g_autofree char *message = g_strjoinv (port, parts);
      gint64 began = g_get_monotonic_time ();
      g_autoptr(GError) error = NULL;

      pyro_proxy_set_timeout (proxy, c->code == G_IO_ERROR_TIMED_OUT ? TIMEOUT : NEVER);
      g_assert_false (bind_proxy (proxy, way, NULL, &error));
      g_assert_cmpstr (error->message, ==, message);
      g_assert_cmpstr (g_quark_to_string (error->domain), ==, c->domain);
      g_assert_cmpint (error->code, ==, c->code);
      g_assert_cmpint (g_get_monotonic_time () - began, <, TIMEOUT + SLACK);
    }
  peer_kill (&peer);
}

static gboolean
cancel (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

static gpointer
cancel_in_thread (gpointer data)
{
  g_usleep (50 * G_TIME_SPAN_MILLISECOND);
  cancel (data);

  return NULL;
}

static void
test_cancel (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autofree char *name = NULL;
  g_autoptr(PyroProxy) proxy = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  GThread *thread = NULL;
  gint64 began;
  Peer peer = { NULL };

  name = certificates_path ("server");
  peer_start (&peer, "broken-tls.py", name, "silent", NULL);
  proxy = new_proxy (&peer, "ca", NULL);
  if (way == SYNC)
    thread = g_thread_new ("cancel", cancel_in_thread, cancellable);
  else
    g_timeout_add (50, cancel, cancellable);
  began = g_get_monotonic_time ();
  g_assert_false (bind_proxy (proxy, way, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - began, <, SLACK);
  if (thread != NULL)
    g_thread_join (thread);
  peer_kill (&peer);
}

static void
bind_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (pyro_proxy_bind_finish (PYRO_PROXY (object), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  (*(guint *) user_data)++;
}

static void
mark_worker (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  g_task_return_boolean (task, TRUE);
}

/* Peers that accept and then say nothing hold up nobody: neither a good one, nor other workers. */
static void
test_many_silent (void)
{
  g_autoptr(GPtrArray) proxies = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(PyroProxy) good = NULL;
  g_autoptr(GTask) task = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autofree char *name = NULL;
  guint n_closed = 0;
  gint64 began;
  Peer peer = { NULL };

  name = certificates_path ("server");
  peer_start (&peer, "broken-tls.py", name, "silent", NULL);
  for (guint i = 0; i < 64; i++)
    {
      PyroProxy *proxy = new_proxy (&peer, "ca", NULL);

      g_ptr_array_add (proxies, proxy);
      pyro_proxy_bind_async (proxy, NULL, bind_cb, &n_closed);
    }

  began = g_get_monotonic_time ();
  good = new_proxy (&servers[THREAD], "ca", NULL);
  assert_call (good, ASYNC, "add", "20, 22", "42");
  task = g_task_new (NULL, NULL, take_result, &result);
  g_task_run_in_thread (task, mark_worker);
  g_object_unref (wait_for_result (&result));
  g_assert_cmpint (g_get_monotonic_time () - began, <, SLACK);

  for (guint i = 0; i < proxies->len; i++)
    pyro_proxy_release (proxies->pdata[i]);
  while (n_closed < proxies->len)
    g_main_context_iteration (NULL, TRUE);
  peer_kill (&peer);
}

/* ---- Endings ---- */

/* A daemon that went away between two calls is noticed before the next one is written. */
static void
test_restart (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autofree char *name = NULL;
  g_autofree char *port = NULL;
  g_autoptr(PyroProxy) proxy = NULL;
  Peer peer = { NULL };

  name = certificates_path ("server");
  start_server (&peer, "server", "thread", FALSE);
  proxy = new_proxy (&peer, "ca", NULL);
  assert_call (proxy, way, "add", "20, 22", "42");
  port = g_strdup_printf ("%u", pyro_uri_get_port (pyro_proxy_get_uri (proxy)));
  peer_kill (&peer);
  peer_start (&peer, "peer.py", "--port", port, "--tls", name, NULL);
  assert_call (proxy, way, "add", "20, 22", "42");
  peer_stop (&peer);
}

/* A call that is given up leaves its connection to the late reply, in TLS as well. */
static void
test_give_up (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(PyroProxy) proxy = NULL;
  g_autoptr(GError) error = NULL;

  proxy = new_proxy (&servers[THREAD], "ca", NULL);
  assert_call (proxy, way, "add", "20, 22", "42");
  pyro_proxy_set_timeout (proxy, 100 * G_TIME_SPAN_MILLISECOND);
  g_assert_null (call (proxy, way, "sleep", "0.5", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  pyro_proxy_set_timeout (proxy, NEVER);
  assert_call (proxy, way, "add", "20, 22", "42");
}

static void
test_reconnects (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(PyroProxy) proxy = NULL;
  guint before;

  proxy = new_proxy (&servers[THREAD], "ca", NULL);
  assert_call (proxy, way, "add", "20, 22", "42");
  pyro_proxy_release (proxy);
  spin ();
  before = count_descriptors ();
  for (guint i = 0; i < 1000; i++)
    {
      assert_call (proxy, way, "add", "20, 22", "42");
      pyro_proxy_release (proxy);
    }
  spin ();
  g_assert_cmpuint (count_descriptors (), ==, before);
}

static void
add_both (const char    *name,
          GTestDataFunc  func)
{
  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autofree char *path = g_strdup_printf ("/tls/%s/%s", name, way == SYNC ? "sync" : "async");

      g_test_add_data_func (path, GINT_TO_POINTER (way), func);
    }
}

static void
add_servers (const char    *name,
             GTestDataFunc  func)
{
  for (Server server = 0; server < N_SERVERS; server++)
    {
      for (Way way = SYNC; way < N_WAYS; way++)
        {
          g_autofree char *path = g_strdup_printf ("/tls/%s/%s/%s", name, server_names[server],
                                                   way == SYNC ? "sync" : "async");
          Fixture *fixture = g_new (Fixture, 1);

          *fixture = (Fixture) { server, way };
          g_test_add_data_func_full (path, fixture, func, g_free);
        }
    }
}

static void
add_tests (void)
{
  add_servers ("calls", test_calls);
  add_servers ("large-argument", test_large_argument);
  add_servers ("pyro4", test_pyro4);
  g_test_add_func ("/tls/pipeline", test_pipeline);
  g_test_add_func ("/tls/connection", test_connection);
  g_test_add_func ("/tls/unix", test_unix);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strdup_printf ("/tls/refusal/%u", i);

      g_test_add_data_func (path, &refusals[i], test_refusal);
    }
  add_both ("settings-change", test_settings_change);
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *path = g_strdup_printf ("/tls/broken/%s", broken[i].way);

      g_test_add_data_func (path, &broken[i], test_broken);
    }
  add_both ("cancel", test_cancel);
  g_test_add_func ("/tls/many-silent", test_many_silent);
  add_both ("restart", test_restart);
  add_both ("give-up", test_give_up);
  add_both ("reconnects", test_reconnects);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  certificates_set_up ();
  if (certificates_folder == NULL)
    {
      g_print ("1..0 # SKIP there is no openssl to make certificates with\n");
      return 0;
    }

  for (Server server = 0; server < N_SERVERS; server++)
    {
      start_server (&servers[server], "server", server % 2 == 0 ? "thread" : "multiplex", server >= THREAD_STRICT);
      start_old_server (&old_servers[server], server % 2 == 0 ? "thread" : "multiplex", server >= THREAD_STRICT);
    }
  start_server (&elsewhere, "elsewhere", "thread", FALSE);
  start_server (&expired, "expired", "thread", FALSE);
  start_server (&self_signed, "self", "thread", FALSE);
  peer_start (&plain, "peer.py", NULL);
  add_tests ();
  status = g_test_run ();
  for (Server server = 0; server < N_SERVERS; server++)
    {
      peer_stop (&servers[server]);
      peer_stop (&old_servers[server]);
    }
  peer_stop (&elsewhere);
  peer_stop (&expired);
  peer_stop (&self_signed);
  peer_stop (&plain);
  certificates_tear_down ();

  return status;
}
