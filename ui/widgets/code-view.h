/* ui/widgets/code-view.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_CODE_VIEW (lens_code_view_get_type ())
G_DECLARE_FINAL_TYPE (LensCodeView, lens_code_view, LENS, CODE_VIEW, AdwBin)

PyroValue *lens_code_view_get_value (LensCodeView *self);
void       lens_code_view_set_value (LensCodeView *self,
                                       PyroValue      *value);

G_END_DECLS
