/* core/codec/msgpack-writer.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/msgpack-private.h"

#include <msgpack/pack.h>
#include <string.h>

#include "core/codec/room-private.h"
#include "core/codec/unicode-private.h"

/* What Python's msgpack.packb (use_bin_type=True) writes, to the byte, and Pyro's MsgpackSerializer
 * with it: sets become arrays, complex numbers and large integers extensions. */

typedef struct
{
  msgpack_packer   packer;
  PyroTrail       *trail;
  GError         **error;
} MsgpackWriter;

static gboolean write_value (MsgpackWriter *self,
                             PyroValue     *value);

static int
append (void       *out,
        const char *data,
        size_t      size)
{
  if (size > 0)
    memcpy (_pyro_room_add (out, size), data, size);

  return 0;
}

static void
write_int (MsgpackWriter *self,
           PyroValue     *value)
{
  g_autofree char *digits = NULL;
  guint64 number;
  gint64 small;

  if (pyro_value_get_int64 (value, &small))
    {
      msgpack_pack_int64 (&self->packer, small);
      return;
    }

  digits = pyro_value_dup_int_text (value);
  if (g_ascii_string_to_unsigned (digits, 10, 0, G_MAXUINT64, &number, NULL))
    msgpack_pack_uint64 (&self->packer, number);
  else
    msgpack_pack_ext_with_body (&self->packer, digits, strlen (digits), PYRO_MSGPACK_INT);
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
write_native (MsgpackWriter *self,
              gint8          code,
              guint64        bits)
{
  guint64 little = GUINT64_TO_LE (bits);

  msgpack_pack_ext_with_body (&self->packer, &little, sizeof little, code);
}

static void
write_complex (MsgpackWriter *self,
               PyroValue     *value)
{
  double real, imaginary;
  guint64 little[2];

  pyro_value_get_complex (value, &real, &imaginary);
  little[0] = GUINT64_TO_LE (get_bits (real));
  little[1] = GUINT64_TO_LE (get_bits (imaginary));
  msgpack_pack_ext_with_body (&self->packer, little, sizeof little, PYRO_MSGPACK_COMPLEX);
}

static gboolean
refuse (MsgpackWriter *self,
        const char    *what)
{
  return _pyro_trail_refuse (self->trail, self->error, "%s", what);
}

static gboolean
check_size (MsgpackWriter *self,
            gsize          size)
{
  return (guint64) size <= G_MAXUINT32 || refuse (self, "a str or bytes of 4 GiB or more");
}

static gboolean
write_string (MsgpackWriter *self,
              PyroValue     *value)
{
  gsize size;
  const char *text = pyro_value_get_string (value, &size);

  if (!check_size (self, size))
    return FALSE;
  if (_pyro_unicode_has_surrogates (text, size))
    return refuse (self, "a str with a lone surrogate");
  msgpack_pack_str_with_body (&self->packer, text, size);

  return TRUE;
}

static gboolean
write_bytes (MsgpackWriter *self,
             PyroValue     *value)
{
  gsize size;
  const char *data = pyro_value_get_bytes_data (value, &size);

  if (!check_size (self, size))
    return FALSE;
  msgpack_pack_bin_with_body (&self->packer, data, size);

  return TRUE;
}

/* A tuple and a set arrive as a list. */
static gboolean
write_array (MsgpackWriter *self,
             PyroValue     *value)
{
  gsize n = pyro_value_get_length (value);

  msgpack_pack_array (&self->packer, n);
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
write_map (MsgpackWriter *self,
           PyroValue     *value)
{
  gsize n = pyro_value_get_length (value);

  msgpack_pack_map (&self->packer, n);
  _pyro_trail_enter (self->trail, value);
  for (gsize i = 0; i < n; i++)
    {
      PyroValue *key = pyro_value_get_key (value, i);
      PyroValueKind kind = pyro_value_get_kind (key);

      _pyro_trail_move_key (self->trail, i);
      /* It could be written, but Python's reader refuses it. */
      if (kind != PYRO_VALUE_STR && kind != PYRO_VALUE_BYTES)
        return refuse (self, name_key (kind));
      if (!write_value (self, key))
        return FALSE;
      _pyro_trail_move (self->trail, i);
      if (!write_value (self, pyro_value_get_item (value, i)))
        return FALSE;
    }
  _pyro_trail_leave (self->trail);

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
write_record (MsgpackWriter *self,
              PyroValue     *value)
{
  const char *name = pyro_value_get_class_name (value);
  gint64 ordinal;
  double timestamp;

  if (g_str_equal (name, "datetime.date"))
    {
      if (!_pyro_msgpack_get_date (value, &ordinal))
        return refuse (self, "a datetime.date that is none");
      write_native (self, PYRO_MSGPACK_DATE, (guint64) ordinal);
      return TRUE;
    }
  if (g_str_equal (name, "datetime.datetime"))
    {
      if (!_pyro_msgpack_get_datetime (value, &timestamp))
        return refuse (self, "a datetime.datetime that has a time zone, or is none");
      write_native (self, PYRO_MSGPACK_DATETIME, get_bits (timestamp));
      return TRUE;
    }
  if ((g_str_equal (name, "decimal.Decimal") || g_str_equal (name, "uuid.UUID")) && get_text (value) != NULL)
    return write_string (self, get_text (value));

  return write_map (self, value);
}

/* The recursion is bounded, as values are PYRO_MAX_DEPTH levels deep at most. */
static gboolean
write_value (MsgpackWriter *self,
             PyroValue     *value)
{
  switch (pyro_value_get_kind (value))
    {
    case PYRO_VALUE_NONE:
      msgpack_pack_nil (&self->packer);
      return TRUE;

    case PYRO_VALUE_BOOL:
      if (pyro_value_get_bool (value))
        msgpack_pack_true (&self->packer);
      else
        msgpack_pack_false (&self->packer);
      return TRUE;

    case PYRO_VALUE_INT:
      write_int (self, value);
      return TRUE;

    case PYRO_VALUE_FLOAT:
      msgpack_pack_double (&self->packer, pyro_value_get_float (value));
      return TRUE;

    case PYRO_VALUE_COMPLEX:
      write_complex (self, value);
      return TRUE;

    case PYRO_VALUE_STR:
      return write_string (self, value);

    case PYRO_VALUE_BYTES:
      return write_bytes (self, value);

    case PYRO_VALUE_LIST:
    case PYRO_VALUE_TUPLE:
    case PYRO_VALUE_SET:
      return write_array (self, value);

    case PYRO_VALUE_FROZENSET:
      return refuse (self, "a frozenset");

    case PYRO_VALUE_DICT:
      return write_map (self, value);

    case PYRO_VALUE_RECORD:
    default:
      return write_record (self, value);
    }
}

gboolean
_pyro_msgpack_write (PyroValue  *value,
                     PyroTrail  *trail,
                     GString    *out,
                     GError    **error)
{
  MsgpackWriter self = { { out, append }, trail, error };

  return write_value (&self, value);
}

gboolean
_pyro_msgpack_write_call (const char  *object,
                          const char  *method,
                          PyroValue   *args,
                          PyroValue   *kwargs,
                          PyroTrail   *trail,
                          GString     *out,
                          GError     **error)
{
  MsgpackWriter self = { { out, append }, trail, error };

  msgpack_pack_array (&self.packer, 4);
  msgpack_pack_str_with_body (&self.packer, object, strlen (object));
  msgpack_pack_str_with_body (&self.packer, method, strlen (method));
  _pyro_trail_start (trail, "args");
  if (!write_value (&self, args))
    return FALSE;
  _pyro_trail_start (trail, "kwargs");
  if (kwargs != NULL)
    return write_value (&self, kwargs);
  msgpack_pack_nil (&self.packer);

  return TRUE;
}
