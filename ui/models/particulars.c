/* ui/models/particulars.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/particulars-private.h"

#include "ui/models/argument-private.h"
#include "ui/models/arguments-private.h"

#include <glib/gi18n.h>

/**
 * LensParticulars:
 *
 * How a call is sent, beside what it says: until when it is waited for, in which serializer, along with what.
 */
enum {
  PROP_0,
  PROP_TIME_LIMIT,
  PROP_ONEWAY,
  PROP_SERIALIZER,
  PROP_COMPRESSION,
  PROP_GENERATION,
  PROP_HANDSHAKE,
  PROP_CORRELATION,
  PROP_OWN_CONNECTION,
  PROP_ANNOTATIONS,
  PROP_WITHHELD,
  PROP_PROBLEM,
  PROP_UNUSUAL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensParticulars, lens_particulars, G_TYPE_OBJECT)

#define DEFAULT_SERIALIZER "serpent" /* of Pyro */

static char *
find_problem (LensParticulars *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) handshake = NULL;
  guint8 id[PYRO_CORRELATION_SIZE];

  if (self->correlation[0] != '\0' && !pyro_correlation_parse (self->correlation, id, NULL))
    return g_strdup (_("The correlation id is no UUID"));
  if (self->handshake[0] == '\0')
    return NULL;

  handshake = pyro_literal_parse (self->handshake, -1, NULL, &error);
  if (handshake == NULL)
    /* Translators: %s is a sentence that says what is wrong with a text */
    return g_strdup_printf (_("The handshake value is no Python literal: %s"), error->message);

  return NULL;
}

static guint
count_unusual (LensParticulars *self)
{
  return (self->oneway != FALSE) + !g_str_equal (self->serializer, DEFAULT_SERIALIZER) +
         (self->compression != FALSE) + (self->generation != 0) + (self->handshake[0] != '\0' || self->withheld) +
         (self->correlation[0] != '\0') + (self->own_connection != FALSE) +
         g_list_model_get_n_items (G_LIST_MODEL (self->annotations));
}

static void
lens_particulars_changed (LensParticulars *self)
{
  g_autofree char *problem = find_problem (self);
  guint unusual = count_unusual (self);

  if (g_set_str (&self->problem, problem))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
  if (self->unusual != unusual)
    {
      self->unusual = unusual;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNUSUAL]);
    }
}

static void
lens_particulars_finalize (GObject *object)
{
  LensParticulars *self = LENS_PARTICULARS (object);

  g_clear_pointer (&self->serializer, g_free);
  g_clear_pointer (&self->handshake, g_free);
  g_clear_pointer (&self->correlation, g_free);
  g_clear_pointer (&self->problem, g_free);
  g_clear_object (&self->annotations);

  G_OBJECT_CLASS (lens_particulars_parent_class)->finalize (object);
}

