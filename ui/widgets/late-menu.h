/* ui/widgets/late-menu.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LENS_TYPE_LATE_MENU (lens_late_menu_get_type ())
G_DECLARE_FINAL_TYPE (LensLateMenu, lens_late_menu, LENS, LATE_MENU, GObject)

/* Beside the button in a template: the button's menu, there as long as it is open. Properties: button, menu. */

/* A context menu. It goes by itself. */
GtkWidget *lens_late_menu_open (GtkWidget          *widget,
                                GMenuModel         *menu,
                                const GdkRectangle *place);

G_END_DECLS
