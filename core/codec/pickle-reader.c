/* core/codec/pickle-reader.c - the pickle machine, which runs nothing
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/pickle-private.h"

#include <string.h>

#include "core/codec/unicode-private.h"
#include "core/error.h"

/* All opcodes of the protocols 0 to 5, as CPython's pickletools describes them. Those that need
 * something from outside of the pickle (persistent ids, the extension registry, buffers out of
 * band) are refused, which Pyro's own serializers never write. */

typedef gboolean (*Operation) (PickleMachine *self);

static gboolean
need (PickleMachine *self,
      guint64        size)
{
  return size <= (guint64) (self->end - self->at) || _pyro_pickle_refuse (self, "it ends too early");
}

/* A number behind the opcode, the least byte first. */
static gboolean
take (PickleMachine *self,
      guint          width,
      guint64       *number)
{
  if (!need (self, width))
    return FALSE;
  *number = 0;
  for (guint i = width; i > 0; i--)
    *number = *number << 8 | self->at[i - 1];
  self->at += width;

  return TRUE;
}

/* Bytes behind the opcode, which come after their number. */
static gboolean
take_data (PickleMachine  *self,
           guint           width,
           const guint8  **data,
           gsize          *size)
{
  guint64 n;

  if (!take (self, width, &n) || !need (self, n))
    return FALSE;
  if (n > G_MAXUINT32)
    return _pyro_pickle_refuse (self, "a text or bytes are larger than 4 GiB");
  *data = self->at;
  *size = (gsize) n;
  self->at += n;

  return TRUE;
}

static gboolean
run_constant (PickleMachine *self)
{
  PickleKind kind = *self->opcode == 'N' ? PICKLE_NONE : PICKLE_BOOL;

  return _pyro_pickle_push (self, &(PickleThing) { .kind = (guint8) kind, .u.integer = *self->opcode == 0x88 });
}

static gboolean
run_int (PickleMachine *self)
{
  guint width = *self->opcode == 'K' ? 1 : *self->opcode == 'M' ? 2 : 4;
  PickleThing thing = { .kind = PICKLE_INT };
  guint64 number;

  if (!take (self, width, &number))
    return FALSE;
  thing.u.integer = width == 4 ? (gint32) (guint32) number : (gint64) number;

  return _pyro_pickle_push (self, &thing);
}

static gboolean
run_long (PickleMachine *self)
{
  const guint8 *data = NULL;
  gsize size = 0;

  return take_data (self, *self->opcode == 0x8a ? 1 : 4, &data, &size) && _pyro_pickle_push_long (self, data, size);
}

static gboolean
run_float (PickleMachine *self)
{
  PickleThing thing = { .kind = PICKLE_FLOAT };
  guint64 bits;

  if (!take (self, 8, &bits))
    return FALSE;
  bits = GUINT64_SWAP_LE_BE (bits);
  memcpy (&thing.u.real, &bits, sizeof bits);

  return _pyro_pickle_push (self, &thing);
}

static gboolean
push_data (PickleMachine *self,
           PickleKind     kind,
           guint          width)
{
  PickleThing thing = { .kind = (guint8) kind };
  const guint8 *data = NULL;
  gsize size = 0;

  if (!take_data (self, width, &data, &size))
    return FALSE;
  if (kind == PICKLE_TEXT && !_pyro_unicode_is_valid ((const char *) data, size, TRUE))
    return _pyro_pickle_refuse (self, "a text is not valid UTF-8");
  thing.u.data = (const char *) data;
  thing.size = (guint32) size;

  return _pyro_pickle_push (self, &thing);
}

static gboolean
run_text (PickleMachine *self)
{
  return push_data (self, PICKLE_TEXT, *self->opcode == 0x8c ? 1 : *self->opcode == 'X' ? 4 : 8);
}

/* bytes, and bytearray, which is bytes to us. */
static gboolean
run_bytes (PickleMachine *self)
{
  return push_data (self, PICKLE_BYTES, *self->opcode == 'C' ? 1 : *self->opcode == 'B' ? 4 : 8);
}

static gboolean
run_string (PickleMachine *self)
{
  const guint8 *data = NULL;
  gsize size = 0;

  return take_data (self, *self->opcode == 'U' ? 1 : 4, &data, &size)
         && _pyro_pickle_push_string (self, (const char *) data, size);
}

