/* core/link/session.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/link/session.h"

#include <gio/gio.h>

#include "core/error.h"
#include "core/link/session-private.h"
#include "core/translation-private.h"

static void
queue_clear (GQueue *queue)
{
  GList *link;

  while ((link = g_queue_pop_head_link (queue)) != NULL)
    _pyro_message_free (link->data);
}

static void
pyro_session_break (PyroSession *self,
                    GError      *error)
{
  if (self->broken == NULL)
    self->broken = error;
  else
    g_error_free (error);
}

/**
 * pyro_session_new:
 * @hello: (nullable): the handshake to begin with, or %NULL when both sides do without one
 * @max_size: bytes past the header that a message of the peer may have
 *
 * Returns: (transfer full): a new session
 */
PyroSession *
pyro_session_new (PyroFrame *hello,
                  gsize      max_size)
{
  PyroSession *self = g_new0 (PyroSession, 1);
  GError *error = NULL;

  self->parser = pyro_parser_new (max_size);
  self->messages = g_hash_table_new (NULL, NULL);
  g_queue_init (&self->unsent);
  g_queue_init (&self->in_flight);
  g_queue_init (&self->events);
  self->open = hello == NULL;

  if (hello != NULL)
    {
      self->generation = pyro_frame_get_generation (hello);
      if (_pyro_session_enqueue (self, hello, 0, &error) == NULL)
        pyro_session_break (self, error);
    }

  return self;
}

/**
 * pyro_session_free:
 * @self: (transfer full): a session
 */
void
pyro_session_free (PyroSession *self)
{
  PyroEvent event;

  g_return_if_fail (self != NULL);

  while (pyro_session_next (self, &event))
    g_clear_pointer (&event.frame, pyro_frame_unref);
  queue_clear (&self->unsent);
  queue_clear (&self->in_flight);
  g_hash_table_unref (self->messages);
  pyro_parser_unref (self->parser);
  g_clear_pointer (&self->hmac_key, g_bytes_unref);
  g_clear_error (&self->broken);
  g_free (self);
}

/**
 * pyro_session_set_hmac_key:
 * @self: a session to which nothing came yet
 * @key: (nullable): what the messages of the peer must be signed with; %NULL for not at all. Those
 *   that are sent have to be signed already
 */
void
pyro_session_set_hmac_key (PyroSession *self,
                           GBytes      *key)
{
  g_autoptr(GBytes) old = NULL;

  g_return_if_fail (self != NULL);

  old = g_steal_pointer (&self->hmac_key);
  self->hmac_key = key != NULL ? g_bytes_ref (key) : NULL;
}

/*
 * _pyro_session_push_event:
 * @frame: (transfer full) (nullable): the frame of the event
 */
void
_pyro_session_push_event (PyroSession   *self,
                          PyroEventType  type,
                          guint          token,
                          PyroFrame     *frame)
{
  PyroEvent *event = g_new (PyroEvent, 1);

  *event = (PyroEvent) { type, token, frame };
  g_queue_push_tail (&self->events, event);
}

static gboolean
pyro_session_receive_welcome (PyroSession  *self,
                              PyroFrame    *frame,
                              GError      **error)
{
  switch ((int) pyro_frame_get_frame_type (frame))
    {
    case PYRO_FRAME_CONNECT_FAIL:
      /* the reason is in the payload; a refusal may come before the handshake is written */
      return pyro_hello_receive (frame, NULL, NULL, error);

    case PYRO_FRAME_CONNECT_OK:
      if (self->in_flight.length == 1)
        break;
      G_GNUC_FALLTHROUGH;

    default:
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL,
                   _("The peer sent %s instead of an answer to the handshake"),
                   pyro_frame_type_get_name (pyro_frame_get_frame_type (frame)));
      return FALSE;
    }

  _pyro_message_free (g_queue_pop_head_link (&self->in_flight)->data);
  self->open = TRUE;
  _pyro_session_push_event (self, PYRO_EVENT_WELCOME, 0, pyro_frame_ref (frame));

  return TRUE;
}

