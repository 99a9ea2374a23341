/* ui/models/batch-entry.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/past-call.h"

G_BEGIN_DECLS

/**
 * LensBatchEntryState:
 * @LENS_BATCH_ENTRY_WAITING: it was not sent yet
 * @LENS_BATCH_ENTRY_RUNNING: it is on its way, with the others
 * @LENS_BATCH_ENTRY_DONE: it has a result
 * @LENS_BATCH_ENTRY_RAISED: it raised an exception
 * @LENS_BATCH_ENTRY_SKIPPED: it was not made, as one before it raised an exception
 * @LENS_BATCH_ENTRY_SENT: it was sent, and no answer is wanted
 *
 * What came of one call of a batch.
 */
typedef enum
{
  LENS_BATCH_ENTRY_WAITING,
  LENS_BATCH_ENTRY_RUNNING,
  LENS_BATCH_ENTRY_DONE,
  LENS_BATCH_ENTRY_RAISED,
  LENS_BATCH_ENTRY_SKIPPED,
  LENS_BATCH_ENTRY_SENT,
} LensBatchEntryState;

#define LENS_TYPE_BATCH_ENTRY_STATE (lens_batch_entry_state_get_type ())
GType lens_batch_entry_state_get_type (void);

#define LENS_TYPE_BATCH_ENTRY (lens_batch_entry_get_type ())
G_DECLARE_FINAL_TYPE (LensBatchEntry, lens_batch_entry, LENS, BATCH_ENTRY, GObject)

/* One call of a batch. Properties: line ("add(1, b=2)"), state, text (the result or the exception, short). */
LensBatchEntry      *lens_batch_entry_new           (LensPastCall        *call) G_GNUC_WARN_UNUSED_RESULT;
LensPastCall        *lens_batch_entry_get_call      (LensBatchEntry      *self);
const char          *lens_batch_entry_get_line      (LensBatchEntry      *self);
LensBatchEntryState  lens_batch_entry_get_state     (LensBatchEntry      *self);
const char          *lens_batch_entry_get_text      (LensBatchEntry      *self);
PyroValue           *lens_batch_entry_get_value     (LensBatchEntry      *self);
PyroException       *lens_batch_entry_get_exception (LensBatchEntry      *self);
void                 lens_batch_entry_set_state     (LensBatchEntry      *self,
                                                     LensBatchEntryState  state);
void                 lens_batch_entry_take_result   (LensBatchEntry      *self,
                                                     PyroBatchReply      *reply,
                                                     guint                index);

G_END_DECLS
