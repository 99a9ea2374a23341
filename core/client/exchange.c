/* core/client/exchange.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/client/exchange.h"

#include "core/client/exchange-private.h"
#include "core/error.h"
#include "core/link/address.h"
#include "core/translation-private.h"

G_DEFINE_BOXED_TYPE (PyroExchange, pyro_exchange, pyro_exchange_ref, pyro_exchange_unref)

/* ---- Messages ---- */

static gboolean
was_given_up (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Sends @frame; the caller owns the frame of the answer, if it has one. */
static gboolean
pyro_exchange_send (PyroExchange  *self,
                    PyroFrame     *frame,
                    gint64         timeout,
                    GCancellable  *cancellable,
                    PyroFrame    **answer,
                    GError       **error)
{
  PyroTurn turn = _pyro_exchange_begin_turn (self, timeout, cancellable);
  g_autoptr(GError) local_error = NULL;
  PyroEvent event;
  guint token;

  if (self->broken)
    {
      if (self->fault != NULL)
        g_propagate_error (error, g_steal_pointer (&self->fault));
      else
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, _("The connection is closed"));
      return FALSE;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  token = pyro_session_send (self->session, frame, error);
  if (token == 0)
    return FALSE;
  _pyro_terms_tap_out (&self->terms, self->owner, frame, pyro_session_get_seq (self->session, token));

  if (!_pyro_exchange_turn (self, &turn, &event, &local_error))
    {
      pyro_session_withdraw (self->session, token);
      /* there is no other connection to be had, and so the next call waits for this one's reply */
      if (self->terms.socket != NULL && was_given_up (local_error))
        self->broken = FALSE;
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
pyro_exchange_greet (PyroExchange    *self,
                     const PyroTurn  *turn,
                     PyroFrame       *hello,
                     GError         **error)
{
  g_autoptr(PyroFrame) answer = NULL;
  PyroEvent event;

  _pyro_terms_tap_out (&self->terms, self->owner, hello, 0);
  if (!_pyro_exchange_turn (self, turn, &event, error))
    return FALSE;
  answer = event.frame;
  _pyro_dialect_remember (self->terms.uri, self->terms.dialect.spoken);

  return pyro_hello_receive (answer, &self->welcome, &self->metadata, error);
}

/* Begins the conversation. */
static gboolean
pyro_exchange_take_channel (PyroExchange    *self,
                            const PyroTurn  *turn,
                            GCancellable    *cancellable,
                            GError         **error)
{
  g_autoptr(PyroFrame) hello = NULL;
  gint64 left = 0;

  self->session = _pyro_terms_new_session (&self->terms, &hello, error);
  if (self->session == NULL)
    return FALSE;

  if (hello != NULL && !pyro_exchange_greet (self, turn, hello, error))
    return FALSE;
  if (self->metadata != NULL)
    return TRUE;

  if (turn->deadline > 0)
    left = MAX (turn->deadline - g_get_monotonic_time (), 1);

  return pyro_exchange_ask_metadata (self, left, cancellable, error);
}

/* Connects and shakes hands, in place of the last try if there was one. */
static gboolean
pyro_exchange_dial (PyroExchange    *self,
                    const PyroTurn  *turn,
                    GCancellable    *cancellable,
                    GError         **error)
{
  g_autoptr(GSocket) socket = NULL;

  g_clear_pointer (&self->channel, pyro_channel_free);
  g_clear_pointer (&self->session, pyro_session_free);
  self->broken = FALSE;
  if (self->terms.socket != NULL)
    socket = _pyro_terms_dup_socket (&self->terms, error);
  else
    socket = pyro_address_connect_sync (self->terms.uri, turn->deadline, cancellable, error);
  if (socket != NULL)
    self->channel = _pyro_terms_new_channel (&self->terms, socket, error);

  return self->channel != NULL && pyro_exchange_take_channel (self, turn, cancellable, error);
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
  PyroTurn turn;

  g_ref_count_init (&self->ref_count);
  _pyro_terms_copy (&self->terms, terms);
  self->owner = owner;
  if (!_pyro_terms_begin (&self->terms, error))
    return NULL;

  turn = _pyro_exchange_begin_turn (self, timeout, cancellable);
  do
    {
      g_clear_error (&local_error);
      if (pyro_exchange_dial (self, &turn, cancellable, &local_error))
        return g_steal_pointer (&self);
    }
  while (self->session != NULL &&
         _pyro_terms_turn (&self->terms, self->session, local_error));

  if (!g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) || turn.deadline == 0)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (self->channel == NULL)
    g_propagate_error (error, _pyro_terms_connect_timed_out (terms, timeout));
  else
    g_propagate_error (error, _pyro_terms_welcome_timed_out (terms, pyro_channel_get_tunnel (self->channel),
                                                             timeout));

  return NULL;
}

/**
 * pyro_exchange_open:
 * @uri: a `PYRO:` URI with a location
 * @serializer: (nullable): the name of a serializer, or %NULL for serpent
 * @handshake: (nullable): what to greet the daemon with, or %NULL for the text “hello”
 * @tls: (nullable): a client's settings to connect in TLS with, or %NULL for a plain connection
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
                    PyroTls       *tls,
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
  _pyro_terms_set_tls (&terms, tls);

  self = _pyro_exchange_open_with_terms (&terms, NULL, timeout, cancellable, error);
  _pyro_terms_clear (&terms);

  return self;
}

/**
 * pyro_exchange_ref:
 * @self: an exchange
 *
 * Returns: (transfer full): the same exchange
 */
PyroExchange *
pyro_exchange_ref (PyroExchange *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * pyro_exchange_unref:
 * @self: (transfer full): an exchange
 *
 * Lets go of the exchange. The last one to do so closes the connection.
 */
void
pyro_exchange_unref (PyroExchange *self)
{
  g_return_if_fail (self != NULL);

  if (!g_ref_count_dec (&self->ref_count))
    return;

  _pyro_exchange_set_cancellable (self, NULL);
  g_clear_pointer (&self->channel, pyro_channel_free);
  g_clear_pointer (&self->session, pyro_session_free);
  g_clear_pointer (&self->metadata, pyro_metadata_unref);
  g_clear_pointer (&self->welcome, pyro_value_unref);
  g_clear_error (&self->fault);
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

/*
 * _pyro_exchange_get_generation:
 *
 * Returns: what is spoken
 */
const PyroGeneration *
_pyro_exchange_get_generation (PyroExchange *self)
{
  return self->terms.dialect.spoken;
}

void
_pyro_exchange_set_tap (PyroExchange *self,
                        PyroTap      *tap)
{
  g_set_object (&self->terms.tap, tap);
}

void
_pyro_exchange_set_spin_time (PyroExchange *self,
                              gint64        spin_time)
{
  self->terms.spin_time = spin_time;
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
 * Returns: (transfer none) (nullable): what the daemon answered to the greeting
 */
PyroValue *
pyro_exchange_get_welcome (PyroExchange *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->welcome;
}
