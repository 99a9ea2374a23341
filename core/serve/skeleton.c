/* core/serve/skeleton.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/serve/skeleton.h"

#include "core/serve/invocation-private.h"
#include "core/serve/signature.h"

/**
 * PyroSkeleton:
 *
 * A servant that is made of a table of functions: what the table has is offered, and nothing else.
 *
 * The functions are called where [iface@Pyro.Servant] says, those that ask for it in a thread of their own.
 * Arguments are checked against the signature in the table, with Python's messages for what is wrong.
 */
struct _PyroSkeleton
{
  GObject              parent_instance;

  const PyroClassInfo *info;
  gpointer             object;
  GDestroyNotify       destroy;
};

static void servant_init (PyroServantInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PyroSkeleton, pyro_skeleton, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PYRO_TYPE_SERVANT, servant_init))

/* ---- What is found out of a table, once ---- */

typedef struct
{
  const PyroMethodInfo *info;
  PyroSignature        *signature; /* NULL for anything */
} Method;

typedef struct
{
  GHashTable   *methods; /* name → Method */
  PyroMetadata *metadata;
} Plan;

static PyroMetadata *
read_metadata (const PyroClassInfo *info)
{
  g_autoptr(GPtrArray) methods = g_ptr_array_new ();
  g_autoptr(GPtrArray) oneway = g_ptr_array_new ();
  g_autoptr(GPtrArray) attributes = g_ptr_array_new ();

  for (const PyroMethodInfo *m = info->methods; m != NULL && m->name != NULL; m++)
    if ((m->flags & PYRO_METHOD_HIDDEN) == 0)
      g_ptr_array_add ((m->flags & PYRO_METHOD_ONEWAY) != 0 ? oneway : methods, (gpointer) m->name);
  for (const PyroAttributeInfo *a = info->attributes; a != NULL && a->name != NULL; a++)
    g_ptr_array_add (attributes, (gpointer) a->name);
  g_ptr_array_add (methods, NULL);
  g_ptr_array_add (oneway, NULL);
  g_ptr_array_add (attributes, NULL);

  return pyro_metadata_new ((const char *const *) methods->pdata, (const char *const *) oneway->pdata,
                            (const char *const *) attributes->pdata);
}

static Plan *
plan_new (const PyroClassInfo *info)
{
  Plan *self = g_new0 (Plan, 1);

  self->methods = g_hash_table_new (g_str_hash, g_str_equal);
  self->metadata = read_metadata (info);
  for (const PyroMethodInfo *m = info->methods; m != NULL && m->name != NULL; m++)
    {
      Method *method = g_new0 (Method, 1);

      method->info = m;
      method->signature = m->signature != NULL ? _pyro_signature_new (m->signature) : NULL;
      g_hash_table_insert (self->methods, (gpointer) m->name, method);
    }

  return self;
}

/* Tables live as long as the process, and so do the plans. */
static const Plan *
find_plan (const PyroClassInfo *info)
{
  static GMutex lock;
  static GHashTable *plans;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&lock);
  Plan *plan;

  if (plans == NULL)
    plans = g_hash_table_new (NULL, NULL);
  plan = g_hash_table_lookup (plans, info);
  if (plan == NULL)
    {
      plan = plan_new (info);
      g_hash_table_insert (plans, (gpointer) info, plan);
    }

  return plan;
}

/* ---- Calls ---- */

static void
run (PyroSkeleton    *self,
     PyroInvocation  *invocation,
     PyroMethodFunc   func,
     PyroMethodFlags  flags)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) result = NULL;

  result = func (invocation, self->object, &error);
  if (error == NULL && invocation->unreadable != NULL)
    error = g_steal_pointer (&invocation->unreadable);
  if (error != NULL)
    {
      if (!pyro_invocation_is_answered (invocation))
        pyro_invocation_return_error (invocation, error);
    }
  else if (result != NULL)
    pyro_invocation_return_value (invocation, result);
  else if ((flags & PYRO_METHOD_LATER) == 0 && !pyro_invocation_is_answered (invocation))
    pyro_invocation_return_value (invocation, NULL);
}

typedef struct
{
  PyroSkeleton         *skeleton;
  PyroInvocation       *invocation;
  const PyroMethodInfo *info;
} Errand;

static void
run_errand (gpointer data)
{
  Errand *self = data;

  run (self->skeleton, self->invocation, self->info->func, self->info->flags);
  g_object_unref (self->invocation);
  g_object_unref (self->skeleton);
  g_free (self);
}

/* A blob is one argument, which is opened when it is asked for. */
static PyroValue *
dup_args (PyroInvocation *invocation)
{
  g_autoptr(PyroValue) closed = NULL;

  if (pyro_invocation_get_blob (invocation) == NULL)
    return pyro_value_ref (pyro_invocation_get_args (invocation));

  closed = pyro_value_new_none ();

  return pyro_value_new_tuple (&closed, 1);
}

/* Finds what each parameter of the method is; of one without a signature there are as many as arguments. */
static gboolean
bind_params (PyroSkeleton    *self,
             PyroInvocation  *invocation,
             const Method    *method,
             GError         **error)
{
  g_autoptr(PyroValue) args = NULL;

  if (method->signature == NULL && pyro_invocation_get_blob (invocation) == NULL)
    return TRUE;

  args = dup_args (invocation);
  if (method->signature == NULL)
    {
      invocation->params = g_new (PyroValue *, 1);
      invocation->params[0] = pyro_value_ref (pyro_value_get_item (args, 0));
      invocation->n_params = 1;
      return TRUE;
    }
  invocation->params = _pyro_signature_bind (method->signature, self->info->name, method->info->name, args,
                                             pyro_invocation_get_kwargs (invocation), error);
  if (invocation->params != NULL)
    invocation->n_params = _pyro_signature_get_n_params (method->signature);

  return invocation->params != NULL;
}

