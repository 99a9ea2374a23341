/* tests/bench/bench-calls.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib-unix.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "core/client/proxy.h"
#include "core/limits.h"
#include "core/value/literal.h"
#include "core/wire/hello.h"
#include "core/wire/parser.h"
#include "tests/bench/bench.h"
#include "tests/python-peer.h"

/* Calls of one Python daemon: by our proxies, by Python's, and by a client that does nothing but send
 * one message that was made before, which is the floor for anything that speaks Pyro. */

#define N_CALLS    1000 /* of a round */
#define N_CONNECTS 100
#define N_AT_ONCE  100

static PythonPeer *peer;
static PyroUri *uri;
static PyroValue *args;

static double
since (gint64 began,
       guint  n)
{
  return (double) (g_get_monotonic_time () - began) / G_TIME_SPAN_SECOND / n;
}

/* ---- Floors ---- */

static void
pass_message (GSocket *socket,
              GBytes  *message)
{
  g_autoptr(PyroParser) parser = pyro_parser_new (PYRO_MAX_MESSAGE_SIZE);
  g_autoptr(PyroFrame) answer = NULL;
  gsize size;
  const char *data = g_bytes_get_data (message, &size);

  g_assert_cmpint (g_socket_send (socket, data, size, NULL, NULL), ==, (gssize) size);
  while (pyro_parser_next (parser, &answer, NULL, NULL) == PYRO_PARSE_NEED_MORE)
    {
      gsize room;
      guint8 *at = pyro_parser_reserve (parser, &room);
      gssize n = g_socket_receive (socket, (char *) at, room, NULL, NULL);

      g_assert_cmpint (n, >, 0);
      pyro_parser_commit (parser, (gsize) n);
    }
  g_assert_nonnull (answer);
}

static GSocket *
open_canned (void)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketConnection) connection = NULL;
  g_autoptr(PyroFrame) hello = NULL;
  g_autoptr(GBytes) message = NULL;

  g_socket_client_set_enable_proxy (client, FALSE);
  connection = g_socket_client_connect_to_host (client, pyro_uri_get_host (uri), pyro_uri_get_port (uri),
                                                NULL, NULL);
  g_assert_nonnull (connection);
  hello = pyro_hello_new (pyro_generation_get_pyro5 (), pyro_codec_find ("serpent"),
                          pyro_uri_get_object (uri), NULL, NULL, NULL, NULL);
  message = pyro_frame_encode (hello, 0, NULL);
  pass_message (g_socket_connection_get_socket (connection), message);

  return g_object_ref (g_socket_connection_get_socket (connection));
}

/* The bytes of a reply to add(1, 2), as large as the first one. */
static double
measure_canned (gpointer data,
                guint    n)
{
  g_autoptr(GSocket) socket = open_canned ();
  g_autoptr(PyroCall) call = pyro_call_new (pyro_uri_get_object (uri), "add", args, NULL);
  g_autoptr(PyroFrame) frame =
    pyro_call_to_frame (call, pyro_generation_get_pyro5 (), pyro_codec_find ("serpent"), NULL);
  g_autoptr(GBytes) message = pyro_frame_encode (frame, 1, NULL);
  int fd = g_socket_get_fd (socket);
  gsize size;
  const char *bytes = g_bytes_get_data (message, &size);
  char answer[4096];
  gint64 began;

  pass_message (socket, message);
  g_assert_true (g_unix_set_fd_nonblocking (fd, FALSE, NULL)); /* GSocket never blocks in the system */
  began = g_get_monotonic_time ();
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (send (fd, bytes, size, 0), ==, (gssize) size);
      g_assert_cmpint (recv (fd, answer, sizeof answer, 0), >, 40);
    }

  return since (began, n);
}

/* ---- Ours ---- */

static void
assert_three (PyroValue *value)
{
  gint64 number;

  g_assert_nonnull (value);
  g_assert_true (pyro_value_get_int64 (value, &number));
  g_assert_cmpint (number, ==, 3);
}

static double
measure_sync (gpointer data,
              guint    n)
{
  g_autoptr(PyroProxy) proxy = pyro_proxy_new (uri);
  gint64 began;

  g_assert_true (pyro_proxy_bind_sync (proxy, NULL, NULL));
  began = g_get_monotonic_time ();
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PyroValue) value = pyro_proxy_call_sync (proxy, "add", args, NULL, NULL, NULL);

      assert_three (value);
    }

  return since (began, n);
}

static double
measure_oneway (gpointer data,
                guint    n)
{
  g_autoptr(PyroProxy) proxy = pyro_proxy_new (uri);
  gint64 began;

  g_assert_true (pyro_proxy_bind_sync (proxy, NULL, NULL));
  began = g_get_monotonic_time ();
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PyroValue) value = pyro_proxy_call_sync (proxy, "note", args, NULL, NULL, NULL);

      g_assert_nonnull (value);
    }
  g_assert_true (pyro_proxy_ping_sync (proxy, NULL, NULL)); /* now the daemon has read them all */

  return since (began, n);
}

