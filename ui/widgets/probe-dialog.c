/* ui/widgets/probe-dialog.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/probe-dialog.h"

#include "ui/models/probe.h"

/**
 * LensProbeDialog:
 *
 * Says what a probe does, lets the user choose each method, and shows what comes of it. Closing it stops it.
 */
struct _LensProbeDialog
{
  AdwDialog   parent_instance;

  LensProbe  *probe;

  /* template children */
  GtkListBox *list;
  GtkLabel   *problem;
  GtkWidget  *start_button;
  GtkWidget  *cancel_button;
  GtkWidget  *spinner;
};

G_DEFINE_FINAL_TYPE (LensProbeDialog, lens_probe_dialog, ADW_TYPE_DIALOG)

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 lens_member_get_name (lens_probe_item_get_member (item)));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lens_member_get_name (lens_probe_item_get_member (item)), -1);
  g_object_bind_property (item, "chosen", check, "active", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_object_bind_property (item, "outcome", row, "subtitle", G_BINDING_SYNC_CREATE);

  return row;
}

static void
show_state (LensProbeDialog *self)
{
  gboolean running = lens_probe_get_running (self->probe);
  const char *problem = lens_probe_get_problem (self->probe);
  gboolean focused = gtk_widget_has_focus (running ? self->start_button : self->cancel_button);

  gtk_widget_set_visible (self->start_button, !running);
  gtk_widget_set_visible (self->cancel_button, running);
  gtk_widget_set_visible (self->spinner, running);
  gtk_widget_set_sensitive (self->start_button, lens_probe_get_n_chosen (self->probe) > 0);
  gtk_label_set_text (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  if (focused)
    gtk_widget_grab_focus (running ? self->cancel_button : GTK_WIDGET (self->list));
}

static void
start_cb (LensProbeDialog *self)
{
  lens_probe_start (self->probe);
}

static void
cancel_cb (LensProbeDialog *self)
{
  lens_probe_cancel (self->probe);
}

static void
lens_probe_dialog_closed (AdwDialog *dialog)
{
  lens_probe_cancel (LENS_PROBE_DIALOG (dialog)->probe);
}

static void
lens_probe_dialog_dispose (GObject *object)
{
  LensProbeDialog *self = LENS_PROBE_DIALOG (object);

  if (self->probe != NULL)
    g_signal_handlers_disconnect_by_data (self->probe, self);
  g_clear_object (&self->probe);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_PROBE_DIALOG);

  G_OBJECT_CLASS (lens_probe_dialog_parent_class)->dispose (object);
}

static void
lens_probe_dialog_class_init (LensProbeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lens_probe_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = lens_probe_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/probe-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LensProbeDialog, list);
  gtk_widget_class_bind_template_child (widget_class, LensProbeDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, LensProbeDialog, start_button);
  gtk_widget_class_bind_template_child (widget_class, LensProbeDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, LensProbeDialog, spinner);
  gtk_widget_class_bind_template_callback (widget_class, start_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
lens_probe_dialog_init (LensProbeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lens_probe_dialog_new:
 * @object: an object whose members are known
 *
 * Makes a dialog that probes the methods of an object. It sends nothing before the user says so.
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
lens_probe_dialog_new (LensObject *object)
{
  LensProbeDialog *self = g_object_new (LENS_TYPE_PROBE_DIALOG, NULL);

  self->probe = lens_probe_new (object, lens_signatures_get_default ());
  gtk_list_box_bind_model (self->list, lens_probe_get_items (self->probe), create_row, self, NULL);
  g_signal_connect_swapped (self->probe, "notify", G_CALLBACK (show_state), self);
  show_state (self);

  return ADW_DIALOG (self);
}
