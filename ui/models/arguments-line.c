/* ui/models/arguments-line.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/arguments-private.h"

#include "ui/models/identifier.h"

#include <glib/gi18n.h>
#include <string.h>

/* Takes the text of a call apart into its arguments. What each one means is for the parser of literals to
 * say: here only the commas between them are looked for. Nothing is ever evaluated. */

LensPiece *
lens_piece_new (LensArgumentRole  role,
                char             *name,
                char             *literal)
{
  LensPiece *self = g_new0 (LensPiece, 1);

  self->role = role;
  self->name = name;
  self->literal = literal;

  return self;
}

void
lens_piece_free (gpointer data)
{
  LensPiece *self = data;

  g_free (self->name);
  g_free (self->literal);
  g_free (self);
}

/* Behind the text in quotes that begins at @at, or at the end where it is not closed. */
static const char *
skip_quotes (const char *at)
{
  char quote = *at;
  gboolean triple = at[1] == quote && at[2] == quote;

  for (at += triple ? 3 : 1; *at != '\0'; at++)
    {
      if (*at == '\\' && at[1] != '\0')
        at++;
      else if (*at == quote && (!triple || (at[1] == quote && at[2] == quote)))
        return at + (triple ? 3 : 1);
    }

  return at;
}

/* The comma behind the argument that begins at @at, or the end. */
static const char *
find_comma (const char *at)
{
  guint depth = 0;

  while (*at != '\0' && (*at != ',' || depth > 0))
    {
      if (*at == '\'' || *at == '"')
        {
          at = skip_quotes (at);
          continue;
        }
      if (*at == '#')
        {
          at += strcspn (at, "\n");
          continue;
        }
      depth += strchr ("([{", *at) != NULL;
      depth -= depth > 0 && strchr (")]}", *at) != NULL;
      at++;
    }

  return at;
}

static const char *
skip_blanks (const char *at)
{
  return at + strspn (at, " \t\r\n");
}

/* Reads `name=`, if that stands here. */
static char *
read_name (const char **at)
{
  const char *end = *at;
  const char *equals;
  g_autofree char *name = NULL;

  while (*end != '\0' && (g_unichar_isalnum (g_utf8_get_char (end)) || *end == '_'))
    end = g_utf8_next_char (end);
  equals = skip_blanks (end);
  if (end == *at || *equals != '=' || equals[1] == '=')
    return NULL;

  name = g_strndup (*at, (gsize) (end - *at));
  if (!lens_identifier_is_valid (name))
    return NULL;
  *at = skip_blanks (equals + 1);

  return g_steal_pointer (&name);
}

static gboolean
fail_at (const char  *line,
         const char  *at,
         const char  *sentence,
         guint       *column,
         GError     **error)
{
  *column = (guint) g_utf8_pointer_to_offset (line, at) + 1;
  g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_SYNTAX, sentence);

  return FALSE;
}

static LensArgumentRole
read_role (const char **at,
           char       **name)
{
  if (g_str_has_prefix (*at, "**"))
    {
      *at = skip_blanks (*at + 2);
      return LENS_ARGUMENT_NAMED_REST;
    }
  if (**at == '*')
    {
      *at = skip_blanks (*at + 1);
      return LENS_ARGUMENT_REST;
    }
  *name = read_name (at);

  return *name != NULL ? LENS_ARGUMENT_KEYWORD : LENS_ARGUMENT_POSITIONAL;
}

static gboolean
has_name (GPtrArray  *pieces,
          const char *name)
{
  for (guint i = 0; name != NULL && i < pieces->len; i++)
    if (g_strcmp0 (((LensPiece *) g_ptr_array_index (pieces, i))->name, name) == 0)
      return TRUE;

  return FALSE;
}

/* Whether Python would take an argument of this role here. */
static gboolean
check_order (GPtrArray   *pieces,
             const char  *line,
             const char  *start,
             LensPiece   *piece,
             guint       *column,
             GError     **error)
{
  LensPiece *last = pieces->len > 0 ? g_ptr_array_index (pieces, pieces->len - 1) : NULL;
  gboolean by_name = last != NULL && (last->role == LENS_ARGUMENT_KEYWORD || last->role == LENS_ARGUMENT_NAMED_REST);

  if (by_name && piece->role == LENS_ARGUMENT_POSITIONAL)
    return fail_at (line, start, _("An argument without a name cannot follow one with a name"), column, error);
  if (by_name && piece->role == LENS_ARGUMENT_REST)
    return fail_at (line, start, _("What stands behind * must come before the arguments with names"), column, error);
  if (has_name (pieces, piece->name))
    return fail_at (line, start, _("This name is there already"), column, error);

  return TRUE;
}

/* A sentence that names a column should mean one of the whole line: the piece is read once more where it
 * stands, with blanks in front of it. */
static void
explain (const char  *line,
         const char  *at,
         const char  *literal,
         guint       *column,
         GError     **error)
{
  g_autoptr(GString) padded = g_string_new (NULL);
  g_autoptr(PyroValue) value = NULL;
  PyroPlace place = { 0 };

  for (const char *before = line; before < at; before = g_utf8_next_char (before))
    g_string_append_c (padded, ' ');
  g_string_append (padded, literal);
  value = pyro_literal_parse (padded->str, -1, &place, error);
  *column = (guint) g_utf8_pointer_to_offset (padded->str, padded->str + MIN (place.offset, padded->len)) + 1;
}

static gboolean
read_piece (GPtrArray   *pieces,
            const char  *line,
            const char  *start,
            const char  *end,
            guint       *column,
            GError     **error)
{
  LensPiece *piece = lens_piece_new (LENS_ARGUMENT_POSITIONAL, NULL, NULL);
  const char *at = start;
  g_autoptr(PyroValue) value = NULL;
  gboolean good;

  piece->role = read_role (&at, &piece->name);
  good = check_order (pieces, line, start, piece, column, error);
  g_ptr_array_add (pieces, piece);
  if (!good)
    return FALSE;
  if (skip_blanks (at) >= end)
    return fail_at (line, end, _("A value is missing"), column, error);

  piece->literal = g_strchomp (g_strndup (at, (gsize) (end - at)));
  value = pyro_literal_parse (piece->literal, -1, NULL, NULL);
  if (value == NULL)
    explain (line, at, piece->literal, column, error);

  return value != NULL;
}

/**
 * lens_arguments_split:
 * @line: what stands between the brackets of a call: `'AAA', *[1, 2], when=None, **{'a': 1}`
 * @column: (out): the character that is wrong, from 1
 * @error: what is wrong, in a sentence
 *
 * Takes the arguments of a call apart.
 *
 * Returns: (transfer full) (element-type LensPiece) (nullable): its pieces, or %NULL with @error set
 */
GPtrArray *
lens_arguments_split (const char  *line,
                      guint       *column,
                      GError     **error)
{
  g_autoptr(GPtrArray) pieces = g_ptr_array_new_with_free_func (lens_piece_free);
  const char *at = skip_blanks (line);

  *column = 0;
  while (*at != '\0')
    {
      const char *comma = find_comma (at);

      if (!read_piece (pieces, line, at, comma, column, error))
        return NULL;
      at = *comma == ',' ? skip_blanks (comma + 1) : comma;
    }

  return g_steal_pointer (&pieces);
}
