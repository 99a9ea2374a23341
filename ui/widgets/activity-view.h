/* ui/widgets/activity-view.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/activity.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_ACTIVITY_VIEW (lens_activity_view_get_type ())
G_DECLARE_FINAL_TYPE (LensActivityView, lens_activity_view, LENS, ACTIVITY_VIEW, AdwBin)

/* All that was asked, the newest first. Signal chosen(LensDeed): it is to be opened as it was made. */
void lens_activity_view_focus (LensActivityView *self);

G_END_DECLS
