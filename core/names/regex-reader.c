/* core/names/regex-reader.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/regex-reader-private.h"

#include <string.h>

#include "core/error.h"

/* PCRE counts no further. */
#define MAX_REPEAT 65535

/* What the item was that a `*` behind it would repeat. */
typedef enum
{
  NO_ITEM, /* nothing, or a place such as `^` */
  ITEM,
  REPEATED,
} ItemKind;

/* Sets the error to what Python's `re` says: with the place, counted in characters.
 *
 * Returns: FALSE */
gboolean
_pyro_regex_refuse (PyroRegexReader *self,
                    const char      *at,
                    const char      *format,
                    ...)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const char *newline = NULL;
  guint line = 1;
  va_list args;

  va_start (args, format);
  g_string_append_vprintf (text, format, args);
  va_end (args);

  g_string_append_printf (text, " at position %ld", g_utf8_pointer_to_offset (self->start, at));
  for (const char *p = self->start; p < at; p++)
    if (*p == '\n')
      {
        newline = p;
        line++;
      }
  if (memchr (self->start, '\n', (gsize) (self->end - self->start)) != NULL)
    g_string_append_printf (text, " (line %u, column %ld)", line,
                            g_utf8_pointer_to_offset (newline != NULL ? newline : self->start, at)
                            + (newline == NULL));
  g_set_error_literal (self->error, PYRO_ERROR, PYRO_ERROR_SYNTAX, text->str);

  return FALSE;
}

/* Whether the next character is @c, which is then skipped. */
gboolean
_pyro_regex_skip (PyroRegexReader *self,
                  char             c)
{
  if (self->at == self->end || *self->at != c)
    return FALSE;

  self->at++;

  return TRUE;
}

static guint64
add_width (guint64 a,
           guint64 b)
{
  return MIN (a + b, PYRO_REGEX_ENDLESS);
}

/* A number of a repetition; @digits says whether there was one. */
static guint64
read_count (PyroRegexReader *self,
            gboolean        *digits)
{
  guint64 count = 0;

  *digits = FALSE;
  for (; self->at < self->end && g_ascii_isdigit (*self->at); self->at++)
    {
      count = MIN (count * 10 + (guint64) (*self->at - '0'), G_MAXUINT32);
      *digits = TRUE;
    }

  return count;
}

/* What follows a `{`. Without a number and a `}` it is a letter as any other. */
static gboolean
read_braces (PyroRegexReader *self,
             guint64         *least,
             guint64         *most,
             gboolean        *is_repeat)
{
  const char *here = self->at;
  gboolean has_least, has_most;

  *is_repeat = FALSE;
  if (self->at < self->end && *self->at == '}')
    return TRUE;

  *least = read_count (self, &has_least);
  *most = *least;
  has_most = has_least;
  if (_pyro_regex_skip (self, ','))
    *most = read_count (self, &has_most);
  if (!_pyro_regex_skip (self, '}'))
    {
      self->at = here;
      return TRUE;
    }

  *is_repeat = TRUE;
  if (!has_most)
    *most = PYRO_REGEX_ENDLESS;
  if (*least > MAX_REPEAT || (has_most && *most > MAX_REPEAT))
    return _pyro_regex_refuse (self, here, "the repetition number is too large");
  if (*most < *least)
    return _pyro_regex_refuse (self, here, "min repeat greater than max repeat");

  return TRUE;
}

static void
write_repeat (PyroRegexReader *self,
              guint64          least,
              guint64          most)
{
  if (most == PYRO_REGEX_ENDLESS)
    g_string_append_printf (self->out, "{%" G_GUINT64_FORMAT ",}", least);
  else
    g_string_append_printf (self->out, "{%" G_GUINT64_FORMAT ",%" G_GUINT64_FORMAT "}", least, most);

  if (_pyro_regex_skip (self, '?'))
    g_string_append_c (self->out, '?');
  else if (_pyro_regex_skip (self, '+'))
    g_string_append_c (self->out, '+');
}

