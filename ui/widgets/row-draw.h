/* ui/widgets/row-draw.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The line of a row that says what it is, and the one that says more of it. */
typedef enum
{
  LENS_LINE_TITLE,
  LENS_LINE_CAPTION,
} LensLine;

int  lens_row_measure_height (GtkWidget          *row,
                              LensLine            line);
int  lens_row_measure_width  (GtkWidget          *row,
                              LensLine            line,
                              const char         *text);
void lens_row_draw_text      (GtkWidget          *row,
                              GtkSnapshot        *snapshot,
                              LensLine            line,
                              PangoEllipsizeMode  ellipsize,
                              const char         *text,
                              const GdkRectangle *area);
void lens_row_draw_icon      (GtkWidget          *row,
                              GtkSnapshot        *snapshot,
                              const char         *icon_name,
                              const GdkRectangle *area);

G_END_DECLS
