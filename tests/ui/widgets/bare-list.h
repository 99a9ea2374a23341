/* tests/ui/widgets/bare-list.h - what GTK's own lists take
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

double bare_list_measure  (guint          n_rows,
                           guint          n_columns,
                           int            width,
                           int            height);
void   bare_list_scroll   (GtkAdjustment *adjustment,
                           guint          n_jumps);
void   bare_list_compare  (double         median,
                           double         bare);

G_END_DECLS
