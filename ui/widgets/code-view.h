/* ui/widgets/python-view.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_PYTHON_VIEW (lens_python_view_get_type ())
G_DECLARE_FINAL_TYPE (LensPythonView, lens_python_view, LENS, PYTHON_VIEW, AdwBin)

PyroValue *lens_python_view_get_value (LensPythonView *self);
void       lens_python_view_set_value (LensPythonView *self,
                                       PyroValue      *value);

G_END_DECLS
