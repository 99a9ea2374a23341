/* ui/models/merge.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/merge.h"

/* Finds from @position on the rows that go and from @at on the entries that come before the next row
 * that stays. */
static guint
measure_gap (GListStore           *store,
             GPtrArray            *entries,
             const LensMergeFuncs *funcs,
             guint                 position,
             guint                *at)
{
  GListModel *model = G_LIST_MODEL (store);
  guint n_rows = g_list_model_get_n_items (model);
  guint n_removed = 0;

  while (position + n_removed < n_rows || *at < entries->len)
    {
      g_autoptr(GObject) row = g_list_model_get_item (model, position + n_removed);
      int order;

      if (row == NULL)
        order = 1;
      else if (*at == entries->len)
        order = -1;
      else
        order = funcs->compare (row, g_ptr_array_index (entries, *at));

      if (order == 0)
        break;
      else if (order < 0)
        n_removed++;
      else
        (*at)++;
    }

  return n_removed;
}

static void
fill_gap (GListStore           *store,
          GPtrArray            *entries,
          const LensMergeFuncs *funcs,
          gpointer              user_data,
          guint                 position,
          guint                 n_removed,
          guint                 first,
          guint                 n_added)
{
  g_autoptr(GPtrArray) added = g_ptr_array_new_full (n_added, g_object_unref);

  for (guint i = 0; i < n_removed && funcs->drop != NULL; i++)
    {
      g_autoptr(GObject) row = g_list_model_get_item (G_LIST_MODEL (store), position + i);

      funcs->drop (row, user_data);
    }

  for (guint i = 0; i < n_added; i++)
    g_ptr_array_add (added, funcs->make (g_ptr_array_index (entries, first + i), user_data));

  g_list_store_splice (store, position, n_removed, added->pdata, n_added);
}

/**
 * lens_merge:
 * @store: rows, in the order of their entries
 * @entries: what there is now, in the same order, each thing once
 * @funcs: what turns entries into rows
 * @user_data: for @funcs
 *
 * Makes the rows of @store those of @entries. The row of an entry that was there before stays the
 * same object at its place, so that a selection, the scrolling and what was typed stay too: the model
 * tells of a change only where something came or went, once for each run of neighbours.
 */
void
lens_merge (GListStore           *store,
            GPtrArray            *entries,
            const LensMergeFuncs *funcs,
            gpointer              user_data)
{
  guint position = 0;
  guint at = 0;

  g_return_if_fail (G_IS_LIST_STORE (store));
  g_return_if_fail (entries != NULL);
  g_return_if_fail (funcs != NULL);

  while (TRUE)
    {
      guint first = at;
      guint n_removed = measure_gap (store, entries, funcs, position, &at);

      if (n_removed > 0 || at > first)
        fill_gap (store, entries, funcs, user_data, position, n_removed, first, at - first);

      position += at - first;
      if (at == entries->len)
        break;

      if (funcs->keep != NULL)
        {
          g_autoptr(GObject) row = g_list_model_get_item (G_LIST_MODEL (store), position);

          funcs->keep (row, g_ptr_array_index (entries, at), user_data);
        }
      position++;
      at++;
    }
}
