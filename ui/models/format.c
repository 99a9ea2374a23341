/* ui/models/format.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/format.h"

#include <glib/gi18n.h>

#define SECOND G_TIME_SPAN_SECOND

/* The bounds lie half a last digit below the next unit: 999.96 ms is "1.00 s", not "1000 ms". */
static char *
format_under_a_minute (gint64 microseconds)
{
  double milliseconds = (double) microseconds / 1000.0;

  if (microseconds < 1000)
    /* Translators: microseconds */
    return g_strdup_printf (_("%d µs"), (int) microseconds);

  if (microseconds < 99950)
    /* Translators: milliseconds */
    return g_strdup_printf (_("%.1f ms"), milliseconds);

  if (microseconds < 999500)
    /* Translators: milliseconds */
    return g_strdup_printf (_("%.0f ms"), milliseconds);

  if (microseconds < 9995000)
    /* Translators: seconds */
    return g_strdup_printf (_("%.2f s"), milliseconds / 1000.0);

  /* Translators: seconds */
  return g_strdup_printf (_("%.1f s"), milliseconds / 1000.0);
}

/**
 * lens_format_duration:
 * @microseconds: a span of time; a negative one counts as none
 *
 * Says a span of time in the unit that fits it, with about three digits: `640 µs`, `1.4 ms`,
 * `2.50 s`, `2 min 5 s`.
 *
 * Returns: (transfer full): the text
 */
char *
lens_format_duration (gint64 microseconds)
{
  gint64 seconds;

  microseconds = MAX (microseconds, 0);
  if (microseconds < 60 * SECOND - SECOND / 20)
    return format_under_a_minute (microseconds);

  seconds = microseconds / SECOND + (microseconds % SECOND >= SECOND / 2);
  if (seconds < 3600)
    /* Translators: minutes and seconds */
    return g_strdup_printf (_("%d min %d s"), (int) (seconds / 60), (int) (seconds % 60));

  /* Translators: hours and minutes */
  return g_strdup_printf (_("%lld h %d min"), (long long) (seconds / 3600), (int) (seconds / 60 % 60));
}

/**
 * lens_format_size:
 * @bytes: a number of bytes
 *
 * Says a size with about three digits, in units of a thousand: `78 B`, `1.4 kB`.
 *
 * Returns: (transfer full): the text
 */
char *
lens_format_size (gsize bytes)
{
  /* Translators: kilobytes, megabytes and so on, each a thousand of the one before */
  static const char *const units[] = { N_("kB"), N_("MB"), N_("GB"), N_("TB"), N_("PB"), N_("EB") };
  double size = (double) bytes;
  guint unit = 0;

  if (bytes < 1000)
    /* Translators: bytes */
    return g_strdup_printf (_("%d B"), (int) bytes);

  for (size /= 1000.0; size >= 999.5 && unit + 1 < G_N_ELEMENTS (units); size /= 1000.0)
    unit++;

  if (size < 99.95)
    /* Translators: a number and its unit, such as kB */
    return g_strdup_printf (_("%.1f %s"), size, _(units[unit]));

  /* Translators: a number and its unit, such as kB */
  return g_strdup_printf (_("%.0f %s"), size, _(units[unit]));
}

/**
 * lens_format_items:
 * @n_items: how many
 *
 * Says how many items there are, with the plural and the separators of the language.
 *
 * Returns: (transfer full): the text
 */
char *
lens_format_items (gsize n_items)
{
  return g_strdup_printf (ngettext ("%'zu item", "%'zu items", n_items),
                          n_items);
}

/**
 * lens_format_mistake:
 * @mistake: a sentence
 * @text: what is typed
 * @column: the character of it that is wrong, from 1; 0 where it is none
 *
 * Says what is wrong with a text, and where. That something is missing at its end is seen, and the sentence says where
 * what is not closed begins.
 *
 * Returns: (transfer full): the text
 */
char *
lens_format_mistake (const char *mistake,
                     const char *text,
                     guint       column)
{
  if (column == 0 || (glong) column > g_utf8_strlen (text, -1))
    return g_strdup (mistake);

  /* Translators: what is wrong with a text, and the number of the character where */
  return g_strdup_printf (_("%s (column %u)"), mistake, column);
}

/**
 * lens_format_unbroken:
 * @text: (transfer full): a text
 *
 * Keeps a number and its unit in one line, where the text they are put into is broken into lines.
 *
 * Returns: (transfer full): the text, with spaces that no line ends at
 */
char *
lens_format_unbroken (char *text)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);

  g_free (text);

  return g_strjoinv ("\302\240", words);
}
