/* core/gateway/door.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* libsoup's own listener stops for good when accepting fails once, as it does when there are no descriptors
 * left, and it knows no limit of time. So connections are accepted here, and each has a clock. A connection has
 * one request: libsoup keeps only those open that it accepted itself. */

#include "core/gateway/door-private.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include "core/limits.h"

#define BACKLOG 128

/* Connections that are accepted before others of the main context have their turn. */
#define ACCEPTED_AT_ONCE 16

/* Milliseconds to wait when accepting failed. */
#define ACCEPT_PAUSE 100

/* A connection of an HTTP client. The door has it until the connection ends, and the message of libsoup may have
 * it for longer. */
typedef struct
{
  PyroDoor *door;   /* unowned: NULL when the connection has ended */
  GSocket  *socket;
  GSource  *clock;  /* runs while the gateway waits for the client */
  GList     link;   /* among those that the door waits for; its data is set then */
} Visitor;

/* A socket that listens. */
typedef struct
{
  PyroDoor *door; /* unowned: it has this */
  GSocket  *socket;
  GSource  *source;
} Entrance;

struct _PyroDoor
{
  SoupServer   *server;
  GMainContext *context;
  GPtrArray    *entrances;
  GHashTable   *visitors; /* GSocketConnection, with a weak reference → Visitor */
  GQueue        awaited;  /* Visitor, the one that is waited for longest first */
  Visitor      *arriving; /* while its connection is given to libsoup */
  gint64        patience; /* microseconds */
  guint         max_visitors;
};

/* ---- Visitors ---- */

static void
stop_clock (Visitor *self)
{
  if (self->clock != NULL)
    g_source_destroy (self->clock);
  g_clear_pointer (&self->clock, g_source_unref);
  if (self->link.data != NULL)
    g_queue_unlink (&self->door->awaited, &self->link);
  self->link.data = NULL;
}

static gboolean
dismiss_cb (gpointer user_data)
{
  Visitor *self = user_data;

  /* libsoup sees the end of the connection, and lets go of it. */
  stop_clock (self);
  g_socket_shutdown (self->socket, TRUE, TRUE, NULL);

  return G_SOURCE_REMOVE;
}

static void
start_clock (Visitor *self)
{
  stop_clock (self);
  self->clock = g_timeout_source_new ((guint) (self->door->patience / 1000));
  g_source_set_callback (self->clock, dismiss_cb, self, NULL);
  g_source_attach (self->clock, self->door->context);
  self->link.data = self;
  g_queue_push_tail_link (&self->door->awaited, &self->link);
}

static void
visitor_clear (gpointer data)
{
  Visitor *self = data;

  g_object_unref (self->socket);
}

static void
visitor_unref (gpointer data)
{
  g_rc_box_release_full (data, visitor_clear);
}

static void
visitor_leave (gpointer data)
{
  Visitor *self = data;

  stop_clock (self);
  self->door = NULL;
  visitor_unref (self);
}

static void
connection_gone_cb (gpointer  user_data,
                    GObject  *connection)
{
  PyroDoor *self = user_data;

  g_hash_table_remove (self->visitors, connection);
}

static void
got_body_cb (SoupServerMessage *message,
             gpointer           user_data)
{
  Visitor *visitor = user_data;

  if (visitor->door != NULL)
    stop_clock (visitor);
}

static void
writes_cb (SoupServerMessage *message,
           gpointer           user_data)
{
  Visitor *visitor = user_data;

  if (visitor->door != NULL)
    start_clock (visitor);
}

static void
wrote_body_data_cb (SoupServerMessage *message,
                    guint              n_bytes,
                    gpointer           user_data)
{
  writes_cb (message, user_data);
}

static void
connect_visitor (SoupServerMessage *message,
                 const char        *signal,
                 GCallback          callback,
                 Visitor           *visitor)
{
  g_signal_connect_data (message, signal, callback, g_rc_box_acquire (visitor),
                         (GClosureNotify) (void (*) (void)) visitor_unref, 0);
}

/* Emitted by libsoup while it takes the connection. */
static void
request_started_cb (SoupServer        *server,
                    SoupServerMessage *message,
                    gpointer           user_data)
{
  PyroDoor *self = user_data;

  if (self->arriving == NULL)
    return;

  connect_visitor (message, "got-body", G_CALLBACK (got_body_cb), self->arriving);
  connect_visitor (message, "wrote-headers", G_CALLBACK (writes_cb), self->arriving);
  connect_visitor (message, "wrote-body-data", G_CALLBACK (wrote_body_data_cb), self->arriving);
}

