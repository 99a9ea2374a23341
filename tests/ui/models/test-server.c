/* tests/ui/models/test-server.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/models/mirror.h"
#include "tests/ui/models/directed-peer.h"
#include "ui/models/object-private.h"
#include "ui/models/server-private.h"

#include <string.h>

#define MAX_STALL (50 * G_TIME_SPAN_MILLISECOND) /* microseconds: three frames of a window */

static LensServer *
start_server (const char *address)
{
  g_autoptr(GError) error = NULL;
  LensServer *server = lens_server_new (address, &error);

  g_assert_no_error (error);
  lens_server_set_active (server, TRUE);
  g_assert_cmpint (lens_server_get_state (server), ==, LENS_SERVER_CONNECTING);

  return server;
}

static gboolean
is_ready (gpointer data)
{
  return lens_server_get_state (data) == LENS_SERVER_READY;
}

static gboolean
has_failed (gpointer data)
{
  return lens_server_get_state (data) == LENS_SERVER_FAILED;
}

static LensObject *
find_object (LensServer *server,
             const char *name)
{
  GListModel *objects = lens_server_get_objects (server);

  for (guint i = 0; i < g_list_model_get_n_items (objects); i++)
    {
      g_autoptr(LensObject) object = g_list_model_get_item (objects, i);

      if (g_str_equal (lens_object_get_name (object), name))
        return g_steal_pointer (&object);
    }

  return NULL;
}

static gboolean
is_settled (gpointer data)
{
  LensObjectState state = lens_object_get_state (data);

  return state != LENS_OBJECT_UNKNOWN && state != LENS_OBJECT_CHECKING;
}

static gboolean
all_settled (gpointer data)
{
  GListModel *objects = lens_server_get_objects (data);

  for (guint i = 0; i < g_list_model_get_n_items (objects); i++)
    {
      g_autoptr(LensObject) object = g_list_model_get_item (objects, i);

      if (!is_settled (object))
        return FALSE;
    }

  return TRUE;
}

static gboolean
has_count (gpointer data)
{
  LensServer *server = data;

  return lens_server_get_n_objects (server) == GPOINTER_TO_UINT (g_object_get_data (data, "count"));
}

static gint64
wait_for_count (LensServer *server,
                guint       count)
{
  g_object_set_data (G_OBJECT (server), "count", GUINT_TO_POINTER (count));

  return wait_until (has_count, server);
}

static void
count_up (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

/* What a user sees of a small lab, a moment after the window opened. */
static void
test_network (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensServer) server = NULL;
  GListModel *objects;

  if (network == NULL)
    return;

  server = start_server (network->ready);
  g_assert_cmpint (lens_server_get_kind (server), ==, LENS_SERVER_NAMES);
  g_assert_cmpstr (lens_server_get_title (server), ==, network->ready);
  g_assert_cmpstr (lens_server_get_address (server), ==, network->ready);
  wait_until (is_ready, server);
  g_assert_null (lens_server_get_problem (server));
  g_assert_cmpuint (lens_server_get_n_objects (server), ==, 9);

  objects = lens_server_get_objects (server);
  wait_until (all_settled, server);
  for (guint i = 0; i < g_list_model_get_n_items (objects); i++)
    {
      g_autoptr(LensObject) object = g_list_model_get_item (objects, i);
      const char *name = lens_object_get_name (object);
      gboolean gone = g_str_equal (name, "lab.retired");

      g_test_message ("%s %s", name, lens_object_get_state_text (object));
      g_assert_cmpint (lens_object_get_state (object), ==, gone ? LENS_OBJECT_GONE : LENS_OBJECT_ALIVE);
      if (gone)
        g_assert_true (g_str_has_prefix (lens_object_get_state_text (object), "Nothing listens at 127.0.0.1:"));
    }
}

