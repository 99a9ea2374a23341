/* core/codec/marshal-writer.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/marshal-private.h"

#include <string.h>

#include "core/codec/room-private.h"
#include "core/value/number.h"

/* What marshal.dumps (value, 2) of CPython 3 writes, byte for byte but for the order in sets. Version 2
 * is what each Python since 2.5 reads, and it says nothing about which objects are shared. */

typedef struct
{
  GString    *out;
  PyroTrail  *trail;
  GError    **error;
} MarshalWriter;

static gboolean write_value (MarshalWriter *self,
                             PyroValue     *value);

static void
write_word (GString *out,
            guint8   type,
            guint32  word)
{
  char *at = _pyro_room_add (out, 1 + sizeof word);

  word = GUINT32_TO_LE (word);
  *at = (char) type;
  memcpy (at + 1, &word, sizeof word);
}

static void
write_double (GString *out,
              double   value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  memcpy (_pyro_room_add (out, sizeof bits), &bits, sizeof bits);
}

static void
write_long_digit (GString *out,
                  guint    digit)
{
  char *at = _pyro_room_add (out, 2);

  at[0] = (char) (digit & 0xff);
  at[1] = (char) (digit >> 8);
}

static G_GNUC_NO_INLINE void
write_int64 (GString *out,
             gint64   value)
{
  guint64 rest = value < 0 ? -(guint64) value : (guint64) value;
  gint32 n_digits = 0;

  for (guint64 left = rest; left > 0; left >>= MARSHAL_DIGIT_BITS)
    n_digits++;
  write_word (out, MARSHAL_LONG, (guint32) (value < 0 ? -n_digits : n_digits));
  for (; rest > 0; rest >>= MARSHAL_DIGIT_BITS)
    write_long_digit (out, rest & ((1 << MARSHAL_DIGIT_BITS) - 1));
}

/* Writes the digits of an integer that is given in base 16, from the last one on. */
static void
write_hex (GString    *out,
           const char *hex)
{
  gsize negative = *hex == '-', start = out->len;
  guint32 bits = 0;
  guint n_bits = 0;
  gint32 n_digits;

  write_word (out, MARSHAL_LONG, 0);
  for (gsize i = strlen (hex); i > negative; i--)
    {
      bits |= (guint32) g_ascii_xdigit_value (hex[i - 1]) << n_bits;
      n_bits += 4;
      if (n_bits >= MARSHAL_DIGIT_BITS)
        {
          write_long_digit (out, bits & ((1 << MARSHAL_DIGIT_BITS) - 1));
          bits >>= MARSHAL_DIGIT_BITS;
          n_bits -= MARSHAL_DIGIT_BITS;
        }
    }
  if (bits > 0)
    write_long_digit (out, bits);

  n_digits = (gint32) ((out->len - start - 5) / 2);
  n_digits = (gint32) GUINT32_TO_LE ((guint32) (negative > 0 ? -n_digits : n_digits));
  memcpy (out->str + start + 1, &n_digits, sizeof n_digits);
}

/* Not a part of write_value(), like all that would make each small value pay for its registers. */
static G_GNUC_NO_INLINE gboolean
write_long (MarshalWriter *self,
            PyroValue     *value)
{
  g_autofree char *text = pyro_value_dup_int_text (value);
  g_autofree char *hex = pyro_number_to_hex (text, NULL);

  if (hex == NULL)
    return _pyro_trail_refuse (self->trail, self->error, "an integer of so many digits");
  write_hex (self->out, hex);

  return TRUE;
}

static gboolean
write_int (MarshalWriter *self,
           PyroValue     *value)
{
  gint64 integer;

  if (!pyro_value_get_int64 (value, &integer))
    return write_long (self, value);

  if (integer >= G_MININT32 && integer <= G_MAXINT32)
    write_word (self->out, MARSHAL_INT, (guint32) integer);
  else
    write_int64 (self->out, integer);

  return TRUE;
}

static gboolean
write_data (MarshalWriter *self,
            MarshalType    type,
            const char    *data,
            gsize          size)
{
  if (size > G_MAXINT32)
    return _pyro_trail_refuse (self->trail, self->error, "more than 2 GiB in one piece");

  write_word (self->out, (guint8) type, (guint32) size);
  g_string_append_len (self->out, data, (gssize) size);

  return TRUE;
}

static G_GNUC_NO_INLINE gboolean
write_items (MarshalWriter *self,
             PyroValue     *value,
             MarshalType    type)
{
  gsize n = pyro_value_get_length (value);

  write_word (self->out, (guint8) type, (guint32) n); /* at most PYRO_MAX_NODES */
  _pyro_trail_enter (self->trail, value);
  for (gsize i = 0; i < n; i++)
    {
      _pyro_trail_move (self->trail, i);
      if (!write_value (self, pyro_value_get_item (value, i)))
        return FALSE;
    }
  _pyro_trail_leave (self->trail);

  return TRUE;
}

