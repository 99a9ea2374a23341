/* tests/client/test-stream-end.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/client/feeds.h"

#include "core/client/remote-daemon.h"
#include "core/error.h"
#include "core/wire/exception.h"

/* How a stream ends: closed, let go, lost with its connection, given up. */

/* ---- Closing ---- */

static void
test_close (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = peer_new_proxy (setting->peer);
  g_autofree char *name = g_uuid_string_random ();
  g_autofree char *arguments = g_strdup_printf ("1000000, '%s'", name);
  g_autofree char *entry = g_strdup_printf ("%s closed", name);
  g_autoptr(PyroItemStream) stream = must_open (proxy, setting->way, "count", arguments);
  g_autoptr(GError) error = NULL;

  assert_next (stream, setting->way, "0");
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (close_stream (stream, setting->way, &error));
      g_assert_no_error (error);
      g_assert_true (pyro_item_stream_get_closed (stream));
    }
  assert_happens (setting->peer, entry);
  assert_no_next (stream, setting->way, PYRO_ERROR, PYRO_ERROR_STREAM, "The item stream is closed");
  assert_call (proxy, setting->way, "add", "1, 2", "3");
}

static void
test_let_go (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = peer_new_proxy (setting->peer);
  g_autofree char *name = g_uuid_string_random ();
  g_autofree char *arguments = g_strdup_printf ("1000000, '%s'", name);
  g_autofree char *entry = g_strdup_printf ("%s closed", name);
  PyroItemStream *stream = must_open (proxy, setting->way, "count", arguments);
  gint64 began;

  assert_next (stream, setting->way, "0");
  began = g_get_monotonic_time ();
  g_assert_finalize_object (stream);
  g_assert_cmpint (g_get_monotonic_time () - began, <, SOON);
  spin ();
  assert_happens (setting->peer, entry);
  assert_call (proxy, setting->way, "add", "1, 2", "3");
}

/* There is nobody to tell, and nobody waits for that. */
static void
test_let_go_without_connection (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = peer_new_proxy (setting->peer);
  PyroItemStream *stream = must_open (proxy, setting->way, "count", "3, 'left alone'");

  pyro_proxy_release (proxy);
  g_assert_finalize_object (stream);
  g_assert_false (pyro_proxy_get_connected (proxy));
  spin ();
  g_assert_false (pyro_proxy_get_connected (proxy));
}

/* The other end is gone, and nobody noticed yet. */
static void
test_let_go_of_the_dead (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  Peer other = { NULL };
  g_autoptr(PyroProxy) proxy = NULL;
  PyroItemStream *stream;
  gint64 began;

  peer_start (&other, "feeds.py", NULL);
  proxy = peer_new_proxy (&other);
  stream = must_open (proxy, way, "count", "3");
  peer_kill (&other);
  began = g_get_monotonic_time ();
  g_assert_finalize_object (stream);
  g_assert_cmpint (g_get_monotonic_time () - began, <, SOON);
  spin ();
}

/* ---- Connections that go ---- */

/* A stream is the daemon's: another connection goes on with it. */
static void
test_reconnect (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = peer_new_proxy (setting->peer);
  g_autoptr(PyroProxy) other = peer_new_proxy (setting->peer);
  g_autoptr(PyroItemStream) stream = must_open (proxy, setting->way, "count", "4, 'reconnect'");
  g_autoptr(PyroItemStream) same = NULL;

  assert_next (stream, setting->way, "0");
  pyro_proxy_release (proxy);
  assert_next (stream, setting->way, "1");
  pyro_proxy_release (proxy);
  same = pyro_item_stream_new (other, pyro_item_stream_get_id (stream));
  assert_next (same, setting->way, "2");
  pyro_proxy_release (other);
  assert_next (stream, setting->way, "3");
  assert_end (stream, setting->way);
  g_assert_cmpuint (pyro_item_stream_get_n_lost (stream), ==, 0);
}

static void
test_no_linger (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  Peer other = { NULL };
  g_autoptr(PyroProxy) proxy = NULL;
  g_autoptr(PyroItemStream) stream = NULL;

  peer_start (&other, "feeds.py", "--linger", "0", NULL);
  proxy = peer_new_proxy (&other);
  stream = must_open (proxy, way, "count", "4, 'no linger'");
  assert_next (stream, way, "0");
  pyro_proxy_release (proxy);
  assert_happens (&other, "no linger closed");
  assert_no_next (stream, way, PYRO_ERROR, PYRO_ERROR_STREAM,
                  "The daemon does not have the item stream any more: its time is over, or it was closed");
  g_assert_true (pyro_item_stream_get_ended (stream));
  peer_stop (&other);
}

