/* tests/bench/bench-serve.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <arpa/inet.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/client/batch.h"
#include "core/client/proxy.h"
#include "core/value/literal.h"
#include "core/wire/call.h"
#include "core/wire/hello.h"
#include "tests/bench/bench.h"
#include "tests/bench/echo-server.h"
#include "tests/python-peer.h"

/* Daemons in C and in Python, by the same clients: one that sends messages that were made before and looks
 * at no answer, our proxies, and Python's. */

#define N_CALLS    2000 /* of a round */
#define N_CONNECTS 200
#define N_BATCH    100
#define N_ONEWAY   20000
#define N_IDLE     10000

static EchoServer loop, crowded, threads, local_loop, local_threads; /* the last two: Unix sockets */
static PythonPeer *peer;
static PyroUri *python_uri;
static PyroValue *args;

static double
get_memory (const EchoServer *server)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/statm", server->pid);
  g_autofree char *text = NULL;
  g_auto(GStrv) fields = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  fields = g_strsplit (text, " ", 3);

  return (double) (g_ascii_strtoll (fields[1], NULL, 10) * sysconf (_SC_PAGESIZE));
}

/* ---- Clients ---- */

static double
since (gint64 began,
       guint  n)
{
  return (double) (g_get_monotonic_time () - began) / G_TIME_SPAN_SECOND / n;
}

static int
connect_to (guint16 port)
{
  struct sockaddr_in address = {
    .sin_family = AF_INET, .sin_port = htons (port), .sin_addr.s_addr = htonl (INADDR_LOOPBACK),
  };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (connect (fd, (struct sockaddr *) &address, sizeof address), ==, 0);

  return fd;
}

static int
open_canned (PyroUri *uri)
{
  g_autoptr(PyroFrame) hello = pyro_hello_new (pyro_generation_get_pyro5 (), pyro_codec_find ("serpent"), "echo", NULL,
                                               NULL, NULL, NULL);
  g_autoptr(GBytes) message = pyro_frame_encode (hello, 0, NULL);
  int fd = connect_to (pyro_uri_get_port (uri));
  char answer[4096];
  gsize size;
  const char *data = g_bytes_get_data (message, &size);

  g_assert_cmpint (send (fd, data, size, 0), ==, (gssize) size);
  g_assert_cmpint (recv (fd, answer, sizeof answer, 0), >, 40);

  return fd;
}

static double
measure_canned (gpointer data,
                guint    n)
{
  PyroUri *uri = *(PyroUri **) data;
  g_autoptr(PyroCall) call = pyro_call_new ("echo", "add", args, NULL);
  g_autoptr(PyroFrame) frame =
    pyro_call_to_frame (call, pyro_generation_get_pyro5 (), pyro_codec_find ("serpent"), NULL);
  g_autoptr(GBytes) message = pyro_frame_encode (frame, 1, NULL);
  int fd = open_canned (uri);
  gsize size;
  const char *bytes = g_bytes_get_data (message, &size);
  char answer[4096];
  gint64 began = g_get_monotonic_time ();
  double time;

  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (send (fd, bytes, size, 0), ==, (gssize) size);
      g_assert_cmpint (recv (fd, answer, sizeof answer, 0), >, 40);
    }
  time = since (began, n);
  close (fd);

  return time;
}

static double
measure_sync (gpointer data,
              guint    n)
{
  g_autoptr(PyroProxy) proxy = pyro_proxy_new (*(PyroUri **) data);
  gint64 began;

  g_assert_true (pyro_proxy_bind_sync (proxy, NULL, NULL));
  began = g_get_monotonic_time ();
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PyroValue) value = pyro_proxy_call_sync (proxy, "add", args, NULL, NULL, NULL);

      g_assert_nonnull (value);
    }

  return since (began, n);
}

static double
measure_connect (gpointer data,
                 guint    n)
{
  gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PyroProxy) proxy = pyro_proxy_new (*(PyroUri **) data);
      g_autoptr(PyroValue) value = pyro_proxy_call_sync (proxy, "add", args, NULL, NULL, NULL);

      g_assert_nonnull (value);
    }

  return since (began, n);
}

static double
measure_oneway (gpointer data,
                guint    n)
{
  g_autoptr(PyroProxy) proxy = pyro_proxy_new (*(PyroUri **) data);
  gint64 began;

  g_assert_true (pyro_proxy_bind_sync (proxy, NULL, NULL));
  began = g_get_monotonic_time ();
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PyroValue) value = pyro_proxy_call_sync (proxy, "note", args, NULL, NULL, NULL);

      g_assert_nonnull (value);
    }
  g_assert_true (pyro_proxy_ping_sync (proxy, NULL, NULL)); /* now the daemon has read them all */

  return since (began, n);
}

