/* core/wire/exception-raise.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Exceptions that are raised here, for Python clients. */

#include "core/wire/exception.h"

#include <string.h>

#include "core/value/builder.h"
#include "core/value/repr.h"
#include "core/wire/exception-private.h"

#define TRACEBACK_KEY   "_pyroTraceback"
#define TRACEBACK_START "Traceback (most recent call last):\n"
#define BUILTINS        "builtins."
#define ERRORS          "errors."

/* The exceptions of Pyro's own module `errors`. */
static const char *const pyro_errors[] = {
  "CommunicationError", "ConnectionClosedError", "DaemonError", "MessageTooLargeError", "NamingError",
  "ProtocolError", "PyroError", "SecurityError", "SerializeError", "TimeoutError", NULL,
};

/* Names without a module are Python's own, or Pyro's: `TimeoutError` is both, and Pyro's only with
 * its module. Returns: (transfer full): the name as @generation spells it */
static char *
spell_class (const char           *name,
             const PyroGeneration *generation)
{
  const char *prefix = pyro_generation_get_class_prefix (generation);
  const char *last = strrchr (name, '.');

  if (last == NULL && g_strv_contains (pyro_errors, name) && !g_str_equal (name, "TimeoutError"))
    return g_strconcat (prefix, ERRORS, name, NULL);
  if (last == NULL)
    return g_strconcat (BUILTINS, name, NULL);
  for (const PyroGeneration *const *other = pyro_generation_list (); *other != NULL; other++)
    {
      g_autofree char *module = g_strconcat (pyro_generation_get_class_prefix (*other), ERRORS, NULL);

      if (g_str_has_prefix (name, module))
        return g_strconcat (prefix, ERRORS, last + 1, NULL);
    }

  return g_strdup (name);
}

/* Returns: (transfer full) (nullable): the value, or NULL when it is nested too deep */
static PyroValue *
build (const char *class_name,
       PyroValue  *args,
       PyroValue  *attributes)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  pyro_builder_add_string (builder, "__class__", -1);
  pyro_builder_add_string (builder, class_name, -1);
  pyro_builder_add_string (builder, "__exception__", -1);
  pyro_builder_add_bool (builder, TRUE);
  pyro_builder_add_string (builder, "args", -1);
  pyro_builder_add_value (builder, args);
  pyro_builder_add_string (builder, "attributes", -1);
  pyro_builder_add_value (builder, attributes);
  if (!pyro_builder_close (builder, NULL))
    return NULL;

  return pyro_builder_end (builder, NULL);
}

/* Returns: (transfer full): a dict with the traceback under its key, or with None for none */
static PyroValue *
build_attributes (const char *const *lines)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  pyro_builder_add_string (builder, TRACEBACK_KEY, -1);
  if (lines == NULL)
    pyro_builder_add_none (builder);
  else
    {
      pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
      for (gsize i = 0; lines[i] != NULL; i++)
        pyro_builder_add_string (builder, lines[i], -1);
      pyro_builder_close (builder, NULL);
    }
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}

/* A deep value that does not fit is replaced by its text: nobody can read more levels than Python. */
static PyroException *
new_with_attributes (const char *class_name,
                     PyroValue  *args,
                     PyroValue  *attributes)
{
  g_autoptr(PyroValue) value = build (class_name, args, attributes);

  if (value == NULL)
    {
      g_autofree char *text = pyro_value_repr_short (args, 1000);
      g_autoptr(PyroValue) string = pyro_value_new_string (text);
      g_autoptr(PyroValue) tuple = pyro_value_new_tuple (&string, 1);

      value = build (class_name, tuple, attributes);
    }

  return pyro_exception_from_value (value, NULL);
}

/**
 * pyro_exception_new:
 * @class_name: a class of Python itself or of Pyro, such as `ValueError` or `NamingError`; or any other
 *   with its module, which clients have to know
 * @message: what to say
 *
 * Returns: (transfer full): an exception to raise in a client
 */
PyroException *
pyro_exception_new (const char *class_name,
                    const char *message)
{
  g_autoptr(PyroValue) text = NULL;
  g_autoptr(PyroValue) args = NULL;

  g_return_val_if_fail (class_name != NULL, NULL);
  g_return_val_if_fail (message != NULL, NULL);

  text = pyro_value_new_string (message);
  args = pyro_value_new_tuple (&text, 1);

  return pyro_exception_new_raised (class_name, args, NULL, 0, NULL, NULL);
}

/**
 * pyro_exception_new_raised:
 * @class_name: as for [ctor@Pyro.Exception.new]
 * @args: (nullable): what the exception is made with, a list or a tuple; %NULL for nothing
 * @file: (nullable): where it was raised, for the traceback
 * @line: the line in @file
 * @function: (nullable): the function
 * @source: (nullable): the text of that line, or what a reader should see in its place
 *
 * Returns: (transfer full): an exception with a traceback of one call
 */
