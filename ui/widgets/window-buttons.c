/* ui/widgets/window-buttons.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/window-private.h"

/* Where the buttons are that close a window or make it large: always in its upper corners. With more than one tab that
 * is in the bar of tabs, and the header bars of the panes, which are below it then, show none. */

/* The first one, from the end: what is above the content of a toolbar view comes after it. */
static AdwHeaderBar *
find_header (GtkWidget *widget)
{
  AdwHeaderBar *header = NULL;

  if (ADW_IS_HEADER_BAR (widget))
    return ADW_HEADER_BAR (widget);

  for (GtkWidget *child = gtk_widget_get_last_child (widget);
       child != NULL && header == NULL;
       child = gtk_widget_get_prev_sibling (child))
    header = find_header (child);

  return header;
}

static void
show_buttons (AdwNavigationPage *page,
              gboolean           shown)
{
  AdwHeaderBar *header = page != NULL ? find_header (GTK_WIDGET (page)) : NULL;

  if (header == NULL)
    return;

  adw_header_bar_set_show_start_title_buttons (header, shown);
  adw_header_bar_set_show_end_title_buttons (header, shown);
}

/* Of the panes that are in their places now. */
static void
place_buttons (LensWindow *self)
{
  gboolean in_headers = !adw_tab_bar_get_tabs_revealed (self->tab_bar);

  show_buttons (adw_navigation_split_view_get_sidebar (self->inner), in_headers);
  show_buttons (adw_navigation_split_view_get_content (self->inner), in_headers);
  show_buttons (adw_navigation_split_view_get_content (self->outer), in_headers);
}

void
lens_window_init_buttons (LensWindow *self)
{
  g_signal_connect_object (self->tab_bar, "notify::tabs-revealed", G_CALLBACK (place_buttons), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->inner, "notify::sidebar", G_CALLBACK (place_buttons), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->inner, "notify::content", G_CALLBACK (place_buttons), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outer, "notify::content", G_CALLBACK (place_buttons), self, G_CONNECT_SWAPPED);
}
