/* ui/models/hex-lines.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/hex-lines.h"

/**
 * LensHexLine:
 *
 * One row of bytes: where it begins, the bytes as hexadecimal digits, and as ASCII.
 */
struct _LensHexLine
{
  GObject  parent_instance;

  char    *offset;
  char    *hex;
  char    *text;
};

enum {
  LINE_PROP_0,
  LINE_PROP_OFFSET,
  LINE_PROP_HEX,
  LINE_PROP_TEXT,
  LINE_N_PROPS
};

static GParamSpec *line_properties[LINE_N_PROPS];

G_DEFINE_FINAL_TYPE (LensHexLine, lens_hex_line, G_TYPE_OBJECT)

static void
lens_hex_line_finalize (GObject *object)
{
  LensHexLine *self = LENS_HEX_LINE (object);

  g_free (self->offset);
  g_free (self->hex);
  g_free (self->text);

  G_OBJECT_CLASS (lens_hex_line_parent_class)->finalize (object);
}

static void
lens_hex_line_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  LensHexLine *self = LENS_HEX_LINE (object);

  switch (prop_id)
    {
    case LINE_PROP_OFFSET:
      g_value_set_string (value, self->offset);
      break;

    case LINE_PROP_HEX:
      g_value_set_string (value, self->hex);
      break;

    case LINE_PROP_TEXT:
      g_value_set_string (value, self->text);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_hex_line_class_init (LensHexLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = lens_hex_line_finalize;
  object_class->get_property = lens_hex_line_get_property;

  /**
   * LensHexLine:offset:
   *
   * Where the row begins, in bytes, hexadecimal.
   */
  line_properties[LINE_PROP_OFFSET] = g_param_spec_string ("offset", NULL, NULL, "", flags);

  /**
   * LensHexLine:hex:
   *
   * The bytes, two digits each.
   */
  line_properties[LINE_PROP_HEX] = g_param_spec_string ("hex", NULL, NULL, "", flags);

  /**
   * LensHexLine:text:
   *
   * The bytes as ASCII, a dot for each that cannot be printed.
   */
  line_properties[LINE_PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", flags);

  g_object_class_install_properties (object_class, LINE_N_PROPS, line_properties);
}

static void
lens_hex_line_init (LensHexLine *self)
{
}

static void
append_byte (GString *hex,
             guint8   byte)
{
  static const char digits[] = "0123456789abcdef";

  g_string_append_c (hex, digits[byte >> 4]);
  g_string_append_c (hex, digits[byte & 0xf]);
}

static LensHexLine *
lens_hex_line_new (const guint8 *data,
                   gsize         offset,
                   gsize         n,
                   gsize         row_size)
{
  LensHexLine *self = g_object_new (LENS_TYPE_HEX_LINE, NULL);
  GString *hex = g_string_sized_new (row_size * 3 + 1);
  GString *text = g_string_sized_new (row_size);

  for (gsize i = 0; i < row_size; i++)
    {
      if (i > 0)
        g_string_append (hex, i % 8 == 0 ? "  " : " ");
      if (i < n)
        append_byte (hex, data[offset + i]);
      else
        g_string_append (hex, "  ");
      if (i < n)
        g_string_append_c (text, g_ascii_isprint ((char) data[offset + i]) ? (char) data[offset + i] : '.');
    }
  self->offset = g_strdup_printf ("%08" G_GSIZE_MODIFIER "x", offset);
  self->hex = g_string_free_and_steal (hex);
  self->text = g_string_free_and_steal (text);

  return self;
}

const char *
lens_hex_line_get_offset (LensHexLine *self)
{
  g_return_val_if_fail (LENS_IS_HEX_LINE (self), NULL);

  return self->offset;
}

const char *
lens_hex_line_get_hex (LensHexLine *self)
{
  g_return_val_if_fail (LENS_IS_HEX_LINE (self), NULL);

  return self->hex;
}

const char *
lens_hex_line_get_text (LensHexLine *self)
{
  g_return_val_if_fail (LENS_IS_HEX_LINE (self), NULL);

  return self->text;
}

/**
 * LensHexLines:
 *
 * Bytes as rows of a hex view.
 */
struct _LensHexLines
{
  GObject  parent_instance;

  GBytes  *bytes;
  guint    row_size; /* bytes */
};

static GType
lens_hex_lines_get_item_type (GListModel *model)
{
  return LENS_TYPE_HEX_LINE;
}

static guint
lens_hex_lines_get_n_items (GListModel *model)
{
  LensHexLines *self = LENS_HEX_LINES (model);
  gsize size = g_bytes_get_size (self->bytes);

  return (guint) MIN (size / self->row_size + (size % self->row_size != 0), G_MAXUINT);
}

static gpointer
lens_hex_lines_get_item (GListModel *model,
                         guint       position)
{
  LensHexLines *self = LENS_HEX_LINES (model);
  gsize size;
  const guint8 *data = g_bytes_get_data (self->bytes, &size);
  gsize offset = (gsize) position * self->row_size;

  if (offset >= size)
    return NULL;

  return lens_hex_line_new (data, offset, MIN (size - offset, self->row_size), self->row_size);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = lens_hex_lines_get_item_type;
  iface->get_n_items = lens_hex_lines_get_n_items;
  iface->get_item = lens_hex_lines_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LensHexLines, lens_hex_lines, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
lens_hex_lines_finalize (GObject *object)
{
  LensHexLines *self = LENS_HEX_LINES (object);

  g_clear_pointer (&self->bytes, g_bytes_unref);

  G_OBJECT_CLASS (lens_hex_lines_parent_class)->finalize (object);
}

static void
lens_hex_lines_class_init (LensHexLinesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lens_hex_lines_finalize;
}

static void
lens_hex_lines_init (LensHexLines *self)
{
}

/**
 * lens_hex_lines_new:
 * @bytes: what is shown
 * @row_size: bytes of a row, at least 1
 *
 * Makes the rows of a hex view; none of them exists before it is looked at.
 *
 * Returns: (transfer full): a list model of `LensHexLine`
 */
LensHexLines *
lens_hex_lines_new (GBytes *bytes,
                    guint   row_size)
{
  LensHexLines *self;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (row_size > 0, NULL);

  self = g_object_new (LENS_TYPE_HEX_LINES, NULL);
  self->bytes = g_bytes_ref (bytes);
  self->row_size = row_size;

  return self;
}

guint
lens_hex_lines_get_row_size (LensHexLines *self)
{
  g_return_val_if_fail (LENS_IS_HEX_LINES (self), 0);

  return self->row_size;
}
