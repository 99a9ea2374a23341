/* ui/widgets/grammar.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/grammar.h"

/* Where the grammars of this program are, which lean on those that come with GtkSourceView. */
#define FOLDER "resource:///org/pyrolens/Pyrolens/grammars"

static GtkSourceLanguageManager *
get_languages (void)
{
  static GtkSourceLanguageManager *languages;

  if (languages == NULL)
    {
      languages = gtk_source_language_manager_get_default ();
      gtk_source_language_manager_append_search_path (languages, FOLDER);
    }

  return languages;
}

/**
 * lens_grammar_set:
 * @buffer: a text that is seen
 * @language: the name of its language, such as `python3`
 *
 * Gives a text its colours, unless it has them. A grammar is XML and regular expressions, a hundredth of a second to read
 * the first time, that a window that begins has no use for.
 */
void
lens_grammar_set (GtkSourceBuffer *buffer,
                  const char      *language)
{
  g_return_if_fail (GTK_SOURCE_IS_BUFFER (buffer));
  g_return_if_fail (language != NULL);

  if (gtk_source_buffer_get_language (buffer) == NULL)
    gtk_source_buffer_set_language (buffer, gtk_source_language_manager_get_language (get_languages (), language));
}
