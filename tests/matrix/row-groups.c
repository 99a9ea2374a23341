/* tests/matrix/row-groups.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Many calls in one message, and one call with many results. */

#include "tests/matrix/feature.h"

#include <string.h>

#include "core/client/batch.h"
#include "core/client/item-stream.h"
#include "core/error.h"
#include "core/value/repr.h"
#include "core/wire/exception.h"

/* ---- Batches ---- */

static void
add_call (PyroBatch  *batch,
          const char *method,
          const char *arguments)
{
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;

  parse_arguments (arguments, &args, &kwargs);
  pyro_batch_add (batch, method, args, kwargs);
}

static PyroBatchReply *
run_batch (Cell       *cell,
           PyroBatch  *batch,
           GError    **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (cell->way == SYNC)
    return pyro_batch_run_sync (batch, NULL, error);

  pyro_batch_run_async (batch, NULL, take_result, &result);
  taken = wait_for_result (&result);

  return pyro_batch_run_finish (batch, taken, error);
}

static gboolean
run_batch_oneway (Cell       *cell,
                  PyroBatch  *batch,
                  GError    **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (cell->way == SYNC)
    return pyro_batch_run_oneway_sync (batch, NULL, error);

  pyro_batch_run_oneway_async (batch, NULL, take_result, &result);
  taken = wait_for_result (&result);

  return pyro_batch_run_oneway_finish (batch, taken, error);
}

static void
check_result (Cell           *cell,
              PyroBatchReply *reply,
              guint           index,
              const char     *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = pyro_batch_reply_dup_result (reply, index, &error);

  g_assert_no_error (error);
  check_value (cell, value, expected);
}

static void
note_batches (Cell *cell)
{
  if (cell_is (cell, NULL, "marshal"))
    cell_note (cell, 'd', "batch", "AttributeError: 'NoneType' object has no attribute 'items'");
}

static void
check_batch (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autoptr(PyroBatch) batch = pyro_batch_new (proxy);
  g_autoptr(PyroBatchReply) reply = NULL;
  g_autoptr(GError) error = NULL;

  note_batches (cell);
  add_call (batch, "echo", "[1, {'a': None}]");
  add_call (batch, "keywords", "1, third='x', other=8");
  add_call (batch, "echo", "'last'");
  reply = run_batch (cell, batch, &error);
  g_assert_no_error (error);
  check (cell, pyro_batch_reply_get_n_results (reply) == 3);
  check_result (cell, reply, 0, "[1, {'a': None}]");
  check_result (cell, reply, 1, "[1, 2, [], 'x', {'other': 8}]");
  check_result (cell, reply, 2, "'last'");
}

