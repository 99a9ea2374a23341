/* ui/widgets/window-registry.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/window-private.h"

#include <glib/gi18n.h>

#include "ui/widgets/doctor-page.h"

/* What the rows of servers and names ask of the window. */

/* Adds what was pasted or dropped, of which only the first line can be an address. */
static void
connect_to_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  LensWindow *self = LENS_WINDOW (widget);
  g_auto(GStrv) lines = g_strsplit_set (g_variant_get_string (parameter, NULL), "\r\n", 2);
  g_autoptr(GError) error = NULL;
  LensServer *server = NULL;

  if (lens_window_get_servers (self) != NULL)
    server = lens_servers_add (lens_window_get_servers (self), lines[0] != NULL ? lines[0] : "", TRUE, &error);

  if (server != NULL)
    lens_window_show_server (self, server);
  else if (error != NULL)
    lens_window_toast (self, error->message);
}

/* An object that a result leads to, beside that. It may be gone soon, so it is not remembered. */
static void
open_uri_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  lens_window_open_address (LENS_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* The call pane comes back where the doctor was. */
static void
close_doctor_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  LensWindow *self = LENS_WINDOW (widget);

  if (!LENS_IS_DOCTOR_PAGE (adw_navigation_split_view_get_content (self->outer)))
    return;

  adw_navigation_split_view_set_show_content (self->outer, FALSE);
  adw_navigation_split_view_set_content (self->outer, lens_tab_panes_get_call_page (self->panes));
}

/* Whoever goes on to a member wants to call it. */
static void
browsed_cb (LensWindow  *self,
            GParamSpec  *pspec,
            LensBrowser *browser)
{
  gboolean shown = adw_navigation_split_view_get_show_content (self->outer);

  g_signal_handlers_disconnect_by_func (browser, browsed_cb, self);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.close-doctor", NULL);
  adw_navigation_split_view_set_show_content (self->outer, shown);
}

static void
doctor_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  LensWindow *self = LENS_WINDOW (widget);
  AdwNavigationPage *page = adw_navigation_split_view_get_content (self->outer);

  if (!LENS_IS_DOCTOR_PAGE (page))
    {
      LensTab *tab = self->panes != NULL ? lens_window_get_tab (self) : lens_window_new_tab (self);

      page = ADW_NAVIGATION_PAGE (lens_doctor_page_new (self->outer));
      adw_navigation_split_view_set_content (self->outer, page);
      g_signal_connect_object (lens_tab_get_browser (tab), "notify::member", G_CALLBACK (browsed_cb), self,
                               G_CONNECT_SWAPPED);
    }

  lens_doctor_page_examine (LENS_DOCTOR_PAGE (page), g_variant_get_string (parameter, NULL));
  adw_navigation_split_view_set_show_content (self->outer, TRUE);
}

void
lens_window_install_registry (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.close-doctor", NULL, close_doctor_action);
  gtk_widget_class_install_action (widget_class, "win.connect-to", "s", connect_to_action);
  gtk_widget_class_install_action (widget_class, "win.open-uri", "s", open_uri_action);
  gtk_widget_class_install_action (widget_class, "win.doctor", "s", doctor_action);
}
