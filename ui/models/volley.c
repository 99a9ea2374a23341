/* ui/models/volley.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/volley.h"

/**
 * LensVolley:
 *
 * The same call many times, one after the other, and how long each took.
 *
 * An exception is counted, and the next call is made; a call that could not be carried out ends the volley.
 */
struct _LensVolley
{
  GObject       parent_instance;

  LensRequest  *model;
  LensRequest  *request; /* that is under way, or NULL */
  GSignalGroup *request_signals;
  GArray       *times;   /* of gint64, microseconds */
  char         *problem;

  gint64        total;   /* microseconds */
  gint64        told;    /* monotonic, microseconds: when something was notified last */
  guint         n_calls;
  guint         n_raised;
  guint         next;    /* makes the next call */
  gboolean      sorted;
  gboolean      running;
};

enum {
  PROP_0,
  PROP_RUNNING,
  PROP_N_CALLS,
  PROP_N_DONE,
  PROP_N_RAISED,
  PROP_PROBLEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensVolley, lens_volley, G_TYPE_OBJECT)

#define TELL_TIME (50 * G_TIME_SPAN_MILLISECOND) /* microseconds between two notifications */

static gboolean call_cb (gpointer user_data);

static void
tell (LensVolley *self,
      gboolean    now)
{
  gint64 time = g_get_monotonic_time ();

  if (!now && time - self->told < TELL_TIME)
    return;

  self->told = time;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_DONE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_RAISED]);
}

