/* ui/widgets/difference-view.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/request.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_DIFFERENCE_VIEW (lens_difference_view_get_type ())
G_DECLARE_FINAL_TYPE (LensDifferenceView, lens_difference_view, LENS, DIFFERENCE_VIEW, AdwBin)

void lens_difference_view_remember    (LensDifferenceView *self,
                                       LensRequest        *request);
void lens_difference_view_set_request (LensDifferenceView *self,
                                       LensRequest        *request);

G_END_DECLS
