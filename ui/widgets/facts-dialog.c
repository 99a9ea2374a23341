/* ui/widgets/facts-dialog.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/facts-dialog.h"

#include <glib/gi18n.h>

#include "ui/models/facts.h"

/**
 * LensFactsDialog:
 *
 * What a daemon tells of itself. Opening it asks the daemon, and no object of the user.
 */
struct _LensFactsDialog
{
  AdwDialog       parent_instance;

  LensFacts      *facts;

  /* template children */
  AdwWindowTitle *heading;
  GtkListBox     *list;
  GtkWidget      *spinner;
  GtkLabel       *problem;
};

G_DEFINE_FINAL_TYPE (LensFactsDialog, lens_facts_dialog, ADW_TYPE_DIALOG)

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  GtkWidget *row = adw_action_row_new ();

  gtk_widget_add_css_class (row, "property");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), lens_fact_get_title (item));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), lens_fact_get_value (item));
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);

  return row;
}

static void
show_state (LensFactsDialog *self)
{
  const char *problem = lens_facts_get_problem (self->facts);
  gboolean running = lens_facts_get_running (self->facts);

  gtk_widget_set_visible (self->spinner, running);
  gtk_widget_set_visible (GTK_WIDGET (self->list), g_list_model_get_n_items (lens_facts_get_items (self->facts)) > 0);
  gtk_label_set_text (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
}

static void
ask_cb (LensFactsDialog *self)
{
  lens_facts_ask (self->facts);
}

static void
copy_cb (LensFactsDialog *self)
{
  g_autofree char *text = lens_facts_dup_text (self->facts);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("Copied"));
}

static void
lens_facts_dialog_dispose (GObject *object)
{
  LensFactsDialog *self = LENS_FACTS_DIALOG (object);

  if (self->facts != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->facts, self);
      g_signal_handlers_disconnect_by_data (lens_facts_get_items (self->facts), self);
    }
  g_clear_object (&self->facts);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_FACTS_DIALOG);

  G_OBJECT_CLASS (lens_facts_dialog_parent_class)->dispose (object);
}

static void
lens_facts_dialog_class_init (LensFactsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lens_facts_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/facts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LensFactsDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, LensFactsDialog, list);
  gtk_widget_class_bind_template_child (widget_class, LensFactsDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, LensFactsDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, ask_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
lens_facts_dialog_init (LensFactsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lens_facts_dialog_new:
 * @object: an object of the daemon
 *
 * Makes a dialog about a daemon, and asks it.
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
lens_facts_dialog_new (LensObject *object)
{
  LensFactsDialog *self = g_object_new (LENS_TYPE_FACTS_DIALOG, NULL);

  adw_window_title_set_subtitle (self->heading, lens_object_get_location (object));
  self->facts = lens_facts_new (object);
  gtk_list_box_bind_model (self->list, lens_facts_get_items (self->facts), create_row, self, NULL);
  g_signal_connect_swapped (self->facts, "notify", G_CALLBACK (show_state), self);
  g_signal_connect_swapped (lens_facts_get_items (self->facts), "items-changed", G_CALLBACK (show_state), self);
  lens_facts_ask (self->facts);
  show_state (self);

  return ADW_DIALOG (self);
}
