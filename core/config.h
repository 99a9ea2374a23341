/* core/config.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * PyroConfig:
 * @host: `HOST`, where servers bind
 * @nathost: (nullable): `NATHOST`, the host by which the outside reaches a server
 * @natport: `NATPORT`, the port for it; 0 for the server's own
 * @prefer_ip_version: `PREFER_IP_VERSION`: 4, 6, or 0 for what the system prefers
 * @ns_host: `NS_HOST`, where the name server is
 * @ns_port: `NS_PORT`
 * @ns_bchost: (nullable): `NS_BCHOST`, where the name server listens for broadcasts
 * @ns_bcport: `NS_BCPORT`, the UDP port of the broadcast
 * @broadcast_addrs: (array zero-terminated=1): `BROADCAST_ADDRS`, addresses or host names to
 *   broadcast to; `<broadcast>` is 255.255.255.255
 * @ns_autoclean: `NS_AUTOCLEAN` in microseconds: how often a name server looks for dead objects, 0
 *   for never
 * @ns_lookup_delay: `NS_LOOKUP_DELAY` in microseconds: how long to wait for a name that the
 *   name server does not know yet
 * @serializer: `SERIALIZER`, the name of the serializer to use
 * @serpent_bytes_repr: `SERPENT_BYTES_REPR`: serpent writes bytes as `b'…'`
 * @compression: `COMPRESSION`: large payloads are compressed
 * @max_message_size: `MAX_MESSAGE_SIZE` in bytes
 * @commtimeout: `COMMTIMEOUT` in microseconds, 0 for none
 * @polltimeout: `POLLTIMEOUT` in microseconds: how often a server's loop looks at its condition
 * @max_retries: `MAX_RETRIES`: how often a failed call is repeated
 * @servertype: `SERVERTYPE`: `thread` or `multiplex`
 * @threadpool_size: `THREADPOOL_SIZE`: connections that a server with threads has at once
 * @threadpool_size_min: `THREADPOOL_SIZE_MIN`
 * @sock_reuse: `SOCK_REUSE`: a server takes over an address in `TIME_WAIT`
 * @sock_nodelay: `SOCK_NODELAY`: a server's small messages leave at once
 * @iter_streaming: `ITER_STREAMING`: a server gives iterators out item by item
 * @iter_stream_lifetime: `ITER_STREAM_LIFETIME` in microseconds, 0 for no limit
 * @iter_stream_linger: `ITER_STREAM_LINGER` in microseconds: how long a stream outlives its
 *   connection
 * @detailed_traceback: `DETAILED_TRACEBACK`: remote tracebacks have the local variables
 * @logfile: `LOGFILE`
 * @loglevel: (nullable): `LOGLEVEL`: the name of a level of Python's logging
 * @logwire: `LOGWIRE`: every message is logged
 * @ssl: `SSL`: connections are made with TLS
 * @ssl_cacerts: `SSL_CACERTS`, a file or a folder of certificates to trust beside those of the system
 * @ssl_clientcert: `SSL_CLIENTCERT`, the file of the client's certificate
 * @ssl_clientkey: `SSL_CLIENTKEY`, the file of its key, unless that is in the same file
 * @ssl_clientkeypasswd: `SSL_CLIENTKEYPASSWD`, the password of the key
 * @ssl_servercert: `SSL_SERVERCERT`, the file of the server's certificate
 * @ssl_serverkey: `SSL_SERVERKEY`, the file of its key, unless that is in the same file
 * @ssl_serverkeypasswd: `SSL_SERVERKEYPASSWD`, the password of the key
 * @ssl_requireclientcert: `SSL_REQUIRECLIENTCERT`: a server wants a certificate of its clients
 * @protocol: `PROTOCOL`: 4 for Pyro4, 5 for Pyro5, or 0 (`auto`) for what the daemon speaks
 * @hmac_key: (nullable): `HMAC_KEY`, what messages are signed with, or %NULL for not at all
 * @serializers_accepted: (array zero-terminated=1): `SERIALIZERS_ACCEPTED`, Pyro4 only: what a
 *   server takes
 * @pickle_protocol_version: `PICKLE_PROTOCOL_VERSION`, Pyro4 only
 * @dill_protocol_version: `DILL_PROTOCOL_VERSION`, Pyro4 only; -1 where there is no dill
 * @json_module: `JSON_MODULE`, Pyro4 only
 * @autoproxy: `AUTOPROXY`, Pyro4 only: servants that are returned become proxies
 * @metadata: `METADATA`, Pyro4 only: a proxy asks what its object offers
 * @require_expose: `REQUIRE_EXPOSE`, Pyro4 only: members that are not exposed are hidden
 * @oneway_threaded: `ONEWAY_THREADED`, Pyro4 only: oneway calls run in threads of their own
 * @flame_enabled: `FLAME_ENABLED`, Pyro4 only
 * @use_msg_waitall: `USE_MSG_WAITALL`, Pyro4 only
 *
 * Pyro's configuration: every item that Pyro5 or Pyro4 knows, with Pyro5's defaults, the `HMAC_KEY` of
 * Pyro4, and `PROTOCOL`. Each comes from the environment variable of its name with `PYRO_` in front.
 * (Pyro5's own programs refuse to start where one is set that they do not know.) A variable that is not
 * known here is ignored with a debug message; one with a bad value is an error.
 *
 * The fields may be set; texts are freed with [func@GLib.free], lists with [func@GLib.strfreev].
 */
