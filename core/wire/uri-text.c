/* core/wire/uri-text.c - how a URI is read and written
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/wire/uri-private.h"

#include <string.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/translation-private.h"

#define SOCKET_PREFIX "./u:"

/* A text that may have NULs: the name of an abstract socket begins with one. */
typedef struct
{
  const char *at;
  gsize       size;
} Span;

static const char *const scheme_names[] = {
  [PYRO_URI_PYRO] = "PYRO",
  [PYRO_URI_PYRONAME] = "PYRONAME",
  [PYRO_URI_PYROMETA] = "PYROMETA",
};

const char *
_pyro_uri_scheme_name (PyroUriScheme scheme)
{
  return scheme_names[scheme];
}

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (GError     **error,
        const char  *format,
        ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (PYRO_ERROR, PYRO_ERROR_URI, format, args);
  va_end (args);

  return FALSE;
}

static gboolean
span_starts_with (Span        span,
                  const char *prefix)
{
  gsize size = strlen (prefix);

  return span.size >= size && memcmp (span.at, prefix, size) == 0;
}

static Span
span_skip (Span  span,
           gsize size)
{
  return (Span) { span.at + size, span.size - size };
}

/* White space as in Python's \s, and what nobody can see. @span is UTF-8. */
static gboolean
span_has_space (Span span)
{
  for (const char *p = span.at; p < span.at + span.size; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x20 || c == 0x7f || g_unichar_isspace (c))
        return TRUE;
    }

  return FALSE;
}

static gboolean
read_scheme (Span           *span,
             PyroUriScheme  *scheme,
             GError        **error)
{
  gsize size = 0;

  while (size < span->size && g_ascii_isalpha (span->at[size]))
    size++;
  if (size < 4 || size == span->size || span->at[size] != ':'
      || g_ascii_strncasecmp (span->at, "PYRO", 4) != 0)
    return refuse (error, _("A URI begins with PYRO:, PYRONAME: or PYROMETA:"));

  for (gsize i = 0; i < G_N_ELEMENTS (scheme_names); i++)
    if (strlen (scheme_names[i]) == size
        && g_ascii_strncasecmp (span->at, scheme_names[i], size) == 0)
      {
        *scheme = (PyroUriScheme) i;
        *span = span_skip (*span, size + 1);
        return TRUE;
      }

  return refuse (error, _("There is no URI scheme %.*s:, only PYRO:, PYRONAME: and PYROMETA:"),
                 (int) MIN (size, 20), span->at);
}

