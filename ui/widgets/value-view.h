/* ui/widgets/value-view.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_VALUE_VIEW (lens_value_view_get_type ())
G_DECLARE_FINAL_TYPE (LensValueView, lens_value_view, LENS, VALUE_VIEW, AdwBin)

void lens_value_view_set_value   (LensValueView *self,
                                  PyroValue     *value);
void lens_value_view_set_summary (LensValueView *self,
                                  const char    *summary);

G_END_DECLS
