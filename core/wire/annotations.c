/* core/wire/annotations.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/wire/annotations-private.h"

#include <string.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/wire/generation-private.h"

#define ID_SIZE 4 /* bytes */

typedef struct
{
  char    id[ID_SIZE + 1];
  GBytes *data;
} Chunk;

/**
 * PyroAnnotations:
 *
 * Chunks of bytes that travel beside the payload of a message, each with an id of 4 ASCII
 * characters.
 *
 * They are listed in the order they have on the wire. A peer may send two of the same id: both are
 * listed, and the last one is what [method@Pyro.Annotations.lookup] finds, as in Python.
 *
 * Annotations never change once made, so they may be shared between threads.
 */
struct _PyroAnnotations
{
  gatomicrefcount  ref_count;
  GArray          *chunks;
};

G_DEFINE_BOXED_TYPE (PyroAnnotations, pyro_annotations,
                     pyro_annotations_ref, pyro_annotations_unref)

static void
chunk_clear (Chunk *chunk)
{
  g_clear_pointer (&chunk->data, g_bytes_unref);
}

static const Chunk *
pyro_annotations_get_chunk (PyroAnnotations *self,
                            guint            index)
{
  return &g_array_index (self->chunks, Chunk, index);
}

/* Consumes @data. */
static void
pyro_annotations_take (PyroAnnotations *self,
                       const char      *id,
                       GBytes          *data)
{
  Chunk chunk = { .data = data };

  memcpy (chunk.id, id, ID_SIZE);
  g_array_append_val (self->chunks, chunk);
}

static gboolean
is_id (const char *id)
{
  for (gsize i = 0; i < ID_SIZE; i++)
    if (!g_ascii_isprint (id[i]))
      return FALSE;

  return TRUE;
}

/**
 * pyro_annotations_new:
 *
 * Returns: (transfer full): an empty set of annotations
 */
PyroAnnotations *
pyro_annotations_new (void)
{
  PyroAnnotations *self = g_new0 (PyroAnnotations, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->chunks = g_array_new (FALSE, FALSE, sizeof (Chunk));
  g_array_set_clear_func (self->chunks, (GDestroyNotify) chunk_clear);

  return self;
}

/**
 * pyro_annotations_ref:
 * @self: annotations
 *
 * Returns: (transfer full): the same annotations
 */
PyroAnnotations *
pyro_annotations_ref (PyroAnnotations *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * pyro_annotations_unref:
 * @self: (transfer full): annotations
 */
void
pyro_annotations_unref (PyroAnnotations *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->chunks);
  g_free (self);
}

/**
 * pyro_annotations_with:
 * @self: annotations
 * @id: 4 printable ASCII characters
 * @data: the bytes
 * @error: return location for an error
 *
 * Makes the same annotations with one more at the end. It replaces those that had the same id.
 *
 * Returns: (transfer full): new annotations, or %NULL with %PYRO_ERROR_VALUE for a wrong @id and
 *   %PYRO_ERROR_TOO_LARGE for more than a message may have
 */
PyroAnnotations *
pyro_annotations_with (PyroAnnotations  *self,
                       const char       *id,
                       GBytes           *data,
                       GError          **error)
{
  g_autoptr(PyroAnnotations) result = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (data != NULL, NULL);

  if (strlen (id) != ID_SIZE || !is_id (id))
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE,
                   "The id of an annotation has 4 ASCII characters, unlike “%s”", id);
      return NULL;
    }

  result = pyro_annotations_new ();
  for (guint i = 0; i < self->chunks->len; i++)
    {
      const Chunk *chunk = pyro_annotations_get_chunk (self, i);

      if (!g_str_equal (chunk->id, id))
        pyro_annotations_take (result, chunk->id, g_bytes_ref (chunk->data));
    }
  if (result->chunks->len >= PYRO_MAX_ANNOTATIONS)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE,
                   "A message has at most %u annotations", PYRO_MAX_ANNOTATIONS);
      return NULL;
    }
  pyro_annotations_take (result, id, g_bytes_ref (data));

  return g_steal_pointer (&result);
}

