/* tests/examples/rows-calls.c - examples that are calls and what they return or raise
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "rows.h"

#include <string.h>

#include "core/value/repr.h"

#define URI "PYRO:[^\\s'<>]+"

static void
play_attributes (Stage *stage)
{
  PyroProxy *thingy = stage_serve_uri (stage, "server.py", "example.attributes");
  g_autoptr(GError) error = NULL;

  expect_get (stage, thingy, "prop_value", "42");
  expect_set (stage, thingy, "prop_value", "542");
  expect_get (stage, thingy, "prop_value", "542");
  expect (stage, thingy, "getValue", "", "542");
  expect (stage, thingy, "__dunder__", "", "'yep'");
  expect (stage, thingy, "__len__", "", "200");
  expect_get (stage, thingy, "prop_sub", "{'name': 'value'}");

  /* What is not exposed is refused before anything is sent. */
  for (const char *const *hidden = (const char *const[]) { "sub", "value", "_value", "__value", NULL };
       *hidden != NULL; hidden++)
    {
      g_autoptr(PyroMetadata) metadata = pyro_metadata_ref (pyro_proxy_get_metadata (thingy));

      g_assert_false (pyro_metadata_has_attribute (metadata, *hidden));
    }
}

static void
do_business (Stage      *stage,
             PyroProxy  *bank,
             const char *customer,
             gboolean    restricted)
{
  g_autofree char *only = g_strdup_printf ("'%s'", customer);
  g_autofree char *first = g_strdup_printf ("'%s', 200.00", customer);
  g_autofree char *second = g_strdup_printf ("'%s', 500.75", customer);
  g_autofree char *much = g_strdup_printf ("'%s', 400.00", customer);

  expect (stage, bank, "createAccount", only, "None");
  expect_raise (stage, bank, "createAccount", only, "ValueError", "Account already exists");
  expect (stage, bank, "deleteAccount", only, "None");
  expect (stage, bank, "createAccount", only, "None");
  expect (stage, bank, "deposit", first, "None");
  expect (stage, bank, "deposit", second, "None");
  expect (stage, bank, "balance", only, "700.75");
  expect (stage, bank, "withdraw", much, "None");
  if (restricted)
    expect_raise (stage, bank, "withdraw", much, "ValueError", "insufficent balance");
  else
    expect (stage, bank, "withdraw", much, "None");
  expect (stage, bank, "balance", only, restricted ? "300.75" : "-99.25");
  expect_raise (stage, bank, "withdraw", "'GOD', 2222.22", "KeyError", "'unknown account'");
  expect_raise (stage, bank, "deleteAccount", "'GOD'", "KeyError", "'unknown account'");
}

static void
play_banks (Stage *stage)
{
  PyroProxy *rabobank, *abn;

  stage_serve (stage, "server.py", "Banks are ready");
  rabobank = stage_lookup (stage, "example.banks.rabobank");
  abn = stage_lookup (stage, "example.banks.abn");
  expect (stage, rabobank, "name", "", "'Rabobank'");
  expect (stage, abn, "name", "", "'ABN bank'");
  do_business (stage, rabobank, "Irmen", FALSE);
  do_business (stage, rabobank, "Suzy", FALSE);
  do_business (stage, abn, "Irmen", TRUE);
  expect (stage, rabobank, "allAccounts", "", "{'Irmen': -99.25, 'Suzy': -99.25}");
  expect (stage, abn, "allAccounts", "", "{'Irmen': 300.75}");
}

static void
play_circular (Stage *stage)
{
  stage_serve (stage, "servA.py", "Server started A");
  stage_serve (stage, "servB.py", "Server started B");
  stage_serve (stage, "servC.py", "Server started C");
  expect (stage, stage_lookup (stage, "example.chain.A"), "process", "['hello']",
          "['passed on from A', 'passed on from B', 'passed on from C', 'complete at A']");
}

static void
play_custom_serialization (Stage *stage)
{
  PyroProxy *server = stage_serve_uri (stage, "server.py", "example.customclasses");

  expect (stage, server, "method", "{'__class__': 'waheeee-custom-thingy', 'number-attribute': 42}",
          "{'__class__': 'waheeee-custom-thingy', 'number-attribute': 999}");
  expect (stage, server, "othermethod", "{'__class__': 'mycustomclasses.OtherThingy', 'number': 42}",
          "{'__class__': 'mycustomclasses.OtherThingy', 'number': 999}");
  stage_await (stage, "othermethod called, arg= <OtherThingy .*number=42>");
}

