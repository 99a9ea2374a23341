/* core/link/channel.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/link/channel.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>

#include "core/limits.h"
#include "core/translation-private.h"

/* Messages that are written with one system call. */
#define MAX_VECTORS 64

/* Bytes that are read at once, so that whoever has many channels gives each its turn. */
#define MAX_BYTES_A_TURN (4 * PYRO_GROW_SIZE)

/* A peer that was there so short a time ago, in microseconds, is there: whoever makes a call as soon as it
 * has the answer to the last one need not ask the system each time. */
#define FRESH_TIME G_TIME_SPAN_MILLISECOND

/* Bytes of TLS that are read with one system call: two records. */
#define CIPHER_SIZE (32 * 1024)

struct _PyroChannel
{
  GSocket    *socket;
  PyroTunnel *tunnel;     /* NULL for none */
  gint64      seen;       /* when the peer was last known to be there */
  gint64      patience;   /* microseconds that the system waits for bytes, 0 for ever, -1 for not at all */
  gboolean    unwritable; /* writing failed: what is left to read says why */
  GError     *failure;    /* that reading found out of turn */
};

/**
 * pyro_channel_new:
 * @socket: a connected socket
 * @tunnel: (transfer full) (nullable): a tunnel that was not used yet, or %NULL for none
 *
 * Returns: (transfer full): a new channel, which owns the socket
 */
PyroChannel *
pyro_channel_new (GSocket    *socket,
                  PyroTunnel *tunnel)
{
  PyroChannel *self = g_new0 (PyroChannel, 1);

  g_return_val_if_fail (G_IS_SOCKET (socket), NULL);

  self->socket = g_object_ref (socket);
  self->tunnel = tunnel;
  self->patience = -1;

  return self;
}

/* ---- Writing ---- */

/* Returns: how many bytes went, or -1 with errno set */
static gssize
pyro_channel_send (PyroChannel  *self,
                   struct iovec *vectors,
                   gsize         n_vectors)
{
  struct msghdr message = { .msg_iov = vectors, .msg_iovlen = n_vectors };
  gssize n;

  do
    n = sendmsg (g_socket_get_fd (self->socket), &message, MSG_DONTWAIT | MSG_NOSIGNAL);
  while (n < 0 && errno == EINTR);

  return n;
}

/* One step: what TLS has to say first, or what the session has. Returns: as pyro_channel_send() does,
 * 0 when there is nothing to write for now */
static gssize
pyro_channel_step (PyroChannel *self,
                   PyroSession *session)
{
  struct iovec vectors[MAX_VECTORS];
  guint n_vectors;
  const guint8 *data;
  gssize n;

  if (self->tunnel == NULL)
    {
      n_vectors = pyro_session_output (session, vectors, MAX_VECTORS);
      n = n_vectors > 0 ? pyro_channel_send (self, vectors, n_vectors) : 0;
      if (n > 0)
        pyro_session_wrote (session, (gsize) n);
      return n;
    }

  vectors[0].iov_len = pyro_tunnel_output (self->tunnel, &data);
  if (vectors[0].iov_len == 0 && pyro_tunnel_is_open (self->tunnel))
    {
      n_vectors = pyro_session_output (session, vectors, MAX_VECTORS);
      if (n_vectors > 0)
        pyro_session_wrote (session, pyro_tunnel_write (self->tunnel, vectors, n_vectors));
      vectors[0].iov_len = pyro_tunnel_output (self->tunnel, &data);
    }
  if (vectors[0].iov_len == 0)
    return 0;

  vectors[0].iov_base = (guint8 *) data;
  n = pyro_channel_send (self, vectors, 1);
  if (n > 0)
    pyro_tunnel_wrote (self->tunnel, (gsize) n);

  return n;
}

/**
 * pyro_channel_write:
 * @self: a channel
 * @session: what has something to say
 *
 * Writes as much as the socket takes. A failure is left to pyro_channel_read(), which comes to an
 * end then: the peer may have said why before it went (a refusal, say), and that is still to be read.
 *
 * Returns: whether all is written that could be; if not, the socket takes no more for now
 */
gboolean
pyro_channel_write (PyroChannel *self,
                    PyroSession *session)
{
  gssize n;

  g_return_val_if_fail (self != NULL, TRUE);

  if (self->unwritable)
    return TRUE;

  do
    n = pyro_channel_step (self, session);
  while (n > 0);

  if (n < 0 && errno == EAGAIN)
    return FALSE;
  if (n < 0)
    {
      self->unwritable = TRUE;
      shutdown (g_socket_get_fd (self->socket), SHUT_RDWR);
    }

  return TRUE;
}

/**
 * pyro_channel_has_output:
 * @self: a channel
 * @session: what may have something to say
 *
 * Returns: whether something waits for the socket to take it
 */
