/* ui/widgets/sidebar.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/browser.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_SIDEBAR (lens_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (LensSidebar, lens_sidebar, LENS, SIDEBAR, AdwNavigationPage)

LensBrowser *lens_sidebar_get_browser  (LensSidebar *self);
void         lens_sidebar_set_browser  (LensSidebar *self,
                                        LensBrowser *browser);
void         lens_sidebar_focus_search (LensSidebar *self);

G_END_DECLS
