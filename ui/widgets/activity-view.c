/* ui/widgets/activity-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/activity-view.h"

#include <glib/gi18n.h>

#include "ui/widgets/late-menu.h"

/**
 * LensActivityView:
 *
 * All calls of the program, whichever tab or page made them, as lines that can be filtered.
 */
struct _LensActivityView
{
  AdwBin               parent_instance;

  /* template children */
  GtkSearchEntry      *search;
  GtkStack            *stack;
  GtkListView         *list;
  GtkNoSelection      *selection;
  GtkFilterListModel  *hits;
};

enum {
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LensActivityView, lens_activity_view, ADW_TYPE_BIN)

/* A shape for each outcome: colour alone tells not everybody. */
static char *
icon_name (GObject          *object,
           LensRequestState  state)
{
  switch (state)
    {
    case LENS_REQUEST_DONE:
      return g_strdup ("object-select-symbolic");

    case LENS_REQUEST_RUNNING:
      return g_strdup ("content-loading-symbolic");

    case LENS_REQUEST_CANCELLED:
      return g_strdup ("process-stop-symbolic");

    case LENS_REQUEST_RAISED:
      return g_strdup ("dialog-warning-symbolic");

    case LENS_REQUEST_FAILED:
    default:
      return g_strdup ("dialog-error-symbolic");
    }
}

static char *
time_text (GObject   *object,
           GDateTime *time)
{
  return time != NULL ? g_date_time_format (time, "%X") : NULL;
}

static void
update_page (LensActivityView *self)
{
  gboolean any = self->hits != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->hits)) > 0;
  gboolean filtered = self->search != NULL && gtk_editable_get_text (GTK_EDITABLE (self->search))[0] != '\0';

  if (self->stack != NULL)
    gtk_stack_set_visible_child_name (self->stack, any ? "calls" : filtered ? "no-hits" : "none");
}

static gboolean
match (gpointer item,
       gpointer user_data)
{
  LensActivityView *self = user_data;

  return lens_deed_matches (item, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
search_changed_cb (LensActivityView *self)
{
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->hits), GTK_FILTER_CHANGE_DIFFERENT);
  update_page (self);
}

/* How long it took is known only now. */
static void
finished_cb (LensActivityView *self)
{
  if (gtk_editable_get_text (GTK_EDITABLE (self->search))[0] == '>')
    search_changed_cb (self);
}

static void
activate_cb (LensActivityView *self,
             guint             position)
{
  g_autoptr(LensDeed) deed = g_list_model_get_item (G_LIST_MODEL (self->hits), position);

  if (deed != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, deed);
}

static void
stop_search_cb (LensActivityView *self)
{
  if (gtk_editable_get_text (GTK_EDITABLE (self->search))[0] != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.activity", NULL);
}

static void
lens_activity_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LENS_TYPE_ACTIVITY_VIEW);

  G_OBJECT_CLASS (lens_activity_view_parent_class)->dispose (object);
}

static void
lens_activity_view_class_init (LensActivityViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lens_activity_view_dispose;

  /**
   * LensActivityView::chosen:
   * @deed: a call
   *
   * The user wants to see the call as it was made.
   */
  signals[CHOSEN] =
    g_signal_new ("chosen", LENS_TYPE_ACTIVITY_VIEW, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL,
                  G_TYPE_NONE, 1, LENS_TYPE_DEED);

  g_type_ensure (LENS_TYPE_DEED);
  g_type_ensure (LENS_TYPE_LATE_MENU);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/activity-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LensActivityView, search);
  gtk_widget_class_bind_template_child (widget_class, LensActivityView, stack);
  gtk_widget_class_bind_template_child (widget_class, LensActivityView, list);
  gtk_widget_class_bind_template_child (widget_class, LensActivityView, selection);
  gtk_widget_class_bind_template_child (widget_class, LensActivityView, hits);
  gtk_widget_class_bind_template_callback (widget_class, icon_name);
  gtk_widget_class_bind_template_callback (widget_class, time_text);
  gtk_widget_class_bind_template_callback (widget_class, update_page);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
lens_activity_view_init (LensActivityView *self)
{
  g_autoptr(GtkFilter) filter = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  filter = GTK_FILTER (gtk_custom_filter_new (match, self, NULL));
  gtk_filter_list_model_set_filter (self->hits, filter);
  gtk_filter_list_model_set_model (self->hits, G_LIST_MODEL (lens_activity_get_default ()));
  g_signal_connect_object (lens_activity_get_default (), "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self->list));
  update_page (self);
}

/**
 * lens_activity_view_focus:
 *
 * Shows all calls, and lets the user type into the filter.
 */
void
lens_activity_view_focus (LensActivityView *self)
{
  g_return_if_fail (LENS_IS_ACTIVITY_VIEW (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