gboolean
pyro_channel_has_output (PyroChannel *self,
                         PyroSession *session)
{
  struct iovec vector;
  const guint8 *data;

  g_return_val_if_fail (self != NULL, FALSE);

  return pyro_session_output (session, &vector, 1) > 0 ||
         (self->tunnel != NULL && pyro_tunnel_output (self->tunnel, &data) > 0);
}

/* ---- Reading ---- */


/* Says what it means that the socket has no more, with @code for errno. */
static GError *
pyro_channel_ended (PyroChannel *self,
                    PyroSession *session,
                    int          code)
{
  GError *error = self->tunnel != NULL ? pyro_tunnel_ended (self->tunnel) : NULL;

  if (error != NULL)
    return error;
  if (code == 0 || code == ECONNRESET || code == EPIPE)
    {
      error = pyro_session_ended (session);

      /* OpenSSL's servers answer plain bytes with nothing else (since 3.2) */
      if (self->tunnel == NULL && pyro_session_heard_nothing (session) && !pyro_session_is_open (session) &&
          g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
        {
          g_error_free (error);
          return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED,
                                      _("The peer closed the connection without an answer to the handshake: "
                                        "it may want TLS"));
        }
      return error;
    }

  return g_error_new (G_IO_ERROR, g_io_error_from_errno (code),
                      _("The connection failed: %s"), g_strerror (code));
}

/* Gives the session what the tunnel has in plain. */
static gboolean
pyro_channel_drain (PyroChannel  *self,
                    PyroSession  *session,
                    GError      **error)
{
  gsize n;

  do
    {
      gsize size;
      guint8 *room = pyro_session_reserve (session, &size);

      if (!pyro_tunnel_read (self->tunnel, room, size, &n, error) ||
          (n > 0 && !pyro_session_received (session, n, error)))
        return FALSE;
    }
  while (n > 0);

  if (!pyro_tunnel_is_at_end (self->tunnel))
    return TRUE;
  g_propagate_error (error, pyro_channel_ended (self, session, 0));

  return FALSE;
}

static gboolean
pyro_channel_decipher (PyroChannel   *self,
                       PyroSession   *session,
                       const guint8  *data,
                       gsize          size,
                       GError       **error)
{
  struct iovec vector = { NULL, 0 };
  const guint8 *answer;

  /* A Python daemon sends its session tickets and then its answer to the handshake, which waits for the
   * acknowledgement of the tickets (Nagle), and that would wait for 40 ms (RFC 1122, 4.2.3.2). */
  if (!pyro_session_is_open (session))
    g_socket_set_option (self->socket, IPPROTO_TCP, TCP_QUICKACK, TRUE, NULL);

  if (pyro_tunnel_receive (self->tunnel, data, size, error) &&
      pyro_channel_drain (self, session, error))
    return TRUE;

  /* TLS tells the peer what it did wrong, if that can be had without waiting */
  vector.iov_len = pyro_tunnel_output (self->tunnel, &answer);
  vector.iov_base = (guint8 *) answer;
  if (vector.iov_len > 0)
    pyro_channel_send (self, &vector, 1);

  return FALSE;
}

/* Lets the system wait for bytes. */
static void
pyro_channel_set_patience (PyroChannel *self,
                           gint64       patience)
{
  struct timeval value = { .tv_sec = patience / G_TIME_SPAN_SECOND, .tv_usec = patience % G_TIME_SPAN_SECOND };
  int fd = g_socket_get_fd (self->socket);

  if (self->patience < 0)
    fcntl (fd, F_SETFL, fcntl (fd, F_GETFL) & ~O_NONBLOCK);
  setsockopt (fd, SOL_SOCKET, SO_RCVTIMEO, &value, sizeof value);
  self->patience = patience;
}

/* Returns: whether the channel is still good; *@n_read is 0 when nothing was there */
static gboolean
pyro_channel_receive (PyroChannel  *self,
                      PyroSession  *session,
                      int           flags,
                      gsize        *n_read,
                      gboolean     *empty,
                      GError      **error)
{
  guint8 cipher[CIPHER_SIZE];
  gsize size = sizeof cipher;
  guint8 *room = self->tunnel != NULL ? cipher : pyro_session_reserve (session, &size);
  gssize n = recv (g_socket_get_fd (self->socket), room, size, flags);

  *n_read = n > 0 ? (gsize) n : 0;
  *empty = n < (gssize) size;
  if (n > 0)
    self->seen = g_get_monotonic_time ();
  if (n > 0 && self->tunnel != NULL)
    return pyro_channel_decipher (self, session, cipher, (gsize) n, error);
  if (n > 0)
    return pyro_session_received (session, (gsize) n, error);
  if (n < 0 && (errno == EAGAIN || errno == EINTR))
    return TRUE;

  g_propagate_error (error, pyro_channel_ended (self, session, n < 0 ? errno : 0));

  return FALSE;
}

