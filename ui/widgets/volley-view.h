/* ui/widgets/volley-view.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/volley.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_VOLLEY_VIEW (lens_volley_view_get_type ())
G_DECLARE_FINAL_TYPE (LensVolleyView, lens_volley_view, LENS, VOLLEY_VIEW, AdwBin)

/* Nothing is called before the user starts it; it stops when it is not looked at any more. */
void lens_volley_view_set_request (LensVolleyView *self,
                                   LensRequest    *request);
void lens_volley_view_focus       (LensVolleyView *self);

G_END_DECLS
