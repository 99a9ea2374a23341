/* ui/widgets/batch-view.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/batch-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_BATCH_VIEW (lens_batch_view_get_type ())
G_DECLARE_FINAL_TYPE (LensBatchView, lens_batch_view, LENS, BATCH_VIEW, AdwBin)

/* The calls of a batch, and what came of each. Signal edit(entry): a call is to be changed. Its way back is the
 * action `call.show` of whoever holds it. */
void lens_batch_view_set_batch (LensBatchView *self,
                                LensBatchList *batch);

G_END_DECLS
