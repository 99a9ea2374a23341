/* core/codec/marshal-reader.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/marshal-reader-private.h"

#include "core/codec/marshal-private.h"
#include "core/codec/unicode-private.h"
#include "core/error.h"

/* What marshal.loads() of CPython reads in the versions 0 to 4 of the format (Python/marshal.c), and the
 * strings that Python 2 refers to. Numbers are little-endian. What follows the value is ignored, as
 * there. */

/* Bytes from which on bytes stay in the payload, which is held for them. */
#define MIN_HELD_SIZE 4096

static gboolean read_value (MarshalReader *self);

gboolean
_pyro_marshal_fail (MarshalReader *self,
                    const guint8  *at,
                    const char    *format,
                    ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (self->error, PYRO_ERROR, PYRO_ERROR_SERIALIZE,
               "The marshal data cannot be read at byte %" G_GSIZE_FORMAT ": %s",
               (gsize) (at - self->start), reason);

  return FALSE;
}

/* An error of the builder: what is over a limit is told as it is. */
static gboolean
fail_build (MarshalReader *self,
            const guint8  *at,
            GError        *error)
{
  g_autoptr(GError) owned = error;

  if (!g_error_matches (error, PYRO_ERROR, PYRO_ERROR_VALUE))
    {
      g_propagate_error (self->error, g_steal_pointer (&owned));
      return FALSE;
    }

  return _pyro_marshal_fail (self, at, "%s", error->message);
}

/* Takes how many bytes there are, or values, of which each has a byte at least: not more than there is room
 * for. */
static gboolean
take_size (MarshalReader *self,
           gsize         *size)
{
  const guint8 *at = self->at;
  gint32 n;

  if (!_pyro_marshal_take_int32 (self, &n))
    return FALSE;
  if (n < 0 || (gsize) n > (gsize) (self->end - self->at))
    return _pyro_marshal_fail (self, at, "The length %d is more than there is", n);
  *size = (gsize) n;

  return TRUE;
}

static gboolean
read_int32 (MarshalReader *self)
{
  gint32 value;

  if (!_pyro_marshal_take_int32 (self, &value))
    return FALSE;
  pyro_builder_add_int (self->builder, value);

  return TRUE;
}

static gboolean
read_unicode (MarshalReader *self)
{
  const char *text;
  gsize size;

  if (!take_size (self, &size))
    return FALSE;
  text = (const char *) _pyro_marshal_take (self, size);
  if (!_pyro_unicode_is_valid (text, size, TRUE))
    return _pyro_marshal_fail (self, (const guint8 *) text, "A text is not UTF-8");
  pyro_builder_add_string (self->builder, text, (gssize) size);

  return TRUE;
}

/* What is said to be ASCII is Latin-1 to CPython. */
static gboolean
read_ascii (MarshalReader *self,
            gboolean       is_short)
{
  const guint8 *size_byte, *text;
  gsize size, n_high = 0;
  char *room;

  if (!is_short && !take_size (self, &size))
    return FALSE;
  if (is_short)
    {
      if ((size_byte = _pyro_marshal_take (self, 1)) == NULL)
        return FALSE;
      size = *size_byte;
    }
  if ((text = _pyro_marshal_take (self, size)) == NULL)
    return FALSE;

  for (gsize i = 0; i < size; i++)
    n_high += text[i] >> 7;
  if (n_high == 0)
    {
      pyro_builder_add_string (self->builder, (const char *) text, (gssize) size);
      return TRUE;
    }

  room = pyro_builder_add_string_room (self->builder, size + n_high);
  for (gsize i = 0; room != NULL && i < size; i++)
    room += g_unichar_to_utf8 (text[i], room);

  return TRUE;
}

static gboolean
read_bytes (MarshalReader *self)
{
  const guint8 *data;
  gsize size;

  if (!take_size (self, &size))
    return FALSE;
  data = _pyro_marshal_take (self, size);
  if (size < MIN_HELD_SIZE)
    pyro_builder_add_bytes (self->builder, data, size);
  else
    pyro_builder_take_bytes (self->builder,
                             g_bytes_new_from_bytes (self->payload, (gsize) (data - self->start), size));

  return TRUE;
}

