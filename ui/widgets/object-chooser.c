/* ui/widgets/object-chooser.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/object-chooser.h"

#include <glib/gi18n.h>

/**
 * LensObjectChooser:
 *
 * A popover with the names of objects, and a filter for them.
 */
struct _LensObjectChooser
{
  GtkPopover          parent_instance;

  GtkSingleSelection *selection;
  GtkStringFilter    *filter;
};

enum {
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LensObjectChooser, lens_object_chooser, GTK_TYPE_POPOVER)

static void
choose (LensObjectChooser *self,
        guint              position)
{
  g_autoptr(LensObject) object = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (object != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, object);
}

static void
row_activated_cb (LensObjectChooser *self,
                  guint              position)
{
  choose (self, position);
}

/* Return in the filter takes the first that is left. */
static void
search_activated_cb (LensObjectChooser *self)
{
  choose (self, 0);
}

static void
search_changed_cb (LensObjectChooser *self,
                   GtkEditable       *search)
{
  gtk_string_filter_set_search (self->filter, gtk_editable_get_text (search));
}

static void
setup_cb (LensObjectChooser *self,
          GtkListItem       *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (LensObjectChooser *self,
         GtkListItem       *item)
{
  const char *name = lens_object_get_name (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), name);
  gtk_list_item_set_accessible_label (item, name);
}

static GtkWidget *
make_list (LensObjectChooser *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *list = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  GtkWidget *scroll = gtk_scrolled_window_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "activate", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (list), TRUE);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Objects"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scroll, 240, 220);

  return scroll;
}

static void
lens_object_chooser_dispose (GObject *object)
{
  LensObjectChooser *self = LENS_OBJECT_CHOOSER (object);

  g_clear_object (&self->selection);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (lens_object_chooser_parent_class)->dispose (object);
}

static void
lens_object_chooser_class_init (LensObjectChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lens_object_chooser_dispose;

  /**
   * LensObjectChooser::chosen:
   * @object: which one
   *
   * An object was chosen.
   */
  signals[CHOSEN] =
    g_signal_new ("chosen", LENS_TYPE_OBJECT_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, LENS_TYPE_OBJECT);
}

static void
lens_object_chooser_init (LensObjectChooser *self)
{
  g_autoptr(GtkExpression) name = gtk_property_expression_new (LENS_TYPE_OBJECT, NULL, "name");

  self->filter = gtk_string_filter_new (gtk_expression_ref (name));
}

/**
 * lens_object_chooser_new:
 * @objects: a list of #LensObject
 *
 * Makes a popover that offers objects.
 *
 * Returns: the popover
 */
LensObjectChooser *
lens_object_chooser_new (GListModel *objects)
{
  LensObjectChooser *self = g_object_new (LENS_TYPE_OBJECT_CHOOSER, NULL);
  GtkFilterListModel *shown = gtk_filter_list_model_new (g_object_ref (objects),
                                                         GTK_FILTER (g_object_ref (self->filter)));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *search = gtk_search_entry_new ();

  self->selection = gtk_single_selection_new (G_LIST_MODEL (shown));
  gtk_search_entry_set_placeholder_text (GTK_SEARCH_ENTRY (search), _("Filter Objects"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Filter Objects"), -1);
  g_signal_connect_object (search, "search-changed", G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "activate", G_CALLBACK (search_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), search);
  gtk_box_append (GTK_BOX (box), make_list (self));
  gtk_popover_set_child (GTK_POPOVER (self), box);

  return self;
}
