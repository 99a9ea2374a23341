/* tests/client/test-socket.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <fcntl.h>
#include <sys/socket.h>

#include "core/client/proxy.h"
#include "core/error.h"
#include "core/wire/exception.h"
#include "tests/client/far-side.h"

/* Proxies over a socket that is connected already: one of a pair, whose other end Python has. */

typedef struct
{
  Way      way;
  GSocket *socket;
  Peer     peer;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "client", "feeds.py", NULL);
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GDataInputStream) lines = NULL;
  g_autoptr(GError) error = NULL;
  int ends[2];

  fixture->way = GPOINTER_TO_INT (data);
  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), ==, 0);
  fixture->socket = g_socket_new_from_fd (ends[0], &error);
  g_assert_no_error (error);

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_subprocess_launcher_take_fd (launcher, ends[1], 7);
  fixture->peer.process = g_subprocess_launcher_spawn (launcher, &error, "python3", path, "--socket", "7", NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (fixture->peer.process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  fixture->peer.line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (fixture->peer.line);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  spin ();
  peer_stop (&fixture->peer);
  g_assert_finalize_object (fixture->socket);
}

static void
assert_open (GSocket *socket)
{
  g_assert_cmpint (fcntl (g_socket_get_fd (socket), F_GETFD), !=, -1);
  g_assert_false (g_socket_is_closed (socket));
}

static void
test_calls (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(PyroProxy) proxy = pyro_proxy_new_for_socket (fixture->socket, "feed");
  g_autofree char *uri = pyro_uri_to_string (pyro_proxy_get_uri (proxy));
  g_autoptr(GError) error = NULL;
  PyroValue *none;

  g_assert_cmpstr (uri, ==, "PYRO:feed@<<connected-socket>>:0");
  assert_call (proxy, fixture->way, "add", "1, 2", "3");
  g_assert_true (pyro_proxy_get_connected (proxy));
  g_assert_true (pyro_metadata_is_oneway (pyro_proxy_get_metadata (proxy), "note_later"));
  assert_call (proxy, fixture->way, "note_later", "'x', 0", "None");
  assert_call (proxy, fixture->way, "wait_for", "'x'", "1");
  none = call (proxy, fixture->way, "fail", "'no'", NULL, &error);
  g_assert_null (none);
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  g_assert_true (pyro_proxy_set_serializer (proxy, "json", NULL));
  assert_call (proxy, fixture->way, "add", "3, 4", "7");
}

/* The socket is its maker's: one proxy after the other may use it. */
static void
test_again (Fixture       *fixture,
            gconstpointer  data)
{
  for (guint i = 0; i < 3; i++)
    {
      PyroProxy *proxy = pyro_proxy_new_for_socket (fixture->socket, i == 1 ? "thing" : "feed");

      if (i == 1)
        assert_call (proxy, fixture->way, "double", "'a'", "'aa'");
      else
        assert_call (proxy, fixture->way, "add", "1, 2", "3");
      pyro_proxy_release (proxy);
      assert_open (fixture->socket);
      if (i == 2)
        assert_call (proxy, fixture->way, "add", "1, 2", "3");
      spin ();
      g_assert_finalize_object (proxy);
      assert_open (fixture->socket);
    }
}

static void
test_unknown_object (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(PyroProxy) proxy = pyro_proxy_new_for_socket (fixture->socket, "nobody");
  g_autoptr(GError) error = NULL;

  g_assert_false (bind_proxy (proxy, fixture->way, NULL, &error));
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  g_assert_cmpstr (error->message, ==, "DaemonError: unknown object");
}

static void
test_bad_object (void)
{
  g_autoptr(GSocket) socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT,
                                            NULL);
  PyroProxy *proxy = pyro_proxy_new_for_socket (socket, "not an id");

  g_assert_null (proxy);
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (50 * G_TIME_SPAN_MILLISECOND);
  g_cancellable_cancel (data);

  return NULL;
}

/* There is no other connection: the next call waits until the daemon is through with the one before. */
static void
test_giving_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(PyroProxy) proxy = pyro_proxy_new_for_socket (fixture->socket, "feed");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GThread) thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_autoptr(GError) error = NULL;
  PyroValue *none = call (proxy, fixture->way, "sleep", "0.3", cancellable, &error);

  g_assert_null (none);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  assert_call (proxy, fixture->way, "add", "1, 2", "3");

  pyro_proxy_set_timeout (proxy, 50 * G_TIME_SPAN_MILLISECOND);
  none = call (proxy, fixture->way, "sleep", "0.3", NULL, &error);
  g_assert_null (none);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  pyro_proxy_set_timeout (proxy, 0);
  assert_call (proxy, fixture->way, "add", "1, 2", "3");
  g_assert_true (pyro_proxy_get_connected (proxy));
}

static gpointer
kill_soon (gpointer data)
{
  Peer *peer = data;

  g_usleep (50 * G_TIME_SPAN_MILLISECOND);
  g_subprocess_force_exit (peer->process);

  return NULL;
}

static void
test_killed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(PyroProxy) proxy = pyro_proxy_new_for_socket (fixture->socket, "feed");
  g_autoptr(GThread) thread = NULL;
  PyroValue *none;

  assert_call (proxy, fixture->way, "add", "1, 2", "3");
  thread = g_thread_new ("kill", kill_soon, &fixture->peer);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GError) error = NULL;

      none = call (proxy, fixture->way, "sleep", "30", NULL, &error);
      g_assert_null (none);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
      g_assert_cmpstr (error->message, ==, "The peer closed the connection");
      g_assert_false (pyro_proxy_get_connected (proxy));
    }
  assert_open (fixture->socket);
}

static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(PyroProxy) proxy = pyro_proxy_new_for_socket (fixture->socket, "feed");
  g_autoptr(GError) error = NULL;

  g_assert_true (g_socket_close (fixture->socket, NULL));
  g_assert_false (bind_proxy (proxy, fixture->way, NULL, &error));
  g_assert_cmpuint (error->domain, ==, G_IO_ERROR);
  g_assert_true (g_str_has_prefix (error->message, "The connected socket cannot be used: "));
}

static void
add (const char *name,
     void      (*func) (Fixture *, gconstpointer))
{
  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autofree char *path = g_strdup_printf ("/socket/%s/%s", name, way == SYNC ? "sync" : "async");

      g_test_add (path, Fixture, GINT_TO_POINTER (way), set_up, func, tear_down);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("calls", test_calls);
  add ("again", test_again);
  add ("unknown-object", test_unknown_object);
  g_test_add_func ("/socket/bad-object", test_bad_object);
  add ("giving-up", test_giving_up);
  add ("killed", test_killed);
  add ("closed", test_closed);

  return g_test_run ();
}
