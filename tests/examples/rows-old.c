/* tests/examples/rows-old.c - examples that only Pyro4 has
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "rows.h"

#include <string.h>

#include "core/codec/serpent.h"
#include "core/value/literal.h"
#include "core/value/repr.h"
#include "osascript.h"

/* A call that goes on while others are made, each with its own connection as an asynchronous proxy of
 * Python's has. */
typedef struct
{
  PyroProxy    *proxy;
  GAsyncResult *result;
} Pending;

static void
start_call (Pending    *self,
            PyroProxy  *proxy,
            const char *method,
            const char *arguments)
{
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;

  parse_arguments (arguments, &args, &kwargs);
  *self = (Pending) { .proxy = proxy };
  pyro_proxy_call_async (proxy, method, args, kwargs, NULL, take_result, &self->result);
}

static PyroValue *
end_call (Pending  *self,
          GError  **error)
{
  g_autoptr(GAsyncResult) result = wait_for_result (&self->result);

  return pyro_proxy_call_finish (self->proxy, result, error);
}

static void
expect_end (Pending    *self,
            const char *literal)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = end_call (self, &error);

  g_assert_no_error (error);
  expect_value (value, literal);
}

/* Runs the main loop until @time. Returns: whether the result was there before */
static gboolean
wait_until (Pending *self,
            gint64   time)
{
  while (self->result == NULL && g_get_monotonic_time () < time)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (G_TIME_SPAN_MILLISECOND);
    }

  return self->result != NULL;
}

/* A result that is given on to the next call, and that one's to the next. */
typedef struct
{
  int           increase;
  PyroValue    *value; /* the last one's, in the end */
} Chain;

static void
add_increase (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Chain *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = pyro_proxy_call_finish (PYRO_PROXY (object), result, &error);
  g_autofree char *text = NULL;
  g_autofree char *arguments = NULL;
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;

  g_assert_no_error (error);
  if (self->increase == 3)
    {
      self->value = g_steal_pointer (&value);
      return;
    }
  text = pyro_value_repr (value);
  arguments = g_strdup_printf ("%s, increase=%d", text, ++self->increase);
  parse_arguments (arguments, &args, &kwargs);
  pyro_proxy_call_async (PYRO_PROXY (object), "add", args, kwargs, NULL, add_increase, self);
}

static void
start_chain (Chain     *self,
             PyroProxy *proxy)
{
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;

  parse_arguments ("100, 5", &args, &kwargs);
  *self = (Chain) { 0 };
  pyro_proxy_call_async (proxy, "divide", args, kwargs, NULL, add_increase, self);
}

static void
expect_results (PyroBatch    *batch,
                GAsyncResult *result,
                const char   *literal,
                const char   *exception)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroBatchReply) reply = pyro_batch_run_finish (batch, result, &error);
  g_autoptr(PyroValue) wanted = pyro_literal_parse (literal, -1, NULL, NULL);

  g_assert_no_error (error);
  g_assert_cmpuint (pyro_batch_reply_get_n_results (reply), ==, pyro_value_get_length (wanted));
  for (guint i = 0; i < pyro_batch_reply_get_n_results (reply); i++)
    {
      g_autoptr(PyroValue) value = pyro_batch_reply_dup_result (reply, i, NULL);

      g_assert_true (pyro_value_equal (value, pyro_value_get_item (wanted, i)));
    }
  if (exception == NULL)
    g_assert_null (pyro_batch_reply_get_exception (reply));
  else
    g_assert_cmpstr (pyro_exception_get_short_class_name (pyro_batch_reply_get_exception (reply)), ==, exception);
}

/* Three divisions that come to a result, and two of which the second does not. */
static void
start_batches (PyroBatch     *batch,
               GAsyncResult **result,
               PyroBatch     *bad,
               GAsyncResult **bad_result)
{
  add_call (batch, "divide", "100, 5");
  add_call (batch, "divide", "99, 9");
  add_call (batch, "divide", "555, 2");
  pyro_batch_run_async (batch, NULL, take_result, result);
  add_call (bad, "divide", "1, 1");
  add_call (bad, "divide", "100, 0");
  pyro_batch_run_async (bad, NULL, take_result, bad_result);
}

static void
expect_division_by_zero (Pending *pending)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) none = end_call (pending, &error);

  g_assert_null (none);
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  g_assert_cmpstr (pyro_exception_get_short_class_name (pyro_remote_error_get_exception (error)), ==,
                   "ZeroDivisionError");
}

