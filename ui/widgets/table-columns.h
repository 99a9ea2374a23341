/* ui/widgets/table-columns.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/table-rows.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void  lens_table_columns_fill       (GtkColumnView       *view,
                                     LensTable           *table,
                                     LensTableRows       *rows);
guint lens_table_columns_get_number (GtkColumnViewColumn *column);

G_END_DECLS
