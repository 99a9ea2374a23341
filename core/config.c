/* core/config.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/config.h"

#include "core/config-private.h"
#include "core/error.h"
#include "core/translation-private.h"

#define PREFIX "PYRO_" /* of environment variables */

G_DEFINE_BOXED_TYPE (PyroConfig, pyro_config, pyro_config_copy, pyro_config_free)

typedef struct
{
  const char           *name;
  const PyroConfigKind *kind;
  gsize                 offset;     /* of the field */
  const char           *initial;    /* NULL for Python's None */
  PyroConfigScope       scope;
} Item;

#define FIELD(f)   G_STRUCT_OFFSET (PyroConfig, f)
#define BOOL       &_pyro_config_bool
#define COUNT      &_pyro_config_count
#define IP_VERSION &_pyro_config_ip_version
#define LIST       &_pyro_config_list
#define LOG_LEVEL  &_pyro_config_log_level
#define PICKLE     &_pyro_config_pickle
#define PORT       &_pyro_config_port
#define PROTOCOL   &_pyro_config_protocol
#define SECONDS    &_pyro_config_seconds
#define SECRET     &_pyro_config_secret
#define SERVER     &_pyro_config_server_type
#define SIZE       &_pyro_config_size
#define TEXT       &_pyro_config_text
#define THREADS    &_pyro_config_threads

/* Pyro5/configure.py, what Pyro4/configuration.py has beside it, and what both generations together
 * need. */
static const Item items[] = {
  { "AUTOPROXY", BOOL, FIELD (autoproxy), "true", PYRO_CONFIG_OTHERS },
  { "BROADCAST_ADDRS", LIST, FIELD (broadcast_addrs), "<broadcast>,0.0.0.0" },
  { "COMMTIMEOUT", SECONDS, FIELD (commtimeout), "0" },
  { "COMPRESSION", BOOL, FIELD (compression), "false" },
  { "DETAILED_TRACEBACK", BOOL, FIELD (detailed_traceback), "false" },
  { "DILL_PROTOCOL_VERSION", PICKLE, FIELD (dill_protocol_version), "-1", PYRO_CONFIG_OTHERS },
  { "FLAME_ENABLED", BOOL, FIELD (flame_enabled), "false", PYRO_CONFIG_OTHERS },
  { "HMAC_KEY", SECRET, FIELD (hmac_key), NULL, PYRO_CONFIG_OTHERS },
  { "HOST", TEXT, FIELD (host), "localhost" },
  { "ITER_STREAMING", BOOL, FIELD (iter_streaming), "true" },
  { "ITER_STREAM_LIFETIME", SECONDS, FIELD (iter_stream_lifetime), "0" },
  { "ITER_STREAM_LINGER", SECONDS, FIELD (iter_stream_linger), "30" },
  { "JSON_MODULE", TEXT, FIELD (json_module), "json", PYRO_CONFIG_OTHERS },
  { "LOGFILE", TEXT, FIELD (logfile), "pyro5.log" },
  { "LOGLEVEL", LOG_LEVEL, FIELD (loglevel), NULL },
  { "LOGWIRE", BOOL, FIELD (logwire), "false" },
  { "MAX_MESSAGE_SIZE", SIZE, FIELD (max_message_size), "1073741824" },
  { "MAX_RETRIES", COUNT, FIELD (max_retries), "0" },
  { "METADATA", BOOL, FIELD (metadata), "true", PYRO_CONFIG_OTHERS },
  { "NATHOST", TEXT, FIELD (nathost), NULL },
  { "NATPORT", PORT, FIELD (natport), "0" },
  { "NS_AUTOCLEAN", SECONDS, FIELD (ns_autoclean), "0" },
  { "NS_BCHOST", TEXT, FIELD (ns_bchost), NULL },
  { "NS_BCPORT", PORT, FIELD (ns_bcport), "9091" },
  { "NS_HOST", TEXT, FIELD (ns_host), "localhost" },
  { "NS_LOOKUP_DELAY", SECONDS, FIELD (ns_lookup_delay), "0" },
  { "NS_PORT", PORT, FIELD (ns_port), "9090" },
  { "ONEWAY_THREADED", BOOL, FIELD (oneway_threaded), "true", PYRO_CONFIG_OTHERS },
  { "PICKLE_PROTOCOL_VERSION", PICKLE, FIELD (pickle_protocol_version), "5", PYRO_CONFIG_OTHERS },
  { "POLLTIMEOUT", SECONDS, FIELD (polltimeout), "2" },
  { "PREFER_IP_VERSION", IP_VERSION, FIELD (prefer_ip_version), "0" },
  { "PROTOCOL", PROTOCOL, FIELD (protocol), "auto", PYRO_CONFIG_OTHERS },
  { "REQUIRE_EXPOSE", BOOL, FIELD (require_expose), "true", PYRO_CONFIG_OTHERS },
  { "SERIALIZER", TEXT, FIELD (serializer), "serpent" },
  { "SERIALIZERS_ACCEPTED", LIST, FIELD (serializers_accepted), "serpent,marshal,json",
    PYRO_CONFIG_OTHERS },
  { "SERPENT_BYTES_REPR", BOOL, FIELD (serpent_bytes_repr), "false" },
  { "SERVERTYPE", SERVER, FIELD (servertype), "thread" },
  { "SOCK_NODELAY", BOOL, FIELD (sock_nodelay), "false" },
  { "SOCK_REUSE", BOOL, FIELD (sock_reuse), "true" },
  { "SSL", BOOL, FIELD (ssl), "false" },
  { "SSL_CACERTS", TEXT, FIELD (ssl_cacerts), "" },
  { "SSL_CLIENTCERT", TEXT, FIELD (ssl_clientcert), "" },
  { "SSL_CLIENTKEY", TEXT, FIELD (ssl_clientkey), "" },
  { "SSL_CLIENTKEYPASSWD", SECRET, FIELD (ssl_clientkeypasswd), "" },
  { "SSL_REQUIRECLIENTCERT", BOOL, FIELD (ssl_requireclientcert), "false" },
  { "SSL_SERVERCERT", TEXT, FIELD (ssl_servercert), "" },
  { "SSL_SERVERKEY", TEXT, FIELD (ssl_serverkey), "" },
  { "SSL_SERVERKEYPASSWD", SECRET, FIELD (ssl_serverkeypasswd), "" },
  { "THREADPOOL_SIZE", THREADS, FIELD (threadpool_size), "80" },
  { "THREADPOOL_SIZE_MIN", THREADS, FIELD (threadpool_size_min), "4" },
  { "USE_MSG_WAITALL", BOOL, FIELD (use_msg_waitall), "true", PYRO_CONFIG_OTHERS },
};

