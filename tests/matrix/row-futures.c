/* tests/matrix/row-futures.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Calls that nobody waits for, or not any more. */

#include "tests/matrix/feature.h"

#include "core/value/repr.h"

/* ---- Continuations ---- */

typedef struct
{
  Cell      *cell;
  PyroValue *result; /* of the last one */
} Chain;

static void
second_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Chain *chain = user_data;
  g_autoptr(GError) error = NULL;

  chain->result = pyro_proxy_call_finish (PYRO_PROXY (object), result, &error);
  g_assert_no_error (error);
}

/* What one call returned goes into the next. */
static void
first_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Chain *chain = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = pyro_proxy_call_finish (PYRO_PROXY (object), result, &error);
  g_autoptr(PyroValue) args = NULL;

  g_assert_no_error (error);
  check_value (chain->cell, value, "0.1");
  args = pyro_value_new_tuple (&value, 1);
  pyro_proxy_call_async (PYRO_PROXY (object), "keywords", args, NULL, NULL, second_cb, chain);
}

static gboolean
tick (gpointer user_data)
{
  ++*(guint *) user_data;

  return G_SOURCE_CONTINUE;
}

static void
check_continuation (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  Chain chain = { .cell = cell };
  guint n_ticks = 0, source;

  parse_arguments ("0.1,", &args, &kwargs);
  source = g_timeout_add (10, tick, &n_ticks);
  pyro_proxy_call_async (proxy, "sleep", args, NULL, NULL, first_cb, &chain);
  check (cell, chain.result == NULL);
  while (chain.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  check_value (cell, chain.result, "[0.1, 2, [], 3, {}]");
  check (cell, n_ticks > 0); /* nothing stood still meanwhile */
  pyro_value_unref (chain.result);
}

/* ---- Cancelling ---- */

typedef struct
{
  Side         *side;
  GCancellable *cancellable;
} Cancellation;

static gpointer
cancel_what_hangs (gpointer data)
{
  Cancellation *cancellation = data;

  side_await_hang (cancellation->side);
  g_cancellable_cancel (cancellation->cancellable);

  return NULL;
}

/* The proxy is good for the next call at once, though the method never comes back. A daemon of the
 * type multiplex serves nobody while a method runs: there the next call is answered when it does. */
static void
check_cancel (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autofree char *entry = cell_new_entry (cell);
  g_autofree char *arguments = g_strconcat (entry, ",", NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Cancellation cancellation = { cell->side, cancellable };
  g_autoptr(GError) error = NULL;
  GThread *thread;
  gint64 began;
  PyroValue *none;

  check_returns (cell, proxy, "echo", "1", "1");
  thread = g_thread_new ("cancel", cancel_what_hangs, &cancellation);
  began = g_get_monotonic_time ();
  none = call (proxy, cell->way, "hang", arguments, cancellable, &error);
  check (cell, none == NULL);
  check_soon (cell, began);
  check_error (cell, &error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  if (g_str_equal (cell->side->type, "multiplex"))
    {
      cell_note (cell, 'f', "meanwhile", "TimeoutError: ");
      side_let_go (cell->side);
    }

  began = g_get_monotonic_time ();
  check_returns (cell, proxy, "echo", "'next'", "'next'");
  check_soon (cell, began);
  if (g_str_equal (cell->side->type, "thread"))
    side_let_go (cell->side);
  check_happens (cell, proxy, entry);
}

/* ---- Pipelining ---- */

#define N_CALLS 200

typedef struct
{
  GPtrArray *results; /* of texts, in the order in which they came */
} Pipeline;

static void
note_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Pipeline *pipeline = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroReply) reply = pyro_proxy_send_finish (PYRO_PROXY (object), result, &error);
  g_autoptr(PyroValue) value = NULL;

  g_assert_no_error (error);
  value = pyro_reply_decode (reply, &error);
  g_ptr_array_add (pipeline->results, value != NULL ? pyro_value_repr (value) : g_strdup (error->message));
}

/* Each third one fails, and some are larger than a buffer. */
static void
start_call (PyroProxy *proxy,
            guint      index,
            Pipeline  *pipeline)
{
  g_autofree char *text = g_strnfill (index % 50 == 0 ? 100000 : index % 7, 'x');
  g_autofree char *arguments = g_strdup_printf ("'%u %s'", index, text);
  g_autoptr(PyroCall) one = new_call (index % 3 == 0 ? "fail" : "echo", arguments);

  pyro_proxy_send_async (proxy, one, NULL, note_cb, pipeline);
}

static void
make_calls (PyroProxy *proxy,
            guint      n_at_once,
            Pipeline  *pipeline)
{
  pipeline->results = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < N_CALLS; i++)
    {
      while (i - pipeline->results->len >= n_at_once)
        g_main_context_iteration (NULL, TRUE);
      start_call (proxy, i, pipeline);
    }
  while (pipeline->results->len < N_CALLS)
    g_main_context_iteration (NULL, TRUE);
}

static void
check_pipeline (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  Pipeline together, one_by_one;

  make_calls (proxy, N_CALLS, &together);
  make_calls (proxy, 1, &one_by_one);
  for (guint i = 0; i < N_CALLS; i++)
    check_text (cell, together.results->pdata[i], one_by_one.results->pdata[i]);
  g_ptr_array_unref (together.results);
  g_ptr_array_unref (one_by_one.results);
}

const Feature future_features[] = {
  { "futures with a continuation", check_continuation, ASYNC },
  { "cancelling what hangs for ever", check_cancel },
  { "pipelining", check_pipeline, ASYNC },
  { NULL },
};
