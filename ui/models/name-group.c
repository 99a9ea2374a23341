/* ui/models/name-group.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/name-group.h"

/**
 * LensNameGroup:
 *
 * Names that begin alike, up to a dot or a slash, as one row of a tree.
 */
struct _LensNameGroup
{
  GObject  parent_instance;

  char    *prefix;
  char    *label;
  guint    n_names;
};

enum {
  PROP_0,
  PROP_PREFIX,
  PROP_LABEL,
  PROP_N_NAMES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensNameGroup, lens_name_group, G_TYPE_OBJECT)

static void
lens_name_group_finalize (GObject *object)
{
  LensNameGroup *self = LENS_NAME_GROUP (object);

  g_free (self->prefix);
  g_free (self->label);

  G_OBJECT_CLASS (lens_name_group_parent_class)->finalize (object);
}

static void
lens_name_group_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  LensNameGroup *self = LENS_NAME_GROUP (object);

  switch (prop_id)
    {
    case PROP_PREFIX:
      g_value_set_string (value, self->prefix);
      break;

    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;

    case PROP_N_NAMES:
      g_value_set_uint (value, self->n_names);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_name_group_class_init (LensNameGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = lens_name_group_finalize;
  object_class->get_property = lens_name_group_get_property;

  /**
   * LensNameGroup:prefix:
   *
   * What all its names begin with, with the dot or the slash.
   */
  properties[PROP_PREFIX] = g_param_spec_string ("prefix", NULL, NULL, NULL, flags);

  /**
   * LensNameGroup:label:
   *
   * The last part of the prefix, without the dot or the slash.
   */
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);

  /**
   * LensNameGroup:n-names:
   *
   * How many names there are in it, and in the groups in it.
   */
  properties[PROP_N_NAMES] = g_param_spec_uint ("n-names", NULL, NULL, 0, G_MAXUINT, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_name_group_init (LensNameGroup *self)
{
}

/**
 * lens_name_group_new:
 * @prefix: what its names begin with
 * @label: what it is called
 * @n_names: how many names there are in it
 *
 * Makes a group.
 *
 * Returns: (transfer full): the group
 */
LensNameGroup *
lens_name_group_new (const char *prefix,
                     const char *label,
                     guint       n_names)
{
  LensNameGroup *self = g_object_new (LENS_TYPE_NAME_GROUP, NULL);

  self->prefix = g_strdup (prefix);
  self->label = g_strdup (label);
  self->n_names = n_names;

  return self;
}

const char *
lens_name_group_get_prefix (LensNameGroup *self)
{
  g_return_val_if_fail (LENS_IS_NAME_GROUP (self), NULL);

  return self->prefix;
}

const char *
lens_name_group_get_label (LensNameGroup *self)
{
  g_return_val_if_fail (LENS_IS_NAME_GROUP (self), NULL);

  return self->label;
}

guint
lens_name_group_get_n_names (LensNameGroup *self)
{
  g_return_val_if_fail (LENS_IS_NAME_GROUP (self), 0);

  return self->n_names;
}

void
lens_name_group_set_n_names (LensNameGroup *self,
                             guint          n_names)
{
  g_return_if_fail (LENS_IS_NAME_GROUP (self));

  if (self->n_names == n_names)
    return;

  self->n_names = n_names;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_NAMES]);
}
