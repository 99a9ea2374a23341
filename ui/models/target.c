/* ui/models/target.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/target.h"

#include <glib/gi18n.h>
#include <gio/gio.h>
#include <string.h>

#define DAEMON_OBJECT "Pyro.Daemon" /* every daemon has it, and it says which objects there are */
#define DEFAULT_PORT 9090 /* of a name server: `NS_PORT` of Pyro's configuration */

G_GNUC_PRINTF (2, 3)
static gpointer
fail (GError     **error,
      const char  *format,
      ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_URI, message);

  return NULL;
}

/* A host name, also one with letters outside ASCII, or a numeric address. */
static gboolean
is_host (const char *text)
{
  if (text[0] == '\0' || text[0] == '-' || text[0] == '.' || strstr (text, "..") != NULL)
    return FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isalnum (g_utf8_get_char (at)) && strchr ("-._", *at) == NULL)
      return FALSE;

  return TRUE;
}

/* A URI, and no host that is called "pyro". */
static gboolean
is_uri (const char *text)
{
  const char *colon = strchr (text, ':');
  g_autofree char *scheme = colon != NULL ? g_ascii_strup (text, colon - text) : NULL;

  if (g_strcmp0 (scheme, "PYRO") == 0)
    return strchr (colon, '@') != NULL || colon[1 + strspn (colon + 1, G_CSET_DIGITS)] != '\0';

  return g_strcmp0 (scheme, "PYRONAME") == 0 || g_strcmp0 (scheme, "PYROMETA") == 0;
}

static PyroUri *
name_server_at (const char  *host,
                const char  *port,
                GError     **error)
{
  guint64 number = DEFAULT_PORT;

  if (port != NULL && !g_ascii_string_to_unsigned (port, 10, 1, G_MAXUINT16, &number, NULL))
    /* Translators: %s is what was typed as the port of an address */
    return fail (error, _("The port “%s” is no number from 1 to 65535"), port);

  return pyro_uri_new (PYRO_URI_PYRO, PYRO_NAME_SERVER_OBJECT, host, (guint16) number);
}

/* `[V6]` or `[V6]:PORT`. */
static PyroUri *
parse_bracketed (const char  *text,
                 GError     **error)
{
  const char *end = strchr (text, ']');
  g_autofree char *host = NULL;

  if (end == NULL)
    return fail (error, _("The bracket of the address is not closed"));

  host = g_strndup (text + 1, (gsize) (end - text - 1));
  if (strchr (host, ':') == NULL || !g_hostname_is_ip_address (host))
    /* Translators: %s is what was typed between the brackets of an address */
    return fail (error, _("“%s” is no IPv6 address"), host);
  if (end[1] != '\0' && end[1] != ':')
    return fail (error, _("Only a colon and a port may follow the bracket of an address"));

  return name_server_at (host, end[1] == ':' ? end + 2 : NULL, error);
}

static PyroUri *
parse_socket (const char  *text,
              GError     **error)
{
  const char *path = text + strlen ("./u:");

  if (path[0] == '\0')
    return fail (error, _("The path of the socket is missing"));
  if (strchr (path, ':') != NULL)
    return fail (error, _("The path of a socket has no colon in Pyro"));

  return pyro_uri_new_unix (PYRO_URI_PYRO, PYRO_NAME_SERVER_OBJECT, path);
}

static PyroUri *
parse_host (const char  *text,
            GError     **error)
{
  const char *colon = strchr (text, ':');
  g_autofree char *host = NULL;

  /* An IPv6 address needs its brackets only in front of a port. */
  if (colon != NULL && strchr (colon + 1, ':') != NULL && g_hostname_is_ip_address (text))
    return name_server_at (text, NULL, error);

  host = colon != NULL ? g_strndup (text, (gsize) (colon - text)) : g_strdup (text);
  if (host[0] == '\0')
    return fail (error, _("The host of the address is missing"));
  if (!is_host (host))
    /* Translators: %s is what was typed as an address */
    return fail (error, _("“%s” is no host name and no address"), host);

  return name_server_at (host, colon != NULL ? colon + 1 : NULL, error);
}