static G_GNUC_NO_INLINE gboolean
write_dict (MarshalWriter *self,
            PyroValue     *value)
{
  gsize n = pyro_value_get_length (value);

  g_string_append_c (self->out, MARSHAL_DICT);
  _pyro_trail_enter (self->trail, value);
  for (gsize i = 0; i < n; i++)
    {
      _pyro_trail_move_key (self->trail, i);
      if (!write_value (self, pyro_value_get_key (value, i)))
        return FALSE;
      _pyro_trail_move (self->trail, i);
      if (!write_value (self, pyro_value_get_item (value, i)))
        return FALSE;
    }
  _pyro_trail_leave (self->trail);
  g_string_append_c (self->out, MARSHAL_NULL);

  return TRUE;
}

static G_GNUC_NO_INLINE gboolean
write_text (MarshalWriter *self,
            PyroValue     *value)
{
  gsize size;
  const char *text = pyro_value_get_string (value, &size);

  return write_data (self, MARSHAL_UNICODE, text, size);
}

static G_GNUC_NO_INLINE gboolean
write_bytes (MarshalWriter *self,
             PyroValue     *value)
{
  gsize size;
  const char *data = pyro_value_get_bytes_data (value, &size);

  return write_data (self, MARSHAL_BYTES, data, size);
}

static G_GNUC_NO_INLINE void
write_complex (GString   *out,
               PyroValue *value)
{
  double real, imaginary;

  pyro_value_get_complex (value, &real, &imaginary);
  g_string_append_c (out, MARSHAL_BINARY_COMPLEX);
  write_double (out, real);
  write_double (out, imaginary);
}

/* The recursion is bounded, as values are PYRO_MAX_DEPTH levels deep at most. */
static gboolean
write_value (MarshalWriter *self,
             PyroValue     *value)
{
  switch (pyro_value_get_kind (value))
    {
    case PYRO_VALUE_NONE:
      g_string_append_c (self->out, MARSHAL_NONE);
      return TRUE;

    case PYRO_VALUE_BOOL:
      g_string_append_c (self->out, pyro_value_get_bool (value) ? MARSHAL_TRUE : MARSHAL_FALSE);
      return TRUE;

    case PYRO_VALUE_INT:
      return write_int (self, value);

    case PYRO_VALUE_FLOAT:
      g_string_append_c (self->out, MARSHAL_BINARY_FLOAT);
      write_double (self->out, pyro_value_get_float (value));
      return TRUE;

    case PYRO_VALUE_COMPLEX:
      write_complex (self->out, value);
      return TRUE;

    case PYRO_VALUE_STR:
      return write_text (self, value);

    case PYRO_VALUE_BYTES:
      return write_bytes (self, value);

    case PYRO_VALUE_LIST:
      return write_items (self, value, MARSHAL_LIST);

    case PYRO_VALUE_TUPLE:
      return write_items (self, value, MARSHAL_TUPLE);

    case PYRO_VALUE_SET:
      return write_items (self, value, MARSHAL_SET);

    case PYRO_VALUE_FROZENSET:
      return write_items (self, value, MARSHAL_FROZENSET);

    case PYRO_VALUE_DICT:
    case PYRO_VALUE_RECORD:
    default:
      return write_dict (self, value);
    }
}

/*
 * _pyro_marshal_write:
 *
 * Appends a value to @out.
 *
 * Returns: %FALSE with %PYRO_ERROR_SERIALIZE when it cannot be carried
 */
gboolean
_pyro_marshal_write (PyroValue  *value,
                     PyroTrail  *trail,
                     GString    *out,
                     GError    **error)
{
  MarshalWriter self = { out, trail, error };

  return write_value (&self, value);
}

/*
 * _pyro_marshal_write_call:
 * @kwargs: (nullable): %NULL for None
 *
 * Appends a call as MarshalSerializer.dumpsCall() of Pyro5/serializers.py makes it: a tuple, in which
 * the positional arguments are a list.
 *
 * Returns: %FALSE with %PYRO_ERROR_SERIALIZE when an argument cannot be carried
 */
gboolean
_pyro_marshal_write_call (const char  *object,
                          const char  *method,
                          PyroValue   *args,
                          PyroValue   *kwargs,
                          PyroTrail   *trail,
                          GString     *out,
                          GError     **error)
{
  MarshalWriter self = { out, trail, error };

  write_word (out, MARSHAL_TUPLE, 4);
  if (!write_data (&self, MARSHAL_UNICODE, object, strlen (object))
      || !write_data (&self, MARSHAL_UNICODE, method, strlen (method)))
    return FALSE;

  _pyro_trail_start (trail, "args");
  if (!write_items (&self, args, MARSHAL_LIST))
    return FALSE;
  _pyro_trail_start (trail, "kwargs");
  if (kwargs != NULL)
    return write_value (&self, kwargs);
  g_string_append_c (out, MARSHAL_NONE);

  return TRUE;
}