static double
measure_connect (gpointer data,
                 guint    n)
{
  gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PyroProxy) proxy = pyro_proxy_new (uri);
      g_autoptr(PyroValue) value = pyro_proxy_call_sync (proxy, "add", args, NULL, NULL, NULL);

      assert_three (value);
    }

  return since (began, n);
}

static void
count_call (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  guint *n_done = user_data;
  g_autoptr(PyroValue) value = pyro_proxy_call_finish (PYRO_PROXY (object), result, NULL);

  assert_three (value);
  (*n_done)++;
}

static double
measure_async_at_once (guint n,
                       guint n_at_once)
{
  g_autoptr(PyroProxy) proxy = pyro_proxy_new (uri);
  guint n_done = 0, n_begun = 0;
  gint64 began;

  pyro_proxy_call_async (proxy, "add", args, NULL, NULL, count_call, &n_done);
  while (n_done == 0)
    g_main_context_iteration (NULL, TRUE);

  n_done = 0;
  began = g_get_monotonic_time ();
  while (n_done < n)
    {
      for (; n_begun < n && n_begun - n_done < n_at_once; n_begun++)
        pyro_proxy_call_async (proxy, "add", args, NULL, NULL, count_call, &n_done);
      g_main_context_iteration (NULL, TRUE);
    }

  return since (began, n);
}

static double
measure_async (gpointer data,
               guint    n)
{
  return measure_async_at_once (n, 1);
}

static double
measure_pipelined (gpointer data,
                   guint    n)
{
  return measure_async_at_once (n, N_AT_ONCE);
}

/* The second reply must not wait until the first is acknowledged. */
static double
measure_pairs (gpointer data,
               guint    n)
{
  g_autoptr(PyroProxy) proxy = pyro_proxy_new (uri);
  guint n_done = 0;
  gint64 began = g_get_monotonic_time ();

  for (guint i = 2; i <= n; i += 2)
    {
      pyro_proxy_call_async (proxy, "add", args, NULL, NULL, count_call, &n_done);
      pyro_proxy_call_async (proxy, "add", args, NULL, NULL, count_call, &n_done);
      while (n_done < i)
        g_main_context_iteration (NULL, TRUE);
    }

  return since (began, n);
}

/* ---- Python's ---- */

static double
ask (gpointer data,
     guint    n)
{
  g_autofree char *answer = NULL;

  python_peer_ask (peer, "%s %u", (const char *) data, n);
  answer = python_peer_read (peer, NULL);
  g_assert_nonnull (answer);

  return g_ascii_strtod (answer, NULL);
}

int
main (int   argc,
      char *argv[])
{
  BenchRow rows[] = {
    { "64 bytes to and fro, two C programs", bench_measure_raw, NULL, N_CALLS },
    { "a call, canned", measure_canned, NULL, N_CALLS },
    { "a call, ours, blocking", measure_sync, NULL, N_CALLS },
    { "a call, ours, not blocking", measure_async, NULL, N_CALLS },
    { "a call of two at once, ours", measure_pairs, NULL, N_CALLS },
    { "a call of 100 at once, ours", measure_pipelined, NULL, N_CALLS },
    { "a call, Python", ask, (gpointer) "call", N_CALLS },
    { "a oneway call, ours", measure_oneway, NULL, N_CALLS },
    { "a oneway call, Python", ask, (gpointer) "oneway", N_CALLS },
    { "connecting for one call, ours", measure_connect, NULL, N_CONNECTS },
    { "connecting for one call, Python", ask, (gpointer) "connect", N_CONNECTS },
  };
  const BenchGoal goals[] = {
    { "blocking, of the canned client's speed", "a call, ours, blocking", "a call, canned", 1 / 1.08 },
    { "blocking, faster than Python", "a call, ours, blocking", "a call, Python", 1.6 },
    { "not blocking, faster than Python", "a call, ours, not blocking", "a call, Python", 1.6 },
    { "100 at once, faster than Python", "a call of 100 at once, ours", "a call, Python", 1.6 },
    { "oneway, faster than Python", "a oneway call, ours", "a oneway call, Python", 1 },
    { "connecting, faster than Python", "connecting for one call, ours", "connecting for one call, Python", 1 },
  };
  g_autofree char *text = NULL;

  bench_init (&argc, &argv);
  bench_pin ();
  peer = python_peer_new ("bench", "bench-peer.py");
  g_assert_nonnull (peer);
  bench_watch (atoi (peer->greeting + strlen ("ready ")));
  python_peer_ask (peer, "serve");
  text = python_peer_read (peer, NULL);
  bench_watch (atoi (text));
  uri = pyro_uri_parse (strchr (text, ' ') + 1, 0, NULL);
  g_assert_nonnull (uri);
  args = pyro_literal_parse ("(1, 2)", -1, NULL, NULL);

  bench_run (rows, G_N_ELEMENTS (rows));
  bench_print ("Calls of one Python daemon over TCP", rows, G_N_ELEMENTS (rows), goals, G_N_ELEMENTS (goals));

  pyro_value_unref (args);
  pyro_uri_unref (uri);
  python_peer_free (peer);

  return 0;
}
