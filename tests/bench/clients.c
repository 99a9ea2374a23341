/* tests/bench/clients.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/bench/clients.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/client/proxy.h"
#include "core/value/literal.h"
#include "core/wire/call.h"
#include "core/wire/hello.h"
#include "tests/bench/bench.h"
#include "tests/python-peer.h"

#define N_BATCH   100
#define N_AT_ONCE 100

static PythonPeer *peer;

/* Of all calls. */
static PyroValue *
get_args (void)
{
  static PyroValue *args;

  if (args == NULL)
    args = pyro_literal_parse ("(1, 2)", -1, NULL, NULL);

  return args;
}

static void
check_three (PyroValue *value)
{
  gint64 number;

  g_assert_nonnull (value);
  g_assert_true (pyro_value_get_int64 (value, &number));
  g_assert_cmpint (number, ==, 3);
}

/* ---- Canned ---- */

GBytes *
clients_new_hello (void)
{
  g_autoptr(PyroFrame) hello = pyro_hello_new (pyro_generation_get_pyro5 (), pyro_codec_find ("serpent"), "echo", NULL,
                                               NULL, NULL, NULL);

  return pyro_frame_encode (hello, 0, NULL);
}

static GBytes *
new_message (PyroCall *call)
{
  g_autoptr(PyroFrame) frame =
    pyro_call_to_frame (call, pyro_generation_get_pyro5 (), pyro_codec_find ("serpent"), NULL);

  return pyro_frame_encode (frame, 1, NULL);
}

/* @args: as Python writes a tuple of them */
GBytes *
clients_new_call (const char *method,
                  const char *args)
{
  g_autoptr(PyroValue) value = pyro_literal_parse (args, -1, NULL, NULL);
  g_autoptr(PyroCall) call = pyro_call_new ("echo", method, value, NULL);

  return new_message (call);
}

/* Sends a message and takes what answers it. Returns: how long that is */
gssize
clients_pass (int     fd,
              GBytes *message,
              char   *answer,
              gsize   size)
{
  gsize message_size;
  const char *data = g_bytes_get_data (message, &message_size);
  gssize n;

  g_assert_cmpint (send (fd, data, message_size, 0), ==, (gssize) message_size);
  n = recv (fd, answer, size, 0);
  g_assert_cmpint (n, >, 40);

  return n;
}

int
clients_open_canned (PyroUri *uri)
{
  g_autoptr(GBytes) hello = clients_new_hello ();
  int fd = bench_connect_to (pyro_uri_get_port (uri));
  char answer[4096];

  clients_pass (fd, hello, answer, sizeof answer);

  return fd;
}

static double
send_canned (PyroUri *uri,
             GBytes  *message,
             guint    n,
             guint    n_each)
{
  char answer[16384];
  int fd = clients_open_canned (uri);
  gint64 began = g_get_monotonic_time ();
  double time;

  for (guint i = 0; i < n; i += n_each)
    clients_pass (fd, message, answer, sizeof answer);
  time = bench_since (began, n);
  close (fd);

  return time;
}

double
clients_call_canned (gpointer data,
                     guint    n)
{
  g_autoptr(GBytes) message = clients_new_call ("add", "(1, 2)");

  return send_canned (*(PyroUri **) data, message, n, 1);
}

/* To connect, to be welcomed, one call and the end. */
double
clients_connect_canned (gpointer data,
                        guint    n)
{
  g_autoptr(GBytes) message = clients_new_call ("add", "(1, 2)");
  gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    {
      char answer[4096];
      int fd = clients_open_canned (*(PyroUri **) data);

      clients_pass (fd, message, answer, sizeof answer);
      close (fd);
    }

  return bench_since (began, n);
}

/* One call after another in a batch of many, for one of them. */
double
clients_batch_canned (gpointer data,
                      guint    n)
{
  g_autoptr(PyroCall) call = pyro_call_new ("echo", "add", get_args (), NULL);
  PyroCall *calls[N_BATCH];
  g_autoptr(PyroCall) batch = NULL;
  g_autoptr(GBytes) message = NULL;

  for (guint i = 0; i < N_BATCH; i++)
    calls[i] = call;
  batch = pyro_call_new_batch ("echo", calls, N_BATCH, NULL);
  message = new_message (batch);

  return send_canned (*(PyroUri **) data, message, n, N_BATCH);
}

/* ---- Ours ---- */

