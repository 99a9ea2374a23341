/* core/names/resolver.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/resolver.h"

/* Where to look for the name server of @uri; its own location goes first. */
static char *
dup_name_server_host (PyroUri    *uri,
                      const char *ns_host,
                      guint16    *ns_port)
{
  gsize size;

  if (!pyro_uri_has_location (uri))
    return g_strdup (ns_host);

  if (pyro_uri_get_socket_path (uri, &size) != NULL)
    return pyro_uri_dup_location (uri);

  *ns_port = pyro_uri_get_port (uri);

  return g_strdup (pyro_uri_get_host (uri));
}

/**
 * pyro_resolver_locate_for_sync:
 * @config: where to look when neither @uri nor @ns_host says it
 * @uri: a `PYRONAME:` or `PYROMETA:` URI
 * @ns_host: (nullable): where the name server is, unless @uri says it
 * @ns_port: the port of @ns_host, or 0 for the one of @config
 * @timeout: the time limit of each step in microseconds
 * @cancellable: (nullable): a way to give up
 * @error: return location for an error, as of [func@Pyro.resolver_locate_sync]
 *
 * Finds the name server that has to be asked about a URI: the first half of
 * [func@Pyro.resolver_resolve_sync]. Blocks, without a main loop.
 *
 * Returns: (transfer full): the name server, for blocking use, or %NULL with @error set
 */
PyroNameServer *
pyro_resolver_locate_for_sync (const PyroConfig  *config,
                               PyroUri           *uri,
                               const char        *ns_host,
                               guint16            ns_port,
                               gint64             timeout,
                               GCancellable      *cancellable,
                               GError           **error)
{
  g_autofree char *host = NULL;

  g_return_val_if_fail (config != NULL, NULL);
  g_return_val_if_fail (uri != NULL, NULL);

  host = dup_name_server_host (uri, ns_host, &ns_port);

  return pyro_resolver_locate_sync (config, host, ns_port, timeout, cancellable, error);
}

/**
 * pyro_resolver_resolve_sync:
 * @config: where to look for the name server when neither @uri nor @ns_host says it
 * @uri: a URI of any scheme
 * @ns_host: (nullable): where the name server is, unless @uri says it
 * @ns_port: the port of @ns_host, or 0 for the one of @config
 * @timeout: the time limit of each step in microseconds, as for [method@Pyro.Proxy.set_timeout]
 * @cancellable: (nullable): a way to give up
 * @error: return location for an error: %PYRO_ERROR_NAMING when there is no name server, or it does
 *   not know the name or the tags, or what is registered is no address
 *
 * Finds the `PYRO:` URI of an object: that of a name, that of any object with some tags, or @uri
 * itself where it is one. A name that is not there is waited for as long as `NS_LOOKUP_DELAY` of @config
 * says. Blocks, without a main loop.
 *
 * Returns: (transfer full): the URI, or %NULL with @error set
 */
PyroUri *
pyro_resolver_resolve_sync (const PyroConfig  *config,
                            PyroUri           *uri,
                            const char        *ns_host,
                            guint16            ns_port,
                            gint64             timeout,
                            GCancellable      *cancellable,
                            GError           **error)
{
  g_autoptr(PyroNameServer) server = NULL;

  g_return_val_if_fail (config != NULL, NULL);
  g_return_val_if_fail (uri != NULL, NULL);

  if (pyro_uri_get_scheme (uri) == PYRO_URI_PYRO)
    return pyro_uri_ref (uri);

  server = pyro_resolver_locate_for_sync (config, uri, ns_host, ns_port, timeout, cancellable, error);

  if (server == NULL)
    return NULL;

  return pyro_resolver_lookup_sync (server, uri, config->ns_lookup_delay, cancellable, error);
}

/* What is left to do when the name server is found. */
typedef struct
{
  PyroUri *uri;
  gint64   delay; /* microseconds */
} Resolution;

static void
resolution_free (Resolution *self)
{
  pyro_uri_unref (self->uri);
  g_free (self);
}

static void
lookup_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  PyroUri *address = pyro_resolver_lookup_finish (result, &error);

  if (address != NULL)
    g_task_return_pointer (task, address, (GDestroyNotify) pyro_uri_unref);
  else
    g_task_return_error (task, error);
}

static void
located_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(PyroNameServer) server = pyro_resolver_locate_finish (result, &error);
  Resolution *self = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (server == NULL)
    g_task_return_error (task, error);
  else
    pyro_resolver_lookup_async (server, self->uri, self->delay, cancellable,
                                lookup_cb, g_steal_pointer (&task));
}

/**
 * pyro_resolver_resolve_async:
 * @config: where to look for the name server when neither @uri nor @ns_host says it; it is not kept
 * @uri: a URI of any scheme
 * @ns_host: (nullable): where the name server is, unless @uri says it
 * @ns_port: the port of @ns_host, or 0 for the one of @config
 * @timeout: the time limit of each step in microseconds
 * @cancellable: (nullable): a way to give up
 * @callback: what to call when it is done, in the thread-default context of now
 * @user_data: for @callback
 *
 * Finds the `PYRO:` URI of an object, as [func@Pyro.resolver_resolve_sync] does.
 */
void
pyro_resolver_resolve_async (const PyroConfig    *config,
                             PyroUri             *uri,
                             const char          *ns_host,
                             guint16              ns_port,
                             gint64               timeout,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *host = NULL;
  Resolution *self;

  g_return_if_fail (config != NULL);
  g_return_if_fail (uri != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, pyro_resolver_resolve_async);

  if (pyro_uri_get_scheme (uri) == PYRO_URI_PYRO)
    {
      g_task_return_pointer (task, pyro_uri_ref (uri), (GDestroyNotify) pyro_uri_unref);
      return;
    }

  self = g_new0 (Resolution, 1);
  self->uri = pyro_uri_ref (uri);
  self->delay = config->ns_lookup_delay;
  g_task_set_task_data (task, self, (GDestroyNotify) resolution_free);
  host = dup_name_server_host (uri, ns_host, &ns_port);
  pyro_resolver_locate_async (config, host, ns_port, timeout, cancellable,
                              located_cb, g_steal_pointer (&task));
}

/**
 * pyro_resolver_resolve_finish:
 * @result: what the callback got
 * @error: return location for an error, as of [func@Pyro.resolver_resolve_sync]
 *
 * Ends [func@Pyro.resolver_resolve_async].
 *
 * Returns: (transfer full): the URI, or %NULL with @error set
 */
PyroUri *
pyro_resolver_resolve_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, pyro_resolver_resolve_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