static int
compare_tags (gconstpointer a,
              gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Python keeps a set: in any order and each once. An @ would be the end of the tags in some of
 * these orders. */
static gboolean
read_tags (PyroUri  *self,
           GError  **error)
{
  g_auto(GStrv) parts = g_strsplit (self->object, ",", -1);
  g_autoptr(GPtrArray) tags = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      g_ptr_array_add (tags, g_strdup (parts[i]));
  if (tags->len == 0)
    return refuse (error, _("PYROMETA: is followed by tags with commas between them"));
  if (strchr (self->object, '@') != NULL)
    return refuse (error, _("A tag has no @"));

  g_ptr_array_sort (tags, compare_tags);
  for (guint i = tags->len - 1; i > 0; i--)
    if (g_str_equal (tags->pdata[i], tags->pdata[i - 1]))
      g_ptr_array_remove_index (tags, i);
  g_ptr_array_add (tags, NULL);
  self->tags = (char **) g_ptr_array_free (g_steal_pointer (&tags), FALSE);
  g_free (self->object);
  self->object = g_strjoinv (",", self->tags);

  return TRUE;
}

static gboolean
read_object (PyroUri  *self,
             Span      span,
             GError  **error)
{
  if (span.size == 0)
    return refuse (error, _("The URI does not say which object it means"));
  if (span_has_space (span))
    return refuse (error, _("The name of the object has white space in it"));

  self->object = g_strndup (span.at, span.size);

  return self->scheme != PYRO_URI_PYROMETA || read_tags (self, error);
}

static gboolean
read_port (PyroUri  *self,
           Span      span,
           GError  **error)
{
  guint port = 0;

  if (span.size == 0)
    return refuse (error, _("There is no port behind the colon of the address"));
  for (gsize i = 0; i < span.size && port <= G_MAXUINT16; i++)
    {
      gboolean is_digit = g_ascii_isdigit (span.at[i]);

      port = is_digit ? port * 10 + (guint) (span.at[i] - '0') : G_MAXUINT;
    }
  if (port > G_MAXUINT16)
    {
      glong n_shown = MIN (g_utf8_strlen (span.at, (gssize) span.size), 20); /* characters */
      g_autofree char *shown = g_utf8_substring (span.at, 0, n_shown);

      return refuse (error, _("The port “%s” is no number from 0 to 65535"), shown);
    }
  self->port = (guint16) port;

  return TRUE;
}

static gboolean
use_default_port (PyroUri  *self,
                  guint16   default_port,
                  GError  **error)
{
  if (self->scheme == PYRO_URI_PYRO)
    return refuse (error, _("The address “%s” has no port"), self->host);

  self->port = default_port;

  return TRUE;
}

/* `[address]` or `[address]:port`; Python takes no zone with letters behind the %, we do. */
static gboolean
read_ipv6 (PyroUri  *self,
           Span      span,
           guint16   default_port,
           GError  **error)
{
  const char *end = memchr (span.at, ']', span.size);
  Span rest;

  if (span_starts_with (span, "[["))
    return refuse (error, _("An IPv6 address is in one pair of brackets, not in two"));
  if (end == NULL)
    return refuse (error, _("The bracket around the IPv6 address is not closed"));

  self->host = g_strndup (span.at + 1, (gsize) (end - span.at) - 1);
  if (strchr (self->host, ':') == NULL || !g_hostname_is_ip_address (self->host))
    return refuse (error, _("The text in brackets is no IPv6 address: “%s”"), self->host);

  rest = span_skip (span, (gsize) (end - span.at) + 1);
  if (rest.size == 0)
    return use_default_port (self, default_port, error);
  if (rest.at[0] != ':')
    return refuse (error, _("Only a colon and a port can follow the IPv6 address"));

  return read_port (self, span_skip (rest, 1), error);
}

static gboolean
read_host (PyroUri  *self,
           Span      span,
           guint16   default_port,
           GError  **error)
{
  const char *colon = memchr (span.at, ':', span.size);
  Span host = { span.at, colon != NULL ? (gsize) (colon - span.at) : span.size };

  if (colon != NULL && memchr (colon + 1, ':', span.size - host.size - 1) != NULL)
    return refuse (error, _("The address has more than one colon; an IPv6 address is in brackets"));
  if (host.size == 0)
    return refuse (error, _("There is no host name before the colon of the address"));

  self->host = g_strndup (host.at, host.size);
  if (strpbrk (self->host, "@/[]\\") != NULL)
    return refuse (error, _("“%s” is no host name"), self->host);

  if (colon == NULL)
    return use_default_port (self, default_port, error);

  return read_port (self, span_skip (span, host.size + 1), error);
}

static gboolean
read_socket_path (PyroUri  *self,
                  Span      span,
                  GError  **error)
{
  gboolean abstract = span.size > 0 && span.at[0] == '\0';

  if (span.size == 0 || (abstract && span.size == 1))
    return refuse (error, _("There is no socket path behind %s"), SOCKET_PREFIX);
  for (gsize i = 0; i < span.size; i++)
    {
      if (span.at[i] == ':')
        return refuse (error, _("The path of a Unix socket has no colon"));
      if ((span.at[i] == '\0' && !abstract) || (span.at[i] > 0 && span.at[i] < 0x20))
        return refuse (error, _("The path of a Unix socket has no control characters"));
    }

  self->socket_path = g_malloc (span.size + 1);
  memcpy (self->socket_path, span.at, span.size);
  self->socket_path[span.size] = '\0';
  self->socket_path_size = span.size;

  return TRUE;
}

static gboolean
read_location (PyroUri  *self,
               Span      span,
               guint16   default_port,
               GError  **error)
{
  if (span_starts_with (span, SOCKET_PREFIX))
    return read_socket_path (self, span_skip (span, strlen (SOCKET_PREFIX)), error);
  if (span_has_space (span))
    return refuse (error, _("The address has white space in it"));
  if (span.at[0] == '[')
    return read_ipv6 (self, span, default_port, error);

  return read_host (self, span, default_port, error);
}

/* The first @ that has something on both sides, as in Python's pattern. */
static const char *
find_at (Span span)
{
  const char *at = span.size > 1 ? memchr (span.at + 1, '@', span.size - 1) : NULL;

  return at != NULL && at + 1 < span.at + span.size ? at : NULL;
}

/* g_utf8_validate() stops at a NUL, of which an abstract socket has some. */
static gboolean
is_utf8 (Span span)
{
  const char *end = span.at;

  while (!g_utf8_validate (end, (gssize) (span.at + span.size - end), &end))
    if (*end++ != '\0')
      return FALSE;

  return TRUE;
}

/*
 * _pyro_uri_parse_raw:
 * @text: (array length=size): a URI without escapes, as Python has it
 *
 * Returns: (transfer full): the URI, or %NULL
 */
PyroUri *
_pyro_uri_parse_raw (const char  *text,
                     gsize        size,
                     guint16      default_port,
                     GError     **error)
{
  g_autoptr(PyroUri) self = g_new0 (PyroUri, 1);
  Span span = { text, size };
  Span object, location;
  const char *at;

  g_atomic_ref_count_init (&self->ref_count);

  if (size > PYRO_MAX_URI_SIZE)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE,
                   /* Translators: %u is always 8192 */
                   _("The URI is longer than %u bytes"), PYRO_MAX_URI_SIZE);
      return NULL;
    }
  if (!is_utf8 (span))
    {
      refuse (error, _("The URI is not UTF-8 text"));
      return NULL;
    }
  if (!read_scheme (&span, &self->scheme, error))
    return NULL;

  at = find_at (span);
  object = (Span) { span.at, at != NULL ? (gsize) (at - span.at) : span.size };
  location = at != NULL ? span_skip (span, object.size + 1) : (Span) { NULL, 0 };
  if (!read_object (self, object, error))
    return NULL;
  if (at == NULL && self->scheme == PYRO_URI_PYRO)
    {
      refuse (error, _("PYRO: needs an @ and an address behind it, such as PYRO:object@host:port"));
      return NULL;
    }
  if (at != NULL && !read_location (self, location, default_port, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* The path of a Unix socket in a text. The NUL of the abstract namespace is written `\x00` there,
 * and so that nothing else can look like it, a backslash before `x00` and `x5c` is written
 * `\x5c`. */

static void
append_escaped_path (GString    *text,
                     const char *path,
                     gsize       size)
{
  for (gsize i = 0; i < size; i++)
    {
      gboolean ambiguous = size - i >= 4 && (memcmp (path + i, "\\x00", 4) == 0
                                             || memcmp (path + i, "\\x5c", 4) == 0);

      if (path[i] == '\0')
        g_string_append (text, "\\x00");
      else if (ambiguous)
        g_string_append (text, "\\x5c");
      else
        g_string_append_c (text, path[i]);
    }
}

static GString *
unescape_path (const char *text)
{
  const char *colon = strchr (text, ':');
  const char *path = colon != NULL ? find_at ((Span) { colon + 1, strlen (colon + 1) }) : NULL;
  GString *raw = g_string_new (NULL);

  if (path == NULL || !g_str_has_prefix (path, "@" SOCKET_PREFIX))
    return g_string_append (raw, text);

  path += strlen ("@" SOCKET_PREFIX);
  g_string_append_len (raw, text, path - text);
  for (; *path != '\0'; path++)
    {
      gboolean nul = g_str_has_prefix (path, "\\x00");

      if (nul || g_str_has_prefix (path, "\\x5c"))
        {
          g_string_append_c (raw, nul ? '\0' : '\\');
          path += 3;
        }
      else
        {
          g_string_append_c (raw, *path);
        }
    }

  return raw;
}

/**
 * pyro_uri_parse:
 * @text: a URI: `PYRO:object@location`, `PYRONAME:name[@location]` or `PYROMETA:tag,…[@location]`
 * @default_port: the port that a PYRONAME: or PYROMETA: URI with a host and no port means, or 0 to
 *   leave it open
 * @error: return location for an error
 *
 * Reads a URI. The scheme may be in small letters. A location is `host:port`, `[ipv6]:port` or
 * `./u:path` for a Unix socket; PYRO: needs one with a port, and for the others it is where the
 * name server is. In the path of a Unix socket `\x00` is a NUL, with which the names of Linux's
 * abstract sockets begin, and `\x5c` a backslash; nothing else is escaped anywhere.
 *
 * Returns: (transfer full): the URI, or %NULL with %PYRO_ERROR_URI and a sentence that says what is
 *   wrong with it, or with %PYRO_ERROR_TOO_LARGE
 */
PyroUri *
pyro_uri_parse (const char  *text,
                guint16      default_port,
                GError     **error)
{
  g_autoptr(GString) raw = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (strnlen (text, PYRO_MAX_URI_SIZE + 1) > PYRO_MAX_URI_SIZE)
    return _pyro_uri_parse_raw (text, PYRO_MAX_URI_SIZE + 1, default_port, error);

  raw = unescape_path (text);

  return _pyro_uri_parse_raw (raw->str, raw->len, default_port, error);
}

/**
 * pyro_uri_dup_location:
 * @self: a URI
 *
 * Returns: (transfer full) (nullable): the part behind the @: `host:port`, `[ipv6]:port`, `host`
 *   when the port was left open, or `./u:path`; %NULL when there is none
 */
char *
pyro_uri_dup_location (PyroUri *self)
{
  g_autoptr(GString) text = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (!pyro_uri_has_location (self))
    return NULL;

  text = g_string_new (NULL);
  if (self->socket_path != NULL)
    {
      g_string_append (text, SOCKET_PREFIX);
      append_escaped_path (text, self->socket_path, self->socket_path_size);
    }
  else
    {
      gboolean is_ipv6 = strchr (self->host, ':') != NULL;

      g_string_append_printf (text, "%s%s%s", is_ipv6 ? "[" : "", self->host, is_ipv6 ? "]" : "");
      if (self->port != 0 || self->scheme == PYRO_URI_PYRO)
        g_string_append_printf (text, ":%u", self->port);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * pyro_uri_to_string:
 * @self: a URI
 *
 * Returns: (transfer full): the URI as text, from which [func@Pyro.Uri.parse] makes an equal one
 */
char *
pyro_uri_to_string (PyroUri *self)
{
  g_autofree char *location = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  location = pyro_uri_dup_location (self);

  return g_strconcat (scheme_names[self->scheme], ":", self->object,
                      location != NULL ? "@" : NULL, location, NULL);
}
