/* ui/widgets/plot.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/plot-private.h"

#include <glib/gi18n.h>
#include <math.h>

/**
 * LensPlot:
 *
 * A series as a line, as steps, as bars or as a histogram, with axes and with a cross-hair that goes
 * where the pointer or the arrow keys lead it.
 *
 * What is drawn is as much as there are pixels. What the cross-hair reads is in
 * [property@Lens.Plot:reading], and said to a screen reader.
 */

enum {
  PROP_0,
  PROP_SERIES,
  PROP_KIND,
  PROP_READING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensPlot, lens_plot, GTK_TYPE_WIDGET)

/* Pixels: room for the labels of the axes, and around. */
#define LEFT_MARGIN 62
#define BOTTOM_MARGIN 26
#define OTHER_MARGIN 12

#define MIN_WIDTH 160
#define MIN_HEIGHT 120
#define NATURAL_HEIGHT 240
#define MAX_BINS 40

static void
lens_plot_forget (LensPlot *self)
{
  g_clear_pointer (&self->spans, g_free);
  g_clear_pointer (&self->bins, g_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* How many places the cross-hair can be at. */
gsize
lens_plot_get_n_places (LensPlot *self)
{
  gsize n = self->series != NULL ? lens_series_get_length (self->series) : 0;

  if (self->kind != LENS_PLOT_HISTOGRAM || n == 0)
    return n;

  return CLAMP ((gsize) sqrt ((double) n), 1, MAX_BINS);
}

/* Where everything is; %FALSE when there is nothing to draw. */
gboolean
lens_plot_get_frame (LensPlot      *self,
                     LensPlotFrame *frame)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  if (self->series == NULL || !lens_series_get_range (self->series, &frame->low, &frame->high) ||
      width <= LEFT_MARGIN + OTHER_MARGIN || height <= BOTTOM_MARGIN + OTHER_MARGIN)
    return FALSE;

  graphene_rect_init (&frame->area, LEFT_MARGIN, OTHER_MARGIN,
                      (float) (width - LEFT_MARGIN - OTHER_MARGIN), (float) (height - BOTTOM_MARGIN - OTHER_MARGIN));
  if (self->kind == LENS_PLOT_HISTOGRAM)
    {
      frame->low = 0;
      frame->high = (double) self->most;
    }
  else if (self->kind == LENS_PLOT_BAR)
    {
      frame->low = MIN (frame->low, 0);
      frame->high = MAX (frame->high, 0);
    }
  if (self->kind != LENS_PLOT_HISTOGRAM && isfinite (self->threshold))
    {
      frame->low = MIN (frame->low, self->threshold);
      frame->high = MAX (frame->high, self->threshold);
    }
  if (!(frame->low < frame->high))
    {
      double around = frame->low == 0 ? 1 : fabs (frame->low) / 10;

      frame->low -= around;
      frame->high += around;
    }

  return isfinite (frame->high - frame->low);
}

/**
 * lens_plot_dup_reading:
 *
 * Gets what the cross-hair is on, such as `[12]: 3.5`.
 *
 * Returns: (transfer full): the text, "" when there is no cross-hair
 */
char *
lens_plot_dup_reading (LensPlot *self)
{
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;
  g_autoptr(PyroValue) value = NULL;
  double low, high, width;

  g_return_val_if_fail (LENS_IS_PLOT (self), NULL);

  if (self->cursor < 0 || (gsize) self->cursor >= lens_plot_get_n_places (self))
    return g_strdup ("");

  if (self->kind != LENS_PLOT_HISTOGRAM)
    {
      label = lens_series_dup_label (self->series, (gsize) self->cursor);
      value = pyro_value_new_float (lens_series_get_number (self->series, (gsize) self->cursor));
      text = pyro_value_repr (value);
      return g_strdup_printf ("%s: %s", label, text);
    }

  if (self->bins == NULL || !lens_series_get_range (self->series, &low, &high))
    return g_strdup ("");
  width = (high - low) / (double) self->n_bins;

  /* Translators: a range of numbers, and how many there are in it */
  return g_strdup_printf (_("%g to %g: %'zu"), low + width * (double) self->cursor,
                          low + width * (double) (self->cursor + 1), self->bins[self->cursor]);
}

static void
describe (LensPlot *self)
{
  g_autofree char *text = NULL;
  gsize n = self->series != NULL ? lens_series_get_length (self->series) : 0;
  double low, high;

  if (n > 0 && lens_series_get_range (self->series, &low, &high))
    text = g_strdup_printf (ngettext ("%'zu number from %g to %g", "%'zu numbers from %g to %g", n), n, low, high);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : _("No numbers"),
                                  -1);
}

