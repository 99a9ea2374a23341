/* ui/widgets/batch-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/batch-entry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_BATCH_ROW (lens_batch_row_get_type ())
G_DECLARE_FINAL_TYPE (LensBatchRow, lens_batch_row, LENS, BATCH_ROW, GtkListBoxRow)

LensBatchEntry *lens_batch_row_get_entry (LensBatchRow *self);

G_END_DECLS
