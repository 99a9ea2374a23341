/* core/value/value-items.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/value/value-private.h"

#include <string.h>

#include "core/value/builder.h"

/* What there is to ask of a container. */

static PyroValue *
get_node (const PyroValue *self,
          gsize            index)
{
  return (PyroValue *) _pyro_node_resolve (_pyro_items_get_nodes (self->u.items) + index);
}

/**
 * pyro_value_get_item:
 * @self: a value
 * @index: from 0 to less than the length
 *
 * Returns: (transfer none) (nullable): an item of a list, tuple, set or frozenset, the value of an
 *   entry of a dict or record; %NULL when there is no such item
 */
PyroValue *
pyro_value_get_item (PyroValue *self,
                     gsize      index)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (!_pyro_kind_is_container (self->kind) || index >= self->u.items->count)
    return NULL;

  return get_node (self, _pyro_kind_is_map (self->kind) ? 2 * index + 1 : index);
}

/**
 * pyro_value_get_key:
 * @self: a value
 * @index: from 0 to less than the length
 *
 * Returns: (transfer none) (nullable): the key of an entry of a dict or record, %NULL when there
 *   is no such entry
 */
PyroValue *
pyro_value_get_key (PyroValue *self,
                    gsize      index)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (!_pyro_kind_is_map (self->kind) || index >= self->u.items->count)
    return NULL;

  return get_node (self, 2 * index);
}

static gssize
scan (const PyroItems *items,
      gsize            stride,
      const PyroValue *key)
{
  const PyroValue *nodes = _pyro_items_get_nodes (items);

  for (gsize i = 0; i < items->count; i++)
    if (_pyro_node_equal (&nodes[i * stride], key))
      return (gssize) i;

  return -1;
}

/* A key with a nan in it is equal to nothing but itself. */
static gssize
find_self (const PyroItems *items,
           gsize            stride,
           const PyroValue *key)
{
  const PyroValue *nodes = _pyro_items_get_nodes (items);

  if (key < nodes || key >= nodes + items->count * stride || (gsize) (key - nodes) % stride != 0)
    return -1;

  return (key - nodes) / (gssize) stride;
}

/* Where the key of an entry, or the member of a set, is; -1 when it is not there. */
gssize
_pyro_node_find (const PyroValue *self,
                 const PyroValue *key)
{
  const PyroItems *items = self->u.items;
  gsize stride = _pyro_kind_get_stride (self->kind);
  const PyroValue *nodes = _pyro_items_get_nodes (items);
  const guint32 *slots;
  guint32 hash, mask, at;

  if (items->n_slots == 0)
    return scan (items, stride, key);
  if (_pyro_node_holds_nan (key))
    return find_self (items, stride, key);

  slots = _pyro_items_get_slots (items, stride);
  mask = items->n_slots - 1;
  hash = _pyro_node_hash (key);
  for (at = hash & mask; slots[at] != 0; at = (at + 1) & mask)
    if (((slots[at] ^ hash) & ~mask) == 0 && _pyro_node_equal (&nodes[((slots[at] & mask) - 1) * stride], key))
      return (gssize) (slots[at] & mask) - 1;

  return -1;
}

static gboolean
has_keys (const PyroValue *self)
{
  return _pyro_kind_is_set (self->kind) || _pyro_kind_is_map (self->kind);
}

/**
 * pyro_value_lookup:
 * @self: a value
 * @key: the key, or the member
 *
 * Looks an entry up as Python does: the key `1` finds `1.0` and `True` too.
 *
 * Returns: (transfer none) (nullable): the value under @key in a dict or record, the member of a
 *   set or frozenset that is equal to @key; %NULL when there is none
 */
PyroValue *
pyro_value_lookup (PyroValue *self,
                   PyroValue *key)
{
  gssize index;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  if (!has_keys (self))
    return NULL;
  index = _pyro_node_find (self, key);

  return index < 0 ? NULL : pyro_value_get_item (self, (gsize) index);
}

/**
 * pyro_value_lookup_string:
 * @self: a value
 * @key: the text of the key
 *
 * Returns: (transfer none) (nullable): the value under the str @key in a dict or record, %NULL when
 *   there is none
 */
PyroValue *
pyro_value_lookup_string (PyroValue  *self,
                          const char *key)
{
  PyroValue node = { .kind = PYRO_VALUE_STR, .form = PYRO_FORM_SHORT, .u.data = key };
  g_autoptr(PyroValue) longer = NULL;
  gsize size;
  gssize index;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  if (!_pyro_kind_is_map (self->kind))
    return NULL;

  size = strlen (key);
  if (size > G_MAXUINT16)
    {
      g_autoptr(PyroBuilder) builder = pyro_builder_new ();

      pyro_builder_add_string (builder, key, (gssize) size);
      longer = pyro_builder_end (builder, NULL);
    }
  node.extra = (guint16) size;
  index = _pyro_node_find (self, longer != NULL ? longer : &node);

  return index < 0 ? NULL : pyro_value_get_item (self, (gsize) index);
}

/**
 * pyro_value_contains:
 * @self: a value
 * @item: what to look for
 *
 * Returns: whether @item is an item of a list, tuple, set or frozenset or a key of a dict or
 *   record, as Python's `in` says
 */
gboolean
pyro_value_contains (PyroValue *self,
                     PyroValue *item)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (item != NULL, FALSE);

  if (!_pyro_kind_is_container (self->kind))
    return FALSE;
  if (has_keys (self))
    return _pyro_node_find (self, item) >= 0;

  return scan (self->u.items, 1, item) >= 0;
}

/**
 * pyro_value_get_class_name:
 * @self: a value
 *
 * Returns: (transfer none) (nullable): the name of the class that a record is an instance of, %NULL
 *   when the value is no record
 */
const char *
pyro_value_get_class_name (PyroValue *self)
{
  gsize size;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->kind != PYRO_VALUE_RECORD)
    return NULL;

  /* The builder made sure that this is text with a NUL at its end and nowhere else. */
  return _pyro_node_get_text (pyro_value_lookup_string (self, "__class__"), &size);
}

/**
 * pyro_value_is_exception:
 * @self: a value
 *
 * Returns: whether the value is a record of an exception: one that says so by a true
 *   `__exception__`, or whose class is one of Pyro's own errors
 */
gboolean
pyro_value_is_exception (PyroValue *self)
{
  const char *class_name;
  PyroValue *mark;

  g_return_val_if_fail (self != NULL, FALSE);

  class_name = pyro_value_get_class_name (self);
  if (class_name == NULL)
    return FALSE;
  mark = pyro_value_lookup_string (self, "__exception__");

  return (mark != NULL && pyro_value_get_bool (mark))
    || g_str_has_prefix (class_name, "Pyro5.errors.")
    || g_str_has_prefix (class_name, "Pyro4.errors.");
}
