/* core/names/uri-state.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/uri-state-private.h"

#include <string.h>

#include "core/names/python-regex.h"
#include "core/value/number.h"

/* The port of a name server where a URI does not say it: Pyro's NS_PORT. */
#define DEFAULT_PORT "9090"

static gboolean
refuse (const PyroGeneration  *generation,
        const char            *text,
        GError               **error)
{
  return _pyro_name_raise (generation, PYRO_RAISE_PYRO, error, "%s", text);
}

void
_pyro_uri_state_clear (PyroUriState *self)
{
  g_clear_pointer (&self->port, g_free);
}

/* Bytes of the text without the newline that `$` allows at its end. */
static gsize
trimmed_size (PyroSpan text)
{
  return text.size > 0 && text.at[text.size - 1] == '\n' ? text.size - 1 : text.size;
}

/* `(?P<protocol>[Pp][Yy][Rr][Oo][a-zA-Z]*):` */
static gboolean
read_scheme (PyroUriState *self,
             PyroSpan     *rest)
{
  gsize size = 0;

  while (size < rest->size && g_ascii_isalpha (rest->at[size]))
    size++;
  if (size < 4 || size == rest->size || rest->at[size] != ':'
      || g_ascii_strncasecmp (rest->at, "PYRO", 4) != 0)
    return FALSE;

  for (gsize i = 0; i < MIN (size, sizeof self->scheme - 1); i++)
    self->scheme[i] = g_ascii_toupper (rest->at[i]);
  *rest = (PyroSpan) { rest->at + size + 1, rest->size - size - 1 };

  return TRUE;
}

/* Whether what is left matches `(@(?P<location>.+))?$`. */
static gboolean
read_location (PyroSpan  rest,
               PyroSpan *location)
{
  gsize size = trimmed_size (rest);

  *location = (PyroSpan) { NULL, 0 };
  if (size == 0)
    return TRUE;
  if (rest.at[0] != '@' || size < 2 || memchr (rest.at, '\n', size) != NULL)
    return FALSE;

  *location = (PyroSpan) { rest.at + 1, size - 1 };

  return TRUE;
}

/* `(?P<object>\S+?)`: the shortest that leaves something that matches. */
static gboolean
read_object (PyroUriState *self,
             PyroSpan      rest,
             PyroSpan     *location)
{
  const char *p = rest.at, *end = rest.at + rest.size;

  while (p < end && !_pyro_python_is_space (g_utf8_get_char (p)))
    {
      p = g_utf8_next_char (p);
      if ((p == end || *p == '@' || *p == '\n')
          && read_location ((PyroSpan) { p, (gsize) (end - p) }, location))
        {
          self->object = (PyroSpan) { rest.at, (gsize) (p - rest.at) };
          return TRUE;
        }
    }

  return FALSE;
}

/* What `int()` takes of it: a sign, digits with single underscores between them, white space around.
 * (It takes the digits of other scripts too, which nobody writes into a port.) */
static char *
read_port (PyroSpan text)
{
  g_autoptr(GString) digits = g_string_new (NULL);
  g_autofree char *trimmed = g_strndup (text.at, text.size);
  const char *p = g_strstrip (trimmed);
  char previous = '_';

  if (strlen (trimmed) != text.size && memchr (text.at, '\0', text.size) != NULL)
    return NULL;
  if (*p == '+' || *p == '-')
    g_string_append_c (digits, *p++);
  for (; *p != '\0'; previous = *p++)
    {
      if (g_ascii_isdigit (*p))
        g_string_append_c (digits, *p);
      else if (*p != '_' || previous == '_')
        return NULL;
    }
  if (previous == '_')
    return NULL;

  return pyro_number_canonicalise (digits->str, digits->len, NULL);
}

static gboolean
set_port (PyroUriState          *self,
          PyroSpan               text,
          const PyroGeneration  *generation,
          GError               **error)
{
  if (text.size == 0 && g_str_equal (self->scheme, "PYRO"))
    return refuse (generation, "invalid port in uri, port=None", error);

  self->has_port = TRUE;
  self->port = text.size == 0 ? g_strdup (DEFAULT_PORT) : read_port (text);
  if (self->port == NULL)
    return _pyro_name_raise_about (generation, PYRO_RAISE_PYRO, "invalid port in uri, port=", text, error);

  return TRUE;
}