static const Item *
find_item (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    {
      if (g_str_equal (items[i].name, name))
        return &items[i];
    }

  return NULL;
}

static gpointer
item_get_field (const Item *item,
                PyroConfig *config)
{
  return G_STRUCT_MEMBER_P (config, item->offset);
}


/* @variable is where the text comes from, %NULL where it was set. */
static gboolean
pyro_config_read (PyroConfig  *self,
                  const Item  *item,
                  const char  *text,
                  const char  *variable,
                  GError     **error)
{
  if (!g_utf8_validate (text, -1, NULL))
    {
      if (variable != NULL)
        g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE, _("The environment variable %s is not UTF-8"), variable);
      else
        g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE, _("%s is not UTF-8"), item->name);
      return FALSE;
    }
  if (item->kind->read (text, item_get_field (item, self)))
    return TRUE;

  if (variable != NULL)
    _pyro_translate_error (error, PYRO_ERROR_VALUE, item->kind->wrong_variable, variable, text);
  else
    _pyro_translate_error (error, PYRO_ERROR_VALUE, item->kind->wrong_item, item->name, text);

  return FALSE;
}

/**
 * pyro_config_new:
 *
 * Makes a configuration with Pyro5's own defaults, whatever the environment says.
 *
 * Returns: (transfer full): the configuration
 */
