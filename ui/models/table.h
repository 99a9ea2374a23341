/* ui/models/table.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Columns of a table. What has more is told to have more; the tree has them all. */
#define LENS_MAX_COLUMNS 100

#define LENS_TYPE_TABLE (lens_table_get_type ())
G_DECLARE_FINAL_TYPE (LensTable, lens_table, LENS, TABLE, GObject)

/* A value read as rows and columns. It never changes, and may be read in any thread. */
gboolean    lens_table_fits          (PyroValue            *value);
LensTable  *lens_table_new           (PyroValue            *value,
                                      GCancellable         *cancellable) G_GNUC_WARN_UNUSED_RESULT;
PyroValue  *lens_table_get_value     (LensTable            *self);
guint       lens_table_get_n_rows    (LensTable            *self);
guint       lens_table_get_n_columns (LensTable            *self);
gsize       lens_table_get_n_hidden  (LensTable            *self);
char       *lens_table_dup_title     (LensTable            *self,
                                      guint                 column) G_GNUC_WARN_UNUSED_RESULT;
gboolean    lens_table_is_numeric    (LensTable            *self,
                                      guint                 column);
PyroValue  *lens_table_get_cell      (LensTable            *self,
                                      guint                 row,
                                      guint                 column);
char       *lens_table_dup_text      (LensTable            *self,
                                      guint                 row,
                                      guint                 column) G_GNUC_WARN_UNUSED_RESULT;
char       *lens_table_write_csv     (LensTable            *self,
                                      const guint32        *order,
                                      guint                 n_rows) G_GNUC_WARN_UNUSED_RESULT;

/* Which rows are shown, in which order: a GArray of guint32. A sort column of -1 is the value's own. */
void        lens_table_arrange_async (LensTable            *self,
                                      int                   sort_column,
                                      gboolean              descending,
                                      const char           *filter,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
GArray     *lens_table_arrange_finish
                                     (GAsyncResult         *result,
                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
