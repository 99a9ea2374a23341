/* ui/models/argument-properties.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/argument-private.h"

#include "ui/models/arguments.h"

/* The class of LensArgument: its properties. */

G_DEFINE_ENUM_TYPE (LensArgumentRole, lens_argument_role,
                    G_DEFINE_ENUM_VALUE (LENS_ARGUMENT_POSITIONAL, "positional"),
                    G_DEFINE_ENUM_VALUE (LENS_ARGUMENT_REST, "rest"),
                    G_DEFINE_ENUM_VALUE (LENS_ARGUMENT_KEYWORD, "keyword"),
                    G_DEFINE_ENUM_VALUE (LENS_ARGUMENT_NAMED_REST, "named-rest"),
                    G_DEFINE_ENUM_VALUE (LENS_ARGUMENT_ITEM, "item"),
                    G_DEFINE_ENUM_VALUE (LENS_ARGUMENT_ENTRY, "entry"),
                    G_DEFINE_ENUM_VALUE (LENS_ARGUMENT_FIELD, "field"),
                    G_DEFINE_ENUM_VALUE (LENS_ARGUMENT_ANNOTATION, "annotation"))

G_DEFINE_ENUM_TYPE (LensArgumentState, lens_argument_state,
                    G_DEFINE_ENUM_VALUE (LENS_ARGUMENT_SEND, "send"),
                    G_DEFINE_ENUM_VALUE (LENS_ARGUMENT_OMIT, "omit"),
                    G_DEFINE_ENUM_VALUE (LENS_ARGUMENT_NONE, "none"))

static GParamSpec *properties[LENS_ARGUMENT_N_PROPS];

G_DEFINE_FINAL_TYPE (LensArgument, lens_argument, G_TYPE_OBJECT)

void
lens_argument_notify (LensArgument     *self,
                      LensArgumentProp  prop)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

static void
lens_argument_dispose (GObject *object)
{
  LensArgument *self = LENS_ARGUMENT (object);

  lens_argument_drop_items (self);

  G_OBJECT_CLASS (lens_argument_parent_class)->dispose (object);
}

static void
lens_argument_finalize (GObject *object)
{
  LensArgument *self = LENS_ARGUMENT (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->literal, g_free);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->refusal, g_free);
  g_clear_pointer (&self->file_name, g_free);
  g_clear_pointer (&self->missing_file, g_free);
  g_clear_pointer (&self->file, g_bytes_unref);
  g_clear_pointer (&self->value, pyro_value_unref);

  G_OBJECT_CLASS (lens_argument_parent_class)->finalize (object);
}

