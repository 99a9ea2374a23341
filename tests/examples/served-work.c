/* tests/examples/served-work.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "served.h"

#include <string.h>

/* ---- deadlock ---- */

typedef struct
{
  PyroProxy *callback;
  GMutex     mutex;
} Bouncer;

static Bouncer *
bouncer_new (void)
{
  Bouncer *self = g_new0 (Bouncer, 1);

  g_mutex_init (&self->mutex);

  return self;
}

static void
bouncer_free (gpointer data)
{
  g_mutex_clear (&((Bouncer *) data)->mutex);
  g_clear_object (&((Bouncer *) data)->callback);
  g_free (data);
}

METHOD (set_callback)
{
  Bouncer *self = object;

  g_clear_object (&self->callback);
  self->callback = pyro_proxy_new_from_value (pyro_invocation_get_param (invocation, 0), NULL, error);

  return NULL;
}

/* The client's answer needs one of ours, for which its proxy has to wait until this one is there. */
METHOD (bounce)
{
  Bouncer *self = object;
  PyroValue *message = pyro_invocation_get_param (invocation, 0);
  gsize size = pyro_value_get_length (message);
  g_autofree PyroValue **items = g_new (PyroValue *, size + 1);
  g_autoptr(PyroValue) name = pyro_value_new_string ("Server");
  g_autoptr(PyroValue) longer = NULL;
  g_autoptr(PyroValue) args = NULL;
  PyroValue *result;

  if (size >= 3)
    return literal ("['complete at Server:0']");
  for (gsize i = 0; i < size; i++)
    items[i] = pyro_value_get_item (message, i);
  items[size] = name;
  longer = pyro_value_new_list (items, size + 1);
  args = pyro_value_new_tuple (&longer, 1);
  g_mutex_lock (&self->mutex);
  result = pyro_proxy_call_sync (self->callback, "process", args, NULL, NULL, error);
  g_mutex_unlock (&self->mutex);

  return result;
}

static const PyroMethodInfo bouncer_methods[] = {
  { "register", "callback", set_callback }, { "process", "message", bounce, PYRO_METHOD_WORKER }, { NULL }
};
static const PyroClassInfo bouncer_info = { "Bouncer", bouncer_methods, NULL };

static void
serve_bouncer (Host *host)
{
  host_add (host, NULL, "example.deadlock", &bouncer_info, bouncer_new (), bouncer_free);
}

/* It hung in its call, and did not fail. Once that is interrupted, the callback may come to an end too. */
static void
check_hanging (const char *seen)
{
  g_assert_nonnull (strstr (seen, "    result = server.process([\"hello\"])\n"));
  g_assert_nonnull (strstr (seen, "\nKeyboardInterrupt\n"));
}

/* ---- proxysharing ---- */

METHOD (get_text)
{
  return pyro_value_new_string (" ~~this is the remote result~~ ");
}

METHOD (work)
{
  g_usleep (500 * 1000);
  g_atomic_int_inc ((int *) object);

  return NULL;
}

METHOD (reset_work)
{
  g_atomic_int_set ((int *) object, 0);

  return NULL;
}

METHOD (get_work_done)
{
  return pyro_value_new_int (g_atomic_int_get ((int *) object));
}

static const PyroMethodInfo sharing_methods[] = {
  { "method", "arg", get_text },
  { "work", "", work, PYRO_METHOD_WORKER },
  { "reset_work", "", reset_work },
  { "get_work_done", "", get_work_done },
  { NULL }
};
static const PyroClassInfo sharing_info = { "RemoteObject", sharing_methods, NULL };

static void
serve_sharing (Host *host)
{
  host_add (host, NULL, "example.proxysharing", &sharing_info, g_new0 (int, 1), g_free);
}

/* ---- stockquotes ---- */

typedef struct
{
  const char *name;
  const char *symbols;
} Market;

static Market nasdaq = { "NASDAQ", "['AAPL', 'CSCO', 'MSFT', 'GOOG']" };
static Market newyork = { "NYSE", "['IBM', 'HPQ', 'BP']" };

METHOD (get_name)
{
  return pyro_value_new_string (((Market *) object)->name);
}

METHOD (get_symbols)
{
  return literal (((Market *) object)->symbols);
}

/* A symbol and what it is worth, without end. */
static void
pull_quote (PyroInvocation *pull,
            gpointer        user_data)
{
  g_autoptr(PyroValue) symbols = get_symbols (NULL, user_data, NULL);
  gint32 index = g_random_int_range (0, (gint32) pyro_value_get_length (symbols));
  g_autoptr(PyroValue) worth = pyro_value_new_float (g_random_int_range (500, 15000) / 100.0);
  g_autoptr(PyroValue) quote
    = pyro_value_new_tuple ((PyroValue *[]) { pyro_value_get_item (symbols, (gsize) index), worth }, 2);

  pyro_invocation_return_value (pull, quote);
}

METHOD (get_quotes)
{
  pyro_invocation_return_stream (invocation, pull_quote, object, NULL);

  return NULL;
}

static const PyroMethodInfo market_methods[] = { { "quotes", "", get_quotes }, { NULL } };
static const PyroAttributeInfo market_attributes[] = {
  { "name", get_name, NULL }, { "symbols", get_symbols, NULL }, { NULL }
};
static const PyroClassInfo market_info = { "StockMarket", market_methods, market_attributes };

static void
serve_markets (Host *host)
{
  host_add (host, NULL, "example.stockmarket.nasdaq", &market_info, &nasdaq, NULL);
  host_add (host, NULL, "example.stockmarket.newyork", &market_info, &newyork, NULL);
}

