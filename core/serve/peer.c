/* core/serve/peer.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/serve/peer.h"

#include <gio/gunixsocketaddress.h>
#include <sys/socket.h>

#include "core/serve/daemon-private.h"
#include "core/serve/peer-private.h"

/**
 * PyroPeer:
 *
 * A client of a daemon: one connection, from its handshake to its end.
 *
 * Its methods may be called where the calls of this client are served. A program may hang its own data on
 * it with [method@GObject.Object.set_data], which live as long as the connection.
 */

typedef struct
{
  gpointer       resource;
  GDestroyNotify release;
} Resource;

G_DEFINE_FINAL_TYPE (PyroPeer, pyro_peer, G_TYPE_OBJECT)

static void
pyro_peer_dispose (GObject *object)
{
  _pyro_peer_close (PYRO_PEER (object));

  G_OBJECT_CLASS (pyro_peer_parent_class)->dispose (object);
}

static void
pyro_peer_finalize (GObject *object)
{
  PyroPeer *self = PYRO_PEER (object);

  g_clear_pointer (&self->conversation, pyro_conversation_free);
  g_clear_pointer (&self->instances, g_hash_table_unref);
  g_clear_pointer (&self->seat, _pyro_thread_seat_free);

  G_OBJECT_CLASS (pyro_peer_parent_class)->finalize (object);
}

static void
pyro_peer_class_init (PyroPeerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyro_peer_dispose;
  object_class->finalize = pyro_peer_finalize;
}

static void
pyro_peer_init (PyroPeer *self)
{
  self->line.fd = -1;
  self->link.data = self->timed.data = self->turn.data = self;
}

/*
 * _pyro_peer_new:
 * @fd: (transfer full): a connected socket
 * @greeted: whether there is no handshake
 *
 * Returns: (transfer full): a new peer
 */
PyroPeer *
_pyro_peer_new (PyroDaemon        *daemon,
                const PyroPeerOps *ops,
                int                fd,
                gboolean           greeted)
{
  PyroPeer *self = g_object_new (PYRO_TYPE_PEER, NULL);
  g_autoptr(GBytes) hmac_key = _pyro_daemon_dup_hmac_key (daemon);
  PyroTunnel *tunnel = NULL;

  if (daemon->tls != NULL && !greeted)
    {
      tunnel = pyro_tunnel_new (daemon->tls, NULL, NULL);
      g_assert (tunnel != NULL); /* it can only fail for a client's settings */
    }
  pyro_line_init (&self->line, fd, tunnel);
  self->daemon = daemon;
  self->ops = ops;
  self->greeted = greeted != FALSE;
  self->welcomed = self->greeted;
  self->conversation = pyro_conversation_new (greeted, daemon->config->max_message_size, hmac_key);

  return self;
}

/*
 * _pyro_peer_leave:
 *
 * The conversation is at its end: the daemon's hook is called, then what was tracked is released, as Python
 * does it. The socket is still open.
 */
void
_pyro_peer_leave (PyroPeer *self)
{
  g_autoptr(PyroPeer) hold = NULL;

  if (!g_atomic_int_compare_and_exchange (&self->closed, FALSE, TRUE))
    return;

  hold = g_object_ref (self);
  if (self->welcomed && self->daemon != NULL)
    _pyro_daemon_peer_left (self->daemon, self);
  for (guint i = 0; self->resources != NULL && i < self->resources->len; i++)
    {
      Resource *resource = &g_array_index (self->resources, Resource, i);

      resource->release (resource->resource);
    }
  g_clear_pointer (&self->resources, g_array_unref);
  g_clear_pointer (&self->instances, g_hash_table_unref);
}

/*
 * _pyro_peer_close:
 *
 * Ends the conversation, unless it has left already, and closes the socket.
 */
void
_pyro_peer_close (PyroPeer *self)
{
  g_clear_pointer (&self->watch, pyro_watch_remove);
  _pyro_peer_leave (self);
  pyro_line_clear (&self->line);
  self->daemon = NULL;
}

/*
 * _pyro_peer_get_instance:
 *
 * Returns: (transfer none) (nullable): the instance that serves this client
 */
PyroServant *
_pyro_peer_get_instance (PyroPeer   *self,
                         PyroHosted *hosted)
{
  return self->instances != NULL ? g_hash_table_lookup (self->instances, hosted) : NULL;
}

