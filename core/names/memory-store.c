/* core/names/memory-store.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/memory-store-private.h"

#include "core/error.h"
#include "core/limits.h"

/* Holes that the order of the names may have before it is closed up. */
#define MIN_HOLES 64

/* Names in the order in which they were registered first, as a dict of Python's has them. */
typedef struct
{
  PyroNameStore  store;
  GTree         *names; /* PyroRegistryItem, by their names */
  GPtrArray     *order; /* the same, unowned: @names has them; NULL where one was removed */
  PyroValue     *tags;  /* those that came last, to share; NULL before any came */
  gsize          size;  /* bytes of all */
} MemoryStore;

static gboolean
count (PyroNameStore  *store,
       guint64        *n_names,
       GError        **error)
{
  *n_names = (guint64) g_tree_nnodes (((MemoryStore *) store)->names);

  return TRUE;
}

static PyroRegistryItem *
look_up (MemoryStore *self,
         PyroSpan     name)
{
  PyroRegistryItem key = { .name = name };

  return g_tree_lookup (self->names, &key);
}

static gboolean
find (PyroNameStore     *store,
      PyroSpan           name,
      PyroRegistryItem **registration,
      GError           **error)
{
  PyroRegistryItem *found = look_up ((MemoryStore *) store, name);

  *registration = found != NULL ? _pyro_registry_item_ref (found) : NULL;

  return TRUE;
}

static gboolean
check_room (MemoryStore       *self,
            PyroRegistryItem  *existing,
            PyroRegistryItem  *registration,
            GError           **error)
{
  if ((existing == NULL && g_tree_nnodes (self->names) >= PYRO_MAX_NAMES)
      || self->size + _pyro_registry_item_get_size (registration) > PYRO_MAX_NAMES_SIZE)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE, "the name server is full");
      return FALSE;
    }

  return TRUE;
}

/* Names that are registered one after another mostly have the same tags, which take more memory than all else
 * of a name. */
static void
share_tags (MemoryStore      *self,
            PyroRegistryItem *registration)
{
  if (registration->tags == NULL)
    return;

  if (self->tags == NULL || !pyro_value_identical (self->tags, registration->tags))
    {
      g_clear_pointer (&self->tags, pyro_value_unref);
      self->tags = pyro_value_ref (registration->tags);
      return;
    }
  pyro_value_unref (registration->tags);
  registration->tags = pyro_value_ref (self->tags);
}

static gboolean
put (PyroNameStore     *store,
     PyroRegistryItem  *registration,
     GError           **error)
{
  MemoryStore *self = (MemoryStore *) store;
  PyroRegistryItem *existing = look_up (self, registration->name);

  if (!check_room (self, existing, registration, error))
    return FALSE;

  share_tags (self, registration);
  if (existing != NULL)
    {
      self->size -= _pyro_registry_item_get_size (existing);
      registration->place = existing->place;
      self->order->pdata[registration->place] = registration;
    }
  else
    {
      registration->place = self->order->len;
      g_ptr_array_add (self->order, registration);
    }
  self->size += _pyro_registry_item_get_size (registration);
  g_tree_replace (self->names, registration, _pyro_registry_item_ref (registration));

  return TRUE;
}

static void
close_holes (MemoryStore *self)
{
  guint n = 0;

  for (guint i = 0; i < self->order->len; i++)
    {
      PyroRegistryItem *registration = self->order->pdata[i];

      if (registration == NULL)
        continue;
      registration->place = n;
      self->order->pdata[n++] = registration;
    }
  g_ptr_array_set_size (self->order, (int) n);
}

static gboolean
remove_name (PyroNameStore  *store,
             PyroSpan        name,
             GError        **error)
{
  MemoryStore *self = (MemoryStore *) store;
  PyroRegistryItem *existing = look_up (self, name);

  if (existing == NULL)
    return TRUE;

  self->size -= _pyro_registry_item_get_size (existing);
  self->order->pdata[existing->place] = NULL;
  g_tree_remove (self->names, existing);
  if (self->order->len > 2 * (guint) g_tree_nnodes (self->names) + MIN_HOLES)
    close_holes (self);

  return TRUE;
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const PyroRegistryItem *first = *(const PyroRegistryItem *const *) a;
  const PyroRegistryItem *second = *(const PyroRegistryItem *const *) b;

  return first->place < second->place ? -1 : first->place > second->place;
}

/* Those with the prefix are together in the order of the names, and are wanted in that of all. */
static gboolean
visit_prefix (MemoryStore      *self,
              PyroSpan          prefix,
              PyroNameVisitor   visitor,
              gpointer          user_data,
              GError          **error)
{
  PyroRegistryItem key = { .name = prefix };
  g_autoptr(GPtrArray) found = g_ptr_array_new ();

  for (GTreeNode *node = g_tree_lower_bound (self->names, &key); node != NULL; node = g_tree_node_next (node))
    {
      PyroRegistryItem *registration = g_tree_node_value (node);

      if (!_pyro_span_starts_with (registration->name, prefix))
        break;
      g_ptr_array_add (found, registration);
    }
  g_ptr_array_sort (found, compare_places);
  for (guint i = 0; i < found->len; i++)
    if (!visitor (found->pdata[i], user_data, error))
      return FALSE;

  return TRUE;
}

static gboolean
visit (PyroNameStore    *store,
       PyroSpan          prefix,
       gboolean          with_tags,
       PyroNameVisitor   visitor,
       gpointer          user_data,
       GError          **error)
{
  MemoryStore *self = (MemoryStore *) store;

  if (prefix.size > 0)
    return visit_prefix (self, prefix, visitor, user_data, error);

  for (guint i = 0; i < self->order->len; i++)
    if (self->order->pdata[i] != NULL && !visitor (self->order->pdata[i], user_data, error))
      return FALSE;

  return TRUE;
}

static void
free_store (PyroNameStore *store)
{
  MemoryStore *self = (MemoryStore *) store;

  g_tree_unref (self->names);
  g_ptr_array_unref (self->order);
  g_clear_pointer (&self->tags, pyro_value_unref);
  g_free (self);
}

PyroNameStore *
_pyro_memory_store_new (void)
{
  static const PyroNameStoreClass class = { count, find, put, remove_name, visit, free_store };
  MemoryStore *self = g_new0 (MemoryStore, 1);

  self->store.class = &class;
  self->names = g_tree_new_full (_pyro_registry_item_compare, NULL, NULL, (GDestroyNotify) _pyro_registry_item_unref);
  self->order = g_ptr_array_new ();

  return &self->store;
}
