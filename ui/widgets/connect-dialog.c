/* ui/widgets/connect-dialog.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/connect-dialog.h"

#include <glib/gi18n.h>

/**
 * LensConnectDialog:
 *
 * Asks for the address of a server, and says while it is typed whether it is one.
 */
struct _LensConnectDialog
{
  AdwDialog    parent_instance;

  LensServers *servers;

  /* template children */
  AdwEntryRow *address;
  GtkLabel    *verdict;
};

enum {
  PROP_0,
  PROP_SERVERS,
  N_PROPS
};

enum {
  CONNECTED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LensConnectDialog, lens_connect_dialog, ADW_TYPE_DIALOG)

/* Makes the server that the text names, to ask it nothing yet. */
static gboolean
check_address (const char  *text,
               GError     **error)
{
  g_autoptr(LensServer) server = lens_server_new (text, error);

  return server != NULL;
}

static void
changed_cb (LensConnectDialog *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->address))));
  g_autoptr(GError) error = NULL;
  gboolean empty = text[0] == '\0';
  gboolean good = !empty && check_address (text, &error);
  gboolean bad = !empty && !good;

  gtk_label_set_text (self->verdict, bad ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->verdict), bad);
  if (bad)
    gtk_widget_add_css_class (GTK_WIDGET (self->address), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->address), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->address),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               bad ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.connect", good);
}

static void
connect_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  LensConnectDialog *self = LENS_CONNECT_DIALOG (widget);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->address))));
  g_autoptr(GError) error = NULL;
  LensServer *server = NULL;

  if (self->servers != NULL)
    server = lens_servers_add (self->servers, text, TRUE, &error);
  if (server != NULL)
    {
      g_autoptr(LensConnectDialog) held = g_object_ref (self);

      adw_dialog_close (ADW_DIALOG (self));
      g_signal_emit (self, signals[CONNECTED], 0, server);
    }
  else if (error != NULL)
    {
      gtk_label_set_text (self->verdict, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->verdict), TRUE);
    }
}

static void
lens_connect_dialog_dispose (GObject *object)
{
  LensConnectDialog *self = LENS_CONNECT_DIALOG (object);

  g_clear_object (&self->servers);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_CONNECT_DIALOG);

  G_OBJECT_CLASS (lens_connect_dialog_parent_class)->dispose (object);
}

static void
lens_connect_dialog_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  LensConnectDialog *self = LENS_CONNECT_DIALOG (object);

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
lens_connect_dialog_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  LensConnectDialog *self = LENS_CONNECT_DIALOG (object);

  switch (prop_id)
    {
    case PROP_SERVERS:
      lens_connect_dialog_set_servers (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_connect_dialog_class_init (LensConnectDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_connect_dialog_dispose;
  object_class->get_property = lens_connect_dialog_get_property;
  object_class->set_property = lens_connect_dialog_set_property;

  /**
   * LensConnectDialog:servers: (nullable)
   *
   * Where the server is added.
   */
  properties[PROP_SERVERS] =
    g_param_spec_object ("servers", NULL, NULL,
                         LENS_TYPE_SERVERS,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LensConnectDialog::connected:
   * @server: what was added
   *
   * The user gave the address of a server.
   */
  signals[CONNECTED] =
    g_signal_new ("connected", LENS_TYPE_CONNECT_DIALOG, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL,
                  G_TYPE_NONE, 1, LENS_TYPE_SERVER);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/connect-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LensConnectDialog, address);
  gtk_widget_class_bind_template_child (widget_class, LensConnectDialog, verdict);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);

  gtk_widget_class_install_action (widget_class, "dialog.connect", NULL, connect_action);
}

static void
lens_connect_dialog_init (LensConnectDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  changed_cb (self);
}

LensConnectDialog *
lens_connect_dialog_new (void)
{
  return g_object_new (LENS_TYPE_CONNECT_DIALOG, NULL);
}

LensServers *
lens_connect_dialog_get_servers (LensConnectDialog *self)
{
  g_return_val_if_fail (LENS_IS_CONNECT_DIALOG (self), NULL);

  return self->servers;
}

void
lens_connect_dialog_set_servers (LensConnectDialog *self,
                                 LensServers       *servers)
{
  g_return_if_fail (LENS_IS_CONNECT_DIALOG (self));
  g_return_if_fail (servers == NULL || LENS_IS_SERVERS (servers));

  if (!g_set_object (&self->servers, servers))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERVERS]);
}
