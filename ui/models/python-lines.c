/* ui/models/python-lines.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/python-lines.h"

#include <string.h>

#define MAX_LINE (64 * 1024) /* bytes of a logical line that are kept; a docstring may be long, a `def` is not */
#define TAB      8           /* columns that a tab goes on to a multiple of, as in Python */

static gboolean
is_prefix (const char *at,
           gsize       size)
{
  for (gsize i = 0; i < size; i++)
    if (strchr ("rRbBuUfFtT", at[i]) == NULL)
      return FALSE;

  return TRUE;
}

const char *
lens_python_skip_string (const char *at,
                         const char *end)
{
  gsize prefix = 0;
  gboolean triple;
  char quote;

  while (at + prefix < end && prefix < 3 && g_ascii_isalpha (at[prefix]))
    prefix++;
  if (at + prefix >= end || (at[prefix] != '\'' && at[prefix] != '"') || !is_prefix (at, prefix))
    return at;

  quote = at[prefix];
  at += prefix;
  triple = end - at >= 3 && at[1] == quote && at[2] == quote;
  at += triple ? 3 : 1;
  for (; at < end; at++)
    {
      if (*at == '\\' && at + 1 < end)
        at++;
      else if (*at == '\n' && !triple)
        return at; /* it is not closed: the next line is a new one */
      else if (*at == quote && !triple)
        return at + 1;
      else if (*at == quote && end - at >= 3 && at[1] == quote && at[2] == quote)
        return at + 3;
    }

  return end;
}

void
lens_python_lines_init (LensPythonLines *self,
                        const char      *text,
                        gsize            size)
{
  *self = (LensPythonLines) { .at = text, .end = text + size, .next_number = 1 };
  self->text = g_string_new (NULL);
  if (size >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    self->at += 3;
}

void
lens_python_lines_clear (LensPythonLines *self)
{
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  self->text = NULL;
}

static void
append (LensPythonLines *self,
        const char      *text,
        gsize            size)
{
  if (self->text->len + size > MAX_LINE)
    self->whole = FALSE;
  else if (self->whole)
    g_string_append_len (self->text, text, (gssize) size);
}

/* Space between two words is one space, wherever it came from. */
static void
append_space (LensPythonLines *self)
{
  if (self->text->len > 0 && self->text->str[self->text->len - 1] != ' ')
    append (self, " ", 1);
}

static void
count_lines (LensPythonLines *self,
             const char      *from,
             const char      *to)
{
  for (; from < to; from++)
    self->next_number += *from == '\n';
}

static void
skip_comment (LensPythonLines *self)
{
  while (self->at < self->end && *self->at != '\n')
    self->at++;
}

/* Goes to the first line that has something on it. */
static gboolean
find_beginning (LensPythonLines *self)
{
  self->indent = 0;
  for (; self->at < self->end; self->at++)
    {
      if (*self->at == '#')
        skip_comment (self);
      if (self->at == self->end)
        return FALSE;

      if (*self->at == '\n')
        {
          self->next_number++;
          self->indent = 0;
        }
      else if (*self->at == '\t')
        self->indent = (self->indent / TAB + 1) * TAB;
      else if (*self->at == ' ')
        self->indent++;
      else if (*self->at == '\f' || *self->at == '\r')
        self->indent = 0;
      else
        return TRUE;
    }

  return FALSE;
}

/* One character that is in no string; FALSE at the end of the line. */
static gboolean
take_character (LensPythonLines *self,
                guint           *depth)
{
  char character = *self->at;

  if (character == '\n' || (character == '\\' && self->at + 1 < self->end && self->at[1] == '\n'))
    {
      gboolean joined = character == '\\' || *depth > 0;

      self->at += character == '\\' ? 2 : 1;
      self->next_number++;
      append_space (self);
      return joined;
    }

  if (character == '(' || character == '[' || character == '{')
    (*depth)++;
  else if ((character == ')' || character == ']' || character == '}') && *depth > 0)
    (*depth)--;

  if (g_ascii_isspace (character))
    append_space (self);
  else
    append (self, &character, 1);
  self->at++;

  return TRUE;
}

static gboolean
is_word (char character)
{
  return g_ascii_isalnum (character) || character == '_' || (guchar) character >= 0x80;
}

/* A word is taken as a whole: its last letters are no letters before a string. */
static gboolean
take_word (LensPythonLines *self)
{
  const char *from = self->at;

  while (self->at < self->end && is_word (*self->at))
    self->at++;
  append (self, from, (gsize) (self->at - from));

  return self->at > from;
}

/**
 * lens_python_lines_next:
 *
 * Goes to the next logical line.
 *
 * Returns: %FALSE where there is none
 */
gboolean
lens_python_lines_next (LensPythonLines *self)
{
  guint depth = 0;

  g_string_truncate (self->text, 0);
  self->whole = TRUE;
  if (!find_beginning (self))
    return FALSE;

  self->number = self->next_number;
  while (self->at < self->end)
    {
      const char *string_end = lens_python_skip_string (self->at, self->end);

      if (string_end > self->at)
        {
          append (self, self->at, (gsize) (string_end - self->at));
          count_lines (self, self->at, string_end);
          self->at = string_end;
        }
      else if (*self->at == '#')
        skip_comment (self);
      else if (!take_word (self) && !take_character (self, &depth))
        break;
    }
  g_strchomp (self->text->str);
  self->text->len = strlen (self->text->str);

  return TRUE;
}