/* Whether @frame can be the answer to @message. */
static gboolean
message_check_reply (const PyroMessage  *message,
                     PyroFrame      *frame,
                     GError        **error)
{
  PyroFrameType wanted = message->type == PYRO_FRAME_PING ? PYRO_FRAME_PING : PYRO_FRAME_RESULT;
  PyroFrameType type = pyro_frame_get_frame_type (frame);

  if (type != wanted)
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL,
                 _("The peer answered with %s where %s was due"),
                 pyro_frame_type_get_name (type), pyro_frame_type_get_name (wanted));
  else if (pyro_frame_get_seq (frame) != _pyro_message_get_seq (message))
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL,
                 _("The peer answered message %u where message %u was due"),
                 pyro_frame_get_seq (frame), _pyro_message_get_seq (message));
  else if (type == PYRO_FRAME_RESULT && /* nothing in a ping is serialized */
           pyro_frame_get_serializer_id (frame) != message->serializer_id)
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL,
                 _("The peer answered in serializer %u a call in serializer %u"),
                 pyro_frame_get_serializer_id (frame), message->serializer_id);
  else
    return TRUE;

  return FALSE;
}

static gboolean
pyro_session_receive_reply (PyroSession  *self,
                            PyroFrame    *frame,
                            GError      **error)
{
  PyroMessage *message = g_queue_peek_head (&self->in_flight);

  if (message == NULL)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL, _("The peer sent %s, which nothing asked for"),
                   pyro_frame_type_get_name (pyro_frame_get_frame_type (frame)));
      return FALSE;
    }
  if (!message_check_reply (message, frame, error))
    return FALSE;

  g_queue_pop_head_link (&self->in_flight);
  g_hash_table_remove (self->messages, GUINT_TO_POINTER (message->token));
  if (message->abandoned)
    self->n_abandoned--;
  else
    self->n_waiting--;
  _pyro_session_push_event (self, message->abandoned ? PYRO_EVENT_DROPPED : PYRO_EVENT_REPLY,
                           message->token, pyro_frame_ref (frame));
  _pyro_message_free (message);

  return TRUE;
}

/* Whether @frame is in the generation of this conversation. */
static gboolean
pyro_session_check_generation (PyroSession  *self,
                               PyroFrame    *frame,
                               GError      **error)
{
  const char *name;

  self->heard = pyro_frame_get_generation (frame);
  if (self->generation == NULL)
    self->generation = self->heard;
  if (self->heard == self->generation)
    return TRUE;

  name = pyro_generation_get_name (self->heard);
  if (self->hmac_key != NULL && !pyro_generation_has_hmac (self->heard))
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_SECURITY,
                 _("An HMAC key was given, but the peer speaks %s, which has none"), name);
  else
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_VERSION,
                 _("The peer speaks %s, not %s"), name, pyro_generation_get_name (self->generation));

  return FALSE;
}

static gboolean
pyro_session_receive (PyroSession  *self,
                      PyroFrame    *frame,
                      GError      **error)
{
  gboolean ok = pyro_session_check_generation (self, frame, error)
                && pyro_frame_check_hmac (frame, self->hmac_key, error)
                && (self->open ? pyro_session_receive_reply (self, frame, error)
                               : pyro_session_receive_welcome (self, frame, error));

  if (!ok)
    _pyro_session_push_event (self, PYRO_EVENT_DROPPED, 0, pyro_frame_ref (frame));

  return ok;
}

/**
 * pyro_session_reserve:
 * @self: a session
 * @size: (out): the bytes there is room for, at least 1
 *
 * Returns: (transfer none): where to put the next bytes of the peer; valid until the next call
 */
guint8 *
pyro_session_reserve (PyroSession *self,
                      gsize       *size)
{
  g_return_val_if_fail (self != NULL, NULL);

  return pyro_parser_reserve (self->parser, size);
}