static void
test_lifetime (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  Peer other = { NULL };
  g_autoptr(PyroProxy) proxy = NULL;
  g_autoptr(PyroItemStream) stream = NULL;

  /* threads look after old streams in their own time, which is too long for a test */
  peer_start (&other, "feeds.py", "--lifetime", "0.3", "--servertype", "multiplex", NULL);
  proxy = peer_new_proxy (&other);
  stream = must_open (proxy, way, "count", "4, 'old'");
  assert_next (stream, way, "0");
  for (guint i = 0; i < 100 && !pyro_item_stream_get_ended (stream); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroValue) waited = call (proxy, way, "wait_for", "'old closed', 1, 0.1", NULL, &error);
      gint64 times;

      g_assert_no_error (error);
      g_assert_true (pyro_value_get_int64 (waited, &times));
      if (times == 0)
        continue;
      assert_no_next (stream, way, PYRO_ERROR, PYRO_ERROR_STREAM,
                      "The daemon does not have the item stream any more: its time is over, or it was closed");
    }
  g_assert_true (pyro_item_stream_get_ended (stream));
  peer_stop (&other);
}

static gpointer
kill_soon (gpointer data)
{
  Peer *peer = data;

  g_usleep (50 * G_TIME_SPAN_MILLISECOND);
  g_subprocess_force_exit (peer->process);

  return NULL;
}

/* The daemon dies while an item is waited for; what was pulled before is not lost, and when it is there
 * again it does not know the stream. */
static void
test_killed (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  Peer other = { NULL };
  g_autofree char *port = NULL;
  g_autofree char *refused = NULL;
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(PyroProxy) proxy = NULL;
  g_autoptr(PyroItemStream) stream = NULL;
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;
  GThread *thread;

  peer_start (&other, "feeds.py", NULL);
  uri = peer_dup_uri (&other);
  port = g_strdup_printf ("%u", pyro_uri_get_port (uri));
  refused = g_strdup_printf ("Could not connect to 127.0.0.1:%s: Connection refused", port);
  proxy = peer_new_proxy (&other);
  stream = must_open (proxy, way, "held", "1000");
  thread = g_thread_new ("kill", kill_soon, &other);
  items = next_many (stream, way, 1000, NULL, &error);
  g_thread_join (thread);
  g_assert_null (items);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
  g_assert_cmpuint (pyro_item_stream_get_n_lost (stream), >=, 1);
  g_assert_false (pyro_item_stream_get_ended (stream));
  peer_kill (&other);

  assert_no_next (stream, way, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, refused);
  peer_start (&other, "feeds.py", "--port", port, NULL);
  assert_no_next (stream, way, PYRO_ERROR, PYRO_ERROR_STREAM,
                  "The daemon does not have the item stream any more: its time is over, or it was closed");
  peer_stop (&other);
}

/* ---- Giving up ---- */

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (50 * G_TIME_SPAN_MILLISECOND);
  g_cancellable_cancel (data);

  return NULL;
}

/* A pull that is given up may have cost an item, which is said, and the stream goes on. */
static void
test_cancel (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peers[THREAD]);
  g_autoptr(PyroProxy) helper = peer_new_proxy (&peers[THREAD]);
  g_autofree char *name = g_uuid_string_random ();
  g_autofree char *arguments = g_strdup_printf ("5, '%s'", name);
  g_autofree char *entry = g_strdup_printf ("%s let 0 go", name);
  g_autoptr(PyroItemStream) stream = must_open (proxy, way, "held", arguments);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GThread) thread = NULL;
  PyroValue *item;
  gint64 began;

  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  began = g_get_monotonic_time ();
  item = next (stream, way, cancellable, &error);
  g_assert_cmpint (g_get_monotonic_time () - began, <, SOON);
  g_assert_null (item);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (pyro_item_stream_get_n_lost (stream), ==, 1);
  g_clear_error (&error);

  /* once more: that one is not sent at all */
  item = next (stream, way, cancellable, &error);
  g_assert_null (item);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (pyro_item_stream_get_n_lost (stream), ==, 1);

  assert_call (helper, SYNC, "release", "", "None"); /* item 0, for nobody */
  assert_happens (&peers[THREAD], entry);
  assert_call (helper, SYNC, "release", "", "None");
  assert_next (stream, way, "1");
}

static void
test_timeout (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peers[THREAD]);
  g_autoptr(PyroItemStream) stream = must_open (proxy, way, "slow", "3, 30");
  gint64 began = g_get_monotonic_time ();

  pyro_proxy_set_timeout (proxy, 200 * G_TIME_SPAN_MILLISECOND);
  assert_no_next (stream, way, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "No answer came within 0.2 s");
  g_assert_cmpint (g_get_monotonic_time () - began, <, SOON);
  g_assert_cmpuint (pyro_item_stream_get_n_lost (stream), ==, 1);
}

