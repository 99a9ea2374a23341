/* core/codec/pickle-known.c - calls in pickles that stand for plain data
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/pickle-private.h"

#include <string.h>

/* An older protocol has no opcode for some types, and says instead what to call with which
 * arguments. Nothing is called here: what these few calls would have made is made at once, each by
 * its own function. One that leaves its result absent did not recognise the arguments. */

static const PickleThing *
get_arg (const PickleThing *args,
         gsize              index)
{
  PickleObject *tuple = args->u.object;

  return index < tuple->n_items ? &tuple->items[index] : NULL;
}

static gsize
count_args (const PickleThing *args)
{
  return args->u.object->n_items;
}

static gboolean
is_object (const PickleThing *thing,
           PickleObjectKind   kind)
{
  return thing != NULL && thing->kind == PICKLE_OBJECT && thing->u.object->kind == kind;
}

static gboolean
set_object (PickleThing  *result,
            PickleObject *object)
{
  *result = (PickleThing) { .kind = PICKLE_OBJECT, .u.object = object };

  return object != NULL;
}

/* set ([…]): what is in the list is reached on two ways then. */
static gboolean
call_collection (PickleMachine     *machine,
                 const PickleThing *args,
                 PickleObjectKind   kind,
                 PickleThing       *result)
{
  const PickleThing *items = get_arg (args, 0);
  PickleObject *object;

  if (count_args (args) == 0)
    return set_object (result, _pyro_pickle_new_object (machine, kind, NULL, 0));
  if (count_args (args) != 1
      || (!is_object (items, PICKLE_LIST) && !is_object (items, PICKLE_TUPLE) && !is_object (items, PICKLE_SET)
          && !is_object (items, PICKLE_FROZENSET)))
    return TRUE;
  object = items->u.object;
  _pyro_pickle_share_items (object);

  return set_object (result, _pyro_pickle_new_object (machine, kind, object->items, object->n_items));
}

static gboolean
call_set (PickleMachine     *machine,
          const PickleThing *args,
          PickleThing       *result)
{
  return call_collection (machine, args, PICKLE_SET, result);
}

static gboolean
call_frozenset (PickleMachine     *machine,
                const PickleThing *args,
                PickleThing       *result)
{
  return call_collection (machine, args, PICKLE_FROZENSET, result);
}

static gboolean
get_real (const PickleThing *thing,
          PickleThing       *real)
{
  if (thing == NULL || (thing->kind != PICKLE_FLOAT && thing->kind != PICKLE_INT))
    return FALSE;
  *real = (PickleThing) { .kind = PICKLE_FLOAT };
  real->u.real = thing->kind == PICKLE_FLOAT ? thing->u.real : (double) thing->u.integer;

  return TRUE;
}

static gboolean
call_complex (PickleMachine     *machine,
              const PickleThing *args,
              PickleThing       *result)
{
  PickleThing parts[2];

  if (count_args (args) != 2 || !get_real (get_arg (args, 0), &parts[0]) || !get_real (get_arg (args, 1), &parts[1]))
    return TRUE;

  return set_object (result, _pyro_pickle_new_object (machine, PICKLE_COMPLEX, parts, 2));
}

static gboolean
is_latin1 (const PickleThing *thing)
{
  static const char *const names[] = { "latin1", "latin-1", "iso-8859-1" };

  for (gsize i = 0; thing != NULL && thing->kind == PICKLE_TEXT && i < G_N_ELEMENTS (names); i++)
    if (thing->size == strlen (names[i]) && memcmp (thing->u.data, names[i], thing->size) == 0)
      return TRUE;

  return FALSE;
}

/* Bytes, each of which is a character of the text. */
static gboolean
encode_latin1 (PickleMachine     *machine,
               const PickleThing *text,
               PickleThing       *result)
{
  char *room = _pyro_pickle_alloc (machine, text->size), *to = room;
  const guint8 *at = (const guint8 *) text->u.data, *end = at + text->size;

  if (room == NULL)
    return FALSE;
  while (at < end)
    if (*at < 0x80)
      *to++ = (char) *at++;
    else if (*at <= 0xc3)
      {
        *to++ = (char) (at[0] << 6 | (at[1] & 0x3f));
        at += 2;
      }
    else
      return _pyro_pickle_refuse (machine, "bytes are written as a text that is not Latin-1");
  *result = (PickleThing) { .kind = PICKLE_BYTES, .size = (guint32) (to - room), .u.data = room };

  return TRUE;
}

static gboolean
call_encode (PickleMachine     *machine,
             const PickleThing *args,
             PickleThing       *result)
{
  const PickleThing *text = get_arg (args, 0);

  if (count_args (args) != 2 || text->kind != PICKLE_TEXT || !is_latin1 (get_arg (args, 1)))
    return TRUE;

  return encode_latin1 (machine, text, result);
}

