/* tests/examples/rows-time.c - examples of what takes long, comes too late, or has gone away
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "rows.h"

static gboolean
reconnect (Stage      *stage,
           PyroProxy  *proxy,
           GError    **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (stage->way == SYNC)
    return pyro_proxy_reconnect_sync (proxy, 300, 100 * G_TIME_SPAN_MILLISECOND, NULL, error);

  pyro_proxy_reconnect_async (proxy, 300, 100 * G_TIME_SPAN_MILLISECOND, NULL, take_result, &result);
  taken = wait_for_result (&result);

  return pyro_proxy_reconnect_finish (proxy, taken, error);
}

/* The server goes away, and while the proxy tries to reach it, comes back. */
static void
lose_server (Stage      *stage,
             const char *script,
             PyroProxy  *object)
{
  Program *server = stage->programs->pdata[0];
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = NULL;

  expect (stage, object, "method", "42", "None");
  g_ptr_array_remove (stage->programs, server); /* which kills it */
  value = call (object, stage->way, "method", "42", NULL, &error);
  g_assert_null (value);
  g_assert_cmpuint (error->domain, ==, G_IO_ERROR);
  g_clear_error (&error);

  server = stage_run (stage, script, NULL);
  g_assert_true (reconnect (stage, object, &error));
  g_assert_no_error (error);
  expect (stage, object, "method", "43", "None");
  g_free (program_await (server, "Server started(?s:.*)Method called with 43"));
}

/* A fixed port and name, and then those that the name server still has. */
static void
play_autoreconnect (Stage *stage)
{
  PyroProxy *object = stage_serve_uri (stage, "server.py", "example.autoreconnect_fixed_objectid");

  lose_server (stage, "server.py", object);
  g_ptr_array_set_size (stage->programs, 0);

  stage_serve (stage, "serverNS.py", "Server started");
  object = stage_lookup (stage, "example.autoreconnect");
  lose_server (stage, "serverNS.py", object);
  stage_await (stage, "Object still exists in Name Server");
}

/* Adds two numbers, and waits until the server dropped who says nothing for half a second, which it is asked
 * to say. */
static void
add_and_wait (Stage      *stage,
              PyroProxy  *object,
              const char *numbers,
              const char *sum)
{
  g_autofree char *dropped = g_strdup_printf ("calling add: %s(?s:.*)timeout(?s:.*)worker counts: 0 busy", numbers);

  expect (stage, object, "add", numbers, sum);
  stage_await (stage, dropped);
}

/* Python's proxy fails at the call after that, unless it may try again. Here a connection that was closed
 * is known for one before anything is sent, so either proxy connects anew, and the call runs once. */
static void
play_autoretry (Stage *stage)
{
  Program *server;
  PyroProxy *object;

  stage_set (stage, "PYRO_LOGFILE", "{stderr}");
  stage_set (stage, "PYRO_LOGLEVEL", "DEBUG");
  server = stage_serve (stage, "server.py", NULL);
  object = stage_lookup (stage, "example.autoretry");
  expect (stage, object, "add", "1, 1", "2");
  add_and_wait (stage, object, "2, 2", "4");
  expect (stage, object, "add", "3, 3", "6");

  pyro_proxy_release (object);
  pyro_proxy_set_max_retries (object, 2);
  expect (stage, object, "add", "1, 1", "2");
  add_and_wait (stage, object, "4, 4", "8");
  expect (stage, object, "add", "3, 3", "6");
  program_await_count (server, "calling add: 3, 3", 2);
}

static gboolean
ping (Stage      *stage,
      PyroProxy  *proxy,
      GError    **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (stage->way == SYNC)
    return pyro_proxy_ping_sync (proxy, NULL, error);

  pyro_proxy_ping_async (proxy, NULL, take_result, &result);
  taken = wait_for_result (&result);

  return pyro_proxy_ping_finish (proxy, taken, error);
}

/* Its client asks for a sign of life before each call, and connects anew where there is none. The server
 * drops whoever says nothing for five seconds. */
