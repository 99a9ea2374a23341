/* tests/bench/bench.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/bench/bench.h"

#include <sched.h>
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MAX_WATCHED 16

static cpu_set_t others; /* processors besides that of bench_pin() */
static clockid_t watched[MAX_WATCHED];
static guint n_watched;

static GLogWriterOutput
drop_debug (GLogLevelFlags   level,
            const GLogField *fields,
            gsize            n_fields,
            gpointer         user_data)
{
  return level >= G_LOG_LEVEL_INFO ? G_LOG_WRITER_HANDLED
                                   : g_log_writer_default (level, fields, n_fields, user_data);
}

/* For the files beside the program. A test says all that a library says for its developers, which takes
 * longer than some of what is measured: here nothing is said. */
void
bench_init (int    *argc,
            char ***argv)
{
  g_test_init (argc, argv, NULL);
  g_log_set_default_handler (g_log_default_handler, NULL);
  g_log_set_writer_func (drop_debug, NULL, NULL);
}

/* Two ends of one TCP connection. */
void
bench_connect_pair (int fds[2])
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t size = sizeof address;
  const int yes = 1;
  int listener = socket (AF_INET, SOCK_STREAM, 0);

  g_assert_cmpint (bind (listener, (struct sockaddr *) &address, sizeof address), ==, 0);
  g_assert_cmpint (listen (listener, 1), ==, 0);
  g_assert_cmpint (getsockname (listener, (struct sockaddr *) &address, &size), ==, 0);
  fds[0] = socket (AF_INET, SOCK_STREAM, 0);
  g_assert_cmpint (connect (fds[0], (struct sockaddr *) &address, sizeof address), ==, 0);
  fds[1] = accept (listener, NULL, NULL);
  g_assert_cmpint (fds[1], >=, 0);
  for (guint i = 0; i < 2; i++)
    setsockopt (fds[i], IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  close (listener);
}

/* Returns: a connection to a port of this machine */
int
bench_connect_to (guint16 port)
{
  struct sockaddr_in address = {
    .sin_family = AF_INET, .sin_port = htons (port), .sin_addr.s_addr = htonl (INADDR_LOOPBACK),
  };
  const int yes = 1;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (connect (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);

  return fd;
}

/* Returns: seconds for one of @n since @began, a time of g_get_monotonic_time() */
double
bench_since (gint64 began,
             guint  n)
{
  return (double) (g_get_monotonic_time () - began) / G_TIME_SPAN_SECOND / n;
}

/* Two processes that pass 64 bytes to and fro: a BenchFunc. @data is NULL over TCP, and something over a Unix
 * socket. */
double
bench_measure_raw (gpointer data,
                   guint    n)
{
  char bytes[64] = { 0 };
  gint64 began;
  int fds[2];
  double time;
  pid_t child;

  if (data == NULL)
    bench_connect_pair (fds);
  else
    g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM, 0, fds), ==, 0);
  child = fork ();
  if (child == 0)
    {
      close (fds[0]);
      while (recv (fds[1], bytes, sizeof bytes, 0) > 0)
        if (send (fds[1], bytes, sizeof bytes, 0) < 0)
          break;
      _exit (0);
    }
  close (fds[1]);

  began = g_get_monotonic_time ();
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (send (fds[0], bytes, sizeof bytes, 0), ==, sizeof bytes);
      g_assert_cmpint (recv (fds[0], bytes, sizeof bytes, 0), ==, sizeof bytes);
    }
  time = bench_since (began, n);
  close (fds[0]);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);

  return time;
}

/* Both ends of a conversation on one processor, with what is started later: crossing to another one
 * costs a wake-up that hides everything else. BENCH_SPLIT=1 leaves it to the system. */
void
bench_pin (void)
{
  cpu_set_t allowed, one;

  if (g_getenv ("BENCH_SPLIT") != NULL || sched_getaffinity (0, sizeof allowed, &allowed) != 0)
    return;

  CPU_ZERO (&one);
  for (int cpu = CPU_SETSIZE - 1; cpu >= 0 && CPU_COUNT (&one) == 0; cpu--)
    if (CPU_ISSET (cpu, &allowed))
      CPU_SET (cpu, &one);
  if (sched_setaffinity (0, sizeof one, &one) != 0)
    g_printerr ("not pinned to one processor\n");
  CPU_XOR (&others, &allowed, &one);
}

/* This process, and what it starts from now on, goes to another processor than bench_pin() chose: it would be in
 * the way there, or is to be woken up from afar. Returns: whether there is one */
gboolean
bench_leave (void)
{
  return CPU_COUNT (&others) > 0 && sched_setaffinity (0, sizeof others, &others) == 0;
}

/* Counts the processor time of another process too. */
void
bench_watch (int pid)
{
  g_assert_cmpuint (n_watched, <, MAX_WATCHED);
  g_assert_cmpint (clock_getcpuclockid (pid, &watched[n_watched++]), ==, 0);
}