/* What its client does call by call is begun all at once here: each division takes the server 3 s. */
static void
play_async (Stage *stage)
{
  PyroProxy *normal = stage_serve_uri (stage, "server.py", "example.async");
  const char *divisions[] = { "100, 7", "100, 6", "100, 5", "100, 4", "100, 3" };
  const char *quotients[] = { "14", "16", "20", "25", "33" };
  Pending pending[G_N_ELEMENTS (divisions)], nothing;
  g_autoptr(PyroBatch) batch = pyro_batch_new (stage_again (stage, normal));
  g_autoptr(PyroBatch) bad = pyro_batch_new (stage_again (stage, normal));
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) bad_result = NULL;
  Chain chain;
  gint64 begin = g_get_monotonic_time ();

  for (gsize i = 0; i < G_N_ELEMENTS (divisions); i++)
    start_call (&pending[i], stage_again (stage, normal), "divide", divisions[i]);
  start_call (&nothing, stage_again (stage, normal), "divide", "100, 0");
  start_chain (&chain, stage_again (stage, normal));
  start_batches (batch, &result, bad, &bad_result);

  /* Meanwhile others go on. */
  expect (stage, normal, "multiply", "5, 20", "100");
  expect (stage, normal, "multiply", "5, 30", "150");
  g_assert_false (wait_until (&pending[0], begin + 2 * G_TIME_SPAN_SECOND));
  g_assert_true (wait_until (&pending[0], begin + 30 * G_TIME_SPAN_SECOND));
  for (gsize i = 0; i < G_N_ELEMENTS (pending); i++)
    expect_end (&pending[i], quotients[i]);
  expect_division_by_zero (&nothing);
  while (chain.value == NULL || bad_result == NULL || result == NULL)
    g_main_context_iteration (NULL, TRUE);
  expect_value (chain.value, "26"); /* 100 // 5 + 1 + 2 + 3 */
  pyro_value_unref (chain.value);
  expect_results (bad, bad_result, "[1]", "ZeroDivisionError");
  expect_results (batch, result, "[20, 11, 277]", NULL);
}

#define N_SHARING 10

/* As many calls at once, in turns with two proxies. */
static void
share_proxies (Stage     *stage,
               PyroProxy *names,
               PyroProxy *proxy)
{
  Pending pending[N_SHARING];

  for (int i = 0; i < N_SHARING; i++)
    if (i % 2 == 0)
      start_call (&pending[i], names, "list", "prefix='example.'");
    else
      start_call (&pending[i], proxy, "method", "'the quick brown fox jumps over the lazy dog'");
  for (int i = 0; i < N_SHARING; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroValue) value = end_call (&pending[i], &error);

      g_assert_no_error (error);
      if (i % 2 == 0)
        g_assert_nonnull (pyro_value_lookup_string (value, "example.proxysharing"));
      else
        expect_value (value, "' ~~this is the remote result~~ '");
    }
}

/* Has the server work @n times at once, half a second each, and count. Returns: how long that took */
static gint64
work (Stage      *stage,
      PyroProxy  *proxy,
      gboolean    shared,
      int         n)
{
  g_autofree char *count = g_strdup_printf ("%d", n);
  gint64 begin;
  Pending pending[N_SHARING];

  expect (stage, proxy, "reset_work", "", "None");
  begin = g_get_monotonic_time ();
  for (int i = 0; i < n; i++)
    start_call (&pending[i], shared ? proxy : stage_again (stage, proxy), "work", "");
  for (int i = 0; i < n; i++)
    expect_end (&pending[i], "None");
  begin = g_get_monotonic_time () - begin;
  expect (stage, proxy, "get_work_done", "", count);

  return begin;
}

/* Many at once with the same proxy: no errors, but they wait for each other in the server. */
static void
play_proxysharing (Stage *stage)
{
  PyroProxy *proxy, *names;
  g_autofree char *text = NULL;

  stage_serve (stage, "server.py", NULL);
  proxy = stage_lookup (stage, "example.proxysharing");
  text = g_strdup_printf ("PYRO:Pyro.NameServer@127.0.0.1:%u", stage->name_server_port);
  names = stage_proxy (stage, text);
  for (int i = 0; i < 100; i++)
    share_proxies (stage, names, proxy);
  g_assert_cmpint (work (stage, proxy, TRUE, 4), >=, 2 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (work (stage, proxy, FALSE, N_SHARING), <, 4 * G_TIME_SPAN_SECOND);
}

static void
expect_song (Stage      *stage,
             PyroProxy  *itunes,
             const char *song)
{
  g_autoptr(PyroValue) value = fetch (stage, itunes, "currentsong", "");
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = pyro_serpent_dup_bytes (value, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), song, strlen (song));
}

