/* core/link/session-output.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The half of a session that is written: messages in, bytes out. */

#include "core/link/session.h"

#include "core/error.h"
#include "core/limits.h"
#include "core/link/session-private.h"
#include "core/translation-private.h"

void
_pyro_message_free (PyroMessage *self)
{
  g_clear_pointer (&self->wire, g_bytes_unref);
  g_free (self);
}

guint16
_pyro_message_get_seq (const PyroMessage *self)
{
  return (guint16) (self->serial & 0xffff);
}

/*
 * _pyro_session_enqueue:
 *
 * Puts @frame into the queue as the message with the number @serial.
 *
 * Returns: (transfer none): the message
 */
PyroMessage *
_pyro_session_enqueue (PyroSession  *self,
                       PyroFrame    *frame,
                       guint64       serial,
                       GError      **error)
{
  g_autoptr(GBytes) wire = pyro_frame_encode (frame, (guint16) (serial & 0xffff), error);
  PyroMessage *message;

  if (wire == NULL)
    return NULL;

  message = g_new0 (PyroMessage, 1);
  message->link.data = message;
  message->wire = g_steal_pointer (&wire);
  message->serial = serial;
  message->type = pyro_frame_get_frame_type (frame);
  message->serializer_id = pyro_frame_get_serializer_id (frame);
  message->oneway = (pyro_frame_get_flags (frame) & PYRO_FRAME_FLAG_ONEWAY) != 0;
  g_queue_push_tail_link (&self->unsent, &message->link);

  return message;
}

/* The next number whose low 16 bits are not those of a message in flight. Nothing can collide while
 * the oldest one is less than a turn of the wheel away, which is nearly always. */
static guint64
pyro_session_next_serial (PyroSession *self)
{
  const PyroMessage *oldest = g_queue_peek_head (&self->in_flight);
  guint64 serial = self->last_serial + 1;
  gboolean taken = oldest != NULL && serial - oldest->serial > G_MAXUINT16;

  while (taken)
    {
      taken = FALSE;
      for (const GList *l = self->in_flight.head; l != NULL && !taken; l = l->next)
        taken = _pyro_message_get_seq (l->data) == (guint16) (serial & 0xffff);
      if (taken)
        serial++;
    }

  return serial;
}

/**
 * pyro_session_send:
 * @self: a session
 * @frame: a %PYRO_FRAME_INVOKE or %PYRO_FRAME_PING
 * @error: return location for an error
 *
 * Queues a message. It gets the next sequence number, and is not written before the handshake is
 * answered.
 *
 * Returns: a token for the message, or 0 with @error set: %PYRO_ERROR_TOO_LARGE when the message
 *   cannot be written or `PYRO_MAX_IN_FLIGHT` of them are waiting already
 */
guint
pyro_session_send (PyroSession  *self,
                   PyroFrame    *frame,
                   GError      **error)
{
  guint64 serial;
  PyroMessage *message;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (frame != NULL, 0);

  if (self->broken != NULL)
    {
      if (error != NULL)
        *error = g_error_copy (self->broken);
      return 0;
    }
  if (g_hash_table_size (self->messages) >= PYRO_MAX_IN_FLIGHT)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE, /* Translators: %d is always 32767 */
                   _("%d calls wait for their answers already"), PYRO_MAX_IN_FLIGHT);
      return 0;
    }

  serial = pyro_session_next_serial (self);
  message = _pyro_session_enqueue (self, frame, serial, error);
  if (message == NULL)
    return 0;

  self->last_serial = serial;
  do
    message->token = ++self->last_token;
  while (message->token == 0 || g_hash_table_contains (self->messages, GUINT_TO_POINTER (message->token)));
  g_hash_table_insert (self->messages, GUINT_TO_POINTER (message->token), message);
  self->n_waiting++;

  return message->token;
}

/**
 * pyro_session_get_seq:
 * @self: a session
 * @token: a message
 *
 * Returns: the sequence number of the message, or 0 when it is answered already
 */
guint16
pyro_session_get_seq (PyroSession *self,
                      guint        token)
{
  const PyroMessage *message;

  g_return_val_if_fail (self != NULL, 0);

  message = g_hash_table_lookup (self->messages, GUINT_TO_POINTER (token));

  return message != NULL ? _pyro_message_get_seq (message) : 0;
}

/**
 * pyro_session_withdraw:
 * @self: a session
 * @token: a message
 *
 * Nobody waits for the answer to this message any more. One of which nothing was written is taken
 * back; the answer to any other is dropped when it comes.
 *
 * Returns: whether the peer never sees the message
 */
gboolean
pyro_session_withdraw (PyroSession *self,
                       guint        token)
{
  PyroMessage *message;

  g_return_val_if_fail (self != NULL, FALSE);

  message = g_hash_table_lookup (self->messages, GUINT_TO_POINTER (token));
  if (message == NULL || message->abandoned)
    return FALSE;

  self->n_waiting--;
  if (message->wire == NULL || (self->unsent.head == &message->link && self->n_written > 0))
    {
      message->abandoned = TRUE;
      self->n_abandoned++;
      return FALSE;
    }

  g_queue_unlink (&self->unsent, &message->link);
  g_hash_table_remove (self->messages, GUINT_TO_POINTER (token));
  _pyro_message_free (message);

  return TRUE;
}

/**
 * pyro_session_output:
 * @self: a session
 * @vectors: (array length=n_vectors): filled with the bytes to be written next; they stay where
 *   they are until the next call of pyro_session_wrote() or pyro_session_withdraw()
 * @n_vectors: the length of @vectors
 *
 * Returns: how many of @vectors were filled, 0 when there is nothing to write for now
 */
guint
pyro_session_output (PyroSession  *self,
                     struct iovec *vectors,
                     guint         n_vectors)
{
  gsize offset;
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);

  offset = self->n_written;
  for (const GList *l = self->unsent.head; l != NULL && n < n_vectors; l = l->next)
    {
      const PyroMessage *message = l->data;
      gsize size;
      const guint8 *data = g_bytes_get_data (message->wire, &size);

      if (!self->open && message->type != PYRO_FRAME_CONNECT)
        break;

      vectors[n++] = (struct iovec) { (guint8 *) data + offset, size - offset };
      offset = 0;
    }

  return n;
}

static void
pyro_session_message_written (PyroSession *self,
                              PyroMessage     *message)
{
  g_queue_unlink (&self->unsent, &message->link);
  g_clear_pointer (&message->wire, g_bytes_unref);

  if (!message->oneway)
    {
      g_queue_push_tail_link (&self->in_flight, &message->link);
      return;
    }

  g_hash_table_remove (self->messages, GUINT_TO_POINTER (message->token));
  if (message->abandoned)
    {
      self->n_abandoned--;
    }
  else
    {
      self->n_waiting--;
      _pyro_session_push_event (self, PYRO_EVENT_SENT, message->token, NULL);
    }
  _pyro_message_free (message);
}

/**
 * pyro_session_wrote:
 * @self: a session
 * @size: bytes
 *
 * Says how much of the output was written.
 */
void
pyro_session_wrote (PyroSession *self,
                    gsize        size)
{
  PyroMessage *message;

  g_return_if_fail (self != NULL);

  self->n_written += size;
  while ((message = g_queue_peek_head (&self->unsent)) != NULL &&
         self->n_written >= g_bytes_get_size (message->wire))
    {
      self->n_written -= g_bytes_get_size (message->wire);
      pyro_session_message_written (self, message);
    }
}
