/* core/names/resolver-locate.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/resolver.h"

#include "core/error.h"
#include "core/names/discovery.h"
#include "core/translation-private.h"

#include <string.h>

/* Where a name server may be, and what was found out about the places so far. It does no waiting
 * of its own. */
typedef struct
{
  PyroConfig *config;
  PyroTls    *tls;    /* NULL where the configuration wants none */
  GPtrArray  *places; /* of PyroUri; NULL stands for the broadcast */
  guint16     broadcast_port;
  gint64      timeout; /* microseconds */
  guint       next;
  GString    *tried;
} Search;

static void
unref_place (gpointer place)
{
  g_clear_pointer ((PyroUri **) &place, pyro_uri_unref);
}

static void
search_free (Search *self)
{
  g_clear_pointer (&self->config, pyro_config_free);
  g_clear_pointer (&self->tls, pyro_tls_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_string_free (self->tried, TRUE);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Search, search_free)

static gboolean
is_same_place (gconstpointer a,
               gconstpointer b)
{
  return a != NULL && b != NULL && pyro_uri_equal ((PyroUri *) a, (PyroUri *) b);
}

static gboolean
search_add_place (Search      *self,
                  const char  *host,
                  guint16      port,
                  GError     **error)
{
  g_autoptr(PyroNameServer) server = pyro_name_server_new_for_host (host, port, error);
  PyroUri *uri;

  if (server == NULL)
    return FALSE;

  uri = pyro_proxy_get_uri (pyro_name_server_get_proxy (server));
  if (!g_ptr_array_find_with_equal_func (self->places, uri, is_same_place, NULL))
    g_ptr_array_add (self->places, pyro_uri_ref (uri));

  return TRUE;
}

static gboolean
is_local (const char *host)
{
  return g_str_equal (host, "localhost") ||
         g_str_equal (host, "::1") ||
         g_str_has_prefix (host, "127.");
}

/* The order of locate_ns() in Pyro5/core.py. Many systems give their own host name the address
 * 127.0.1.1, where a name server that was bound to that name then is. Python first asks whether that
 * address has a name; to be refused there costs less than to ask. */
static Search *
search_new (const PyroConfig  *config,
            const char        *host,
            guint16            port,
            gint64             timeout,
            GError           **error)
{
  g_autoptr(Search) self = g_new0 (Search, 1);
  guint16 ns_port = port > 0 ? port : config->ns_port;

  self->config = pyro_config_copy (config);
  self->places = g_ptr_array_new_with_free_func (unref_place);
  self->broadcast_port = port > 0 ? port : config->ns_bcport;
  self->timeout = timeout;
  self->tried = g_string_new (NULL);
  if (config->ssl && (self->tls = pyro_tls_new_client (config, error)) == NULL)
    return NULL;

  if (host != NULL && *host != '\0')
    return search_add_place (self, host, ns_port, error) ? g_steal_pointer (&self) : NULL;

  if (is_local (config->ns_host))
    {
      if (!search_add_place (self, config->ns_host, ns_port, error))
        return NULL;
      if (strchr (config->ns_host, ':') == NULL &&
          !search_add_place (self, "127.0.1.1", ns_port, error))
        return NULL;
    }
  if (config->prefer_ip_version != 6 && config->broadcast_addrs[0] != NULL)
    g_ptr_array_add (self->places, NULL);
  if (!search_add_place (self, config->ns_host, config->ns_port, error))
    return NULL;

  return g_steal_pointer (&self);
}

static PyroProxy *
search_make_proxy (Search  *self,
                   PyroUri *uri)
{
  PyroProxy *proxy = pyro_proxy_new (uri);

  pyro_proxy_set_timeout (proxy, self->timeout);
  pyro_proxy_set_max_size (proxy, self->config->max_message_size);
  pyro_proxy_set_generation (proxy, pyro_generation_find_major (self->config->protocol));
  if (self->config->hmac_key != NULL)
    {
      g_autoptr(GBytes) key = g_bytes_new (self->config->hmac_key, strlen (self->config->hmac_key));

      pyro_proxy_set_hmac_key (proxy, key);
    }
  pyro_proxy_set_tls (proxy, self->tls);

  return proxy;
}

/* Most errors name the place, and once is enough. */
static void
search_note (Search       *self,
             PyroUri      *uri,
             const GError *problem)
{
  g_autofree char *place = uri != NULL ? pyro_uri_dup_location (uri) : NULL;

  if (self->tried->len > 0)
    g_string_append (self->tried, "; ");
  if (place == NULL)
    g_string_append_printf (self->tried, _("the broadcast on UDP port %u: %s"), self->broadcast_port,
                            problem->message);
  else if (strstr (problem->message, place) == NULL)
    g_string_append_printf (self->tried, "%s: %s", place, problem->message);
  else
    g_string_append (self->tried, problem->message);
}

static GError *
search_give_up (Search *self)
{
  return g_error_new (PYRO_ERROR, PYRO_ERROR_NAMING,
                      _("No name server was found: %s"), self->tried->str);
}

/* ---- Blocking ---- */

static PyroNameServer *
search_try_sync (Search        *self,
                 PyroUri       *place,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr(PyroProxy) proxy = NULL;
  g_autoptr(PyroUri) uri = NULL;

  if (place != NULL)
    uri = pyro_uri_ref (place);
  else
    uri = pyro_discovery_find_sync (self->config, self->broadcast_port, cancellable, error);
  if (uri == NULL)
    return NULL;

  proxy = search_make_proxy (self, uri);
  if (pyro_proxy_bind_sync (proxy, cancellable, error))
    return pyro_name_server_new (proxy);

  return NULL;
}

/**
 * pyro_resolver_locate_sync:
 * @config: where to look when there is no @host, the size limit for messages, what is spoken, how it
 *   is signed, and with `SSL` what TLS needs
 * @host: (nullable): where the name server is: a host name, an IPv4 or IPv6 address, or `./u:` and the
 *   path of a Unix socket
 * @port: the port, or 0 for the one of @config
 * @timeout: the time limit of each step in microseconds, as for [method@Pyro.Proxy.set_timeout];
 *   the name server's proxy keeps it
 * @cancellable: (nullable): a way to give up
 * @error: return location for an error: %PYRO_ERROR_NAMING with a sentence that says what was tried,
 *   %PYRO_ERROR_URI for a host that is none, %PYRO_ERROR_USAGE for a file of TLS that is no good, or
 *   %G_IO_ERROR_CANCELLED
 *
 * Finds a name server and connects to it, as Pyro5's `locate_ns()` does. Without @host it tries
 *
 * 1. `NS_HOST`, where that is this computer, and 127.0.1.1;
 * 2. the broadcast, unless IPv6 is preferred;
 * 3. `NS_HOST` and `NS_PORT`.
 *
 * Blocks, without a main loop.
 *
 * Returns: (transfer full): the name server, for blocking use, or %NULL with @error set
 */
PyroNameServer *
pyro_resolver_locate_sync (const PyroConfig  *config,
                           const char        *host,
                           guint16            port,
                           gint64             timeout,
                           GCancellable      *cancellable,
                           GError           **error)
{
  g_autoptr(Search) search = NULL;

  g_return_val_if_fail (config != NULL, NULL);

  search = search_new (config, host, port, timeout, error);
  if (search == NULL)
    return NULL;

  while (search->next < search->places->len)
    {
      g_autoptr(GError) problem = NULL;
      PyroUri *place = g_ptr_array_index (search->places, search->next++);
      PyroNameServer *server = search_try_sync (search, place, cancellable, &problem);

      if (server != NULL)
        return server;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      search_note (search, place, problem);
    }

  g_propagate_error (error, search_give_up (search));

  return NULL;
}

/* ---- Asynchronous ---- */

static void locate_step (GTask *unowned);

static void
bind_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) problem = NULL;
  Search *search = g_task_get_task_data (task);
  PyroUri *place = g_ptr_array_index (search->places, search->next - 1);
  PyroProxy *proxy = PYRO_PROXY (object);

  if (pyro_proxy_bind_finish (proxy, result, &problem))
    {
      g_task_return_pointer (task, pyro_name_server_new (proxy), g_object_unref);
      return;
    }

  search_note (search, place, problem);
  locate_step (g_steal_pointer (&task));
}