static gboolean
pyro_channel_read_with_flags (PyroChannel  *self,
                              PyroSession  *session,
                              int           flags,
                              GError      **error)
{
  gboolean empty = FALSE;
  gsize sum = 0;
  gsize n;

  if (self->failure != NULL)
    {
      if (error != NULL)
        *error = g_error_copy (self->failure);
      return FALSE;
    }

  while (!empty && sum < MAX_BYTES_A_TURN)
    {
      if (!pyro_channel_receive (self, session, sum == 0 ? flags : MSG_DONTWAIT, &n, &empty, error))
        return FALSE;
      sum += n;
    }

  return TRUE;
}

/**
 * pyro_channel_read:
 * @self: a channel
 * @session: whom to give what comes
 * @error: return location for an error
 *
 * Reads what is there, if something is, up to some MiB. An answer that this asks for is not written
 * yet.
 *
 * Returns: %TRUE, or %FALSE with @error set when nothing more can come: of TLS, of
 *   pyro_session_received() or pyro_session_ended(), or of the socket
 */
gboolean
pyro_channel_read (PyroChannel  *self,
                   PyroSession  *session,
                   GError      **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return pyro_channel_read_with_flags (self, session, MSG_DONTWAIT, error);
}

/**
 * pyro_channel_wait_and_read:
 * @self: a channel whose socket nobody else uses
 * @session: whom to give what comes
 * @timeout: microseconds to wait for something to come, or 0 for no limit
 * @error: return location for an error
 *
 * As pyro_channel_read(), but waits where nothing is there: in the system call that reads, which saves
 * one that waits. It may come back with nothing, at the end of @timeout or before it.
 *
 * Returns: as pyro_channel_read() does
 */
gboolean
pyro_channel_wait_and_read (PyroChannel  *self,
                            PyroSession  *session,
                            gint64        timeout,
                            GError      **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (timeout >= 0, FALSE);

  if (timeout != self->patience)
    pyro_channel_set_patience (self, timeout);

  return pyro_channel_read_with_flags (self, session, 0, error);
}

/* ---- Its state ---- */

/**
 * pyro_channel_is_alive:
 * @self: a channel
 * @session: whom to give what has come
 *
 * Looks whether the peer closed the connection while nobody read. In TLS that may take reading: what
 * is found is reported by the next pyro_channel_read(), for which the socket is ready then.
 *
 * Returns: whether a message would still find a reader, as far as this side can know
 */
gboolean
pyro_channel_is_alive (PyroChannel *self,
                       PyroSession *session)
{
  gint64 now = g_get_monotonic_time ();
  int fd;
  char byte;
  gssize n;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->unwritable || self->failure != NULL)
    return FALSE;
  if (now - self->seen < FRESH_TIME)
    return TRUE;

  fd = g_socket_get_fd (self->socket);
  n = recv (fd, &byte, 1, MSG_DONTWAIT | MSG_PEEK);
  if (n <= 0)
    {
      gboolean silent = n < 0 && (errno == EAGAIN || errno == EINTR);

      if (silent)
        self->seen = now;
      return silent;
    }
  if (self->tunnel == NULL || pyro_channel_read (self, session, &self->failure))
    return TRUE;

  shutdown (fd, SHUT_RDWR);

  return FALSE;
}

/**
 * pyro_channel_get_fd:
 * @self: a channel
 *
 * Returns: the file descriptor to wait for
 */
int
pyro_channel_get_fd (PyroChannel *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return g_socket_get_fd (self->socket);
}

/**
 * pyro_channel_get_tunnel:
 * @self: a channel
 *
 * Returns: (transfer none) (nullable): its tunnel
 */
PyroTunnel *
pyro_channel_get_tunnel (PyroChannel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->tunnel;
}

/**
 * pyro_channel_free:
 * @self: (transfer full): a channel
 *
 * Closes the socket, after a goodbye in TLS if that can be had without waiting.
 */
void
pyro_channel_free (PyroChannel *self)
{
  struct iovec vector = { NULL, 0 };
  const guint8 *data;

  g_return_if_fail (self != NULL);

  if (self->tunnel != NULL && !self->unwritable)
    {
      pyro_tunnel_close (self->tunnel);
      vector.iov_len = pyro_tunnel_output (self->tunnel, &data);
      vector.iov_base = (guint8 *) data;
      if (vector.iov_len > 0)
        pyro_channel_send (self, &vector, 1);
    }

  g_clear_pointer (&self->tunnel, pyro_tunnel_free);
  g_socket_close (self->socket, NULL);
  g_object_unref (self->socket);
  g_clear_error (&self->failure);
  g_free (self);
}
