/* ui/models/identifier.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/identifier.h"

static gboolean
can_start (gunichar character)
{
  return character == '_' || g_unichar_isalpha (character) ||
         g_unichar_type (character) == G_UNICODE_LETTER_NUMBER;
}

static gboolean
can_follow (gunichar character)
{
  GUnicodeType type = g_unichar_type (character);

  return can_start (character) || type == G_UNICODE_DECIMAL_NUMBER ||
         type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_SPACING_MARK ||
         type == G_UNICODE_CONNECT_PUNCTUATION;
}

/**
 * lens_identifier_is_valid:
 * @text: UTF-8
 *
 * Checks whether Python would take a text as a name ("Identifiers and keywords" in its language
 * reference). It goes by the Unicode categories, which leaves out only the few characters of
 * Other_ID_Start and Other_ID_Continue.
 *
 * Returns: %TRUE if it is one
 */
gboolean
lens_identifier_is_valid (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  if (!can_start (g_utf8_get_char (text)))
    return FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (!can_follow (g_utf8_get_char (at)))
      return FALSE;

  return TRUE;
}
