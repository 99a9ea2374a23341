/* ui/widgets/history-popover.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/past-call.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LENS_TYPE_HISTORY_POPOVER (lens_history_popover_get_type ())
G_DECLARE_FINAL_TYPE (LensHistoryPopover, lens_history_popover, LENS, HISTORY_POPOVER, GtkPopover)

/* Offers the calls of a GListModel to be made again. Signal chosen(LensPastCall). */
LensHistoryPopover *lens_history_popover_new (GListModel *calls) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
