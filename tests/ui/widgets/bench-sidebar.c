/* tests/ui/widgets/bench-sidebar.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How long the main loop is held up at most while a name server with 100,000 names is asked, shown,
 * opened, scrolled through, and looked through letter by letter. Prints a line a step, in milliseconds: by
 * the clock, and of the processor, which other programs on a busy machine do not change. */

#include "tests/ui/models/directed-peer.h"
#include "ui/widgets/group-row.h"
#include "ui/widgets/sidebar.h"

#include <time.h>

#define N_NAMES 100000
#define STEP_TIME (200 * G_TIME_SPAN_MILLISECOND) /* microseconds between two letters */
#define LONG_TIME (5 * G_TIME_SPAN_SECOND)
#define N_SCROLLS 100

/* When the loop went on, or 0, and how long it was busy then; microseconds. */
static gint64 woken, woken_cpu;
static GArray *stalls, *cpu_stalls;

static gint64
get_cpu_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
start_watch (void)
{
  woken = g_get_monotonic_time ();
  woken_cpu = get_cpu_time ();
}

/* The loop is busy from one poll to the next. */
static int
poll_cb (GPollFD *fds,
         guint    n_fds,
         int      timeout)
{
  gint64 busy = g_get_monotonic_time () - woken;
  gint64 busy_cpu = get_cpu_time () - woken_cpu;
  int n;

  if (woken != 0)
    {
      g_array_append_val (stalls, busy);
      g_array_append_val (cpu_stalls, busy_cpu);
    }
  n = g_poll (fds, n_fds, timeout);
  start_watch ();

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

static void
report (const char *what)
{
  if (stalls->len > 0)
    g_print ("%-36s clock: p99 %7.1f max %7.1f ms   processor: p99 %6.1f max %6.1f ms\n", what,
             get_share (stalls, 99), get_share (stalls, 100), get_share (cpu_stalls, 99), get_share (cpu_stalls, 100));
  g_array_set_size (stalls, 0);
  g_array_set_size (cpu_stalls, 0);
  woken = 0;
}

static gboolean
wake_cb (gpointer unused)
{
  return G_SOURCE_CONTINUE;
}

static void
run (gint64 time)
{
  gint64 end = g_get_monotonic_time () + time;
  guint id = g_timeout_add (5, wake_cb, NULL);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

static GtkWidget *
find (GtkWidget *root,
      GType      type)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);

  return found;
}

static gboolean
is_listed (gpointer server)
{
  return lens_server_get_n_objects (server) > N_NAMES;
}

/* Types @text letter by letter, and takes it away again. */
static void
type (GtkWidget  *search,
      const char *text)
{
  for (gsize i = 1; text[i - 1] != '\0'; i++)
    {
      g_autofree char *part = g_strndup (text, i);

      gtk_editable_set_text (GTK_EDITABLE (search), part);
      run (STEP_TIME);
    }
  report (text);
  for (gsize i = strlen (text); i > 0; i--)
    {
      g_autofree char *part = g_strndup (text, i - 1);

      gtk_editable_set_text (GTK_EDITABLE (search), part);
      run (STEP_TIME);
    }
  report ("and taken away");
}

static void
scroll (GtkWidget *list)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  double length = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  for (guint i = 0; i <= N_SCROLLS; i++)
    {
      gtk_adjustment_set_value (adjustment, length * i / N_SCROLLS);
      run (20 * G_TIME_SPAN_MILLISECOND);
    }
  gtk_adjustment_set_value (adjustment, 0);
  run (STEP_TIME);
}

static void
measure (DirectedPeer *network)
{
  static const char *const nothing[] = { NULL };
  g_autoptr(PyroConfig) config = pyro_config_new_from_environment (nothing, NULL);
  g_autoptr(LensServers) servers = lens_servers_new (config);
  g_autoptr(LensBrowser) browser = lens_browser_new (servers);
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *sidebar = g_object_new (LENS_TYPE_SIDEBAR, "browser", browser, NULL);
  LensServer *server;

  gtk_window_set_child (window, sidebar);
  gtk_window_set_default_size (window, 300, 900);
  gtk_window_present (window);
  run (LONG_TIME / 5);
  report ("the empty window");

  server = lens_servers_add (servers, network->ready, FALSE, NULL);
  wait_until (is_listed, server);
  run (STEP_TIME);
  report ("the first list and its frame");
  run (LONG_TIME);
  report ("the lists after that");
  lens_server_set_active (server, FALSE);
  run (STEP_TIME);

  gtk_widget_activate_action (gtk_widget_get_ancestor (find (sidebar, LENS_TYPE_GROUP_ROW), GTK_TYPE_TREE_EXPANDER),
                              "listitem.expand", NULL);
  run (LONG_TIME / 5);
  report ("a group with all names is opened");
  scroll (find (sidebar, GTK_TYPE_LIST_VIEW));
  report ("and scrolled through");
  type (find (sidebar, GTK_TYPE_SEARCH_ENTRY), "filler.0999");
  type (find (sidebar, GTK_TYPE_SEARCH_ENTRY), "#class lab");
  type (find (sidebar, GTK_TYPE_SEARCH_ENTRY), "/9{3}$/");
  gtk_window_destroy (window);
  run (STEP_TIME);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(DirectedPeer) network = NULL;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  stalls = g_array_new (FALSE, FALSE, sizeof (gint64));
  cpu_stalls = g_array_new (FALSE, FALSE, sizeof (gint64));
  network = directed_peer_start ("ui", "models/contrary-network.py", NULL);
  if (network == NULL)
    return 77;

  directed_peer_tell (network, "fill %d", N_NAMES);
  g_main_context_set_poll_func (NULL, poll_cb);
  measure (network);

  return 0;
}
