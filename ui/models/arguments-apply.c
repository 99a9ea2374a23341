/* ui/models/arguments-apply.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/arguments-private.h"

#include "ui/models/argument-private.h"

/* How a call that comes as a whole, from a line or from the history, gets into the rows. Those that stay
 * keep how they are typed, and those of which the method is known to have them stay in any case. */

static gboolean
is_by_name (LensArgumentRole role)
{
  return role == LENS_ARGUMENT_KEYWORD || role == LENS_ARGUMENT_NAMED_REST;
}

/* The row that is to show @piece: the one at the same place, or with the same name. */
static LensArgument *
find_row (LensArguments   *self,
          const LensPiece *piece,
          guint            place)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      LensArgument *row = lens_arguments_get_row (self, i);
      LensArgumentRole role = lens_argument_get_role (row);

      if (piece->role == LENS_ARGUMENT_KEYWORD)
        {
          if (role == piece->role && g_strcmp0 (lens_argument_get_name (row), piece->name) == 0)
            return row;
        }
      else if (piece->role == LENS_ARGUMENT_NAMED_REST)
        {
          if (role == piece->role)
            return row;
        }
      else if (i == place)
        return role == piece->role ? row : NULL;
    }

  return NULL;
}

static void
show (LensArguments   *self,
      GPtrArray       *rows,
      const LensPiece *piece)
{
  LensArgument *row = find_row (self, piece, rows->len);

  if (row != NULL && !g_ptr_array_find (rows, row, NULL))
    {
      g_ptr_array_add (rows, g_object_ref (row));
    }
  else
    {
      row = lens_argument_new_for_role (piece->role);
      lens_argument_set_name (row, piece->name);
      g_ptr_array_add (rows, row);
    }
  lens_argument_set_literal (row, piece->literal);
}

/* What the method is known to have, and the call has not, is omitted. */
static void
keep_known (LensArguments *self,
            GPtrArray     *rows,
            gboolean       by_name)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      LensArgument *row = lens_arguments_get_row (self, i);

      if (is_by_name (lens_argument_get_role (row)) != by_name || lens_argument_get_title (row)[0] == '\0' ||
          g_ptr_array_find (rows, row, NULL))
        continue;
      lens_argument_set_state (row, LENS_ARGUMENT_OMIT);
      g_ptr_array_add (rows, g_object_ref (row));
    }
}

static gboolean
is_same (LensArguments *self,
         GPtrArray     *rows)
{
  if (self->rows->len != rows->len)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    if (g_ptr_array_index (rows, i) != lens_arguments_get_row (self, i))
      return FALSE;

  return TRUE;
}

/* Shows @pieces, an array of LensPiece. */
void
lens_arguments_apply (LensArguments *self,
                      GPtrArray     *pieces)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = 0;

  lens_arguments_hold (self);
  for (; n < pieces->len; n++)
    {
      LensPiece *piece = g_ptr_array_index (pieces, n);

      if (is_by_name (piece->role))
        break;
      show (self, rows, piece);
    }
  keep_known (self, rows, FALSE);
  for (; n < pieces->len; n++)
    show (self, rows, g_ptr_array_index (pieces, n));
  keep_known (self, rows, TRUE);

  if (!is_same (self, rows))
    lens_arguments_replace (self, rows);
  lens_arguments_release (self);
}

/**
 * lens_arguments_set_line:
 * @line: what stands between the brackets of a call
 * @column: (out) (optional): the character that is wrong, from 1
 * @error: what is wrong, in a sentence
 *
 * Shows the arguments of a line of Python. Nothing changes while it cannot be read.
 *
 * Returns: %TRUE if the line was read
 */
gboolean
lens_arguments_set_line (LensArguments  *self,
                         const char     *line,
                         guint          *column,
                         GError        **error)
{
  g_autoptr(GPtrArray) pieces = NULL;
  guint place;

  g_return_val_if_fail (LENS_IS_ARGUMENTS (self), FALSE);
  g_return_val_if_fail (line != NULL, FALSE);

  pieces = lens_arguments_split (line, column != NULL ? column : &place, error);
  if (pieces == NULL)
    return FALSE;

  lens_arguments_apply (self, pieces);

  return TRUE;
}

/**
 * lens_arguments_restore:
 * @args: the positional arguments, a tuple
 * @kwargs: the keyword arguments, a dict with texts for keys
 *
 * Shows the arguments of an earlier call.
 */
void
lens_arguments_restore (LensArguments *self,
                        PyroValue     *args,
                        PyroValue     *kwargs)
{
  g_autoptr(GPtrArray) pieces = g_ptr_array_new_with_free_func (lens_piece_free);

  g_return_if_fail (LENS_IS_ARGUMENTS (self));

  for (gsize i = 0; i < pyro_value_get_length (args); i++)
    g_ptr_array_add (pieces, lens_piece_new (LENS_ARGUMENT_POSITIONAL, NULL,
                                             pyro_value_repr (pyro_value_get_item (args, i))));
  for (gsize i = 0; i < pyro_value_get_length (kwargs); i++)
    g_ptr_array_add (pieces, lens_piece_new (LENS_ARGUMENT_KEYWORD,
                                             pyro_value_dup_utf8 (pyro_value_get_key (kwargs, i)),
                                             pyro_value_repr (pyro_value_get_item (kwargs, i))));
  lens_arguments_apply (self, pieces);
}
