/* ui/widgets/window-address.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/window-private.h"

#include "ui/models/target.h"

/* What is shown because of an address that somebody gave: typed, dropped, or as a link. */

static void
resolved_cb (LensWindow *self,
             guint       position,
             guint       removed,
             guint       added,
             GListModel *objects)
{
  g_autoptr(LensObject) object = g_list_model_get_item (objects, 0);

  if (object == NULL)
    return;

  g_signal_handlers_disconnect_by_func (objects, resolved_cb, self);
  lens_window_show_object (self, object);
}

/**
 * lens_window_show_server:
 *
 * Shows what the user has asked for by its address: one object, as soon as it is known, or the names
 * of a server, which are in the sidebar anyway.
 */
void
lens_window_show_server (LensWindow *self,
                         LensServer *server)
{
  GListModel *objects;

  g_return_if_fail (LENS_IS_WINDOW (self));
  g_return_if_fail (LENS_IS_SERVER (server));

  if (lens_server_get_kind (server) != LENS_SERVER_OBJECT)
    return;

  objects = lens_server_get_objects (server);
  g_signal_connect_object (objects, "items-changed",
                           G_CALLBACK (resolved_cb), self, G_CONNECT_SWAPPED);
  resolved_cb (self, 0, 0, 0, objects);
}

/**
 * lens_window_show_apart:
 *
 * Shows what another program has asked for, beside what is open.
 */
void
lens_window_show_apart (LensWindow *self,
                        LensServer *server)
{
  g_return_if_fail (LENS_IS_WINDOW (self));

  if (lens_server_get_kind (server) == LENS_SERVER_OBJECT)
    lens_window_new_tab (self);
  lens_window_show_server (self, server);
}

/**
 * lens_window_open_address:
 * @address: an address or a link, from another program
 *
 * Shows what is at an address, or says why that is none.
 */
void
lens_window_open_address (LensWindow *self,
                          const char *address)
{
  g_autofree char *plain = NULL;
  g_autoptr(GError) error = NULL;
  LensServer *server;

  g_return_if_fail (LENS_IS_WINDOW (self));
  g_return_if_fail (address != NULL);

  plain = lens_target_from_link (address);
  server = lens_servers_add (lens_window_get_servers (self), plain, FALSE, &error);
  if (server != NULL)
    lens_window_show_apart (self, server);
  else
    lens_window_toast (self, error->message);
}

/* An address from another window, or a link of a page. */
static gboolean
drop_cb (LensWindow   *self,
         const GValue *value)
{
  g_autofree char *text = g_strdup (g_value_get_string (value));

  if (text == NULL || lens_window_get_servers (self) == NULL)
    return FALSE;

  lens_window_open_address (self, g_strstrip (text));

  return TRUE;
}

void
lens_window_init_drop (LensWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_COPY);

  g_signal_connect_object (drop, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}
