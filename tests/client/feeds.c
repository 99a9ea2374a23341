/* tests/client/feeds.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/client/feeds.h"

Peer peers[N_SERVERS];
static Setting settings[N_WAYS * N_SERVERS];

PyroItemStream *
open_stream (PyroProxy   *proxy,
             Way          way,
             const char  *method,
             const char  *arguments,
             GError     **error)
{
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  parse_arguments (arguments, &args, &kwargs);
  if (way == SYNC)
    return pyro_item_stream_open_sync (proxy, method, args, kwargs, NULL, error);

  pyro_item_stream_open_async (proxy, method, args, kwargs, NULL, take_result, &result);
  g_assert_null (result);
  taken = wait_for_result (&result);

  return pyro_item_stream_open_finish (proxy, taken, error);
}

PyroItemStream *
must_open (PyroProxy  *proxy,
           Way         way,
           const char *method,
           const char *arguments)
{
  g_autoptr(GError) error = NULL;
  PyroItemStream *stream = open_stream (proxy, way, method, arguments, &error);

  g_assert_no_error (error);
  g_assert_true (pyro_item_stream_get_proxy (stream) == proxy);

  return stream;
}

PyroValue *
next (PyroItemStream  *stream,
      Way              way,
      GCancellable    *cancellable,
      GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (way == SYNC)
    return pyro_item_stream_next_sync (stream, cancellable, error);

  pyro_item_stream_next_async (stream, cancellable, take_result, &result);
  g_assert_null (result);
  taken = wait_for_result (&result);

  return pyro_item_stream_next_finish (stream, taken, error);
}

GPtrArray *
next_many (PyroItemStream  *stream,
           Way              way,
           guint            n_items,
           GCancellable    *cancellable,
           GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (way == SYNC)
    return pyro_item_stream_next_many_sync (stream, n_items, cancellable, error);

  pyro_item_stream_next_many_async (stream, n_items, cancellable, take_result, &result);
  g_assert_null (result);
  taken = wait_for_result (&result);

  return pyro_item_stream_next_many_finish (stream, taken, error);
}

gboolean
run (PyroItemStream  *stream,
     Way              way,
     PyroItemFunc     func,
     gpointer         data,
     GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (way == SYNC)
    return pyro_item_stream_run_sync (stream, func, data, NULL, error);

  pyro_item_stream_run_async (stream, func, data, NULL, NULL, take_result, &result);
  taken = wait_for_result (&result);

  return pyro_item_stream_run_finish (stream, taken, error);
}

gboolean
close_stream (PyroItemStream  *stream,
              Way              way,
              GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (way == SYNC)
    return pyro_item_stream_close_sync (stream, NULL, error);

  pyro_item_stream_close_async (stream, NULL, take_result, &result);
  taken = wait_for_result (&result);

  return pyro_item_stream_close_finish (stream, taken, error);
}

void
assert_next (PyroItemStream *stream,
             Way             way,
             const char     *literal)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) item = next (stream, way, NULL, &error);

  g_assert_no_error (error);
  assert_value (item, literal);
}

void
assert_end (PyroItemStream *stream,
            Way             way)
{
  for (guint i = 0; i < 2; i++) /* it stays at its end */
    {
      g_autoptr(GError) error = NULL;
      PyroValue *item = next (stream, way, NULL, &error);

      g_assert_no_error (error);
      g_assert_null (item);
      g_assert_true (pyro_item_stream_get_ended (stream));
    }
}

void
assert_no_next (PyroItemStream *stream,
                Way             way,
                GQuark          domain,
                int             code,
                const char     *message)
{
  g_autoptr(GError) error = NULL;
  PyroValue *item = next (stream, way, NULL, &error);

  g_assert_null (item);
  g_assert_error (error, domain, code);
  g_assert_cmpstr (error->message, ==, message);
}

/* Asks in a way that does not depend on what the proxy of the test does. */
void
assert_happens (Peer       *peer,
                const char *entry)
{
  g_autoptr(PyroProxy) proxy = peer_new_proxy (peer);
  g_autofree char *arguments = g_strdup_printf ("'%s'", entry);

  assert_call (proxy, SYNC, "wait_for", arguments, "1");
}

void
add (const char    *name,
     GTestDataFunc  func)
{
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      settings[i] = (Setting) { (Way) (i % N_WAYS), &peers[i / N_WAYS] };
      g_autofree char *path = g_strdup_printf ("/%s/%s/%s", name,
                                               settings[i].peer == &peers[THREAD] ? "thread" : "multiplex",
                                               settings[i].way == SYNC ? "sync" : "async");

      g_test_add_data_func (path, &settings[i], func);
    }
}

void
add_ways (const char    *name,
          GTestDataFunc  func)
{
  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autofree char *path = g_strdup_printf ("/%s/%s", name, way == SYNC ? "sync" : "async");

      g_test_add_data_func (path, GINT_TO_POINTER (way), func);
    }
}

int
run_with_peers (void)
{
  int status;

  peer_start (&peers[THREAD], "feeds.py", NULL);
  peer_start (&peers[MULTIPLEX], "feeds.py", "--servertype", "multiplex", NULL);
  status = g_test_run ();
  peer_stop (&peers[MULTIPLEX]);
  peer_stop (&peers[THREAD]);

  return status;
}
