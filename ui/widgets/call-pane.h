/* ui/widgets/call-pane.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/browser.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_CALL_PANE (lens_call_pane_get_type ())
G_DECLARE_FINAL_TYPE (LensCallPane, lens_call_pane, LENS, CALL_PANE, AdwNavigationPage)

LensBrowser *lens_call_pane_get_browser (LensCallPane *self);
void         lens_call_pane_set_browser (LensCallPane *self,
                                         LensBrowser  *browser);
LensMember  *lens_call_pane_get_member  (LensCallPane *self);
LensRequest *lens_call_pane_get_request (LensCallPane *self);
void         lens_call_pane_focus_form  (LensCallPane *self);

G_END_DECLS