/* One call after another in a batch of many, for one of them. */
static double
measure_batch (gpointer data,
               guint    n)
{
  g_autoptr(PyroCall) call = pyro_call_new ("echo", "add", args, NULL);
  PyroCall *calls[N_BATCH];
  g_autoptr(PyroCall) batch = NULL;
  g_autoptr(PyroFrame) frame = NULL;
  g_autoptr(GBytes) message = NULL;
  int fd = open_canned (*(PyroUri **) data);
  char answer[16384];
  const char *bytes;
  gint64 began;
  gsize size;

  for (guint i = 0; i < N_BATCH; i++)
    calls[i] = call;
  batch = pyro_call_new_batch ("echo", calls, N_BATCH, NULL);
  frame = pyro_call_to_frame (batch, pyro_generation_get_pyro5 (), pyro_codec_find ("serpent"), NULL);
  message = pyro_frame_encode (frame, 1, NULL);
  bytes = g_bytes_get_data (message, &size);
  began = g_get_monotonic_time ();
  for (guint i = 0; i < n; i += N_BATCH)
    {
      g_assert_cmpint (send (fd, bytes, size, 0), ==, (gssize) size);
      g_assert_cmpint (recv (fd, answer, sizeof answer, 0), >, 40);
    }
  close (fd);

  return since (began, n);
}

static void
count_call (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PyroValue) value = pyro_proxy_call_finish (PYRO_PROXY (object), result, NULL);

  g_assert_nonnull (value);
  ++*(guint *) user_data;
}

static double
measure_at_once (PyroUri *uri,
                 guint    n,
                 guint    n_at_once)
{
  g_autoptr(PyroProxy) proxy = pyro_proxy_new (uri);
  guint n_done = 0, n_begun = 0;
  gint64 began = g_get_monotonic_time ();

  while (n_done < n)
    {
      for (; n_begun < n && n_begun - n_done < n_at_once; n_begun++)
        pyro_proxy_call_async (proxy, "add", args, NULL, NULL, count_call, &n_done);
      g_main_context_iteration (NULL, TRUE);
    }

  return since (began, n);
}

static double
measure_async (gpointer data,
               guint    n)
{
  return measure_at_once (*(PyroUri **) data, n, 1);
}

static double
measure_pipelined (gpointer data,
                   guint    n)
{
  return measure_at_once (*(PyroUri **) data, n, 100);
}

typedef struct
{
  const char *request;
  PyroUri   **uri;
} Asking;

static double
ask (gpointer data,
     guint    n)
{
  const Asking *asking = data;
  g_autofree char *uri = pyro_uri_to_string (*asking->uri);
  g_autofree char *answer = NULL;

  python_peer_ask (peer, "%s %u %s", asking->request, n, uri);
  answer = python_peer_read (peer, NULL);
  g_assert_nonnull (answer);

  return g_ascii_strtod (answer, NULL);
}

/* ---- All ---- */

static void
allow_descriptors (void)
{
  struct rlimit limit;

  getrlimit (RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_NOFILE, &limit);
}

/* Fills a daemon with clients that do nothing. Returns: bytes of it that each costs */
static double
crowd (void)
{
  double before;
  guint n = 0;
  struct rlimit limit;

  getrlimit (RLIMIT_NOFILE, &limit);
  g_assert_cmpfloat (measure_sync (&crowded.uri, N_CALLS), >, 0);
  before = get_memory (&crowded);
  for (; n < N_IDLE && n + 100 < limit.rlim_cur; n++)
    open_canned (crowded.uri); /* until this process ends */
  printf ("%u idle connections, of %.0f bytes each; the daemon has %.1f MB\n", n,
          (get_memory (&crowded) - before) / n, get_memory (&crowded) / 1e6);

  return (get_memory (&crowded) - before) / n;
}

static void
start_python (void)
{
  g_autofree char *text = NULL;

  peer = python_peer_new ("bench", "bench-peer.py");
  g_assert_nonnull (peer);
  bench_watch (atoi (peer->greeting + strlen ("ready ")));
  python_peer_ask (peer, "serve");
  text = python_peer_read (peer, NULL);
  bench_watch (atoi (text));
  python_uri = pyro_uri_parse (strchr (text, ' ') + 1, 0, NULL);
}

static Asking ask_loop = { "call", &loop.uri };
static Asking ask_threads = { "call", &threads.uri };
static Asking ask_python = { "call", &python_uri };
static Asking connect_python = { "connect", &python_uri };
static Asking oneway_python = { "oneway", &python_uri };

