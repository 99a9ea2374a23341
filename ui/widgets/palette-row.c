/* ui/widgets/palette-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/palette-row.h"

#include "ui/widgets/row-draw.h"

#define ICON_SIZE 16 /* pixels, of a symbolic icon */
#define SPACING 12   /* pixels */

/**
 * LensPaletteRow:
 *
 * Something to go to: its kind, what it is, and at the end where it is. All rows are others with each letter, so
 * this one is drawn.
 */
struct _LensPaletteRow
{
  GtkWidget        parent_instance;

  LensPaletteItem *item;
};

G_DEFINE_FINAL_TYPE (LensPaletteRow, lens_palette_row, GTK_TYPE_WIDGET)

static const char *
get_icon_name (LensPaletteItem *item)
{
  switch (lens_palette_item_get_kind (item))
    {
    case LENS_PALETTE_ACTION:
      return "emblem-system-symbolic";

    case LENS_PALETTE_MEMBER:
      return "lens-call-symbolic";

    case LENS_PALETTE_OBJECT:
    default:
      return "network-server-symbolic";
    }
}

static void
lens_palette_row_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = ICON_SIZE + SPACING;
  else
    *minimum = MAX (ICON_SIZE, lens_row_measure_height (widget, LENS_LINE_TITLE));
  *natural = *minimum;
}

/* Where it is takes no more than half of the row, unless what it is leaves more. */
static void
draw_texts (LensPaletteRow *self,
            GtkSnapshot    *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const char *title = lens_palette_item_get_title (self->item);
  const char *subtitle = lens_palette_item_get_subtitle (self->item);
  GdkRectangle first = { ICON_SIZE + SPACING, 0, 0, lens_row_measure_height (widget, LENS_LINE_TITLE) };
  GdkRectangle last = { 0, 0, 0, lens_row_measure_height (widget, LENS_LINE_CAPTION) };
  int width = gtk_widget_get_width (widget) - first.x;
  int height = gtk_widget_get_height (widget);

  first.width = MIN (lens_row_measure_width (widget, LENS_LINE_TITLE, title), width);
  if (subtitle != NULL)
    {
      last.width = MIN (lens_row_measure_width (widget, LENS_LINE_CAPTION, subtitle),
                        MAX (width / 2, width - first.width - SPACING));
      first.width = MIN (first.width, width - last.width - SPACING);
    }
  first.y = (height - first.height) / 2;
  last.x = gtk_widget_get_width (widget) - last.width;
  last.y = (height - last.height) / 2;

  lens_row_draw_text (widget, snapshot, LENS_LINE_TITLE, PANGO_ELLIPSIZE_END, title, &first);
  lens_row_draw_text (widget, snapshot, LENS_LINE_CAPTION, PANGO_ELLIPSIZE_MIDDLE, subtitle, &last);
}

static void
lens_palette_row_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  LensPaletteRow *self = LENS_PALETTE_ROW (widget);
  GdkRectangle icon = { 0, (gtk_widget_get_height (widget) - ICON_SIZE) / 2, ICON_SIZE, ICON_SIZE };

  if (self->item == NULL)
    return;

  lens_row_draw_icon (widget, snapshot, get_icon_name (self->item), &icon);
  draw_texts (self, snapshot);
}

static void
lens_palette_row_dispose (GObject *object)
{
  g_clear_object (&LENS_PALETTE_ROW (object)->item);

  G_OBJECT_CLASS (lens_palette_row_parent_class)->dispose (object);
}

static void
lens_palette_row_class_init (LensPaletteRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lens_palette_row_dispose;
  widget_class->measure = lens_palette_row_measure;
  widget_class->snapshot = lens_palette_row_snapshot;
}

static void
lens_palette_row_init (LensPaletteRow *self)
{
}

LensPaletteRow *
lens_palette_row_new (void)
{
  return g_object_new (LENS_TYPE_PALETTE_ROW, NULL);
}

void
lens_palette_row_set_item (LensPaletteRow  *self,
                           LensPaletteItem *item)
{
  g_return_if_fail (LENS_IS_PALETTE_ROW (self));
  g_return_if_fail (item == NULL || LENS_IS_PALETTE_ITEM (item));

  if (g_set_object (&self->item, item))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}
