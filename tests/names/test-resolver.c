/* tests/names/test-resolver.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/names/resolver.h"

#include <glib/gstdio.h>

#include "core/error.h"
#include "tests/names/network.h"

#define STRV(...) ((const char *const[]) { __VA_ARGS__, NULL })

/* Every test runs twice: blocking, and not. */
typedef struct
{
  PyroConfig   *config;
  gboolean      sync;
  gint64        timeout;
  GCancellable *cancellable;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  sync)
{
  fixture->config = pyro_config_new ();
  fixture->sync = sync != NULL;
  fixture->timeout = 10 * G_TIME_SPAN_SECOND;
  g_set_str (&fixture->config->ns_host, "127.0.0.1");
  /* never the real network, and no broadcast unless a test asks for it */
  g_strfreev (fixture->config->broadcast_addrs);
  fixture->config->broadcast_addrs = g_new0 (char *, 2);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  sync)
{
  pyro_config_free (fixture->config);
  g_clear_object (&fixture->cancellable);
}

/* ---- Peers ---- */

/* A port where nobody listens as long as the socket lives. */
static GSocket *
new_socket (guint16 *port,
            gboolean listening)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) bound = NULL;
  GSocket *socket;

  socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  g_socket_bind (socket, any, FALSE, &error);
  g_assert_no_error (error);
  if (listening)
    g_socket_listen (socket, &error);
  g_assert_no_error (error);
  bound = g_socket_get_local_address (socket, &error);
  g_assert_no_error (error);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));

  return socket;
}

static Network *
start_network (Fixture           *fixture,
               const char *const *arguments)
{
  Network *network = network_start (arguments);

  if (network != NULL)
    fixture->config->ns_port = network->port;

  return network;
}

/* ---- Both ways ---- */

static void
take_result (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  GAsyncResult **taken = user_data;

  *taken = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static char *
locate (Fixture     *fixture,
        const char  *host,
        guint16      port,
        GError     **error)
{
  g_autoptr(PyroNameServer) server = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  if (fixture->sync)
    {
      server = pyro_resolver_locate_sync (fixture->config, host, port, fixture->timeout,
                                          fixture->cancellable, error);
    }
  else
    {
      pyro_resolver_locate_async (fixture->config, host, port, fixture->timeout,
                                  fixture->cancellable, take_result, &result);
      server = pyro_resolver_locate_finish (wait_for (&result), error);
    }

  return server != NULL ? pyro_uri_dup_location (pyro_proxy_get_uri (pyro_name_server_get_proxy (server)))
                        : NULL;
}

static char *
resolve (Fixture     *fixture,
         const char  *text,
         const char  *host,
         guint16      port,
         GError     **error)
{
  g_autoptr(PyroUri) uri = pyro_uri_parse (text, fixture->config->ns_port, error);
  g_autoptr(PyroUri) address = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  g_assert_nonnull (uri);
  if (fixture->sync)
    {
      address = pyro_resolver_resolve_sync (fixture->config, uri, host, port, fixture->timeout,
                                            fixture->cancellable, error);
    }
  else
    {
      pyro_resolver_resolve_async (fixture->config, uri, host, port, fixture->timeout,
                                   fixture->cancellable, take_result, &result);
      address = pyro_resolver_resolve_finish (wait_for (&result), error);
    }

  return address != NULL ? pyro_uri_to_string (address) : NULL;
}

G_GNUC_PRINTF (2, 3)
static void
assert_naming (GError     *error,
               const char *format,
               ...)
{
  g_autofree char *expected = NULL;
  va_list args;

  va_start (args, format);
  expected = g_strdup_vprintf (format, args);
  va_end (args);

  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_NAMING);
  g_assert_cmpstr (error->message, ==, expected);
}

