/* tests/bench/bench-split.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/client/proxy.h"
#include "core/limits.h"
#include "core/value/literal.h"
#include "tests/bench/bench.h"
#include "tests/bench/echo-server.h"
#include "tests/bench/raw-server.h"

/* A client on one processor and a daemon on another, where most of the time of a call is that each is
 * woken up in turn. So it is the clock that counts here. */

#define N_CALLS 1000 /* of a round */

static EchoServer threads, spinning = { .spin_time = PYRO_MAX_SPIN_TIME };
static RawServer raw;

static double
measure_raw (gpointer data,
             guint    n)
{
  int fd = bench_connect_to (pyro_uri_get_port (raw.uri));
  char bytes[64] = { 0 };
  gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (send (fd, bytes, sizeof bytes, 0), ==, sizeof bytes);
      g_assert_cmpint (recv (fd, bytes, sizeof bytes, 0), ==, sizeof bytes);
    }
  close (fd);

  return bench_since (began, n);
}

static double
measure_calls (gpointer data,
               guint    n)
{
  EchoServer *server = data;
  g_autoptr(PyroProxy) proxy = pyro_proxy_new (server->uri);
  g_autoptr(PyroValue) args = pyro_literal_parse ("(1, 2)", -1, NULL, NULL);
  gint64 began;

  pyro_proxy_set_spin_time (proxy, server->spin_time);
  g_assert_true (pyro_proxy_bind_sync (proxy, NULL, NULL));
  began = g_get_monotonic_time ();
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PyroValue) value = pyro_proxy_call_sync (proxy, "add", args, NULL, NULL, NULL);
      gint64 number;

      g_assert_true (value != NULL && pyro_value_get_int64 (value, &number) && number == 3);
    }

  return bench_since (began, n);
}

static BenchRow rows[] = {
  { "64 bytes to and fro", measure_raw, NULL, N_CALLS },
  { "ours, threads", measure_calls, &threads, N_CALLS },
  { "ours, threads, both look before they wait", measure_calls, &spinning, N_CALLS },
};

int
main (int   argc,
      char *argv[])
{
  double time;

  bench_init (&argc, &argv);
  bench_pin ();
  raw_server_start (&raw);
  echo_server_start (&threads, "thread", NULL);
  echo_server_start (&spinning, "thread", NULL);
  if (!bench_leave ())
    {
      printf ("There is one processor only\n");
      return 0;
    }

  bench_run (rows, G_N_ELEMENTS (rows));
  bench_print ("A client and a daemon on two processors, over TCP", rows, G_N_ELEMENTS (rows), NULL, 0);
  time = bench_median_time (&rows[0]);
  bench_expect ("R9: of the raw time", bench_median_time (&rows[1]) / time, "×", 1.10);
  bench_expect ("R10: looking first, of the raw time", bench_median_time (&rows[2]) / time, "×", 0.15);

  return 0;
}
