/* core/gateway/query.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/gateway/query-private.h"

#include <string.h>

#include "core/codec/codec.h"
#include "core/error.h"
#include "core/limits.h"
#include "core/value/builder.h"

/* One name with all its values, in the order in which they came. */
typedef struct
{
  char      *name;
  GPtrArray *values; /* PyroValue */
} Argument;

struct _PyroQuery
{
  GPtrArray  *arguments; /* Argument, in the order in which they came */
  GHashTable *by_name;   /* char * → Argument, both in @arguments */
  guint       n_values;
  PyroValue  *args;      /* a list, NULL for none */
};

static void
argument_free (Argument *self)
{
  g_free (self->name);
  g_ptr_array_unref (self->values);
  g_free (self);
}

PyroQuery *
_pyro_query_new (void)
{
  PyroQuery *self = g_new0 (PyroQuery, 1);

  self->arguments = g_ptr_array_new_with_free_func ((GDestroyNotify) argument_free);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

void
_pyro_query_free (PyroQuery *self)
{
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->arguments);
  g_clear_pointer (&self->args, pyro_value_unref);
  g_free (self);
}

static gboolean
add_value (PyroQuery   *self,
           const char  *name,
           PyroValue   *value,
           GError     **error)
{
  Argument *argument = g_hash_table_lookup (self->by_name, name);

  if (self->n_values >= PYRO_MAX_GATEWAY_ARGUMENTS)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE, "There are more than %d arguments",
                   PYRO_MAX_GATEWAY_ARGUMENTS);
      return FALSE;
    }

  if (argument == NULL)
    {
      argument = g_new0 (Argument, 1);
      argument->name = g_strdup (name);
      argument->values = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_value_unref);
      g_ptr_array_add (self->arguments, argument);
      g_hash_table_insert (self->by_name, argument->name, argument);
    }
  g_ptr_array_add (argument->values, pyro_value_ref (value));
  self->n_values++;

  return TRUE;
}

static int
decode_hex (const char *at,
            const char *end)
{
  if (end - at < 2 || !g_ascii_isxdigit (at[0]) || !g_ascii_isxdigit (at[1]))
    return -1;

  return g_ascii_xdigit_value (at[0]) << 4 | g_ascii_xdigit_value (at[1]);
}

/* As Python's unquote_plus(): `%` without two digits stands for itself, and what is not UTF-8 in the end
 * becomes U+FFFD. A NUL can be in no name, and in no text that a peer in C reads. */
static char *
unquote (const char *at,
         const char *end)
{
  g_autoptr(GString) text = g_string_new (NULL);

  while (at < end)
    {
      int byte = *at == '%' ? decode_hex (at + 1, end) : -1;

      g_string_append_c (text, byte >= 0 ? (char) byte : *at == '+' ? ' ' : *at);
      at += byte >= 0 ? 3 : 1;
    }

  return g_utf8_make_valid (text->str, (gssize) text->len);
}

/* `name:=JSON` is the value that the JSON says. */
static gboolean
add_typed (PyroQuery   *self,
           const char  *name,
           const char  *text,
           GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr(PyroValue) value = pyro_codec_decode (pyro_codec_find ("json"), bytes, error);

  if (value == NULL)
    {
      g_prefix_error (error, "The argument “%s” is no JSON: ", name);
      return FALSE;
    }

  return add_value (self, name, value, error);
}

static gboolean
add_field (PyroQuery   *self,
           const char  *at,
           const char  *end,
           GError     **error)
{
  const char *equals = memchr (at, '=', (gsize) (end - at));
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autoptr(PyroValue) value = NULL;

  /* As Python's parse_qs(), which drops what has no value. */
  if (equals == NULL || equals + 1 == end)
    return TRUE;

  name = unquote (at, equals);
  text = unquote (equals + 1, end);
  if (strlen (name) > 1 && g_str_has_suffix (name, ":"))
    {
      name[strlen (name) - 1] = '\0';
      return add_typed (self, name, text, error);
    }
  value = pyro_value_new_string (text);

  return add_value (self, name, value, error);
}

/*
 * _pyro_query_add_form:
 * @text: `name=value` and `name:=JSON`, with `&` between them, as in a query or the body of a form
 * @size: its bytes
 *
 * Returns: %FALSE with %PYRO_ERROR_SERIALIZE for bad JSON, or %PYRO_ERROR_TOO_LARGE
 */
