/* ui/models/table-arrange.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/table-private.h"

#include "ui/models/needle.h"

#include <string.h>

/* Which rows of a table are shown, and in which order. A row is its number here, and nothing is made
 * for it: a million rows are 4 MB. */

#define CANCEL_INTERVAL 4096

typedef struct
{
  LensTable    *table;       /* a copy */
  GCancellable *cancellable; /* unowned: the task has it */
  char         *filter;
  int           column;
  gboolean      descending;
  gboolean      given_up;
  guint         n_steps;
} Arrangement;

/* What a cell is compared by: rank first, so that numbers come before texts. */
typedef struct
{
  guint32     row;
  guint8      rank;
  double      number;
  const char *text;     /* unowned where @rank is RANK_TEXT */
  gsize       size;
  char       *repr;
} SortKey;

enum {
  RANK_NUMBER,
  RANK_TEXT,
  RANK_OTHER,
  RANK_NONE,
};

static void
arrangement_free (Arrangement *self)
{
  g_clear_object (&self->table);
  g_free (self->filter);
  g_free (self);
}

/* Whether nobody waits any more. It is looked at now and then. */
static gboolean
is_given_up (Arrangement *self)
{
  if (!self->given_up && self->n_steps++ % CANCEL_INTERVAL == 0)
    self->given_up = g_cancellable_is_cancelled (self->cancellable) || lens_table_is_closed (self->table);

  return self->given_up;
}

static gboolean
row_matches (LensTable  *table,
             guint       row,
             LensNeedle *needle)
{
  guint n = lens_table_get_n_columns (table);

  for (guint column = 0; column < n; column++)
    {
      PyroValue *cell = lens_table_get_cell (table, row, column);
      g_autoptr(PyroValue) text = NULL;

      if (cell == NULL)
        continue;
      if (!pyro_value_is_container (cell))
        {
          if (lens_needle_matches (needle, cell))
            return TRUE;
        }
      else
        {
          g_autofree char *shown = lens_table_dup_text (table, row, column);

          text = pyro_value_new_string (shown);
          if (lens_needle_matches (needle, text))
            return TRUE;
        }
    }

  return FALSE;
}

static GArray *
choose_rows (Arrangement *self)
{
  guint n = lens_table_get_n_rows (self->table);
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (guint32), self->filter != NULL ? 1024 : n);
  g_autoptr(LensNeedle) needle = self->filter != NULL ? lens_needle_new (self->filter) : NULL;

  for (guint32 row = 0; row < n && !is_given_up (self); row++)
    if (needle == NULL || row_matches (self->table, row, needle))
      g_array_append_val (rows, row);

  return rows;
}

static void
sort_key_fill (SortKey   *key,
               PyroValue *cell)
{
  key->rank = RANK_OTHER;
  if (cell == NULL || pyro_value_get_kind (cell) == PYRO_VALUE_NONE)
    key->rank = RANK_NONE;
  else if (pyro_value_get_number (cell, &key->number))
    key->rank = RANK_NUMBER;
  else if (pyro_value_get_kind (cell) == PYRO_VALUE_STR)
    {
      key->rank = RANK_TEXT;
      key->text = pyro_value_get_string (cell, &key->size);
    }
  else
    {
      key->repr = pyro_value_repr_short (cell, 200);
      key->text = key->repr;
      key->size = strlen (key->repr);
    }
}

static int
compare_keys (const SortKey *a,
              const SortKey *b)
{
  int order;

  if (a->rank != b->rank)
    return a->rank < b->rank ? -1 : 1;
  if (a->rank == RANK_NUMBER)
    /* nan is after all other numbers */
    return a->number < b->number ? -1 : a->number > b->number ? 1
           : (a->number != a->number) - (b->number != b->number);
  if (a->rank == RANK_NONE)
    return 0;

  order = memcmp (a->text, b->text, MIN (a->size, b->size));

  return order != 0 ? order : (a->size > b->size) - (a->size < b->size);
}

/* Rows that are equal stay in the order of the value, whichever way they are sorted; what is missing
 * is last. */
static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      user_data)
{
  Arrangement *self = user_data;
  const SortKey *first = a, *second = b;
  int order = is_given_up (self) ? 0 : compare_keys (first, second);

  if (order != 0)
    return self->descending && first->rank != RANK_NONE && second->rank != RANK_NONE ? -order : order;

  return first->row < second->row ? -1 : 1;
}

static void
sort_rows (Arrangement *self,
           GArray      *rows)
{
  SortKey *keys = g_new0 (SortKey, MAX (rows->len, 1));

  for (guint i = 0; i < rows->len && !is_given_up (self); i++)
    {
      keys[i].row = g_array_index (rows, guint32, i);
      sort_key_fill (&keys[i], lens_table_get_cell (self->table, keys[i].row, (guint) self->column));
    }

  if (!is_given_up (self))
    g_sort_array (keys, rows->len, sizeof *keys, compare, self);
  for (guint i = 0; i < rows->len; i++)
    {
      g_array_index (rows, guint32, i) = keys[i].row;
      g_free (keys[i].repr);
    }
  g_free (keys);
}

static void
arrange_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Arrangement *arrangement = task_data;
  g_autoptr(GArray) rows = choose_rows (arrangement);

  if (arrangement->column >= 0)
    sort_rows (arrangement, rows);

  if (arrangement->given_up)
    g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nobody waits for the rows");
  else
    g_task_return_pointer (task, g_steal_pointer (&rows), (GDestroyNotify) g_array_unref);
}

/**
 * lens_table_arrange_async:
 * @sort_column: the column to sort by, or -1 for the order of the value
 * @descending: whether the greatest comes first
 * @filter: (nullable): a text that a row has to have in one of its cells
 * @cancellable: (nullable): ends it
 * @callback: is called in the calling thread's main context
 * @user_data: for @callback
 *
 * Finds which rows are to be shown, in which order, in a worker. That does not keep the table: when it is dropped,
 * the worker ends as if it was cancelled. The callback gets no source object.
 */
void
lens_table_arrange_async (LensTable           *self,
                          int                  sort_column,
                          gboolean             descending,
                          const char          *filter,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Arrangement *arrangement;

  g_return_if_fail (LENS_IS_TABLE (self));
  g_return_if_fail (sort_column < (int) lens_table_get_n_columns (self));

  arrangement = g_new0 (Arrangement, 1);
  arrangement->table = lens_table_copy (self);
  arrangement->cancellable = cancellable;
  arrangement->filter = filter != NULL && filter[0] != '\0' ? g_strdup (filter) : NULL;
  arrangement->column = sort_column;
  arrangement->descending = descending;

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, lens_table_arrange_async);
  g_task_set_task_data (task, arrangement, (GDestroyNotify) arrangement_free);
  g_task_run_in_thread (task, arrange_thread);
}

/**
 * lens_table_arrange_finish:
 * @result: what the callback was given
 * @error: return location for an error: it was cancelled
 *
 * Ends arranging.
 *
 * Returns: (transfer full) (nullable) (element-type guint32): the rows
 */
GArray *
lens_table_arrange_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
