/* core/gateway/gateway.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/gateway/gateway.h"

#include <string.h>

#include "core/gateway/gateway-private.h"
#include "core/error.h"
#include "core/limits.h"

/**
 * PyroGateway:
 *
 * Pyro objects for programs that speak HTTP and JSON, and for people with a web browser.
 *
 * It answers as `pyro5-httpgateway` does, byte for byte where a program reads it:
 *
 * | request | answer |
 * |---|---|
 * | `GET /pyro/` | a page with all exposed names, on which they can be called |
 * | `/pyro/NAME/METHOD?a=1&b=2` | what METHOD(a="1", b="2") returns, as JSON |
 * | `/pyro/NAME/ATTRIBUTE` | the value, as JSON |
 * | `/pyro/NAME/$meta` | the names of the methods and attributes |
 *
 * Beyond that, `a:=1` in a query is the number and not its text; the body of a `POST` may be a form, a JSON
 * object of named arguments, or a JSON array of positional ones; and an item stream comes as an array of its
 * items. An exception is answered with status 500 and the exception as JSON.
 *
 * Only names that the pattern of [method@Pyro.Gateway.set_exposed] matches are open. Pages of other sites, which
 * a browser could have call methods too, are refused unless [method@Pyro.Gateway.set_cors] lets them; so are,
 * on a gateway without a key that listens on loopback only, requests under any other name than that of this
 * machine.
 *
 * A gateway belongs to the thread-default main context in which it was made. Whoever made it ends it with
 * [method@Pyro.Gateway.close].
 */

G_DEFINE_FINAL_TYPE (PyroGateway, pyro_gateway, G_TYPE_OBJECT)

#define DEFAULT_EXPOSED "http\\."

static void
pyro_gateway_dispose (GObject *object)
{
  pyro_gateway_close (PYRO_GATEWAY (object));

  G_OBJECT_CLASS (pyro_gateway_parent_class)->dispose (object);
}

static void
pyro_gateway_finalize (GObject *object)
{
  PyroGateway *self = PYRO_GATEWAY (object);

  g_clear_pointer (&self->pool, _pyro_pool_close);
  g_clear_pointer (&self->config, pyro_config_free);
  g_clear_pointer (&self->exposed, _pyro_python_regex_free);
  g_clear_object (&self->name_server);
  g_clear_object (&self->cancellable);
  g_free (self->ns_host);
  g_free (self->pattern);
  g_free (self->key);
  g_free (self->cors);

  G_OBJECT_CLASS (pyro_gateway_parent_class)->finalize (object);
}

static void
pyro_gateway_class_init (PyroGatewayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyro_gateway_dispose;
  object_class->finalize = pyro_gateway_finalize;
}

static void
pyro_gateway_init (PyroGateway *self)
{
  self->cancellable = g_cancellable_new ();
  self->patience = PYRO_GATEWAY_PATIENCE;
  self->max_clients = PYRO_MAX_GATEWAY_VISITORS;
  self->timeout = PYRO_GATEWAY_CALL_TIME;
  self->pooled = TRUE;
}

/**
 * pyro_gateway_new:
 * @config: Pyro's configuration: where the name server is, and how to connect to it and to the objects
 *
 * Makes a gateway that does not listen yet. It exposes the names that begin with `http.`, as Pyro's does.
 *
 * Returns: (transfer full): the gateway
 */
PyroGateway *
pyro_gateway_new (const PyroConfig *config)
{
  PyroGateway *self;

  g_return_val_if_fail (config != NULL, NULL);

  self = g_object_new (PYRO_TYPE_GATEWAY, NULL);
  self->config = pyro_config_copy (config);
  if (config->commtimeout > 0)
    self->timeout = config->commtimeout;
  pyro_gateway_set_exposed (self, DEFAULT_EXPOSED, NULL);

  return self;
}

/**
 * pyro_gateway_set_name_server:
 * @self: a gateway
 * @host: (nullable): where the name server is; %NULL for what the configuration says
 * @port: its port, 0 for the usual one
 *
 * Says where the name server is.
 */
