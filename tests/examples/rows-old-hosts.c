/* tests/examples/rows-old-hosts.c - examples that only Pyro4 has, whose clients have objects that are called
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "rows.h"

#include <string.h>

#include "core/value/builder.h"
#include "callee.h"

/* ---- deadlock ---- */

/* Passes messages back to the server, until they are large enough. */
typedef struct
{
  PyroProxy *server;
  guint      count;
} Bouncer;

typedef struct
{
  Bouncer        *bouncer;
  PyroInvocation *invocation;
} Bounce;

static void
add_items (PyroBuilder *builder,
           PyroValue   *items)
{
  for (gsize i = 0; i < pyro_value_get_length (items); i++)
    pyro_builder_add_value (builder, pyro_value_get_item (items, i));
}

static void
return_bounced (Bounce    *self,
                PyroValue *result)
{
  g_autofree char *text = g_strdup_printf ("passed on from Client:%u", ++self->bouncer->count);
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) value = NULL;

  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  pyro_builder_add_string (builder, text, -1);
  add_items (builder, result);
  pyro_builder_close (builder, NULL);
  value = pyro_builder_end (builder, NULL);
  pyro_invocation_return_value (self->invocation, value);
}

static void
bounced_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Bounce *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = pyro_proxy_call_finish (PYRO_PROXY (object), result, &error);

  if (value != NULL)
    return_bounced (self, value);
  else
    pyro_invocation_return_error (self->invocation, error);
  g_object_unref (self->invocation);
  g_free (self);
}

static PyroValue *
bounce (PyroInvocation  *invocation,
        gpointer         object,
        GError         **error)
{
  Bouncer *self = object;
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) args = NULL;
  Bounce *pending = g_new (Bounce, 1);

  pyro_builder_open (builder, PYRO_VALUE_TUPLE, NULL);
  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  add_items (builder, pyro_invocation_get_param (invocation, 0));
  pyro_builder_add_string (builder, "Client", -1);
  pyro_builder_close (builder, NULL);
  pyro_builder_close (builder, NULL);
  args = pyro_builder_end (builder, NULL);
  *pending = (Bounce) { self, g_object_ref (invocation) };
  pyro_proxy_call_async (self->server, "process", args, NULL, NULL, bounced_cb, pending);

  return NULL;
}

static const PyroMethodInfo bouncer_methods[] = {
  { "process", "message", bounce, PYRO_METHOD_LATER },
  { NULL }
};

static const PyroClassInfo bouncer_info = { "Bouncer", bouncer_methods, NULL };

/* Its daemon is in the context of the proxies, so that one can be used for both. */
static PyroDaemon *
register_bouncer (Bouncer *bouncer)
{
  g_autoptr(PyroServant) servant = PYRO_SERVANT (pyro_skeleton_new (&bouncer_info, bouncer, NULL));
  g_autoptr(GError) error = NULL;
  PyroDaemon *daemon = pyro_daemon_new (NULL, &error);
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(PyroValue) record = NULL;
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;
  g_autoptr(PyroValue) none = NULL;

  g_assert_no_error (error);
  g_assert_true (pyro_daemon_listen (daemon, "127.0.0.1", 0, &error));
  uri = pyro_daemon_register (daemon, servant, NULL, PYRO_REGISTER_NONE, &error);
  record = pyro_daemon_dup_proxy (daemon, servant, pyro_generation_get_pyro4 (), &error);
  g_assert_no_error (error);
  args = pyro_value_new_tuple (&record, 1);
  pyro_proxy_call_async (bouncer->server, "register", args, NULL, NULL, take_result, &result);
  taken = wait_for_result (&result);
  none = pyro_proxy_call_finish (bouncer->server, taken, &error);
  g_assert_no_error (error);

  return daemon;
}

/* The callback uses the proxy that waits for the server, and so both wait, until a time limit ends it. As its
 * readme has it, a callback wants a proxy of its own. */
