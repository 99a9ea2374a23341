/* ui/models/table.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/table-private.h"

#include <string.h>

/**
 * LensTable:
 *
 * A value as a table: a list of dicts, a list of sequences of one length, or a dict of sequences of
 * one length. It has no memory for its rows: a cell is looked up when it is asked for.
 */
struct _LensTable
{
  GObject       parent_instance;

  PyroValue    *value;
  GCancellable *closed;   /* is cancelled when the table is not needed any more */
  GPtrArray    *keys;     /* of a list of dicts: PyroValue, unowned: within the value */
  gboolean     *numeric;  /* for each column: numbers only */

  enum {
    SHAPE_DICTS,        /* a row is a dict */
    SHAPE_SEQUENCES,    /* a row is a list or tuple */
    SHAPE_COLUMNS,      /* a column is a list or tuple */
  }             shape;
  guint         n_rows;
  guint         n_columns;
  gsize         n_hidden; /* columns over the limit */
  gboolean      is_copy;
};

G_DEFINE_FINAL_TYPE (LensTable, lens_table, G_TYPE_OBJECT)

/* Bytes of the text of a cell: more does not fit on a screen. */
#define MAX_CELL_SIZE 200

/* Rows between two looks at whether anybody still wants the table. */
#define CANCEL_INTERVAL 4096

static gboolean
is_sequence (PyroValue *value)
{
  PyroValueKind kind = pyro_value_get_kind (value);

  return kind == PYRO_VALUE_LIST || kind == PYRO_VALUE_TUPLE;
}

static gboolean
is_mapping (PyroValue *value)
{
  PyroValueKind kind = pyro_value_get_kind (value);

  return kind == PYRO_VALUE_DICT || kind == PYRO_VALUE_RECORD;
}

static gboolean
has_equal_sequences (PyroValue *value)
{
  gsize n = pyro_value_get_length (value);
  gsize length;

  if (n > LENS_MAX_COLUMNS || !is_sequence (pyro_value_get_item (value, 0)))
    return FALSE;

  length = pyro_value_get_length (pyro_value_get_item (value, 0));
  for (gsize i = 0; i < n; i++)
    if (!is_sequence (pyro_value_get_item (value, i)) ||
        pyro_value_get_length (pyro_value_get_item (value, i)) != length)
      return FALSE;

  return length > 0;
}

/* The first rows: all of them are looked at when the table is made. */
static gboolean
has_equal_rows (PyroValue *value)
{
  gsize n = MIN (pyro_value_get_length (value), 100);
  PyroValue *first = pyro_value_get_item (value, 0);
  gboolean mapping = is_mapping (first);

  if (!mapping && !(is_sequence (first) && pyro_value_get_length (first) > 0))
    return FALSE;

  for (gsize i = 1; i < n; i++)
    {
      PyroValue *row = pyro_value_get_item (value, i);

      if (mapping ? !is_mapping (row)
                  : !is_sequence (row) || pyro_value_get_length (row) != pyro_value_get_length (first))
        return FALSE;
    }

  return TRUE;
}

/**
 * lens_table_fits:
 * @value: a value
 *
 * Tells whether a value looks like a table, which takes no longer for a million rows than for a
 * hundred.
 *
 * Returns: %TRUE if a table can be tried
 */
gboolean
lens_table_fits (PyroValue *value)
{
  g_return_val_if_fail (value != NULL, FALSE);

  if (!pyro_value_is_container (value) || pyro_value_get_length (value) == 0)
    return FALSE;

  return (is_sequence (value) && has_equal_rows (value)) ||
         (pyro_value_get_kind (value) == PYRO_VALUE_DICT && has_equal_sequences (value));
}

static void
lens_table_dispose (GObject *object)
{
  LensTable *self = LENS_TABLE (object);

  if (self->closed != NULL && !self->is_copy)
    g_cancellable_cancel (self->closed);

  G_OBJECT_CLASS (lens_table_parent_class)->dispose (object);
}

static void
lens_table_finalize (GObject *object)
{
  LensTable *self = LENS_TABLE (object);

  g_clear_object (&self->closed);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->numeric, g_free);
  g_clear_pointer (&self->value, pyro_value_unref);

  G_OBJECT_CLASS (lens_table_parent_class)->finalize (object);
}

static void
lens_table_class_init (LensTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lens_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = lens_table_finalize;
}

static void
lens_table_init (LensTable *self)
{
}

static gboolean
is_cancelled (GCancellable *cancellable,
              gsize         i)
{
  return i % CANCEL_INTERVAL == 0 && g_cancellable_is_cancelled (cancellable);
}