static gboolean
open_items (MarshalReader *self,
            PyroValueKind  kind)
{
  GError *error = NULL;

  return pyro_builder_open (self->builder, kind, &error) || fail_build (self, self->at, error);
}

static gboolean
close_items (MarshalReader *self,
             const guint8  *at)
{
  GError *error = NULL;

  return pyro_builder_close (self->builder, &error) || fail_build (self, at, error);
}

static gboolean
read_items (MarshalReader *self,
            PyroValueKind  kind,
            gboolean       is_small)
{
  const guint8 *at = self->at, *size_byte;
  gsize n;

  if (!is_small && !take_size (self, &n))
    return FALSE;
  if (is_small)
    {
      if ((size_byte = _pyro_marshal_take (self, 1)) == NULL)
        return FALSE;
      n = *size_byte;
    }

  if (!open_items (self, kind))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (!read_value (self))
      return FALSE;

  return close_items (self, at);
}

static gboolean
read_dict (MarshalReader *self)
{
  const guint8 *at = self->at;

  if (!open_items (self, PYRO_VALUE_DICT))
    return FALSE;
  while (self->at == self->end || (*self->at & ~MARSHAL_FLAG_REF) != MARSHAL_NULL)
    if (!read_value (self) || !read_value (self))
      return FALSE;
  self->at++;

  return close_items (self, at);
}

/* Takes the number of something of which there are @n. */
static gboolean
take_index (MarshalReader *self,
            guint          n,
            guint         *index)
{
  const guint8 *at = self->at;
  gint32 number;

  if (!_pyro_marshal_take_int32 (self, &number))
    return FALSE;
  if (number < 0 || (guint) number >= n)
    return _pyro_marshal_fail (self, at, "It refers to a value that does not come before");
  *index = (guint) number;

  return TRUE;
}

/* Adds a value that was read before. */
static gboolean
read_ref (MarshalReader *self)
{
  const guint8 *at = self->at;
  guint index;

  return take_index (self, self->n_refs, &index)
    && (pyro_builder_add_kept (self->builder, index)
        || _pyro_marshal_fail (self, at, "A value that contains itself cannot be carried"));
}

/* Reads a string again that Python 2 refers to. */
static gboolean
read_string_ref (MarshalReader *self)
{
  const guint8 *next;
  guint index;

  if (!take_index (self, self->strings != NULL ? self->strings->len : 0, &index))
    return FALSE;
  next = self->at;
  self->at = g_array_index (self->strings, const guint8 *, index);
  if (!read_unicode (self))
    return FALSE;
  self->at = next;

  return TRUE;
}

static gboolean
refuse_type (MarshalReader *self,
             guint8         type)
{
  const guint8 *at = self->at - 1;

  switch (type)
    {
    case MARSHAL_CODE:
      return _pyro_marshal_fail (self, at, "A code object cannot be carried");

    case MARSHAL_ELLIPSIS:
      return _pyro_marshal_fail (self, at, "Ellipsis cannot be carried");

    case MARSHAL_SLICE:
      return _pyro_marshal_fail (self, at, "A slice cannot be carried");

    case MARSHAL_STOP_ITERATION:
      return _pyro_marshal_fail (self, at, "StopIteration cannot be carried");

    case MARSHAL_NULL:
      return _pyro_marshal_fail (self, at, "A value is missing");

    default:
      return _pyro_marshal_fail (self, at, "There is no type 0x%02x", type);
    }
}

static gboolean
read_text (MarshalReader *self,
           guint8         type)
{
  switch (type)
    {
    case MARSHAL_BYTES:
      return read_bytes (self);

    case MARSHAL_INTERNED:
    case MARSHAL_UNICODE:
      return read_unicode (self);

    case MARSHAL_ASCII:
    case MARSHAL_ASCII_INTERNED:
      return read_ascii (self, FALSE);

    case MARSHAL_SHORT_ASCII:
    case MARSHAL_SHORT_ASCII_INTERNED:
      return read_ascii (self, TRUE);

    default:
      return refuse_type (self, type);
    }
}

