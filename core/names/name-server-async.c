/* core/names/name-server-async.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/name-server.h"

#include "core/names/name-call-private.h"

#define MAX_READ_AT_ONCE 1000 /* entries: more are read in a worker, as a hundred thousand take a tenth of a second */

/* Every task here returns the answer of the name server as a value, which the finish function reads; apart from those
 * for lists, which return the entries. */

/* Takes @entries and @error, one of which is NULL. */
static void
return_entries (GTask     *task,
                GPtrArray *entries,
                GError    *error)
{
  if (entries != NULL)
    g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
read_entries (GTask        *reading,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *entries = _pyro_name_call_get_entries (task_data, &error);

  g_task_set_task_data (reading, NULL, NULL); /* to be freed here, which takes its time too */
  return_entries (reading, entries, error);
}

static void
entries_read_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *entries = g_task_propagate_pointer (G_TASK (result), &error);

  return_entries (task, entries, error);
}

/* Ends the call of a task that returns entries. */
static void
list_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GTask) reading = NULL;
  g_autoptr(PyroValue) answer = NULL;
  GPtrArray *entries;
  GError *error = NULL;

  answer = pyro_proxy_call_finish (PYRO_PROXY (object), result, &error);
  if (answer == NULL)
    {
      g_task_return_error (task, error);
    }
  else if (pyro_value_get_length (answer) <= MAX_READ_AT_ONCE)
    {
      entries = _pyro_name_call_get_entries (answer, &error);
      return_entries (task, entries, error);
    }
  else
    {
      reading = g_task_new (NULL, NULL, entries_read_cb, g_steal_pointer (&task));
      g_task_set_task_data (reading, g_steal_pointer (&answer), (GDestroyNotify) pyro_value_unref);
      g_task_run_in_thread (reading, read_entries);
    }
}

static gboolean
has_entries (GTask *task)
{
  return g_task_get_source_tag (task) == (gpointer) pyro_name_server_list_async ||
         g_task_get_source_tag (task) == (gpointer) pyro_name_server_yplookup_async;
}

static void
call_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  PyroValue *answer = pyro_proxy_call_finish (PYRO_PROXY (object), result, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) pyro_value_unref);
  else
    g_task_return_error (task, error);
}

/* Takes all but @method; @args may be NULL with @error set, and @kwargs may be NULL. */
static void
call_with (GTask      *task,
           const char *method,
           PyroValue  *args,
           PyroValue  *kwargs,
           GError     *error)
{
  g_autoptr(PyroValue) owned = args;
  g_autoptr(PyroValue) owned_kwargs = kwargs;
  PyroNameServer *self = g_task_get_source_object (task);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  pyro_proxy_call_async (pyro_name_server_get_proxy (self), method, args, kwargs,
                         g_task_get_cancellable (task), has_entries (task) ? list_cb : call_cb, task);
}

/* Takes @task, @args and @error; @args may be NULL with @error set. */
static void
call (GTask      *task,
      const char *method,
      PyroValue  *args,
      GError     *error)
{
  call_with (task, method, args, NULL, error);
}

/**
 * pyro_name_server_lookup_async:
 * @self: a name server
 * @name: a name
 * @cancellable: (nullable): a way to give up
 * @callback: what to call when it is done
 * @user_data: for @callback
 *
 * Asks for what is registered under a name, with its tags.
 */
void
pyro_name_server_lookup_async (PyroNameServer      *self,
                               const char          *name,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GError *error = NULL;
  PyroValue *args;
  GTask *task;

  g_return_if_fail (PYRO_IS_NAME_SERVER (self));
  g_return_if_fail (name != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pyro_name_server_lookup_async);
  g_task_set_task_data (task, g_strdup (name), g_free);
  args = _pyro_name_call_arguments (&error, "sb", name, TRUE);
  call (task, "lookup", args, error);
}

/**
 * pyro_name_server_lookup_finish:
 * @self: a name server
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends [method@Pyro.NameServer.lookup_async].
 *
 * Returns: (transfer full): the entry, or %NULL with @error set
 */
PyroNameEntry *
pyro_name_server_lookup_finish (PyroNameServer  *self,
                                GAsyncResult    *result,
                                GError         **error)
{
  g_autoptr(PyroValue) answer = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, pyro_name_server_lookup_async), NULL);

  answer = g_task_propagate_pointer (G_TASK (result), error);
  if (answer == NULL)
    return NULL;

  return _pyro_name_call_get_entry (answer, g_task_get_task_data (G_TASK (result)), error);
}

