/* core/value/literal-reader.c - the values and the brackets of a literal text
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/value/literal-private.h"

#include <string.h>

#include "core/translation-private.h"

/* A reader of data, never of programs: it knows the literals of Python and nothing else. The rules
 * are those of ast.literal_eval() in CPython 3.13 (Lib/ast.py, Parser/lexer/lexer.c and
 * Parser/string_parser.c). Brackets are kept on a stack of our own, so no text can exhaust the C
 * stack. */

static inline gboolean
takes_lines (const LiteralReader *self)
{
  return self->depth > 0 || self->arguments;
}

/* Skips what means nothing: blanks, comments, joined lines, and between brackets the ends of
 * lines. */
void
_pyro_literal_skip_space (LiteralReader *self)
{
  while (self->at < self->end)
    {
      char c = *self->at;

      if (c > '#' && c != '\\')
        return;
      if (c == ' ' || c == '\t' || c == '\f' || ((c == '\n' || c == '\r') && takes_lines (self)))
        self->at++;
      else if (c == '#')
        while (self->at < self->end && *self->at != '\n' && *self->at != '\r')
          self->at++;
      else if (c == '\\' && (_pyro_literal_peek_after (self, 1) == '\n' || _pyro_literal_peek_after (self, 1) == '\r'))
        self->at += _pyro_literal_peek_after (self, 1) == '\r' && _pyro_literal_peek_after (self, 2) == '\n' ? 3 : 2;
      else
        return;
    }
}

/* Skips the ends of lines as well, before and after the one value. */
void
_pyro_literal_skip_lines (LiteralReader *self)
{
  do
    _pyro_literal_skip_space (self);
  while ((_pyro_literal_peek (self) == '\n' || _pyro_literal_peek (self) == '\r') && self->at++);
}

static inline LiteralBracket *
get_bracket (LiteralReader *self)
{
  return self->depth > 0 ? &self->brackets[self->depth - 1] : &self->outside;
}

/* Takes the bracket that is here. */
gboolean
_pyro_literal_push (LiteralReader *self,
                    LiteralState   state)
{
  if (self->depth == PYRO_MAX_DEPTH)
    return _pyro_literal_fail (self, self->at, PYRO_ERROR_TOO_LARGE, /* Translators: %d is always 200 */
                               N_("The brackets are nested more than %d levels deep"), PYRO_MAX_DEPTH);

  self->brackets[self->depth++] = (LiteralBracket) { self->at++, state };

  return TRUE;
}

/* What the builder refuses is said where the reader is, in the words that the builder has for it. */
gboolean
_pyro_literal_fail_builder (LiteralReader *self,
                            const char    *at,
                            GError        *error)
{
  g_autoptr(GError) owned = error;
  gboolean too_large = g_error_matches (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);

  return _pyro_literal_fail (self, at, too_large ? PYRO_ERROR_TOO_LARGE : PYRO_ERROR_SYNTAX, "%s", error->message);
}

static gboolean
open_items (LiteralReader *self,
            PyroValueKind  kind)
{
  GError *error = NULL;

  return pyro_builder_open (self->builder, kind, &error) || _pyro_literal_fail_builder (self, self->at, error);
}

static gboolean
close_items (LiteralReader *self,
             const char    *at,
             PyroValueKind  kind)
{
  GError *error = NULL;

  return pyro_builder_close_as (self->builder, kind, &error) || _pyro_literal_fail_builder (self, at, error);
}

/* The first comma makes a tuple of what stands alone in round brackets, or in none. */
static gboolean
make_tuple (LiteralReader  *self,
            LiteralBracket *bracket)
{
  GError *error = NULL;

  bracket->state = LITERAL_TUPLE;

  return pyro_builder_open_around (self->builder, PYRO_VALUE_TUPLE, &error) ||
         _pyro_literal_fail_builder (self, self->at, error);
}

static gboolean
close_frozen (LiteralReader        *self,
              const LiteralBracket *bracket)
{
  if (bracket->state != LITERAL_TUPLE && bracket->state != LITERAL_LIST && bracket->state != LITERAL_SET)
    return _pyro_literal_fail (self, bracket->at, PYRO_ERROR_SYNTAX,
                               N_("Only a set, a list or a tuple can stand in frozenset()"));
  if (!close_items (self, bracket->at, PYRO_VALUE_FROZENSET))
    return FALSE;

  self->depth--;
  _pyro_literal_skip_space (self);
  if (_pyro_literal_peek (self) != ')')
    return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX, N_("The ( of frozenset is not closed"));
  self->at++;

  return TRUE;
}

