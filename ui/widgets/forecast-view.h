/* ui/widgets/forecast-view.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/forecast.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_FORECAST_VIEW (lens_forecast_view_get_type ())
G_DECLARE_FINAL_TYPE (LensForecastView, lens_forecast_view, LENS, FORECAST_VIEW, AdwBin)

/* As what the arguments of a call arrive. Property: forecast. */
LensForecast *lens_forecast_view_get_forecast (LensForecastView *self);

G_END_DECLS