/* ---- Accepting ---- */

static void
let_in (PyroDoor *self,
        GSocket  *socket)
{
  g_autoptr(GSocketAddress) local = g_socket_get_local_address (socket, NULL);
  g_autoptr(GSocketAddress) remote = g_socket_get_remote_address (socket, NULL);
  g_autoptr(GSocketConnection) connection = NULL;
  Visitor *visitor;

  if (local == NULL || remote == NULL)
    return; /* it is gone already */

  connection = g_socket_connection_factory_create_connection (socket);
  visitor = g_rc_box_new0 (Visitor);
  visitor->door = self;
  visitor->socket = g_object_ref (socket);
  g_hash_table_insert (self->visitors, connection, visitor);
  g_object_weak_ref (G_OBJECT (connection), connection_gone_cb, self);
  start_clock (visitor);

  self->arriving = visitor;
  soup_server_accept_iostream (self->server, G_IO_STREAM (connection), local, remote, NULL);
  self->arriving = NULL;
}

/* Makes room for one more. */
static gboolean
make_room (PyroDoor *self)
{
  GList *first = self->awaited.head;

  if (g_hash_table_size (self->visitors) < self->max_visitors)
    return TRUE;
  if (first == NULL)
    return FALSE;

  dismiss_cb (first->data);

  return TRUE;
}

static gboolean entrance_cb (GSocket      *socket,
                             GIOCondition  condition,
                             gpointer      user_data);

static void
entrance_open (Entrance *self)
{
  self->source = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->source, G_SOURCE_FUNC (entrance_cb), self, NULL);
  g_source_attach (self->source, self->door->context);
}

static gboolean
reopen_cb (gpointer user_data)
{
  Entrance *self = user_data;

  g_clear_pointer (&self->source, g_source_unref);
  entrance_open (self);

  return G_SOURCE_REMOVE;
}

/* There is no descriptor left, say; looking at once again would only burn time. */
static void
entrance_pause (Entrance *self)
{
  g_source_destroy (self->source);
  g_source_unref (self->source);
  self->source = g_timeout_source_new (ACCEPT_PAUSE);
  g_source_set_callback (self->source, reopen_cb, self, NULL);
  g_source_attach (self->source, self->door->context);
}

static gboolean
entrance_cb (GSocket      *socket,
             GIOCondition  condition,
             gpointer      user_data)
{
  Entrance *self = user_data;

  for (guint i = 0; i < ACCEPTED_AT_ONCE; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GSocket) accepted = g_socket_accept (socket, NULL, &error);

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        return G_SOURCE_CONTINUE;
      if (accepted == NULL)
        {
          g_debug ("No connection could be accepted: %s", error->message);
          entrance_pause (self);
          return G_SOURCE_REMOVE;
        }
      g_socket_set_blocking (accepted, FALSE);
      g_socket_set_option (accepted, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
      if (make_room (self->door))
        let_in (self->door, accepted);
    }

  return G_SOURCE_CONTINUE;
}

static void
entrance_free (Entrance *self)
{
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  g_socket_close (self->socket, NULL);
  g_object_unref (self->socket);
  g_free (self);
}

/* ---- The door ---- */

/*
 * _pyro_door_new:
 * @server: a server that listens nowhere
 */
PyroDoor *
_pyro_door_new (SoupServer *server)
{
  PyroDoor *self = g_new0 (PyroDoor, 1);

  self->server = g_object_ref (server);
  self->context = g_main_context_ref_thread_default ();
  self->entrances = g_ptr_array_new_with_free_func ((GDestroyNotify) entrance_free);
  self->visitors = g_hash_table_new_full (NULL, NULL, NULL, visitor_leave);
  g_queue_init (&self->awaited);
  self->patience = PYRO_GATEWAY_PATIENCE;
  self->max_visitors = PYRO_MAX_GATEWAY_VISITORS;
  g_signal_connect (server, "request-started", G_CALLBACK (request_started_cb), self);

  return self;
}

void
_pyro_door_free (PyroDoor *self)
{
  GHashTableIter iter;
  gpointer connection;

  g_signal_handlers_disconnect_by_data (self->server, self);
  g_ptr_array_unref (self->entrances);
  soup_server_disconnect (self->server);

  g_hash_table_iter_init (&iter, self->visitors);
  while (g_hash_table_iter_next (&iter, &connection, NULL))
    g_object_weak_unref (G_OBJECT (connection), connection_gone_cb, self);
  g_hash_table_unref (self->visitors);
  g_main_context_unref (self->context);
  g_object_unref (self->server);
  g_free (self);
}