static gboolean
run_empty (PickleMachine *self)
{
  PickleObjectKind kind = *self->opcode == ']' ? PICKLE_LIST : *self->opcode == ')' ? PICKLE_TUPLE
                          : *self->opcode == '}' ? PICKLE_DICT : PICKLE_SET;

  return _pyro_pickle_push_object (self, _pyro_pickle_new_object (self, kind, NULL, 0));
}

/* What is made of all that is above the mark. */
static gboolean
run_marked (PickleMachine *self)
{
  PickleObjectKind kind = *self->opcode == 'l' ? PICKLE_LIST : *self->opcode == 't' ? PICKLE_TUPLE
                          : *self->opcode == 'd' ? PICKLE_DICT : PICKLE_FROZENSET;
  gsize n;
  PickleThing *items = _pyro_pickle_pop_mark (self, &n);

  if (items == NULL)
    return FALSE;
  if (kind == PICKLE_DICT && n % 2 != 0)
    return _pyro_pickle_refuse (self, "the last key of a dict has no value");

  return _pyro_pickle_push_object (self, _pyro_pickle_new_object (self, kind, items, n));
}

/* TUPLE1, TUPLE2, TUPLE3. */
static gboolean
run_tuple (PickleMachine *self)
{
  gsize n = *self->opcode - 0x84u;
  PickleThing items[3];

  for (gsize i = n; i > 0; i--)
    if (!_pyro_pickle_pop (self, &items[i - 1]))
      return FALSE;

  return _pyro_pickle_push_object (self, _pyro_pickle_new_object (self, PICKLE_TUPLE, items, n));
}

/* Items for what is on top of the stack; @is_map when they are keys and values. */
static gboolean
add_items (PickleMachine *self,
           gboolean       is_map,
           PickleThing   *items,
           gsize          n_items)
{
  PickleThing *top = _pyro_pickle_peek (self);
  PickleObjectKind kind = is_map ? PICKLE_DICT : *self->opcode == 0x90 ? PICKLE_SET : PICKLE_LIST;
  PickleObject *object;
  PickleInstance *instance;

  if (top == NULL)
    return FALSE;
  if (is_map && n_items % 2 != 0)
    return _pyro_pickle_refuse (self, "the last key of a dict has no value");
  object = top->kind == PICKLE_OBJECT ? top->u.object : NULL;
  if (object != NULL && object->kind == PICKLE_INSTANCE && is_map)
    {
      instance = (PickleInstance *) object;
      if (instance->entries == NULL)
        instance->entries = _pyro_pickle_new_object (self, PICKLE_DICT, NULL, 0);
      object = instance->entries;
      if (object == NULL)
        return FALSE;
    }
  else if (object == NULL || (object->kind != kind && object->kind != PICKLE_INSTANCE))
    return _pyro_pickle_refuse (self, "items are added to something that has none of this kind");

  return _pyro_pickle_append (self, object, items, n_items);
}

/* APPENDS, SETITEMS, ADDITEMS. */
static gboolean
run_items (PickleMachine *self)
{
  gsize n;
  PickleThing *items = _pyro_pickle_pop_mark (self, &n);

  return items != NULL && add_items (self, *self->opcode == 'u', items, n);
}

static gboolean
run_append (PickleMachine *self)
{
  PickleThing item;

  return _pyro_pickle_pop (self, &item) && add_items (self, FALSE, &item, 1);
}

static gboolean
run_set_item (PickleMachine *self)
{
  PickleThing entry[2];

  return _pyro_pickle_pop (self, &entry[1]) && _pyro_pickle_pop (self, &entry[0])
         && add_items (self, TRUE, entry, 2);
}

static gboolean
run_pop_mark (PickleMachine *self)
{
  gsize n;

  return _pyro_pickle_pop_mark (self, &n) != NULL;
}

static gboolean
run_dup (PickleMachine *self)
{
  PickleThing *top = _pyro_pickle_peek (self);
  PickleThing copy;

  if (top == NULL)
    return FALSE;
  _pyro_pickle_share (top);
  copy = *top;

  return _pyro_pickle_push (self, &copy);
}

static gboolean
run_put (PickleMachine *self)
{
  guint64 index = self->n_memo;

  if (*self->opcode == 'p' ? !_pyro_pickle_take_index (self, &index)
      : *self->opcode != 0x94 && !take (self, *self->opcode == 'q' ? 1 : 4, &index))
    return FALSE;

  return _pyro_pickle_put (self, index);
}

