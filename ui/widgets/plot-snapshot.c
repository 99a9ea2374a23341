/* ui/widgets/plot-snapshot.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/plot-private.h"

#include <math.h>

/* Drawing. Time goes from left to right in every language. */

#define LINE_WIDTH 1.5f
#define DOT_RADIUS 4
#define TICK_DISTANCE 48  /* pixels between two marks of the vertical axis, at least */
#define LABEL_DISTANCE 90 /* and of the horizontal one */

static float
value_to_y (const LensPlotFrame *frame,
            double               value)
{
  double share = (value - frame->low) / (frame->high - frame->low);

  return (float) (frame->area.origin.y + frame->area.size.height * (1 - share));
}

/* A line begins and ends at the edges; a step or a bar has a width. */
float
lens_plot_place_to_x (LensPlot            *self,
                      const LensPlotFrame *frame,
                      double               place)
{
  double n = (double) lens_plot_get_n_places (self);
  double share;

  if (self->kind == LENS_PLOT_LINE)
    share = n > 1 ? place / (n - 1) : 0.5;
  else
    share = (place + 0.5) / MAX (n, 1);

  return (float) (frame->area.origin.x + frame->area.size.width * share);
}

static void
append_text (LensPlot    *self,
             GtkSnapshot *snapshot,
             const char  *text,
             float        x,
             float        y,
             float        x_align,
             GdkRGBA     *color)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  int width, height;

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.82));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (roundf (x - x_align * (float) width),
                                                          roundf (y - 0.5f * (float) height)));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
append_values (LensPlot            *self,
               GtkSnapshot         *snapshot,
               const LensPlotFrame *frame,
               GdkRGBA             *color)
{
  GdkRGBA grid = *color;
  double step = lens_series_find_step (frame->high - frame->low,
                                       (guint) MAX (frame->area.size.height / TICK_DISTANCE, 1));

  if (self->kind == LENS_PLOT_HISTOGRAM || lens_series_is_whole (self->series))
    step = MAX (step, 1); /* there is nothing between two of them */
  grid.alpha *= 0.15f;
  for (double tick = ceil (frame->low / step) * step; tick <= frame->high; tick += step)
    {
      float y = value_to_y (frame, tick);
      g_autofree char *text = g_strdup_printf ("%.6g", fabs (tick) < step / 1e6 ? 0.0 : tick);

      gtk_snapshot_append_color (snapshot, &grid,
                                 &GRAPHENE_RECT_INIT (frame->area.origin.x, roundf (y), frame->area.size.width, 1));
      append_text (self, snapshot, text, frame->area.origin.x - 6, y, 1, color);
      if (tick + step == tick)
        break; /* too close for a double */
    }
}

static void
append_places (LensPlot            *self,
               GtkSnapshot         *snapshot,
               const LensPlotFrame *frame,
               GdkRGBA             *color)
{
  float y = frame->area.origin.y + frame->area.size.height + 13;
  float right = frame->area.origin.x + frame->area.size.width;
  gsize n = lens_plot_get_n_places (self);
  guint most = (guint) MAX (frame->area.size.width / LABEL_DISTANCE, 1);
  gsize step = n > most ? (gsize) lens_series_find_step ((double) n, most) : 1;
  double low, high;

  if (self->kind == LENS_PLOT_HISTOGRAM)
    {
      g_autofree char *first = NULL;
      g_autofree char *last = NULL;

      lens_series_get_range (self->series, &low, &high);
      first = g_strdup_printf ("%.6g", low);
      last = g_strdup_printf ("%.6g", high);
      append_text (self, snapshot, first, frame->area.origin.x, y, 0, color);
      append_text (self, snapshot, last, right, y, 1, color);
      return;
    }

  for (gsize place = 0; place < n; place += step)
    {
      g_autofree char *text = g_strdup_printf ("%" G_GSIZE_FORMAT, place);
      float x = lens_plot_place_to_x (self, frame, (double) place);

      append_text (self, snapshot, text, x, y, 0.5, color);
    }
}

/* Where there are more numbers than pixels: from the lowest to the highest of each pixel, as far as to
 * the one before. A stroke along all of them takes a hundred times as long. */
