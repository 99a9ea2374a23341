/* ui/widgets/call-hint.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/browser.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_CALL_HINT (lens_call_hint_get_type ())
G_DECLARE_FINAL_TYPE (LensCallHint, lens_call_hint, LENS, CALL_HINT, AdwBin)

/* What to choose before there is something to call. */
LensCallHint *lens_call_hint_new               (LensBrowser  *browser) G_GNUC_WARN_UNUSED_RESULT;
LensBrowser  *lens_call_hint_get_browser       (LensCallHint *self);
void          lens_call_hint_set_browser       (LensCallHint *self,
                                                LensBrowser  *browser);
void          lens_call_hint_set_members_shown (LensCallHint *self,
                                                gboolean      shown);

G_END_DECLS