static void
test_come_and_go (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensServer) server = NULL;
  g_autoptr(LensObject) stage = NULL;
  g_autoptr(LensObject) added = NULL;
  guint n_notified = 0;
  gint64 start;
  Mirror mirror;

  if (network == NULL)
    return;

  server = start_server (network->ready);
  wait_until (is_ready, server);
  stage = find_object (server, "lab.stage");
  mirror_start (&mirror, lens_server_get_objects (server));
  g_signal_connect (server, "notify::n-objects", G_CALLBACK (count_up), &n_notified);

  directed_peer_tell (network, "add lab.added");
  start = g_get_monotonic_time ();
  wait_for_count (server, 10);
  g_test_message ("a name came after %" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - start) / 1000);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 2 * G_TIME_SPAN_SECOND);
  added = find_object (server, "lab.added");
  wait_until (is_settled, added);
  g_assert_cmpint (lens_object_get_state (added), ==, LENS_OBJECT_ALIVE);

  directed_peer_tell (network, "remove lab.added");
  start = g_get_monotonic_time ();
  wait_for_count (server, 9);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 2 * G_TIME_SPAN_SECOND);
  g_assert_false (lens_object_get_registered (added));

  directed_peer_tell (network, "add lab.added");
  wait_for_count (server, 10);
  g_assert_true (lens_object_get_registered (added));

  g_assert_cmpuint (n_notified, ==, 3);
  g_assert_cmpuint (mirror.n_changes, ==, 3);
  g_assert_cmpuint (mirror.n_touched, ==, 3);
  g_assert_true (g_ptr_array_find (mirror.seen, stage, NULL));
  g_assert_true (g_ptr_array_find (mirror.seen, added, NULL));
  mirror_stop (&mirror);
}

static void
test_restart (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("ui", "models/contrary-network.py", NULL);
  g_autoptr(LensServer) server = NULL;
  g_autofree char *nothing = NULL;

  if (network == NULL)
    return;

  directed_peer_tell (network, "fill 3");
  server = start_server (network->ready);
  wait_until (is_ready, server);
  g_assert_cmpuint (lens_server_get_n_objects (server), ==, 4);

  directed_peer_tell (network, "stop");
  wait_until (has_failed, server);
  g_test_message ("%s", lens_server_get_problem (server));
  g_assert_nonnull (lens_server_get_problem (server));
  g_assert_cmpuint (lens_server_get_n_objects (server), ==, 4);

  nothing = g_strdup_printf ("Nothing listens at %s", network->ready);
  lens_server_refresh (server);
  g_assert_cmpint (lens_server_get_state (server), ==, LENS_SERVER_CONNECTING);
  wait_until (has_failed, server);
  g_assert_cmpstr (lens_server_get_problem (server), ==, nothing);

  directed_peer_tell (network, "start");
  wait_until (is_ready, server);
  g_assert_null (lens_server_get_problem (server));
}

static void
test_failures (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("ui", "models/contrary-network.py", NULL);
  g_autoptr(LensServer) names = NULL;
  static const struct { const char *name; const char *kind; const char *part; } cases[] = {
    { "raw.pyro3", "pyro3", "Pyro3" },
    { "raw.http", "http", "does not speak Pyro" },
  };

  if (network == NULL)
    return;

  names = start_server (network->ready);
  wait_until (is_ready, names);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(LensServer) server = NULL;
      g_autoptr(LensObject) object = NULL;

      directed_peer_tell (network, "raw %s %s", cases[i].name, cases[i].kind);
      wait_for_count (names, (guint) i + 2);
      object = find_object (names, cases[i].name);

      server = start_server (lens_object_get_location (object));
      wait_until (has_failed, server);
      g_test_message ("%s", lens_server_get_problem (server));
      g_assert_nonnull (strstr (lens_server_get_problem (server), cases[i].part));
    }
}

static void
test_unknown_host (void)
{
  g_autoptr(LensServer) server = start_server ("nowhere.invalid");

  wait_until (has_failed, server);
  g_assert_cmpstr (lens_server_get_problem (server), ==, "The host of nowhere.invalid:9090 is not known here");
}

static gboolean
time_is_up (gpointer data)
{
  return g_get_monotonic_time () > *(gint64 *) data;
}

