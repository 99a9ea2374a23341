/* ui/models/forecast.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/forecast.h"

#include <glib/gi18n.h>

/**
 * LensForecast:
 *
 * As what the arguments of a call arrive at the other side: with most serializers a tuple becomes a list, and
 * some cannot carry some values at all. Nothing is sent to find that out.
 */
struct _LensForecast
{
  GObject            parent_instance;

  LensArguments     *arguments;
  LensParticulars   *particulars;
  GCancellable      *cancellable; /* of what is found out in a thread */
  char              *text;
  char              *reasons;

  LensForecastLevel  level;
  guint              idle;
};

enum {
  PROP_0,
  PROP_LEVEL,
  PROP_TEXT,
  PROP_REASONS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (LensForecastLevel, lens_forecast_level,
                    G_DEFINE_ENUM_VALUE (LENS_FORECAST_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (LENS_FORECAST_SAME, "same"),
                    G_DEFINE_ENUM_VALUE (LENS_FORECAST_CHANGED, "changed"),
                    G_DEFINE_ENUM_VALUE (LENS_FORECAST_IMPOSSIBLE, "impossible"))

G_DEFINE_FINAL_TYPE (LensForecast, lens_forecast, G_TYPE_OBJECT)

#define MAX_SIZE_AT_ONCE (64 * 1024) /* bytes that are tried without a thread */
#define MAX_TEXT         120         /* bytes of the line of what arrives */
#define MAX_REASONS      3

/* What is asked, and what is found out. It may be in a thread. */
typedef struct
{
  const PyroCodec   *codec;
  PyroValue         *args;
  PyroValue         *kwargs;

  GString           *arrived; /* the arguments as they arrive, as Python would write them */
  GString           *reasons;
  char              *problem; /* why it cannot be sent */
  guint              n_changes;
} Trial;

static void
trial_free (gpointer data)
{
  Trial *self = data;

  pyro_value_unref (self->args);
  pyro_value_unref (self->kwargs);
  g_string_free (self->arrived, TRUE);
  g_string_free (self->reasons, TRUE);
  g_free (self->problem);
  g_free (self);
}

/* Of nothing it need not be said how it arrives. */
static Trial *
trial_new (LensForecast *self)
{
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  Trial *trial;

  if (!lens_arguments_get_ready (self->arguments) ||
      !lens_arguments_collect (self->arguments, &args, &kwargs, NULL, NULL) ||
      (pyro_value_get_length (args) == 0 && pyro_value_get_length (kwargs) == 0))
    return NULL;

  trial = g_new0 (Trial, 1);
  trial->codec = pyro_codec_find (lens_particulars_get_serializer (self->particulars));
  trial->args = g_steal_pointer (&args);
  trial->kwargs = g_steal_pointer (&kwargs);
  trial->arrived = g_string_new (NULL);
  trial->reasons = g_string_new (NULL);

  return trial;
}

static void
add_reasons (Trial       *self,
             const char  *label,
             PyroArrival *arrival)
{
  for (guint i = 0; i < pyro_arrival_get_n_changes (arrival); i++)
    {
      const PyroChange *change = pyro_arrival_get_change (arrival, i);

      if (self->n_changes++ >= MAX_REASONS)
        continue;
      if (self->reasons->len > 0)
        g_string_append_c (self->reasons, '\n');
      g_string_append_printf (self->reasons, "%s%s: %s", label, change->path, change->sentence);
    }
}

static gboolean
try_value (Trial      *self,
           const char *label,
           gboolean    named,
           PyroValue  *value)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroArrival) arrival = pyro_arrival_new (self->codec, value, NULL, &error);
  g_autofree char *text = NULL;

  if (arrival == NULL)
    {
      self->problem = g_strdup_printf ("%s: %s", label, error->message);
      return FALSE;
    }

