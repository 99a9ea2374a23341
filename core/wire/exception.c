/* core/wire/exception.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/wire/exception.h"

#include <string.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/value/builder.h"
#include "core/value/repr.h"

/* Bytes of an argument that is no text in the message. */
#define MAX_REPR_SIZE (64 * 1024)

/**
 * PyroException:
 *
 * An exception that a remote method raised, or the daemon on its behalf.
 *
 * Nothing is made of its class but a name. An exception never changes once made, so it may be
 * shared between threads.
 */
struct _PyroException
{
  gatomicrefcount   ref_count;
  PyroValue        *value;
  PyroValue        *args;       /* a list or a tuple */
  PyroValue        *attributes; /* a dict, or a record if one of them is called __class__ */
  const char       *class_name; /* unowned: in @value */
  char             *message;
  char            **traceback;
};

G_DEFINE_BOXED_TYPE (PyroException, pyro_exception, pyro_exception_ref, pyro_exception_unref)

typedef struct
{
  PyroException *exception;
} PyroRemoteErrorPrivate;

static void
pyro_remote_error_private_init (PyroRemoteErrorPrivate *self)
{
}

static void
pyro_remote_error_private_copy (const PyroRemoteErrorPrivate *self,
                                PyroRemoteErrorPrivate       *copy)
{
  if (self->exception != NULL)
    copy->exception = pyro_exception_ref (self->exception);
}

static void
pyro_remote_error_private_clear (PyroRemoteErrorPrivate *self)
{
  g_clear_pointer (&self->exception, pyro_exception_unref);
}

/**
 * pyro_remote_error_quark:
 *
 * Returns: the domain of [error@Pyro.RemoteError]
 */

/* The macro casts what g_error_new() aligned, by way of bytes. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcast-align"
G_DEFINE_EXTENDED_ERROR (PyroRemoteError, pyro_remote_error)
#pragma GCC diagnostic pop

static gboolean
is_sequence (PyroValue *value)
{
  PyroValueKind kind = pyro_value_get_kind (value);

  return kind == PYRO_VALUE_LIST || kind == PYRO_VALUE_TUPLE;
}

static const char *
short_name (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL ? dot + 1 : name;
}

/* The name of a class of Python itself, without its module; "" for any other class. Python 2 has
 * them in another module. */
static const char *
builtin_name (const char *class_name)
{
  const char *name = short_name (class_name);

  if (name == class_name
      || g_str_has_prefix (class_name, "builtins.")
      || g_str_has_prefix (class_name, "exceptions."))
    return name;

  return "";
}

/* Python's OSError and its subclasses. */
static gboolean
is_os_error (const char *name)
{
  static const char *const names[] = {
    "BlockingIOError", "BrokenPipeError", "ChildProcessError", "ConnectionAbortedError",
    "ConnectionError", "ConnectionRefusedError", "ConnectionResetError", "EnvironmentError",
    "FileExistsError", "FileNotFoundError", "IOError", "InterruptedError", "IsADirectoryError",
    "NotADirectoryError", "OSError", "PermissionError", "ProcessLookupError", "TimeoutError", NULL,
  };

  return g_strv_contains (names, name);
}

/* str() of a value. */
static char *
dup_str (PyroValue *value)
{
  if (pyro_value_get_kind (value) == PYRO_VALUE_STR)
    return pyro_value_dup_utf8 (value);

  return pyro_value_repr_short (value, MAX_REPR_SIZE);
}

/* SyntaxError ('text', ('file', line, …)) says where, if it knows; NULL when it does not. */
static char *
dup_syntax_message (PyroValue *args)
{
  PyroValue *place = pyro_value_get_item (args, 1);
  g_autofree char *text = dup_str (pyro_value_get_item (args, 0));
  g_autofree char *file = NULL;
  const char *slash;
  gint64 line;

  if (!is_sequence (place) || pyro_value_get_length (place) < 2
      || pyro_value_get_kind (pyro_value_get_item (place, 1)) != PYRO_VALUE_INT
      || !pyro_value_get_int64 (pyro_value_get_item (place, 1), &line))
    return NULL;

  file = pyro_value_dup_utf8 (pyro_value_get_item (place, 0));
  if (file == NULL)
    return g_strdup_printf ("%s (line %" G_GINT64_FORMAT ")", text, line);

  slash = strrchr (file, '/');

  return g_strdup_printf ("%s (%s, line %" G_GINT64_FORMAT ")",
                          text, slash != NULL ? slash + 1 : file, line);
}

