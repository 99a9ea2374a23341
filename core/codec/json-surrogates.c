/* core/codec/json-surrogates.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/json-private.h"

#include <string.h>

/* Escapes of half a character, which Python's json reads and yyjson does not. */

/* Bytes of an escape like \ud800. */
#define ESCAPE_SIZE 6

/* The code unit of UTF-16 that is escaped here, or -1. */
static int
get_escaped_unit (const char *at,
                  const char *end)
{
  int unit = 0;

  if (end - at < ESCAPE_SIZE || at[0] != '\\' || at[1] != 'u')
    return -1;
  for (guint i = 2; i < ESCAPE_SIZE; i++)
    {
      if (!g_ascii_isxdigit (at[i]))
        return -1;
      unit = unit << 4 | g_ascii_xdigit_value (at[i]);
    }

  return unit;
}

static gboolean
is_high (int unit)
{
  return unit >= 0xd800 && unit < 0xdc00;
}

static gboolean
is_low (int unit)
{
  return unit >= 0xdc00 && unit < 0xe000;
}

/* Bytes of what begins with a backslash. */
static gsize
measure_escape (const char *at,
                const char *end,
                int         unit)
{
  if (unit < 0)
    return MIN ((gsize) (end - at), 2);
  if (is_high (unit) && is_low (get_escaped_unit (at + ESCAPE_SIZE, end)))
    return 2 * ESCAPE_SIZE;

  return ESCAPE_SIZE;
}

/*
 * _pyro_json_unescape:
 * @text: JSON, or not
 * @size: bytes of @text
 * @new_size: (out): bytes of what is returned
 * @places: (element-type gsize): where the surrogates are in what is returned
 * @mistake: (out): where a control character stands between quotes
 *
 * Replaces the escape of each lone surrogate by the three bytes that it has in a value. To read these, yyjson
 * must be told to allow bytes that are no UTF-8, and then it allows control characters too; so these are
 * looked for here.
 *
 * Returns: (transfer full) (nullable): the other text, %NULL when there is a mistake
 */
char *
_pyro_json_unescape (const char *text,
                     gsize       size,
                     gsize      *new_size,
                     GArray     *places,
                     gsize      *mistake)
{
  const char *at = text, *end = text + size;
  g_autofree char *plain = g_malloc (size + 1);
  gboolean between_quotes = FALSE;
  char *to = plain;

  while (at < end)
    {
      int unit = get_escaped_unit (at, end);
      gsize n = *at == '\\' ? measure_escape (at, end, unit) : 1;

      if (between_quotes && (guchar) *at < ' ')
        {
          *mistake = (gsize) (at - text);
          return NULL;
        }
      between_quotes ^= *at == '"';
      if ((is_high (unit) || is_low (unit)) && n == ESCAPE_SIZE)
        {
          gsize place = (gsize) (to - plain);

          g_array_append_val (places, place);
          to += g_unichar_to_utf8 ((gunichar) unit, to);
        }
      else
        to = (char *) memcpy (to, at, n) + n;
      at += n;
    }
  *new_size = (gsize) (to - plain);

  return g_steal_pointer (&plain);
}