static void
append_dense_line (LensPlot            *self,
                   GtkSnapshot         *snapshot,
                   const LensPlotFrame *frame,
                   const GdkRGBA       *color)
{
  double before = NAN;

  for (gsize i = 0; i < self->n_spans; i++)
    {
      const LensSpan *span = &self->spans[i];
      double low = isnan (before) ? span->low : MIN (span->low, before);
      double high = isnan (before) ? span->high : MAX (span->high, before);
      float top, bottom;

      before = span->last;
      if (span->low > span->high)
        continue;
      top = value_to_y (frame, high) - LINE_WIDTH / 2;
      bottom = value_to_y (frame, low) + LINE_WIDTH / 2;
      gtk_snapshot_append_color (snapshot, color,
                                 &GRAPHENE_RECT_INIT (frame->area.origin.x + (float) i, top, 1, bottom - top));
    }
}

static GskPath *
create_line_path (LensPlot            *self,
                  const LensPlotFrame *frame)
{
  GskPathBuilder *builder = gsk_path_builder_new ();
  gsize n = lens_series_get_length (self->series);
  gboolean gap = TRUE;

  for (gsize i = 0; i < n; i++)
    {
      double number = lens_series_get_number (self->series, i);
      float y;

      if (!isfinite (number))
        {
          gap = TRUE;
          continue;
        }
      y = value_to_y (frame, number);
      if (self->kind == LENS_PLOT_STEP)
        {
          float from = lens_plot_place_to_x (self, frame, (double) i - 0.5);

          if (gap)
            gsk_path_builder_move_to (builder, from, y);
          else
            gsk_path_builder_line_to (builder, from, y);
          gsk_path_builder_line_to (builder, lens_plot_place_to_x (self, frame, (double) i + 0.5), y);
        }
      else if (gap)
        gsk_path_builder_move_to (builder, lens_plot_place_to_x (self, frame, (double) i), y);
      else
        gsk_path_builder_line_to (builder, lens_plot_place_to_x (self, frame, (double) i), y);
      gap = FALSE;
    }

  return gsk_path_builder_free_to_path (builder);
}

static void
append_line (LensPlot            *self,
             GtkSnapshot         *snapshot,
             const LensPlotFrame *frame,
             const GdkRGBA       *color)
{
  g_autoptr(GskPath) path = NULL;
  g_autoptr(GskStroke) stroke = NULL;

  if (lens_series_get_length (self->series) > self->n_spans)
    {
      append_dense_line (self, snapshot, frame, color);
      return;
    }

  path = create_line_path (self, frame);
  stroke = gsk_stroke_new (LINE_WIDTH);
  gsk_stroke_set_line_join (stroke, GSK_LINE_JOIN_ROUND);
  gsk_stroke_set_line_cap (stroke, GSK_LINE_CAP_ROUND);
  gtk_snapshot_append_stroke (snapshot, path, stroke, color);
  if (lens_series_get_length (self->series) == 1 && self->kind == LENS_PLOT_LINE)
    {
      float x = lens_plot_place_to_x (self, frame, 0);
      float y = value_to_y (frame, lens_series_get_number (self->series, 0));

      gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x - 2, y - 2, 4, 4));
    }
}

static void
append_bar (GtkSnapshot         *snapshot,
            const LensPlotFrame *frame,
            float                x,
            float                width,
            double               from,
            double               to,
            const GdkRGBA       *color)
{
  float top = value_to_y (frame, MAX (from, to));
  float bottom = value_to_y (frame, MIN (from, to));

  gtk_snapshot_append_color (snapshot, color,
                             &GRAPHENE_RECT_INIT (x - width / 2, top, width, MAX (bottom - top, 1)));
}

static void
append_bars (LensPlot            *self,
             GtkSnapshot         *snapshot,
             const LensPlotFrame *frame,
             const GdkRGBA       *color)
{
  gsize n = lens_plot_get_n_places (self);
  float width = MAX (frame->area.size.width / (float) MAX (n, 1) * 0.8f, 1);

  if (self->kind == LENS_PLOT_BAR && n > self->n_spans)
    {
      for (gsize i = 0; i < self->n_spans; i++)
        if (self->spans[i].low <= self->spans[i].high)
          append_bar (snapshot, frame, frame->area.origin.x + (float) i + 0.5f, 1,
                      MIN (self->spans[i].low, 0), MAX (self->spans[i].high, 0), color);
      return;
    }

  for (gsize i = 0; i < n; i++)
    {
      double height = self->kind == LENS_PLOT_HISTOGRAM ? (double) self->bins[i]
                                                        : lens_series_get_number (self->series, i);

      if (isfinite (height) && (self->kind == LENS_PLOT_BAR || height > 0))
        append_bar (snapshot, frame, lens_plot_place_to_x (self, frame, (double) i), width, 0, height, color);
    }
}

