/* core/codec/pickle-value.c - what a pickle built becomes a value
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/pickle-private.h"

#include "core/error.h"
#include "core/limits.h"

/* A pickle is a graph, a value is a tree whose branches may be shared. What is reached on several
 * ways is made once and held by all, when it is not small: a list that is a hundred times in a list,
 * which is a hundred times in another one, and so on ten times, is a few bytes of pickle and 10^20
 * items. The cost of a thing is its nodes,
 * and one for each 16 bytes of text, as often as they are reached. */

/* What costs so much is made anew each time, as holding it would cost more. */
#define MAX_COPIED_COST 16

/* Texts that are made once. */
#define MIN_SHARED_TEXT 256

/* Bytes that are kept with the payload, if they are a good part of it. */
#define MIN_KEPT_SIZE ((gsize) 16 * 1024)

/* What is larger and a key, or in a set, must be looked at to its end, maybe again and again, as
 * the same thing may be a key of many dicts. */
#define MIN_COUNTED_KEY 64
#define MAX_KEY_COST    (PYRO_MAX_NODES / 16)

#define MAX_COST ((gint64) G_MAXUINT32)

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (PickleMaker *self,
        const char  *format,
        ...)
{
  g_autofree char *problem = NULL;
  va_list args;

  va_start (args, format);
  problem = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (self->error, PYRO_ERROR, PYRO_ERROR_SERIALIZE, "The pickle cannot be read: %s", problem);

  return FALSE;
}

static void
add_cost (gint64 *cost,
          gint64  more)
{
  *cost = MIN (*cost + more, MAX_COST);
}

gboolean
_pyro_pickle_open (PickleMaker   *self,
                   PyroValueKind  kind)
{
  return pyro_builder_open (self->builder, kind, self->error);
}

gboolean
_pyro_pickle_close (PickleMaker *self)
{
  return pyro_builder_close (self->builder, self->error);
}

static void
unref_value (gpointer value)
{
  pyro_value_unref (value);
}

/* Bytes that are a good part of the payload are kept with it rather than copied. */
static void
add_bytes (PickleMaker       *self,
           PyroBuilder       *builder,
           const PickleThing *thing)
{
  PickleMachine *machine = self->machine;
  const guint8 *data = (const guint8 *) thing->u.data;

  if (thing->size >= MIN_KEPT_SIZE && thing->size >= g_bytes_get_size (machine->payload) / 4
      && data >= machine->start && data < machine->end)
    pyro_builder_take_bytes (builder, g_bytes_new_from_bytes (machine->payload, (gsize) (data - machine->start),
                                                              thing->size));
  else
    pyro_builder_add_bytes (builder, data, thing->size);
}

static void
add_text (PickleMaker       *self,
          PyroBuilder       *builder,
          const PickleThing *thing)
{
  if (thing->kind == PICKLE_TEXT)
    pyro_builder_add_string (builder, thing->u.data, thing->size);
  else if (thing->kind == PICKLE_BYTES)
    add_bytes (self, builder, thing);
  else
    pyro_builder_add_int_text (builder, thing->u.data, thing->size);
}

/* Holds a value until all are made. */
void
_pyro_pickle_hold (PickleMaker *self,
                   PyroValue   *value)
{
  if (self->made == NULL)
    self->made = g_ptr_array_new_with_free_func (unref_value);
  g_ptr_array_add (self->made, value);
}

/* A large text that is reached on several ways is a value of its own, which all of them hold. */
static gboolean
make_text (PickleMaker *self,
           PickleThing *thing,
           gint64      *cost)
{
  g_autoptr(PyroBuilder) builder = NULL;
  PyroValue *value;

  add_cost (cost, thing->size / 16);
  if (!thing->shared || thing->size < MIN_SHARED_TEXT)
    {
      add_text (self, self->builder, thing);
      return TRUE;
    }

  if (self->texts == NULL)
    self->texts = g_hash_table_new (NULL, NULL);
  value = g_hash_table_lookup (self->texts, thing->u.data);
  if (value == NULL)
    {
      builder = pyro_builder_new ();
      add_text (self, builder, thing);
      value = pyro_builder_end (builder, self->error);
      if (value == NULL)
        return FALSE;
      _pyro_pickle_hold (self, value);
      g_hash_table_insert (self->texts, (gpointer) thing->u.data, value);
    }
  pyro_builder_add_value (self->builder, value);

  return TRUE;
}

