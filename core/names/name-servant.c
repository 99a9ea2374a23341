/* core/names/name-servant.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/name-servant-private.h"

#include "core/limits.h"
#include "core/names/name-method-private.h"
#include "core/names/registry-private.h"
#include "core/serve/invocation.h"

/* How far the calls of one batch are, of which several are made at once: so they become durable together.
 * It belongs to the batch, and is used where that is served. */
typedef struct
{
  guint      n_seen;  /* calls of the batch that came here */
  guint      first;   /* the first of those that were made */
  GPtrArray *results; /* of PyroValue: theirs; NULL before there are any */
  GError    *error;   /* that of the one behind them, which raised; NULL where none did */
} Progress;

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

static void
progress_free (gpointer data)
{
  Progress *self = data;

  g_clear_pointer (&self->results, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self);
}

static Progress *
get_progress (PyroInvocation *batch)
{
  Progress *self = g_object_get_data (G_OBJECT (batch), "pyro-name-progress");

  if (self == NULL)
    {
      self = g_new0 (Progress, 1);
      g_object_set_data_full (G_OBJECT (batch), "pyro-name-progress", self, progress_free);
    }

  return self;
}

/* Answers the call with the number @index from what is known.
 *
 * Returns: whether it was known */
static gboolean
answer_known (Progress       *self,
              PyroInvocation *invocation,
              guint           index)
{
  if (self->results == NULL)
    return FALSE;
  if (index - self->first < self->results->len)
    pyro_invocation_return_value (invocation, self->results->pdata[index - self->first]);
  else if (self->error != NULL)
    pyro_invocation_return_error (invocation, self->error);
  else
    return FALSE;

  return TRUE;
}

static void
batch_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PyroInvocation) invocation = user_data;
  Progress *progress = get_progress (pyro_invocation_get_batch (invocation));

  g_clear_pointer (&progress->results, g_ptr_array_unref);
  progress->results = _pyro_registry_batch_finish (PYRO_REGISTRY (object), result, &progress->error);
  answer_known (progress, invocation, progress->first);
}

/* How many calls from @first on are made at once. */
static guint
count_calls (PyroCall             *batch,
             guint                 first,
             const PyroGeneration *generation)
{
  guint end = MIN (pyro_call_get_n_calls (batch), first + PYRO_MAX_GROUPED_CHANGES);
  guint n = 0;

  while (first + n < end &&
         _pyro_name_method_find (generation, pyro_call_get_method (pyro_call_get_call (batch, first + n))) != NULL)
    n++;

  return n;
}

static void
start_batch (PyroNameServant      *self,
             PyroInvocation       *invocation,
             const PyroGeneration *generation,
             Progress             *progress,
             guint                 index)
{
  PyroCall *batch = pyro_invocation_get_call (pyro_invocation_get_batch (invocation));
  guint n = _pyro_registry_is_durable (self->registry) ? count_calls (batch, index, generation) : 1;

  progress->first = index;
  _pyro_registry_batch_async (self->registry, generation, batch, index, n, batch_cb, g_object_ref (invocation));
}

/* What waits for a disk, or looks at many names, is answered later, so that meanwhile the others are. */
static void
invoke (PyroServant    *servant,
        PyroInvocation *invocation)
{
  PyroNameServant *self = PYRO_NAME_SERVANT (servant);
  PyroInvocation *batch = pyro_invocation_get_batch (invocation);
  Progress *progress = batch != NULL ? get_progress (batch) : NULL;
  const PyroGeneration *generation = pyro_peer_get_generation (pyro_invocation_get_peer (invocation));
  const char *name = pyro_invocation_get_name (invocation);
  PyroValue *args = pyro_invocation_get_args (invocation);
  PyroValue *kwargs = pyro_invocation_get_kwargs (invocation);
  guint index = progress != NULL ? progress->n_seen++ : 0;

  if (progress != NULL && answer_known (progress, invocation, index))
    return;

  if (_pyro_registry_answers_at_once (self->registry, generation, name, args, kwargs))
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroValue) value = pyro_registry_call (self->registry, generation, name, args, kwargs, &error);

      answer (invocation, value, error);
    }
  else if (progress != NULL)
    {
      start_batch (self, invocation, generation, progress, index);
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
