/* ui/models/merge.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/merge.h"

#define CHANGE_COST 32 /* rows that are looked at in the time in which all hear of a change */

/**
 * LensMerging:
 *
 * Rows on their way to being those of some entries, which may take many steps.
 */
struct _LensMerging
{
  GListStore           *store;
  GPtrArray            *entries;
  const LensMergeFuncs *funcs;
  gpointer              user_data;

  guint                 position; /* of the first row that is not right yet */
  guint                 at;       /* its entry */
};

/* Finds from @position on the rows that go and from @at on the entries that come before the next row
 * that stays; at most @max of both. */
static guint
measure_gap (GListStore           *store,
             GPtrArray            *entries,
             const LensMergeFuncs *funcs,
             guint                 position,
             guint                *at,
             guint                 max)
{
  GListModel *model = G_LIST_MODEL (store);
  guint n_rows = g_list_model_get_n_items (model);
  guint n_removed = 0;

  for (guint i = 0; i < max && (position + n_removed < n_rows || *at < entries->len); i++)
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
  g_autoptr(LensMerging) merging = NULL;

  g_return_if_fail (G_IS_LIST_STORE (store));
  g_return_if_fail (entries != NULL);
  g_return_if_fail (funcs != NULL);

  merging = lens_merging_new (store, entries, funcs, user_data);
  lens_merging_step (merging, G_MAXUINT);
}

/**
 * lens_merging_new:
 * @store: rows, in the order of their entries
 * @entries: what there is now, in the same order, each thing once
 * @funcs: what turns entries into rows; it has to stay
 * @user_data: for @funcs
 *
 * Begins to make the rows of @store those of @entries, as [func@lens_merge] does. Nobody else may change
 * either until it is over.
 *
 * Returns: (transfer full): what goes on by [method@LensMerging.step]
 */
LensMerging *
lens_merging_new (GListStore           *store,
                  GPtrArray            *entries,
                  const LensMergeFuncs *funcs,
                  gpointer              user_data)
{
  LensMerging *self;

  g_return_val_if_fail (G_IS_LIST_STORE (store), NULL);
  g_return_val_if_fail (entries != NULL, NULL);
  g_return_val_if_fail (funcs != NULL, NULL);

  self = g_new0 (LensMerging, 1);
  self->store = g_object_ref (store);
  self->entries = g_ptr_array_ref (entries);
  self->funcs = funcs;
  self->user_data = user_data;

  return self;
}

void
lens_merging_free (LensMerging *self)
{
  g_object_unref (self->store);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

/* Brings the row that stays up to date. */
static void
keep_row (LensMerging *self)
{
  g_autoptr(GObject) row = NULL;

  if (self->funcs->keep != NULL)
    {
      row = g_list_model_get_item (G_LIST_MODEL (self->store), self->position);
      self->funcs->keep (row, g_ptr_array_index (self->entries, self->at), self->user_data);
    }
  self->position++;
  self->at++;
}

/**
 * lens_merging_step:
 * @n: rows and entries to look at; a change that is told of counts as many of them
 *
 * Goes on for a while.
 *
 * Returns: whether it is over
 */
gboolean
lens_merging_step (LensMerging *self,
                   guint        n)
{
  g_return_val_if_fail (self != NULL, TRUE);

  while (n > 0)
    {
      guint first = self->at;
      guint n_removed = measure_gap (self->store, self->entries, self->funcs, self->position, &self->at, n);
      guint n_added = self->at - first;

      if (n_removed > 0 || n_added > 0)
        {
          fill_gap (self->store, self->entries, self->funcs, self->user_data, self->position, n_removed, first, n_added);
          n -= MIN (n, CHANGE_COST);
        }
      self->position += n_added;
      n -= MIN (n, n_removed + n_added);
      if (n == 0)
        break;

      if (self->at == self->entries->len)
        return TRUE;
      keep_row (self);
      n--;
    }

  return FALSE;
}
