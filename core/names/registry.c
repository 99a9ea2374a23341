/* core/names/registry.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/registry.h"

#include "core/names/memory-store-private.h"
#include "core/names/name-writer-private.h"
#include "core/value/builder.h"

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
  GMutex          lock;   /* for @store */
  PyroNameWriter *writer; /* what changes a database; NULL without one */
};

G_DEFINE_FINAL_TYPE (PyroRegistry, pyro_registry, G_TYPE_OBJECT)

static void
pyro_registry_finalize (GObject *object)
{
  PyroRegistry *self = PYRO_REGISTRY (object);

  g_clear_pointer (&self->writer, _pyro_name_writer_free);
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
  PyroSqliteStore *writing, *reading;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  writing = _pyro_sqlite_store_open (path, TRUE, error);
  if (writing == NULL)
    return NULL;
  reading = _pyro_sqlite_store_open (path, FALSE, error);
  if (reading == NULL)
    {
      _pyro_sqlite_store_free (writing);
      return NULL;
    }

  self = g_object_new (PYRO_TYPE_REGISTRY, NULL);
  self->store = &reading->parent;
  self->writer = _pyro_name_writer_new (writing);

  return g_steal_pointer (&self);
}

static void
request_free (PyroNameRequest *self)
{
  g_clear_pointer (&self->args, pyro_value_unref);
  g_clear_pointer (&self->kwargs, pyro_value_unref);
  g_free (self);
}

static PyroNameRequest *
request_new (const PyroNameMethod *method,
             const PyroGeneration *generation,
             PyroValue            *args,
             PyroValue            *kwargs)
{
  PyroNameRequest *self = g_new (PyroNameRequest, 1);

  *self = (PyroNameRequest) {
    .method = method,
    .generation = generation,
    .args = args != NULL ? pyro_value_ref (args) : NULL,
    .kwargs = kwargs != NULL ? pyro_value_ref (kwargs) : NULL,
  };

  return self;
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
 * Tells whether [method@Pyro.Registry.call] answers at once: without waiting for a disk, and without
 * looking at each name. Where it does not, [method@Pyro.Registry.call_async] keeps a main loop free.
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

  return found == NULL || self->writer == NULL || (found->quick && !found->writes);
}

static PyroValue *
run (PyroRegistry           *self,
     const PyroNameRequest  *request,
     GError                **error)
{
  g_autoptr(GMutexLocker) locker = NULL;

  if (self->writer != NULL && request->method->writes)
    return _pyro_name_writer_run (self->writer, request, error);

  locker = g_mutex_locker_new (&self->lock);

  return _pyro_name_method_run (request->method, request->generation, self->store,
                                request->args, request->kwargs, error);
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
  PyroNameRequest request = { .generation = generation, .args = args, .kwargs = kwargs };

  g_return_val_if_fail (PYRO_IS_REGISTRY (self), NULL);
  g_return_val_if_fail (generation != NULL, NULL);
  g_return_val_if_fail (method != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  request.method = find_method (generation, method, error);
  if (request.method == NULL)
    return NULL;

  return run (self, &request, error);
}

static void
return_run (PyroRegistry *self,
            GTask        *task)
{
  GError *error = NULL;
  PyroValue *result = run (self, g_task_get_task_data (task), &error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) pyro_value_unref);
  else
    g_task_return_error (task, error);
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
 * Calls a method of the name server. What it changes is durable when @callback is called. Calls that
 * change something take effect in their order; one that only reads may overtake them.
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

  g_task_set_task_data (task, request_new (found, generation, args, kwargs), (GDestroyNotify) request_free);
  if (pyro_registry_is_quick (self, generation, method))
    return_run (self, task);
  else
    _pyro_name_writer_run_async (self->writer, g_steal_pointer (&task));
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

  return g_task_propagate_pointer (G_TASK (result), error);
}

static PyroValue *
build_pair (const char *name,
            const char *uri)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  pyro_builder_open (builder, PYRO_VALUE_TUPLE, NULL);
  pyro_builder_add_string (builder, name, -1);
  pyro_builder_add_string (builder, uri, -1);
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}

