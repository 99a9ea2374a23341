/* tests/examples/served-calls.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "served.h"

#include <glib/gstdio.h>

/* ---- attributes ---- */

METHOD (get_value)
{
  return pyro_value_new_int (*(gint64 *) object);
}

METHOD (set_value)
{
  pyro_invocation_read_int (invocation, 0, object, error);

  return NULL;
}

METHOD (get_sub)
{
  return literal ("{'name': 'value'}");
}

METHOD (yep)
{
  return pyro_value_new_string ("yep");
}

METHOD (get_length)
{
  return pyro_value_new_int (200);
}

static const PyroMethodInfo attributes_methods[] = {
  { "getValue", "", get_value }, { "__dunder__", "", yep }, { "__len__", "", get_length }, { NULL }
};
static const PyroAttributeInfo attributes_attributes[] = {
  { "prop_value", get_value, set_value }, { "prop_sub", get_sub, NULL }, { NULL }
};
static const PyroClassInfo attributes_info = { "Thingy", attributes_methods, attributes_attributes };

static void
serve_attributes (Host *host)
{
  gint64 *value = g_new (gint64, 1);

  *value = 42;
  host_add (host, "example.attributes", NULL, &attributes_info, value, g_free);
}

/* ---- banks ---- */

typedef struct
{
  char   *name;
  double  balance;
} Account;

typedef struct
{
  const char *name;
  gboolean    strict; /* nobody may overdraw */
  GArray     *accounts;
  GMutex      mutex;
} Bank;

static Bank rabobank = { "Rabobank", FALSE };
static Bank abn = { "ABN bank", TRUE };

static void
account_clear (gpointer data)
{
  g_free (((Account *) data)->name);
}

static void
close_bank (gpointer data)
{
  g_clear_pointer (&((Bank *) data)->accounts, g_array_unref);
}

/* Returns: the index of the account, or -1 */
static int
find_account (Bank           *bank,
              PyroInvocation *invocation)
{
  for (guint i = 0; i < bank->accounts->len; i++)
    if (param_is (invocation, 0, g_array_index (bank->accounts, Account, i).name))
      return (int) i;

  return -1;
}

METHOD (get_bank_name)
{
  return pyro_value_new_string (((Bank *) object)->name);
}

METHOD (create_account)
{
  Bank *bank = object;
  Account account = { 0 };

  if (find_account (bank, invocation) >= 0)
    PYRO_RAISE (error, "ValueError", "Account already exists");
  else if ((account.name = pyro_invocation_read_string (invocation, 0, error)) != NULL)
    g_array_append_val (bank->accounts, account);

  return NULL;
}

METHOD (delete_account)
{
  Bank *bank = object;
  int index = find_account (bank, invocation);

  if (index < 0)
    PYRO_RAISE (error, "KeyError", "unknown account");
  else
    g_array_remove_index (bank->accounts, (guint) index);

  return NULL;
}

static void
move_money (PyroInvocation  *invocation,
            Bank            *bank,
            gboolean         out,
            GError         **error)
{
  int index = find_account (bank, invocation);
  Account *account = &g_array_index (bank->accounts, Account, MAX (index, 0));
  double amount;

  if (index < 0)
    PYRO_RAISE (error, "KeyError", "unknown account");
  else if (!pyro_invocation_read_float (invocation, 1, &amount, error))
    return;
  else if (out && bank->strict && amount > account->balance)
    PYRO_RAISE (error, "ValueError", "insufficent balance");
  else
    account->balance += out ? -amount : amount;
}

METHOD (deposit)
{
  move_money (invocation, object, FALSE, error);

  return NULL;
}

METHOD (withdraw)
{
  move_money (invocation, object, TRUE, error);

  return NULL;
}

METHOD (get_balance)
{
  Bank *bank = object;
  int index = find_account (bank, invocation);

  if (index >= 0)
    return pyro_value_new_float (g_array_index (bank->accounts, Account, index).balance);
  PYRO_RAISE (error, "KeyError", "unknown account");

  return NULL;
}

METHOD (list_accounts)
{
  Bank *bank = object;
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  for (guint i = 0; i < bank->accounts->len; i++)
    {
      Account *account = &g_array_index (bank->accounts, Account, i);

      pyro_builder_add_string (builder, account->name, -1);
      pyro_builder_add_float (builder, account->balance);
    }
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, error);
}

static const PyroMethodInfo bank_methods[] = {
  { "name", "", get_bank_name },
  { "createAccount", "name", create_account },
  { "deleteAccount", "name", delete_account },
  { "deposit", "name, amount", deposit },
  { "withdraw", "name, amount", withdraw },
  { "balance", "name", get_balance },
  { "allAccounts", "", list_accounts },
  { NULL }
};
static const PyroClassInfo bank_info = { "Bank", bank_methods, NULL };

static void
serve_banks (Host *host)
{
  static const struct { Bank *bank; const char *name; } banks[] = {
    { &rabobank, "example.banks.rabobank" }, { &abn, "example.banks.abn" }
  };

  for (guint i = 0; i < G_N_ELEMENTS (banks); i++)
    {
      banks[i].bank->accounts = g_array_new (FALSE, TRUE, sizeof (Account));
      g_array_set_clear_func (banks[i].bank->accounts, account_clear);
      host_add (host, NULL, banks[i].name, &bank_info, banks[i].bank, close_bank);
    }
}

