/* app/pyrolens/application.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyrolens/application-private.h"

#include "ui/models/read-ahead.h"
#include "ui/models/target.h"

#include <glib/gi18n.h>
#include <stdlib.h>

/**
 * LensApplication:
 *
 * The one process for all windows. It holds the servers, which all windows show, and what the
 * settings remember of them.
 */
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

LensWindow *
lens_application_open_window (LensApplication *self)
{
  g_autoptr(LensBrowser) browser = lens_browser_new (self->servers);

  return g_object_new (LENS_TYPE_WINDOW,
                       "application", self,
                       "settings", self->settings,
                       "browser", browser,
                       NULL);
}

LensWindow *
lens_application_get_window (LensApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return window != NULL ? LENS_WINDOW (window) : lens_application_open_window (self);
}

static void
usual_changed_cb (LensApplication *self)
{
  g_autofree char *serializer = g_settings_get_string (self->settings, "serializer");

  lens_particulars_set_usual (g_settings_get_int (self->settings, "time-limit") * G_TIME_SPAN_SECOND, serializer);
}

static gboolean
get_colour_scheme (GValue   *value,
                   GVariant *variant,
                   gpointer  user_data)
{
  const char *name = g_variant_get_string (variant, NULL);

  g_value_set_enum (value, (int) (g_str_equal (name, "light") ? ADW_COLOR_SCHEME_FORCE_LIGHT
                                  : g_str_equal (name, "dark") ? ADW_COLOR_SCHEME_FORCE_DARK
                                  : ADW_COLOR_SCHEME_DEFAULT));

  return TRUE;
}

static void
follow_settings (LensApplication *self)
{
  g_settings_bind (self->settings, "servers", self->servers, "addresses", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (self->settings, "color-scheme",
                                adw_application_get_style_manager (ADW_APPLICATION (self)), "color-scheme",
                                G_SETTINGS_BIND_GET, get_colour_scheme, NULL, NULL, NULL);
  g_signal_connect_object (self->settings, "changed::time-limit",
                           G_CALLBACK (usual_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::serializer",
                           G_CALLBACK (usual_changed_cb), self, G_CONNECT_SWAPPED);
  usual_changed_cb (self);
}

/* GTK reads its own theme with its settings, and then libadwaita replaces that by an empty one and its own: an eighth of
 * all that is done until there is a window. So the empty one is chosen at once, and only for as long as that takes:
 * libadwaita would think that the user has chosen a theme. */
static void
init_settings (void)
{
  gtk_init ();
  if (g_getenv ("GTK_THEME") != NULL)
    return;

  g_setenv ("GTK_THEME", "Adwaita-empty", TRUE);
  gtk_settings_get_default ();
  g_unsetenv ("GTK_THEME");
}

static void
lens_application_startup (GApplication *application)
{
  LensApplication *self = LENS_APPLICATION (application);

  init_settings ();
  /* Else GTK looks for one in the icon theme, which it has to read for that, and again when libadwaita has added to it. */
  gtk_window_set_default_icon_name (LENS_APPLICATION_ID);
  G_APPLICATION_CLASS (lens_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (NULL); /* until the window is there, see set_icon_cb() */
  g_thread_unref (lens_read_ahead ()); /* not before this, as the environment changes there */

  self->settings = open_settings ();
  self->servers = make_servers ();
  if (self->settings != NULL)
    follow_settings (self);
  else
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "preferences")),
                                 FALSE);
  lens_servers_set_active (self->servers, TRUE);
  if (self->settings == NULL || g_settings_get_boolean (self->settings, "search-at-start"))
    lens_servers_search (self->servers);
  lens_application_init_session (self);
}

/* For lists of windows: drawn, in all sizes, when the window itself is there. */
static gboolean
set_icon_cb (gpointer data)
{
  gtk_window_set_default_icon_name (LENS_APPLICATION_ID);
  for (GList *l = gtk_application_get_windows (data); l != NULL; l = l->next)
    gtk_window_set_icon_name (l->data, LENS_APPLICATION_ID);

  return G_SOURCE_REMOVE;
}

static void
lens_application_activate (GApplication *application)
{
  LensApplication *self = LENS_APPLICATION (application);

  if (gtk_application_get_windows (GTK_APPLICATION (self)) == NULL)
    lens_application_restore_session (self);
  gtk_window_present (GTK_WINDOW (lens_application_get_window (self)));
  g_idle_add_full (G_PRIORITY_LOW, set_icon_cb, g_object_ref (self), g_object_unref);
}

/* Adds a server that the command line names; FALSE, and a line on the caller's standard error, when it
 * is no address. */
static gboolean
add_server (LensApplication         *self,
            GApplicationCommandLine *command_line,
            const char              *address)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *plain = lens_target_from_link (address);
  LensServer *server = lens_servers_add (self->servers, plain, FALSE, &error);

  if (server == NULL)
    {
      g_application_command_line_printerr (command_line, "%s: %s\n", address, error->message);
      return FALSE;
    }

  lens_window_show_apart (lens_application_get_window (self), server);

  return TRUE;
}

/* What the desktop hands over, such as a link in a page. It is shown, and nothing is called. */
static void
lens_application_open (GApplication  *application,
                       GFile        **files,
                       int            n_files,
                       const char    *hint)
{
  LensApplication *self = LENS_APPLICATION (application);

  g_application_activate (application);
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *uri = g_file_get_uri (files[i]);

      lens_window_open_address (lens_application_get_window (self), uri);
    }
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
lens_application_dispose (GObject *object)
{
  LensApplication *self = LENS_APPLICATION (object);

  g_clear_object (&self->state);
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
  application_class->open = lens_application_open;
  application_class->startup = lens_application_startup;
}

static void
lens_application_init (LensApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  lens_application_add_actions (self);
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
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/org/pyrolens/Pyrolens",
                       NULL);
}
