/* app/pyroctl/report.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/report.h"

#include <stdio.h>

/* A terminal takes commands from the control characters; the others would make what is printed look
 * like something else. */
static gboolean
is_dangerous (gunichar c)
{
  return g_unichar_iscntrl (c) ||
         c == 0x061c || c == 0x200e || c == 0x200f || /* marks of the direction of writing */
         (c >= 0x2028 && c <= 0x202e) ||              /* ends of lines, and embeddings */
         (c >= 0x2066 && c <= 0x2069);                /* isolates */
}

static void
append_escape (GString  *text,
               gunichar  c)
{
  if (c == '\t' || c == '\n')
    g_string_append (text, c == '\t' ? "\\t" : "\\n");
  else
    g_string_append_printf (text, c < 0x100 ? "\\x%02x" : "\\u%04x", c);
}

/* @kept is a character that stays as it is, or 0. */
static char *
make_visible (const char *text,
              gunichar    kept)
{
  g_autoptr(GString) visible = g_string_new (NULL);

  for (const char *at = text; *at != '\0';)
    {
      gunichar c = g_utf8_get_char_validated (at, -1);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          append_escape (visible, (guint8) *at++);
          continue;
        }

      if (c != kept && is_dangerous (c))
        append_escape (visible, c);
      else
        g_string_append_unichar (visible, c);
      at = g_utf8_next_char (at);
    }

  return g_string_free (g_steal_pointer (&visible), FALSE);
}

/**
 * ctl_make_visible:
 * @text: text from anywhere
 *
 * Makes text safe to print, in one line: a character with which a peer could command the terminal or
 * deceive who reads it becomes an escape as in a Python literal, and so does what is not UTF-8.
 *
 * Returns: (transfer full): the text
 */
char *
ctl_make_visible (const char *text)
{
  return make_visible (text, 0);
}

/* Source code may have a tab in it, and Python prints it as it is. */
static void
print_error_line (const char *line)
{
  g_autofree char *visible = make_visible (line, '\t');

  fprintf (stderr, "%s\n", visible);
}

/**
 * ctl_report:
 * @format: a format and its arguments
 *
 * Tells the user what went wrong, in one line on standard error.
 */
void
ctl_report (const char *format,
            ...)
{
  g_autofree char *message = NULL;
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  line = g_strconcat ("pyroctl: ", message, NULL);
  print_error_line (line);
}

/**
 * ctl_report_exception:
 * @exception: what a remote method raised
 *
 * Prints an exception on standard error: first a line with its class and its message, then the lines
 * of its traceback, all as Python prints them.
 */
void
ctl_report_exception (PyroException *exception)
{
  const char *class_name = pyro_exception_get_class_name (exception);
  const char *message = pyro_exception_get_message (exception);
  const char *const *lines = pyro_exception_get_traceback (exception);
  g_autofree char *head = NULL;

  if (g_str_has_prefix (class_name, "builtins."))
    class_name += strlen ("builtins.");
  head = g_strconcat (class_name, *message != '\0' ? ": " : "", message, NULL);
  print_error_line (head);

  if (lines[0] != NULL)
    fprintf (stderr, "Remote traceback:\n");
  for (gsize i = 0; lines[i] != NULL; i++)
    print_error_line (lines[i]);
}
