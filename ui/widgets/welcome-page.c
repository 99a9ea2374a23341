/* ui/widgets/welcome-page.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/welcome-page.h"

#include "ui/widgets/late-menu.h"

#include <glib/gi18n.h>

/**
 * LensWelcomePage:
 *
 * What the window shows before there is a server: the ways to one.
 */
struct _LensWelcomePage
{
  AdwBin       parent_instance;

  LensServers *servers;
};

enum {
  PROP_0,
  PROP_SERVERS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensWelcomePage, lens_welcome_page, ADW_TYPE_BIN)

/* A command for a terminal, and so not translated. */
#define NAME_SERVER_COMMAND "pyro5-ns"

static char *
search_page (gpointer unused,
             gboolean searching)
{
  return g_strdup (searching ? "busy" : "idle");
}

static void
copy_command_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), NAME_SERVER_COMMAND);
  gtk_widget_activate_action (widget, "win.toast", "s", _("Command copied"));
}

static void
lens_welcome_page_dispose (GObject *object)
{
  LensWelcomePage *self = LENS_WELCOME_PAGE (object);

  g_clear_object (&self->servers);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_WELCOME_PAGE);

  G_OBJECT_CLASS (lens_welcome_page_parent_class)->dispose (object);
}

static void
lens_welcome_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  LensWelcomePage *self = LENS_WELCOME_PAGE (object);

  switch (prop_id)
    {
    case PROP_SERVERS:
      g_value_set_object (value, self->servers);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_welcome_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  LensWelcomePage *self = LENS_WELCOME_PAGE (object);

  switch (prop_id)
    {
    case PROP_SERVERS:
      lens_welcome_page_set_servers (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_welcome_page_class_init (LensWelcomePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_welcome_page_dispose;
  object_class->get_property = lens_welcome_page_get_property;
  object_class->set_property = lens_welcome_page_set_property;

  /**
   * LensWelcomePage:servers: (nullable)
   *
   * The servers, still none.
   */
  properties[PROP_SERVERS] =
    g_param_spec_object ("servers", NULL, NULL,
                         LENS_TYPE_SERVERS,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LENS_TYPE_LATE_MENU);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/welcome-page.ui");
  gtk_widget_class_bind_template_callback (widget_class, search_page);

  gtk_widget_class_install_action (widget_class, "welcome.copy-command", NULL, copy_command_action);
}

static void
lens_welcome_page_init (LensWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

LensServers *
lens_welcome_page_get_servers (LensWelcomePage *self)
{
  g_return_val_if_fail (LENS_IS_WELCOME_PAGE (self), NULL);

  return self->servers;
}

void
lens_welcome_page_set_servers (LensWelcomePage *self,
                               LensServers     *servers)
{
  g_return_if_fail (LENS_IS_WELCOME_PAGE (self));
  g_return_if_fail (servers == NULL || LENS_IS_SERVERS (servers));

  if (!g_set_object (&self->servers, servers))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERVERS]);
}