/* The calls before the one that fails are made, those behind it are not. */
static void
check_partial_failure (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autoptr(PyroBatch) batch = pyro_batch_new (proxy);
  g_autofree char *before = cell_new_entry (cell);
  g_autofree char *behind = cell_new_entry (cell);
  g_autofree char *ask_behind = g_strdup_printf ("%s, 1, 0", behind);
  g_autoptr(PyroBatchReply) reply = NULL;
  g_autoptr(GError) error = NULL;

  note_batches (cell);
  add_call (batch, "note", before);
  add_call (batch, "fail", "'in the middle'");
  add_call (batch, "note", behind);
  reply = run_batch (cell, batch, &error);
  check_returns (cell, proxy, "wait_for", before, "1");
  check_returns (cell, proxy, "wait_for", ask_behind, "0");
  if (cell_is (cell, NULL, "marshal")) /* it refuses to answer at all, in its own words */
    {
      cell_note (cell, 'b', NULL, NULL);
      check_text (cell, error->message, "ValueError: unmarshallable object");
      check_error (cell, &error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
      return;
    }

  g_assert_no_error (error);
  check (cell, pyro_batch_reply_get_n_results (reply) == 1);
  check_result (cell, reply, 0, before);
  check (cell, pyro_batch_reply_dup_result (reply, 1, &error) == NULL);
  check_text (cell, error->message, "ValueError: ('in the middle', 42)");
  check_error (cell, &error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  check (cell, pyro_exception_get_traceback (pyro_batch_reply_get_exception (reply)) != NULL);
}

static void
check_oneway_batch (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autoptr(PyroBatch) batch = pyro_batch_new (proxy);
  g_autofree char *entry = cell_new_entry (cell);
  g_autofree char *twice = g_strdup_printf ("%s, 2", entry);
  g_autoptr(GError) error = NULL;

  note_batches (cell);
  add_call (batch, "note", entry);
  add_call (batch, "note", entry);
  add_call (batch, "fail", "'unheard'");
  add_call (batch, "note", entry);
  check (cell, run_batch_oneway (cell, batch, &error));
  check_returns (cell, proxy, "wait_for", twice, "2");
}

/* ---- Item streams ---- */

static PyroItemStream *
open_stream (Cell       *cell,
             PyroProxy  *proxy,
             const char *method,
             const char *arguments)
{
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;
  g_autoptr(GError) error = NULL;
  PyroItemStream *stream;

  parse_arguments (arguments, &args, &kwargs);
  if (cell->way == SYNC)
    {
      stream = pyro_item_stream_open_sync (proxy, method, args, kwargs, NULL, &error);
    }
  else
    {
      pyro_item_stream_open_async (proxy, method, args, kwargs, NULL, take_result, &result);
      taken = wait_for_result (&result);
      stream = pyro_item_stream_open_finish (proxy, taken, &error);
    }
  g_assert_no_error (error);

  return stream;
}

static PyroValue *
next (Cell            *cell,
      PyroItemStream  *stream,
      GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (cell->way == SYNC)
    return pyro_item_stream_next_sync (stream, NULL, error);

  pyro_item_stream_next_async (stream, NULL, take_result, &result);
  taken = wait_for_result (&result);

  return pyro_item_stream_next_finish (stream, taken, error);
}

static void
check_next (Cell           *cell,
            PyroItemStream *stream,
            const char     *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) item = next (cell, stream, &error);

  g_assert_no_error (error);
  check_value (cell, item, expected);
}

static void
check_no_next (Cell           *cell,
               PyroItemStream *stream,
               GQuark          domain,
               int             code)
{
  g_autoptr(GError) error = NULL;
  PyroValue *item = next (cell, stream, &error);

  check (cell, item == NULL);
  check_error (cell, &error, domain, code);
}

static void
check_pull (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autoptr(PyroItemStream) stream = open_stream (cell, proxy, "count", "2");
  g_autoptr(PyroItemStream) failing = open_stream (cell, proxy, "failing", "1");
  g_autoptr(GError) error = NULL;

  check_next (cell, stream, "0");
  check_next (cell, failing, "0");
  check_returns (cell, proxy, "echo", "1", "1"); /* which is in nobody's way */
  check_next (cell, stream, "1");
  check (cell, next (cell, stream, &error) == NULL);
  g_assert_no_error (error);
  check (cell, pyro_item_stream_get_ended (stream));
  check_no_next (cell, failing, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
}

static gboolean
collect (PyroItemStream *stream,
         PyroValue      *item,
         gpointer        user_data)
{
  GString *text = user_data;
  g_autofree char *literal = pyro_value_repr (item);

  g_string_append_printf (text, "%s ", literal);

  return G_SOURCE_CONTINUE;
}

static void
check_run (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autoptr(PyroItemStream) stream = open_stream (cell, proxy, "count", "5");
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;
  g_autoptr(GError) error = NULL;

  if (cell->way == SYNC)
    {
      check (cell, pyro_item_stream_run_sync (stream, collect, text, NULL, &error));
    }
  else
    {
      pyro_item_stream_run_async (stream, collect, text, NULL, NULL, take_result, &result);
      taken = wait_for_result (&result);
      check (cell, pyro_item_stream_run_finish (stream, taken, &error));
    }
  check_text (cell, text->str, "0 1 2 3 4 ");
  check (cell, pyro_item_stream_get_ended (stream));
}

/* Arguments for count(), and those for wait_for() that tell when its end came. */
static char *
name_stream (Cell  *cell,
             char **ask)
{
  g_autofree char *entry = cell_new_entry (cell);

  *ask = g_strdup_printf ("%.*s closed'", (int) strlen (entry) - 1, entry); /* before the quote */

  return g_strdup_printf ("5, %s", entry);
}

static void
check_close (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autofree char *ask = NULL;
  g_autofree char *arguments = name_stream (cell, &ask);
  g_autoptr(PyroItemStream) stream = open_stream (cell, proxy, "count", arguments);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;
  g_autoptr(GError) error = NULL;

  check_next (cell, stream, "0");
  if (cell->way == SYNC)
    {
      check (cell, pyro_item_stream_close_sync (stream, NULL, &error));
    }
  else
    {
      pyro_item_stream_close_async (stream, NULL, take_result, &result);
      taken = wait_for_result (&result);
      check (cell, pyro_item_stream_close_finish (stream, taken, &error));
    }
  check_happens (cell, proxy, ask);
  check_no_next (cell, stream, PYRO_ERROR, PYRO_ERROR_STREAM);
}

/* A stream outlives its connection, and another one that knows its name goes on with it. */
static void
check_go_on (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autoptr(PyroProxy) other = cell_new_proxy (cell);
  g_autoptr(PyroItemStream) stream = open_stream (cell, proxy, "count", "4");
  g_autoptr(PyroItemStream) same = NULL;

  check_next (cell, stream, "0");
  pyro_proxy_release (proxy);
  check_next (cell, stream, "1"); /* on its own proxy's next connection */
  pyro_proxy_release (proxy);
  same = pyro_item_stream_new (other, pyro_item_stream_get_id (stream));
  check_next (cell, same, "2");
  check_next (cell, same, "3");
}

/* How long it does is the daemon's choice. */
static void
check_linger (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autoptr(PyroProxy) other = cell_new_proxy (cell);
  g_autofree char *ask = NULL;
  g_autofree char *arguments = name_stream (cell, &ask);
  g_autoptr(PyroItemStream) stream = open_stream (cell, proxy, "count", arguments);
  g_autoptr(PyroItemStream) same = NULL;

  check_next (cell, stream, "0");
  check_returns (cell, other, "linger", "0", "None");
  pyro_proxy_release (proxy);
  spin ();
  check_happens (cell, other, ask);
  check_returns (cell, other, "linger", "30", "None");
  same = pyro_item_stream_new (other, pyro_item_stream_get_id (stream));
  check_no_next (cell, same, PYRO_ERROR, PYRO_ERROR_STREAM);
}

const Feature group_features[] = {
  { "batches", check_batch },
  { "batches: partial failure", check_partial_failure },
  { "batches: one way", check_oneway_batch },
  { "item streams: pull one", check_pull },
  { "item streams: run", check_run },
  { "item streams: close", check_close },
  { "item streams: go on elsewhere", check_go_on },
  { "item streams: linger", check_linger },
  { NULL },
};
