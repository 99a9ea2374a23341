/* ui/widgets/history-popover.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/history-popover.h"

#include <glib/gi18n.h>

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

/**
 * lens_history_popover_new:
 * @calls: a list of #LensPastCall
 *
 * Makes a popover that offers earlier calls.
 *
 * Returns: the popover
 */
LensChoicePopover *
lens_history_popover_new (GListModel *calls)
{
  return lens_choice_popover_new (&kind, calls);
}