/* `\[([0-9a-fA-F:%]+)](:(\d+))?`, whatever follows. */
static gboolean
read_ipv6 (PyroUriState          *self,
           PyroSpan               location,
           const PyroGeneration  *generation,
           GError               **error)
{
  PyroSpan port = { location.at, 0 };
  gsize size = 1;

  if (location.size > 1 && location.at[1] == '[')
    return refuse (generation, "invalid ipv6 address: enclosed in too many brackets", error);
  while (size < location.size && (g_ascii_isxdigit (location.at[size])
                                  || location.at[size] == ':' || location.at[size] == '%'))
    size++;
  if (size == 1 || size == location.size || location.at[size] != ']')
    return refuse (generation, "invalid ipv6 address: the part between brackets must be a numeric "
                   "ipv6 address", error);

  self->host = (PyroSpan) { location.at + 1, size - 1 };
  size++;
  if (size < location.size && location.at[size] == ':')
    {
      port.at = location.at + size + 1;
      while (size + 1 + port.size < location.size && g_ascii_isdigit (port.at[port.size]))
        port.size++;
    }

  return set_port (self, port, generation, error);
}

static gboolean
read_place (PyroUriState          *self,
            PyroSpan               location,
            const PyroGeneration  *generation,
            GError               **error)
{
  const char *colon = memchr (location.at, ':', location.size);

  if (_pyro_span_starts_with (location, (PyroSpan) { "./u:", 4 }))
    {
      self->socket = (PyroSpan) { location.at + 4, location.size - 4 };
      if (self->socket.size == 0 || memchr (self->socket.at, ':', self->socket.size) != NULL)
        return refuse (generation, "invalid uri (location)", error);
      return TRUE;
    }
  if (location.at[0] == '[')
    return read_ipv6 (self, location, generation, error);

  self->host = (PyroSpan) { location.at, colon != NULL ? (gsize) (colon - location.at) : location.size };

  return set_port (self,
                   (PyroSpan) { self->host.at + self->host.size + (colon != NULL),
                                location.size - self->host.size - (colon != NULL) },
                   generation, error);
}

/* Reads @text as the constructor of Python's URI class does; the error is what that raises. @self is
 * zeros. */
gboolean
_pyro_uri_state_parse (PyroUriState          *self,
                       PyroSpan               text,
                       const PyroGeneration  *generation,
                       GError               **error)
{
  PyroSpan rest = text, location;

  if (!read_scheme (self, &rest) || !read_object (self, rest, &location))
    return refuse (generation, "invalid uri", error);
  if (g_str_equal (self->scheme, "PYRO") && location.at == NULL)
    return refuse (generation, "invalid uri", error);
  if (!g_str_equal (self->scheme, "PYRO") && !g_str_equal (self->scheme, "PYRONAME")
      && !g_str_equal (self->scheme, "PYROMETA"))
    return refuse (generation, "invalid uri (protocol)", error);

  return location.at == NULL || read_place (self, location, generation, error);
}

static void
add_span (PyroBuilder *builder,
          PyroSpan     text)
{
  if (text.at != NULL)
    pyro_builder_add_string (builder, text.at, (gssize) text.size);
  else
    pyro_builder_add_none (builder);
}

static gboolean
add_object (const PyroUriState  *self,
            PyroBuilder         *builder,
            GError             **error)
{
  const char *end = self->object.at + self->object.size;

  if (!g_str_equal (self->scheme, "PYROMETA"))
    {
      add_span (builder, self->object);
      return TRUE;
    }

  if (!pyro_builder_open (builder, PYRO_VALUE_SET, error))
    return FALSE;
  for (const char *p = self->object.at, *comma; p != NULL; p = comma != NULL ? comma + 1 : NULL)
    {
      comma = memchr (p, ',', (gsize) (end - p));
      pyro_builder_add_string (builder, p, (comma != NULL ? comma : end) - p);
    }

  return pyro_builder_close (builder, error);
}

