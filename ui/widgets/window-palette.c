/* ui/widgets/window-palette.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/window-private.h"

#include <glib/gi18n.h>

#include "ui/widgets/palette-dialog.h"

/* What a window goes to by its name. */

static const struct
{
  const char *title;
  const char *keys;
  const char *action;
} actions[] = {
  { N_("Connect to an Address"), "<Control>l", "win.connect" },
  { N_("Search for Name Servers"), "<Control>r", "win.search" },
  { N_("Refresh"), "F5", "win.refresh" },
  { N_("New Tab"), "<Control>t", "win.new-tab" },
  { N_("Close Tab"), "<Control>w", "win.close-tab" },
  { N_("Reopen Closed Tab"), "<Control><Shift>t", "win.reopen-tab" },
  { N_("New Window"), "<Control>n", "app.new-window" },
  { N_("Activity"), "<Control>j", "win.activity" },
  { N_("Clear the List of Calls"), NULL, "win.clear-activity" },
  { N_("Clear the History of All Methods"), NULL, "win.clear-history" },
  { N_("Preferences"), "<Control>comma", "app.preferences" },
  { N_("Keyboard Shortcuts"), "<Control>question", "win.shortcuts" },
  { N_("Help"), "F1", "app.help" },
  { N_("About Pyrolens"), NULL, "app.about" },
  { N_("Quit"), "<Control>q", "app.quit" },
};

/* Where there is room for one pane, it is that of the call. */
void
lens_window_show_call (LensWindow *self)
{
  adw_navigation_split_view_set_show_content (self->inner, TRUE);
  adw_navigation_split_view_set_show_content (self->outer, TRUE);
  lens_window_focus_form (self);
}

void
lens_window_open_member (LensWindow *self,
                         LensObject *object,
                         const char *member,
                         gboolean    apart)
{
  LensTab *tab = apart ? lens_window_new_tab (self) : lens_window_get_tab (self);

  if (tab == NULL)
    return;

  if (member == NULL)
    {
      adw_navigation_split_view_set_show_content (self->inner, TRUE);
      lens_tab_open (tab, object);
      lens_object_page_focus_search (lens_tab_panes_get_object_page (self->panes));
      return;
    }

  lens_tab_open_member (tab, object, member);
  lens_window_show_call (self);
}

static void
chosen_cb (LensWindow      *self,
           LensPaletteItem *item,
           gboolean         apart)
{
  LensMember *member = lens_palette_item_get_member (item);

  if (lens_palette_item_get_kind (item) == LENS_PALETTE_ACTION)
    gtk_widget_activate_action_variant (GTK_WIDGET (self), lens_palette_item_get_action (item), NULL);
  else
    lens_window_open_member (self, lens_palette_item_get_object (item),
                             member != NULL ? lens_member_get_name (member) : NULL, apart);
}

static gboolean
is_enabled (LensWindow *self,
            const char *action)
{
  GActionGroup *application = G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (self)));

  if (g_str_has_prefix (action, "app."))
    return application != NULL && g_action_group_get_action_enabled (application, action + strlen ("app."));

  return !g_hash_table_contains (self->disabled, action);
}

static void
palette_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  LensWindow *self = LENS_WINDOW (widget);
  g_autoptr(LensPalette) palette = NULL;
  LensPaletteDialog *dialog;

  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL)
    return;

  palette = lens_palette_new (lens_window_get_servers (self));
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autofree char *keys = NULL;
      GdkModifierType modifiers;
      guint key;

      if (!is_enabled (self, actions[i].action))
        continue;
      if (actions[i].keys != NULL && gtk_accelerator_parse (actions[i].keys, &key, &modifiers))
        keys = gtk_accelerator_get_label (key, modifiers);
      lens_palette_add_action (palette, _(actions[i].title), keys, actions[i].action);
    }
  dialog = lens_palette_dialog_new (palette);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

void
lens_window_install_palette_action (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.palette", NULL, palette_action);
}
