/* tests/ui/widgets/bare-list.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/widgets/bare-list.h"

#include "tests/ui/widgets/stalls.h"

#define JUMP_TIME (20 * G_TIME_SPAN_MILLISECOND)

/* A list as the tutorial of GTK has it, with a label in each cell: no list of anybody's is faster. */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkListItemFactory *
make_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);

  return factory;
}

static GtkSelectionModel *
make_rows (guint n)
{
  g_autoptr(GtkStringList) rows = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    gtk_string_list_take (rows, g_strdup_printf ("some.name.%06u", i));

  return GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (g_steal_pointer (&rows))));
}

static GtkWidget *
make_list (guint n_rows,
           guint n_columns)
{
  GtkWidget *list;

  if (n_columns == 0)
    return gtk_list_view_new (make_rows (n_rows), make_factory ());

  list = gtk_column_view_new (make_rows (n_rows));
  for (guint i = 0; i < n_columns; i++)
    {
      g_autoptr(GtkColumnViewColumn) column = gtk_column_view_column_new ("column", make_factory ());

      gtk_column_view_append_column (GTK_COLUMN_VIEW (list), column);
    }

  return list;
}

/* Jumps from the first to the last row, each jump a step. */
void
bare_list_scroll (GtkAdjustment *adjustment,
                  guint          n_jumps)
{
  for (guint i = 0; i <= n_jumps; i++)
    {
      double length = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

      gtk_adjustment_set_value (adjustment, length * i / n_jumps);
      stalls_run (JUMP_TIME);
      stalls_step ();
    }
}

/* Jumps through a list with a label a row, or with @n_columns through a table. Returns the median of a jump in
 * milliseconds of the processor. */
double
bare_list_measure (guint n_rows,
                   guint n_columns,
                   int   width,
                   int   height)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autofree char *columns = g_strdup_printf ("GTK's table of %u columns", n_columns);
  const char *what = n_columns > 0 ? columns : "GTK's list with a label a row";
  g_autofree char *jumps = g_strdup_printf ("%s, scrolled", what);
  double median;

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_present (GTK_WINDOW (window));
  stalls_run (G_TIME_SPAN_SECOND);
  stalls_report ("(an empty window)");
  stalls_watch ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), make_list (n_rows, n_columns));
  stalls_run (G_TIME_SPAN_SECOND);
  stalls_report (what);
  bare_list_scroll (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), 100);
  median = stalls_report (jumps);
  gtk_window_destroy (GTK_WINDOW (window));

  return median;
}

void
bare_list_compare (double median,
                   double bare)
{
  g_print ("%-36s a jump takes %.2f times what GTK's takes\n", "", median / bare);
}