/* Takes the closing bracket that is here. */
static gboolean
close_bracket (LiteralReader *self)
{
  LiteralBracket *bracket = get_bracket (self);
  char c = *self->at;

  if (self->depth == 0 || *bracket->at != (c == ')' ? '(' : c == ']' ? '[' : '{'))
    return _pyro_literal_fail_closing (self);
  if (bracket->state == LITERAL_KEY)
    return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                               N_("A colon and a value are missing before this }"));

  if (bracket->state != LITERAL_GROUP)
    _pyro_literal_build_number (self);
  if (bracket->state == LITERAL_BRACES)
    bracket->state = LITERAL_SET;
  self->at++;
  if (bracket->frozen)
    return close_frozen (self, bracket);

  self->depth--;
  switch (bracket->state)
    {
    case LITERAL_GROUP:
      return TRUE;

    case LITERAL_TUPLE:
      return close_items (self, bracket->at, PYRO_VALUE_TUPLE);

    case LITERAL_LIST:
      return close_items (self, bracket->at, PYRO_VALUE_LIST);

    case LITERAL_VALUE:
    case LITERAL_KEY:
      return close_items (self, bracket->at, PYRO_VALUE_DICT);

    case LITERAL_BRACES:
    case LITERAL_SET:
    default:
      return close_items (self, bracket->at, PYRO_VALUE_SET);
    }
}

/* Opens the bracket that is here, and says whether it is closed at once. */
static gboolean
open_bracket (LiteralReader *self,
              gboolean       frozen,
              gboolean      *closed)
{
  char c = *self->at;
  LiteralState state = c == '(' ? LITERAL_GROUP : c == '[' ? LITERAL_LIST : LITERAL_BRACES;
  LiteralBracket *bracket;

  if (!_pyro_literal_push (self, state))
    return FALSE;
  bracket = get_bracket (self);
  bracket->frozen = frozen;
  if (state == LITERAL_LIST && !open_items (self, PYRO_VALUE_LIST))
    return FALSE;
  if (state == LITERAL_BRACES && !open_items (self, PYRO_VALUE_DICT))
    return FALSE;

  _pyro_literal_skip_space (self);
  *closed = _pyro_literal_peek (self) == (c == '(' ? ')' : c == '[' ? ']' : '}');
  if (!*closed)
    return TRUE;

  if (state == LITERAL_GROUP)
    {
      bracket->state = LITERAL_TUPLE;
      if (!open_items (self, PYRO_VALUE_TUPLE))
        return FALSE;
    }
  else if (state == LITERAL_BRACES)
    bracket->state = frozen ? LITERAL_SET : LITERAL_VALUE;

  return close_bracket (self);
}

/* Reads the rest of `set()`, of which Python allows to put `set` in brackets. */
static gboolean
read_set (LiteralReader *self)
{
  const char *start = self->at;

  self->at += strlen ("set");
  _pyro_literal_skip_space (self);
  while (_pyro_literal_peek (self) == ')' && self->depth > 0 && get_bracket (self)->state == LITERAL_GROUP)
    {
      self->at++;
      self->depth--;
      _pyro_literal_skip_space (self);
    }
  if (_pyro_literal_peek (self) != '(')
    {
      self->at = start;
      return _pyro_literal_fail_name (self, strlen ("set"));
    }

  if (!_pyro_literal_push (self, LITERAL_SET))
    return FALSE;
  _pyro_literal_skip_space (self);
  if (self->at == self->end)
    return _pyro_literal_fail_open (self);
  if (*self->at != ')')
    return _pyro_literal_fail (self, start, PYRO_ERROR_SYNTAX,
                               N_("Nothing can stand between the brackets of set(): "
                                  "a set with items is written {1, 2}"));

  self->depth--;
  if (!open_items (self, PYRO_VALUE_SET))
    return FALSE;
  self->at++;

  return close_items (self, start, PYRO_VALUE_SET);
}

/* Reads `frozenset(` and the bracket in it. */
static gboolean
read_frozenset (LiteralReader *self,
                gboolean      *closed)
{
  const char *start = self->at;
  char c;

  self->at += strlen ("frozenset");
  _pyro_literal_skip_space (self);
  if (_pyro_literal_peek (self) != '(')
    {
      self->at = start;
      return _pyro_literal_fail_name (self, strlen ("frozenset"));
    }
  if (!_pyro_literal_push (self, LITERAL_SET))
    return FALSE;
  _pyro_literal_skip_space (self);
  c = _pyro_literal_peek (self);
  if (c == ')')
    {
      self->depth--;
      self->at++;
      *closed = TRUE;
      return open_items (self, PYRO_VALUE_FROZENSET) && close_items (self, start, PYRO_VALUE_FROZENSET);
    }
  if (self->at == self->end)
    return _pyro_literal_fail_open (self);
  if (c != '{' && c != '[' && c != '(')
    return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                               N_("Only a set, a list or a tuple can stand in frozenset()"));

  /* The two brackets of frozenset({…}) are one level of the value, and so one on the stack. */
  self->depth--;

  return open_bracket (self, TRUE, closed);
}

static gboolean
name_is (const LiteralReader *self,
         gsize                size,
         const char          *name)
{
  return strlen (name) == size && memcmp (self->at, name, size) == 0;
}

