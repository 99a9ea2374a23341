/* core/value/repr.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/value/repr.h"

#include <math.h>
#include <string.h>

#include "core/value/number.h"
#include "core/value/repr-private.h"

/* Python's repr(), byte for byte as CPython 3.13 prints it, with the items of sets and dicts in the
 * order that the value has them in. The recursion is bounded, as values are PYRO_MAX_DEPTH levels
 * deep at most. */

static const char ellipsis[] = "…";

static void
append_int (GString   *text,
            PyroValue *value)
{
  char buffer[PYRO_NUMBER_SIZE];
  g_autofree char *digits = NULL;
  gint64 integer;

  if (pyro_value_get_int64 (value, &integer))
    {
      gsize size = pyro_number_format_int (integer, buffer);

      g_string_append_len (text, buffer, (gssize) size);
      return;
    }
  digits = pyro_value_dup_int_text (value);
  g_string_append (text, digits);
}

static void
append_float (GString *text,
              double   value)
{
  char buffer[PYRO_NUMBER_SIZE];
  gsize size = pyro_number_format_float (value, buffer);

  g_string_append_len (text, buffer, (gssize) size);
}

/* A part of a complex number has no .0 at its end. */
static void
append_part (GString *text,
             double   value)
{
  append_float (text, value);
  if (g_str_has_suffix (text->str, ".0"))
    g_string_truncate (text, text->len - strlen (".0"));
}

static void
append_complex (GString   *text,
                PyroValue *value)
{
  double real, imaginary;

  pyro_value_get_complex (value, &real, &imaginary);
  if (real == 0 && !signbit (real))
    {
      append_part (text, imaginary);
      g_string_append_c (text, 'j');
      return;
    }

  g_string_append_c (text, '(');
  append_part (text, real);
  if (isnan (imaginary) || !signbit (imaginary))
    g_string_append_c (text, '+');
  append_part (text, imaginary);
  g_string_append (text, "j)");
}

/* Text beyond the limit need not be looked at: no byte of it is less than a byte of its repr. */
static void
append_quoted (GString   *text,
               PyroValue *value,
               gsize      limit)
{
  gsize room = limit - MIN (limit, text->len), size;

  if (pyro_value_get_kind (value) == PYRO_VALUE_BYTES)
    {
      const char *bytes = pyro_value_get_bytes_data (value, &size);

      _pyro_repr_append_bytes (text, bytes, MIN (size, room));
    }
  else
    {
      const char *string = pyro_value_get_string (value, &size);

      if (size > room)
        for (size = room; size > 0 && (string[size] & 0xc0) == 0x80;)
          size--;
      pyro_repr_append_text (text, string, size);
    }
}

ReprBrackets
_pyro_repr_get_brackets (PyroValue *value)
{
  gboolean empty = pyro_value_get_length (value) == 0;

  switch ((int) pyro_value_get_kind (value))
    {
    case PYRO_VALUE_LIST:
      return (ReprBrackets) { "[", "]" };

    case PYRO_VALUE_TUPLE:
      return (ReprBrackets) { "(", ")" };

    case PYRO_VALUE_SET:
      return empty ? (ReprBrackets) { "set(", ")" } : (ReprBrackets) { "{", "}" };

    case PYRO_VALUE_FROZENSET:
      return empty ? (ReprBrackets) { "frozenset(", ")" } : (ReprBrackets) { "frozenset({", "})" };

    default:
      return (ReprBrackets) { "{", "}" };
    }
}

static gboolean
append_items (GString   *text,
              PyroValue *value,
              gsize      limit)
{
  PyroValueKind kind = pyro_value_get_kind (value);
  gboolean is_dict = kind == PYRO_VALUE_DICT || kind == PYRO_VALUE_RECORD;
  ReprBrackets brackets = _pyro_repr_get_brackets (value);
  gsize n = pyro_value_get_length (value);

  g_string_append (text, brackets.opening);
  for (gsize i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_len (text, ", ", 2);
      if (is_dict)
        {
          if (!_pyro_repr_append (text, pyro_value_get_key (value, i), limit))
            return FALSE;
          g_string_append_len (text, ": ", 2);
        }
      if (!_pyro_repr_append (text, pyro_value_get_item (value, i), limit))
        return FALSE;
    }
  if (kind == PYRO_VALUE_TUPLE && n == 1)
    g_string_append_c (text, ',');
  g_string_append (text, brackets.closing);

  return text->len <= limit;
}

/* Appends the repr of @value, up to somewhere behind @limit bytes of @text. Returns FALSE when it is
 * longer. */
gboolean
_pyro_repr_append (GString   *text,
                   PyroValue *value,
                   gsize      limit)
{
  switch (pyro_value_get_kind (value))
    {
    case PYRO_VALUE_NONE:
      g_string_append_len (text, "None", 4);
      break;

    case PYRO_VALUE_BOOL:
      g_string_append (text, pyro_value_get_bool (value) ? "True" : "False");
      break;

    case PYRO_VALUE_INT:
      append_int (text, value);
      break;

    case PYRO_VALUE_FLOAT:
      append_float (text, pyro_value_get_float (value));
      break;

    case PYRO_VALUE_COMPLEX:
      append_complex (text, value);
      break;

    case PYRO_VALUE_STR:
    case PYRO_VALUE_BYTES:
      append_quoted (text, value, limit);
      break;

    case PYRO_VALUE_LIST:
    case PYRO_VALUE_TUPLE:
    case PYRO_VALUE_SET:
    case PYRO_VALUE_FROZENSET:
    case PYRO_VALUE_DICT:
    case PYRO_VALUE_RECORD:
    default:
      return append_items (text, value, limit);
    }

  return text->len <= limit;
}

/**
 * pyro_value_append_repr:
 * @self: a value
 * @text: where to append
 *
 * Appends what Python's `repr()` prints for the value.
 */
void
pyro_value_append_repr (PyroValue *self,
                        GString   *text)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  _pyro_repr_append (text, self, G_MAXSIZE);
}

/**
 * pyro_value_repr:
 * @self: a value
 *
 * Makes the text that Python's `repr()` prints for the value. [func@literal_parse] reads it. It is
 * UTF-8 without NUL on one line, whatever text is in the value. A record is the dict that it is on
 * the wire.
 *
 * Returns: (transfer full): the text
 */
char *
pyro_value_repr (PyroValue *self)
{
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (NULL);
  _pyro_repr_append (text, self, G_MAXSIZE);

  return g_string_free (text, FALSE);
}

/**
 * pyro_value_repr_short:
 * @self: a value
 * @max_size: the most bytes that the text may have, without its NUL
 *
 * Makes the beginning of the text that [method@Value.repr] makes, with `…` where it is cut. The time
 * it takes depends on @max_size and not on the value.
 *
 * Returns: (transfer full): the text
 */
char *
pyro_value_repr_short (PyroValue *self,
                       gsize      max_size)
{
  GString *text;
  gsize end;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (NULL);
  if (!_pyro_repr_append (text, self, max_size))
    {
      end = max_size - MIN (max_size, strlen (ellipsis));
      while (end > 0 && (text->str[end] & 0xc0) == 0x80)
        end--;
      g_string_truncate (text, end);
      if (max_size >= strlen (ellipsis))
        g_string_append (text, ellipsis);
    }

  return g_string_free (text, FALSE);
}
