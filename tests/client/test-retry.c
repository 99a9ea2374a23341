/* tests/client/test-retry.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/client/batch.h"
#include "core/client/item-stream.h"
#include "core/client/proxy.h"
#include "core/error.h"
#include "core/wire/exception.h"
#include "tests/client/far-side.h"

/* Calls that are made again, and proxies that connect again, when they are told to. */

/* How late “at once” may be on a machine that is busy. */
#define SOON (5 * G_TIME_SPAN_SECOND)

static Peer peer;

/* A port on which nobody listens, and which nobody is given meanwhile. */
static char *
start_and_kill (Peer       *other,
                PyroProxy **proxy)
{
  peer_start (other, "feeds.py", NULL);
  *proxy = peer_new_proxy (other);
  peer_kill (other);

  return g_strdup_printf ("%u", pyro_uri_get_port (pyro_proxy_get_uri (*proxy)));
}

typedef struct
{
  Peer       *peer;
  const char *port;
} Start;

static gpointer
start_later (gpointer data)
{
  Start *start = data;

  g_usleep (300 * G_TIME_SPAN_MILLISECOND);
  peer_start (start->peer, "feeds.py", "--port", start->port, NULL);

  return NULL;
}

static void
test_property (void)
{
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  guint n;

  g_assert_cmpuint (pyro_proxy_get_max_retries (proxy), ==, 0);
  g_object_set (proxy, "max-retries", 3u, NULL);
  g_object_get (proxy, "max-retries", &n, NULL);
  g_assert_cmpuint (n, ==, 3);
}

/* Nothing is tried again unless that is asked for. */
static void
test_never_by_default (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  Peer other = { NULL };
  g_autoptr(PyroProxy) proxy = NULL;
  g_autofree char *port = start_and_kill (&other, &proxy);
  g_autoptr(GError) error = NULL;
  PyroValue *value = call (proxy, way, "add", "1, 2", NULL, &error);

  g_assert_null (value);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

/* The daemon comes back while the call is tried again. */
static void
test_comes_back (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  Peer other = { NULL };
  g_autoptr(PyroProxy) proxy = NULL;
  g_autofree char *port = start_and_kill (&other, &proxy);
  Start start = { &other, port };
  GThread *thread;

  pyro_proxy_set_max_retries (proxy, 1000);
  thread = g_thread_new ("start", start_later, &start);
  assert_call (proxy, way, "add", "1, 2", "3");
  g_thread_join (thread);
  peer_stop (&other);
}

static void
test_gives_up (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  Peer other = { NULL };
  g_autoptr(PyroProxy) proxy = NULL;
  g_autofree char *port = start_and_kill (&other, &proxy);
  g_autoptr(GError) error = NULL;
  gint64 began = g_get_monotonic_time ();
  PyroValue *value;

  pyro_proxy_set_max_retries (proxy, 2);
  value = call (proxy, way, "add", "1, 2", NULL, &error);
  g_assert_null (value);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 300 * G_TIME_SPAN_MILLISECOND); /* 100 and 200 */
  g_assert_cmpint (g_get_monotonic_time () - began, <, SOON);
}

/* A method that takes too long is called as often as that was asked for. */
static void
test_timeout (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  g_autoptr(PyroProxy) other = peer_new_proxy (&peer);
  g_autofree char *entry = g_uuid_string_random ();
  g_autofree char *arguments = g_strdup_printf ("'%s', 30", entry);
  g_autofree char *ask = g_strdup_printf ("'%s', 3", entry);
  g_autoptr(GError) error = NULL;
  PyroValue *value;

  pyro_proxy_set_max_retries (proxy, 2);
  pyro_proxy_set_timeout (proxy, 100 * G_TIME_SPAN_MILLISECOND);
  value = call (proxy, way, "note_and_sleep", arguments, NULL, &error);
  g_assert_null (value);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  assert_call (other, SYNC, "wait_for", ask, "3");
}

/* What the object answers is an answer. */
static void
test_exception (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  g_autofree char *entry = g_uuid_string_random ();
  g_autofree char *arguments = g_strdup_printf ("'%s'", entry);
  g_autofree char *ask = g_strdup_printf ("'%s', 2, 0", entry);
  g_autoptr(GError) error = NULL;
  PyroValue *value;

  pyro_proxy_set_max_retries (proxy, 5);
  value = call (proxy, way, "note_and_fail", arguments, NULL, &error);
  g_assert_null (value);
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  assert_call (proxy, way, "wait_for", ask, "1");

  g_clear_error (&error);
  value = call (proxy, way, "no_such_method", "", NULL, &error);
  g_assert_null (value);
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_MEMBER);
}