static void
assert_text (char       *text,
             const char *expected,
             GError     *error)
{
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

/* ---- Where the name server is ---- */

static void
test_locate (Fixture       *fixture,
             gconstpointer  sync)
{
  g_autoptr(Network) network = start_network (fixture, STRV ("demo/network.py"));
  g_autoptr(GError) error = NULL;
  guint16 closed;
  g_autoptr(GSocket) socket = new_socket (&closed, FALSE);

  if (network == NULL)
    return;

  /* where the configuration says, on either port */
  assert_text (locate (fixture, NULL, 0, &error), network->words[1], error);
  assert_text (locate (fixture, "", 0, &error), network->words[1], error);
  fixture->config->ns_port = closed;
  assert_text (locate (fixture, NULL, network->port, &error), network->words[1], error);

  /* where the caller says */
  assert_text (locate (fixture, "127.0.0.1", network->port, &error), network->words[1], error);
  fixture->config->ns_port = network->port;
  g_set_str (&fixture->config->ns_host, "192.0.2.1");
  assert_text (locate (fixture, "127.0.0.1", 0, &error), network->words[1], error);
}

static void
test_locate_127_0_1_1 (Fixture       *fixture,
                       gconstpointer  sync)
{
  g_autoptr(Network) network = start_network (fixture, STRV ("demo/network.py", "--host", "127.0.1.1"));
  g_autoptr(GError) error = NULL;

  if (network == NULL)
    return;

  assert_text (locate (fixture, NULL, 0, &error), network->words[1], error);
}

static void
test_locate_unix (Fixture       *fixture,
                  gconstpointer  sync)
{
  g_autofree char *folder = g_dir_make_tmp ("pyro-names-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "ns", NULL);
  g_autofree char *place = g_strconcat ("./u:", path, NULL);
  g_autofree char *name = g_strconcat ("PYRONAME:Pyro.NameServer@", place, NULL);
  g_autofree char *uri = g_strconcat ("PYRO:Pyro.NameServer@", place, NULL);
  g_autoptr(Network) network = start_network (fixture, STRV ("demo/network.py", "--unix", path));
  g_autoptr(GError) error = NULL;

  if (network == NULL)
    return;

  assert_text (locate (fixture, place, 0, &error), place, error);
  assert_text (resolve (fixture, name, NULL, 0, &error), uri, error);
  g_clear_pointer (&network, network_stop);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_locate_nothing (Fixture       *fixture,
                     gconstpointer  sync)
{
  g_autoptr(GError) error = NULL;
  guint16 port;
  g_autoptr(GSocket) socket = new_socket (&port, FALSE);

  fixture->config->ns_port = port;
  g_assert_null (locate (fixture, NULL, 0, &error));
  assert_naming (error,
                 "No name server was found: "
                 "Could not connect to 127.0.0.1:%u: Connection refused; "
                 "Could not connect to 127.0.1.1:%u: Connection refused", port, port);
  g_clear_error (&error);

  g_assert_null (locate (fixture, "127.0.0.1", port, &error));
  assert_naming (error,
                 "No name server was found: Could not connect to 127.0.0.1:%u: Connection refused", port);
}

/* The broadcast comes between what is local and what is configured. */
static void
test_broadcast (Fixture       *fixture,
                gconstpointer  sync)
{
  g_autoptr(Network) network =
    start_network (fixture, STRV ("demo/network.py", "--broadcast", "0"));
  g_autoptr(GError) error = NULL;
  guint16 closed, beacon;
  g_autoptr(GSocket) socket = new_socket (&closed, FALSE);

  if (network == NULL)
    return;

  beacon = (guint16) g_ascii_strtoull (network->words[2], NULL, 10);
  fixture->config->broadcast_addrs[0] = g_strdup ("127.0.0.1");
  fixture->config->ns_bcport = beacon;
  fixture->config->ns_port = closed;
  assert_text (locate (fixture, NULL, 0, &error), network->words[1], error);
  fixture->config->ns_bcport = closed;
  assert_text (locate (fixture, NULL, beacon, &error), network->words[1], error);

  /* IPv6 has no broadcast */
  fixture->config->ns_bcport = beacon;
  fixture->config->prefer_ip_version = 6;
  g_assert_null (locate (fixture, NULL, 0, &error));
  assert_naming (error,
                 "No name server was found: "
                 "Could not connect to 127.0.0.1:%u: Connection refused; "
                 "Could not connect to 127.0.1.1:%u: Connection refused", closed, closed);
}

static gpointer
lead_astray (gpointer data)
{
  GSocket *socket = data;
  g_autoptr(GSocketAddress) from = NULL;
  char question[16];

  if (g_socket_receive_from (socket, &from, question, sizeof question, NULL, NULL) > 0)
    {
      g_autoptr(GSocketAddress) own = g_socket_get_local_address (socket, NULL);
      g_autofree char *answer =
        g_strdup_printf ("PYRO:Pyro.NameServer@127.0.0.1:%u",
                         g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (own)));

      g_socket_send_to (socket, from, answer, strlen (answer), NULL, NULL);
    }

  return NULL;
}

/* Its answer names its own port, where nobody speaks TCP. */
static void
test_broadcast_astray (Fixture       *fixture,
                       gconstpointer  sync)
{
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM,
                                            G_SOCKET_PROTOCOL_UDP, NULL);
  g_autoptr(GSocketAddress) own = NULL;
  g_autoptr(GError) error = NULL;
  GThread *thread;
  guint16 port;

  g_assert_true (g_socket_bind (socket, any, FALSE, &error));
  own = g_socket_get_local_address (socket, NULL);
  port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (own));
  thread = g_thread_new ("astray", lead_astray, socket);

  fixture->config->broadcast_addrs[0] = g_strdup ("127.0.0.1");
  fixture->config->ns_bcport = port;
  fixture->config->ns_port = port;
  g_assert_null (locate (fixture, NULL, 0, &error));
  assert_naming (error,
                 "No name server was found: "
                 "Could not connect to 127.0.0.1:%u: Connection refused; "
                 "Could not connect to 127.0.1.1:%u: Connection refused; "
                 "the broadcast on UDP port %u: Could not connect to 127.0.0.1:%u: Connection refused",
                 port, port, port, port);
  g_thread_join (thread);
}

