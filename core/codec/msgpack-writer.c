/* core/codec/msgpack-writer.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/msgpack-private.h"

#include <string.h>

#include "core/codec/unicode-private.h"

/* What Python's msgpack.packb (use_bin_type=True) writes, to the byte, and Pyro's MsgpackSerializer
 * with it: sets become arrays, complex numbers and large integers extensions. */

static void
put (GString *out,
     guint8   code,
     guint64  number,
     guint    width)
{
  guint8 bytes[9] = { code };

  for (guint i = width; i > 0; i--, number >>= 8)
    bytes[i] = (guint8) number;
  g_string_append_len (out, (const char *) bytes, (gssize) width + 1);
}

/* The head of what has a size: @small of them, or a number of one (where there is such a code), two
 * or four bytes behind a code. */
static void
put_size (GString *out,
          gsize    size,
          guint8   fixed,
          gsize    small,
          guint8   code8,
          guint8   code16)
{
  if (size < small)
    put (out, (guint8) (fixed | size), 0, 0);
  else if (size <= G_MAXUINT8 && code8 != 0)
    put (out, code8, size, 1);
  else if (size <= G_MAXUINT16)
    put (out, code16, size, 2);
  else
    put (out, code16 + 1, size, 4);
}

static void
write_int64 (GString *out,
             gint64   value)
{
  if (value >= -32 && value <= G_MAXINT8)
    put (out, (guint8) value, 0, 0);
  else if (value >= 0)
    {
      guint width = value <= G_MAXUINT8 ? 0 : value <= G_MAXUINT16 ? 1 : value <= G_MAXUINT32 ? 2 : 3;

      put (out, (guint8) (0xcc + width), (guint64) value, 1u << width);
    }
  else
    {
      guint width = value >= G_MININT8 ? 0 : value >= G_MININT16 ? 1 : value >= G_MININT32 ? 2 : 3;

      put (out, (guint8) (0xd0 + width), (guint64) value, 1u << width);
    }
}

static void
write_int (GString   *out,
           PyroValue *value)
{
  g_autofree char *digits = NULL;
  guint64 number;
  gint64 small;
  gsize size;

  if (pyro_value_get_int64 (value, &small))
    {
      write_int64 (out, small);
      return;
    }

  digits = pyro_value_dup_int_text (value);
  if (g_ascii_string_to_unsigned (digits, 10, 0, G_MAXUINT64, &number, NULL))
    {
      put (out, 0xcf, number, 8);
      return;
    }
  size = strlen (digits);
  if (size == 16)
    g_string_append_c (out, (char) 0xd8);
  else
    put_size (out, size, 0, 0, 0xc7, 0xc8);
  g_string_append_c (out, PYRO_MSGPACK_INT);
  g_string_append_len (out, digits, (gssize) size);
}

static guint64
get_bits (double number)
{
  guint64 bits;

  memcpy (&bits, &number, sizeof bits);

  return bits;
}

/* Pyro's extensions have the byte order of the sender, which readers take for their own: that of
 * all machines that run Python today. */
static void
write_native (GString *out,
              guint64  bits)
{
  guint64 little = GUINT64_TO_LE (bits);

  g_string_append_len (out, (const char *) &little, sizeof little);
}

static void
write_complex (GString   *out,
               PyroValue *value)
{
  double real, imaginary;

  pyro_value_get_complex (value, &real, &imaginary);
  put (out, 0xd8, PYRO_MSGPACK_COMPLEX, 1);
  write_native (out, get_bits (real));
  write_native (out, get_bits (imaginary));
}

void
_pyro_msgpack_write_text (GString    *out,
                          const char *text,
                          gsize       size)
{
  put_size (out, size, 0xa0, 32, 0xd9, 0xda);
  g_string_append_len (out, text, (gssize) size);
}

static gboolean
check_size (gsize       size,
            PyroTrail  *trail,
            GError    **error)
{
  return (guint64) size <= G_MAXUINT32 || _pyro_trail_refuse (trail, "a str or bytes of 4 GiB or more", error);
}

static gboolean
write_string (GString    *out,
              PyroValue  *value,
              PyroTrail  *trail,
              GError    **error)
{
  gsize size;
  const char *text = pyro_value_get_string (value, &size);

  if (!check_size (size, trail, error))
    return FALSE;
  if (_pyro_unicode_has_surrogates (text, size))
    return _pyro_trail_refuse (trail, "a str with a lone surrogate", error);
  _pyro_msgpack_write_text (out, text, size);

  return TRUE;
}

static gboolean
write_bytes (GString    *out,
             PyroValue  *value,
             PyroTrail  *trail,
             GError    **error)
{
  gsize size;
  const char *data = pyro_value_get_bytes_data (value, &size);

  if (!check_size (size, trail, error))
    return FALSE;
  put_size (out, size, 0, 0, 0xc4, 0xc5);
  if (size > 0)
    g_string_append_len (out, data, (gssize) size);

  return TRUE;
}

/* A tuple and a set arrive as a list. */
static gboolean
write_array (GString    *out,
             PyroValue  *value,
             PyroTrail  *trail,
             GError    **error)
{
  gsize n = pyro_value_get_length (value);

  put_size (out, n, 0x90, 16, 0, 0xdc);
  _pyro_trail_enter (trail, value);
  for (gsize i = 0; i < n; i++)
    {
      _pyro_trail_move (trail, i);
      if (!_pyro_msgpack_write (out, pyro_value_get_item (value, i), trail, error))
        return FALSE;
    }
  _pyro_trail_leave (trail);

  return TRUE;
}