  text = pyro_value_repr_short (pyro_arrival_get_value (arrival), MAX_TEXT);
  g_string_append_printf (self->arrived, "%s%s%s%s", self->arrived->len > 0 ? ", " : "",
                          named ? label : "", named ? "=" : "", text);
  add_reasons (self, label, arrival);

  return TRUE;
}

static void
trial_run (Trial *self)
{
  gboolean good = TRUE;

  for (gsize i = 0; good && i < pyro_value_get_length (self->args); i++)
    {
      /* Translators: %u is the number of an argument of a call */
      g_autofree char *label = g_strdup_printf (_("Argument %u"), (guint) i + 1);

      good = try_value (self, label, FALSE, pyro_value_get_item (self->args, i));
    }
  for (gsize i = 0; good && i < pyro_value_get_length (self->kwargs); i++)
    {
      g_autofree char *name = pyro_value_dup_utf8 (pyro_value_get_key (self->kwargs, i));

      good = try_value (self, name, TRUE, pyro_value_get_item (self->kwargs, i));
    }
}

static void
lens_forecast_set (LensForecast      *self,
                   LensForecastLevel  level,
                   const char        *text,
                   const char        *reasons)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (g_set_str (&self->text, text))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
  if (g_set_str (&self->reasons, reasons))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REASONS]);
  if (self->level != level)
    {
      self->level = level;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEVEL]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

static void
lens_forecast_tell (LensForecast *self,
                    Trial        *trial)
{
  const char *name = pyro_codec_get_name (trial->codec);
  g_autofree char *text = NULL;

  if (trial->problem != NULL)
    {
      /* Translators: %s is the name of a serializer, such as “json” */
      text = g_strdup_printf (_("Cannot be sent with %s"), name);
      lens_forecast_set (self, LENS_FORECAST_IMPOSSIBLE, text, trial->problem);
    }
  else if (trial->n_changes > 0)
    {
      if (trial->n_changes > MAX_REASONS)
        g_string_append_printf (trial->reasons, "\n%s", _("… and more"));
      /* Translators: the arguments of a call in Python, and the name of a serializer */
      text = g_strdup_printf (_("Arrives as (%s) with %s"), trial->arrived->str, name);
      lens_forecast_set (self, LENS_FORECAST_CHANGED, text, trial->reasons->str);
    }
  else
    {
      /* Translators: %s is the name of a serializer, such as “json” */
      text = g_strdup_printf (_("Arrives as it is with %s"), name);
      lens_forecast_set (self, LENS_FORECAST_SAME, text, "");
    }
}

static void
try_thread (GTask        *task,
            gpointer      source_object,
            gpointer      task_data,
            GCancellable *cancellable)
{
  trial_run (task_data);
  g_task_return_boolean (task, TRUE);
}

static void
tried_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(LensForecast) self = user_data;

  if (g_task_propagate_boolean (G_TASK (result), NULL))
    lens_forecast_tell (self, g_task_get_task_data (G_TASK (result)));
}

static gboolean
update_cb (gpointer user_data)
{
  LensForecast *self = user_data;
  Trial *trial = trial_new (self);

  self->idle = 0;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (trial == NULL)
    {
      lens_forecast_set (self, LENS_FORECAST_UNKNOWN, "", "");
    }
  else if (pyro_value_get_memory_size (trial->args) + pyro_value_get_memory_size (trial->kwargs) > MAX_SIZE_AT_ONCE)
    {
      g_autoptr(GTask) task = NULL;

      self->cancellable = g_cancellable_new ();
      /* The worker may be the last to let go of a source object; the forecast ends in the main thread. */
      task = g_task_new (NULL, self->cancellable, tried_cb, g_object_ref (self));
      g_task_set_task_data (task, trial, trial_free);
      g_task_run_in_thread (task, try_thread);
    }
  else
    {
      trial_run (trial);
      lens_forecast_tell (self, trial);
      trial_free (trial);
    }

  return G_SOURCE_REMOVE;
}

