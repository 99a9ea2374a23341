/* ui/widgets/single-click.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A click on a row of @list activates it, and the pointer that passes over a row selects nothing. */
void lens_single_click_add (GtkListView *list);

G_END_DECLS
