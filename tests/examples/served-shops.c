/* tests/examples/served-shops.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "served.h"

#include "core/wire/exception.h"

/* ---- exceptions ---- */

METHOD (div_floats)
{
  double a, b;

  if (!pyro_invocation_read_float (invocation, 0, &a, error) || !pyro_invocation_read_float (invocation, 1, &b, error))
    return NULL;
  if (b != 0)
    return pyro_value_new_float (a / b);
  PYRO_RAISE (error, "ZeroDivisionError", "division by zero");

  return NULL;
}

METHOD (raise_value_error)
{
  PYRO_RAISE (error, "ValueError", "a valueerror! Great!");

  return NULL;
}

METHOD (return_value_error)
{
  g_autoptr(PyroException) exception = pyro_exception_new ("ValueError", "a valueerror! Great!");

  return pyro_exception_to_value (exception, pyro_peer_get_generation (pyro_invocation_get_peer (invocation)));
}

METHOD (raise_runtime_error)
{
  PYRO_RAISE (error, "RuntimeError", "a runtime error!");

  return NULL;
}

METHOD (crash)
{
  PYRO_RAISE (error, "TypeError", "unsupported operand type(s) for //: 'str' and 'int'");

  return NULL;
}

/* What clients have no class for: a function in Pyro5's example, an exception of its own in Pyro4's. */
METHOD (return_unknown)
{
  const PyroGeneration *generation = pyro_peer_get_generation (pyro_invocation_get_peer (invocation));

  return literal (generation == pyro_generation_get_pyro5 () ? "{'__class__': 'builtins.function'}"
                                                             : "{'__class__': 'excep.UnserializableError'}");
}

static const PyroMethodInfo exceptions_methods[] = {
  { "div", "arg1, arg2", div_floats },
  { "error", "", raise_value_error },
  { "error2", "", return_value_error },
  { "othererr", "", raise_runtime_error },
  { "onewayerr", "", raise_value_error, PYRO_METHOD_ONEWAY },
  { "complexerror", "", crash },
  { "unserializable", "", return_unknown },
  { NULL }
};
static const PyroClassInfo exceptions_info = { "TestClass", exceptions_methods, NULL };

static void
serve_exceptions (Host *host)
{
  host_add (host, NULL, "example.exceptions", &exceptions_info, NULL, NULL);
}

/* ---- shoppingcart ---- */

static const struct { const char *name; double price; } inventory[] = {
  { "paper", 1.25 }, { "bread", 1.50 }, { "meat", 5.99 }, { "milk", 0.80 }, { "fruit", 2.65 }, { "chocolate", 3.99 },
  { "pasta", 0.50 }, { "sauce", 1.20 }, { "vegetables", 1.40 }, { "cookies", 1.99 }, { "pizza", 3.60 },
  { "shampoo", 2.22 }, { "whiskey", 24.99 },
};

typedef struct
{
  char        *customer;
  GPtrArray   *contents;
  PyroServant *servant; /* not held: that holds this */
} Cart;

static void
cart_free (gpointer data)
{
  Cart *self = data;

  g_ptr_array_unref (self->contents);
  g_free (self->customer);
  g_free (self);
}

METHOD (purchase)
{
  char *item = pyro_invocation_read_string (invocation, 0, error);

  if (item != NULL)
    g_ptr_array_add (((Cart *) object)->contents, item);

  return NULL;
}

METHOD (empty)
{
  g_ptr_array_set_size (((Cart *) object)->contents, 0);

  return NULL;
}

METHOD (get_contents)
{
  return list_texts (((Cart *) object)->contents);
}

static const PyroMethodInfo cart_methods[] = {
  { "purchase", "item", purchase }, { "empty", "", empty }, { "getContents", "", get_contents }, { NULL }
};
static const PyroClassInfo cart_info = { "ShoppingCart", cart_methods, NULL };

METHOD (enter_shop)
{
  Cart *cart = g_new0 (Cart, 1);
  g_autoptr(PyroServant) servant = PYRO_SERVANT (pyro_skeleton_new (&cart_info, cart, cart_free));
  g_autoptr(PyroUri) uri = NULL;

  cart->contents = g_ptr_array_new_with_free_func (g_free);
  cart->servant = servant;
  cart->customer = pyro_invocation_read_string (invocation, 0, error);
  uri = *error == NULL ? pyro_daemon_register (pyro_invocation_get_daemon (invocation), servant, NULL, 0, error) : NULL;
  if (uri == NULL)
    return NULL;
  g_ptr_array_add (object, cart);

  return pyro_invocation_dup_proxy (invocation, servant, error);
}

