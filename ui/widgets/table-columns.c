/* ui/widgets/table-columns.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/table-columns.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/widgets/plain-text.h"

/* The columns of a table: the number of the row, and one for each column of the value. */

/* Characters of a column, before it is dragged wider; more has none that has long texts. */
#define MIN_CELL_WIDTH 3
#define MAX_CELL_WIDTH 40

/* Rows by whose texts a column is as wide as it is. */
#define N_MEASURED 100

static guint
get_column (GObject *object)
{
  return GPOINTER_TO_UINT (g_object_get_data (object, "lens-column"));
}

static guint
get_width (GObject *object)
{
  return GPOINTER_TO_UINT (g_object_get_data (object, "lens-width"));
}

static void
setup_cell (GtkSignalListItemFactory *factory,
            GtkListItem              *item,
            LensTable                *table)
{
  gboolean numeric = lens_table_is_numeric (table, get_column (G_OBJECT (factory)));
  const char *classes[] = { numeric ? "numeric" : NULL, NULL };
  GtkWidget *text = lens_plain_text_new (MIN_CELL_WIDTH, get_width (G_OBJECT (factory)), classes);

  gtk_inscription_set_xalign (GTK_INSCRIPTION (text), numeric ? 1 : 0);
  gtk_list_item_set_child (item, text);
}

static void
bind_cell (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           gpointer                  unused)
{
  g_autofree char *text = lens_table_row_dup_text (gtk_list_item_get_item (item), get_column (G_OBJECT (factory)));

  lens_plain_text_set (gtk_list_item_get_child (item), text);
}

/* The first column, which the value does not have. */
static void
bind_number (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             gpointer                  unused)
{
  g_autofree char *text = g_strdup_printf ("%u", lens_table_row_get_number (gtk_list_item_get_item (item)));

  lens_plain_text_set (gtk_list_item_get_child (item), text);
}

static void
setup_number (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              gpointer                  unused)
{
  guint width = get_width (G_OBJECT (factory));
  GtkWidget *text = lens_plain_text_new (width, width, (const char *[]) { "dim-label", "numeric", NULL });

  gtk_inscription_set_xalign (GTK_INSCRIPTION (text), 1);
  gtk_list_item_set_child (item, text);
}

/* How many characters the texts of a column have, by the first rows. */
static guint
measure_column (LensTableRows *rows,
                guint          number)
{
  guint n = MIN (g_list_model_get_n_items (G_LIST_MODEL (rows)), N_MEASURED);
  guint width = MIN_CELL_WIDTH;

  for (guint i = 0; i < n && width < MAX_CELL_WIDTH; i++)
    {
      g_autoptr(LensTableRow) row = g_list_model_get_item (G_LIST_MODEL (rows), i);
      g_autofree char *text = lens_table_row_dup_text (row, number);

      width = MAX (width, (guint) g_utf8_strlen (text, MAX_CELL_WIDTH * 4));
    }

  return MIN (width, MAX_CELL_WIDTH);
}

static void
add_number_column (GtkColumnView *view,
                   LensTable     *table)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkColumnViewColumn) column = NULL;
  g_autofree char *last = g_strdup_printf ("%u", lens_table_get_n_rows (table));

  g_object_set_data (G_OBJECT (factory), "lens-width", GUINT_TO_POINTER ((guint) strlen (last)));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_number), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_number), NULL);
  /* Translators: the number of a row, at the head of its column */
  column = gtk_column_view_column_new (_("№"), factory);
  gtk_column_view_append_column (view, column);
}

/* The rows are sorted in a worker; what GTK needs is something that makes the title a button. */
static int
compare_nothing (gconstpointer a,
                 gconstpointer b,
                 gpointer      unused)
{
  return 0;
}

/* Whether a column takes all the room that is left: the last one, but no numbers, as they would be far from the rest. */
static gboolean
is_wide (LensTable *table,
         guint      number)
{
  return number + 1 == lens_table_get_n_columns (table) && !lens_table_is_numeric (table, number);
}

static void
add_column (GtkColumnView *view,
            LensTable     *table,
            LensTableRows *rows,
            guint          number)
{
  g_autofree char *title = lens_table_dup_title (table, number);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_nothing, NULL, NULL));
  g_autoptr(GtkColumnViewColumn) column = NULL;

  g_object_set_data (G_OBJECT (factory), "lens-column", GUINT_TO_POINTER (number));
  g_object_set_data (G_OBJECT (factory), "lens-width", GUINT_TO_POINTER (measure_column (rows, number)));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cell), table, G_CONNECT_DEFAULT);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell), NULL);
  column = gtk_column_view_column_new (title, factory);
  g_object_set_data (G_OBJECT (column), "lens-column", GUINT_TO_POINTER (number));
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, is_wide (table, number));
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_append_column (view, column);
}

/* The title of a column of numbers is above them, at the right, and the arrow of what is sorted by before it. GTK has no
 * property for that: that a title is a box with a label and the arrow is how GTK makes it, and if it ever is not, the
 * title stays at the left. */
static void
align_title (GtkWidget *title)
{
  GtkWidget *box = gtk_widget_get_first_child (title);
  GtkWidget *label = box != NULL ? gtk_widget_get_first_child (box) : NULL;
  GtkWidget *arrow = label != NULL ? gtk_widget_get_next_sibling (label) : NULL;

  if (!GTK_IS_BOX (box) || !GTK_IS_LABEL (label) || arrow == NULL)
    return;

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_halign (label, GTK_ALIGN_END);
  gtk_widget_set_hexpand (arrow, FALSE);
  gtk_box_reorder_child_after (GTK_BOX (box), label, arrow);
}

static void
align_titles (GtkColumnView *view,
              LensTable     *table)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));
  GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;
  guint n = lens_table_get_n_columns (table);

  /* The first one is that of the numbers of the rows, which is as narrow as its title. */
  for (guint i = 0; i < n && title != NULL; i++)
    {
      title = gtk_widget_get_next_sibling (title);
      if (title != NULL && lens_table_is_numeric (table, i))
        align_title (title);
    }
}

/**
 * lens_table_columns_fill:
 * @view: a view without columns
 * @table: a table
 * @rows: its rows
 *
 * Makes the columns of a table, each as wide as its first rows want it.
 */
void
lens_table_columns_fill (GtkColumnView *view,
                         LensTable     *table,
                         LensTableRows *rows)
{
  guint n = lens_table_get_n_columns (table);

  add_number_column (view, table);
  for (guint i = 0; i < n; i++)
    add_column (view, table, rows, i);
  align_titles (view, table);
}

/**
 * lens_table_columns_get_number:
 * @column: a column that is not that of the numbers of the rows
 *
 * Gets which column of the table it shows.
 *
 * Returns: the index of the column
 */
guint
lens_table_columns_get_number (GtkColumnViewColumn *column)
{
  return get_column (G_OBJECT (column));
}
