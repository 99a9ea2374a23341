/* app/pyroctl/output.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/output.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>

#include "app/pyroctl/report.h"

/* Why standard output could not be written to, 0 as long as it could. */
static int output_errno;

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
  if (fwrite (line->str, 1, line->len, stdout) < line->len && output_errno == 0)
    output_errno = errno;
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
 * ctl_output_json:
 * @document: a document
 * @root: (transfer none): a value of it
 *
 * Prints a value as JSON, in one line on standard output.
 */
void
ctl_output_json (yyjson_mut_doc *document,
                 yyjson_mut_val *root)
{
  GString *line;

  yyjson_mut_doc_set_root (document, root);
  line = ctl_json_write (document);
  ctl_output_line (line);
  g_string_free (line, TRUE);
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
  if (json)
    {
      g_autoptr(yyjson_mut_doc) document = ctl_json_new ();

      ctl_output_json (document, ctl_json_new_value (document, value));
    }
  else
    {
      g_autoptr(GString) line = g_string_new (NULL);

      pyro_value_append_repr (value, line);
      ctl_output_line (line);
    }
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

static void
output_entries_as_json (GPtrArray *entries)
{
  g_autoptr(yyjson_mut_doc) document = ctl_json_new ();
  yyjson_mut_val *array = yyjson_mut_arr (document);

  for (guint i = 0; i < entries->len; i++)
    yyjson_mut_arr_append (array, ctl_json_new_entry (document, g_ptr_array_index (entries, i)));
  ctl_output_json (document, array);
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
  if (json)
    {
      output_entries_as_json (entries);
      return;
    }

  for (guint i = 0; i < entries->len; i++)
    output_entry (g_ptr_array_index (entries, i));
}

/**
 * ctl_output_flush:
 *
 * Hands what was printed to who reads it.
 *
 * Returns: whether all that was printed so far could be written
 */
gboolean
ctl_output_flush (void)
{
  if (fflush (stdout) != 0 && output_errno == 0)
    output_errno = errno;

  return output_errno == 0;
}

/**
 * ctl_output_end:
 *
 * Ends the output. When it could not be written, that is told to the user; but when its reader had
 * enough, as `head` has, this ends the program at once, with the signal that ends others then: GIO
 * ignores that one.
 *
 * Returns: whether all output could be written
 */
gboolean
ctl_output_end (void)
{
  gboolean flushed = ctl_output_flush ();

  if (fclose (stdout) != 0 && flushed)
    output_errno = errno;

  if (output_errno == EPIPE)
    {
      signal (SIGPIPE, SIG_DFL);
      raise (SIGPIPE);
    }
  if (output_errno != 0)
    ctl_report ("The output cannot be written: %s", g_strerror (output_errno));

  return output_errno == 0;
}
