/* ui/widgets/object-page-words.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What an object page says of its object, and when. */
void lens_object_page_install_words (GtkWidgetClass *widget_class);

G_END_DECLS
