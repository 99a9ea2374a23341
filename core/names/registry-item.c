/* core/names/registry-item.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/registry-item-private.h"

#include <string.h>

/* The text of a str, which @text must be. */
PyroSpan
_pyro_span_of_value (PyroValue *text)
{
  PyroSpan self = { NULL, 0 };

  self.at = pyro_value_get_string (text, &self.size);
  g_assert (self.at != NULL);

  return self;
}

gboolean
_pyro_span_equal (PyroSpan self,
                  PyroSpan other)
{
  return self.size == other.size && memcmp (self.at, other.at, self.size) == 0;
}

gboolean
_pyro_span_is (PyroSpan    self,
               const char *text)
{
  return _pyro_span_equal (self, (PyroSpan) { text, strlen (text) });
}

gboolean
_pyro_span_starts_with (PyroSpan self,
                        PyroSpan prefix)
{
  return self.size >= prefix.size && memcmp (self.at, prefix.at, prefix.size) == 0;
}

/* Whether it is UTF-8 without lone surrogates; NULs are allowed. */
gboolean
_pyro_span_is_utf8 (PyroSpan self)
{
  const char *end = self.at;

  while (!g_utf8_validate (end, (gssize) (self.at + self.size - end), &end))
    if (*end++ != '\0')
      return FALSE;

  return TRUE;
}

/* Copies @name and @uri, and takes a reference to @tags, which may be NULL. */
PyroRegistryItem *
_pyro_registry_item_new (PyroSpan   name,
                        PyroSpan   uri,
                        PyroValue *tags)
{
  PyroRegistryItem *self = g_malloc (sizeof *self + name.size + uri.size);

  g_atomic_ref_count_init (&self->ref_count);
  self->place = 0;
  memcpy (self->text, name.at, name.size);
  memcpy (self->text + name.size, uri.at, uri.size);
  self->name = (PyroSpan) { self->text, name.size };
  self->uri = (PyroSpan) { self->text + name.size, uri.size };
  self->tags = tags != NULL ? pyro_value_ref (tags) : NULL;

  return self;
}

PyroRegistryItem *
_pyro_registry_item_ref (PyroRegistryItem *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
_pyro_registry_item_unref (PyroRegistryItem *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->tags, pyro_value_unref);
  g_free (self);
}

/* Bytes of memory that it takes. */
gsize
_pyro_registry_item_get_size (PyroRegistryItem *self)
{
  return sizeof *self + self->name.size + self->uri.size
         + (self->tags != NULL ? pyro_value_get_memory_size (self->tags) : 0);
}

/* In the order of the bytes of the names. A tree is in that order, and no choice of names makes it slow as
 * it does a hash table. */
int
_pyro_registry_item_compare (gconstpointer self,
                            gconstpointer other,
                            gpointer      user_data)
{
  PyroSpan a = ((const PyroRegistryItem *) self)->name;
  PyroSpan b = ((const PyroRegistryItem *) other)->name;
  int order = memcmp (a.at, b.at, MIN (a.size, b.size));

  return order != 0 ? order : (a.size > b.size) - (a.size < b.size);
}
