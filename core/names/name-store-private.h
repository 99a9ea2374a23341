/* core/names/name-store-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/names/registry-item-private.h"
#include "core/wire/generation.h"

G_BEGIN_DECLS

typedef struct _PyroNameStore PyroNameStore;

/* Returns: FALSE to stop, with @error set */
typedef gboolean (*PyroNameVisitor) (PyroRegistryItem  *registration,
                                     gpointer           user_data,
                                     GError           **error);

/* Where a name server keeps its names. All may fail with an error of PYRO_ERROR, whose sentence becomes
 * that of a NamingError. One thread at a time. */
typedef struct
{
  gboolean (*count)  (PyroNameStore     *self,
                      guint64           *count,
                      GError           **error);
  /* @registration is NULL when there is no such name. */
  gboolean (*find)   (PyroNameStore     *self,
                      PyroSpan           name,
                      PyroRegistryItem **registration,
                      GError           **error);
  gboolean (*put)    (PyroNameStore     *self,
                      PyroRegistryItem  *registration,
                      GError           **error);
  gboolean (*remove) (PyroNameStore     *self,
                      PyroSpan           name,
                      GError           **error);
  /* Visits all whose name begins with @prefix. The visitor changes nothing. @with_tags: whether it
   * looks at the tags. */
  gboolean (*visit)  (PyroNameStore     *self,
                      PyroSpan           prefix,
                      gboolean           with_tags,
                      PyroNameVisitor    visitor,
                      gpointer           user_data,
                      GError           **error);
  void     (*free)   (PyroNameStore     *self);
} PyroNameStoreClass;

struct _PyroNameStore
{
  const PyroNameStoreClass *class;
};

G_END_DECLS
