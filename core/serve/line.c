/* core/serve/line.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/serve/line.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

/* Messages that are written with one system call. */
#define MAX_VECTORS 64

/* Bytes of the plain text of one TLS record. */
#define PLAIN_SIZE (16 * 1024)

/*
 * pyro_line_init:
 * @fd: (transfer full): a connected socket
 * @tunnel: (transfer full) (nullable): the daemon's side of a tunnel, or %NULL for none
 */
void
pyro_line_init (PyroLine   *self,
                int         fd,
                PyroTunnel *tunnel)
{
  *self = (PyroLine) { .fd = fd, .tunnel = tunnel };
}

static gssize
pyro_line_send (PyroLine     *self,
                struct iovec *vectors,
                gsize         n_vectors,
                int           flags)
{
  struct msghdr message = { .msg_iov = vectors, .msg_iovlen = n_vectors };
  gssize n;

  do
    n = sendmsg (self->fd, &message, flags | MSG_NOSIGNAL);
  while (n < 0 && errno == EINTR);

  return n;
}

/*
 * pyro_line_clear:
 *
 * Closes the socket, after a goodbye in TLS if that can be had without waiting. What the client sent
 * and nobody wants is taken off it first: the system would otherwise throw away, with the connection,
 * what the client has not read yet.
 */
void
pyro_line_clear (PyroLine *self)
{
  guint8 buffer[4096];

  if (self->fd < 0)
    return;

  if (self->tunnel != NULL && !self->broken)
    {
      const guint8 *data;
      struct iovec vector = { NULL, 0 };

      pyro_tunnel_close (self->tunnel);
      vector.iov_len = pyro_tunnel_output (self->tunnel, &data);
      vector.iov_base = (guint8 *) data;
      if (vector.iov_len > 0)
        pyro_line_send (self, &vector, 1, MSG_DONTWAIT);
    }
  for (guint i = 0; i < 16 && recv (self->fd, buffer, sizeof buffer, MSG_DONTWAIT) > 0; i++)
    ;

  g_clear_pointer (&self->tunnel, pyro_tunnel_free);
  close (self->fd);
  self->fd = -1;
}

/* ---- Reading ---- */

static gboolean
pyro_line_drain (PyroLine         *self,
                 PyroConversation *conversation)
{
  guint8 plain[PLAIN_SIZE];
  gsize n;

  do
    {
      gsize size = sizeof plain;
      guint8 *direct = pyro_conversation_reserve (conversation, &size);

      if (!pyro_tunnel_read (self->tunnel, direct != NULL ? direct : plain, size, &n, NULL))
        return FALSE;
      if (n > 0 && direct != NULL)
        pyro_conversation_received (conversation, n);
      else if (n > 0)
        pyro_conversation_feed (conversation, plain, n);
    }
  while (n > 0);

  return !pyro_tunnel_is_at_end (self->tunnel);
}

/* A client that speaks no TLS gets the refusal that it can read, as far as one can tell. */
static PyroLineState
pyro_line_decipher (PyroLine         *self,
                    PyroConversation *conversation,
                    const guint8     *data,
                    gsize             size)
{
  const guint8 *answer;
  struct iovec vector = { NULL, 0 };

  if (pyro_tunnel_receive (self->tunnel, data, size, NULL) && pyro_line_drain (self, conversation))
    return PYRO_LINE_EMPTY;

  vector.iov_len = pyro_tunnel_output (self->tunnel, &answer);
  vector.iov_base = (guint8 *) answer;
  if (vector.iov_len > 0)
    pyro_line_send (self, &vector, 1, MSG_DONTWAIT);

  return PYRO_LINE_END;
}

/*
 * pyro_line_read:
 * @buffer: memory that nobody needs meanwhile
 * @size: bytes of it
 * @flags: `MSG_DONTWAIT`, or 0 to wait until something comes
 *
 * Reads once, what is there.
 *
 * Returns: what of it; %PYRO_LINE_END with errno %EAGAIN when nothing came in time
 */
PyroLineState
pyro_line_read (PyroLine         *self,
                PyroConversation *conversation,
                guint8           *buffer,
                gsize             size,
                int               flags)
{
  guint8 *direct = self->tunnel == NULL ? pyro_conversation_reserve (conversation, &size) : NULL;
  gssize n;

  do
    n = recv (self->fd, direct != NULL ? direct : buffer, size, flags);
  while (n < 0 && errno == EINTR);

  if (n < 0 && errno == EAGAIN && (flags & MSG_DONTWAIT) != 0)
    return PYRO_LINE_EMPTY;
  if (n <= 0)
    return PYRO_LINE_END;
  if (self->tunnel != NULL)
    return pyro_line_decipher (self, conversation, buffer, (gsize) n);

  if (direct != NULL)
    pyro_conversation_received (conversation, (gsize) n);
  else
    pyro_conversation_feed (conversation, buffer, (gsize) n);

  return (gsize) n < size ? PYRO_LINE_EMPTY : PYRO_LINE_MORE;
}

/* ---- Writing ---- */

/* One step: what TLS has to say first, or what the conversation has. Returns: how many bytes went, 0
 * when there is nothing to write, or -1 with errno set */
static gssize
pyro_line_step (PyroLine         *self,
                PyroConversation *conversation,
                int               flags)
{
  struct iovec vectors[MAX_VECTORS];
  const guint8 *data;
  guint n_vectors;
  gssize n;

  if (self->tunnel == NULL)
    {
      n_vectors = pyro_conversation_output (conversation, vectors, MAX_VECTORS);
      n = n_vectors > 0 ? pyro_line_send (self, vectors, n_vectors, flags) : 0;
      if (n > 0)
        pyro_conversation_wrote (conversation, (gsize) n);
      return n;
    }

  vectors[0].iov_len = pyro_tunnel_output (self->tunnel, &data);
  if (vectors[0].iov_len == 0 && pyro_tunnel_is_open (self->tunnel))
    {
      n_vectors = pyro_conversation_output (conversation, vectors, MAX_VECTORS);
      if (n_vectors > 0)
        pyro_conversation_wrote (conversation, pyro_tunnel_write (self->tunnel, vectors, n_vectors));
      vectors[0].iov_len = pyro_tunnel_output (self->tunnel, &data);
    }
  if (vectors[0].iov_len == 0)
    return 0;

  vectors[0].iov_base = (guint8 *) data;
  n = pyro_line_send (self, vectors, 1, flags);
  if (n > 0)
    pyro_tunnel_wrote (self->tunnel, (gsize) n);

  return n;
}

/*
 * pyro_line_write:
 * @flags: `MSG_DONTWAIT`, or 0 to wait until all is written
 *
 * Writes as much as the socket takes.
 *
 * Returns: whether all is written, or can never be (then @broken says so)
 */
gboolean
pyro_line_write (PyroLine         *self,
                 PyroConversation *conversation,
                 int               flags)
{
  gssize n;

  if (self->broken)
    return TRUE;

  do
    n = pyro_line_step (self, conversation, flags);
  while (n > 0);

  if (n < 0 && errno == EAGAIN && (flags & MSG_DONTWAIT) != 0)
    return FALSE;
  self->broken = n < 0;

  return TRUE;
}

/*
 * pyro_line_has_output:
 *
 * Returns: whether something waits for the socket to take it
 */
gboolean
pyro_line_has_output (PyroLine         *self,
                      PyroConversation *conversation)
{
  const guint8 *data;

  if (self->broken)
    return FALSE;

  return pyro_conversation_get_n_unread (conversation) > 0 ||
         (self->tunnel != NULL && pyro_tunnel_output (self->tunnel, &data) > 0);
}
