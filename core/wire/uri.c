/* core/wire/uri.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/wire/uri-private.h"

#include <string.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/translation-private.h"

/**
 * PyroUri:
 *
 * The address of a remote object, or the way to find it at a name server.
 *
 * Two URIs are equal when scheme, object (the tags of PYROMETA: in any order) and location are.
 *
 * A URI never changes once made, so it may be shared between threads.
 */

G_DEFINE_BOXED_TYPE (PyroUri, pyro_uri, pyro_uri_ref, pyro_uri_unref)

/* @location has no @ before it and may be NULL. */
static PyroUri *
uri_from_parts (const char *scheme,
                const char *object,
                GString    *location,
                GError    **error)
{
  g_autoptr(GString) text = g_string_new (scheme);
  g_autoptr(PyroUri) self = NULL;

  g_string_append_printf (text, ":%s", object);
  if (location != NULL)
    {
      g_string_append_c (text, '@');
      g_string_append_len (text, location->str, (gssize) location->len);
    }

  self = _pyro_uri_parse_raw (text->str, text->len, 0, error);
  if (self == NULL)
    return NULL;

  /* An object with an @ of its own is cut elsewhere. */
  if ((self->tags == NULL && !g_str_equal (self->object, object))
      || pyro_uri_has_location (self) != (location != NULL))
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_URI, _("No URI can name the object “%s”"), object);
      return NULL;
    }

  return g_steal_pointer (&self);
}

static GString *
location_of_host (const char *host,
                  guint16     port,
                  gboolean    has_port)
{
  GString *location = g_string_new (NULL);
  gboolean is_ipv6 = strchr (host, ':') != NULL;

  g_string_append_printf (location, "%s%s%s", is_ipv6 ? "[" : "", host, is_ipv6 ? "]" : "");
  if (has_port)
    g_string_append_printf (location, ":%u", port);

  return location;
}

/**
 * pyro_uri_new:
 * @scheme: the scheme
 * @object: the object's id, its name, or tags with commas between them
 * @host: (nullable): a host name or an IP address without brackets; only PYRO: must have one
 * @port: the TCP port; without PYRO: it may be 0, to be left open
 *
 * Returns: (transfer full) (nullable): a URI, or %NULL when the parts do not make one: white space
 *   in the object, for example, or no host for PYRO:
 */
PyroUri *
pyro_uri_new (PyroUriScheme  scheme,
              const char    *object,
              const char    *host,
              guint16        port)
{
  g_autoptr(GString) location = NULL;

  g_return_val_if_fail (scheme <= PYRO_URI_PYROMETA, NULL);
  g_return_val_if_fail (object != NULL, NULL);

  if (host != NULL)
    location = location_of_host (host, port, port != 0 || scheme == PYRO_URI_PYRO);

  return uri_from_parts (_pyro_uri_scheme_name (scheme), object, location, NULL);
}

/**
 * pyro_uri_new_unix:
 * @scheme: the scheme
 * @object: the object's id, its name, or tags with commas between them
 * @path: the path of the Unix socket, in which `\x00` and `\x5c` stand for a NUL and a backslash as
 *   in [func@Pyro.Uri.parse]
 *
 * Returns: (transfer full) (nullable): a URI, or %NULL when the parts do not make one
 */
