/* ui/models/argument.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/argument-private.h"

#include "ui/models/identifier.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * LensArgument:
 *
 * One argument of a call that is being written: its text, what the text means, and what is wrong
 * with it.
 *
 * What nobody has typed into is not wrong yet, only unfinished: it has neither a value nor a problem.
 * It becomes wrong when it is emptied again, or when the call is tried without it.
 */
struct _LensArgument
{
  GObject    parent_instance;

  char      *name;
  char      *text;
  char      *problem;
  PyroValue *value;

  guint      problem_column;

  guint      keyword : 1;
  guint      problem_in_name : 1;
  guint      name_touched : 1; /* typed, or the call was tried */
  guint      text_touched : 1; /* typed, or the call was tried */
  guint      duplicate : 1;    /* another row has the same name */
};

enum {
  PROP_0,
  PROP_NAME,
  PROP_KEYWORD,
  PROP_TEXT,
  PROP_PROBLEM,
  PROP_PROBLEM_COLUMN,
  PROP_PROBLEM_IN_NAME,
  PROP_TYPE_NAME,
  PROP_VALUE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensArgument, lens_argument, G_TYPE_OBJECT)

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '\0';
}

static char *
find_name_problem (LensArgument *self)
{
  if (!self->keyword)
    return NULL;

  if (self->name[0] == '\0')
    return self->name_touched ? g_strdup (_("The name of the argument is missing")) : NULL;

  if (!lens_identifier_is_valid (self->name))
    /* Translators: %s is what was typed as the name of a keyword argument */
    return g_strdup_printf (_("“%s” is no name in Python"), self->name);

  if (self->duplicate)
    /* Translators: %s is the name of a keyword argument */
    return g_strdup_printf (_("There is another argument named “%s”"), self->name);

  return NULL;
}

static void
set_problem (LensArgument *self,
             const char   *problem,
             gboolean      in_name,
             guint         column)
{
  GObject *object = G_OBJECT (self);

  if (g_set_str (&self->problem, problem))
    g_object_notify_by_pspec (object, properties[PROP_PROBLEM]);

  if (self->problem_in_name != in_name)
    {
      self->problem_in_name = in_name;
      g_object_notify_by_pspec (object, properties[PROP_PROBLEM_IN_NAME]);
    }

  if (self->problem_column != column)
    {
      self->problem_column = column;
      g_object_notify_by_pspec (object, properties[PROP_PROBLEM_COLUMN]);
    }
}

static void
take_value (LensArgument *self,
            PyroValue    *value)
{
  const char *old_type = lens_argument_get_type_name (self);
  g_autoptr(PyroValue) old = self->value;

  self->value = value;
  if (value != old)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
  if (g_strcmp0 (old_type, lens_argument_get_type_name (self)) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TYPE_NAME]);
}

/* Says what is wrong now: the name first, because it stands first. */
static void
lens_argument_judge (LensArgument *self,
                     gboolean      parse)
{
  g_autofree char *name_problem = find_name_problem (self);
  g_autoptr(GError) error = NULL;
  PyroPlace place = { 0 };

  g_object_freeze_notify (G_OBJECT (self));

  if (parse || self->value == NULL)
    take_value (self, is_blank (self->text) ? NULL : pyro_literal_parse (self->text, -1, &place, &error));

  if (name_problem != NULL)
    set_problem (self, name_problem, TRUE, 0);
  else if (error != NULL)
    set_problem (self, error->message, FALSE,
                 (guint) g_utf8_strlen (self->text, (gssize) MIN (place.offset, strlen (self->text))) + 1);
  else if (self->value == NULL && self->text_touched)
    set_problem (self, _("A value is missing"), FALSE, 1);
  else
    set_problem (self, NULL, FALSE, 0);

  g_object_thaw_notify (G_OBJECT (self));
}

static void
lens_argument_finalize (GObject *object)
{
  LensArgument *self = LENS_ARGUMENT (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->value, pyro_value_unref);

  G_OBJECT_CLASS (lens_argument_parent_class)->finalize (object);
}

