/* core/serve/servant.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/generation.h"
#include "core/wire/metadata.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define PYRO_TYPE_SERVANT (pyro_servant_get_type ())
G_DECLARE_INTERFACE (PyroServant, pyro_servant, PYRO, SERVANT, GObject)

typedef struct _PyroInvocation PyroInvocation;
typedef struct _PyroPeer       PyroPeer;

/**
 * PyroServantInterface:
 * @parent_interface: the parent
 * @dup_metadata: what the object offers; asked for once
 * @invoke: a call, which is one of the things that the object offers. It is answered now or, by who
 *   keeps a reference to it, later, from any thread
 * @get_class_name: (nullable): what Python would call the class, for messages; by default the name of
 *   the GType
 * @hides: (nullable): whether there is something of this name that is not offered
 * @dup_metadata_for: (nullable): what it offers to clients of one generation, where not all get the same;
 *   asked for at each call
 *
 * What a servant implements.
 */
struct _PyroServantInterface
{
  GTypeInterface parent_interface;

  PyroMetadata *(*dup_metadata)     (PyroServant          *self);
  void          (*invoke)           (PyroServant          *self,
                                     PyroInvocation       *invocation);
  const char   *(*get_class_name)   (PyroServant          *self);
  gboolean      (*hides)            (PyroServant          *self,
                                     const char           *name);
  PyroMetadata *(*dup_metadata_for) (PyroServant          *self,
                                     const PyroGeneration *generation);
};

/**
 * PyroInstanceMode:
 * @PYRO_INSTANCE_SESSION: one instance for each connection, which lives as long
 * @PYRO_INSTANCE_SINGLE: one for all, made at the first call
 * @PYRO_INSTANCE_PERCALL: one for each call
 *
 * Which instance of a registered class serves a call.
 */
typedef enum
{
  PYRO_INSTANCE_SESSION,
  PYRO_INSTANCE_SINGLE,
  PYRO_INSTANCE_PERCALL,
} PyroInstanceMode;

/**
 * PyroInstanceFunc:
 * @peer: the client for whose call the instance is made
 * @user_data: what was given with the function
 * @error: return location for an error, which the client gets as an exception
 *
 * Makes an instance of a registered class. [method@Pyro.Peer.get_invocation] has the call for which it does.
 *
 * Returns: (transfer full): the instance, or %NULL with @error set
 */
typedef PyroServant *(*PyroInstanceFunc) (PyroPeer  *peer,
                                          gpointer   user_data,
                                          GError   **error);

PyroMetadata *pyro_servant_dup_metadata   (PyroServant    *self) G_GNUC_WARN_UNUSED_RESULT;
void          pyro_servant_invoke         (PyroServant    *self,
                                           PyroInvocation *invocation);
const char   *pyro_servant_get_class_name (PyroServant    *self);
gboolean      pyro_servant_hides          (PyroServant    *self,
                                           const char     *name);

G_END_DECLS
