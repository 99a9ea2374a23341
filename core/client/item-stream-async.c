/* core/client/item-stream-async.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The pulls of an item stream that do not block. */

#include "core/client/item-stream.h"

#include "core/client/decode-private.h"
#include "core/client/item-stream-private.h"

/* Pulls that are under way at once, when many items are wanted. More would only pile up at the
 * daemon, which answers them one by one. */
#define MAX_PULLS 64

/* Many pulls as one operation. Replies come in the order of the pulls, and are read one by one: a
 * large one may take its time in a thread. */
typedef struct
{
  GPtrArray *items;   /* of PyroValue */
  GQueue     answers; /* of Answer, not read yet */
  guint      wanted;
  guint      asked;
  guint      answered;
  gboolean   reading;
  gboolean   over;    /* the end, or a problem, is reached: what comes behind it is no item */
  GError    *problem;
} Pull;

typedef struct
{
  PyroReply *reply;
  GError    *error;
} Answer;

static void pull_go_on (GTask *task);

static void
answer_free (gpointer data)
{
  Answer *self = data;

  g_clear_pointer (&self->reply, pyro_reply_unref);
  g_clear_error (&self->error);
  g_free (self);
}

static void
pull_free (gpointer data)
{
  Pull *self = data;

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_queue_clear_full (&self->answers, answer_free);
  g_clear_error (&self->problem);
  g_free (self);
}

/* ---- Opening ---- */

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  PyroProxy *proxy = PYRO_PROXY (object);
  GError *error = NULL;
  g_autoptr(PyroReply) reply = pyro_proxy_send_finish (proxy, result, &error);
  PyroItemStream *self = NULL;

  if (reply != NULL)
    self = pyro_item_stream_new_for_reply (proxy, reply, &error);
  else if (error == NULL)
    error = _pyro_item_stream_new_oneway_error (pyro_call_get_method (g_task_get_task_data (task)));

  if (self != NULL)
    g_task_return_pointer (task, self, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * pyro_item_stream_open_async:
 * @proxy: a proxy
 * @method: the name of a method
 * @args: (nullable): the positional arguments, a tuple or a list
 * @kwargs: (nullable): the keyword arguments, a dict
 * @cancellable: (nullable): a way to stop waiting
 * @callback: called when the stream is here
 * @user_data: passed to @callback
 *
 * Calls a method that returns an item stream.
 */
void
pyro_item_stream_open_async (PyroProxy           *proxy,
                             const char          *method,
                             PyroValue           *args,
                             PyroValue           *kwargs,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  PyroCall *call;
  GTask *task;

  g_return_if_fail (PYRO_IS_PROXY (proxy));
  g_return_if_fail (method != NULL);

  call = pyro_call_new (pyro_uri_get_object (pyro_proxy_get_uri (proxy)), method, args, kwargs);
  task = g_task_new (proxy, cancellable, callback, user_data);
  g_task_set_source_tag (task, pyro_item_stream_open_async);
  g_task_set_task_data (task, call, (GDestroyNotify) pyro_call_unref);
  pyro_proxy_send_async (proxy, call, cancellable, opened_cb, task);
}

/**
 * pyro_item_stream_open_finish:
 * @proxy: a proxy
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the stream, or %NULL with the errors of [method@Pyro.Proxy.call_finish],
 *   and %PYRO_ERROR_VALUE when the method returned something else
 */
PyroItemStream *
pyro_item_stream_open_finish (PyroProxy     *proxy,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, proxy), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, pyro_item_stream_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Pulling ---- */

static gpointer
read_item (PyroReply  *reply,
           guint       detail,
           GError    **error)
{
  return pyro_reply_decode (reply, error);
}

/* Takes what one pull brought: an item, or a problem (%NULL for the end). */
static void
pull_take (GTask     *task,
           PyroReply *reply,
           PyroValue *item,
           GError    *problem)
{
  PyroItemStream *self = g_task_get_source_object (task);
  Pull *pull = g_task_get_task_data (task);

  if (item != NULL)
    {
      g_ptr_array_add (pull->items, _pyro_item_stream_take_item (self, reply, item));
      return;
    }

  _pyro_item_stream_take_error (self, reply, &problem);
  pull->over = TRUE;
  pull->problem = problem;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Pull *pull = g_task_get_task_data (task);
  Answer *answer = g_queue_pop_head (&pull->answers);
  GError *problem = NULL;
  PyroValue *item = _pyro_decode_finish (result, &problem);

  pull->reading = FALSE;
  pull_take (task, answer->reply, item, problem);
  answer_free (answer);
  pull_go_on (task);
}

/* Reads the next answer. What comes behind the end says that there is nothing more, and what comes
 * behind a problem that is none of the object's may be an item, which is lost. */
static void
pull_read (GTask *task)
{
  PyroItemStream *self = g_task_get_source_object (task);
  Pull *pull = g_task_get_task_data (task);
  Answer *answer = g_queue_peek_head (&pull->answers);

  if (answer == NULL || pull->reading)
    return;

  if (pull->over)
    {
      if (!self->ended)
        _pyro_item_stream_add_lost (self);
      answer_free (g_queue_pop_head (&pull->answers));
    }
  else if (answer->reply == NULL)
    {
      pull_take (task, NULL, NULL, g_steal_pointer (&answer->error));
      answer_free (g_queue_pop_head (&pull->answers));
    }
  else
    {
      pull->reading = TRUE;
      _pyro_decode_async (answer->reply, read_item, 0, (GDestroyNotify) pyro_value_unref, NULL,
                          read_cb, g_object_ref (task));
    }
}

static void
pulled_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Pull *pull = g_task_get_task_data (task);
  Answer *answer = g_new0 (Answer, 1);

  answer->reply = pyro_proxy_send_finish (PYRO_PROXY (object), result, &answer->error);
  pull->answered++;
  g_queue_push_tail (&pull->answers, answer);
  pull_go_on (task);
}

