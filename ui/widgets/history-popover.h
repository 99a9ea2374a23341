/* ui/widgets/history-popover.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/widgets/choice-popover.h"

G_BEGIN_DECLS

/* Offers the calls of a method to be made again, or to be forgotten. Signal chosen(LensPastCall). */
LensChoicePopover *lens_history_popover_new (const char *object,
                                             const char *method) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
