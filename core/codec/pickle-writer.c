/* core/codec/pickle-writer.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/pickle-private.h"

#include <string.h>

/* Opcodes for plain data. Nothing is put into the memo, for nothing is said twice, and there are no
 * frames: no reader needs either. Protocol 2 has no opcodes for bytes and sets; there they are what
 * Python itself writes, under the names of Python 2, which the readers of all Pythons know. */

/* Items between a mark and its end, as Python's own pickler does it, so that the reader's stack
 * stays small. */
#define BATCH_SIZE 1000

static void
put (PickleWriter *self,
     guint8        opcode)
{
  g_string_append_c (self->out, (char) opcode);
}

/* A number behind an opcode, the least byte first. */
static void
put_number (PickleWriter *self,
            guint8        opcode,
            guint64       number,
            guint         width)
{
  guint8 bytes[9] = { opcode };

  for (guint i = 1; i <= width; i++, number >>= 8)
    bytes[i] = (guint8) number;
  g_string_append_len (self->out, (const char *) bytes, (gssize) width + 1);
}

static gboolean
is_old (PickleWriter *self)
{
  return self->protocol < PYRO_PICKLE_NEW;
}

void
_pyro_pickle_write_text (PickleWriter *self,
                         const char   *text,
                         gsize         size)
{
  if (size <= G_MAXUINT8 && !is_old (self))
    put_number (self, 0x8c, size, 1);
  else
    put_number (self, 'X', size, 4);
  g_string_append_len (self->out, text, (gssize) size);
}

/*
 * _pyro_pickle_write_global:
 * @module: a module, as Python 3 calls it
 * @name: what is in it
 */
void
_pyro_pickle_write_global (PickleWriter *self,
                           const char   *module,
                           const char   *name)
{
  if (is_old (self))
    {
      g_string_append_printf (self->out, "c%s\n%s\n", g_str_equal (module, "builtins") ? "__builtin__" : module, name);
      return;
    }
  _pyro_pickle_write_text (self, module, strlen (module));
  _pyro_pickle_write_text (self, name, strlen (name));
  put (self, 0x93); /* STACK_GLOBAL */
}

static gboolean
write_int (PickleWriter *self,
           PyroValue    *value)
{
  gint64 number;

  if (!pyro_value_get_int64 (value, &number) || number < G_MININT32 || number > G_MAXINT32)
    return _pyro_pickle_append_long (self->out, value)
           || _pyro_trail_refuse (self->trail, self->error, "an int of so many digits");

  if (number >= 0 && number <= G_MAXUINT8)
    put_number (self, 'K', (guint64) number, 1);
  else if (number >= 0 && number <= G_MAXUINT16)
    put_number (self, 'M', (guint64) number, 2);
  else
    put_number (self, 'J', (guint64) number, 4);

  return TRUE;
}

static void
write_float (PickleWriter *self,
             double        number)
{
  guint64 bits;

  memcpy (&bits, &number, sizeof bits);
  put_number (self, 'G', GUINT64_SWAP_LE_BE (bits), sizeof bits);
}

static void
write_complex (PickleWriter *self,
               PyroValue    *value)
{
  double real, imaginary;

  pyro_value_get_complex (value, &real, &imaginary);
  _pyro_pickle_write_global (self, "builtins", "complex");
  write_float (self, real);
  write_float (self, imaginary);
  put (self, 0x86); /* TUPLE2 */
  put (self, 'R');
}

static gboolean
check_size (PickleWriter *self,
            guint64       size)
{
  return size <= G_MAXUINT32 || _pyro_trail_refuse (self->trail, self->error, "a str or bytes of 4 GiB or more");
}

/* Bytes as the text of characters of the same numbers. */
static gboolean
write_old_bytes (PickleWriter *self,
                 const guint8 *data,
                 gsize         size)
{
  gsize n_high = 0, at;
  char *to;

  if (size == 0)
    {
      _pyro_pickle_write_global (self, "builtins", "bytes");
      g_string_append (self->out, ")R");
      return TRUE;
    }

  for (gsize i = 0; i < size; i++)
    n_high += data[i] >> 7;
  if (!check_size (self, (guint64) size + n_high))
    return FALSE;
  g_string_append (self->out, "c_codecs\nencode\n");
  put_number (self, 'X', size + n_high, 4);
  at = self->out->len;
  g_string_set_size (self->out, at + size + n_high);
  to = self->out->str + at;
  for (gsize i = 0; i < size; i++)
    if (data[i] < 0x80)
      *to++ = (char) data[i];
    else
      {
        *to++ = (char) (0xc0 | data[i] >> 6);
        *to++ = (char) (0x80 | (data[i] & 0x3f));
      }
  _pyro_pickle_write_text (self, "latin1", strlen ("latin1"));
  g_string_append (self->out, "\x86" "R"); /* TUPLE2, REDUCE */

  return TRUE;
}

static gboolean
write_bytes (PickleWriter *self,
             PyroValue    *value)
{
  gsize size;
  const char *data = pyro_value_get_bytes_data (value, &size);

  if (!check_size (self, size))
    return FALSE;
  if (is_old (self))
    return write_old_bytes (self, (const guint8 *) data, size);

  if (size <= G_MAXUINT8)
    put_number (self, 'C', size, 1);
  else
    put_number (self, 'B', size, 4);
  if (size > 0)
    g_string_append_len (self->out, data, (gssize) size);

  return TRUE;
}