/**
 * pyro_name_server_register_async:
 * @self: a name server
 * @name: a name
 * @uri: the text of a URI; the name server refuses one that is none
 * @tags: (nullable) (array zero-terminated=1): the metadata tags
 * @safe: whether to fail when the name is taken, rather than to replace what is there with its tags
 * @cancellable: (nullable): a way to give up
 * @callback: what to call when it is done
 * @user_data: for @callback
 *
 * Registers a name.
 */
void
pyro_name_server_register_async (PyroNameServer      *self,
                                 const char          *name,
                                 const char          *uri,
                                 const char *const   *tags,
                                 gboolean             safe,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GError *error = NULL;
  PyroValue *args;
  GTask *task;

  g_return_if_fail (PYRO_IS_NAME_SERVER (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (uri != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pyro_name_server_register_async);
  args = _pyro_name_call_arguments (&error, "ssbt", name, uri, safe, tags);
  call (task, "register", args, error);
}

/**
 * pyro_name_server_register_finish:
 * @self: a name server
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends [method@Pyro.NameServer.register_async].
 *
 * Returns: whether the name is registered
 */
gboolean
pyro_name_server_register_finish (PyroNameServer  *self,
                                  GAsyncResult    *result,
                                  GError         **error)
{
  g_autoptr(PyroValue) answer = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, pyro_name_server_register_async), FALSE);

  answer = g_task_propagate_pointer (G_TASK (result), error);

  return answer != NULL;
}

/**
 * pyro_name_server_set_tags_async:
 * @self: a name server
 * @name: a name
 * @tags: (nullable) (array zero-terminated=1): the tags it has from now on, instead of those it had
 * @cancellable: (nullable): a way to give up
 * @callback: what to call when it is done
 * @user_data: for @callback
 *
 * Replaces the metadata tags of a name.
 */
void
pyro_name_server_set_tags_async (PyroNameServer      *self,
                                 const char          *name,
                                 const char *const   *tags,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GError *error = NULL;
  PyroValue *args;
  GTask *task;

  g_return_if_fail (PYRO_IS_NAME_SERVER (self));
  g_return_if_fail (name != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pyro_name_server_set_tags_async);
  args = _pyro_name_call_arguments (&error, "st", name, tags);
  call (task, "set_metadata", args, error);
}

/**
 * pyro_name_server_set_tags_finish:
 * @self: a name server
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends [method@Pyro.NameServer.set_tags_async].
 *
 * Returns: whether the tags are replaced
 */
gboolean
pyro_name_server_set_tags_finish (PyroNameServer  *self,
                                  GAsyncResult    *result,
                                  GError         **error)
{
  g_autoptr(PyroValue) answer = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, pyro_name_server_set_tags_async), FALSE);

  answer = g_task_propagate_pointer (G_TASK (result), error);

  return answer != NULL;
}

/**
 * pyro_name_server_remove_async:
 * @self: a name server
 * @name: (nullable): the name to remove
 * @prefix: (nullable): what the names to remove begin with
 * @regex: (nullable): what the beginning of the names to remove matches, in Python's `re` syntax
 * @cancellable: (nullable): a way to give up
 * @callback: what to call when it is done
 * @user_data: for @callback
 *
 * Removes names; give one of @name, @prefix and @regex.
 */
void
pyro_name_server_remove_async (PyroNameServer      *self,
                               const char          *name,
                               const char          *prefix,
                               const char          *regex,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GError *error = NULL;
  PyroValue *args;
  GTask *task;

  g_return_if_fail (PYRO_IS_NAME_SERVER (self));
  g_return_if_fail ((name != NULL) + (prefix != NULL) + (regex != NULL) == 1);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pyro_name_server_remove_async);
  args = _pyro_name_call_arguments (&error, "sss", name, prefix, regex);
  call (task, "remove", args, error);
}

/**
 * pyro_name_server_remove_finish:
 * @self: a name server
 * @result: what the callback got
 * @n_removed: (out) (optional): how many were removed
 * @error: return location for an error
 *
 * Ends [method@Pyro.NameServer.remove_async].
 *
 * Returns: whether the name server answered
 */
