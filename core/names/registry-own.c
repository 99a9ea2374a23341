/* core/names/registry-own.c - what a name server asks of its registry itself
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/registry.h"

#include "core/names/registry-private.h"
#include "core/value/builder.h"

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
  g_autoptr(PyroValue) pair = NULL;
  GTask *task;
  PyroNameRun *run;

  g_return_if_fail (PYRO_IS_REGISTRY (self));
  g_return_if_fail (name != NULL && g_utf8_validate (name, -1, NULL));
  g_return_if_fail (uri != NULL && g_utf8_validate (uri, -1, NULL));

  pair = build_pair (name, uri);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pyro_registry_forget_async);
  run = _pyro_name_run_new (pyro_generation_get_pyro5 ());
  _pyro_name_run_add (run, &_pyro_name_forget_method, pair, NULL);
  _pyro_registry_start (self, task, run, !_pyro_registry_is_durable (self));
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
