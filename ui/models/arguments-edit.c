/* ui/models/arguments-edit.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/arguments-private.h"

#include "ui/models/argument-private.h"

/* How rows come, go and change places. */

static gboolean
is_by_name (LensArgumentRole role)
{
  return role == LENS_ARGUMENT_KEYWORD || role == LENS_ARGUMENT_NAMED_REST;
}

static LensArgumentRole
choose_role (LensArguments *self,
             gboolean       keyword)
{
  if (self->annotations)
    return LENS_ARGUMENT_ANNOTATION;

  switch ((guint) self->kind)
    {
    case LENS_KIND_ANY:
      return keyword ? LENS_ARGUMENT_KEYWORD : LENS_ARGUMENT_POSITIONAL;

    case LENS_KIND_DICT:
      return LENS_ARGUMENT_ENTRY;

    case LENS_KIND_RECORD:
      return LENS_ARGUMENT_FIELD;

    default:
      return LENS_ARGUMENT_ITEM;
    }
}

/**
 * lens_arguments_add:
 * @keyword: whether the argument is passed by name; an item of a container is what fits there
 *
 * Adds an empty argument: a positional one behind the other positional ones, a keyword at the end.
 *
 * Returns: (transfer none): the new argument
 */
LensArgument *
lens_arguments_add (LensArguments *self,
                    gboolean       keyword)
{
  g_return_val_if_fail (LENS_IS_ARGUMENTS (self), NULL);

  return lens_arguments_add_role (self, choose_role (self, keyword));
}

/**
 * lens_arguments_add_role:
 * @role: what the new one is
 *
 * Does the same for an argument of any role.
 *
 * Returns: (transfer none): the new argument
 */
LensArgument *
lens_arguments_add_role (LensArguments    *self,
                         LensArgumentRole  role)
{
  LensArgument *row;
  guint position;

  g_return_val_if_fail (LENS_IS_ARGUMENTS (self), NULL);

  position = self->rows->len;
  while (!is_by_name (role) && position > 0 &&
         is_by_name (lens_argument_get_role (lens_arguments_get_row (self, position - 1))))
    position--;

  row = lens_argument_new_for_role (role);
  if (role == LENS_ARGUMENT_ANNOTATION)
    lens_argument_set_kind (row, LENS_KIND_BYTES);
  lens_arguments_watch (self, row);
  g_ptr_array_insert (self->rows, (int) position, row);
  lens_arguments_changed (self, position, 0, 1);

  return row;
}

/**
 * lens_arguments_remove:
 * @argument: one of the arguments
 *
 * Removes an argument; one that is not in the list is left alone.
 */
void
lens_arguments_remove (LensArguments *self,
                       LensArgument  *argument)
{
  guint position;

  g_return_if_fail (LENS_IS_ARGUMENTS (self));
  g_return_if_fail (LENS_IS_ARGUMENT (argument));

  if (!g_ptr_array_find (self->rows, argument, &position))
    return;

  lens_arguments_unwatch (self, argument);
  g_ptr_array_remove_index (self->rows, position);
  lens_arguments_changed (self, position, 1, 0);
}

/**
 * lens_arguments_move:
 * @argument: one of the arguments
 * @places: by how many places, to the front when below zero
 *
 * Moves an argument among those of its kind: a positional one never gets behind a keyword.
 *
 * Returns: %TRUE if it was moved
 */
gboolean
lens_arguments_move (LensArguments *self,
                     LensArgument  *argument,
                     int            places)
{
  guint from, to;
  gint64 target;

  g_return_val_if_fail (LENS_IS_ARGUMENTS (self), FALSE);
  g_return_val_if_fail (LENS_IS_ARGUMENT (argument), FALSE);

  if (places == 0 || !g_ptr_array_find (self->rows, argument, &from))
    return FALSE;

  target = (gint64) from + places;
  if (target < 0 || target >= self->rows->len)
    return FALSE;

  to = (guint) target;
  if (is_by_name (lens_argument_get_role (lens_arguments_get_row (self, to))) !=
      is_by_name (lens_argument_get_role (argument)))
    return FALSE;

  g_ptr_array_insert (self->rows, (int) to, g_ptr_array_steal_index (self->rows, from));
  lens_arguments_changed (self, MIN (from, to), (guint) ABS (places) + 1, (guint) ABS (places) + 1);

  return TRUE;
}

/* Takes the LensArgument rows of @rows, which has positional ones first, for those that are there. */
void
lens_arguments_replace (LensArguments *self,
                        GPtrArray     *rows)
{
  guint removed = self->rows->len;
  guint added = rows->len;

  for (guint i = 0; i < removed; i++)
    lens_arguments_unwatch (self, lens_arguments_get_row (self, i));
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < added; i++)
    {
      lens_arguments_watch (self, g_ptr_array_index (rows, i));
      g_ptr_array_add (self->rows, g_object_ref (g_ptr_array_index (rows, i)));
    }

  if (removed > 0 || added > 0)
    lens_arguments_changed (self, 0, removed, added);
}

/**
 * lens_arguments_clear:
 *
 * Removes all arguments.
 */
void
lens_arguments_clear (LensArguments *self)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();

  g_return_if_fail (LENS_IS_ARGUMENTS (self));

  lens_arguments_replace (self, none);
}

static void
set_key (LensArgument *row,
         PyroValue    *key)
{
  g_autofree char *text = NULL;

  if (key == NULL)
    return;

  text = lens_argument_get_role (row) != LENS_ARGUMENT_ENTRY ? pyro_value_dup_utf8 (key) : pyro_value_repr (key);
  lens_argument_set_name (row, text);
}

static gboolean
is_class (LensArguments *self,
          PyroValue     *key)
{
  return self->kind == LENS_KIND_RECORD && key != NULL && pyro_value_get_kind (key) == PYRO_VALUE_STR &&
         g_strcmp0 (pyro_value_get_string (key, NULL), "__class__") == 0;
}

/* Shows what is in @container. The rows that are there stay, so that they keep how they are typed. */
void
lens_arguments_set_values (LensArguments *self,
                           PyroValue     *container)
{
  guint n = 0;

  lens_arguments_hold (self);
  for (gsize i = 0; i < pyro_value_get_length (container); i++)
    {
      PyroValue *key = pyro_value_get_key (container, i);
      LensArgument *row;

      if (is_class (self, key))
        continue;
      row = n < self->rows->len ? lens_arguments_get_row (self, n) : lens_arguments_add (self, FALSE);
      set_key (row, key);
      lens_argument_set_value (row, pyro_value_get_item (container, i));
      n++;
    }
  while (self->rows->len > n)
    lens_arguments_remove (self, lens_arguments_get_row (self, self->rows->len - 1));
  lens_arguments_release (self);
}

/* Says that the call was tried. */
void
lens_arguments_touch (LensArguments *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    lens_argument_touch (lens_arguments_get_row (self, i));
}