static gboolean
run_get (PickleMachine *self)
{
  guint64 index;

  if (*self->opcode == 'g' ? !_pyro_pickle_take_index (self, &index)
      : !take (self, *self->opcode == 'h' ? 1 : 4, &index))
    return FALSE;

  return _pyro_pickle_get (self, index);
}

static gboolean
run_global (PickleMachine *self)
{
  const char *module, *name;
  gsize module_size, name_size;

  return _pyro_pickle_take_line (self, &module, &module_size) && _pyro_pickle_take_line (self, &name, &name_size)
         && _pyro_pickle_push_global (self, module, module_size, name, name_size);
}

static gboolean
run_stack_global (PickleMachine *self)
{
  PickleThing module, name;

  if (!_pyro_pickle_pop (self, &name) || !_pyro_pickle_pop (self, &module))
    return FALSE;
  if (module.kind != PICKLE_TEXT || name.kind != PICKLE_TEXT)
    return _pyro_pickle_refuse (self, "the name of a class is not text");

  return _pyro_pickle_push_global (self, module.u.data, module.size, name.u.data, name.size);
}

static gboolean
finish_call (PickleMachine     *self,
             const PickleThing *callable,
             const PickleThing *args)
{
  PickleThing result;

  return _pyro_pickle_call (self, callable, args, &result) && _pyro_pickle_push (self, &result);
}

static gboolean
run_reduce (PickleMachine *self)
{
  PickleThing callable, args;

  return _pyro_pickle_pop (self, &args) && _pyro_pickle_pop (self, &callable)
         && finish_call (self, &callable, &args);
}

/* The arguments above the mark; for OBJ the class is the first of them. */
static gboolean
run_inst (PickleMachine *self)
{
  PickleThing callable, args = { .kind = PICKLE_OBJECT };
  gboolean is_obj = *self->opcode == 'o';
  PickleThing *items;
  gsize n;

  /* The name must not be pushed above the arguments. */
  if (!is_obj && !(run_global (self) && _pyro_pickle_pop (self, &callable)))
    return FALSE;
  items = _pyro_pickle_pop_mark (self, &n);
  if (items == NULL)
    return FALSE;
  if (is_obj && n == 0)
    return _pyro_pickle_refuse (self, "something is called that is no class and no function");
  if (is_obj)
    callable = *items;
  args.u.object = _pyro_pickle_new_object (self, PICKLE_TUPLE, items + is_obj, n - is_obj);

  return args.u.object != NULL && finish_call (self, &callable, &args);
}

/* NEWOBJ, NEWOBJ_EX: an instance without a call, so that nothing plain comes out of it. */
static gboolean
run_new (PickleMachine *self)
{
  PickleThing callable, args, kwargs, result;
  gboolean with_kwargs = *self->opcode == 0x92;

  if ((with_kwargs && !_pyro_pickle_pop (self, &kwargs)) || !_pyro_pickle_pop (self, &args)
      || !_pyro_pickle_pop (self, &callable))
    return FALSE;
  if (args.kind != PICKLE_OBJECT || args.u.object->kind != PICKLE_TUPLE)
    return _pyro_pickle_refuse (self, "the arguments of a call are not a tuple");
  if (with_kwargs && (kwargs.kind != PICKLE_OBJECT || kwargs.u.object->kind != PICKLE_DICT))
    return _pyro_pickle_refuse (self, "the keyword arguments of a call are not a dict");
  if (callable.kind != PICKLE_OBJECT
      || (callable.u.object->kind != PICKLE_GLOBAL && callable.u.object->kind != PICKLE_INSTANCE))
    return _pyro_pickle_refuse (self, "something is made that has no class");

  return _pyro_pickle_new_instance (self, &callable, &args, with_kwargs ? &kwargs : NULL, &result)
         && _pyro_pickle_push (self, &result);
}

static gboolean
run_build (PickleMachine *self)
{
  PickleThing state, *target;

  if (!_pyro_pickle_pop (self, &state))
    return FALSE;
  target = _pyro_pickle_peek (self);

  return target != NULL && _pyro_pickle_build (self, target, &state);
}

