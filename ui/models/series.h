/* ui/models/series.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/table.h"

G_BEGIN_DECLS

/**
 * LensSpan:
 * @first: the first number
 * @last: the last number
 * @low: the lowest
 * @high: the highest; below @low where there is no number at all
 *
 * What a series has in the width of one pixel.
 */
typedef struct
{
  double first;
  double last;
  double low;
  double high;
} LensSpan;

#define LENS_TYPE_SERIES (lens_series_get_type ())
G_DECLARE_FINAL_TYPE (LensSeries, lens_series, LENS, SERIES, GObject)

gboolean    lens_series_fits       (PyroValue    *value);
LensSeries *lens_series_new        (void) G_GNUC_WARN_UNUSED_RESULT;
LensSeries *lens_series_from_value (PyroValue    *value) G_GNUC_WARN_UNUSED_RESULT;
LensSeries *lens_series_from_table (LensTable    *table,
                                    guint         column) G_GNUC_WARN_UNUSED_RESULT;
void        lens_series_append     (LensSeries   *self,
                                    double        number);
gsize       lens_series_get_length (LensSeries   *self);
double      lens_series_get_number (LensSeries   *self,
                                    gsize         index);
char       *lens_series_dup_label  (LensSeries   *self,
                                    gsize         index) G_GNUC_WARN_UNUSED_RESULT;
gboolean    lens_series_get_range  (LensSeries   *self,
                                    double       *low,
                                    double       *high);
gboolean    lens_series_is_whole   (LensSeries   *self);
void        lens_series_reduce     (LensSeries   *self,
                                    LensSpan     *spans,
                                    gsize         n_spans);
gsize       lens_series_count      (LensSeries   *self,
                                    gsize        *bins,
                                    gsize         n_bins);
double      lens_series_find_step  (double        extent,
                                    guint         most);

G_END_DECLS