static void
get_found_property (LensArgument *self,
                    guint         prop_id,
                    GValue       *value)
{
  switch (prop_id)
    {
    case LENS_ARGUMENT_PROP_LITERAL:
      g_value_set_string (value, self->literal);
      break;

    case LENS_ARGUMENT_PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;

    case LENS_ARGUMENT_PROP_REFUSAL:
      g_value_set_string (value, self->refusal);
      break;

    case LENS_ARGUMENT_PROP_PROBLEM_COLUMN:
      g_value_set_uint (value, self->problem_column);
      break;

    case LENS_ARGUMENT_PROP_PROBLEM_IN_NAME:
      g_value_set_boolean (value, self->problem_in_name);
      break;

    case LENS_ARGUMENT_PROP_TYPE_NAME:
      g_value_set_string (value, lens_argument_get_type_name (self));
      break;

    case LENS_ARGUMENT_PROP_VALUE:
      g_value_set_boxed (value, self->value);
      break;

    case LENS_ARGUMENT_PROP_ITEMS:
      g_value_set_object (value, self->items);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (self, prop_id, properties[prop_id]);
    }
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
    case LENS_ARGUMENT_PROP_ROLE:
      g_value_set_enum (value, (int) self->role);
      break;

    case LENS_ARGUMENT_PROP_NAME:
      g_value_set_string (value, self->name);
      break;

    case LENS_ARGUMENT_PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case LENS_ARGUMENT_PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;

    case LENS_ARGUMENT_PROP_KIND:
      g_value_set_enum (value, (int) self->kind);
      break;

    case LENS_ARGUMENT_PROP_NOTATION:
      g_value_set_enum (value, (int) self->notation);
      break;

    case LENS_ARGUMENT_PROP_FILE_NAME:
      g_value_set_string (value, self->file_name);
      break;

    case LENS_ARGUMENT_PROP_TEXT:
      g_value_set_string (value, self->text);
      break;

    default:
      get_found_property (self, prop_id, value);
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
    case LENS_ARGUMENT_PROP_ROLE:
      self->role = (LensArgumentRole) g_value_get_enum (value);
      break;

    case LENS_ARGUMENT_PROP_NAME:
      lens_argument_set_name (self, g_value_get_string (value));
      break;

    case LENS_ARGUMENT_PROP_TITLE:
      lens_argument_set_title (self, g_value_get_string (value));
      break;

    case LENS_ARGUMENT_PROP_STATE:
      lens_argument_set_state (self, (LensArgumentState) g_value_get_enum (value));
      break;

    case LENS_ARGUMENT_PROP_KIND:
      lens_argument_set_kind (self, (LensKind) g_value_get_enum (value));
      break;

    case LENS_ARGUMENT_PROP_NOTATION:
      lens_argument_set_notation (self, (LensNotation) g_value_get_enum (value));
      break;

    case LENS_ARGUMENT_PROP_TEXT:
      lens_argument_set_text (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_named_properties (GParamFlags flags)
{
  /**
   * LensArgument:role:
   *
   * What the value is among others.
   */
  properties[LENS_ARGUMENT_PROP_ROLE] =
    g_param_spec_enum ("role", NULL, NULL,
                       LENS_TYPE_ARGUMENT_ROLE, LENS_ARGUMENT_POSITIONAL,
                       (G_PARAM_READWRITE |
                        G_PARAM_CONSTRUCT_ONLY |
                        G_PARAM_STATIC_STRINGS));

  /**
   * LensArgument:name:
   *
   * The keyword, the key or the name of the field; "" for a value by its place.
   */
  properties[LENS_ARGUMENT_PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);

  /**
   * LensArgument:title:
   *
   * What the method itself calls a positional argument; "" where that is not known.
   */
  properties[LENS_ARGUMENT_PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
}

static void
install_written_properties (GParamFlags flags)
{
  /**
   * LensArgument:state:
   *
   * Whether it is sent, omitted, or sent as `None`.
   */
  properties[LENS_ARGUMENT_PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, LENS_TYPE_ARGUMENT_STATE, LENS_ARGUMENT_SEND, flags);

  /**
   * LensArgument:kind:
   *
   * In which way the value is typed.
   */
  properties[LENS_ARGUMENT_PROP_KIND] =
    g_param_spec_enum ("kind", NULL, NULL, LENS_TYPE_KIND, LENS_KIND_ANY, flags);

  /**
   * LensArgument:notation:
   *
   * In which way bytes are typed.
   */
  properties[LENS_ARGUMENT_PROP_NOTATION] =
    g_param_spec_enum ("notation", NULL, NULL, LENS_TYPE_NOTATION, LENS_NOTATION_TEXT, flags);

  /**
   * LensArgument:text:
   *
   * The value as it was typed, in the way of its kind; for an instance of a class, the name of that.
   */
  properties[LENS_ARGUMENT_PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", flags);
}

static void
install_found_properties (GParamFlags flags)
{
  /**
   * LensArgument:file-name: (nullable)
   *
   * The file whose bytes are sent.
   */
  properties[LENS_ARGUMENT_PROP_FILE_NAME] = g_param_spec_string ("file-name", NULL, NULL, NULL, flags);

  /**
   * LensArgument:literal:
   *
   * The value in Python, with an ellipsis for what is not typed yet, or too long to be read.
   */
  properties[LENS_ARGUMENT_PROP_LITERAL] = g_param_spec_string ("literal", NULL, NULL, "…", flags);

  /**
   * LensArgument:type-name: (nullable)
   *
   * The Python type of the value.
   */
  properties[LENS_ARGUMENT_PROP_TYPE_NAME] = g_param_spec_string ("type-name", NULL, NULL, NULL, flags);

  /**
   * LensArgument:value: (nullable)
   *
   * What the text means; %NULL while it means nothing, and for what is omitted.
   */
  properties[LENS_ARGUMENT_PROP_VALUE] = g_param_spec_boxed ("value", NULL, NULL, PYRO_TYPE_VALUE, flags);

  /**
   * LensArgument:items: (nullable)
   *
   * What a container holds.
   */
  properties[LENS_ARGUMENT_PROP_ITEMS] = g_param_spec_object ("items", NULL, NULL, LENS_TYPE_ARGUMENTS, flags);
}

static void
install_problem_properties (GParamFlags flags)
{
  /**
   * LensArgument:problem: (nullable)
   *
   * Why the argument cannot be sent as it stands, in a sentence for the user.
   */
  properties[LENS_ARGUMENT_PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);

  /**
   * LensArgument:refusal: (nullable)
   *
   * Why the last call was not sent, in a sentence, where that was because of this value.
   */
  properties[LENS_ARGUMENT_PROP_REFUSAL] = g_param_spec_string ("refusal", NULL, NULL, NULL, flags);

  /**
   * LensArgument:problem-column:
   *
   * The character of the text where the problem is, from 1; 0 where it is at no place of the text.
   */
  properties[LENS_ARGUMENT_PROP_PROBLEM_COLUMN] =
    g_param_spec_uint ("problem-column", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * LensArgument:problem-in-name:
   *
   * Whether it is the name that is wrong, and not the text.
   */
  properties[LENS_ARGUMENT_PROP_PROBLEM_IN_NAME] =
    g_param_spec_boolean ("problem-in-name", NULL, NULL, FALSE, flags);
}

static void
lens_argument_class_init (LensArgumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags written = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamFlags found = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = lens_argument_dispose;
  object_class->finalize = lens_argument_finalize;
  object_class->get_property = lens_argument_get_property;
  object_class->set_property = lens_argument_set_property;

  install_named_properties (written);
  install_written_properties (written);
  install_found_properties (found);
  install_problem_properties (found);
  g_object_class_install_properties (object_class, LENS_ARGUMENT_N_PROPS, properties);
}

static void
lens_argument_init (LensArgument *self)
{
  self->name = g_strdup ("");
  self->title = g_strdup ("");
  self->text = g_strdup ("");
  self->literal = g_strdup ("…");
}
