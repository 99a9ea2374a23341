/* tests/bench/bench-crowd.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/bench/bench.h"
#include "tests/bench/clients.h"
#include "tests/bench/echo-server.h"
#include "tests/bench/raw-server.h"
#include "tests/bench/villains.h"

/* Daemons with many clients: all of them busy, nearly all of them idle, or most of them up to no good. */

#define N_CALLS      1000 /* of a round with one client at work */
#define N_ALL_CALLS  3200 /* of a round with many */
#define MAX_CLIENTS  200
#define N_IDLE       10000
#define N_IDLE_LESS  1000
#define N_LATENCIES  300  /* of a round, which ends after a second all the same */
#define PATIENCE_SEC 10   /* for one answer */
#define PAUSE_SEC    1    /* in which a daemon gets over its villains, before another on its processor has some */

static EchoServer loop, threads, crowded, less_crowded;
static EchoServer python, python_loop, python_crowded, python_many; /* without a leash */
static RawServer raw;

/* ---- All are busy ---- */

/* Each has one call under way. They stay until the end of the program. */
typedef struct
{
  PyroUri **uri;
  guint     n_clients;
  int       epoll; /* 0 before they are there */
  int       fds[MAX_CLIENTS];
} Crowd;

static void
gather (Crowd *self)
{
  self->epoll = epoll_create1 (EPOLL_CLOEXEC);
  for (guint i = 0; i < self->n_clients; i++)
    {
      struct epoll_event event = { .events = EPOLLIN };

      event.data.fd = self->fds[i] = clients_open_canned (*self->uri);
      epoll_ctl (self->epoll, EPOLL_CTL_ADD, self->fds[i], &event);
    }
}

static void
send_call (int     fd,
           GBytes *message)
{
  gsize size;
  const char *data = g_bytes_get_data (message, &size);

  g_assert_cmpint (send (fd, data, size, 0), ==, (gssize) size);
}

static double
call_in_a_crowd (gpointer data,
                 guint    n)
{
  Crowd *self = data;
  g_autoptr(GBytes) message = clients_new_call ("add", "(1, 2)");
  guint n_begun = self->n_clients, n_done = 0;
  struct epoll_event events[MAX_CLIENTS];
  char answer[4096];
  gint64 began;

  if (self->epoll == 0)
    gather (self);
  began = g_get_monotonic_time ();
  for (guint i = 0; i < self->n_clients; i++)
    send_call (self->fds[i], message);
  while (n_done < n)
    {
      int n_ready = epoll_wait (self->epoll, events, MAX_CLIENTS, -1);

      for (int i = 0; i < n_ready; i++, n_done++)
        {
          g_assert_cmpint (recv (events[i].data.fd, answer, sizeof answer, 0), >, 40);
          if (n_begun++ < n)
            send_call (events[i].data.fd, message);
        }
    }

  return bench_since (began, n);
}

static Crowd raws[] = { { &raw.uri, 1 }, { &raw.uri, 8 }, { &raw.uri, 16 }, { &raw.uri, 64 }, { &raw.uri, 200 } };
static Crowd loops[] = { { &loop.uri, 1 }, { &loop.uri, 8 }, { &loop.uri, 16 }, { &loop.uri, 64 }, { &loop.uri, 200 } };
static Crowd threaded[] = { { &threads.uri, 1 }, { &threads.uri, 8 }, { &threads.uri, 64 } };
static Crowd pythons[] = { { &python.uri, 1 }, { &python.uri, 8 }, { &python.uri, 64 } };
static Crowd python_loops[] = { { &python_loop.uri, 16 }, { &python_loop.uri, 200 } };

