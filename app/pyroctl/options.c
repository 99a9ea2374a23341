/* app/pyroctl/options.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/options.h"

#include "core/pyro.h"

#include <math.h>
#include <string.h>

#include "app/pyroctl/report.h"

/**
 * ctl_options_init:
 * @self: room for the options
 *
 * Sets everything to what it is when no option is given.
 */
void
ctl_options_init (CtlOptions *self)
{
  *self = (CtlOptions) { .protocol = -1, .timeout = -1 };
}

/**
 * ctl_options_clear:
 * @self: the options
 *
 * Frees what the options hold.
 */
void
ctl_options_clear (CtlOptions *self)
{
  g_clear_pointer (&self->ns_host, g_free);
  g_clear_pointer (&self->hmac_key, g_free);
  g_clear_pointer (&self->serializer, g_free);
  g_clear_pointer (&self->tls_ca, g_free);
  g_clear_pointer (&self->tls_cert, g_free);
  g_clear_pointer (&self->tls_key, g_free);
}

/* Returns: the colon before the port in @text, NULL if there is none. A Unix socket has no port, and
 * neither has an IPv6 address without brackets. */
static const char *
find_port (const char *text)
{
  const char *colon = strrchr (text, ':');
  const char *bracket = strrchr (text, ']');

  if (colon == NULL || g_str_has_prefix (text, "./u:"))
    return NULL;
  if (text[0] == '[')
    return bracket != NULL && bracket < colon ? colon : NULL;

  return strchr (text, ':') == colon ? colon : NULL;
}

/* Takes HOST, HOST:PORT or ./u:PATH apart. */
static gboolean
parse_place (const char  *text,
             char       **host,
             guint16     *port)
{
  const char *colon = find_port (text);
  g_autofree char *place = NULL;
  g_autoptr(PyroNameServer) server = NULL;
  guint64 number = 0;

  if (colon != NULL && !g_ascii_string_to_unsigned (colon + 1, 10, 1, G_MAXUINT16, &number, NULL))
    return FALSE;

  place = colon != NULL ? g_strndup (text, (gsize) (colon - text)) : g_strdup (text);
  server = *place != '\0' ? pyro_name_server_new_for_host (place, 1, NULL) : NULL;
  if (server == NULL)
    return FALSE;

  *host = g_steal_pointer (&place);
  *port = (guint16) number;

  return TRUE;
}

static gboolean
parse_ns (const char  *name,
          const char  *value,
          gpointer     data,
          GError     **error)
{
  CtlOptions *self = data;

  g_clear_pointer (&self->ns_host, g_free);
  if (parse_place (value, &self->ns_host, &self->ns_port))
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               "%s wants HOST or HOST:PORT, not “%s”", name, value);

  return FALSE;
}

static gboolean
parse_protocol (const char  *name,
                const char  *value,
                gpointer     data,
                GError     **error)
{
  CtlOptions *self = data;
  guint64 number = 0;

  if (!g_str_equal (value, "auto") && !g_ascii_string_to_unsigned (value, 10, 4, 5, &number, NULL))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "%s wants auto, 4 or 5, not “%s”", name, value);
      return FALSE;
    }
  self->protocol = (int) number;

  return TRUE;
}

static gboolean
parse_serializer (const char  *name,
                  const char  *value,
                  gpointer     data,
                  GError     **error)
{
  CtlOptions *self = data;
  g_autofree char *known = NULL;

  g_set_str (&self->serializer, value);
  if (pyro_codec_find (value) != NULL)
    return TRUE;

  known = g_strjoinv (", ", (char **) pyro_codec_list_names ());
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               "There is no serializer “%s”; there is: %s", value, known);

  return FALSE;
}

static gboolean
parse_timeout (const char  *name,
               const char  *value,
               gpointer     data,
               GError     **error)
{
  CtlOptions *self = data;
  char *end;
  double seconds = g_ascii_strtod (value, &end);

  if (end == value || *end != '\0' || !isfinite (seconds) || seconds < 0)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "%s wants a number of seconds, not “%s”", name, value);
      return FALSE;
    }
  self->timeout = (gint64) MIN (ceil (seconds * G_TIME_SPAN_SECOND), 0x1p62);

  return TRUE;
}

/**
 * ctl_options_new_context:
 * @self: where the options go; it must outlive the context
 * @arguments: what follows the options, for the usage line
 * @own: (nullable): the options of the command
 *
 * Makes a context that knows the options of all commands, and those of one.
 *
 * Returns: (transfer full): the context
 */
GOptionContext *
ctl_options_new_context (CtlOptions         *self,
                         const char         *arguments,
                         const GOptionEntry *own)
{
  /* As file names, they are not converted from the locale's encoding. */
  const GOptionEntry entries[] = {
    { "ns", 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, parse_ns,
      "Where the name server is", "HOST[:PORT]" },
    { "protocol", 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, parse_protocol,
      "The generation of Pyro to speak", "auto|4|5" },
    { "hmac-key", 0, 0, G_OPTION_ARG_FILENAME, &self->hmac_key,
      "What messages are signed with (Pyro4)", "KEY" },
    { "serializer", 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, parse_serializer,
      "How the values of calls are written", "NAME" },
    { "timeout", 't', G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, parse_timeout,
      "The time limit of each step; 0 for none", "SECONDS" },
    { "tls", 0, 0, G_OPTION_ARG_NONE, &self->tls,
      "Connect in TLS, as each of the next three does", NULL },
    { "tls-ca", 0, 0, G_OPTION_ARG_FILENAME, &self->tls_ca,
      "Trust also the authorities in FILE", "FILE" },
    { "tls-cert", 0, 0, G_OPTION_ARG_FILENAME, &self->tls_cert,
      "Show the certificate in FILE", "FILE" },
    { "tls-key", 0, 0, G_OPTION_ARG_FILENAME, &self->tls_key,
      "Its key, unless that is in the same file", "FILE" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json,
      "Print JSON rather than Python literals", NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &self->help,
      "Print this", NULL },
    { NULL }
  };
  GOptionContext *context = g_option_context_new (arguments);
  GOptionGroup *group = g_option_group_new ("all", "", "", self, NULL);

  if (own != NULL)
    g_option_group_add_entries (group, own);
  g_option_group_add_entries (group, entries);
  g_option_context_set_main_group (context, group);
  g_option_context_set_help_enabled (context, FALSE);

  return context;
}

/**
 * ctl_options_check_port:
 * @option: what it is called on the command line
 * @number: what was given for it
 *
 * Looks whether a number can be a port, or 0 for a free one, and complains when it cannot.
 *
 * Returns: whether it can
 */
gboolean
ctl_options_check_port (const char *option,
                        int         number)
{
  if (number >= 0 && number <= G_MAXUINT16)
    return TRUE;
  ctl_report ("%s wants a number from 0 to %d, not %d", option, G_MAXUINT16, number);

  return FALSE;
}
