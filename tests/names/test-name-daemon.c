/* tests/names/test-name-daemon.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/pyro.h"

#include <glib/gstdio.h>
#include <string.h>

static PyroNameDaemon *
make_server (const PyroConfig *config)
{
  g_autoptr(PyroRegistry) registry = pyro_registry_new ();
  g_autoptr(GError) error = NULL;
  PyroNameDaemon *server = pyro_name_daemon_new (config, registry, &error);

  g_assert_no_error (error);
  g_assert_true (pyro_name_daemon_get_registry (server) == registry);

  return server;
}

static void
finish (PyroNameDaemon *server)
{
  pyro_name_daemon_close (server);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (server);
}

static void
test_config (void)
{
  g_autoptr(PyroConfig) config = pyro_config_new ();
  g_autoptr(PyroRegistry) registry = pyro_registry_new ();
  g_autoptr(PyroNameDaemon) server = NULL;
  g_autoptr(GError) error = NULL;

  config->ns_autoclean = 2 * G_TIME_SPAN_SECOND;
  server = pyro_name_daemon_new (config, registry, &error);
  g_assert_null (server);
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
  g_clear_error (&error);

  config->ns_autoclean = 0;
  config->ssl = TRUE;
  server = pyro_name_daemon_new (config, registry, &error);
  g_assert_null (server);
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_USAGE);
}

static guint64
count (PyroNameDaemon *server)
{
  g_autoptr(GError) error = NULL;
  guint64 n_names;

  pyro_registry_count (pyro_name_daemon_get_registry (server), &n_names, &error);
  g_assert_no_error (error);

  return n_names;
}

/* It is registered with the first place, once it listens there. */
static void
test_own_entry (void)
{
  PyroNameDaemon *server = make_server (NULL);
  g_autoptr(GSocketAddress) address = NULL;
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (count (server), ==, 0);
  g_assert_null (pyro_daemon_dup_address (pyro_name_daemon_get_daemon (server)));
  g_assert_false (pyro_name_daemon_listen (server, "192.0.2.1", 0, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_cmpuint (count (server), ==, 0);

  g_assert_true (pyro_name_daemon_listen (server, "127.0.0.1", 0, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (server), ==, 1);
  address = pyro_daemon_dup_address (pyro_name_daemon_get_daemon (server));
  uri = pyro_name_daemon_dup_uri (server, FALSE);
  g_assert_cmpuint (g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)), ==, pyro_uri_get_port (uri));

  g_assert_true (pyro_name_daemon_listen (server, "127.0.0.1", 0, &error));
  g_assert_cmpuint (count (server), ==, 1);
  finish (server);
}

static void
test_closed (void)
{
  PyroNameDaemon *server = make_server (NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (pyro_name_daemon_listen (server, "127.0.0.1", 0, &error));
  pyro_name_daemon_close (server);
  g_assert_false (pyro_name_daemon_listen (server, "127.0.0.1", 0, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_null (pyro_name_daemon_answer_broadcast (server, NULL, 0, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_USAGE);
  finish (server);
}

static void
test_unix (void)
{
  PyroNameDaemon *server = make_server (NULL);
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = g_build_filename (folder, "socket", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (pyro_name_daemon_answer_broadcast (server, NULL, 0, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_true (pyro_name_daemon_listen_unix (server, path, &error));
  g_assert_no_error (error);
  g_assert_null (pyro_name_daemon_answer_broadcast (server, NULL, 0, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_USAGE);
  finish (server);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* What somebody is told who asks at the place @where, of which the last part is a port. */
static char *
ask (const char *host,
     const char *where)
{
  guint16 port = (guint16) g_ascii_strtoull (strrchr (where, ':') + 1, NULL, 10);
  g_autoptr(GSocketAddress) place = g_inet_socket_address_new_from_string (host, port);
  g_autoptr(GSocket) socket = g_socket_new (g_socket_address_get_family (place), G_SOCKET_TYPE_DATAGRAM,
                                            G_SOCKET_PROTOCOL_UDP, NULL);
  gint64 end = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;
  char answer[200];

  g_socket_set_blocking (socket, FALSE);
  g_socket_send_to (socket, place, "GET_NSURI", 9, NULL, NULL);
  while (g_get_monotonic_time () < end)
    {
      gssize size;

      g_main_context_iteration (NULL, FALSE);
      size = g_socket_receive (socket, answer, sizeof answer - 1, NULL, NULL);
      if (size >= 0)
        return g_strndup (answer, (gsize) size);
    }

  return NULL;
}

static void
check_beacon (const char *host)
{
  PyroNameDaemon *server = make_server (NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *where = NULL;
  g_autofree char *told = NULL;
  g_autoptr(PyroUri) uri = NULL;
  g_autofree char *text = NULL;

  g_assert_true (pyro_name_daemon_listen (server, host, 0, &error));
  g_assert_no_error (error);
  first = pyro_name_daemon_answer_broadcast (server, host, 0, &error);
  g_assert_no_error (error);
  where = pyro_name_daemon_answer_broadcast (server, host, 0, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (where, strchr (host, ':') != NULL ? "[::1]:" : "127.0.0.1:"));

  told = ask (host, where);
  uri = pyro_name_daemon_dup_uri (server, FALSE);
  text = pyro_uri_to_string (uri);
  g_assert_cmpstr (told, ==, text);

  g_assert_null (pyro_name_daemon_answer_broadcast (server, "192.0.2.1", 0, &error));
  g_assert_nonnull (error);
  finish (server);
}

static void
test_beacon (void)
{
  check_beacon ("127.0.0.1");
}

static void
test_beacon_ipv6 (void)
{
  g_autoptr(GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV6, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, NULL);
  g_autoptr(GSocketAddress) place = g_inet_socket_address_new_from_string ("::1", 0);

  if (socket == NULL || !g_socket_bind (socket, place, FALSE, NULL))
    g_test_skip ("there is no IPv6 here");
  else
    check_beacon ("::1");
}

/* ---- Names that are forgotten ---- */

static void
keep_result_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
forget (PyroRegistry *registry,
        const char   *name,
        const char   *uri)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gboolean removed;

  pyro_registry_forget_async (registry, name, uri, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  removed = pyro_registry_forget_finish (registry, result, &error);
  g_assert_no_error (error);

  return removed;
}

static void
check_forget (PyroRegistry *registry)
{
  g_autoptr(PyroValue) args = pyro_literal_parse ("('a', 'PYRO:x@h:1')", -1, NULL, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) done = NULL;
  g_autoptr(PyroValue) refused = NULL;
  guint64 n_names;

  g_assert_true (pyro_registry_add_own (registry, "PYRO:Pyro.NameServer@h:9090", &error));
  done = pyro_registry_call (registry, pyro_generation_get_pyro5 (), "register", args, NULL, &error);
  g_assert_no_error (error);

  g_assert_false (forget (registry, "b", "PYRO:x@h:1"));
  g_assert_false (forget (registry, "a", "PYRO:x@h:2"));
  g_assert_false (forget (registry, "Pyro.NameServer", "PYRO:Pyro.NameServer@h:9090"));
  g_assert_true (forget (registry, "a", "PYRO:x@h:1"));
  g_assert_false (forget (registry, "a", "PYRO:x@h:1"));
  g_assert_true (pyro_registry_count (registry, &n_names, &error));
  g_assert_cmpuint (n_names, ==, 1);

  /* no caller can */
  refused = pyro_registry_call (registry, pyro_generation_get_pyro5 (), "forget", args, NULL, &error);
  g_assert_null (refused);
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
}

static void
test_forget (void)
{
  g_autoptr(PyroRegistry) registry = pyro_registry_new ();

  check_forget (registry);
}

static void
test_forget_in_database (void)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = g_build_filename (folder, "names.db", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroRegistry) registry = pyro_registry_open (path, &error);
  const char *const more[] = { "", "-wal", "-shm" };

  g_assert_no_error (error);
  check_forget (registry);
  g_assert_finalize_object (g_steal_pointer (&registry));
  for (gsize i = 0; i < G_N_ELEMENTS (more); i++)
    {
      g_autofree char *file = g_strconcat (path, more[i], NULL);

      g_unlink (file);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/name-daemon/config", test_config);
  g_test_add_func ("/name-daemon/own-entry", test_own_entry);
  g_test_add_func ("/name-daemon/closed", test_closed);
  g_test_add_func ("/name-daemon/unix", test_unix);
  g_test_add_func ("/name-daemon/beacon", test_beacon);
  g_test_add_func ("/name-daemon/beacon-ipv6", test_beacon_ipv6);
  g_test_add_func ("/name-daemon/forget", test_forget);
  g_test_add_func ("/name-daemon/forget-in-database", test_forget_in_database);

  return g_test_run ();
}