/* ---- custom-serialization, ser_custom ---- */

METHOD (make_thingy)
{
  return literal ("{'__class__': 'waheeee-custom-thingy', 'number-attribute': 999}");
}

METHOD (make_other_thingy)
{
  return literal ("{'number': 999, '__class__': 'mycustomclasses.OtherThingy'}");
}

static const PyroMethodInfo custom_methods[] = {
  { "method", "arg", make_thingy }, { "othermethod", "arg", make_other_thingy }, { NULL }
};
static const PyroClassInfo custom_info = { "Server", custom_methods, NULL };

static void
serve_custom (Host *host)
{
  host_add (host, "example.customclasses", NULL, &custom_info, NULL, NULL);
}

/* ---- nonameserver ---- */

METHOD (quote)
{
  return pyro_value_new_string ("This system cannot provide you a good fortune, install 'fortune'");
}

static const PyroMethodInfo quote_methods[] = { { "quote", "", quote }, { NULL } };
static const PyroClassInfo quote_info = { "QuoteGen", quote_methods, NULL };

static void
serve_quotes (Host *host)
{
  host_add (host, NULL, NULL, &quote_info, NULL, NULL);
  host_add (host, "example.quotegen", NULL, &quote_info, NULL, NULL);
}

/* ---- thirdpartylib ---- */

METHOD (be_awesome)
{
  return pyro_value_new_string ("awesome");
}

METHOD (be_weird)
{
  return literal ("{'__class__': 'awesome_thirdparty_library.WeirdReturnType', 'value': 'awesome'}");
}

METHOD (be_private)
{
  return pyro_value_new_string ("boo");
}

static const PyroMethodInfo awesome_methods[] = {
  { "method", "arg", be_awesome }, { "weird", "", be_weird }, { "private", "", be_private }, { NULL }
};
static const PyroClassInfo awesome_info = { "AwesomeClass", awesome_methods, NULL };

static void
serve_awesome (Host *host)
{
  host_add (host, "example.thirdpartylib", NULL, &awesome_info, NULL, NULL);
}

/* ---- unixdomainsock ---- */

METHOD (roger)
{
  return pyro_value_new_string ("Roger!");
}

static const PyroMethodInfo unix_methods[] = { { "message", "arg", roger }, { NULL } };
static const PyroClassInfo unix_info = { "Thingy", unix_methods, NULL };

/* In the folder of the client: what the URI says of the path is read there. */
static void
serve_unix (Host *host)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_get_current_dir ();

  g_assert_cmpint (g_chdir (host->stage->folder), ==, 0);
  pyro_daemon_listen_unix (host_get_daemon (host), "example_unix.sock", &error);
  g_assert_cmpint (g_chdir (folder), ==, 0);
  g_assert_no_error (error);
  host->listens = TRUE;
  host_add (host, "example.unixsock", NULL, &unix_info, NULL, NULL);
}

/* ---- warehouse ---- */

METHOD (list_contents)
{
  return list_texts (object);
}

METHOD (take)
{
  GPtrArray *things = object;

  for (guint i = 0; i < things->len; i++)
    if (param_is (invocation, 1, things->pdata[i]))
      {
        g_ptr_array_remove_index (things, i);
        return NULL;
      }
  PYRO_RAISE (error, "ValueError", "list.remove(x): x not in list");

  return NULL;
}

METHOD (store)
{
  char *item = pyro_invocation_read_string (invocation, 1, error);

  if (item != NULL)
    g_ptr_array_add (object, item);

  return NULL;
}

static const PyroMethodInfo warehouse_methods[] = {
  { "list_contents", "", list_contents }, { "take", "name, item", take }, { "store", "name, item", store }, { NULL }
};
static const PyroClassInfo warehouse_info = { "Warehouse", warehouse_methods, NULL };

static void
serve_warehouse (Host *host)
{
  static const char *const things[] = { "chair", "bike", "flashlight", "laptop", "couch" };
  GPtrArray *contents = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    g_ptr_array_add (contents, g_strdup (things[i]));
  host_add (host, NULL, "example.warehouse", &warehouse_info, contents, (GDestroyNotify) g_ptr_array_unref);
}

const Served call_served[] = {
  { "attributes", "attributes", serve_attributes, { { "server.py", URI ("example.attributes") } },
    { { "client.py", "%" } } },
  { "banks", "banks", serve_banks, { { "server.py", "ready for customers" } }, { { "client.py" } }, .named = TRUE },
  { "custom-serialization", "ser_custom", serve_custom, { { "server.py", URI ("example.customclasses") } },
    { { "client.py", "%" } } },
  { "nonameserver", "nonameserver", serve_quotes, { { "server.py", URI ("obj_\\w+") } }, { { "client.py", "%" } } },
  { "thirdpartylib", "thirdpartylib", serve_awesome, { { "server.py", URI ("example.thirdpartylib") } },
    { { "client.py", "%" } } },
  { "unixdomainsock", "unixdomainsock", serve_unix, { { "server.py", URI ("example.unixsock") } },
    { { "client.py", "%" } } },
  { "warehouse", "warehouse", serve_warehouse, { { "phase3/warehouse.py", RUNNING } },
    { { "phase3/visit.py", "sofa\nbike\nmusket\nunicorn" } }, .named = TRUE },
  { NULL }
};
