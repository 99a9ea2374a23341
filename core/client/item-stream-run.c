/* core/client/item-stream-run.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Item streams that are pulled to their end. */

#include "core/client/item-stream.h"

/* Hands @item out. Returns: whether another one is wanted */
static gboolean
pyro_item_stream_hand (PyroItemStream *self,
                       PyroValue      *item,
                       PyroItemFunc    func,
                       gpointer        data)
{
  return func (self, item, data) == G_SOURCE_CONTINUE && !pyro_item_stream_get_closed (self);
}

typedef struct
{
  PyroItemFunc   func;
  gpointer       data;
  GDestroyNotify data_free;
} Run;

static void
run_free (gpointer data)
{
  Run *self = data;

  if (self->data_free != NULL)
    self->data_free (self->data);
  g_free (self);
}

static void
run_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  PyroItemStream *self = PYRO_ITEM_STREAM (object);
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(PyroValue) item = pyro_item_stream_next_finish (self, result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (item == NULL || !pyro_item_stream_hand (self, item, run->func, run->data))
    g_task_return_boolean (task, TRUE);
  else
    pyro_item_stream_next_async (self, g_task_get_cancellable (task), run_cb, g_object_ref (task));
}

/**
 * pyro_item_stream_run_async:
 * @self: a stream
 * @func: (scope notified) (closure func_data) (destroy func_data_free): takes the items
 * @func_data: passed to @func
 * @func_data_free: (nullable): frees @func_data
 * @cancellable: (nullable): a way to stop
 * @callback: called when the stream has ended, or @func has enough
 * @user_data: passed to @callback
 *
 * Pulls one item after the other. None is asked for before the last one was taken.
 */
void
pyro_item_stream_run_async (PyroItemStream      *self,
                            PyroItemFunc         func,
                            gpointer             func_data,
                            GDestroyNotify       func_data_free,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;
  Run *run;

  g_return_if_fail (PYRO_IS_ITEM_STREAM (self));
  g_return_if_fail (func != NULL);

  run = g_new (Run, 1);
  *run = (Run) { func, func_data, func_data_free };
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pyro_item_stream_run_async);
  g_task_set_task_data (task, run, run_free);
  pyro_item_stream_next_async (self, cancellable, run_cb, task);
}

/**
 * pyro_item_stream_run_finish:
 * @self: a stream
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: %TRUE, or %FALSE with the errors of [method@Pyro.ItemStream.next_finish]
 */
gboolean
pyro_item_stream_run_finish (PyroItemStream  *self,
                             GAsyncResult    *result,
                             GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, pyro_item_stream_run_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * pyro_item_stream_run_sync:
 * @self: a stream
 * @func: (scope call): takes the items
 * @func_data: passed to @func
 * @cancellable: (nullable): a way to stop, from another thread
 * @error: return location for an error
 *
 * Pulls one item after the other until the stream ends or @func has enough, and blocks meanwhile. No
 * item is asked for before the last one was taken.
 *
 * Returns: %TRUE, or %FALSE with the errors of [method@Pyro.ItemStream.next_finish]
 */
gboolean
pyro_item_stream_run_sync (PyroItemStream  *self,
                           PyroItemFunc     func,
                           gpointer         func_data,
                           GCancellable    *cancellable,
                           GError         **error)
{
  gboolean more = TRUE;

  g_return_val_if_fail (PYRO_IS_ITEM_STREAM (self), FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  while (more)
    {
      g_autoptr(GError) problem = NULL;
      g_autoptr(PyroValue) item = pyro_item_stream_next_sync (self, cancellable, &problem);

      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      more = item != NULL && pyro_item_stream_hand (self, item, func, func_data);
    }

  return TRUE;
}
