/* app/pyroctl/report.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/report.h"

#include <stdio.h>

/**
 * ctl_make_visible:
 * @text: text from anywhere
 *
 * Makes text safe to print: a control character, with which a peer could command the terminal,
 * becomes an escape as in a Python literal, and so does what is not UTF-8.
 *
 * Returns: (transfer full): the text
 */
char *
ctl_make_visible (const char *text)
{
  g_autoptr(GString) visible = g_string_new (NULL);

  for (const char *at = text; *at != '\0';)
    {
      gunichar c = g_utf8_get_char_validated (at, -1);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          g_string_append_printf (visible, "\\x%02x", (guint8) *at++);
          continue;
        }

      if (c == '\t')
        g_string_append (visible, "\\t");
      else if (c == '\n')
        g_string_append (visible, "\\n");
      else if (g_unichar_iscntrl (c))
        g_string_append_printf (visible, "\\x%02x", c);
      else
        g_string_append_unichar (visible, c);
      at = g_utf8_next_char (at);
    }

  return g_string_free (g_steal_pointer (&visible), FALSE);
}

static void
print_error_line (const char *line)
{
  g_autofree char *visible = ctl_make_visible (line);

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
 * Prints an exception and its traceback on standard error, the class as Python prints it.
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
