/* core/names/regex-class.c - characters and sets of them in a regular expression of Python's
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/regex-reader-private.h"

#include <string.h>

#include "core/error.h"

/* What stands in brackets for a category. PCRE's own `\w` and `\s` have other characters, and in
 * brackets nothing can be taken away, so that the complements are written out. */
static const struct
{
  char        letter;
  const char *unicode;
  const char *ascii;
} categories[] = {
  { 'd', "\\p{Nd}", "0-9" },
  { 'D', "\\P{Nd}", "\\x{0}-/:-\\x{10ffff}" },
  { 's', "\\x{9}-\\x{d}\\x{1c}-\\x{20}\\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}"
         "\\x{202f}\\x{205f}\\x{3000}",
    "\\x{9}-\\x{d}\\x{20}" },
  { 'S', "\\x{0}-\\x{8}\\x{e}-\\x{1b}\\x{21}-\\x{84}\\x{86}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}"
         "\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{10ffff}",
    "\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{10ffff}" },
  { 'w', "\\p{L}\\p{N}_", "A-Za-z0-9_" },
  { 'W', "\\p{M}\\p{S}\\p{Z}\\p{C}\\p{Pd}\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}\\p{Po}\\x{203f}\\x{2040}\\x{2054}"
         "\\x{fe33}\\x{fe34}\\x{fe4d}-\\x{fe4f}\\x{ff3f}",
    "\\x{0}-/:-@\\x{5b}-\\x{5e}\\x{60}\\x{7b}-\\x{10ffff}" },
};

/* Adds a category such as `\d`. */
gboolean
_pyro_regex_write_category (PyroRegexReader *self,
                            char             letter,
                            gboolean         in_class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    if (categories[i].letter == letter)
      g_string_append_printf (self->out, in_class ? "%s" : "[%s]",
                              self->flags & PYRO_REGEX_ASCII ? categories[i].ascii : categories[i].unicode);

  return TRUE;
}

/* Adds a character that stands for itself. */
void
_pyro_regex_write_code (PyroRegexReader *self,
                        gunichar         c)
{
  if (c < 0x80 && g_ascii_isalnum ((char) c))
    g_string_append_c (self->out, (char) c);
  else
    g_string_append_printf (self->out, "\\x{%x}", c);
}

/* The letters that are the same as the ASCII letter @c but for case, other than by 32. */
static const gunichar *
odd_variants (gunichar c)
{
  static const gunichar of_i[] = { 0x130, 0x131, 0 };
  static const gunichar of_k[] = { 0x212a, 0 };
  static const gunichar of_s[] = { 0x17f, 0 };
  static const gunichar none[] = { 0 };

  switch (c | 0x20)
    {
    case 'i':
      return of_i;
    case 'k':
      return of_k;
    case 's':
      return of_s;
    default:
      return none;
    }
}

static void
write_variants (PyroRegexReader *self,
                gunichar         c)
{
  _pyro_regex_write_code (self, c);
  _pyro_regex_write_code (self, c ^ 0x20);
  for (const gunichar *odd = odd_variants (c); *odd != 0 && !(self->flags & PYRO_REGEX_ASCII); odd++)
    _pyro_regex_write_code (self, *odd);
}

