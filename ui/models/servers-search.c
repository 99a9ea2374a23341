/* ui/models/servers-search.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/servers-private.h"

#include "ui/models/host.h"
#include "ui/models/server-private.h"
#include "ui/models/weak.h"

/* A search asks the local networks by broadcast, and the one place where a name server is expected:
 * one that serves only its own computer does not answer broadcasts. */

static void
update_searching (LensServers *self)
{
  lens_servers_set_searching (self, self->probe != NULL || self->cancellable != NULL);
}

/* A name server of this computer that listens everywhere is found at the computer's address, and is
 * the one that answers at localhost. */
static gboolean
is_same_here (LensServer *server,
              PyroUri    *target)
{
  PyroUri *known = lens_server_get_target (server);

  return lens_server_get_kind (server) == LENS_SERVER_NAMES &&
         lens_server_get_state (server) == LENS_SERVER_READY &&
         pyro_uri_get_host (known) != NULL && pyro_uri_get_host (target) != NULL &&
         pyro_uri_get_port (known) == pyro_uri_get_port (target) &&
         lens_host_is_numeric_here (pyro_uri_get_host (known)) &&
         lens_host_is_numeric_here (pyro_uri_get_host (target));
}

static gboolean
is_known (LensServers *self,
          PyroUri     *target)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (is_same_here (g_ptr_array_index (self->rows, i), target))
      return TRUE;

  return lens_servers_find_target (self, target) != NULL;
}

static void
end_probe (LensServers *self)
{
  g_autoptr(LensServer) probe = g_steal_pointer (&self->probe);

  if (probe != NULL)
    g_signal_handlers_disconnect_by_data (probe, self);
}

/* A place where nothing answers is not worth a row. */
static void
probe_changed (LensServers *self,
               GParamSpec  *pspec,
               LensServer  *server)
{
  g_autoptr(LensServer) probe = g_object_ref (server);
  LensServerState state = lens_server_get_state (probe);

  if (state == LENS_SERVER_CONNECTING)
    return;

  end_probe (self);
  if (state == LENS_SERVER_READY && !is_known (self, lens_server_get_target (probe)))
    {
      lens_servers_adopt (self, probe);
      lens_servers_found (self, probe);
    }
  else
    {
      lens_server_set_active (probe, FALSE);
    }
  update_searching (self);
}

static void
start_probe (LensServers *self)
{
  g_autoptr(PyroUri) uri = pyro_uri_new (PYRO_URI_PYRO, PYRO_NAME_SERVER_OBJECT,
                                         self->config->ns_host, self->config->ns_port);
  g_autofree char *address = pyro_uri_dup_location (uri);

  if (is_known (self, uri))
    return;

  self->probe = lens_server_new (address, NULL);
  if (self->probe == NULL)
    return;

  g_signal_connect_object (self->probe, "notify::state", G_CALLBACK (probe_changed), self, G_CONNECT_SWAPPED);
  lens_server_set_active (self->probe, TRUE);
}

static void
take_found (LensServers *self,
            PyroUri     *uri)
{
  g_autofree char *address = pyro_uri_dup_location (uri);
  LensServer *server;

  if (is_known (self, uri))
    return;

  server = lens_servers_add (self, address, FALSE, NULL);
  if (server != NULL)
    lens_servers_found (self, server);
}

static void
searched_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(LensServers) self = lens_weak_take (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) uris = pyro_discovery_search_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (uris == NULL)
    g_debug ("The search for name servers failed: %s", error->message);
  else
    for (guint i = 0; i < uris->len; i++)
      take_found (self, g_ptr_array_index (uris, i));
  update_searching (self);
}

void
lens_servers_stop_search (LensServers *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  end_probe (self);
}

/**
 * lens_servers_search:
 *
 * Looks for name servers by broadcast and at the configured address. Each new one is added, not
 * remembered, and told by [signal@Servers::found].
 */
void
lens_servers_search (LensServers *self)
{
  g_return_if_fail (LENS_IS_SERVERS (self));

  if (self->searching)
    return;

  self->cancellable = g_cancellable_new ();
  pyro_discovery_search_async (self->config, self->cancellable, searched_cb, lens_weak_new (self));
  start_probe (self);
  update_searching (self);
}
