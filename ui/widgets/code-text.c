/* ui/widgets/code-text.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/code-text.h"

/* Addresses and code, where a hyphen at the end of a line would be read as part of the text. */

#define TAG_NAME "lens-code"

/**
 * lens_code_text_attributes:
 *
 * Makes what a label needs to break lines and add nothing. In a template, a closure that is bound to
 * `attributes`.
 *
 * Returns: (transfer full): the attributes
 */
PangoAttrList *
lens_code_text_attributes (void)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));

  return attributes;
}

/**
 * lens_code_text_set:
 * @buffer: the buffer of a text view that breaks lines
 * @text: UTF-8
 *
 * Shows a text whose lines are broken with nothing added.
 */
void
lens_code_text_set (GtkTextBuffer *buffer,
                    const char    *text)
{
  GtkTextIter start, end;

  if (gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), TAG_NAME) == NULL)
    gtk_text_buffer_create_tag (buffer, TAG_NAME, "insert-hyphens", FALSE, NULL);

  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_apply_tag_by_name (buffer, TAG_NAME, &start, &end);
}
