/* tests/examples/rows-streams.c - examples whose servers give their results out item by item
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "rows.h"

#include <math.h>

#include "core/names/name-server.h"
#include "core/value/literal.h"

static void
expect_numbers (Stage      *stage,
                PyroProxy  *streamer,
                const char *method)
{
  g_autoptr(PyroItemStream) items = open_items (stage, streamer, method, "");
  g_autoptr(PyroValue) end = NULL;

  for (gint64 i = 1; i <= 9; i++)
    {
      g_autoptr(PyroValue) item = next_item (stage, items);

      g_assert_cmpint (get_int (item), ==, i);
    }
  end = next_item (stage, items);
  g_assert_null (end);
  g_assert_true (pyro_item_stream_get_ended (items));
}

static void
play_streaming (Stage *stage)
{
  PyroProxy *streamer = stage_serve_uri (stage, "server.py", "example.streamer");

  expect (stage, streamer, "list", "", "[1, 2, 3, 4, 5, 6, 7, 8, 9]");
  expect_numbers (stage, streamer, "iterator");
  expect_numbers (stage, streamer, "generator");
  expect_numbers (stage, streamer, "slow_generator");
}

/* A market, and what of it is looked at. */
typedef struct
{
  const char     *name;    /* in the name server */
  const char     *title;
  const char     *symbols; /* a Python literal */
  PyroProxy      *proxy;
  PyroItemStream *quotes;
} Market;

static void
expect_quote (Stage  *stage,
              Market *market)
{
  g_autoptr(PyroValue) quote = next_item (stage, market->quotes);
  g_autoptr(PyroValue) symbols = pyro_literal_parse (market->symbols, -1, NULL, NULL);
  double price;

  g_assert_cmpuint (pyro_value_get_length (quote), ==, 2);
  g_assert_true (pyro_value_contains (symbols, pyro_value_get_item (quote, 0)));
  price = pyro_value_get_float (pyro_value_get_item (quote, 1));
  g_assert_cmpfloat (price, >=, 5);
  g_assert_cmpfloat (price, <=, 150);
  g_assert_cmpfloat_with_epsilon (price * 100, round (price * 100), 1e-6);
}

static void
view_markets (Stage      *stage,
              const char *script)
{
  Market markets[] = {
    { "example.stockmarket.nasdaq", "'NASDAQ'", "['AAPL', 'CSCO', 'MSFT', 'GOOG']" },
    { "example.stockmarket.newyork", "'NYSE'", "['IBM', 'HPQ', 'BP']" },
  };
  Program *server = stage_serve (stage, script, "Stockmarkets available\\.");
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroNameServer) names = NULL;
  g_autoptr(GPtrArray) found = NULL;

  names = pyro_name_server_new_for_host ("127.0.0.1", stage->name_server_port, &error);
  g_assert_no_error (error);
  found = pyro_name_server_list_sync (names, "example.stockmarket.", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (markets));
  for (guint i = 0; i < found->len; i++)
    {
      PyroNameEntry *entry = found->pdata[i];

      g_assert_cmpstr (entry->name, ==, markets[i].name);
      markets[i].proxy = stage_proxy (stage, entry->uri);
      expect_get (stage, markets[i].proxy, "name", markets[i].title);
      expect_get (stage, markets[i].proxy, "symbols", markets[i].symbols);
      markets[i].quotes = open_items (stage, markets[i].proxy, "quotes", "");
    }
  /* The viewer goes round for ever. */
  for (guint i = 0; i < 3 * found->len; i++)
    expect_quote (stage, &markets[i % found->len]);
  for (guint i = 0; i < found->len; i++)
    g_object_unref (markets[i].quotes);
  g_ptr_array_remove (stage->programs, server);
}

/* Its first phase needs no server. */
static void
play_stockquotes (Stage *stage)
{
  view_markets (stage, "phase2/stockmarket.py");
  view_markets (stage, "phase3/stockmarket.py");
}

const Row stream_rows[] = {
  { "stockquotes", "stockquotes", play_stockquotes, TRUE },
  { "streaming", "streaming", play_streaming },
  { NULL, NULL, NULL }
};