/* bytes and bytearray, which is bytes to us. */
static gboolean
call_bytes (PickleMachine     *machine,
            const PickleThing *args,
            PickleThing       *result)
{
  const PickleThing *data = get_arg (args, 0);

  if (count_args (args) == 0)
    *result = (PickleThing) { .kind = PICKLE_BYTES, .u.data = "" };
  else if (count_args (args) == 1 && data->kind == PICKLE_BYTES)
    {
      *result = *data;
      _pyro_pickle_share (result);
    }
  else if (count_args (args) == 2 && data->kind == PICKLE_TEXT && is_latin1 (get_arg (args, 1)))
    return encode_latin1 (machine, data, result);

  return TRUE;
}

/* getattr (class, 'name'): a class in a class, before protocol 4. */
static gboolean
call_getattr (PickleMachine     *machine,
              const PickleThing *args,
              PickleThing       *result)
{
  const PickleThing *name = get_arg (args, 1);
  PickleGlobal *outer;

  if (count_args (args) != 2 || !is_object (get_arg (args, 0), PICKLE_GLOBAL) || name->kind != PICKLE_TEXT)
    return TRUE;
  outer = (PickleGlobal *) get_arg (args, 0)->u.object;

  return _pyro_pickle_push_global (machine, outer->name, outer->size, name->u.data, name->size)
         && _pyro_pickle_pop (machine, result);
}

/* _load_type ('complex'): how dill and cloudpickle name the types of Python itself. */
static gboolean
call_load_type (PickleMachine     *machine,
                const PickleThing *args,
                PickleThing       *result)
{
  const PickleThing *name = get_arg (args, 0);
  const char *module;

  if (count_args (args) != 1 || name->kind != PICKLE_TEXT || name->size == 0)
    return TRUE;
  module = g_ascii_islower (*name->u.data) ? "builtins" : "types";

  return _pyro_pickle_push_global (machine, module, strlen (module), name->u.data, name->size)
         && _pyro_pickle_pop (machine, result);
}

static gboolean
is_named (const PickleThing *thing,
          const char        *name)
{
  return is_object (thing, PICKLE_GLOBAL) && g_str_equal (((PickleGlobal *) thing->u.object)->name, name);
}

static gboolean
new_instance (PickleMachine     *machine,
              const PickleThing *callable,
              const PickleThing *args,
              gsize              n_args,
              PickleThing       *result)
{
  PickleThing tuple;

  return set_object (&tuple, _pyro_pickle_new_object (machine, PICKLE_TUPLE, args, n_args))
         && _pyro_pickle_new_instance (machine, callable, &tuple, NULL, result);
}

/* copyreg._reconstructor (class, base, state of the base): an instance before protocol 2. */
static gboolean
call_reconstructor (PickleMachine     *machine,
                    const PickleThing *args,
                    PickleThing       *result)
{
  if (count_args (args) != 3)
    return TRUE;
  _pyro_pickle_share_items (args->u.object);

  return new_instance (machine, get_arg (args, 0), get_arg (args, 2),
                       is_named (get_arg (args, 1), "builtins.object") ? 0 : 1, result);
}

/* copyreg.__newobj__ (class, …): another one. */
static gboolean
call_newobj (PickleMachine     *machine,
             const PickleThing *args,
             PickleThing       *result)
{
  gsize n = count_args (args);

  if (n == 0)
    return TRUE;
  _pyro_pickle_share_items (args->u.object);

  return new_instance (machine, get_arg (args, 0), get_arg (args, 1), n - 1, result);
}

static gboolean
call_newobj_ex (PickleMachine     *machine,
                const PickleThing *args,
                PickleThing       *result)
{
  if (count_args (args) != 3 || !is_object (get_arg (args, 1), PICKLE_TUPLE)
      || !is_object (get_arg (args, 2), PICKLE_DICT))
    return TRUE;
  _pyro_pickle_share_items (args->u.object);

  return _pyro_pickle_new_instance (machine, get_arg (args, 0), get_arg (args, 1), get_arg (args, 2), result);
}

static const struct
{
  const char *name;
  PickleCall  call;
} known[] = {
  { "_codecs.encode", call_encode },
  { "builtins.bytearray", call_bytes },
  { "builtins.bytes", call_bytes },
  { "builtins.complex", call_complex },
  { "builtins.frozenset", call_frozenset },
  { "builtins.getattr", call_getattr },
  { "builtins.set", call_set },
  { "cloudpickle.cloudpickle._builtin_type", call_load_type },
  { "copyreg.__newobj__", call_newobj },
  { "copyreg.__newobj_ex__", call_newobj_ex },
  { "copyreg._reconstructor", call_reconstructor },
  { "dill._dill._load_type", call_load_type },
};

/*
 * _pyro_pickle_find_call:
 * @name: the name of a class or function, with its module
 *
 * Returns: (nullable): what makes something plain of a call of it
 */
PickleCall
_pyro_pickle_find_call (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].name, name))
      return known[i].call;

  return _pyro_pickle_find_date (name);
}