/**
 * lens_target_parse:
 * @text: what a user typed
 * @error: a sentence for the user, in the domain `PYRO_ERROR`
 *
 * Reads an address. A host alone, with a port or as a Unix socket is the name server there, as for
 * the command line tools of Pyro.
 *
 * Returns: (transfer full) (nullable): what it means, or %NULL with @error set
 */
PyroUri *
lens_target_parse (const char  *text,
                   GError     **error)
{
  g_autofree char *trimmed = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  trimmed = g_strstrip (g_utf8_make_valid (text, -1));
  if (trimmed[0] == '\0')
    return fail (error, _("The address is missing"));
  if (is_uri (trimmed))
    return pyro_uri_parse (trimmed, DEFAULT_PORT, error);
  if (strstr (trimmed, "://") != NULL)
    return fail (error, _("This is a web address; Pyro has HOST:PORT or PYRO:OBJECT@HOST:PORT"));
  if (strchr (trimmed, '@') != NULL)
    return fail (error, _("The address of an object begins with “PYRO:”, “PYRONAME:” or “PYROMETA:”"));
  if (g_str_has_prefix (trimmed, "./u:"))
    return parse_socket (trimmed, error);
  if (trimmed[0] == '[')
    return parse_bracketed (trimmed, error);

  return parse_host (trimmed, error);
}

/**
 * lens_target_is_name_server:
 * @target: what lens_target_parse() gave
 *
 * Checks whether an address is that of a name server.
 *
 * Returns: %TRUE if it is
 */
gboolean
lens_target_is_name_server (PyroUri *target)
{
  g_return_val_if_fail (target != NULL, FALSE);

  return pyro_uri_get_scheme (target) == PYRO_URI_PYRO &&
         g_strcmp0 (pyro_uri_get_object (target), PYRO_NAME_SERVER_OBJECT) == 0;
}

/**
 * lens_target_is_daemon:
 * @target: what lens_target_parse() gave
 *
 * Checks whether an address is that of a daemon as a whole, and not of one of its objects.
 *
 * Returns: %TRUE if it is
 */
gboolean
lens_target_is_daemon (PyroUri *target)
{
  g_return_val_if_fail (target != NULL, FALSE);

  return pyro_uri_get_scheme (target) == PYRO_URI_PYRO &&
         g_strcmp0 (pyro_uri_get_object (target), DAEMON_OBJECT) == 0;
}

/**
 * lens_target_from_link:
 * @link: what was clicked on, dropped or given to the program
 *
 * Makes an address of a link. Such have the scheme in any case, perhaps slashes behind it, and characters that are
 * escaped.
 *
 * Returns: (transfer full): an address, for lens_target_parse()
 */
char *
lens_target_from_link (const char *link)
{
  static const char *const schemes[] = { "pyro:", "pyroname:", "pyrometa:" };

  g_return_val_if_fail (link != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      gsize length = strlen (schemes[i]);
      g_autofree char *scheme = NULL;
      g_autofree char *rest = NULL;
      const char *at;

      if (g_ascii_strncasecmp (link, schemes[i], length) != 0)
        continue;
      at = link + length;
      if (g_str_has_prefix (at, "//"))
        at += 2;
      scheme = g_ascii_strup (schemes[i], -1);
      rest = g_uri_unescape_string (at, NULL);
      /* An escape that is none is meant as it is written. */
      return g_strconcat (scheme, rest != NULL && g_utf8_validate (rest, -1, NULL) ? rest : at, NULL);
    }

  return g_strdup (link);
}

#define MAX_ADDRESS 4096 /* bytes of a text that may be one: megabytes of text are not looked through */

/**
 * lens_target_from_value:
 * @value: a value that came from a peer, or a part of it
 *
 * Tells where a value leads. Nothing is asked of anybody.
 *
 * Returns: (transfer full) (nullable): the address of the object that @value stands for; %NULL for a value that stands
 *   for none
 */
char *
lens_target_from_value (PyroValue *value)
{
  g_autoptr(PyroProxy) proxy = NULL;
  gsize size;

  g_return_val_if_fail (value != NULL, NULL);

  if (pyro_value_get_string (value, &size) != NULL && size > MAX_ADDRESS)
    return NULL;

  proxy = pyro_proxy_new_from_value (value, NULL, NULL);

  return proxy != NULL ? pyro_uri_to_string (pyro_proxy_get_uri (proxy)) : NULL;
}
