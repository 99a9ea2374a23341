/* app/pyroctl/json.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/json.h"

#include <math.h>
#include <string.h>

/* JSON is written here by hand, because no JSON library of GLib's writes integers of any size, and
 * an integer that came from Python must arrive as it is. */

/* One character of UTF-8 in which a lone surrogate may occur, as three bytes (ED A0..BF xx): JSON
 * has an escape for it. */
static gsize
append_character (GString      *out,
                  const guint8 *at,
                  gsize         left)
{
  gsize size = at[0] < 0x80 ? 1 : at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : 4;

  size = MIN (size, left);
  if (size == 3 && at[0] == 0xed && at[1] >= 0xa0)
    g_string_append_printf (out, "\\u%04x", 0xd000u | (at[1] & 0x3fu) << 6 | (at[2] & 0x3fu));
  else if (size == 2 && at[0] == 0xc2 && at[1] < 0xa0) /* control characters of Latin-1 */
    g_string_append_printf (out, "\\u%04x", at[1]);
  else if (at[0] == '\n' || at[0] == '\t')
    g_string_append (out, at[0] == '\n' ? "\\n" : "\\t");
  else if (at[0] < 0x20 || at[0] == 0x7f)
    g_string_append_printf (out, "\\u%04x", at[0]);
  else
    {
      if (at[0] == '"' || at[0] == '\\')
        g_string_append_c (out, '\\');
      g_string_append_len (out, (const char *) at, (gssize) size);
    }

  return size;
}

/**
 * ctl_json_append_string:
 * @out: where to append to
 * @text: UTF-8, in which there may be lone surrogates
 * @size: its bytes, or -1 if it ends with a NUL
 *
 * Appends a JSON string. Control characters are escaped, all other text is itself.
 */
void
ctl_json_append_string (GString    *out,
                        const char *text,
                        gssize      size)
{
  gsize n = size >= 0 ? (gsize) size : strlen (text);

  g_string_append_c (out, '"');
  for (gsize at = 0; at < n;)
    at += append_character (out, (const guint8 *) text + at, n - at);
  g_string_append_c (out, '"');
}

/**
 * ctl_json_append_strings:
 * @out: where to append to
 * @texts: (array zero-terminated=1): texts
 *
 * Appends a JSON array of strings.
 */
void
ctl_json_append_strings (GString           *out,
                         const char *const *texts)
{
  g_string_append_c (out, '[');
  for (gsize i = 0; texts[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      ctl_json_append_string (out, texts[i], -1);
    }
  g_string_append_c (out, ']');
}

/* JSON has no word for nan and the infinities, so these are strings. */
static void
append_float (GString *out,
              double   value)
{
  if (isnan (value))
    g_string_append (out, "\"nan\"");
  else if (isinf (value))
    g_string_append (out, value > 0 ? "\"inf\"" : "\"-inf\"");
  else
    {
      g_autoptr(PyroValue) number = pyro_value_new_float (value);

      pyro_value_append_repr (number, out);
    }
}

static void
append_complex (GString   *out,
                PyroValue *value)
{
  double real, imaginary;

  pyro_value_get_complex (value, &real, &imaginary);
  g_string_append (out, "{\"complex\": [");
  append_float (out, real);
  g_string_append (out, ", ");
  append_float (out, imaginary);
  g_string_append (out, "]}");
}

static void
append_bytes (GString   *out,
              PyroValue *value)
{
  gsize size;
  const guint8 *data = pyro_value_get_bytes_data (value, &size);
  g_autofree char *text = g_base64_encode (data, size);

  g_string_append_printf (out, "{\"bytes\": \"%s\"}", text);
}

static void
append_items (GString   *out,
              PyroValue *value)
{
  gsize n = pyro_value_get_length (value);

  g_string_append_c (out, '[');
  for (gsize i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      ctl_json_append_value (out, pyro_value_get_item (value, i));
    }
  g_string_append_c (out, ']');
}

static void
append_key (GString   *out,
            PyroValue *key)
{
  if (pyro_value_get_kind (key) == PYRO_VALUE_STR)
    {
      ctl_json_append_value (out, key);
    }
  else
    {
      g_autofree char *text = pyro_value_repr (key);

      ctl_json_append_string (out, text, -1);
    }
}

static void
append_dict (GString   *out,
             PyroValue *value)
{
  gsize n = pyro_value_get_length (value);

  g_string_append_c (out, '{');
  for (gsize i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      append_key (out, pyro_value_get_key (value, i));
      g_string_append (out, ": ");
      ctl_json_append_value (out, pyro_value_get_item (value, i));
    }
  g_string_append_c (out, '}');
}

/**
 * ctl_json_append_value:
 * @out: where to append to
 * @value: a value
 *
 * Appends a value as JSON, in one line. Integers have all their digits. What JSON has no word for:
 *
 * - nan and the infinities are the strings "nan", "inf" and "-inf";
 * - bytes are `{"bytes": "<base64>"}` and complex numbers `{"complex": [real, imaginary]}`;
 * - tuples and sets are arrays;
 * - a key that is no text is written as its Python literal.
 */
void
ctl_json_append_value (GString   *out,
                       PyroValue *value)
{
  const char *text;
  gsize size;

  switch (pyro_value_get_kind (value))
    {
    case PYRO_VALUE_NONE:
      g_string_append (out, "null");
      break;

    case PYRO_VALUE_BOOL:
      g_string_append (out, pyro_value_get_bool (value) ? "true" : "false");
      break;

    case PYRO_VALUE_INT:
      pyro_value_append_repr (value, out);
      break;

    case PYRO_VALUE_FLOAT:
      append_float (out, pyro_value_get_float (value));
      break;

    case PYRO_VALUE_COMPLEX:
      append_complex (out, value);
      break;

    case PYRO_VALUE_STR:
      text = pyro_value_get_string (value, &size);
      ctl_json_append_string (out, text, (gssize) size);
      break;

    case PYRO_VALUE_BYTES:
      append_bytes (out, value);
      break;

    case PYRO_VALUE_LIST:
    case PYRO_VALUE_TUPLE:
    case PYRO_VALUE_SET:
    case PYRO_VALUE_FROZENSET:
      append_items (out, value);
      break;

    case PYRO_VALUE_DICT:
    case PYRO_VALUE_RECORD:
    default:
      append_dict (out, value);
    }
}

/**
 * ctl_json_append_entry:
 * @out: where to append to
 * @entry: a registration
 *
 * Appends a registration as a JSON object.
 */
void
ctl_json_append_entry (GString             *out,
                       const PyroNameEntry *entry)
{
  g_string_append (out, "{\"name\": ");
  ctl_json_append_string (out, entry->name, -1);
  g_string_append (out, ", \"uri\": ");
  ctl_json_append_string (out, entry->uri, -1);
  g_string_append (out, ", \"tags\": ");
  ctl_json_append_strings (out, (const char *const *) entry->tags);
  g_string_append_c (out, '}');
}
