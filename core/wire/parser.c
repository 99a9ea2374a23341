/* core/wire/parser.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/wire/parser.h"

#include <string.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/wire/annotations-private.h"
#include "core/wire/body-private.h"
#include "core/wire/frame-private.h"

/* Bytes of the buffer in which messages arrive. A message with a larger body than half of it gets a
 * buffer of its own, so that one which is not whole always fits in behind those given out. */
#define BUFFER_SIZE    PYRO_READ_SIZE
#define MAX_SMALL_BODY (BUFFER_SIZE / 2)

/* Bytes of the smallest buffer, for those who have their bytes elsewhere and put them in when they
 * are there: a small message, or what is there of one. */
#define LEAST_BUFFER_SIZE 512

/**
 * PyroParser:
 *
 * Turns a stream of bytes into frames. It does no I/O, knows no clock and takes no lock: put in
 * what came, take out what is whole, until [method@Pyro.Parser.next] wants more.
 *
 * What cannot become a message is refused at the first byte that shows it, and from then on for
 * good. The sizes that a header announces are checked before a byte of them is collected.
 *
 * Small messages arrive together in one buffer, and their payloads are copied out of it. The body
 * of a large one is read into its final place, which grows as the bytes come: a header that lies
 * about its size costs `PYRO_GROW_SIZE` at most.
 */
struct _PyroParser
{
  grefcount             ref_count;
  gsize                 max_size; /* bytes of a body that a peer may announce */
  GError               *broken;   /* set once, and for good */

  guint8               *buffer;
  gsize                 start;    /* bytes of @buffer already given out */
  gsize                 end;      /* bytes of @buffer in use */
  gsize                 capacity; /* bytes of @buffer */

  const PyroGeneration *generation; /* of the header that was read; NULL between messages */
  PyroHeader            header;
  gsize                 body_size;     /* bytes that the header announces */
  PyroBody             *body;          /* of a large message, else NULL */
  gsize                 body_end;      /* bytes of @body in use */
};

G_DEFINE_BOXED_TYPE (PyroParser, pyro_parser, pyro_parser_ref, pyro_parser_unref)

/**
 * pyro_parser_new:
 * @max_size: how many bytes of annotations and payload together a message may have
 *
 * Returns: (transfer full): a parser at the start of a stream
 */
PyroParser *
pyro_parser_new (gsize max_size)
{
  PyroParser *self = g_new0 (PyroParser, 1);

  g_ref_count_init (&self->ref_count);
  self->max_size = max_size;

  return self;
}

/**
 * pyro_parser_ref:
 * @self: a parser
 *
 * Returns: (transfer full): the same parser
 */
PyroParser *
pyro_parser_ref (PyroParser *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * pyro_parser_unref:
 * @self: (transfer full): a parser
 *
 * Lets go of the parser. The last one to do so frees it.
 */
void
pyro_parser_unref (PyroParser *self)
{
  g_return_if_fail (self != NULL);

  if (!g_ref_count_dec (&self->ref_count))
    return;

  g_clear_error (&self->broken);
  g_free (self->buffer);
  g_clear_pointer (&self->body, _pyro_body_free);
  g_free (self);
}

static gboolean
pyro_parser_fills_body (PyroParser *self)
{
  return self->body != NULL && self->body_end < self->body_size;
}

/* Bytes of @body that may be used. */
static gsize
pyro_parser_get_body_capacity (PyroParser *self)
{
  return MIN (_pyro_body_get_capacity (self->body), self->body_size);
}

static void
pyro_parser_grow_body (PyroParser *self)
{
  gsize capacity = pyro_parser_get_body_capacity (self);

  capacity += MIN (self->body_size - capacity, MAX (self->body_end, PYRO_GROW_SIZE));
  self->body = _pyro_body_resize (self->body, capacity);
}

/* Makes room for at least 1 byte, and for @size bytes if there is not a lot already. */
static void
pyro_parser_make_room (PyroParser *self,
                       gsize       size)
{
  gsize have = self->end - self->start;

  /* Move what is left only when that costs less than what was given out, so that the sum of all
   * moves stays linear in the bytes received. */
  if (self->start > 0 && self->start >= have)
    {
      if (have > 0)
        memmove (self->buffer, self->buffer + self->start, have);
      self->start = 0;
      self->end = have;
    }

  if (self->capacity < BUFFER_SIZE && self->capacity - self->end < size)
    {
      self->capacity = MIN (MAX (MAX (self->capacity * 2, self->end + size), LEAST_BUFFER_SIZE), BUFFER_SIZE);
      self->buffer = g_realloc (self->buffer, self->capacity);
    }

  /* Only who puts in without taking out gets a larger buffer than that. */
  if (self->end == self->capacity)
    {
      self->capacity *= 2;
      self->buffer = g_realloc (self->buffer, self->capacity);
    }
}

static guint8 *
pyro_parser_get_room (PyroParser *self,
                      gsize       wanted,
                      gsize      *size)
{
  if (pyro_parser_fills_body (self))
    {
      if (self->body_end == pyro_parser_get_body_capacity (self))
        pyro_parser_grow_body (self);
      *size = pyro_parser_get_body_capacity (self) - self->body_end;
      return _pyro_body_get_data (self->body) + self->body_end;
    }

  pyro_parser_make_room (self, wanted);
  *size = self->capacity - self->end;

  return self->buffer + self->end;
}

/**
 * pyro_parser_reserve: (skip)
 * @self: a parser
 * @size: (out): how many bytes there is room for, at least 1
 *
 * Says where the next bytes of the stream belong. Say with [method@Pyro.Parser.commit] how many
 * were put there, before anything else is done with the parser. Bindings cannot write into memory that
 * is lent to them: they have [method@Pyro.Parser.feed].
 *
 * Returns: (transfer none): the room
 */
guint8 *
pyro_parser_reserve (PyroParser *self,
                     gsize      *size)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (size != NULL, NULL);

  return pyro_parser_get_room (self, BUFFER_SIZE, size);
}

