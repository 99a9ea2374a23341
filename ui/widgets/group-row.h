/* ui/widgets/group-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/name-group.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_GROUP_ROW (lens_group_row_get_type ())
G_DECLARE_FINAL_TYPE (LensGroupRow, lens_group_row, LENS, GROUP_ROW, AdwBin)

/* Properties: group (nullable). */
LensGroupRow *lens_group_row_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void          lens_group_row_set_group (LensGroupRow  *self,
                                        LensNameGroup *group);

G_END_DECLS
