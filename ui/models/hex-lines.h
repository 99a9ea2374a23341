/* ui/models/hex-lines.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LENS_TYPE_HEX_LINE (lens_hex_line_get_type ())
G_DECLARE_FINAL_TYPE (LensHexLine, lens_hex_line, LENS, HEX_LINE, GObject)

const char  *lens_hex_line_get_offset (LensHexLine *self);
const char  *lens_hex_line_get_hex    (LensHexLine *self);
const char  *lens_hex_line_get_text   (LensHexLine *self);

#define LENS_TYPE_HEX_LINES (lens_hex_lines_get_type ())
G_DECLARE_FINAL_TYPE (LensHexLines, lens_hex_lines, LENS, HEX_LINES, GObject)

/* The bytes as rows that are made when they are looked at. */
LensHexLines *lens_hex_lines_new       (GBytes       *bytes,
                                        guint         row_size) G_GNUC_WARN_UNUSED_RESULT;
guint         lens_hex_lines_get_row_size
                                       (LensHexLines *self);

G_END_DECLS
