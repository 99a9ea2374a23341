/* app/pyrolens/application-actions.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyrolens/application-private.h"

#include "ui/widgets/help-dialog.h"
#include "ui/widgets/preferences-dialog.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

/* What the program does, whichever window has the focus. */

/* What somebody who is to find a fault has to know first. Nothing of whom or what is called. */
static char *
make_debug_info (LensApplication *self)
{
  GdkDisplay *display = gdk_display_get_default ();
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

  return g_strdup_printf ("Pyrolens %s\n"
                          "GLib %u.%u.%u\n"
                          "GTK %u.%u.%u\n"
                          "libadwaita %u.%u.%u\n"
                          "GtkSourceView %u.%u.%u\n"
                          "%s\n"
                          "Display: %s\n"
                          "Language: %s\n"
                          "Settings: %s\n"
                          "Servers: %u\n",
                          LENS_VERSION,
                          glib_major_version, glib_minor_version, glib_micro_version,
                          gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version (),
                          adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version (),
                          gtk_source_get_major_version (), gtk_source_get_minor_version (),
                          gtk_source_get_micro_version (),
                          system != NULL ? system : "Unknown system",
                          display != NULL ? G_OBJECT_TYPE_NAME (display) : "none",
                          pango_language_to_string (gtk_get_default_language ()),
                          self->settings != NULL ? "installed" : "not installed",
                          g_list_model_get_n_items (G_LIST_MODEL (self->servers)));
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  LensApplication *self = user_data;
  static const char *const developers[] = { "The Pyrolens authors", NULL };
  g_autofree char *debug_info = make_debug_info (self);

  adw_show_about_dialog (GTK_WIDGET (lens_application_get_window (self)),
                         "application-icon", LENS_APPLICATION_ID,
                         "application-name", "Pyrolens",
                         "comments", _("Shows the objects that Python programs offer over Pyro, and calls them."),
                         "copyright", "© 2026 The Pyrolens authors",
                         "debug-info", debug_info,
                         "debug-info-filename", "pyrolens.txt",
                         "developer-name", "The Pyrolens authors",
                         "developers", developers,
                         "issue-url", "https://pyrolens.org/issues",
                         "license-type", GTK_LICENSE_GPL_3_0,
                         /* Translators: your names, one a line */
                         "translator-credits", _("translator-credits"),
                         "version", LENS_VERSION,
                         "website", "https://pyrolens.org",
                         NULL);
}

/* One at a time: the keys work while a dialog is open, too. */
static void
present (LensApplication *self,
         AdwDialog       *dialog)
{
  GtkWidget *window = GTK_WIDGET (lens_application_get_window (self));

  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)) == NULL)
    adw_dialog_present (dialog, window);
  else
    g_object_unref (g_object_ref_sink (dialog));
}

static void
preferences_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  LensApplication *self = user_data;

  if (self->settings != NULL)
    present (self, ADW_DIALOG (lens_preferences_dialog_new (self->settings)));
}

static void
help_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  present (user_data, ADW_DIALOG (lens_help_dialog_new ()));
}

static void
new_window_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (lens_application_open_window (user_data)));
}

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_autoptr(GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  if (!lens_application_freeze (user_data))
    return;

  /* Closing them lets them be remembered; a dialog would be closed in place of its window. */
  for (GList *l = windows; l != NULL; l = l->next)
    {
      AdwDialog *dialog;

      while ((dialog = adw_application_window_get_visible_dialog (l->data)) != NULL)
        adw_dialog_force_close (dialog);
      gtk_window_close (l->data);
    }
}

void
lens_application_add_actions (LensApplication *self)
{
  static const GActionEntry actions[] = {
    { .name = "about", .activate = about_action },
    { .name = "help", .activate = help_action },
    { .name = "new-window", .activate = new_window_action },
    { .name = "preferences", .activate = preferences_action },
    { .name = "quit", .activate = quit_action },
  };
  static const struct
  {
    const char *action;
    const char *keys[2];
  } keys[] = {
    { "app.help", { "F1", NULL } },
    { "app.new-window", { "<Control>n", NULL } },
    { "app.preferences", { "<Control>comma", NULL } },
    { "app.quit", { "<Control>q", NULL } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), keys[i].action, keys[i].keys);
}
