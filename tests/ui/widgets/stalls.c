/* tests/ui/widgets/stalls.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/widgets/stalls.h"

#include "tests/ui/busy-time.h"

/* When the loop went on, or 0, and how long it was busy then; microseconds. */
static gint64 woken, woken_cpu;
static GArray *stalls, *cpu_stalls;

/* The longest of each step, of the processor, and the longest since the last one. */
static GArray *steps;
static gint64 longest;

/* From here on the loop is busy. */
void
stalls_watch (void)
{
  woken = g_get_monotonic_time ();
  woken_cpu = get_busy_time ();
}

/* The loop is busy from one poll to the next. */
static int
poll_cb (GPollFD *fds,
         guint    n_fds,
         int      timeout)
{
  gint64 busy = g_get_monotonic_time () - woken;
  gint64 busy_cpu = get_busy_time () - woken_cpu;
  int n;

  if (woken != 0)
    {
      g_array_append_val (stalls, busy);
      g_array_append_val (cpu_stalls, busy_cpu);
      longest = MAX (longest, busy_cpu);
    }
  n = g_poll (fds, n_fds, timeout);
  stalls_watch ();

  return n;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static double
get_share (GArray *times,
           guint   percent)
{
  g_array_sort (times, compare);

  return (double) g_array_index (times, gint64, MIN (times->len * percent / 100, times->len - 1)) / 1000.0;
}

/* Before anything else is done with the main context. */
void
stalls_init (void)
{
  stalls = g_array_new (FALSE, FALSE, sizeof (gint64));
  cpu_stalls = g_array_new (FALSE, FALSE, sizeof (gint64));
  steps = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_main_context_set_poll_func (NULL, poll_cb);
}

/* One thing was done, as one of many: a jump, or a letter. */
void
stalls_step (void)
{
  g_array_append_val (steps, longest);
  longest = 0;
}

/* Prints the longest, and begins anew. Returns what half of the steps took at most, in milliseconds of the
 * processor; 0 where there were none. */
double
stalls_report (const char *what)
{
  double median = steps->len > 0 ? get_share (steps, 50) : 0;

  if (stalls->len > 0)
    g_print ("%-36s clock: p99 %7.1f max %7.1f ms   processor: p99 %6.1f max %6.1f ms\n", what,
             get_share (stalls, 99), get_share (stalls, 100), get_share (cpu_stalls, 99), get_share (cpu_stalls, 100));
  if (steps->len > 0)
    g_print ("%-36s     of %u steps: median %6.1f p99 %6.1f ms\n", "", steps->len, median, get_share (steps, 99));
  g_array_set_size (stalls, 0);
  g_array_set_size (cpu_stalls, 0);
  g_array_set_size (steps, 0);
  longest = 0;
  woken = 0;

  return median;
}

static gboolean
wake_cb (gpointer unused)
{
  return G_SOURCE_CONTINUE;
}

/* Has the main loop go on for so many microseconds. */
void
stalls_run (gint64 time)
{
  gint64 end = g_get_monotonic_time () + time;
  guint id = g_timeout_add (5, wake_cb, NULL);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}
