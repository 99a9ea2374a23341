/* ui/widgets/palette-dialog.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/palette.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_PALETTE_DIALOG (lens_palette_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LensPaletteDialog, lens_palette_dialog, LENS, PALETTE_DIALOG, AdwDialog)

/* Signal chosen(LensPaletteItem, gboolean): go there; in another tab? */
LensPaletteDialog *lens_palette_dialog_new (LensPalette *palette) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
