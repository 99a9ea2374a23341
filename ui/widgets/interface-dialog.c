/* ui/widgets/interface-dialog.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/interface-dialog.h"

#include <glib/gi18n.h>

#include "ui/models/interface.h"

/**
 * LensInterfaceDialog:
 *
 * What an object offers beside what it offered on another day, or what another object offers.
 */
struct _LensInterfaceDialog
{
  AdwDialog       parent_instance;

  LensInterface  *now;
  GPtrArray      *before; /* LensInterface, in the order of the drop-down */
  char          **changes;

  /* template children */
  GtkStack       *stack;
  GtkDropDown    *others;
  GtkLabel       *verdict;
  GtkListBox     *list;
  GtkWidget      *copy_button;
};

G_DEFINE_FINAL_TYPE (LensInterfaceDialog, lens_interface_dialog, ADW_TYPE_DIALOG)

static GtkWidget *
create_row (const char *line)
{
  GtkWidget *row = adw_action_row_new ();
  const char *icon = line[0] == '+' ? "list-add-symbolic" : line[0] == '-' ? "list-remove-symbolic"
                                                                           : "document-edit-symbolic";
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  GtkWidget *label = gtk_label_new (line[0] == '+' ? _("Added") : line[0] == '-' ? _("Removed") : _("Changed"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), line + 2);
  gtk_accessible_update_state (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);

  return row;
}

static void
show_difference (LensInterfaceDialog *self)
{
  guint selected = gtk_drop_down_get_selected (self->others);
  g_autofree char *verdict = NULL;
  guint n;

  if (self->before == NULL || selected >= self->before->len)
    return;

  g_clear_pointer (&self->changes, g_strfreev);
  self->changes = lens_interface_compare (g_ptr_array_index (self->before, selected), self->now);
  n = g_strv_length (self->changes);
  verdict = n == 0 ? g_strdup (_("Both offer the same"))
                   : g_strdup_printf (ngettext ("%u difference", "%u differences", n), n);
  gtk_label_set_text (self->verdict, verdict);
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->list, create_row (self->changes[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
}

static void
copy_cb (LensInterfaceDialog *self)
{
  g_autofree char *before = NULL;
  g_autofree char *now = NULL;
  g_autofree char *lines = NULL;
  g_autofree char *text = NULL;

  if (self->changes == NULL)
    return;

  before = lens_interface_dup_title (g_ptr_array_index (self->before, gtk_drop_down_get_selected (self->others)));
  now = lens_interface_dup_title (self->now);
  lines = g_strjoinv ("\n", self->changes);
  text = g_strdup_printf ("--- %s\n+++ %s\n%s\n", before, now, lines);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("Copied"));
}

static void
lens_interface_dialog_dispose (GObject *object)
{
  LensInterfaceDialog *self = LENS_INTERFACE_DIALOG (object);

  g_clear_pointer (&self->before, g_ptr_array_unref);
  g_clear_pointer (&self->changes, g_strfreev);
  g_clear_object (&self->now);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_INTERFACE_DIALOG);

  G_OBJECT_CLASS (lens_interface_dialog_parent_class)->dispose (object);
}

static void
lens_interface_dialog_class_init (LensInterfaceDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lens_interface_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/interface-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LensInterfaceDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, LensInterfaceDialog, others);
  gtk_widget_class_bind_template_child (widget_class, LensInterfaceDialog, verdict);
  gtk_widget_class_bind_template_child (widget_class, LensInterfaceDialog, list);
  gtk_widget_class_bind_template_child (widget_class, LensInterfaceDialog, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_difference);
}

static void
lens_interface_dialog_init (LensInterfaceDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->before = g_ptr_array_new_with_free_func (g_object_unref);
}

/* Those of the same object come first, the newest of each first. */
static void
add_others (LensInterfaceDialog *self,
            GListModel          *all,
            gboolean             same,
            GtkStringList       *titles)
{
  for (guint i = g_list_model_get_n_items (all); i > 0; i--)
    {
      g_autoptr(LensInterface) other = g_list_model_get_item (all, i - 1);
      gboolean is_same = g_strcmp0 (lens_interface_get_object (other), lens_interface_get_object (self->now)) == 0;

      /* What it offers now is no day to compare with. */
      if (is_same != same || (is_same && lens_interface_equal (other, self->now)))
        continue;
      g_ptr_array_add (self->before, g_object_ref (other));
      gtk_string_list_take (titles, lens_interface_dup_title (other));
    }
}

/**
 * lens_interface_dialog_new:
 * @object: an object whose members are known
 *
 * Makes a dialog that compares what an object offers with what was seen before.
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
lens_interface_dialog_new (LensObject *object)
{
  LensInterfaceDialog *self = g_object_new (LENS_TYPE_INTERFACE_DIALOG, NULL);
  GListModel *all = lens_interfaces_get_items (lens_interfaces_get_default ());
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);

  self->now = lens_interface_new_for_object (object);
  add_others (self, all, TRUE, titles);
  add_others (self, all, FALSE, titles);
  gtk_drop_down_set_expression (self->others,
                                gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  gtk_drop_down_set_model (self->others, G_LIST_MODEL (titles));
  gtk_stack_set_visible_child_name (self->stack, self->before->len > 0 ? "compare" : "none");
  gtk_widget_set_sensitive (self->copy_button, self->before->len > 0);
  show_difference (self);

  return ADW_DIALOG (self);
}
