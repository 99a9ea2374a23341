/* ui/models/call-batch-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/call-batch.h"

G_BEGIN_DECLS

struct _LensCallBatch
{
  GObject       parent_instance;

  LensObject   *object;      /* weak: it has the batch */
  GPtrArray    *entries;
  GPtrArray    *sent;        /* those that are on their way */
  GCancellable *cancellable; /* of what is under way, or NULL */
  char         *state_text;

  gint64        start;       /* monotonic, microseconds */
  guint         deadline;
  gboolean      oneway;
};

/* call-batch.c */
void lens_call_batch_set_state_text (LensCallBatch *self,
                                     const char    *text);
void lens_call_batch_notify_running (LensCallBatch *self);

G_END_DECLS
