/* core/client/item-stream-sync.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The pulls of an item stream that block. */

#include "core/client/item-stream.h"

#include "core/client/item-stream-private.h"

/**
 * pyro_item_stream_open_sync:
 * @proxy: a proxy
 * @method: the name of a method
 * @args: (nullable): the positional arguments, a tuple or a list
 * @kwargs: (nullable): the keyword arguments, a dict
 * @cancellable: (nullable): a way to stop waiting, from another thread
 * @error: return location for an error
 *
 * Calls a method that returns an item stream, and blocks until it has.
 *
 * Returns: (transfer full): the stream, or %NULL with the errors of [method@Pyro.Proxy.call_finish],
 *   and %PYRO_ERROR_VALUE when the method returned something else
 */
PyroItemStream *
pyro_item_stream_open_sync (PyroProxy     *proxy,
                            const char    *method,
                            PyroValue     *args,
                            PyroValue     *kwargs,
                            GCancellable  *cancellable,
                            GError       **error)
{
  g_autoptr(PyroCall) call = NULL;
  g_autoptr(PyroReply) reply = NULL;
  g_autoptr(GError) local_error = NULL;
  PyroItemStream *self = NULL;

  g_return_val_if_fail (PYRO_IS_PROXY (proxy), NULL);
  g_return_val_if_fail (method != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  call = pyro_call_new (pyro_uri_get_object (pyro_proxy_get_uri (proxy)), method, args, kwargs);
  reply = pyro_proxy_send_sync (proxy, call, cancellable, &local_error);
  if (reply != NULL)
    self = pyro_item_stream_new_for_reply (proxy, reply, &local_error);
  else if (local_error == NULL)
    local_error = _pyro_item_stream_new_oneway_error (method);
  if (self == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return self;
}

/* Returns: (transfer full) (nullable): an item, or %NULL, at the end without @error */
static PyroValue *
pyro_item_stream_pull (PyroItemStream  *self,
                       GCancellable    *cancellable,
                       GError         **error)
{
  g_autoptr(PyroCall) call = _pyro_item_stream_new_pull (self);
  g_autoptr(GError) problem = NULL;
  g_autoptr(PyroReply) reply = pyro_proxy_send_sync (self->proxy, call, cancellable, &problem);
  PyroValue *item = reply != NULL ? pyro_reply_decode (reply, &problem) : NULL;

  if (item != NULL)
    return _pyro_item_stream_take_item (self, reply, item);

  _pyro_item_stream_take_error (self, reply, &problem);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));

  return NULL;
}

/**
 * pyro_item_stream_next_sync:
 * @self: a stream
 * @cancellable: (nullable): a way to stop waiting, from another thread
 * @error: return location for an error
 *
 * Pulls one item, and blocks until it is here.
 *
 * Returns: (transfer full) (nullable): the item, or %NULL: at the end without @error; else with the
 *   errors of [method@Pyro.ItemStream.next_finish]
 */
PyroValue *
pyro_item_stream_next_sync (PyroItemStream  *self,
                            GCancellable    *cancellable,
                            GError         **error)
{
  PyroValue *item = NULL;
  gboolean over;

  g_return_val_if_fail (PYRO_IS_ITEM_STREAM (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!_pyro_item_stream_begin_pull (self, cancellable, &over, error))
    return NULL;
  if (!over)
    item = pyro_item_stream_pull (self, cancellable, error);
  _pyro_item_stream_end_pull (self);

  return item;
}

/**
 * pyro_item_stream_next_many_sync:
 * @self: a stream
 * @n_items: how many items to pull
 * @cancellable: (nullable): a way to stop waiting, from another thread
 * @error: return location for an error
 *
 * Pulls items, one after the other, and blocks until they are here.
 *
 * Returns: (transfer full) (element-type PyroValue): the items, fewer than @n_items when the stream
 *   ends before, or %NULL with the errors of [method@Pyro.ItemStream.next_finish]. An error behind
 *   the first item is kept for the next pull
 */
GPtrArray *
pyro_item_stream_next_many_sync (PyroItemStream  *self,
                                 guint            n_items,
                                 GCancellable    *cancellable,
                                 GError         **error)
{
  GPtrArray *items;
  GError *problem = NULL;
  gboolean over;

  g_return_val_if_fail (PYRO_IS_ITEM_STREAM (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!_pyro_item_stream_begin_pull (self, cancellable, &over, error))
    return NULL;

  items = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_value_unref);
  while (!over && items->len < n_items)
    {
      PyroValue *item = pyro_item_stream_pull (self, cancellable, &problem);

      over = item == NULL;
      if (item != NULL)
        g_ptr_array_add (items, item);
    }
  _pyro_item_stream_end_pull (self);

  return _pyro_item_stream_hand_out (self, items, problem, error);
}

/**
 * pyro_item_stream_close_sync:
 * @self: a stream
 * @cancellable: (nullable): a way to stop waiting, from another thread
 * @error: return location for an error
 *
 * Tells the daemon that no more items are wanted; one that has ended needs no closing. Blocks until
 * that is written.
 *
 * Returns: %TRUE, or %FALSE with @error set when the daemon could not be told; the stream is closed
 *   all the same
 */
gboolean
pyro_item_stream_close_sync (PyroItemStream  *self,
                             GCancellable    *cancellable,
                             GError         **error)
{
  g_autoptr(PyroCall) call = NULL;
  g_autoptr(PyroReply) reply = NULL;
  g_autoptr(GError) local_error = NULL;

  g_return_val_if_fail (PYRO_IS_ITEM_STREAM (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (self->closed || self->ended)
    {
      _pyro_item_stream_set_closed (self);
      return TRUE;
    }

  _pyro_item_stream_set_closed (self);
  call = _pyro_item_stream_new_close (self);
  reply = pyro_proxy_send_sync (self->proxy, call, cancellable, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}
