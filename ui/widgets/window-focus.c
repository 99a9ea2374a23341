/* ui/widgets/window-focus.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/window-private.h"

static gboolean
is_in_call (LensWindow *self,
            GtkWidget  *widget)
{
  AdwNavigationPage *call = adw_navigation_split_view_get_content (self->outer);
  gboolean shown = !adw_navigation_split_view_get_collapsed (self->outer) ||
                   adw_navigation_split_view_get_show_content (self->outer);

  return shown && call != NULL && gtk_widget_is_ancestor (widget, GTK_WIDGET (call));
}

/* What lies over the panes has nothing to do with how they are arranged. */
static gboolean
is_in_activity (LensWindow *self,
                GtkWidget  *widget)
{
  return self->activity != NULL && gtk_widget_is_ancestor (widget, GTK_WIDGET (self->activity));
}

/* A window of libadwaita hides all that is in it for one frame when its panes are arranged anew, and GTK then looks for
 * something else that can have the focus. Who types into a form while the window gets smaller goes on typing there: what
 * is said to have the focus once more keeps it. */
static void
breakpoint_changed_cb (LensWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus != NULL && (is_in_call (self, focus) || is_in_activity (self, focus)))
    gtk_root_set_focus (GTK_ROOT (self), focus); /* which, unlike to grab it, selects no text */
}

/* Where the call is alone from now on, or is so no more, libadwaita has given it the focus as if one had come there by
 * Tab: all of its text is selected, and what is typed next would take the place of it. */
static void
outer_collapsed_cb (LensWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (GTK_IS_EDITABLE (focus) && is_in_call (self, focus))
    gtk_editable_select_region (GTK_EDITABLE (focus), -1, -1);
}

/* When what has the focus goes, libadwaita asks all that is in its bottom sheet to take it, the closed sheet as well: that
 * does, though it is not there, and no key does anything from then on. The content gets it, or nothing does. */
static void
focus_changed_cb (LensWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (self->sheet == NULL || focus == NULL || gtk_widget_get_parent (focus) != GTK_WIDGET (self->sheet) ||
      adw_bottom_sheet_get_open (self->sheet))
    return;

  gtk_root_set_focus (GTK_ROOT (self), NULL);
  gtk_widget_child_focus (adw_bottom_sheet_get_content (self->sheet), GTK_DIR_TAB_FORWARD);
}

void
lens_window_init_focus (LensWindow *self)
{
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (focus_changed_cb), NULL);
  g_signal_connect_object (self->outer, "notify::collapsed", G_CALLBACK (outer_collapsed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::current-breakpoint", G_CALLBACK (breakpoint_changed_cb), NULL);
}
