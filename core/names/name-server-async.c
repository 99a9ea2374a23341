/* core/names/name-server-async.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/name-server.h"

#include "core/names/name-call-private.h"

/* Every task here returns the answer of the name server as a value; the finish function reads it. */

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

/* Calls @method in a new task. Takes @args and @error; @args may be NULL with @error set. */
static void
call (PyroNameServer      *self,
      const char          *method,
      PyroValue           *args,
      GError              *error,
      GCancellable        *cancellable,
      GAsyncReadyCallback  callback,
      gpointer             user_data,
      gpointer             source_tag)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  if (args == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_set_task_data (task, args, (GDestroyNotify) pyro_value_unref);
  pyro_proxy_call_async (pyro_name_server_get_proxy (self), method, args, NULL, cancellable,
                         call_cb, g_object_ref (task));
}

/* Returns: (transfer full): the answer, or NULL with @error set */
static PyroValue *
finish (PyroNameServer  *self,
        GAsyncResult    *result,
        gpointer         source_tag,
        GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, source_tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
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

  g_return_if_fail (PYRO_IS_NAME_SERVER (self));
  g_return_if_fail (name != NULL);

  args = _pyro_name_call_arguments (&error, "sb", name, TRUE);
  call (self, "lookup", args, error, cancellable, callback, user_data, pyro_name_server_lookup_async);
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
  g_autoptr(PyroValue) answer = finish (self, result, pyro_name_server_lookup_async, error);
  g_autofree char *name = NULL;

  if (answer == NULL)
    return NULL;
  name = pyro_value_dup_utf8 (pyro_value_get_item (g_task_get_task_data (G_TASK (result)), 0));

  return _pyro_name_call_get_entry (answer, name, error);
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

  g_return_if_fail (PYRO_IS_NAME_SERVER (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (uri != NULL);

  args = _pyro_name_call_arguments (&error, "ssbt", name, uri, safe, tags);
  call (self, "register", args, error, cancellable, callback, user_data, pyro_name_server_register_async);
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
  g_autoptr(PyroValue) answer = finish (self, result, pyro_name_server_register_async, error);

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

  g_return_if_fail (PYRO_IS_NAME_SERVER (self));
  g_return_if_fail (name != NULL);

  args = _pyro_name_call_arguments (&error, "st", name, tags);
  call (self, "set_metadata", args, error, cancellable, callback, user_data, pyro_name_server_set_tags_async);
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
  g_autoptr(PyroValue) answer = finish (self, result, pyro_name_server_set_tags_async, error);

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

  g_return_if_fail (PYRO_IS_NAME_SERVER (self));
  g_return_if_fail ((name != NULL) + (prefix != NULL) + (regex != NULL) == 1);

  args = _pyro_name_call_arguments (&error, "sss", name, prefix, regex);
  call (self, "remove", args, error, cancellable, callback, user_data, pyro_name_server_remove_async);
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
  g_autoptr(PyroValue) answer = finish (self, result, pyro_name_server_remove_async, error);

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
  PyroValue *args;

  g_return_if_fail (PYRO_IS_NAME_SERVER (self));

  args = _pyro_name_call_arguments (&error, "ssb", prefix, regex, TRUE);
  call (self, "list", args, error, cancellable, callback, user_data, pyro_name_server_list_async);
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
  g_autoptr(PyroValue) answer = finish (self, result, pyro_name_server_list_async, error);

  return answer != NULL ? _pyro_name_call_get_entries (answer, error) : NULL;
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
  GError *error = NULL;
  PyroValue *args;

  g_return_if_fail (PYRO_IS_NAME_SERVER (self));

  args = _pyro_name_call_arguments (&error, "ttb", all, any, TRUE);
  call (self, "yplookup", args, error, cancellable, callback, user_data, pyro_name_server_yplookup_async);
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
  g_autoptr(PyroValue) answer = finish (self, result, pyro_name_server_yplookup_async, error);

  return answer != NULL ? _pyro_name_call_get_entries (answer, error) : NULL;
}
