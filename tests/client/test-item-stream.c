/* tests/client/test-item-stream.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/client/item-stream.h"

#include "core/client/remote-daemon.h"
#include "core/error.h"
#include "core/value/literal.h"
#include "core/value/repr.h"
#include "core/wire/exception.h"
#include "tests/client/peer.h"

/* Item streams of a real daemon, with both kinds of server, pulled in both ways. */

enum
{
  THREAD,
  MULTIPLEX,
  N_SERVERS
};

typedef struct
{
  Way  way;
  Peer *peer;
} Setting;

static Peer peers[N_SERVERS];
static Setting settings[N_WAYS * N_SERVERS];

/* How late “at once” may be on a machine that is busy; what is not to be waited for takes 30 s here. */
#define SOON (5 * G_TIME_SPAN_SECOND)

static PyroItemStream *
open_stream (PyroProxy   *proxy,
             Way          way,
             const char  *method,
             const char  *arguments,
             GError     **error)
{
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;
  g_autoptr(GError) parse_error = NULL;

  pyro_literal_parse_arguments (arguments, -1, &args, &kwargs, NULL, &parse_error);
  g_assert_no_error (parse_error);
  if (way == SYNC)
    return pyro_item_stream_open_sync (proxy, method, args, kwargs, NULL, error);

  pyro_item_stream_open_async (proxy, method, args, kwargs, NULL, take_result, &result);
  g_assert_null (result);
  taken = wait_for_result (&result);

  return pyro_item_stream_open_finish (proxy, taken, error);
}

static PyroItemStream *
must_open (PyroProxy  *proxy,
           Way         way,
           const char *method,
           const char *arguments)
{
  g_autoptr(GError) error = NULL;
  PyroItemStream *stream = open_stream (proxy, way, method, arguments, &error);

  g_assert_no_error (error);
  g_assert_true (pyro_item_stream_get_proxy (stream) == proxy);

  return stream;
}

static PyroValue *
next (PyroItemStream  *stream,
      Way              way,
      GCancellable    *cancellable,
      GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (way == SYNC)
    return pyro_item_stream_next_sync (stream, cancellable, error);

  pyro_item_stream_next_async (stream, cancellable, take_result, &result);
  g_assert_null (result);
  taken = wait_for_result (&result);

  return pyro_item_stream_next_finish (stream, taken, error);
}

static GPtrArray *
next_many (PyroItemStream  *stream,
           Way              way,
           guint            n_items,
           GCancellable    *cancellable,
           GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (way == SYNC)
    return pyro_item_stream_next_many_sync (stream, n_items, cancellable, error);

  pyro_item_stream_next_many_async (stream, n_items, cancellable, take_result, &result);
  g_assert_null (result);
  taken = wait_for_result (&result);

  return pyro_item_stream_next_many_finish (stream, taken, error);
}

static gboolean
run (PyroItemStream  *stream,
     Way              way,
     PyroItemFunc     func,
     gpointer         data,
     GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (way == SYNC)
    return pyro_item_stream_run_sync (stream, func, data, NULL, error);

  pyro_item_stream_run_async (stream, func, data, NULL, NULL, take_result, &result);
  taken = wait_for_result (&result);

  return pyro_item_stream_run_finish (stream, taken, error);
}

static gboolean
close_stream (PyroItemStream  *stream,
              Way              way,
              GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (way == SYNC)
    return pyro_item_stream_close_sync (stream, NULL, error);

  pyro_item_stream_close_async (stream, NULL, take_result, &result);
  taken = wait_for_result (&result);

  return pyro_item_stream_close_finish (stream, taken, error);
}

static void
assert_next (PyroItemStream *stream,
             Way             way,
             const char     *literal)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) item = next (stream, way, NULL, &error);

  g_assert_no_error (error);
  assert_value (item, literal);
}

static void
assert_end (PyroItemStream *stream,
            Way             way)
{
  for (guint i = 0; i < 2; i++) /* it stays at its end */
    {
      g_autoptr(GError) error = NULL;
      PyroValue *item = next (stream, way, NULL, &error);

      g_assert_no_error (error);
      g_assert_null (item);
      g_assert_true (pyro_item_stream_get_ended (stream));
    }
}

