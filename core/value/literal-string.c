/* core/value/literal-string.c - the text and the bytes of a literal text
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/value/literal-private.h"

#include <string.h>

#include "core/translation-private.h"
#include "core/value/chunk-private.h"

/* What stands between one pair of quotes. */
typedef struct
{
  const char *start; /* the prefix, or the quote */
  const char *text;
  const char *end;
  char        quote;
  gboolean    is_triple;
  gboolean    is_bytes;
  gboolean    is_raw;
  gboolean    has_escape;
  gboolean    has_return;
} Quoted;

/* As find_special(), but it may stop up to fifteen bytes before the one that is looked for. */
static const char *
skip_ordinary_chunks (const char *at,
                      const char *end,
                      char        quote)
{
  for (; end - at >= (gssize) sizeof (PyroChunk); at += sizeof (PyroChunk))
    {
      PyroChunk chunk = _pyro_chunk_read (at);

      if (_pyro_chunk_has_any ((PyroChunk) ((chunk == (guchar) quote) | (chunk == '\\') | (chunk < ' '))))
        break;
    }

  return at;
}

/* The first byte at or after @at that is the quote, a backslash or a control character, or @end.
 * Eight bytes at once: a byte of the sum is 0x80 where the byte was looked for, and what is wrong
 * because of a carry is further up. */
static const char *
find_special (const char *at,
              const char *end,
              char        quote)
{
  const guint64 ones = 0x0101010101010101, tops = ones << 7;

  for (at = skip_ordinary_chunks (at, end, quote); end - at >= 8; at += 8)
    {
      guint64 word, quotes, slashes, found;

      memcpy (&word, at, sizeof word);
      word = GUINT64_FROM_LE (word);
      quotes = word ^ ones * (guchar) quote;
      slashes = word ^ ones * '\\';
      found = ((quotes - ones) & ~quotes) | ((slashes - ones) & ~slashes) | ((word - ones * ' ') & ~word);
      found &= tops;
      if (found != 0)
        return at + __builtin_ctzll (found) / 8;
    }
  while (at < end && *at != quote && *at != '\\' && (guchar) *at >= ' ')
    at++;

  return at;
}

static gboolean
fail_prefix (LiteralReader *self,
             gsize          size)
{
  g_autofree char *excerpt = _pyro_literal_dup_excerpt (self, self->at);
  char first = g_ascii_tolower (self->at[0]), second = size > 1 ? g_ascii_tolower (self->at[1]) : '\0';

  if (size <= 2 && (first == 'f' || second == 'f'))
    return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                               N_("An f-string cannot stand here, as nothing is worked out: leave out the f"));
  if (size <= 2 && (first == 't' || second == 't'))
    return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                               N_("A t-string cannot stand here, as nothing is worked out: leave out the t"));

  return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                             N_("%s cannot stand before a quote: only b, r, u, br and rb can"), excerpt);
}

static gboolean
scan_prefix (LiteralReader *self,
             Quoted        *quoted)
{
  gsize size = _pyro_literal_measure_name (self, self->at);
  guint raw = 0, bytes = 0, text = 0;

  for (gsize i = 0; i < MIN (size, 3); i++)
    {
      char c = g_ascii_tolower (self->at[i]);

      raw += c == 'r';
      bytes += c == 'b';
      text += c == 'u';
    }
  if (raw + bytes + text != size || raw > 1 || bytes > 1 || text > 1 || (text > 0 && size > 1))
    return fail_prefix (self, size);

  quoted->is_raw = raw > 0;
  quoted->is_bytes = bytes > 0;
  self->at += size;

  return TRUE;
}

static gboolean
fail_unclosed (LiteralReader *self,
               const Quoted  *quoted,
               gboolean       at_line_end)
{
  if (at_line_end)
    return _pyro_literal_fail (self, quoted->start, PYRO_ERROR_SYNTAX,
                               quoted->is_bytes ? N_("These bytes are not closed before the end of the line: "
                                                     "add the missing %c, or write \\n for a new line")
                                                : N_("This text is not closed before the end of the line: "
                                                     "add the missing %c, or write \\n for a new line"),
                               quoted->quote);
  if (self->end - quoted->start > 2 && self->end[-1] == quoted->quote && self->end[-2] == '\\')
    return _pyro_literal_fail (self, quoted->start, PYRO_ERROR_SYNTAX,
                               quoted->is_bytes ? N_("These bytes are not closed: the \\%c at the end is a part "
                                                     "of what is between the quotes")
                                                : N_("This text is not closed: the \\%c at the end is a part "
                                                     "of what is between the quotes"),
                               quoted->quote);
  if (quoted->is_triple)
    return _pyro_literal_fail (self, quoted->start, PYRO_ERROR_SYNTAX,
                               quoted->is_bytes ? N_("These bytes are not closed: three quotes %c are missing")
                                                : N_("This text is not closed: three quotes %c are missing"),
                               quoted->quote);

  return _pyro_literal_fail (self, quoted->start, PYRO_ERROR_SYNTAX,
                             quoted->is_bytes ? N_("These bytes are not closed: the quote %c is missing")
                                              : N_("This text is not closed: the quote %c is missing"),
                             quoted->quote);
}

