/* ui/widgets/value-tree.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_VALUE_TREE (lens_value_tree_get_type ())
G_DECLARE_FINAL_TYPE (LensValueTree, lens_value_tree, LENS, VALUE_TREE, AdwBin)

PyroValue *lens_value_tree_get_value (LensValueTree *self);
void       lens_value_tree_set_value (LensValueTree *self,
                                      PyroValue     *value);
gboolean   lens_value_tree_reveal    (LensValueTree *self,
                                      GArray        *trail);

G_END_DECLS