static void
append_crosshair (LensPlot            *self,
                  GtkSnapshot         *snapshot,
                  const LensPlotFrame *frame,
                  const GdkRGBA       *color)
{
  GdkRGBA thin = *color;
  float x = lens_plot_place_to_x (self, frame, (double) self->cursor);
  double number = self->kind == LENS_PLOT_HISTOGRAM ? (double) self->bins[self->cursor]
                                                    : lens_series_get_number (self->series, (gsize) self->cursor);
  GskRoundedRect dot;
  float y;

  thin.alpha *= 0.5f;
  gtk_snapshot_append_color (snapshot, &thin,
                             &GRAPHENE_RECT_INIT (roundf (x), frame->area.origin.y, 1, frame->area.size.height));
  if (!isfinite (number))
    return;

  y = value_to_y (frame, number);
  gtk_snapshot_append_color (snapshot, &thin,
                             &GRAPHENE_RECT_INIT (frame->area.origin.x, roundf (y), frame->area.size.width, 1));
  gsk_rounded_rect_init_from_rect (&dot, &GRAPHENE_RECT_INIT (x - DOT_RADIUS, y - DOT_RADIUS, 2 * DOT_RADIUS, 2 * DOT_RADIUS),
                                   DOT_RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &dot);
  gtk_snapshot_append_color (snapshot, color, &dot.bounds);
  gtk_snapshot_pop (snapshot);
}

/* A dashed line, so that it is told from the grid without its colour. */
static void
append_threshold (LensPlot            *self,
                  GtkSnapshot         *snapshot,
                  const LensPlotFrame *frame,
                  const GdkRGBA       *color)
{
  float y = roundf (value_to_y (frame, self->threshold));
  float right = frame->area.origin.x + frame->area.size.width;

  for (float x = frame->area.origin.x; x < right; x += 8)
    gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x, y, MIN (5, right - x), 1));
}

static void
reduce (LensPlot *self)
{
  if (self->kind == LENS_PLOT_HISTOGRAM && self->bins == NULL)
    {
      self->n_bins = MAX (lens_plot_get_n_places (self), 1);
      self->bins = g_new (gsize, self->n_bins);
      self->most = lens_series_count (self->series, self->bins, self->n_bins);
    }
  if (self->kind != LENS_PLOT_HISTOGRAM && self->spans == NULL)
    {
      LensPlotFrame frame;

      if (!lens_plot_get_frame (self, &frame))
        return;
      self->n_spans = (gsize) MAX (frame.area.size.width, 1);
      self->spans = g_new (LensSpan, self->n_spans);
      lens_series_reduce (self->series, self->spans, self->n_spans);
    }
}

void
lens_plot_snapshot (GtkWidget   *widget,
                    GtkSnapshot *snapshot)
{
  LensPlot *self = LENS_PLOT (widget);
  AdwStyleManager *style = adw_style_manager_get_default ();
  LensPlotFrame frame;
  GdkRGBA text, accent;

  if (self->series == NULL)
    return;
  reduce (self);
  if (!lens_plot_get_frame (self, &frame))
    return;

  gtk_widget_get_color (widget, &text);
  adw_accent_color_to_standalone_rgba (adw_style_manager_get_accent_color (style),
                                       adw_style_manager_get_dark (style), &accent);
  append_values (self, snapshot, &frame, &text);
  append_places (self, snapshot, &frame, &text);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (frame.area.origin.x - 3, frame.area.origin.y - 3,
                                                         frame.area.size.width + 6, frame.area.size.height + 6));
  if (self->kind == LENS_PLOT_BAR || self->kind == LENS_PLOT_HISTOGRAM)
    append_bars (self, snapshot, &frame, &accent);
  else
    append_line (self, snapshot, &frame, &accent);
  gtk_snapshot_pop (snapshot);
  if (self->kind != LENS_PLOT_HISTOGRAM && isfinite (self->threshold))
    append_threshold (self, snapshot, &frame, &text);
  if (self->cursor >= 0 && (gsize) self->cursor < lens_plot_get_n_places (self))
    append_crosshair (self, snapshot, &frame, &text);
}
