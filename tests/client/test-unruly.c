/* tests/client/test-unruly.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "core/client/batch.h"
#include "core/client/item-stream.h"
#include "core/error.h"
#include "core/wire/exception.h"
#include "tests/client/far-side.h"

/* Daemons that answer batches and pulls as none should. */

static Peer peer;

static PyroProxy *
new_proxy (const char *server)
{
  g_auto(GStrv) words = g_strsplit (peer.line, " ", -1);
  g_autofree char *prefix = g_strdup_printf ("%s=", server);
  g_autoptr(PyroUri) uri = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], prefix))
      uri = pyro_uri_new (PYRO_URI_PYRO, "thing", "127.0.0.1",
                          (guint16) g_ascii_strtoull (words[i] + strlen (prefix), NULL, 10));
  g_assert_nonnull (uri);

  return pyro_proxy_new (uri);
}

static PyroItemStream *
open_stream (PyroProxy  *proxy,
             Way         way,
             GError    **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (way == SYNC)
    return pyro_item_stream_open_sync (proxy, "count", NULL, NULL, NULL, error);

  pyro_item_stream_open_async (proxy, "count", NULL, NULL, NULL, take_result, &result);
  taken = wait_for_result (&result);

  return pyro_item_stream_open_finish (proxy, taken, error);
}

static GPtrArray *
pull (PyroItemStream  *stream,
      Way              way,
      guint            n_items,
      GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (way == SYNC)
    return pyro_item_stream_next_many_sync (stream, n_items, NULL, error);

  pyro_item_stream_next_many_async (stream, n_items, NULL, take_result, &result);
  taken = wait_for_result (&result);

  return pyro_item_stream_next_many_finish (stream, taken, error);
}

typedef struct
{
  const char *server;
  const char *domain;
  int         code;
  const char *message;
} Case;

#define PYRO   "pyro-error-quark"
#define IO     "g-io-error-quark"
#define REMOTE "PyroRemoteError"

static const Case opening_cases[] = {
  { "no-id", PYRO, PYRO_ERROR_VALUE, "The method returned an iterator, which the daemon does not stream" },
  { "short-id", PYRO, PYRO_ERROR_PROTOCOL, "The peer sent an item stream with a damaged id" },
  { "huge-id", PYRO, PYRO_ERROR_PROTOCOL, "The peer sent an item stream with a damaged id" },
  { "binary-id", PYRO, PYRO_ERROR_PROTOCOL, "The peer sent an item stream with a damaged id" },
  { "id-of-no-stream", PYRO, PYRO_ERROR_VALUE,
    "The method returned a value of the type str, not an item stream" },
  { "id-with-exception", REMOTE, PYRO_REMOTE_ERROR_RAISED, "ValueError: no" },
};

static void
test_opening (gconstpointer data)
{
  const Case *one = data;

  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autoptr(PyroProxy) proxy = new_proxy (one->server);
      g_autoptr(GError) error = NULL;
      PyroItemStream *stream = open_stream (proxy, way, &error);

      g_assert_null (stream);
      g_assert_error (error, g_quark_from_string (one->domain), one->code);
      g_assert_cmpstr (error->message, ==, one->message);
    }
}

static const Case pulling_cases[] = {
  { "item-is-stream", PYRO, PYRO_ERROR_VALUE, "The method returned an item stream" },
  { "item-is-garbage", PYRO, PYRO_ERROR_SERIALIZE, NULL },
  { "item-is-bad-exception", PYRO, PYRO_ERROR_VALUE, "An exception is needed, which this int is not" },
};

/* An item that cannot be read is lost, and the stream goes on: what comes then is another matter. */
static void
test_pulling (gconstpointer data)
{
  const Case *one = data;

  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autoptr(PyroProxy) proxy = new_proxy (one->server);
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroItemStream) stream = open_stream (proxy, way, &error);
      GPtrArray *items;

      g_assert_no_error (error);
      for (guint i = 0; i < 2; i++)
        {
          items = pull (stream, way, 1, &error);
          g_assert_null (items);
          g_assert_error (error, g_quark_from_string (one->domain), one->code);
          if (one->message != NULL)
            g_assert_cmpstr (error->message, ==, one->message);
          g_assert_cmpuint (pyro_item_stream_get_n_lost (stream), ==, i + 1);
          g_assert_false (pyro_item_stream_get_ended (stream));
          g_clear_error (&error);
        }
    }
}

static void
test_item_is_batch (void)
{
  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autoptr(PyroProxy) proxy = new_proxy ("item-is-batch");
      g_autoptr(PyroItemStream) stream = open_stream (proxy, way, NULL);
      g_autoptr(GPtrArray) items = pull (stream, way, 3, NULL);

      g_assert_cmpuint (items->len, ==, 3);
      assert_value (items->pdata[2], "[1]");
    }
}