/*
 * _pyro_annotations_with_correlation:
 * @id: that of the annotation with the correlation id
 * @first: whether it comes before the others and, where it is among them, stays in its place; else it is the last
 *
 * Returns: (transfer full) (nullable): the same annotations with the correlation id instead of one that they may
 *   have; %NULL when they are too many
 */
PyroAnnotations *
_pyro_annotations_with_correlation (PyroAnnotations *self,
                                    const char      *id,
                                    const guint8    *correlation,
                                    gboolean         first)
{
  g_autoptr(GBytes) data = g_bytes_new (correlation, PYRO_CORRELATION_SIZE);
  g_autoptr(PyroAnnotations) result = NULL;
  GBytes *old = pyro_annotations_lookup (self, id);

  if (first && old != NULL && g_bytes_equal (old, data))
    return pyro_annotations_ref (self);
  if (!first)
    return pyro_annotations_with (self, id, data, NULL);

  result = pyro_annotations_new ();
  pyro_annotations_take (result, id, g_steal_pointer (&data));
  for (guint i = 0; i < self->chunks->len; i++)
    {
      const Chunk *chunk = pyro_annotations_get_chunk (self, i);

      if (!g_str_equal (chunk->id, id))
        pyro_annotations_take (result, chunk->id, g_bytes_ref (chunk->data));
    }

  return result->chunks->len <= PYRO_MAX_ANNOTATIONS ? g_steal_pointer (&result) : NULL;
}

/**
 * pyro_annotations_get_n:
 * @self: annotations
 *
 * Returns: how many there are
 */
guint
pyro_annotations_get_n (PyroAnnotations *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->chunks->len;
}

/**
 * pyro_annotations_get_id:
 * @self: annotations
 * @index: less than [method@Pyro.Annotations.get_n]
 *
 * Returns: (transfer none): 4 ASCII characters
 */
const char *
pyro_annotations_get_id (PyroAnnotations *self,
                         guint            index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->chunks->len, NULL);

  return pyro_annotations_get_chunk (self, index)->id;
}

/**
 * pyro_annotations_get_data:
 * @self: annotations
 * @index: less than [method@Pyro.Annotations.get_n]
 *
 * Returns: (transfer none): its bytes
 */
GBytes *
pyro_annotations_get_data (PyroAnnotations *self,
                           guint            index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->chunks->len, NULL);

  return pyro_annotations_get_chunk (self, index)->data;
}

/**
 * pyro_annotations_lookup:
 * @self: annotations
 * @id: the id to look for
 *
 * Returns: (transfer none) (nullable): the bytes of the last annotation with this id, or %NULL when
 *   there is none
 */
GBytes *
pyro_annotations_lookup (PyroAnnotations *self,
                         const char      *id)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = self->chunks->len; i > 0; i--)
    {
      const Chunk *chunk = pyro_annotations_get_chunk (self, i - 1);

      if (g_str_equal (chunk->id, id))
        return chunk->data;
    }

  return NULL;
}

/*
 * _pyro_annotations_check_block:
 * @data: (nullable): the annotations of a message, as they are on the wire
 * @size: bytes of it
 *
 * Checks that every chunk lies inside the block and that they fill it. (Pyro5 before 5.16 does not,
 * and reads what is there.)
 *
 * Returns: %FALSE with %PYRO_ERROR_PROTOCOL when they do not
 */
gboolean
_pyro_annotations_check_block (const PyroGeneration  *generation,
                               const guint8          *data,
                               gsize                  size,
                               GError               **error)
{
  const gsize n_head = ID_SIZE + generation->chunk_width;
  const char *what = NULL;
  guint n_chunks = 0;

  for (gsize at = 0; at < size && what == NULL; n_chunks++)
    {
      gsize left = size - at;
      gsize n_data = 0;

      if (left >= n_head)
        n_data = _pyro_get_number (data + at + ID_SIZE, generation->chunk_width);

      if (n_chunks == PYRO_MAX_ANNOTATIONS)
        what = "The peer sent a message with too many annotations";
      else if (left < n_head)
        what = "The peer sent annotations that end in the middle of one";
      else if (!is_id ((const char *) data + at))
        what = "The peer sent an annotation whose id is not ASCII text";
      else if (n_data > left - n_head)
        what = "The peer sent an annotation that is longer than the message says";
      else
        at += n_head + n_data;
    }

  if (what != NULL)
    g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL, what);

  return what == NULL;
}