static void
end (LensVolley *self,
     const char *problem)
{
  g_clear_handle_id (&self->next, g_source_remove);
  self->running = FALSE;
  tell (self, TRUE);
  if (g_set_str (&self->problem, problem))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

static void
count (LensVolley *self)
{
  gint64 elapsed = lens_request_get_elapsed (self->request);

  g_array_append_val (self->times, elapsed);
  self->sorted = FALSE;
  self->total += elapsed;
  self->n_raised += lens_request_get_state (self->request) == LENS_REQUEST_RAISED;
}

static void
state_changed_cb (LensVolley *self)
{
  g_autoptr(LensRequest) request = NULL;
  LensRequestState state = lens_request_get_state (self->request);

  if (state == LENS_REQUEST_RUNNING)
    return;

  if (state == LENS_REQUEST_DONE || state == LENS_REQUEST_RAISED)
    count (self);
  request = g_steal_pointer (&self->request);
  g_signal_group_set_target (self->request_signals, NULL);

  if (state == LENS_REQUEST_FAILED)
    {
      end (self, lens_request_get_problem (request));
    }
  else if (self->times->len == self->n_calls)
    {
      end (self, NULL);
    }
  else
    {
      tell (self, FALSE);
      self->next = g_idle_add (call_cb, self); /* the window comes first */
    }
}

static gboolean
call_cb (gpointer user_data)
{
  LensVolley *self = user_data;

  self->next = 0;
  self->request = lens_request_new_again (self->model);
  g_signal_group_set_target (self->request_signals, self->request);
  lens_request_run (self->request);

  return G_SOURCE_REMOVE;
}

static void
lens_volley_dispose (GObject *object)
{
  LensVolley *self = LENS_VOLLEY (object);

  lens_volley_stop (self);
  g_clear_object (&self->request_signals);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (lens_volley_parent_class)->dispose (object);
}

static void
lens_volley_finalize (GObject *object)
{
  LensVolley *self = LENS_VOLLEY (object);

  g_clear_pointer (&self->times, g_array_unref);
  g_clear_pointer (&self->problem, g_free);

  G_OBJECT_CLASS (lens_volley_parent_class)->finalize (object);
}

static void
lens_volley_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  LensVolley *self = LENS_VOLLEY (object);

  switch (prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, self->running);
      break;

    case PROP_N_CALLS:
      g_value_set_uint (value, self->n_calls);
      break;

    case PROP_N_DONE:
      g_value_set_uint (value, self->times->len);
      break;

    case PROP_N_RAISED:
      g_value_set_uint (value, self->n_raised);
      break;

    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_volley_class_init (LensVolleyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = lens_volley_dispose;
  object_class->finalize = lens_volley_finalize;
  object_class->get_property = lens_volley_get_property;

  /**
   * LensVolley:running:
   *
   * Whether calls are made.
   */
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);

  /**
   * LensVolley:n-calls:
   *
   * How many calls are to be made.
   */
  properties[PROP_N_CALLS] = g_param_spec_uint ("n-calls", NULL, NULL, 0, LENS_MAX_VOLLEY_CALLS, 0, flags);

  /**
   * LensVolley:n-done:
   *
   * How many were answered, with a result or an exception; one-way, how many were sent.
   */
  properties[PROP_N_DONE] = g_param_spec_uint ("n-done", NULL, NULL, 0, LENS_MAX_VOLLEY_CALLS, 0, flags);

  /**
   * LensVolley:n-raised:
   *
   * How many of those raised an exception.
   */
  properties[PROP_N_RAISED] = g_param_spec_uint ("n-raised", NULL, NULL, 0, LENS_MAX_VOLLEY_CALLS, 0, flags);

  /**
   * LensVolley:problem: (nullable)
   *
   * Why it ended before all calls were made.
   */
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_volley_init (LensVolley *self)
{
  self->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->request_signals = g_signal_group_new (LENS_TYPE_REQUEST);
  g_signal_group_connect_swapped (self->request_signals, "notify::state", G_CALLBACK (state_changed_cb), self);
}

/**
 * lens_volley_new:
 * @model: the call, which need not have been run
 * @n_calls: how many times, from 1 to %LENS_MAX_VOLLEY_CALLS
 *
 * Makes a volley. Nothing is sent before it is started.
 *
 * Returns: (transfer full): the volley
 */
LensVolley *
lens_volley_new (LensRequest *model,
                 guint        n_calls)
{
  LensVolley *self;

  g_return_val_if_fail (LENS_IS_REQUEST (model), NULL);
  g_return_val_if_fail (n_calls > 0 && n_calls <= LENS_MAX_VOLLEY_CALLS, NULL);

  self = g_object_new (LENS_TYPE_VOLLEY, NULL);
  self->model = g_object_ref (model);
  self->n_calls = n_calls;

  return self;
}

/**
 * lens_volley_start:
 *
 * Makes the calls, those that are left of them after it was stopped.
 */
void
lens_volley_start (LensVolley *self)
{
  g_return_if_fail (LENS_IS_VOLLEY (self));

  if (self->running || self->times->len == self->n_calls)
    return;

  self->running = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  call_cb (self);
}

/**
 * lens_volley_stop:
 *
 * Makes no more calls, and gives up the one that is under way.
 */
void
lens_volley_stop (LensVolley *self)
{
  g_return_if_fail (LENS_IS_VOLLEY (self));

  if (self->request != NULL)
    {
      g_signal_group_set_target (self->request_signals, NULL);
      lens_request_cancel (self->request);
      g_clear_object (&self->request);
    }
  if (self->running)
    end (self, NULL);
}

gboolean
lens_volley_get_running (LensVolley *self)
{
  g_return_val_if_fail (LENS_IS_VOLLEY (self), FALSE);

  return self->running;
}

guint
lens_volley_get_n_calls (LensVolley *self)
{
  g_return_val_if_fail (LENS_IS_VOLLEY (self), 0);

  return self->n_calls;
}

guint
lens_volley_get_n_done (LensVolley *self)
{
  g_return_val_if_fail (LENS_IS_VOLLEY (self), 0);

  return self->times->len;
}

guint
lens_volley_get_n_raised (LensVolley *self)
{
  g_return_val_if_fail (LENS_IS_VOLLEY (self), 0);

  return self->n_raised;
}

/**
 * lens_volley_get_problem:
 *
 * Gets why the volley ended before all calls were made.
 *
 * Returns: (transfer none) (nullable): a sentence
 */
const char *
lens_volley_get_problem (LensVolley *self)
{
  g_return_val_if_fail (LENS_IS_VOLLEY (self), NULL);

  return self->problem;
}

/**
 * lens_volley_get_mean:
 *
 * Gets how long a call took on average.
 *
 * Returns: microseconds
 */
gint64
lens_volley_get_mean (LensVolley *self)
{
  g_return_val_if_fail (LENS_IS_VOLLEY (self), 0);

  return self->times->len > 0 ? self->total / self->times->len : 0;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

/**
 * lens_volley_get_percentile:
 * @percent: 0 for the least, 100 for the greatest
 *
 * Gets the time that so many of a hundred calls took at most: the nearest rank, which is the time of a call that
 * was made.
 *
 * Returns: microseconds
 */
gint64
lens_volley_get_percentile (LensVolley *self,
                            guint       percent)
{
  guint64 rank;

  g_return_val_if_fail (LENS_IS_VOLLEY (self), 0);
  g_return_val_if_fail (percent <= 100, 0);

  if (self->times->len == 0)
    return 0;

  if (!self->sorted)
    g_array_sort (self->times, compare);
  self->sorted = TRUE;
  rank = ((guint64) self->times->len * percent + 99) / 100;

  return g_array_index (self->times, gint64, rank > 0 ? rank - 1 : 0);
}
