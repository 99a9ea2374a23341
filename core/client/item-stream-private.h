/* core/client/item-stream-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/client/item-stream.h"

G_BEGIN_DECLS

struct _PyroItemStream
{
  GObject          parent_instance;

  PyroProxy       *proxy;
  char            *id;
  PyroAnnotations *annotations; /* those of the last item, or NULL */
  PyroValue       *outcome;     /* what the generator returned at its end, or NULL */
  GError          *failure;     /* what came behind items that were handed out, or NULL */
  guint64          n_items;
  guint            n_lost;
  guint            pulling : 1;
  guint            ended   : 1;
  guint            closed  : 1;
};

/* item-stream.c */
void       _pyro_item_stream_add_lost   (PyroItemStream  *self);
void       _pyro_item_stream_add_item   (PyroItemStream  *self);
void       _pyro_item_stream_set_ended  (PyroItemStream  *self);
void       _pyro_item_stream_set_closed (PyroItemStream  *self);

/* item-stream-pull.c */
GError    *_pyro_item_stream_new_oneway_error
                                        (const char      *method) G_GNUC_WARN_UNUSED_RESULT;
PyroCall  *_pyro_item_stream_new_pull   (PyroItemStream  *self) G_GNUC_WARN_UNUSED_RESULT;
PyroCall  *_pyro_item_stream_new_close  (PyroItemStream  *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean   _pyro_item_stream_begin_pull (PyroItemStream  *self,
                                         GCancellable    *cancellable,
                                         gboolean        *over,
                                         GError         **error);
void       _pyro_item_stream_end_pull   (PyroItemStream  *self);
PyroValue *_pyro_item_stream_take_item  (PyroItemStream  *self,
                                         PyroReply       *reply,
                                         PyroValue       *item);
void       _pyro_item_stream_take_error (PyroItemStream  *self,
                                         PyroReply       *reply,
                                         GError         **error);
GPtrArray *_pyro_item_stream_hand_out   (PyroItemStream  *self,
                                         GPtrArray       *items,
                                         GError          *problem,
                                         GError         **error);

G_END_DECLS
