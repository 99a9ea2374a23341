/* core/codec/pickle-record.c - instances in pickles become records
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/pickle-private.h"

#include <string.h>

#include "core/value/number.h"

/* The forms of records, which pickle-instance.c writes again:
 *
 *   an object with attributes   {attribute: value, …, '__class__': name}
 *   any other                   {'__class__': name, 'args': what the class was called with,
 *                                'kwargs': {…}, 'state': …, 'items': […], 'entries': [(…, …), …]}
 *   an exception                {'__class__': name, '__exception__': True, 'args': …, 'attributes': {…}}
 *   a class or function         {'__class__': 'pickle.global', 'name': name}
 *   a call of something else    {'__class__': 'pickle.call', 'callable': …, 'args': …, …}
 *
 * Parts that are empty are left out. Items of a dict are pairs; they are called items as well, when
 * there are no others. The first and the third form are those of Pyro's other serializers. */

static const char *const reserved[] = {
  "__class__", "__exception__", "args", "callable", "entries", "items", "kwargs", "state", NULL,
};

/* A name that is longer is held by all that have it. */
#define MAX_COPIED_NAME 64

static void
add_key (PickleMaker *self,
         const char  *key,
         gint64      *cost)
{
  pyro_builder_add_string (self->builder, key, -1);
  *cost += 1;
}

static gboolean
add_name (PickleMaker  *self,
          PickleGlobal *global,
          gint64       *cost)
{
  g_autoptr(PyroBuilder) builder = NULL;

  if (global->size <= MAX_COPIED_NAME)
    {
      add_key (self, global->name, cost);
      return TRUE;
    }

  if (global->text == NULL)
    {
      builder = pyro_builder_new ();
      pyro_builder_add_string (builder, global->name, (gssize) global->size);
      global->text = pyro_builder_end (builder, self->error);
      if (global->text == NULL)
        return FALSE;
      _pyro_pickle_hold (self, global->text);
    }
  pyro_builder_add_value (self->builder, global->text);
  *cost += 1;

  return TRUE;
}

static gboolean
open_record (PickleMaker *self,
             const char  *name,
             gint64      *cost)
{
  if (!_pyro_pickle_open (self, PYRO_VALUE_RECORD))
    return FALSE;
  add_key (self, "__class__", cost);
  add_key (self, name, cost);

  return TRUE;
}

static gboolean
open_instance (PickleMaker  *self,
               PickleGlobal *class,
               gint64       *cost)
{
  if (!_pyro_pickle_open (self, PYRO_VALUE_RECORD))
    return FALSE;
  add_key (self, "__class__", cost);

  return add_name (self, class, cost);
}

gboolean
_pyro_pickle_make_global (PickleMaker  *self,
                          PickleGlobal *global,
                          gint64       *cost)
{
  if (!open_record (self, "pickle.global", cost))
    return FALSE;
  add_key (self, "name", cost);

  return add_name (self, global, cost) && _pyro_pickle_close (self);
}

/* The entries of a dict as a list of pairs. */
static gboolean
make_pairs (PickleMaker  *self,
            PickleObject *dict,
            gint64       *cost)
{
  if (!_pyro_pickle_open (self, PYRO_VALUE_LIST))
    return FALSE;
  for (guint32 i = 0; i + 1 < dict->n_items; i += 2)
    if (!_pyro_pickle_open (self, PYRO_VALUE_TUPLE) || !_pyro_pickle_make (self, &dict->items[i], cost)
        || !_pyro_pickle_make (self, &dict->items[i + 1], cost) || !_pyro_pickle_close (self))
      return FALSE;
  *cost += dict->n_items / 2;

  return _pyro_pickle_close (self);
}

/*
 * _pyro_pickle_make_odd:
 * @object: a dict, set or frozenset with instances for keys, which are no keys here
 */
gboolean
_pyro_pickle_make_odd (PickleMaker  *self,
                       PickleObject *object,
                       gint64       *cost)
{
  const char *name = object->kind == PICKLE_DICT ? "builtins.dict"
                     : object->kind == PICKLE_SET ? "builtins.set" : "builtins.frozenset";

  if (!open_record (self, name, cost))
    return FALSE;
  add_key (self, "items", cost);
  if (object->kind == PICKLE_DICT ? !make_pairs (self, object, cost)
      : !_pyro_pickle_make_items (self, object, PYRO_VALUE_LIST, cost))
    return FALSE;

  return _pyro_pickle_close (self);
}

