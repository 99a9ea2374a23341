/* core/codec/base64.c - bytes as RFC 4648 writes them in text
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/base64-private.h"

#include "core/error.h"

/* GLib's functions look at one byte at a time, with all its state around it. These take three bytes
 * a turn, which is about five times as fast. */

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

#define NO_LETTER 0xff

/* Appends @data as base64. */
void
_pyro_base64_append (GString      *out,
                     const guint8 *data,
                     gsize         size)
{
  gsize start = out->len;
  const guint8 *end = data + size;
  char *to;

  g_string_set_size (out, start + (size + 2) / 3 * 4);
  to = out->str + start;
  for (; end - data >= 3; data += 3, to += 4)
    {
      guint32 bits = (guint32) data[0] << 16 | (guint32) data[1] << 8 | data[2];

      to[0] = letters[bits >> 18];
      to[1] = letters[bits >> 12 & 0x3f];
      to[2] = letters[bits >> 6 & 0x3f];
      to[3] = letters[bits & 0x3f];
    }
  if (data < end)
    {
      guint32 bits = (guint32) data[0] << 16 | (end - data > 1 ? (guint32) data[1] << 8 : 0);

      to[0] = letters[bits >> 18];
      to[1] = letters[bits >> 12 & 0x3f];
      to[2] = end - data > 1 ? letters[bits >> 6 & 0x3f] : '=';
      to[3] = '=';
    }
}

static const guint8 *
get_meanings (void)
{
  static guint8 meanings[256];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (gsize i = 0; i < sizeof meanings; i++)
        meanings[i] = NO_LETTER;
      for (guint8 i = 0; i < 64; i++)
        meanings[(guchar) letters[i]] = i;
      g_once_init_leave (&ready, 1);
    }

  return meanings;
}

/* Whole groups of four letters, as far as there are such. */
static const guchar *
decode_groups (const guint8 *meanings,
               const guchar *at,
               const guchar *end,
               guint8      **to)
{
  for (; end - at >= 4; at += 4, *to += 3)
    {
      guint8 a = meanings[at[0]], b = meanings[at[1]], c = meanings[at[2]], d = meanings[at[3]];

      if ((a | b | c | d) == NO_LETTER)
        break;
      (*to)[0] = (guint8) (a << 2 | b >> 4);
      (*to)[1] = (guint8) (b << 4 | c >> 2);
      (*to)[2] = (guint8) (c << 6 | d);
    }

  return at;
}

/* The rest: lines, the last group and its padding. */
static gboolean
decode_rest (const guint8 *meanings,
             const guchar *at,
             const guchar *end,
             guint8      **to)
{
  guint32 bits = 0;
  guint n = 0, padding = 0;

  for (; at < end; at++)
    {
      if (g_ascii_isspace (*at))
        continue;
      if (*at == '=' && padding < 2)
        padding++;
      else if (meanings[*at] == NO_LETTER || padding > 0)
        return FALSE;
      else
        {
          bits = bits << 6 | meanings[*at];
          if (++n % 4 == 0)
            {
              *(*to)++ = (guint8) (bits >> 16);
              *(*to)++ = (guint8) (bits >> 8);
              *(*to)++ = (guint8) bits;
            }
        }
    }

  n %= 4;
  if ((n + padding) % 4 != 0 || n == 1)
    return FALSE;
  if (n >= 2)
    *(*to)++ = (guint8) (n == 2 ? bits >> 4 : bits >> 10);
  if (n == 3)
    *(*to)++ = (guint8) (bits >> 2);

  return TRUE;
}

/* Reads base64, in which blanks and ends of lines mean nothing. */
GBytes *
_pyro_base64_decode (const char  *text,
                     gsize        size,
                     GError     **error)
{
  const guint8 *meanings = get_meanings ();
  const guchar *at = (const guchar *) text, *end = at + size;
  g_autofree guint8 *data = g_malloc (size / 4 * 3 + 3);
  guint8 *to = data;

  at = decode_groups (meanings, at, end, &to);
  if (!decode_rest (meanings, at, end, &to))
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_VALUE, "A text is not valid base64");
      return NULL;
    }
  size = (gsize) (to - data);

  return g_bytes_new_take (g_steal_pointer (&data), size);
}