static void
bind_to (GTask   *task,
         PyroUri *uri)
{
  g_autoptr(PyroProxy) proxy = search_make_proxy (g_task_get_task_data (task), uri);

  pyro_proxy_bind_async (proxy, g_task_get_cancellable (task), bind_cb, task);
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) problem = NULL;
  g_autoptr(PyroUri) uri = pyro_discovery_find_finish (result, &problem);

  if (uri != NULL)
    {
      bind_to (g_steal_pointer (&task), uri);
      return;
    }

  search_note (g_task_get_task_data (task), NULL, problem);
  locate_step (g_steal_pointer (&task));
}

/* Goes to the next place. Takes @unowned. */
static void
locate_step (GTask *unowned)
{
  g_autoptr(GTask) task = unowned;
  Search *search = g_task_get_task_data (task);
  PyroUri *place;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (search->next == search->places->len)
    {
      g_task_return_error (task, search_give_up (search));
      return;
    }

  place = g_ptr_array_index (search->places, search->next++);
  if (place != NULL)
    {
      bind_to (g_steal_pointer (&task), place);
      return;
    }
  pyro_discovery_find_async (search->config, search->broadcast_port, g_task_get_cancellable (task),
                             found_cb, g_object_ref (task));
}

/**
 * pyro_resolver_locate_async:
 * @config: where to look when there is no @host; it is not kept
 * @host: (nullable): where the name server is
 * @port: the port, or 0 for the one of @config
 * @timeout: the time limit of each step in microseconds
 * @cancellable: (nullable): a way to give up
 * @callback: what to call when it is done, in the thread-default context of now
 * @user_data: for @callback
 *
 * Finds a name server and connects to it, as [func@Pyro.resolver_locate_sync] does.
 */
void
pyro_resolver_locate_async (const PyroConfig    *config,
                            const char          *host,
                            guint16              port,
                            gint64               timeout,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  GError *error = NULL;
  Search *search;

  g_return_if_fail (config != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, pyro_resolver_locate_async);

  search = search_new (config, host, port, timeout, &error);
  if (search == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  locate_step (g_steal_pointer (&task));
}

/**
 * pyro_resolver_locate_finish:
 * @result: what the callback got
 * @error: return location for an error, as of [func@Pyro.resolver_locate_sync]
 *
 * Ends [func@Pyro.resolver_locate_async].
 *
 * Returns: (transfer full): the name server, for asynchronous use, or %NULL with @error set
 */
PyroNameServer *
pyro_resolver_locate_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, pyro_resolver_locate_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
