/* tests/bench/soak/soak-client.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A good client in C of the soak: it does this and that, at random, and finds each answer right.
 *
 * usage: soak-client PORT GENERATION NAMESERVER SECONDS SEED
 * with the name server's place as HOST:PORT. */

#include <stdlib.h>

#include "core/client/batch.h"
#include "core/client/item-stream.h"
#include "core/names/name-server.h"
#include "core/value/literal.h"
#include "core/wire/generation.h"

#define N_CALLS   100
#define N_AT_ONCE 50

static const char *port, *name_server;
static const PyroGeneration *generation;
static PyroValue *args;

static PyroProxy *
connect_to (const char *object,
            const char *place)
{
  g_autofree char *text = g_strdup_printf ("PYRO:%s@%s", object, place);
  g_autoptr(PyroUri) uri = pyro_uri_parse (text, 0, NULL);
  PyroProxy *proxy = pyro_proxy_new (uri);

  pyro_proxy_set_generation (proxy, generation);
  pyro_proxy_set_timeout (proxy, G_TIME_SPAN_MINUTE);

  return proxy;
}

static PyroProxy *
connect_to_thing (void)
{
  g_autofree char *place = g_strconcat ("127.0.0.1:", port, NULL);

  return connect_to ("thing", place);
}

static void
check_three (PyroValue *value,
             GError    *error)
{
  gint64 number;

  g_assert_no_error (error);
  g_assert_true (pyro_value_get_int64 (value, &number));
  g_assert_cmpint (number, ==, 3);
}

/* ---- What it does ---- */

static void
call (PyroProxy *proxy)
{
  for (guint i = 0; i < N_CALLS; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroValue) value = pyro_proxy_call_sync (proxy, "add", args, NULL, NULL, &error);

      check_three (value, error);
    }
}

static void
called_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = pyro_proxy_call_finish (PYRO_PROXY (object), result, &error);

  check_three (value, error);
  --*(guint *) user_data;
}

static void
call_at_once (PyroProxy *unused)
{
  g_autoptr(PyroProxy) proxy = connect_to_thing ();
  guint n_waiting = N_AT_ONCE;

  for (guint i = 0; i < N_AT_ONCE; i++)
    pyro_proxy_call_async (proxy, "add", args, NULL, NULL, called_cb, &n_waiting);
  while (n_waiting > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
run_batch (PyroProxy *proxy)
{
  g_autoptr(PyroBatch) batch = pyro_batch_new (proxy);
  g_autoptr(PyroBatchReply) reply = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < N_CALLS; i++)
    pyro_batch_add (batch, "add", args, NULL);
  reply = pyro_batch_run_sync (batch, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pyro_batch_reply_get_n_results (reply), ==, N_CALLS);
}

/* Some are read to their end, some are closed before it, and some are left. */
static void
read_stream (PyroProxy *proxy)
{
  g_autoptr(PyroValue) end = pyro_literal_parse ("(20,)", -1, NULL, NULL);
  guint n_wanted = (guint) g_random_int_range (1, 30), n = 0;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroItemStream) stream = pyro_item_stream_open_sync (proxy, "count", end, NULL, NULL, &error);

  g_assert_no_error (error);
  for (; n < n_wanted; n++)
    {
      g_autoptr(PyroValue) item = pyro_item_stream_next_sync (stream, NULL, &error);

      g_assert_no_error (error);
      if (item == NULL)
        break;
    }
  g_assert_cmpuint (n, ==, MIN (n_wanted, 20));
  if (g_random_boolean () && !pyro_item_stream_get_ended (stream))
    {
      pyro_item_stream_close_sync (stream, NULL, &error);
      g_assert_no_error (error);
    }
}

static void
call_oneway (PyroProxy *proxy)
{
  g_autoptr(PyroValue) note = pyro_literal_parse ("('x', 1)", -1, NULL, NULL);

  for (guint i = 0; i < N_CALLS; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroValue) value = pyro_proxy_call_sync (proxy, "note_later", note, NULL, NULL, &error);

      g_assert_no_error (error);
    }
}

static void
connect_often (PyroProxy *unused)
{
  for (guint i = 0; i < N_CALLS / 10; i++)
    {
      g_autoptr(PyroProxy) proxy = connect_to_thing ();
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroValue) value = pyro_proxy_call_sync (proxy, "add", args, NULL, NULL, &error);

      check_three (value, error);
    }
}

static void
use_names (PyroProxy *unused)
{
  g_autoptr(PyroProxy) proxy = connect_to (PYRO_NAME_SERVER_OBJECT, name_server);
  g_autoptr(PyroNameServer) server = pyro_name_server_new (proxy);
  g_autofree char *name = g_strdup_printf ("soak.c.%u", g_random_int () % 1000);
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GError) error = NULL;

  pyro_name_server_register_sync (server, name, "PYRO:obj@localhost:1234", NULL, FALSE, NULL, &error);
  g_assert_no_error (error);
  entries = pyro_name_server_list_sync (server, "soak.c.", NULL, NULL, &error);
  g_assert_no_error (error);
  pyro_name_server_remove_sync (server, name, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

int
main (int    argc,
      char **argv)
{
  static void (*const tasks[]) (PyroProxy *proxy) = {
    call, call_at_once, run_batch, read_stream, call_oneway, connect_often, use_names,
  };
  g_autoptr(PyroProxy) proxy = NULL;
  gint64 end;

  g_assert_cmpint (argc, ==, 6);
  port = argv[1];
  generation = g_str_equal (argv[2], "4") ? pyro_generation_get_pyro4 () : pyro_generation_get_pyro5 ();
  name_server = argv[3];
  g_random_set_seed ((guint32) atoi (argv[5]));
  args = pyro_literal_parse ("(1, 2)", -1, NULL, NULL);
  proxy = connect_to_thing ();
  end = g_get_monotonic_time () + (gint64) (g_ascii_strtod (argv[4], NULL) * G_TIME_SPAN_SECOND);
  while (g_get_monotonic_time () < end)
    tasks[g_random_int () % G_N_ELEMENTS (tasks)](proxy);
  pyro_value_unref (args);

  return 0;
}
