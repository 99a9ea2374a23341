/* ui/widgets/history-popover.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/past-call.h"
#include "ui/widgets/choice-popover.h"

G_BEGIN_DECLS

/* Offers the calls of a GListModel to be made again. Signal chosen(LensPastCall). */
LensChoicePopover *lens_history_popover_new (GListModel *calls) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
