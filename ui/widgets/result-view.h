/* ui/widgets/result-view.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/request.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_RESULT_VIEW (lens_result_view_get_type ())
G_DECLARE_FINAL_TYPE (LensResultView, lens_result_view, LENS, RESULT_VIEW, AdwBin)

LensRequest *lens_result_view_get_request (LensResultView *self);
void         lens_result_view_set_request (LensResultView *self,
                                           LensRequest    *request);
void         lens_result_view_set_outdated (LensResultView *self,
                                            gboolean        outdated);
/* Makes a call again and again, in place of the result, until the user goes on to something else. */
void         lens_result_view_watch       (LensResultView *self,
                                           LensRequest    *request);

G_END_DECLS
