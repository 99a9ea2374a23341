/* ui/models/match.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/match.h"

#include <string.h>

/**
 * lens_match_name:
 * @name: the name of something
 * @text: what was typed to find it
 *
 * Says how well a name fits what was typed, whatever the case of the letters. Of several hits the best
 * is meant, and of those the first.
 *
 * Returns: how well
 */
LensMatch
lens_match_name (const char *name,
                 const char *text)
{
  g_autofree char *folded_name = g_utf8_casefold (name, -1);
  g_autofree char *folded_text = g_utf8_casefold (text, -1);
  const char *at = strstr (folded_name, folded_text);

  if (at == NULL)
    return LENS_MATCH_NONE;
  if (at > folded_name)
    return LENS_MATCH_PART;

  return strlen (folded_name) == strlen (folded_text) ? LENS_MATCH_WHOLE : LENS_MATCH_START;
}
