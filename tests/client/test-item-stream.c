/* tests/client/test-item-stream.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/client/feeds.h"

#include "core/error.h"
#include "core/value/repr.h"
#include "core/wire/exception.h"

/* What comes out of a stream. */

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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("item-stream/items", test_items);
  add ("item-stream/outcome", test_outcome);
  add ("item-stream/many", test_many);
  add ("item-stream/sizes", test_sizes);
  add ("item-stream/iterator", test_iterator);
  add ("item-stream/annotations", test_annotations);
  add ("item-stream/run", test_run);
  add ("item-stream/interleaved", test_interleaved);
  add ("item-stream/exception", test_exception);
  add ("item-stream/exception-behind-items", test_exception_behind_items);
  add ("item-stream/no-stream", test_no_stream);
  add ("item-stream/called", test_called);
  add_ways ("item-stream/not-streamed", test_not_streamed);

  return run_with_peers ();
}