/*
 * _pyro_door_set_times:
 * @patience: microseconds that a client may take to ask, and to take each part of the answer
 * @max_visitors: connections at once
 */
void
_pyro_door_set_times (PyroDoor *self,
                      gint64    patience,
                      guint     max_visitors)
{
  self->patience = patience;
  self->max_visitors = max_visitors;
}

static GSocket *
bind_socket (GSocketAddress  *address,
             GError         **error)
{
  GSocketFamily family = g_socket_address_get_family (address);
  g_autoptr(GSocket) socket = g_socket_new (family, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL)
    return NULL;

  g_socket_set_blocking (socket, FALSE);
  g_socket_set_listen_backlog (socket, BACKLOG);
  if (family == G_SOCKET_FAMILY_IPV6)
    g_socket_set_option (socket, IPPROTO_IPV6, IPV6_V6ONLY, TRUE, NULL);
  if (!g_socket_bind (socket, address, TRUE, error) || !g_socket_listen (socket, error))
    return NULL;

  return g_steal_pointer (&socket);
}

static guint16
get_port (GSocket *socket)
{
  g_autoptr(GSocketAddress) address = g_socket_get_local_address (socket, NULL);

  return address != NULL ? g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)) : 0;
}

static gboolean
add_entrance (PyroDoor      *self,
              GInetAddress  *host,
              guint16        port,
              GError       **error)
{
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new (host, port);
  GSocket *socket = bind_socket (address, error);
  Entrance *entrance;

  if (socket == NULL)
    return FALSE;

  entrance = g_new0 (Entrance, 1);
  entrance->door = self;
  entrance->socket = socket;
  g_ptr_array_add (self->entrances, entrance);
  entrance_open (entrance);

  return TRUE;
}

/* Those of version 4 first: a URI with such an address is understood everywhere. */
static int
compare_families (gconstpointer a,
                  gconstpointer b)
{
  return (int) g_inet_address_get_family ((GInetAddress *) a) - (int) g_inet_address_get_family ((GInetAddress *) b);
}

/*
 * _pyro_door_open:
 * @host: a host name or an address
 * @port: a port, 0 for a free one
 *
 * Listens on all addresses of the host, on the same port. It may block while the name is looked up.
 *
 * Returns: %FALSE with @error set when it cannot listen on the first
 */
gboolean
_pyro_door_open (PyroDoor    *self,
                 const char  *host,
                 guint16      port,
                 GError     **error)
{
  GList *addresses = g_resolver_lookup_by_name (g_resolver_get_default (), host, NULL, error);
  gboolean good = addresses != NULL;

  addresses = g_list_sort (addresses, compare_families);
  for (GList *link = addresses; good && link != NULL; link = link->next)
    {
      g_autoptr(GError) reason = NULL;

      if (add_entrance (self, link->data, port, &reason))
        {
          port = get_port (((Entrance *) self->entrances->pdata[self->entrances->len - 1])->socket);
        }
      else if (link == addresses)
        {
          g_propagate_prefixed_error (error, g_steal_pointer (&reason), "Cannot listen on %s port %u: ", host, port);
          good = FALSE;
        }
    }
  g_resolver_free_addresses (addresses);

  return good;
}

static GInetSocketAddress *
dup_address (Entrance *self)
{
  return G_INET_SOCKET_ADDRESS (g_socket_get_local_address (self->socket, NULL));
}

/* Returns: (transfer full): where it listens, as `http://HOST:PORT/` */
char **
_pyro_door_list_uris (PyroDoor *self)
{
  g_autoptr(GStrvBuilder) uris = g_strv_builder_new ();

  for (guint i = 0; i < self->entrances->len; i++)
    {
      g_autoptr(GInetSocketAddress) address = dup_address (self->entrances->pdata[i]);
      g_autofree char *text = g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (address));

      g_strv_builder_take (uris, g_strdup_printf ("http://%s/", text));
    }

  return g_strv_builder_end (uris);
}

/* Returns: whether only this machine can come in */
gboolean
_pyro_door_is_local (PyroDoor *self)
{
  for (guint i = 0; i < self->entrances->len; i++)
    {
      g_autoptr(GInetSocketAddress) address = dup_address (self->entrances->pdata[i]);

      if (!g_inet_address_get_is_loopback (g_inet_socket_address_get_address (address)))
        return FALSE;
    }

  return TRUE;
}

guint
_pyro_door_get_n_visitors (PyroDoor *self)
{
  return g_hash_table_size (self->visitors);
}
