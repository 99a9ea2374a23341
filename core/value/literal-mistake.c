/* core/value/literal-mistake.c - says what is wrong with a literal text, and where
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/value/literal-private.h"

#include <string.h>

#include "core/translation-private.h"

/* Characters of the text that a sentence quotes. */
#define MAX_EXCERPT 24

static PyroPlace
find_place (const LiteralReader *self,
            const char          *place)
{
  PyroPlace found = { (gsize) (place - self->start), 1, 1 };

  for (const char *at = self->start; at < place; at++)
    if (*at == '\n' || (*at == '\r' && (at + 1 == self->end || at[1] != '\n')))
      {
        found.line++;
        found.column = 1;
      }
    else if ((*at & 0xc0) != 0x80)
      found.column++;

  return found;
}

/* Ends the reading. Returns FALSE, so that a reader can return what it returns. The codec's texts come from
 * peers, which may get to read what is wrong with them; who types a literal reads it in his own language. */
gboolean
_pyro_literal_fail (LiteralReader *self,
                    const char    *at,
                    PyroError      code,
                    const char    *format,
                    ...)
{
  g_autofree char *message = NULL;
  va_list args;

  if (!(self->flags & PYRO_LITERAL_SERPENT))
    format = _(format);
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  if (self->place != NULL)
    *self->place = find_place (self, at);
  g_set_error_literal (self->error, PYRO_ERROR, (int) code, message);

  return FALSE;
}

/* The bytes of the name at @at, 0 where there is none. */
gsize
_pyro_literal_measure_name (LiteralReader *self,
                            const char    *start)
{
  const char *at = start;

  while (at < self->end)
    {
      gunichar c;

      if (g_ascii_isalpha (*at) || *at == '_' || (at > start && g_ascii_isdigit (*at)))
        {
          at++;
          continue;
        }
      if ((guchar) *at < 0x80)
        break;
      c = g_utf8_get_char (at);
      if (!g_unichar_isalpha (c) && (at == start || (!g_unichar_isalnum (c) && !g_unichar_ismark (c))))
        break;
      at = g_utf8_next_char (at);
    }

  return (gsize) (at - start);
}

/* A character as a sentence can show it. */
char *
_pyro_literal_dup_character (const char *at)
{
  gunichar c = g_utf8_get_char (at);

  if (c != ' ' && (!g_unichar_isgraph (c) || g_unichar_ismark (c)))
    return g_strdup_printf ("U+%04X", c);

  return g_strndup (at, (gsize) (g_utf8_next_char (at) - at));
}

/* The word, the number or the quoted text at @at, as a sentence can show it. */
char *
_pyro_literal_dup_excerpt (LiteralReader *self,
                           const char    *start)
{
  GString *excerpt = g_string_new (NULL);
  const char *at = start;
  gboolean quoted = *start == '\'' || *start == '"';
  guint n = 0;

  while (at < self->end)
    {
      g_autofree char *character = NULL;

      if (!quoted && at > start && !g_ascii_isalnum (*at) && strchr ("_.", *at) == NULL && (guchar) *at < 0x80)
        break;
      if (n++ == MAX_EXCERPT)
        {
          g_string_append (excerpt, "…");
          break;
        }
      character = _pyro_literal_dup_character (at);
      g_string_append (excerpt, character);
      if (quoted && at > start && *at == *start)
        break;
      if (!quoted && !g_ascii_isalnum (*at) && *at != '_' && *at != '.' && (guchar) *at < 0x80)
        break;
      at = g_utf8_next_char (at);
    }

  return g_string_free (excerpt, FALSE);
}

static char
get_opening (char closing)
{
  return closing == ')' ? '(' : closing == ']' ? '[' : '{';
}

/* The text ends, and a bracket is open. */
gboolean
_pyro_literal_fail_open (LiteralReader *self)
{
  const LiteralBracket *bracket = &self->brackets[self->depth - 1];
  PyroPlace opened = find_place (self, bracket->at);

  return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                             N_("The %c opened at line %u, column %u is not closed"),
                             *bracket->at, opened.line, opened.column);
}

/* A bracket is here that closes nothing. */
gboolean
_pyro_literal_fail_closing (LiteralReader *self)
{
  const LiteralBracket *bracket;
  PyroPlace opened;

  if (self->depth == 0)
    return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX, N_("There is no %c that this %c could close"),
                               get_opening (*self->at), *self->at);

  bracket = &self->brackets[self->depth - 1];
  opened = find_place (self, bracket->at);

  return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                             N_("The %c opened at line %u, column %u cannot be closed by %c"),
                             *bracket->at, opened.line, opened.column, *self->at);
}

static gboolean
fail_character (LiteralReader *self)
{
  g_autofree char *character = _pyro_literal_dup_character (self->at);
  gunichar c = g_utf8_get_char (self->at);

  if (c == '\\')
    return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                               N_("A backslash outside quotes can stand only at the end of a line"));
  if (c == 0x2018 || c == 0x2019 || c == 0x201c || c == 0x201d || c == '`')
    return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                               N_("%s is no quote that Python knows: use ' or \""), character);
  if (g_unichar_isspace (c))
    return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                               N_("The character %s looks like a space and is none: use a plain space"), character);
  if (c < 0x80 && strchr ("+-*/%@&|^~<>=!", (int) c) != NULL)
    return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                               N_("%s cannot stand here, as formulas are not worked out"), character);

  return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX, N_("%s cannot stand here"), character);
}

