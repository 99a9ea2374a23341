/* ui/widgets/history-popover.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/history-popover.h"

#include <glib/gi18n.h>

#include "ui/models/history.h"
#include "ui/widgets/history-toast.h"

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_label_new (NULL);
  GtkWidget *time = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (line), 0);
  gtk_label_set_ellipsize (GTK_LABEL (line), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (line, "monospace");
  gtk_label_set_xalign (GTK_LABEL (time), 0);
  gtk_widget_add_css_class (time, "caption");
  gtk_widget_add_css_class (time, "dim-label");
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), time);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item)
{
  LensPastCall *call = gtk_list_item_get_item (item);
  GtkWidget *line = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  g_autofree char *time = g_date_time_format (lens_past_call_get_time (call), "%x %X");

  gtk_label_set_text (GTK_LABEL (line), lens_past_call_get_line (call));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (line)), time);
  gtk_list_item_set_accessible_label (item, lens_past_call_get_line (call));
}

static const LensChoiceKind kind = {
  .get_type = lens_past_call_get_type,
  .property = "line",
  .label = N_("Earlier Calls"),
  .filter_label = N_("Filter Earlier Calls"),
  .width = 300,
  .height = 260,
  .setup = setup_cb,
  .bind = bind_cb,
};

static void
clear_cb (GtkWidget *button)
{
  GtkWidget *popover = gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER);

  lens_history_toast_clear (button, g_object_get_data (G_OBJECT (button), "object"),
                            g_object_get_data (G_OBJECT (button), "method"));
  gtk_popover_popdown (GTK_POPOVER (popover));
}

static GtkWidget *
make_clear_button (const char *object,
                   const char *method)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_set_tooltip_text (button, _("Clear the History of This Method"));
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "object", g_strdup (object), g_free);
  g_object_set_data_full (G_OBJECT (button), "method", g_strdup (method), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (clear_cb), NULL);

  return button;
}

/**
 * lens_history_popover_new:
 * @object: the name of an object
 * @method: the name of a method
 *
 * Makes a popover that offers earlier calls.
 *
 * Returns: the popover
 */
LensChoicePopover *
lens_history_popover_new (const char *object,
                          const char *method)
{
  GListModel *calls = lens_history_find (lens_history_get_default (), object, method);
  LensChoicePopover *self = lens_choice_popover_new (&kind, calls);
  GtkWidget *button = make_clear_button (object, method);

  g_object_bind_property (calls, "n-items", button, "sensitive", G_BINDING_SYNC_CREATE);
  lens_choice_popover_add (self, button);

  return self;
}