/* Adds the record as which the serializers write an instance of the URI class. */
gboolean
_pyro_uri_state_build (const PyroUriState    *self,
                       const PyroGeneration  *generation,
                       PyroBuilder           *builder,
                       GError               **error)
{
  g_autofree char *class_name = g_strconcat (pyro_generation_get_class_prefix (generation), "core.URI", NULL);

  if (!pyro_builder_open (builder, PYRO_VALUE_RECORD, error))
    return FALSE;
  pyro_builder_add_string (builder, "__class__", -1);
  pyro_builder_add_string (builder, class_name, -1);
  pyro_builder_add_string (builder, "state", -1);
  if (!pyro_builder_open (builder, PYRO_VALUE_TUPLE, error))
    return FALSE;

  pyro_builder_add_string (builder, self->scheme, -1);
  if (!add_object (self, builder, error))
    return FALSE;
  add_span (builder, self->socket);
  add_span (builder, self->host);
  if (self->has_port)
    pyro_builder_add_int_text (builder, self->port, strlen (self->port));
  else
    pyro_builder_add_none (builder);

  return pyro_builder_close (builder, error) && pyro_builder_close (builder, error);
}

/* Whether a value is an instance of the URI class of any generation. */
gboolean
_pyro_uri_state_is (PyroValue *value)
{
  const char *name = pyro_value_get_class_name (value);

  for (const PyroGeneration *const *g = pyro_generation_list (); name != NULL && *g != NULL; g++)
    {
      const char *prefix = pyro_generation_get_class_prefix (*g);

      if (g_str_has_prefix (name, prefix) && g_str_equal (name + strlen (prefix), "core.URI"))
        return TRUE;
    }

  return FALSE;
}

static gboolean
append_text (GString   *text,
             PyroValue *part)
{
  gsize size;
  const char *data = pyro_value_get_string (part, &size);

  if (data != NULL)
    g_string_append_len (text, data, (gssize) size);

  return data != NULL;
}

static gboolean
append_object (GString   *text,
               PyroValue *object)
{
  if (pyro_value_get_kind (object) == PYRO_VALUE_STR)
    return append_text (text, object);
  if (!pyro_value_is_container (object) || pyro_value_get_key (object, 0) != NULL)
    return FALSE;

  for (gsize i = 0; i < pyro_value_get_length (object); i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      if (!append_text (text, pyro_value_get_item (object, i)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
append_place (GString   *text,
              PyroValue *state)
{
  PyroValue *socket = pyro_value_get_item (state, 2);
  PyroValue *host = pyro_value_get_item (state, 3);
  PyroValue *port = pyro_value_get_item (state, 4);
  g_autofree char *digits = NULL;
  gsize size = 0;
  const char *name = pyro_value_get_string (host, &size);

  if (size == 0)
    {
      if (pyro_value_get_string (socket, &size) == NULL || size == 0)
        return TRUE;
      g_string_append (text, "@./u:");
      return append_text (text, socket);
    }

  if (pyro_value_get_kind (port) != PYRO_VALUE_INT)
    return FALSE;
  digits = pyro_value_dup_int_text (port);
  g_string_append_c (text, '@');
  if (memchr (name, ':', size) != NULL)
    g_string_append_c (text, '[');
  append_text (text, host);
  if (memchr (name, ':', size) != NULL)
    g_string_append_c (text, ']');
  g_string_append_printf (text, ":%s", digits);

  return TRUE;
}

/* What `str()` makes of an instance of the URI class, which nothing has checked. */
GString *
_pyro_uri_state_print (PyroValue             *value,
                       const PyroGeneration  *generation,
                       GError               **error)
{
  PyroValue *state = pyro_value_lookup_string (value, "state");
  g_autoptr(GString) text = g_string_new (NULL);

  if (state != NULL && pyro_value_is_container (state) && pyro_value_get_length (state) == 5
      && pyro_value_get_item (state, 0) != NULL && append_text (text, pyro_value_get_item (state, 0))
      && g_string_append_c (text, ':') && append_object (text, pyro_value_get_item (state, 1))
      && append_place (text, state))
    return g_steal_pointer (&text);

  _pyro_name_raise (generation, PYRO_RAISE_TYPE, error, "only URIs or strings can be registered");

  return NULL;
}