static void
play_disconnects (Stage *stage)
{
  PyroProxy *server = stage_serve_uri (stage, "server.py", "example.disconnect");
  g_autoptr(GError) error = NULL;

  expect (stage, server, "echo", "'12345'", "'12345'");
  g_assert_true (ping (stage, server, &error));
  stage_await (stage, "(disconnected|[Tt]imeout|timed out)");
  if (!ping (stage, server, &error)) /* it says so before it closes the connection */
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
      g_clear_error (&error);
      g_assert_true (reconnect (stage, server, &error));
      g_assert_no_error (error);
    }
  expect (stage, server, "echo", "'12345'", "'12345'");
}

/* Two seconds of work where the client asks for six. */
static void
start_work (Stage *stage)
{
  gint64 begin, number = 0;
  PyroProxy *server;

  stage_serve (stage, "server.py", NULL);
  server = stage_lookup (stage, "example.oneway");
  expect (stage, server, "ready", "", "True");
  begin = g_get_monotonic_time ();
  expect (stage, server, "oneway_start", "2", "None");
  for (int i = 0; i < 4; i++)
    expect (stage, server, "nothing", "", "None");
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 1500 * G_TIME_SPAN_MILLISECOND);
  stage_await (stage, "start request received");
  expect (stage, server, "ready", "", "False");
  stage_await (stage, "work is done!");
  for (;;) /* it says so before it is */
    {
      g_autoptr(PyroValue) ready = fetch (stage, server, "ready", "");

      if (pyro_value_get_bool (ready))
        break;
      g_assert_cmpint (number++, <, 1000);
    }
  expect (stage, server, "result", "", "'The result :)'");
  expect (stage, server, "oneway_work", "", "None");
  stage_await (stage, "work work\\.\\. 1");
}

static void
count_oneway (Stage *stage)
{
  PyroProxy *server;
  gint64 start;

  stage_serve (stage, "server2.py", NULL);
  server = stage_lookup (stage, "example.oneway2");
  expect (stage, server, "increment", "", "None");
  expect (stage, server, "getcount", "", "1");
  start = g_get_monotonic_time ();
  for (int i = 0; i < 3; i++)
    expect (stage, server, "increment_oneway", "", "None");
  g_assert_cmpint (g_get_monotonic_time () - start, <, 1400 * G_TIME_SPAN_MILLISECOND);
  expect (stage, server, "increment", "", "None"); /* half a second, as each of those takes beside it */
  for (int i = 0; i < 10; i++)
    {
      g_autoptr(PyroValue) count = fetch (stage, server, "getcount", "");
      gint64 number = 0;

      g_assert_true (pyro_value_get_int64 (count, &number));
      if (number == 5)
        return;
      expect (stage, server, "increment", "", "None");
      g_assert_cmpint (number, <, 15);
      if (number > 5)
        return;
    }
  g_assert_not_reached ();
}

/* Pyro4 has only the first. */
static void
play_oneway (Stage *stage)
{
  start_work (stage);
  if (g_str_equal (stage->generation, "Pyro5"))
    count_oneway (stage);
}

typedef struct
{
  Stage     *stage;
  PyroProxy *proxy;
  PyroValue *thread; /* the server's, that took the call */
} Caller;

static gpointer
call_delay (gpointer data)
{
  Caller *self = data;

  self->thread = pyro_proxy_call_sync (self->proxy, "delay", NULL, NULL, NULL, NULL);

  return NULL;
}

/* As many calls at once, each by a thread with a proxy of its own. Returns: how many threads of the server
 * they met */
static guint
call_at_once (Stage     *stage,
              PyroProxy *proxy,
              guint      n_callers)
{
  g_autofree Caller *callers = g_new0 (Caller, n_callers);
  g_autofree GThread **threads = g_new0 (GThread *, n_callers);
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < n_callers; i++)
    {
      callers[i] = (Caller) { .stage = stage, .proxy = stage_again (stage, proxy) };
      threads[i] = g_thread_new ("caller", call_delay, &callers[i]);
    }
  for (guint i = 0; i < n_callers; i++)
    {
      g_thread_join (threads[i]);
      g_assert_nonnull (callers[i].thread);
      g_hash_table_add (names, pyro_value_dup_utf8 (callers[i].thread));
      pyro_value_unref (callers[i].thread);
      pyro_proxy_release (callers[i].proxy);
    }

  return g_hash_table_size (names);
}

