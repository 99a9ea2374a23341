/* ui/widgets/plot-view.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_PLOT_VIEW (lens_plot_view_get_type ())
G_DECLARE_FINAL_TYPE (LensPlotView, lens_plot_view, LENS, PLOT_VIEW, AdwBin)

gboolean   lens_plot_view_fits      (PyroValue    *value);
PyroValue *lens_plot_view_get_value (LensPlotView *self);
void       lens_plot_view_set_value (LensPlotView *self,
                                     PyroValue    *value);

G_END_DECLS