/* ---- stockquotes-old ---- */

/* Who wants to know what of the markets, which are beside it. */
typedef struct
{
  GMutex     mutex;
  GCond      ended;
  gboolean   ending;
  PyroProxy *viewer;
  PyroValue *wanted; /* symbols */
  GThread   *thread;
} Aggregator;

/* With the mutex. */
static void
tell_viewer (Aggregator   *self,
             const Market *market)
{
  g_autoptr(PyroValue) symbols = literal (market->symbols);
  g_autoptr(PyroValue) name = pyro_value_new_string (market->name);
  g_autoptr(PyroValue) worth = pyro_value_new_float (g_random_int_range (500, 15000) / 100.0);

  for (gsize i = 0; self->viewer != NULL && i < pyro_value_get_length (symbols); i++)
    {
      PyroValue *symbol = pyro_value_get_item (symbols, i);
      g_autoptr(PyroValue) args = pyro_value_new_tuple ((PyroValue *[]) { name, symbol, worth }, 3);
      g_autoptr(PyroValue) nothing = NULL;

      if (!pyro_value_contains (self->wanted, symbol))
        continue;
      nothing = pyro_proxy_call_sync (self->viewer, "quote", args, NULL, NULL, NULL);
      if (nothing == NULL)
        g_clear_object (&self->viewer);
    }
}

static gpointer
make_quotes (gpointer data)
{
  Aggregator *self = data;

  g_mutex_lock (&self->mutex);
  while (!self->ending)
    {
      g_cond_wait_until (&self->ended, &self->mutex, g_get_monotonic_time () + 100 * G_TIME_SPAN_MILLISECOND);
      tell_viewer (self, &nasdaq);
      tell_viewer (self, &newyork);
    }
  g_mutex_unlock (&self->mutex);

  return NULL;
}

static void
aggregator_free (gpointer data)
{
  Aggregator *self = data;

  g_mutex_lock (&self->mutex);
  self->ending = TRUE;
  g_cond_signal (&self->ended);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  g_cond_clear (&self->ended);
  g_mutex_clear (&self->mutex);
  g_clear_object (&self->viewer);
  g_clear_pointer (&self->wanted, pyro_value_unref);
  g_free (self);
}

METHOD (list_symbols)
{
  return literal ("['AAPL', 'CSCO', 'MSFT', 'GOOG', 'IBM', 'HPQ', 'BP']");
}

METHOD (admit_viewer)
{
  Aggregator *self = object;
  PyroProxy *viewer = pyro_proxy_new_from_value (pyro_invocation_get_param (invocation, 0), NULL, error);

  if (viewer == NULL)
    return NULL;
  g_mutex_lock (&self->mutex);
  g_clear_object (&self->viewer);
  g_clear_pointer (&self->wanted, pyro_value_unref);
  self->viewer = viewer;
  self->wanted = pyro_value_ref (pyro_invocation_get_param (invocation, 1));
  g_mutex_unlock (&self->mutex);

  return NULL;
}

static const PyroMethodInfo aggregator_methods[] = {
  { "available_symbols", "", list_symbols }, { "view", "viewer, symbols", admit_viewer, PYRO_METHOD_WORKER }, { NULL }
};
static const PyroClassInfo aggregator_info = { "Aggregator", aggregator_methods, NULL };

static void
serve_aggregator (Host *host)
{
  Aggregator *aggregator = g_new0 (Aggregator, 1);

  g_mutex_init (&aggregator->mutex);
  g_cond_init (&aggregator->ended);
  aggregator->thread = g_thread_new ("quotes", make_quotes, aggregator);
  host_add (host, NULL, "example.stockquote-old.aggregator", &aggregator_info, aggregator, aggregator_free);
}

#define OLD_VIEWER                                                                                       \
  { "phase3/viewer.py", "IBM, AAPL",                                                                     \
    "Available stock symbols: \\['AAPL', 'CSCO', 'MSFT', 'GOOG', 'IBM', 'HPQ', 'BP'\\]\n"                  \
    "Enter symbols.*:Viewer listening on symbols \\['IBM', 'AAPL'\\]\n"                                  \
    "(?s)(?=.*NASDAQ\\.AAPL: \\d+\\.\\d)(?=.*NYSE\\.IBM: \\d+\\.\\d)" }

#define VIEWER(phase)                                                                                               \
  { phase "/viewer.py", NULL,                                                                                       \
    "found market example.stockmarket.n(?s)(?=.*NASDAQ\\.(AAPL|MSFT): \\d+\\.\\d)(?=.*NYSE\\.IBM: \\d+\\.\\d)" }

const Served work_served[] = {
  { NULL, "deadlock", serve_bouncer, { { "server.py", "Bouncer started" } },
    { { "client.py", NULL, "I'm Client , bouncing back", .interrupted = TRUE } },
    "(?s)(?<=bouncing back\\.\\.\\.\n).*(?=client.py ends)", .named = TRUE, .check = check_hanging },
  { NULL, "proxysharing", serve_sharing, { { "server.py", RUNNING } }, { { "client.py" } },
    "(?<=--> ).*|^.*DeprecationWarning.*\n.*\n", .named = TRUE },
  { "stockquotes", "stockquotes", serve_markets, { { "phase2/stockmarket.py", "Stockmarkets available" } },
    { VIEWER ("phase2"), VIEWER ("phase3") }, .named = TRUE },
  { NULL, "stockquotes-old", serve_aggregator,
    { { "phase3/stockmarket.py", "Stockmarkets running" }, { "phase3/aggregator.py", "Aggregator running" } },
    { OLD_VIEWER }, .named = TRUE },
  { NULL }
};
