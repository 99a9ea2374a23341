/* tests/client/test-calls.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/error.h"
#include "core/limits.h"
#include "core/wire/exception.h"
#include "tests/client/far-side.h"

/* Many calls at once, calls that are given up, and daemons that go away. */

#define N_CALLS 1000
#define N_PAIRS 200

/* How late “at once” may be, on a machine that is not busy, and on one that is; what is given up here
 * would take half a minute. */
#define AT_ONCE (100 * G_TIME_SPAN_MILLISECOND)
#define SOON    (5 * G_TIME_SPAN_SECOND)

static Peer peer;

static gint64
since (gint64 began)
{
  return g_get_monotonic_time () - began;
}

static PyroValue *
new_args (gint64 first,
          gint64 second)
{
  g_autoptr(PyroValue) a = pyro_value_new_int (first);
  g_autoptr(PyroValue) b = pyro_value_new_int (second);

  return pyro_value_new_tuple ((PyroValue *[]) { a, b }, 2);
}

/* ---- Pipelining ---- */

typedef struct
{
  GString *order; /* the results as they came */
  guint    n_done;
} Results;

static void
note_result (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Results *results = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = pyro_proxy_call_finish (PYRO_PROXY (object), result, &error);

  if (value != NULL)
    {
      gint64 number = 0;

      g_assert_true (pyro_value_get_int64 (value, &number));
      g_string_append_printf (results->order, "%" G_GINT64_FORMAT " ", number);
    }
  else
    {
      g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
      g_string_append_printf (results->order, "%s ",
                              pyro_exception_get_short_class_name (pyro_remote_error_get_exception (error)));
    }
  results->n_done++;
}

/* Call number @i: every tenth raises. */
static void
start_call (PyroProxy *proxy,
            guint      i,
            Results   *results)
{
  g_autoptr(PyroValue) args = new_args (i, 1);

  pyro_proxy_call_async (proxy, i % 10 == 0 ? "fail_deeper" : "add", args, NULL, NULL,
                         note_result, results);
}

static void
test_pipeline (void)
{
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  g_autoptr(GString) one_by_one = g_string_new (NULL);
  g_autoptr(GString) together = g_string_new (NULL);
  Results results = { .order = one_by_one };

  for (guint i = 0; i < N_CALLS; i++)
    {
      start_call (proxy, i, &results);
      while (results.n_done <= i)
        g_main_context_iteration (NULL, TRUE);
    }

  results = (Results) { .order = together };
  for (guint i = 0; i < N_CALLS; i++)
    start_call (proxy, i, &results);
  g_assert_cmpuint (results.n_done, ==, 0); /* never from within */
  while (results.n_done < N_CALLS)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpstr (together->str, ==, one_by_one->str);
}

/* A daemon's system keeps the second of two small replies back until the first is acknowledged: that
 * must not take the 40 ms that a system may take for it. */
static void
test_pipeline_in_pairs (void)
{
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  g_autoptr(GString) order = g_string_new (NULL);
  Results results = { .order = order };
  gint64 began = g_get_monotonic_time ();

  for (guint i = 1; i <= N_PAIRS; i++)
    {
      start_call (proxy, 1, &results);
      start_call (proxy, 2, &results);
      while (results.n_done < 2 * i)
        g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpint (since (began), <, SOON); /* and not 40 ms for each pair */
}

/* The first calls of a proxy wait for one connection, not for one each. */
static void
test_pipeline_before_open (void)
{
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  g_autoptr(GString) order = g_string_new (NULL);
  Results results = { .order = order };
  guint before = count_descriptors ();

  for (guint i = 1; i < 6; i++)
    start_call (proxy, i, &results);
  while (results.n_done < 5)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (order->str, ==, "2 3 4 5 6 ");
  g_assert_cmpuint (count_descriptors (), <=, before + 2); /* the socket and the poller's */
}

/* ---- Giving up ---- */

static gint64 cancelled_at; /* in monotonic microseconds; written before the cancellable tells */

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (50 * G_TIME_SPAN_MILLISECOND);
  cancelled_at = g_get_monotonic_time ();
  g_cancellable_cancel (data);

  return NULL;
}

