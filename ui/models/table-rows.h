/* ui/models/table-rows.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/table.h"

G_BEGIN_DECLS

#define LENS_TYPE_TABLE_ROW (lens_table_row_get_type ())
G_DECLARE_FINAL_TYPE (LensTableRow, lens_table_row, LENS, TABLE_ROW, GObject)

guint          lens_table_row_get_number (LensTableRow  *self);
char          *lens_table_row_dup_text   (LensTableRow  *self,
                                          guint          column) G_GNUC_WARN_UNUSED_RESULT;

#define LENS_TYPE_TABLE_ROWS (lens_table_rows_get_type ())
G_DECLARE_FINAL_TYPE (LensTableRows, lens_table_rows, LENS, TABLE_ROWS, GObject)

/* The rows of a table that are shown, made when they are looked at. */
LensTableRows *lens_table_rows_new       (LensTable     *table) G_GNUC_WARN_UNUSED_RESULT;
void           lens_table_rows_set_order (LensTableRows *self,
                                          GArray        *order);
GArray        *lens_table_rows_get_order (LensTableRows *self);

G_END_DECLS
