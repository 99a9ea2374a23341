/* core/names/beacon.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/beacon-private.h"

#include <string.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/names/responder.h"

/* A request has nine bytes. Of what is longer only as many are read as tell that it is none. */
#define MAX_REQUEST_SIZE 100

struct _PyroBeacon
{
  PyroUri *uri;
  GSocket *socket;
  GSource *source;
  char    *host;   /* as it was given; NULL for any address */
};

/* The address of the interface by which @peer is reached; no packet is sent to find it.
 *
 * Returns: (nullable): it, NULL where nothing leads there */
static char *
dup_interface (GSocketAddress *peer)
{
  g_autoptr(GSocket) socket = g_socket_new (g_socket_address_get_family (peer), G_SOCKET_TYPE_DATAGRAM,
                                            G_SOCKET_PROTOCOL_UDP, NULL);
  g_autoptr(GSocketAddress) local = NULL;

  if (socket == NULL || !g_socket_connect (socket, peer, NULL, NULL))
    return NULL;
  local = g_socket_get_local_address (socket, NULL);

  return local != NULL && G_IS_INET_SOCKET_ADDRESS (local)
         ? g_inet_address_to_string (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (local))) : NULL;
}

/* Nobody hears of an answer that cannot be sent: who asked asks again. */
static void
beacon_answer (PyroBeacon     *self,
               GSocketAddress *peer,
               const char     *datagram,
               gsize           size)
{
  g_autofree char *interface = NULL;
  g_autoptr(GBytes) reply = NULL;

  if (!pyro_responder_is_request (datagram, size))
    return;

  interface = dup_interface (peer);
  reply = pyro_responder_answer (self->uri, interface, datagram, size);
  if (reply != NULL)
    g_socket_send_to (self->socket, peer, g_bytes_get_data (reply, NULL), g_bytes_get_size (reply), NULL, NULL);
}

/* An error is one of an earlier answer, and is gone once it was told. */
static gboolean
beacon_ready (GSocket      *socket,
              GIOCondition  condition,
              gpointer      user_data)
{
  PyroBeacon *self = user_data;

  for (guint i = 0; i < PYRO_MAX_BEACONS_A_TURN; i++)
    {
      g_autoptr(GSocketAddress) peer = NULL;
      g_autoptr(GError) error = NULL;
      char datagram[MAX_REQUEST_SIZE];
      gssize size = g_socket_receive_from (socket, &peer, datagram, sizeof datagram, NULL, &error);

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        break;
      if (size > 0 && peer != NULL)
        beacon_answer (self, peer, datagram, (gsize) size);
    }

  return G_SOURCE_CONTINUE;
}

/* An address of @host, of the family that clients of @uri have unless it is an address itself. */
static GInetAddress *
look_up (PyroUri     *uri,
         const char  *host,
         GError     **error)
{
  const char *own = pyro_uri_get_host (uri);
  GSocketFamily family = own != NULL && strchr (own, ':') != NULL ? G_SOCKET_FAMILY_IPV6 : G_SOCKET_FAMILY_IPV4;
  g_autoptr(GResolver) resolver = NULL;
  g_autolist(GInetAddress) found = NULL;
  GInetAddress *literal;

  if (host == NULL || *host == '\0')
    return g_inet_address_new_any (family);
  literal = g_inet_address_new_from_string (strcmp (host, "<broadcast>") == 0 ? "255.255.255.255" : host);
  if (literal != NULL)
    return literal;

  resolver = g_resolver_get_default ();
  found = g_resolver_lookup_by_name_with_flags (resolver, host,
                                                family == G_SOCKET_FAMILY_IPV6
                                                ? G_RESOLVER_NAME_LOOKUP_FLAGS_IPV6_ONLY
                                                : G_RESOLVER_NAME_LOOKUP_FLAGS_IPV4_ONLY, NULL, error);

  return found != NULL ? g_object_ref (found->data) : NULL;
}

static GSocket *
bind_at (GInetAddress  *address,
         guint16        port,
         GError       **error)
{
  g_autoptr(GSocketAddress) place = g_inet_socket_address_new (address, port);
  g_autoptr(GSocket) socket = g_socket_new (g_inet_address_get_family (address), G_SOCKET_TYPE_DATAGRAM,
                                            G_SOCKET_PROTOCOL_UDP, error);

  if (socket == NULL)
    return NULL;
  g_socket_set_blocking (socket, FALSE);
  g_socket_set_broadcast (socket, TRUE);
  if (g_socket_bind (socket, place, TRUE, error))
    return g_steal_pointer (&socket);
  g_prefix_error (error, "Nobody can look for this name server at UDP port %u: ", port);

  return NULL;
}

/*
 * _pyro_beacon_new:
 * @context: where it answers
 * @uri: what it answers, but with the address of an interface in place of 0.0.0.0
 * @host: (nullable): where it listens: an address of this machine, or a host name, which is looked up; %NULL
 *   for all
 * @port: the port, 0 for any
 *
 * Several name servers may listen at the same place: whoever broadcasts is answered by all of them.
 */
PyroBeacon *
_pyro_beacon_new (GMainContext  *context,
                  PyroUri       *uri,
                  const char    *host,
                  guint16        port,
                  GError       **error)
{
  g_autoptr(GInetAddress) address = look_up (uri, host, error);
  g_autoptr(GSocket) socket = address != NULL ? bind_at (address, port, error) : NULL;
  PyroBeacon *self;

  if (socket == NULL)
    return NULL;

  self = g_new0 (PyroBeacon, 1);
  self->uri = pyro_uri_ref (uri);
  self->host = host != NULL && *host != '\0' ? g_strdup (host) : NULL;
  self->socket = g_steal_pointer (&socket);
  self->source = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->source, G_SOURCE_FUNC (beacon_ready), self, NULL);
  g_source_attach (self->source, context);

  return self;
}

void
_pyro_beacon_free (PyroBeacon *self)
{
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_socket_close (self->socket, NULL);
  g_object_unref (self->socket);
  pyro_uri_unref (self->uri);
  g_free (self->host);
  g_free (self);
}

/* Returns: where it listens, as `HOST:PORT` */
char *
_pyro_beacon_dup_location (PyroBeacon *self)
{
  g_autoptr(GSocketAddress) local = g_socket_get_local_address (self->socket, NULL);
  GInetSocketAddress *inet = G_INET_SOCKET_ADDRESS (local);
  g_autofree char *address = g_inet_address_to_string (g_inet_socket_address_get_address (inet));
  const char *host = self->host != NULL ? self->host : address;

  return g_strdup_printf (strchr (host, ':') != NULL ? "[%s]:%u" : "%s:%u", host,
                          g_inet_socket_address_get_port (inet));
}