/* What came before is handed out; what is under way is given up. */
static void
test_cancel_many (void)
{
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peers[THREAD]);
  g_autoptr(PyroItemStream) stream = must_open (proxy, ASYNC, "slow", "100, 0.02");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GThread) thread = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) items = NULL;
  guint n;

  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  items = next_many (stream, ASYNC, 100, cancellable, &error);
  n = items != NULL ? items->len : 0;
  if (items == NULL)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (n, <, 100);
  g_assert_cmpuint (pyro_item_stream_get_n_items (stream), ==, n);
  g_assert_cmpuint (pyro_item_stream_get_n_lost (stream), >=, 1);
  g_assert_cmpuint (pyro_item_stream_get_n_lost (stream), <=, 64);
}

static void
test_pending (void)
{
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peers[THREAD]);
  g_autoptr(PyroItemStream) stream = must_open (proxy, ASYNC, "count", "3, 'pending'");
  g_autoptr(GAsyncResult) first = NULL;
  g_autoptr(GAsyncResult) second = NULL;
  g_autoptr(GAsyncResult) taken = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) item = NULL;
  PyroValue *none;

  pyro_item_stream_next_async (stream, NULL, take_result, &first);
  pyro_item_stream_next_async (stream, NULL, take_result, &second);
  taken = wait_for_result (&second);
  none = pyro_item_stream_next_finish (stream, taken, &error);
  g_assert_null (none);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);
  g_clear_error (&error);
  g_clear_object (&taken);

  taken = wait_for_result (&first);
  item = pyro_item_stream_next_finish (stream, taken, &error);
  g_assert_no_error (error);
  assert_value (item, "0");
}

/* The stream may be let go in the callback of a pull, and its proxy with it. */
static gboolean
let_go (PyroItemStream *stream,
        PyroValue      *item,
        gpointer        user_data)
{
  PyroItemStream **place = user_data;

  g_clear_object (place);

  return G_SOURCE_CONTINUE;
}

static void
test_let_go_within (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  PyroProxy *proxy = peer_new_proxy (&peers[THREAD]);
  PyroItemStream *stream = must_open (proxy, way, "count", "3, 'within'");
  g_autoptr(PyroItemStream) kept = g_object_ref (stream);
  g_autoptr(GError) error = NULL;

  g_object_unref (proxy);
  g_assert_true (run (kept, way, let_go, &stream, &error));
  g_assert_no_error (error);
  g_assert_null (stream);
}

/* ---- The daemon's own methods ---- */

static void
test_by_hand (void)
{
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peers[THREAD]);
  g_autoptr(PyroRemoteDaemon) daemon = pyro_remote_daemon_new (proxy);
  g_autoptr(PyroItemStream) stream = must_open (proxy, SYNC, "count", "3, 'by hand'");
  const char *id = pyro_item_stream_get_id (stream);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) item = pyro_remote_daemon_get_next_stream_item_sync (daemon, id, NULL, &error);
  PyroValue *none;

  g_assert_no_error (error);
  assert_value (item, "0");
  g_assert_true (pyro_remote_daemon_close_stream_sync (daemon, id, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (pyro_remote_daemon_close_stream_sync (daemon, "no such stream", NULL, &error));
  g_assert_no_error (error);
  none = pyro_remote_daemon_get_next_stream_item_sync (daemon, id, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  g_assert_cmpstr (error->message, ==, "PyroError: item stream terminated");
  assert_no_next (stream, SYNC, PYRO_ERROR, PYRO_ERROR_STREAM,
                  "The daemon does not have the item stream any more: its time is over, or it was closed");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("stream-end/close", test_close);
  add ("stream-end/let-go", test_let_go);
  add ("stream-end/let-go-without-connection", test_let_go_without_connection);
  add_ways ("stream-end/let-go-of-the-dead", test_let_go_of_the_dead);
  add ("stream-end/reconnect", test_reconnect);
  add_ways ("stream-end/no-linger", test_no_linger);
  add_ways ("stream-end/lifetime", test_lifetime);
  add_ways ("stream-end/killed", test_killed);
  add_ways ("stream-end/cancel", test_cancel);
  add_ways ("stream-end/timeout", test_timeout);
  g_test_add_func ("/stream-end/cancel-many", test_cancel_many);
  g_test_add_func ("/stream-end/pending", test_pending);
  add_ways ("stream-end/let-go-within", test_let_go_within);
  g_test_add_func ("/stream-end/by-hand", test_by_hand);

  return run_with_peers ();
}
