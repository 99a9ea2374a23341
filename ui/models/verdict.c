/* ui/models/verdict.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/verdict.h"

#include "ui/models/host.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a Pyro5 daemon refuses a handshake with when it has no such object. */
#define UNKNOWN_OBJECT "unknown object"

static char *
explain_io (const GError *error,
            const char   *location)
{
  /* Translators: in each of these %s is an address, such as 127.0.0.1:4711, or a socket path */
  switch (error->code)
    {
    case G_IO_ERROR_CONNECTION_REFUSED:
      return g_strdup_printf (_("Nothing listens at %s"), location);

    case G_IO_ERROR_NOT_FOUND:
      return g_strdup_printf (_("There is no socket %s"), location);

    case G_IO_ERROR_PERMISSION_DENIED:
      return g_strdup_printf (_("Access to %s is not allowed"), location);

    case G_IO_ERROR_TIMED_OUT:
      return g_strdup (error->message); /* which says what was waited for, and how long */

    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
      return g_strdup_printf (_("No network leads from here to %s"), location);

    default:
      return NULL;
    }
}

/* The connection was made, and then something that is no answer of a Pyro5 daemon came. */
static char *
explain_odd (const GError *error,
             const char   *location)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
    return g_strdup_printf (_("The program at %s closed the connection"), location);

  if (g_error_matches (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL))
    return g_strdup_printf (_("The program at %s does not speak Pyro: %s"), location, error->message);

  if (g_error_matches (error, PYRO_ERROR, PYRO_ERROR_TLS))
    return g_strdup_printf (_("The program at %s wants TLS"), location);

  if (g_error_matches (error, PYRO_ERROR, PYRO_ERROR_VERSION))
    return g_strdup_printf (_("The daemon at %s speaks another generation of Pyro: %s"), location, error->message);

  if (g_error_matches (error, PYRO_ERROR, PYRO_ERROR_REFUSED))
    return g_strdup_printf (_("The daemon at %s refuses: %s"), location, error->message);

  return g_strdup (error->message);
}

/**
 * lens_verdict_explain:
 * @error: why a remote object could not be reached
 * @location: its address
 *
 * Says why an object cannot be reached, with its address.
 *
 * Returns: (transfer full): the sentence
 */
char *
lens_verdict_explain (const GError *error,
                      const char   *location)
{
  g_autofree char *sentence = NULL;

  lens_verdict_from_error (error, location, &sentence);

  return g_steal_pointer (&sentence);
}

/**
 * lens_verdict_from_error:
 * @error: why the handshake for an object failed
 * @location: the address of its daemon
 * @sentence: (out) (transfer full): why, for the user
 *
 * Tells an object that is gone from one that is there and cannot be used.
 *
 * Returns: %LENS_OBJECT_GONE or %LENS_OBJECT_ODD
 */
LensObjectState
lens_verdict_from_error (const GError  *error,
                         const char    *location,
                         char         **sentence)
{
  g_return_val_if_fail (error != NULL, LENS_OBJECT_UNKNOWN);
  g_return_val_if_fail (location != NULL, LENS_OBJECT_UNKNOWN);
  g_return_val_if_fail (sentence != NULL, LENS_OBJECT_UNKNOWN);

  *sentence = NULL;

  if (error->domain == G_IO_ERROR)
    *sentence = explain_io (error, location);
  else if (error->domain == G_RESOLVER_ERROR)
    *sentence = g_strdup_printf (_("The host of %s is not known here"), location);
  else if (g_error_matches (error, PYRO_ERROR, PYRO_ERROR_REFUSED) && strstr (error->message, UNKNOWN_OBJECT) != NULL)
    *sentence = g_strdup_printf (_("The daemon at %s does not know this object"), location);

  if (*sentence != NULL)
    return LENS_OBJECT_GONE;

  *sentence = explain_odd (error, location);

  return LENS_OBJECT_ODD;
}

/**
 * lens_verdict_from_uri:
 * @uri: where an object is registered to be
 * @name_server_host: (nullable): the host of the name server that says so, where that is another
 *   computer
 * @sentence: (out) (transfer full): what is wrong with the registration, for the user
 *
 * Finds the registrations that cannot work wherever they lead: the most frequent one names
 * "localhost" in the list of a name server that is on another computer, because the daemon was
 * started without a host.
 *
 * Returns: %TRUE if the registration is wrong
 */
gboolean
lens_verdict_from_uri (PyroUri     *uri,
                       const char  *name_server_host,
                       char       **sentence)
{
  const char *host = pyro_uri_get_host (uri);

  g_return_val_if_fail (sentence != NULL, FALSE);

  *sentence = NULL;

  if (pyro_uri_get_scheme (uri) != PYRO_URI_PYRO)
    *sentence = g_strdup (_("It is registered under another name instead of an address, which Pyro clients do not follow"));
  else if (name_server_host == NULL)
    return FALSE;
  else if (host == NULL)
    /* Translators: %s is the host of a name server */
    *sentence = g_strdup_printf (_("It is registered at a socket file, but the name server is on another computer, “%s”. "
                                   "Only programs on the computer of the object can reach it"),
                                 name_server_host);
  else if (lens_host_is_loopback (host))
    /* Translators: the first %s is a host such as localhost, the second the host of a name server */
    *sentence = g_strdup_printf (_("It is registered at “%s”, which means this computer here, but the name server is on “%s”. "
                                   "Its daemon has to be started with a host that other computers can reach"),
                                 host, name_server_host);
  else if (lens_host_is_any (host))
    /* Translators: %s is an address such as 0.0.0.0 */
    *sentence = g_strdup_printf (_("It is registered at “%s”, which is no address that can be reached. "
                                   "Its daemon has to be started with a host that other computers can reach"),
                                 host);

  return *sentence != NULL;
}