static void
lens_particulars_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  LensParticulars *self = LENS_PARTICULARS (object);

  switch (prop_id)
    {
    case PROP_TIME_LIMIT:
      g_value_set_int64 (value, self->time_limit);
      break;

    case PROP_ONEWAY:
      g_value_set_boolean (value, self->oneway);
      break;

    case PROP_SERIALIZER:
      g_value_set_string (value, self->serializer);
      break;

    case PROP_COMPRESSION:
      g_value_set_boolean (value, self->compression);
      break;

    case PROP_GENERATION:
      g_value_set_uint (value, self->generation);
      break;

    case PROP_HANDSHAKE:
      g_value_set_string (value, self->handshake);
      break;

    case PROP_CORRELATION:
      g_value_set_string (value, self->correlation);
      break;

    case PROP_OWN_CONNECTION:
      g_value_set_boolean (value, self->own_connection);
      break;

    case PROP_ANNOTATIONS:
      g_value_set_object (value, self->annotations);
      break;

    case PROP_WITHHELD:
      g_value_set_boolean (value, self->withheld);
      break;

    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;

    case PROP_UNUSUAL:
      g_value_set_uint (value, self->unusual);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static gboolean
set_flag (gboolean     *flag,
          const GValue *value)
{
  gboolean changed = *flag != g_value_get_boolean (value);

  *flag = g_value_get_boolean (value);

  return changed;
}

static gboolean
set_text (char         **text,
          const GValue  *value)
{
  g_autofree char *valid = g_utf8_make_valid (g_value_get_string (value) != NULL ? g_value_get_string (value) : "", -1);

  return g_set_str (text, g_strstrip (valid));
}

/* A serializer that there is not would be found out by the call only. */
static gboolean
set_serializer (LensParticulars *self,
                const GValue    *value)
{
  const char *name = g_value_get_string (value);

  return name != NULL && pyro_codec_find (name) != NULL && g_set_str (&self->serializer, name);
}

static gboolean
set_number (LensParticulars *self,
            guint            prop_id,
            const GValue    *value)
{
  gint64 limit = self->time_limit;
  guint generation = self->generation;

  if (prop_id == PROP_TIME_LIMIT)
    self->time_limit = g_value_get_int64 (value);
  else
    self->generation = g_value_get_uint (value);

  return limit != self->time_limit || generation != self->generation;
}

static void
lens_particulars_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  LensParticulars *self = LENS_PARTICULARS (object);
  gboolean changed = FALSE;

  switch (prop_id)
    {
    case PROP_TIME_LIMIT:
    case PROP_GENERATION:
      changed = set_number (self, prop_id, value);
      break;

    case PROP_ONEWAY:
      changed = set_flag (&self->oneway, value);
      break;

    case PROP_SERIALIZER:
      changed = set_serializer (self, value);
      break;

    case PROP_COMPRESSION:
      changed = set_flag (&self->compression, value);
      break;

    case PROP_HANDSHAKE:
      changed = set_text (&self->handshake, value);
      lens_particulars_set_withheld (self, FALSE);
      break;

    case PROP_CORRELATION:
      changed = set_text (&self->correlation, value);
      break;

    case PROP_OWN_CONNECTION:
      changed = set_flag (&self->own_connection, value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }

  if (!changed)
    return;

  g_object_notify_by_pspec (object, pspec);
  lens_particulars_changed (self);
}

static void
install_properties (void)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * LensParticulars:time-limit:
   *
   * Microseconds until the answer is given up; 0 for never.
   */
  properties[PROP_TIME_LIMIT] = g_param_spec_int64 ("time-limit", NULL, NULL, 0, G_MAXINT64, 0, flags);

  /**
   * LensParticulars:oneway:
   *
   * Whether no answer is asked for.
   */
  properties[PROP_ONEWAY] = g_param_spec_boolean ("oneway", NULL, NULL, FALSE, flags);

  /**
   * LensParticulars:serializer:
   *
   * The name of the serializer; another name than those there are is ignored.
   */
  properties[PROP_SERIALIZER] = g_param_spec_string ("serializer", NULL, NULL, DEFAULT_SERIALIZER, flags);

  /**
   * LensParticulars:compression:
   *
   * Whether what is sent is compressed, where that makes it smaller.
   */
  properties[PROP_COMPRESSION] = g_param_spec_boolean ("compression", NULL, NULL, FALSE, flags);

  /**
   * LensParticulars:generation:
   *
   * Which Pyro is spoken, 4 or 5; 0 for that of the server.
   */
  properties[PROP_GENERATION] = g_param_spec_uint ("generation", NULL, NULL, 0, 5, 0, flags);

  /**
   * LensParticulars:handshake:
   *
   * What the server is greeted with, a Python literal; "" for what Pyro says.
   */
  properties[PROP_HANDSHAKE] = g_param_spec_string ("handshake", NULL, NULL, "", flags);

  /**
   * LensParticulars:correlation:
   *
   * The UUID by which the call can be found in logs; "" for a new one each time.
   */
  properties[PROP_CORRELATION] = g_param_spec_string ("correlation", NULL, NULL, "", flags);

  /**
   * LensParticulars:own-connection:
   *
   * Whether the call has a connection of its own.
   */
  properties[PROP_OWN_CONNECTION] = g_param_spec_boolean ("own-connection", NULL, NULL, FALSE, flags);
}

