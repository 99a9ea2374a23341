/* ui/widgets/object-page-actions.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What the menu of an object page does, and what is dropped on it. */
void lens_object_page_install_actions (GtkWidgetClass *widget_class);
void lens_object_page_accept_drops    (GtkWidget      *page);
void lens_object_page_enable_actions  (GtkWidget      *page,
                                       gboolean        enabled);
void lens_object_page_note_interface  (GtkWidget      *page);

G_END_DECLS
