/* ui/widgets/plain-text.h - text in a row of a long list
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *lens_plain_text_new       (guint              min_chars,
                                      guint              nat_chars,
                                      const char *const *classes) G_GNUC_WARN_UNUSED_RESULT;
void       lens_plain_text_set       (GtkWidget         *widget,
                                      const char        *text);

G_END_DECLS