/* Pyro5's returns a function, for which Python's client has no class; here it is a record. */
static void
expect_unserializable (Stage     *stage,
                       PyroProxy *test)
{
  g_autoptr(PyroValue) value = NULL;

  if (g_str_equal (stage->generation, "Pyro4"))
    {
      expect_raise (stage, test, "unserializable", "", "UnserializableError", "this error can't be serialized");
      return;
    }
  value = fetch (stage, test, "unserializable", "");
  g_assert_cmpstr (pyro_value_get_class_name (value), ==, "builtins.function");
}

static void
play_exceptions (Stage *stage)
{
  PyroProxy *test;
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(GError) error = NULL;
  const char *const *traceback;
  g_autofree char *text = NULL;

  stage_serve (stage, "server.py", NULL);
  test = stage_lookup (stage, "example.exceptions");
  expect (stage, test, "div", "2.0, 9.0", "0.2222222222222222");
  expect_raise (stage, test, "div", "2, 0", "ZeroDivisionError", "division by zero");
  expect_raise (stage, test, "error", "", "ValueError", "a valueerror! Great!");
  value = fetch (stage, test, "error2", "");
  expect_value (pyro_value_lookup_string (value, "args"), "('a valueerror! Great!',)");
  expect_raise (stage, test, "othererr", "", "RuntimeError", "a runtime error!");
  if (pyro_metadata_has_method (pyro_proxy_get_metadata (test), "onewayerr")) /* Pyro5's has one */
    expect (stage, test, "onewayerr", "", "None");

  g_clear_pointer (&value, pyro_value_unref);
  expect_unserializable (stage, test);
  value = call (test, stage->way, "complexerror", "", NULL, &error);
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  traceback = pyro_exception_get_traceback (pyro_remote_error_get_exception (error));
  text = g_strjoinv ("", (char **) traceback);
  g_assert_nonnull (strstr (text, "in crash2"));
  g_assert_nonnull (strstr (text, "x = arg // 2"));
  g_assert_nonnull (strstr (text, "TypeError: unsupported operand type(s) for //"));
}

static void
play_nonameserver (Stage *stage)
{
  PyroProxy *quotes = stage_serve_uri (stage, "server.py", "example.quotegen");
  g_autoptr(PyroValue) quote = fetch (stage, quotes, "quote", "");

  g_assert_cmpint (pyro_value_get_kind (quote), ==, PYRO_VALUE_STR);
}

/* Returns: (transfer none): a proxy for the cart that a customer gets at the door */
static PyroProxy *
enter (Stage      *stage,
       PyroProxy  *shop,
       const char *name,
       PyroValue **cart)
{
  g_autofree char *argument = g_strdup_printf ("'%s'", name);
  g_autoptr(GError) error = NULL;
  PyroProxy *proxy;

  *cart = fetch (stage, shop, "enter", argument);
  proxy = pyro_proxy_new_from_value (*cart, shop, &error);
  g_assert_no_error (error);
  g_ptr_array_add (stage->proxies, proxy);

  return proxy;
}

static void
expect_receipt (PyroValue  *receipt,
                const char *total)
{
  g_autofree char *text = pyro_value_repr (receipt);

  g_assert_nonnull (strstr (text, total));
}

/* Harry says his name, Sally gives her cart, which is a proxy for what the shop has. */
static void
play_shoppingcart (Stage *stage)
{
  PyroProxy *shop, *harrys, *sallys, *thiefs;
  g_autoptr(PyroValue) harrys_cart = NULL;
  g_autoptr(PyroValue) sallys_cart = NULL;
  g_autoptr(PyroValue) thiefs_cart = NULL;
  g_autoptr(PyroValue) receipt = NULL;
  g_autoptr(PyroValue) other_receipt = NULL;
  g_autofree char *cart = NULL;

  stage_serve (stage, "shopserver.py", NULL);
  shop = stage_lookup (stage, "example.shop");
  harrys = enter (stage, shop, "Harry", &harrys_cart);
  sallys = enter (stage, shop, "Sally", &sallys_cart);
  thiefs = enter (stage, shop, "shoplifter", &thiefs_cart);
  expect (stage, harrys, "purchase", "'bread'", "None");
  expect (stage, harrys, "purchase", "'milk'", "None");
  expect (stage, sallys, "purchase", "'bread'", "None");
  expect (stage, thiefs, "purchase", "'milk'", "None");
  expect (stage, harrys, "getContents", "", "['bread', 'milk']");
  expect (stage, shop, "customers", "", "['Harry', 'Sally', 'shoplifter']");
  receipt = fetch (stage, shop, "payByName", "'Harry'");
  expect_receipt (receipt, "total:  2.30");
  expect (stage, harrys, "getContents", "", "[]");
  cart = pyro_value_repr (sallys_cart);
  other_receipt = fetch (stage, shop, "payCart", cart);
  expect_receipt (other_receipt, "total:  1.50");
  expect (stage, sallys, "getContents", "", "[]");
  expect (stage, shop, "leave", "'Harry'", "None");
  expect (stage, shop, "leave", "'Sally'", "None");
  expect_raise (stage, shop, "leave", "'shoplifter'", "Exception", "attempt to steal a full cart prevented");
  expect (stage, shop, "customers", "", "['shoplifter']");
  expect_raise (stage, harrys, "purchase", "'crap'", "DaemonError", "unknown object");
}

