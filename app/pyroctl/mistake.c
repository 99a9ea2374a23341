/* app/pyroctl/mistake.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/mistake.h"

#include <stdio.h>

#include "app/pyroctl/report.h"

/* Characters of an argument that are shown, so that they fit into a line of a terminal, and how many
 * of them are before the place of a mistake that is far inside. */
#define MAX_SHOWN  72
#define MAX_BEFORE 40

/* How @text has to be written in a shell so that it arrives as a Python string. */
static char *
quote_for_shell (const char *text)
{
  g_autoptr(GString) literal = g_string_new ("\"");

  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '"' || *at == '\\')
        g_string_append_c (literal, '\\');
      g_string_append_c (literal, *at);
    }
  g_string_append_c (literal, '"');

  return g_shell_quote (literal->str);
}

/* How many columns of a terminal @text takes. */
static int
get_width (const char *text)
{
  int width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }

  return width;
}

/* The characters of @line from @start to @end, made safe to print. */
static char *
dup_visible_part (const char *line,
                  glong       start,
                  glong       end)
{
  g_autofree char *part = g_utf8_substring (line, start, end);

  return ctl_make_visible (part);
}

/* The line of @text in which the mistake is, or the part around it, and a caret under it. */
static void
report_place (const char      *text,
              const PyroPlace *place)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  guint number = CLAMP (place->line, 1, g_strv_length (lines));
  const char *line = lines[number - 1];
  glong size = g_utf8_strlen (line, -1);
  glong column = CLAMP ((glong) place->column - 1, 0, size);
  glong start = size > MAX_SHOWN && column > MAX_BEFORE ? column - MAX_BEFORE : 0;
  glong end = MIN (size, start + MAX_SHOWN);
  g_autofree char *before = dup_visible_part (line, start, column);
  g_autofree char *after = dup_visible_part (line, column, end);
  const char *cut = start > 0 ? "…" : "";

  fprintf (stderr, "  %s%s%s%s\n", cut, before, after, end < size ? "…" : "");
  fprintf (stderr, "  %*s^\n", get_width (cut) + get_width (before), "");
}

/* What starts like a word is most likely meant as text. */
static gboolean
looks_like_text (const char *text)
{
  return g_ascii_isalpha (*text) || *text == '_' || *text == '/' || *text == '.' || (*text & 0x80);
}

/**
 * ctl_mistake_report:
 * @text: an argument, UTF-8, that is no Python literal
 * @place: where the mistake in it is
 * @error: what is wrong there
 *
 * Tells the user why an argument cannot be read, shows where, and how text has to be written.
 */
void
ctl_mistake_report (const char      *text,
                    const PyroPlace *place,
                    const GError    *error)
{
  gboolean is_short = g_utf8_strlen (text, -1) <= MAX_SHOWN;

  if (*text == '\0')
    {
      ctl_report ("An argument is empty; write '\"\"' for a text that is");
      return;
    }

  if (is_short)
    ctl_report ("“%s” is no Python literal: %s", text, error->message);
  else
    ctl_report ("An argument is no Python literal: %s", error->message);
  report_place (text, place);

  if (is_short && looks_like_text (text))
    {
      g_autofree char *quoted = quote_for_shell (text);
      g_autofree char *visible = ctl_make_visible (quoted);

      fprintf (stderr, "Text has quotes of its own inside those of the shell: %s\n", visible);
    }
}

/**
 * ctl_mistake_report_in_file:
 * @name: what the file is called
 * @number: the number of the line in it, from 1
 * @line: the line, UTF-8
 * @place: where the mistake in the line is
 * @error: what is wrong there
 *
 * Tells the user why a line of a file cannot be read, and shows where.
 */
void
ctl_mistake_report_in_file (const char      *name,
                            guint            number,
                            const char      *line,
                            const PyroPlace *place,
                            const GError    *error)
{
  ctl_report ("%s, line %u: %s", name, number, error->message);
  report_place (line, place);
}
