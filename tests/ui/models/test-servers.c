/* tests/ui/models/test-servers.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/models/mirror.h"
#include "tests/ui/models/directed-peer.h"
#include "ui/models/servers.h"

static void
assert_addresses (LensServers *servers,
                  const char  *wanted)
{
  g_auto(GStrv) addresses = lens_servers_dup_addresses (servers);
  g_autofree char *joined = g_strjoinv (" ", addresses);

  g_assert_cmpstr (joined, ==, wanted);
}

static void
count_up (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

static LensServers *
new_servers (void)
{
  LensServers *servers = lens_servers_new (NULL);

  lens_servers_set_active (servers, FALSE); /* nothing is asked here */

  return servers;
}

static void
test_add (void)
{
  g_autoptr(LensServers) servers = new_servers ();
  g_autoptr(GError) error = NULL;
  LensServer *lab;
  guint n_notified = 0;
  Mirror mirror;

  mirror_start (&mirror, G_LIST_MODEL (servers));
  g_signal_connect (servers, "notify::addresses", G_CALLBACK (count_up), &n_notified);

  lab = lens_servers_add (servers, " lab ", FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lens_server_get_address (lab), ==, "lab");
  g_assert_false (lens_server_get_active (lab));
  g_assert_cmpuint (n_notified, ==, 0);
  assert_addresses (servers, "");

  g_assert_true (lens_servers_add (servers, "lab:9090", TRUE, &error) == lab);
  g_assert_true (lens_server_get_remembered (lab));
  g_assert_cmpuint (n_notified, ==, 1);
  assert_addresses (servers, "lab");
  g_assert_true (lens_servers_find (servers, "PYRO:Pyro.NameServer@lab:9090") == lab);
  g_assert_null (lens_servers_find (servers, "lab:9091"));
  g_assert_null (lens_servers_find (servers, "not an address"));

  lens_servers_add (servers, "PYRO:stage@lab:4711", TRUE, &error);
  g_assert_no_error (error);
  assert_addresses (servers, "lab PYRO:stage@lab:4711");

  g_assert_null (lens_servers_add (servers, "not an address", TRUE, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_URI);

  lens_servers_remove (servers, lab);
  assert_addresses (servers, "PYRO:stage@lab:4711");
  g_assert_cmpuint (mirror.n_changes, ==, 3);
  mirror_stop (&mirror);
}

static void
test_addresses (void)
{
  static const char *const stored[] = { "lab", "not an address", "[::1]:9091", "lab:9090", NULL };
  static const char *const fewer[] = { "[::1]:9091", NULL };
  static const char *const none[] = { NULL };
  g_autoptr(LensServers) servers = new_servers ();
  g_auto(GStrv) read = NULL;
  guint n_notified = 0;
  LensServer *found;

  g_signal_connect (servers, "notify::addresses", G_CALLBACK (count_up), &n_notified);
  found = lens_servers_add (servers, "found", FALSE, NULL);

  lens_servers_set_addresses (servers, stored);
  assert_addresses (servers, "lab [::1]:9091");
  g_assert_cmpuint (n_notified, ==, 1);
  lens_servers_set_addresses (servers, stored);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (servers)), ==, 3);

  g_object_set (servers, "addresses", fewer, NULL);
  assert_addresses (servers, "[::1]:9091");
  g_object_get (servers, "addresses", &read, NULL);
  g_assert_cmpstrv (read, fewer);

  lens_servers_set_addresses (servers, none);
  assert_addresses (servers, "");
  g_assert_true (lens_servers_find (servers, "found") == found);
}

static gboolean
is_done (gpointer data)
{
  return !lens_servers_get_searching (data);
}

static void
server_found (LensServers *servers,
              LensServer  *server,
              GString     *found)
{
  g_assert_true (lens_servers_find (servers, lens_server_get_address (server)) == server);
  g_string_append_printf (found, "%s ", lens_server_get_address (server));
}

