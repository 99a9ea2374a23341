/* ui/widgets/object-chooser.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/object-chooser.h"

#include <glib/gi18n.h>

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item)
{
  const char *name = lens_object_get_name (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), name);
  gtk_list_item_set_accessible_label (item, name);
}

static const LensChoiceKind kind = {
  .get_type = lens_object_get_type,
  .property = "name",
  .label = N_("Objects"),
  .filter_label = N_("Filter Objects"),
  .width = 240,
  .height = 220,
  .setup = setup_cb,
  .bind = bind_cb,
};

/**
 * lens_object_chooser_new:
 * @objects: a list of #LensObject
 *
 * Makes a popover that offers objects.
 *
 * Returns: the popover
 */
LensChoicePopover *
lens_object_chooser_new (GListModel *objects)
{
  return lens_choice_popover_new (&kind, objects);
}
