/* ui/widgets/server-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/server-row.h"

#include <glib/gi18n.h>

#include "ui/widgets/late-menu.h"

/**
 * LensServerRow:
 *
 * The head of a server's part of the sidebar: its name, its state, and what can be done with it.
 */
struct _LensServerRow
{
  AdwBin      parent_instance;

  LensServer *server;
  GListModel *hits;
};

enum {
  PROP_0,
  PROP_HITS,
  PROP_N_HITS,
  PROP_SERVER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensServerRow, lens_server_row, ADW_TYPE_BIN)

static gboolean
is_connecting (gpointer        unused,
               LensServerState state)
{
  return state == LENS_SERVER_CONNECTING;
}

static gboolean
is_failed (gpointer        unused,
           LensServerState state)
{
  return state == LENS_SERVER_FAILED;
}

/* How many names or objects there are. */
static char *
count_all (LensServerKind kind,
           guint          n_objects)
{
  if (kind == LENS_SERVER_DAEMON)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Daemon without name server, %u object",
                                         "Daemon without name server, %u objects", n_objects),
                            n_objects);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Name server, %u name", "Name server, %u names", n_objects),
                          n_objects);
}

/* How many of them are found. */
static char *
count_hits (LensServerKind kind,
            guint          n_hits,
            guint          n_objects)
{
  if (kind == LENS_SERVER_DAEMON)
    /* Translators: how many are found, of how many there are; the latter decides about the form */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Daemon without name server, %u of %u object",
                                         "Daemon without name server, %u of %u objects", n_objects),
                            n_hits, n_objects);

  /* Translators: how many are found, of how many there are; the latter decides about the form */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Name server, %u of %u name",
                                       "Name server, %u of %u names", n_objects),
                          n_hits, n_objects);
}

static char *
state_text (gpointer         unused,
            LensServerState  state,
            LensServerKind   kind,
            guint            n_objects,
            int              n_hits,
            const char      *problem)
{
  switch (state)
    {
    case LENS_SERVER_CONNECTING:
      return g_strdup (_("Connecting…"));

    case LENS_SERVER_FAILED:
      return g_strdup (problem);

    case LENS_SERVER_READY:
    default:
      if (kind == LENS_SERVER_OBJECT)
        return g_strdup (_("One object, by its address"));

      return n_hits < 0 ? count_all (kind, n_objects) : count_hits (kind, (guint) n_hits, n_objects);
    }
}

static void
refresh_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  LensServerRow *self = LENS_SERVER_ROW (widget);

  if (self->server != NULL)
    lens_server_refresh (self->server);
}

static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LensServerRow *self = LENS_SERVER_ROW (widget);

  if (self->server != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), lens_server_get_address (self->server));
}

/* Has the sidebar or the window do with the server what the action of the row is called. */
static void
pass_on (LensServerRow *self,
         const char    *action)
{
  if (self->server != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), action, "s", lens_server_get_address (self->server));
}

static void
doctor_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  pass_on (LENS_SERVER_ROW (widget), "win.doctor");
}

static void
register_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  pass_on (LENS_SERVER_ROW (widget), "names.register");
}

static void
clean_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  pass_on (LENS_SERVER_ROW (widget), "names.clean");
}

static void
forget_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  pass_on (LENS_SERVER_ROW (widget), "win.forget");
}

/* Only a name server has names to change. */
static void
kind_changed (LensServerRow *self)
{
  gboolean names = self->server != NULL && lens_server_get_kind (self->server) == LENS_SERVER_NAMES;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "server.register", names);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "server.clean", names);
}

static void
lens_server_row_follow (LensServerRow *self)
{
  if (self->server != NULL)
    g_signal_connect_object (self->server, "notify::kind",
                             G_CALLBACK (kind_changed), self, G_CONNECT_SWAPPED);
  kind_changed (self);
}

static void
hits_changed_cb (LensServerRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_HITS]);
}

