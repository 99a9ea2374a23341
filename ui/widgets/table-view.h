/* ui/widgets/table-view.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/table-rows.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_TABLE_VIEW (lens_table_view_get_type ())
G_DECLARE_FINAL_TYPE (LensTableView, lens_table_view, LENS, TABLE_VIEW, AdwBin)

PyroValue     *lens_table_view_get_value (LensTableView *self);
void           lens_table_view_set_value (LensTableView *self,
                                          PyroValue     *value);
LensTable     *lens_table_view_get_table (LensTableView *self);
LensTableRows *lens_table_view_get_rows  (LensTableView *self);

G_END_DECLS
