/* core/wire/frame.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/wire/frame-private.h"

#include <string.h>

#include "core/codec/deflate.h"
#include "core/error.h"
#include "core/limits.h"
#include "core/wire/annotations-private.h"

/**
 * PyroFrame:
 *
 * One message of the wire: a header, annotations and a payload.
 *
 * A frame never changes once made, so it may be shared between threads. Going out it gets its
 * sequence number from [method@Pyro.Frame.encode], since that belongs to the connection; a frame
 * that came in keeps its own.
 */
struct _PyroFrame
{
  gatomicrefcount       ref_count;
  const PyroGeneration *generation;
  PyroHeader            header; /* its sizes are written by encode */
  GBytes               *annotations_block; /* NULL when they are too large for a header */
  GBytes               *payload;           /* still compressed when the flag says so */
  gsize                 max_plain_size;    /* bytes that the payload may inflate to */
};

G_DEFINE_BOXED_TYPE (PyroFrame, pyro_frame, pyro_frame_ref, pyro_frame_unref)

/**
 * pyro_frame_type_get_name:
 * @type: a type
 *
 * Returns: (transfer none): the name it has in Pyro's sources, such as “CONNECTFAIL”
 */
const char *
pyro_frame_type_get_name (PyroFrameType type)
{
  static const char *const names[] = {
    NULL, "CONNECT", "CONNECTOK", "CONNECTFAIL", "INVOKE", "RESULT", "PING",
  };

  g_return_val_if_fail (type >= PYRO_FRAME_CONNECT && type <= PYRO_FRAME_PING, NULL);

  return names[type];
}