/* A cancelled call returns at once, and the next one does not wait for what the daemon still does. */
static void
test_cancel (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  gint64 fastest = G_MAXINT64;
  gint64 began;

  assert_call (proxy, way, "add", "1, 1", "2");
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GError) error = NULL;
      GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
      PyroValue *value = call (proxy, way, "sleep", "30", cancellable, &error);

      fastest = MIN (fastest, since (cancelled_at));
      g_assert_null (value);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_thread_join (thread);

      began = g_get_monotonic_time ();
      assert_call (proxy, way, "add", "1, 1", "2");
      g_assert_cmpint (since (began), <, SOON);
    }
  g_assert_cmpint (fastest, <, AT_ONCE);
}

static void
test_cancelled_before (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GError) error = NULL;
      PyroValue *value = call (proxy, way, "add", "1, 1", cancellable, &error);

      g_assert_null (value);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      assert_call (proxy, way, "add", "1, 1", "2");
    }
}

/* A cancellable may be used again, and may serve many calls. */
static void
test_cancellable_again (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GThread) thread = g_thread_new ("cancel", cancel_soon, cancellable);
      PyroValue *value = call (proxy, way, "sleep", "30", cancellable, &error);

      g_assert_null (value);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_thread_join (g_steal_pointer (&thread));
      g_cancellable_reset (cancellable);
      g_clear_error (&error);

      value = call (proxy, way, "add", "1, 1", cancellable, &error);
      g_assert_no_error (error);
      assert_value (value, "2");
      pyro_value_unref (value);
    }
}