/* Broadcasts to the loopback of this computer only. */
static PyroConfig *
config_for (const char *ns_address,
            const char *bcport)
{
  PyroConfig *config = pyro_config_new ();
  g_auto(GStrv) parts = g_strsplit (ns_address, ":", 2);

  g_set_str (&config->ns_host, parts[0]);
  config->ns_port = (guint16) atoi (parts[1]);
  config->ns_bcport = (guint16) atoi (bcport);
  g_strfreev (config->broadcast_addrs);
  config->broadcast_addrs = g_strsplit ("127.255.255.255,127.0.0.1", ",", -1);

  return config;
}

static void
test_search (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", "--broadcast", "0", NULL);
  g_autoptr(DirectedPeer) other = NULL;
  g_autoptr(PyroConfig) config = NULL;
  g_autoptr(LensServers) servers = NULL;
  g_autoptr(GString) found = g_string_new (NULL);
  g_autofree char *both = NULL;
  g_auto(GStrv) parts = NULL;

  if (network == NULL)
    return;

  /* one that answers the broadcast, and one that is only where it is configured to be */
  other = directed_peer_start ("ui", "models/contrary-network.py", NULL);
  parts = g_strsplit (network->ready, " ", 2);
  config = config_for (other->ready, parts[1]);
  servers = lens_servers_new (config);
  g_signal_connect (servers, "found", G_CALLBACK (server_found), found);

  lens_servers_search (servers);
  lens_servers_search (servers);
  g_assert_true (lens_servers_get_searching (servers));
  wait_until (is_done, servers);
  both = g_strdup_printf ("%s %s ", other->ready, parts[0]);
  g_assert_cmpstr (found->str, ==, both);
  assert_addresses (servers, "");

  /* what is known is not found again */
  lens_servers_search (servers);
  wait_until (is_done, servers);
  g_assert_cmpstr (found->str, ==, both);
}

/* Where nothing answers, nothing is added. */
static void
test_search_nothing (void)
{
  g_autoptr(GSocketListener) unused = g_socket_listener_new ();
  g_autoptr(GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (unused, NULL, &error);
  g_autofree char *address = g_strdup_printf ("127.0.0.1:%u", port);
  g_autofree char *bcport = g_strdup_printf ("%u", port);
  g_autoptr(PyroConfig) config = config_for (address, bcport);
  g_autoptr(LensServers) servers = lens_servers_new (config);

  g_assert_no_error (error);
  g_socket_listener_close (unused);
  lens_servers_search (servers);
  wait_until (is_done, servers);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (servers)), ==, 0);
}

static void
test_active (void)
{
  g_autoptr(LensServers) servers = new_servers ();
  LensServer *first = lens_servers_add (servers, "first.invalid", FALSE, NULL);
  LensServer *second;
  gboolean active;

  g_object_set (servers, "active", TRUE, NULL);
  second = lens_servers_add (servers, "second.invalid", FALSE, NULL);
  g_assert_true (lens_server_get_active (first));
  g_assert_true (lens_server_get_active (second));
  g_object_get (servers, "active", &active, NULL);
  g_assert_true (active);
  lens_servers_set_active (servers, FALSE);
  g_assert_false (lens_server_get_active (first));
}

static void
test_finalize (void)
{
  g_autoptr(PyroConfig) config = config_for ("127.0.0.1:1", "1");
  LensServers *servers = lens_servers_new (config);
  LensServer *server = g_object_ref (lens_servers_add (servers, "127.0.0.1:2", TRUE, NULL));

  lens_servers_search (servers);
  g_object_run_dispose (G_OBJECT (servers));
  g_assert_finalize_object (servers);
  g_assert_false (lens_server_get_active (server));
  lens_server_set_remembered (server, FALSE);
  g_assert_finalize_object (server);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/servers/add", test_add);
  g_test_add_func ("/models/servers/addresses", test_addresses);
  g_test_add_func ("/models/servers/search", test_search);
  g_test_add_func ("/models/servers/search-nothing", test_search_nothing);
  g_test_add_func ("/models/servers/active", test_active);
  g_test_add_func ("/models/servers/finalize", test_finalize);

  return g_test_run ();
}
