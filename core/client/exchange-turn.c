/* core/client/exchange-turn.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* One turn of an exchange: bytes out and in, until the answer is here or the time is over. */

#include "core/client/exchange.h"

#include <errno.h>

#include "core/client/exchange-private.h"
#include "core/translation-private.h"

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
    .timeout = timeout,
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
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, _("No answer came"));

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
  GPollFD fds[2] = { { pyro_channel_get_fd (self->channel), (gushort) condition, 0 }, self->cancel_fd };
  int n;

  do
    n = g_poll (fds, turn->can_cancel ? 2 : 1, get_poll_timeout (turn->deadline));
  while (n < 0 && errno == EINTR);

  if (n > 0 && fds[0].revents != 0)
    return TRUE;

  return pyro_exchange_has_time (self, turn, error);
}

/* Whether all time is left that the turn had: what a socket waits is set once, and not for each turn anew. */
static gboolean
pyro_turn_just_began (const PyroTurn *turn)
{
  return turn->deadline == 0 || turn->deadline - g_get_monotonic_time () > turn->timeout - G_TIME_SPAN_MILLISECOND;
}

/* Looks for an answer until it is here or the spin time is over, which may be shorter than to fall asleep
 * and to be woken up on another processor. */
static gboolean
pyro_exchange_spin (PyroExchange    *self,
                    const PyroTurn  *turn,
                    GError         **error)
{
  gint64 until = g_get_monotonic_time () + self->terms.spin_time;

  if (turn->deadline > 0)
    until = MIN (until, turn->deadline);
  do
    if (!pyro_channel_read (self->channel, self->session, error))
      return FALSE;
  while (!pyro_session_has_event (self->session) && g_get_monotonic_time () < until);

  return TRUE;
}

/* Waits and reads. The first time in a turn, when all is written, that is one system call where nobody
 * can cancel it and the socket is ours alone. */
static gboolean
pyro_exchange_read (PyroExchange    *self,
                    const PyroTurn  *turn,
                    gboolean         written,
                    gboolean         again,
                    GError         **error)
{
  if (written && !again && !turn->can_cancel && self->terms.socket == NULL && pyro_turn_just_began (turn))
    return pyro_channel_wait_and_read (self->channel, self->session, turn->timeout, error);

  return pyro_exchange_has_time (self, turn, error) &&
         pyro_exchange_wait (self, turn, written ? G_IO_IN : G_IO_IN | G_IO_OUT, error) &&
         pyro_channel_read (self->channel, self->session, error);
}

/* ---- One turn ---- */

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
 * between any two reads: a peer that sends without end is as late as one that sends nothing. A oneway
 * message is answered when TLS has taken it, and is still to be written then.
 */
gboolean
_pyro_exchange_turn (PyroExchange    *self,
                     const PyroTurn  *turn,
                     PyroEvent       *event,
                     GError         **error)
{
  g_autoptr(GError) local_error = NULL;
  gboolean written = pyro_channel_write (self->channel, self->session);
  gboolean again = FALSE;

  if (written && self->terms.spin_time > 0 && !pyro_session_has_event (self->session))
    self->broken = !pyro_exchange_spin (self, turn, &local_error);
  while (!(written || self->broken) || !pyro_exchange_next (self, event))
    {
      if (self->broken)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }

      /* what came before a fault is good, and a tap wants to see the message that is at fault */
      self->broken = !pyro_exchange_read (self, turn, written, again, &local_error);
      again = TRUE;
      if (!self->broken)
        written = pyro_channel_write (self->channel, self->session);
    }
  if (local_error != NULL)
    self->fault = g_steal_pointer (&local_error);

  return TRUE;
}

/* ---- Between two turns ---- */

PyroTunnel *
_pyro_exchange_get_tunnel (PyroExchange *self)
{
  return pyro_channel_get_tunnel (self->channel);
}

/*
 * _pyro_exchange_is_alive:
 *
 * Returns: whether a call would still find a reader, as far as this side can know: a daemon that
 *   went away while nothing was to be read is noticed here
 */
gboolean
_pyro_exchange_is_alive (PyroExchange *self)
{
  return !self->broken && pyro_channel_is_alive (self->channel, self->session);
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
  PyroEvent event;
  gboolean alive;

  if (pyro_channel_has_output (self->channel, self->session))
    return TRUE; /* half a call is no call */

  alive = pyro_channel_read (self->channel, self->session, NULL);
  while (pyro_exchange_next (self, &event))
    g_clear_pointer (&event.frame, pyro_frame_unref);

  return !alive || pyro_session_get_n_abandoned (self->session) == 0;
}
