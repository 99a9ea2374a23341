/* core/codec/json-writer.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/json-private.h"

#include <math.h>
#include <string.h>

#include "core/codec/room-private.h"
#include "core/value/repr.h"

/* What json.dumps (value, ensure_ascii=False) of CPython 3 writes for a value that Pyro's
 * JsonSerializer has made of it, byte for byte. */

typedef struct
{
  GString    *out;
  PyroTrail  *trail;
  GError    **error;
} JsonWriter;

static gboolean write_value (JsonWriter *self,
                             PyroValue  *value);

/* The first byte of a lone surrogate, and of other characters. */
#define SURROGATE_START 0xed

static gboolean
is_special (char c)
{
  return c == '"' || c == '\\' || (guchar) c < ' ' || (guchar) c == SURROGATE_START;
}

/* Where in these eight bytes the first one is that does not stand for itself between quotes, or may not;
 * 8 when there is none. A byte of the sum is 0x80 where the byte was looked for, and what is wrong because
 * of a carry is further up. */
static inline gsize
find_special (guint64 word)
{
  const guint64 ones = 0x0101010101010101, tops = ones << 7;
  guint64 quotes, slashes, surrogates, found;

  word = GUINT64_FROM_LE (word);
  quotes = word ^ ones * '"';
  slashes = word ^ ones * '\\';
  surrogates = word ^ ones * SURROGATE_START;
  found = ((quotes - ones) & ~quotes) | ((slashes - ones) & ~slashes)
    | ((surrogates - ones) & ~surrogates) | ((word - ones * ' ') & ~word);
  found &= tops;

  return found != 0 ? (gsize) __builtin_ctzll (found) / 8 : 8;
}

/* Copies up to the first special byte, and gives how many bytes there are before it. */
static gsize
copy_plain (char       *to,
            const char *at,
            gsize       size)
{
  guint64 word;
  gsize n = 0, found;

  for (; size - n >= sizeof word; n += sizeof word)
    {
      memcpy (&word, at + n, sizeof word);
      memcpy (to + n, &word, sizeof word);
      found = find_special (word);
      if (found < sizeof word)
        return n + found;
    }
  /* The last eight bytes once more, of which the first ones are known. */
  if (n > 0 && n < size)
    {
      memcpy (&word, at + size - sizeof word, sizeof word);
      memcpy (to + size - sizeof word, &word, sizeof word);
      return size - sizeof word + find_special (word);
    }
  for (; n < size && !is_special (at[n]); n++)
    to[n] = at[n];

  return n;
}

/* The lone surrogate here, or 0. */
static guint
get_surrogate (const char *at,
               const char *end)
{
  if (end - at < 3 || (guchar) at[0] != SURROGATE_START || (guchar) at[1] < 0xa0)
    return 0;

  return 0xd000 | ((guint) at[1] & 0x3f) << 6 | ((guint) at[2] & 0x3f);
}

/* Writes what begins with a special byte, and gives the place behind it: NULL for a lone surrogate
 * that would become a character together with the one behind it. */
static const char *
write_special (GString    *out,
               const char *at,
               const char *end)
{
  static const char letters[] = "\"\\\n\r\t\b\f", names[] = "\"\\nrtbf";
  const char *letter = *at != '\0' ? strchr (letters, *at) : NULL;
  guint surrogate;

  if (letter != NULL)
    {
      g_string_append_c (out, '\\');
      g_string_append_c (out, names[letter - letters]);
      return at + 1;
    }
  if ((guchar) *at < ' ')
    {
      g_string_append_printf (out, "\\u%04x", (guint) *at);
      return at + 1;
    }

  surrogate = get_surrogate (at, end);
  if (surrogate == 0)
    {
      g_string_append_c (out, *at);
      return at + 1;
    }
  if (surrogate < 0xdc00 && get_surrogate (at + 3, end) >= 0xdc00)
    return NULL;
  g_string_append_printf (out, "\\u%04x", surrogate);

  return at + 3;
}

static gboolean
write_text (GString    *out,
            const char *text,
            gsize       size)
{
  const char *at = text, *end = text + size;
  char *room = _pyro_room_reserve (out, size + 2);
  gsize n;

  room[0] = '"';
  n = copy_plain (room + 1, at, size);
  _pyro_room_commit (out, n + 1);
  while (n < (gsize) (end - at))
    {
      at = write_special (out, at + n, end);
      if (at == NULL)
        return FALSE;
      size = (gsize) (end - at);
      n = copy_plain (_pyro_room_reserve (out, size + 1), at, size);
      _pyro_room_commit (out, n);
    }
  g_string_append_c (out, '"');

  return TRUE;
}

static G_GNUC_NO_INLINE gboolean
write_string (JsonWriter *self,
              PyroValue  *value)
{
  gsize size;
  const char *text = pyro_value_get_string (value, &size);

  return write_text (self->out, text, size)
    || _pyro_trail_refuse (self->trail, self->error, "a text with two surrogates that make one character");
}

static G_GNUC_NO_INLINE void
write_float (GString *out,
             double   value)
{
  if (isnan (value))
    g_string_append (out, "NaN");
  else if (isinf (value))
    g_string_append (out, value < 0 ? "-Infinity" : "Infinity");
  else
    _pyro_room_add_float (out, value);
}

