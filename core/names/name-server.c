/* core/names/name-server.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/name-server.h"

#include "core/names/name-call-private.h"

#include <string.h>

/**
 * PyroNameServer:
 *
 * The methods of a Pyro name server, over a proxy.
 *
 * What the name server itself raises, such as its `NamingError` for a name that it does not know,
 * comes as an error of the domain `PYRO_REMOTE_ERROR`; an answer of an odd shape is a
 * %PYRO_ERROR_VALUE; the other errors are those of the proxy.
 *
 * Like the proxy, it is used either blocking or asynchronously, never both.
 */
struct _PyroNameServer
{
  GObject    parent_instance;

  PyroProxy *proxy;
};

enum
{
  PROP_0,
  PROP_PROXY,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (PyroNameServer, pyro_name_server, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static void
pyro_name_server_dispose (GObject *object)
{
  PyroNameServer *self = PYRO_NAME_SERVER (object);

  g_clear_object (&self->proxy);

  G_OBJECT_CLASS (pyro_name_server_parent_class)->dispose (object);
}

static void
pyro_name_server_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  PyroNameServer *self = PYRO_NAME_SERVER (object);

  switch (prop_id)
    {
    case PROP_PROXY:
      g_value_set_object (value, self->proxy);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pyro_name_server_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  PyroNameServer *self = PYRO_NAME_SERVER (object);

  switch (prop_id)
    {
    case PROP_PROXY:
      self->proxy = g_value_dup_object (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pyro_name_server_class_init (PyroNameServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyro_name_server_dispose;
  object_class->get_property = pyro_name_server_get_property;
  object_class->set_property = pyro_name_server_set_property;

  /**
   * PyroNameServer:proxy:
   *
   * The proxy of the name server's object.
   */
  properties[PROP_PROXY] =
    g_param_spec_object ("proxy", NULL, NULL,
                         PYRO_TYPE_PROXY,
                         (G_PARAM_READWRITE |
                          G_PARAM_CONSTRUCT_ONLY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pyro_name_server_init (PyroNameServer *self)
{
}

/**
 * pyro_name_server_new:
 * @proxy: a proxy of a name server's object
 *
 * Makes a name server over a proxy. It does not connect.
 *
 * Returns: (transfer full): the name server
 */
PyroNameServer *
pyro_name_server_new (PyroProxy *proxy)
{
  g_return_val_if_fail (PYRO_IS_PROXY (proxy), NULL);

  return g_object_new (PYRO_TYPE_NAME_SERVER, "proxy", proxy, NULL);
}

/**
 * pyro_name_server_new_for_host:
 * @host: a host name, an IPv4 or IPv6 address, or `./u:` and the path of a Unix socket
 * @port: the TCP port; without meaning for a Unix socket
 * @error: return location for an error of the code %PYRO_ERROR_URI
 *
 * Makes a name server at an address. It does not connect.
 *
 * Returns: (transfer full): the name server, or %NULL with @error set
 */
PyroNameServer *
pyro_name_server_new_for_host (const char  *host,
                               guint16      port,
                               GError     **error)
{
  g_autofree char *text = NULL;
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(PyroProxy) proxy = NULL;

  g_return_val_if_fail (host != NULL, NULL);

  if (g_str_has_prefix (host, "./u:"))
    text = g_strdup_printf ("PYRO:" PYRO_NAME_SERVER_OBJECT "@%s", host);
  else if (strchr (host, ':') != NULL && host[0] != '[')
    text = g_strdup_printf ("PYRO:" PYRO_NAME_SERVER_OBJECT "@[%s]:%u", host, port);
  else
    text = g_strdup_printf ("PYRO:" PYRO_NAME_SERVER_OBJECT "@%s:%u", host, port);

  uri = pyro_uri_parse (text, 0, error);
  if (uri == NULL)
    return NULL;
  proxy = pyro_proxy_new (uri);

  return pyro_name_server_new (proxy);
}

/**
 * pyro_name_server_get_proxy:
 * @self: a name server
 *
 * Gets the proxy, to set its time limit or to release its connection.
 *
 * Returns: (transfer none): the proxy
 */
PyroProxy *
pyro_name_server_get_proxy (PyroNameServer *self)
{
  g_return_val_if_fail (PYRO_IS_NAME_SERVER (self), NULL);

  return self->proxy;
}

/* Takes @args, which may be NULL with @error set. */
static PyroValue *
call (PyroNameServer  *self,
      const char      *method,
      PyroValue       *args,
      GCancellable    *cancellable,
      GError         **error)
{
  g_autoptr(PyroValue) owned = args;

  if (args == NULL)
    return NULL;

  return pyro_proxy_call_sync (self->proxy, method, args, NULL, cancellable, error);
}

/* Calls `list` with tags or without; Pyro4 looks them up so. */
static PyroValue *
call_list (PyroNameServer     *self,
           const char         *prefix,
           const char         *regex,
           const char *const  *all,
           const char *const  *any,
           GCancellable       *cancellable,
           GError            **error)
{
  g_autoptr(PyroValue) args = _pyro_name_call_arguments (error, "ss", prefix, regex);
  g_autoptr(PyroValue) kwargs = args != NULL ? _pyro_name_call_keywords (all, any, error) : NULL;

  if (kwargs == NULL)
    return NULL;

  return pyro_proxy_call_sync (self->proxy, "list", args, kwargs, cancellable, error);
}

/**
 * pyro_name_server_count_sync:
 * @self: a name server
 * @count: (out) (optional): how many names it knows, itself included
 * @cancellable: (nullable): a way to give up
 * @error: return location for an error
 *
 * Asks how many names there are.
 *
 * Returns: whether it answered
 */
gboolean
pyro_name_server_count_sync (PyroNameServer  *self,
                             guint64         *count,
                             GCancellable    *cancellable,
                             GError         **error)
{
  g_autoptr(PyroValue) answer = NULL;

  g_return_val_if_fail (PYRO_IS_NAME_SERVER (self), FALSE);

  answer = call (self, "count", _pyro_name_call_arguments (error, ""), cancellable, error);

  return answer != NULL && _pyro_name_call_get_number (answer, count, error);
}

/**
 * pyro_name_server_lookup_sync:
 * @self: a name server
 * @name: a name
 * @cancellable: (nullable): a way to give up
 * @error: return location for an error
 *
 * Asks for what is registered under a name, with its tags.
 *
 * Returns: (transfer full): the entry, or %NULL with @error set
 */
PyroNameEntry *
pyro_name_server_lookup_sync (PyroNameServer  *self,
                              const char      *name,
                              GCancellable    *cancellable,
                              GError         **error)
{
  g_autoptr(PyroValue) answer = NULL;

  g_return_val_if_fail (PYRO_IS_NAME_SERVER (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  answer = call (self, "lookup", _pyro_name_call_arguments (error, "sb", name, TRUE),
                 cancellable, error);

  return answer != NULL ? _pyro_name_call_get_entry (answer, name, error) : NULL;
}

/**
 * pyro_name_server_register_sync:
 * @self: a name server
 * @name: a name
 * @uri: the text of a URI; the name server refuses one that is none
 * @tags: (nullable) (array zero-terminated=1): the metadata tags
 * @safe: whether to fail when the name is taken, rather than to replace what is there with its tags
 * @cancellable: (nullable): a way to give up
 * @error: return location for an error
 *
 * Registers a name.
 *
 * Returns: whether it is registered
 */
gboolean
pyro_name_server_register_sync (PyroNameServer     *self,
                                const char         *name,
                                const char         *uri,
                                const char *const  *tags,
                                gboolean            safe,
                                GCancellable       *cancellable,
                                GError            **error)
{
  g_autoptr(PyroValue) answer = NULL;

  g_return_val_if_fail (PYRO_IS_NAME_SERVER (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (uri != NULL, FALSE);

  answer = call (self, "register",
                 _pyro_name_call_arguments (error, "ssbt", name, uri, safe, tags),
                 cancellable, error);

  return answer != NULL;
}

/**
 * pyro_name_server_set_tags_sync:
 * @self: a name server
 * @name: a name
 * @tags: (nullable) (array zero-terminated=1): the tags it has from now on, instead of those it had
 * @cancellable: (nullable): a way to give up
 * @error: return location for an error
 *
 * Replaces the metadata tags of a name.
 *
 * Returns: whether they are replaced
 */
gboolean
pyro_name_server_set_tags_sync (PyroNameServer     *self,
                                const char         *name,
                                const char *const  *tags,
                                GCancellable       *cancellable,
                                GError            **error)
{
  g_autoptr(PyroValue) answer = NULL;

  g_return_val_if_fail (PYRO_IS_NAME_SERVER (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  answer = call (self, "set_metadata", _pyro_name_call_arguments (error, "st", name, tags),
                 cancellable, error);

  return answer != NULL;
}

/**
 * pyro_name_server_remove_sync:
 * @self: a name server
 * @name: (nullable): the name to remove
 * @prefix: (nullable): what the names to remove begin with
 * @regex: (nullable): what the beginning of the names to remove matches, in Python's `re` syntax
 * @n_removed: (out) (optional): how many were removed
 * @cancellable: (nullable): a way to give up
 * @error: return location for an error
 *
 * Removes names; give one of @name, @prefix and @regex. A name that is not there is no error. The
 * name server's own name stays.
 *
 * Returns: whether the name server answered
 */
gboolean
pyro_name_server_remove_sync (PyroNameServer  *self,
                              const char      *name,
                              const char      *prefix,
                              const char      *regex,
                              guint64         *n_removed,
                              GCancellable    *cancellable,
                              GError         **error)
{
  g_autoptr(PyroValue) answer = NULL;

  g_return_val_if_fail (PYRO_IS_NAME_SERVER (self), FALSE);
  g_return_val_if_fail ((name != NULL) + (prefix != NULL) + (regex != NULL) == 1, FALSE);

  answer = call (self, "remove", _pyro_name_call_arguments (error, "sss", name, prefix, regex),
                 cancellable, error);

  return answer != NULL && _pyro_name_call_get_number (answer, n_removed, error);
}

/**
 * pyro_name_server_list_sync:
 * @self: a name server
 * @prefix: (nullable): what the names begin with
 * @regex: (nullable): what the beginning of the names matches, in Python's `re` syntax; not together
 *   with @prefix
 * @cancellable: (nullable): a way to give up
 * @error: return location for an error
 *
 * Asks for the names, with their URIs and tags.
 *
 * A name server that keeps its names in SQLite compares prefixes without regard to case and takes
 * `%` and `_` in them for wildcards.
 *
 * Returns: (transfer full) (element-type PyroNameEntry): the entries, sorted by name, or %NULL with
 *   @error set
 */
GPtrArray *
pyro_name_server_list_sync (PyroNameServer  *self,
                            const char      *prefix,
                            const char      *regex,
                            GCancellable    *cancellable,
                            GError         **error)
{
  g_autoptr(PyroValue) answer = NULL;

  g_return_val_if_fail (PYRO_IS_NAME_SERVER (self), NULL);

  answer = call_list (self, prefix, regex, NULL, NULL, cancellable, error);

  return answer != NULL ? _pyro_name_call_get_entries (answer, error) : NULL;
}

/**
 * pyro_name_server_yplookup_sync:
 * @self: a name server
 * @all: (nullable) (array zero-terminated=1): tags of which a name must have all
 * @any: (nullable) (array zero-terminated=1): tags of which a name must have one; not together with
 *   @all
 * @cancellable: (nullable): a way to give up
 * @error: return location for an error
 *
 * Asks for the names with some tags ("yellow pages"). Without tags there are none.
 *
 * Returns: (transfer full) (element-type PyroNameEntry): the entries, sorted by name, or %NULL with
 *   @error set
 */
GPtrArray *
pyro_name_server_yplookup_sync (PyroNameServer     *self,
                                const char *const  *all,
                                const char *const  *any,
                                GCancellable       *cancellable,
                                GError            **error)
{
  g_autoptr(PyroValue) answer = NULL;

  g_return_val_if_fail (PYRO_IS_NAME_SERVER (self), NULL);

  if (!_pyro_name_call_has_tags (all, any))
    return g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_name_entry_free);
  if (!pyro_proxy_bind_sync (self->proxy, cancellable, error))
    return NULL;

  if (_pyro_name_call_has_pages (pyro_proxy_get_metadata (self->proxy)))
    answer = call (self, "yplookup", _pyro_name_call_arguments (error, "ttb", all, any, TRUE),
                   cancellable, error);
  else
    answer = call_list (self, NULL, NULL, all, any, cancellable, error);

  return answer != NULL ? _pyro_name_call_get_entries (answer, error) : NULL;
}

/**
 * pyro_name_server_ping_sync:
 * @self: a name server
 * @cancellable: (nullable): a way to give up
 * @error: return location for an error
 *
 * Calls the method `ping` of the name server, which does nothing.
 *
 * Returns: whether it answered
 */
gboolean
pyro_name_server_ping_sync (PyroNameServer  *self,
                            GCancellable    *cancellable,
                            GError         **error)
{
  g_autoptr(PyroValue) answer = NULL;

  g_return_val_if_fail (PYRO_IS_NAME_SERVER (self), FALSE);

  answer = call (self, "ping", _pyro_name_call_arguments (error, ""), cancellable, error);

  return answer != NULL;
}
