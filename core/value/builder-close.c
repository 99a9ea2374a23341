/* core/value/builder-close.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/value/builder-private.h"

#include <string.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/translation-private.h"

/* The end of a container: its nodes become items. The keys of a dict and the members of a set are
 * made unique, as Python does when it evaluates one. */

#define CLASS_KEY "__class__"

/* Bytes of items that stay in the memory of the builder, which then gets another one: copying them
 * would cost as much time again, and for a while as much memory. */
#define MIN_ADOPTED_SIZE ((gsize) 64 * 1024)

/* Who makes a value of a payload says to a peer what is wrong with it, and that in English. */
const char *
_pyro_builder_say (const PyroBuilder *self,
                   const char        *text)
{
  return self->translates ? _(text) : text;
}

gboolean
_pyro_builder_refuse_depth (const PyroBuilder  *self,
                            GError            **error)
{
  g_set_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE, /* Translators: %d is always 200 */
               _pyro_builder_say (self, N_("A value is nested deeper than %d levels")), PYRO_MAX_DEPTH);
  return FALSE;
}

static const char *
name_kind (PyroValueKind kind)
{
  switch (kind)
    {
    case PYRO_VALUE_LIST:
      return "list";
    case PYRO_VALUE_SET:
      return "set";
    case PYRO_VALUE_DICT:
    case PYRO_VALUE_RECORD:
      return "dict";

    case PYRO_VALUE_NONE:
    case PYRO_VALUE_BOOL:
    case PYRO_VALUE_INT:
    case PYRO_VALUE_FLOAT:
    case PYRO_VALUE_COMPLEX:
    case PYRO_VALUE_STR:
    case PYRO_VALUE_BYTES:
    case PYRO_VALUE_TUPLE:
    case PYRO_VALUE_FROZENSET:
    default:
      return "value";
    }
}

/* There is a list, a set or a dict in the way: %s is Python's word for it. */
static gboolean
refuse_unhashable (const PyroBuilder  *self,
                   PyroValueKind       kind,
                   gboolean            in_tuple,
                   const char         *name,
                   GError            **error)
{
  if (kind == PYRO_VALUE_SET)
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE,
                 _pyro_builder_say (self, in_tuple ? N_("A tuple with a %s in it cannot be a member of a set")
                                                   : N_("A %s cannot be a member of a set")), name);
  else if (kind == PYRO_VALUE_FROZENSET)
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE,
                 _pyro_builder_say (self, in_tuple ? N_("A tuple with a %s in it cannot be a member of a frozenset")
                                                   : N_("A %s cannot be a member of a frozenset")), name);
  else
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE,
                 _pyro_builder_say (self, in_tuple ? N_("A tuple with a %s in it cannot be a key of a dict")
                                                   : N_("A %s cannot be a key of a dict")), name);

  return FALSE;
}

static gboolean
check_keys (const PyroBuilder  *self,
            PyroValueKind       kind,
            const PyroValue    *nodes,
            gsize               n_nodes,
            GError            **error)
{
  gsize stride = _pyro_kind_get_stride (kind);

  if (kind == PYRO_VALUE_LIST || kind == PYRO_VALUE_TUPLE)
    return TRUE;
  if (n_nodes % stride != 0)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_VALUE,
                           _pyro_builder_say (self, N_("The last key of a dict has no value")));
      return FALSE;
    }

  for (gsize i = 0; i < n_nodes; i += stride)
    {
      const PyroValue *found;

      if (!_pyro_kind_is_container (nodes[i].kind))
        continue;
      found = _pyro_node_find_unhashable (&nodes[i]);
      if (found != NULL)
        return refuse_unhashable (self, kind, nodes[i].kind == PYRO_VALUE_TUPLE, name_kind (found->kind), error);
    }

  return TRUE;
}

/* Puts an entry with a key that is new behind the ones before it, and the value of a key that is
 * not new where that one is: the first key stays, the last value wins. */
static gsize
put_entry (PyroValue *nodes,
           gsize      stride,
           gsize      count,
           gsize      from,
           gsize      to)
{
  if (to < count)
    {
      if (stride > 1)
        nodes[to * stride + 1] = nodes[from * stride + 1];
      return count;
    }
  if (from != to)
    memcpy (&nodes[to * stride], &nodes[from * stride], stride * sizeof *nodes);

  return count + 1;
}

/* Most keys are short texts, and most of these differ at first sight. */
static inline gboolean
may_be_equal (const PyroValue *a,
              const PyroValue *b)
{
  if (a->kind != PYRO_VALUE_STR || b->kind != PYRO_VALUE_STR || a->form != b->form)
    return TRUE;
  if (a->form == PYRO_FORM_PLAIN)
    return a->u.integer == b->u.integer && a->extra == b->extra;

  return a->form != PYRO_FORM_SHORT || a->extra == b->extra;
}