static BenchRow busy[] = {
  { "raw, 1 client", call_in_a_crowd, &raws[0], N_ALL_CALLS, &raw.pid },
  { "raw, 8 clients", call_in_a_crowd, &raws[1], N_ALL_CALLS, &raw.pid },
  { "raw, 16 clients", call_in_a_crowd, &raws[2], N_ALL_CALLS, &raw.pid },
  { "raw, 64 clients", call_in_a_crowd, &raws[3], N_ALL_CALLS, &raw.pid },
  { "raw, 200 clients", call_in_a_crowd, &raws[4], N_ALL_CALLS, &raw.pid },
  { "loop, 1 client", call_in_a_crowd, &loops[0], N_ALL_CALLS, &loop.pid },
  { "loop, 8 clients", call_in_a_crowd, &loops[1], N_ALL_CALLS, &loop.pid },
  { "loop, 16 clients", call_in_a_crowd, &loops[2], N_ALL_CALLS, &loop.pid },
  { "loop, 64 clients", call_in_a_crowd, &loops[3], N_ALL_CALLS, &loop.pid },
  { "loop, 200 clients", call_in_a_crowd, &loops[4], N_ALL_CALLS, &loop.pid },
  { "threads, 1 client", call_in_a_crowd, &threaded[0], N_ALL_CALLS, &threads.pid },
  { "threads, 8 clients", call_in_a_crowd, &threaded[1], N_ALL_CALLS, &threads.pid },
  { "threads, 64 clients", call_in_a_crowd, &threaded[2], N_ALL_CALLS, &threads.pid },
  { "Python's threads, 1 client", call_in_a_crowd, &pythons[0], N_CALLS, &python.pid },
  { "Python's threads, 8 clients", call_in_a_crowd, &pythons[1], N_CALLS, &python.pid },
  { "Python's threads, 64 clients", call_in_a_crowd, &pythons[2], N_CALLS, &python.pid },
  { "Python's loop, 16 clients", call_in_a_crowd, &python_loops[0], N_CALLS, &python_loop.pid },
  { "Python's loop, 200 clients", call_in_a_crowd, &python_loops[1], N_CALLS, &python_loop.pid },
};

static const BenchGoal busy_goals[] = {
  { "C1: 16 clients, of the raw server's speed", "loop, 16 clients", "raw, 16 clients", 1 / 1.5 },
  { "C1: 200 clients, of the raw server's speed", "loop, 200 clients", "raw, 200 clients", 1 / 1.5 },
};

/* ---- Nearly all are idle ---- */

/* Without what it shares with the process that it was forked from. */
static double
get_memory (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/statm", pid);
  g_autofree char *text = NULL;
  g_auto(GStrv) fields = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  fields = g_strsplit (text, " ", 3);

  return (double) (g_ascii_strtoll (fields[1], NULL, 10) * sysconf (_SC_PAGESIZE));
}

static guint
count_threads (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/task", pid);
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;

  return n;
}

/* Fills a daemon with clients that do nothing until this process ends. Returns: bytes of the daemon that each
 * costs */
static double
crowd (EchoServer *server,
       guint       n)
{
  double before;

  clients_call_canned (&server->uri, N_CALLS);
  before = get_memory (server->pid);
  for (guint i = 0; i < n; i++)
    clients_open_canned (server->uri);

  return (get_memory (server->pid) - before) / n;
}

static BenchRow idle[] = {
  { "canned, loop", clients_call_canned, &loop.uri, N_CALLS },
  { "canned, loop with 1,000 idle", clients_call_canned, &less_crowded.uri, N_CALLS },
  { "canned, loop with 10,000 idle", clients_call_canned, &crowded.uri, N_CALLS },
  { "canned, Python's loop", clients_call_canned, &python_loop.uri, N_CALLS },
  { "canned, Python's loop with 1,000 idle", clients_call_canned, &python_crowded.uri, N_CALLS },
};

static const BenchGoal idle_goals[] = {
  { "C2: 1,000 idle cost nothing", "canned, loop with 1,000 idle", "canned, loop", 1 / 1.10 },
  { "C2: 10,000 idle cost nothing", "canned, loop with 10,000 idle", "canned, loop", 1 / 1.10 },
};

static void
compare_idle (void)
{
  guint n_threads = count_threads (less_crowded.pid);
  double each = crowd (&crowded, N_IDLE);
  double python_each;

  crowd (&less_crowded, N_IDLE_LESS);
  python_each = crowd (&python_crowded, N_IDLE_LESS);
  bench_run (idle, G_N_ELEMENTS (idle));
  bench_print ("Daemons with one client among idle ones", idle, G_N_ELEMENTS (idle), idle_goals,
               G_N_ELEMENTS (idle_goals));
  bench_expect ("C3: memory of an idle connection", each / 1e3, "kB", 0.6);
  bench_expect ("C3: memory of all with 10,000", get_memory (crowded.pid) / 1e6, "MB", 40);
  bench_expect ("C4: threads more with 1,000 connections", (double) count_threads (less_crowded.pid) - n_threads, "", 0);
  printf ("  Python's loop: %.2f kB for an idle connection\n", python_each / 1e3);
}

/* ---- Most are up to no good ---- */

