/* app/pyrolens/application.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyrolens/application.h"

#include "ui/models/servers.h"
#include "ui/widgets/window.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>
#include <stdlib.h>

/**
 * LensApplication:
 *
 * The one process for all windows. It holds the servers, which all windows show, and what the
 * settings remember of them.
 */
struct _LensApplication
{
  AdwApplication  parent_instance;

  LensServers    *servers;
  GSettings      *settings;  /* NULL where the program runs without being installed */
};

G_DEFINE_FINAL_TYPE (LensApplication, lens_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "ns", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING_ARRAY, NULL,
    N_("Connect to the name server at this address (may be repeated)"), N_("HOST[:PORT]") },
  { "version", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL,
    N_("Print the version and exit"), NULL },
  { G_OPTION_REMAINING, 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING_ARRAY, NULL,
    NULL, N_("[URI…]") },
  { NULL }
};

static GSettings *
open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, LENS_APPLICATION_ID, TRUE);
  if (schema == NULL)
    {
      g_debug ("The settings schema is not installed: nothing is remembered");
      return NULL;
    }

  return g_settings_new_full (schema, NULL, NULL);
}

static LensServers *
make_servers (void)
{
  g_auto(GStrv) environment = g_get_environ ();
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroConfig) config = pyro_config_new_from_environment ((const char *const *) environment, &error);

  if (config == NULL)
    {
      static const char *const nothing[] = { NULL };

      g_printerr ("%s\n", error->message);
      config = pyro_config_new_from_environment (nothing, NULL);
    }

  return lens_servers_new (config);
}

static LensWindow *
lens_application_open_window (LensApplication *self)
{
  g_autoptr(LensBrowser) browser = lens_browser_new (self->servers);
  LensWindow *window = g_object_new (LENS_TYPE_WINDOW,
                                     "application", self,
                                     "settings", self->settings,
                                     "browser", browser,
                                     NULL);

  return window;
}

static LensWindow *
lens_application_get_window (LensApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return window != NULL ? LENS_WINDOW (window) : lens_application_open_window (self);
}

static void
lens_application_startup (GApplication *application)
{
  LensApplication *self = LENS_APPLICATION (application);

  G_APPLICATION_CLASS (lens_application_parent_class)->startup (application);

  gtk_source_init ();
  gtk_window_set_default_icon_name (LENS_APPLICATION_ID);
  self->settings = open_settings ();
  self->servers = make_servers ();
  if (self->settings != NULL)
    g_settings_bind (self->settings, "servers", self->servers, "addresses", G_SETTINGS_BIND_DEFAULT);
  lens_servers_set_active (self->servers, TRUE);
  lens_servers_search (self->servers);
}

static void
lens_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (lens_application_get_window (LENS_APPLICATION (application))));
}

/* Adds a server that the command line names; FALSE, and a line on the caller's standard error, when it
 * is no address. */
static gboolean
add_server (LensApplication         *self,
            GApplicationCommandLine *command_line,
            const char              *address)
{
  g_autoptr(GError) error = NULL;
  LensServer *server = lens_servers_add (self->servers, address, FALSE, &error);

  if (server == NULL)
    {
      g_application_command_line_printerr (command_line, "%s: %s\n", address, error->message);
      return FALSE;
    }

  lens_window_show_server (lens_application_get_window (self), server);

  return TRUE;
}

static int
lens_application_command_line (GApplication            *application,
                               GApplicationCommandLine *command_line)
{
  LensApplication *self = LENS_APPLICATION (application);
  GVariantDict *dict = g_application_command_line_get_options_dict (command_line);
  static const char *const names[] = { "ns", G_OPTION_REMAINING };
  gboolean good = TRUE;

  g_application_activate (application);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree const char **addresses = NULL;

      if (!g_variant_dict_lookup (dict, names[i], "^a&s", &addresses))
        continue;
      for (gsize j = 0; addresses[j] != NULL; j++)
        good &= add_server (self, command_line, addresses[j]);
    }

  return good ? EXIT_SUCCESS : 2;
}

static int
lens_application_handle_local_options (GApplication *application,
                                       GVariantDict *dict)
{
  if (!g_variant_dict_contains (dict, "version"))
    return -1;

  g_print ("Pyrolens %s\n", LENS_VERSION);

  return EXIT_SUCCESS;
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  LensApplication *self = user_data;
  static const char *const developers[] = { "The Pyrolens authors", NULL };

  adw_show_about_dialog (GTK_WIDGET (lens_application_get_window (self)),
                         "application-icon", LENS_APPLICATION_ID,
                         "application-name", "Pyrolens",
                         "comments", _("Shows the objects that Python programs offer over Pyro, and calls them."),
                         "copyright", "© 2026 The Pyrolens authors",
                         "developer-name", "The Pyrolens authors",
                         "developers", developers,
                         "license-type", GTK_LICENSE_GPL_3_0,
                         /* Translators: your names, one a line */
                         "translator-credits", _("translator-credits"),
                         "version", LENS_VERSION,
                         NULL);
}

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_autoptr(GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  /* Closing them lets them be remembered; a dialog would be closed in place of its window. */
  for (GList *l = windows; l != NULL; l = l->next)
    {
      AdwDialog *dialog;

      while ((dialog = adw_application_window_get_visible_dialog (l->data)) != NULL)
        adw_dialog_force_close (dialog);
      gtk_window_close (l->data);
    }
}

static void
lens_application_dispose (GObject *object)
{
  LensApplication *self = LENS_APPLICATION (object);

  g_clear_object (&self->servers);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (lens_application_parent_class)->dispose (object);
}

static void
lens_application_class_init (LensApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lens_application_dispose;
  application_class->activate = lens_application_activate;
  application_class->command_line = lens_application_command_line;
  application_class->handle_local_options = lens_application_handle_local_options;
  application_class->startup = lens_application_startup;
}

static void
lens_application_init (LensApplication *self)
{
  static const GActionEntry actions[] = {
    { .name = "about", .activate = about_action },
    { .name = "quit", .activate = quit_action },
  };
  static const char *const quit_keys[] = { "<Control>q", NULL };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.quit", quit_keys);
}

/**
 * lens_application_new:
 *
 * Makes the application. A second process hands its command line to the first and ends.
 *
 * Returns: (transfer full): the application
 */
LensApplication *
lens_application_new (void)
{
  return g_object_new (LENS_TYPE_APPLICATION,
                       "application-id", LENS_APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE,
                       "resource-base-path", "/org/pyrolens/Pyrolens",
                       NULL);
}
