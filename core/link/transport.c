/* core/link/transport.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/link/transport.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "core/link/poller.h"

/**
 * PyroTransport:
 *
 * Moves the bytes between a socket and a [struct@Pyro.Session], through a TLS tunnel if there is one.
 * It is the only one to read, write and close the socket.
 *
 * It belongs to one main context, where it waits in that context's [struct@Pyro.Poller]. What is to be
 * written is written at once as far as the socket takes it; only then the transport waits for more
 * room. Where answers to earlier messages are awaited it waits for the end of the turn: so a hundred
 * calls leave together. What is sent while events are handed out leaves together when that is done.
 */
struct _PyroTransport
{
  GObject            parent_instance;

  PyroChannel       *channel; /* NULL once closed */
  PyroSession       *session;
  PyroWatch         *watch;   /* NULL once closed */

  PyroTransportFunc  callback;
  gpointer           user_data; /* unowned: whoever has it closes the transport before it goes */
  guint              dispatching : 1;
  guint              congested : 1;  /* nothing is written until the socket is said to have room */
  guint              wants_turn : 1; /* it is watched for room */
};

G_DEFINE_FINAL_TYPE (PyroTransport, pyro_transport, G_TYPE_OBJECT)

/* Writes as much as the socket takes. */
static void
pyro_transport_write (PyroTransport *self)
{
  if (!self->congested)
    self->congested = !pyro_channel_write (self->channel, self->session);
}

/* Waits for room in the socket where there is none. Where there is, that is a way to be called in
 * the next turn for events that writing made: a callback must not run within a flush. */
static void
pyro_transport_update_watch (PyroTransport *self)
{
  gboolean wants_turn = self->congested || pyro_session_has_event (self->session);

  if (self->wants_turn == wants_turn)
    return;

  self->wants_turn = wants_turn;
  pyro_watch_set_condition (self->watch, wants_turn ? G_IO_IN | G_IO_OUT : G_IO_IN);
}

/* Says at once that bytes came when more are to come. A Python daemon's system keeps a small reply back
 * until the one before it is acknowledged, and this one would put that off for 40 ms: so long would
 * any two calls take that are under way together. It has to be said anew each time. */
static void
pyro_transport_acknowledge (PyroTransport *self)
{
  const int yes = 1;

  if (pyro_session_get_n_waiting (self->session) + pyro_session_get_n_abandoned (self->session) > 0)
    setsockopt (pyro_channel_get_fd (self->channel), IPPROTO_TCP, TCP_QUICKACK, &yes, sizeof yes);
}

static void
pyro_transport_ready (GIOCondition condition,
                      gpointer     user_data)
{
  g_autoptr(PyroTransport) self = g_object_ref (PYRO_TRANSPORT (user_data));
  g_autoptr(GError) error = NULL;

  self->dispatching = TRUE;
  if ((condition & G_IO_OUT) != 0)
    {
      self->congested = FALSE;
      pyro_transport_write (self);
    }
  if ((condition & ~G_IO_OUT) != 0 && !pyro_channel_read (self->channel, self->session, &error))
    pyro_transport_close (self);
  self->callback (self, error, self->user_data);
  self->dispatching = FALSE;

  if (self->watch != NULL)
    {
      pyro_transport_write (self);
      pyro_transport_acknowledge (self);
      pyro_transport_update_watch (self);
    }
}

static void
pyro_transport_dispose (GObject *object)
{
  PyroTransport *self = PYRO_TRANSPORT (object);

  pyro_transport_close (self);

  G_OBJECT_CLASS (pyro_transport_parent_class)->dispose (object);
}

static void
pyro_transport_finalize (GObject *object)
{
  PyroTransport *self = PYRO_TRANSPORT (object);

  g_clear_pointer (&self->session, pyro_session_free);

  G_OBJECT_CLASS (pyro_transport_parent_class)->finalize (object);
}

static void
pyro_transport_class_init (PyroTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyro_transport_dispose;
  object_class->finalize = pyro_transport_finalize;
}

static void
pyro_transport_init (PyroTransport *self)
{
}

/**
 * pyro_transport_new:
 * @channel: (transfer full): a connected socket
 * @session: (transfer full): what to feed; it lives as long as the transport
 * @context: (nullable): the main context to wait in, or %NULL for the global default one
 * @callback: called when the session may have events, and when the transport is closed by the peer
 *   or by an error; not from pyro_transport_close()
 * @user_data: passed to @callback
 * @error: return location for an error
 *
 * Returns: (transfer full): a new transport, or %NULL with @error set when the system has no room
 *   to watch the socket
 */
PyroTransport *
pyro_transport_new (PyroChannel        *channel,
                    PyroSession        *session,
                    GMainContext       *context,
                    PyroTransportFunc   callback,
                    gpointer            user_data,
                    GError            **error)
{
  g_autoptr(PyroTransport) self = NULL;
  g_autoptr(PyroPoller) poller = pyro_poller_get (context);

  g_return_val_if_fail (channel != NULL, NULL);
  g_return_val_if_fail (session != NULL, NULL);
  g_return_val_if_fail (callback != NULL, NULL);

  self = g_object_new (PYRO_TYPE_TRANSPORT, NULL);
  self->channel = channel;
  self->session = session;
  self->callback = callback;
  self->user_data = user_data;
  self->watch = pyro_poller_add (poller, pyro_channel_get_fd (channel), G_IO_IN,
                                 pyro_transport_ready, self, error);
  if (self->watch == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * pyro_transport_flush:
 * @self: a transport
 *
 * Writes what the session has to say: now, or when the socket has room. Within the callback this is
 * put off until the callback returns.
 *
 * The callback is never called from here, but in a later turn of the main context.
 */
void
pyro_transport_flush (PyroTransport *self)
{
  g_return_if_fail (PYRO_IS_TRANSPORT (self));

  if (self->watch == NULL || self->dispatching || self->wants_turn)
    return;

  /* one more call where some are under way: what else comes in this turn leaves with it */
  if (pyro_session_get_n_waiting (self->session) > 1)
    self->congested = TRUE;
  else
    pyro_transport_write (self);
  pyro_transport_update_watch (self);
}

/**
 * pyro_transport_is_alive:
 * @self: a transport
 *
 * Looks whether the peer closed the connection, also when the main context had no time to notice.
 *
 * Returns: whether a message would still find a reader, as far as this side can know
 */
gboolean
pyro_transport_is_alive (PyroTransport *self)
{
  gboolean alive;

  g_return_val_if_fail (PYRO_IS_TRANSPORT (self), FALSE);

  if (self->watch == NULL)
    return FALSE;

  alive = pyro_channel_is_alive (self->channel, self->session);
  pyro_transport_update_watch (self);

  return alive;
}

/**
 * pyro_transport_get_tunnel:
 * @self: a transport
 *
 * Returns: (transfer none) (nullable): its TLS tunnel, if it has one and is not closed
 */
PyroTunnel *
pyro_transport_get_tunnel (PyroTransport *self)
{
  g_return_val_if_fail (PYRO_IS_TRANSPORT (self), NULL);

  return self->channel != NULL ? pyro_channel_get_tunnel (self->channel) : NULL;
}

/**
 * pyro_transport_close:
 * @self: a transport
 *
 * Closes the socket. The callback is not called any more.
 */
void
pyro_transport_close (PyroTransport *self)
{
  g_return_if_fail (PYRO_IS_TRANSPORT (self));

  g_clear_pointer (&self->watch, pyro_watch_remove);
  g_clear_pointer (&self->channel, pyro_channel_free);
}