METHOD (list_customers)
{
  GPtrArray *carts = object;
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < carts->len; i++)
    g_ptr_array_add (names, ((Cart *) carts->pdata[i])->customer);

  return list_texts (names);
}

METHOD (list_goods)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (inventory); i++)
    {
      pyro_builder_add_string (builder, inventory[i].name, -1);
      pyro_builder_add_float (builder, inventory[i].price);
    }
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, error);
}

static double
find_price (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (inventory); i++)
    if (g_str_equal (inventory[i].name, name))
      return inventory[i].price;
  g_assert_not_reached ();
}

/* Returns: (transfer full): the receipt */
static PyroValue *
pay (Cart       *cart,
     const char *customer)
{
  g_autoptr(GString) receipt = g_string_new (NULL);
  double total = 0;

  if (customer != NULL)
    g_string_append_printf (receipt, "Receipt for %s.\n", customer);
  g_string_append (receipt, "Receipt Date: now\n");
  for (guint i = 0; i < cart->contents->len; i++)
    {
      const char *item = cart->contents->pdata[i];

      total += find_price (item);
      g_string_append_printf (receipt, "%13s  %.2f\n", item, find_price (item));
    }
  g_string_append_printf (receipt, "\n%13s  %.2f", "total:", total);
  g_ptr_array_set_size (cart->contents, 0);

  return pyro_value_new_string (receipt->str);
}

/* The cart of the customer whose name is the first parameter. */
static Cart *
find_cart (PyroInvocation  *invocation,
           GPtrArray       *carts,
           GError         **error)
{
  for (guint i = 0; i < carts->len; i++)
    if (param_is (invocation, 0, ((Cart *) carts->pdata[i])->customer))
      return carts->pdata[i];
  PYRO_RAISE (error, "KeyError", "nobody of that name is here");

  return NULL;
}

METHOD (pay_by_name)
{
  Cart *cart = find_cart (invocation, object, error);

  return cart != NULL ? pay (cart, cart->customer) : NULL;
}

/* The cart comes as a proxy for one of our own objects. */
METHOD (pay_cart)
{
  GPtrArray *carts = object;
  g_autoptr(PyroProxy) proxy = pyro_proxy_new_from_value (pyro_invocation_get_param (invocation, 0), NULL, error);

  for (guint i = 0; proxy != NULL && i < carts->len; i++)
    {
      Cart *cart = carts->pdata[i];
      g_autofree char *id = pyro_daemon_dup_id (pyro_invocation_get_daemon (invocation), cart->servant);

      if (g_strcmp0 (id, pyro_uri_get_object (pyro_proxy_get_uri (proxy))) == 0)
        return pay (cart, NULL);
    }
  if (proxy != NULL)
    PYRO_RAISE (error, "KeyError", "that is not a cart of this shop");

  return NULL;
}

METHOD (leave_shop)
{
  Cart *cart = find_cart (invocation, object, error);

  if (cart == NULL)
    return NULL;
  if (cart->contents->len > 0)
    {
      PYRO_RAISE (error, "Exception", "attempt to steal a full cart prevented");
      return NULL;
    }
  g_ptr_array_remove (object, cart);
  pyro_daemon_unregister (pyro_invocation_get_daemon (invocation), cart->servant);

  return NULL;
}

static const PyroMethodInfo shop_methods[] = {
  { "enter", "name", enter_shop },
  { "customers", "", list_customers },
  { "goods", "", list_goods },
  { "payByName", "name", pay_by_name },
  { "payCart", "cart, name=None", pay_cart },
  { "leave", "name", leave_shop },
  { NULL }
};
static const PyroClassInfo shop_info = { "Shop", shop_methods, NULL };

static void
serve_shop (Host *host)
{
  host_add (host, NULL, "example.shop", &shop_info, g_ptr_array_new (), (GDestroyNotify) g_ptr_array_unref);
}

const Served shop_served[] = {
  { "exceptions", "exceptions", serve_exceptions, { { "server.py", RUNNING } }, { { "client.py" } }, .named = TRUE },
  { "shoppingcart", "shoppingcart", serve_shop, { { "shopserver.py", RUNNING } }, { { "clients.py" } },
    "(?<=Date: ).*", .named = TRUE },
  { NULL }
};