/* Finds the end of the quoted text. */
static gboolean
scan_body (LiteralReader *self,
           Quoted        *quoted)
{
  const char *at = self->at;

  for (;;)
    {
      at = find_special (at, self->end, quoted->quote);
      if (at == self->end)
        return fail_unclosed (self, quoted, FALSE);

      if (*at == quoted->quote)
        {
          if (!quoted->is_triple)
            break;
          if (self->end - at >= 3 && at[1] == quoted->quote && at[2] == quoted->quote)
            break;
        }
      else if (*at == '\\')
        {
          quoted->has_escape = TRUE;
          at++;
          if (at == self->end)
            return fail_unclosed (self, quoted, FALSE);
          quoted->has_return |= *at == '\r';
          if (*at == '\r' && self->end - at > 1 && at[1] == '\n')
            at++;
        }
      else if (*at == '\r' || *at == '\n')
        {
          quoted->has_return |= *at == '\r';
          if (!quoted->is_triple)
            return fail_unclosed (self, quoted, TRUE);
        }
      at++;
    }

  quoted->text = self->at;
  quoted->end = at;
  self->at = at + (quoted->is_triple ? 3 : 1);

  return TRUE;
}

static gboolean
check_ascii (LiteralReader *self,
             const Quoted  *quoted)
{
  g_autofree char *character = NULL;

  for (const char *at = quoted->text; at < quoted->end; at++)
    if ((guchar) *at >= 0x80)
      {
        character = _pyro_literal_dup_character (at);
        return _pyro_literal_fail (self, at, PYRO_ERROR_SYNTAX,
                                   N_("Bytes can have only ASCII characters between their quotes: "
                                      "write %s as \\x and two digits a byte"), character);
      }

  return TRUE;
}

static gboolean
scan_quoted (LiteralReader *self,
             Quoted        *quoted)
{
  *quoted = (Quoted) { .start = self->at };
  if (_pyro_literal_is_name_start (*self->at) && !scan_prefix (self, quoted))
    return FALSE;

  quoted->quote = *self->at++;
  if (_pyro_literal_peek (self) == quoted->quote)
    {
      if (_pyro_literal_peek_after (self, 1) != quoted->quote)
        {
          quoted->text = quoted->end = self->at++;
          return TRUE; /* empty */
        }
      quoted->is_triple = TRUE;
      self->at += 2;
    }

  return scan_body (self, quoted) && (!quoted->is_bytes || check_ascii (self, quoted));
}

/* Appends text in which a line may end in any of the three ways: CPython's tokenizer makes them
 * one, also between quotes. */
static void
append_lines (GString      *out,
              const Quoted *quoted,
              const char   *at,
              const char   *end)
{
  const char *cr;

  while (quoted->has_return && (cr = memchr (at, '\r', (gsize) (end - at))) != NULL)
    {
      g_string_append_len (out, at, cr - at);
      g_string_append_c (out, '\n');
      at = cr + 1;
      if (at < end && *at == '\n')
        at++;
    }
  g_string_append_len (out, at, end - at);
}

static const char *
fail_hex (LiteralReader *self,
          const char    *at,
          guint          n_digits)
{
  _pyro_literal_fail (self, at - 1, PYRO_ERROR_SYNTAX,
                      n_digits == 2   ? N_("Two hexadecimal digits must follow \\%c")
                      : n_digits == 4 ? N_("Four hexadecimal digits must follow \\%c")
                                      : N_("Eight hexadecimal digits must follow \\%c"), *at);

  return NULL;
}

static const char *
unescape_hex (LiteralReader *self,
              const Quoted  *quoted,
              const char    *at,
              guint          n_digits)
{
  guint32 code = 0;

  for (guint i = 1; i <= n_digits; i++)
    {
      if (quoted->end - at <= (gssize) i || !g_ascii_isxdigit (at[i]))
        return fail_hex (self, at, n_digits);
      code = code << 4 | (guint32) g_ascii_xdigit_value (at[i]);
    }

  if (quoted->is_bytes)
    g_string_append_c (self->scratch, (char) code);
  else if (code <= 0x10ffff)
    g_string_append_unichar (self->scratch, code);
  else
    {
      _pyro_literal_fail (self, at - 1, PYRO_ERROR_SYNTAX,
                          N_("\\U%08x is no character: the last one is \\U0010ffff"), code);
      return NULL;
    }

  return at + 1 + n_digits;
}

static const char *
unescape_octal (LiteralReader *self,
                const Quoted  *quoted,
                const char    *at)
{
  guint code = 0;

  for (guint i = 0; i < 3 && at < quoted->end && *at >= '0' && *at <= '7'; i++)
    code = code << 3 | (guint) (*at++ - '0');

  if (quoted->is_bytes)
    g_string_append_c (self->scratch, (char) (code & 0xff));
  else
    g_string_append_unichar (self->scratch, code);

  return at;
}

