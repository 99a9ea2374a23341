/* ui/widgets/history-popover.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/history-popover.h"

#include <glib/gi18n.h>

/**
 * LensHistoryPopover:
 *
 * A popover with the earlier calls of a method, and a filter for them.
 */
struct _LensHistoryPopover
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

G_DEFINE_FINAL_TYPE (LensHistoryPopover, lens_history_popover, GTK_TYPE_POPOVER)

static void
choose (LensHistoryPopover *self,
        guint              position)
{
  g_autoptr(LensPastCall) call = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (call != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, call);
}

static void
row_activated_cb (LensHistoryPopover *self,
                  guint              position)
{
  choose (self, position);
}

/* Return in the filter takes the first that is left. */
static void
search_activated_cb (LensHistoryPopover *self)
{
  choose (self, 0);
}

static void
search_changed_cb (LensHistoryPopover *self,
                   GtkEditable       *search)
{
  gtk_string_filter_set_search (self->filter, gtk_editable_get_text (search));
}

static void
setup_cb (LensHistoryPopover *self,
          GtkListItem       *item)
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
bind_cb (LensHistoryPopover *self,
         GtkListItem       *item)
{
  LensPastCall *call = gtk_list_item_get_item (item);
  GtkWidget *line = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  g_autofree char *time = g_date_time_format (lens_past_call_get_time (call), "%x %X");

  gtk_label_set_text (GTK_LABEL (line), lens_past_call_get_line (call));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (line)), time);
  gtk_list_item_set_accessible_label (item, lens_past_call_get_line (call));
}

static GtkWidget *
make_list (LensHistoryPopover *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *list = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  GtkWidget *scroll = gtk_scrolled_window_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "activate", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (list), TRUE);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Earlier Calls"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scroll, 300, 260);

  return scroll;
}

static void
lens_history_popover_dispose (GObject *object)
{
  LensHistoryPopover *self = LENS_HISTORY_POPOVER (object);

  g_clear_object (&self->selection);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (lens_history_popover_parent_class)->dispose (object);
}

static void
lens_history_popover_class_init (LensHistoryPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lens_history_popover_dispose;

  /**
   * LensHistoryPopover::chosen:
   * @call: which one
   *
   * A call was chosen.
   */
  signals[CHOSEN] =
    g_signal_new ("chosen", LENS_TYPE_HISTORY_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, LENS_TYPE_PAST_CALL);
}

static void
lens_history_popover_init (LensHistoryPopover *self)
{
  g_autoptr(GtkExpression) name = gtk_property_expression_new (LENS_TYPE_PAST_CALL, NULL, "line");

  self->filter = gtk_string_filter_new (gtk_expression_ref (name));
}

/**
 * lens_history_popover_new:
 * @calls: a list of #LensPastCall
 *
 * Makes a popover that offers earlier calls.
 *
 * Returns: the popover
 */
LensHistoryPopover *
lens_history_popover_new (GListModel *calls)
{
  LensHistoryPopover *self = g_object_new (LENS_TYPE_HISTORY_POPOVER, NULL);
  GtkFilterListModel *shown = gtk_filter_list_model_new (g_object_ref (calls),
                                                         GTK_FILTER (g_object_ref (self->filter)));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *search = gtk_search_entry_new ();

  self->selection = gtk_single_selection_new (G_LIST_MODEL (shown));
  gtk_search_entry_set_placeholder_text (GTK_SEARCH_ENTRY (search), _("Filter Earlier Calls"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Filter Earlier Calls"), -1);
  g_signal_connect_object (search, "search-changed", G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "activate", G_CALLBACK (search_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), search);
  gtk_box_append (GTK_BOX (box), make_list (self));
  gtk_popover_set_child (GTK_POPOVER (self), box);

  return self;
}
