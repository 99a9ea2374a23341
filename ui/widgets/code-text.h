/* ui/widgets/code-text.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

PangoAttrList *lens_code_text_attributes (void) G_GNUC_WARN_UNUSED_RESULT;
void           lens_code_text_set        (GtkTextBuffer *buffer,
                                          const char    *text);

G_END_DECLS
