/* ui/widgets/value-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/value-node.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_VALUE_ROW (lens_value_row_get_type ())
G_DECLARE_FINAL_TYPE (LensValueRow, lens_value_row, LENS, VALUE_ROW, AdwBin)

LensValueNode *lens_value_row_get_node     (LensValueRow  *self);
void           lens_value_row_set_node     (LensValueRow  *self,
                                            LensValueNode *node);
guint          lens_value_row_get_position (LensValueRow  *self);
void           lens_value_row_set_position (LensValueRow  *self,
                                            guint          position);

G_END_DECLS
