/* ui/widgets/text-lines.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LENS_TYPE_TEXT_LINES (lens_text_lines_get_type ())
G_DECLARE_FINAL_TYPE (LensTextLines, lens_text_lines, LENS, TEXT_LINES, GObject)

LensTextLines *lens_text_lines_new       (char          *text) G_GNUC_WARN_UNUSED_RESULT;
guint          lens_text_lines_get_width (LensTextLines *self);

G_END_DECLS
