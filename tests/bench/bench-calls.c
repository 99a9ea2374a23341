/* tests/bench/bench-calls.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/bench/bench.h"
#include "tests/bench/clients.h"

/* Calls of one Python daemon: by our proxies, by Python's, and by a client that does nothing but send
 * one message that was made before, which is the floor for anything that speaks Pyro. */

#define N_CALLS    1000 /* of a round */
#define N_CONNECTS 100

static PyroUri *uri;
static ClientsAsking call = { "call", &uri }, oneway = { "oneway", &uri }, connecting = { "connect", &uri };

static BenchRow rows[] = {
  { "64 bytes to and fro, two C programs", bench_measure_raw, NULL, N_CALLS },
  { "a call, canned", clients_call_canned, &uri, N_CALLS },
  { "a call, ours, blocking", clients_call_sync, &uri, N_CALLS },
  { "a call, ours, not blocking", clients_call_async, &uri, N_CALLS },
  { "a call of two at once, ours", clients_call_in_pairs, &uri, N_CALLS },
  { "a call of 100 at once, ours", clients_call_at_once, &uri, N_CALLS },
  { "a call, Python", clients_ask_python, &call, N_CALLS },
  { "a oneway call, ours", clients_call_oneway, &uri, N_CALLS },
  { "a oneway call, Python", clients_ask_python, &oneway, N_CALLS },
  { "connecting for one call, ours", clients_connect_sync, &uri, N_CONNECTS },
  { "connecting for one call, Python", clients_ask_python, &connecting, N_CONNECTS },
};

static const BenchGoal goals[] = {
  { "blocking, of the canned client's speed", "a call, ours, blocking", "a call, canned", 1 / 1.08 },
  { "blocking, faster than Python", "a call, ours, blocking", "a call, Python", 1.6 },
  { "not blocking, faster than Python", "a call, ours, not blocking", "a call, Python", 1.6 },
  { "100 at once, faster than Python", "a call of 100 at once, ours", "a call, Python", 1.6 },
  { "oneway, faster than Python", "a oneway call, ours", "a oneway call, Python", 1 },
  { "connecting, faster than Python", "connecting for one call, ours", "connecting for one call, Python", 1 },
};

int
main (int   argc,
      char *argv[])
{
  int pid;

  bench_init (&argc, &argv);
  bench_pin ();
  clients_start_python ();
  uri = clients_serve_in_python ("", &pid);

  bench_run (rows, G_N_ELEMENTS (rows));
  bench_print ("Calls of one Python daemon over TCP", rows, G_N_ELEMENTS (rows), goals, G_N_ELEMENTS (goals));

  pyro_uri_unref (uri);
  clients_end ();

  return 0;
}