/* What Python's str() makes of an exception with two arguments and a form of its own, or NULL. */
static char *
dup_pair_message (const char *name,
                  PyroValue  *args)
{
  PyroValue *first = pyro_value_get_item (args, 0);

  if (is_os_error (name))
    {
      g_autofree char *number = dup_str (first);
      g_autofree char *text = dup_str (pyro_value_get_item (args, 1));

      return g_strdup_printf ("[Errno %s] %s", number, text);
    }
  if (g_str_equal (name, "SyntaxError") || g_str_equal (name, "IndentationError")
      || g_str_equal (name, "TabError"))
    return dup_syntax_message (args);

  return NULL;
}

/* What Python's str() makes of the exception. */
static char *
dup_message (const char *class_name,
             PyroValue  *args)
{
  const char *name = builtin_name (class_name);
  gsize n_args = pyro_value_get_length (args);
  char *message = NULL;

  if (n_args == 0)
    return g_strdup ("");
  if (n_args == 1 && g_str_equal (name, "KeyError"))
    return pyro_value_repr_short (pyro_value_get_item (args, 0), MAX_REPR_SIZE);
  if (n_args == 1)
    return dup_str (pyro_value_get_item (args, 0));

  if (n_args == 2)
    message = dup_pair_message (name, args);
  if (message == NULL)
    {
      /* Some serializers make a list of the tuple that it is. */
      message = pyro_value_repr_short (args, MAX_REPR_SIZE);
      if (g_str_has_prefix (message, "[") && g_str_has_suffix (message, "]"))
        {
          message[0] = '(';
          message[strlen (message) - 1] = ')';
        }
    }

  return message;
}

/* Strings that end with a newline each, and may have more of them inside. What is too long ends with “…”. */
static char **
read_traceback (PyroValue *attributes)
{
  PyroValue *entries = pyro_value_lookup_string (attributes, "_pyroTraceback");
  g_autoptr(GStrvBuilder) lines = g_strv_builder_new ();
  gsize n_entries = 0, size = 0;

  if (entries != NULL && is_sequence (entries))
    n_entries = pyro_value_get_length (entries);

  for (gsize i = 0; i < n_entries; i++)
    {
      g_autofree char *entry = pyro_value_dup_utf8 (pyro_value_get_item (entries, i));
      g_auto(GStrv) parts = NULL;

      if (entry == NULL)
        continue;
      size += strlen (entry);
      if (size > PYRO_MAX_TRACEBACK_SIZE)
        {
          g_strv_builder_add (lines, "…");
          break;
        }
      if (g_str_has_suffix (entry, "\n"))
        entry[strlen (entry) - 1] = '\0';
      parts = g_strsplit (entry, "\n", -1);
      if (parts[0] != NULL)
        g_strv_builder_addv (lines, (const char **) parts);
      else
        g_strv_builder_add (lines, "");
    }

  return g_strv_builder_end (lines);
}

/* What is there under @key if it is of @kind or as good, else something empty of that kind. */
static PyroValue *
dup_part (PyroValue     *value,
          const char    *key,
          PyroValueKind  kind,
          PyroValueKind  as_good)
{
  PyroValue *part = pyro_value_lookup_string (value, key);
  g_autoptr(PyroBuilder) builder = NULL;

  if (part != NULL && (pyro_value_get_kind (part) == kind || pyro_value_get_kind (part) == as_good))
    return pyro_value_ref (part);

  builder = pyro_builder_new ();
  if (!pyro_builder_open (builder, kind, NULL) || !pyro_builder_close (builder, NULL))
    g_assert_not_reached ();

  return pyro_builder_end (builder, NULL);
}

/**
 * pyro_exception_from_value:
 * @value: an instance of an exception class as the serializers write it, with `args` and
 *   `attributes`
 * @error: return location for an error
 *
 * Returns: (transfer full): the exception, or %NULL with %PYRO_ERROR_VALUE when @value is no
 *   instance of a class
 */
