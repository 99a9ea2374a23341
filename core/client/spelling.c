/* core/client/spelling.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/client/spelling-private.h"

#include <string.h>

/* Bytes of a name that is looked at, and names: a daemon may offer any number, of any length. */
#define MAX_WORD  64
#define MAX_NAMES 2000

/*
 * _pyro_spelling_get_distance:
 * @max: where to stop
 *
 * Counts the letters to insert, remove, replace, or swap with their neighbour (“optimal string
 * alignment”) to make one word of the other. Capitals do not count.
 *
 * Returns: that number, or @max + 1 when it is over @max or a word is too long
 */
guint
_pyro_spelling_get_distance (const char *word,
                             const char *other,
                             guint       max)
{
  gsize m = strlen (word), n = strlen (other);
  guint rows[3][MAX_WORD + 1]; /* this one, the last one, and the one before */

  if (m > MAX_WORD || n > MAX_WORD || MAX (m, n) - MIN (m, n) > max)
    return max + 1;

  for (gsize j = 0; j <= n; j++)
    rows[0][j] = (guint) j;
  for (gsize i = 1; i <= m; i++)
    {
      guint *row = rows[i % 3], *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
      char a = g_ascii_tolower (word[i - 1]);

      row[0] = (guint) i;
      for (gsize j = 1; j <= n; j++)
        {
          char b = g_ascii_tolower (other[j - 1]);

          row[j] = MIN (MIN (row[j - 1], last[j]) + 1, last[j - 1] + (a != b));
          if (i > 1 && j > 1 && a == g_ascii_tolower (other[j - 2]) &&
              b == g_ascii_tolower (word[i - 2]))
            row[j] = MIN (row[j], before[j - 2] + 1);
        }
    }

  return MIN (rows[m % 3][n], max + 1);
}

/*
 * _pyro_spelling_find_nearest:
 * @first: (array zero-terminated=1): names
 * @second: (array zero-terminated=1): more names
 *
 * Returns: (transfer none) (nullable): the name that was probably meant
 */
const char *
_pyro_spelling_find_nearest (const char        *word,
                             const char *const *first,
                             const char *const *second)
{
  const char *const *lists[] = { first, second };
  guint max = CLAMP ((guint) strlen (word) / 3, 1, 4);
  const char *nearest = NULL;
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (const char *const *name = lists[i]; *name != NULL && n < MAX_NAMES; name++, n++)
      {
        guint distance = _pyro_spelling_get_distance (word, *name, max);

        if (distance > max)
          continue;
        if (distance == 0)
          return *name;
        nearest = *name;
        max = distance - 1;
      }

  return nearest;
}
