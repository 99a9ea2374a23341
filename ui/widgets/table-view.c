/* ui/widgets/table-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/table-view.h"

#include <glib/gi18n.h>

#include "ui/models/pace.h"
#include "ui/models/weak.h"
#include "ui/widgets/table-columns.h"

/**
 * LensTableView:
 *
 * A value as a table that can be sorted by its columns and filtered.
 *
 * Reading the value, sorting and filtering happen in a worker; a row is an object only while it is
 * on the screen.
 */
struct _LensTableView
{
  AdwBin           parent_instance;

  PyroValue       *value;
  LensTable       *table;        /* NULL while it is read */
  LensTableRows   *rows;
  GCancellable    *cancellable;  /* of the table that is read */
  GCancellable    *arranging;    /* of the rows that are arranged */

  /* template children */
  GtkSearchEntry  *filter;
  AdwSpinner      *spinner;
  GtkLabel        *count;
  AdwBanner       *banner;
  GtkStack        *stack;
  GtkColumnView   *columns;
};

enum {
  PROP_0,
  PROP_VALUE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensTableView, lens_table_view, ADW_TYPE_BIN)

static void
clear_columns (LensTableView *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->columns);

  gtk_column_view_set_model (self->columns, NULL);
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->columns, column);
    }
}

static void
show_count (LensTableView *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint n_all = lens_table_get_n_rows (self->table);
  g_autofree char *all = g_strdup_printf (ngettext ("%'u row", "%'u rows", n_all), n_all);
  g_autofree char *text = NULL;

  if (n == n_all)
    text = g_steal_pointer (&all);
  else
    /* Translators: how many, of “5 rows” */
    text = g_strdup_printf (_("%'u of %s"), n, all);

  gtk_label_set_text (self->count, text);
  gtk_stack_set_visible_child_name (self->stack, n > 0 || n_all == 0 ? "rows" : "empty");
}

static void
arranged_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(LensTableView) self = lens_weak_take (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) order = lens_table_arrange_finish (result, &error);

  if (self == NULL || error != NULL)
    return; /* cancelled: other rows are on their way, or nobody is here */

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  lens_table_rows_set_order (self->rows, order);
  show_count (self);
}

static void
lens_table_view_arrange (LensTableView *self)
{
  GtkSorter *sorter;
  GtkColumnViewColumn *column;
  gboolean descending;

  if (self->table == NULL)
    return;

  sorter = gtk_column_view_get_sorter (self->columns);
  column = gtk_column_view_sorter_get_primary_sort_column (GTK_COLUMN_VIEW_SORTER (sorter));
  descending = gtk_column_view_sorter_get_primary_sort_order (GTK_COLUMN_VIEW_SORTER (sorter)) == GTK_SORT_DESCENDING;
  g_cancellable_cancel (self->arranging);
  g_clear_object (&self->arranging);
  self->arranging = g_cancellable_new ();
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  lens_table_arrange_async (self->table, column != NULL ? (int) lens_table_columns_get_number (column) : -1, descending,
                            gtk_editable_get_text (GTK_EDITABLE (self->filter)),
                            self->arranging, arranged_cb, lens_weak_new (self));
}

static void
filter_changed_cb (LensTableView *self)
{
  lens_table_view_arrange (self);
}

static void
show_table (LensTableView *self)
{
  gsize n_hidden = lens_table_get_n_hidden (self->table);
  g_autofree char *hidden = NULL;
  g_autoptr(GtkSingleSelection) selection = NULL;
  g_autoptr(LensPace) rows = NULL;

  hidden = g_strdup_printf (ngettext ("%'zu more column is in the tree only",
                                      "%'zu more columns are in the tree only", n_hidden),
                            n_hidden);
  adw_banner_set_title (self->banner, hidden);
  adw_banner_set_revealed (self->banner, n_hidden > 0);
  self->rows = lens_table_rows_new (self->table);
  lens_table_columns_fill (self->columns, self->table, self->rows);
  rows = lens_pace_new (G_LIST_MODEL (self->rows));
  selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_model (selection, G_LIST_MODEL (rows));
  gtk_column_view_set_model (self->columns, GTK_SELECTION_MODEL (selection));
  show_count (self);
}

static void
read_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  g_task_return_pointer (task, lens_table_new (task_data, cancellable), g_object_unref);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(LensTableView) self = user_data;
  g_autoptr(GError) error = NULL;
  LensTable *table = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    return; /* cancelled */

  self->table = table;
  if (table != NULL)
    show_table (self);
  else
    gtk_stack_set_visible_child_name (self->stack, "broken");
}

static void
lens_table_view_clear (LensTableView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->arranging);
  g_clear_object (&self->arranging);
  g_clear_object (&self->rows);
  g_clear_object (&self->table);
}