gboolean
pyro_name_server_remove_finish (PyroNameServer  *self,
                                GAsyncResult    *result,
                                guint64         *n_removed,
                                GError         **error)
{
  g_autoptr(PyroValue) answer = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, pyro_name_server_remove_async), FALSE);

  answer = g_task_propagate_pointer (G_TASK (result), error);

  return answer != NULL && _pyro_name_call_get_number (answer, n_removed, error);
}

/**
 * pyro_name_server_list_async:
 * @self: a name server
 * @prefix: (nullable): what the names begin with
 * @regex: (nullable): what the beginning of the names matches, in Python's `re` syntax; not together
 *   with @prefix
 * @cancellable: (nullable): a way to give up
 * @callback: what to call when it is done
 * @user_data: for @callback
 *
 * Asks for the names, with their URIs and tags.
 */
void
pyro_name_server_list_async (PyroNameServer      *self,
                             const char          *prefix,
                             const char          *regex,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GError *error = NULL;
  PyroValue *args, *kwargs = NULL;
  GTask *task;

  g_return_if_fail (PYRO_IS_NAME_SERVER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pyro_name_server_list_async);
  args = _pyro_name_call_arguments (&error, "ss", prefix, regex);
  if (args != NULL)
    kwargs = _pyro_name_call_keywords (NULL, NULL, &error);
  call_with (task, "list", args, kwargs, error);
}

/**
 * pyro_name_server_list_finish:
 * @self: a name server
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends [method@Pyro.NameServer.list_async].
 *
 * Returns: (transfer full) (element-type PyroNameEntry): the entries, sorted by name, or %NULL with
 *   @error set
 */
GPtrArray *
pyro_name_server_list_finish (PyroNameServer  *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, pyro_name_server_list_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  char **all; /* NULL for none */
  char **any; /* likewise */
} Pages;

static void
pages_free (gpointer data)
{
  Pages *self = data;

  g_strfreev (self->all);
  g_strfreev (self->any);
  g_free (self);
}

/* It is known what the name server offers. */
static void
pages_bound_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Pages *pages = g_task_get_task_data (task);
  const char *const *all = (const char *const *) pages->all;
  const char *const *any = (const char *const *) pages->any;
  PyroValue *args = NULL, *kwargs = NULL;
  GError *error = NULL;

  if (!pyro_proxy_bind_finish (PYRO_PROXY (object), result, &error))
    {
      g_task_return_error (task, error);
    }
  else if (_pyro_name_call_has_pages (pyro_proxy_get_metadata (PYRO_PROXY (object))))
    {
      args = _pyro_name_call_arguments (&error, "ttb", all, any, TRUE);
      call (g_steal_pointer (&task), "yplookup", args, error);
    }
  else
    {
      args = _pyro_name_call_arguments (&error, "");
      if (args != NULL)
        kwargs = _pyro_name_call_keywords (all, any, &error);
      call_with (g_steal_pointer (&task), "list", args, kwargs, error);
    }
}

/**
 * pyro_name_server_yplookup_async:
 * @self: a name server
 * @all: (nullable) (array zero-terminated=1): tags of which a name must have all
 * @any: (nullable) (array zero-terminated=1): tags of which a name must have one; not together with
 *   @all
 * @cancellable: (nullable): a way to give up
 * @callback: what to call when it is done
 * @user_data: for @callback
 *
 * Asks for the names with some tags ("yellow pages"). Without tags there are none.
 */
void
pyro_name_server_yplookup_async (PyroNameServer      *self,
                                 const char *const   *all,
                                 const char *const   *any,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Pages *pages;

  g_return_if_fail (PYRO_IS_NAME_SERVER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pyro_name_server_yplookup_async);
  if (!_pyro_name_call_has_tags (all, any))
    {
      return_entries (task, g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_name_entry_free), NULL);
      return;
    }

  pages = g_new (Pages, 1);
  *pages = (Pages) { g_strdupv ((char **) all), g_strdupv ((char **) any) };
  g_task_set_task_data (task, pages, pages_free);
  pyro_proxy_bind_async (pyro_name_server_get_proxy (self), cancellable, pages_bound_cb,
                         g_steal_pointer (&task));
}

/**
 * pyro_name_server_yplookup_finish:
 * @self: a name server
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends [method@Pyro.NameServer.yplookup_async].
 *
 * Returns: (transfer full) (element-type PyroNameEntry): the entries, sorted by name, or %NULL with
 *   @error set
 */
GPtrArray *
pyro_name_server_yplookup_finish (PyroNameServer  *self,
                                  GAsyncResult    *result,
                                  GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, pyro_name_server_yplookup_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