/* Consumes @annotations_block. */
static PyroFrame *
frame_new (const PyroGeneration *generation,
           const PyroHeader     *header,
           GBytes               *annotations_block,
           GBytes               *payload)
{
  PyroFrame *self = g_new0 (PyroFrame, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->generation = generation;
  self->header = *header;
  self->annotations_block = annotations_block;
  self->payload = payload != NULL ? g_bytes_ref (payload) : g_bytes_new (NULL, 0);
  self->max_plain_size = PYRO_MAX_INFLATED_SIZE;

  return self;
}

/* Where the correlation id is an annotation, the frame knows it from there. */
static void
pyro_frame_read_correlation (PyroFrame *self)
{
  const char *id = self->generation->correlation_id;
  const guint8 *found;
  gsize size = 0;

  if (id == NULL || self->annotations_block == NULL)
    return;

  self->header.flags &= ~PYRO_FRAME_FLAG_CORRELATION;
  found = _pyro_annotations_find_in_block (self->generation, self->annotations_block, id, &size);
  if (found == NULL || size != PYRO_CORRELATION_SIZE)
    return;

  self->header.flags |= PYRO_FRAME_FLAG_CORRELATION;
  memcpy (self->header.correlation, found, PYRO_CORRELATION_SIZE);
}

/* Returns: (transfer full) (nullable): the annotations as they are on the wire, or %NULL when they
 *   are larger than a message can carry */
static GBytes *
build_block (const PyroGeneration *generation,
             PyroFrameType         type,
             const guint8         *correlation,
             PyroAnnotations      *annotations)
{
  g_autoptr(PyroAnnotations) all = annotations != NULL ? pyro_annotations_ref (annotations)
                                                       : pyro_annotations_new ();

  if (generation->correlation_id != NULL && correlation != NULL)
    {
      g_autoptr(PyroAnnotations) others = g_steal_pointer (&all);

      all = _pyro_annotations_with_correlation (others, generation->correlation_id, correlation,
                                                type != PYRO_FRAME_CONNECT && type != PYRO_FRAME_INVOKE);
    }

  return all != NULL ? _pyro_annotations_to_block (all, generation) : NULL;
}

/**
 * pyro_frame_new:
 * @generation: the protocol to speak
 * @type: what the message is for
 * @flags: what the message says of itself; %PYRO_FRAME_FLAG_CORRELATION is set or cleared as
 *   @correlation needs it, and flags that @generation does not have are not sent
 * @serializer_id: the number of the payload's serializer
 * @correlation: (nullable) (array fixed-size=16): the correlation id, the bytes of a UUID; a
 *   generation that has no room for it in the header has it among the annotations
 * @annotations: (nullable): annotations to send along
 * @payload: (nullable): the serialized payload; compressed if @flags say so
 *
 * Returns: (transfer full): a new frame with the sequence number 0
 */
PyroFrame *
pyro_frame_new (const PyroGeneration *generation,
                PyroFrameType         type,
                PyroFrameFlags        flags,
                guint16               serializer_id,
                const guint8         *correlation,
                PyroAnnotations      *annotations,
                GBytes               *payload)
{
  PyroHeader header = { .type = type, .serializer_id = serializer_id };
  PyroFrame *self;

  g_return_val_if_fail (generation != NULL, NULL);
  g_return_val_if_fail (type >= PYRO_FRAME_CONNECT && type <= PYRO_FRAME_PING, NULL);

  header.flags = flags & ~PYRO_FRAME_FLAG_CORRELATION;
  if (correlation != NULL)
    {
      header.flags |= PYRO_FRAME_FLAG_CORRELATION;
      memcpy (header.correlation, correlation, PYRO_CORRELATION_SIZE);
    }
  self = frame_new (generation, &header, build_block (generation, type, correlation, annotations),
                    payload);
  pyro_frame_read_correlation (self);

  return self;
}

/*
 * _pyro_frame_new_received:
 * @header: what was read from the wire
 * @annotations_block: a block that passed the check
 * @max_size: how many bytes of annotations and payload together the message was allowed to have; a
 *   compressed one may not evade that
 *
 * Returns: (transfer full): the frame
 */
PyroFrame *
_pyro_frame_new_received (const PyroGeneration *generation,
                          const PyroHeader     *header,
                          GBytes               *annotations_block,
                          GBytes               *payload,
                          gsize                 max_size)
{
  PyroFrame *self = frame_new (generation, header, g_bytes_ref (annotations_block), payload);

  self->max_plain_size = MIN (self->max_plain_size, max_size);
  pyro_frame_read_correlation (self);

  return self;
}

/**
 * pyro_frame_with_seq:
 * @self: a message
 * @seq: the sequence number it is sent under
 *
 * Returns: (transfer full): the same message with that number, for those who look on
 */
PyroFrame *
pyro_frame_with_seq (PyroFrame *self,
                     guint16    seq)
{
  PyroFrame *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = frame_new (self->generation, &self->header, NULL, self->payload);
  copy->header.seq = seq;
  if (self->annotations_block != NULL)
    copy->annotations_block = g_bytes_ref (self->annotations_block);
  copy->max_plain_size = self->max_plain_size;

  return copy;
}

/*
 * _pyro_frame_with_annotations:
 * @annotations: (nullable): the annotations instead of its own, with the same correlation id; %NULL
 *   for more than can be sent
 *
 * Returns: (transfer full): the same message with those annotations
 */
PyroFrame *
_pyro_frame_with_annotations (PyroFrame       *self,
                              PyroAnnotations *annotations)
{
  GBytes *block = annotations != NULL ? _pyro_annotations_to_block (annotations, self->generation) : NULL;
  PyroFrame *copy = frame_new (self->generation, &self->header, block, self->payload);

  copy->max_plain_size = self->max_plain_size;

  return copy;
}

/*
 * _pyro_frame_with_compressed_payload:
 * @payload: its own, as a zlib stream
 *
 * Returns: (transfer full): the same message with that payload
 */
PyroFrame *
_pyro_frame_with_compressed_payload (PyroFrame *self,
                                     GBytes    *payload)
{
  GBytes *block = self->annotations_block != NULL ? g_bytes_ref (self->annotations_block) : NULL;
  PyroFrame *copy = frame_new (self->generation, &self->header, block, payload);

  copy->header.flags |= PYRO_FRAME_FLAG_COMPRESSED;

  return copy;
}

/**
 * pyro_frame_ref:
 * @self: a message
 *
 * Returns: (transfer full): the same message
 */
PyroFrame *
pyro_frame_ref (PyroFrame *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * pyro_frame_unref:
 * @self: (transfer full): a message
 */
void
pyro_frame_unref (PyroFrame *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->annotations_block, g_bytes_unref);
  g_bytes_unref (self->payload);
  g_free (self);
}

/**
 * pyro_frame_get_generation:
 * @self: a message
 *
 * Returns: (transfer none): the protocol it is spoken in
 */
const PyroGeneration *
pyro_frame_get_generation (PyroFrame *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->generation;
}

/**
 * pyro_frame_get_frame_type:
 * @self: a message
 *
 * Returns: what the message is for
 */
PyroFrameType
pyro_frame_get_frame_type (PyroFrame *self)
{
  g_return_val_if_fail (self != NULL, PYRO_FRAME_PING);

  return self->header.type;
}

/**
 * pyro_frame_get_flags:
 * @self: a message
 *
 * Returns: what the message says of itself
 */
PyroFrameFlags
pyro_frame_get_flags (PyroFrame *self)
{
  g_return_val_if_fail (self != NULL, PYRO_FRAME_FLAG_NONE);

  return self->header.flags;
}

/**
 * pyro_frame_get_serializer_id:
 * @self: a message
 *
 * Returns: the number of the payload's serializer, which only the generation understands; any
 *   number in a %PYRO_FRAME_PING
 */
guint16
pyro_frame_get_serializer_id (PyroFrame *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->header.serializer_id;
}

/**
 * pyro_frame_get_seq:
 * @self: a message
 *
 * Returns: the sequence number of a frame that came in, or that was given to
 *   [method@Pyro.Frame.with_seq], else 0
 */
guint16
pyro_frame_get_seq (PyroFrame *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->header.seq;
}

/**
 * pyro_frame_get_correlation:
 * @self: a message
 *
 * Returns: (transfer none) (nullable) (array fixed-size=16): the correlation id, the bytes of a
 *   UUID, or %NULL when the message has none
 */
const guint8 *
pyro_frame_get_correlation (PyroFrame *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (self->header.flags & PYRO_FRAME_FLAG_CORRELATION) != 0 ? self->header.correlation : NULL;
}

/**
 * pyro_frame_get_annotations_block:
 * @self: a message
 *
 * Returns: (transfer none) (nullable): the annotations as they are on the wire, maybe empty, or
 *   %NULL when they are too large to be sent
 */
GBytes *
pyro_frame_get_annotations_block (PyroFrame *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->annotations_block;
}

/**
 * pyro_frame_dup_annotations:
 * @self: a message
 *
 * Returns: (transfer full): the annotations, maybe none. Of a large message that came in they keep
 *   all bytes alive
 */
PyroAnnotations *
pyro_frame_dup_annotations (PyroFrame *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->annotations_block == NULL)
    return pyro_annotations_new ();

  return _pyro_annotations_from_block (self->generation, self->annotations_block);
}

