/* ui/widgets/hex-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/hex-view.h"

#include "ui/models/hex-lines.h"
#include "ui/models/pace.h"
#include "ui/widgets/plain-text.h"

/**
 * LensHexView:
 *
 * Bytes as hexadecimal digits and as ASCII, 8 or 16 in a row, as many as there is room for. Rows are
 * made when they are looked at, whatever the size.
 *
 * [signal@Lens.HexView::chosen] tells the offset of the row that was selected.
 */
struct _LensHexView
{
  AdwBin       parent_instance;

  GBytes      *bytes;
  LensPace    *rows;
  guint        row_size;

  gboolean     marking;

  /* template children */
  GtkListView *list;
};

enum {
  PROP_0,
  PROP_BYTES,
  N_PROPS
};

enum {
  CHOSEN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LensHexView, lens_hex_view, ADW_TYPE_BIN)

#define NARROW_SIZE 8
#define WIDE_SIZE 16

/* The row that was clicked or gone to: the first one that is selected. */
static void
selection_changed_cb (LensHexView       *self,
                      guint              position,
                      guint              n_items,
                      GtkSelectionModel *selection)
{
  g_autoptr(GtkBitset) selected = gtk_selection_model_get_selection (selection);

  if (!self->marking && !gtk_bitset_is_empty (selected))
    g_signal_emit (self, signals[CHOSEN], 0, (guint64) gtk_bitset_get_minimum (selected) * self->row_size);
}

#define OFFSET_CHARS 8 /* of a row: more is shown where there is more */

/* Digits, a space between two, another one between eights. */
static guint
count_hex_chars (guint row_size)
{
  return row_size * 3 - 1 + row_size / 8 - 1;
}

static void
setup_cb (LensHexView *self,
          GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  guint n = count_hex_chars (self->row_size);

  gtk_box_append (GTK_BOX (row), lens_plain_text_new (OFFSET_CHARS, OFFSET_CHARS,
                                                      (const char *[]) { "caption", "dim-label", "monospace", NULL }));
  gtk_box_append (GTK_BOX (row), lens_plain_text_new (n, n, (const char *[]) { "caption", "monospace", NULL }));
  gtk_box_append (GTK_BOX (row), lens_plain_text_new (self->row_size, self->row_size,
                                                      (const char *[]) { "accent", "caption", "monospace", NULL }));
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (LensHexView *self,
         GtkListItem *item)
{
  LensHexLine *line = gtk_list_item_get_item (item);
  GtkWidget *text = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  lens_plain_text_set (text, lens_hex_line_get_offset (line));
  text = gtk_widget_get_next_sibling (text);
  lens_plain_text_set (text, lens_hex_line_get_hex (line));
  lens_plain_text_set (gtk_widget_get_next_sibling (text), lens_hex_line_get_text (line));
  gtk_list_item_set_accessible_label (item, lens_hex_line_get_offset (line));
  gtk_list_item_set_accessible_description (item, lens_hex_line_get_hex (line));
}

static void
lens_hex_view_show (LensHexView *self)
{
  g_autoptr(GtkMultiSelection) selection = NULL;
  g_autoptr(LensHexLines) lines = NULL;

  g_clear_object (&self->rows);
  if (self->bytes != NULL)
    {
      lines = lens_hex_lines_new (self->bytes, self->row_size);
      self->rows = lens_pace_new (G_LIST_MODEL (lines));
      selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
      g_signal_connect_object (selection, "selection-changed",
                               G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}

static void
set_row_size (LensHexView *self,
              guint        row_size)
{
  if (self->row_size == row_size)
    return;

  self->row_size = row_size;
  lens_hex_view_show (self);
}

static void
wide_cb (LensHexView *self)
{
  set_row_size (self, WIDE_SIZE);
}

static void
narrow_cb (LensHexView *self)
{
  set_row_size (self, NARROW_SIZE);
}

static void
lens_hex_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LENS_TYPE_HEX_VIEW);

  G_OBJECT_CLASS (lens_hex_view_parent_class)->dispose (object);
}

static void
lens_hex_view_finalize (GObject *object)
{
  LensHexView *self = LENS_HEX_VIEW (object);

  g_clear_object (&self->rows);
  g_clear_pointer (&self->bytes, g_bytes_unref);

  G_OBJECT_CLASS (lens_hex_view_parent_class)->finalize (object);
}

static void
lens_hex_view_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  LensHexView *self = LENS_HEX_VIEW (object);

  switch (prop_id)
    {
    case PROP_BYTES:
      g_value_set_boxed (value, self->bytes);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_hex_view_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  LensHexView *self = LENS_HEX_VIEW (object);

  switch (prop_id)
    {
    case PROP_BYTES:
      lens_hex_view_set_bytes (self, g_value_get_boxed (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_hex_view_class_init (LensHexViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_hex_view_dispose;
  object_class->finalize = lens_hex_view_finalize;
  object_class->get_property = lens_hex_view_get_property;
  object_class->set_property = lens_hex_view_set_property;

  /**
   * LensHexView:bytes: (nullable)
   *
   * What is shown.
   */
  properties[PROP_BYTES] =
    g_param_spec_boxed ("bytes", NULL, NULL,
                        G_TYPE_BYTES,
                        (G_PARAM_READWRITE |
                         G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LensHexView::chosen:
   * @offset: where the row begins, in bytes
   *
   * The user selected a row.
   */
  signals[CHOSEN] = g_signal_new ("chosen", LENS_TYPE_HEX_VIEW, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);

  g_type_ensure (LENS_TYPE_HEX_LINE);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/hex-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LensHexView, list);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);
}

static void
lens_hex_view_init (LensHexView *self)
{
  self->row_size = NARROW_SIZE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

GBytes *
lens_hex_view_get_bytes (LensHexView *self)
{
  g_return_val_if_fail (LENS_IS_HEX_VIEW (self), NULL);

  return self->bytes;
}

void
lens_hex_view_set_bytes (LensHexView *self,
                         GBytes      *bytes)
{
  g_return_if_fail (LENS_IS_HEX_VIEW (self));

  if (self->bytes == bytes)
    return;

  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  lens_hex_view_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BYTES]);
}

/**
 * lens_hex_view_mark:
 * @offset: where the part begins, in bytes
 * @size: how long it is, in bytes
 *
 * Selects the rows that a part of the bytes is in, and shows the first of them.
 */
void
lens_hex_view_mark (LensHexView *self,
                    gsize        offset,
                    gsize        size)
{
  GtkSelectionModel *selection;
  guint n_items, first, last;

  g_return_if_fail (LENS_IS_HEX_VIEW (self));

  if (self->rows != NULL)
    lens_pace_finish (self->rows);
  selection = gtk_list_view_get_model (self->list);
  n_items = selection != NULL ? g_list_model_get_n_items (G_LIST_MODEL (selection)) : 0;
  if (n_items == 0)
    return;

  first = (guint) MIN (offset / self->row_size, n_items - 1);
  last = (guint) MIN ((offset + MAX (size, 1) - 1) / self->row_size, n_items - 1);
  self->marking = TRUE;
  gtk_selection_model_select_range (selection, first, last - first + 1, TRUE);
  self->marking = FALSE;
  gtk_list_view_scroll_to (self->list, first, GTK_LIST_SCROLL_NONE, NULL);
}