PyroConfig *
pyro_config_new (void)
{
  PyroConfig *self = g_new0 (PyroConfig, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    {
      if (items[i].initial != NULL && !items[i].kind->read (items[i].initial, item_get_field (&items[i], self)))
        g_assert_not_reached ();
    }

  return self;
}

/**
 * pyro_config_new_from_environment:
 * @environment: (nullable) (array zero-terminated=1): `NAME=VALUE` pairs, such as
 *   [func@GLib.get_environ] gives; %NULL for those of this process
 * @error: return location for an error of the code %PYRO_ERROR_VALUE, which names the variable
 *
 * Makes a configuration from the `PYRO_*` environment variables that [struct@Pyro.Config] names, and
 * the defaults where there is none. The items are those of Pyro5's `configure.py` and of Pyro4's
 * `configuration.py`, and two more; like there, a list is separated by commas, and a bad value is an
 * error even for an item that nothing here uses. Unlike there, a name that is not known is ignored.
 *
 * Returns: (transfer full): the configuration, or %NULL with @error set
 */
PyroConfig *
pyro_config_new_from_environment (const char *const  *environment,
                                  GError            **error)
{
  g_autoptr(PyroConfig) self = pyro_config_new ();
  g_auto(GStrv) own = NULL;

  if (environment == NULL)
    environment = (const char *const *) (own = g_get_environ ());

  for (gsize i = 0; environment[i] != NULL; i++)
    {
      const char *equals = strchr (environment[i], '=');
      g_autofree char *name = NULL;
      const Item *item;

      if (equals == NULL || !g_str_has_prefix (environment[i], PREFIX))
        continue;

      name = g_strndup (environment[i], (gsize) (equals - environment[i]));
      item = find_item (name + strlen (PREFIX));
      if (item == NULL)
        g_debug ("%s is not known and has no effect", name);
      else if (!pyro_config_read (self, item, equals + 1, name, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * pyro_config_copy:
 * @self: a configuration
 *
 * Copies a configuration, texts and all.
 *
 * Returns: (transfer full): the copy
 */
PyroConfig *
pyro_config_copy (const PyroConfig *self)
{
  PyroConfig *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    {
      if (items[i].kind->copy != NULL)
        items[i].kind->copy (item_get_field (&items[i], copy));
    }

  return copy;
}

/**
 * pyro_config_free:
 * @self: (transfer full): a configuration
 *
 * Frees a configuration.
 */
void
pyro_config_free (PyroConfig *self)
{
  g_return_if_fail (self != NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    {
      if (items[i].kind->clear != NULL)
        items[i].kind->clear (item_get_field (&items[i], self));
    }
  g_free (self);
}

/**
 * pyro_config_list_items:
 * @scope: which items
 *
 * Lists the names of the items, such as `NS_PORT`, in alphabetical order.
 *
 * Returns: (transfer container) (array zero-terminated=1): the names
 */
const char **
pyro_config_list_items (PyroConfigScope scope)
{
  const char **names = g_new0 (const char *, G_N_ELEMENTS (items) + 1);
  gsize n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    {
      if (items[i].scope == scope)
        names[n++] = items[i].name;
    }

  return names;
}

/**
 * pyro_config_set:
 * @self: a configuration
 * @item: the name of an item, such as `NS_PORT`
 * @text: what its environment variable would hold
 * @error: return location for an error of the code %PYRO_ERROR_VALUE; @self is unchanged then
 *
 * Sets an item from a text.
 *
 * Returns: %TRUE, or %FALSE with @error set when there is no such item, or @text is no value for it
 */
gboolean
pyro_config_set (PyroConfig  *self,
                 const char  *item,
                 const char  *text,
                 GError     **error)
{
  const Item *found;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (item != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  found = find_item (item);
  if (found == NULL)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE, _("Pyro has no configuration item %s"), item);
      return FALSE;
    }

  return pyro_config_read (self, found, text, NULL, error);
}

/**
 * pyro_config_is_text:
 * @item: the name of an item, such as `NS_HOST`
 *
 * Returns: whether the values of the item are texts, or `None`; of any other what
 *   [method@Pyro.Config.dup_text] gives is a Python literal
 */
gboolean
pyro_config_is_text (const char *item)
{
  const Item *found;

  g_return_val_if_fail (item != NULL, FALSE);

  found = find_item (item);

  return found != NULL && found->kind->is_text;
}

/**
 * pyro_config_dup_text:
 * @self: a configuration
 * @item: the name of an item, such as `NS_PORT`
 *
 * Writes the value of an item as Pyro's own `pyro5-check-config` does; of a password only that there
 * is one.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL when there is no such item
 */
char *
pyro_config_dup_text (const PyroConfig *self,
                      const char       *item)
{
  const Item *found;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (item != NULL, NULL);

  found = find_item (item);
  if (found == NULL)
    return NULL;

  return found->kind->write (G_STRUCT_MEMBER_P (self, found->offset));
}