/* Adds a character by the flags. */
gboolean
_pyro_regex_write_char (PyroRegexReader *self,
                        gunichar         c,
                        gboolean         in_class)
{
  if (c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
    return _pyro_regex_refuse (self, self->at, "half a character is not supported");

  if (!(self->flags & PYRO_REGEX_IGNORE_CASE))
    {
      _pyro_regex_write_code (self, c);
      return TRUE;
    }
  if (c >= 0x80 && !(self->flags & PYRO_REGEX_ASCII)
      && (g_unichar_isupper (c) || g_unichar_islower (c) || g_unichar_istitle (c)
          || g_unichar_tolower (c) != c || g_unichar_toupper (c) != c))
    return _pyro_regex_refuse (self, self->at, "ignoring the case of other than ASCII letters is not supported");

  if (c >= 0x80 || !g_ascii_isalpha ((char) c))
    {
      _pyro_regex_write_code (self, c);
      return TRUE;
    }
  if (!in_class)
    g_string_append_c (self->out, '[');
  write_variants (self, c);
  if (!in_class)
    g_string_append_c (self->out, ']');

  return TRUE;
}

static gboolean
read_hex (PyroRegexReader *self,
          const char      *backslash,
          guint            n_digits,
          gunichar        *c)
{
  *c = 0;
  for (guint i = 0; i < n_digits; i++, self->at++)
    {
      if (self->at == self->end || !g_ascii_isxdigit (*self->at))
        return _pyro_regex_refuse (self, backslash, "incomplete escape %.*s",
                                   (int) (self->at - backslash), backslash);
      *c = *c << 4 | (gunichar) g_ascii_xdigit_value (*self->at);
    }

  return TRUE;
}

/* What follows a backslash and is one character: @at is at the letter. @is_code is FALSE for a
 * category, which only brackets have here. */
gboolean
_pyro_regex_read_code (PyroRegexReader *self,
                       gunichar        *c,
                       gboolean        *is_code)
{
  static const char letters[] = "abfnrtv", codes[] = "\a\b\f\n\r\t\v";
  const char *backslash = self->at - 1;
  const char *letter;

  *is_code = TRUE;
  *c = g_utf8_get_char (self->at);
  self->at = g_utf8_next_char (self->at);
  if (*c == 'x' || *c == 'u' || *c == 'U')
    return read_hex (self, backslash, *c == 'x' ? 2 : *c == 'u' ? 4 : 8, c);
  if (*c == '0')
    {
      *c = 0;
      for (guint i = 0; i < 2 && self->at < self->end && *self->at >= '0' && *self->at < '8'; i++)
        *c = *c * 8 + (gunichar) (*self->at++ - '0');
      return TRUE;
    }
  if (*c == 0 || *c >= 0x80 || !g_ascii_isalnum ((char) *c))
    return TRUE;

  letter = strchr (letters, (char) *c);
  if (letter == NULL)
    return _pyro_regex_refuse (self, backslash, "bad escape \\%c", (char) *c);
  *c = (guchar) codes[letter - letters];

  return TRUE;
}

/* Up to three octal digits, which in brackets are never the number of a group. @start is the backslash. */
static gboolean
read_octal (PyroRegexReader *self,
            const char      *start,
            gunichar        *c)
{
  *c = 0;
  for (guint i = 0; i < 3 && self->at < self->end && *self->at >= '0' && *self->at < '8'; i++)
    *c = *c * 8 + (gunichar) (*self->at++ - '0');
  if (*c > 0377)
    return _pyro_regex_refuse (self, start, "octal escape value %.4s outside of range 0-0o377", start);

  return TRUE;
}

/* One end of a range, or all that stands there. @category is its letter or 0. */
static gboolean
read_member (PyroRegexReader *self,
             gunichar        *c,
             char            *category)
{
  const char *start = self->at;
  gboolean is_code;

  *category = 0;
  *c = g_utf8_get_char (self->at);
  self->at = g_utf8_next_char (self->at);
  if (*c != '\\')
    return TRUE;
  if (self->at == self->end)
    return _pyro_regex_refuse (self, self->at - 1, "bad escape (end of pattern)");

  if (*self->at != '\0' && strchr ("dDsSwW", *self->at) != NULL)
    {
      *category = *self->at++;
      return TRUE;
    }
  if (*self->at >= '1' && *self->at <= '7')
    return read_octal (self, start, c);

  return _pyro_regex_read_code (self, c, &is_code);
}

static gboolean
write_range (PyroRegexReader *self,
             gunichar         first,
             gunichar         last)
{
  if (last > 0x10ffff || (first < 0xe000 && last >= 0xd800))
    return _pyro_regex_refuse (self, self->at, "a range with halves of characters is not supported");
  if ((self->flags & PYRO_REGEX_IGNORE_CASE) && last >= 0x80)
    return _pyro_regex_refuse (self, self->at, "ignoring the case of other than ASCII letters is not supported");

  _pyro_regex_write_code (self, first);
  g_string_append_c (self->out, '-');
  _pyro_regex_write_code (self, last);
  for (gunichar c = first; c <= last && (self->flags & PYRO_REGEX_IGNORE_CASE); c++)
    if (g_ascii_isalpha ((char) c))
      write_variants (self, c);

  return TRUE;
}

/* A range whose first end was read, or that end alone and a `-` before the closing bracket. */
static gboolean
read_range (PyroRegexReader *self,
            const char      *start,
            gunichar         first,
            char             category)
{
  gunichar last;
  char other;

  if (self->at < self->end && *self->at == ']')
    {
      self->at--; /* the `-` is the next member */
      return category != 0 ? _pyro_regex_write_category (self, category, TRUE)
                           : _pyro_regex_write_char (self, first, TRUE);
    }
  if (self->at == self->end)
    return TRUE; /* which is refused as not closed */
  if (!read_member (self, &last, &other))
    return FALSE;
  if (category != 0 || other != 0 || last < first)
    return _pyro_regex_refuse (self, start, "bad character range %.*s", (int) (self->at - start), start);

  return write_range (self, first, last);
}

/* A set in brackets, whose first one @at is behind. */
gboolean
_pyro_regex_read_class (PyroRegexReader *self)
{
  const char *open = self->at - 1;
  const char *start;

  g_string_append_c (self->out, '[');
  if (_pyro_regex_skip (self, '^'))
    g_string_append_c (self->out, '^');

  for (gboolean first = TRUE; first || self->at == self->end || *self->at != ']'; first = FALSE)
    {
      gunichar c;
      char category;

      if (self->at == self->end)
        return _pyro_regex_refuse (self, open, "unterminated character set");
      start = self->at;
      if (!read_member (self, &c, &category))
        return FALSE;

      if (_pyro_regex_skip (self, '-'))
        {
          if (!read_range (self, start, c, category))
            return FALSE;
        }
      else if (category != 0 ? !_pyro_regex_write_category (self, category, TRUE)
                             : !_pyro_regex_write_char (self, c, TRUE))
        {
          return FALSE;
        }
    }
  self->at++;
  g_string_append_c (self->out, ']');

  return TRUE;
}
