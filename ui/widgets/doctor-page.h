/* ui/widgets/doctor-page.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_DOCTOR_PAGE (lens_doctor_page_get_type ())
G_DECLARE_FINAL_TYPE (LensDoctorPage, lens_doctor_page, LENS, DOCTOR_PAGE, AdwNavigationPage)

LensDoctorPage *lens_doctor_page_new     (AdwNavigationSplitView *place) G_GNUC_WARN_UNUSED_RESULT;
void            lens_doctor_page_examine (LensDoctorPage         *self,
                                          const char             *target);

G_END_DECLS