static void
play_deadlock (Stage *stage)
{
  Bouncer bouncer = { NULL, 0 };
  g_autoptr(PyroDaemon) daemon = NULL;
  PyroProxy *server;

  stage_serve (stage, "server.py", "Bouncer started.");
  server = stage_lookup (stage, "example.deadlock");
  bouncer.server = server;
  daemon = register_bouncer (&bouncer);
  pyro_proxy_set_timeout (server, G_TIME_SPAN_SECOND);
  expect_fail (stage, server, "process", "['hello']", G_IO_ERROR, G_IO_ERROR_TIMED_OUT);

  pyro_proxy_set_timeout (server, 30 * G_TIME_SPAN_SECOND);
  bouncer.server = stage_again (stage, server);
  expect (stage, server, "process", "['hello']",
          "['passed on from Server:1', 'passed on from Client:1', 'complete at Server:0']");
  pyro_daemon_close (daemon);
}

/* ---- stockquotes-old ---- */

/* What an aggregator is told by markets. */
static PyroValue *
quotes (PyroInvocation  *invocation,
        gpointer         object,
        GError         **error)
{
  g_autofree char *market = pyro_invocation_read_string (invocation, 0, error);
  PyroValue *prices = pyro_invocation_get_param (invocation, 1);

  for (gsize i = 0; market != NULL && i < pyro_value_get_length (prices); i++)
    {
      g_autofree char *symbol = pyro_value_dup_utf8 (pyro_value_get_key (prices, i));

      callee_note (object, "%s.%s: %g", market, symbol, pyro_value_get_float (pyro_value_get_item (prices, i)));
    }

  return NULL;
}

/* What a viewer is told by an aggregator. */
static PyroValue *
quote (PyroInvocation  *invocation,
       gpointer         object,
       GError         **error)
{
  g_autofree char *market = pyro_invocation_read_string (invocation, 0, error);
  g_autofree char *symbol = market != NULL ? pyro_invocation_read_string (invocation, 1, error) : NULL;
  double value;

  if (symbol != NULL && pyro_invocation_read_float (invocation, 2, &value, error))
    callee_note (object, "%s.%s: %g", market, symbol, value);

  return NULL;
}

static const PyroMethodInfo aggregator_methods[] = {
  { "quotes", "market, stockquotes", quotes },
  { NULL }
};

static const PyroClassInfo aggregator_info = { "Aggregator", aggregator_methods, NULL };

static const PyroMethodInfo viewer_methods[] = {
  { "quote", "market, symbol, value", quote },
  { NULL }
};

static const PyroClassInfo viewer_info = { "Viewer", viewer_methods, NULL };

/* Three quotes, each with a price of one of the @symbols. */
static void
await_quotes (Callee     *callee,
              const char *symbols)
{
  g_autofree char *pattern = g_strdup_printf ("^(%s): -?\\d+(\\.\\d+)?$", symbols);

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *note = callee_await_any (callee);

      g_test_message ("%s", note);
      g_assert_true (g_regex_match_simple (pattern, note, 0, 0));
    }
}

/* The third phase: our aggregator at Python's market, and our viewer at Python's aggregator. */
static void
play_stockquotes_old (Stage *stage)
{
  g_autoptr(Callee) aggregator = callee_start (stage, &aggregator_info);
  g_autoptr(Callee) viewer = callee_start (stage, &viewer_info);
  g_autoptr(PyroValue) symbols = NULL;
  g_autoptr(PyroValue) none = NULL;
  PyroProxy *market, *theirs;

  stage_serve (stage, "phase3/stockmarket.py", "Stockmarkets running.");
  market = stage_lookup (stage, "example.stockmarket-old.nasdaq");
  expect (stage, market, "symbols", "", "['AAPL', 'CSCO', 'MSFT', 'GOOG']");
  callee_expect (aggregator, stage, market, "listener", "", "None");
  await_quotes (aggregator, "NASDAQ\\.(AAPL|CSCO|MSFT|GOOG)");

  g_free (program_await (stage_run (stage, "phase3/aggregator.py", NULL), "Aggregator running."));
  theirs = stage_lookup (stage, "example.stockquote-old.aggregator");
  symbols = fetch (stage, theirs, "available_symbols", "");
  g_assert_cmpuint (pyro_value_get_length (symbols), ==, 7);
  none = callee_introduce (viewer, stage, theirs, "view", "", "['IBM', 'AAPL', 'MSFT']");
  await_quotes (viewer, "NYSE\\.IBM|NASDAQ\\.(AAPL|MSFT)");
}

const Row old_host_rows[] = {
  { NULL, "deadlock", play_deadlock },
  { NULL, "stockquotes-old", play_stockquotes_old },
  { NULL, NULL, NULL }
};
