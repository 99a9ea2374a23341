/* ui/widgets/row-draw.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/row-draw.h"

#include <adwaita.h>
#include <string.h>

#define MAX_DRAWN 4096      /* bytes of a text: no window is as wide */
#define CAPTION_SCALE 0.82  /* as the class "caption" of libadwaita 1.7 has it */
#define DIM_OPACITY 0.55f   /* as --dim-opacity has it, */
#define DIM_OPACITY_HC 0.9f /* and with high contrast */

/* The heights of lines in a context, as long as its fonts are the same. */
typedef struct
{
  guint serial;
  int   heights[2]; /* pixels, of each LensLine */
} Heights;

/* What is in the rows of long lists, without widgets. A label or an inscription has a context of Pango of its own,
 * which is two thirds of what it takes to make one, and a list view makes and destroys hundreds of rows with each
 * letter that is typed into a filter. These texts are shaped when they are drawn, in the context of the list. */

static PangoContext *
get_context (GtkWidget *row)
{
  GtkWidget *list = gtk_widget_get_ancestor (row, GTK_TYPE_LIST_VIEW);

  return gtk_widget_get_pango_context (list != NULL ? list : row);
}

static int
measure_line (PangoContext *context,
              LensLine      line)
{
  g_autoptr(PangoFontDescription) font = pango_font_description_copy (pango_context_get_font_description (context));
  PangoFontMetrics *metrics;
  int height;

  if (line == LENS_LINE_CAPTION)
    {
      double size = pango_font_description_get_size (font) * CAPTION_SCALE;

      if (pango_font_description_get_size_is_absolute (font))
        pango_font_description_set_absolute_size (font, size);
      else
        pango_font_description_set_size (font, (int) size);
    }
  metrics = pango_context_get_metrics (context, font, NULL);
  height = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));
  pango_font_metrics_unref (metrics);

  return height;
}

/**
 * lens_row_measure_height:
 * @row: a row, in a list view
 * @line: which line
 *
 * Measures a line, whatever it says.
 *
 * Returns: its height, in pixels
 */
int
lens_row_measure_height (GtkWidget *row,
                         LensLine   line)
{
  PangoContext *context = get_context (row);
  Heights *known = g_object_get_data (G_OBJECT (context), "lens-row-heights");

  if (known == NULL)
    {
      known = g_new0 (Heights, 1);
      g_object_set_data_full (G_OBJECT (context), "lens-row-heights", known, g_free);
    }
  if (known->serial != pango_context_get_serial (context))
    {
      known->serial = pango_context_get_serial (context);
      known->heights[LENS_LINE_TITLE] = measure_line (context, LENS_LINE_TITLE);
      known->heights[LENS_LINE_CAPTION] = measure_line (context, LENS_LINE_CAPTION);
    }

  return known->heights[line];
}

static PangoLayout *
make_layout (GtkWidget  *row,
             LensLine    line,
             const char *text)
{
  PangoLayout *layout = pango_layout_new (get_context (row));
  const char *end = text + strnlen (text, MAX_DRAWN);

  if (*end != '\0')
    end = g_utf8_find_prev_char (text, end);
  pango_layout_set_text (layout, text, (int) (end - text));
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  if (line == LENS_LINE_CAPTION)
    {
      g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_scale_new (CAPTION_SCALE));
      pango_layout_set_attributes (layout, attributes);
    }

  return layout;
}

/**
 * lens_row_measure_width:
 * @row: a row, in a list view
 * @line: which line
 * @text: what it says
 *
 * Measures a text that is not to be shortened.
 *
 * Returns: its width, in pixels
 */
int
lens_row_measure_width (GtkWidget  *row,
                        LensLine    line,
                        const char *text)
{
  g_autoptr(PangoLayout) layout = make_layout (row, line, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);

  return width;
}

/* The left edge of @area, whose start is at the right where one reads from there. */
static int
find_left (GtkWidget          *row,
           const GdkRectangle *area)
{
  if (gtk_widget_get_direction (row) == GTK_TEXT_DIR_RTL)
    return gtk_widget_get_width (row) - area->x - area->width;

  return area->x;
}

static void
get_colour (GtkWidget *row,
            LensLine   line,
            GdkRGBA   *colour)
{
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (row));

  gtk_widget_get_color (row, colour);
  if (line == LENS_LINE_CAPTION)
    colour->alpha *= adw_style_manager_get_high_contrast (style) ? DIM_OPACITY_HC : DIM_OPACITY;
}

/**
 * lens_row_draw_text:
 * @row: a row, in a list view
 * @snapshot: where to
 * @line: which line
 * @ellipsize: where it is shortened
 * @text: (nullable): what it says
 * @area: where in the row, in pixels, from the side where one begins to read
 *
 * Draws a line of text at the start of @area.
 */
void
lens_row_draw_text (GtkWidget          *row,
                    GtkSnapshot        *snapshot,
                    LensLine            line,
                    PangoEllipsizeMode  ellipsize,
                    const char         *text,
                    const GdkRectangle *area)
{
  g_autoptr(PangoLayout) layout = NULL;
  PangoRectangle extents;
  GdkRGBA colour;
  int x;

  if (text == NULL || area->width <= 0)
    return;

  layout = make_layout (row, line, text);
  pango_layout_set_ellipsize (layout, ellipsize);
  pango_layout_set_width (layout, area->width * PANGO_SCALE);
  pango_layout_get_pixel_extents (layout, NULL, &extents);
  get_colour (row, line, &colour);

  x = find_left (row, area) - extents.x;
  if (gtk_widget_get_direction (row) == GTK_TEXT_DIR_RTL)
    x += area->width - extents.width;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) area->y));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

/**
 * lens_row_draw_icon:
 * @row: a widget
 * @snapshot: where to
 * @icon_name: a symbolic icon
 * @area: where in the row, in pixels, from the side where one begins to read; a square
 *
 * Draws an icon in the colour of the widget; it is looked for only now.
 */
void
lens_row_draw_icon (GtkWidget          *row,
                    GtkSnapshot        *snapshot,
                    const char         *icon_name,
                    const GdkRectangle *area)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (row));
  g_autoptr(GtkIconPaintable) icon = NULL;
  GdkRGBA colour;

  icon = gtk_icon_theme_lookup_icon (theme, icon_name, NULL, area->width, gtk_widget_get_scale_factor (row),
                                     gtk_widget_get_direction (row), 0);
  gtk_widget_get_color (row, &colour);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) find_left (row, area), (float) area->y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), GDK_SNAPSHOT (snapshot),
                                            area->width, area->height, &colour, 1);
  gtk_snapshot_restore (snapshot);
}
