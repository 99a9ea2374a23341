/* core/client/exchange.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/client/exchange.h"

#include <errno.h>
#include <sys/socket.h>

#include "core/client/exchange-private.h"
#include "core/error.h"
#include "core/link/address.h"

/* Messages that are written with one system call: a handshake, or one call. */
#define MAX_VECTORS 2

struct _PyroExchange
{
  PyroTerms     terms;
  GObject      *owner; /* unowned: what a tap is told; it owns the exchange */
  GSocket      *socket;
  PyroSession  *session;
  PyroMetadata *metadata;
  PyroValue    *welcome;
  GCancellable *cancellable; /* the one that @cancel_fd belongs to */
  GPollFD       cancel_fd;
  gboolean      broken;
};

/* One operation: how long it may take, and what can end it. */
typedef struct
{
  gint64   deadline; /* in monotonic microseconds, or 0 for none */
  gboolean can_cancel;
} Turn;

/* ---- Waiting ---- */

/* A cancellable makes a descriptor when it is asked for one and destroys it when that is given back,
 * which takes longer than the rest of a call: so it is kept until another cancellable comes. */
static void
pyro_exchange_set_cancellable (PyroExchange *self,
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

static Turn
pyro_exchange_begin_turn (PyroExchange *self,
                          gint64        timeout,
                          GCancellable *cancellable)
{
  if (cancellable != NULL)
    pyro_exchange_set_cancellable (self, cancellable);

  return (Turn) {
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

static gboolean
pyro_exchange_wait (PyroExchange  *self,
                    const Turn    *turn,
                    GIOCondition   condition,
                    GError       **error)
{
  GPollFD fds[2] = { { g_socket_get_fd (self->socket), (gushort) condition, 0 }, self->cancel_fd };
  int n;

  do
    n = g_poll (fds, turn->can_cancel ? 2 : 1, get_poll_timeout (turn->deadline));
  while (n < 0 && errno == EINTR);

  if (turn->can_cancel && g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (n == 0)
    {
      /* the caller knows what it waited for, and says so */
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "No answer came");
      return FALSE;
    }

  return TRUE;
}

/* ---- Bytes ---- */

static gboolean
pyro_exchange_write (PyroExchange  *self,
                     const Turn    *turn,
                     GError       **error)
{
  int fd = g_socket_get_fd (self->socket);
  struct iovec vectors[MAX_VECTORS];
  struct msghdr message = { .msg_iov = vectors };

  while ((message.msg_iovlen = pyro_session_output (self->session, vectors, MAX_VECTORS)) > 0)
    {
      gssize n = sendmsg (fd, &message, MSG_DONTWAIT | MSG_NOSIGNAL);

      if (n >= 0)
        pyro_session_wrote (self->session, (gsize) n);
      else if (errno == EAGAIN && !pyro_exchange_wait (self, turn, G_IO_OUT, error))
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

/* Writes what is to be written and reads until the answer to it is here. */
static gboolean
pyro_exchange_turn (PyroExchange  *self,
                    const Turn    *turn,
                    PyroEvent     *event,
                    GError       **error)
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
      self->broken = (empty && !pyro_exchange_wait (self, turn, G_IO_IN, &local_error)) ||
                     !pyro_exchange_read (self, &empty, &local_error);
    }

  return TRUE;
}

/* ---- Messages ---- */

/* Sends @frame; the caller owns the frame of the answer, if it has one. */
static gboolean
pyro_exchange_send (PyroExchange  *self,
                    PyroFrame     *frame,
                    gint64         timeout,
                    GCancellable  *cancellable,
                    PyroFrame    **answer,
                    GError       **error)
{
  Turn turn = pyro_exchange_begin_turn (self, timeout, cancellable);
  g_autoptr(GError) local_error = NULL;
  PyroEvent event;
  guint token;

  if (self->broken)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The connection is closed");
      return FALSE;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  token = pyro_session_send (self->session, frame, error);
  if (token == 0)
    return FALSE;
  _pyro_terms_tap_out (&self->terms, self->owner, frame, pyro_session_get_seq (self->session, token));

  if (!pyro_exchange_turn (self, &turn, &event, &local_error))
    {
      pyro_session_withdraw (self->session, token);
      if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
        g_propagate_error (error, _pyro_terms_call_timed_out (timeout));
      else
        g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  *answer = event.frame;

  return TRUE;
}

static gboolean
pyro_exchange_ask_metadata (PyroExchange  *self,
                            gint64         timeout,
                            GCancellable  *cancellable,
                            GError       **error)
{
  g_autoptr(PyroFrame) question = _pyro_terms_new_metadata_call (&self->terms, error);
  g_autoptr(PyroFrame) answer = NULL;
  g_autoptr(PyroReply) reply = NULL;
  g_autoptr(PyroValue) value = NULL;

  if (question == NULL ||
      !pyro_exchange_send (self, question, timeout, cancellable, &answer, error) ||
      (reply = pyro_reply_new (answer, error)) == NULL ||
      (value = pyro_reply_decode (reply, error)) == NULL)
    return FALSE;

  self->metadata = pyro_metadata_from_value (value, error);

  return self->metadata != NULL;
}

/* ---- Opening ---- */

static gboolean
pyro_exchange_greet (PyroExchange  *self,
                     const Turn    *turn,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr(PyroFrame) hello = _pyro_terms_new_hello (&self->terms, error);
  g_autoptr(PyroFrame) answer = NULL;
  PyroEvent event;
  gint64 left = 0;

  if (hello == NULL)
    return FALSE;

  self->session = pyro_session_new (hello, self->terms.max_size);
  _pyro_terms_tap_out (&self->terms, self->owner, hello, 0);
  if (!pyro_exchange_turn (self, turn, &event, error))
    return FALSE;
  answer = event.frame;
  if (!pyro_hello_receive (answer, &self->welcome, &self->metadata, error))
    return FALSE;
  if (self->metadata != NULL)
    return TRUE;

  if (turn->deadline > 0)
    left = MAX (turn->deadline - g_get_monotonic_time (), 1);

  return pyro_exchange_ask_metadata (self, left, cancellable, error);
}

/*
 * _pyro_exchange_open_with_terms:
 * @owner: (nullable): who owns the exchange, to tell a tap; %NULL when there is no tap
 *
 * Returns: (transfer full): see pyro_exchange_open()
 */
PyroExchange *
_pyro_exchange_open_with_terms (const PyroTerms  *terms,
                                GObject          *owner,
                                gint64            timeout,
                                GCancellable     *cancellable,
                                GError          **error)
{
  g_autoptr(PyroExchange) self = g_new0 (PyroExchange, 1);
  g_autoptr(GError) local_error = NULL;
  Turn turn;

  _pyro_terms_copy (&self->terms, terms);
  self->owner = owner;
  if (!_pyro_terms_check (terms, error))
    return NULL;

  turn = pyro_exchange_begin_turn (self, timeout, cancellable);
  self->socket = pyro_address_connect_sync (terms->uri, turn.deadline, cancellable, &local_error);
  if (self->socket != NULL && pyro_exchange_greet (self, &turn, cancellable, &local_error))
    return g_steal_pointer (&self);

  if (!g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) || turn.deadline == 0)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (self->socket == NULL)
    g_propagate_error (error, _pyro_terms_connect_timed_out (terms, timeout));
  else
    g_propagate_error (error, _pyro_terms_welcome_timed_out (terms, timeout));

  return NULL;
}

/**
 * pyro_exchange_open:
 * @uri: a `PYRO:` URI with a location
 * @serializer: (nullable): the name of a serializer, or %NULL for serpent
 * @handshake: (nullable): what to greet the daemon with, or %NULL for the text “hello”
 * @max_size: bytes past the header that a message of the daemon may have
 * @timeout: microseconds for all of it, or 0 for no limit
 * @cancellable: (nullable): a way to give up, from another thread
 * @error: return location for an error
 *
 * Finds the address, connects, shakes hands, and blocks meanwhile. Any thread may call it.
 *
 * Returns: (transfer full): the exchange, or %NULL with the same errors as
 *   [method@Pyro.Connection.open_finish]
 */
PyroExchange *
pyro_exchange_open (PyroUri       *uri,
                    const char    *serializer,
                    PyroValue     *handshake,
                    gsize          max_size,
                    gint64         timeout,
                    GCancellable  *cancellable,
                    GError       **error)
{
  PyroExchange *self;
  PyroTerms terms;

  g_return_val_if_fail (uri != NULL, NULL);
  g_return_val_if_fail (timeout >= 0, NULL);

  _pyro_terms_init (&terms, uri);
  terms.max_size = max_size;
  if (serializer != NULL)
    _pyro_terms_set_serializer (&terms, serializer);
  if (handshake != NULL)
    _pyro_terms_set_handshake (&terms, handshake);

  self = _pyro_exchange_open_with_terms (&terms, NULL, timeout, cancellable, error);
  _pyro_terms_clear (&terms);

  return self;
}

/**
 * pyro_exchange_free:
 * @self: (transfer full): an exchange
 *
 * Closes the connection.
 */
void
pyro_exchange_free (PyroExchange *self)
{
  g_return_if_fail (self != NULL);

  pyro_exchange_set_cancellable (self, NULL);
  g_clear_object (&self->socket);
  g_clear_pointer (&self->session, pyro_session_free);
  g_clear_pointer (&self->metadata, pyro_metadata_unref);
  g_clear_pointer (&self->welcome, pyro_value_unref);
  _pyro_terms_clear (&self->terms);
  g_free (self);
}

/**
 * pyro_exchange_call:
 * @self: an exchange
 * @call: a call
 * @timeout: microseconds to wait for the reply, or 0 for no limit
 * @cancellable: (nullable): a way to stop waiting, from another thread
 * @error: return location for an error
 *
 * Calls a method and blocks until the reply is here, or until a oneway call is written. A call that
 * was cancelled or timed out breaks the exchange, since its reply may still come.
 *
 * Returns: (transfer full) (nullable): the reply, which may be an exception; %NULL for a oneway
 *   call, or with @error set
 */
PyroReply *
pyro_exchange_call (PyroExchange  *self,
                    PyroCall      *call,
                    gint64         timeout,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr(PyroFrame) frame = NULL;
  g_autoptr(PyroFrame) answer = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (call != NULL, NULL);
  g_return_val_if_fail (timeout >= 0, NULL);

  frame = _pyro_terms_new_call (&self->terms, call, error);
  if (frame == NULL || !pyro_exchange_send (self, frame, timeout, cancellable, &answer, error))
    return NULL;

  return answer != NULL ? pyro_reply_new (answer, error) : NULL;
}

/**
 * pyro_exchange_ping:
 * @self: an exchange
 * @timeout: microseconds to wait for the answer, or 0 for no limit
 * @cancellable: (nullable): a way to stop waiting, from another thread
 * @error: return location for an error
 *
 * Asks the daemon for a sign of life. It runs no code of any object.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
pyro_exchange_ping (PyroExchange  *self,
                    gint64         timeout,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr(PyroFrame) frame = NULL;
  g_autoptr(PyroFrame) answer = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (timeout >= 0, FALSE);

  frame = _pyro_terms_new_ping (&self->terms);

  return pyro_exchange_send (self, frame, timeout, cancellable, &answer, error);
}

/**
 * pyro_exchange_is_broken:
 * @self: an exchange
 *
 * Returns: whether no more calls can be made: the connection failed, or a call was given up whose
 *   reply may still come
 */
gboolean
pyro_exchange_is_broken (PyroExchange *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->broken;
}

void
_pyro_exchange_set_tap (PyroExchange *self,
                        PyroTap      *tap)
{
  g_set_object (&self->terms.tap, tap);
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

  while (!empty && pyro_session_get_n_abandoned (self->session) > 0)
    {
      PyroEvent event;

      if (!pyro_exchange_read (self, &empty, NULL))
        return TRUE;
      while (pyro_exchange_next (self, &event))
        g_clear_pointer (&event.frame, pyro_frame_unref);
    }

  return pyro_session_get_n_abandoned (self->session) == 0;
}

/**
 * pyro_exchange_get_metadata:
 * @self: an exchange
 *
 * Returns: (transfer none): what the object offers
 */
PyroMetadata *
pyro_exchange_get_metadata (PyroExchange *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->metadata;
}

/**
 * pyro_exchange_get_welcome:
 * @self: an exchange
 *
 * Returns: (transfer none): what the daemon answered to the greeting
 */
PyroValue *
pyro_exchange_get_welcome (PyroExchange *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->welcome;
}
