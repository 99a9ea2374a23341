/* tests/e2e/bench-start.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From starting a program until its window is there, and how much memory it has then: bench-start PYROLENS BARE-WINDOW.
 * D-Spy is measured beside them where it is installed. */

#include <X11/Xlib.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/bench/bench.h"

#define PATIENCE_MSEC 30000 /* for a window */
#define SETTLE_USEC   (2 * G_USEC_PER_SEC) /* in which a window does what it puts off */
#define LEAST_WIDTH   300   /* of a window that is no tooltip and no helper of the toolkit */

typedef struct
{
  const char *path; /* NULL: it is not here */
  const char *state; /* what was open when it ended; NULL for nothing */
  double      memory; /* bytes of its own and shared, a while after its window was there */
  GArray     *busy;   /* seconds of processor time of each start, of all threads, until its window was there */
} Program;

static Display *display;
static Program bare, pyrolens, restored, d_spy;

static gboolean
is_window (const XEvent *event)
{
  XWindowAttributes attributes;

  return event->type == MapNotify && XGetWindowAttributes (display, event->xmap.window, &attributes) != 0 &&
         attributes.width >= LEAST_WIDTH;
}

static void
wait_for_window (void)
{
  struct pollfd display_fd = { ConnectionNumber (display), POLLIN, 0 };

  while (TRUE)
    {
      while (XPending (display) > 0)
        {
          XEvent event;

          XNextEvent (display, &event);
          if (is_window (&event))
            return;
        }
      g_assert_cmpint (poll (&display_fd, 1, PATIENCE_MSEC), ==, 1);
    }
}

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

/* What the clock says is the work of others too, where there are any. */
static double
get_busy_time (int pid)
{
  g_autofree char *folder = g_strdup_printf ("/proc/%d/task", pid);
  g_autoptr(GDir) threads = g_dir_open (folder, 0, NULL);
  const char *thread;
  double time = 0;

  g_assert_nonnull (threads);
  while ((thread = g_dir_read_name (threads)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, thread, "schedstat", NULL);
      g_autofree char *text = NULL;

      if (g_file_get_contents (path, &text, NULL, NULL)) /* a thread may have ended */
        time += (double) g_ascii_strtoll (text, NULL, 10) / 1e9;
    }

  return time;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return difference < 0 ? -1 : difference > 0;
}

static double
get_median (GArray *times)
{
  g_array_sort (times, compare_times);

  return g_array_index (times, double, times->len / 2);
}

/* Nobody is at the address of a tab that comes back, which costs the window nothing. */
static void
set_state (Program *self)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "pyrolens", NULL);
  g_autofree char *path = g_build_filename (folder, "session.pyl", NULL);

  if (self->state == NULL)
    {
      g_unlink (path);
      return;
    }

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, self->state, -1, NULL));
}

static double
start (gpointer data,
       guint    n)
{
  Program *self = data;
  char *argv[] = { (char *) self->path, NULL };
  double time = 0;

  set_state (self);
  if (self->busy == NULL)
    self->busy = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < n; i++)
    {
      gint64 began = g_get_monotonic_time ();
      double busy;
      pid_t pid;

      g_assert_cmpint (posix_spawn (&pid, self->path, NULL, NULL, argv, environ), ==, 0);
      wait_for_window ();
      time += bench_since (began, n);
      busy = get_busy_time (pid);
      g_array_append_val (self->busy, busy);
      if (self->memory == 0)
        {
          g_usleep (SETTLE_USEC);
          self->memory = get_memory (pid);
        }
      kill (pid, SIGTERM);
      g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
      XSync (display, True);
    }

  return time;
}

/* Windows go while they are looked at. */
static int
ignore_error (Display     *unused,
              XErrorEvent *event)
{
  return 0;
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *path_of_d_spy = g_find_program_in_path ("d-spy");
  BenchRow rows[] = {
    { "a bare window of libadwaita", start, &bare, 1 },
    { "pyrolens", start, &pyrolens, 1 },
    { "pyrolens with a tab that comes back", start, &restored, 1 },
    { "d-spy", start, &d_spy, 1 },
  };
  guint n_rows = G_N_ELEMENTS (rows);
  double floor, busy_floor;

  bench_init (&argc, &argv);
  g_assert_cmpint (argc, ==, 3);
  pyrolens.path = restored.path = argv[1];
  restored.state = "{'record': 'session', 'version': 1}\n"
                   "{'record': 'window', 'width': 1100, 'height': 720, 'maximized': 0, 'selected': 0}\n"
                   "{'record': 'tab', 'name': 'lab.stage', 'uri': 'PYRO:stage@127.0.0.1:9', 'member': 'move_to', "
                   "'drafts': {}}\n";
  bare.path = argv[2];
  d_spy.path = path_of_d_spy;
  if (d_spy.path == NULL)
    {
      n_rows--;
      printf ("D-Spy is not installed, and so not measured\n");
    }
  display = XOpenDisplay (NULL);
  g_assert_nonnull (display);
  XSetErrorHandler (ignore_error);
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);

  bench_run (rows, n_rows);
  bench_print ("From start to window; processor: until it has ended", rows, n_rows, NULL, 0);
  floor = bench_median_time (&rows[0]);
  busy_floor = get_median (bare.busy);
  bench_expect ("G1: pyrolens, of a bare window's time", bench_median_time (&rows[1]) / floor, "×", 1.25);
  bench_expect ("G1: the same in processor time until the window is there", get_median (pyrolens.busy) / busy_floor,
                "×", 1.25);
  bench_expect ("G1: with a tab that comes back", bench_median_time (&rows[2]) / floor, "×", 1.25);
  bench_expect ("G1: the same in processor time", get_median (restored.busy) / busy_floor, "×", 1.25);
  bench_expect ("G2: pyrolens, of a bare window's memory", pyrolens.memory / bare.memory, "×", 1.15);
  if (d_spy.path != NULL)
    printf ("  D-Spy has %.2f × its time, %.2f × its processor time and %.2f × its memory\n",
            bench_median_time (&rows[3]) / floor, get_median (d_spy.busy) / busy_floor, d_spy.memory / bare.memory);
  printf ("  processor time: bare %.0f ms, pyrolens %.0f ms\n", busy_floor * 1e3, get_median (pyrolens.busy) * 1e3);
  printf ("  memory: bare %.0f MB, pyrolens %.0f MB\n", bare.memory / 1e6, pyrolens.memory / 1e6);

  return EXIT_SUCCESS;
}