/* Batches, attributes and pulls are not made again, as with Pyro. */
static void
test_only_methods (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  Peer other = { NULL };
  g_autoptr(PyroProxy) proxy = NULL;
  g_autofree char *port = start_and_kill (&other, &proxy);
  gint64 began = g_get_monotonic_time ();
  g_autoptr(PyroBatch) batch = pyro_batch_new (proxy);
  g_autoptr(PyroItemStream) stream = pyro_item_stream_new (proxy, "any");
  g_autoptr(GError) error = NULL;

  pyro_proxy_set_max_retries (proxy, 1000);
  pyro_batch_add (batch, "add", NULL, NULL);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GAsyncResult) taken = NULL;
      gpointer none;

      if (way == SYNC)
        {
          none = i == 0 ? (gpointer) pyro_batch_run_sync (batch, NULL, &error)
                 : i == 1 ? (gpointer) pyro_proxy_get_sync (proxy, "temperature", NULL, &error)
                          : (gpointer) pyro_item_stream_next_sync (stream, NULL, &error);
        }
      else
        {
          if (i == 0)
            pyro_batch_run_async (batch, NULL, take_result, &result);
          else if (i == 1)
            pyro_proxy_get_async (proxy, "temperature", NULL, take_result, &result);
          else
            pyro_item_stream_next_async (stream, NULL, take_result, &result);
          taken = wait_for_result (&result);
          none = i == 0 ? (gpointer) pyro_batch_run_finish (batch, taken, &error)
                 : i == 1 ? (gpointer) pyro_proxy_get_finish (proxy, taken, &error)
                          : (gpointer) pyro_item_stream_next_finish (stream, taken, &error);
        }
      g_assert_null (none);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
      g_clear_error (&error);
    }
  g_assert_cmpint (g_get_monotonic_time () - began, <, SOON);
  g_assert_cmpuint (pyro_item_stream_get_n_lost (stream), ==, 0); /* nothing was sent */
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (50 * G_TIME_SPAN_MILLISECOND);
  g_cancellable_cancel (data);

  return NULL;
}

static void
test_cancel (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  Peer other = { NULL };
  g_autoptr(PyroProxy) proxy = NULL;
  g_autofree char *port = start_and_kill (&other, &proxy);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GThread) thread = NULL;
  g_autoptr(GError) error = NULL;
  gint64 began = g_get_monotonic_time ();
  PyroValue *value;

  pyro_proxy_set_max_retries (proxy, 1000);
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  value = call (proxy, way, "add", "1, 2", cancellable, &error);
  g_assert_null (value);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - began, <, SOON);
}

/* ---- Connecting again ---- */

static gboolean
reconnect (PyroProxy     *proxy,
           Way            way,
           guint          n_tries,
           GCancellable  *cancellable,
           GError       **error)
{
  const gint64 pause = 20 * G_TIME_SPAN_MILLISECOND;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (way == SYNC)
    return pyro_proxy_reconnect_sync (proxy, n_tries, pause, cancellable, error);

  pyro_proxy_reconnect_async (proxy, n_tries, pause, cancellable, take_result, &result);
  g_assert_null (result);
  taken = wait_for_result (&result);

  return pyro_proxy_reconnect_finish (proxy, taken, error);
}

static void
test_reconnect (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (reconnect (proxy, way, 1, NULL, &error));
      g_assert_no_error (error);
      g_assert_true (pyro_proxy_get_connected (proxy));
      assert_call (proxy, way, "add", "1, 2", "3");
    }
}

static void
test_reconnect_when_back (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  Peer other = { NULL };
  g_autoptr(PyroProxy) proxy = NULL;
  g_autofree char *port = start_and_kill (&other, &proxy);
  Start start = { &other, port };
  g_autoptr(GError) error = NULL;
  GThread *thread = g_thread_new ("start", start_later, &start);

  g_assert_true (reconnect (proxy, way, 0, NULL, &error));
  g_assert_no_error (error);
  g_thread_join (thread);
  assert_call (proxy, way, "add", "1, 2", "3");
  peer_stop (&other);
}

static void
test_reconnect_in_vain (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  Peer other = { NULL };
  g_autoptr(PyroProxy) proxy = NULL;
  g_autofree char *port = start_and_kill (&other, &proxy);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GThread) thread = NULL;
  g_autoptr(GError) error = NULL;
  gint64 began = g_get_monotonic_time ();

  g_assert_false (reconnect (proxy, way, 3, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 40 * G_TIME_SPAN_MILLISECOND);
  g_clear_error (&error);

  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_assert_false (reconnect (proxy, way, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - began, <, SOON);
}

/* It is not the daemon's fault, and no try will help. */
static void
test_reconnect_wrongly (void)
{
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  g_autoptr(GError) error = NULL;

  assert_call (proxy, SYNC, "add", "1, 2", "3");
  g_assert_false (reconnect (proxy, ASYNC, 0, NULL, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_USAGE);
}

static void
add (const char    *name,
     GTestDataFunc  func)
{
  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autofree char *path = g_strdup_printf ("/retry/%s/%s", name, way == SYNC ? "sync" : "async");

      g_test_add_data_func (path, GINT_TO_POINTER (way), func);
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/retry/property", test_property);
  add ("never-by-default", test_never_by_default);
  add ("comes-back", test_comes_back);
  add ("gives-up", test_gives_up);
  add ("timeout", test_timeout);
  add ("exception", test_exception);
  add ("only-methods", test_only_methods);
  add ("cancel", test_cancel);
  add ("reconnect", test_reconnect);
  add ("reconnect-when-back", test_reconnect_when_back);
  add ("reconnect-in-vain", test_reconnect_in_vain);
  g_test_add_func ("/retry/reconnect-wrongly", test_reconnect_wrongly);

  peer_start (&peer, "feeds.py", NULL);
  status = g_test_run ();
  peer_stop (&peer);

  return status;
}