static void
assert_no_next (PyroItemStream *stream,
                Way             way,
                GQuark          domain,
                int             code,
                const char     *message)
{
  g_autoptr(GError) error = NULL;
  PyroValue *item = next (stream, way, NULL, &error);

  g_assert_null (item);
  g_assert_error (error, domain, code);
  g_assert_cmpstr (error->message, ==, message);
}

/* Asks in a way that does not depend on what the proxy of the test does. */
static void
assert_happens (Peer       *peer,
                const char *entry)
{
  g_autoptr(PyroProxy) proxy = peer_new_proxy (peer);
  g_autofree char *arguments = g_strdup_printf ("'%s'", entry);

  assert_call (proxy, SYNC, "wait_for", arguments, "1");
}

static void
count_notify (GObject    *object,
              GParamSpec *pspec,
              guint      *count)
{
  ++*count;
}

/* ---- Items ---- */

static void
test_items (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = peer_new_proxy (setting->peer);
  g_autoptr(PyroItemStream) stream = must_open (proxy, setting->way, "count", "3");
  guint n_notified = 0, n_ended = 0;

  g_signal_connect (stream, "notify::n-items", G_CALLBACK (count_notify), &n_notified);
  g_signal_connect (stream, "notify::ended", G_CALLBACK (count_notify), &n_ended);
  g_assert_true (g_uuid_string_is_valid (pyro_item_stream_get_id (stream)));
  g_assert_null (pyro_item_stream_get_annotations (stream));
  for (guint i = 0; i < 3; i++)
    {
      const char *const literals[] = { "0", "1", "2" };

      assert_next (stream, setting->way, literals[i]);
      g_assert_cmpuint (pyro_item_stream_get_n_items (stream), ==, i + 1);
      g_assert_false (pyro_item_stream_get_ended (stream));
    }
  assert_end (stream, setting->way);
  g_assert_cmpuint (n_notified, ==, 3);
  g_assert_cmpuint (n_ended, ==, 1);
  g_assert_cmpuint (pyro_item_stream_get_n_lost (stream), ==, 0);
  g_assert_false (pyro_item_stream_get_closed (stream));
  g_assert_null (pyro_item_stream_get_outcome (stream));
}

static void
test_outcome (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = peer_new_proxy (setting->peer);
  g_autoptr(PyroItemStream) stream = must_open (proxy, setting->way, "returning", "1");

  assert_next (stream, setting->way, "0");
  assert_end (stream, setting->way);
  assert_value (pyro_item_stream_get_outcome (stream), "'that was all'");
}

static void
test_many (gconstpointer data)
{
  const Setting *setting = data;
  static const guint sizes[] = { 1, 2, 0, 7, 100, 1000 };
  g_autoptr(PyroProxy) proxy = peer_new_proxy (setting->peer);
  g_autoptr(PyroItemStream) stream = must_open (proxy, setting->way, "count", "500, 'many'");
  gint64 expected = 0;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) items = next_many (stream, setting->way, sizes[i], NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (items->len, ==, MIN (sizes[i], 500 - (guint) expected));
      for (guint j = 0; j < items->len; j++)
        {
          gint64 number;

          g_assert_true (pyro_value_get_int64 (items->pdata[j], &number));
          g_assert_cmpint (number, ==, expected++);
        }
    }
  g_assert_cmpint (expected, ==, 500);
  assert_end (stream, setting->way);
}

/* Some items are large enough to be read in a thread, which must not let small ones overtake. */
static void
test_sizes (gconstpointer data)
{
  const Setting *setting = data;
  static const gsize sizes[] = { 10, 300000, 1, 100000, 0, 65536, 2 };
  g_autoptr(PyroProxy) proxy = peer_new_proxy (setting->peer);
  g_autoptr(PyroItemStream) stream = must_open (proxy, setting->way, "sized",
                                                "[10, 300000, 1, 100000, 0, 65536, 2]");
  g_autoptr(GPtrArray) items = next_many (stream, setting->way, 100, NULL, NULL);

  g_assert_cmpuint (items->len, ==, G_N_ELEMENTS (sizes));
  for (guint i = 0; i < items->len; i++)
    {
      gsize size;

      g_assert_nonnull (pyro_value_get_string (items->pdata[i], &size));
      g_assert_cmpuint (size, ==, sizes[i]);
    }
}

