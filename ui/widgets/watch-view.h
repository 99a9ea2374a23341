/* ui/widgets/watch-view.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/repeater.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_WATCH_VIEW (lens_watch_view_get_type ())
G_DECLARE_FINAL_TYPE (LensWatchView, lens_watch_view, LENS, WATCH_VIEW, AdwBin)

void          lens_watch_view_set_request (LensWatchView *self,
                                           LensRequest   *request);
void          lens_watch_view_start       (LensWatchView *self);
LensRepeater *lens_watch_view_get_watch   (LensWatchView *self);

G_END_DECLS