/**
 * pyro_session_received:
 * @self: a session
 * @size: bytes that were put where pyro_session_reserve() said
 * @error: return location for an error
 *
 * Takes bytes of the peer and turns them into events. An error is final. What came before it, and
 * the message that is at fault, are still to be had from pyro_session_next().
 *
 * Returns: %TRUE, or %FALSE with @error set: %PYRO_ERROR_PROTOCOL, %PYRO_ERROR_TLS, %PYRO_ERROR_VERSION or
 *   %PYRO_ERROR_TOO_LARGE for what the peer must not send, %PYRO_ERROR_SECURITY for what it did not
 *   sign as it should, %PYRO_ERROR_REFUSED when it refused the handshake
 */
gboolean
pyro_session_received (PyroSession  *self,
                       gsize         size,
                       GError      **error)
{
  PyroParseResult result = PYRO_PARSE_FRAME;

  g_return_val_if_fail (self != NULL, FALSE);

  pyro_parser_commit (self->parser, size);
  while (self->broken == NULL && result == PYRO_PARSE_FRAME)
    {
      g_autoptr(PyroFrame) frame = NULL;

      result = pyro_parser_next (self->parser, &frame, NULL, &self->broken);
      if (result == PYRO_PARSE_FRAME)
        pyro_session_receive (self, frame, &self->broken);
    }

  if (self->broken == NULL)
    return TRUE;
  if (error != NULL)
    *error = g_error_copy (self->broken);

  return FALSE;
}

/**
 * pyro_session_ended:
 * @self: a session
 *
 * Says what it means when the peer sends no more, in a sentence for a user.
 *
 * Returns: (transfer full): an error, %G_IO_ERROR_CONNECTION_CLOSED unless the session was broken
 *   before
 */
GError *
pyro_session_ended (PyroSession *self)
{
  const char *sentence;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->broken != NULL)
    return g_error_copy (self->broken);

  if (!pyro_parser_is_idle (self->parser))
    sentence = _("The peer closed the connection in the middle of a message");
  else if (!self->open)
    sentence = _("The peer closed the connection without an answer to the handshake");
  else
    sentence = _("The peer closed the connection");

  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, sentence);
}

/**
 * pyro_session_has_event:
 * @self: a session
 *
 * Returns: whether pyro_session_next() would find something
 */
gboolean
pyro_session_has_event (PyroSession *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->events.length > 0;
}

/**
 * pyro_session_next:
 * @self: a session
 * @event: (out caller-allocates): the event; whoever calls owns its frame
 *
 * Takes the oldest event.
 *
 * Returns: %FALSE when there is none
 */
gboolean
pyro_session_next (PyroSession *self,
                   PyroEvent   *event)
{
  g_autofree PyroEvent *next = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (event != NULL, FALSE);

  next = g_queue_pop_head (&self->events);
  if (next == NULL)
    return FALSE;

  *event = *next;

  return TRUE;
}

/**
 * pyro_session_is_open:
 * @self: a session
 *
 * Returns: whether the handshake is done
 */
gboolean
pyro_session_is_open (PyroSession *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->open;
}

/**
 * pyro_session_heard_nothing:
 * @self: a session
 *
 * Returns: whether not a byte of the peer has come
 */
gboolean
pyro_session_heard_nothing (PyroSession *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->heard == NULL && pyro_parser_is_idle (self->parser);
}

/**
 * pyro_session_get_heard:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the generation in which the peer spoke, which is not that of
 *   the handshake where it broke the session; %NULL before its first message
 */
const PyroGeneration *
pyro_session_get_heard (PyroSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->heard;
}

/**
 * pyro_session_get_n_waiting:
 * @self: a session
 *
 * Returns: messages that somebody waits for, written or not
 */
guint
pyro_session_get_n_waiting (PyroSession *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_waiting;
}

/**
 * pyro_session_get_n_abandoned:
 * @self: a session
 *
 * Returns: messages that were withdrawn too late, and are not answered yet
 */
guint
pyro_session_get_n_abandoned (PyroSession *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_abandoned;
}