/**
 * pyro_parser_commit:
 * @self: a parser
 * @size: how many bytes were put into the room, at most as many as there was room for
 *
 * Takes over the bytes that were put where [method@Pyro.Parser.reserve] said.
 */
void
pyro_parser_commit (PyroParser *self,
                    gsize       size)
{
  g_return_if_fail (self != NULL);

  if (pyro_parser_fills_body (self))
    {
      g_return_if_fail (size <= pyro_parser_get_body_capacity (self) - self->body_end);
      self->body_end += size;
    }
  else
    {
      g_return_if_fail (size <= self->capacity - self->end);
      if (self->broken == NULL) /* else nobody will ever look at them */
        self->end += size;
    }
}

/**
 * pyro_parser_feed:
 * @self: a parser
 * @data: (array length=size): the next bytes of the stream
 * @size: how many
 *
 * Copies bytes in, for those who have them already.
 */
void
pyro_parser_feed (PyroParser   *self,
                  const guint8 *data,
                  gsize         size)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (data != NULL || size == 0);

  while (size > 0)
    {
      gsize room, n;
      guint8 *at = pyro_parser_get_room (self, size, &room);

      n = MIN (room, size);
      memcpy (at, data, n);
      pyro_parser_commit (self, n);
      data += n;
      size -= n;
    }
}

static gsize
pyro_parser_get_body_end (PyroParser *self)
{
  if (self->body != NULL)
    return self->body_end;

  return MIN (self->end - self->start, self->body_size);
}

/* Gives a large message a buffer of its own and moves what is there of it. */
static void
pyro_parser_start_body (PyroParser *self)
{
  gsize have = self->end - self->start;

  if (self->body_size <= MAX_SMALL_BODY || have >= self->body_size)
    return;

  self->body_end = have;
  self->body = _pyro_body_new (MIN (self->body_size, MAX (have, PYRO_GROW_SIZE)));
  if (have > 0)
    memcpy (_pyro_body_get_data (self->body), self->buffer + self->start, have);
  self->start = self->end = 0;
}

static gboolean
pyro_parser_check_sizes (PyroParser  *self,
                         GError     **error)
{
  gsize n_annotations = self->header.annotations_size;
  gsize n_payload = self->header.payload_size;

  if (n_annotations <= self->max_size && n_payload <= self->max_size - n_annotations)
    {
      self->body_size = n_annotations + n_payload;
      return TRUE;
    }

  g_set_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE,
               "The peer announced a message of %" G_GUINT64_FORMAT " bytes, over the limit of %"
               G_GSIZE_FORMAT, (guint64) n_annotations + n_payload, self->max_size);
  return FALSE;
}

/* Reads the header when it is whole; else says how many bytes of it are @missing. */
static gboolean
pyro_parser_read_header (PyroParser  *self,
                         gsize       *missing,
                         GError     **error)
{
  gsize have = self->end - self->start;
  const guint8 *at = have > 0 ? self->buffer + self->start : NULL;
  const PyroGeneration *generation;

  if (!_pyro_generation_recognise (at, have, &generation, error))
    return FALSE;

  if (generation == NULL) /* it may take more than the preamble to tell, where it begins as something else does */
    {
      *missing = have < PYRO_PREAMBLE_SIZE ? PYRO_PREAMBLE_SIZE - have : 1;
      return TRUE;
    }

  *missing = generation->header_size - MIN (generation->header_size, have);
  if (*missing > 0)
    return TRUE;

  if (!generation->read_header (generation, at, &self->header, error)
      || !pyro_parser_check_sizes (self, error))
    return FALSE;

  self->generation = generation;
  self->start += generation->header_size;
  pyro_parser_start_body (self);

  return TRUE;
}

