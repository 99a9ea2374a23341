/* ui/widgets/object-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/object.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_OBJECT_ROW (lens_object_row_get_type ())
G_DECLARE_FINAL_TYPE (LensObjectRow, lens_object_row, LENS, OBJECT_ROW, GtkWidget)

LensObjectRow *lens_object_row_new        (void) G_GNUC_WARN_UNUSED_RESULT;
LensObject    *lens_object_row_get_object (LensObjectRow *self);
void           lens_object_row_set_object (LensObjectRow *self,
                                           LensObject    *object);
/* How many bytes of the name the groups above it say already. */
void           lens_object_row_set_prefix (LensObjectRow *self,
                                           guint          prefix);

G_END_DECLS
