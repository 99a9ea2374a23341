/* ui/models/call-batch.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/batch-entry.h"

G_BEGIN_DECLS

#define LENS_MAX_BATCH_CALLS 500 /* each has a row that is always there */

#define LENS_TYPE_CALL_BATCH (lens_call_batch_get_type ())
G_DECLARE_FINAL_TYPE (LensCallBatch, lens_call_batch, LENS, CALL_BATCH, GObject)

/* Calls of one object that are sent as one message: a GListModel of LensBatchEntry. Properties: n-items, oneway
 * (writable), running, state-text (a sentence). It is sent as the first of its calls would be: serializer,
 * annotations, time limit. */
LensCallBatch  *lens_call_batch_new            (LensObject     *object) G_GNUC_WARN_UNUSED_RESULT;
/* The one that an object has as long as it lives. */
LensCallBatch  *lens_call_batch_get_for_object (LensObject     *object);
LensObject     *lens_call_batch_get_object     (LensCallBatch  *self);
gboolean        lens_call_batch_get_running    (LensCallBatch  *self);
const char     *lens_call_batch_get_state_text (LensCallBatch  *self);
gboolean        lens_call_batch_get_oneway     (LensCallBatch  *self);
void            lens_call_batch_set_oneway     (LensCallBatch  *self,
                                                gboolean        oneway);
/* At @position, or behind all; FALSE when there are too many. */
gboolean        lens_call_batch_insert         (LensCallBatch  *self,
                                                guint           position,
                                                LensBatchEntry *entry);
guint           lens_call_batch_find           (LensCallBatch  *self,
                                                LensBatchEntry *entry);
/* NULL takes it away. */
void            lens_call_batch_replace        (LensCallBatch  *self,
                                                LensBatchEntry *entry,
                                                LensBatchEntry *by);
gboolean        lens_call_batch_move           (LensCallBatch  *self,
                                                LensBatchEntry *entry,
                                                int             places);
void            lens_call_batch_run            (LensCallBatch  *self);
void            lens_call_batch_cancel         (LensCallBatch  *self);

G_END_DECLS