gboolean
_pyro_query_add_form (PyroQuery   *self,
                      const char  *text,
                      gsize        size,
                      GError     **error)
{
  const char *at = text, *end = size > 0 ? text + size : text; /* an empty body is NULL */

  while (at < end)
    {
      const char *next = memchr (at, '&', (gsize) (end - at));

      if (next == NULL)
        next = end;
      if (!add_field (self, at, next, error))
        return FALSE;
      at = next + 1;
    }

  return TRUE;
}

static gboolean
add_object (PyroQuery   *self,
            PyroValue   *object,
            GError     **error)
{
  for (gsize i = 0; i < pyro_value_get_length (object); i++)
    {
      g_autofree char *name = pyro_value_dup_utf8 (pyro_value_get_key (object, i));

      if (g_hash_table_contains (self->by_name, name))
        {
          g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE, "The argument “%s” is given twice", name);
          return FALSE;
        }
      if (!add_value (self, name, pyro_value_get_item (object, i), error))
        return FALSE;
    }

  return TRUE;
}

/*
 * _pyro_query_add_json:
 * @body: JSON: an array of positional arguments, or an object of named ones
 *
 * Returns: %FALSE with %PYRO_ERROR_SERIALIZE, %PYRO_ERROR_VALUE or %PYRO_ERROR_TOO_LARGE
 */
gboolean
_pyro_query_add_json (PyroQuery   *self,
                      GBytes      *body,
                      GError     **error)
{
  g_autoptr(PyroValue) value = pyro_codec_decode (pyro_codec_find ("json"), body, error);

  if (value == NULL)
    return FALSE;

  if (pyro_value_get_kind (value) == PYRO_VALUE_DICT)
    return add_object (self, value, error);
  if (pyro_value_get_kind (value) == PYRO_VALUE_LIST &&
      pyro_value_get_length (value) <= PYRO_MAX_GATEWAY_ARGUMENTS)
    {
      g_clear_pointer (&self->args, pyro_value_unref);
      self->args = g_steal_pointer (&value);
      return TRUE;
    }

  g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_VALUE,
                       "The JSON has to be an array of arguments, or an object with their names");

  return FALSE;
}

/*
 * _pyro_query_steal_text:
 *
 * Takes an argument out of the query.
 *
 * Returns: (transfer full) (nullable): its text; nothing when there is none, or not one that is text
 */
char *
_pyro_query_steal_text (PyroQuery  *self,
                        const char *name)
{
  Argument *argument = g_hash_table_lookup (self->by_name, name);
  g_autofree char *text = NULL;

  if (argument == NULL)
    return NULL;

  if (argument->values->len == 1 &&
      pyro_value_get_kind (argument->values->pdata[0]) == PYRO_VALUE_STR)
    text = pyro_value_dup_utf8 (argument->values->pdata[0]);
  self->n_values -= argument->values->len;
  g_hash_table_remove (self->by_name, name);
  g_ptr_array_remove (self->arguments, argument);

  return g_steal_pointer (&text);
}

gboolean
_pyro_query_is_empty (PyroQuery *self)
{
  return self->arguments->len == 0 && (self->args == NULL || pyro_value_get_length (self->args) == 0);
}

/* Returns: (transfer none) (nullable): the positional arguments */
PyroValue *
_pyro_query_get_args (PyroQuery *self)
{
  return self->args;
}

/*
 * _pyro_query_dup_kwargs:
 *
 * Returns: (transfer full): the named arguments, a dict; one that was given several times is a list. %NULL
 *   with @error set when they are nested too deeply
 */
PyroValue *
_pyro_query_dup_kwargs (PyroQuery  *self,
                        GError    **error)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  if (!pyro_builder_open (builder, PYRO_VALUE_DICT, error))
    return NULL;
  for (guint i = 0; i < self->arguments->len; i++)
    {
      Argument *argument = self->arguments->pdata[i];

      pyro_builder_add_string (builder, argument->name, -1);
      if (argument->values->len == 1)
        {
          pyro_builder_add_value (builder, argument->values->pdata[0]);
        }
      else
        {
          g_autoptr(PyroValue) list = pyro_value_new_list ((PyroValue **) argument->values->pdata,
                                                           argument->values->len);

          pyro_builder_add_value (builder, list);
        }
    }
  if (!pyro_builder_close (builder, error))
    return NULL;

  return pyro_builder_end (builder, error);
}