static gboolean
run_proto (PickleMachine *self)
{
  guint64 protocol;

  if (!take (self, 1, &protocol))
    return FALSE;
  if (protocol > PYRO_PICKLE_NEWEST)
    return _pyro_pickle_refuse (self, "it has protocol %u, which is newer than %d", (guint) protocol,
                                PYRO_PICKLE_NEWEST);
  self->protocol = (guint) protocol;

  return TRUE;
}

/* A frame says how many bytes to read at once, which are all there. */
static gboolean
run_frame (PickleMachine *self)
{
  guint64 size;

  return take (self, 8, &size) && need (self, size);
}

static gboolean
run_stop (PickleMachine *self)
{
  self->stopped = TRUE;

  return TRUE;
}

static gboolean
refuse_outside (PickleMachine *self)
{
  guint8 opcode = *self->opcode;

  return _pyro_pickle_refuse (self, "it refers to %s",
                              opcode == 'P' || opcode == 'Q' ? "something outside of it by a persistent id"
                              : opcode <= 0x84 ? "the extension registry of a Python" : "a buffer outside of it");
}

static const Operation operations[256] = {
  ['('] = _pyro_pickle_mark,        ['.'] = run_stop,                 ['0'] = _pyro_pickle_drop,
  ['1'] = run_pop_mark,             ['2'] = run_dup,                  ['F'] = _pyro_pickle_run_line,
  ['I'] = _pyro_pickle_run_line,    ['J'] = run_int,                  ['K'] = run_int,
  ['L'] = _pyro_pickle_run_line,    ['M'] = run_int,                  ['N'] = run_constant,
  ['P'] = refuse_outside,           ['Q'] = refuse_outside,           ['R'] = run_reduce,
  ['S'] = _pyro_pickle_run_line,    ['T'] = run_string,               ['U'] = run_string,
  ['V'] = _pyro_pickle_run_line,    ['X'] = run_text,                 ['a'] = run_append,
  ['b'] = run_build,                ['c'] = run_global,               ['d'] = run_marked,
  ['}'] = run_empty,                ['e'] = run_items,                ['g'] = run_get,
  ['h'] = run_get,                  ['i'] = run_inst,                 ['j'] = run_get,
  ['l'] = run_marked,               [']'] = run_empty,                ['o'] = run_inst,
  ['p'] = run_put,                  ['q'] = run_put,                  ['r'] = run_put,
  ['s'] = run_set_item,             ['t'] = run_marked,               [')'] = run_empty,
  ['u'] = run_items,                ['G'] = run_float,                [0x80] = run_proto,
  [0x81] = run_new,                 [0x82] = refuse_outside,          [0x83] = refuse_outside,
  [0x84] = refuse_outside,          [0x85] = run_tuple,               [0x86] = run_tuple,
  [0x87] = run_tuple,               [0x88] = run_constant,            [0x89] = run_constant,
  [0x8a] = run_long,                [0x8b] = run_long,                ['B'] = run_bytes,
  ['C'] = run_bytes,                [0x8c] = run_text,                [0x8d] = run_text,
  [0x8e] = run_bytes,               [0x8f] = run_empty,               [0x90] = run_items,
  [0x91] = run_marked,              [0x92] = run_new,                 [0x93] = run_stack_global,
  [0x94] = run_put,                 [0x95] = run_frame,               [0x96] = run_bytes,
  [0x97] = refuse_outside,          [0x98] = refuse_outside,
};

static gboolean
run (PickleMachine *self)
{
  while (!self->stopped)
    {
      Operation operation;

      self->opcode = self->at;
      if (!need (self, 1))
        return FALSE;
      operation = operations[*self->at++];
      if (operation == NULL)
        return _pyro_pickle_refuse (self, "there is no opcode 0x%02x", *self->opcode);
      if (!operation (self))
        return FALSE;
    }

  return TRUE;
}

/* What is behind the end, or left on the stack, Python ignores as well. */
PyroValue *
_pyro_pickle_read (GBytes  *payload,
                   GError **error)
{
  PickleMachine self;
  PyroValue *value = NULL;
  PickleThing thing;

  self.payload = payload;
  self.error = error;
  _pyro_pickle_start (&self);
  if (run (&self) && _pyro_pickle_pop (&self, &thing))
    value = _pyro_pickle_make_value (&self, &thing, error);
  _pyro_pickle_clear (&self);

  return value;
}
