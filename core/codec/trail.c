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
             gsize      index)
{
  PyroValue *key = pyro_value_get_key (container, index);
  g_autofree char *text = key != NULL ? pyro_value_repr_short (key, MAX_KEY_SIZE)
                                      : g_strdup_printf ("%" G_GSIZE_FORMAT, index);

  g_string_append_printf (path, "[%s]", text);
}

/*
 * _pyro_trail_refuse:
 * @what: what cannot be carried, such as “bytes”
 *
 * Sets a %PYRO_ERROR_SERIALIZE that says what cannot be carried and where it is.
 *
 * Returns: %FALSE
 */
gboolean
_pyro_trail_refuse (const PyroTrail  *self,
                    const char       *what,
                    GError          **error)
{
  g_autoptr(GString) path = g_string_new (self->start);

  for (guint i = 0; i < self->n_steps; i++)
    append_step (path, self->steps[i].container, self->steps[i].index);
  g_set_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE, "%s cannot carry %s%s%s",
               self->codec, what, path->len > 0 ? ", found at " : "", path->str);

  return FALSE;
}
