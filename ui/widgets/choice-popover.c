/* ui/widgets/choice-popover.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/choice-popover.h"

#include <glib/gi18n.h>

/**
 * LensChoicePopover:
 *
 * A popover with a list to choose from, and a filter for it.
 */
struct _LensChoicePopover
{
  GtkPopover          parent_instance;

  GtkSingleSelection *selection;
  GtkStringFilter    *filter;
  GtkBox             *row;    /* of the filter */
};

enum {
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LensChoicePopover, lens_choice_popover, GTK_TYPE_POPOVER)

static void
choose (LensChoicePopover *self,
        guint              position)
{
  g_autoptr(GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, item);
}

static void
row_activated_cb (LensChoicePopover *self,
                  guint              position)
{
  choose (self, position);
}

/* Return in the filter takes the first that is left. */
static void
search_activated_cb (LensChoicePopover *self)
{
  choose (self, 0);
}

static void
search_changed_cb (LensChoicePopover *self,
                   GtkEditable       *search)
{
  gtk_string_filter_set_search (self->filter, gtk_editable_get_text (search));
}

/* Escape, which the filter takes before the popover gets it. */
static void
search_stopped_cb (LensChoicePopover *self,
                   GtkEditable       *search)
{
  if (gtk_editable_get_text (search)[0] != '\0')
    gtk_editable_set_text (search, "");
  else
    gtk_popover_popdown (GTK_POPOVER (self));
}

static GtkWidget *
make_list (LensChoicePopover    *self,
           const LensChoiceKind *kind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *list = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  GtkWidget *scroll = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (kind->setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (kind->bind), NULL);
  g_signal_connect_object (list, "activate", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (list), TRUE);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, gettext (kind->label), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scroll, kind->width, kind->height);

  return scroll;
}

static void
lens_choice_popover_dispose (GObject *object)
{
  LensChoicePopover *self = LENS_CHOICE_POPOVER (object);

  g_clear_object (&self->selection);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (lens_choice_popover_parent_class)->dispose (object);
}

static void
lens_choice_popover_class_init (LensChoicePopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lens_choice_popover_dispose;

  /**
   * LensChoicePopover::chosen:
   * @item: which one
   *
   * An item was chosen.
   */
  signals[CHOSEN] =
    g_signal_new ("chosen", LENS_TYPE_CHOICE_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_OBJECT);
}

static void
lens_choice_popover_init (LensChoicePopover *self)
{
}

/**
 * lens_choice_popover_new:
 * @kind: what the items are, which lives as long as the program
 * @items: a list of them
 *
 * Makes a popover that offers items.
 *
 * Returns: the popover
 */
LensChoicePopover *
lens_choice_popover_new (const LensChoiceKind *kind,
                         GListModel           *items)
{
  LensChoicePopover *self = g_object_new (LENS_TYPE_CHOICE_POPOVER, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *search = gtk_search_entry_new ();
  GtkFilterListModel *shown;

  self->filter = gtk_string_filter_new (gtk_property_expression_new (kind->get_type (), NULL, kind->property));
  shown = gtk_filter_list_model_new (g_object_ref (items), GTK_FILTER (g_object_ref (self->filter)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (shown));
  gtk_search_entry_set_placeholder_text (GTK_SEARCH_ENTRY (search), gettext (kind->filter_label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL, gettext (kind->filter_label),
                                  -1);
  g_signal_connect_object (search, "search-changed", G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "activate", G_CALLBACK (search_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "stop-search", G_CALLBACK (search_stopped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_hexpand (search, TRUE);
  gtk_box_append (GTK_BOX (row), search);
  gtk_box_append (GTK_BOX (box), row);
  gtk_box_append (GTK_BOX (box), make_list (self, kind));
  gtk_popover_set_child (GTK_POPOVER (self), box);
  self->row = GTK_BOX (row);

  return self;
}

/**
 * lens_choice_popover_add:
 * @widget: what can be done with the items
 *
 * Shows a widget beside the filter.
 */
void
lens_choice_popover_add (LensChoicePopover *self,
                         GtkWidget         *widget)
{
  g_return_if_fail (LENS_IS_CHOICE_POPOVER (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_box_append (self->row, widget);
}
