/* ui/models/arguments-paste.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/arguments-private.h"

#include <string.h>

/* Finds what stands between the brackets of `proxy.add(1, b=2)`. The text of an argument cannot begin
 * with a name and a bracket, but for `set()` and its kind, which are tried before this. */
static gboolean
find_brackets (const char  *text,
               const char **inner,
               gsize       *size)
{
  static const char name_characters[] =
    G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_. =\t";
  const char *open = text + strspn (text, name_characters);
  gsize length = strlen (text);

  while (length > 0 && strchr (" \t\r\n;", text[length - 1]) != NULL)
    length--;
  if (*open != '(' || open == text || length == 0 || text[length - 1] != ')')
    return FALSE;

  *inner = open + 1;
  *size = (gsize) (text + length - 1 - *inner);

  return TRUE;
}

static gboolean
read_line (const char  *text,
           PyroValue  **args,
           PyroValue  **kwargs,
           GError     **error)
{
  const char *inner;
  gsize size;

  if (pyro_literal_parse_arguments (text, -1, args, kwargs, NULL, NULL))
    return TRUE;

  if (find_brackets (text, &inner, &size))
    return pyro_literal_parse_arguments (inner, (gssize) size, args, kwargs, NULL, error);

  return pyro_literal_parse_arguments (text, -1, args, kwargs, NULL, error);
}

static LensArgument *
make_row (PyroValue *key,
          PyroValue *value)
{
  LensArgument *row = lens_argument_new (key != NULL);
  g_autofree char *text = pyro_value_repr (value);

  if (key != NULL)
    {
      g_autofree char *name = pyro_value_dup_utf8 (key);

      lens_argument_set_name (row, name);
    }
  lens_argument_set_text (row, text);

  return row;
}

/**
 * lens_arguments_paste:
 * @text: a Python call or only its arguments: `axis.move_to(1, speed=2)` or `1, speed=2`
 * @error: what is wrong with the text, in a sentence
 *
 * Replaces all arguments by those of the text. Nothing changes when it cannot be read.
 *
 * Returns: %TRUE if the text was read
 */
gboolean
lens_arguments_paste (LensArguments  *self,
                      const char     *text,
                      GError        **error)
{
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  g_autoptr(GPtrArray) rows = NULL;

  g_return_val_if_fail (LENS_IS_ARGUMENTS (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (!read_line (text, &args, &kwargs, error))
    return FALSE;

  rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (gsize i = 0; i < pyro_value_get_length (args); i++)
    g_ptr_array_add (rows, make_row (NULL, pyro_value_get_item (args, i)));
  for (gsize i = 0; i < pyro_value_get_length (kwargs); i++)
    g_ptr_array_add (rows, make_row (pyro_value_get_key (kwargs, i), pyro_value_get_item (kwargs, i)));

  lens_arguments_replace (self, rows);

  return TRUE;
}
