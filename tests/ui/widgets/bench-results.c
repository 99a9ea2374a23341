/* tests/ui/widgets/bench-results.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How long the main loop is held up at most while a large result is opened, looked at in each view,
 * scrolled through, and let go. Prints a line a step, in milliseconds: by the clock, and of the
 * processor, which other programs on a busy machine do not change. */

#include "tests/ui/widgets/bare-list.h"
#include "tests/ui/widgets/stalls.h"
#include "ui/widgets/value-view.h"

#include <gtksourceview/gtksource.h>
#include <string.h>

#define WATCH_TIME (1500 * G_TIME_SPAN_MILLISECOND)
#define MAX_TIME (20 * G_TIME_SPAN_SECOND)
#define N_SCROLLS 120
#define N_ROWS 1000000
#define N_COLUMNS 4 /* of the table of rows: three, and their number */
#define WIDTH 700
#define HEIGHT 600
#define N_BYTES (200 * 1000 * 1000)

static GtkWidget *
find (GtkWidget *root,
      GType      type)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (root) || !gtk_widget_get_child_visible (root))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);

  return found;
}

static PyroValue *
build_numbers (void)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  for (guint i = 0; i < N_ROWS; i++)
    pyro_builder_add_float (builder, g_random_double ());
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}

static PyroValue *
build_rows (void)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *name = g_strdup_printf ("sample-%u", i);

      pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
      pyro_builder_add_string (builder, "name", -1);
      pyro_builder_add_string (builder, name, -1);
      pyro_builder_add_string (builder, "value", -1);
      pyro_builder_add_float (builder, g_random_double ());
      pyro_builder_add_string (builder, "count", -1);
      pyro_builder_add_int (builder, i % 1000);
      pyro_builder_close (builder, NULL);
    }
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}

static PyroValue *
build_bytes (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new_take (g_malloc0 (N_BYTES), N_BYTES);

  return pyro_value_new_bytes (bytes);
}

static PyroValue *
build_text (void)
{
  g_autofree char *text = g_strnfill (N_BYTES, 'x');

  return pyro_value_new_string (text);
}

/* Until what a worker writes or reads is there, and was shown for a while. */
static void
run (GtkWidget *view)
{
  gint64 end = g_get_monotonic_time () + MAX_TIME;

  do
    stalls_run (WATCH_TIME);
  while (find (view, ADW_TYPE_SPINNER) != NULL && g_get_monotonic_time () < end);
}

/* Returns the median of a jump, or 0 where there is nothing to scroll. */
static double
scroll (GtkWidget  *view,
        const char *what)
{
  GtkWidget *scroller = find (view, GTK_TYPE_SCROLLED_WINDOW);

  if (scroller == NULL)
    return 0;
  bare_list_scroll (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), N_SCROLLS);

  return stalls_report (what);
}

static void
measure (const char        *name,
         PyroValue        *(*build) (void),
         const char *const *views)
{
  const char *only = g_getenv ("BENCH_ONLY");
  GtkWidget *window, *view;
  PyroValue *value;

  if (only != NULL && strstr (name, only) == NULL)
    return;

  window = gtk_window_new ();
  view = g_object_new (LENS_TYPE_VALUE_VIEW, NULL);
  value = build ();
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  stalls_run (WATCH_TIME);
  stalls_report ("(an empty window)");

  stalls_watch ();
  lens_value_view_set_value (LENS_VALUE_VIEW (view), value);
  run (view);
  stalls_report (name);
  for (; *views != NULL; views++)
    {
      GtkWidget *toggles = find (view, ADW_TYPE_TOGGLE_GROUP);
      g_autofree char *opened = g_strdup_printf ("%s, %s", name, *views);
      g_autofree char *scrolled = g_strdup_printf ("%s, %s, scrolled", name, *views);
      double median;

      stalls_watch ();
      if (toggles != NULL)
        adw_toggle_group_set_active_name (ADW_TOGGLE_GROUP (toggles), *views);
      run (view);
      stalls_report (opened);
      median = scroll (view, scrolled);
      if (g_str_equal (*views, "table"))
        bare_list_compare (median, bare_list_measure (N_ROWS, N_COLUMNS, WIDTH, HEIGHT));
    }

  pyro_value_unref (value);
  stalls_watch ();
  lens_value_view_set_value (LENS_VALUE_VIEW (view), NULL);
  stalls_run (WATCH_TIME);
  stalls_report ("and let go");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  adw_init ();
  gtk_source_init ();
  stalls_init ();

  measure ("1,000,000 rows", build_rows, (const char *[]) { "tree", "table", "plot", "python", "json", NULL });
  measure ("1,000,000 numbers", build_numbers, (const char *[]) { "tree", "plot", NULL });
  measure ("200 MB of bytes", build_bytes, (const char *[]) { "hex", NULL });
  measure ("200 MB of text", build_text, (const char *[]) { NULL });

  return 0;
}
