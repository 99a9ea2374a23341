/* ui/widgets/palette-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/models/palette.h"

G_BEGIN_DECLS

#define LENS_TYPE_PALETTE_ROW (lens_palette_row_get_type ())
G_DECLARE_FINAL_TYPE (LensPaletteRow, lens_palette_row, LENS, PALETTE_ROW, GtkWidget)

LensPaletteRow *lens_palette_row_new      (void);
void            lens_palette_row_set_item (LensPaletteRow  *self,
                                           LensPaletteItem *item);

G_END_DECLS
