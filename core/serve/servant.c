/* core/serve/servant.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/serve/servant.h"

/**
 * PyroServant:
 *
 * An object that clients can call through a [class@Pyro.Daemon].
 *
 * A servant says what it offers; the daemon lets nothing else through to it. A call comes as a
 * [class@Pyro.Invocation]. With the server type `multiplex` that is in the main context of the daemon,
 * where all clients wait meanwhile: what takes long is handed to a worker and answered from there. With
 * the server type `thread` it is in the thread of the client, and many may come at once.
 *
 * [class@Pyro.Skeleton] is a servant made of a table of functions.
 */
G_DEFINE_INTERFACE (PyroServant, pyro_servant, G_TYPE_OBJECT)

static const char *
default_get_class_name (PyroServant *self)
{
  return G_OBJECT_TYPE_NAME (self);
}

static gboolean
default_hides (PyroServant *self,
               const char  *name)
{
  return FALSE;
}

static void
pyro_servant_default_init (PyroServantInterface *iface)
{
  iface->get_class_name = default_get_class_name;
  iface->hides = default_hides;
}

/**
 * pyro_servant_dup_metadata:
 * @self: a servant
 *
 * Returns: (transfer full): what the object offers
 */
PyroMetadata *
pyro_servant_dup_metadata (PyroServant *self)
{
  g_return_val_if_fail (PYRO_IS_SERVANT (self), NULL);

  return PYRO_SERVANT_GET_IFACE (self)->dup_metadata (self);
}

/**
 * pyro_servant_invoke:
 * @self: a servant
 * @invocation: a call of something that it offers
 *
 * Has the servant answer a call, now or later.
 */
void
pyro_servant_invoke (PyroServant    *self,
                     PyroInvocation *invocation)
{
  g_return_if_fail (PYRO_IS_SERVANT (self));

  PYRO_SERVANT_GET_IFACE (self)->invoke (self, invocation);
}

/**
 * pyro_servant_get_class_name:
 * @self: a servant
 *
 * Returns: (transfer none): what Python would call its class
 */
const char *
pyro_servant_get_class_name (PyroServant *self)
{
  g_return_val_if_fail (PYRO_IS_SERVANT (self), NULL);

  return PYRO_SERVANT_GET_IFACE (self)->get_class_name (self);
}

/**
 * pyro_servant_hides:
 * @self: a servant
 * @name: a name that it does not offer
 *
 * Returns: whether there is something of that name nevertheless, which clients are told
 */
gboolean
pyro_servant_hides (PyroServant *self,
                    const char  *name)
{
  g_return_val_if_fail (PYRO_IS_SERVANT (self), FALSE);

  return PYRO_SERVANT_GET_IFACE (self)->hides (self, name);
}