/* Most rows have the keys of the one before, in the same order. */
static gboolean
collect_keys (LensTable    *self,
              GCancellable *cancellable)
{
  g_autoptr(GHashTable) known = g_hash_table_new ((GHashFunc) pyro_value_hash, (GEqualFunc) pyro_value_equal);

  for (guint i = 0; i < self->n_rows; i++)
    {
      PyroValue *row = pyro_value_get_item (self->value, i);
      gsize n = is_mapping (row) ? pyro_value_get_length (row) : 0;

      if (!is_mapping (row) || is_cancelled (cancellable, i))
        return FALSE;
      for (gsize j = 0; j < n; j++)
        {
          PyroValue *key = pyro_value_get_key (row, j);

          if (j < self->keys->len && pyro_value_equal (key, g_ptr_array_index (self->keys, j)))
            continue;
          if (!g_hash_table_add (known, key))
            continue;
          if (self->keys->len < LENS_MAX_COLUMNS)
            g_ptr_array_add (self->keys, key);
          else
            self->n_hidden++;
        }
    }
  self->n_columns = self->keys->len;

  return TRUE;
}

static gboolean
check_sequences (LensTable    *self,
                 GCancellable *cancellable)
{
  gsize length = pyro_value_get_length (pyro_value_get_item (self->value, 0));

  for (guint i = 1; i < self->n_rows; i++)
    {
      PyroValue *row = pyro_value_get_item (self->value, i);

      if (!is_sequence (row) || pyro_value_get_length (row) != length || is_cancelled (cancellable, i))
        return FALSE;
    }
  self->n_columns = (guint) MIN (length, LENS_MAX_COLUMNS);
  self->n_hidden = length - self->n_columns;

  return TRUE;
}

static gboolean
find_numeric (LensTable    *self,
              GCancellable *cancellable)
{
  self->numeric = g_new (gboolean, MAX (self->n_columns, 1));
  for (guint column = 0; column < self->n_columns; column++)
    {
      double number;

      self->numeric[column] = TRUE;
      for (guint row = 0; self->numeric[column] && row < self->n_rows; row++)
        {
          PyroValue *cell = lens_table_get_cell (self, row, column);

          if (is_cancelled (cancellable, row))
            return FALSE;
          self->numeric[column] = cell != NULL && pyro_value_get_kind (cell) != PYRO_VALUE_BOOL &&
                                  pyro_value_get_number (cell, &number);
        }
    }

  return TRUE;
}

/**
 * lens_table_new:
 * @value: a value that [func@Lens.Table.fits]
 * @cancellable: (nullable): ends it
 *
 * Reads a value as a table. All rows are looked at, so this belongs into a worker when they are many.
 *
 * Returns: (transfer full) (nullable): the table, or %NULL when the value is none, or it was cancelled
 */
LensTable *
lens_table_new (PyroValue    *value,
                GCancellable *cancellable)
{
  g_autoptr(LensTable) self = NULL;
  gboolean good;

  g_return_val_if_fail (lens_table_fits (value), NULL);

  self = g_object_new (LENS_TYPE_TABLE, NULL);
  self->value = pyro_value_ref (value);
  self->closed = g_cancellable_new ();
  self->n_rows = (guint) MIN (pyro_value_get_length (value), G_MAXUINT32);
  if (!is_sequence (value))
    {
      self->shape = SHAPE_COLUMNS;
      self->n_columns = self->n_rows;
      self->n_rows = (guint) MIN (pyro_value_get_length (pyro_value_get_item (value, 0)), G_MAXUINT32);
      good = TRUE;
    }
  else if (is_sequence (pyro_value_get_item (value, 0)))
    {
      self->shape = SHAPE_SEQUENCES;
      good = check_sequences (self, cancellable);
    }
  else
    {
      self->shape = SHAPE_DICTS;
      self->keys = g_ptr_array_new ();
      good = collect_keys (self, cancellable);
    }

  return good && find_numeric (self, cancellable) ? g_steal_pointer (&self) : NULL;
}

/**
 * lens_table_copy:
 *
 * Makes another table of the same value, for a worker: it does not keep this one, and knows when this one is closed.
 *
 * Returns: (transfer full): the table
 */
LensTable *
lens_table_copy (LensTable *self)
{
  LensTable *copy = g_object_new (LENS_TYPE_TABLE, NULL);

  copy->is_copy = TRUE;
  copy->value = pyro_value_ref (self->value);
  copy->closed = g_object_ref (self->closed);
  copy->keys = self->keys != NULL ? g_ptr_array_ref (self->keys) : NULL;
  copy->numeric = g_memdup2 (self->numeric, sizeof *self->numeric * MAX (self->n_columns, 1));
  copy->shape = self->shape;
  copy->n_rows = self->n_rows;
  copy->n_columns = self->n_columns;
  copy->n_hidden = self->n_hidden;

  return copy;
}