static void
test_timeout (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  g_autoptr(GError) error = NULL;
  gint64 began = g_get_monotonic_time ();
  PyroValue *value;

  pyro_proxy_set_timeout (proxy, 200 * G_TIME_SPAN_MILLISECOND);
  value = call (proxy, way, "sleep", "30", NULL, &error);
  g_assert_null (value);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpstr (error->message, ==, "No answer came within 0.2 s");
  g_assert_cmpint (since (began), >=, 200 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (since (began), <, 200 * G_TIME_SPAN_MILLISECOND + SOON);

  pyro_proxy_set_timeout (proxy, 30 * G_TIME_SPAN_SECOND);
  began = g_get_monotonic_time ();
  assert_call (proxy, way, "add", "1, 1", "2");
  g_assert_cmpint (since (began), <, SOON);

  g_clear_error (&error);
  pyro_proxy_set_timeout (proxy, 20 * G_TIME_SPAN_MILLISECOND);
  value = call (proxy, way, "sleep", "30", NULL, &error);
  g_assert_null (value);
  g_assert_cmpstr (error->message, ==, "No answer came within 20 ms");
}

/* Of calls that share a connection, one that is given up takes no other with it. */
static void
test_cancel_among_others (void)
{
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(PyroValue) second = pyro_value_new_float (1);
  g_autoptr(PyroValue) sleep_args = pyro_value_new_tuple (&second, 1);
  g_autoptr(GString) order = g_string_new (NULL);
  g_autoptr(GAsyncResult) slept = NULL;
  g_autoptr(GError) error = NULL;
  Results results = { .order = order };
  PyroValue *value;

  assert_call (proxy, ASYNC, "add", "1, 1", "2");
  start_call (proxy, 1, &results);
  pyro_proxy_call_async (proxy, "sleep", sleep_args, NULL, cancellable, take_result, &slept);
  start_call (proxy, 2, &results);
  g_cancellable_cancel (cancellable);
  while (slept == NULL)
    g_main_context_iteration (NULL, TRUE);
  value = pyro_proxy_call_finish (proxy, slept, &error);
  g_assert_null (value);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  start_call (proxy, 3, &results); /* on a fresh connection, and so before 2 */
  while (results.n_done < 3)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (order->str, ==, "2 4 3 ");
}

/* What is put aside goes when its late reply has come. */
static void
test_late_reply (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  g_autoptr(GError) error = NULL;
  PyroValue *value;
  guint before;

  assert_call (proxy, way, "add", "1, 1", "2");
  before = count_descriptors ();
  pyro_proxy_set_timeout (proxy, 20 * G_TIME_SPAN_MILLISECOND);
  value = call (proxy, way, "sleep", "0.8", NULL, &error);
  g_assert_null (value);
  pyro_proxy_set_timeout (proxy, 0);
  assert_call (proxy, way, "add", "1, 1", "2");
  g_assert_cmpuint (count_descriptors (), ==, before + 1);

  while (count_descriptors () > before)
    {
      if (way == ASYNC)
        g_main_context_iteration (NULL, TRUE);
      else
        assert_call (proxy, way, "add", "1, 1", "2");
    }
  assert_call (proxy, way, "add", "1, 1", "2");
}

static void
test_many_aside (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  guint before;

  assert_call (proxy, way, "add", "1, 1", "2");
  before = count_descriptors ();
  for (guint i = 0; i < 3 * PYRO_MAX_ASIDE; i++)
    {
      g_autoptr(GError) error = NULL;
      PyroValue *value;

      pyro_proxy_set_timeout (proxy, 50 * G_TIME_SPAN_MILLISECOND);
      value = call (proxy, way, "sleep", "1.5", NULL, &error);
      g_assert_null (value);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
      g_assert_cmpuint (count_descriptors (), <=, before + PYRO_MAX_ASIDE + 1);
    }
  pyro_proxy_set_timeout (proxy, 0);
  assert_call (proxy, way, "add", "1, 1", "2");

  pyro_proxy_release (proxy);
  spin ();
  g_assert_cmpuint (count_descriptors (), <, before);
}

/* ---- Going away ---- */

static void
restart (Peer *other)
{
  g_autoptr(PyroUri) uri = peer_dup_uri (other);
  g_autofree char *port = g_strdup_printf ("%u", pyro_uri_get_port (uri));

  peer_kill (other);
  peer_start (other, "peer.py", "--port", port, NULL);
}

/* Nobody notices that the daemon was not there between two calls: neither when the main loop had
 * time to see the connection end, nor when it had not. */
static void
test_restart (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  Peer other = { 0 };
  g_autoptr(PyroProxy) proxy = NULL;

  peer_start (&other, "peer.py", NULL);
  proxy = peer_new_proxy (&other);
  for (guint i = 0; i < 4; i++)
    {
      assert_call (proxy, way, "add", "1, 1", "2");
      restart (&other);
      if (i % 2 == 0)
        spin ();
    }
  assert_call (proxy, way, "add", "1, 1", "2");
  peer_stop (&other);
}

static void
test_gone (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  Peer other = { 0 };
  g_autoptr(PyroProxy) proxy = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *location = NULL;
  g_autofree char *message = NULL;
  PyroValue *value;

  peer_start (&other, "peer.py", NULL);
  proxy = peer_new_proxy (&other);
  location = pyro_uri_dup_location (pyro_proxy_get_uri (proxy));
  message = g_strdup_printf ("Could not connect to %s: Connection refused", location);
  assert_call (proxy, way, "add", "1, 1", "2");
  peer_stop (&other);

  for (guint i = 0; i < 2; i++)
    {
      value = call (proxy, way, "add", "1, 1", NULL, &error);
      g_assert_null (value);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
      g_assert_cmpstr (error->message, ==, message);
      g_clear_error (&error);
      g_assert_false (pyro_proxy_get_connected (proxy));
    }
}

static gpointer
kill_soon (gpointer data)
{
  g_usleep (100 * G_TIME_SPAN_MILLISECOND);
  g_subprocess_force_exit (((Peer *) data)->process);

  return NULL;
}

/* A call that was written is not sent again: it fails, and the next one finds the new daemon. */
static void
test_killed (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  Peer other = { 0 };
  g_autoptr(PyroProxy) proxy = NULL;
  g_autoptr(GError) error = NULL;
  GThread *thread;
  PyroValue *value;

  peer_start (&other, "peer.py", NULL);
  proxy = peer_new_proxy (&other);
  assert_call (proxy, way, "add", "1, 1", "2");
  thread = g_thread_new ("kill", kill_soon, &other);
  value = call (proxy, way, "sleep", "30", NULL, &error);
  g_assert_null (value);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
  g_assert_cmpstr (error->message, ==, "The peer closed the connection");
  g_thread_join (thread);

  restart (&other);
  assert_call (proxy, way, "add", "1, 1", "2");
  peer_stop (&other);
}

static void
count_end (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  guint *counts = user_data; /* done, failed */
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = pyro_proxy_call_finish (PYRO_PROXY (object), result, &error);

  g_assert_true ((value != NULL) != (error != NULL));
  counts[value == NULL]++;
}

/* Whenever the daemon dies, each call has its end: its result or an error. */
static void
test_random_kill (void)
{
  for (guint round = 0; round < 20; round++)
    {
      const guint n_calls = 300;
      Peer other = { 0 };
      g_autoptr(PyroProxy) proxy = NULL;
      g_autoptr(PyroValue) args = new_args (1, 2);
      gint64 began, when;
      guint counts[2] = { 0, 0 };

      peer_start (&other, "peer.py", NULL);
      proxy = peer_new_proxy (&other);
      when = g_test_rand_int_range (0, 30) * G_TIME_SPAN_MILLISECOND;
      began = g_get_monotonic_time ();
      for (guint i = 0; i < n_calls; i++)
        pyro_proxy_call_async (proxy, "add", args, NULL, NULL, count_end, counts);
      while (since (began) < when)
        g_main_context_iteration (NULL, FALSE);
      peer_kill (&other);
      while (counts[0] + counts[1] < n_calls)
        g_main_context_iteration (NULL, TRUE);

      g_test_message ("killed after %d ms: %u done, %u failed",
                      (int) (when / 1000), counts[0], counts[1]);
      g_assert_cmpuint (counts[0] + counts[1], ==, n_calls);
      spin ();
      g_assert_finalize_object (g_steal_pointer (&proxy));
    }
}

/* ---- Contexts and threads ---- */

static gpointer
thread_run (gpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(GMainContext) context = g_main_context_new ();
  g_autoptr(PyroProxy) proxy = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  g_main_context_push_thread_default (context);
  proxy = peer_new_proxy (&peer);
  for (gint64 i = 0; i < 500; i++)
    {
      g_autoptr(PyroValue) args = new_args (i, 1);
      g_autoptr(PyroValue) value = NULL;
      gint64 sum = 0;

      if (way == SYNC)
        {
          value = pyro_proxy_call_sync (proxy, "add", args, NULL, NULL, NULL);
        }
      else
        {
          pyro_proxy_call_async (proxy, "add", args, NULL, NULL, take_result, &result);
          while (result == NULL)
            g_main_context_iteration (context, TRUE);
          value = pyro_proxy_call_finish (proxy, result, NULL);
          g_clear_object (&result);
        }
      g_assert_true (pyro_value_get_int64 (value, &sum));
      g_assert_cmpint (sum, ==, i + 1);
    }
  g_assert_finalize_object (g_steal_pointer (&proxy));
  g_main_context_pop_thread_default (context);

  return NULL;
}

static void
test_threads (gconstpointer data)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("caller", thread_run, (gpointer) data);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

/* One proxy in two threads at the same time is an error, not a mixture. */
static gpointer
sleep_in_thread (gpointer data)
{
  g_autoptr(PyroValue) value = NULL;

  while (value == NULL) /* it may be this thread that comes too late */
    {
      g_autoptr(GError) error = NULL;

      value = call (data, SYNC, "sleep", "0.3", NULL, &error);
      if (value == NULL)
        g_assert_error (error, PYRO_ERROR, PYRO_ERROR_USAGE);
    }

  return NULL;
}

static void
test_two_threads_at_once (void)
{
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  g_autoptr(GError) error = NULL;
  GThread *thread = g_thread_new ("sleeper", sleep_in_thread, proxy);

  while (!g_error_matches (error, PYRO_ERROR, PYRO_ERROR_USAGE))
    {
      g_autoptr(PyroValue) value = NULL;

      g_clear_error (&error);
      value = call (proxy, SYNC, "add", "1, 1", NULL, &error);
    }
  g_assert_cmpstr (error->message, ==, "This proxy is in the middle of a call of another thread");
  g_thread_join (thread);
  assert_call (proxy, SYNC, "add", "1, 1", "2");
}

static void
add (const char    *name,
     GTestDataFunc  func)
{
  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autofree char *path = g_strdup_printf ("/calls/%s/%s", way == SYNC ? "sync" : "async", name);

      g_test_add_data_func (path, GINT_TO_POINTER (way), func);
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calls/pipeline", test_pipeline);
  g_test_add_func ("/calls/pipeline-in-pairs", test_pipeline_in_pairs);
  g_test_add_func ("/calls/pipeline-before-open", test_pipeline_before_open);
  g_test_add_func ("/calls/cancel-among-others", test_cancel_among_others);
  add ("cancel", test_cancel);
  add ("cancelled-before", test_cancelled_before);
  add ("cancellable-again", test_cancellable_again);
  add ("timeout", test_timeout);
  add ("late-reply", test_late_reply);
  add ("many-aside", test_many_aside);
  add ("restart", test_restart);
  add ("gone", test_gone);
  add ("killed", test_killed);
  g_test_add_func ("/calls/random-kill", test_random_kill);
  add ("threads", test_threads);
  g_test_add_func ("/calls/two-threads-at-once", test_two_threads_at_once);

  peer_start (&peer, "peer.py", NULL);
  status = g_test_run ();
  peer_stop (&peer);

  return status;
}