static gsize
unite_few (PyroValue *nodes,
           gsize      stride,
           gsize      n)
{
  gsize count = 0;

  for (gsize i = 0; i < n; i++)
    {
      gsize to = 0;

      while (to < count && !(may_be_equal (&nodes[to * stride], &nodes[i * stride])
                             && _pyro_node_equal (&nodes[to * stride], &nodes[i * stride])))
        to++;
      count = put_entry (nodes, stride, count, i, to);
    }

  return count;
}

static gsize
unite_many (PyroValue *nodes,
            gsize      stride,
            gsize      n,
            guint32   *slots,
            guint32    n_slots)
{
  guint32 mask = n_slots - 1;
  gsize count = 0;

  memset (slots, 0, n_slots * sizeof *slots);
  for (gsize i = 0; i < n; i++)
    {
      const PyroValue *key = &nodes[i * stride];
      guint32 hash, at;

      /* Nothing will find it, and there may be many with the same hash. */
      if (_pyro_node_holds_nan (key))
        {
          count = put_entry (nodes, stride, count, i, count);
          continue;
        }

      hash = _pyro_node_hash (key);
      at = hash & mask;
      while (slots[at] != 0 && !(((slots[at] ^ hash) & ~mask) == 0
                                 && _pyro_node_equal (&nodes[((slots[at] & mask) - 1) * stride], key)))
        at = (at + 1) & mask;
      if (slots[at] != 0)
        count = put_entry (nodes, stride, count, i, (slots[at] & mask) - 1);
      else
        {
          count = put_entry (nodes, stride, count, i, count);
          slots[at] = (guint32) count | (hash & ~mask);
        }
    }

  return count;
}

static guint32
count_slots (PyroValueKind kind,
             gsize         count)
{
  guint32 n_slots = 16;

  if (count <= PYRO_MAX_UNINDEXED || kind == PYRO_VALUE_LIST || kind == PYRO_VALUE_TUPLE)
    return 0;
  while (n_slots / 3 * 2 < count)
    n_slots *= 2;

  return n_slots;
}

/* Finds room for the items of a container, whose nodes wait in the builder: in the document; or,
 * when they are many and all that there is, just where they are. */
static PyroItems *
make_room (PyroBuilder  *self,
           gsize         n_nodes,
           guint32       n_slots,
           PyroBlock   **block)
{
  gsize size = sizeof (PyroItems) + n_nodes * sizeof (PyroValue) + n_slots * sizeof (guint32);
  gpointer memory;

  if (self->open != PYRO_BUILDER_BASE + 1 || size < MIN_ADOPTED_SIZE)
    return _pyro_arena_add (&self->arena, size, sizeof (PyroItems), block);

  size += sizeof **block;
  memory = g_realloc (self->nodes, size);
  _pyro_builder_reset (self);
  *block = _pyro_arena_adopt (&self->arena, memory, size);

  return (PyroItems *) (*block + 1);
}

static gsize
unite (PyroValueKind  kind,
       PyroValue     *nodes,
       gsize          count,
       guint32       *slots,
       guint32        n_slots)
{
  gsize stride = _pyro_kind_get_stride (kind);

  if (!_pyro_kind_is_set (kind) && !_pyro_kind_is_map (kind))
    return count;

  return n_slots > 0 ? unite_many (nodes, stride, count, slots, n_slots)
                     : unite_few (nodes, stride, count);
}

/* Makes the items of the innermost container. Its nodes and its mark are gone from the builder
 * then. */
static PyroItems *
take_items (PyroBuilder   *self,
            PyroValueKind  kind,
            gsize          n_nodes)
{
  gsize stride = _pyro_kind_get_stride (kind), count = n_nodes / stride;
  guint32 open = self->open, outer = self->nodes[open].place;
  guint32 n_slots = count_slots (kind, count), place, *slots;
  PyroItems *items;
  PyroBlock *block;
  PyroValue *from, *to;

  if (n_nodes == 0)
    items = (PyroItems *) &_pyro_no_items;
  else
    {
      items = make_room (self, n_nodes, n_slots, &block);
      to = _pyro_items_get_nodes (items);
      slots = (guint32 *) (to + n_nodes);
      from = self->open == open ? &self->nodes[open + 1] : to;
      count = unite (kind, from, count, slots, n_slots);

      *items = (PyroItems) { .count = (guint32) count, .n_slots = n_slots };
      if (count * stride < n_nodes)
        memmove (_pyro_items_get_slots (items, stride), slots, n_slots * sizeof *slots);
      place = _pyro_block_get_place (block, to);
      for (gsize i = 0; i < count * stride; i++)
        {
          to[i] = from[i];
          to[i].place = place++;
        }
    }

  if (self->open == open)
    {
      self->n_nodes = open;
      self->open = outer;
      self->n_open--;
    }

  return items;
}