/* A slow name server is never asked twice at a time, however often somebody is impatient. */
static void
test_one_question (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("ui", "models/contrary-network.py", NULL);
  g_autoptr(LensServer) server = NULL;
  gint64 end = g_get_monotonic_time () + 2 * G_TIME_SPAN_SECOND;

  if (network == NULL)
    return;

  directed_peer_tell (network, "delay 0.4");
  server = start_server (network->ready);
  while (!time_is_up (&end))
    {
      lens_server_refresh (server);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpint (lens_server_get_state (server), ==, LENS_SERVER_READY);
  directed_peer_tell (network, "asked");
}

static void
test_inactive (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensServer) server = NULL;
  gint64 end;

  if (network == NULL)
    return;

  server = start_server (network->ready);
  lens_server_set_active (server, FALSE);
  lens_server_set_active (server, TRUE);
  wait_until (is_ready, server);

  lens_server_set_active (server, FALSE);
  g_assert_false (lens_server_get_active (server));
  directed_peer_tell (network, "add lab.added");
  end = g_get_monotonic_time () + 1500 * G_TIME_SPAN_MILLISECOND;
  wait_until (time_is_up, &end);
  g_assert_cmpuint (lens_server_get_n_objects (server), ==, 9);
  g_assert_cmpuint (server->source, ==, 0);
  g_assert_false (server->asking);

  lens_server_refresh (server);
  wait_for_count (server, 10);
  g_assert_cmpuint (server->source, ==, 0);

  lens_server_set_active (server, TRUE);
  directed_peer_tell (network, "remove lab.added");
  wait_for_count (server, 9);
}

static void
test_ten_thousand (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("ui", "models/contrary-network.py", NULL);
  g_autoptr(LensServer) server = NULL;
  gint64 start, end, first, later, longest;
  guint n_slices;
  Mirror mirror;

  if (network == NULL)
    return;

  directed_peer_tell (network, "fill 10000");
  start = g_get_monotonic_time ();
  server = start_server (network->ready);
  mirror_start (&mirror, lens_server_get_objects (server));
  first = wait_for_count (server, 10001);
  g_test_message ("10,001 names after %" G_GINT64_FORMAT " ms, the loop busy for at most %" G_GINT64_FORMAT " µs",
                  (g_get_monotonic_time () - start) / 1000, first);

  g_assert_cmpuint (mirror.n_touched, ==, 10001);
  n_slices = mirror.n_changes;

  end = g_get_monotonic_time () + 3 * G_TIME_SPAN_SECOND;
  later = wait_until (time_is_up, &end);
  g_test_message ("in the 3 seconds after that for at most %" G_GINT64_FORMAT " µs", later);
  g_assert_cmpuint (mirror.n_changes, ==, n_slices);

  directed_peer_tell (network, "remove filler.04999");
  longest = wait_for_count (server, 10000);
  g_assert_cmpuint (mirror.n_changes, ==, n_slices + 1);
  g_assert_cmpuint (mirror.n_touched, ==, 10002);

  longest = MAX (longest, MAX (first, later));
  if (g_test_perf ())
    g_test_minimized_result ((double) longest / 1000, "the longest stall in ms");
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpint (longest, <, MAX_STALL);
#endif
  mirror_stop (&mirror);
}

/* An object by its URI, with or without a name server. */
static void
test_object (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("ui", "models/contrary-network.py", NULL);
  g_autoptr(LensServer) names = NULL;
  g_autoptr(LensServer) by_uri = NULL;
  g_autoptr(LensServer) by_name = NULL;
  g_autoptr(LensServer) unknown = NULL;
  g_autoptr(LensObject) object = NULL;
  g_autofree char *address = NULL;
  g_autofree char *wrong = NULL;

  if (network == NULL)
    return;

  directed_peer_tell (network, "serve lab.thing alpha");
  names = start_server (network->ready);
  wait_until (is_ready, names);
  object = find_object (names, "lab.thing");

  by_uri = start_server (lens_object_get_uri (object));
  g_assert_cmpint (lens_server_get_kind (by_uri), ==, LENS_SERVER_OBJECT);
  g_assert_cmpstr (lens_server_get_title (by_uri), ==, "lab.thing");
  wait_until (is_ready, by_uri);
  g_assert_cmpuint (lens_server_get_n_objects (by_uri), ==, 1);

  address = g_strdup_printf ("PYRONAME:lab.thing@%s", network->ready);
  by_name = start_server (address);
  g_assert_cmpstr (lens_server_get_title (by_name), ==, "lab.thing");
  wait_until (is_ready, by_name);

  directed_peer_tell (network, "rest");
  lens_server_refresh (by_uri);
  wait_until (has_failed, by_uri);
  g_assert_true (g_str_has_prefix (lens_server_get_problem (by_uri), "Nothing listens at 127.0.0.1:"));

  wrong = g_strdup_printf ("PYRONAME:lab.nobody@%s", network->ready);
  unknown = start_server (wrong);
  wait_until (has_failed, unknown);
  g_test_message ("%s", lens_server_get_problem (unknown));
  g_assert_nonnull (strstr (lens_server_get_problem (unknown), "does not know the name “lab.nobody”"));
}