gboolean
lens_table_is_closed (LensTable *self)
{
  return g_cancellable_is_cancelled (self->closed);
}

PyroValue *
lens_table_get_value (LensTable *self)
{
  g_return_val_if_fail (LENS_IS_TABLE (self), NULL);

  return self->value;
}

guint
lens_table_get_n_rows (LensTable *self)
{
  g_return_val_if_fail (LENS_IS_TABLE (self), 0);

  return self->n_rows;
}

guint
lens_table_get_n_columns (LensTable *self)
{
  g_return_val_if_fail (LENS_IS_TABLE (self), 0);

  return self->n_columns;
}

/**
 * lens_table_get_n_hidden:
 *
 * Gets how many columns there are beyond %LENS_MAX_COLUMNS.
 *
 * Returns: that many
 */
gsize
lens_table_get_n_hidden (LensTable *self)
{
  g_return_val_if_fail (LENS_IS_TABLE (self), 0);

  return self->n_hidden;
}

static char *
dup_plain_text (PyroValue *value)
{
  g_autofree char *text = NULL;

  if (pyro_value_get_kind (value) != PYRO_VALUE_STR)
    return pyro_value_repr_short (value, MAX_CELL_SIZE);

  text = pyro_value_repr_short (value, MAX_CELL_SIZE);
  if (strchr (text, '\\') != NULL || strlen (text) < 2)
    return g_steal_pointer (&text);

  /* Without the quotes, where nothing is escaped: a table is to be read. */
  if (text[strlen (text) - 1] == text[0])
    text[strlen (text) - 1] = '\0';

  return g_strdup (text + 1);
}

/**
 * lens_table_dup_title:
 * @column: a column
 *
 * Gets what a column is called: its key, or its position where the rows have none.
 *
 * Returns: (transfer full): the title
 */
char *
lens_table_dup_title (LensTable *self,
                      guint      column)
{
  g_return_val_if_fail (LENS_IS_TABLE (self), NULL);
  g_return_val_if_fail (column < self->n_columns, NULL);

  switch (self->shape)
    {
    case SHAPE_DICTS:
      return dup_plain_text (g_ptr_array_index (self->keys, column));

    case SHAPE_COLUMNS:
      return dup_plain_text (pyro_value_get_key (self->value, column));

    case SHAPE_SEQUENCES:
    default:
      return g_strdup_printf ("[%u]", column);
    }
}

/**
 * lens_table_is_numeric:
 * @column: a column
 *
 * Tells whether all cells of a column are numbers.
 *
 * Returns: %TRUE if they are
 */
gboolean
lens_table_is_numeric (LensTable *self,
                       guint      column)
{
  g_return_val_if_fail (LENS_IS_TABLE (self), FALSE);
  g_return_val_if_fail (column < self->n_columns, FALSE);

  return self->numeric[column];
}

/**
 * lens_table_get_cell:
 * @row: a row of the value
 * @column: a column
 *
 * Gets a cell.
 *
 * Returns: (transfer none) (nullable): the value, or %NULL where the row has no such key
 */
PyroValue *
lens_table_get_cell (LensTable *self,
                     guint      row,
                     guint      column)
{
  PyroValue *item, *key;

  g_return_val_if_fail (row < self->n_rows, NULL);
  g_return_val_if_fail (column < self->n_columns, NULL);

  if (self->shape == SHAPE_COLUMNS)
    return pyro_value_get_item (pyro_value_get_item (self->value, column), row);

  item = pyro_value_get_item (self->value, row);
  if (self->shape == SHAPE_SEQUENCES)
    return pyro_value_get_item (item, column);

  key = g_ptr_array_index (self->keys, column);
  if (column < pyro_value_get_length (item) && pyro_value_equal (pyro_value_get_key (item, column), key))
    return pyro_value_get_item (item, column);

  return pyro_value_lookup (item, key);
}

/**
 * lens_table_dup_text:
 * @row: a row of the value
 * @column: a column
 *
 * Gets a cell as a text for people: a str without its quotes, with an ellipsis for what is too much.
 *
 * Returns: (transfer full): the text, "" where there is no cell
 */
char *
lens_table_dup_text (LensTable *self,
                     guint      row,
                     guint      column)
{
  PyroValue *cell = lens_table_get_cell (self, row, column);

  return cell != NULL ? dup_plain_text (cell) : g_strdup ("");
}
