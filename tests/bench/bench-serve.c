/* tests/bench/bench-serve.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

#include "tests/bench/bench.h"
#include "tests/bench/clients.h"
#include "tests/bench/echo-server.h"
#include "tests/bench/raw-server.h"

/* Daemons in C and in Python with one client: one that sends messages that were made before and looks
 * at no answer, our proxies, and Python's. */

#define N_CALLS    2000 /* of a round */
#define N_CONNECTS 200
#define N_MANY     20000

static EchoServer loop, threads, local_loop, local_threads; /* the last two: Unix sockets */
static RawServer raw, canned;
static PyroUri *python;

static ClientsAsking ask_loop = { "call", &loop.uri }, ask_loop_marshal = { "call", &loop.uri, "marshal" };
static ClientsAsking ask_threads = { "call", &threads.uri }, ask_threads_marshal = { "call", &threads.uri, "marshal" };
static ClientsAsking ask_canned = { "call", &canned.uri };
static ClientsAsking ask_python = { "call", &python }, ask_python_marshal = { "call", &python, "marshal" };
static ClientsAsking connect_python = { "connect", &python };
static ClientsAsking connect_loop = { "connect", &loop.uri };
static ClientsAsking oneway_python = { "oneway", &python };

/* A connection, two messages to and fro, and its end: what there is at least to a handshake and a call. */
static double
connect_raw (gpointer data,
             guint    n)
{
  gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GBytes) message = g_bytes_new_static ("0123456789012345678901234567890123456789012345678901234567890123",
                                                      64);
      int fd = bench_connect_to (pyro_uri_get_port (raw.uri));
      char answer[64];

      clients_pass (fd, message, answer, sizeof answer);
      clients_pass (fd, message, answer, sizeof answer);
      close (fd);
    }

  return bench_since (began, n);
}

static BenchRow rows[] = {
  { "64 bytes to and fro over TCP", bench_measure_raw, NULL, N_CALLS },
  { "64 bytes to and fro over a Unix socket", bench_measure_raw, &loop, N_CALLS },
  { "canned, loop", clients_call_canned, &loop.uri, N_CALLS },
  { "canned, threads", clients_call_canned, &threads.uri, N_CALLS },
  { "canned, canned", clients_call_canned, &canned.uri, N_CALLS },
  { "canned, Python's daemon", clients_call_canned, &python, N_CALLS },
  { "ours, loop", clients_call_sync, &loop.uri, N_CALLS },
  { "ours, threads", clients_call_sync, &threads.uri, N_CALLS },
  { "ours, loop, Unix socket", clients_call_sync, &local_loop.uri, N_CALLS },
  { "ours, threads, Unix socket", clients_call_sync, &local_threads.uri, N_CALLS },
  { "ours, not blocking, loop", clients_call_async, &loop.uri, N_CALLS },
  { "ours, 100 at once, loop", clients_call_at_once, &loop.uri, N_MANY },
  { "Python's client, loop", clients_ask_python, &ask_loop, N_CALLS },
  { "Python's client, threads", clients_ask_python, &ask_threads, N_CALLS },
  { "Python's client, canned", clients_ask_python, &ask_canned, N_CALLS },
  { "Python's client, Python's daemon", clients_ask_python, &ask_python, N_CALLS },
  { "Python's client, loop, marshal", clients_ask_python, &ask_loop_marshal, N_CALLS },
  { "Python's client, threads, marshal", clients_ask_python, &ask_threads_marshal, N_CALLS },
  { "Python's client, Python's daemon, marshal", clients_ask_python, &ask_python_marshal, N_CALLS },
  { "connecting and two messages, raw", connect_raw, NULL, N_CONNECTS },
  { "canned, connecting, loop", clients_connect_canned, &loop.uri, N_CONNECTS },
  { "canned, connecting, Python's daemon", clients_connect_canned, &python, N_CONNECTS },
  { "ours, connecting, loop", clients_connect_sync, &loop.uri, N_CONNECTS },
  { "Python's client, connecting, loop", clients_ask_python, &connect_loop, N_CONNECTS },
  { "Python's client, connecting, Python's daemon", clients_ask_python, &connect_python, N_CONNECTS },
  { "ours, oneway, loop", clients_call_oneway, &loop.uri, N_MANY },
  { "Python's client, oneway, Python's daemon", clients_ask_python, &oneway_python, N_CALLS },
  { "canned: our thread's part", clients_call_canned, &threads.uri, N_CALLS, &threads.pid },
  { "Python's client: our thread's part", clients_ask_python, &ask_threads, N_CALLS, &threads.pid },
  { "Python's client: the canned server's part", clients_ask_python, &ask_canned, N_CALLS, &canned.pid },
  { "ours, connecting: the loop's part", clients_connect_sync, &loop.uri, N_CONNECTS, &loop.pid },
  { "ours, 100 at once: the loop's part", clients_call_at_once, &loop.uri, N_MANY, &loop.pid },
  { "ours, oneway: the loop's part", clients_call_oneway, &loop.uri, N_MANY, &loop.pid },
  { "a call of a batch of 100, loop", clients_batch_canned, &loop.uri, N_MANY },
  { "a call of a batch of 100, Python's daemon", clients_batch_canned, &python, N_CALLS },
};