static void
test_iterator (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = peer_new_proxy (setting->peer);
  g_autoptr(PyroItemStream) stream = must_open (proxy, setting->way, "iterator", "[None, 'a', (1, 2)],");

  assert_next (stream, setting->way, "None");
  assert_next (stream, setting->way, "'a'");
  assert_next (stream, setting->way, "(1, 2)");
  assert_end (stream, setting->way);
}

static void
test_annotations (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = peer_new_proxy (setting->peer);
  g_autoptr(PyroItemStream) stream = must_open (proxy, setting->way, "annotated", "3");

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      GBytes *bytes;

      assert_next (stream, setting->way, number);
      bytes = pyro_annotations_lookup (pyro_item_stream_get_annotations (stream), "ITEM");
      g_assert_nonnull (bytes);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), number, 1);
    }
}

static gboolean
collect (PyroItemStream *stream,
         PyroValue      *item,
         gpointer        user_data)
{
  GString *text = user_data;
  g_autofree char *literal = pyro_value_repr (item);

  g_string_append_printf (text, "%s ", literal);

  return g_str_has_suffix (text->str, "7 ") ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
test_run (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = peer_new_proxy (setting->peer);
  g_autoptr(PyroItemStream) stream = must_open (proxy, setting->way, "count", "10, 'run'");
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (run (stream, setting->way, collect, text, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==, "0 1 2 3 4 5 6 7 ");
  g_assert_cmpuint (pyro_item_stream_get_n_items (stream), ==, 8); /* none was asked for in advance */
  g_assert_false (pyro_item_stream_get_ended (stream));

  g_assert_true (run (stream, setting->way, collect, text, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==, "0 1 2 3 4 5 6 7 8 9 ");
  g_assert_true (pyro_item_stream_get_ended (stream));
}

/* Two streams and calls between their pulls do not disturb each other. */
static void
test_interleaved (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = peer_new_proxy (setting->peer);
  g_autoptr(PyroItemStream) first = must_open (proxy, setting->way, "count", "3, 'first'");
  g_autoptr(PyroItemStream) second = must_open (proxy, setting->way, "count", "2, 'second'");

  assert_next (first, setting->way, "0");
  assert_next (second, setting->way, "0");
  assert_call (proxy, setting->way, "add", "1, 2", "3");
  assert_next (first, setting->way, "1");
  assert_next (second, setting->way, "1");
  assert_end (second, setting->way);
  assert_next (first, setting->way, "2");
  assert_end (first, setting->way);
}

/* ---- Exceptions and refusals ---- */

static void
test_exception (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = peer_new_proxy (setting->peer);
  g_autoptr(PyroItemStream) stream = must_open (proxy, setting->way, "failing", "2");

  assert_next (stream, setting->way, "0");
  assert_next (stream, setting->way, "1");
  assert_no_next (stream, setting->way, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED,
                  "ValueError: no more of this");
  assert_end (stream, setting->way);
  assert_call (proxy, setting->way, "add", "1, 2", "3");
}

/* The items before the exception are not lost, and it is told afterwards. */
static void
test_exception_behind_items (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = peer_new_proxy (setting->peer);
  g_autoptr(PyroItemStream) stream = must_open (proxy, setting->way, "failing", "5");
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) items = next_many (stream, setting->way, 100, NULL, &error);
  GPtrArray *none;

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 5);
  none = next_many (stream, setting->way, 100, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  g_assert_cmpint (g_strv_length ((char **) pyro_exception_get_traceback (
                                    pyro_remote_error_get_exception (error))), >, 2);
  assert_end (stream, setting->way);
  g_assert_cmpuint (pyro_item_stream_get_n_lost (stream), ==, 0);
}

static void
assert_not_opened (PyroProxy  *proxy,
                   Way         way,
                   const char *method,
                   const char *arguments,
                   GQuark      domain,
                   int         code,
                   const char *message)
{
  g_autoptr(GError) error = NULL;
  PyroItemStream *stream = open_stream (proxy, way, method, arguments, &error);

  g_assert_null (stream);
  g_assert_error (error, domain, code);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_no_stream (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = peer_new_proxy (setting->peer);

  assert_not_opened (proxy, setting->way, "plain", "", PYRO_ERROR, PYRO_ERROR_VALUE,
                     "The method returned a value of the type list, not an item stream");
  assert_not_opened (proxy, setting->way, "fail", "'never'", PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED,
                     "ValueError: never");
  assert_not_opened (proxy, setting->way, "note_later", "'x', 0", PYRO_ERROR, PYRO_ERROR_VALUE,
                     "The method “note_later” is called one way and returns nothing");
}

/* A plain call says what it got. */
static void
test_called (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = peer_new_proxy (setting->peer);
  g_autoptr(GError) error = NULL;
  PyroValue *value = call (proxy, setting->way, "count", "3", NULL, &error);

  g_assert_null (value);
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
  g_assert_cmpstr (error->message, ==, "The method returned an item stream");
}

static void
test_not_streamed (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  Peer other = { NULL };
  g_autoptr(PyroProxy) proxy = NULL;

  peer_start (&other, "feeds.py", "--no-streams", NULL);
  proxy = peer_new_proxy (&other);
  assert_not_opened (proxy, way, "count", "3", PYRO_ERROR, PYRO_ERROR_VALUE,
                     "The method returned an iterator, which the daemon does not stream");
  assert_call (proxy, way, "add", "1, 2", "3");
  peer_stop (&other);
}

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

static void
add (const char    *name,
     GTestDataFunc  func)
{
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/item-stream/%s/%s/%s", name,
                                               settings[i].peer == &peers[THREAD] ? "thread" : "multiplex",
                                               settings[i].way == SYNC ? "sync" : "async");

      g_test_add_data_func (path, &settings[i], func);
    }
}

static void
add_ways (const char    *name,
          GTestDataFunc  func)
{
  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autofree char *path = g_strdup_printf ("/item-stream/%s/%s", name, way == SYNC ? "sync" : "async");

      g_test_add_data_func (path, GINT_TO_POINTER (way), func);
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    settings[i] = (Setting) { (Way) (i % N_WAYS), &peers[i / N_WAYS] };

  add ("items", test_items);
  add ("outcome", test_outcome);
  add ("many", test_many);
  add ("sizes", test_sizes);
  add ("iterator", test_iterator);
  add ("annotations", test_annotations);
  add ("run", test_run);
  add ("interleaved", test_interleaved);
  add ("exception", test_exception);
  add ("exception-behind-items", test_exception_behind_items);
  add ("no-stream", test_no_stream);
  add ("called", test_called);
  add_ways ("not-streamed", test_not_streamed);
  add ("close", test_close);
  add ("let-go", test_let_go);
  add ("let-go-without-connection", test_let_go_without_connection);
  add_ways ("let-go-of-the-dead", test_let_go_of_the_dead);
  add ("reconnect", test_reconnect);
  add_ways ("no-linger", test_no_linger);
  add_ways ("lifetime", test_lifetime);
  add_ways ("killed", test_killed);
  add_ways ("cancel", test_cancel);
  add_ways ("timeout", test_timeout);
  g_test_add_func ("/item-stream/cancel-many", test_cancel_many);
  g_test_add_func ("/item-stream/pending", test_pending);
  add_ways ("let-go-within", test_let_go_within);
  g_test_add_func ("/item-stream/by-hand", test_by_hand);

  peer_start (&peers[THREAD], "feeds.py", NULL);
  peer_start (&peers[MULTIPLEX], "feeds.py", "--servertype", "multiplex", NULL);
  status = g_test_run ();
  peer_stop (&peers[MULTIPLEX]);
  peer_stop (&peers[THREAD]);

  return status;
}