/* What has nothing to do with the type of the server: calls that nobody waits for run beside each other. */
static void
call_oneway (Stage     *stage,
             PyroProxy *server)
{
  gint64 begin = g_get_monotonic_time ();

  expect (stage, server, "reset", "", "None");
  for (int i = 0; i < 5; i++)
    expect (stage, server, "onewaydelay", "", "None");
  expect (stage, server, "getcount", "", "0");
  g_assert_cmpint (g_get_monotonic_time () - begin, <, G_TIME_SPAN_SECOND);
  for (;;)
    {
      g_autoptr(PyroValue) thread = fetch (stage, server, "delay", "");
      g_autoptr(PyroValue) count = fetch (stage, server, "getcount", "");

      g_assert_cmpint (g_get_monotonic_time () - begin, <, 10 * G_TIME_SPAN_SECOND);
      if (get_int (count) >= 6) /* those five and one of this loop */
        break;
    }
}

static void
serve_type (Stage      *stage,
            const char *type,
            guint       n_callers,
            gint64      shortest,
            gint64      longest)
{
  g_autofree char *wanted = g_strdup_printf ("'%s'", type);
  g_autofree char *count = g_strdup_printf ("%u", n_callers);
  Program *server = stage_run (stage, "server.py", NULL);
  g_autoptr(PyroValue) config = NULL;
  PyroProxy *proxy;
  gint64 begin;
  guint n_threads;

  program_say (server, *type == 't' ? "t" : "m");
  g_free (program_await (server, "daemon running"));
  proxy = stage_lookup (stage, "example.servertypes");
  config = fetch (stage, proxy, "getconfig", "");
  expect_value (pyro_value_lookup_string (config, "SERVERTYPE"), wanted);
  call_oneway (stage, proxy);

  expect (stage, proxy, "reset", "", "None");
  begin = g_get_monotonic_time ();
  n_threads = call_at_once (stage, proxy, n_callers);
  g_assert_cmpuint (n_threads, ==, *type == 't' ? n_callers : 1);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, shortest * G_TIME_SPAN_SECOND);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, longest * G_TIME_SPAN_SECOND);
  expect (stage, proxy, "getcount", "", count);
}

/* Each call takes a second: beside each other, or one after the other. */
static void
play_servertypes (Stage *stage)
{
  stage_need_names (stage);
  serve_type (stage, "thread", 5, 1, 4);
  serve_type (stage, "multiplex", 2, 2, 10);
}

static void
play_timeout (Stage *stage)
{
  PyroProxy *proxy, *frozen;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = NULL;
  gint64 start;

  stage_serve (stage, "server.py", "Server ready");
  proxy = stage_lookup (stage, "example.timeout");
  expect (stage, proxy, "delay", "1", "'slept 1 seconds'");

  pyro_proxy_set_timeout (proxy, G_TIME_SPAN_SECOND);
  start = g_get_monotonic_time ();
  value = call (proxy, stage->way, "delay", "3", NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, G_TIME_SPAN_SECOND);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 3 * G_TIME_SPAN_SECOND);
  g_clear_error (&error);

  frozen = stage_lookup (stage, "example.timeout.frozendaemon");
  pyro_proxy_set_timeout (frozen, G_TIME_SPAN_SECOND);
  start = g_get_monotonic_time ();
  value = call (frozen, stage->way, "delay", "5", NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 3 * G_TIME_SPAN_SECOND);
}

const Row time_rows[] = {
  { "autoreconnect", "autoreconnect", play_autoreconnect, TRUE },
  { "autoretry", "autoretry", play_autoretry },
  { "disconnects", "disconnects", play_disconnects },
  { "oneway", "oneway", play_oneway },
  { "servertypes", "servertypes", play_servertypes },
  { "timeout", "timeout", play_timeout },
  { NULL, NULL, NULL }
};
