/* ui/widgets/plot-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/plot-view.h"

#include <glib/gi18n.h>

#include "ui/widgets/plot.h"

/**
 * LensPlotView:
 *
 * The numbers of a value as a plot: a list or dict of them, or a column of a table.
 *
 * They are read in a worker. The tree and the table have the same numbers as text.
 */
struct _LensPlotView
{
  AdwBin        parent_instance;

  PyroValue    *value;
  LensTable    *table;        /* NULL for what is a series itself */
  GArray       *numeric;      /* guint: the columns that are offered */
  GCancellable *cancellable;

  /* template children */
  GtkDropDown  *column;
  GtkDropDown  *kind;
  GtkStack     *stack;
  LensPlot     *plot;
};

enum {
  PROP_0,
  PROP_VALUE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensPlotView, lens_plot_view, ADW_TYPE_BIN)

/* What a worker reads: a series, or a table whose column is read next. */
typedef struct
{
  PyroValue *value;
  LensTable *table;
  guint      column;
} Reading;

static void
reading_free (Reading *self)
{
  g_clear_pointer (&self->value, pyro_value_unref);
  g_clear_object (&self->table);
  g_free (self);
}

/* A number in one of the first rows: all of them are looked at when the table is read. */
static gboolean
has_number (PyroValue *row)
{
  gsize n = MIN (pyro_value_get_length (row), LENS_MAX_COLUMNS);
  double number;

  for (gsize i = 0; i < n; i++)
    {
      PyroValue *cell = pyro_value_get_item (row, i);

      if (pyro_value_get_kind (cell) != PYRO_VALUE_BOOL && pyro_value_get_number (cell, &number))
        return TRUE;
    }

  return FALSE;
}

/**
 * lens_plot_view_fits:
 * @value: a value
 *
 * Tells whether there may be something to plot in a value.
 *
 * Returns: %TRUE if a plot can be tried
 */
gboolean
lens_plot_view_fits (PyroValue *value)
{
  if (lens_series_fits (value))
    return TRUE;

  return lens_table_fits (value) && pyro_value_get_length (value) > 1 &&
         (has_number (pyro_value_get_item (value, 0)) || has_number (pyro_value_get_item (value, 1)));
}

static void
take_series (LensPlotView *self,
             LensSeries   *series)
{
  double low, high;
  gboolean any = series != NULL && lens_series_get_range (series, &low, &high);

  lens_plot_set_series (self->plot, series);
  gtk_stack_set_visible_child_name (self->stack, any ? "plot" : "empty");
}

static void
read_series_thread (GTask        *task,
                    gpointer      source_object,
                    gpointer      task_data,
                    GCancellable *cancellable)
{
  Reading *reading = task_data;
  LensSeries *series = reading->table != NULL ? lens_series_from_table (reading->table, reading->column)
                                              : lens_series_from_value (reading->value);

  g_task_return_pointer (task, series, g_object_unref);
}

static void
series_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(LensPlotView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(LensSeries) series = g_task_propagate_pointer (G_TASK (result), &error);

  if (error == NULL)
    take_series (self, series);
}

static void
lens_plot_view_stop (LensPlotView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
start (LensPlotView        *self,
       guint                column,
       GTaskThreadFunc      thread,
       GAsyncReadyCallback  callback)
{
  g_autoptr(GTask) task = NULL;
  Reading *reading = g_new0 (Reading, 1);

  lens_plot_view_stop (self);
  self->cancellable = g_cancellable_new ();
  reading->value = pyro_value_ref (self->value);
  reading->table = self->table != NULL ? g_object_ref (self->table) : NULL;
  reading->column = column;
  task = g_task_new (NULL, self->cancellable, callback, g_object_ref (self));
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  g_task_run_in_thread (task, thread);
}

static void
column_changed_cb (LensPlotView *self)
{
  guint selected = gtk_drop_down_get_selected (self->column);

  if (self->table == NULL || selected == GTK_INVALID_LIST_POSITION || selected >= self->numeric->len)
    return;

  start (self, g_array_index (self->numeric, guint, selected), read_series_thread, series_cb);
}

static void
kind_changed_cb (LensPlotView *self)
{
  lens_plot_set_kind (self->plot, gtk_drop_down_get_selected (self->kind));
}

static void
read_table_thread (GTask        *task,
                   gpointer      source_object,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  Reading *reading = task_data;

  g_task_return_pointer (task, lens_table_new (reading->value, cancellable), g_object_unref);
}

/* Columns of numbers; where there is none, those that may have some. */
static void
table_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(LensPlotView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(LensTable) table = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);
  guint n = table != NULL ? lens_table_get_n_columns (table) : 0;

  if (error != NULL)
    return; /* cancelled */

  g_array_set_size (self->numeric, 0);
  for (guint pass = 0; pass < 2 && self->numeric->len == 0; pass++)
    for (guint i = 0; i < n; i++)
      if (pass == 1 || lens_table_is_numeric (table, i))
        {
          g_autofree char *title = lens_table_dup_title (table, i);

          gtk_string_list_append (titles, title);
          g_array_append_val (self->numeric, i);
        }

  gtk_drop_down_set_model (self->column, G_LIST_MODEL (titles));
  gtk_widget_set_visible (GTK_WIDGET (self->column), self->numeric->len > 0);
  g_set_object (&self->table, table);
  if (self->numeric->len > 0)
    column_changed_cb (self);
  else
    take_series (self, NULL);
}