typedef struct
{
  const char *name;
  EchoServer *server;
  gboolean    is_ours;
  GArray     *latencies; /* of double: seconds */
} Plagued;

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

static void
call_among_villains (Plagued *self)
{
  g_autoptr(GBytes) message = clients_new_call ("add", "(1, 2)");
  const struct timeval patience = { PATIENCE_SEC, 0 };
  int fd = clients_open_canned (self->server->uri);
  Villains villains;
  gint64 end;

  setsockopt (fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  villains_start (&villains, self->server->uri);
  end = g_get_monotonic_time () + G_TIME_SPAN_SECOND;
  for (guint i = 0; i < N_LATENCIES && g_get_monotonic_time () < end; i++)
    {
      gint64 began = g_get_monotonic_time ();
      char answer[4096];
      double time;

      send_call (fd, message);
      if (recv (fd, answer, sizeof answer, 0) <= 0)
        break;
      time = bench_since (began, 1);
      g_array_append_val (self->latencies, time);
    }
  villains_stop (&villains);
  close (fd);
  g_usleep (PAUSE_SEC * G_USEC_PER_SEC);
}

static void
print_latencies (Plagued *self)
{
  guint n = self->latencies->len;
  const double *latencies;

  g_array_sort (self->latencies, compare_doubles);
  latencies = (const double *) (gpointer) self->latencies->data;
  printf ("  %-44s %8.3f ms    %8.3f ms    %8.3f ms\n", self->name, latencies[n / 2] * 1e3, latencies[n * 99 / 100] * 1e3,
          latencies[n - 1] * 1e3);
}

static void
compare_plagued (void)
{
  Plagued plagued[] = {
    { "loop", &loop, TRUE }, { "threads", &threads, TRUE }, { "Python's threads, 300 of them", &python_many, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (plagued); i++)
    plagued[i].latencies = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint round = 0; round < BENCH_ROUNDS; round++)
    for (guint i = 0; i < G_N_ELEMENTS (plagued); i++)
      call_among_villains (&plagued[i]);

  printf ("\nA call of a good client among %d bad ones\n\n  %-44s %11s %14s %14s\n", N_VILLAINS, "", "median",
          "of 100, one", "longest");
  for (guint i = 0; i < G_N_ELEMENTS (plagued); i++)
    print_latencies (&plagued[i]);
  for (guint i = 0; i < G_N_ELEMENTS (plagued); i++)
    {
      const GArray *latencies = plagued[i].latencies;

      if (plagued[i].is_ours)
        bench_expect (plagued[i].name, g_array_index (latencies, double, latencies->len - 1) * 1e3, "ms", 10);
      g_array_unref (plagued[i].latencies);
    }
}

/* ---- All ---- */

static void
allow_descriptors (void)
{
  struct rlimit limit;

  getrlimit (RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_NOFILE, &limit);
  g_assert_cmpuint (limit.rlim_cur, >, N_IDLE + N_IDLE_LESS * 2 + 1000);
}

/* BENCH_ONLY has a part of the name of a row that is about busy clients, or the word for one of the others. */
static gboolean
is_wanted (const char *part)
{
  const char *only = g_getenv ("BENCH_ONLY");

  return only == NULL || g_str_equal (only, part);
}

int
main (int   argc,
      char *argv[])
{
  bench_init (&argc, &argv);
  allow_descriptors ();
  bench_pin ();
  raw_server_start (&raw);
  echo_server_start (&loop, "multiplex", NULL);
  echo_server_start (&crowded, "multiplex", NULL);
  echo_server_start (&less_crowded, "multiplex", NULL);
  echo_server_start (&threads, "thread", NULL);
  clients_start_python ();
  python.uri = clients_serve_in_python ("thread", &python.pid);
  python_many.uri = clients_serve_in_python ("thread 300", &python_many.pid);
  python_loop.uri = clients_serve_in_python ("multiplex", &python_loop.pid);
  python_crowded.uri = clients_serve_in_python ("multiplex", &python_crowded.pid);

  bench_run (busy, G_N_ELEMENTS (busy));
  bench_print ("Daemons with many clients; processor: of the daemon", busy, G_N_ELEMENTS (busy), busy_goals,
               G_N_ELEMENTS (busy_goals));
  if (is_wanted ("idle"))
    compare_idle ();
  if (is_wanted ("bad"))
    compare_plagued ();
  clients_end ();

  return EXIT_SUCCESS;
}
