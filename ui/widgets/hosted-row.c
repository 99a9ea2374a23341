/* ui/widgets/hosted-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/hosted-row.h"

#include <glib/gi18n.h>

/**
 * LensHostedRow:
 *
 * A hosted object, and the calls that came for it.
 */
struct _LensHostedRow
{
  GtkListBoxRow     parent_instance;

  LensHostedObject *hosted;

  /* template children */
  GtkLabel         *title;
  GtkLabel         *uri;
  GtkListView      *calls;
};

G_DEFINE_FINAL_TYPE (LensHostedRow, lens_hosted_row, GTK_TYPE_LIST_BOX_ROW)

static char *
clock_text (gpointer   unused,
            GDateTime *time)
{
  return time != NULL ? g_date_time_format (time, "%H:%M:%S") : NULL;
}

static void
n_calls_changed_cb (LensHostedRow *self)
{
  guint n = lens_hosted_object_get_n_calls (self->hosted);
  g_autofree char *text = n == 0 ? g_strdup (_("Hosted object, not yet called"))
                                 : g_strdup_printf (ngettext ("Hosted object, called %u time",
                                                              "Hosted object, called %u times", n), n);

  gtk_label_set_text (self->title, text);
}

static void
stop_cb (LensHostedRow *self)
{
  GListStore *all = lens_hosted_object_get_all ();
  guint position;

  lens_hosted_object_stop (self->hosted);
  if (g_list_store_find (all, self->hosted, &position))
    g_list_store_remove (all, position);
}

static void
lens_hosted_row_dispose (GObject *object)
{
  LensHostedRow *self = LENS_HOSTED_ROW (object);

  g_clear_object (&self->hosted);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_HOSTED_ROW);

  G_OBJECT_CLASS (lens_hosted_row_parent_class)->dispose (object);
}

static void
lens_hosted_row_class_init (LensHostedRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lens_hosted_row_dispose;

  g_type_ensure (LENS_TYPE_INCOMING_CALL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/hosted-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LensHostedRow, title);
  gtk_widget_class_bind_template_child (widget_class, LensHostedRow, uri);
  gtk_widget_class_bind_template_child (widget_class, LensHostedRow, calls);
  gtk_widget_class_bind_template_callback (widget_class, clock_text);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
lens_hosted_row_init (LensHostedRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lens_hosted_row_new:
 * @hosted: a hosted object
 *
 * Makes a row that shows it.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
lens_hosted_row_new (LensHostedObject *hosted)
{
  LensHostedRow *self = g_object_new (LENS_TYPE_HOSTED_ROW, NULL);
  GtkNoSelection *selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (hosted)));

  self->hosted = g_object_ref (hosted);
  gtk_label_set_text (self->uri, lens_hosted_object_get_uri (hosted));
  gtk_list_view_set_model (self->calls, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  g_signal_connect_object (hosted, "notify::n-calls", G_CALLBACK (n_calls_changed_cb), self, G_CONNECT_SWAPPED);
  n_calls_changed_cb (self);

  return GTK_WIDGET (self);
}