void
_pyro_peer_add_instance (PyroPeer    *self,
                         PyroHosted  *hosted,
                         PyroServant *servant)
{
  if (self->instances == NULL)
    self->instances = g_hash_table_new_full (NULL, NULL, _pyro_hosted_unref, g_object_unref);
  g_hash_table_insert (self->instances, _pyro_hosted_ref (hosted), g_object_ref (servant));
}

/* ---- What a program calls ---- */

/**
 * pyro_peer_dup_address:
 * @self: a peer
 *
 * Returns: (transfer full): where the client is, such as `127.0.0.1:41022`; for a Unix socket, and for
 *   one that is closed, there is nothing to say but that
 */
char *
pyro_peer_dup_address (PyroPeer *self)
{
  struct sockaddr_storage storage;
  socklen_t size = sizeof storage;
  g_autoptr(GSocketAddress) address = NULL;

  g_return_val_if_fail (PYRO_IS_PEER (self), NULL);

  if (self->line.fd < 0 || getpeername (self->line.fd, (struct sockaddr *) &storage, &size) != 0)
    return g_strdup ("a closed connection");

  address = g_socket_address_new_from_native (&storage, size);
  if (address == NULL || G_IS_UNIX_SOCKET_ADDRESS (address))
    return g_strdup ("a Unix socket");

  return g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (address));
}

/**
 * pyro_peer_get_certificate:
 * @self: a peer
 *
 * Returns: (transfer none) (nullable): the certificate that the client showed, which the daemon found
 *   good; %NULL without TLS, or when none was asked for
 */
PyroCertificate *
pyro_peer_get_certificate (PyroPeer *self)
{
  g_return_val_if_fail (PYRO_IS_PEER (self), NULL);

  return self->line.tunnel != NULL ? pyro_tunnel_get_certificate (self->line.tunnel) : NULL;
}

/**
 * pyro_peer_get_generation: (skip)
 * @self: a peer
 *
 * Returns: (transfer none) (nullable): in which generation of Pyro the client speaks
 */
const PyroGeneration *
pyro_peer_get_generation (PyroPeer *self)
{
  g_return_val_if_fail (PYRO_IS_PEER (self), NULL);

  return pyro_conversation_get_generation (self->conversation);
}

/**
 * pyro_peer_get_invocation:
 * @self: a peer
 *
 * Tells a [callback@Pyro.InstanceFunc] for which call it makes an instance: what its caller sent along, and the
 * correlation id. It is not to be answered there.
 *
 * Returns: (transfer none) (nullable): the call; %NULL while no instance is made
 */
PyroInvocation *
pyro_peer_get_invocation (PyroPeer *self)
{
  g_return_val_if_fail (PYRO_IS_PEER (self), NULL);

  return self->creating;
}

/**
 * pyro_peer_is_closed:
 * @self: a peer
 *
 * This function may be called from any thread.
 *
 * Returns: whether the connection has ended, so that nobody waits for its answers
 */
gboolean
pyro_peer_is_closed (PyroPeer *self)
{
  g_return_val_if_fail (PYRO_IS_PEER (self), TRUE);

  return g_atomic_int_get (&self->closed);
}

/**
 * pyro_peer_track: (skip)
 * @self: a peer
 * @resource: something that was made for this client
 * @release: how to get rid of it
 *
 * Has a resource released when the connection ends, whichever way it does; at once if it has.
 */
void
pyro_peer_track (PyroPeer       *self,
                 gpointer        resource,
                 GDestroyNotify  release)
{
  Resource item = { resource, release };

  g_return_if_fail (PYRO_IS_PEER (self));
  g_return_if_fail (release != NULL);

  if (pyro_peer_is_closed (self))
    {
      release (resource);
      return;
    }
  if (self->resources == NULL)
    self->resources = g_array_new (FALSE, FALSE, sizeof (Resource));
  g_array_append_val (self->resources, item);
}

/**
 * pyro_peer_untrack: (skip)
 * @self: a peer
 * @resource: what was given to [method@Pyro.Peer.track]
 *
 * Leaves a resource to the caller again.
 *
 * Returns: whether it was tracked
 */
gboolean
pyro_peer_untrack (PyroPeer *self,
                   gpointer  resource)
{
  g_return_val_if_fail (PYRO_IS_PEER (self), FALSE);

  for (guint i = 0; self->resources != NULL && i < self->resources->len; i++)
    if (g_array_index (self->resources, Resource, i).resource == resource)
      {
        g_array_remove_index (self->resources, i);
        return TRUE;
      }

  return FALSE;
}
