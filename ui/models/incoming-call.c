/* ui/models/incoming-call.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/incoming-call.h"

/**
 * LensIncomingCall:
 *
 * A call that somebody made of an object that is hosted here.
 */
struct _LensIncomingCall
{
  GObject    parent_instance;

  PyroValue *args;
  PyroValue *kwargs;
  GDateTime *time;
  char      *line;
};

enum {
  PROP_0,
  PROP_LINE,
  PROP_TIME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensIncomingCall, lens_incoming_call, G_TYPE_OBJECT)

#define MAX_ARGUMENT 120 /* bytes of an argument in the line of a call */
#define MAX_SHOWN 20     /* arguments in the line of a call */

static void
append (GString   *line,
        PyroValue *values,
        gboolean   named)
{
  gsize n = pyro_value_get_length (values);

  for (gsize i = 0; i < MIN (n, MAX_SHOWN); i++)
    {
      g_autofree char *text = pyro_value_repr_short (pyro_value_get_item (values, i), MAX_ARGUMENT);

      if (line->str[line->len - 1] != '(')
        g_string_append (line, ", ");
      if (named)
        {
          g_autofree char *name = pyro_value_dup_utf8 (pyro_value_get_key (values, i));

          g_string_append_printf (line, "%s=", name);
        }
      g_string_append (line, text);
    }
  if (n > MAX_SHOWN)
    g_string_append (line, ", …");
}

static void
lens_incoming_call_finalize (GObject *object)
{
  LensIncomingCall *self = LENS_INCOMING_CALL (object);

  g_clear_pointer (&self->args, pyro_value_unref);
  g_clear_pointer (&self->kwargs, pyro_value_unref);
  g_clear_pointer (&self->time, g_date_time_unref);
  g_clear_pointer (&self->line, g_free);

  G_OBJECT_CLASS (lens_incoming_call_parent_class)->finalize (object);
}

static void
lens_incoming_call_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  LensIncomingCall *self = LENS_INCOMING_CALL (object);

  switch (prop_id)
    {
    case PROP_LINE:
      g_value_set_string (value, self->line);
      break;

    case PROP_TIME:
      g_value_set_boxed (value, self->time);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_incoming_call_class_init (LensIncomingCallClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = lens_incoming_call_finalize;
  object_class->get_property = lens_incoming_call_get_property;

  /**
   * LensIncomingCall:line:
   *
   * The call as Python would write it; long arguments are shortened.
   */
  properties[PROP_LINE] = g_param_spec_string ("line", NULL, NULL, NULL, flags);

  /**
   * LensIncomingCall:time:
   *
   * When it came.
   */
  properties[PROP_TIME] = g_param_spec_boxed ("time", NULL, NULL, G_TYPE_DATE_TIME, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_incoming_call_init (LensIncomingCall *self)
{
}

/**
 * lens_incoming_call_new:
 * @method: what was called
 * @args: the positional arguments
 * @kwargs: (nullable): the keyword arguments
 *
 * Notes a call that came now.
 *
 * Returns: (transfer full): the call
 */
LensIncomingCall *
lens_incoming_call_new (const char *method,
                        PyroValue  *args,
                        PyroValue  *kwargs)
{
  LensIncomingCall *self = g_object_new (LENS_TYPE_INCOMING_CALL, NULL);
  g_autoptr(GString) line = g_string_new (method);

  g_return_val_if_fail (method != NULL, NULL);
  g_return_val_if_fail (args != NULL, NULL);

  g_string_append_c (line, '(');
  append (line, args, FALSE);
  if (kwargs != NULL)
    append (line, kwargs, TRUE);
  g_string_append_c (line, ')');
  self->args = pyro_value_ref (args);
  self->kwargs = kwargs != NULL ? pyro_value_ref (kwargs) : NULL;
  self->time = g_date_time_new_now_local ();
  self->line = g_strdup (line->str);

  return self;
}

const char *
lens_incoming_call_get_line (LensIncomingCall *self)
{
  g_return_val_if_fail (LENS_IS_INCOMING_CALL (self), NULL);

  return self->line;
}

GDateTime *
lens_incoming_call_get_time (LensIncomingCall *self)
{
  g_return_val_if_fail (LENS_IS_INCOMING_CALL (self), NULL);

  return self->time;
}

/**
 * lens_incoming_call_get_args:
 *
 * Gets the positional arguments.
 *
 * Returns: (transfer none): a tuple or list
 */
PyroValue *
lens_incoming_call_get_args (LensIncomingCall *self)
{
  g_return_val_if_fail (LENS_IS_INCOMING_CALL (self), NULL);

  return self->args;
}

/**
 * lens_incoming_call_get_kwargs:
 *
 * Gets the keyword arguments.
 *
 * Returns: (transfer none) (nullable): a dict
 */
PyroValue *
lens_incoming_call_get_kwargs (LensIncomingCall *self)
{
  g_return_val_if_fail (LENS_IS_INCOMING_CALL (self), NULL);

  return self->kwargs;
}
