/* core/names/registry.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/registry.h"

#include "core/limits.h"
#include "core/names/memory-store-private.h"
#include "core/names/name-worker-private.h"
#include "core/names/registry-private.h"
#include "core/names/shared-store-private.h"

/**
 * PyroRegistry:
 *
 * What a name server knows: names, their URIs and their tags, and the methods by which callers of any
 * generation read and change them.
 *
 * A call gets the answer that Python's name server of the caller's generation gives, exceptions and their
 * texts included. It may come from any thread. Where the answers are better than Python's, it is that
 * the prefix of a persistent registry is matched as that of one in memory; where they are more narrow, a
 * `NamingError` says so: over a limit of `limits.h`, half a character, a regular expression that means
 * something else here or takes too long.
 *
 * It is kept in memory, or in a database as Python's name server has it.
 */
struct _PyroRegistry
{
  GObject         parent;

  PyroNameStore  *store;
  GMutex          lock;    /* for @store and @patient */
  PyroNameWorker *writer;  /* what changes a database; NULL without one */
  PyroNameWorker *patient; /* what takes long otherwise; NULL until it is wanted, with a database from the start */
};

G_DEFINE_FINAL_TYPE (PyroRegistry, pyro_registry, G_TYPE_OBJECT)

static void
pyro_registry_finalize (GObject *object)
{
  PyroRegistry *self = PYRO_REGISTRY (object);

  g_clear_pointer (&self->writer, _pyro_name_worker_free);
  g_clear_pointer (&self->patient, _pyro_name_worker_free);
  if (self->store != NULL)
    self->store->class->free (self->store);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (pyro_registry_parent_class)->finalize (object);
}

static void
pyro_registry_class_init (PyroRegistryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyro_registry_finalize;
}

static void
pyro_registry_init (PyroRegistry *self)
{
  g_mutex_init (&self->lock);
}

/**
 * pyro_registry_new:
 *
 * Returns: (transfer full): a registry in memory, without a name, which is forgotten with it
 */
PyroRegistry *
pyro_registry_new (void)
{
  PyroRegistry *self = g_object_new (PYRO_TYPE_REGISTRY, NULL);

  self->store = _pyro_memory_store_new ();

  return self;
}

/**
 * pyro_registry_open:
 * @path: (type filename): the file of the database, which is made when it is missing
 * @error: return location for an error of the code %PYRO_ERROR_NAMING: the file cannot be used as a
 *   database of names
 *
 * Opens a registry that is kept in a database as Python's name server of either generation has it: one of
 * Python's goes on here, and one of ours there. It looks at all of the file first.
 *
 * A change is durable when its call is answered, whatever becomes of the process. Several programs may have
 * the database open.
 *
 * Returns: (transfer full): a registry, or %NULL with @error set
 */
PyroRegistry *
pyro_registry_open (const char  *path,
                    GError     **error)
{
  g_autoptr(PyroRegistry) self = NULL;
  g_autoptr(PyroSqliteStore) writing = NULL;
  g_autoptr(PyroSqliteStore) reading = NULL;
  g_autoptr(PyroSqliteStore) listing = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  writing = _pyro_sqlite_store_open (path, TRUE, error);
  if (writing == NULL)
    return NULL;
  reading = _pyro_sqlite_store_open (path, FALSE, error);
  if (reading == NULL)
    return NULL;
  listing = _pyro_sqlite_store_open (path, FALSE, error);
  if (listing == NULL)
    return NULL;

  self = g_object_new (PYRO_TYPE_REGISTRY, NULL);
  self->store = &g_steal_pointer (&reading)->parent;
  self->patient = _pyro_name_worker_new (&g_steal_pointer (&listing)->parent);
  self->writer = _pyro_name_worker_new_writer (g_steal_pointer (&writing), self->patient);

  return g_steal_pointer (&self);
}

static const PyroNameMethod *
find_method (const PyroGeneration  *generation,
             const char            *name,
             GError               **error)
{
  const PyroNameMethod *method = _pyro_name_method_find (generation, name);
  g_autoptr(PyroValue) text = NULL;

  if (method == NULL)
    {
      text = pyro_value_new_string (name);
      _pyro_name_method_refuse (generation, text, error);
    }

  return method;
}