static double
read_clock (clockid_t clock)
{
  struct timespec now;

  g_assert_cmpint (clock_gettime (clock, &now), ==, 0);

  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static double
get_cost (void)
{
  double sum = read_clock (CLOCK_PROCESS_CPUTIME_ID);
  struct rusage children;

  for (guint i = 0; i < n_watched; i++)
    sum += read_clock (watched[i]);
  getrusage (RUSAGE_CHILDREN, &children);

  return sum + (double) (children.ru_utime.tv_sec + children.ru_stime.tv_sec) +
         (double) (children.ru_utime.tv_usec + children.ru_stime.tv_usec) / 1e6;
}

/* BENCH_ONLY=TEXT: those rows whose name has it, for a profiler. */
static gboolean
is_wanted (const BenchRow *row)
{
  const char *only = g_getenv ("BENCH_ONLY");

  return only == NULL || strstr (row->name, only) != NULL;
}

static double
get_cost_of (const BenchRow *row)
{
  clockid_t clock;

  if (row->server == NULL)
    return get_cost ();
  g_assert_cmpint (clock_getcpuclockid (*row->server, &clock), ==, 0);

  return read_clock (clock);
}

static void
measure (BenchRow *row,
         guint     round)
{
  double before = get_cost_of (row);

  row->times[round] = row->func (row->user_data, row->n);
  row->costs[round] = (get_cost_of (row) - before) / row->n;
}

/* BENCH_N=NUMBER: each row does that many of its things in a round, for a profiler too. */
static void
read_n (BenchRow *rows,
        guint     n_rows)
{
  const char *n = g_getenv ("BENCH_N");

  for (guint i = 0; n != NULL && i < n_rows; i++)
    rows[i].n = (guint) atoi (n);
}

void
bench_run (BenchRow *rows,
           guint     n_rows)
{
  read_n (rows, n_rows);
  for (guint i = 0; i < n_rows; i++)
    if (is_wanted (&rows[i]))
      rows[i].func (rows[i].user_data, rows[i].n); /* to warm up */
  for (guint round = 0; round < BENCH_ROUNDS; round++)
    for (guint i = 0; i < n_rows; i++)
      if (is_wanted (&rows[i]))
        measure (&rows[i], round);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

static double
median_of (const double *values)
{
  double sorted[BENCH_ROUNDS];

  for (guint i = 0; i < BENCH_ROUNDS; i++)
    sorted[i] = values[i];
  qsort (sorted, BENCH_ROUNDS, sizeof *sorted, compare_doubles);

  return sorted[BENCH_ROUNDS / 2];
}

static const BenchRow *
find_row (const BenchRow *rows,
          guint           n_rows,
          const char     *name)
{
  for (guint i = 0; i < n_rows; i++)
    if (g_str_equal (rows[i].name, name))
      return &rows[i];
  g_assert_not_reached ();
}

double
bench_median (const BenchRow *rows,
              guint           n_rows,
              const char     *name)
{
  return median_of (find_row (rows, n_rows, name)->costs);
}

double
bench_median_time (const BenchRow *row)
{
  return median_of (row->times);
}

/* The median of the ratios round by round: what both suffer does not count. */
static double
get_ratio (const BenchRow *ours,
           const BenchRow *theirs)
{
  double ratios[BENCH_ROUNDS];

  for (guint i = 0; i < BENCH_ROUNDS; i++)
    ratios[i] = theirs->costs[i] / ours->costs[i];

  return median_of (ratios);
}

static char *
format_seconds (double seconds)
{
  if (seconds < 1e-3)
    return g_strdup_printf ("%.2f µs", seconds * 1e6);

  return g_strdup_printf ("%.2f ms", seconds * 1e3);
}

/* A goal that is no ratio: prints whether @figure is at most @most. */
void
bench_expect (const char *what,
              double      figure,
              const char *unit,
              double      most)
{
  if (g_getenv ("BENCH_ONLY") != NULL)
    return;

  printf ("  %-44s %8.2f %-5s %8.2f %-5s %s\n", what, figure, unit, most, unit, figure <= most ? "met" : "NOT MET");
}

void
bench_print (const char      *title,
             const BenchRow  *rows,
             guint            n_rows,
             const BenchGoal *goals,
             guint            n_goals)
{
  printf ("\n%s (medians of %d rounds in turns)\n\n", title, BENCH_ROUNDS);
  printf ("  %-44s %12s %13s %11s\n", "", "clock", "processor", "a second");
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *time = format_seconds (median_of (rows[i].times));
      g_autofree char *cost = format_seconds (median_of (rows[i].costs));

      if (is_wanted (&rows[i]))
        printf ("  %-44s %13s %13s %11.0f\n", rows[i].name, time, cost, 1 / median_of (rows[i].times));
    }

  if (n_goals > 0)
    printf ("\n  %-44s %13s %15s\n", "", "processor", "goal");
  for (guint i = 0; i < n_goals; i++)
    {
      const BenchRow *ours = find_row (rows, n_rows, goals[i].ours);
      const BenchRow *theirs = find_row (rows, n_rows, goals[i].theirs);
      double ratio = get_ratio (ours, theirs);

      if (is_wanted (ours) && is_wanted (theirs))
        printf ("  %-44s %11.2f × %13.2f × %s\n", goals[i].what, ratio, goals[i].goal,
               ratio >= goals[i].goal ? "met" : "NOT MET");
    }
}
