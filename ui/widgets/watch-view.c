/* ui/widgets/watch-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/watch-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/widgets/plot.h"

/**
 * LensWatchView:
 *
 * A call that is made again and again, with a plot of the numbers that come back and an alarm. It
 * stops when it is not looked at any more.
 */
struct _LensWatchView
{
  AdwBin        parent_instance;

  LensRequest  *request;
  LensRepeater *watch;         /* NULL before it was started */
  GSignalGroup *watch_signals;
  guint         leave_id;      /* it is not on display */

  /* template children */
  GtkButton    *run;
  GtkDropDown  *interval;
  GtkEntry     *path;
  GtkDropDown  *alarm;
  GtkEntry     *threshold;
  GtkLabel     *state;
  AdwBanner    *banner;
  LensPlot     *plot;
};

G_DEFINE_FINAL_TYPE (LensWatchView, lens_watch_view, ADW_TYPE_BIN)

#define LEAVE_DELAY_MSEC 1000

static const gint64 intervals[] = {
  200 * G_TIME_SPAN_MILLISECOND, 1 * G_TIME_SPAN_SECOND, 5 * G_TIME_SPAN_SECOND, 60 * G_TIME_SPAN_SECOND,
};

static void
show_running (LensWatchView *self)
{
  gboolean running = self->watch != NULL && lens_repeater_get_running (self->watch);

  gtk_button_set_label (self->run, running ? _("Stop") : _("Start"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->path), !running);
  gtk_widget_set_sensitive (GTK_WIDGET (self->interval), !running);
}

/* The number a text is; nan where it is none. */
static double
read_number (const char *text)
{
  g_autoptr(PyroValue) value = pyro_literal_parse (text, -1, NULL, NULL);
  double number;

  return value != NULL && pyro_value_get_number (value, &number) ? number : NAN;
}

/* A number is what is watched, and is seen from afar; a sentence is read. */
static void
show_state (LensWatchView *self,
            const char    *text)
{
  gtk_label_set_text (self->state, text);
  if (isnan (read_number (text)))
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), "title-1");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "title-1");
}

static void
state_changed_cb (LensWatchView *self)
{
  const char *text = lens_repeater_get_state_text (self->watch);

  show_state (self, text != NULL ? text : "");
}

static void
alarmed_cb (LensWatchView *self)
{
  gboolean alarmed = lens_repeater_get_alarmed (self->watch);

  adw_banner_set_revealed (self->banner, alarmed);
  if (alarmed)
    {
      gtk_accessible_announce (GTK_ACCESSIBLE (self), adw_banner_get_title (self->banner),
                               GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
      gtk_widget_error_bell (GTK_WIDGET (self));
    }
}

static void
alarm_changed_cb (LensWatchView *self)
{
  LensAlarm alarm = gtk_drop_down_get_selected (self->alarm);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->threshold));
  double threshold = read_number (text);
  g_autofree char *title = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->threshold), alarm != LENS_ALARM_NONE);
  if (isnan (threshold) && text[0] != '\0')
    gtk_widget_add_css_class (GTK_WIDGET (self->threshold), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->threshold), "error");

  if (isnan (threshold))
    alarm = LENS_ALARM_NONE;
  /* Translators: %s is a number */
  title = g_strdup_printf (alarm == LENS_ALARM_ABOVE ? _("Alarm: it is above %s") : _("Alarm: it is below %s"), text);
  adw_banner_set_title (self->banner, title);
  lens_plot_set_threshold (self->plot, alarm != LENS_ALARM_NONE ? threshold : NAN);
  if (self->watch != NULL)
    lens_repeater_set_alarm (self->watch, alarm, threshold);
}

static void
stop (LensWatchView *self)
{
  if (self->watch != NULL)
    lens_repeater_stop (self->watch);
}

static void
start (LensWatchView *self)
{
  const char *path = gtk_editable_get_text (GTK_EDITABLE (self->path));

  g_signal_group_set_target (self->watch_signals, NULL);
  g_clear_object (&self->watch);
  self->watch = lens_repeater_new (self->request, path[0] == '.' ? path + 1 : path);
  g_signal_group_set_target (self->watch_signals, self->watch);
  lens_plot_set_series (self->plot, lens_repeater_get_series (self->watch));
  alarm_changed_cb (self);
  lens_repeater_start (self->watch, intervals[gtk_drop_down_get_selected (self->interval)]);
  show_running (self);
}

