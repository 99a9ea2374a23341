/* core/serve/raise.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Which exceptions errors become, and what they do to the connection. */

#include "core/error.h"
#include "core/serve/invocation-private.h"

static const char *
find_pyro_class (int code)
{
  switch ((PyroError) code)
    {
    case PYRO_ERROR_VALUE:
    case PYRO_ERROR_SYNTAX:
    case PYRO_ERROR_URI:
      return "ValueError";
    case PYRO_ERROR_MEMBER:
      return "AttributeError";
    case PYRO_ERROR_NAMING:
      return "NamingError";
    case PYRO_ERROR_USAGE:
      return "DaemonError";
    case PYRO_ERROR_SERIALIZE:
      return "ValueError"; /* SerializeError would end the connection */
    case PYRO_ERROR_PROTOCOL:
    case PYRO_ERROR_VERSION:
    case PYRO_ERROR_TOO_LARGE:
    case PYRO_ERROR_REFUSED:
    case PYRO_ERROR_SECURITY:
    case PYRO_ERROR_STREAM:
    case PYRO_ERROR_TLS:
    default:
      return "PyroError";
    }
}

static const char *
find_io_class (int code)
{
  switch (code)
    {
    case G_IO_ERROR_NOT_FOUND:
      return "FileNotFoundError";
    case G_IO_ERROR_EXISTS:
      return "FileExistsError";
    case G_IO_ERROR_PERMISSION_DENIED:
      return "PermissionError";
    case G_IO_ERROR_TIMED_OUT:
      return "builtins.TimeoutError";
    case G_IO_ERROR_CONNECTION_REFUSED:
      return "ConnectionRefusedError";
    case G_IO_ERROR_CONNECTION_CLOSED:
      return "ConnectionResetError";
    case G_IO_ERROR_NOT_SUPPORTED:
      return "NotImplementedError";
    case G_IO_ERROR_INVALID_ARGUMENT:
    case G_IO_ERROR_INVALID_DATA:
      return "ValueError";
    default:
      return "OSError";
    }
}

/*
 * _pyro_raise_from_error:
 *
 * Returns: (transfer full): the exception that a client gets for @error
 */
PyroException *
_pyro_raise_from_error (const GError *error)
{
  PyroException *carried = pyro_remote_error_get_exception (error);
  const char *name = "RuntimeError";

  if (carried != NULL)
    return pyro_exception_ref (carried);
  if (error->domain == PYRO_ERROR)
    name = find_pyro_class (error->code);
  else if (error->domain == G_IO_ERROR)
    name = find_io_class (error->code);

  return pyro_exception_new (name, error->message);
}

/* Whether the exception is one of Pyro's own, of these names. */
static gboolean
is_one_of (PyroException     *exception,
           const char *const *names)
{
  const char *class_name = pyro_exception_get_class_name (exception);
  const char *short_name = pyro_exception_get_short_class_name (exception);

  if (!g_strv_contains (names, short_name))
    return FALSE;

  /* without a module the name is Pyro's, but for the one that Python has too */
  return class_name == short_name ? !g_str_equal (short_name, "TimeoutError") : g_str_has_prefix (class_name, "Pyro");
}

/*
 * _pyro_raise_is_silent:
 *
 * Returns: whether the client is not told of it, as it is not by Python's daemons
 */
gboolean
_pyro_raise_is_silent (PyroException *exception)
{
  static const char *const names[] = {
    "CommunicationError", "ConnectionClosedError", "MessageTooLargeError", "ProtocolError", "TimeoutError", NULL,
  };

  return is_one_of (exception, names);
}

/*
 * _pyro_raise_is_last:
 *
 * Returns: whether the connection ends with it
 */
gboolean
_pyro_raise_is_last (PyroException *exception)
{
  static const char *const names[] = { "SecurityError", "SerializeError", NULL };

  return is_one_of (exception, names) || _pyro_raise_is_silent (exception);
}
