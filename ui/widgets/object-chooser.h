/* ui/widgets/object-chooser.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/object.h"
#include "ui/widgets/choice-popover.h"

G_BEGIN_DECLS

/* Offers the objects of a GListModel by their names. Signal chosen(LensObject). */
LensChoicePopover *lens_object_chooser_new (GListModel *objects) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