/*
 * _pyro_pickle_make_items:
 * @kind: the container that the items are put into, in which they need not be hashable
 */
gboolean
_pyro_pickle_make_items (PickleMaker   *self,
                         PickleObject  *object,
                         PyroValueKind  kind,
                         gint64        *cost)
{
  if (!_pyro_pickle_open (self, kind))
    return FALSE;
  for (guint32 i = 0; i < object->n_items; i++)
    if (!_pyro_pickle_make (self, &object->items[i], cost))
      return FALSE;

  return _pyro_pickle_close (self);
}

static gboolean
make_key (PickleMaker *self,
          PickleThing *key,
          gint64      *cost)
{
  gint64 own_cost = 0;

  if (!_pyro_pickle_make (self, key, &own_cost))
    return FALSE;
  add_cost (cost, own_cost);
  if (own_cost >= MIN_COUNTED_KEY)
    add_cost (&self->key_cost, own_cost);
  if (self->key_cost <= MAX_KEY_COST)
    return TRUE;

  g_set_error (self->error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE,
               "The keys of dicts and the members of sets in the pickle are larger than %d items in all", MAX_KEY_COST);
  return FALSE;
}

/*
 * _pyro_pickle_make_entries:
 *
 * Adds keys and values to the dict that is open.
 */
gboolean
_pyro_pickle_make_entries (PickleMaker  *self,
                           PickleObject *dict,
                           gint64       *cost)
{
  for (guint32 i = 0; i + 1 < dict->n_items; i += 2)
    if (!make_key (self, &dict->items[i], cost) || !_pyro_pickle_make (self, &dict->items[i + 1], cost))
      return FALSE;

  return TRUE;
}

static gboolean
make_set (PickleMaker  *self,
          PickleObject *object,
          gint64       *cost)
{
  if (!_pyro_pickle_open (self, object->kind == PICKLE_SET ? PYRO_VALUE_SET : PYRO_VALUE_FROZENSET))
    return FALSE;
  for (guint32 i = 0; i < object->n_items; i++)
    if (!make_key (self, &object->items[i], cost))
      return FALSE;

  return _pyro_pickle_close (self);
}

/* Whether what must be hashable is. */
static PickleHash
find_hash (const PickleObject *object)
{
  PickleHash hash = PICKLE_HASHABLE;
  guint32 stride = object->kind == PICKLE_DICT ? 2 : 1;

  if (object->kind != PICKLE_DICT && object->kind != PICKLE_SET && object->kind != PICKLE_FROZENSET)
    return hash;
  for (guint32 i = 0; i < object->n_items; i += stride)
    hash = MAX (hash, _pyro_pickle_get_hash (&object->items[i]));

  return hash;
}

static gboolean
make_body (PickleMaker  *self,
           PickleObject *object,
           gint64       *cost)
{
  PickleHash hash = find_hash (object);

  if (hash == PICKLE_UNHASHABLE)
    return refuse (self, "a list, a set or a dict is a key of a dict, or in a set");
  if (hash == PICKLE_HASHABLE_THERE)
    return _pyro_pickle_make_odd (self, object, cost);

  switch ((PickleObjectKind) object->kind)
    {
    case PICKLE_LIST:
      return _pyro_pickle_make_items (self, object, PYRO_VALUE_LIST, cost);

    case PICKLE_TUPLE:
      return _pyro_pickle_make_items (self, object, PYRO_VALUE_TUPLE, cost);

    case PICKLE_SET:
    case PICKLE_FROZENSET:
      return make_set (self, object, cost);

    case PICKLE_DICT:
      return _pyro_pickle_open (self, PYRO_VALUE_DICT) && _pyro_pickle_make_entries (self, object, cost)
             && _pyro_pickle_close (self);

    case PICKLE_COMPLEX:
      pyro_builder_add_complex (self->builder, object->items[0].u.real, object->items[1].u.real);
      return TRUE;

    case PICKLE_GLOBAL:
      return _pyro_pickle_make_global (self, (PickleGlobal *) object, cost);

    case PICKLE_INSTANCE:
    default:
      return _pyro_pickle_make_instance (self, (PickleInstance *) object, cost);
    }
}