PyroException *
pyro_exception_new_raised (const char *class_name,
                           PyroValue  *args,
                           const char *file,
                           guint       line,
                           const char *function,
                           const char *source)
{
  g_autoptr(GStrvBuilder) lines = g_strv_builder_new ();
  g_autoptr(PyroValue) nothing = NULL;
  g_autoptr(PyroValue) attributes = NULL;
  g_auto(GStrv) texts = NULL;

  g_return_val_if_fail (class_name != NULL, NULL);

  if (args == NULL)
    args = nothing = pyro_value_new_tuple (NULL, 0);
  if (file != NULL)
    {
      g_strv_builder_add (lines, TRACEBACK_START);
      g_strv_builder_take (lines, g_strdup_printf ("  File \"%s\", line %u, in %s\n%s%s%s", file, line,
                                                   function != NULL ? function : "?",
                                                   source != NULL ? "    " : "", source != NULL ? source : "",
                                                   source != NULL ? "\n" : ""));
    }
  texts = g_strv_builder_end (lines);
  attributes = build_attributes ((const char *const *) texts);

  return new_with_attributes (class_name, args, attributes);
}

/**
 * pyro_set_exception: (skip)
 * @error: return location for an error
 * @file: (nullable): where it is raised
 * @line: the line in @file
 * @function: (nullable): the function
 * @class_name: as for [ctor@Pyro.Exception.new]
 * @format: a printf format for the message
 * @...: what belongs into it
 *
 * Sets @error to an exception. `PYRO_RAISE()` is a shorter way to say it.
 */
void
pyro_set_exception (GError     **error,
                    const char  *file,
                    guint        line,
                    const char  *function,
                    const char  *class_name,
                    const char  *format,
                    ...)
{
  g_autoptr(PyroException) exception = NULL;
  g_autoptr(PyroValue) text = NULL;
  g_autoptr(PyroValue) args = NULL;
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  text = pyro_value_new_string (message);
  args = pyro_value_new_tuple (&text, 1);
  exception = pyro_exception_new_raised (class_name, args, file, line, function, NULL);
  g_propagate_error (error, pyro_exception_to_error (exception));
}

/* The line with which Python ends a traceback. */
static char *
dup_last_line (PyroException *self,
               const char    *spelled)
{
  const char *message = pyro_exception_get_message (self);
  const char *name = g_str_has_prefix (spelled, BUILTINS) ? spelled + strlen (BUILTINS) : spelled;

  return *message != '\0' ? g_strdup_printf ("%s: %s\n", name, message) : g_strdup_printf ("%s\n", name);
}

/* Whether the traceback is that of new_raised(): one that came from elsewhere is whole already. */
static gboolean
ends_with_message (PyroValue *traceback)
{
  gsize n = pyro_value_get_length (traceback);
  const char *last = n > 0 ? pyro_value_get_string (pyro_value_get_item (traceback, n - 1), NULL) : NULL;

  return last != NULL && *last != ' ' && !g_str_equal (last, TRACEBACK_START);
}

/* The traceback, made whole. */
static PyroValue *
complete_attributes (PyroException *self,
                     const char    *spelled)
{
  PyroValue *attributes = pyro_exception_get_attributes (self);
  PyroValue *traceback = pyro_value_lookup_string (attributes, TRACEBACK_KEY);
  g_autoptr(GStrvBuilder) lines = g_strv_builder_new ();
  g_auto(GStrv) texts = NULL;

  if (traceback == NULL || pyro_value_get_kind (traceback) != PYRO_VALUE_LIST || ends_with_message (traceback))
    return pyro_value_ref (attributes);

  for (gsize i = 0; i < pyro_value_get_length (traceback); i++)
    g_strv_builder_take (lines, pyro_value_dup_utf8 (pyro_value_get_item (traceback, i)));
  if (pyro_value_get_length (traceback) == 0)
    g_strv_builder_add (lines, TRACEBACK_START);
  g_strv_builder_take (lines, dup_last_line (self, spelled));
  texts = g_strv_builder_end (lines);

  return build_attributes ((const char *const *) texts);
}

/**
 * pyro_exception_to_value: (skip)
 * @self: an exception
 * @generation: in which spelling
 *
 * Returns: (transfer full): the exception as the serializers write it, with a traceback that a Python
 *   client can print
 */
PyroValue *
pyro_exception_to_value (PyroException        *self,
                         const PyroGeneration *generation)
{
  g_autofree char *spelled = NULL;
  g_autoptr(PyroValue) attributes = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (generation != NULL, NULL);

  spelled = spell_class (pyro_exception_get_class_name (self), generation);
  attributes = complete_attributes (self, spelled);

  return build (spelled, pyro_exception_get_args (self), attributes);
}

/*
 * _pyro_exception_to_plain_value:
 *
 * Returns: (transfer full): the exception with None for a traceback, as the one that stands for a stream
 */
PyroValue *
_pyro_exception_to_plain_value (PyroException        *self,
                                const PyroGeneration *generation)
{
  g_autofree char *spelled = spell_class (pyro_exception_get_class_name (self), generation);
  g_autoptr(PyroValue) attributes = build_attributes (NULL);

  return build (spelled, pyro_exception_get_args (self), attributes);
}
