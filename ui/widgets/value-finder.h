/* ui/widgets/value-finder.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_VALUE_FINDER (lens_value_finder_get_type ())
G_DECLARE_FINAL_TYPE (LensValueFinder, lens_value_finder, LENS, VALUE_FINDER, AdwBin)

PyroValue *lens_value_finder_get_value (LensValueFinder *self);
void       lens_value_finder_set_value (LensValueFinder *self,
                                        PyroValue       *value);

G_END_DECLS