/* A daemon without a name server, by HOST:PORT as by the URI of its own object, says what it has. */
static void
test_daemon (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("ui", "models/contrary-network.py", NULL);
  g_autoptr(LensServer) names = NULL;
  g_autofree char *uri = NULL;

  if (network == NULL)
    return;

  directed_peer_tell (network, "serve lab.thing alpha");
  names = start_server (network->ready);
  wait_until (is_ready, names);
  uri = g_strdup_printf ("PYRO:Pyro.Daemon@%s", lens_object_get_location (lens_server_find_object (names, "lab.thing")));

  for (guint i = 0; i < 2; i++)
    {
      const char *address = i == 0 ? uri : strchr (uri, '@') + 1;
      g_autoptr(LensServer) server = start_server (address);

      wait_until (is_ready, server);
      g_assert_cmpint (lens_server_get_kind (server), ==, LENS_SERVER_DAEMON);
      g_assert_cmpstr (lens_server_get_title (server), ==, strchr (uri, '@') + 1);
      g_assert_cmpstr (lens_server_get_address (server), ==, address);
      g_assert_cmpuint (lens_server_get_n_objects (server), ==, 2);
      g_assert_cmpstr (lens_object_get_uri (lens_server_find_object (server, "Pyro.Daemon")), ==, uri);
      g_assert_nonnull (lens_server_find_object (server, "lab.thing"));
      wait_until (all_settled, server);
      g_assert_cmpint (lens_object_get_state (lens_server_find_object (server, "lab.thing")), ==, LENS_OBJECT_ALIVE);
    }

  {
    g_autoptr(LensServer) server = start_server (strchr (uri, '@') + 1);

    wait_until (is_ready, server);
    directed_peer_tell (network, "rest");
    wait_until (has_failed, server);
    g_assert_true (g_str_has_prefix (lens_server_get_problem (server), "Nothing listens at 127.0.0.1:"));
    g_assert_cmpint (lens_server_get_kind (server), ==, LENS_SERVER_NAMES);
    g_assert_cmpuint (lens_server_get_n_objects (server), ==, 2);
  }
}

static void
test_finalize (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  LensServer *server;
  GListModel *objects;

  if (network == NULL)
    return;

  server = start_server (network->ready);
  g_assert_finalize_object (server);

  server = start_server (network->ready);
  wait_until (is_ready, server);
  objects = g_object_ref (lens_server_get_objects (server));
  g_object_run_dispose (G_OBJECT (server));
  g_assert_finalize_object (server);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (objects);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/server/network", test_network);
  g_test_add_func ("/models/server/come-and-go", test_come_and_go);
  g_test_add_func ("/models/server/restart", test_restart);
  g_test_add_func ("/models/server/failures", test_failures);
  g_test_add_func ("/models/server/unknown-host", test_unknown_host);
  g_test_add_func ("/models/server/one-question", test_one_question);
  g_test_add_func ("/models/server/inactive", test_inactive);
  g_test_add_func ("/models/server/ten-thousand", test_ten_thousand);
  g_test_add_func ("/models/server/object", test_object);
  g_test_add_func ("/models/server/daemon", test_daemon);
  g_test_add_func ("/models/server/finalize", test_finalize);

  return g_test_run ();
}
