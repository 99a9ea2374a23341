/* ui/widgets/forecast-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/forecast-view.h"

/**
 * LensForecastView:
 *
 * A line that says as what the arguments of a call arrive: dim when they are not changed, amber when they are,
 * red when they cannot be sent. An icon says the same without colours.
 */
struct _LensForecastView
{
  AdwBin        parent_instance;

  LensForecast *forecast;

  /* template children */
  GtkImage     *icon;
  GtkLabel     *text;
  GtkLabel     *reasons;
};

G_DEFINE_FINAL_TYPE (LensForecastView, lens_forecast_view, ADW_TYPE_BIN)

static const struct { const char *style; const char *icon; } looks[] = {
  [LENS_FORECAST_UNKNOWN] = { "dim-label", "" },
  [LENS_FORECAST_SAME] = { "dim-label", "object-select-symbolic" },
  [LENS_FORECAST_CHANGED] = { "warning", "dialog-warning-symbolic" },
  [LENS_FORECAST_IMPOSSIBLE] = { "error", "dialog-error-symbolic" },
};

static void
lens_forecast_view_show (LensForecastView *self)
{
  LensForecastLevel level = lens_forecast_get_level (self->forecast);
  const char *reasons = lens_forecast_get_reasons (self->forecast);
  const char *styles[] = { "caption", looks[level].style, NULL };
  const char *icon_styles[] = { looks[level].style, NULL };

  gtk_label_set_text (self->text, lens_forecast_get_text (self->forecast));
  gtk_label_set_text (self->reasons, reasons);
  gtk_widget_set_visible (GTK_WIDGET (self->reasons), reasons[0] != '\0');
  gtk_image_set_from_icon_name (self->icon, looks[level].icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->text), styles);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), icon_styles);
  gtk_widget_set_visible (GTK_WIDGET (self), level != LENS_FORECAST_UNKNOWN);
}

static void
lens_forecast_view_dispose (GObject *object)
{
  LensForecastView *self = LENS_FORECAST_VIEW (object);

  if (self->forecast != NULL)
    g_signal_handlers_disconnect_by_data (self->forecast, self);
  g_clear_object (&self->forecast);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_FORECAST_VIEW);

  G_OBJECT_CLASS (lens_forecast_view_parent_class)->dispose (object);
}

static void
lens_forecast_view_class_init (LensForecastViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lens_forecast_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/forecast-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LensForecastView, icon);
  gtk_widget_class_bind_template_child (widget_class, LensForecastView, text);
  gtk_widget_class_bind_template_child (widget_class, LensForecastView, reasons);
}

static void
lens_forecast_view_init (LensForecastView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->forecast = lens_forecast_new ();
  g_signal_connect_object (self->forecast, "notify",
                           G_CALLBACK (lens_forecast_view_show), self, G_CONNECT_SWAPPED);
  lens_forecast_view_show (self);
}

LensForecast *
lens_forecast_view_get_forecast (LensForecastView *self)
{
  g_return_val_if_fail (LENS_IS_FORECAST_VIEW (self), NULL);

  return self->forecast;
}
