/* ui/widgets/member-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/member.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_MEMBER_ROW (lens_member_row_get_type ())
G_DECLARE_FINAL_TYPE (LensMemberRow, lens_member_row, LENS, MEMBER_ROW, AdwBin)

LensMemberRow *lens_member_row_new        (void) G_GNUC_WARN_UNUSED_RESULT;
LensMember    *lens_member_row_get_member (LensMemberRow *self);
void           lens_member_row_set_member (LensMemberRow *self,
                                           LensMember    *member);

G_END_DECLS