/* A `*`, `+`, `?` or `{`, which @at is behind. */
static gboolean
read_repeat (PyroRegexReader *self,
             ItemKind        *item,
             PyroRegexWidth  *width,
             gboolean        *is_repeat)
{
  const char *sign = self->at - 1;
  guint64 least = *sign == '+', most = *sign == '?' ? 1 : PYRO_REGEX_ENDLESS;

  *is_repeat = TRUE;
  if (*sign == '{' && !read_braces (self, &least, &most, is_repeat))
    return FALSE;
  if (!*is_repeat)
    return TRUE;
  if (*item != ITEM)
    return _pyro_regex_refuse (self, sign, *item == NO_ITEM ? "nothing to repeat" : "multiple repeat");

  write_repeat (self, least, most);
  *item = REPEATED;
  width->least = MIN (width->least * least, PYRO_REGEX_ENDLESS);
  width->most = width->most == 0 ? 0 : MIN (width->most * most, PYRO_REGEX_ENDLESS);

  return TRUE;
}

/* `\1` to `\99`, or three octal digits. */
static gboolean
read_reference (PyroRegexReader *self,
                PyroRegexWidth  *width)
{
  const char *start = self->at;
  guint number = (guint) (*self->at++ - '0');

  if (self->at < self->end && g_ascii_isdigit (*self->at))
    {
      if (self->end - start >= 3 && start[0] < '8' && start[1] < '8' && start[2] >= '0' && start[2] < '8')
        {
          guint code = (guint) ((start[0] - '0') * 64 + (start[1] - '0') * 8 + (start[2] - '0'));

          if (code > 0377)
            return _pyro_regex_refuse (self, start - 1, "octal escape value \\%.3s outside of range 0-0o377",
                                       start);
          self->at = start + 3;
          return _pyro_regex_write_char (self, code, FALSE);
        }
      number = number * 10 + (guint) (*self->at++ - '0');
    }

  if (number >= self->groups->len)
    return _pyro_regex_refuse (self, start, "invalid group reference %u", number);
  if (!g_array_index (self->groups, gboolean, number))
    return _pyro_regex_refuse (self, start - 1, "cannot refer to an open group");
  if (self->flags & PYRO_REGEX_IGNORE_CASE)
    return _pyro_regex_refuse (self, start - 1, "group references that ignore case are not supported");
  g_string_append_printf (self->out, "\\g{%u}", number);
  *width = (PyroRegexWidth) { 0, PYRO_REGEX_ENDLESS };

  return TRUE;
}

/* A word is a character of `\w`. Python's `\B` matches nowhere in an empty text. */
static gboolean
write_boundary (PyroRegexReader *self,
                gboolean         is_boundary)
{
  const char *word = self->flags & PYRO_REGEX_ASCII ? "[A-Za-z0-9_]" : "[\\p{L}\\p{N}_]";

  if (is_boundary)
    g_string_append_printf (self->out, "(?:(?<=%s)(?!%s)|(?<!%s)(?=%s))", word, word, word, word);
  else
    g_string_append_printf (self->out, "(?:(?<=%s)(?=%s)|(?<!%s)(?!%s)(?:(?<=(?s:.))|(?=(?s:.))))",
                            word, word, word, word);

  return TRUE;
}

/* What follows a backslash outside of brackets. */
static gboolean
read_escape (PyroRegexReader *self,
             ItemKind        *item,
             PyroRegexWidth  *width)
{
  gboolean is_code;
  gunichar c;

  if (self->at == self->end)
    return _pyro_regex_refuse (self, self->at - 1, "bad escape (end of pattern)");

  *item = strchr ("AZbB", *self->at) != NULL && *self->at != '\0' ? NO_ITEM : ITEM;
  switch (*self->at)
    {
    case 'A':
      self->at++;
      g_string_append (self->out, "\\A");
      return TRUE;

    case 'Z':
      self->at++;
      g_string_append (self->out, "\\z");
      return TRUE;

    case 'b':
    case 'B':
      return write_boundary (self, *self->at++ == 'b');

    case 'd': case 'D': case 's': case 'S': case 'w': case 'W':
      *width = (PyroRegexWidth) { 1, 1 };
      return _pyro_regex_write_category (self, *self->at++, FALSE);

    default:
      *width = (PyroRegexWidth) { 1, 1 };
      if (*self->at >= '1' && *self->at <= '9')
        return read_reference (self, width);
      return _pyro_regex_read_code (self, &c, &is_code) && _pyro_regex_write_char (self, c, FALSE);
    }
}