static void
lens_particulars_class_init (LensParticularsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = lens_particulars_finalize;
  object_class->get_property = lens_particulars_get_property;
  object_class->set_property = lens_particulars_set_property;

  install_properties ();

  /**
   * LensParticulars:annotations:
   *
   * What is sent along with the call.
   */
  properties[PROP_ANNOTATIONS] = g_param_spec_object ("annotations", NULL, NULL, LENS_TYPE_ARGUMENTS, flags);

  /**
   * LensParticulars:withheld:
   *
   * Whether there was a handshake value, which was not kept since it may be a secret.
   */
  properties[PROP_WITHHELD] = g_param_spec_boolean ("withheld", NULL, NULL, FALSE, flags);

  /**
   * LensParticulars:problem: (nullable)
   *
   * Why the call cannot be sent so, in a sentence; that of an annotation is with its row.
   */
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);

  /**
   * LensParticulars:unusual:
   *
   * How many are set to something; the time limit, which has its own button, does not count.
   */
  properties[PROP_UNUSUAL] = g_param_spec_uint ("unusual", NULL, NULL, 0, G_MAXUINT, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

/* As the user likes it. */
static gint64 usual_time_limit;
static const char *usual_serializer = DEFAULT_SERIALIZER;

/**
 * lens_particulars_set_usual:
 * @time_limit: microseconds, or 0 for none
 * @serializer: the name of a serializer; another name than those there are is the default
 *
 * Sets what new particulars begin with. In the main thread.
 */
void
lens_particulars_set_usual (gint64      time_limit,
                            const char *serializer)
{
  g_return_if_fail (serializer != NULL);

  usual_time_limit = MAX (time_limit, 0);
  usual_serializer = pyro_codec_find (serializer) != NULL ? g_intern_string (serializer) : DEFAULT_SERIALIZER;
}

static void
lens_particulars_init (LensParticulars *self)
{
  self->time_limit = usual_time_limit;
  self->serializer = g_strdup (usual_serializer);
  self->handshake = g_strdup ("");
  self->correlation = g_strdup ("");
  self->annotations = lens_arguments_new_annotations ();
  g_signal_connect_object (self->annotations, "changed", G_CALLBACK (lens_particulars_changed), self, G_CONNECT_SWAPPED);
}

/**
 * lens_particulars_new:
 *
 * Makes the particulars of a call of which nothing is set.
 *
 * Returns: (transfer full): the particulars
 */
LensParticulars *
lens_particulars_new (void)
{
  return g_object_new (LENS_TYPE_PARTICULARS, NULL);
}

gint64
lens_particulars_get_time_limit (LensParticulars *self)
{
  g_return_val_if_fail (LENS_IS_PARTICULARS (self), 0);

  return self->time_limit;
}

gboolean
lens_particulars_get_oneway (LensParticulars *self)
{
  g_return_val_if_fail (LENS_IS_PARTICULARS (self), FALSE);

  return self->oneway;
}

const char *
lens_particulars_get_serializer (LensParticulars *self)
{
  g_return_val_if_fail (LENS_IS_PARTICULARS (self), NULL);

  return self->serializer;
}

gboolean
lens_particulars_get_own_connection (LensParticulars *self)
{
  g_return_val_if_fail (LENS_IS_PARTICULARS (self), FALSE);

  return self->own_connection;
}

const char *
lens_particulars_get_correlation (LensParticulars *self)
{
  g_return_val_if_fail (LENS_IS_PARTICULARS (self), NULL);

  return self->correlation;
}

gboolean
lens_particulars_get_withheld (LensParticulars *self)
{
  g_return_val_if_fail (LENS_IS_PARTICULARS (self), FALSE);

  return self->withheld;
}

/**
 * lens_particulars_set_withheld:
 * @withheld: whether there was a handshake value, which is not here
 *
 * Says that the handshake value is to be typed again.
 */
void
lens_particulars_set_withheld (LensParticulars *self,
                               gboolean         withheld)
{
  g_return_if_fail (LENS_IS_PARTICULARS (self));

  if (self->withheld == withheld)
    return;

  self->withheld = withheld;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WITHHELD]);
  lens_particulars_changed (self);
}

const char *
lens_particulars_get_problem (LensParticulars *self)
{
  g_return_val_if_fail (LENS_IS_PARTICULARS (self), NULL);

  return self->problem;
}

LensArguments *
lens_particulars_get_annotations (LensParticulars *self)
{
  g_return_val_if_fail (LENS_IS_PARTICULARS (self), NULL);

  return self->annotations;
}