static double
call_sync (PyroUri    *uri,
           const char *method,
           guint       n)
{
  g_autoptr(PyroProxy) proxy = pyro_proxy_new (uri);
  gboolean is_oneway = g_str_equal (method, "note");
  gint64 began;

  g_assert_true (pyro_proxy_bind_sync (proxy, NULL, NULL));
  began = g_get_monotonic_time ();
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PyroValue) value = pyro_proxy_call_sync (proxy, method, get_args (), NULL, NULL, NULL);

      if (!is_oneway)
        check_three (value);
    }
  if (is_oneway)
    g_assert_true (pyro_proxy_ping_sync (proxy, NULL, NULL)); /* now the daemon has read them all */

  return bench_since (began, n);
}

double
clients_call_sync (gpointer data,
                   guint    n)
{
  return call_sync (*(PyroUri **) data, "add", n);
}

double
clients_call_oneway (gpointer data,
                     guint    n)
{
  return call_sync (*(PyroUri **) data, "note", n);
}

double
clients_connect_sync (gpointer data,
                      guint    n)
{
  gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PyroProxy) proxy = pyro_proxy_new (*(PyroUri **) data);
      g_autoptr(PyroValue) value = pyro_proxy_call_sync (proxy, "add", get_args (), NULL, NULL, NULL);

      check_three (value);
    }

  return bench_since (began, n);
}

static void
count_call (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PyroValue) value = pyro_proxy_call_finish (PYRO_PROXY (object), result, NULL);

  check_three (value);
  ++*(guint *) user_data;
}

/* Begins @n_step calls whenever no more than @n_left wait. */
static double
call_at_once (PyroUri *uri,
              guint    n,
              guint    n_step,
              guint    n_left)
{
  g_autoptr(PyroProxy) proxy = pyro_proxy_new (uri);
  guint n_done = 0, n_begun = 1;
  gint64 began;

  pyro_proxy_call_async (proxy, "add", get_args (), NULL, NULL, count_call, &n_done);
  while (n_done == 0)
    g_main_context_iteration (NULL, TRUE);

  n_done = n_begun = 0;
  began = g_get_monotonic_time ();
  while (n_done < n)
    {
      while (n_begun < n && n_begun - n_done <= n_left)
        for (guint i = 0; i < n_step; i++, n_begun++)
          pyro_proxy_call_async (proxy, "add", get_args (), NULL, NULL, count_call, &n_done);
      g_main_context_iteration (NULL, TRUE);
    }

  return bench_since (began, n);
}

double
clients_call_async (gpointer data,
                    guint    n)
{
  return call_at_once (*(PyroUri **) data, n, 1, 0);
}

/* The second reply must not wait until the first is acknowledged. */
double
clients_call_in_pairs (gpointer data,
                       guint    n)
{
  return call_at_once (*(PyroUri **) data, n, 2, 0);
}

double
clients_call_at_once (gpointer data,
                      guint    n)
{
  return call_at_once (*(PyroUri **) data, n, 1, N_AT_ONCE - 1);
}

/* ---- Python's ---- */

void
clients_start_python (void)
{
  peer = python_peer_new ("bench", "bench-peer.py");
  g_assert_nonnull (peer);
  bench_watch (atoi (peer->greeting + strlen ("ready ")));
}

/* Returns: (transfer full): where a new daemon of Python's is
 * @options: what bench-peer.py is told with `serve` */
PyroUri *
clients_serve_in_python (const char *options,
                         int        *pid)
{
  g_autofree char *text = NULL;
  PyroUri *uri;

  python_peer_ask (peer, "serve %s", options);
  text = python_peer_read (peer, NULL);
  *pid = atoi (text);
  bench_watch (*pid);
  uri = pyro_uri_parse (strchr (text, ' ') + 1, 0, NULL);
  g_assert_nonnull (uri);

  return uri;
}

double
clients_ask_python (gpointer data,
                    guint    n)
{
  const ClientsAsking *asking = data;
  g_autofree char *uri = pyro_uri_to_string (*asking->uri);
  g_autofree char *answer = NULL;

  python_peer_ask (peer, "%s %u %s %s", asking->request, n, uri, asking->more != NULL ? asking->more : "");
  answer = python_peer_read (peer, NULL);
  g_assert_nonnull (answer);

  return g_ascii_strtod (answer, NULL);
}

void
clients_end (void)
{
  pyro_value_unref (get_args ());
  g_clear_pointer (&peer, python_peer_free);
}
