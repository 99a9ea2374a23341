/* core/codec/unicode.c - UTF-8 as Python's texts need it
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/unicode-private.h"

#include <string.h>

/* A text of Python may have zeros and lone surrogates in it. GLib's validator takes neither. */

static gboolean
is_continuation (guint8 byte)
{
  return (byte & 0xc0) == 0x80;
}

/* The bytes of the sequence at @at, which is not ASCII; 0 when it is none. Which second bytes may
 * follow a first one: the Unicode Standard, table 3-7. */
static gsize
measure (const guint8 *at,
         gsize         size,
         gboolean      surrogates)
{
  guint8 first = at[0], second = size > 1 ? at[1] : 0;
  guint8 least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
  guint8 most = first == 0xf4 ? 0x8f : first == 0xed && !surrogates ? 0x9f : 0xbf;

  if (first < 0xc2 || first > 0xf4 || second < least || second > most)
    return 0;
  if (first < 0xe0)
    return 2;
  if (size < 3 || !is_continuation (at[2]))
    return 0;
  if (first < 0xf0)
    return 3;

  return size < 4 || !is_continuation (at[3]) ? 0 : 4;
}

/*
 * _pyro_unicode_is_valid:
 * @text: bytes, with zeros or without
 * @size: how many there are
 * @surrogates: whether a surrogate may be three bytes, as Python's `surrogatepass` has it
 *
 * Returns: whether @text is UTF-8
 */
gboolean
_pyro_unicode_is_valid (const char *text,
                        gsize       size,
                        gboolean    surrogates)
{
  const guint8 *at = (const guint8 *) text, *end = size > 0 ? at + size : at; /* which may be NULL then */

  while (at < end)
    {
      guint64 word;
      gsize n;

      while ((gsize) (end - at) >= sizeof word)
        {
          memcpy (&word, at, sizeof word);
          if ((word & G_GUINT64_CONSTANT (0x8080808080808080)) != 0)
            break;
          at += sizeof word;
        }
      /* Most scripts of Europe. */
      while (end - at >= 2 && at[0] >= 0xc2 && at[0] < 0xe0 && is_continuation (at[1]))
        at += 2;
      if (at == end)
        break;

      n = *at < 0x80 ? 1 : measure (at, (gsize) (end - at), surrogates);
      if (n == 0)
        return FALSE;
      at += n;
    }

  return TRUE;
}

/*
 * _pyro_unicode_has_surrogates:
 * @text: the text of a str
 * @size: bytes of @text
 *
 * Returns: whether a lone surrogate is in it
 */
gboolean
_pyro_unicode_has_surrogates (const char *text,
                              gsize       size)
{
  const char *at = text, *end = text + size;

  /* The text is well formed, so that two bytes follow. */
  while (at < end && (at = memchr (at, 0xed, (gsize) (end - at))) != NULL)
    {
      if ((guint8) at[1] >= 0xa0)
        return TRUE;
      at += 3;
    }

  return FALSE;
}

/*
 * _pyro_unicode_put:
 * @text: room for four bytes
 * @character: a code point, also a surrogate
 *
 * Returns: how many bytes it became
 */
gsize
_pyro_unicode_put (char    *text,
                   guint32  character)
{
  return (gsize) g_unichar_to_utf8 (character, text);
}
