/* core/client/item-stream.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/client/proxy.h"

G_BEGIN_DECLS

#define PYRO_TYPE_ITEM_STREAM (pyro_item_stream_get_type ())
G_DECLARE_FINAL_TYPE (PyroItemStream, pyro_item_stream, PYRO, ITEM_STREAM, GObject)

/**
 * PyroItemFunc:
 * @stream: the stream
 * @item: what came
 * @user_data: what was passed along
 *
 * Takes the items of a stream, one by one.
 *
 * Returns: %G_SOURCE_CONTINUE for the next one, %G_SOURCE_REMOVE when it is enough
 */
typedef gboolean (*PyroItemFunc) (PyroItemStream *stream,
                                  PyroValue      *item,
                                  gpointer        user_data);

PyroItemStream  *pyro_item_stream_new             (PyroProxy            *proxy,
                                                   const char           *id) G_GNUC_WARN_UNUSED_RESULT;
PyroItemStream  *pyro_item_stream_new_for_reply   (PyroProxy            *proxy,
                                                   PyroReply            *reply,
                                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;
PyroProxy       *pyro_item_stream_get_proxy       (PyroItemStream       *self);
const char      *pyro_item_stream_get_id          (PyroItemStream       *self);
guint64          pyro_item_stream_get_n_items     (PyroItemStream       *self);
guint            pyro_item_stream_get_n_lost      (PyroItemStream       *self);
gboolean         pyro_item_stream_get_ended       (PyroItemStream       *self);
gboolean         pyro_item_stream_get_closed      (PyroItemStream       *self);
PyroValue       *pyro_item_stream_get_outcome     (PyroItemStream       *self);
PyroAnnotations *pyro_item_stream_get_annotations (PyroItemStream       *self);

/* Asynchronous. */
void             pyro_item_stream_open_async      (PyroProxy            *proxy,
                                                   const char           *method,
                                                   PyroValue            *args,
                                                   PyroValue            *kwargs,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
PyroItemStream  *pyro_item_stream_open_finish     (PyroProxy            *proxy,
                                                   GAsyncResult         *result,
                                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void             pyro_item_stream_next_async      (PyroItemStream       *self,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
PyroValue       *pyro_item_stream_next_finish     (PyroItemStream       *self,
                                                   GAsyncResult         *result,
                                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void             pyro_item_stream_next_many_async (PyroItemStream       *self,
                                                   guint                 n_items,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
GPtrArray       *pyro_item_stream_next_many_finish
                                                  (PyroItemStream       *self,
                                                   GAsyncResult         *result,
                                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void             pyro_item_stream_run_async       (PyroItemStream       *self,
                                                   PyroItemFunc          func,
                                                   gpointer              func_data,
                                                   GDestroyNotify        func_data_free,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean         pyro_item_stream_run_finish      (PyroItemStream       *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
void             pyro_item_stream_close_async     (PyroItemStream       *self,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean         pyro_item_stream_close_finish    (PyroItemStream       *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);

/* Blocking. */
PyroItemStream  *pyro_item_stream_open_sync       (PyroProxy            *proxy,
                                                   const char           *method,
                                                   PyroValue            *args,
                                                   PyroValue            *kwargs,
                                                   GCancellable         *cancellable,
                                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;
PyroValue       *pyro_item_stream_next_sync       (PyroItemStream       *self,
                                                   GCancellable         *cancellable,
                                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray       *pyro_item_stream_next_many_sync  (PyroItemStream       *self,
                                                   guint                 n_items,
                                                   GCancellable         *cancellable,
                                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean         pyro_item_stream_run_sync        (PyroItemStream       *self,
                                                   PyroItemFunc          func,
                                                   gpointer              func_data,
                                                   GCancellable         *cancellable,
                                                   GError              **error);
gboolean         pyro_item_stream_close_sync      (PyroItemStream       *self,
                                                   GCancellable         *cancellable,
                                                   GError              **error);

G_END_DECLS
