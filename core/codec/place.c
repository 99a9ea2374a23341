/* core/codec/place.c - what a serializer cannot carry, and where it is
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/place-private.h"

#include "core/error.h"
#include "core/value/repr.h"

/* Bytes of a key in a sentence. */
#define MAX_KEY_SIZE 60

/* A path as pyro_value_lookup_path() reads it, but that long keys are cut. The recursion is
 * bounded, as values are PYRO_MAX_DEPTH levels deep at most. */
static void
append_path (GString             *path,
             const PyroPlaceLink *place)
{
  g_autofree char *text = NULL;
  PyroValue *key;

  if (place->outer != NULL)
    append_path (path, place->outer);
  if (place->name != NULL)
    g_string_append (path, place->name);
  if (place->container == NULL)
    return;

  key = pyro_value_get_key (place->container, place->index);
  if (key == NULL)
    {
      g_string_append_printf (path, "[%" G_GSIZE_FORMAT "]", place->index);
      return;
    }
  text = pyro_value_repr_short (key, MAX_KEY_SIZE);
  g_string_append_printf (path, "[%s]", text);
}

/*
 * _pyro_place_refuse:
 * @place: (nullable): where it is, %NULL for the value itself
 * @codec: the name of the serializer
 * @format: what it is that the serializer cannot carry
 *
 * Returns: %FALSE, with %PYRO_ERROR_SERIALIZE
 */
gboolean
_pyro_place_refuse (const PyroPlaceLink  *place,
                    const char           *codec,
                    GError              **error,
                    const char           *format,
                    ...)
{
  g_autoptr(GString) path = g_string_new (NULL);
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  if (place != NULL)
    append_path (path, place);

  if (path->len > 0)
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE, "%s cannot carry %s, which is at %s", codec, what, path->str);
  else
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE, "%s cannot carry %s", codec, what);

  return FALSE;
}
