/* app/pyroctl/script.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/script.h"

#include <string.h>

#include "app/pyroctl/mistake.h"
#include "app/pyroctl/report.h"

static void
call_free (gpointer data)
{
  CtlScriptCall *self = data;

  g_free (self->method);
  g_clear_pointer (&self->args, pyro_value_unref);
  g_clear_pointer (&self->kwargs, pyro_value_unref);
  g_free (self);
}

static gboolean
is_name_character (char c)
{
  return g_ascii_isalnum (c) || c == '_' || (c & 0x80);
}

/* What is wrong at a byte of @line. */
static gboolean
refuse (const char  *line,
        const char  *at,
        PyroPlace   *place,
        GError     **error,
        const char  *sentence)
{
  *place = (PyroPlace) { (gsize) (at - line), 1, (guint) g_utf8_pointer_to_offset (line, at) + 1 };
  g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_SYNTAX, sentence);

  return FALSE;
}

/* Returns: the last closing bracket of @text before @end, behind which there is nothing but maybe a
 * comment; NULL if there is none */
static const char *
find_closing (const char *text,
              const char *end)
{
  while (end > text)
    {
      const char *next = end--;

      if (*end != ')')
        continue;
      next += strspn (next, " \t\r");
      if (*next == '\0' || *next == '#')
        return end;
    }

  return NULL;
}

/* A bracket and a number sign may stand in a text or in a comment, so the ends that are possible are
 * tried one after the other. The mistake of the first of them in the line is the one to tell. */
static gboolean
parse_brackets (const char  *line,
                const char  *inner,
                PyroValue  **args,
                PyroValue  **kwargs,
                PyroPlace   *place,
                GError     **error)
{
  const char *end = find_closing (inner, inner + strlen (inner));

  if (end == NULL)
    return refuse (line, line + strlen (line), place, error, "The closing bracket of the call is missing");

  while (!pyro_literal_parse_arguments (inner, end - inner, args, kwargs, place, error))
    {
      const char *before = find_closing (inner, end);

      if (before == NULL)
        {
          place->line = 1;
          place->column += (guint) g_utf8_pointer_to_offset (line, inner);
          return FALSE;
        }
      g_clear_error (error);
      end = before;
    }

  return TRUE;
}

static gboolean
parse_call (const char     *line,
            CtlScriptCall  *call,
            PyroPlace      *place,
            GError        **error)
{
  const char *start = line + strspn (line, " \t");
  const char *end = start;

  while (is_name_character (*end))
    end++;
  if (end == start || g_ascii_isdigit (*start))
    return refuse (line, start, place, error, "A call begins with the name of a method");
  if (end[strspn (end, " \t")] != '(')
    return refuse (line, end, place, error, "An opening bracket has to follow the name of the method");

  if (!parse_brackets (line, end + strspn (end, " \t") + 1, &call->args, &call->kwargs,
                       place, error))
    return FALSE;
  call->method = g_strndup (start, (gsize) (end - start));

  return TRUE;
}

static gboolean
read_line (GPtrArray  *calls,
           const char *line,
           const char *name,
           guint       number)
{
  g_autoptr(GError) error = NULL;
  PyroPlace place = { 0, 1, 1 };
  CtlScriptCall *call;
  char first = line[strspn (line, " \t\r")];

  if (first == '\0' || first == '#')
    return TRUE;
  if (calls->len >= PYRO_MAX_BATCH)
    {
      ctl_report ("%s has more than the %d calls that a batch can have", name, PYRO_MAX_BATCH);
      return FALSE;
    }

  call = g_new0 (CtlScriptCall, 1);
  g_ptr_array_add (calls, call);
  if (parse_call (line, call, &place, &error))
    return TRUE;
  ctl_mistake_report_in_file (name, number, line, &place, error);

  return FALSE;
}

/**
 * ctl_script_read:
 * @text: one call a line, such as `move_to(3, y=4)`; empty lines and comments are left out
 * @name: what the file is called
 *
 * Reads calls. Nothing is evaluated: the arguments are literals. Tells the user what is wrong.
 *
 * Returns: (transfer full) (element-type CtlScriptCall): the calls, or %NULL
 */
GPtrArray *
ctl_script_read (GBytes     *text,
                 const char *name)
{
  g_autoptr(GPtrArray) calls = g_ptr_array_new_with_free_func (call_free);
  gsize size;
  const char *at = g_bytes_get_data (text, &size);
  const char *end = at + size;

  if (size > 0 && !g_utf8_validate_len (at, size, NULL))
    {
      ctl_report ("%s is not a text in UTF-8", name);
      return NULL;
    }

  for (guint number = 1; at < end; number++)
    {
      const char *stop = memchr (at, '\n', (gsize) (end - at));
      g_autofree char *line = g_strndup (at, (gsize) ((stop != NULL ? stop : end) - at));

      if (!read_line (calls, line, name, number))
        return NULL;
      at = stop != NULL ? stop + 1 : end;
    }

  return g_steal_pointer (&calls);
}