/* Appends what the escape stands for whose backslash is before @at, and says where it ends. */
static const char *
unescape (LiteralReader *self,
          const Quoted  *quoted,
          const char    *at)
{
  static const char letters[] = "abfnrtv\\'\"", meanings[] = "\a\b\f\n\r\t\v\\'\"";
  const char *letter = *at != '\0' ? strchr (letters, *at) : NULL;

  if (letter != NULL)
    {
      g_string_append_c (self->scratch, meanings[letter - letters]);
      return at + 1;
    }
  if (*at >= '0' && *at <= '7')
    return unescape_octal (self, quoted, at);
  if (*at == 'x')
    return unescape_hex (self, quoted, at, 2);
  if (*at == '\n')
    return at + 1;
  if (*at == '\r')
    return at + 1 + (quoted->end - at > 1 && at[1] == '\n');

  if (!quoted->is_bytes)
    {
      if (*at == 'u')
        return unescape_hex (self, quoted, at, 4);
      if (*at == 'U')
        return unescape_hex (self, quoted, at, 8);
      if (*at == 'N')
        {
          _pyro_literal_fail (self, at - 1, PYRO_ERROR_SYNTAX,
                              N_("The names of characters are not known here: "
                                 "write the character itself instead of \\N{…}"));
          return NULL;
        }
    }

  /* Python keeps the backslash of an escape that it does not know. */
  g_string_append_c (self->scratch, '\\');

  return at;
}

static gboolean
append_quoted (LiteralReader *self,
               const Quoted  *quoted)
{
  const char *at = quoted->text;

  while (!quoted->is_raw && at < quoted->end)
    {
      const char *slash = memchr (at, '\\', (gsize) (quoted->end - at));

      if (slash == NULL)
        break;
      append_lines (self->scratch, quoted, at, slash);
      at = unescape (self, quoted, slash + 1);
      if (at == NULL)
        return FALSE;
    }
  append_lines (self->scratch, quoted, at, quoted->end);

  return TRUE;
}

static void
build_text (LiteralReader *self,
            gboolean       is_bytes,
            const char    *text,
            gsize          size)
{
  gpointer room = is_bytes ? (gpointer) pyro_builder_add_bytes_room (self->builder, size)
                           : (gpointer) pyro_builder_add_string_room (self->builder, size);

  if (room != NULL && size > 0)
    memcpy (room, text, size);
}

/* Whether quotes begin here, also after letters that stand before them. */
gboolean
_pyro_literal_is_quoted (LiteralReader *self)
{
  char c = _pyro_literal_peek (self);

  if (_pyro_literal_is_name_start (c))
    c = _pyro_literal_peek_after (self, _pyro_literal_measure_name (self, self->at));

  return c == '\'' || c == '"';
}

/* Most texts are between one pair of quotes, and each byte stands for itself. */
static gboolean
take_plain (LiteralReader *self)
{
  char quote = *self->at;
  const char *text = self->at + 1, *end;

  if (quote != '\'' && quote != '"')
    return FALSE;
  end = find_special (text, self->end, quote);
  if (self->end - end < 2 || end == text || *end != quote ||
      (end[1] != ',' && end[1] != ':' && end[1] != ']' && end[1] != ')' && end[1] != '}'))
    return FALSE;

  build_text (self, FALSE, text, (gsize) (end - text));
  self->at = end + 1;

  return TRUE;
}

/* Reads quoted text, or several that stand side by side and make one. */
gboolean
_pyro_literal_read_string (LiteralReader *self)
{
  Quoted quoted;
  gboolean is_bytes;

  if (take_plain (self))
    return TRUE;
  if (!scan_quoted (self, &quoted))
    return FALSE;
  is_bytes = quoted.is_bytes;

  _pyro_literal_skip_space (self);
  if (!_pyro_literal_is_quoted (self) && !quoted.has_return && (quoted.is_raw || !quoted.has_escape))
    {
      build_text (self, is_bytes, quoted.text, (gsize) (quoted.end - quoted.text));
      return TRUE;
    }

  g_string_truncate (self->scratch, 0);
  for (;;)
    {
      if (!append_quoted (self, &quoted))
        return FALSE;
      if (!_pyro_literal_is_quoted (self))
        break;
      if (!scan_quoted (self, &quoted))
        return FALSE;
      if (quoted.is_bytes != is_bytes)
        return _pyro_literal_fail (self, quoted.start, PYRO_ERROR_SYNTAX,
                                   N_("Text and bytes that stand side by side cannot be joined: "
                                      "is a comma missing?"));
      _pyro_literal_skip_space (self);
    }
  build_text (self, is_bytes, self->scratch->str, self->scratch->len);

  return TRUE;
}