static void
set_cursor (LensPlot *self,
            gint64    cursor)
{
  gint64 n = (gint64) lens_plot_get_n_places (self);

  cursor = n == 0 ? -1 : MIN (cursor, n - 1);
  if (self->cursor == cursor)
    return;

  self->cursor = cursor;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READING]);
}

static void
motion_cb (LensPlot                 *self,
           double                    x,
           double                    y,
           GtkEventControllerMotion *controller)
{
  LensPlotFrame frame;
  gsize n = lens_plot_get_n_places (self);
  double share;

  if (!lens_plot_get_frame (self, &frame) || n == 0)
    return;

  share = CLAMP ((x - frame.area.origin.x) / frame.area.size.width, 0, 1);
  if (self->kind == LENS_PLOT_LINE && n > 1)
    set_cursor (self, (gint64) (share * (double) (n - 1) + 0.5));
  else
    set_cursor (self, (gint64) (share * (double) n));
}

static void
leave_cb (LensPlot                 *self,
          GtkEventControllerMotion *controller)
{
  if (!gtk_widget_has_focus (GTK_WIDGET (self)))
    set_cursor (self, -1);
}

/* As far as a pixel: a step that cannot be seen is none. */
static gint64
get_stride (LensPlot *self)
{
  LensPlotFrame frame;
  gint64 n = (gint64) lens_plot_get_n_places (self);

  return lens_plot_get_frame (self, &frame) ? MAX (n / (gint64) frame.area.size.width, 1) : 1;
}

static gboolean
move_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   unused)
{
  LensPlot *self = LENS_PLOT (widget);
  int way = g_variant_get_int32 (args);
  gint64 n = (gint64) lens_plot_get_n_places (self);
  g_autofree char *reading = NULL;

  if (n == 0)
    return FALSE;

  if (way == G_MININT32)
    set_cursor (self, 0);
  else if (way == G_MAXINT32)
    set_cursor (self, n - 1);
  else
    set_cursor (self, CLAMP (MAX (self->cursor, 0) + way * get_stride (self), 0, n - 1));

  reading = lens_plot_dup_reading (self);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), reading, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);

  return TRUE;
}

static void
series_changed_cb (LensPlot *self)
{
  lens_plot_forget (self);
  describe (self);
}

static void
lens_plot_measure (GtkWidget      *widget,
                   GtkOrientation  orientation,
                   int             for_size,
                   int            *minimum,
                   int            *natural,
                   int            *minimum_baseline,
                   int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : MIN_HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : NATURAL_HEIGHT;
}

static void
lens_plot_size_allocate (GtkWidget *widget,
                         int        width,
                         int        height,
                         int        baseline)
{
  g_clear_pointer (&LENS_PLOT (widget)->spans, g_free);
}

static void
lens_plot_dispose (GObject *object)
{
  LensPlot *self = LENS_PLOT (object);

  g_clear_object (&self->series_signals);
  g_clear_object (&self->series);

  G_OBJECT_CLASS (lens_plot_parent_class)->dispose (object);
}

static void
lens_plot_finalize (GObject *object)
{
  LensPlot *self = LENS_PLOT (object);

  g_clear_pointer (&self->spans, g_free);
  g_clear_pointer (&self->bins, g_free);

  G_OBJECT_CLASS (lens_plot_parent_class)->finalize (object);
}