/* `.`, `^` and `$`, by what the flags say. */
static ItemKind
write_sign (PyroRegexReader *self,
            char             sign,
            PyroRegexWidth  *width)
{
  gboolean multi_line = (self->flags & PYRO_REGEX_MULTI_LINE) != 0;

  if (sign == '.')
    {
      g_string_append (self->out, self->flags & PYRO_REGEX_DOT_ALL ? "(?s:.)" : "[^\\n]");
      *width = (PyroRegexWidth) { 1, 1 };
      return ITEM;
    }
  if (sign == '^')
    g_string_append (self->out, multi_line ? "(?:\\A|(?<=\\n))" : "\\A");
  else
    g_string_append (self->out, multi_line ? "(?=\\n|\\z)" : "(?=\\n?\\z)");

  return NO_ITEM;
}

/* White space and comments, which a pattern with `(?x)` may have. */
static gboolean
skip_blank (PyroRegexReader *self)
{
  if (!(self->flags & PYRO_REGEX_VERBOSE) || self->at == self->end)
    return FALSE;
  if (memchr (" \t\n\r\v\f", *self->at, 6) != NULL)
    {
      self->at++;
      return TRUE;
    }
  if (*self->at != '#')
    return FALSE;

  while (self->at < self->end && *self->at++ != '\n')
    ;

  return TRUE;
}

/* One item, whatever it is. @is_item becomes FALSE for what is none, such as a comment. */
static gboolean
read_item (PyroRegexReader *self,
           gboolean         first,
           ItemKind        *item,
           PyroRegexWidth  *width,
           gboolean        *is_item)
{
  gunichar c = g_utf8_get_char (self->at);

  *width = (PyroRegexWidth) { 0, 0 };
  *item = ITEM;
  *is_item = TRUE;
  self->at = g_utf8_next_char (self->at);
  switch (c)
    {
    case '\\':
      return read_escape (self, item, width);

    case '[':
      *width = (PyroRegexWidth) { 1, 1 };
      return _pyro_regex_read_class (self);

    case '(':
      return _pyro_regex_read_group (self, width, first, is_item);

    case '.': case '^': case '$':
      *item = write_sign (self, (char) c, width);
      return TRUE;

    default:
      *width = (PyroRegexWidth) { 1, 1 };
      return _pyro_regex_write_char (self, c, FALSE);
    }
}

static gboolean
read_sequence (PyroRegexReader *self,
               PyroRegexWidth  *total,
               gboolean         first)
{
  PyroRegexWidth width = { 0, 0 }; /* of the last item, which may yet be repeated */
  ItemKind item = NO_ITEM;
  gboolean is_item = FALSE;

  *total = width;
  while (self->at < self->end && *self->at != '|' && *self->at != ')')
    {
      if (skip_blank (self))
        continue;
      if (strchr ("*+?{", *self->at) != NULL && *self->at != '\0')
        {
          self->at++;
          if (!read_repeat (self, &item, &width, &is_item))
            return FALSE;
          if (is_item)
            continue;
          self->at--;
        }

      {
        PyroRegexWidth next;
        ItemKind kind;

        if (!read_item (self, first, &kind, &next, &is_item))
          return FALSE;
        if (!is_item)
          continue;
        total->least = add_width (total->least, width.least);
        total->most = add_width (total->most, width.most);
        width = next;
        item = kind;
        first = FALSE;
      }
    }
  total->least = add_width (total->least, width.least);
  total->most = add_width (total->most, width.most);

  return TRUE;
}

/* Sequences with `|` between them, until a `)` or the end. */
gboolean
_pyro_regex_read_alternatives (PyroRegexReader *self,
                               PyroRegexWidth  *width)
{
  gboolean first = self->depth == 0;

  if (!read_sequence (self, width, first))
    return FALSE;

  while (_pyro_regex_skip (self, '|'))
    {
      PyroRegexWidth next;

      g_string_append_c (self->out, '|');
      if (!read_sequence (self, &next, FALSE))
        return FALSE;
      width->least = MIN (width->least, next.least);
      width->most = MAX (width->most, next.most);
    }

  return TRUE;
}
