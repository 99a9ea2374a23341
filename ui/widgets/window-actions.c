/* ui/widgets/window-actions.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/window-private.h"

#include <glib/gi18n.h>

#include "ui/widgets/connect-dialog.h"
#include "ui/widgets/shortcuts-dialog.h"

/* What the menus, the buttons and the keys of a window do. */

static void
connect_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  LensWindow *self = LENS_WINDOW (widget);
  LensConnectDialog *dialog;

  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL)
    return;

  dialog = lens_connect_dialog_new ();
  lens_connect_dialog_set_servers (dialog, lens_window_get_servers (self));
  g_signal_connect_object (dialog, "connected",
                           G_CALLBACK (lens_window_show_server), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
shortcuts_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (widget)) == NULL)
    adw_dialog_present (lens_shortcuts_dialog_new (), widget);
}

static void
search_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  LensWindow *self = LENS_WINDOW (widget);

  self->asked = TRUE;
  lens_servers_search (lens_window_get_servers (self));
}

static void
refresh_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  LensWindow *self = LENS_WINDOW (widget);
  GListModel *servers = G_LIST_MODEL (lens_window_get_servers (self));
  LensTab *tab = lens_window_get_tab (self);
  LensObject *object = tab != NULL ? lens_browser_get_object (lens_tab_get_browser (tab)) : NULL;

  for (guint i = 0; i < g_list_model_get_n_items (servers); i++)
    {
      g_autoptr(LensServer) server = g_list_model_get_item (servers, i);

      lens_server_refresh (server);
    }
  if (object != NULL)
    lens_object_load (object);
}

/* Brings back what was forgotten last. */
static void
undo_forget_cb (LensWindow *self,
                AdwToast   *toast)
{
  const char *address = g_object_get_data (G_OBJECT (toast), "address");
  gboolean remembered = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (toast), "remembered"));

  lens_servers_add (lens_window_get_servers (self), address, remembered, NULL);
}

static void
forget_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  LensWindow *self = LENS_WINDOW (widget);
  const char *address = g_variant_get_string (parameter, NULL);
  LensServer *server = lens_servers_find (lens_window_get_servers (self), address);
  g_autofree char *text = NULL;
  AdwToast *toast;

  if (server == NULL)
    return;

  /* Translators: %s is an address */
  text = g_strdup_printf (_("Forgot the server %s"), lens_server_get_title (server));
  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "address", g_strdup (address), g_free);
  g_object_set_data (G_OBJECT (toast), "remembered", GINT_TO_POINTER (lens_server_get_remembered (server)));
  g_signal_connect_object (toast, "button-clicked",
                           G_CALLBACK (undo_forget_cb), self, G_CONNECT_SWAPPED);
  lens_servers_remove (lens_window_get_servers (self), server);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
toast_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  lens_window_toast (LENS_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
filter_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  LensWindow *self = LENS_WINDOW (widget);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  LensObjectPage *page;

  /* That of the object first, and asked again that of the names. */
  page = self->panes != NULL ? lens_tab_panes_get_object_page (self->panes) : NULL;
  if (focus != NULL && page != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (page)) &&
      lens_object_page_focus_search (page))
    return;

  lens_window_focus_names (self);
}

/* Where there is room for it the sidebar goes and comes; where there is not, it takes turns with the
 * content. */
static void
sidebar_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  LensWindow *self = LENS_WINDOW (widget);
  gboolean narrow = adw_application_window_get_current_breakpoint (ADW_APPLICATION_WINDOW (self)) != NULL &&
                    adw_navigation_split_view_get_collapsed (self->outer);

  if (narrow)
    adw_navigation_split_view_set_show_content (self->outer, !adw_navigation_split_view_get_show_content (self->outer));
  else
    {
      adw_navigation_split_view_set_show_content (self->outer, TRUE);
      adw_navigation_split_view_set_collapsed (self->outer, !adw_navigation_split_view_get_collapsed (self->outer));
    }
}

static void
back_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LensWindow *self = LENS_WINDOW (widget);

  if (adw_navigation_split_view_get_collapsed (self->outer) &&
      adw_navigation_split_view_get_show_content (self->outer))
    adw_navigation_split_view_set_show_content (self->outer, FALSE);
  else
    adw_navigation_split_view_set_show_content (self->inner, FALSE);
}

static void
forward_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  LensWindow *self = LENS_WINDOW (widget);

  if (!adw_navigation_split_view_get_show_content (self->inner))
    adw_navigation_split_view_set_show_content (self->inner, TRUE);
  else
    adw_navigation_split_view_set_show_content (self->outer, TRUE);
}

void
lens_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.connect", NULL, connect_action);
  gtk_widget_class_install_action (widget_class, "win.filter", NULL, filter_action);
  gtk_widget_class_install_action (widget_class, "win.forget", "s", forget_action);
  gtk_widget_class_install_action (widget_class, "win.forward", NULL, forward_action);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts_action);
  gtk_widget_class_install_action (widget_class, "win.sidebar", NULL, sidebar_action);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, GDK_ALT_MASK, "win.forward", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "win.connect", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.filter", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "win.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "win.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_question, GDK_CONTROL_MASK, "win.shortcuts", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "win.sidebar", NULL);
}