static void
call_method (PyroSkeleton   *self,
             PyroInvocation *invocation)
{
  const Plan *plan = find_plan (self->info);
  const Method *method = g_hash_table_lookup (plan->methods, pyro_invocation_get_name (invocation));
  g_autoptr(GError) error = NULL;

  if (!bind_params (self, invocation, method, &error))
    {
      pyro_invocation_return_error (invocation, error);
      return;
    }

  pyro_invocation_set_callback (invocation, (method->info->flags & PYRO_METHOD_CALLBACK) != 0);
  /* the thread of a client may wait for an answer, but not for what has none */
  if ((method->info->flags & PYRO_METHOD_WORKER) != 0 && (invocation->daemon->threads == NULL || invocation->oneway))
    {
      Errand *errand = g_new (Errand, 1);

      *errand = (Errand) { g_object_ref (self), g_object_ref (invocation), method->info };
      _pyro_daemon_run_errand (invocation->daemon, run_errand, errand);
      return;
    }
  run (self, invocation, method->info->func, method->info->flags);
}

static void
use_attribute (PyroSkeleton   *self,
               PyroInvocation *invocation)
{
  const char *name = pyro_invocation_get_name (invocation);
  gboolean sets = pyro_invocation_get_kind (invocation) == PYRO_INVOCATION_SET;
  PyroMethodFunc func = NULL;

  for (const PyroAttributeInfo *a = self->info->attributes; a != NULL && a->name != NULL; a++)
    if (g_str_equal (a->name, name))
      func = sets ? a->set : a->get;
  if (func == NULL)
    {
      g_autoptr(GError) error = NULL;

      pyro_set_exception (&error, NULL, 0, NULL, "AttributeError",
                          "attempt to access unexposed or unknown remote attribute '%s'", name);
      pyro_invocation_return_error (invocation, error);
      return;
    }

  invocation->params = g_new0 (PyroValue *, 1);
  if (sets)
    invocation->params[invocation->n_params++] =
      pyro_value_ref (pyro_value_get_item (pyro_invocation_get_args (invocation), 1));
  run (self, invocation, func, PYRO_METHOD_NONE);
}

static void
pyro_skeleton_invoke (PyroServant    *servant,
                      PyroInvocation *invocation)
{
  if (pyro_invocation_get_kind (invocation) == PYRO_INVOCATION_CALL)
    call_method (PYRO_SKELETON (servant), invocation);
  else
    use_attribute (PYRO_SKELETON (servant), invocation);
}

static PyroMetadata *
pyro_skeleton_dup_metadata (PyroServant *servant)
{
  return pyro_class_info_dup_metadata (PYRO_SKELETON (servant)->info);
}

static const char *
pyro_skeleton_get_class_name (PyroServant *servant)
{
  return PYRO_SKELETON (servant)->info->name;
}

static gboolean
pyro_skeleton_hides (PyroServant *servant,
                     const char  *name)
{
  return g_hash_table_contains (find_plan (PYRO_SKELETON (servant)->info)->methods, name);
}

static void
servant_init (PyroServantInterface *iface)
{
  iface->dup_metadata = pyro_skeleton_dup_metadata;
  iface->invoke = pyro_skeleton_invoke;
  iface->get_class_name = pyro_skeleton_get_class_name;
  iface->hides = pyro_skeleton_hides;
}

static void
pyro_skeleton_finalize (GObject *object)
{
  PyroSkeleton *self = PYRO_SKELETON (object);

  if (self->destroy != NULL)
    self->destroy (self->object);

  G_OBJECT_CLASS (pyro_skeleton_parent_class)->finalize (object);
}

static void
pyro_skeleton_class_init (PyroSkeletonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyro_skeleton_finalize;
}

static void
pyro_skeleton_init (PyroSkeleton *self)
{
}

/**
 * pyro_skeleton_new: (skip)
 * @info: what it offers
 * @object: (nullable): passed to the functions
 * @destroy: (nullable): frees @object
 *
 * Returns: (transfer full): a new servant
 */
PyroSkeleton *
pyro_skeleton_new (const PyroClassInfo *info,
                   gpointer             object,
                   GDestroyNotify       destroy)
{
  PyroSkeleton *self;

  g_return_val_if_fail (info != NULL, NULL);

  self = g_object_new (PYRO_TYPE_SKELETON, NULL);
  self->info = info;
  self->object = object;
  self->destroy = destroy;

  return self;
}

/**
 * pyro_skeleton_get_info: (skip)
 * @self: a skeleton
 *
 * Returns: (transfer none): its table
 */
const PyroClassInfo *
pyro_skeleton_get_info (PyroSkeleton *self)
{
  g_return_val_if_fail (PYRO_IS_SKELETON (self), NULL);

  return self->info;
}

/**
 * pyro_skeleton_get_object: (skip)
 * @self: a skeleton
 *
 * Returns: (transfer none): what it was made with
 */
gpointer
pyro_skeleton_get_object (PyroSkeleton *self)
{
  g_return_val_if_fail (PYRO_IS_SKELETON (self), NULL);

  return self->object;
}

/**
 * pyro_class_info_dup_metadata: (skip)
 * @self: a table
 *
 * Returns: (transfer full): what the table offers, for [method@Pyro.Daemon.register_class]
 */
PyroMetadata *
pyro_class_info_dup_metadata (const PyroClassInfo *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return pyro_metadata_ref (find_plan (self)->metadata);
}