static gboolean
is_text (const PickleThing *thing,
         const char        *text)
{
  return thing->kind == PICKLE_TEXT && thing->size == strlen (text) && memcmp (thing->u.data, text, thing->size) == 0;
}

static PickleObject *
get_dict (const PickleThing *thing)
{
  return thing->kind == PICKLE_OBJECT && thing->u.object->kind == PICKLE_DICT ? thing->u.object : NULL;
}

static PickleThing *
find_entry (PickleObject *dict,
            const char   *key)
{
  for (guint32 i = 0; dict != NULL && i + 1 < dict->n_items; i += 2)
    if (is_text (&dict->items[i], key))
      return &dict->items[i + 1];

  return NULL;
}

/* The attributes that a state holds, of which there may be two dicts: one for those in slots. */
static gboolean
get_attributes (PickleInstance *instance,
                PickleObject   *dicts[2])
{
  PickleThing *state = &instance->state;

  dicts[0] = get_dict (state);
  dicts[1] = NULL;
  if (state->kind == PICKLE_OBJECT && state->u.object->kind == PICKLE_TUPLE && state->u.object->n_items == 2)
    {
      PickleThing *parts = state->u.object->items;

      if (parts[0].kind != PICKLE_NONE && get_dict (&parts[0]) == NULL)
        return FALSE;
      dicts[0] = get_dict (&parts[0]);
      dicts[1] = get_dict (&parts[1]);
      return dicts[1] != NULL;
    }

  return dicts[0] != NULL || state->kind == PICKLE_ABSENT || state->kind == PICKLE_NONE;
}

static gboolean
are_plain_names (const PickleObject *dict)
{
  for (guint32 i = 0; i + 1 < dict->n_items; i += 2)
    {
      if (dict->items[i].kind != PICKLE_TEXT)
        return FALSE;
      for (gsize k = 0; reserved[k] != NULL; k++)
        if (is_text (&dict->items[i], reserved[k]))
          return FALSE;
    }

  return TRUE;
}

/* What is in a dict that is reached on other ways too is as well. */
static gboolean
make_attributes (PickleMaker  *self,
                 PickleObject *dict,
                 gint64       *cost)
{
  if (dict == NULL)
    return TRUE;
  _pyro_pickle_share_items (dict);

  return _pyro_pickle_make_entries (self, dict, cost);
}

static gboolean
make_object (PickleMaker   *self,
             PickleGlobal  *class,
             PickleObject  *dicts[2],
             gint64        *cost)
{
  if (!_pyro_pickle_open (self, PYRO_VALUE_RECORD) || !make_attributes (self, dicts[0], cost)
      || !make_attributes (self, dicts[1], cost))
    return FALSE;
  add_key (self, "__class__", cost);

  return add_name (self, class, cost) && _pyro_pickle_close (self);
}

static gboolean
make_exception (PickleMaker    *self,
                PickleGlobal   *class,
                PickleInstance *instance,
                gint64         *cost)
{
  if (!open_instance (self, class, cost))
    return FALSE;
  add_key (self, "__exception__", cost);
  pyro_builder_add_bool (self->builder, TRUE);
  add_key (self, "args", cost);
  if (!_pyro_pickle_make (self, &instance->args, cost))
    return FALSE;
  add_key (self, "attributes", cost);
  if (get_dict (&instance->state) != NULL ? !_pyro_pickle_make (self, &instance->state, cost)
      : !_pyro_pickle_open (self, PYRO_VALUE_DICT) || !_pyro_pickle_close (self))
    return FALSE;

  return _pyro_pickle_close (self);
}

static gboolean
make_part (PickleMaker *self,
           const char  *key,
           PickleThing *part,
           gint64      *cost)
{
  add_key (self, key, cost);

  return _pyro_pickle_make (self, part, cost);
}

static gboolean
make_appended (PickleMaker    *self,
               PickleInstance *instance,
               gint64         *cost)
{
  if (instance->object.n_items > 0)
    {
      add_key (self, "items", cost);
      if (!_pyro_pickle_make_items (self, &instance->object, PYRO_VALUE_LIST, cost))
        return FALSE;
    }
  if (instance->entries == NULL || instance->entries->n_items == 0)
    return TRUE;
  add_key (self, instance->object.n_items > 0 ? "entries" : "items", cost);

  return make_pairs (self, instance->entries, cost);
}

