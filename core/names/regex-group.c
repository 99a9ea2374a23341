/* core/names/regex-group.c - what begins with a bracket in a regular expression of Python's
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/regex-reader-private.h"

#include <string.h>

#include "core/error.h"
#include "core/limits.h"

/* What is in a group, and its end. @open is its bracket. */
static gboolean
read_inside (PyroRegexReader *self,
             const char      *open,
             PyroRegexWidth  *width)
{
  PyroRegexFlags flags = self->flags;

  if (++self->depth > PYRO_MAX_REGEX_DEPTH)
    return _pyro_regex_refuse (self, open, "groups are nested too deeply");
  if (!_pyro_regex_read_alternatives (self, width))
    return FALSE;
  if (!_pyro_regex_skip (self, ')'))
    return _pyro_regex_refuse (self, open, "missing ), unterminated subpattern");

  g_string_append_c (self->out, ')');
  self->depth--;
  self->flags = flags;

  return TRUE;
}

static gboolean
read_capture (PyroRegexReader *self,
              const char      *open,
              PyroRegexWidth  *width)
{
  guint number = self->groups->len;

  g_array_set_size (self->groups, number + 1);
  g_string_append_c (self->out, '(');
  if (!read_inside (self, open, width))
    return FALSE;
  g_array_index (self->groups, gboolean, number) = TRUE;

  return TRUE;
}

/* The name of a group, which is ASCII and has @end behind it. */
static char *
read_name (PyroRegexReader *self,
           char             end)
{
  const char *start = self->at;
  g_autofree char *name = NULL;

  while (self->at < self->end && (g_ascii_isalnum (*self->at) || *self->at == '_'))
    self->at++;
  name = g_strndup (start, (gsize) (self->at - start));
  if (*name == '\0' || g_ascii_isdigit (*name) || !_pyro_regex_skip (self, end))
    {
      _pyro_regex_refuse (self, start, "the name of a group is letters, digits and _, and ends with %c", end);
      return NULL;
    }

  return g_steal_pointer (&name);
}

/* `(?P<name>…)` and `(?P=name)`. */
static gboolean
read_named (PyroRegexReader *self,
            const char      *open,
            PyroRegexWidth  *width)
{
  g_autofree char *name = NULL;
  const char *at = self->at + 1;
  gpointer number;

  if (_pyro_regex_skip (self, '<'))
    {
      name = read_name (self, '>');
      if (name == NULL)
        return FALSE;
      number = GUINT_TO_POINTER (self->groups->len);
      if (g_hash_table_contains (self->names, name))
        return _pyro_regex_refuse (self, at, "redefinition of group name '%s' as group %u; was group %u", name,
                                   self->groups->len,
                                   GPOINTER_TO_UINT (g_hash_table_lookup (self->names, name)));
      g_hash_table_insert (self->names, g_steal_pointer (&name), number);
      return read_capture (self, open, width);
    }

  if (!_pyro_regex_skip (self, '='))
    return _pyro_regex_refuse (self, open + 1, "unknown extension ?P");
  name = read_name (self, ')');
  if (name == NULL)
    return FALSE;
  if (!g_hash_table_lookup_extended (self->names, name, NULL, &number))
    return _pyro_regex_refuse (self, at, "unknown group name '%s'", name);
  if (!g_array_index (self->groups, gboolean, GPOINTER_TO_UINT (number)))
    return _pyro_regex_refuse (self, at, "cannot refer to an open group");
  if (self->flags & PYRO_REGEX_IGNORE_CASE)
    return _pyro_regex_refuse (self, at, "group references that ignore case are not supported");
  g_string_append_printf (self->out, "\\g{%u}", GPOINTER_TO_UINT (number));
  *width = (PyroRegexWidth) { 0, PYRO_REGEX_ENDLESS };

  return TRUE;
}

static gboolean
read_look (PyroRegexReader *self,
           const char      *open,
           gboolean         behind)
{
  PyroRegexWidth inside;

  g_string_append_printf (self->out, "(?%s%c", behind ? "<" : "", self->at[-1]);
  if (!read_inside (self, open, &inside))
    return FALSE;
  if (behind && (inside.least != inside.most || inside.most == PYRO_REGEX_ENDLESS))
    {
      g_set_error_literal (self->error, PYRO_ERROR, PYRO_ERROR_SYNTAX, "look-behind requires fixed-width pattern");
      return FALSE;
    }

  return TRUE;
}

static gboolean
skip_comment (PyroRegexReader *self,
              const char      *open)
{
  const char *end = memchr (self->at, ')', (gsize) (self->end - self->at));

  if (end == NULL)
    {
      self->at = self->end;
      return _pyro_regex_refuse (self, open, "missing ), unterminated comment");
    }
  self->at = end + 1;

  return TRUE;
}

