/* core/gateway/exposure.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Which names are open to the outside: a regular expression of Python, as its re.match() takes it.
 *
 * PCRE reads nearly all of Python's language the same way. The few escapes that it spells in another way
 * are translated. What one of the two does not know, or reads in another way, is refused: a pattern that
 * lets in other names than its author believes is worse than none. */

#include "core/gateway/exposure-private.h"

#include <string.h>

#include "core/error.h"

/* Letters that mean the same to both behind a backslash. */
#define SHARED_ESCAPES "AbBdDsSwWabfnrtvx"

/* What may follow `(?`. Only `i`, `m` and `s` mean the same to both when flags are set. */
static const char *const shared_groups[] = { ":", "=", "!", "<=", "<!", "P<", "P=", "#", "(", ">", NULL };

static gboolean
refuse (const char  *what,
        gsize        size,
        GError     **error)
{
  g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE,
               "“%.*s” is not understood the same way by Python's regular expressions and here",
               (int) size, what);

  return FALSE;
}

/* `\u12ab` and `\U000012ab` are `\x{12ab}` to PCRE. */
static const char *
copy_code_point (GString     *out,
                 const char  *at,
                 GError     **error)
{
  gsize n_digits = at[1] == 'u' ? 4 : 8;

  for (gsize i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isxdigit (at[2 + i]))
        {
          refuse (at, 2, error);
          return NULL;
        }
    }
  g_string_append_printf (out, "\\x{%.*s}", (int) n_digits, at + 2);

  return at + 2 + n_digits;
}

/* Returns: the place behind the escape at @at, NULL when it is refused */
static const char *
copy_escape (GString     *out,
             const char  *at,
             gboolean     in_set,
             GError     **error)
{
  char letter = at[1];

  if (letter == 'u' || letter == 'U')
    return copy_code_point (out, at, error);
  if (letter == 'Z' && !in_set)
    {
      g_string_append (out, "\\z"); /* the very end: PCRE's own \Z is also before a last newline */
      return at + 2;
    }
  if (letter == '\0' || (g_ascii_isalpha (letter) && strchr (SHARED_ESCAPES, letter) == NULL) ||
      (letter == 'x' && (!g_ascii_isxdigit (at[2]) || !g_ascii_isxdigit (at[3]))))
    {
      refuse (at, letter == '\0' ? 1 : 2, error);
      return NULL;
    }

  g_string_append_len (out, at, 2);

  return at + 2;
}

/* Returns: the place behind the `(` at @at and what says which kind of group it is */
static const char *
copy_group (GString     *out,
            const char  *at,
            GError     **error)
{
  if (at[1] == '*')
    {
      refuse (at, 2, error);
      return NULL;
    }
  if (at[1] != '?')
    {
      g_string_append_c (out, '(');
      return at + 1;
    }

  for (gsize i = 0; shared_groups[i] != NULL; i++)
    {
      if (g_str_has_prefix (at + 2, shared_groups[i]))
        {
          gsize size = 2 + strlen (shared_groups[i]);

          g_string_append_len (out, at, (gssize) size);
          return at + size;
        }
    }
  if (strspn (at + 2, "ims-") == 0 || strchr (":)", at[2 + strspn (at + 2, "ims-")]) == NULL)
    {
      refuse (at, MIN (strlen (at), 4), error);
      return NULL;
    }

  g_string_append_len (out, at, 2);

  return at + 2;
}

/* Returns: the place behind the set that begins at @at; what is not closed is left to GRegex to refuse */
static const char *
copy_set (GString     *out,
          const char  *at,
          GError     **error)
{
  g_string_append_c (out, *at++);
  if (*at == '^')
    g_string_append_c (out, *at++);
  if (*at == ']')
    {
      g_string_append (out, "\\]");
      at++;
    }

  while (at != NULL && *at != '\0' && *at != ']')
    {
      if (*at == '[' && at[1] != '\0' && strchr (":.=", at[1]) != NULL)
        {
          refuse (at, 2, error);
          return NULL;
        }
      if (*at == '\\')
        at = copy_escape (out, at, TRUE, error);
      else
        g_string_append_c (out, *at++);
    }

  return at;
}

/* Python takes `{,3}` for `{0,3}`; PCRE may take it for text. */
static const char *
copy_brace (GString    *out,
            const char *at)
{
  g_string_append_c (out, '{');
  if (at[1] == ',' && g_ascii_isdigit (at[2]))
    g_string_append_c (out, '0');

  return at + 1;
}

static char *
translate (const char  *pattern,
           GError     **error)
{
  g_autoptr(GString) out = g_string_new (NULL);
  const char *at = pattern;

  while (at != NULL && *at != '\0')
    {
      if (*at == '\\')
        at = copy_escape (out, at, FALSE, error);
      else if (*at == '(')
        at = copy_group (out, at, error);
      else if (*at == '[')
        at = copy_set (out, at, error);
      else if (*at == '{')
        at = copy_brace (out, at);
      else
        g_string_append_c (out, *at++);
    }

  return at != NULL ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

/*
 * _pyro_exposure_new:
 * @pattern: a regular expression of Python, in UTF-8
 *
 * Returns: (transfer full): what matches as Python's re.match (@pattern, …), or %NULL with
 *   %PYRO_ERROR_VALUE
 */
GRegex *
_pyro_exposure_new (const char  *pattern,
                    GError     **error)
{
  g_autofree char *translated = NULL;
  g_autoptr(GError) reason = NULL;
  GRegex *self;

  if (!g_utf8_validate (pattern, -1, NULL))
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_VALUE, "The regular expression is not UTF-8");
      return NULL;
    }
  translated = translate (pattern, error);
  if (translated == NULL)
    return NULL;

  self = g_regex_new (translated, G_REGEX_ANCHORED | G_REGEX_NEWLINE_LF, 0, &reason);
  if (self == NULL)
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE, "“%s” is no regular expression: %s", pattern,
                 reason->message);

  return self;
}

/*
 * _pyro_exposure_matches:
 * @self: (nullable): what _pyro_exposure_new() made; %NULL lets every name through
 *
 * Returns: whether @name begins as @self says. A pattern that takes too long for this name does not match
 */
gboolean
_pyro_exposure_matches (const GRegex *self,
                        const char   *name)
{
  return self == NULL || g_regex_match_full (self, name, -1, 0, 0, NULL, NULL);
}
