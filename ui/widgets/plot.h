/* ui/widgets/plot.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/series.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LensPlotKind:
 * @LENS_PLOT_LINE: points that are joined
 * @LENS_PLOT_STEP: a value that holds until the next one
 * @LENS_PLOT_BAR: bars from zero
 * @LENS_PLOT_HISTOGRAM: how many numbers there are in each part of their range
 *
 * How a series is drawn.
 */
typedef enum
{
  LENS_PLOT_LINE,
  LENS_PLOT_STEP,
  LENS_PLOT_BAR,
  LENS_PLOT_HISTOGRAM,
} LensPlotKind;

#define LENS_TYPE_PLOT (lens_plot_get_type ())
G_DECLARE_FINAL_TYPE (LensPlot, lens_plot, LENS, PLOT, GtkWidget)

LensSeries   *lens_plot_get_series    (LensPlot     *self);
void          lens_plot_set_series    (LensPlot     *self,
                                       LensSeries   *series);
LensPlotKind  lens_plot_get_kind      (LensPlot     *self);
void          lens_plot_set_kind      (LensPlot     *self,
                                       LensPlotKind  kind);
void          lens_plot_set_threshold (LensPlot     *self,
                                       double        threshold);
char         *lens_plot_dup_reading   (LensPlot     *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
