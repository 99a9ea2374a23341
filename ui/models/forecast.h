/* ui/models/forecast.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/particulars.h"

G_BEGIN_DECLS

/**
 * LensForecastLevel:
 * @LENS_FORECAST_UNKNOWN: the arguments are not complete
 * @LENS_FORECAST_SAME: everything arrives as it is
 * @LENS_FORECAST_CHANGED: something arrives as something else
 * @LENS_FORECAST_IMPOSSIBLE: it cannot be sent
 *
 * What a serializer makes of the arguments of a call.
 */
typedef enum
{
  LENS_FORECAST_UNKNOWN,
  LENS_FORECAST_SAME,
  LENS_FORECAST_CHANGED,
  LENS_FORECAST_IMPOSSIBLE,
} LensForecastLevel;

#define LENS_TYPE_FORECAST_LEVEL (lens_forecast_level_get_type ())
GType lens_forecast_level_get_type (void);

#define LENS_TYPE_FORECAST (lens_forecast_get_type ())
G_DECLARE_FINAL_TYPE (LensForecast, lens_forecast, LENS, FORECAST, GObject)

/* As what the arguments of a call arrive. Properties: level, text (one line: "Arrives as (1, [2])"), reasons
 * (a line for each change, "" for none). It follows what is typed, a moment later. */
LensForecast      *lens_forecast_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void               lens_forecast_watch       (LensForecast    *self,
                                              LensArguments   *arguments,
                                              LensParticulars *particulars);
LensForecastLevel  lens_forecast_get_level   (LensForecast    *self);
const char        *lens_forecast_get_text    (LensForecast    *self);
const char        *lens_forecast_get_reasons (LensForecast    *self);

G_END_DECLS
