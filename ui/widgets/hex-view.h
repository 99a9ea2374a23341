/* ui/widgets/hex-view.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_HEX_VIEW (lens_hex_view_get_type ())
G_DECLARE_FINAL_TYPE (LensHexView, lens_hex_view, LENS, HEX_VIEW, AdwBin)

GBytes *lens_hex_view_get_bytes (LensHexView *self);
void    lens_hex_view_set_bytes (LensHexView *self,
                                 GBytes      *bytes);
void    lens_hex_view_mark      (LensHexView *self,
                                 gsize        offset,
                                 gsize        size);

G_END_DECLS
