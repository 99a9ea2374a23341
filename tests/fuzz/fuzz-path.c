/* tests/fuzz/fuzz-path.c - the way from a value to one within it
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/value/literal.h"
#include "core/value/path.h"
#include "tests/fuzz/fuzz.h"

/* What is looked into unless the input brings a value of its own. */
#define VALUE "{'a': [1, (2, {'b': {3}}), {}], 'c': {(1, 'x'): None, 2.5: 'y'}, -1: b'z', '': [[[]]], "\
              "'__class__': 'r'}"

/* The step to each item leads there. */
static void
check_steps (PyroValue  *root,
             const char *path,
             PyroValue  *container)
{
  for (gsize i = 0; pyro_value_is_container (container) && i < pyro_value_get_length (container); i++)
    {
      PyroValue *key = pyro_value_get_key (container, i);
      g_autoptr(PyroValue) index = pyro_value_new_int ((gint64) i);
      g_autofree char *longer = pyro_path_append_key (path, key != NULL ? key : index);

      if (key != NULL && !pyro_value_contains (container, key))
        continue; /* nan is not equal to itself */
      g_assert_true (pyro_value_lookup_path (root, longer, NULL) == pyro_value_get_item (container, i));
    }
}

/* The first line is the path, and the rest a value. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const guint8 *end = size > 0 ? memchr (data, '\n', size) : NULL;
  gsize n = end != NULL ? (gsize) (end - data) : size;
  g_autofree char *path = g_strndup (n > 0 ? (const char *) data : "", n);
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(GError) error = NULL;
  PyroValue *found;

  if (end != NULL)
    value = pyro_literal_parse ((const char *) end + 1, (gssize) (size - n - 1), NULL, NULL);
  if (value == NULL)
    value = pyro_literal_parse (VALUE, -1, NULL, NULL);

  found = pyro_value_lookup_path (value, path, &error);
  if (found == NULL)
    {
      assert_sentence (error);
      g_assert_null (strchr (error->message, '\n'));
    }
  else
    {
      g_assert_no_error (error);
      check_steps (value, path, found);
    }

  return 0;
}