static void
lens_plot_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  LensPlot *self = LENS_PLOT (object);

  switch (prop_id)
    {
    case PROP_SERIES:
      g_value_set_object (value, self->series);
      break;

    case PROP_KIND:
      g_value_set_uint (value, self->kind);
      break;

    case PROP_READING:
      g_value_take_string (value, lens_plot_dup_reading (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_plot_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  LensPlot *self = LENS_PLOT (object);

  switch (prop_id)
    {
    case PROP_SERIES:
      lens_plot_set_series (self, g_value_get_object (value));
      break;

    case PROP_KIND:
      lens_plot_set_kind (self, g_value_get_uint (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * LensPlot:series: (nullable)
   *
   * What is drawn.
   */
  properties[PROP_SERIES] = g_param_spec_object ("series", NULL, NULL, LENS_TYPE_SERIES, flags);

  /**
   * LensPlot:kind:
   *
   * How it is drawn, a `LensPlotKind`.
   */
  properties[PROP_KIND] = g_param_spec_uint ("kind", NULL, NULL, 0, LENS_PLOT_HISTOGRAM, LENS_PLOT_LINE, flags);

  /**
   * LensPlot:reading:
   *
   * What the cross-hair is on; "" without one.
   */
  properties[PROP_READING] = g_param_spec_string ("reading", NULL, NULL, "",
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_plot_class_init (LensPlotClass *klass)
{
  static const struct { guint key; int way; } keys[] = {
    { GDK_KEY_Left, -1 }, { GDK_KEY_Right, 1 }, { GDK_KEY_Page_Up, -20 }, { GDK_KEY_Page_Down, 20 },
    { GDK_KEY_Home, G_MININT32 }, { GDK_KEY_End, G_MAXINT32 },
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_plot_dispose;
  object_class->finalize = lens_plot_finalize;
  object_class->get_property = lens_plot_get_property;
  object_class->set_property = lens_plot_set_property;
  widget_class->measure = lens_plot_measure;
  widget_class->size_allocate = lens_plot_size_allocate;
  widget_class->snapshot = lens_plot_snapshot;
  install_properties (object_class);

  gtk_widget_class_set_css_name (widget_class, "plot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, 0, move_cb, "i", keys[i].way);
}

static void
lens_plot_init (LensPlot *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->cursor = -1;
  self->threshold = NAN;
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Plot"), -1);
  self->series_signals = g_signal_group_new (LENS_TYPE_SERIES);
  g_signal_group_connect_swapped (self->series_signals, "changed", G_CALLBACK (series_changed_cb), self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::accent-color",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

LensSeries *
lens_plot_get_series (LensPlot *self)
{
  g_return_val_if_fail (LENS_IS_PLOT (self), NULL);

  return self->series;
}

void
lens_plot_set_series (LensPlot   *self,
                      LensSeries *series)
{
  g_return_if_fail (LENS_IS_PLOT (self));
  g_return_if_fail (series == NULL || LENS_IS_SERIES (series));

  if (!g_set_object (&self->series, series))
    return;

  g_signal_group_set_target (self->series_signals, series);
  set_cursor (self, -1);
  series_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERIES]);
}

LensPlotKind
lens_plot_get_kind (LensPlot *self)
{
  g_return_val_if_fail (LENS_IS_PLOT (self), LENS_PLOT_LINE);

  return self->kind;
}

void
lens_plot_set_kind (LensPlot     *self,
                    LensPlotKind  kind)
{
  g_return_if_fail (LENS_IS_PLOT (self));

  if (self->kind == kind)
    return;

  self->kind = kind;
  set_cursor (self, -1);
  lens_plot_forget (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
}

/**
 * lens_plot_set_threshold:
 * @threshold: a number, or nan for none
 *
 * Draws a line at this height, where an alarm is.
 */
void
lens_plot_set_threshold (LensPlot *self,
                         double    threshold)
{
  g_return_if_fail (LENS_IS_PLOT (self));

  self->threshold = threshold;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
