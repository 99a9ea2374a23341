/* ui/widgets/object-page.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/browser.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_OBJECT_PAGE (lens_object_page_get_type ())
G_DECLARE_FINAL_TYPE (LensObjectPage, lens_object_page, LENS, OBJECT_PAGE, AdwNavigationPage)

LensBrowser *lens_object_page_get_browser  (LensObjectPage *self);
void         lens_object_page_set_browser  (LensObjectPage *self,
                                            LensBrowser    *browser);
LensObject  *lens_object_page_get_object   (LensObjectPage *self);
gboolean     lens_object_page_focus_search (LensObjectPage *self);

G_END_DECLS
