/* ui/models/repeater.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/repeater.h"

#include <glib/gi18n.h>
#include <math.h>

/**
 * LensRepeater:
 *
 * Makes a call again and again, and keeps the numbers that come back.
 *
 * There is never more than one call under way: the next one waits for the answer of the one before,
 * however short the interval. A call that fails is a gap in the numbers; the watch goes on.
 */
struct _LensRepeater
{
  GObject       parent_instance;

  LensRequest  *model;     /* what is asked again */
  LensRequest  *request;   /* that is under way, or NULL */
  GSignalGroup *request_signals;
  char         *path;      /* to the number in the result, "" for the result itself */
  LensSeries   *series;
  char         *state_text;

  gint64        interval;  /* microseconds */
  double        threshold;
  LensAlarm     alarm;
  gboolean      alarmed;
  gboolean      running;
  guint         n_calls;
  guint         timer;
};

enum {
  PROP_0,
  PROP_RUNNING,
  PROP_ALARMED,
  PROP_STATE_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensRepeater, lens_repeater, G_TYPE_OBJECT)

/* Microseconds between two calls at least. */
#define MIN_INTERVAL (50 * G_TIME_SPAN_MILLISECOND)

/* Bytes of a result that is no number, in the text about it. */
#define MAX_TEXT_SIZE 80

static gboolean call_cb (gpointer user_data);

static void
set_state_text (LensRepeater *self,
                char         *text)
{
  g_autofree char *owned = text;

  if (g_set_str (&self->state_text, owned))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE_TEXT]);
}

static void
set_alarmed (LensRepeater *self,
             gboolean      alarmed)
{
  if (self->alarmed == alarmed)
    return;

  self->alarmed = alarmed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ALARMED]);
}

static void
check_alarm (LensRepeater *self,
             double        number)
{
  if (self->alarm == LENS_ALARM_NONE)
    set_alarmed (self, FALSE);
  else if (isfinite (number))
    set_alarmed (self, self->alarm == LENS_ALARM_ABOVE ? number > self->threshold : number < self->threshold);
}

static double
read_number (LensRepeater *self,
             PyroValue    *result)
{
  g_autoptr(GError) error = NULL;
  PyroValue *value = pyro_value_lookup_path (result, self->path, &error);
  double number;

  if (value == NULL)
    {
      set_state_text (self, g_strdup (error->message));
      return NAN;
    }
  if (!pyro_value_get_number (value, &number))
    {
      g_autofree char *text = pyro_value_repr_short (value, MAX_TEXT_SIZE);

      /* Translators: %s is a value that is no number */
      set_state_text (self, g_strdup_printf (_("No number: %s"), text));
      return NAN;
    }
  set_state_text (self, pyro_value_repr_short (value, MAX_TEXT_SIZE));

  return number;
}

static void
take_answer (LensRepeater *self)
{
  PyroValue *value = lens_request_get_value (self->request);
  double number = NAN;

  if (value != NULL)
    number = read_number (self, value);
  else if (lens_request_get_exception (self->request) != NULL)
    set_state_text (self, g_strdup_printf ("%s: %s",
                                           pyro_exception_get_short_class_name (lens_request_get_exception (self->request)),
                                           pyro_exception_get_message (lens_request_get_exception (self->request))));
  else
    set_state_text (self, g_strdup (lens_request_get_state_text (self->request)));

  lens_series_append (self->series, number);
  check_alarm (self, number);
}

/* The next one when its time has come, and not before this one was answered. */
static void
state_changed_cb (LensRepeater *self)
{
  g_autoptr(LensRequest) request = NULL;
  gint64 left;

  if (lens_request_get_state (self->request) == LENS_REQUEST_RUNNING)
    return;

  take_answer (self);
  left = self->interval - lens_request_get_elapsed (self->request);
  request = g_steal_pointer (&self->request);
  g_signal_group_set_target (self->request_signals, NULL);
  if (self->running)
    self->timer = g_timeout_add ((guint) (MAX (left, 0) / 1000), call_cb, self);
}

static gboolean
call_cb (gpointer user_data)
{
  LensRepeater *self = user_data;

  self->timer = 0;
  self->n_calls++;
  self->request = lens_request_new_again (self->model);
  g_signal_group_set_target (self->request_signals, self->request);
  lens_request_run (self->request);

  return G_SOURCE_REMOVE;
}

static void
lens_repeater_dispose (GObject *object)
{
  LensRepeater *self = LENS_REPEATER (object);

  lens_repeater_stop (self);
  g_clear_object (&self->request_signals);
  g_clear_object (&self->request);
  g_clear_object (&self->model);
  g_clear_object (&self->series);

  G_OBJECT_CLASS (lens_repeater_parent_class)->dispose (object);
}

