/* core/serve/skeleton.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/serve/invocation.h"
#include "core/serve/servant.h"

G_BEGIN_DECLS

/**
 * PyroMethodFlags:
 * @PYRO_METHOD_NONE: a method that is called and answers
 * @PYRO_METHOD_ONEWAY: clients do not wait for it unless they insist
 * @PYRO_METHOD_CALLBACK: an exception ends the connection too
 * @PYRO_METHOD_WORKER: it takes long, and is called in a thread of its own
 * @PYRO_METHOD_LATER: it may return nothing and have the call answered later
 * @PYRO_METHOD_HIDDEN: it is there, but not for clients, who are told so
 *
 * What is special about a method.
 */
typedef enum /*< flags >*/
{
  PYRO_METHOD_NONE     = 0,
  PYRO_METHOD_ONEWAY   = 1 << 0,
  PYRO_METHOD_CALLBACK = 1 << 1,
  PYRO_METHOD_WORKER   = 1 << 2,
  PYRO_METHOD_LATER    = 1 << 3,
  PYRO_METHOD_HIDDEN   = 1 << 4,
} PyroMethodFlags;

/**
 * PyroMethodFunc:
 * @invocation: the call, with its parameters
 * @object: what the skeleton was made with
 * @error: return location for an error, which the client gets as an exception: `PYRO_RAISE()`
 *
 * A method, or one half of an attribute. It may also answer @invocation itself, with a stream for example.
 *
 * Returns: (transfer full) (nullable): the result; %NULL for `None`, when @error is not set
 */
typedef PyroValue *(*PyroMethodFunc) (PyroInvocation  *invocation,
                                      gpointer         object,
                                      GError         **error);

/**
 * PyroMethodInfo:
 * @name: the name of the method; %NULL ends a table
 * @signature: (nullable): its parameters as Python writes them, without `self`: `x, y=1, *args`;
 *   %NULL for anything, unchecked
 * @func: what it does
 * @flags: what is special about it
 *
 * A method in the table of a class.
 */
typedef struct
{
  const char      *name;
  const char      *signature;
  PyroMethodFunc   func;
  PyroMethodFlags  flags;
} PyroMethodInfo;

/**
 * PyroAttributeInfo:
 * @name: the name of the attribute; %NULL ends a table
 * @get: (nullable): reads it; %NULL when it cannot be read
 * @set: (nullable): writes it: its one parameter is the value; %NULL when it cannot be written
 *
 * An attribute in the table of a class.
 */
typedef struct
{
  const char     *name;
  PyroMethodFunc  get;
  PyroMethodFunc  set;
} PyroAttributeInfo;

/**
 * PyroClassInfo:
 * @name: what Python would call the class, for messages
 * @methods: (nullable): its methods, the last one without a name
 * @attributes: (nullable): its attributes, the last one without a name
 *
 * A class as a table. It is kept as long as the process lives, and never changes.
 */
typedef struct
{
  const char              *name;
  const PyroMethodInfo    *methods;
  const PyroAttributeInfo *attributes;
} PyroClassInfo;

#define PYRO_TYPE_SKELETON (pyro_skeleton_get_type ())
G_DECLARE_FINAL_TYPE (PyroSkeleton, pyro_skeleton, PYRO, SKELETON, GObject)

PyroSkeleton        *pyro_skeleton_new             (const PyroClassInfo *info,
                                                    gpointer             object,
                                                    GDestroyNotify       destroy) G_GNUC_WARN_UNUSED_RESULT;
const PyroClassInfo *pyro_skeleton_get_info        (PyroSkeleton        *self);
gpointer             pyro_skeleton_get_object      (PyroSkeleton        *self);
PyroMetadata        *pyro_class_info_dup_metadata  (const PyroClassInfo *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
