/* core/value/path.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/value/path.h"

#include <string.h>

#include "core/error.h"
#include "core/translation-private.h"
#include "core/value/literal.h"
#include "core/value/repr.h"
#include "core/value/value-private.h"

/* A path says where in a value another one is, as one would go on typing behind the value in
 * Python:
 *
 *   path: [name] step…
 *   step: `[` literal `]` | `.` name
 *
 * A name is the key of that text. A negative index counts from the end. The members of sets, which
 * Python does not number, are counted in their order here. The empty path is the value itself. */

/* Bytes of a key in a sentence. */
#define MAX_KEY_SIZE 60

static gboolean
is_name (char c)
{
  return g_ascii_isalnum (c) || c == '_' || (guchar) c >= 0x80;
}

static const char *
skip_name (const char *at)
{
  if (g_ascii_isdigit (*at))
    return at;
  while (is_name (*at))
    at++;

  return at;
}

static const char *
skip_quoted (const char *at)
{
  char quote = *at++;

  for (; *at != '\0' && *at != quote; at++)
    if (*at == '\\' && at[1] != '\0')
      at++;

  return *at == quote ? at + 1 : at;
}

/* Finds the bracket that closes the one at @at; NULL when there is none. */
static const char *
find_closing (const char *at)
{
  gsize depth = 0;

  while (*at != '\0')
    if (*at == '\'' || *at == '"')
      at = skip_quoted (at);
    else
      {
        if (strchr ("([{", *at) != NULL)
          depth++;
        else if (strchr (")]}", *at) != NULL && --depth == 0)
          return *at == ']' ? at : NULL;
        at++;
      }

  return NULL;
}

/* Reads one step, and moves @at behind it. */
static PyroValue *
read_step (const char  *path,
           const char **at,
           GError     **error)
{
  const char *start = *at, *end;
  g_autofree char *name = NULL;
  g_autoptr(GError) mistake = NULL;
  PyroValue *key;

  if (*start == '[')
    {
      end = find_closing (start);
      if (end == NULL)
        {
          g_set_error (error, PYRO_ERROR, PYRO_ERROR_SYNTAX,
                       _("The path “%s” has a bracket that is not closed"), path);
          return NULL;
        }
      key = pyro_literal_parse (start + 1, end - start - 1, NULL, &mistake);
      if (key == NULL)
        g_set_error (error, mistake->domain, mistake->code,
                     _("The path “%s” has a bad subscript: %s"), path, mistake->message);
      *at = end + 1;
      return key;
    }

  /* A dot comes before each name but the first. */
  if (*start == '.' && start != path)
    start++;
  end = skip_name (start);
  if (end == start || (start == *at && start != path))
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_SYNTAX,
                   _("The path “%s” has something else than a subscript or a name after “%.*s”"),
                   path, (int) (*at - path), path);
      return NULL;
    }
  name = g_strndup (start, (gsize) (end - start));
  *at = end;

  return pyro_value_new_string (name);
}

static const char *
name_kind (PyroValue *value)
{
  if (pyro_value_get_kind (value) == PYRO_VALUE_RECORD)
    return "record";

  return pyro_value_get_type_name (value);
}

static void
refuse_key (PyroValue   *key,
            PyroValue   *value,
            const char  *place,
            GError     **error)
{
  g_autofree char *text = pyro_value_repr_short (key, MAX_KEY_SIZE);

  if (*place != '\0')
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE, /* Translators: 'x', a type of Python, a path in a value */
                 _("There is no key %s in the %s at %s"), text, name_kind (value), place);
  else
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE, _("There is no key %s in the %s"), text, name_kind (value));
}

static void
refuse_item (PyroValue   *key,
             PyroValue   *value,
             const char  *place,
             GError     **error)
{
  g_autofree char *text = pyro_value_repr_short (key, MAX_KEY_SIZE);

  if (*place != '\0')
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE, /* Translators: an index, a type of Python, a path in a value */
                 _("There is no item %s in the %s at %s"), text, name_kind (value), place);
  else
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE, _("There is no item %s in the %s"), text, name_kind (value));
}

static void
refuse_step (PyroValue   *value,
             const char  *place,
             GError     **error)
{
  if (*place != '\0')
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE, /* Translators: a type of Python, a path in a value */
                 _("The %s at %s has no items"), name_kind (value), place);
  else
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE, _("The %s has no items"), name_kind (value));
}

/* Finds an entry. A nan is equal to nothing, so that no look-up finds a key with one in it; a path
 * means the first key that is written the same. */
static PyroValue *
find_entry (PyroValue *value,
            PyroValue *key)
{
  PyroValue *found = pyro_value_lookup (value, key);

  if (found != NULL || !_pyro_node_holds_nan (key))
    return found;

  for (gsize i = 0; i < pyro_value_get_length (value); i++)
    if (pyro_value_identical (pyro_value_get_key (value, i), key))
      return pyro_value_get_item (value, i);

  return NULL;
}

/* Goes one step; @place says where @value is. */
static PyroValue *
take_step (PyroValue   *value,
           PyroValue   *key,
           const char  *place,
           GError     **error)
{
  PyroValueKind kind = pyro_value_get_kind (value);
  gint64 index, length = (gint64) pyro_value_get_length (value);
  PyroValue *found;

  if (!pyro_value_is_container (value))
    {
      refuse_step (value, place, error);
      return NULL;
    }

  if (kind == PYRO_VALUE_DICT || kind == PYRO_VALUE_RECORD)
    {
      found = find_entry (value, key);
      if (found == NULL)
        refuse_key (key, value, place, error);
      return found;
    }

  if (!pyro_value_get_int64 (key, &index) || index >= length || index < -length)
    {
      refuse_item (key, value, place, error);
      return NULL;
    }

  return pyro_value_get_item (value, (gsize) (index < 0 ? index + length : index));
}

/**
 * pyro_value_lookup_path:
 * @self: a value
 * @path: subscripts and names, like `['price'][0]` or `stock.price[-1]`
 * @error: return location for an error: `PYRO_ERROR_SYNTAX` when @path is none, `PYRO_ERROR_VALUE`
 *   when it leads to nothing, with a sentence that says at which step
 *
 * Goes from a value to one of those within it. A subscript is a literal, the index of an item or
 * the key of an entry; a name is the key of that text. A key with a nan in it, which Python finds
 * only by being the same object, is the first that is written so.
 *
 * Returns: (transfer none) (nullable): the value at the end of @path
 */
PyroValue *
pyro_value_lookup_path (PyroValue   *self,
                        const char  *path,
                        GError     **error)
{
  PyroValue *value = self;
  const char *at = path;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  if (!g_utf8_validate (path, -1, NULL))
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_SYNTAX, _("The path is not UTF-8"));
      return NULL;
    }

  while (value != NULL && *at != '\0')
    {
      g_autofree char *place = g_strndup (path, (gsize) (at - path));
      g_autoptr(PyroValue) key = read_step (path, &at, error);

      value = key != NULL ? take_step (value, key, place, error) : NULL;
    }

  return value;
}

/**
 * pyro_path_append_key:
 * @path: where a container is
 * @key: the key of an entry, or the index of an item
 *
 * Returns: (transfer full): where that entry or item of the container is
 */
char *
pyro_path_append_key (const char *path,
                      PyroValue  *key)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  text = pyro_value_repr (key);

  return g_strconcat (path, "[", text, "]", NULL);
}