static void
test_silence (Fixture       *fixture,
              gconstpointer  sync)
{
  g_autoptr(GError) error = NULL;
  guint16 port;
  g_autoptr(GSocket) socket = new_socket (&port, TRUE);

  fixture->timeout = 50 * G_TIME_SPAN_MILLISECOND;
  g_assert_null (locate (fixture, "127.0.0.1", port, &error));
  assert_naming (error,
                 "No name server was found: "
                 "Connected to 127.0.0.1:%u, but no answer to the handshake came within 50 ms", port);
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (50 * G_TIME_SPAN_MILLISECOND);
  g_cancellable_cancel (data);

  return NULL;
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  sync)
{
  g_autoptr(GError) error = NULL;
  guint16 port;
  g_autoptr(GSocket) socket = new_socket (&port, TRUE);
  GThread *thread;

  fixture->cancellable = g_cancellable_new ();
  thread = g_thread_new ("cancel", cancel_soon, fixture->cancellable);
  g_assert_null (locate (fixture, "127.0.0.1", port, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  g_clear_error (&error);

  g_assert_null (locate (fixture, "127.0.0.1", port, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_bad_host (Fixture       *fixture,
               gconstpointer  sync)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (locate (fixture, "a:b]", 1, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_URI);
  g_clear_error (&error);

  fixture->config->broadcast_addrs[0] = g_strdup ("::2");
  fixture->config->ns_port = 1;
  g_assert_null (locate (fixture, NULL, 0, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_NAMING);
  g_assert_nonnull (strstr (error->message, "The broadcast address “::2” is no IPv4 address"));
}

/* ---- What is registered there ---- */

static void
test_resolve (Fixture       *fixture,
              gconstpointer  sync)
{
  g_autoptr(Network) network = start_network (fixture, STRV ("demo/network.py"));
  g_autofree char *own = NULL;
  g_autofree char *at = NULL;
  g_autoptr(GError) error = NULL;

  if (network == NULL)
    return;

  own = g_strdup_printf ("PYRO:Pyro.NameServer@127.0.0.1:%u", network->port);
  at = g_strdup_printf ("PYRONAME:Pyro.NameServer@127.0.0.1:%u", network->port);
  assert_text (resolve (fixture, "PYRO:obj@192.0.2.1:1", NULL, 0, &error), "PYRO:obj@192.0.2.1:1", error);
  assert_text (resolve (fixture, "PYRONAME:Pyro.NameServer", NULL, 0, &error), own, error);
  assert_text (resolve (fixture, "PYROMETA:class:Pyro5.nameserver.NameServer", NULL, 0, &error), own, error);
  /* the location of the URI, the caller's, the configuration's */
  assert_text (resolve (fixture, "PYRONAME:Pyro.NameServer@127.0.0.1", "192.0.2.1", 1, &error), own, error);
  fixture->config->ns_port = 1;
  assert_text (resolve (fixture, at, "192.0.2.1", 1, &error), own, error);
  assert_text (resolve (fixture, "PYRONAME:Pyro.NameServer", "127.0.0.1", network->port, &error), own, error);
}

static void
test_resolve_unknown (Fixture       *fixture,
                      gconstpointer  sync)
{
  g_autoptr(Network) network = start_network (fixture, STRV ("demo/network.py"));
  g_autoptr(GError) error = NULL;

  if (network == NULL)
    return;

  g_assert_null (resolve (fixture, "PYRONAME:nothing", NULL, 0, &error));
  assert_naming (error, "The name server at 127.0.0.1:%u does not know the name “nothing”", network->port);
  g_clear_error (&error);

  g_assert_null (resolve (fixture, "PYROMETA:instrument,unheard", NULL, 0, &error));
  assert_naming (error, "The name server at 127.0.0.1:%u knows no object with the metadata tags "
                        "instrument, unheard", network->port);
  g_clear_error (&error);

  g_clear_pointer (&network, network_stop);
  g_assert_null (resolve (fixture, "PYRONAME:nothing", NULL, 0, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_NAMING);
  g_assert_true (g_str_has_prefix (error->message, "No name server was found: Could not connect to 127.0.0.1:"));
}

/* A name may be registered as anything, and then it does not lead to an object. */
static void
test_resolve_alias (Fixture       *fixture,
                    gconstpointer  sync)
{
  g_autoptr(Network) network = start_network (fixture, STRV ("names/odd-name-server.py"));
  g_autoptr(GError) error = NULL;

  if (network == NULL)
    return;

  assert_text (resolve (fixture, "PYRONAME:bare", NULL, 0, &error), "PYRO:obj@192.0.2.1:4711", error);
  assert_text (resolve (fixture, "PYROMETA:objects", NULL, 0, &error), "PYRO:obj@192.0.2.1:4711", error);

  g_assert_null (resolve (fixture, "PYRONAME:name", NULL, 0, &error));
  assert_naming (error, "The name “name” is registered as “PYRONAME:other”, which is not the address of an object");
  g_clear_error (&error);
  g_assert_null (resolve (fixture, "PYRONAME:text", NULL, 0, &error));
  assert_naming (error, "The name “text” is registered as “not a URI”, which is not the address of an object");
  g_clear_error (&error);

  g_assert_null (resolve (fixture, "PYRONAME:none", NULL, 0, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_null (resolve (fixture, "PYROMETA:number", NULL, 0, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
  g_clear_error (&error);
  /* what the odd name server itself raises is no matter of names */
  g_assert_null (resolve (fixture, "PYRONAME:unheard", NULL, 0, &error));
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
}

/* The objects with the same tags share the work. */
static void
test_resolve_any (Fixture       *fixture,
                  gconstpointer  sync)
{
  g_autoptr(Network) network = start_network (fixture, STRV ("demo/network.py"));
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GError) error = NULL;

  if (network == NULL)
    return;

  network_command (network, "add counter.1");
  network_command (network, "add counter.2");
  for (guint i = 0; i < 200 && g_hash_table_size (seen) < 2; i++)
    {
      g_hash_table_add (seen, resolve (fixture, "PYROMETA:added,demo", NULL, 0, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 2);
}

/* ---- What is not there yet ---- */

static void
test_wait (Fixture       *fixture,
           gconstpointer  sync)
{
  g_autoptr(Network) network = start_network (fixture, STRV ("names/odd-name-server.py"));
  g_autoptr(GError) error = NULL;

  if (network == NULL)
    return;

  /* both are there when they are asked for the third time */
  fixture->config->ns_lookup_delay = G_TIME_SPAN_SECOND;
  assert_text (resolve (fixture, "PYRONAME:third", NULL, 0, &error), "PYRO:obj@192.0.2.1:4711", error);
  assert_text (resolve (fixture, "PYROMETA:third", NULL, 0, &error), "PYRO:obj@192.0.2.1:4711", error);

  /* what is registered wrongly is not waited for */
  fixture->config->ns_lookup_delay = G_MAXINT64;
  g_assert_null (resolve (fixture, "PYRONAME:text", NULL, 0, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_NAMING);
  g_clear_error (&error);
  g_assert_null (resolve (fixture, "PYRONAME:unheard", NULL, 0, &error));
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  g_clear_error (&error);

  /* silence counts as not being there; the first question meets with it */
  fixture->timeout = 500 * G_TIME_SPAN_MILLISECOND;
  fixture->config->ns_lookup_delay = 2 * G_TIME_SPAN_SECOND;
  assert_text (resolve (fixture, "PYRONAME:silent", NULL, 0, &error), "PYRO:obj@192.0.2.1:4711", error);
}

static void
test_wait_in_vain (Fixture       *fixture,
                   gconstpointer  sync)
{
  g_autoptr(Network) network = start_network (fixture, STRV ("demo/network.py"));
  g_autoptr(GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  if (network == NULL)
    return;

  fixture->config->ns_lookup_delay = 300 * G_TIME_SPAN_MILLISECOND;
  g_assert_null (resolve (fixture, "PYRONAME:nothing", NULL, 0, &error));
  assert_naming (error, "The name server at 127.0.0.1:%u does not know the name “nothing”", network->port);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 300 * G_TIME_SPAN_MILLISECOND);
}

static void
test_wait_cancel (Fixture       *fixture,
                  gconstpointer  sync)
{
  g_autoptr(Network) network = start_network (fixture, STRV ("demo/network.py"));
  g_autoptr(GError) error = NULL;
  GThread *thread;

  if (network == NULL)
    return;

  fixture->config->ns_lookup_delay = G_MAXINT64;
  fixture->cancellable = g_cancellable_new ();
  thread = g_thread_new ("cancel", cancel_soon, fixture->cancellable);
  g_assert_null (resolve (fixture, "PYRONAME:nothing", NULL, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
}

/* ---- Pyro4 ---- */

static void
test_pyro4 (Fixture       *fixture,
            gconstpointer  sync)
{
  g_autoptr(Network) network = start_network (fixture, STRV ("names/pyro4-network.py"));
  g_autoptr(GError) error = NULL;
  g_autofree char *location = NULL;
  g_autofree char *echo = NULL;

  if (network == NULL)
    return;

  location = g_strdup (network->words[1]);
  echo = g_strdup_printf ("PYRO:lab.echo@%s", location);
  for (guint protocol = 0; protocol <= 4; protocol += 4)
    {
      fixture->config->protocol = protocol;
      assert_text (locate (fixture, NULL, 0, &error), location, error);
      assert_text (resolve (fixture, "PYRONAME:lab.echo", NULL, 0, &error), echo, error);
      assert_text (resolve (fixture, "PYROMETA:instrument,outdoors", NULL, 0, &error),
                   "PYRO:lab.weather@192.0.2.1:4711", error);
      g_assert_null (resolve (fixture, "PYRONAME:lab.nothing", NULL, 0, &error));
      assert_naming (error, "The name server at %s does not know the name “lab.nothing”", location);
      g_clear_error (&error);
      g_assert_null (resolve (fixture, "PYROMETA:instrument,data", NULL, 0, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_NAMING);
      g_clear_error (&error);
    }

  fixture->config->protocol = 5;
  g_assert_null (locate (fixture, "127.0.0.1", 0, &error));
  assert_naming (error, "No name server was found: %s: The peer speaks Pyro4, not Pyro5", location);
}

static void
test_hmac_key (Fixture       *fixture,
               gconstpointer  sync)
{
  g_autoptr(Network) network = start_network (fixture, STRV ("names/pyro4-network.py",
                                                             "--hmac-key", "secret"));
  g_autoptr(GError) error = NULL;
  g_autofree char *location = NULL;

  if (network == NULL)
    return;

  location = g_strdup (network->words[1]);
  g_set_str (&fixture->config->hmac_key, "secret");
  assert_text (locate (fixture, NULL, 0, &error), location, error);
  assert_text (resolve (fixture, "PYROMETA:outdoors", NULL, 0, &error),
               "PYRO:lab.weather@192.0.2.1:4711", error);

  g_set_str (&fixture->config->hmac_key, "wrong");
  g_assert_null (locate (fixture, "127.0.0.1", 0, &error));
  assert_naming (error, "No name server was found: %s: The HMAC of a message is wrong: "
                 "the peer has another key, or the message was changed", location);
  g_clear_error (&error);

  g_set_str (&fixture->config->hmac_key, NULL);
  g_assert_null (locate (fixture, "127.0.0.1", 0, &error));
  assert_naming (error, "No name server was found: %s: "
                 "The peer signs its messages with an HMAC key, and none was given", location);
}

#define ADD(name, function) \
  g_test_add ("/resolver/sync/" name, Fixture, "", set_up, function, tear_down); \
  g_test_add ("/resolver/async/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("locate", test_locate);
  ADD ("locate-127.0.1.1", test_locate_127_0_1_1);
  ADD ("locate-unix", test_locate_unix);
  ADD ("locate-nothing", test_locate_nothing);
  ADD ("broadcast", test_broadcast);
  ADD ("broadcast-astray", test_broadcast_astray);
  ADD ("silence", test_silence);
  ADD ("cancel", test_cancel);
  ADD ("bad-host", test_bad_host);
  ADD ("resolve", test_resolve);
  ADD ("resolve-unknown", test_resolve_unknown);
  ADD ("resolve-alias", test_resolve_alias);
  ADD ("resolve-any", test_resolve_any);
  ADD ("pyro4", test_pyro4);
  ADD ("hmac-key", test_hmac_key);
  ADD ("wait", test_wait);
  ADD ("wait-in-vain", test_wait_in_vain);
  ADD ("wait-cancel", test_wait_cancel);

  return g_test_run ();
}
