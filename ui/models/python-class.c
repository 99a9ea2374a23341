/* ui/models/python-class.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/python-source.h"

/* Which class of a Python text an object has, and which methods that has. */

#define MAX_BASES   20  /* classes that are asked for a method */
#define MAX_MEMBERS 200 /* of an object that a class is chosen by */

static LensPythonMethod *
find_inherited (GPtrArray       *classes,
                LensPythonClass *klass,
                const char      *method,
                guint           *n_asked)
{
  LensPythonMethod *found = g_hash_table_lookup (klass->methods, method);

  if (found != NULL || ++*n_asked > MAX_BASES)
    return found;

  for (char **base = klass->bases; *base != NULL && found == NULL; base++)
    for (guint i = 0; i < classes->len && found == NULL; i++)
      {
        LensPythonClass *other = g_ptr_array_index (classes, i);

        if (other != klass && g_str_equal (other->name, *base))
          found = find_inherited (classes, other, method, n_asked);
      }

  return found;
}

/**
 * lens_python_source_find:
 * @classes: (element-type LensPythonClass): all classes that are known
 * @klass: one of them
 * @method: the name of a method
 *
 * Finds a method of a class, or of one that it inherits from.
 *
 * Returns: (transfer none) (nullable): the method, or %NULL
 */
LensPythonMethod *
lens_python_source_find (GPtrArray       *classes,
                         LensPythonClass *klass,
                         const char      *method)
{
  guint n_asked = 0;

  g_return_val_if_fail (classes != NULL && klass != NULL && method != NULL, NULL);

  return find_inherited (classes, klass, method, &n_asked);
}

static guint
count_public (LensPythonClass *klass)
{
  GHashTableIter iter;
  gpointer name;
  guint n = 0;

  g_hash_table_iter_init (&iter, klass->methods);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    n += *(const char *) name != '_';

  return n;
}

/**
 * lens_python_source_choose:
 * @classes: (element-type LensPythonClass): the classes of a text
 * @members: what an object exposes
 *
 * Finds the class of an object: the one that has most of what is exposed, and of those the one that has the least
 * besides. A class that has less than half of it is another one.
 *
 * Returns: (transfer none) (nullable): the class, or %NULL
 */
LensPythonClass *
lens_python_source_choose (GPtrArray         *classes,
                           const char *const *members)
{
  LensPythonClass *best = NULL;
  guint most = 0, least_besides = 0;
  guint n_members;

  g_return_val_if_fail (classes != NULL && members != NULL, NULL);

  n_members = MIN (g_strv_length ((char **) members), MAX_MEMBERS);
  for (guint i = 0; i < classes->len; i++)
    {
      LensPythonClass *klass = g_ptr_array_index (classes, i);
      guint n = 0, besides;

      for (guint j = 0; j < n_members; j++)
        n += lens_python_source_find (classes, klass, members[j]) != NULL;
      besides = count_public (klass);
      besides -= MIN (besides, n);
      if (n == 0 || n < most || n * 2 < n_members || (best != NULL && n == most && besides >= least_besides))
        continue;
      best = klass;
      most = n;
      least_besides = besides;
    }

  return best;
}