/* What may be a key, but not in msgpack. */
static const char *
name_key (PyroValueKind kind)
{
  switch (kind)
    {
    case PYRO_VALUE_NONE:
      return "None as a key of a dict";
    case PYRO_VALUE_BOOL:
      return "a bool as a key of a dict";
    case PYRO_VALUE_INT:
      return "an int as a key of a dict";
    case PYRO_VALUE_FLOAT:
      return "a float as a key of a dict";
    case PYRO_VALUE_COMPLEX:
      return "a complex number as a key of a dict";
    case PYRO_VALUE_TUPLE:
      return "a tuple as a key of a dict";

    case PYRO_VALUE_FROZENSET:
    case PYRO_VALUE_STR:
    case PYRO_VALUE_BYTES:
    case PYRO_VALUE_LIST:
    case PYRO_VALUE_SET:
    case PYRO_VALUE_DICT:
    case PYRO_VALUE_RECORD:
    default:
      return "a frozenset as a key of a dict";
    }
}

static gboolean
write_map (GString    *out,
           PyroValue  *value,
           PyroTrail  *trail,
           GError    **error)
{
  gsize n = pyro_value_get_length (value);

  put_size (out, n, 0x80, 16, 0, 0xde);
  _pyro_trail_enter (trail, value);
  for (gsize i = 0; i < n; i++)
    {
      PyroValue *key = pyro_value_get_key (value, i);
      PyroValueKind kind = pyro_value_get_kind (key);

      _pyro_trail_move (trail, i);
      /* It could be written, but Python's reader refuses it. */
      if (kind != PYRO_VALUE_STR && kind != PYRO_VALUE_BYTES)
        return _pyro_trail_refuse (trail, name_key (kind), error);
      if (!_pyro_msgpack_write (out, key, trail, error)
          || !_pyro_msgpack_write (out, pyro_value_get_item (value, i), trail, error))
        return FALSE;
    }
  _pyro_trail_leave (trail);

  return TRUE;
}

/* The one argument of a class that msgpack carries as the text of its instances. */
static PyroValue *
get_text (PyroValue *record)
{
  PyroValue *args = pyro_value_lookup_string (record, "args");
  PyroValue *text = args != NULL && pyro_value_get_kind (args) == PYRO_VALUE_TUPLE && pyro_value_get_length (args) == 1
                    ? pyro_value_get_item (args, 0) : NULL;

  return text != NULL && pyro_value_get_kind (text) == PYRO_VALUE_STR && pyro_value_get_length (record) == 2 ? text
                                                                                                             : NULL;
}

/* What Pyro has conversions for. Any other instance is a map that says its class. */
static gboolean
write_record (GString    *out,
              PyroValue  *value,
              PyroTrail  *trail,
              GError    **error)
{
  const char *name = pyro_value_get_class_name (value);
  gint64 ordinal;
  double timestamp;

  if (g_str_equal (name, "datetime.date"))
    {
      if (!_pyro_msgpack_get_date (value, &ordinal))
        return _pyro_trail_refuse (trail, "a datetime.date that is none", error);
      put (out, 0xd7, PYRO_MSGPACK_DATE, 1);
      write_native (out, (guint64) ordinal);
      return TRUE;
    }
  if (g_str_equal (name, "datetime.datetime"))
    {
      if (!_pyro_msgpack_get_datetime (value, &timestamp))
        return _pyro_trail_refuse (trail, "a datetime.datetime that has a time zone, or is none", error);
      put (out, 0xd7, PYRO_MSGPACK_DATETIME, 1);
      write_native (out, get_bits (timestamp));
      return TRUE;
    }
  if ((g_str_equal (name, "decimal.Decimal") || g_str_equal (name, "uuid.UUID")) && get_text (value) != NULL)
    return write_string (out, get_text (value), trail, error);

  return write_map (out, value, trail, error);
}

/* The recursion is bounded, as values are PYRO_MAX_DEPTH levels deep at most. */
gboolean
_pyro_msgpack_write (GString    *out,
                     PyroValue  *value,
                     PyroTrail  *trail,
                     GError    **error)
{
  switch (pyro_value_get_kind (value))
    {
    case PYRO_VALUE_NONE:
      g_string_append_c (out, (char) 0xc0);
      return TRUE;

    case PYRO_VALUE_BOOL:
      g_string_append_c (out, (char) (pyro_value_get_bool (value) ? 0xc3 : 0xc2));
      return TRUE;

    case PYRO_VALUE_INT:
      write_int (out, value);
      return TRUE;

    case PYRO_VALUE_FLOAT:
      put (out, 0xcb, get_bits (pyro_value_get_float (value)), 8);
      return TRUE;

    case PYRO_VALUE_COMPLEX:
      write_complex (out, value);
      return TRUE;

    case PYRO_VALUE_STR:
      return write_string (out, value, trail, error);

    case PYRO_VALUE_BYTES:
      return write_bytes (out, value, trail, error);

    case PYRO_VALUE_LIST:
    case PYRO_VALUE_TUPLE:
    case PYRO_VALUE_SET:
      return write_array (out, value, trail, error);

    case PYRO_VALUE_FROZENSET:
      return _pyro_trail_refuse (trail, "a frozenset", error);

    case PYRO_VALUE_DICT:
      return write_map (out, value, trail, error);

    case PYRO_VALUE_RECORD:
    default:
      return write_record (out, value, trail, error);
    }
}