static gboolean
is_one_of (const char *const *words,
           const char        *at,
           gsize              size)
{
  for (; *words != NULL; words++)
    if (strlen (*words) == size && memcmp (*words, at, size) == 0)
      return TRUE;

  return FALSE;
}

static const char *const keywords[] = {
  "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else",
  "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not",
  "or", "pass", "raise", "return", "try", "while", "with", "yield", NULL
};

/* Words that stand for a value elsewhere. */
static const char *
find_python_word (const char *at,
                  gsize       size)
{
  static const char *const words[][2] = {
    { "true", "True" }, { "TRUE", "True" }, { "false", "False" }, { "FALSE", "False" },
    { "none", "None" }, { "NONE", "None" }, { "null", "None" }, { "nil", "None" }, { "NULL", "None" },
    { "undefined", "None" }, { "NaN", "nan" }, { "Infinity", "inf" }, { "Inf", "inf" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i][0]) == size && memcmp (words[i][0], at, size) == 0)
      return words[i][1];

  return NULL;
}

/* A name is here that means nothing. */
gboolean
_pyro_literal_fail_name (LiteralReader *self,
                         gsize          size)
{
  const char *at = self->at, *meant = find_python_word (at, size);
  g_autofree char *excerpt = _pyro_literal_dup_excerpt (self, at);
  const char *after = at + size;

  while (after < self->end && (g_ascii_isalnum (*after) || *after == '_' || *after == '.'))
    after++;
  while (after < self->end && *after == ' ')
    after++;
  if (after < self->end && *after == '(')
    return _pyro_literal_fail (self, at, PYRO_ERROR_SYNTAX,
                               N_("%s(…) cannot stand here, as nothing is called: write the value itself"), excerpt);
  if (meant != NULL)
    return _pyro_literal_fail (self, at, PYRO_ERROR_SYNTAX, N_("Python writes %s instead of %.*s"),
                               meant, (int) size, at);
  if (is_one_of (keywords, at, size))
    return _pyro_literal_fail (self, at, PYRO_ERROR_SYNTAX,
                               N_("The word %.*s cannot stand here, as formulas are not worked out: "
                                  "put quotes around it to make it text"), (int) size, at);

  return _pyro_literal_fail (self, at, PYRO_ERROR_SYNTAX,
                             N_("A name cannot stand here: put quotes around %s to make it text"), excerpt);
}

/* Something is here that is no value where one should be. */
gboolean
_pyro_literal_fail_no_value (LiteralReader *self)
{
  char c = _pyro_literal_peek (self);

  if (self->at == self->end)
    {
      if (self->depth > 0)
        return _pyro_literal_fail_open (self);
      return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX, N_("A value is missing: the text ends here"));
    }

  switch (c)
    {
    case ',':
      return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX, N_("A value is missing before this comma"));

    case ':':
      return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX, N_("A key is missing before this colon"));

    case ')':
    case ']':
    case '}':
      if (self->depth == 0 || get_opening (c) != *self->brackets[self->depth - 1].at)
        return _pyro_literal_fail_closing (self);
      return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX, N_("A value is missing before this %c"), c);

    case '*':
      return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                                 N_("* cannot stand here: write the values one by one"));

    case '.':
      if (self->end - self->at >= 3 && memcmp (self->at, "...", 3) == 0)
        return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                                   N_("... is Python's Ellipsis, which cannot be sent as a value"));
      return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX, N_("A digit is missing after this point"));

    default:
      return fail_character (self);
    }
}

static gboolean
fail_colon (LiteralReader *self)
{
  LiteralState state = self->depth > 0 ? self->brackets[self->depth - 1].state : LITERAL_GROUP;

  if (state == LITERAL_SET)
    return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                               N_("A colon cannot stand in a set, and in a dict each key needs one"));
  if (state == LITERAL_VALUE)
    return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                               N_("A key can have only one colon: is a comma missing?"));

  return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                             N_("A colon can stand only in a dict, between { and }"));
}

/* A value was here, and what comes now can neither end it nor go on with the next one. */
gboolean
_pyro_literal_fail_after_value (LiteralReader *self)
{
  char c = _pyro_literal_peek (self);
  gsize size = _pyro_literal_measure_name (self, self->at);
  g_autofree char *excerpt = NULL;

  if (self->at == self->end)
    return _pyro_literal_fail_open (self);
  if (strchr (")]}", c) != NULL)
    return _pyro_literal_fail_closing (self);
  if (c == ':')
    return fail_colon (self);
  if (c == '+' || c == '-')
    return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                               N_("Sums are not worked out here: only a complex number like 1+2j "
                                  "has a sign in its middle"));
  if (c == '=' && self->depth > 0 && *self->brackets[self->depth - 1].at == '{')
    return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                               N_("= cannot stand here: a colon comes between a key and its value"));
  if (c == '.' && !g_ascii_isdigit (_pyro_literal_peek_after (self, 1)))
    return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                               N_("A point cannot stand after a value, as it has no attributes here"));
  if (size > 0 && is_one_of (keywords, self->at, size))
    return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                               N_("The word %.*s cannot stand here, as formulas are not worked out"),
                               (int) size, self->at);

  if (size == 0 && !g_ascii_isdigit (c) && strchr ("'\"([{.", c) == NULL)
    return fail_character (self);

  excerpt = _pyro_literal_dup_excerpt (self, self->at);

  return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX, N_("A comma is missing before %s"), excerpt);
}
