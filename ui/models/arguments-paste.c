/* ui/models/arguments-paste.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/arguments-private.h"

#include <string.h>

/* Finds what stands between the brackets of `proxy.add(1, b=2)`. The text of an argument cannot begin
 * with a name and a bracket, but for `set()` and its kind, which are tried before this. */
static gboolean
find_brackets (const char  *text,
               const char **inner,
               gsize       *size)
{
  static const char name_characters[] =
    G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_. =\t";
  const char *open = text + strspn (text, name_characters);
  gsize length = strlen (text);

  while (length > 0 && strchr (" \t\r\n;", text[length - 1]) != NULL)
    length--;
  if (*open != '(' || open == text || length == 0 || text[length - 1] != ')')
    return FALSE;

  *inner = open + 1;
  *size = (gsize) (text + length - 1 - *inner);

  return TRUE;
}

/* What Python prints before a line that is typed there. */
static const char *
skip_prompt (const char *text)
{
  text += strspn (text, " \t\r\n");

  return g_str_has_prefix (text, ">>> ") ? text + strlen (">>> ") : text;
}

/* What is between the brackets of a call in @text, or @text itself, as pieces. */
static GPtrArray *
read_pieces (const char  *text,
             GError     **error)
{
  g_autofree char *line = NULL;
  GPtrArray *pieces;
  const char *inner;
  gsize size;
  guint column;

  pieces = lens_arguments_read_foreign (text);
  if (pieces == NULL)
    pieces = lens_arguments_split (text, &column, NULL);
  if (pieces != NULL)
    return pieces;

  line = find_brackets (text, &inner, &size) ? g_strndup (inner, size) : g_strdup (text);

  return lens_arguments_split (line, &column, error);
}

/* What comes from elsewhere is shown in the words of this program. */
static void
normalise (gpointer data,
           gpointer user_data)
{
  LensPiece *piece = data;
  g_autoptr(PyroValue) value = pyro_literal_parse (piece->literal, -1, NULL, NULL);

  if (value == NULL)
    return;

  g_free (piece->literal);
  piece->literal = pyro_value_repr (value);
}

/**
 * lens_arguments_paste:
 * @text: a Python call or only its arguments: `axis.move_to(1, speed=2)` or `1, speed=2`; a `curl` line for the
 *   HTTP gateway; or JSON, an array of arguments or an object with their names
 * @error: what is wrong with the text, in a sentence
 *
 * Shows the arguments of the text instead of those that are there. Nothing changes when it cannot be read.
 *
 * Returns: %TRUE if the text was read
 */
gboolean
lens_arguments_paste (LensArguments  *self,
                      const char     *text,
                      GError        **error)
{
  g_autoptr(GPtrArray) pieces = NULL;

  g_return_val_if_fail (LENS_IS_ARGUMENTS (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  pieces = read_pieces (skip_prompt (text), error);
  if (pieces == NULL)
    return FALSE;

  g_ptr_array_foreach (pieces, normalise, NULL);
  lens_arguments_apply (self, pieces);

  return TRUE;
}