static gboolean
write_scalar_key (JsonWriter *self,
                  PyroValue  *key)
{
  GString *out = self->out;

  switch (pyro_value_get_kind (key))
    {
    case PYRO_VALUE_NONE:
      g_string_append (out, "null");
      return TRUE;

    case PYRO_VALUE_BOOL:
      g_string_append (out, pyro_value_get_bool (key) ? "true" : "false");
      return TRUE;

    case PYRO_VALUE_INT:
      _pyro_room_add_int (out, key);
      return TRUE;

    case PYRO_VALUE_FLOAT:
      write_float (out, pyro_value_get_float (key));
      return TRUE;

    case PYRO_VALUE_COMPLEX:
      return _pyro_trail_refuse (self->trail, self->error, "a complex number as a key of a dict");

    case PYRO_VALUE_BYTES:
      return _pyro_trail_refuse (self->trail, self->error, "bytes as a key of a dict");

    case PYRO_VALUE_TUPLE:
      return _pyro_trail_refuse (self->trail, self->error, "a tuple as a key of a dict");

    case PYRO_VALUE_STR:
    case PYRO_VALUE_LIST:
    case PYRO_VALUE_SET:
    case PYRO_VALUE_FROZENSET:
    case PYRO_VALUE_DICT:
    case PYRO_VALUE_RECORD:
    default:
      return _pyro_trail_refuse (self->trail, self->error, "a frozenset as a key of a dict");
    }
}

/* Each key becomes text, as Python's json does it. */
static gboolean
write_key (JsonWriter *self,
           PyroValue  *key)
{
  if (pyro_value_get_kind (key) == PYRO_VALUE_STR)
    return write_string (self, key);

  g_string_append_c (self->out, '"');
  if (!write_scalar_key (self, key))
    return FALSE;
  g_string_append_c (self->out, '"');

  return TRUE;
}

static G_GNUC_NO_INLINE gboolean
write_array (JsonWriter *self,
             PyroValue  *value)
{
  gsize n = pyro_value_get_length (value);

  g_string_append_c (self->out, '[');
  _pyro_trail_enter (self->trail, value);
  for (gsize i = 0; i < n; i++)
    {
      _pyro_trail_move (self->trail, i);
      if (i > 0)
        memcpy (_pyro_room_add (self->out, 2), ", ", 2);
      if (!write_value (self, pyro_value_get_item (value, i)))
        return FALSE;
    }
  _pyro_trail_leave (self->trail);
  g_string_append_c (self->out, ']');

  return TRUE;
}

static G_GNUC_NO_INLINE gboolean
write_object (JsonWriter *self,
              PyroValue  *value)
{
  gsize n = pyro_value_get_length (value);

  g_string_append_c (self->out, '{');
  _pyro_trail_enter (self->trail, value);
  for (gsize i = 0; i < n; i++)
    {
      if (i > 0)
        memcpy (_pyro_room_add (self->out, 2), ", ", 2);
      _pyro_trail_move_key (self->trail, i);
      if (!write_key (self, pyro_value_get_key (value, i)))
        return FALSE;
      memcpy (_pyro_room_add (self->out, 2), ": ", 2);
      _pyro_trail_move (self->trail, i);
      if (!write_value (self, pyro_value_get_item (value, i)))
        return FALSE;
    }
  _pyro_trail_leave (self->trail);
  g_string_append_c (self->out, '}');

  return TRUE;
}

/* The recursion is bounded, as values are PYRO_MAX_DEPTH levels deep at most. */
static gboolean
write_value (JsonWriter *self,
             PyroValue  *value)
{
  switch (pyro_value_get_kind (value))
    {
    case PYRO_VALUE_NONE:
      g_string_append_len (self->out, "null", 4);
      return TRUE;

    case PYRO_VALUE_BOOL:
      g_string_append (self->out, pyro_value_get_bool (value) ? "true" : "false");
      return TRUE;

    case PYRO_VALUE_INT:
      _pyro_room_add_int (self->out, value);
      return TRUE;

    case PYRO_VALUE_FLOAT:
      write_float (self->out, pyro_value_get_float (value));
      return TRUE;

    case PYRO_VALUE_STR:
      return write_string (self, value);

    case PYRO_VALUE_LIST:
    case PYRO_VALUE_TUPLE:
    case PYRO_VALUE_SET:
      return write_array (self, value);

    case PYRO_VALUE_DICT:
    case PYRO_VALUE_RECORD:
      return write_object (self, value);

    case PYRO_VALUE_COMPLEX:
      return _pyro_trail_refuse (self->trail, self->error, "a complex number");

    case PYRO_VALUE_BYTES:
      return _pyro_trail_refuse (self->trail, self->error, "bytes");

    case PYRO_VALUE_FROZENSET:
    default:
      return _pyro_trail_refuse (self->trail, self->error, "a frozenset");
    }
}

/*
 * _pyro_json_write:
 * @trail: where @value is, and then what of it cannot be carried
 *
 * Appends a value to @out.
 *
 * Returns: %FALSE with %PYRO_ERROR_SERIALIZE when JSON, or Pyro's use of it, cannot carry it
 */
gboolean
_pyro_json_write (PyroValue   *value,
                  PyroTrail   *trail,
                  GString     *out,
                  GError     **error)
{
  JsonWriter self = { out, trail, error };

  return write_value (&self, value);
}

/*
 * _pyro_json_write_text:
 *
 * Appends a text to @out.
 */
void
_pyro_json_write_text (const char *text,
                       GString    *out)
{
  write_text (out, text, strlen (text));
}