/**
 * pyro_registry_is_quick:
 * @self: a registry
 * @generation: the caller's generation
 * @method: the name of a method
 *
 * Tells whether [method@Pyro.Registry.call] answers at once, whatever its arguments: without waiting for a disk,
 * and without looking at each name. Where it does not, [method@Pyro.Registry.call_async] keeps a main loop free.
 *
 * Returns: whether it does
 */
gboolean
pyro_registry_is_quick (PyroRegistry         *self,
                        const PyroGeneration *generation,
                        const char           *method)
{
  const PyroNameMethod *found;

  g_return_val_if_fail (PYRO_IS_REGISTRY (self), FALSE);
  g_return_val_if_fail (generation != NULL, FALSE);
  g_return_val_if_fail (method != NULL, FALSE);

  found = _pyro_name_method_find (generation, method);

  return found == NULL || (found->quick && (self->writer == NULL || !found->writes));
}

static gboolean
has_key (PyroValue  *kwargs,
         const char *key)
{
  return kwargs != NULL && pyro_value_get_kind (kwargs) == PYRO_VALUE_DICT
         && pyro_value_lookup_string (kwargs, key) != NULL;
}

/* Whether there is little to look at: one name, or few of them in memory and no regular expression. */
static gboolean
is_short (PyroRegistry         *self,
          const PyroNameMethod *method,
          PyroValue            *args,
          PyroValue            *kwargs)
{
  guint64 n_names;

  if (self->writer != NULL || (args != NULL && pyro_value_get_length (args) > 1) || has_key (kwargs, "regex"))
    return FALSE;
  if (method->writes && !has_key (kwargs, "prefix"))
    return TRUE;

  return self->store->class->count (self->store, &n_names, NULL) && n_names <= PYRO_MAX_NAMES_A_TURN;
}

/*
 * _pyro_registry_answers_at_once:
 *
 * Returns: whether pyro_registry_call() keeps nobody waiting with these arguments
 */
gboolean
_pyro_registry_answers_at_once (PyroRegistry         *self,
                                const PyroGeneration *generation,
                                const char           *method,
                                PyroValue            *args,
                                PyroValue            *kwargs)
{
  g_autoptr(GMutexLocker) locker = NULL;

  if (pyro_registry_is_quick (self, generation, method))
    return TRUE;

  locker = g_mutex_locker_new (&self->lock);

  return is_short (self, _pyro_name_method_find (generation, method), args, kwargs);
}

/* Who makes calls that take long. */
static PyroNameWorker *
get_worker (PyroRegistry *self)
{
  g_autoptr(GMutexLocker) locker = NULL;

  if (self->writer != NULL)
    return self->writer;

  locker = g_mutex_locker_new (&self->lock);
  if (self->patient == NULL)
    self->patient = _pyro_name_worker_new (_pyro_shared_store_new (self->store, &self->lock));

  return self->patient;
}

static void
make_calls (PyroRegistry *self,
            PyroNameRun  *run)
{
  g_autoptr(GMutexLocker) locker = NULL;

  if (self->writer != NULL && _pyro_name_run_writes (run))
    {
      _pyro_name_worker_run (self->writer, run);
      return;
    }

  locker = g_mutex_locker_new (&self->lock);
  while (!_pyro_name_run_is_done (run))
    _pyro_name_run_step (run, self->store);
}

/**
 * pyro_registry_call:
 * @self: a registry
 * @generation: the caller's generation
 * @method: the name of a method
 * @args: (nullable): the positional arguments, a list or a tuple
 * @kwargs: (nullable): the keyword arguments, a dict
 * @error: return location for an error of the domain `PYRO_REMOTE_ERROR`: the exception that Python's name
 *   server raises, see [func@Pyro.remote_error_get_exception]
 *
 * Calls a method of the name server, and waits for the disk where it has to.
 *
 * Returns: (transfer full): the result, or %NULL with @error set
 */