static void
lens_plot_view_show (LensPlotView *self)
{
  lens_plot_view_stop (self);
  g_clear_object (&self->table);
  gtk_widget_set_visible (GTK_WIDGET (self->column), FALSE);
  lens_plot_set_series (self->plot, NULL);
  if (self->value == NULL || !lens_plot_view_fits (self->value))
    {
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }

  gtk_stack_set_visible_child_name (self->stack, "busy");
  if (lens_series_fits (self->value))
    {
      /* Few things with names are best seen as bars. */
      gtk_drop_down_set_selected (self->kind, pyro_value_get_kind (self->value) == PYRO_VALUE_DICT
                                              ? LENS_PLOT_BAR : LENS_PLOT_LINE);
      start (self, 0, read_series_thread, series_cb);
    }
  else
    start (self, 0, read_table_thread, table_cb);
}

static void
lens_plot_view_dispose (GObject *object)
{
  LensPlotView *self = LENS_PLOT_VIEW (object);

  lens_plot_view_stop (self);
  g_clear_object (&self->table);
  gtk_widget_dispose_template (GTK_WIDGET (object), LENS_TYPE_PLOT_VIEW);

  G_OBJECT_CLASS (lens_plot_view_parent_class)->dispose (object);
}

static void
lens_plot_view_finalize (GObject *object)
{
  LensPlotView *self = LENS_PLOT_VIEW (object);

  g_clear_pointer (&self->numeric, g_array_unref);
  g_clear_pointer (&self->value, pyro_value_unref);

  G_OBJECT_CLASS (lens_plot_view_parent_class)->finalize (object);
}

static void
lens_plot_view_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  LensPlotView *self = LENS_PLOT_VIEW (object);

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
lens_plot_view_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  LensPlotView *self = LENS_PLOT_VIEW (object);

  switch (prop_id)
    {
    case PROP_VALUE:
      lens_plot_view_set_value (self, g_value_get_boxed (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_plot_view_class_init (LensPlotViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_plot_view_dispose;
  object_class->finalize = lens_plot_view_finalize;
  object_class->get_property = lens_plot_view_get_property;
  object_class->set_property = lens_plot_view_set_property;

  /**
   * LensPlotView:value: (nullable)
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

  g_type_ensure (LENS_TYPE_PLOT);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/plot-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LensPlotView, column);
  gtk_widget_class_bind_template_child (widget_class, LensPlotView, kind);
  gtk_widget_class_bind_template_child (widget_class, LensPlotView, stack);
  gtk_widget_class_bind_template_child (widget_class, LensPlotView, plot);
  gtk_widget_class_bind_template_callback (widget_class, column_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
}

static void
lens_plot_view_init (LensPlotView *self)
{
  self->numeric = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
}

PyroValue *
lens_plot_view_get_value (LensPlotView *self)
{
  g_return_val_if_fail (LENS_IS_PLOT_VIEW (self), NULL);

  return self->value;
}

void
lens_plot_view_set_value (LensPlotView *self,
                          PyroValue    *value)
{
  g_return_if_fail (LENS_IS_PLOT_VIEW (self));

  if (self->value == value)
    return;

  g_clear_pointer (&self->value, pyro_value_unref);
  self->value = value != NULL ? pyro_value_ref (value) : NULL;
  lens_plot_view_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}
