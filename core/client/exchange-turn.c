/* core/client/exchange-turn.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* One turn of an exchange: bytes out and in, until the answer is here or the time is over. */

#include "core/client/exchange.h"

#include <errno.h>
#include <sys/socket.h>

#include "core/client/exchange-private.h"

/* Messages that are written with one system call: a handshake, or one call. */
#define MAX_VECTORS 2

/* Reads of late replies before the call that looks for them goes on: a peer may send without end. */
#define MAX_LATE_READS 16

/* ---- Waiting ---- */

/*
 * _pyro_exchange_set_cancellable:
 *
 * A cancellable makes a descriptor when it is asked for one and destroys it when that is given back,
 * which takes longer than the rest of a call: so it is kept until another cancellable comes.
 */
void
_pyro_exchange_set_cancellable (PyroExchange *self,
                                GCancellable *cancellable)
{
  if (self->cancellable == cancellable)
    return;

  if (self->cancellable != NULL)
    g_cancellable_release_fd (self->cancellable);
  g_clear_object (&self->cancellable);

  if (cancellable != NULL && g_cancellable_make_pollfd (cancellable, &self->cancel_fd))
    self->cancellable = g_object_ref (cancellable);
}

/*
 * _pyro_exchange_begin_turn:
 * @timeout: microseconds for all of it, or 0 for no limit
 *
 * Returns: the limits of an operation that begins now
 */
PyroTurn
_pyro_exchange_begin_turn (PyroExchange *self,
                           gint64        timeout,
                           GCancellable *cancellable)
{
  if (cancellable != NULL)
    _pyro_exchange_set_cancellable (self, cancellable);

  return (PyroTurn) {
    .deadline = timeout > 0 ? g_get_monotonic_time () + timeout : 0,
    .can_cancel = cancellable != NULL && self->cancellable == cancellable,
  };
}

/* Milliseconds until @deadline, -1 for never; rounded up, so as not to spin. */
static int
get_poll_timeout (gint64 deadline)
{
  if (deadline == 0)
    return -1;

  return (int) CLAMP ((deadline - g_get_monotonic_time () + 999) / 1000, 0, G_MAXINT);
}

/* Whether the turn may go on. */
static gboolean
pyro_exchange_has_time (PyroExchange    *self,
                        const PyroTurn  *turn,
                        GError         **error)
{
  if (turn->can_cancel && g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (turn->deadline == 0 || g_get_monotonic_time () < turn->deadline)
    return TRUE;

  /* the caller knows what it waited for, and says so */
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "No answer came");

  return FALSE;
}

/* Waits until the socket is ready. A peer that keeps it so, byte by byte, may go on beyond the
 * deadline: whoever waits again looks at that. */
static gboolean
pyro_exchange_wait (PyroExchange    *self,
                    const PyroTurn  *turn,
                    GIOCondition     condition,
                    GError         **error)
{
  GPollFD fds[2] = { { g_socket_get_fd (self->socket), (gushort) condition, 0 }, self->cancel_fd };
  int n;

  do
    n = g_poll (fds, turn->can_cancel ? 2 : 1, get_poll_timeout (turn->deadline));
  while (n < 0 && errno == EINTR);

  if (n > 0 && fds[0].revents != 0)
    return TRUE;

  return pyro_exchange_has_time (self, turn, error);
}

/* ---- Bytes ---- */

static gboolean
pyro_exchange_write (PyroExchange    *self,
                     const PyroTurn  *turn,
                     GError         **error)
{
  int fd = g_socket_get_fd (self->socket);
  struct iovec vectors[MAX_VECTORS];
  struct msghdr message = { .msg_iov = vectors };

  while ((message.msg_iovlen = pyro_session_output (self->session, vectors, MAX_VECTORS)) > 0)
    {
      gssize n = sendmsg (fd, &message, MSG_DONTWAIT | MSG_NOSIGNAL);

      if (n >= 0)
        pyro_session_wrote (self->session, (gsize) n);
      else if (errno == EAGAIN && !(pyro_exchange_wait (self, turn, G_IO_OUT, error) &&
                                    pyro_exchange_has_time (self, turn, error)))
        return FALSE;
      else if (errno != EAGAIN && errno != EINTR)
        break; /* the peer may have said why before it went: reading tells */
    }

  return TRUE;
}