PyroValue *
pyro_registry_call (PyroRegistry          *self,
                    const PyroGeneration  *generation,
                    const char            *method,
                    PyroValue             *args,
                    PyroValue             *kwargs,
                    GError               **error)
{
  g_autoptr(PyroNameRun) run = NULL;
  const PyroNameMethod *found;

  g_return_val_if_fail (PYRO_IS_REGISTRY (self), NULL);
  g_return_val_if_fail (generation != NULL, NULL);
  g_return_val_if_fail (method != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  found = find_method (generation, method, error);
  if (found == NULL)
    return NULL;
  run = _pyro_name_run_new (generation);
  _pyro_name_run_add (run, found, args, kwargs);
  make_calls (self, run);

  return _pyro_name_run_take_result (run, error);
}

/*
 * _pyro_registry_start:
 * @task: (transfer full): returns %TRUE, for which pyro_registry_call_finish() has the result
 * @run: (transfer full): the calls
 * @at_once: whether they keep nobody waiting
 */
void
_pyro_registry_start (PyroRegistry *self,
                      GTask        *task,
                      PyroNameRun  *run,
                      gboolean      at_once)
{
  g_task_set_task_data (task, run, (GDestroyNotify) _pyro_name_run_free);
  if (!at_once)
    {
      _pyro_name_worker_run_async (get_worker (self), task);
      return;
    }

  make_calls (self, run);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/**
 * pyro_registry_call_async:
 * @self: a registry
 * @generation: the caller's generation
 * @method: the name of a method
 * @args: (nullable): the positional arguments, a list or a tuple
 * @kwargs: (nullable): the keyword arguments, a dict
 * @cancellable: (nullable): a way to not hear of the answer any more; what the call changes it may
 *   have changed
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Calls a method of the name server. What it changes is durable when @callback is called. What is kept in a
 * database sees calls in their order. In memory one that looks at many names, of which some remove them, may take
 * effect after those that come while it does: who needs an order waits for the answer.
 */
void
pyro_registry_call_async (PyroRegistry         *self,
                          const PyroGeneration *generation,
                          const char           *method,
                          PyroValue            *args,
                          PyroValue            *kwargs,
                          GCancellable         *cancellable,
                          GAsyncReadyCallback   callback,
                          gpointer              user_data)
{
  g_autoptr(GTask) task = NULL;
  GError *error = NULL;
  const PyroNameMethod *found;
  PyroNameRun *run;

  g_return_if_fail (PYRO_IS_REGISTRY (self));
  g_return_if_fail (generation != NULL);
  g_return_if_fail (method != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pyro_registry_call_async);
  found = find_method (generation, method, &error);
  if (found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  run = _pyro_name_run_new (generation);
  _pyro_name_run_add (run, found, args, kwargs);
  _pyro_registry_start (self, g_steal_pointer (&task), run,
                        _pyro_registry_answers_at_once (self, generation, method, args, kwargs));
}

/**
 * pyro_registry_call_finish:
 * @self: a registry
 * @result: what the callback was given
 * @error: return location for an error, see [method@Pyro.Registry.call]
 *
 * Ends [method@Pyro.Registry.call_async].
 *
 * Returns: (transfer full): the result, or %NULL with @error set
 */
PyroValue *
pyro_registry_call_finish (PyroRegistry  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (PYRO_IS_REGISTRY (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  return _pyro_name_run_take_result (g_task_get_task_data (G_TASK (result)), error);
}

/*
 * _pyro_registry_is_durable:
 *
 * Returns: whether what is changed goes to a disk
 */
gboolean
_pyro_registry_is_durable (PyroRegistry *self)
{
  return self->writer != NULL;
}

/*
 * _pyro_registry_batch_async:
 * @batch: a batch of calls
 * @first: the first of them that is made
 * @n: how many are made, one after another, up to the first that raises
 *
 * All that they change becomes durable together. They are calls of methods that there are.
 */
void
_pyro_registry_batch_async (PyroRegistry         *self,
                            const PyroGeneration *generation,
                            PyroCall             *batch,
                            guint                 first,
                            guint                 n,
                            GAsyncReadyCallback   callback,
                            gpointer              user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  PyroNameRun *run = _pyro_name_run_new (generation);

  g_task_set_source_tag (task, _pyro_registry_batch_async);
  for (guint i = first; i < first + n; i++)
    {
      PyroCall *call = pyro_call_get_call (batch, i);

      _pyro_name_run_add (run, _pyro_name_method_find (generation, pyro_call_get_method (call)),
                          pyro_call_get_args (call), pyro_call_get_kwargs (call));
    }
  _pyro_registry_start (self, task, run, FALSE);
}

/*
 * _pyro_registry_batch_finish:
 * @error: return location for the exception of the call that raised one
 *
 * Returns: (transfer full): the results of those before it
 */
GPtrArray *
_pyro_registry_batch_finish (PyroRegistry  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  PyroNameRun *run = g_task_get_task_data (G_TASK (result));

  if (run->error != NULL)
    g_propagate_error (error, g_steal_pointer (&run->error));

  return g_ptr_array_ref (run->results);
}
