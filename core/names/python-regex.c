/* core/names/python-regex.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/python-regex.h"

#include "core/error.h"
#include "core/limits.h"
#include "core/names/regex-reader-private.h"

/* KiB of memory for the ways back of one match. */
#define MAX_HEAP 20000

struct _PyroPythonRegex
{
  GRegex *regex;
};

/* White space as `str.isspace()` and `\s` have it. */
gboolean
_pyro_python_is_space (gunichar c)
{
  return (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x20) || c == 0x85 || c == 0xa0 || c == 0x1680
         || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f
         || c == 0x3000;
}

static gboolean
translate (PyroRegexReader *self)
{
  PyroRegexWidth width;
  gboolean good;

  self->out = g_string_new (NULL);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->groups = g_array_new (FALSE, TRUE, sizeof (gboolean));
  g_array_set_size (self->groups, 1);
  g_string_printf (self->out, "(*LIMIT_MATCH=%u)(*LIMIT_HEAP=%u)", PYRO_MAX_REGEX_STEPS, MAX_HEAP);

  good = _pyro_regex_read_alternatives (self, &width);
  if (good && self->at < self->end)
    good = _pyro_regex_refuse (self, self->at, "unbalanced parenthesis");

  g_hash_table_unref (self->names);
  g_array_unref (self->groups);

  return good;
}

static gboolean
is_text (const char *pattern,
         gsize       size)
{
  const char *end = pattern;

  while (!g_utf8_validate (end, (gssize) (pattern + size - end), &end))
    if (*end++ != '\0')
      return FALSE;

  return TRUE;
}

/* @pattern: (array length=size): text as Python has it
 *
 * Returns: the regular expression, or NULL with @error set: in the words of Python's `re` where that
 * refuses it too */
PyroPythonRegex *
_pyro_python_regex_new (const char  *pattern,
                        gsize        size,
                        GError     **error)
{
  PyroRegexReader reader = { pattern, pattern, pattern + size, .error = error };
  g_autoptr(GString) out = NULL;
  g_autoptr(GError) problem = NULL;
  GRegex *regex;
  PyroPythonRegex *self;
  gboolean good;

  if (size > PYRO_MAX_REGEX_SIZE)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE, "it is longer than %u bytes", PYRO_MAX_REGEX_SIZE);
      return NULL;
    }
  if (!is_text (pattern, size))
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_SYNTAX, "it has half a character in it");
      return NULL;
    }

  good = translate (&reader);
  out = reader.out;
  if (!good)
    return NULL;

  regex = g_regex_new (out->str, G_REGEX_NEWLINE_LF, 0, &problem);
  if (regex == NULL)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_SYNTAX, "it is not supported here");
      return NULL;
    }
  self = g_new (PyroPythonRegex, 1);
  self->regex = regex;

  return self;
}

void
_pyro_python_regex_free (PyroPythonRegex *self)
{
  g_regex_unref (self->regex);
  g_free (self);
}

/* As `re.match()`: whether the start of @text matches. @text is UTF-8 and may have NULs. It fails when
 * that takes too many steps. */
gboolean
_pyro_python_regex_match (PyroPythonRegex  *self,
                          const char       *text,
                          gsize             size,
                          gboolean         *matches,
                          GError          **error)
{
  g_autoptr(GError) problem = NULL;

  *matches = g_regex_match_full (self->regex, text, (gssize) size, 0, G_REGEX_MATCH_ANCHORED, NULL, &problem);
  if (problem == NULL)
    return TRUE;

  g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE, "it takes too long to match");

  return FALSE;
}
