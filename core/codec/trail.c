/* core/codec/trail.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/trail-private.h"

#include "core/error.h"
#include "core/value/repr.h"

/* Bytes of a key in a sentence. */
#define MAX_KEY_SIZE 60

static void
append_step (GString   *path,
             PyroValue *container,
             gsize      index,
             gboolean   whole)
{
  PyroValue *key = pyro_value_get_key (container, index);
  g_autofree char *text = key == NULL ? g_strdup_printf ("%" G_GSIZE_FORMAT, index)
                          : whole ? pyro_value_repr (key) : pyro_value_repr_short (key, MAX_KEY_SIZE);

  g_string_append_printf (path, "[%s]", text);
}

/* What is within a key has no place of its own. */
static GString *
build_path (const PyroTrail *self,
            gboolean         whole)
{
  GString *path = g_string_new (self->start);

  for (guint i = 0; i < self->n_steps; i++)
    {
      append_step (path, self->steps[i].container, self->steps[i].index, whole);
      if (self->steps[i].is_key)
        break;
    }

  return path;
}

/*
 * _pyro_trail_dup_path:
 *
 * Returns: (transfer full): where the trail leads, see [method@Pyro.Value.lookup_path]
 */
char *
_pyro_trail_dup_path (const PyroTrail *self)
{
  return g_string_free_and_steal (build_path (self, TRUE));
}

/*
 * _pyro_trail_refuse:
 * @format: what cannot be carried, such as “bytes”
 *
 * Sets a %PYRO_ERROR_SERIALIZE that says what cannot be carried and where it is.
 *
 * Returns: %FALSE
 */
gboolean
_pyro_trail_refuse (const PyroTrail  *self,
                    GError          **error,
                    const char       *format,
                    ...)
{
  g_autofree char *path = g_string_free_and_steal (build_path (self, FALSE));
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE, "%s cannot carry %s%s%s",
               self->codec, what, *path != '\0' ? ", found at " : "", path);

  return FALSE;
}