static void
lens_table_view_show (LensTableView *self)
{
  g_autoptr(GTask) task = NULL;

  lens_table_view_clear (self);
  clear_columns (self);
  gtk_editable_set_text (GTK_EDITABLE (self->filter), "");
  gtk_label_set_text (self->count, "");
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  adw_banner_set_revealed (self->banner, FALSE);
  if (self->value == NULL || !lens_table_fits (self->value))
    {
      gtk_stack_set_visible_child_name (self->stack, "broken");
      return;
    }

  gtk_stack_set_visible_child_name (self->stack, "busy");
  self->cancellable = g_cancellable_new ();
  task = g_task_new (NULL, self->cancellable, read_cb, g_object_ref (self));
  g_task_set_source_tag (task, lens_table_view_show);
  g_task_set_task_data (task, pyro_value_ref (self->value), (GDestroyNotify) pyro_value_unref);
  g_task_run_in_thread (task, read_thread);
}

static void
lens_table_view_dispose (GObject *object)
{
  LensTableView *self = LENS_TABLE_VIEW (object);

  lens_table_view_clear (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), LENS_TYPE_TABLE_VIEW);

  G_OBJECT_CLASS (lens_table_view_parent_class)->dispose (object);
}

static void
lens_table_view_finalize (GObject *object)
{
  LensTableView *self = LENS_TABLE_VIEW (object);

  g_clear_pointer (&self->value, pyro_value_unref);

  G_OBJECT_CLASS (lens_table_view_parent_class)->finalize (object);
}

static void
lens_table_view_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  LensTableView *self = LENS_TABLE_VIEW (object);

  switch (prop_id)
    {
    case PROP_VALUE:
      g_value_set_boxed (value, self->value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_table_view_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  LensTableView *self = LENS_TABLE_VIEW (object);

  switch (prop_id)
    {
    case PROP_VALUE:
      lens_table_view_set_value (self, g_value_get_boxed (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_table_view_class_init (LensTableViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_table_view_dispose;
  object_class->finalize = lens_table_view_finalize;
  object_class->get_property = lens_table_view_get_property;
  object_class->set_property = lens_table_view_set_property;

  /**
   * LensTableView:value: (nullable)
   *
   * What is shown.
   */
  properties[PROP_VALUE] =
    g_param_spec_boxed ("value", NULL, NULL,
                        PYRO_TYPE_VALUE,
                        (G_PARAM_READWRITE |
                         G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/table-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LensTableView, filter);
  gtk_widget_class_bind_template_child (widget_class, LensTableView, spinner);
  gtk_widget_class_bind_template_child (widget_class, LensTableView, count);
  gtk_widget_class_bind_template_child (widget_class, LensTableView, banner);
  gtk_widget_class_bind_template_child (widget_class, LensTableView, stack);
  gtk_widget_class_bind_template_child (widget_class, LensTableView, columns);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
}

/* A view that is wider than its columns takes itself for one that is scrolled too far, and shows that for ever: GTK 4.18
 * says that no more than the columns can be seen. */
static void
across_changed_cb (GtkAdjustment *across)
{
  if (gtk_adjustment_get_upper (across) < gtk_adjustment_get_page_size (across))
    gtk_adjustment_set_upper (across, gtk_adjustment_get_page_size (across));
}

static void
lens_table_view_init (LensTableView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->columns)), "changed",
                    G_CALLBACK (across_changed_cb), NULL);
  g_signal_connect_object (gtk_column_view_get_sorter (self->columns), "changed",
                           G_CALLBACK (lens_table_view_arrange), self, G_CONNECT_SWAPPED);
}

PyroValue *
lens_table_view_get_value (LensTableView *self)
{
  g_return_val_if_fail (LENS_IS_TABLE_VIEW (self), NULL);

  return self->value;
}

void
lens_table_view_set_value (LensTableView *self,
                           PyroValue     *value)
{
  g_return_if_fail (LENS_IS_TABLE_VIEW (self));

  if (self->value == value)
    return;

  g_clear_pointer (&self->value, pyro_value_unref);
  self->value = value != NULL ? pyro_value_ref (value) : NULL;
  lens_table_view_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

/**
 * lens_table_view_get_table:
 *
 * Gets the table.
 *
 * Returns: (transfer none) (nullable): the table, or %NULL while it is read
 */
LensTable *
lens_table_view_get_table (LensTableView *self)
{
  g_return_val_if_fail (LENS_IS_TABLE_VIEW (self), NULL);

  return self->table;
}

/**
 * lens_table_view_get_rows:
 *
 * Gets the rows that are shown.
 *
 * Returns: (transfer none) (nullable): the rows, or %NULL while the table is read
 */
LensTableRows *
lens_table_view_get_rows (LensTableView *self)
{
  g_return_val_if_fail (LENS_IS_TABLE_VIEW (self), NULL);

  return self->rows;
}
