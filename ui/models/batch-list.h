/* ui/models/batch-list.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/batch-entry.h"

G_BEGIN_DECLS

#define LENS_MAX_BATCH_CALLS 500 /* each has a row that is always there */

#define LENS_TYPE_BATCH_LIST (lens_batch_list_get_type ())
G_DECLARE_FINAL_TYPE (LensBatchList, lens_batch_list, LENS, BATCH_LIST, GObject)

/* Calls of one object that are sent as one message: a GListModel of LensBatchEntry. Properties: n-items, oneway
 * (writable), running, state-text (a sentence). It is sent as the first of its calls would be: serializer,
 * annotations, time limit. */
LensBatchList  *lens_batch_list_new            (LensObject     *object) G_GNUC_WARN_UNUSED_RESULT;
/* The one that an object has as long as it lives. */
LensBatchList  *lens_batch_list_get_for_object (LensObject     *object);
/* NULL where it has none yet. */
LensBatchList  *lens_batch_list_find_for_object (LensObject    *object);
LensObject     *lens_batch_list_get_object     (LensBatchList  *self);
gboolean        lens_batch_list_get_running    (LensBatchList  *self);
const char     *lens_batch_list_get_state_text (LensBatchList  *self);
/* What came of the whole, and how many microseconds that took. */
LensRequestState lens_batch_list_get_outcome   (LensBatchList  *self,
                                                gint64         *elapsed);
gboolean        lens_batch_list_get_oneway     (LensBatchList  *self);
void            lens_batch_list_set_oneway     (LensBatchList  *self,
                                                gboolean        oneway);
/* At @position, or behind all; FALSE when there are too many. */
gboolean        lens_batch_list_insert         (LensBatchList  *self,
                                                guint           position,
                                                LensBatchEntry *entry);
guint           lens_batch_list_find           (LensBatchList  *self,
                                                LensBatchEntry *entry);
/* NULL takes it away. */
void            lens_batch_list_replace        (LensBatchList  *self,
                                                LensBatchEntry *entry,
                                                LensBatchEntry *by);
gboolean        lens_batch_list_move           (LensBatchList  *self,
                                                LensBatchEntry *entry,
                                                int             places);
void            lens_batch_list_run            (LensBatchList  *self);
void            lens_batch_list_cancel         (LensBatchList  *self);

G_END_DECLS
