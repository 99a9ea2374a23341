/* app/pyroctl/output.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/output.h"

#include <stdio.h>

#include "app/pyroctl/json.h"
#include "app/pyroctl/report.h"

/**
 * ctl_output_line:
 * @line: a line without its end; that is added to it
 *
 * Prints a line on standard output.
 */
void
ctl_output_line (GString *line)
{
  g_string_append_c (line, '\n');
  fwrite (line->str, 1, line->len, stdout);
}

/**
 * ctl_output_text:
 * @format: a format and its arguments
 *
 * Prints a line on standard output.
 */
void
ctl_output_text (const char *format,
                 ...)
{
  g_autoptr(GString) line = g_string_new (NULL);
  va_list args;

  va_start (args, format);
  g_string_vprintf (line, format, args);
  va_end (args);

  ctl_output_line (line);
}

/**
 * ctl_output_value:
 * @value: a value
 * @json: whether to print JSON rather than a Python literal
 *
 * Prints all of a value, in one line on standard output.
 */
void
ctl_output_value (PyroValue *value,
                  gboolean   json)
{
  g_autoptr(GString) line = g_string_new (NULL);

  if (json)
    ctl_json_append_value (line, value);
  else
    pyro_value_append_repr (value, line);

  ctl_output_line (line);
}

static void
output_entry (const PyroNameEntry *entry)
{
  g_autofree char *joined = g_strjoinv (",", entry->tags);
  g_autofree char *name = ctl_make_visible (entry->name);
  g_autofree char *uri = ctl_make_visible (entry->uri);
  g_autofree char *tags = ctl_make_visible (joined);

  ctl_output_text ("%s\t%s\t%s", name, uri, tags);
}

/**
 * ctl_output_entries:
 * @entries: (element-type PyroNameEntry): registrations
 * @json: whether to print a JSON array of objects rather than lines of fields with tabs between them
 *
 * Prints registrations.
 */
void
ctl_output_entries (GPtrArray *entries,
                    gboolean   json)
{
  g_autoptr(GString) line = NULL;

  if (!json)
    {
      for (guint i = 0; i < entries->len; i++)
        output_entry (g_ptr_array_index (entries, i));
      return;
    }

  line = g_string_new ("[");
  for (guint i = 0; i < entries->len; i++)
    {
      if (i > 0)
        g_string_append (line, ",\n ");
      ctl_json_append_entry (line, g_ptr_array_index (entries, i));
    }
  g_string_append_c (line, ']');
  ctl_output_line (line);
}
