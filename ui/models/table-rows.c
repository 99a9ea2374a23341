/* ui/models/table-rows.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/table-rows.h"

/**
 * LensTableRow:
 *
 * One row of a table: its number in the value, by which its cells are found.
 */
struct _LensTableRow
{
  GObject    parent_instance;

  LensTable *table;
  guint      number;
};

G_DEFINE_FINAL_TYPE (LensTableRow, lens_table_row, G_TYPE_OBJECT)

static void
lens_table_row_finalize (GObject *object)
{
  LensTableRow *self = LENS_TABLE_ROW (object);

  g_clear_object (&self->table);

  G_OBJECT_CLASS (lens_table_row_parent_class)->finalize (object);
}

static void
lens_table_row_class_init (LensTableRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lens_table_row_finalize;
}

static void
lens_table_row_init (LensTableRow *self)
{
}

/**
 * lens_table_row_get_number:
 *
 * Gets which row of the value it is, counted from 0.
 *
 * Returns: the number
 */
guint
lens_table_row_get_number (LensTableRow *self)
{
  g_return_val_if_fail (LENS_IS_TABLE_ROW (self), 0);

  return self->number;
}

char *
lens_table_row_dup_text (LensTableRow *self,
                         guint         column)
{
  g_return_val_if_fail (LENS_IS_TABLE_ROW (self), NULL);

  return lens_table_dup_text (self->table, self->number, column);
}

/**
 * LensTableRows:
 *
 * The rows of a table in an order; without one all of them, as they are in the value.
 */
struct _LensTableRows
{
  GObject    parent_instance;

  LensTable *table;
  GArray    *order; /* guint32; NULL for that of the value */
};

static GType
lens_table_rows_get_item_type (GListModel *model)
{
  return LENS_TYPE_TABLE_ROW;
}

static guint
lens_table_rows_get_n_items (GListModel *model)
{
  LensTableRows *self = LENS_TABLE_ROWS (model);

  return self->order != NULL ? self->order->len : lens_table_get_n_rows (self->table);
}

static gpointer
lens_table_rows_get_item (GListModel *model,
                          guint       position)
{
  LensTableRows *self = LENS_TABLE_ROWS (model);
  LensTableRow *row;

  if (position >= lens_table_rows_get_n_items (model))
    return NULL;

  row = g_object_new (LENS_TYPE_TABLE_ROW, NULL);
  row->table = g_object_ref (self->table);
  row->number = self->order != NULL ? g_array_index (self->order, guint32, position) : position;

  return row;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = lens_table_rows_get_item_type;
  iface->get_n_items = lens_table_rows_get_n_items;
  iface->get_item = lens_table_rows_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LensTableRows, lens_table_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
lens_table_rows_finalize (GObject *object)
{
  LensTableRows *self = LENS_TABLE_ROWS (object);

  g_clear_pointer (&self->order, g_array_unref);
  g_clear_object (&self->table);

  G_OBJECT_CLASS (lens_table_rows_parent_class)->finalize (object);
}

static void
lens_table_rows_class_init (LensTableRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lens_table_rows_finalize;
}

static void
lens_table_rows_init (LensTableRows *self)
{
}

LensTableRows *
lens_table_rows_new (LensTable *table)
{
  LensTableRows *self;

  g_return_val_if_fail (LENS_IS_TABLE (table), NULL);

  self = g_object_new (LENS_TYPE_TABLE_ROWS, NULL);
  self->table = g_object_ref (table);

  return self;
}

/**
 * lens_table_rows_set_order:
 * @order: (nullable) (element-type guint32): rows of the table, as
 *   [method@Lens.Table.arrange_finish] has them, or %NULL for all as they come
 *
 * Shows these rows.
 */
void
lens_table_rows_set_order (LensTableRows *self,
                           GArray        *order)
{
  guint n;

  g_return_if_fail (LENS_IS_TABLE_ROWS (self));

  n = lens_table_rows_get_n_items (G_LIST_MODEL (self));
  g_clear_pointer (&self->order, g_array_unref);
  self->order = order != NULL ? g_array_ref (order) : NULL;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n, lens_table_rows_get_n_items (G_LIST_MODEL (self)));
}

/**
 * lens_table_rows_get_order:
 *
 * Gets which rows are shown.
 *
 * Returns: (transfer none) (nullable): the rows, or %NULL for all
 */
GArray *
lens_table_rows_get_order (LensTableRows *self)
{
  g_return_val_if_fail (LENS_IS_TABLE_ROWS (self), NULL);

  return self->order;
}
