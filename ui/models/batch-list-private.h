/* ui/models/batch-list-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/batch-list.h"

G_BEGIN_DECLS

struct _LensBatchList
{
  GObject       parent_instance;

  LensObject   *object;      /* weak: it has the batch */
  GPtrArray    *entries;
  GPtrArray    *sent;        /* those that are on their way */
  GCancellable *cancellable; /* of what is under way, or NULL */
  char         *state_text;

  gint64        start;       /* monotonic, microseconds */
  gint64        elapsed;     /* microseconds that it took the last time */
  LensRequestState outcome;  /* what came of it then */
  guint         deadline;
  gboolean      oneway;
};

/* batch-list.c */
void lens_batch_list_set_state_text (LensBatchList *self,
                                     const char    *text);
void lens_batch_list_notify_running (LensBatchList *self);

G_END_DECLS