static gboolean
read_content (MarshalReader *self,
              guint8         type)
{
  switch (type)
    {
    case MARSHAL_INT:
      return read_int32 (self);

    case MARSHAL_INT64:
    case MARSHAL_LONG:
    case MARSHAL_FLOAT:
    case MARSHAL_BINARY_FLOAT:
    case MARSHAL_COMPLEX:
    case MARSHAL_BINARY_COMPLEX:
      return _pyro_marshal_read_number (self, type);

    case MARSHAL_TUPLE:
      return read_items (self, PYRO_VALUE_TUPLE, FALSE);

    case MARSHAL_SMALL_TUPLE:
      return read_items (self, PYRO_VALUE_TUPLE, TRUE);

    case MARSHAL_LIST:
      return read_items (self, PYRO_VALUE_LIST, FALSE);

    case MARSHAL_SET:
      return read_items (self, PYRO_VALUE_SET, FALSE);

    case MARSHAL_FROZENSET:
      return read_items (self, PYRO_VALUE_FROZENSET, FALSE);

    case MARSHAL_DICT:
      return read_dict (self);

    default:
      return read_text (self, type);
    }
}

/* Reads what may be referred to. It is counted before what is in it. */
static gboolean
read_kept (MarshalReader *self,
           guint8         type)
{
  guint number = pyro_builder_reserve (self->builder);

  self->n_refs = number + 1;
  if (!read_content (self, type))
    return FALSE;
  pyro_builder_keep (self->builder, number);

  return TRUE;
}

/* Python 2 numbers these, and knows no flag. */
static gboolean
read_interned (MarshalReader *self)
{
  if (self->strings == NULL)
    self->strings = g_array_new (FALSE, FALSE, sizeof self->at);
  g_array_append_val (self->strings, self->at);

  return read_unicode (self);
}

/* The recursion is bounded by the builder, which opens no container beyond PYRO_MAX_DEPTH. */
static gboolean
read_value (MarshalReader *self)
{
  const guint8 *at = _pyro_marshal_take (self, 1);
  guint8 type;

  if (at == NULL)
    return FALSE;
  type = *at & (guint8) ~MARSHAL_FLAG_REF;

  switch (type)
    {
    case MARSHAL_NONE:
      pyro_builder_add_none (self->builder);
      return TRUE;

    case MARSHAL_FALSE:
    case MARSHAL_TRUE:
      pyro_builder_add_bool (self->builder, type == MARSHAL_TRUE);
      return TRUE;

    case MARSHAL_REF:
      return read_ref (self);

    case MARSHAL_STRING_REF:
      return read_string_ref (self);

    default:
      if ((*at & MARSHAL_FLAG_REF) != 0)
        return read_kept (self, type);
      if (type == MARSHAL_INTERNED)
        return read_interned (self);
      return read_content (self, type);
    }
}

/*
 * _pyro_marshal_read:
 * @payload: what should be marshal data
 *
 * Returns: (transfer full): the value, or %NULL with %PYRO_ERROR_SERIALIZE when @payload cannot be read
 *   and %PYRO_ERROR_TOO_LARGE when it is beyond a limit
 */
PyroValue *
_pyro_marshal_read (GBytes  *payload,
                    GError **error)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  MarshalReader self = { .payload = payload, .builder = builder, .error = error };
  PyroValue *value = NULL;
  gsize size;

  self.start = self.at = g_bytes_get_data (payload, &size);
  self.end = size > 0 ? self.start + size : self.start; /* NULL where there is nothing */

  if (read_value (&self))
    value = pyro_builder_end (builder, error);
  g_clear_pointer (&self.strings, g_array_unref);

  return value;
}