static void
input_changed_cb (LensForecast *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add (update_cb, self);
}

static void
lens_forecast_forget (LensForecast *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->arguments != NULL)
    g_signal_handlers_disconnect_by_data (self->arguments, self);
  if (self->particulars != NULL)
    g_signal_handlers_disconnect_by_data (self->particulars, self);
  g_clear_object (&self->arguments);
  g_clear_object (&self->particulars);
}

static void
lens_forecast_dispose (GObject *object)
{
  lens_forecast_forget (LENS_FORECAST (object));

  G_OBJECT_CLASS (lens_forecast_parent_class)->dispose (object);
}

static void
lens_forecast_finalize (GObject *object)
{
  LensForecast *self = LENS_FORECAST (object);

  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->reasons, g_free);

  G_OBJECT_CLASS (lens_forecast_parent_class)->finalize (object);
}

static void
lens_forecast_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  LensForecast *self = LENS_FORECAST (object);

  switch (prop_id)
    {
    case PROP_LEVEL:
      g_value_set_enum (value, (int) self->level);
      break;

    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;

    case PROP_REASONS:
      g_value_set_string (value, self->reasons);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_forecast_class_init (LensForecastClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = lens_forecast_dispose;
  object_class->finalize = lens_forecast_finalize;
  object_class->get_property = lens_forecast_get_property;

  /**
   * LensForecast:level:
   *
   * How well the arguments arrive.
   */
  properties[PROP_LEVEL] =
    g_param_spec_enum ("level", NULL, NULL, LENS_TYPE_FORECAST_LEVEL, LENS_FORECAST_UNKNOWN, flags);

  /**
   * LensForecast:text:
   *
   * The same in a line; "" while the arguments are not complete.
   */
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", flags);

  /**
   * LensForecast:reasons:
   *
   * What changes and why, or why it cannot be sent, a line each.
   */
  properties[PROP_REASONS] = g_param_spec_string ("reasons", NULL, NULL, "", flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_forecast_init (LensForecast *self)
{
  self->text = g_strdup ("");
  self->reasons = g_strdup ("");
}

/**
 * lens_forecast_new:
 *
 * Makes a forecast of nothing yet.
 *
 * Returns: (transfer full): the forecast
 */
LensForecast *
lens_forecast_new (void)
{
  return g_object_new (LENS_TYPE_FORECAST, NULL);
}

/**
 * lens_forecast_watch:
 * @arguments: (nullable): what is sent
 * @particulars: (nullable): in which serializer; %NULL with @arguments
 *
 * Follows what is typed from now on.
 */
void
lens_forecast_watch (LensForecast    *self,
                     LensArguments   *arguments,
                     LensParticulars *particulars)
{
  g_return_if_fail (LENS_IS_FORECAST (self));
  g_return_if_fail ((arguments != NULL) == (particulars != NULL));

  lens_forecast_forget (self);
  if (arguments == NULL)
    {
      lens_forecast_set (self, LENS_FORECAST_UNKNOWN, "", "");
      return;
    }

  self->arguments = g_object_ref (arguments);
  self->particulars = g_object_ref (particulars);
  g_signal_connect_object (arguments, "changed", G_CALLBACK (input_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (particulars, "notify::serializer", G_CALLBACK (input_changed_cb), self, G_CONNECT_SWAPPED);
  input_changed_cb (self);
}

LensForecastLevel
lens_forecast_get_level (LensForecast *self)
{
  g_return_val_if_fail (LENS_IS_FORECAST (self), LENS_FORECAST_UNKNOWN);

  return self->level;
}

const char *
lens_forecast_get_text (LensForecast *self)
{
  g_return_val_if_fail (LENS_IS_FORECAST (self), NULL);

  return self->text;
}

const char *
lens_forecast_get_reasons (LensForecast *self)
{
  g_return_val_if_fail (LENS_IS_FORECAST (self), NULL);

  return self->reasons;
}
