/* core/wire/uri-value.c - the forms in which a URI arrives in a value
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/wire/uri-private.h"

#include <string.h>

#include "core/error.h"
#include "core/translation-private.h"

static PyroUri *
refuse (PyroValue  *value,
        GError    **error)
{
  const char *name = pyro_value_get_class_name (value);

  g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE, _("A URI is needed, which this %s is not"),
               name != NULL ? name : pyro_value_get_type_name (value));
  return NULL;
}

static PyroUri *
uri_from_text (PyroValue  *value,
               GError    **error)
{
  gsize size;
  const char *text = pyro_value_get_string (value, &size);

  return _pyro_uri_parse_raw (text, size, 0, error);
}

/* Appends the text of @value, which must have one. */
static gboolean
append_text (GString   *text,
             PyroValue *value)
{
  gsize size;
  const char *part = pyro_value_get_string (value, &size);

  if (part != NULL)
    g_string_append_len (text, part, (gssize) size);

  return part != NULL;
}

/* A str, or for PYROMETA: a set (some serializers make it a list) of tags. */
static gboolean
append_object (GString   *text,
               PyroValue *object)
{
  gsize n_tags;

  if (pyro_value_get_kind (object) == PYRO_VALUE_STR)
    return append_text (text, object);
  if (!pyro_value_is_container (object) || pyro_value_get_key (object, 0) != NULL)
    return FALSE;

  n_tags = pyro_value_get_length (object);
  for (gsize i = 0; i < n_tags; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      if (!append_text (text, pyro_value_get_item (object, i)))
        return FALSE;
    }

  return n_tags > 0;
}

static gboolean
append_host (GString   *text,
             PyroValue *host,
             PyroValue *port)
{
  gsize size;
  const char *name = pyro_value_get_string (host, &size);
  gboolean is_ipv6 = name != NULL && memchr (name, ':', size) != NULL;
  gint64 number;

  g_string_append (text, is_ipv6 ? "@[" : "@");
  if (!append_text (text, host))
    return FALSE;
  if (is_ipv6)
    g_string_append_c (text, ']');

  if (pyro_value_get_kind (port) == PYRO_VALUE_NONE)
    return TRUE;
  if (pyro_value_get_kind (port) != PYRO_VALUE_INT || !pyro_value_get_int64 (port, &number))
    return FALSE;
  g_string_append_printf (text, ":%" G_GINT64_FORMAT, number);

  return TRUE;
}

/* The state of Python's URI class: protocol, object, sockname, host, port. Written out as text and
 * read again it goes through the same checks as any other URI. */
static PyroUri *
uri_from_state (PyroValue  *state,
                GError    **error)
{
  g_autoptr(GString) text = g_string_new (NULL);
  PyroValue *sockname, *host;

  if (state == NULL || pyro_value_get_length (state) != 5 || pyro_value_get_key (state, 0) != NULL
      || pyro_value_get_item (state, 0) == NULL)
    return NULL;

  sockname = pyro_value_get_item (state, 2);
  host = pyro_value_get_item (state, 3);
  if (!append_text (text, pyro_value_get_item (state, 0)))
    return NULL;
  g_string_append_c (text, ':');
  if (!append_object (text, pyro_value_get_item (state, 1)))
    return NULL;

  if (pyro_value_get_kind (sockname) != PYRO_VALUE_NONE)
    {
      g_string_append (text, "@./u:");
      if (!append_text (text, sockname))
        return NULL;
    }
  else if (pyro_value_get_kind (host) != PYRO_VALUE_NONE
           && !append_host (text, host, pyro_value_get_item (state, 4)))
    {
      return NULL;
    }

  return _pyro_uri_parse_raw (text->str, text->len, 0, error);
}

static gboolean
is_class (PyroValue  *value,
          const char *pyro5,
          const char *pyro4)
{
  const char *name = pyro_value_get_class_name (value);

  return g_strcmp0 (name, pyro5) == 0 || g_strcmp0 (name, pyro4) == 0;
}

/**
 * pyro_uri_from_value:
 * @value: a value from a peer
 * @error: return location for an error
 *
 * Finds the URI in the forms that peers send: a str, an instance of Pyro's URI class, or an
 * instance of its Proxy class, which a daemon sends instead of an object that it has. A port that
 * is not said is left open.
 *
 * Returns: (transfer full): the URI, or %NULL with %PYRO_ERROR_VALUE when @value has another form
 *   and %PYRO_ERROR_URI when what it holds is no URI
 */
PyroUri *
pyro_uri_from_value (PyroValue  *value,
                     GError    **error)
{
  PyroValue *inner = value;
  PyroUri *self = NULL;
  GError *problem = NULL;

  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (is_class (value, "Pyro5.client.Proxy", "Pyro4.core.Proxy"))
    {
      PyroValue *state = pyro_value_lookup_string (value, "state");

      inner = state != NULL && pyro_value_is_container (state) && pyro_value_get_length (state) > 0
              ? pyro_value_get_item (state, 0) : NULL;
    }

  if (inner != NULL && pyro_value_get_kind (inner) == PYRO_VALUE_STR)
    self = uri_from_text (inner, &problem);
  else if (inner != NULL && is_class (inner, "Pyro5.core.URI", "Pyro4.core.URI"))
    self = uri_from_state (pyro_value_lookup_string (inner, "state"), &problem);

  if (self == NULL && problem == NULL)
    return refuse (value, error);
  if (problem != NULL)
    g_propagate_error (error, problem);

  return self;
}
