/* core/link/transport.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/link/transport.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "core/limits.h"
#include "core/link/poller.h"

/* Messages that are written with one system call. */
#define MAX_VECTORS 64

/* Bytes that one dispatch reads from one socket before the others get their turn. */
#define MAX_BYTES_A_TURN (4 * PYRO_GROW_SIZE)

/**
 * PyroTransport:
 *
 * Moves the bytes between a socket and a [struct@Pyro.Session]. It is the only one to read, write
 * and close the socket.
 *
 * It belongs to one main context, where it waits in that context's [struct@Pyro.Poller]. What is to be
 * written is written at once as far as the socket takes it; only then the transport waits for more
 * room. What is sent while events are handed out leaves together when that is done.
 */
struct _PyroTransport
{
  GObject            parent_instance;

  GSocket           *socket;
  PyroSession       *session;
  PyroWatch         *watch; /* NULL once closed */

  PyroTransportFunc  callback;
  gpointer           user_data; /* unowned: whoever has it closes the transport before it goes */
  guint              dispatching : 1;
  guint              congested : 1;  /* the socket takes no more for now */
  guint              wants_turn : 1; /* it is watched for room */
  guint              unwritable : 1; /* writing failed: what is left to read says why */
};

G_DEFINE_FINAL_TYPE (PyroTransport, pyro_transport, G_TYPE_OBJECT)

/* Writes as much as the socket takes. */
static void
pyro_transport_write (PyroTransport *self)
{
  int fd = g_socket_get_fd (self->socket);
  struct iovec vectors[MAX_VECTORS];
  struct msghdr message = { .msg_iov = vectors };

  while (!self->congested && !self->unwritable &&
         (message.msg_iovlen = pyro_session_output (self->session, vectors, MAX_VECTORS)) > 0)
    {
      gssize n = sendmsg (fd, &message, MSG_DONTWAIT | MSG_NOSIGNAL);

      if (n >= 0)
        pyro_session_wrote (self->session, (gsize) n);
      else if (errno == EAGAIN)
        self->congested = TRUE;
      else if (errno != EINTR)
        self->unwritable = TRUE;
    }

  /* The peer may have said why before it went (a refusal, say): that is still to be read. Whatever
   * the failure was, reading comes to an end now. */
  if (self->unwritable)
    shutdown (fd, SHUT_RDWR);
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

static GError *
error_from_errno (PyroTransport *self,
                  int            code)
{
  if (code == ECONNRESET || code == EPIPE)
    return pyro_session_ended (self->session);

  return g_error_new (G_IO_ERROR, g_io_error_from_errno (code),
                      "The connection failed: %s", g_strerror (code));
}

static gboolean
pyro_transport_read (PyroTransport  *self,
                     GError        **error)
{
  int fd = g_socket_get_fd (self->socket);
  gsize sum = 0;

  while (sum < MAX_BYTES_A_TURN)
    {
      gsize size;
      guint8 *room = pyro_session_reserve (self->session, &size);
      gssize n = recv (fd, room, size, MSG_DONTWAIT);

      if (n < 0 && errno == EAGAIN)
        return TRUE;
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          g_propagate_error (error, n == 0 ? pyro_session_ended (self->session)
                                           : error_from_errno (self, errno));
          return FALSE;
        }
      if (!pyro_session_received (self->session, (gsize) n, error))
        return FALSE;

      if ((gsize) n < size)
        return TRUE;
      sum += (gsize) n;
    }

  return TRUE;
}

/* Says at once that bytes came when more are to come. A Python daemon's system keeps a small reply back
 * until the one before it is acknowledged, and this one would put that off for 40 ms: so long would
 * any two calls take that are under way together. It has to be said anew each time. */
static void
pyro_transport_acknowledge (PyroTransport *self)
{
  const int yes = 1;

  if (pyro_session_get_n_waiting (self->session) + pyro_session_get_n_abandoned (self->session) > 0)
    setsockopt (g_socket_get_fd (self->socket), IPPROTO_TCP, TCP_QUICKACK, &yes, sizeof yes);
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
  if ((condition & ~G_IO_OUT) != 0 && !pyro_transport_read (self, &error))
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

  g_clear_object (&self->socket);
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
 * @socket: a connected socket
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
pyro_transport_new (GSocket            *socket,
                    PyroSession        *session,
                    GMainContext       *context,
                    PyroTransportFunc   callback,
                    gpointer            user_data,
                    GError            **error)
{
  g_autoptr(PyroTransport) self = NULL;
  g_autoptr(PyroPoller) poller = pyro_poller_get (context);

  g_return_val_if_fail (G_IS_SOCKET (socket), NULL);
  g_return_val_if_fail (session != NULL, NULL);
  g_return_val_if_fail (callback != NULL, NULL);

  self = g_object_new (PYRO_TYPE_TRANSPORT, NULL);
  self->socket = g_object_ref (socket);
  self->session = session;
  self->callback = callback;
  self->user_data = user_data;
  self->watch = pyro_poller_add (poller, g_socket_get_fd (socket), G_IO_IN,
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
  char byte;
  gssize n;

  g_return_val_if_fail (PYRO_IS_TRANSPORT (self), FALSE);

  if (self->watch == NULL || self->unwritable)
    return FALSE;

  n = recv (g_socket_get_fd (self->socket), &byte, 1, MSG_DONTWAIT | MSG_PEEK);

  return n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));
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

  if (self->watch == NULL)
    return;

  g_clear_pointer (&self->watch, pyro_watch_remove);
  g_socket_close (self->socket, NULL);
}
