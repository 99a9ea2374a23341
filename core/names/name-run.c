/* core/names/name-run.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/name-run-private.h"

static void
request_clear (gpointer data)
{
  PyroNameRequest *self = data;

  g_clear_pointer (&self->args, pyro_value_unref);
  g_clear_pointer (&self->kwargs, pyro_value_unref);
}

PyroNameRun *
_pyro_name_run_new (const PyroGeneration *generation)
{
  PyroNameRun *self = g_new0 (PyroNameRun, 1);

  self->generation = generation;
  self->requests = g_array_new (FALSE, FALSE, sizeof (PyroNameRequest));
  g_array_set_clear_func (self->requests, request_clear);
  self->results = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_value_unref);

  return self;
}

void
_pyro_name_run_free (PyroNameRun *self)
{
  g_array_unref (self->requests);
  g_ptr_array_unref (self->results);
  g_clear_error (&self->error);
  g_free (self);
}

void
_pyro_name_run_add (PyroNameRun          *self,
                    const PyroNameMethod *method,
                    PyroValue            *args,
                    PyroValue            *kwargs)
{
  PyroNameRequest request = {
    .method = method,
    .args = args != NULL ? pyro_value_ref (args) : NULL,
    .kwargs = kwargs != NULL ? pyro_value_ref (kwargs) : NULL,
  };

  g_array_append_val (self->requests, request);
}

/* Whether any of its calls may change something. */
gboolean
_pyro_name_run_writes (const PyroNameRun *self)
{
  for (guint i = 0; i < self->requests->len; i++)
    if (g_array_index (self->requests, PyroNameRequest, i).method->writes)
      return TRUE;

  return FALSE;
}

gboolean
_pyro_name_run_is_done (const PyroNameRun *self)
{
  return self->error != NULL || self->results->len == self->requests->len;
}

/* Makes the next call. One that raises leaves an error, and is the last.
 *
 * Returns: whether it did not raise */
gboolean
_pyro_name_run_step (PyroNameRun   *self,
                     PyroNameStore *store)
{
  const PyroNameRequest *request = &g_array_index (self->requests, PyroNameRequest, self->results->len);
  PyroValue *result = _pyro_name_method_run (request->method, self->generation, store, request->args,
                                             request->kwargs, &self->error);

  if (result != NULL)
    g_ptr_array_add (self->results, result);

  return result != NULL;
}

/* None of its calls happened. */
void
_pyro_name_run_fail (PyroNameRun  *self,
                     const GError *error)
{
  g_ptr_array_set_size (self->results, 0);
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  _pyro_name_raise_error (self->generation, &self->error);
}

/* What the one call gave that it is.
 *
 * Returns: the result, or NULL with @error set */
PyroValue *
_pyro_name_run_take_result (PyroNameRun  *self,
                            GError      **error)
{
  if (self->error == NULL)
    return pyro_value_ref (self->results->pdata[0]);

  g_propagate_error (error, g_steal_pointer (&self->error));

  return NULL;
}
