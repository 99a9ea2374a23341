/* ui/widgets/doctor-view.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_DOCTOR_VIEW (lens_doctor_view_get_type ())
G_DECLARE_FINAL_TYPE (LensDoctorView, lens_doctor_view, LENS, DOCTOR_VIEW, AdwBin)

void lens_doctor_view_examine (LensDoctorView *self,
                               const char     *target);
void lens_doctor_view_stop    (LensDoctorView *self);
char           *lens_doctor_view_dup_text (LensDoctorView *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
