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
 * @ns_host: `NS_HOST`, where the name server is
 * @ns_port: `NS_PORT`
 * @ns_bcport: `NS_BCPORT`, the UDP port of the broadcast
 * @ns_lookup_delay: `NS_LOOKUP_DELAY` in microseconds: how long to wait for a name that the name
 *   server does not know yet
 * @broadcast_addrs: (array zero-terminated=1): `BROADCAST_ADDRS`, addresses or host names to
 *   broadcast to; `<broadcast>` is 255.255.255.255
 * @serializer: `SERIALIZER`, the name of the serializer to use
 * @commtimeout: `COMMTIMEOUT` in microseconds, 0 for none
 * @max_message_size: `MAX_MESSAGE_SIZE` in bytes
 * @prefer_ip_version: `PREFER_IP_VERSION`: 4, 6, or 0 for what the system prefers
 * @protocol: `PROTOCOL`: 4 for Pyro4, 5 for Pyro5, or 0 (`auto`) for what the daemon speaks
 * @hmac_key: (nullable): `HMAC_KEY`, what messages are signed with, or %NULL for not at all
 *
 * Pyro's configuration, from the `PYRO_*` environment variables that Pyro5 knows, `PYRO_HMAC_KEY` of
 * Pyro4, and `PYRO_PROTOCOL`. (Pyro5's own programs refuse to start where the last two are set.) A
 * variable that is not known is ignored with a debug message; one with a bad value is an error.
 */
typedef struct
{
  char    *host;
  char    *ns_host;
  guint16  ns_port;
  guint16  ns_bcport;
  gint64   ns_lookup_delay;
  char   **broadcast_addrs;
  char    *serializer;
  gint64   commtimeout;
  gsize    max_message_size;
  guint    prefer_ip_version;
  guint    protocol;
  char    *hmac_key;
} PyroConfig;

#define PYRO_TYPE_CONFIG (pyro_config_get_type ())

GType       pyro_config_get_type             (void);
PyroConfig *pyro_config_new                  (void) G_GNUC_WARN_UNUSED_RESULT;
PyroConfig *pyro_config_new_from_environment (const char *const  *environment,
                                              GError            **error) G_GNUC_WARN_UNUSED_RESULT;
PyroConfig *pyro_config_copy                 (const PyroConfig   *self) G_GNUC_WARN_UNUSED_RESULT;
void        pyro_config_free                 (PyroConfig         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroConfig, pyro_config_free)

G_END_DECLS
