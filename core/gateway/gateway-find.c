/* core/gateway/gateway-find.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* One connection to the name server serves all requests. It is looked for when it is first wanted, by one search for
 * all who want it, and again when it was lost. */

#include "core/gateway/gateway-private.h"

#include "core/names/resolver.h"
#include "core/wire/exception.h"

static void
unref_seeker (gpointer task)
{
  g_object_unref (task);
}

static void
located_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PyroGateway) self = user_data;
  g_autoptr(GPtrArray) seekers = g_steal_pointer (&self->seekers);
  g_autoptr(GError) error = NULL;

  g_clear_object (&self->name_server);
  self->name_server = pyro_resolver_locate_finish (result, &error);
  if (self->name_server != NULL)
    pyro_proxy_set_timeout (pyro_name_server_get_proxy (self->name_server), self->timeout);

  for (guint i = 0; i < seekers->len; i++)
    {
      GTask *task = seekers->pdata[i];

      if (self->name_server != NULL)
        g_task_return_pointer (task, g_object_ref (self->name_server), g_object_unref);
      else
        g_task_return_error (task, g_error_copy (error));
    }
}

/*
 * _pyro_gateway_find_async:
 *
 * Finds the name server.
 */
void
_pyro_gateway_find_async (PyroGateway         *self,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, self->cancellable, callback, user_data);

  g_task_set_source_tag (task, _pyro_gateway_find_async);
  if (self->name_server != NULL)
    {
      g_task_return_pointer (task, g_object_ref (self->name_server), g_object_unref);
      return;
    }
  if (self->seekers != NULL)
    {
      g_ptr_array_add (self->seekers, g_steal_pointer (&task));
      return;
    }

  self->seekers = g_ptr_array_new_with_free_func (unref_seeker);
  g_ptr_array_add (self->seekers, g_steal_pointer (&task));
  pyro_resolver_locate_async (self->config, self->ns_host, self->ns_port, self->timeout, self->cancellable,
                              located_cb, g_object_ref (self));
}

PyroNameServer *
_pyro_gateway_find_finish (PyroGateway   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/*
 * _pyro_gateway_lose:
 * @server: a name server
 * @error: why it could not be asked
 *
 * Forgets a name server that does not answer.
 *
 * Returns: whether it may be elsewhere now, so that looking for it again is worth a try
 */
gboolean
_pyro_gateway_lose (PyroGateway    *self,
                    PyroNameServer *server,
                    const GError   *error)
{
  if (error->domain == PYRO_REMOTE_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  if (self->name_server == server)
    g_clear_object (&self->name_server);

  return error->domain == G_IO_ERROR && error->code != G_IO_ERROR_TIMED_OUT;
}

/* ---- For programs ---- */

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(PyroNameServer) server = _pyro_gateway_find_finish (PYRO_GATEWAY (object), result, &error);

  if (server != NULL)
    g_task_return_pointer (task, pyro_uri_ref (pyro_proxy_get_uri (pyro_name_server_get_proxy (server))),
                           (GDestroyNotify) pyro_uri_unref);
  else
    g_task_return_error (task, error);
}

/**
 * pyro_gateway_locate_async:
 * @self: a gateway
 * @cancellable: (nullable): a way to give up
 * @callback: called when the name server is found, or is not
 * @user_data: passed to @callback
 *
 * Finds the name server at once, and not when it is first wanted.
 */
void
pyro_gateway_locate_async (PyroGateway         *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (PYRO_IS_GATEWAY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pyro_gateway_locate_async);
  _pyro_gateway_find_async (self, found_cb, task);
}

/**
 * pyro_gateway_locate_finish:
 * @self: a gateway
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the URI of the name server, or %NULL with @error set
 */
PyroUri *
pyro_gateway_locate_finish (PyroGateway   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (PYRO_IS_GATEWAY (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