static void
pull_ask (GTask *task)
{
  PyroItemStream *self = g_task_get_source_object (task);
  Pull *pull = g_task_get_task_data (task);

  while (!pull->over && !self->closed && pull->asked < pull->wanted &&
         pull->asked - pull->items->len < MAX_PULLS)
    {
      g_autoptr(PyroCall) call = _pyro_item_stream_new_pull (self);

      pull->asked++;
      pyro_proxy_send_async (self->proxy, call, g_task_get_cancellable (task), pulled_cb,
                             g_object_ref (task));
    }
}

static void
pull_end (GTask *task)
{
  PyroItemStream *self = g_task_get_source_object (task);
  Pull *pull = g_task_get_task_data (task);
  GError *error = NULL;
  GPtrArray *items;

  _pyro_item_stream_end_pull (self);
  items = _pyro_item_stream_hand_out (self, g_steal_pointer (&pull->items),
                                      g_steal_pointer (&pull->problem), &error);
  if (items != NULL)
    g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/* Asks for what is missing, reads what came, and ends when there is nothing to do of either. */
static void
pull_go_on (GTask *task)
{
  Pull *pull = g_task_get_task_data (task);

  while (!pull->reading && pull->answers.length > 0)
    pull_read (task);
  pull_ask (task);
  if (!pull->reading && pull->answered == pull->asked)
    pull_end (task);
}

static void
pyro_item_stream_start_pull (PyroItemStream      *self,
                             guint                n_items,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data,
                             gpointer             source_tag)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  Pull *pull = g_new0 (Pull, 1);
  GError *error = NULL;

  pull->items = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_value_unref);
  pull->wanted = n_items;
  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, pull, pull_free);
  g_task_set_check_cancellable (task, FALSE); /* what was pulled before is not thrown away */

  if (!_pyro_item_stream_begin_pull (self, cancellable, &pull->over, &error))
    g_task_return_error (task, error);
  else
    pull_go_on (task);
}

/**
 * pyro_item_stream_next_async:
 * @self: a stream
 * @cancellable: (nullable): a way to stop waiting
 * @callback: called when the item is here, or the end
 * @user_data: passed to @callback
 *
 * Pulls one item.
 */
void
pyro_item_stream_next_async (PyroItemStream      *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (PYRO_IS_ITEM_STREAM (self));

  pyro_item_stream_start_pull (self, 1, cancellable, callback, user_data, pyro_item_stream_next_async);
}

/**
 * pyro_item_stream_next_finish:
 * @self: a stream
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the item, or %NULL: at the end without @error; else with
 *   %PYRO_REMOTE_ERROR for what the generator raised, %PYRO_ERROR_STREAM when the stream was closed
 *   or the daemon does not have it any more, %G_IO_ERROR_PENDING when a pull is under way, and the
 *   errors of [method@Pyro.Proxy.call_finish]. After an exception the stream has ended; after a
 *   failure of the connection another pull may go on with it
 */
PyroValue *
pyro_item_stream_next_finish (PyroItemStream  *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_autoptr(GPtrArray) items = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, pyro_item_stream_next_async), NULL);

  items = g_task_propagate_pointer (G_TASK (result), error);

  return items != NULL && items->len > 0 ? pyro_value_ref (items->pdata[0]) : NULL;
}

/**
 * pyro_item_stream_next_many_async:
 * @self: a stream
 * @n_items: how many items to pull
 * @cancellable: (nullable): a way to stop waiting
 * @callback: called when the items are here
 * @user_data: passed to @callback
 *
 * Pulls items without waiting for one before the next is asked for.
 */
void
pyro_item_stream_next_many_async (PyroItemStream      *self,
                                  guint                n_items,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (PYRO_IS_ITEM_STREAM (self));

  pyro_item_stream_start_pull (self, n_items, cancellable, callback, user_data,
                               pyro_item_stream_next_many_async);
}

/**
 * pyro_item_stream_next_many_finish:
 * @self: a stream
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type PyroValue): the items, fewer than were wanted when the
 *   stream ends before, or %NULL with the errors of [method@Pyro.ItemStream.next_finish]. An error
 *   behind the first item is kept for the next pull
 */
GPtrArray *
pyro_item_stream_next_many_finish (PyroItemStream  *self,
                                   GAsyncResult    *result,
                                   GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, pyro_item_stream_next_many_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Closing ---- */

static void
closed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(PyroReply) reply = pyro_proxy_send_finish (PYRO_PROXY (object), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * pyro_item_stream_close_async:
 * @self: a stream
 * @cancellable: (nullable): a way to stop waiting
 * @callback: called when the daemon is told
 * @user_data: passed to @callback
 *
 * Tells the daemon that no more items are wanted; one that has ended needs no closing.
 */
void
pyro_item_stream_close_async (PyroItemStream      *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(PyroCall) call = NULL;
  g_autoptr(GTask) task = NULL;
  gboolean done;

  g_return_if_fail (PYRO_IS_ITEM_STREAM (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pyro_item_stream_close_async);
  done = self->closed || self->ended;
  _pyro_item_stream_set_closed (self);
  if (done)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  call = _pyro_item_stream_new_close (self);
  pyro_proxy_send_async (self->proxy, call, cancellable, closed_cb, g_object_ref (task));
}

/**
 * pyro_item_stream_close_finish:
 * @self: a stream
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: %TRUE, or %FALSE with @error set when the daemon could not be told; the stream is closed
 *   all the same
 */
gboolean
pyro_item_stream_close_finish (PyroItemStream  *self,
                               GAsyncResult    *result,
                               GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, pyro_item_stream_close_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