void
pyro_gateway_set_name_server (PyroGateway *self,
                              const char  *host,
                              guint16      port)
{
  g_return_if_fail (PYRO_IS_GATEWAY (self));

  g_set_str (&self->ns_host, host);
  self->ns_port = port;
  g_clear_object (&self->name_server);
}

/**
 * pyro_gateway_get_exposed:
 * @self: a gateway
 *
 * Returns: the pattern of the names that are exposed; empty when all are
 */
const char *
pyro_gateway_get_exposed (PyroGateway *self)
{
  g_return_val_if_fail (PYRO_IS_GATEWAY (self), NULL);

  return self->pattern;
}

/**
 * pyro_gateway_set_exposed:
 * @self: a gateway
 * @pattern: a regular expression, as Python's `re.match()` takes it: it has to match where a name begins. Empty
 *   for all names
 * @error: return location for an error
 *
 * Says which names are open to the outside. What Python and PCRE do not read in the same way is refused.
 *
 * Returns: %TRUE, or %FALSE with %PYRO_ERROR_VALUE; then nothing has changed
 */
gboolean
pyro_gateway_set_exposed (PyroGateway  *self,
                          const char   *pattern,
                          GError      **error)
{
  PyroPythonRegex *exposed = NULL;
  g_autoptr(GError) reason = NULL;

  g_return_val_if_fail (PYRO_IS_GATEWAY (self), FALSE);
  g_return_val_if_fail (pattern != NULL, FALSE);

  if (*pattern != '\0')
    exposed = _pyro_python_regex_new (pattern, strlen (pattern), &reason);
  if (reason != NULL)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE,
                   "The regular expression “%s” cannot be used: %s", pattern, reason->message);
      return FALSE;
    }

  g_clear_pointer (&self->exposed, _pyro_python_regex_free);
  self->exposed = exposed;
  g_set_str (&self->pattern, pattern);

  return TRUE;
}

/*
 * _pyro_gateway_exposes:
 *
 * Returns: whether the object with this name is open. A pattern that takes too long for it does not match
 */
gboolean
_pyro_gateway_exposes (PyroGateway *self,
                       const char  *name)
{
  gboolean matches = TRUE;

  return self->exposed == NULL ||
         (_pyro_python_regex_match (self->exposed, name, strlen (name), &matches, NULL) && matches);
}

/**
 * pyro_gateway_set_key:
 * @self: a gateway
 * @key: (nullable): what clients have to know; %NULL or nothing for no key
 *
 * Has each request for an object come with this key: in the header `X-Pyro-Gateway-Key`, or as the parameter
 * `$key`.
 */
void
pyro_gateway_set_key (PyroGateway *self,
                      const char  *key)
{
  g_return_if_fail (PYRO_IS_GATEWAY (self));

  g_set_str (&self->key, key != NULL && *key != '\0' ? key : NULL);
}

/**
 * pyro_gateway_set_cors:
 * @self: a gateway
 * @origin: (nullable): a site, such as `https://lab.example`, `*` for all, %NULL for none
 *
 * Lets the pages of another site call methods.
 */
void
pyro_gateway_set_cors (PyroGateway *self,
                       const char  *origin)
{
  g_return_if_fail (PYRO_IS_GATEWAY (self));

  g_set_str (&self->cors, origin != NULL && *origin != '\0' ? origin : NULL);
}

/**
 * pyro_gateway_get_timeout:
 * @self: a gateway
 *
 * Returns: how long each step of a call may take, in microseconds, or 0 for ever
 */
gint64
pyro_gateway_get_timeout (PyroGateway *self)
{
  g_return_val_if_fail (PYRO_IS_GATEWAY (self), 0);

  return self->timeout;
}

/**
 * pyro_gateway_set_timeout:
 * @self: a gateway that does not listen
 * @timeout: how long each step of a call may take, in microseconds: finding the name server, looking the name up,
 *   waiting for a connection, connecting, and the call itself; 0 is for ever. It is `COMMTIMEOUT` of the
 *   configuration unless set, and a minute where that has none
 *
 * Limits the time of a call. What takes longer is answered with Pyro's `TimeoutError`.
 */
