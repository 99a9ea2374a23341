/* core/codec/pickle-call.c - what a pickle wants to be called
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/pickle-private.h"

#include <string.h>

#include "core/codec/unicode-private.h"
#include "core/limits.h"

/* To Python a pickle is a program: it names anything that can be imported, and calls it. To us a
 * name is a text, and a call is a note of what was to be called with what: an instance. Nothing is
 * ever looked up or run. */

static gboolean
check_name (PickleMachine *self,
            const char    *text,
            gsize          size)
{
  if (size == 0 || memchr (text, '\0', size) != NULL || !_pyro_unicode_is_valid (text, size, FALSE))
    return _pyro_pickle_refuse (self, "a class has a name that is none");

  return size <= PYRO_MAX_GLOBAL_SIZE
         || _pyro_pickle_refuse (self, "a class has a name of more than %d bytes", PYRO_MAX_GLOBAL_SIZE);
}

/*
 * _pyro_pickle_push_global:
 * @module: the name of a module, without a NUL
 * @name: the name of something in it, without a NUL
 *
 * Pushes the name of a class or function.
 */
gboolean
_pyro_pickle_push_global (PickleMachine *self,
                          const char    *module,
                          gsize          module_size,
                          const char    *name,
                          gsize          name_size)
{
  g_autofree char *module_text = NULL;
  g_autofree char *name_text = NULL;
  g_autofree char *full = NULL;
  PickleGlobal *global;
  const char *in, *of;

  if (!check_name (self, module, module_size) || !check_name (self, name, name_size))
    return FALSE;
  in = module_text = g_strndup (module, module_size);
  of = name_text = g_strndup (name, name_size);
  if (self->protocol <= PYRO_PICKLE_OLD)
    _pyro_pickle_translate (&in, &of);
  full = g_strconcat (in, ".", of, NULL);
  if (!check_name (self, full, strlen (full)))
    return FALSE;

  global = (PickleGlobal *) _pyro_pickle_new_object (self, PICKLE_GLOBAL, NULL, 0);
  if (global == NULL)
    return FALSE;
  global->size = strlen (full);
  global->name = _pyro_pickle_alloc (self, global->size + 1);
  if (global->name == NULL)
    return FALSE;
  memcpy ((char *) global->name, full, global->size + 1);
  global->call = _pyro_pickle_find_call (full);

  return _pyro_pickle_push_object (self, &global->object);
}

/*
 * _pyro_pickle_new_instance:
 * @callable: what was to be called
 * @args: a tuple
 * @kwargs: (nullable): a dict
 * @result: (out): an instance
 */
gboolean
_pyro_pickle_new_instance (PickleMachine     *self,
                           const PickleThing *callable,
                           const PickleThing *args,
                           const PickleThing *kwargs,
                           PickleThing       *result)
{
  PickleInstance *instance = (PickleInstance *) _pyro_pickle_new_object (self, PICKLE_INSTANCE, NULL, 0);

  if (instance == NULL)
    return FALSE;
  instance->callable = *callable;
  instance->args = *args;
  if (kwargs != NULL && kwargs->u.object->n_items > 0)
    instance->kwargs = *kwargs;
  *result = (PickleThing) { .kind = PICKLE_OBJECT, .u.object = &instance->object };

  return TRUE;
}

/*
 * _pyro_pickle_call:
 * @args: must be a tuple
 * @result: (out): an instance, or what is known to come out of the call
 */
gboolean
_pyro_pickle_call (PickleMachine     *self,
                   const PickleThing *callable,
                   const PickleThing *args,
                   PickleThing       *result)
{
  PickleGlobal *global;

  if (args->kind != PICKLE_OBJECT || args->u.object->kind != PICKLE_TUPLE)
    return _pyro_pickle_refuse (self, "the arguments of a call are not a tuple");
  if (callable->kind != PICKLE_OBJECT
      || (callable->u.object->kind != PICKLE_GLOBAL && callable->u.object->kind != PICKLE_INSTANCE))
    return _pyro_pickle_refuse (self, "something is called that is no class and no function");

  *result = (PickleThing) { .kind = PICKLE_ABSENT };
  if (callable->u.object->kind == PICKLE_GLOBAL)
    {
      global = (PickleGlobal *) callable->u.object;
      if (global->call != NULL && !global->call (self, args, result))
        return FALSE;
    }
  if (result->kind != PICKLE_ABSENT)
    return TRUE;

  return _pyro_pickle_new_instance (self, callable, args, NULL, result);
}

/*
 * _pyro_pickle_build:
 * @target: what gets its state
 * @state: its attributes, or whatever its class makes of it
 */
gboolean
_pyro_pickle_build (PickleMachine     *self,
                    PickleThing       *target,
                    const PickleThing *state)
{
  PickleInstance *instance;

  if (target->kind != PICKLE_OBJECT || target->u.object->kind != PICKLE_INSTANCE)
    return _pyro_pickle_refuse (self, "something that is no instance gets a state");
  instance = (PickleInstance *) target->u.object;
  if (instance->state.kind != PICKLE_ABSENT)
    return _pyro_pickle_refuse (self, "an instance gets its state twice");
  instance->state = *state;

  return TRUE;
}