static BenchRow rows[] = {
  { "64 bytes to and fro over TCP", bench_measure_raw, NULL, N_CALLS },
  { "64 bytes to and fro over a Unix socket", bench_measure_raw, &loop, N_CALLS },
  { "canned, loop", measure_canned, &loop.uri, N_CALLS },
  { "canned, loop with 10,000 idle", measure_canned, &crowded.uri, N_CALLS },
  { "canned, threads", measure_canned, &threads.uri, N_CALLS },
  { "canned, Python's daemon", measure_canned, &python_uri, N_CALLS },
  { "ours, loop", measure_sync, &loop.uri, N_CALLS },
  { "ours, threads", measure_sync, &threads.uri, N_CALLS },
  { "ours, loop, Unix socket", measure_sync, &local_loop.uri, N_CALLS },
  { "ours, threads, Unix socket", measure_sync, &local_threads.uri, N_CALLS },
  { "ours, not blocking, loop", measure_async, &loop.uri, N_CALLS },
  { "ours, 100 at once, loop", measure_pipelined, &loop.uri, N_ONEWAY },
  { "Python's client, loop", ask, &ask_loop, N_CALLS },
  { "Python's client, threads", ask, &ask_threads, N_CALLS },
  { "Python's client, Python's daemon", ask, &ask_python, N_CALLS },
  { "ours, connecting, loop", measure_connect, &loop.uri, N_CONNECTS },
  { "Python's client, connecting", ask, &connect_python, N_CONNECTS },
  { "ours, oneway, loop", measure_oneway, &loop.uri, N_ONEWAY },
  { "Python's client, oneway", ask, &oneway_python, N_CALLS },
  { "a call of a batch of 100, loop", measure_batch, &loop.uri, N_ONEWAY },
  { "a call of a batch of 100, Python's daemon", measure_batch, &python_uri, N_CALLS },
};

static const BenchGoal goals[] = {
  { "R1: threads, of the raw speed", "ours, threads", "64 bytes to and fro over TCP", 1 / 1.30 },
  { "R2: threads, Unix socket, of the raw speed", "ours, threads, Unix socket",
    "64 bytes to and fro over a Unix socket", 1 / 1.40 },
  { "R3: loop, of the raw speed", "ours, loop", "64 bytes to and fro over TCP", 1 / 1.70 },
  { "R3: loop, Unix socket, of the raw speed", "ours, loop, Unix socket",
    "64 bytes to and fro over a Unix socket", 1 / 1.70 },
  { "R4: not blocking, of the raw speed", "ours, not blocking, loop", "64 bytes to and fro over TCP", 1 / 2.6 },
  { "R6: faster than Python alone", "ours, loop", "Python's client, Python's daemon", 8 },
  { "R7: Python's client, with our threads", "Python's client, threads", "Python's client, Python's daemon", 2.5 },
  { "C2: 10,000 idle cost nothing", "canned, loop with 10,000 idle", "canned, loop", 1 / 1.10 },
  { "N1: connecting, faster than Python", "ours, connecting, loop", "Python's client, connecting", 8 },
  { "B1: batch, faster than Python's daemon", "a call of a batch of 100, loop",
    "a call of a batch of 100, Python's daemon", 30 },
  { "B2: oneway, faster than Python", "ours, oneway, loop", "Python's client, oneway", 50 },
  { "P1: 100 at once, faster than Python", "ours, 100 at once, loop", "Python's client, Python's daemon", 40 },
};

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = NULL;
  g_autofree char *loop_path = NULL;
  g_autofree char *threads_path = NULL;

  bench_init (&argc, &argv);
  folder = g_dir_make_tmp ("pyro-bench-XXXXXX", NULL);
  loop_path = g_build_filename (folder, "loop", NULL);
  threads_path = g_build_filename (folder, "threads", NULL);
  allow_descriptors ();
  bench_pin ();
  echo_server_start (&loop, "multiplex", NULL);
  echo_server_start (&crowded, "multiplex", NULL);
  echo_server_start (&threads, "thread", NULL);
  echo_server_start (&local_loop, "multiplex", loop_path);
  echo_server_start (&local_threads, "thread", threads_path);
  args = pyro_literal_parse ("(1, 2)", -1, NULL, NULL);
  start_python ();
  crowd ();

  bench_run (rows, G_N_ELEMENTS (rows));
  bench_print ("Daemons, over TCP unless something else is said", rows, G_N_ELEMENTS (rows), goals, G_N_ELEMENTS (goals));

  pyro_value_unref (args);
  python_peer_free (peer);
  g_unlink (loop_path);
  g_unlink (threads_path);
  g_rmdir (folder);

  return 0;
}