/* Reads what is there, once. */
static gboolean
pyro_exchange_read (PyroExchange  *self,
                    gboolean      *empty,
                    GError       **error)
{
  gsize size;
  guint8 *room = pyro_session_reserve (self->session, &size);
  gssize n = recv (g_socket_get_fd (self->socket), room, size, MSG_DONTWAIT);

  *empty = n < 0 && (errno == EAGAIN || errno == EINTR);
  if (n > 0)
    return pyro_session_received (self->session, (gsize) n, error);
  if (*empty)
    return TRUE;

  if (n == 0 || errno == ECONNRESET || errno == EPIPE)
    g_propagate_error (error, pyro_session_ended (self->session));
  else
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                 "The connection failed: %s", g_strerror (errno));

  return FALSE;
}

/* Shows what came to the tap, and takes the event that is waited for. */
static gboolean
pyro_exchange_next (PyroExchange *self,
                    PyroEvent    *event)
{
  while (pyro_session_next (self->session, event))
    {
      if (event->frame != NULL)
        _pyro_terms_tap_in (&self->terms, self->owner, event->frame);
      if (event->type != PYRO_EVENT_DROPPED)
        return TRUE;
      g_clear_pointer (&event->frame, pyro_frame_unref);
    }

  return FALSE;
}

/*
 * _pyro_exchange_turn:
 * @event: the answer, whose frame the caller owns
 *
 * Writes what is to be written and reads until the answer to it is here. The time is looked at
 * between any two reads: a peer that sends without end is as late as one that sends nothing.
 */
gboolean
_pyro_exchange_turn (PyroExchange    *self,
                     const PyroTurn  *turn,
                     PyroEvent       *event,
                     GError         **error)
{
  g_autoptr(GError) local_error = NULL;
  gboolean empty = FALSE;

  self->broken = !pyro_exchange_write (self, turn, &local_error);
  while (!pyro_exchange_next (self, event))
    {
      if (self->broken)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }

      /* what came before a fault is good, and a tap wants to see the message that is at fault */
      self->broken = !(empty ? pyro_exchange_wait (self, turn, G_IO_IN, &local_error)
                             : pyro_exchange_has_time (self, turn, &local_error)) ||
                     !pyro_exchange_read (self, &empty, &local_error);
    }
  if (local_error != NULL)
    self->fault = g_steal_pointer (&local_error);

  return TRUE;
}

/* ---- Between two turns ---- */

/*
 * _pyro_exchange_is_alive:
 *
 * Returns: whether a call would still find a reader, as far as this side can know: a daemon that
 *   went away while nothing was to be read is noticed here
 */
gboolean
_pyro_exchange_is_alive (PyroExchange *self)
{
  char byte;
  gssize n;

  if (self->broken)
    return FALSE;

  n = recv (g_socket_get_fd (self->socket), &byte, 1, MSG_DONTWAIT | MSG_PEEK);

  return n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));
}

/*
 * _pyro_exchange_is_settled:
 *
 * Returns: whether a broken exchange may be closed: the reply of the call that was given up came, or
 *   never will
 */
gboolean
_pyro_exchange_is_settled (PyroExchange *self)
{
  struct iovec vector;
  gboolean empty = FALSE;

  if (pyro_session_output (self->session, &vector, 1) > 0)
    return TRUE; /* half a call is no call */

  for (guint i = 0; i < MAX_LATE_READS && !empty && pyro_session_get_n_abandoned (self->session) > 0; i++)
    {
      PyroEvent event;

      if (!pyro_exchange_read (self, &empty, NULL))
        return TRUE;
      while (pyro_exchange_next (self, &event))
        g_clear_pointer (&event.frame, pyro_frame_unref);
    }

  return pyro_session_get_n_abandoned (self->session) == 0;
}
