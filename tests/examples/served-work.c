/* tests/examples/served-work.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "served.h"

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

#define VIEWER(phase)                                                                                               \
  { phase "/viewer.py", NULL,                                                                                       \
    "found market example.stockmarket.n(?s)(?=.*NASDAQ\\.(AAPL|MSFT): \\d+\\.\\d)(?=.*NYSE\\.IBM: \\d+\\.\\d)" }

const Served work_served[] = {
  { NULL, "proxysharing", serve_sharing, { { "server.py", RUNNING } }, { { "client.py" } },
    "(?<=--> ).*|^.*DeprecationWarning.*\n.*\n", .named = TRUE },
  { "stockquotes", "stockquotes", serve_markets, { { "phase2/stockmarket.py", "Stockmarkets available" } },
    { VIEWER ("phase2"), VIEWER ("phase3") }, .named = TRUE },
  { NULL }
};
