/* ui/widgets/image-view.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/media.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_IMAGE_VIEW (lens_image_view_get_type ())
G_DECLARE_FINAL_TYPE (LensImageView, lens_image_view, LENS, IMAGE_VIEW, AdwBin)

GBytes *lens_image_view_get_bytes (LensImageView *self);
void    lens_image_view_set_bytes (LensImageView *self,
                                   GBytes        *bytes);

G_END_DECLS
