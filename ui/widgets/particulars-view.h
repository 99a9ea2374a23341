/* ui/widgets/particulars-view.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/particulars.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_PARTICULARS_VIEW (lens_particulars_view_get_type ())
G_DECLARE_FINAL_TYPE (LensParticularsView, lens_particulars_view, LENS, PARTICULARS_VIEW, AdwBin)

/* How a call is sent, in a row that opens. Property: particulars (nullable). */
void lens_particulars_view_set_particulars (LensParticularsView *self,
                                            LensParticulars     *particulars);
/* What is one-way in any case has no switch for it. */
void lens_particulars_view_offer_oneway    (LensParticularsView *self,
                                            gboolean             offered);
void lens_particulars_view_toggle          (LensParticularsView *self);
/* Shows what is wrong, where something is. */
void lens_particulars_view_focus_problem   (LensParticularsView *self);

G_END_DECLS
