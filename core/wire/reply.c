/* core/wire/reply.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/wire/reply.h"

#include "core/error.h"
#include "core/wire/correlation.h"
#include "core/wire/payload-private.h"

/* The annotation with the id of an item stream: the text of a UUID. */
#define STREAM_ANNOTATION "STRM"
#define STREAM_ID_SIZE    36 /* bytes */

/**
 * PyroReply:
 *
 * The answer to a call: a value, an exception or an item stream; or to a ping. What it holds is
 * decoded only on demand.
 *
 * A reply never changes once made, so it may be shared between threads.
 */
struct _PyroReply
{
  gatomicrefcount  ref_count;
  PyroFrame       *frame;
  PyroAnnotations *annotations;
  char            *stream_id; /* NULL for none */
};

G_DEFINE_BOXED_TYPE (PyroReply, pyro_reply, pyro_reply_ref, pyro_reply_unref)

static gboolean
pyro_reply_has_flag (PyroReply      *self,
                     PyroFrameFlags  flag)
{
  return (pyro_frame_get_flags (self->frame) & flag) != 0;
}

static gboolean
pyro_reply_read_stream_id (PyroReply  *self,
                           GError    **error)
{
  GBytes *bytes = pyro_annotations_lookup (self->annotations, STREAM_ANNOTATION);
  const char *text;
  gsize size;

  /* A daemon that is set to stream nothing says that it would have been a stream, and no id. */
  if (!pyro_reply_has_flag (self, PYRO_FRAME_FLAG_ITEM_STREAM) || bytes == NULL)
    return TRUE;

  text = g_bytes_get_data (bytes, &size);
  for (gsize i = 0; size == STREAM_ID_SIZE && i < STREAM_ID_SIZE; i++)
    if (!g_ascii_isgraph (text[i]))
      size = 0;
  if (size != STREAM_ID_SIZE)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL,
                           "The peer sent an item stream with a damaged id");
      return FALSE;
    }
  self->stream_id = g_strndup (text, size);

  return TRUE;
}

/**
 * pyro_reply_new:
 * @frame: a message that came as an answer
 * @error: return location for an error
 *
 * Returns: (transfer full): the reply, or %NULL with %PYRO_ERROR_PROTOCOL when @frame is no answer
 *   to a call or a ping
 */
PyroReply *
pyro_reply_new (PyroFrame  *frame,
                GError    **error)
{
  g_autoptr(PyroReply) self = NULL;
  PyroFrameType type;

  g_return_val_if_fail (frame != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  type = pyro_frame_get_frame_type (frame);
  if (type != PYRO_FRAME_RESULT && type != PYRO_FRAME_PING)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL,
                   "The peer answered with a message of type %s", pyro_frame_type_get_name (type));
      return NULL;
    }

  self = g_new0 (PyroReply, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->frame = pyro_frame_ref (frame);
  self->annotations = pyro_frame_dup_annotations (frame);
  if (!pyro_reply_read_stream_id (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * pyro_reply_ref:
 * @self: a reply
 *
 * Returns: (transfer full): the same reply
 */
PyroReply *
pyro_reply_ref (PyroReply *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * pyro_reply_unref:
 * @self: (transfer full): a reply
 */
void
pyro_reply_unref (PyroReply *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  pyro_frame_unref (self->frame);
  pyro_annotations_unref (self->annotations);
  g_free (self->stream_id);
  g_free (self);
}

/**
 * pyro_reply_get_frame:
 * @self: a reply
 *
 * Returns: (transfer none): the message it came in
 */
PyroFrame *
pyro_reply_get_frame (PyroReply *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->frame;
}

/**
 * pyro_reply_is_exception:
 * @self: a reply
 *
 * Returns: whether it holds an exception. One with an item stream does not, though for old clients
 *   it looks like it
 */
gboolean
pyro_reply_is_exception (PyroReply *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return !pyro_reply_has_flag (self, PYRO_FRAME_FLAG_ITEM_STREAM)
         && pyro_reply_has_flag (self, PYRO_FRAME_FLAG_EXCEPTION);
}

/**
 * pyro_reply_get_stream_id:
 * @self: a reply
 *
 * Returns: (transfer none) (nullable): the id of the item stream that the method returned; %NULL
 *   when it returned something else
 */
const char *
pyro_reply_get_stream_id (PyroReply *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->stream_id;
}

/**
 * pyro_reply_get_annotations:
 * @self: a reply
 *
 * Returns: (transfer none): what the daemon sent along, maybe nothing
 */
PyroAnnotations *
pyro_reply_get_annotations (PyroReply *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->annotations;
}

/**
 * pyro_reply_dup_correlation:
 * @self: a reply
 *
 * Returns: (transfer full) (nullable): the correlation id as the text of a UUID, or %NULL
 */
char *
pyro_reply_dup_correlation (PyroReply *self)
{
  const guint8 *id;

  g_return_val_if_fail (self != NULL, NULL);

  id = pyro_frame_get_correlation (self->frame);

  return id != NULL ? pyro_correlation_to_string (id) : NULL;
}

static PyroValue *
fail_with_exception (PyroValue  *value,
                     GError    **error)
{
  g_autoptr(PyroException) exception = NULL;

  exception = pyro_exception_from_value (value, error);
  if (exception != NULL)
    g_propagate_error (error, pyro_exception_to_error (exception));

  return NULL;
}

/**
 * pyro_reply_decode:
 * @self: a reply
 * @error: return location for an error
 *
 * Reads what the method returned. A large payload takes time: this may be done in another thread.
 *
 * Returns: (transfer full): the value (the bytes of the answer to a ping), or %NULL with
 *   %PYRO_REMOTE_ERROR when the method raised an exception, %PYRO_ERROR_VALUE when it returned an
 *   item stream or raised what is no exception, %PYRO_ERROR_SERIALIZE, %PYRO_ERROR_TOO_LARGE or
 *   %PYRO_ERROR_PROTOCOL when the payload cannot be read
 */
PyroValue *
pyro_reply_decode (PyroReply  *self,
                   GError    **error)
{
  g_autoptr(PyroValue) value = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (pyro_frame_get_frame_type (self->frame) == PYRO_FRAME_PING)
    return pyro_value_new_bytes (pyro_frame_get_payload (self->frame));
  if (pyro_reply_has_flag (self, PYRO_FRAME_FLAG_ITEM_STREAM))
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_VALUE,
                           self->stream_id != NULL
                           ? "The method returned an item stream"
                           : "The method returned an iterator, which the daemon does not stream");
      return NULL;
    }

  value = _pyro_payload_decode (self->frame, error);
  if (value == NULL)
    return NULL;
  if (pyro_reply_is_exception (self))
    return fail_with_exception (value, error);

  return g_steal_pointer (&value);
}