static void
lens_server_row_dispose (GObject *object)
{
  LensServerRow *self = LENS_SERVER_ROW (object);

  g_clear_object (&self->hits);
  g_clear_object (&self->server);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_SERVER_ROW);

  G_OBJECT_CLASS (lens_server_row_parent_class)->dispose (object);
}

static void
lens_server_row_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  LensServerRow *self = LENS_SERVER_ROW (object);

  switch (prop_id)
    {
    case PROP_HITS:
      g_value_set_object (value, self->hits);
      break;

    case PROP_N_HITS:
      g_value_set_int (value, self->hits != NULL ? (int) g_list_model_get_n_items (self->hits) : -1);
      break;

    case PROP_SERVER:
      g_value_set_object (value, self->server);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_server_row_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  LensServerRow *self = LENS_SERVER_ROW (object);

  switch (prop_id)
    {
    case PROP_HITS:
      lens_server_row_set_hits (self, g_value_get_object (value));
      break;

    case PROP_SERVER:
      lens_server_row_set_server (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_server_row_class_init (LensServerRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_server_row_dispose;
  object_class->get_property = lens_server_row_get_property;
  object_class->set_property = lens_server_row_set_property;

  /**
   * LensServerRow:hits: (nullable)
   *
   * What is found of the server's objects; %NULL where nothing is looked for.
   */
  properties[PROP_HITS] =
    g_param_spec_object ("hits", NULL, NULL,
                         G_TYPE_LIST_MODEL,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  /**
   * LensServerRow:n-hits:
   *
   * How many these are; -1 where nothing is looked for.
   */
  properties[PROP_N_HITS] =
    g_param_spec_int ("n-hits", NULL, NULL,
                      -1, G_MAXINT, -1,
                      (G_PARAM_READABLE |
                       G_PARAM_STATIC_STRINGS));

  /**
   * LensServerRow:server: (nullable)
   *
   * What the row shows.
   */
  properties[PROP_SERVER] =
    g_param_spec_object ("server", NULL, NULL,
                         LENS_TYPE_SERVER,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LENS_TYPE_LATE_MENU);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/server-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, is_connecting);
  gtk_widget_class_bind_template_callback (widget_class, is_failed);
  gtk_widget_class_bind_template_callback (widget_class, state_text);

  gtk_widget_class_install_action (widget_class, "server.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "server.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "server.forget", NULL, forget_action);
  gtk_widget_class_install_action (widget_class, "server.clean", NULL, clean_action);
  gtk_widget_class_install_action (widget_class, "server.doctor", NULL, doctor_action);
  gtk_widget_class_install_action (widget_class, "server.register", NULL, register_action);
}

static void
lens_server_row_init (LensServerRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

LensServerRow *
lens_server_row_new (void)
{
  return g_object_new (LENS_TYPE_SERVER_ROW, NULL);
}

LensServer *
lens_server_row_get_server (LensServerRow *self)
{
  g_return_val_if_fail (LENS_IS_SERVER_ROW (self), NULL);

  return self->server;
}

void
lens_server_row_set_server (LensServerRow *self,
                            LensServer    *server)
{
  g_return_if_fail (LENS_IS_SERVER_ROW (self));
  g_return_if_fail (server == NULL || LENS_IS_SERVER (server));

  if (self->server == server)
    return;

  if (self->server != NULL)
    g_signal_handlers_disconnect_by_func (self->server, kind_changed, self);
  g_set_object (&self->server, server);
  lens_server_row_follow (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERVER]);
}

void
lens_server_row_set_hits (LensServerRow *self,
                          GListModel    *hits)
{
  g_return_if_fail (LENS_IS_SERVER_ROW (self));
  g_return_if_fail (hits == NULL || G_IS_LIST_MODEL (hits));

  if (self->hits == hits)
    return;

  if (self->hits != NULL)
    g_signal_handlers_disconnect_by_func (self->hits, hits_changed_cb, self);
  g_set_object (&self->hits, hits);
  if (hits != NULL)
    g_signal_connect_object (hits, "items-changed", G_CALLBACK (hits_changed_cb), self, G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HITS]);
  hits_changed_cb (self);
}
