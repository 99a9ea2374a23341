/* ui/models/member.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/member.h"

#include "ui/models/arguments-learn.h"

/**
 * LensMember:
 *
 * A method or an attribute of a remote object, with the arguments that are typed for its next call.
 * It stays the same object while the remote one is looked at again, so that nothing typed is lost.
 */
struct _LensMember
{
  GObject          parent_instance;

  char            *name;
  LensArguments   *arguments;
  LensParticulars *particulars; /* NULL until somebody asks */
  LensCard        *card;        /* NULL while nothing is known */
  char            *signature;
  char            *summary;
  char            *notice;

  LensMemberKind   kind;
  gboolean         shown;       /* somebody has the arguments: rows are no use before */
  LensTiming       timing;
};

enum {
  PROP_0,
  PROP_NAME,
  PROP_KIND,
  PROP_ARGUMENTS,
  PROP_CARD,
  PROP_SIGNATURE,
  PROP_SUMMARY,
  PROP_NOTICE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (LensMemberKind, lens_member_kind,
                    G_DEFINE_ENUM_VALUE (LENS_MEMBER_METHOD, "method"),
                    G_DEFINE_ENUM_VALUE (LENS_MEMBER_ONEWAY, "oneway"),
                    G_DEFINE_ENUM_VALUE (LENS_MEMBER_ATTRIBUTE, "attribute"))

G_DEFINE_FINAL_TYPE (LensMember, lens_member, G_TYPE_OBJECT)

static void
lens_member_finalize (GObject *object)
{
  LensMember *self = LENS_MEMBER (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_object (&self->arguments);
  g_clear_object (&self->particulars);
  g_clear_object (&self->card);
  g_clear_pointer (&self->signature, g_free);
  g_clear_pointer (&self->summary, g_free);
  g_clear_pointer (&self->notice, g_free);

  G_OBJECT_CLASS (lens_member_parent_class)->finalize (object);
}

static void
lens_member_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  LensMember *self = LENS_MEMBER (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;

    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;

    case PROP_ARGUMENTS:
      g_value_set_object (value, lens_member_get_arguments (self));
      break;

    case PROP_CARD:
      g_value_set_object (value, self->card);
      break;

    case PROP_SIGNATURE:
      g_value_set_string (value, self->signature);
      break;

    case PROP_SUMMARY:
      g_value_set_string (value, self->summary);
      break;

    case PROP_NOTICE:
      g_value_set_string (value, self->notice);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_member_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  LensMember *self = LENS_MEMBER (object);

  switch (prop_id)
    {
    case PROP_NAME:
      self->name = g_value_dup_string (value);
      break;

    case PROP_KIND:
      self->kind = g_value_get_enum (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_knowledge_properties (GParamFlags flags)
{
  /**
   * LensMember:card: (nullable)
   *
   * What is known of it, and where that comes from.
   */
  properties[PROP_CARD] = g_param_spec_object ("card", NULL, NULL, LENS_TYPE_CARD, flags);

  /**
   * LensMember:signature:
   *
   * Its parameters as Python writes them, or "" while nothing is known; of an attribute its type.
   */
  properties[PROP_SIGNATURE] = g_param_spec_string ("signature", NULL, NULL, "", flags);

  /**
   * LensMember:summary: (nullable)
   *
   * The first paragraph of its docstring.
   */
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, flags);

  /**
   * LensMember:notice: (nullable)
   *
   * What the last call did to the form, in a sentence.
   */
  properties[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL, flags);
}

static void
lens_member_class_init (LensMemberClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = lens_member_finalize;
  object_class->get_property = lens_member_get_property;
  object_class->set_property = lens_member_set_property;

  /**
   * LensMember:name:
   *
   * The name of the method or attribute.
   */
  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL,
                         NULL,
                         (G_PARAM_READWRITE |
                          G_PARAM_CONSTRUCT_ONLY |
                          G_PARAM_STATIC_STRINGS));

  /**
   * LensMember:kind:
   *
   * What it is.
   */
  properties[PROP_KIND] =
    g_param_spec_enum ("kind", NULL, NULL,
                       LENS_TYPE_MEMBER_KIND,
                       LENS_MEMBER_METHOD,
                       (G_PARAM_READWRITE |
                        G_PARAM_CONSTRUCT_ONLY |
                        G_PARAM_STATIC_STRINGS));

  /**
   * LensMember:arguments:
   *
   * What is typed for the next call.
   */
  properties[PROP_ARGUMENTS] =
    g_param_spec_object ("arguments", NULL, NULL,
                         LENS_TYPE_ARGUMENTS,
                         (G_PARAM_READABLE |
                          G_PARAM_STATIC_STRINGS));

  install_knowledge_properties (G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_member_init (LensMember *self)
{
  self->arguments = lens_arguments_new ();
  self->signature = g_strdup ("");
}

/**
 * lens_member_new:
 * @name: its name
 * @kind: what it is
 *
 * Makes a member without arguments.
 *
 * Returns: (transfer full): the member
 */
LensMember *
lens_member_new (const char     *name,
                 LensMemberKind  kind)
{
  g_return_val_if_fail (name != NULL, NULL);

  return g_object_new (LENS_TYPE_MEMBER, "name", name, "kind", kind, NULL);
}

const char *
lens_member_get_name (LensMember *self)
{
  g_return_val_if_fail (LENS_IS_MEMBER (self), NULL);

  return self->name;
}

LensMemberKind
lens_member_get_kind (LensMember *self)
{
  g_return_val_if_fail (LENS_IS_MEMBER (self), LENS_MEMBER_METHOD);

  return self->kind;
}

/* The value that an attribute gets is no argument. */
static void
lens_member_grow (LensMember *self)
{
  if (self->shown && self->card != NULL && self->kind != LENS_MEMBER_ATTRIBUTE)
    lens_arguments_learn (self->arguments, self->card);
}

/**
 * lens_member_get_arguments:
 *
 * Gets what is typed for the next call.
 *
 * Returns: (transfer none): the arguments
 */
LensArguments *
lens_member_get_arguments (LensMember *self)
{
  g_return_val_if_fail (LENS_IS_MEMBER (self), NULL);

  if (!self->shown)
    {
      self->shown = TRUE;
      lens_member_grow (self);
    }

  return self->arguments;
}

/**
 * lens_member_get_shown:
 *
 * Gets whether anybody has asked for what is typed, so that there may be something.
 *
 * Returns: %FALSE if nothing can have been typed
 */
gboolean
lens_member_get_shown (LensMember *self)
{
  g_return_val_if_fail (LENS_IS_MEMBER (self), FALSE);

  return self->shown || self->particulars != NULL;
}

LensCard *
lens_member_get_card (LensMember *self)
{
  g_return_val_if_fail (LENS_IS_MEMBER (self), NULL);

  return self->card;
}

static char *
make_signature (LensMember *self)
{
  if (self->card == NULL)
    return g_strdup ("");
  if (self->kind != LENS_MEMBER_ATTRIBUTE)
    return lens_card_dup_signature (self->card);

  return lens_card_get_returns (self->card) != NULL ? g_strdup_printf (": %s", lens_card_get_returns (self->card))
                                                    : g_strdup ("");
}

/**
 * lens_member_set_card:
 * @card: (nullable): what is known of the member
 *
 * Sets what is known. The form gets rows for the parameters that have none; what is typed stays.
 */
void
lens_member_set_card (LensMember *self,
                      LensCard   *card)
{
  g_autofree char *signature = NULL;
  g_autofree char *summary = NULL;
  GObject *object = G_OBJECT (self);

  g_return_if_fail (LENS_IS_MEMBER (self));
  g_return_if_fail (card == NULL || LENS_IS_CARD (card));

  if (!g_set_object (&self->card, card))
    return;

  signature = make_signature (self);
  summary = card != NULL ? lens_card_dup_summary (card) : NULL;
  g_object_freeze_notify (object);
  g_object_notify_by_pspec (object, properties[PROP_CARD]);
  if (g_set_str (&self->signature, signature))
    g_object_notify_by_pspec (object, properties[PROP_SIGNATURE]);
  if (g_set_str (&self->summary, summary))
    g_object_notify_by_pspec (object, properties[PROP_SUMMARY]);
  lens_member_grow (self);
  g_object_thaw_notify (object);
}

const char *
lens_member_get_signature (LensMember *self)
{
  g_return_val_if_fail (LENS_IS_MEMBER (self), NULL);

  return self->signature;
}

const char *
lens_member_get_summary (LensMember *self)
{
  g_return_val_if_fail (LENS_IS_MEMBER (self), NULL);

  return self->summary;
}

const char *
lens_member_get_notice (LensMember *self)
{
  g_return_val_if_fail (LENS_IS_MEMBER (self), NULL);

  return self->notice;
}

/**
 * lens_member_set_notice:
 * @notice: (nullable): what the last call did to the form
 *
 * Says why the form is another one now.
 */
void
lens_member_set_notice (LensMember *self,
                        const char *notice)
{
  g_return_if_fail (LENS_IS_MEMBER (self));

  if (g_set_str (&self->notice, notice))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICE]);
}

static void
serializer_changed_cb (LensMember *self)
{
  lens_arguments_forgive (self->arguments, lens_particulars_get_serializer (self->particulars));
}

/**
 * lens_member_get_particulars:
 *
 * Gets how the next call of the member is sent. It stays with the member.
 *
 * Returns: (transfer none): the particulars
 */
LensParticulars *
lens_member_get_particulars (LensMember *self)
{
  g_return_val_if_fail (LENS_IS_MEMBER (self), NULL);

  if (self->particulars == NULL)
    {
      self->particulars = lens_particulars_new ();
      g_signal_connect_object (self->particulars, "notify::serializer",
                               G_CALLBACK (serializer_changed_cb), self, G_CONNECT_SWAPPED);
    }

  return self->particulars;
}

/**
 * lens_member_get_timing:
 *
 * Gets how long the calls of the member took. Who makes one adds to it.
 *
 * Returns: (transfer none): the timing
 */
LensTiming *
lens_member_get_timing (LensMember *self)
{
  g_return_val_if_fail (LENS_IS_MEMBER (self), NULL);

  return &self->timing;
}