PyroException *
pyro_exception_from_value (PyroValue  *value,
                           GError    **error)
{
  PyroException *self;
  const char *class_name;

  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  class_name = pyro_value_get_class_name (value);
  if (class_name == NULL)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE,
                   "An exception is needed, which this %s is not",
                   pyro_value_get_type_name (value));
      return NULL;
    }

  self = g_new0 (PyroException, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->value = pyro_value_ref (value);
  self->class_name = class_name;
  self->args = dup_part (value, "args", PYRO_VALUE_TUPLE, PYRO_VALUE_LIST);
  self->attributes = dup_part (value, "attributes", PYRO_VALUE_DICT, PYRO_VALUE_RECORD);
  self->message = dup_message (class_name, self->args);
  self->traceback = read_traceback (self->attributes);

  return self;
}

/**
 * pyro_exception_ref:
 * @self: an exception
 *
 * Returns: (transfer full): the same exception
 */
PyroException *
pyro_exception_ref (PyroException *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * pyro_exception_unref:
 * @self: (transfer full): an exception
 */
void
pyro_exception_unref (PyroException *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  pyro_value_unref (self->value);
  pyro_value_unref (self->args);
  pyro_value_unref (self->attributes);
  g_free (self->message);
  g_strfreev (self->traceback);
  g_free (self);
}

/**
 * pyro_exception_get_class_name:
 * @self: an exception
 *
 * Returns: (transfer none): the class with its module, such as `builtins.ValueError`
 */
const char *
pyro_exception_get_class_name (PyroException *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->class_name;
}

/**
 * pyro_exception_get_short_class_name:
 * @self: an exception
 *
 * Returns: (transfer none): the class without its module, such as `ValueError`
 */
const char *
pyro_exception_get_short_class_name (PyroException *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return short_name (self->class_name);
}

/**
 * pyro_exception_get_message:
 * @self: an exception
 *
 * Returns: (transfer none): what Python's `str()` makes of it, maybe empty
 */
const char *
pyro_exception_get_message (PyroException *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->message;
}

/**
 * pyro_exception_get_args:
 * @self: an exception
 *
 * Returns: (transfer none): what it was made with, a list or a tuple
 */
PyroValue *
pyro_exception_get_args (PyroException *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->args;
}

/**
 * pyro_exception_get_attributes:
 * @self: an exception
 *
 * Returns: (transfer none): its attributes, a dict; the traceback is one of them
 */
PyroValue *
pyro_exception_get_attributes (PyroException *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->attributes;
}

/**
 * pyro_exception_get_traceback:
 * @self: an exception
 *
 * Returns: (transfer none) (array zero-terminated=1): the lines of the remote traceback, outermost
 *   call first; none when the peer sent none
 */
const char *const *
pyro_exception_get_traceback (PyroException *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->traceback;
}

/**
 * pyro_exception_get_value:
 * @self: an exception
 *
 * Returns: (transfer none): all of it, as it came
 */
PyroValue *
pyro_exception_get_value (PyroException *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->value;
}

/**
 * pyro_exception_to_error:
 * @self: an exception
 *
 * Returns: (transfer full): a %PYRO_REMOTE_ERROR that carries the exception, with a message such as
 *   “ValueError: an exposure of -1 s”
 */
GError *
pyro_exception_to_error (PyroException *self)
{
  const char *name;
  GError *error;

  g_return_val_if_fail (self != NULL, NULL);

  name = short_name (self->class_name);
  if (*self->message == '\0')
    error = g_error_new_literal (PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED, name);
  else
    error = g_error_new (PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED,
                         "%s: %s", name, self->message);
  pyro_remote_error_get_private (error)->exception = pyro_exception_ref (self);

  return error;
}

/**
 * pyro_remote_error_get_exception: (skip)
 * @error: any error
 *
 * Returns: (transfer none) (nullable): the exception that a %PYRO_REMOTE_ERROR, or a copy of it,
 *   carries; %NULL for an error of another domain. Bindings make a new error of the one they pass,
 *   which carries nothing: they read the reply
 */
PyroException *
pyro_remote_error_get_exception (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain != PYRO_REMOTE_ERROR)
    return NULL;

  return pyro_remote_error_get_private (error)->exception;
}