static gboolean
make_any (PickleMaker    *self,
          PickleGlobal   *class,
          PickleInstance *instance,
          gint64         *cost)
{
  if (!(class != NULL ? open_instance (self, class, cost) : open_record (self, "pickle.call", cost))
      || (class == NULL && !make_part (self, "callable", &instance->callable, cost))
      || (instance->args.u.object->n_items > 0 && !make_part (self, "args", &instance->args, cost))
      || (instance->kwargs.kind != PICKLE_ABSENT && !make_part (self, "kwargs", &instance->kwargs, cost))
      || (instance->state.kind != PICKLE_ABSENT && instance->state.kind != PICKLE_NONE
          && !make_part (self, "state", &instance->state, cost)))
    return FALSE;

  return make_appended (self, instance, cost) && _pyro_pickle_close (self);
}

/* A UUID has one large number for its state; people know it by its text. */
static gboolean
make_uuid (PickleMaker *self,
           const char  *digits,
           gsize        size,
           gboolean    *done,
           gint64      *cost)
{
  g_autofree char *decimal = g_strndup (digits, size);
  g_autofree char *hex = pyro_number_to_hex (decimal, NULL);
  char text[37];
  gsize n = hex != NULL ? strlen (hex) : G_MAXSIZE, from = 0;

  *done = n <= 32 && *hex != '-';
  if (!*done)
    return TRUE;
  for (gsize i = 0; i < 36; i++)
    if (i == 8 || i == 13 || i == 18 || i == 23)
      text[i] = '-';
    else
      {
        text[i] = from + n < 32 ? '0' : hex[from + n - 32];
        from++;
      }
  text[36] = '\0';

  if (!open_record (self, "uuid.UUID", cost))
    return FALSE;
  add_key (self, "args", cost);
  if (!_pyro_pickle_open (self, PYRO_VALUE_TUPLE))
    return FALSE;
  add_key (self, text, cost);

  return _pyro_pickle_close (self) && _pyro_pickle_close (self);
}

static gboolean
try_uuid (PickleMaker    *self,
          PickleInstance *instance,
          gboolean       *done,
          gint64         *cost)
{
  PickleThing *number = find_entry (get_dict (&instance->state), "int");
  char buffer[PYRO_NUMBER_SIZE];

  if (number == NULL || (number->kind != PICKLE_INT && number->kind != PICKLE_BIG_INT)
      || instance->args.u.object->n_items > 0)
    return TRUE;
  if (number->kind == PICKLE_BIG_INT)
    return make_uuid (self, number->u.data, number->size, done, cost);

  return make_uuid (self, buffer, pyro_number_format_int (number->u.integer, buffer), done, cost);
}

gboolean
_pyro_pickle_make_instance (PickleMaker    *self,
                            PickleInstance *instance,
                            gint64         *cost)
{
  PickleObject *callable = instance->callable.u.object, *dicts[2];
  PickleGlobal *class = callable->kind == PICKLE_GLOBAL ? (PickleGlobal *) callable : NULL;
  gboolean plain = instance->object.n_items == 0 && instance->entries == NULL
                   && instance->kwargs.kind == PICKLE_ABSENT, done = FALSE;

  if (class == NULL || !plain)
    return make_any (self, class, instance, cost);
  if (g_str_equal (class->name, "uuid.UUID") && !try_uuid (self, instance, &done, cost))
    return FALSE;
  if (done)
    return TRUE;

  /* Pyro puts the traceback into each exception that it sends, also of classes that are not known
   * here. */
  if ((_pyro_pickle_is_exception (class->name)
       && (instance->state.kind == PICKLE_ABSENT || get_dict (&instance->state) != NULL))
      || find_entry (get_dict (&instance->state), "_pyroTraceback") != NULL)
    return make_exception (self, class, instance, cost);
  if (instance->args.u.object->n_items == 0 && get_attributes (instance, dicts)
      && (dicts[0] == NULL || are_plain_names (dicts[0])) && (dicts[1] == NULL || are_plain_names (dicts[1])))
    return make_object (self, class, dicts, cost);

  return make_any (self, class, instance, cost);
}
