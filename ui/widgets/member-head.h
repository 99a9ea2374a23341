/* ui/widgets/member-head.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ui/models/request.h"

G_BEGIN_DECLS

#define LENS_TYPE_MEMBER_HEAD (lens_member_head_get_type ())
G_DECLARE_FINAL_TYPE (LensMemberHead, lens_member_head, LENS, MEMBER_HEAD, AdwBin)

/* Properties: member (nullable), request (nullable: its newest, of which it learns),
 * object (nullable: what has the member). */
void lens_member_head_set_member  (LensMemberHead *self,
                                   LensMember     *member);
void lens_member_head_set_request (LensMemberHead *self,
                                   LensRequest    *request);

G_END_DECLS
