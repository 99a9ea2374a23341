/* ui/widgets/plot-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/widgets/plot.h"

G_BEGIN_DECLS

struct _LensPlot
{
  GtkWidget     parent_instance;

  LensSeries   *series;
  GSignalGroup *series_signals;
  LensSpan     *spans;      /* of the series, one a pixel; NULL when they have to be made anew */
  gsize        *bins;       /* of the histogram, likewise */
  gsize         n_spans;
  gsize         n_bins;
  gsize         most;       /* in one bin */

  LensPlotKind  kind;
  double        threshold;  /* nan for none */
  gint64        cursor;     /* which number, or bin; -1 for none */
};

/* Where the numbers are drawn, and what its edges stand for. */
typedef struct
{
  graphene_rect_t area;
  double          low;
  double          high;
} LensPlotFrame;

/* plot.c */
gsize    lens_plot_get_n_places (LensPlot            *self);
gboolean lens_plot_get_frame    (LensPlot            *self,
                                 LensPlotFrame       *frame);

/* plot-snapshot.c */
float    lens_plot_place_to_x   (LensPlot            *self,
                                 const LensPlotFrame *frame,
                                 double               place);
void     lens_plot_snapshot     (GtkWidget           *widget,
                                 GtkSnapshot         *snapshot);

G_END_DECLS