/*
 * _pyro_annotations_from_block:
 * @block: a block that passed the check
 *
 * Returns: (transfer full): the annotations, whose bytes are parts of @block
 */
PyroAnnotations *
_pyro_annotations_from_block (const PyroGeneration *generation,
                              GBytes               *block)
{
  PyroAnnotations *self = pyro_annotations_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (block, &size);

  for (gsize at = 0; at < size;)
    {
      const char *id = (const char *) data + at;
      gsize n_data = _pyro_get_number (data + at + ID_SIZE, generation->chunk_width);

      at += ID_SIZE + generation->chunk_width;
      pyro_annotations_take (self, id, g_bytes_new_from_bytes (block, at, n_data));
      at += n_data;
    }

  return self;
}

/*
 * _pyro_annotations_find_in_block:
 * @block: a block that passed the check
 * @id: the id to look for
 * @size: (out): bytes of the annotation
 *
 * Finds an annotation where nothing has to be made of the others.
 *
 * Returns: (transfer none) (nullable): the bytes of the last annotation with this id, or %NULL when
 *   there is none
 */
const guint8 *
_pyro_annotations_find_in_block (const PyroGeneration *generation,
                                 GBytes               *block,
                                 const char           *id,
                                 gsize                *size)
{
  gsize n_block;
  const guint8 *data = g_bytes_get_data (block, &n_block);
  const guint8 *found = NULL;

  for (gsize at = 0; at < n_block;)
    {
      gsize n_data = _pyro_get_number (data + at + ID_SIZE, generation->chunk_width);
      gsize n_head = ID_SIZE + generation->chunk_width;

      if (memcmp (data + at, id, ID_SIZE) == 0)
        {
          found = data + at + n_head;
          *size = n_data;
        }
      at += n_head + n_data;
    }

  return found;
}

/* What a chunk's size field can say. */
static gsize
get_max_chunk_size (const PyroGeneration *generation)
{
  return generation->chunk_width == 2 ? G_MAXUINT16 : G_MAXUINT32;
}

/*
 * _pyro_annotations_to_block:
 *
 * Returns: (transfer full) (nullable): the annotations as they are on the wire, or %NULL when they
 *   are larger than a header of @generation can say
 */
GBytes *
_pyro_annotations_to_block (PyroAnnotations      *self,
                            const PyroGeneration *generation)
{
  gsize size = 0;
  guint8 *block, *at;

  for (guint i = 0; i < self->chunks->len; i++)
    {
      gsize n_data = g_bytes_get_size (pyro_annotations_get_chunk (self, i)->data);

      if (n_data > get_max_chunk_size (generation)
          || !g_size_checked_add (&size, size, ID_SIZE + generation->chunk_width)
          || !g_size_checked_add (&size, size, n_data)
          || size > generation->max_annotations_size)
        return NULL;
    }

  block = at = g_malloc (size);
  for (guint i = 0; i < self->chunks->len; i++)
    {
      const Chunk *chunk = pyro_annotations_get_chunk (self, i);
      gsize n_data;
      gconstpointer data = g_bytes_get_data (chunk->data, &n_data);

      at = (guint8 *) memcpy (at, chunk->id, ID_SIZE) + ID_SIZE;
      at = _pyro_put_number (at, generation->chunk_width, (guint32) n_data);
      if (n_data > 0)
        at = (guint8 *) memcpy (at, data, n_data) + n_data;
    }
  g_assert ((gsize) (at - block) == size);

  return g_bytes_new_take (block, size);
}
