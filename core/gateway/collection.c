/* core/gateway/collection.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/gateway/collection-private.h"

#include "core/client/item-stream.h"
#include "core/codec/codec.h"
#include "core/error.h"
#include "core/limits.h"

typedef struct
{
  GString      *items;    /* JSON, as far as the stream was read */
  guint         n_items;
  GSource      *deadline; /* NULL for none */
  GCancellable *stop;     /* cancelled at the deadline */
  gboolean      too_many;
} Collection;

static void
collection_free (Collection *self)
{
  if (self->deadline != NULL)
    g_source_destroy (self->deadline);
  g_clear_pointer (&self->deadline, g_source_unref);
  g_string_free (self->items, TRUE);
  g_object_unref (self->stop);
  g_free (self);
}

static gboolean
item_cb (PyroItemStream *stream,
         PyroValue      *item,
         gpointer        user_data)
{
  Collection *self = user_data;
  g_autoptr(GBytes) json = pyro_codec_encode (pyro_codec_find ("json"), item, NULL);

  if (json == NULL) /* it came as JSON, so this should not be */
    json = g_bytes_new_static ("null", 4);
  if (self->n_items >= PYRO_MAX_GATEWAY_ITEMS ||
      self->items->len + g_bytes_get_size (json) > PYRO_MAX_GATEWAY_REPLY)
    {
      self->too_many = TRUE;
      return G_SOURCE_REMOVE;
    }

  if (self->n_items++ > 0)
    g_string_append (self->items, ", ");
  g_string_append_len (self->items, g_bytes_get_data (json, NULL), (gssize) g_bytes_get_size (json));

  return G_SOURCE_CONTINUE;
}

static void
end_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Collection *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!pyro_item_stream_run_finish (PYRO_ITEM_STREAM (object), result, &error))
    {
      if (!g_cancellable_is_cancelled (self->stop))
        {
          g_task_return_error (task, error);
          return;
        }
      g_error_free (error);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "The item stream did not end in time");
    }
  else if (self->too_many)
    {
      g_task_return_new_error (task, PYRO_ERROR, PYRO_ERROR_VALUE, "The item stream is too long for one reply");
    }
  else
    {
      g_string_append_c (self->items, ']');
      g_task_return_pointer (task, g_bytes_new (self->items->str, self->items->len), (GDestroyNotify) g_bytes_unref);
    }
}

static gboolean
deadline_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

/*
 * _pyro_collection_async:
 * @proxy: a proxy that nobody else uses
 * @reply: an item stream that it got
 * @timeout: microseconds that the whole stream may take, or 0
 *
 * Reads the stream to its end.
 */
void
_pyro_collection_async (PyroProxy           *proxy,
                        PyroReply           *reply,
                        gint64               timeout,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_autoptr(PyroItemStream) stream = NULL;
  Collection *self = g_new0 (Collection, 1);
  GError *error = NULL;

  self->items = g_string_new ("[");
  self->stop = g_cancellable_new ();
  g_task_set_source_tag (task, _pyro_collection_async);
  g_task_set_task_data (task, self, (GDestroyNotify) collection_free);

  stream = pyro_item_stream_new_for_reply (proxy, reply, &error);
  if (stream == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (timeout > 0)
    {
      self->deadline = g_timeout_source_new ((guint) MIN (timeout / 1000 + 1, G_MAXINT));
      g_source_set_callback (self->deadline, deadline_cb, g_object_ref (self->stop), g_object_unref);
      g_source_attach (self->deadline, g_task_get_context (task));
    }
  pyro_item_stream_run_async (stream, item_cb, self, NULL, self->stop, end_cb, g_steal_pointer (&task));
}

/* Returns: (transfer full): the array, or %NULL with @error set: what the stream raised, %G_IO_ERROR_TIMED_OUT, or
 *   %PYRO_ERROR_VALUE for too many items */
GBytes *
_pyro_collection_finish (GAsyncResult  *result,
                         GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
