/* core/serve/hosted.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/serve/hosted-private.h"

PyroHosted *
_pyro_hosted_new (const char *id)
{
  PyroHosted *self = g_new0 (PyroHosted, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  g_weak_ref_init (&self->weak, NULL);
  self->id = g_strdup (id);

  return self;
}

gpointer
_pyro_hosted_ref (PyroHosted *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
_pyro_hosted_unref (gpointer data)
{
  PyroHosted *self = data;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_object (&self->servant);
  g_clear_object (&self->single);
  g_clear_pointer (&self->metadata, pyro_metadata_unref);
  g_weak_ref_clear (&self->weak);
  g_mutex_clear (&self->lock);
  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_free (self->id);
  g_free (self);
}

/*
 * _pyro_hosted_dup_servant:
 *
 * Returns: (transfer full) (nullable): the one servant, or %NULL for a class, or when it is gone
 */
PyroServant *
_pyro_hosted_dup_servant (PyroHosted *self)
{
  if (self->is_weak)
    return g_weak_ref_get (&self->weak);

  return self->servant != NULL ? g_object_ref (self->servant) : NULL;
}

/* What does not say the same to all, and is therefore not kept: NULL where it does. */
static PyroMetadata *
dup_metadata_for (PyroHosted           *self,
                  const PyroGeneration *generation)
{
  g_autoptr(PyroServant) servant = _pyro_hosted_dup_servant (self);
  PyroServantInterface *iface = servant != NULL ? PYRO_SERVANT_GET_IFACE (servant) : NULL;

  return iface != NULL && iface->dup_metadata_for != NULL ? iface->dup_metadata_for (servant, generation) : NULL;
}

/*
 * _pyro_hosted_dup_metadata:
 * @generation: (nullable): of who asks, where that is known
 *
 * Returns: (transfer full) (nullable): what the object offers; %NULL when it is gone
 */
PyroMetadata *
_pyro_hosted_dup_metadata (PyroHosted           *self,
                           const PyroGeneration *generation)
{
  PyroMetadata *special = generation != NULL ? dup_metadata_for (self, generation) : NULL;
  g_autoptr(GMutexLocker) locker = NULL;

  if (special != NULL)
    return special;

  locker = g_mutex_locker_new (&self->lock);
  if (self->metadata == NULL)
    {
      g_autoptr(PyroServant) servant = _pyro_hosted_dup_servant (self);

      if (servant == NULL)
        return NULL;
      self->metadata = pyro_servant_dup_metadata (servant);
    }

  return pyro_metadata_ref (self->metadata);
}

void
_pyro_hosted_forget_metadata (PyroHosted *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->create == NULL)
    g_clear_pointer (&self->metadata, pyro_metadata_unref);
}