#define RAW       "64 bytes to and fro over TCP"
#define RAW_LOCAL "64 bytes to and fro over a Unix socket"
#define PYTHON    "Python's client, Python's daemon"

static const BenchGoal goals[] = {
  { "R1: threads, of the raw speed", "ours, threads", RAW, 1 / 1.30 },
  { "R2: threads, Unix socket, of the raw speed", "ours, threads, Unix socket", RAW_LOCAL, 1 / 1.40 },
  { "R3: loop, of the raw speed", "ours, loop", RAW, 1 / 1.70 },
  { "R3: loop, Unix socket, of the raw speed", "ours, loop, Unix socket", RAW_LOCAL, 1 / 1.70 },
  { "R4: not blocking, of the raw speed", "ours, not blocking, loop", RAW, 1 / 2.6 },
  { "R6: loop, faster than Python alone", "ours, loop", PYTHON, 8 },
  { "R6: threads, faster than Python alone", "ours, threads", PYTHON, 8 },
  { "R7: Python's client, our threads", "Python's client, threads", PYTHON, 2.5 },
  { "R7: the same in marshal", "Python's client, threads, marshal", "Python's client, Python's daemon, marshal", 1.9 },
  { "R7: our threads, of a canned server's speed", "Python's client, threads", "Python's client, canned", 1 / 1.08 },
  { "N1: connecting, of the raw speed", "canned, connecting, loop", "connecting and two messages, raw", 1 / 1.4 },
  { "N1: faster than Python alone", "ours, connecting, loop", "Python's client, connecting, Python's daemon", 8 },
  { "B1: batch, faster than a message", "a call of a batch of 100, loop", RAW, 1 / 0.08 },
  { "B1: faster than Python's daemon", "a call of a batch of 100, loop", "a call of a batch of 100, Python's daemon",
    30 },
  { "B2: oneway, faster than a message", "ours, oneway, loop", RAW, 1 / 0.20 },
  { "B2: faster than Python alone", "ours, oneway, loop", "Python's client, oneway, Python's daemon", 50 },
  { "P1: 100 at once, faster than Python alone", "ours, 100 at once, loop", PYTHON, 40 },
};

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = NULL;
  g_autofree char *loop_path = NULL;
  g_autofree char *threads_path = NULL;
  int pid;

  bench_init (&argc, &argv);
  folder = g_dir_make_tmp ("pyro-bench-XXXXXX", NULL);
  loop_path = g_build_filename (folder, "loop", NULL);
  threads_path = g_build_filename (folder, "threads", NULL);
  bench_pin ();
  echo_server_start (&loop, "multiplex", NULL);
  echo_server_start (&threads, "thread", NULL);
  echo_server_start (&local_loop, "multiplex", loop_path);
  echo_server_start (&local_threads, "thread", threads_path);
  raw_server_start (&raw);
  raw_server_start_canned (&canned, loop.uri);
  clients_start_python ();
  python = clients_serve_in_python ("", &pid);

  bench_run (rows, G_N_ELEMENTS (rows));
  bench_print ("Daemons with one client, over TCP unless something else is said", rows, G_N_ELEMENTS (rows), goals,
               G_N_ELEMENTS (goals));
  bench_expect ("P1: 100 at once, a call", bench_median (rows, G_N_ELEMENTS (rows), "ours, 100 at once, loop") * 1e6,
                "µs", 2);

  clients_end ();
  g_unlink (loop_path);
  g_unlink (threads_path);
  g_rmdir (folder);

  return 0;
}