static void
run_cb (LensWatchView *self)
{
  if (self->watch != NULL && lens_repeater_get_running (self->watch))
    stop (self);
  else if (self->request != NULL)
    start (self);
}

static gboolean
leave_cb (gpointer user_data)
{
  LensWatchView *self = user_data;

  self->leave_id = 0;
  stop (self);

  return G_SOURCE_REMOVE;
}

static void
lens_watch_view_map (GtkWidget *widget)
{
  g_clear_handle_id (&LENS_WATCH_VIEW (widget)->leave_id, g_source_remove);

  GTK_WIDGET_CLASS (lens_watch_view_parent_class)->map (widget);
}

/* A window that becomes narrow takes its panes away, and puts them elsewhere at once: nobody left. */
static void
lens_watch_view_unmap (GtkWidget *widget)
{
  LensWatchView *self = LENS_WATCH_VIEW (widget);

  if (self->leave_id == 0)
    self->leave_id = g_timeout_add (LEAVE_DELAY_MSEC, leave_cb, self);

  GTK_WIDGET_CLASS (lens_watch_view_parent_class)->unmap (widget);
}

static void
lens_watch_view_dispose (GObject *object)
{
  LensWatchView *self = LENS_WATCH_VIEW (object);

  g_clear_handle_id (&self->leave_id, g_source_remove);
  g_clear_object (&self->watch_signals);
  stop (self);
  g_clear_object (&self->watch);
  g_clear_object (&self->request);
  gtk_widget_dispose_template (GTK_WIDGET (object), LENS_TYPE_WATCH_VIEW);

  G_OBJECT_CLASS (lens_watch_view_parent_class)->dispose (object);
}

static void
lens_watch_view_class_init (LensWatchViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lens_watch_view_dispose;
  widget_class->map = lens_watch_view_map;
  widget_class->unmap = lens_watch_view_unmap;

  g_type_ensure (LENS_TYPE_PLOT);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/watch-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LensWatchView, run);
  gtk_widget_class_bind_template_child (widget_class, LensWatchView, interval);
  gtk_widget_class_bind_template_child (widget_class, LensWatchView, path);
  gtk_widget_class_bind_template_child (widget_class, LensWatchView, alarm);
  gtk_widget_class_bind_template_child (widget_class, LensWatchView, threshold);
  gtk_widget_class_bind_template_child (widget_class, LensWatchView, state);
  gtk_widget_class_bind_template_child (widget_class, LensWatchView, banner);
  gtk_widget_class_bind_template_child (widget_class, LensWatchView, plot);
  gtk_widget_class_bind_template_callback (widget_class, alarm_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, run_cb);
}

static void
lens_watch_view_init (LensWatchView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->watch_signals = g_signal_group_new (LENS_TYPE_REPEATER);
  g_signal_group_connect_swapped (self->watch_signals, "notify::running", G_CALLBACK (show_running), self);
  g_signal_group_connect_swapped (self->watch_signals, "notify::state-text", G_CALLBACK (state_changed_cb), self);
  g_signal_group_connect_swapped (self->watch_signals, "notify::alarmed", G_CALLBACK (alarmed_cb), self);
  show_running (self);
}

/**
 * lens_watch_view_set_request:
 * @request: (nullable): the call that is made again
 *
 * Gets ready to watch what a call answers. Nothing is called before the user starts it.
 */
void
lens_watch_view_set_request (LensWatchView *self,
                             LensRequest   *request)
{
  g_return_if_fail (LENS_IS_WATCH_VIEW (self));

  stop (self);
  g_set_object (&self->request, request);
  g_signal_group_set_target (self->watch_signals, NULL);
  g_clear_object (&self->watch);
  lens_plot_set_series (self->plot, NULL);
  show_state (self, request != NULL ? _("Each call runs the method once more, until you stop it or leave.") : "");
  adw_banner_set_revealed (self->banner, FALSE);
  show_running (self);
}

/**
 * lens_watch_view_start:
 *
 * Begins to make the call, as the user does with the button.
 */
void
lens_watch_view_start (LensWatchView *self)
{
  g_return_if_fail (LENS_IS_WATCH_VIEW (self));

  if (self->request != NULL)
    start (self);
}

/**
 * lens_watch_view_get_watch:
 *
 * Gets the watch.
 *
 * Returns: (transfer none) (nullable): the watch, or %NULL before it was started
 */
LensRepeater *
lens_watch_view_get_watch (LensWatchView *self)
{
  g_return_val_if_fail (LENS_IS_WATCH_VIEW (self), NULL);

  return self->watch;
}