static void
lens_argument_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  LensArgument *self = LENS_ARGUMENT (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;

    case PROP_KEYWORD:
      g_value_set_boolean (value, self->keyword);
      break;

    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;

    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;

    case PROP_PROBLEM_COLUMN:
      g_value_set_uint (value, self->problem_column);
      break;

    case PROP_PROBLEM_IN_NAME:
      g_value_set_boolean (value, self->problem_in_name);
      break;

    case PROP_TYPE_NAME:
      g_value_set_string (value, lens_argument_get_type_name (self));
      break;

    case PROP_VALUE:
      g_value_set_boxed (value, self->value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_argument_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  LensArgument *self = LENS_ARGUMENT (object);

  switch (prop_id)
    {
    case PROP_NAME:
      lens_argument_set_name (self, g_value_get_string (value));
      break;

    case PROP_KEYWORD:
      self->keyword = g_value_get_boolean (value);
      break;

    case PROP_TEXT:
      lens_argument_set_text (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_written_properties (void)
{
  /**
   * LensArgument:name:
   *
   * The keyword, or "" for a positional argument.
   */
  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL,
                         "",
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  /**
   * LensArgument:keyword:
   *
   * Whether the argument is passed by name.
   */
  properties[PROP_KEYWORD] =
    g_param_spec_boolean ("keyword", NULL, NULL,
                          FALSE,
                          (G_PARAM_READWRITE |
                           G_PARAM_CONSTRUCT_ONLY |
                           G_PARAM_STATIC_STRINGS));

  /**
   * LensArgument:text:
   *
   * The value as a Python literal, as it was typed.
   */
  properties[PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL,
                         "",
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));
}

static void
install_found_properties (void)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * LensArgument:problem: (nullable)
   *
   * Why the argument cannot be sent as it stands, in a sentence for the user.
   */
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);

  /**
   * LensArgument:problem-column:
   *
   * The character of the text where the problem is, from 1; 0 where it is at no place of the text.
   */
  properties[PROP_PROBLEM_COLUMN] =
    g_param_spec_uint ("problem-column", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * LensArgument:problem-in-name:
   *
   * Whether it is the name that is wrong, and not the text.
   */
  properties[PROP_PROBLEM_IN_NAME] =
    g_param_spec_boolean ("problem-in-name", NULL, NULL, FALSE, flags);

  /**
   * LensArgument:type-name: (nullable)
   *
   * The Python type of the value.
   */
  properties[PROP_TYPE_NAME] = g_param_spec_string ("type-name", NULL, NULL, NULL, flags);

  /**
   * LensArgument:value: (nullable)
   *
   * What the text means; %NULL while it means nothing.
   */
  properties[PROP_VALUE] = g_param_spec_boxed ("value", NULL, NULL, PYRO_TYPE_VALUE, flags);
}

static void
lens_argument_class_init (LensArgumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = lens_argument_finalize;
  object_class->get_property = lens_argument_get_property;
  object_class->set_property = lens_argument_set_property;

  install_written_properties ();
  install_found_properties ();
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_argument_init (LensArgument *self)
{
  self->name = g_strdup ("");
  self->text = g_strdup ("");
}

/**
 * lens_argument_new:
 * @keyword: whether the argument is passed by name
 *
 * Makes an empty argument.
 *
 * Returns: (transfer full): the argument
 */
LensArgument *
lens_argument_new (gboolean keyword)
{
  return g_object_new (LENS_TYPE_ARGUMENT, "keyword", keyword, NULL);
}

gboolean
lens_argument_get_keyword (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), FALSE);

  return self->keyword;
}

const char *
lens_argument_get_name (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), NULL);

  return self->name;
}

/**
 * lens_argument_set_name:
 * @name: (nullable): the keyword; spaces around it do not count
 *
 * Says by which name a keyword argument is passed.
 */
void
lens_argument_set_name (LensArgument *self,
                        const char   *name)
{
  g_autofree char *trimmed = NULL;

  g_return_if_fail (LENS_IS_ARGUMENT (self));

  trimmed = g_strstrip (g_utf8_make_valid (name != NULL ? name : "", -1));
  if (!g_set_str (&self->name, trimmed))
    return;

  self->name_touched = TRUE;
  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
  lens_argument_judge (self, FALSE);
  g_object_thaw_notify (G_OBJECT (self));
}

const char *
lens_argument_get_text (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), NULL);

  return self->text;
}

/**
 * lens_argument_set_text:
 * @text: (nullable): a Python literal, or what is there of it while it is typed
 *
 * Sets the text, and reads the value from it.
 */
void
lens_argument_set_text (LensArgument *self,
                        const char   *text)
{
  g_autofree char *valid = NULL;

  g_return_if_fail (LENS_IS_ARGUMENT (self));

  valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  if (!g_set_str (&self->text, valid))
    return;

  self->text_touched = TRUE;
  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
  lens_argument_judge (self, TRUE);
  g_object_thaw_notify (G_OBJECT (self));
}

const char *
lens_argument_get_problem (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), NULL);

  return self->problem;
}

guint
lens_argument_get_problem_column (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), 0);

  return self->problem_column;
}

gboolean
lens_argument_get_problem_in_name (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), FALSE);

  return self->problem_in_name;
}

/**
 * lens_argument_get_type_name:
 *
 * Gets the Python type of the value.
 *
 * Returns: (transfer none) (nullable): the name of the type, or %NULL while there is no value
 */
const char *
lens_argument_get_type_name (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), NULL);

  return self->value != NULL ? pyro_value_get_type_name (self->value) : NULL;
}

/**
 * lens_argument_get_value:
 *
 * Gets what the text means.
 *
 * Returns: (transfer none) (nullable): the value, or %NULL while the text is empty or no literal
 */
PyroValue *
lens_argument_get_value (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), NULL);

  return self->value;
}

/* Whether the argument could be sent as it stands. */
gboolean
lens_argument_is_complete (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), FALSE);

  return self->value != NULL && self->problem == NULL && (!self->keyword || self->name[0] != '\0');
}

/* Says that another argument of the same call has the same name. */
void
lens_argument_set_duplicate (LensArgument *self,
                             gboolean      duplicate)
{
  g_return_if_fail (LENS_IS_ARGUMENT (self));

  if (self->duplicate == !!duplicate)
    return;

  self->duplicate = !!duplicate;
  lens_argument_judge (self, FALSE);
}

/* Says that the call was tried: from now on what is missing is a problem. */
void
lens_argument_touch (LensArgument *self)
{
  g_return_if_fail (LENS_IS_ARGUMENT (self));

  self->name_touched = TRUE;
  self->text_touched = TRUE;
  lens_argument_judge (self, FALSE);
}