static void
play_thirdpartylib (Stage *stage)
{
  PyroProxy *library = stage_serve_uri (stage, "server.py", "example.thirdpartylib");
  g_autoptr(PyroValue) weird = NULL;
  PyroProxy *adapter;

  expect (stage, library, "method", "'how are you?'", "'awesome'");
  expect (stage, library, "private", "", "'boo'");
  /* Python's client has no such class and gives up; here it is a record. */
  weird = fetch (stage, library, "weird", "");
  expect_value (pyro_value_lookup_string (weird, "value"), "'awesome'");

  adapter = stage_serve_uri (stage, "server2.py", "example.thirdpartylib");
  expect (stage, adapter, "method", "'how are you?'", "'awesome'");
  expect (stage, adapter, "weird", "", "'weird awesome'");
}

static void
play_unixdomainsock (Stage *stage)
{
  g_autofree char *uri = program_await (stage_run (stage, "server.py", NULL), URI);
  g_autofree char *socket = g_build_filename (stage->folder, "example_unix.sock", NULL);
  g_autofree char *here = g_strdup_printf ("PYRO:example.unixsock@./u:%s", socket);

  g_assert_cmpstr (uri, ==, "PYRO:example.unixsock@./u:example_unix.sock");
  expect (stage, stage_proxy (stage, here), "message", "'Hello there!'", "'Roger!'");
  stage_await (stage, "Message received: Hello there!");
  g_set_str (&uri, NULL);
  uri = program_await (stage_run (stage, "abstract_namespace_server.py", NULL), "'(PYRO:.*x00example_unix.sock)'");
  expect (stage, stage_proxy (stage, uri), "message", "'Hello there!'", "'Roger!'");
}

/* What Janet and Henry do, and somebody who comes too late. */
static void
visit_warehouse (Stage     *stage,
                 PyroProxy *warehouse)
{
  expect (stage, warehouse, "list_contents", "", "['chair', 'bike', 'flashlight', 'laptop', 'couch']");
  expect (stage, warehouse, "store", "'Janet', 'lamp'", "None");
  expect (stage, warehouse, "take", "'Henry', 'bike'", "None");
  expect (stage, warehouse, "list_contents", "", "['chair', 'flashlight', 'laptop', 'couch', 'lamp']");
  expect_raise (stage, warehouse, "take", "'Henry', 'bike'", "ValueError", "list.remove(x): x not in list");
}

/* Its first phase has no server. */
static void
play_warehouse (Stage *stage)
{
  visit_warehouse (stage, stage_serve_uri (stage, "phase2/warehouse.py", "example.warehouse"));
  stage_await (stage, "Henry took the bike\\.");
  stage_serve (stage, "phase3/warehouse.py", NULL);
  visit_warehouse (stage, stage_lookup (stage, "example.warehouse"));
}

const Row call_rows[] = {
  { "attributes", "attributes", play_attributes },
  { "banks", "banks", play_banks },
  { "circular", "circular", play_circular },
  { "custom-serialization", "ser_custom", play_custom_serialization },
  { "exceptions", "exceptions", play_exceptions },
  { "nonameserver", "nonameserver", play_nonameserver },
  { "shoppingcart", "shoppingcart", play_shoppingcart },
  { "thirdpartylib", "thirdpartylib", play_thirdpartylib },
  { "unixdomainsock", "unixdomainsock", play_unixdomainsock },
  { "warehouse", "warehouse", play_warehouse },
  { NULL, NULL, NULL }
};