void
pyro_gateway_set_timeout (PyroGateway *self,
                          gint64       timeout)
{
  g_return_if_fail (PYRO_IS_GATEWAY (self));
  g_return_if_fail (timeout >= 0);

  self->timeout = timeout;
}

/**
 * pyro_gateway_set_pooled:
 * @self: a gateway that does not listen
 * @pooled: whether connections to the objects are kept for the next request
 *
 * With connections that are kept, a call takes a fraction of the time. But a class whose instance mode is `session`,
 * which is what registered classes have unless they say otherwise, has an instance for each connection: with
 * %FALSE each request has its own, as with Pyro's gateway. It is %TRUE unless set.
 */
void
pyro_gateway_set_pooled (PyroGateway *self,
                         gboolean     pooled)
{
  g_return_if_fail (PYRO_IS_GATEWAY (self));

  self->pooled = !!pooled;
}

/**
 * pyro_gateway_set_patience:
 * @self: a gateway that does not listen
 * @patience: how long an HTTP client may take to ask, and to take each part of the answer, in microseconds
 * @max_clients: HTTP clients at once
 *
 * Limits what clients can cost that say nothing, or take nothing.
 */
void
pyro_gateway_set_patience (PyroGateway *self,
                           gint64       patience,
                           guint        max_clients)
{
  g_return_if_fail (PYRO_IS_GATEWAY (self));
  g_return_if_fail (patience >= G_TIME_SPAN_MILLISECOND && patience <= G_TIME_SPAN_DAY);
  g_return_if_fail (max_clients > 0);

  self->patience = patience;
  self->max_clients = max_clients;
}

/**
 * pyro_gateway_listen:
 * @self: a gateway that does not listen
 * @host: a host name or an address
 * @port: a port, 0 for a free one
 * @error: return location for an error
 *
 * Begins to serve HTTP clients. Looking up the host may block.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
pyro_gateway_listen (PyroGateway  *self,
                     const char   *host,
                     guint16       port,
                     GError      **error)
{
  g_autoptr(PyroTls) tls = NULL;
  PyroDoor *door;

  g_return_val_if_fail (PYRO_IS_GATEWAY (self), FALSE);
  g_return_val_if_fail (host != NULL, FALSE);
  g_return_val_if_fail (self->server == NULL && self->pool == NULL, FALSE);

  if (self->config->ssl && (tls = pyro_tls_new_client (self->config, error)) == NULL)
    return FALSE;

  self->server = soup_server_new ("raw-paths", TRUE, "server-header", NULL, NULL);
  door = _pyro_door_new (self->server);
  _pyro_door_set_times (door, self->patience, self->max_clients);
  if (!_pyro_door_open (door, host, port, error))
    {
      _pyro_door_free (door);
      g_clear_object (&self->server);
      return FALSE;
    }

  self->door = door;
  self->pool = _pyro_pool_new (self->config, tls, self->timeout, self->pooled ? PYRO_GATEWAY_IDLE_TIME : 0);
  _pyro_gateway_receive (self);

  return TRUE;
}

/**
 * pyro_gateway_list_uris:
 * @self: a gateway
 *
 * Returns: (transfer full): where it listens, as `http://HOST:PORT/`; the first is one of IPv4 if there is any
 */
char **
pyro_gateway_list_uris (PyroGateway *self)
{
  g_return_val_if_fail (PYRO_IS_GATEWAY (self), NULL);

  return self->door != NULL ? _pyro_door_list_uris (self->door) : g_new0 (char *, 1);
}

/**
 * pyro_gateway_close:
 * @self: a gateway
 *
 * Closes all connections, and listens no more. It cannot be used again.
 */
void
pyro_gateway_close (PyroGateway *self)
{
  g_return_if_fail (PYRO_IS_GATEWAY (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->door, _pyro_door_free);
  g_clear_object (&self->server);
}
