/* core/names/name-servant.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/name-servant-private.h"

#include "core/names/name-method-private.h"
#include "core/serve/invocation.h"

struct _PyroNameServant
{
  GObject       parent;

  PyroRegistry *registry;
  GHashTable   *metadata; /* generation → PyroMetadata; does not change */
};

static void _pyro_name_servant_iface_init (PyroServantInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PyroNameServant, _pyro_name_servant, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PYRO_TYPE_SERVANT, _pyro_name_servant_iface_init))

static void
_pyro_name_servant_finalize (GObject *object)
{
  PyroNameServant *self = PYRO_NAME_SERVANT (object);

  g_hash_table_unref (self->metadata);
  g_object_unref (self->registry);

  G_OBJECT_CLASS (_pyro_name_servant_parent_class)->finalize (object);
}

static void
_pyro_name_servant_class_init (PyroNameServantClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = _pyro_name_servant_finalize;
}

static void
_pyro_name_servant_init (PyroNameServant *self)
{
  const PyroGeneration *const generations[] = { pyro_generation_get_pyro5 (), pyro_generation_get_pyro4 () };

  self->metadata = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) pyro_metadata_unref);
  for (gsize i = 0; i < G_N_ELEMENTS (generations); i++)
    {
      g_autofree const char **names = _pyro_name_method_list (generations[i]);

      g_hash_table_insert (self->metadata, (gpointer) generations[i], pyro_metadata_new (names, NULL, NULL));
    }
}

static PyroMetadata *
dup_metadata_for (PyroServant          *servant,
                  const PyroGeneration *generation)
{
  return pyro_metadata_ref (g_hash_table_lookup (PYRO_NAME_SERVANT (servant)->metadata, generation));
}

static PyroMetadata *
dup_metadata (PyroServant *servant)
{
  return dup_metadata_for (servant, pyro_generation_get_pyro5 ());
}

/* Both may be NULL, for `None` is a value here. */
static void
answer (PyroInvocation *invocation,
        PyroValue      *value,
        const GError   *error)
{
  if (error != NULL)
    pyro_invocation_return_error (invocation, error);
  else
    pyro_invocation_return_value (invocation, value);
}

static void
called_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PyroInvocation) invocation = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = pyro_registry_call_finish (PYRO_REGISTRY (object), result, &error);

  answer (invocation, value, error);
}

/* What waits for a disk is answered later, so that meanwhile the others are. */
static void
invoke (PyroServant    *servant,
        PyroInvocation *invocation)
{
  PyroNameServant *self = PYRO_NAME_SERVANT (servant);
  const PyroGeneration *generation = pyro_peer_get_generation (pyro_invocation_get_peer (invocation));
  const char *name = pyro_invocation_get_name (invocation);
  PyroValue *args = pyro_invocation_get_args (invocation);
  PyroValue *kwargs = pyro_invocation_get_kwargs (invocation);

  if (pyro_registry_is_quick (self->registry, generation, name))
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroValue) value = pyro_registry_call (self->registry, generation, name, args, kwargs, &error);

      answer (invocation, value, error);
    }
  else
    {
      pyro_registry_call_async (self->registry, generation, name, args, kwargs, NULL, called_cb,
                                g_object_ref (invocation));
    }
}

static const char *
get_class_name (PyroServant *servant)
{
  return "NameServer";
}

static gboolean
hides (PyroServant *servant,
       const char  *name)
{
  return _pyro_name_method_is_hidden (name);
}

static void
_pyro_name_servant_iface_init (PyroServantInterface *iface)
{
  iface->dup_metadata = dup_metadata;
  iface->dup_metadata_for = dup_metadata_for;
  iface->invoke = invoke;
  iface->get_class_name = get_class_name;
  iface->hides = hides;
}

/* What the name server of the caller's generation offers, and nothing else. */
PyroServant *
_pyro_name_servant_new (PyroRegistry *registry)
{
  PyroNameServant *self = g_object_new (PYRO_TYPE_NAME_SERVANT, NULL);

  self->registry = g_object_ref (registry);

  return PYRO_SERVANT (self);
}