/* The body is whole. */
static PyroFrame *
pyro_parser_take_frame (PyroParser  *self,
                        GError     **error)
{
  gsize n_annotations = self->header.annotations_size;
  gsize n_payload = self->header.payload_size;
  const guint8 *at = self->body != NULL ? _pyro_body_get_data (self->body)
                   : self->body_size > 0 ? self->buffer + self->start : NULL;
  g_autoptr(GBytes) annotations = NULL;
  g_autoptr(GBytes) payload = NULL;

  if (!_pyro_annotations_check_block (self->generation, at, n_annotations, error))
    return NULL;

  if (self->body != NULL)
    {
      g_autoptr(GBytes) body = _pyro_body_free_to_bytes (g_steal_pointer (&self->body), self->body_size);

      annotations = g_bytes_new_from_bytes (body, 0, n_annotations);
      payload = g_bytes_new_from_bytes (body, n_annotations, n_payload);
    }
  else
    {
      annotations = g_bytes_new (at, n_annotations);
      payload = g_bytes_new (n_payload > 0 ? at + n_annotations : NULL, n_payload);
      self->start += self->body_size;
    }

  return _pyro_frame_new_received (g_steal_pointer (&self->generation), &self->header,
                                   annotations, payload, self->max_size);
}

/* Keeps @error for ever after, and nothing else. */
static void
pyro_parser_break (PyroParser *self,
                   GError     *error)
{
  self->broken = error;
  self->generation = NULL;
  self->start = self->end = 0;
  g_clear_pointer (&self->body, _pyro_body_free);
}

/**
 * pyro_parser_next:
 * @self: a parser
 * @frame: (out) (transfer full): the frame, for %PYRO_PARSE_FRAME only
 * @wanted: (out) (optional): how many further bytes are surely needed, for %PYRO_PARSE_NEED_MORE
 *   only
 * @error: return location for an error
 *
 * Takes the next whole frame.
 *
 * Returns: what came of it; %PYRO_PARSE_ERROR with %PYRO_ERROR_PROTOCOL, %PYRO_ERROR_TLS, %PYRO_ERROR_VERSION or
 *   %PYRO_ERROR_TOO_LARGE, the same at every later call
 */
PyroParseResult
pyro_parser_next (PyroParser  *self,
                  PyroFrame  **frame,
                  gsize       *wanted,
                  GError     **error)
{
  GError *problem = NULL;
  gsize missing = 0;

  g_return_val_if_fail (self != NULL, PYRO_PARSE_ERROR);
  g_return_val_if_fail (frame != NULL, PYRO_PARSE_ERROR);
  g_return_val_if_fail (error == NULL || *error == NULL, PYRO_PARSE_ERROR);

  *frame = NULL;
  if (self->broken == NULL && self->generation == NULL)
    pyro_parser_read_header (self, &missing, &problem);
  if (self->generation != NULL)
    missing = self->body_size - pyro_parser_get_body_end (self);
  if (self->generation != NULL && missing == 0)
    *frame = pyro_parser_take_frame (self, &problem);

  if (problem != NULL)
    pyro_parser_break (self, problem);
  if (self->broken != NULL)
    {
      if (error != NULL)
        *error = g_error_copy (self->broken);
      return PYRO_PARSE_ERROR;
    }
  if (*frame != NULL)
    return PYRO_PARSE_FRAME;

  if (wanted != NULL)
    *wanted = missing;

  return PYRO_PARSE_NEED_MORE;
}

/**
 * pyro_parser_is_idle:
 * @self: a parser
 *
 * Returns: whether the stream is between two messages, so that it may end here
 */
gboolean
pyro_parser_is_idle (PyroParser *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->broken == NULL && self->generation == NULL && self->start == self->end;
}

/**
 * pyro_parser_get_n_held:
 * @self: a parser
 *
 * Returns: how many bytes of memory it has for what has come of messages that were not taken yet
 */
gsize
pyro_parser_get_n_held (PyroParser *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->capacity + (self->body != NULL ? pyro_parser_get_body_capacity (self) : 0);
}

/**
 * pyro_parser_is_direct:
 * @self: a parser
 *
 * Returns: whether the next bytes belong to a large message, so that it is worth to read them where
 *   [method@Pyro.Parser.reserve] says, and not to read them elsewhere and to put them in
 */
gboolean
pyro_parser_is_direct (PyroParser *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return pyro_parser_fills_body (self);
}

/**
 * pyro_parser_trim:
 * @self: a parser
 *
 * Gives back the memory that is not needed between two messages: for those who have ten thousand
 * parsers of which few are at work.
 */
void
pyro_parser_trim (PyroParser *self)
{
  g_return_if_fail (self != NULL);

  if (self->start != self->end)
    return;

  g_clear_pointer (&self->buffer, g_free);
  self->start = self->end = self->capacity = 0;
}