static PyroRegexFlags
flag_of (char letter)
{
  switch (letter)
    {
    case 'a':
      return PYRO_REGEX_ASCII;
    case 'i':
      return PYRO_REGEX_IGNORE_CASE;
    case 'm':
      return PYRO_REGEX_MULTI_LINE;
    case 's':
      return PYRO_REGEX_DOT_ALL;
    case 'x':
      return PYRO_REGEX_VERBOSE;
    default:
      return 0;
    }
}

/* The letters up to a `)` or a `:`. @taken: whether there was a `-`, behind which flags are taken away. */
static gboolean
read_letters (PyroRegexReader *self,
              PyroRegexFlags  *flags,
              gboolean        *taken)
{
  gboolean ascii = FALSE, unicode = FALSE;

  for (; self->at < self->end && *self->at != ')' && *self->at != ':'; self->at++)
    {
      PyroRegexFlags flag = flag_of (*self->at);

      if (*self->at == '-' && !*taken)
        {
          *taken = TRUE;
        }
      else if (*self->at == 'u' && !*taken && !ascii)
        {
          *flags &= ~(guint) PYRO_REGEX_ASCII;
          unicode = TRUE;
        }
      else if (flag == 0 || (flag == PYRO_REGEX_ASCII && (*taken || unicode)))
        {
          return _pyro_regex_refuse (self, self->at, "unknown flag");
        }
      else
        {
          *flags = *taken ? *flags & ~(guint) flag : *flags | flag;
          ascii = ascii || flag == PYRO_REGEX_ASCII;
        }
    }
  if (self->at == self->end)
    return _pyro_regex_refuse (self, self->at, "missing -, : or )");

  return self->at[-1] != '-' || _pyro_regex_refuse (self, self->at, "missing flag");
}

/* `(?ims)` at the start of the pattern, `(?i-s:…)` anywhere. */
static gboolean
read_flags (PyroRegexReader *self,
            const char      *open,
            PyroRegexWidth  *width,
            gboolean         first,
            gboolean        *is_item)
{
  PyroRegexFlags flags = self->flags, before = self->flags;
  gboolean taken = FALSE;

  if (!read_letters (self, &flags, &taken))
    return FALSE;

  self->flags = flags;
  if (*self->at++ == ':')
    {
      g_string_append (self->out, "(?:");
      if (!read_inside (self, open, width))
        return FALSE;
      self->flags = before;
      return TRUE;
    }

  *is_item = FALSE;
  if (taken)
    return _pyro_regex_refuse (self, self->at - 1, "missing :");
  if (!first)
    return _pyro_regex_refuse (self, open, "global flags not at the start of the expression");

  return TRUE;
}

/* What follows a `(?` and begins nothing that there is; @start is behind the bracket. */
static gboolean
refuse_extension (PyroRegexReader *self,
                  const char      *start,
                  const char      *letter)
{
  const char *behind = g_utf8_next_char (letter);

  return _pyro_regex_refuse (self, start, "unknown extension %.*s", (int) (behind - start), start);
}

/* `(?<=…)` and `(?<!…)` */
static gboolean
read_look_behind (PyroRegexReader *self,
                  const char      *open)
{
  if (self->at == self->end)
    return _pyro_regex_refuse (self, self->at, "unexpected end of pattern");
  if (*self->at != '=' && *self->at != '!')
    return refuse_extension (self, open + 1, self->at);
  self->at++;

  return read_look (self, open, TRUE);
}

/* A group, whose bracket @at is behind. @first: whether nothing but flags is before it. @is_item
 * becomes FALSE for a comment and for flags. */
gboolean
_pyro_regex_read_group (PyroRegexReader *self,
                        PyroRegexWidth  *width,
                        gboolean         first,
                        gboolean        *is_item)
{
  const char *open = self->at - 1;

  if (!_pyro_regex_skip (self, '?'))
    return read_capture (self, open, width);
  if (self->at == self->end)
    return _pyro_regex_refuse (self, self->at, "unexpected end of pattern");

  switch (*self->at++)
    {
    case 'P':
      return read_named (self, open, width);

    case ':': case '>':
      g_string_append_printf (self->out, "(?%c", self->at[-1]);
      return read_inside (self, open, width);

    case '#':
      *is_item = FALSE;
      return skip_comment (self, open);

    case '=': case '!':
      return read_look (self, open, FALSE);

    case '<':
      return read_look_behind (self, open);

    case '(':
      return _pyro_regex_refuse (self, open, "conditional groups are not supported");

    case 'a': case 'i': case 'm': case 's': case 'u': case 'x': case '-':
      self->at--;
      return read_flags (self, open, width, first, is_item);

    default:
      return refuse_extension (self, open + 1, self->at - 1);
    }
}
