/* core/names/shared-store.c - names in memory as another thread has them
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/shared-store-private.h"

/* Each operation has the lock while it takes place; a visit only until it knows whom to visit. */
typedef struct
{
  PyroNameStore  store;
  PyroNameStore *names; /* unowned */
  GMutex        *lock;  /* for @names; unowned */
} SharedStore;

static gboolean
count (PyroNameStore  *store,
       guint64        *n_names,
       GError        **error)
{
  SharedStore *self = (SharedStore *) store;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (self->lock);

  return self->names->class->count (self->names, n_names, error);
}

static gboolean
find (PyroNameStore     *store,
      PyroSpan           name,
      PyroRegistryItem **registration,
      GError           **error)
{
  SharedStore *self = (SharedStore *) store;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (self->lock);

  return self->names->class->find (self->names, name, registration, error);
}

static gboolean
put (PyroNameStore     *store,
     PyroRegistryItem  *registration,
     GError           **error)
{
  SharedStore *self = (SharedStore *) store;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (self->lock);

  return self->names->class->put (self->names, registration, error);
}

static gboolean
remove_name (PyroNameStore  *store,
             PyroSpan        name,
             GError        **error)
{
  SharedStore *self = (SharedStore *) store;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (self->lock);

  return self->names->class->remove (self->names, name, error);
}

static gboolean
take (PyroRegistryItem  *registration,
      gpointer           user_data,
      GError           **error)
{
  g_ptr_array_add (user_data, _pyro_registry_item_ref (registration));

  return TRUE;
}

/* All of one moment, however long the visits take. */
static gboolean
visit (PyroNameStore    *store,
       PyroSpan          prefix,
       gboolean          with_tags,
       PyroNameVisitor   visitor,
       gpointer          user_data,
       GError          **error)
{
  SharedStore *self = (SharedStore *) store;
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) _pyro_registry_item_unref);
  gboolean good;

  g_mutex_lock (self->lock);
  good = self->names->class->visit (self->names, prefix, with_tags, take, found, error);
  g_mutex_unlock (self->lock);

  for (guint i = 0; good && i < found->len; i++)
    good = visitor (found->pdata[i], user_data, error);

  return good;
}

static void
free_store (PyroNameStore *store)
{
  g_free (store);
}

/* Both live longer than it. */
PyroNameStore *
_pyro_shared_store_new (PyroNameStore *store,
                        GMutex        *lock)
{
  static const PyroNameStoreClass class = { count, find, put, remove_name, visit, free_store };
  SharedStore *self = g_new0 (SharedStore, 1);

  self->store.class = &class;
  self->names = store;
  self->lock = lock;

  return &self->store;
}
