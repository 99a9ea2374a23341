/* app/pyroctl/hex.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/hex.h"

#include <string.h>

/* What may stand between two bytes: that of most programs that print them. */
static gsize
get_gap (const char *text,
         gsize       size)
{
  gsize n = 0;

  while (n < size)
    {
      if (strchr (" \t\r\n:,;-", text[n]) != NULL && text[n] != '\0')
        n++;
      else if (n + 1 < size && (text[n] == '0' || text[n] == '\\') && (text[n + 1] == 'x' || text[n + 1] == 'X'))
        n += 2;
      else
        break;
    }

  return n;
}

/**
 * ctl_hex_parse:
 * @text: hexadecimal digits, two a byte. Between the bytes there may be blanks, ends of lines, `:`, `,`,
 *   `;`, `-`, and before each `0x` or `\x`
 * @size: bytes of @text
 * @place: (out): when it cannot be read, where it is wrong, in bytes
 *
 * Reads bytes.
 *
 * Returns: (transfer full): the bytes, or %NULL
 */
GBytes *
ctl_hex_parse (const char *text,
               gsize       size,
               gsize      *place)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  gsize i = get_gap (text, size);

  while (i < size)
    {
      int high = g_ascii_xdigit_value (text[i]);
      int low = i + 1 < size ? g_ascii_xdigit_value (text[i + 1]) : -1;
      guint8 byte;

      if (high < 0 || low < 0)
        {
          *place = high < 0 ? i : i + 1;
          return NULL;
        }
      byte = (guint8) (high << 4 | low);
      g_byte_array_append (bytes, &byte, 1);
      i += 2;
      i += get_gap (text + i, size - i);
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
