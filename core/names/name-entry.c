/* core/names/name-entry.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/name-entry.h"

G_DEFINE_BOXED_TYPE (PyroNameEntry, pyro_name_entry, pyro_name_entry_copy, pyro_name_entry_free)

/**
 * pyro_name_entry_copy:
 * @self: an entry
 *
 * Copies an entry, texts and all.
 *
 * Returns: (transfer full): the copy
 */
PyroNameEntry *
pyro_name_entry_copy (const PyroNameEntry *self)
{
  PyroNameEntry *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (PyroNameEntry, 1);
  copy->name = g_strdup (self->name);
  copy->uri = g_strdup (self->uri);
  copy->tags = g_strdupv (self->tags);

  return copy;
}

/**
 * pyro_name_entry_free:
 * @self: (transfer full): an entry
 *
 * Frees an entry.
 */
void
pyro_name_entry_free (PyroNameEntry *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  g_free (self->uri);
  g_strfreev (self->tags);
  g_free (self);
}

/**
 * pyro_name_entry_equal:
 * @self: an entry
 * @other: another
 *
 * Tells whether name, URI and tags are the same.
 *
 * Returns: whether they are
 */
gboolean
pyro_name_entry_equal (const PyroNameEntry *self,
                       const PyroNameEntry *other)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (other != NULL, FALSE);

  return g_str_equal (self->name, other->name) &&
         g_str_equal (self->uri, other->uri) &&
         g_strv_equal ((const char *const *) self->tags, (const char *const *) other->tags);
}