static void
lens_repeater_finalize (GObject *object)
{
  LensRepeater *self = LENS_REPEATER (object);

  g_free (self->path);
  g_free (self->state_text);

  G_OBJECT_CLASS (lens_repeater_parent_class)->finalize (object);
}

static void
lens_repeater_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  LensRepeater *self = LENS_REPEATER (object);

  switch (prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, self->running);
      break;

    case PROP_ALARMED:
      g_value_set_boolean (value, self->alarmed);
      break;

    case PROP_STATE_TEXT:
      g_value_set_string (value, self->state_text);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_repeater_class_init (LensRepeaterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = lens_repeater_dispose;
  object_class->finalize = lens_repeater_finalize;
  object_class->get_property = lens_repeater_get_property;

  /**
   * LensRepeater:running:
   *
   * Whether calls are made.
   */
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);

  /**
   * LensRepeater:alarmed:
   *
   * Whether the last number is where the alarm is.
   */
  properties[PROP_ALARMED] = g_param_spec_boolean ("alarmed", NULL, NULL, FALSE, flags);

  /**
   * LensRepeater:state-text: (nullable)
   *
   * The last value, or why there is none.
   */
  properties[PROP_STATE_TEXT] = g_param_spec_string ("state-text", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_repeater_init (LensRepeater *self)
{
  self->series = lens_series_new ();
  self->request_signals = g_signal_group_new (LENS_TYPE_REQUEST);
  g_signal_group_connect_swapped (self->request_signals, "notify::state", G_CALLBACK (state_changed_cb), self);
}

/**
 * lens_repeater_new:
 * @request: what is asked again
 * @path: where the number is in the result, such as `['price']`; "" for the result itself
 *
 * Makes a repeater. Nothing is sent before it is started.
 *
 * Returns: (transfer full): the repeater
 */
LensRepeater *
lens_repeater_new (LensRequest *request,
                   const char  *path)
{
  LensRepeater *self;

  g_return_val_if_fail (LENS_IS_REQUEST (request), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (LENS_TYPE_REPEATER, NULL);
  self->model = g_object_ref (request);
  self->path = g_strdup (path);

  return self;
}

/**
 * lens_repeater_start:
 * @interval: microseconds from one call to the next; 50 ms at least
 *
 * Makes the first call, and the next ones.
 */
void
lens_repeater_start (LensRepeater *self,
                     gint64        interval)
{
  g_return_if_fail (LENS_IS_REPEATER (self));

  self->interval = MAX (interval, MIN_INTERVAL);
  if (self->running)
    return;

  self->running = TRUE;
  if (self->request == NULL)
    call_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

/**
 * lens_repeater_stop:
 *
 * Makes no more calls, and gives up the one that is under way.
 */
void
lens_repeater_stop (LensRepeater *self)
{
  g_return_if_fail (LENS_IS_REPEATER (self));

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->request != NULL)
    {
      g_signal_group_set_target (self->request_signals, NULL);
      lens_request_cancel (self->request);
      g_clear_object (&self->request);
    }
  if (!self->running)
    return;

  self->running = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

gboolean
lens_repeater_get_running (LensRepeater *self)
{
  g_return_val_if_fail (LENS_IS_REPEATER (self), FALSE);

  return self->running;
}

/**
 * lens_repeater_get_series:
 *
 * Gets the numbers that came.
 *
 * Returns: (transfer none): the series
 */
LensSeries *
lens_repeater_get_series (LensRepeater *self)
{
  g_return_val_if_fail (LENS_IS_REPEATER (self), NULL);

  return self->series;
}

guint
lens_repeater_get_n_calls (LensRepeater *self)
{
  g_return_val_if_fail (LENS_IS_REPEATER (self), 0);

  return self->n_calls;
}

const char *
lens_repeater_get_state_text (LensRepeater *self)
{
  g_return_val_if_fail (LENS_IS_REPEATER (self), NULL);

  return self->state_text;
}

/**
 * lens_repeater_set_alarm:
 * @alarm: when
 * @threshold: the number that it depends on
 *
 * Sets an alarm.
 */
void
lens_repeater_set_alarm (LensRepeater *self,
                         LensAlarm     alarm,
                         double        threshold)
{
  gsize n;

  g_return_if_fail (LENS_IS_REPEATER (self));

  self->alarm = alarm;
  self->threshold = threshold;
  n = lens_series_get_length (self->series);
  check_alarm (self, n > 0 ? lens_series_get_number (self->series, n - 1) : NAN);
}

gboolean
lens_repeater_get_alarmed (LensRepeater *self)
{
  g_return_val_if_fail (LENS_IS_REPEATER (self), FALSE);

  return self->alarmed;
}