typedef struct
{
  char     *host;
  char     *nathost;
  guint16   natport;
  guint     prefer_ip_version;

  char     *ns_host;
  guint16   ns_port;
  char     *ns_bchost;
  guint16   ns_bcport;
  char    **broadcast_addrs;
  gint64    ns_autoclean;
  gint64    ns_lookup_delay;

  char     *serializer;
  gboolean  serpent_bytes_repr;
  gboolean  compression;
  gsize     max_message_size;
  gint64    commtimeout;
  gint64    polltimeout;
  guint     max_retries;

  char     *servertype;
  guint     threadpool_size;
  guint     threadpool_size_min;
  gboolean  sock_reuse;
  gboolean  sock_nodelay;
  gboolean  iter_streaming;
  gint64    iter_stream_lifetime;
  gint64    iter_stream_linger;

  gboolean  detailed_traceback;
  char     *logfile;
  char     *loglevel;
  gboolean  logwire;

  gboolean  ssl;
  char     *ssl_cacerts;
  char     *ssl_clientcert;
  char     *ssl_clientkey;
  char     *ssl_clientkeypasswd;
  char     *ssl_servercert;
  char     *ssl_serverkey;
  char     *ssl_serverkeypasswd;
  gboolean  ssl_requireclientcert;

  guint     protocol;
  char     *hmac_key;

  char    **serializers_accepted;
  int       pickle_protocol_version;
  int       dill_protocol_version;
  char     *json_module;
  gboolean  autoproxy;
  gboolean  metadata;
  gboolean  require_expose;
  gboolean  oneway_threaded;
  gboolean  flame_enabled;
  gboolean  use_msg_waitall;
} PyroConfig;

/**
 * PyroConfigScope:
 * @PYRO_CONFIG_PYRO5: the items of Pyro5
 * @PYRO_CONFIG_OTHERS: those that Pyro5 does not have: they are Pyro4's, or this library's own
 *
 * Which items of the configuration.
 */
typedef enum
{
  PYRO_CONFIG_PYRO5,
  PYRO_CONFIG_OTHERS,
} PyroConfigScope;

#define PYRO_TYPE_CONFIG (pyro_config_get_type ())

GType        pyro_config_get_type             (void);
PyroConfig  *pyro_config_new                  (void) G_GNUC_WARN_UNUSED_RESULT;
PyroConfig  *pyro_config_new_from_environment (const char *const  *environment,
                                               GError            **error) G_GNUC_WARN_UNUSED_RESULT;
PyroConfig  *pyro_config_copy                 (const PyroConfig   *self) G_GNUC_WARN_UNUSED_RESULT;
void         pyro_config_free                 (PyroConfig         *self);

const char **pyro_config_list_items           (PyroConfigScope     scope) G_GNUC_WARN_UNUSED_RESULT;
gboolean     pyro_config_set                  (PyroConfig         *self,
                                               const char         *item,
                                               const char         *text,
                                               GError            **error);
gboolean     pyro_config_is_text              (const char         *item);
char        *pyro_config_dup_text             (const PyroConfig   *self,
                                               const char         *item) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroConfig, pyro_config_free)

G_END_DECLS