PyroUri *
pyro_uri_new_unix (PyroUriScheme  scheme,
                   const char    *object,
                   const char    *path)
{
  g_autofree char *text = NULL;
  g_autoptr(PyroUri) self = NULL;

  g_return_val_if_fail (scheme <= PYRO_URI_PYROMETA, NULL);
  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  text = g_strconcat (_pyro_uri_scheme_name (scheme), ":", object, "@./u:", path, NULL);
  self = pyro_uri_parse (text, 0, NULL);
  if (self == NULL || self->socket_path == NULL || strchr (object, '@') != NULL)
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * pyro_uri_with_object:
 * @self: a URI
 * @object: an object's id, its name, or tags with commas between them
 *
 * Makes the URI of another object at the same place.
 *
 * Returns: (transfer full) (nullable): a URI, or %NULL when no URI can name @object
 */
PyroUri *
pyro_uri_with_object (PyroUri    *self,
                      const char *object)
{
  g_autoptr(GString) location = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (object != NULL, NULL);

  if (self->socket_path != NULL)
    {
      location = g_string_new ("./u:");
      g_string_append_len (location, self->socket_path, (gssize) self->socket_path_size);
    }
  else if (self->host != NULL)
    {
      location = location_of_host (self->host, self->port,
                                   self->port != 0 || self->scheme == PYRO_URI_PYRO);
    }

  return uri_from_parts (_pyro_uri_scheme_name (self->scheme), object, location, NULL);
}

/**
 * pyro_uri_ref:
 * @self: a URI
 *
 * Returns: (transfer full): the same URI
 */
PyroUri *
pyro_uri_ref (PyroUri *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * pyro_uri_unref:
 * @self: (transfer full): a URI
 */
void
pyro_uri_unref (PyroUri *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->object);
  g_strfreev (self->tags);
  g_free (self->host);
  g_free (self->socket_path);
  g_free (self);
}

/**
 * pyro_uri_get_scheme:
 * @self: a URI
 *
 * Returns: the scheme
 */
PyroUriScheme
pyro_uri_get_scheme (PyroUri *self)
{
  g_return_val_if_fail (self != NULL, PYRO_URI_PYRO);

  return self->scheme;
}

/**
 * pyro_uri_get_object:
 * @self: a URI
 *
 * Returns: (transfer none): the object's id, its name, or its tags, sorted and with commas between
 *   them
 */
const char *
pyro_uri_get_object (PyroUri *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->object;
}

/**
 * pyro_uri_get_tags:
 * @self: a URI
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the tags of PYROMETA:, sorted and
 *   each once; %NULL for another scheme
 */
const char *const *
pyro_uri_get_tags (PyroUri *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->tags;
}

/**
 * pyro_uri_get_host:
 * @self: a URI
 *
 * Returns: (transfer none) (nullable): the host name or the IP address, without brackets; %NULL
 *   when there is no location or it is a Unix socket
 */
const char *
pyro_uri_get_host (PyroUri *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->host;
}

/**
 * pyro_uri_get_port:
 * @self: a URI
 *
 * Returns: the TCP port; 0 when there is none or it was left open
 */
guint16
pyro_uri_get_port (PyroUri *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->port;
}

/**
 * pyro_uri_get_socket_path:
 * @self: a URI
 * @size: (out) (optional): bytes of the path, which for an abstract socket begins with a NUL and is
 *   not ended by one
 *
 * Returns: (transfer none) (nullable) (array length=size): the path of the Unix socket, or %NULL
 */
const char *
pyro_uri_get_socket_path (PyroUri *self,
                          gsize   *size)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (size != NULL)
    *size = self->socket_path_size;

  return self->socket_path;
}

/**
 * pyro_uri_has_location:
 * @self: a URI
 *
 * Returns: whether it says where: the object of PYRO:, the name server of the others
 */
gboolean
pyro_uri_has_location (PyroUri *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->host != NULL || self->socket_path != NULL;
}

static gboolean
has_same_socket_path (PyroUri *self,
                      PyroUri *other)
{
  return self->socket_path_size == other->socket_path_size
         && (self->socket_path == NULL
             || memcmp (self->socket_path, other->socket_path, self->socket_path_size) == 0);
}

/**
 * pyro_uri_equal:
 * @self: a URI
 * @other: a URI
 *
 * Returns: whether both name the same object at the same place, in the same words
 */
gboolean
pyro_uri_equal (PyroUri *self,
                PyroUri *other)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (other != NULL, FALSE);

  return self->scheme == other->scheme
         && g_str_equal (self->object, other->object)
         && g_strcmp0 (self->host, other->host) == 0
         && self->port == other->port
         && has_same_socket_path (self, other);
}

/**
 * pyro_uri_hash:
 * @self: a URI
 *
 * Returns: a number that is the same for equal URIs, for hash tables
 */
guint
pyro_uri_hash (PyroUri *self)
{
  guint hash;

  g_return_val_if_fail (self != NULL, 0);

  hash = g_str_hash (self->object) * 31 + (guint) self->scheme;
  if (self->host != NULL)
    hash = hash * 31 + g_str_hash (self->host) + self->port;
  for (gsize i = 0; i < self->socket_path_size; i++)
    hash = hash * 31 + (guchar) self->socket_path[i];

  return hash;
}
