/* ui/models/positions.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/positions.h"

/* Some of the positions of a list model, sorted, each once: an array of guint. */

GArray *
lens_positions_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (guint));
}

/**
 * lens_positions_new_range:
 * @position: the first
 * @n: how many
 *
 * Makes positions that follow each other.
 *
 * Returns: (transfer full): the positions
 */
GArray *
lens_positions_new_range (guint position,
                          guint n)
{
  GArray *positions = g_array_sized_new (FALSE, FALSE, sizeof (guint), n);

  for (guint i = 0; i < n; i++, position++)
    g_array_append_val (positions, position);

  return positions;
}

/**
 * lens_positions_new_merged:
 * @positions: positions
 * @others: positions, none of which is in @positions
 *
 * Makes one of both.
 *
 * Returns: (transfer full): all positions
 */
GArray *
lens_positions_new_merged (GArray *positions,
                           GArray *others)
{
  GArray *merged = g_array_sized_new (FALSE, FALSE, sizeof (guint), positions->len + others->len);
  guint i = 0, k = 0;

  while (i < positions->len || k < others->len)
    {
      gboolean other = i == positions->len ||
                       (k < others->len && lens_positions_get (others, k) < lens_positions_get (positions, i));
      guint position = other ? lens_positions_get (others, k++) : lens_positions_get (positions, i++);

      g_array_append_val (merged, position);
    }

  return merged;
}

guint
lens_positions_get (GArray *positions,
                    guint   i)
{
  return g_array_index (positions, guint, i);
}

/**
 * lens_positions_find:
 * @position: a position of the list model
 *
 * Finds the first that is not before @position.
 *
 * Returns: its index in @positions, or their number
 */
guint
lens_positions_find (GArray *positions,
                     guint   position)
{
  guint low = 0, high = positions->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (lens_positions_get (positions, middle) < position)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * lens_positions_splice:
 * @position: where the list model changed
 * @removed: how many items went there
 * @added: how many came
 * @fresh: (nullable): those of the items that came that belong to @positions
 *
 * Follows a change of the list model.
 *
 * Returns: how many positions went; where, [func@positions_find] says, before and after this
 */
guint
lens_positions_splice (GArray *positions,
                       guint   position,
                       guint   removed,
                       guint   added,
                       GArray *fresh)
{
  guint first = lens_positions_find (positions, position);
  guint n_gone = lens_positions_find (positions, position + removed) - first;

  for (guint i = first + n_gone; i < positions->len; i++)
    g_array_index (positions, guint, i) += added - removed;
  if (n_gone > 0)
    g_array_remove_range (positions, first, n_gone);
  if (fresh != NULL && fresh->len > 0)
    g_array_insert_vals (positions, first, fresh->data, fresh->len);

  return n_gone;
}