static void
test_end_with_odd_outcome (void)
{
  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autoptr(PyroProxy) proxy = new_proxy ("end-with-odd-outcome");
      g_autoptr(PyroItemStream) stream = open_stream (proxy, way, NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) items = pull (stream, way, 3, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (items->len, ==, 0);
      g_assert_true (pyro_item_stream_get_ended (stream));
      g_assert_null (pyro_item_stream_get_outcome (stream));
    }
}

/* Items behind the end are none, however many were asked for at once. */
static void
test_end_in_between (void)
{
  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autoptr(PyroProxy) proxy = new_proxy ("end-in-between");
      g_autoptr(PyroItemStream) stream = open_stream (proxy, way, NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) items = pull (stream, way, 100, &error);
      g_autoptr(GPtrArray) more = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (items->len, ==, 2); /* under the numbers 2 and 3 */
      g_assert_true (pyro_item_stream_get_ended (stream));
      more = pull (stream, way, 100, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (more->len, ==, 0);
      g_assert_cmpuint (pyro_item_stream_get_n_lost (stream), ==, 0);
    }
}

/* The connection is lost behind two items, again and again: none of them is. */
static void
test_hang_up (void)
{
  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autoptr(PyroProxy) proxy = new_proxy ("hang-up");
      g_autoptr(PyroItemStream) stream = open_stream (proxy, way, NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) items = pull (stream, way, 10, &error);
      GPtrArray *none;

      g_assert_no_error (error);
      g_assert_cmpuint (items->len, ==, 2);
      g_assert_cmpuint (pyro_item_stream_get_n_lost (stream), >=, 1);
      none = pull (stream, way, 10, &error);
      g_assert_null (none);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
      g_clear_error (&error);

      g_clear_pointer (&items, g_ptr_array_unref);
      items = pull (stream, way, 1, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (items->len, ==, 1);
    }
}

static const Case batch_cases[] = {
  { "fewer-results", PYRO, PYRO_ERROR_PROTOCOL,
    "The daemon answered a batch of 3 calls with 1 results and no exception" },
  { "more-results", PYRO, PYRO_ERROR_PROTOCOL, "The daemon answered a batch of 3 calls with 5 results" },
  { "no-results", PYRO, PYRO_ERROR_PROTOCOL,
    "The daemon answered a batch with NoneType instead of a list of results" },
  { "stream-of-a-batch", PYRO, PYRO_ERROR_VALUE, "The method returned an item stream" },
};

static PyroBatchReply *
run (PyroBatch  *batch,
     Way         way,
     GError    **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (way == SYNC)
    return pyro_batch_run_sync (batch, NULL, error);

  pyro_batch_run_async (batch, NULL, take_result, &result);
  taken = wait_for_result (&result);

  return pyro_batch_run_finish (batch, taken, error);
}

static PyroBatch *
new_batch (PyroProxy *proxy)
{
  PyroBatch *batch = pyro_batch_new (proxy);

  for (guint i = 0; i < 3; i++)
    pyro_batch_add (batch, "add", NULL, NULL);

  return batch;
}

static void
test_batch (gconstpointer data)
{
  const Case *one = data;

  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autoptr(PyroProxy) proxy = new_proxy (one->server);
      g_autoptr(PyroBatch) batch = new_batch (proxy);
      g_autoptr(GError) error = NULL;
      PyroBatchReply *reply = run (batch, way, &error);

      g_assert_null (reply);
      g_assert_error (error, g_quark_from_string (one->domain), one->code);
      g_assert_cmpstr (error->message, ==, one->message);
    }
}

static void
test_results_behind_exception (void)
{
  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autoptr(PyroProxy) proxy = new_proxy ("results-behind-exception");
      g_autoptr(PyroBatch) batch = new_batch (proxy);
      g_autoptr(GError) error = NULL;
      PyroBatchReply *reply = run (batch, way, &error);

      g_assert_null (reply);
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL);
      g_assert_cmpstr (error->message, ==,
                       "The daemon answered a batch with results behind an exception");
    }
}

static void
add (const char    *group,
     const Case    *cases,
     gsize          n_cases,
     GTestDataFunc  func)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *path = g_strdup_printf ("/unruly/%s/%s", group, cases[i].server);

      g_test_add_data_func (path, &cases[i], func);
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  add ("opening", opening_cases, G_N_ELEMENTS (opening_cases), test_opening);
  add ("pulling", pulling_cases, G_N_ELEMENTS (pulling_cases), test_pulling);
  g_test_add_func ("/unruly/pulling/item-is-batch", test_item_is_batch);
  g_test_add_func ("/unruly/pulling/end-with-odd-outcome", test_end_with_odd_outcome);
  g_test_add_func ("/unruly/pulling/end-in-between", test_end_in_between);
  g_test_add_func ("/unruly/pulling/hang-up", test_hang_up);
  add ("batch", batch_cases, G_N_ELEMENTS (batch_cases), test_batch);
  g_test_add_func ("/unruly/batch/results-behind-exception", test_results_behind_exception);

  peer_start (&peer, "unruly.py", NULL);
  status = g_test_run ();
  peer_stop (&peer);

  return status;
}
