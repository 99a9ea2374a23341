/* core/names/name-raise.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/name-raise-private.h"

#include <string.h>

#include "core/error.h"
#include "core/value/builder.h"
#include "core/wire/exception.h"

static const struct
{
  const char *name;
  gboolean    own; /* a class of Pyro, not one of Python */
} classes[] = {
  [PYRO_RAISE_NAMING] = { "NamingError", TRUE },
  [PYRO_RAISE_PYRO] = { "PyroError", TRUE },
  [PYRO_RAISE_TYPE] = { "TypeError", FALSE },
  [PYRO_RAISE_VALUE] = { "ValueError", FALSE },
  [PYRO_RAISE_ATTRIBUTE] = { "AttributeError", FALSE },
};

/* The record as which the serializers of Pyro write an exception. */
static PyroValue *
build_record (const PyroGeneration *generation,
              PyroRaise             what,
              GString              *text)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autofree char *class_name = NULL;
  gboolean good;

  class_name = classes[what].own
               ? g_strconcat (pyro_generation_get_class_prefix (generation), "errors.",
                              classes[what].name, NULL)
               : g_strconcat ("builtins.", classes[what].name, NULL);

  good = pyro_builder_open (builder, PYRO_VALUE_RECORD, NULL);
  pyro_builder_add_string (builder, "__class__", -1);
  pyro_builder_add_string (builder, class_name, -1);
  pyro_builder_add_string (builder, "__exception__", -1);
  pyro_builder_add_bool (builder, TRUE);
  pyro_builder_add_string (builder, "args", -1);
  good = good && pyro_builder_open (builder, PYRO_VALUE_TUPLE, NULL);
  pyro_builder_add_string (builder, text->str, (gssize) text->len);
  good = good && pyro_builder_close (builder, NULL);
  pyro_builder_add_string (builder, "attributes", -1);
  good = good && pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  pyro_builder_add_string (builder, "_pyroTraceback", -1); /* the daemon makes it whole */
  good = good && pyro_builder_open (builder, PYRO_VALUE_LIST, NULL) && pyro_builder_close (builder, NULL)
         && pyro_builder_close (builder, NULL) && pyro_builder_close (builder, NULL);
  g_assert (good); /* five levels and a few nodes */

  return pyro_builder_end (builder, NULL);
}

static void
raise_text (const PyroGeneration  *generation,
            PyroRaise              what,
            GString               *text,
            GError               **error)
{
  g_autoptr(PyroValue) record = build_record (generation, what, text);
  g_autoptr(PyroException) exception = pyro_exception_from_value (record, NULL);

  g_propagate_error (error, pyro_exception_to_error (exception));
}

/* Sets @error to what Python's name server raises: of the domain PYRO_REMOTE_ERROR, with the exception
 * in it. @format makes UTF-8.
 *
 * Returns: FALSE */
gboolean
_pyro_name_raise (const PyroGeneration  *generation,
                  PyroRaise              what,
                  GError               **error,
                  const char            *format,
                  ...)
{
  g_autoptr(GString) text = g_string_new (NULL);
  va_list args;

  va_start (args, format);
  g_string_append_vprintf (text, format, args);
  va_end (args);
  raise_text (generation, what, text, error);

  return FALSE;
}

/* The same, with @about, any text of Python's, behind @text. */
gboolean
_pyro_name_raise_about (const PyroGeneration  *generation,
                        PyroRaise              what,
                        const char            *text,
                        PyroSpan               about,
                        GError               **error)
{
  g_autoptr(GString) whole = g_string_new (text);

  g_string_append_len (whole, about.at, (gssize) about.size);
  raise_text (generation, what, whole, error);

  return FALSE;
}

/* Makes a NamingError of @error, which is set, where it is one of PYRO_ERROR. */
void
_pyro_name_raise_error (const PyroGeneration  *generation,
                        GError               **error)
{
  g_autoptr(GError) problem = NULL;

  if ((*error)->domain != PYRO_ERROR)
    return;

  problem = g_steal_pointer (error);
  _pyro_name_raise (generation, PYRO_RAISE_NAMING, error, "%s", problem->message);
}

/* The name of the class of a value, as Python says it in its errors. */
const char *
_pyro_name_type_of (PyroValue *value)
{
  const char *name = pyro_value_get_type_name (value);
  const char *dot = strrchr (name, '.');

  return dot != NULL ? dot + 1 : name;
}

/* What in @value, or @value itself, cannot be in a set; NULL for nothing. Only a tuple is as hashable
 * as its items. */
PyroValue *
_pyro_name_find_unhashable (PyroValue *value)
{
  PyroValueKind kind = pyro_value_get_kind (value);

  if (kind == PYRO_VALUE_LIST || kind == PYRO_VALUE_SET || kind == PYRO_VALUE_DICT)
    return value;

  for (gsize i = 0; kind == PYRO_VALUE_TUPLE && i < pyro_value_get_length (value); i++)
    {
      PyroValue *found = _pyro_name_find_unhashable (pyro_value_get_item (value, i));

      if (found != NULL)
        return found;
    }

  return NULL;
}
