/* ui/models/tab-listed.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/tab-private.h"

#include "ui/models/twin.h"

/* How what a tab has open is found again in the list of its server. */

LensObject *
lens_tab_find_listed (LensTab    *self,
                      const char *name,
                      const char *uri)
{
  LensServers *servers = lens_browser_get_servers (self->browser);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (servers)); i++)
    {
      g_autoptr(LensServer) server = g_list_model_get_item (G_LIST_MODEL (servers), i);
      LensObject *object = lens_server_find_object (server, name);

      if (object != NULL && g_str_equal (lens_object_get_uri (object), uri))
        return object; /* the server holds it */
    }

  return NULL;
}

/* What a server lists has the same name and address: from now on it says where the object is. */
gboolean
lens_tab_meet (LensTab    *self,
               LensObject *listed)
{
  LensObject *open = lens_browser_get_object (self->browser);

  if (open == NULL || lens_twin_get_original (listed) == open || lens_twin_get_original (open) != open ||
      !g_str_equal (lens_object_get_name (open), lens_object_get_name (listed)) ||
      !g_str_equal (lens_object_get_uri (open), lens_object_get_uri (listed)))
    return FALSE;

  lens_twin_follow (open, listed);
  g_object_notify (G_OBJECT (self), "title");

  return TRUE;
}

static void
seek_cb (LensTab *self)
{
  LensObject *open = lens_browser_get_object (self->browser);
  LensObject *listed;

  if (open == NULL || lens_twin_get_original (open) != open)
    return;

  listed = lens_tab_find_listed (self, lens_object_get_name (open), lens_object_get_uri (open));
  if (listed != NULL)
    lens_tab_meet (self, listed);
}

static void
servers_changed_cb (LensTab    *self,
                    guint       position,
                    guint       removed,
                    guint       added,
                    GListModel *servers)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(LensServer) server = g_list_model_get_item (servers, i);

      g_signal_connect_object (server, "notify::n-objects", G_CALLBACK (seek_cb), self, G_CONNECT_SWAPPED);
    }
}

/* What is restored comes before its server has told what it has. */
void
lens_tab_watch_servers (LensTab *self)
{
  GListModel *servers = G_LIST_MODEL (lens_browser_get_servers (self->browser));

  g_signal_connect_object (servers, "items-changed", G_CALLBACK (servers_changed_cb), self, G_CONNECT_SWAPPED);
  servers_changed_cb (self, 0, 0, g_list_model_get_n_items (servers), servers);
}