static gboolean
read_name (LiteralReader *self,
           gboolean      *closed)
{
  gsize size = _pyro_literal_measure_name (self, self->at);

  *closed = TRUE;
  if (size == 0)
    return _pyro_literal_fail_no_value (self);
  if (_pyro_literal_is_quoted (self))
    return _pyro_literal_read_string (self);
  if (name_is (self, size, "set"))
    return read_set (self);
  if (_pyro_literal_take_named_number (self))
    return TRUE;

  if (name_is (self, size, "None"))
    pyro_builder_add_none (self->builder);
  else if (name_is (self, size, "True"))
    pyro_builder_add_bool (self->builder, TRUE);
  else if (name_is (self, size, "False"))
    pyro_builder_add_bool (self->builder, FALSE);
  else if (name_is (self, size, "frozenset") && !(self->flags & PYRO_LITERAL_SERPENT))
    {
      *closed = FALSE;
      return read_frozenset (self, closed);
    }
  else
    return _pyro_literal_fail_name (self, size);

  self->at += size;

  return TRUE;
}

/* Reads up to the end of a value that has no items, and opens the brackets before it. */
static gboolean
read_value (LiteralReader *self)
{
  gboolean closed = FALSE;

  while (!closed)
    {
      char c;

      _pyro_literal_skip_space (self);
      c = _pyro_literal_peek (self);
      if (g_ascii_isdigit (c) || c == '-' || c == '+' ||
          (c == '.' && g_ascii_isdigit (_pyro_literal_peek_after (self, 1))))
        return _pyro_literal_read_number (self);
      if (c == '\'' || c == '"')
        return _pyro_literal_read_string (self);
      if (c == '{' && self->flags & PYRO_LITERAL_SERPENT && _pyro_literal_take_float_record (self))
        return TRUE;

      if (c == '(' || c == '[' || c == '{')
        {
          if (!open_bracket (self, FALSE, &closed))
            return FALSE;
        }
      else if (!_pyro_literal_is_name_start (c))
        return _pyro_literal_fail_no_value (self);
      else if (!read_name (self, &closed))
        return FALSE;
    }

  return TRUE;
}

/* Takes the comma that is here, and says whether another value follows. */
static gboolean
read_comma (LiteralReader *self,
            gboolean      *more)
{
  LiteralBracket *bracket = get_bracket (self);
  char c;

  _pyro_literal_build_number (self);
  if (bracket->state == LITERAL_KEY)
    return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                               N_("A colon and a value are missing before this comma"));
  if (bracket->state == LITERAL_GROUP && !make_tuple (self, bracket))
    return FALSE;
  if (bracket->state == LITERAL_BRACES)
    bracket->state = LITERAL_SET;
  if (bracket->state == LITERAL_VALUE)
    bracket->state = LITERAL_KEY;

  self->at++;
  _pyro_literal_skip_space (self);
  c = _pyro_literal_peek (self);
  if (self->depth == 0)
    *more = c != '\0' && c != '\n' && c != '\r';
  else
    *more = c != ')' && c != ']' && c != '}';
  if (!*more && bracket->state == LITERAL_KEY)
    bracket->state = LITERAL_VALUE; /* a comma at the end asks for no further key */

  return TRUE;
}

static gboolean
read_colon (LiteralReader *self)
{
  LiteralBracket *bracket = get_bracket (self);

  if (bracket->state != LITERAL_BRACES && bracket->state != LITERAL_KEY)
    return _pyro_literal_fail_after_value (self);

  _pyro_literal_build_number (self);
  bracket->state = LITERAL_VALUE;
  self->at++;

  return TRUE;
}

/* Reads what ends a value, up to where the next one begins. */
static gboolean
read_after_value (LiteralReader *self,
                  gboolean      *more)
{
  *more = FALSE;
  for (;;)
    {
      char c;

      _pyro_literal_skip_space (self);
      c = _pyro_literal_peek (self);
      if (c == ',' && (self->depth > 0 || !self->arguments))
        {
          if (!read_comma (self, more))
            return FALSE;
          if (*more || self->depth == 0)
            return TRUE;
        }
      else if (c == ')' || c == ']' || c == '}')
        {
          if (!close_bracket (self))
            return FALSE;
        }
      else if (c == ':')
        return *more = read_colon (self);
      else if ((c == '+' || c == '-') && self->number.form != LITERAL_NUMBER_NONE)
        {
          if (!_pyro_literal_read_imaginary (self))
            return FALSE;
        }
      else if (self->depth == 0 && (c == '\0' || c == '\n' || c == '\r' || c == ','))
        return TRUE;
      else
        return _pyro_literal_fail_after_value (self);
    }
}

/* Reads one value, or values with commas between them. */
gboolean
_pyro_literal_read_values (LiteralReader *self)
{
  gboolean more;

  self->outside.state = LITERAL_GROUP;
  do
    if (!read_value (self) || !read_after_value (self, &more))
      return FALSE;
  while (more);
  _pyro_literal_build_number (self);

  return self->outside.state == LITERAL_GROUP || close_items (self, self->at, PYRO_VALUE_TUPLE);
}
