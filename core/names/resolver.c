/* core/names/resolver.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/resolver.h"

#include "core/error.h"
#include "core/wire/exception.h"

/* Reads what is registered: only the address of an object will do. */
static PyroUri *
take_address (const PyroNameEntry  *entry,
              GError              **error)
{
  g_autoptr(PyroUri) uri = pyro_uri_parse (entry->uri, 0, NULL);

  if (uri != NULL && pyro_uri_get_scheme (uri) == PYRO_URI_PYRO)
    return g_steal_pointer (&uri);

  g_set_error (error, PYRO_ERROR, PYRO_ERROR_NAMING,
               "The name “%s” is registered as “%s”, which is not the address of an object",
               entry->name, entry->uri);

  return NULL;
}

static char *
dup_location (PyroNameServer *server)
{
  return pyro_uri_dup_location (pyro_proxy_get_uri (pyro_name_server_get_proxy (server)));
}

/* Says a name server's NamingError in a sentence that tells which name server it was. */
static GError *
explain_lookup (PyroNameServer *server,
                PyroUri        *uri,
                GError         *error)
{
  g_autofree char *location = NULL;
  g_autoptr(GError) owned = error;

  if (!g_error_matches (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED) ||
      g_strcmp0 (pyro_exception_get_short_class_name (pyro_remote_error_get_exception (error)),
                 "NamingError") != 0)
    return g_steal_pointer (&owned);

  location = dup_location (server);

  return g_error_new (PYRO_ERROR, PYRO_ERROR_NAMING,
                      "The name server at %s does not know the name “%s”",
                      location, pyro_uri_get_object (uri));
}

/* Chooses any of the objects, as Python's clients do, so that they share the work. */
static PyroUri *
choose_one (PyroNameServer  *server,
            PyroUri         *uri,
            GPtrArray       *entries,
            GError         **error)
{
  g_autofree char *location = NULL;
  g_autofree char *tags = NULL;

  if (entries->len > 0)
    return take_address (g_ptr_array_index (entries, g_random_int_range (0, (gint32) entries->len)),
                         error);

  location = dup_location (server);
  tags = g_strjoinv (", ", (char **) pyro_uri_get_tags (uri));
  g_set_error (error, PYRO_ERROR, PYRO_ERROR_NAMING,
               "The name server at %s knows no object with the metadata tags %s", location, tags);

  return NULL;
}

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
 * pyro_resolver_lookup_sync:
 * @server: a name server
 * @uri: a URI of any scheme; its location has no meaning here
 * @cancellable: (nullable): a way to give up
 * @error: return location for an error: %PYRO_ERROR_NAMING when the name server does not know the
 *   name or the tags, or what is registered is no address
 *
 * Asks a name server about a URI: the second half of [func@Pyro.resolver_resolve_sync]. Blocks,
 * without a main loop.
 *
 * Returns: (transfer full): the `PYRO:` URI, or %NULL with @error set
 */
PyroUri *
pyro_resolver_lookup_sync (PyroNameServer  *server,
                           PyroUri         *uri,
                           GCancellable    *cancellable,
                           GError         **error)
{
  g_return_val_if_fail (PYRO_IS_NAME_SERVER (server), NULL);
  g_return_val_if_fail (uri != NULL, NULL);

  if (pyro_uri_get_scheme (uri) == PYRO_URI_PYRO)
    {
      return pyro_uri_ref (uri);
    }
  else if (pyro_uri_get_scheme (uri) == PYRO_URI_PYRONAME)
    {
      GError *problem = NULL;
      g_autoptr(PyroNameEntry) entry =
        pyro_name_server_lookup_sync (server, pyro_uri_get_object (uri), cancellable, &problem);

      if (entry != NULL)
        return take_address (entry, error);
      g_propagate_error (error, explain_lookup (server, uri, problem));
      return NULL;
    }
  else
    {
      g_autoptr(GPtrArray) entries =
        pyro_name_server_yplookup_sync (server, pyro_uri_get_tags (uri), NULL, cancellable, error);

      return entries != NULL ? choose_one (server, uri, entries, error) : NULL;
    }
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
 * itself where it is one. Blocks, without a main loop.
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

  return server != NULL ? pyro_resolver_lookup_sync (server, uri, cancellable, error) : NULL;
}

static void
return_address (GTask   *task,
                PyroUri *address,
                GError  *error)
{
  if (address != NULL)
    g_task_return_pointer (task, address, (GDestroyNotify) pyro_uri_unref);
  else
    g_task_return_error (task, error);
}

static void
lookup_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  PyroNameServer *server = PYRO_NAME_SERVER (object);
  GError *error = NULL;
  g_autoptr(PyroNameEntry) entry = pyro_name_server_lookup_finish (server, result, &error);
  PyroUri *address = NULL;

  if (entry != NULL)
    address = take_address (entry, &error);
  else
    error = explain_lookup (server, g_task_get_task_data (task), error);
  return_address (task, address, error);
}

static void
yplookup_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  PyroNameServer *server = PYRO_NAME_SERVER (object);
  GError *error = NULL;
  g_autoptr(GPtrArray) entries = pyro_name_server_yplookup_finish (server, result, &error);
  PyroUri *address = NULL;

  if (entries != NULL)
    address = choose_one (server, g_task_get_task_data (task), entries, &error);
  return_address (task, address, error);
}

static void
located_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(PyroNameServer) server = pyro_resolver_locate_finish (result, &error);
  GCancellable *cancellable = g_task_get_cancellable (task);
  PyroUri *uri = g_task_get_task_data (task);

  if (server == NULL)
    g_task_return_error (task, error);
  else if (pyro_uri_get_scheme (uri) == PYRO_URI_PYRONAME)
    pyro_name_server_lookup_async (server, pyro_uri_get_object (uri), cancellable,
                                   lookup_cb, g_steal_pointer (&task));
  else
    pyro_name_server_yplookup_async (server, pyro_uri_get_tags (uri), NULL, cancellable,
                                     yplookup_cb, g_steal_pointer (&task));
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

  g_return_if_fail (config != NULL);
  g_return_if_fail (uri != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, pyro_resolver_resolve_async);
  g_task_set_task_data (task, pyro_uri_ref (uri), (GDestroyNotify) pyro_uri_unref);

  if (pyro_uri_get_scheme (uri) == PYRO_URI_PYRO)
    {
      g_task_return_pointer (task, pyro_uri_ref (uri), (GDestroyNotify) pyro_uri_unref);
      return;
    }

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