static void
play_itunes (Stage *stage)
{
  g_autofree char *text = NULL;
  PyroProxy *itunes;

  osascript_install (stage);
  stage_run (stage, "itunescontroller.py", NULL);
  stage_await (stage, "iTunes controller started, uri = PYRO:itunescontroller@localhost:39001");
  itunes = stage_proxy (stage, "PYRO:itunescontroller@localhost:39001");
  expect (stage, itunes, "playlist", "'Music'", "None");
  expect (stage, itunes, "play", "", "None");
  expect_song (stage, itunes, "Song 0 - Somebody");
  expect (stage, itunes, "next", "", "None");
  expect_song (stage, itunes, "Song 1 - Somebody");
  expect (stage, itunes, "stop", "", "None");
  text = osascript_dup_notes (stage);
  g_assert_cmpstr (text, ==,
                   "tell application \"iTunes\" to player state\n"
                   "tell application \"iTunes\" to play playlist \"Music\"\n"
                   "tell application \"iTunes\" to play\n"
                   "tell application \"iTunes\"\n"
                   "tell application \"iTunes\" to next track\n"
                   "tell application \"iTunes\"\n"
                   "tell application \"iTunes\" to stop\n");
}

/* A module of the example's is sent to the server as text, and run there. */
static void
send_module (Stage     *stage,
             PyroProxy *flame)
{
  g_autofree char *path = g_build_filename (stage->folder, "stuff.py", NULL);
  g_autofree char *source = NULL;
  g_autofree char *literal = NULL;
  g_autofree char *arguments = NULL;
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(PyroValue) module = NULL;

  g_assert_true (g_file_get_contents (path, &source, NULL, NULL));
  value = pyro_value_new_string (source);
  literal = pyro_value_repr (value);
  arguments = g_strdup_printf ("'flameexample.stuff', %s", literal);
  expect (stage, flame, "sendmodule", arguments, "None");
  module = fetch (stage, flame, "module", "'flameexample.stuff'");
  g_assert_cmpstr (pyro_value_get_class_name (module), ==, "Pyro4.utils.flame.FlameModule");
  expect (stage, flame, "invokeModule", "'flameexample.stuff.doSomething', ('hello', 42), {}", "999");
  stage_await (stage, "Hello, my name is hello and my number is 42");
}

/* The object behind it came into being with the call. */
static void
use_console (Stage     *stage,
             PyroProxy *flame)
{
  g_autoptr(PyroValue) value = fetch (stage, flame, "console", "");
  g_autoptr(PyroValue) banner = NULL;
  g_autoptr(GError) error = NULL;
  PyroProxy *console = pyro_proxy_new_from_value (pyro_value_lookup_string (value, "remoteconsole"), flame, &error);

  g_assert_no_error (error);
  g_ptr_array_add (stage->proxies, console);
  banner = fetch (stage, console, "get_banner", "");
  g_assert_nonnull (strstr (pyro_value_get_string (banner, NULL), "(Remote console on 127.0.0.1:"));
  expect (stage, console, "push_and_get_output", "'for i in range(2):'", "('', True)");
  expect (stage, console, "push_and_get_output", "'  print(i)'", "('', True)");
  expect (stage, console, "push_and_get_output", "''", "('0\\n1\\n', False)");
  expect (stage, console, "terminate", "", "None");
}

static void
play_flame (Stage *stage)
{
  g_autofree char *uri = NULL;
  g_autofree char *here = g_strdup_printf ("'%s'", stage->folder);
  g_autofree char *host = g_strdup_printf ("'%s'", g_get_host_name ());
  g_autoptr(PyroValue) module = NULL;
  PyroProxy *flame;

  stage_set (stage, "PYRO_FLAME_ENABLED", "1");
  uri = program_await (stage_run (stage, "-m", "Pyro4.utils.flameserver", "-H", "127.0.0.1", NULL),
                       "server uri: (PYRO:\\S+)");
  flame = stage_proxy (stage, uri);
  g_assert_true (pyro_proxy_set_serializer (flame, "pickle", NULL));
  module = fetch (stage, flame, "module", "'socket'");
  g_assert_cmpstr (pyro_value_get_class_name (module), ==, "Pyro4.utils.flame.FlameModule");
  expect (stage, flame, "invokeModule", "'socket.gethostname', (), {}", host);
  expect (stage, flame, "invokeModule", "'os.getcwd', (), {}", here);
  expect (stage, flame, "execute", "'import math'", "None");
  expect (stage, flame, "evaluate", "'math.sqrt(500)'", "22.360679774997898");
  expect_raise (stage, flame, "evaluate", "'1//0'", "ZeroDivisionError", "integer division or modulo by zero");
  expect (stage, flame, "invokeBuiltin", "'print', ('Hello there, remote server stdout!',), {}", "None");
  stage_await (stage, "^Hello there, remote server stdout!$");
  send_module (stage, flame);
  use_console (stage, flame);
}

const Row old_rows[] = {
  { NULL, "async", play_async },
  { NULL, "flame", play_flame },
  { NULL, "itunes", play_itunes, TRUE },
  { NULL, "proxysharing", play_proxysharing },
  { NULL, NULL, NULL }
};