/* A class name is text, also where the value is bytes, and it has no NUL in it. */
static gboolean
check_class_name (PyroArena *arena,
                  PyroValue *node)
{
  const PyroValue *resolved = _pyro_node_resolve (node);
  const char *text;
  gsize size;

  if (resolved->kind != PYRO_VALUE_STR && resolved->kind != PYRO_VALUE_BYTES)
    return FALSE;
  text = _pyro_node_get_text (resolved, &size);
  if (!g_utf8_validate_len (text, size, NULL))
    return FALSE;
  /* No NUL need follow what was given as a GBytes. */
  if (resolved->form == PYRO_FORM_KEPT)
    memcpy (_pyro_arena_add_text (arena, node, size), text, size);

  return TRUE;
}

/* A dict that says which class it is an instance of is a record. */
static PyroValueKind
get_map_kind (PyroArena *arena,
              PyroItems *items)
{
  PyroValue *nodes = _pyro_items_get_nodes (items);

  for (gsize i = 0; i < items->count; i++)
    {
      const PyroValue *key = &nodes[2 * i];

      if (key->kind == PYRO_VALUE_STR && key->form == PYRO_FORM_SHORT
          && key->extra == strlen (CLASS_KEY) && memcmp (key->u.data, CLASS_KEY, key->extra) == 0)
        return check_class_name (arena, &nodes[2 * i + 1]) ? PYRO_VALUE_RECORD : PYRO_VALUE_DICT;
    }

  return PYRO_VALUE_DICT;
}

static gboolean
check_limits (PyroBuilder  *self,
              guint         depth,
              gint64        weight,
              GError      **error)
{
  if (weight > PYRO_MAX_NODES)
    _pyro_builder_fail_too_many (self);
  if (self->error != NULL)
    {
      g_propagate_error (error, g_error_copy (self->error));
      return FALSE;
    }

  return depth <= PYRO_MAX_DEPTH || _pyro_builder_refuse_depth (self, error);
}

/* Of what was united some may be gone, and with it the deepest. */
static guint16
measure_depth (const PyroItems *items,
               PyroValueKind    kind)
{
  const PyroValue *nodes = _pyro_items_get_nodes (items);
  guint16 depth = 0;

  for (gsize i = 0; i < items->count * _pyro_kind_get_stride (kind); i++)
    {
      const PyroValue *node = _pyro_node_resolve (&nodes[i]);

      if (_pyro_kind_is_container (node->kind))
        depth = MAX (depth, node->extra);
    }

  return depth + 1;
}

/**
 * pyro_builder_close:
 * @self: a builder
 * @error: return location for an error, see [method@Pyro.Builder.close_as]
 *
 * Ends the innermost container.
 *
 * Returns: whether it could be made
 */
gboolean
pyro_builder_close (PyroBuilder  *self,
                    GError      **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->n_open > 0, FALSE);

  return pyro_builder_close_as (self, self->nodes[self->open].kind, error);
}

/**
 * pyro_builder_close_as:
 * @self: a builder
 * @kind: which container it turned out to be
 * @error: return location for an error: `PYRO_ERROR_VALUE` when a dict has a key without a value,
 *   or a key or a member of a set is not hashable; `PYRO_ERROR_TOO_LARGE` when the value is over a
 *   limit
 *
 * Ends the innermost container. Of keys that are equal the first one stays, with the value of the
 * last; of members of a set that are equal the first one stays. A dict with the key `__class__`
 * whose value is the text of a name becomes a record, and a record without one a dict.
 *
 * Returns: whether it could be made
 */
gboolean
pyro_builder_close_as (PyroBuilder    *self,
                       PyroValueKind   kind,
                       GError        **error)
{
  PyroValue *node, *outer;
  const PyroValue *mark;
  gsize n_nodes;
  gint64 weight;
  guint16 depth;
  PyroItems *items;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->n_open > 0, FALSE);
  g_return_val_if_fail (_pyro_kind_is_container (kind), FALSE);

  mark = &self->nodes[self->open];
  n_nodes = self->n_nodes - self->open - 1;
  weight = mark->u.integer + (gint64) n_nodes;
  depth = (guint16) (mark->extra + 1);
  if (!check_limits (self, depth, weight, error)
      || !check_keys (self, kind, mark + 1, n_nodes, error))
    return FALSE;

  items = take_items (self, kind, n_nodes);
  if (items->count * _pyro_kind_get_stride (kind) < n_nodes)
    depth = measure_depth (items, kind);
  if (n_nodes > 0)
    items->weight = (guint32) weight;
  if (_pyro_kind_is_map (kind))
    kind = get_map_kind (&self->arena, items);
  else if (kind == PYRO_VALUE_FROZENSET && n_nodes > 0)
    items->hash = _pyro_items_hash (_pyro_items_get_nodes (items), items->count);

  node = _pyro_builder_push (self, kind);
  node->extra = depth;
  node->u.items = items;
  outer = &self->nodes[self->open];
  outer->extra = MAX (outer->extra, depth);
  outer->u.integer += weight;

  return TRUE;
}