/**
 * pyro_frame_get_payload:
 * @self: a message
 *
 * Returns: (transfer none): the payload as it is on the wire, maybe empty, maybe compressed
 */
GBytes *
pyro_frame_get_payload (PyroFrame *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->payload;
}

/**
 * pyro_frame_dup_plain_payload:
 * @self: a message
 * @error: return location for an error
 *
 * Inflates the payload of a compressed message; any other payload is not copied. Large ones take
 * time: 100 MB/s or so.
 *
 * Returns: (transfer full): the payload as the serializer wrote it, or %NULL with
 *   %PYRO_ERROR_PROTOCOL when it cannot be inflated and %PYRO_ERROR_TOO_LARGE when it grows over
 *   `PYRO_MAX_INFLATED_SIZE`, or over the size that a message may have where it was received
 */
GBytes *
pyro_frame_dup_plain_payload (PyroFrame  *self,
                              GError    **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if ((self->header.flags & PYRO_FRAME_FLAG_COMPRESSED) == 0)
    return g_bytes_ref (self->payload);

  return pyro_inflate (self->payload, self->max_plain_size, error);
}

/**
 * pyro_frame_get_size:
 * @self: a message
 *
 * Returns: how many bytes it takes on the wire
 */
gsize
pyro_frame_get_size (PyroFrame *self)
{
  gsize size;

  g_return_val_if_fail (self != NULL, 0);

  size = self->generation->header_size + g_bytes_get_size (self->payload);
  if (self->annotations_block != NULL)
    size += g_bytes_get_size (self->annotations_block);

  return size;
}

static guint8 *
put_bytes (guint8 *at,
           GBytes *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  return size > 0 ? (guint8 *) memcpy (at, data, size) + size : at;
}

/**
 * pyro_frame_encode:
 * @self: a message
 * @seq: the sequence number to send it under
 * @error: return location for an error
 *
 * Writes the frame out. One frame can be sent on several connections, under other numbers.
 *
 * Returns: (transfer full): the bytes for the wire, or %NULL with %PYRO_ERROR_TOO_LARGE when the
 *   payload or the annotations are larger than the header can say
 */
GBytes *
pyro_frame_encode (PyroFrame  *self,
                   guint16     seq,
                   GError    **error)
{
  PyroHeader header;
  gsize size, n_payload;
  guint8 *wire, *at;

  g_return_val_if_fail (self != NULL, NULL);

  n_payload = g_bytes_get_size (self->payload);
  if (self->annotations_block == NULL || n_payload > self->generation->max_payload_size)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE,
                   "The %s are larger than a message of %s can carry",
                   self->annotations_block == NULL ? "annotations" : "data",
                   self->generation->name);
      return NULL;
    }

  header = self->header;
  header.seq = seq;
  header.payload_size = (guint32) n_payload;
  header.annotations_size = (guint32) g_bytes_get_size (self->annotations_block);

  size = pyro_frame_get_size (self);
  wire = g_malloc (size);
  self->generation->write_header (self->generation, &header, wire);
  at = put_bytes (wire + self->generation->header_size, self->annotations_block);
  at = put_bytes (at, self->payload);
  g_assert (at == wire + size);

  return g_bytes_new_take (wire, size);
}
