/* ui/widgets/window-address.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/window-private.h"

#include "ui/models/target.h"

#include <glib/gi18n.h>

/* What is shown because of an address that somebody gave: typed, dropped, or as a link. */

/* What is waited for, and what was open when it was asked for. */
typedef struct
{
  LensWindow *window; /* which has the closure that this belongs to */
  GWeakRef    tab;
  LensObject *object;
  LensMember *member;
} Errand;

static void
errand_free (gpointer  data,
             GClosure *unused)
{
  Errand *self = data;

  g_weak_ref_clear (&self->tab);
  g_clear_object (&self->object);
  g_clear_object (&self->member);
  g_free (self);
}

static Errand *
errand_new (LensWindow *window)
{
  Errand *self = g_new0 (Errand, 1);
  LensTab *tab = lens_window_get_tab (window);

  self->window = window;
  g_weak_ref_init (&self->tab, tab);
  if (tab != NULL)
    {
      g_set_object (&self->object, lens_browser_get_object (lens_tab_get_browser (tab)));
      g_set_object (&self->member, lens_browser_get_member (lens_tab_get_browser (tab)));
    }

  return self;
}

/* The user may have gone on to something else meanwhile. */
static gboolean
is_as_it_was (Errand *self)
{
  g_autoptr(LensTab) tab = g_weak_ref_get (&self->tab);

  return tab != NULL && tab == lens_window_get_tab (self->window) &&
         lens_browser_get_object (lens_tab_get_browser (tab)) == self->object &&
         lens_browser_get_member (lens_tab_get_browser (tab)) == self->member;
}

static void
show_beside (LensWindow *self,
             LensObject *object)
{
  g_autofree char *text = NULL;

  lens_window_open_apart (self, object, FALSE);
  /* Translators: %s is the name of an object */
  text = g_strdup_printf (_("%s was opened in a new tab"), lens_object_get_name (object));
  lens_window_toast (self, text);
}

/* Whoever asks again, while it is not there yet, asks for the same. */
static void
stop_waiting (LensWindow *self,
              GListModel *objects)
{
  gulong handler = self->awaited != NULL ? GPOINTER_TO_SIZE (g_hash_table_lookup (self->awaited, objects)) : 0;

  /* Of a list that is gone the address may be that of another one now. */
  if (handler != 0 && g_signal_handler_is_connected (objects, handler))
    g_signal_handler_disconnect (objects, handler);
  if (handler != 0)
    g_hash_table_remove (self->awaited, objects);
}

static void
resolved_cb (GListModel *objects,
             guint       position,
             guint       removed,
             guint       added,
             Errand     *errand)
{
  g_autoptr(LensObject) object = g_list_model_get_item (objects, 0);

  if (object == NULL)
    return;

  stop_waiting (errand->window, objects); /* the errand's closure lasts until this returns */
  if (is_as_it_was (errand))
    lens_window_show_object (errand->window, object);
  else
    show_beside (errand->window, object);
}

static void
wait_for (LensWindow *self,
          GListModel *objects)
{
  Errand *errand = errand_new (self);
  GClosure *closure = g_cclosure_new (G_CALLBACK (resolved_cb), errand, errand_free);

  stop_waiting (self, objects);
  if (self->awaited == NULL)
    self->awaited = g_hash_table_new (NULL, NULL);
  g_object_watch_closure (G_OBJECT (self), closure);
  g_hash_table_insert (self->awaited, objects,
                       GSIZE_TO_POINTER (g_signal_connect_closure (objects, "items-changed", closure, FALSE)));
}

/**
 * lens_window_show_server:
 *
 * Shows what the user has asked for by its address: one object, as soon as it is known, or the names
 * of a server, which are in the sidebar anyway. What the user has opened until then stays open.
 */
void
lens_window_show_server (LensWindow *self,
                         LensServer *server)
{
  g_autoptr(LensObject) object = NULL;
  GListModel *objects;

  g_return_if_fail (LENS_IS_WINDOW (self));
  g_return_if_fail (LENS_IS_SERVER (server));

  if (lens_server_get_kind (server) != LENS_SERVER_OBJECT)
    return;

  objects = lens_server_get_objects (server);
  object = g_list_model_get_item (objects, 0);
  if (object != NULL)
    lens_window_show_object (self, object);
  else
    wait_for (self, objects);
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
