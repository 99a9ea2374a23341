/* ui/models/help.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LENS_TYPE_HELP_PAGE (lens_help_page_get_type ())
G_DECLARE_FINAL_TYPE (LensHelpPage, lens_help_page, LENS, HELP_PAGE, GObject)

/* A page to read. Properties: title, summary (its first sentence). */
const char *lens_help_page_get_title        (LensHelpPage *self);
const char *lens_help_page_get_summary      (LensHelpPage *self);
guint       lens_help_page_get_n_paragraphs (LensHelpPage *self);
const char *lens_help_page_get_paragraph    (LensHelpPage *self,
                                             guint         number);
/* Whether all words of the query are in it, whatever the case. */
gboolean    lens_help_page_matches          (LensHelpPage *self,
                                             const char   *query);

/* A GListModel of LensHelpPage, in the order to read them; in the language of the user. */
GListModel *lens_help_new_pages             (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