/**
 * pyro_registry_forget_async:
 * @self: a registry
 * @name: a name, UTF-8
 * @uri: the URI that it had when it was looked at, UTF-8
 * @cancellable: (nullable): a way to not hear of it any more
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Removes a name, unless it has got another URI in the meantime, or is that of the name server itself.
 */
void
pyro_registry_forget_async (PyroRegistry        *self,
                            const char          *name,
                            const char          *uri,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(PyroValue) pair = NULL;

  g_return_if_fail (PYRO_IS_REGISTRY (self));
  g_return_if_fail (name != NULL && g_utf8_validate (name, -1, NULL));
  g_return_if_fail (uri != NULL && g_utf8_validate (uri, -1, NULL));

  pair = build_pair (name, uri);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pyro_registry_forget_async);
  g_task_set_task_data (task, request_new (&_pyro_name_forget_method, pyro_generation_get_pyro5 (), pair, NULL),
                        (GDestroyNotify) request_free);
  if (self->writer == NULL)
    return_run (self, task);
  else
    _pyro_name_writer_run_async (self->writer, g_steal_pointer (&task));
}

/**
 * pyro_registry_forget_finish:
 * @self: a registry
 * @result: what the callback was given
 * @error: return location for an error, see [method@Pyro.Registry.call]
 *
 * Ends [method@Pyro.Registry.forget_async].
 *
 * Returns: whether the name was removed; %FALSE without @error set where it is another's now
 */
gboolean
pyro_registry_forget_finish (PyroRegistry  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_autoptr(PyroValue) removed = pyro_registry_call_finish (self, result, error);

  return removed != NULL && pyro_value_get_bool (removed);
}

/* The arguments of `register`. */
static PyroValue *
build_own (const char  *uri,
           GError     **error)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  if (!pyro_builder_open (builder, PYRO_VALUE_TUPLE, error))
    return NULL;
  pyro_builder_add_string (builder, PYRO_NAME_SERVER_NAME, -1);
  pyro_builder_add_string (builder, uri, -1);
  pyro_builder_add_bool (builder, FALSE);
  if (!pyro_builder_open (builder, PYRO_VALUE_SET, error))
    return NULL;
  pyro_builder_add_string (builder, _pyro_name_own_classes[0], -1);
  if (!pyro_builder_close (builder, error) || !pyro_builder_close (builder, error))
    return NULL;

  return pyro_builder_end (builder, error);
}

/**
 * pyro_registry_add_own:
 * @self: a registry
 * @uri: the URI of the name server itself, UTF-8
 * @error: return location for an error, see [method@Pyro.Registry.call]
 *
 * Registers the name server under `Pyro.NameServer`, in place of what may be there, with the tag that
 * Python's has: callers of each generation see that of their own. No caller can remove this name.
 *
 * Returns: whether it was registered
 */
gboolean
pyro_registry_add_own (PyroRegistry  *self,
                       const char    *uri,
                       GError       **error)
{
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) result = NULL;

  g_return_val_if_fail (PYRO_IS_REGISTRY (self), FALSE);
  g_return_val_if_fail (uri != NULL && g_utf8_validate (uri, -1, NULL), FALSE);

  args = build_own (uri, error);
  if (args != NULL)
    result = pyro_registry_call (self, pyro_generation_get_pyro5 (), "register", args, NULL, error);

  return result != NULL;
}

/**
 * pyro_registry_count:
 * @self: a registry
 * @count: (out): how many names there are, that of the name server itself included
 * @error: return location for an error, see [method@Pyro.Registry.call]
 *
 * Counts the names.
 *
 * Returns: whether they could be counted
 */
gboolean
pyro_registry_count (PyroRegistry  *self,
                     guint64       *count,
                     GError       **error)
{
  g_autoptr(PyroValue) result = NULL;
  gint64 number = 0;

  g_return_val_if_fail (PYRO_IS_REGISTRY (self), FALSE);
  g_return_val_if_fail (count != NULL, FALSE);

  result = pyro_registry_call (self, pyro_generation_get_pyro5 (), "count", NULL, NULL, error);
  if (result != NULL)
    pyro_value_get_int64 (result, &number);
  *count = (guint64) number;

  return result != NULL;
}