/* Makes a value of its own, that may be held in many places. */
static gboolean
make_apart (PickleMaker  *self,
            PickleObject *object,
            gint64       *cost)
{
  PyroBuilder *outer = self->builder;
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  self->builder = builder;
  if (make_body (self, object, cost))
    object->made = pyro_builder_end (builder, self->error);
  self->builder = outer;
  if (object->made == NULL)
    return FALSE;
  _pyro_pickle_hold (self, object->made);
  pyro_builder_add_value (outer, object->made);

  return TRUE;
}

static gboolean
make_object (PickleMaker  *self,
             PickleObject *object,
             gint64       *cost)
{
  gint64 own_cost = 0;
  gboolean done;

  if (object->made != NULL)
    {
      pyro_builder_add_value (self->builder, object->made);
      add_cost (cost, object->cost);
      return TRUE;
    }
  if (object->busy)
    return refuse (self, "something in it is a part of itself, which no value here can be");
  if (self->depth >= PYRO_MAX_DEPTH)
    {
      g_set_error (self->error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE, "A value is nested deeper than %d levels",
                   PYRO_MAX_DEPTH);
      return FALSE;
    }

  object->busy = TRUE;
  self->depth++;
  done = object->shared && object->cost > MAX_COPIED_COST ? make_apart (self, object, &own_cost)
                                                          : make_body (self, object, &own_cost);
  self->depth--;
  object->busy = FALSE;
  object->cost = (guint32) CLAMP (own_cost, 1, G_MAXUINT32);
  add_cost (cost, own_cost);

  return done;
}

/*
 * _pyro_pickle_make:
 * @thing: what becomes the next item that the builder has
 * @cost: (inout): its cost is added here
 */
gboolean
_pyro_pickle_make (PickleMaker *self,
                   PickleThing *thing,
                   gint64      *cost)
{
  add_cost (cost, 1);

  switch ((PickleKind) thing->kind)
    {
    case PICKLE_BOOL:
      pyro_builder_add_bool (self->builder, thing->u.integer != 0);
      return TRUE;

    case PICKLE_INT:
      pyro_builder_add_int (self->builder, thing->u.integer);
      return TRUE;

    case PICKLE_FLOAT:
      pyro_builder_add_float (self->builder, thing->u.real);
      return TRUE;

    case PICKLE_BIG_INT:
    case PICKLE_TEXT:
    case PICKLE_BYTES:
      return make_text (self, thing, cost);

    case PICKLE_OBJECT:
      return make_object (self, thing->u.object, cost);

    case PICKLE_ABSENT:
    case PICKLE_NONE:
    default:
      pyro_builder_add_none (self->builder);
      return TRUE;
    }
}

/*
 * _pyro_pickle_make_value:
 *
 * Returns: (transfer full): the value that @thing stands for, or %NULL
 */
PyroValue *
_pyro_pickle_make_value (PickleMachine     *machine,
                         const PickleThing *thing,
                         GError           **error)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  PickleMaker self = { .machine = machine, .builder = builder, .error = error };
  PyroValue *value = NULL;
  PickleThing root = *thing;
  gint64 cost = 0;

  if (_pyro_pickle_make (&self, &root, &cost))
    value = pyro_builder_end (builder, error);
  g_clear_pointer (&self.made, g_ptr_array_unref);
  g_clear_pointer (&self.texts, g_hash_table_unref);

  return value;
}
