/* core/value/repr-text.c - text and bytes between quotes
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/value/repr-private.h"

#include <string.h>

#include "core/value/chunk-private.h"

static char
choose_quote (const char *data,
              gsize       size)
{
  return size > 0 && memchr (data, '\'', size) != NULL && memchr (data, '"', size) == NULL ? '"' : '\'';
}

static void
append_hex (GString *text,
            char     letter,
            guint32  code,
            guint    n_digits)
{
  char escape[10] = { '\\', letter };

  for (guint i = 0; i < n_digits; i++)
    escape[2 + i] = "0123456789abcdef"[code >> 4 * (n_digits - 1 - i) & 0xf];
  g_string_append_len (text, escape, 2 + (gssize) n_digits);
}

static void
append_ascii_escape (GString *text,
                     char     c)
{
  switch (c)
    {
    case '\n':
      g_string_append_len (text, "\\n", 2);
      break;

    case '\r':
      g_string_append_len (text, "\\r", 2);
      break;

    case '\t':
      g_string_append_len (text, "\\t", 2);
      break;

    case '\\':
    case '\'':
      g_string_append_c (text, '\\');
      g_string_append_c (text, c);
      break;

    default:
      append_hex (text, 'x', (guchar) c, 2);
    }
}

/* What Python calls printable: str.isprintable(). */
static gboolean
is_printable (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SPACE_SEPARATOR:
      return FALSE;

    case G_UNICODE_LOWERCASE_LETTER:
    case G_UNICODE_MODIFIER_LETTER:
    case G_UNICODE_OTHER_LETTER:
    case G_UNICODE_TITLECASE_LETTER:
    case G_UNICODE_UPPERCASE_LETTER:
    case G_UNICODE_SPACING_MARK:
    case G_UNICODE_ENCLOSING_MARK:
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_DECIMAL_NUMBER:
    case G_UNICODE_LETTER_NUMBER:
    case G_UNICODE_OTHER_NUMBER:
    case G_UNICODE_CONNECT_PUNCTUATION:
    case G_UNICODE_DASH_PUNCTUATION:
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_OTHER_PUNCTUATION:
    case G_UNICODE_OPEN_PUNCTUATION:
    case G_UNICODE_CURRENCY_SYMBOL:
    case G_UNICODE_MODIFIER_SYMBOL:
    case G_UNICODE_MATH_SYMBOL:
    case G_UNICODE_OTHER_SYMBOL:
    default:
      return TRUE;
    }
}

static void
append_character_escape (GString  *text,
                         gunichar  c)
{
  if (c <= 0xff)
    append_hex (text, 'x', c, 2);
  else if (c <= 0xffff)
    append_hex (text, 'u', c, 4);
  else
    append_hex (text, 'U', c, 8);
}

/* As skip_plain(), but it may stop up to fifteen bytes before the one that is looked for. */
static const char *
skip_plain_chunks (const char *at,
                   const char *end,
                   char        escaped)
{
  for (; end - at >= (gssize) sizeof (PyroChunk); at += sizeof (PyroChunk))
    {
      PyroChunk chunk = _pyro_chunk_read (at);

      if (_pyro_chunk_has_any ((PyroChunk) ((chunk == (guchar) escaped) | (chunk == '\\')
                                            | (chunk < ' ') | (chunk >= 0x7f))))
        break;
    }

  return at;
}

/* The first byte at or after @at that does not stand for itself between quotes, or @end. Eight bytes
 * at once: the top bit of a byte is set where the byte was looked for, and what is wrong because of a
 * carry is further up. Between double quotes there is no double quote. */
static const char *
skip_plain (const char *at,
            const char *end,
            char        quote)
{
  const guint64 ones = 0x0101010101010101, tops = ones << 7;
  char escaped = quote == '\'' ? '\'' : '\\';

  for (at = skip_plain_chunks (at, end, escaped); end - at >= 8; at += 8)
    {
      guint64 word, quotes, slashes, deletes, found;

      memcpy (&word, at, sizeof word);
      word = GUINT64_FROM_LE (word);
      quotes = word ^ ones * (guchar) escaped;
      slashes = word ^ ones * '\\';
      deletes = word ^ ones * 0x7f;
      found = (quotes - ones) | (slashes - ones) | (deletes - ones) | (word - ones * ' ') | word;
      found &= tops;
      if (found != 0)
        return at + __builtin_ctzll (found) / 8;
    }
  while (at < end && *at >= ' ' && *at != 0x7f && *at != '\\' && *at != escaped)
    at++;

  return at;
}

static void
append_plain (GString    *text,
              const char *data,
              gsize       size)
{
  gsize start = text->len;

  g_string_set_size (text, start + size + 2);
  text->str[start] = '\'';
  if (size > 0)
    memcpy (text->str + start + 1, data, size);
  text->str[start + 1 + size] = '\'';
}

/**
 * pyro_repr_append_text: (skip)
 * @text: where to append
 * @data: UTF-8, in which a lone surrogate is three bytes
 * @size: bytes of @data
 *
 * Appends what Python's `repr()` prints for a str. Bindings, which have no #GString to append to, have
 * [method@Pyro.Value.repr].
 */
void
pyro_repr_append_text (GString    *text,
                       const char *data,
                        gsize       size)
{
  const char *at = data, *run = data, *end = data + size;
  char quote;

  if (skip_plain (data, end, '\'') == end)
    {
      append_plain (text, data, size);
      return;
    }

  quote = choose_quote (data, size);
  g_string_append_c (text, quote);
  while ((at = skip_plain (at, end, quote)) < end)
    {
      gunichar c = (guchar) *at < 0x80 ? 0 : g_utf8_get_char (at);

      if (c != 0 && is_printable (c))
        {
          at = g_utf8_next_char (at);
          continue;
        }
      g_string_append_len (text, run, at - run);
      if (c != 0)
        append_character_escape (text, c);
      else
        append_ascii_escape (text, *at);
      run = at = g_utf8_next_char (at);
    }
  g_string_append_len (text, run, end - run);
  g_string_append_c (text, quote);
}

/* Appends bytes as Python's `repr()` writes them. */
void
_pyro_repr_append_bytes (GString    *text,
                         const char *data,
                         gsize       size)
{
  char quote = choose_quote (data, size);
  const char *at = data, *end = data + size;

  g_string_append_c (text, 'b');
  g_string_append_c (text, quote);
  while (at < end)
    {
      const char *plain = skip_plain (at, end, quote);

      g_string_append_len (text, at, plain - at);
      at = plain;
      if (at < end)
        append_ascii_escape (text, *at++);
    }
  g_string_append_c (text, quote);
}
