/* app/pyroctl/operands.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/operands.h"

#include <string.h>

#include "app/pyroctl/input.h"
#include "app/pyroctl/mistake.h"
#include "app/pyroctl/report.h"

static PyroValue *
read_bytes (const char *path,
            const char *name)
{
  g_autoptr(GBytes) bytes = ctl_input_read (path, name);

  return bytes != NULL ? pyro_value_new_bytes (bytes) : NULL;
}

static PyroValue *
read_file (const char *path)
{
  if (*path == '\0')
    {
      ctl_report ("@ wants the name of a file behind it");
      return NULL;
    }

  return read_bytes (path, path);
}

/**
 * ctl_operands_parse:
 * @text: a Python literal, `@FILE`, or `-`, in UTF-8
 *
 * Reads the value of an argument. Tells the user what is wrong with it.
 *
 * Returns: (transfer full): the value, or %NULL
 */
PyroValue *
ctl_operands_parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  PyroPlace place = { 0, 1, 1 };
  PyroValue *value;

  if (g_str_equal (text, "-"))
    return read_bytes (NULL, "Standard input");
  if (text[0] == '@')
    return read_file (text + 1);

  value = pyro_literal_parse (text, -1, &place, &error);
  if (value == NULL)
    ctl_mistake_report (text, &place, error);

  return value;
}

/* The length of the `NAME` of `NAME=ARG`, 0 if there is none. */
static gsize
get_name_length (const char *text)
{
  const char *at = text;

  while (g_ascii_isalnum (*at) || *at == '_' || (*at & 0x80))
    at++;
  if (at == text || g_ascii_isdigit (*text) || *at != '=')
    return 0;

  return (gsize) (at - text);
}

static gboolean
add_keyword (PyroBuilder *kwargs,
             GHashTable  *seen,
             const char  *text,
             gsize        name_length,
             PyroValue   *value)
{
  g_autofree char *name = g_strndup (text, name_length);

  if (g_hash_table_contains (seen, name))
    {
      ctl_report ("The argument “%s” is given twice", name);
      return FALSE;
    }

  pyro_builder_add_string (kwargs, name, -1);
  pyro_builder_add_value (kwargs, value);
  g_hash_table_add (seen, g_steal_pointer (&name));

  return TRUE;
}

/* Tells whether standard input is asked for more than once. */
static gboolean
check_stdin (char **texts)
{
  guint n = 0;

  for (gsize i = 0; texts[i] != NULL; i++)
    n += g_str_equal (texts[i] + (get_name_length (texts[i]) > 0 ? get_name_length (texts[i]) + 1 : 0),
                      "-");
  if (n > 1)
    ctl_report ("Standard input can be only one argument");

  return n <= 1;
}

/**
 * ctl_operands_parse_list:
 * @texts: (array zero-terminated=1): arguments, `ARG` or `NAME=ARG`
 * @args: (out) (transfer full): a tuple of the former
 * @kwargs: (out) (transfer full): a dict of the latter
 *
 * Reads the arguments of a method. Tells the user what is wrong with them.
 *
 * Returns: whether they are good
 */
gboolean
ctl_operands_parse_list (char      **texts,
                         PyroValue **args,
                         PyroValue **kwargs)
{
  g_autoptr(PyroBuilder) positional = pyro_builder_new ();
  g_autoptr(PyroBuilder) keyword = pyro_builder_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GError) error = NULL;

  if (!check_stdin (texts) ||
      !pyro_builder_open (positional, PYRO_VALUE_TUPLE, &error) ||
      !pyro_builder_open (keyword, PYRO_VALUE_DICT, &error))
    return FALSE;

  for (gsize i = 0; texts[i] != NULL; i++)
    {
      gsize name_length = get_name_length (texts[i]);
      g_autoptr(PyroValue) value =
        ctl_operands_parse (texts[i] + (name_length > 0 ? name_length + 1 : 0));

      if (value == NULL)
        return FALSE;
      if (name_length == 0)
        pyro_builder_add_value (positional, value);
      else if (!add_keyword (keyword, seen, texts[i], name_length, value))
        return FALSE;
    }

  if (!pyro_builder_close (positional, &error) || !pyro_builder_close (keyword, &error) ||
      (*args = pyro_builder_end (positional, &error)) == NULL)
    {
      ctl_report ("%s", error->message);
      return FALSE;
    }
  *kwargs = pyro_builder_end (keyword, NULL);

  return TRUE;
}