static gboolean
write_string (PickleWriter *self,
              PyroValue    *value)
{
  gsize size;
  const char *text = pyro_value_get_string (value, &size);

  if (!check_size (self, size))
    return FALSE;
  _pyro_pickle_write_text (self, text, size);

  return TRUE;
}

/* Items for what is on top of the stack; @one adds one, @many all that are above a mark. */
static gboolean
write_batches (PickleWriter *self,
               PyroValue    *value,
               guint8        one,
               guint8        many)
{
  gsize n = pyro_value_get_length (value);

  _pyro_trail_enter (self->trail, value);
  for (gsize i = 0; i < n; i++)
    {
      gboolean alone = one != 0 && (n - i == 1) && i % BATCH_SIZE == 0;
      PyroValue *key = pyro_value_get_key (value, i);

      if (i % BATCH_SIZE == 0 && !alone)
        put (self, '(');
      _pyro_trail_move_key (self->trail, i);
      if (key != NULL && !_pyro_pickle_write (self, key))
        return FALSE;
      _pyro_trail_move (self->trail, i);
      if (!_pyro_pickle_write (self, pyro_value_get_item (value, i)))
        return FALSE;
      if (alone)
        put (self, one);
      else if (i % BATCH_SIZE == BATCH_SIZE - 1 || i == n - 1)
        put (self, many);
    }
  _pyro_trail_leave (self->trail);

  return TRUE;
}

/*
 * _pyro_pickle_write_items:
 * @items: a container
 *
 * Writes what appends its items to what is on top of the stack.
 */
gboolean
_pyro_pickle_write_items (PickleWriter *self,
                          PyroValue    *items)
{
  return write_batches (self, items, 'a', 'e');
}

static gboolean
write_members (PickleWriter *self,
               PyroValue    *value)
{
  gsize n = pyro_value_get_length (value);

  _pyro_trail_enter (self->trail, value);
  for (gsize i = 0; i < n; i++)
    {
      _pyro_trail_move (self->trail, i);
      if (!_pyro_pickle_write (self, pyro_value_get_item (value, i)))
        return FALSE;
    }
  _pyro_trail_leave (self->trail);

  return TRUE;
}

static gboolean
write_tuple (PickleWriter *self,
             PyroValue    *value)
{
  gsize n = pyro_value_get_length (value);

  if (n > 3)
    put (self, '(');
  if (!write_members (self, value))
    return FALSE;
  put (self, n == 0 ? ')' : n > 3 ? 't' : (guint8) (0x84 + n));

  return TRUE;
}

static gboolean
write_old_set (PickleWriter *self,
               PyroValue    *value,
               const char   *name)
{
  _pyro_pickle_write_global (self, "builtins", name);
  put (self, ']');
  if (!_pyro_pickle_write_items (self, value))
    return FALSE;
  g_string_append (self->out, "\x85" "R"); /* TUPLE1, REDUCE */

  return TRUE;
}

static gboolean
write_set (PickleWriter *self,
           PyroValue    *value)
{
  if (is_old (self))
    return write_old_set (self, value, "set");

  put (self, 0x8f); /* EMPTY_SET */

  return write_batches (self, value, 0, 0x90);
}

static gboolean
write_frozenset (PickleWriter *self,
                 PyroValue    *value)
{
  if (is_old (self))
    return write_old_set (self, value, "frozenset");

  put (self, '(');
  if (!write_members (self, value))
    return FALSE;
  put (self, 0x91); /* FROZENSET */

  return TRUE;
}

static gboolean
write_dict (PickleWriter *self,
            PyroValue    *value)
{
  put (self, '}');

  return write_batches (self, value, 's', 'u');
}

/*
 * _pyro_pickle_write:
 *
 * Writes what pushes @value. The recursion is bounded, as values are PYRO_MAX_DEPTH levels deep at
 * most.
 */
gboolean
_pyro_pickle_write (PickleWriter *self,
                    PyroValue    *value)
{
  switch (pyro_value_get_kind (value))
    {
    case PYRO_VALUE_NONE:
      put (self, 'N');
      return TRUE;

    case PYRO_VALUE_BOOL:
      put (self, pyro_value_get_bool (value) ? 0x88 : 0x89);
      return TRUE;

    case PYRO_VALUE_INT:
      return write_int (self, value);

    case PYRO_VALUE_FLOAT:
      write_float (self, pyro_value_get_float (value));
      return TRUE;

    case PYRO_VALUE_COMPLEX:
      write_complex (self, value);
      return TRUE;

    case PYRO_VALUE_STR:
      return write_string (self, value);

    case PYRO_VALUE_BYTES:
      return write_bytes (self, value);

    case PYRO_VALUE_LIST:
      put (self, ']');
      return _pyro_pickle_write_items (self, value);

    case PYRO_VALUE_TUPLE:
      return write_tuple (self, value);

    case PYRO_VALUE_SET:
      return write_set (self, value);

    case PYRO_VALUE_FROZENSET:
      return write_frozenset (self, value);

    case PYRO_VALUE_DICT:
      return write_dict (self, value);

    case PYRO_VALUE_RECORD:
    default:
      return _pyro_pickle_write_record (self, value);
    }
}
