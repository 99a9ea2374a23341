/* ui/widgets/plain-text.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/plain-text.h"

/* One line of text in a row of a list that may have a million. A label shapes its text when it is measured, and a
 * list view measures 200 rows at each jump, of which 20 are seen; an inscription is as wide as it is told,
 * and shapes its text when it is drawn. */

/**
 * lens_plain_text_new:
 * @min_chars: characters that there is room for at least
 * @nat_chars: characters that there should be room for
 * @classes: (array zero-terminated=1): CSS classes
 *
 * Makes a widget for one line of text, which is cut with an ellipsis where it is longer.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
lens_plain_text_new (guint              min_chars,
                     guint              nat_chars,
                     const char *const *classes)
{
  return g_object_new (GTK_TYPE_INSCRIPTION,
                       "css-classes", classes,
                       "min-chars", min_chars,
                       "nat-chars", nat_chars,
                       "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END,
                       "xalign", 0.0,
                       NULL);
}

void
lens_plain_text_set (GtkWidget  *widget,
                     const char *text)
{
  gtk_inscription_set_text (GTK_INSCRIPTION (widget), text);
}
