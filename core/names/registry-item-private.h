/* core/names/registry-item-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/value/value.h"

G_BEGIN_DECLS

/* A text that may have NULs within: the URI of an abstract socket has one. One behind its end, which
 * @size does not count, is not promised. */
typedef struct
{
  const char *at;
  gsize       size; /* bytes */
} PyroSpan;

/* A name, its URI and its tags, as a name server keeps them. Nothing of it changes but its @place, which
 * is its store's. Counted atomically. */
typedef struct
{
  gatomicrefcount ref_count;
  guint           place; /* the memory store's: where it stands in the order of the names */
  PyroSpan        name;  /* in @text, as is @uri */
  PyroSpan        uri;
  PyroValue      *tags;  /* a set; NULL for none */
  char            text[];
} PyroRegistryItem;

PyroSpan          _pyro_span_of_value        (PyroValue        *text);
gboolean          _pyro_span_equal           (PyroSpan          self,
                                              PyroSpan          other);
gboolean          _pyro_span_is              (PyroSpan          self,
                                              const char       *text);
gboolean          _pyro_span_starts_with     (PyroSpan          self,
                                              PyroSpan          prefix);
gboolean          _pyro_span_is_utf8         (PyroSpan          self);

PyroRegistryItem *_pyro_registry_item_new     (PyroSpan          name,
                                              PyroSpan          uri,
                                              PyroValue        *tags) G_GNUC_WARN_UNUSED_RESULT;
PyroRegistryItem *_pyro_registry_item_ref     (PyroRegistryItem *self);
void              _pyro_registry_item_unref   (PyroRegistryItem *self);
gsize             _pyro_registry_item_get_size (PyroRegistryItem *self);
int               _pyro_registry_item_compare (gconstpointer     self,
                                              gconstpointer     other,
                                              gpointer          user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroRegistryItem, _pyro_registry_item_unref)

G_END_DECLS
