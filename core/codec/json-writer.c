/* core/codec/json-writer.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/json-private.h"

#include <math.h>
#include <string.h>

#include "core/codec/trail-private.h"
#include "core/value/number.h"
#include "core/value/repr.h"

/* What json.dumps (value, ensure_ascii=False) of CPython 3 writes for a value that Pyro's
 * JsonSerializer has made of it, byte for byte. */

typedef struct
{
  GString  *out;
  PyroTrail trail;
  GError  **error;
} JsonWriter;

static gboolean write_value (JsonWriter *self,
                             PyroValue  *value);

/* The first byte of a lone surrogate, and of other characters. */
#define SURROGATE_START 0xed

/* The first byte at or after @at that does not stand for itself between quotes, or may not, or @end.
 * Eight bytes at once: a byte of the sum is 0x80 where the byte was looked for, and what is wrong
 * because of a carry is further up. */
static const char *
find_special (const char *at,
              const char *end)
{
  const guint64 ones = 0x0101010101010101, tops = ones << 7;

  for (; end - at >= 8; at += 8)
    {
      guint64 word, quotes, slashes, surrogates, found;

      memcpy (&word, at, sizeof word);
      word = GUINT64_FROM_LE (word);
      quotes = word ^ ones * '"';
      slashes = word ^ ones * '\\';
      surrogates = word ^ ones * SURROGATE_START;
      found = ((quotes - ones) & ~quotes) | ((slashes - ones) & ~slashes)
        | ((surrogates - ones) & ~surrogates) | ((word - ones * ' ') & ~word);
      found &= tops;
      if (found != 0)
        return at + __builtin_ctzll (found) / 8;
    }
  while (at < end && *at != '"' && *at != '\\' && (guchar) *at >= ' ' && (guchar) *at != SURROGATE_START)
    at++;

  return at;
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

  g_string_append_c (out, '"');
  for (;;)
    {
      const char *special = find_special (at, end);

      g_string_append_len (out, at, special - at);
      if (special == end)
        break;
      at = write_special (out, special, end);
      if (at == NULL)
        return FALSE;
    }
  g_string_append_c (out, '"');

  return TRUE;
}

static gboolean
write_string (JsonWriter *self,
              PyroValue  *value)
{
  gsize size;
  const char *text = pyro_value_get_string (value, &size);

  return write_text (self->out, text, size)
    || _pyro_trail_refuse (&self->trail, "a text with two surrogates that make one character", self->error);
}

static void
write_int (GString   *out,
           PyroValue *value)
{
  char buffer[PYRO_NUMBER_SIZE];
  gint64 integer;

  if (pyro_value_get_int64 (value, &integer))
    g_string_append_len (out, buffer, (gssize) pyro_number_format_int (integer, buffer));
  else
    pyro_value_append_repr (value, out);
}

static void
write_float (GString *out,
             double   value)
{
  char buffer[PYRO_NUMBER_SIZE];

  if (isnan (value))
    g_string_append (out, "NaN");
  else if (isinf (value))
    g_string_append (out, value < 0 ? "-Infinity" : "Infinity");
  else
    g_string_append_len (out, buffer, (gssize) pyro_number_format_float (value, buffer));
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
      write_int (out, key);
      return TRUE;

    case PYRO_VALUE_FLOAT:
      write_float (out, pyro_value_get_float (key));
      return TRUE;

    case PYRO_VALUE_COMPLEX:
      return _pyro_trail_refuse (&self->trail, "a complex number as a key of a dict", self->error);

    case PYRO_VALUE_BYTES:
      return _pyro_trail_refuse (&self->trail, "bytes as a key of a dict", self->error);

    case PYRO_VALUE_TUPLE:
      return _pyro_trail_refuse (&self->trail, "a tuple as a key of a dict", self->error);

    case PYRO_VALUE_STR:
    case PYRO_VALUE_LIST:
    case PYRO_VALUE_SET:
    case PYRO_VALUE_FROZENSET:
    case PYRO_VALUE_DICT:
    case PYRO_VALUE_RECORD:
    default:
      return _pyro_trail_refuse (&self->trail, "a frozenset as a key of a dict", self->error);
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

static gboolean
write_array (JsonWriter *self,
             PyroValue  *value)
{
  gsize n = pyro_value_get_length (value);

  g_string_append_c (self->out, '[');
  _pyro_trail_enter (&self->trail, value);
  for (gsize i = 0; i < n; i++)
    {
      _pyro_trail_move (&self->trail, i);
      if (i > 0)
        g_string_append_len (self->out, ", ", 2);
      if (!write_value (self, pyro_value_get_item (value, i)))
        return FALSE;
    }
  _pyro_trail_leave (&self->trail);
  g_string_append_c (self->out, ']');

  return TRUE;
}

static gboolean
write_object (JsonWriter *self,
              PyroValue  *value)
{
  gsize n = pyro_value_get_length (value);

  g_string_append_c (self->out, '{');
  for (gsize i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_len (self->out, ", ", 2);
      if (!write_key (self, pyro_value_get_key (value, i)))
        return FALSE;
      g_string_append_len (self->out, ": ", 2);
      _pyro_trail_enter (&self->trail, value);
      _pyro_trail_move (&self->trail, i);
      if (!write_value (self, pyro_value_get_item (value, i)))
        return FALSE;
      _pyro_trail_leave (&self->trail);
    }
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
      write_int (self->out, value);
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
      return _pyro_trail_refuse (&self->trail, "a complex number", self->error);

    case PYRO_VALUE_BYTES:
      return _pyro_trail_refuse (&self->trail, "bytes", self->error);

    case PYRO_VALUE_FROZENSET:
    default:
      return _pyro_trail_refuse (&self->trail, "a frozenset", self->error);
    }
}

/*
 * _pyro_json_write:
 * @name: (nullable): what @value is called in an error
 *
 * Appends a value to @out.
 *
 * Returns: %FALSE with %PYRO_ERROR_SERIALIZE when JSON, or Pyro's use of it, cannot carry it
 */
gboolean
_pyro_json_write (PyroValue   *value,
                  const char  *name,
                  GString     *out,
                  GError     **error)
{
  JsonWriter self;

  self.out = out;
  self.error = error;
  _pyro_trail_init (&self.trail, "json", name);

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
