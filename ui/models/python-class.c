/* ui/models/python-class.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/python-source.h"

/* Which class of a Python text an object has, and which methods that has. */

#define MAX_LINE    21  /* classes that are asked for a method: its own, and those it inherits from */
#define MAX_MEMBERS 200 /* of an object that a class is chosen by */

static GHashTable *
index_by_name (GPtrArray *classes)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = classes->len; i > 0; i--)
    {
      LensPythonClass *klass = g_ptr_array_index (classes, i - 1);

      g_hash_table_replace (index, klass->name, klass); /* the first one of a name stays */
    }

  return index;
}

/* As deep as there is room in the line, so that each class is there once. */
static void
add_to_line (GPtrArray       *line,
             GHashTable      *index,
             LensPythonClass *klass)
{
  if (line->len == MAX_LINE || g_ptr_array_find (line, klass, NULL))
    return;

  g_ptr_array_add (line, klass);
  for (char **base = klass->bases; *base != NULL; base++)
    {
      LensPythonClass *other = g_hash_table_lookup (index, *base);

      if (other != NULL)
        add_to_line (line, index, other);
    }
}

static GPtrArray *
make_line (GHashTable      *index,
           LensPythonClass *klass)
{
  GPtrArray *line = g_ptr_array_sized_new (MAX_LINE);

  add_to_line (line, index, klass);

  return line;
}

/**
 * lens_python_source_get_line:
 * @classes: (element-type LensPythonClass): all classes that are known
 * @klass: one of them
 *
 * Gets a class, and those that it inherits from, in the order in which they are asked for a method. There are never
 * more than 21.
 *
 * Returns: (transfer container) (element-type LensPythonClass): the classes
 */
GPtrArray *
lens_python_source_get_line (GPtrArray       *classes,
                             LensPythonClass *klass)
{
  g_autoptr(GHashTable) index = NULL;

  g_return_val_if_fail (classes != NULL && klass != NULL, NULL);

  index = index_by_name (classes);

  return make_line (index, klass);
}

/**
 * lens_python_source_find:
 * @line: (element-type LensPythonClass): what lens_python_source_get_line() gave
 * @method: the name of a method
 *
 * Finds a method of a class, or of one that it inherits from.
 *
 * Returns: (transfer none) (nullable): the method, or %NULL
 */
LensPythonMethod *
lens_python_source_find (GPtrArray  *line,
                         const char *method)
{
  g_return_val_if_fail (line != NULL && method != NULL, NULL);

  for (guint i = 0; i < line->len; i++)
    {
      LensPythonClass *klass = g_ptr_array_index (line, i);
      LensPythonMethod *found = g_hash_table_lookup (klass->methods, method);

      if (found != NULL)
        return found;
    }

  return NULL;
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
 * @cancellable: (nullable): ends it, with %NULL
 *
 * Finds the class of an object: the one that has most of what is exposed, and of those the one that has the least
 * besides. A class that has less than half of it is another one.
 *
 * Returns: (transfer none) (nullable): the class, or %NULL
 */
LensPythonClass *
lens_python_source_choose (GPtrArray         *classes,
                           const char *const *members,
                           GCancellable      *cancellable)
{
  g_autoptr(GHashTable) index = NULL;
  LensPythonClass *best = NULL;
  guint most = 0, least_besides = 0;
  guint n_members;

  g_return_val_if_fail (classes != NULL && members != NULL, NULL);

  index = index_by_name (classes);
  n_members = MIN (g_strv_length ((char **) members), MAX_MEMBERS);
  for (guint i = 0; i < classes->len; i++)
    {
      LensPythonClass *klass = g_ptr_array_index (classes, i);
      g_autoptr(GPtrArray) line = make_line (index, klass);
      guint n = 0, besides;

      if (g_cancellable_is_cancelled (cancellable))
        return NULL;
      for (guint j = 0; j < n_members; j++)
        n += lens_python_source_find (line, members[j]) != NULL;
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
