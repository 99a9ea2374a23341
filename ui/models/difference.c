/* ui/models/difference.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/difference-private.h"

/**
 * LensDifference:
 *
 * A place where two values differ; of containers, with the places within them.
 *
 * Entries of dicts are compared by their keys, members of sets by themselves. Items of lists and
 * tuples are matched so that most of them stay, as long as that is not too much work; else by their
 * positions, between what both have at their beginning and at their end.
 */
enum {
  PROP_0,
  PROP_MARK,
  PROP_KEY,
  PROP_OLD_TEXT,
  PROP_NEW_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensDifference, lens_difference, G_TYPE_OBJECT)

#define MAX_TEXT_SIZE 120 /* bytes */

static char *
dup_text (PyroValue *value)
{
  return value != NULL ? pyro_value_repr_short (value, MAX_TEXT_SIZE) : g_strdup ("");
}

static void
lens_difference_finalize (GObject *object)
{
  LensDifference *self = LENS_DIFFERENCE (object);

  g_free (self->key);
  g_clear_pointer (&self->old_value, pyro_value_unref);
  g_clear_pointer (&self->new_value, pyro_value_unref);
  g_clear_object (&self->parts);

  G_OBJECT_CLASS (lens_difference_parent_class)->finalize (object);
}

static void
lens_difference_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  static const char *const marks[] = { "", "+", "−", "≠" };
  LensDifference *self = LENS_DIFFERENCE (object);
  gboolean inside = self->kind == LENS_DIFFERENCE_INSIDE;

  switch (prop_id)
    {
    case PROP_MARK:
      g_value_set_static_string (value, marks[self->kind]);
      break;

    case PROP_KEY:
      g_value_set_string (value, self->key);
      break;

    case PROP_OLD_TEXT:
      g_value_take_string (value, dup_text (inside ? NULL : self->old_value));
      break;

    case PROP_NEW_TEXT:
      g_value_take_string (value, dup_text (inside ? NULL : self->new_value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_difference_class_init (LensDifferenceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = lens_difference_finalize;
  object_class->get_property = lens_difference_get_property;

  /**
   * LensDifference:mark:
   *
   * A sign for the kind, so that it is told without a colour.
   */
  properties[PROP_MARK] = g_param_spec_string ("mark", NULL, NULL, "", flags);

  /**
   * LensDifference:key:
   *
   * What the place is found by in its container.
   */
  properties[PROP_KEY] = g_param_spec_string ("key", NULL, NULL, "", flags);

  /**
   * LensDifference:old-text:
   *
   * What was there, on one line.
   */
  properties[PROP_OLD_TEXT] = g_param_spec_string ("old-text", NULL, NULL, "", flags);

  /**
   * LensDifference:new-text:
   *
   * What is there now, on one line.
   */
  properties[PROP_NEW_TEXT] = g_param_spec_string ("new-text", NULL, NULL, "", flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_difference_init (LensDifference *self)
{
}

LensDifferenceKind
lens_difference_get_kind (LensDifference *self)
{
  g_return_val_if_fail (LENS_IS_DIFFERENCE (self), LENS_DIFFERENCE_INSIDE);

  return self->kind;
}

const char *
lens_difference_get_key (LensDifference *self)
{
  g_return_val_if_fail (LENS_IS_DIFFERENCE (self), NULL);

  return self->key;
}

/**
 * lens_difference_get_old:
 *
 * Gets what was there.
 *
 * Returns: (transfer none) (nullable): the value, or %NULL for what was added
 */
PyroValue *
lens_difference_get_old (LensDifference *self)
{
  g_return_val_if_fail (LENS_IS_DIFFERENCE (self), NULL);

  return self->old_value;
}

/**
 * lens_difference_get_new:
 *
 * Gets what is there now.
 *
 * Returns: (transfer none) (nullable): the value, or %NULL for what was removed
 */
PyroValue *
lens_difference_get_new (LensDifference *self)
{
  g_return_val_if_fail (LENS_IS_DIFFERENCE (self), NULL);

  return self->new_value;
}

/**
 * lens_difference_get_parts:
 *
 * Gets the places within this one.
 *
 * Returns: (transfer none) (nullable): a list model of `LensDifference`
 */
GListModel *
lens_difference_get_parts (LensDifference *self)
{
  g_return_val_if_fail (LENS_IS_DIFFERENCE (self), NULL);

  return self->parts != NULL ? G_LIST_MODEL (self->parts) : NULL;
}

/**
 * lens_difference_get_flat:
 *
 * Checks whether none of the places in it has places in itself.
 *
 * Returns: %TRUE if a list shows all of them
 */
gboolean
lens_difference_get_flat (LensDifference *self)
{
  guint n;

  g_return_val_if_fail (LENS_IS_DIFFERENCE (self), TRUE);

  n = self->parts != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->parts)) : 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(LensDifference) part = g_list_model_get_item (G_LIST_MODEL (self->parts), i);

      if (part->parts != NULL)
        return FALSE;
    }

  return TRUE;
}

/**
 * lens_difference_count:
 *
 * Counts what was added, removed and changed.
 *
 * Returns: how many places
 */
guint
lens_difference_count (LensDifference *self)
{
  guint n = 0;

  g_return_val_if_fail (LENS_IS_DIFFERENCE (self), 0);

  if (self->kind != LENS_DIFFERENCE_INSIDE)
    return 1;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->parts)); i++)
    {
      g_autoptr(LensDifference) part = g_list_model_get_item (G_LIST_MODEL (self->parts), i);

      n += lens_difference_count (part);
    }

  return n;
}

/**
 * lens_difference_has_more:
 *
 * Tells whether there are more than %LENS_MAX_DIFFERENCES places.
 *
 * Returns: %TRUE if they are not all here
 */
gboolean
lens_difference_has_more (LensDifference *self)
{
  g_return_val_if_fail (LENS_IS_DIFFERENCE (self), FALSE);

  return self->more;
}
