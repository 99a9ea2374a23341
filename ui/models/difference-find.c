/* ui/models/difference-find.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/difference-private.h"

/* How the places where two values differ are found. */

#define MAX_KEY_SIZE 80   /* bytes */

/* Pairs of items that are compared for the longest common subsequence of two lists: half a second. */
#define MAX_PAIRS 1000000

/* Comparisons between two looks at whether anybody still wants to know. */
#define CANCEL_INTERVAL 4096

typedef struct
{
  GCancellable *cancellable; /* unowned */
  guint         n_found;
  gsize         n_compared;
  gboolean      more;
} Search;

static void find_inside (Search         *self,
                         LensDifference *place);

static LensDifference *
new_place (const char *key,
           PyroValue  *old_value,
           PyroValue  *new_value)
{
  LensDifference *self = g_object_new (LENS_TYPE_DIFFERENCE, NULL);

  self->key = g_strdup (key);
  self->old_value = old_value != NULL ? pyro_value_ref (old_value) : NULL;
  self->new_value = new_value != NULL ? pyro_value_ref (new_value) : NULL;
  self->kind = old_value == NULL ? LENS_DIFFERENCE_ADDED
             : new_value == NULL ? LENS_DIFFERENCE_REMOVED : LENS_DIFFERENCE_CHANGED;

  return self;
}

static gboolean
is_keyed (PyroValue *value)
{
  PyroValueKind kind = pyro_value_get_kind (value);

  return kind == PYRO_VALUE_DICT || kind == PYRO_VALUE_RECORD;
}

static gboolean
is_sequence (PyroValue *value)
{
  PyroValueKind kind = pyro_value_get_kind (value);

  return kind == PYRO_VALUE_LIST || kind == PYRO_VALUE_TUPLE;
}

static gboolean
are_same (Search    *self,
          PyroValue *a,
          PyroValue *b)
{
  if (++self->n_compared % CANCEL_INTERVAL == 0 && g_cancellable_is_cancelled (self->cancellable))
    self->more = TRUE;

  return pyro_value_identical (a, b);
}

/* What is different at one place; what is the same leaves no trace. */
static void
take_place (Search         *self,
            LensDifference *parent,
            const char     *key,
            PyroValue      *old_value,
            PyroValue      *new_value)
{
  g_autoptr(LensDifference) place = NULL;

  if (self->more || (old_value != NULL && new_value != NULL && are_same (self, old_value, new_value)))
    return;
  if (self->n_found >= LENS_MAX_DIFFERENCES)
    {
      self->more = TRUE;
      return;
    }

  place = new_place (key, old_value, new_value);
  if (place->kind == LENS_DIFFERENCE_CHANGED)
    find_inside (self, place);
  if (place->kind != LENS_DIFFERENCE_INSIDE)
    self->n_found++;
  if (parent->parts == NULL)
    parent->parts = g_list_store_new (LENS_TYPE_DIFFERENCE);
  g_list_store_append (parent->parts, place);
}

static void
compare_entries (Search         *self,
                 LensDifference *place)
{
  gsize n_old = pyro_value_get_length (place->old_value);
  gsize n_new = pyro_value_get_length (place->new_value);

  for (gsize i = 0; i < n_old && !self->more; i++)
    {
      PyroValue *key = pyro_value_get_key (place->old_value, i);
      g_autofree char *text = pyro_value_repr_short (key, MAX_KEY_SIZE);

      take_place (self, place, text, pyro_value_get_item (place->old_value, i),
                  pyro_value_lookup (place->new_value, key));
    }
  for (gsize i = 0; i < n_new && !self->more; i++)
    {
      PyroValue *key = pyro_value_get_key (place->new_value, i);
      g_autofree char *text = NULL;

      if (pyro_value_lookup (place->old_value, key) != NULL)
        continue;
      text = pyro_value_repr_short (key, MAX_KEY_SIZE);
      take_place (self, place, text, NULL, pyro_value_get_item (place->new_value, i));
    }
}

static void
compare_members (Search         *self,
                 LensDifference *place)
{
  for (guint side = 0; side < 2; side++)
    {
      PyroValue *from = side == 0 ? place->old_value : place->new_value;
      PyroValue *other = side == 0 ? place->new_value : place->old_value;
      gsize n = pyro_value_get_length (from);

      for (gsize i = 0; i < n && !self->more; i++)
        {
          PyroValue *member = pyro_value_get_item (from, i);

          if (!pyro_value_contains (other, member))
            take_place (self, place, "", side == 0 ? member : NULL, side == 0 ? NULL : member);
        }
    }
}

static void
take_item (Search         *self,
           LensDifference *place,
           gsize           old_index,
           gsize           new_index,
           gboolean        old,
           gboolean        new)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GSIZE_FORMAT "]", new ? new_index : old_index);

  take_place (self, place, key, old ? pyro_value_get_item (place->old_value, old_index) : NULL,
              new ? pyro_value_get_item (place->new_value, new_index) : NULL);
}

/* Items at the same position; those that are left over were added or removed. */
static void
compare_positions (Search         *self,
                   LensDifference *place,
                   gsize           start,
                   gsize           n_old,
                   gsize           n_new)
{
  for (gsize i = 0; i < MAX (n_old, n_new) && !self->more; i++)
    take_item (self, place, start + i, start + i, i < n_old, i < n_new);
}

/* The table of the lengths of the longest common subsequences of the ends of both lists. */
static guint32 *
measure_common (Search         *self,
                LensDifference *place,
                gsize           start,
                gsize           n_old,
                gsize           n_new)
{
  guint32 *lengths = g_new0 (guint32, (n_old + 1) * (n_new + 1));

  for (gsize i = n_old; i-- > 0 && !self->more; )
    for (gsize j = n_new; j-- > 0; )
      {
        guint32 below = lengths[(i + 1) * (n_new + 1) + j], right = lengths[i * (n_new + 1) + j + 1];

        if (are_same (self, pyro_value_get_item (place->old_value, start + i),
                      pyro_value_get_item (place->new_value, start + j)))
          lengths[i * (n_new + 1) + j] = lengths[(i + 1) * (n_new + 1) + j + 1] + 1;
        else
          lengths[i * (n_new + 1) + j] = MAX (below, right);
      }

  return lengths;
}

/* Between two items that stay: as many as are on both sides have changed. */
static void
compare_common (Search         *self,
                LensDifference *place,
                gsize           start,
                gsize           n_old,
                gsize           n_new)
{
  g_autofree guint32 *lengths = measure_common (self, place, start, n_old, n_new);
  gsize i = 0, j = 0;

  while ((i < n_old || j < n_new) && !self->more)
    {
      gsize i_end = i, j_end = j;

      /* On to the next pair that stays. */
      while (i_end < n_old && j_end < n_new &&
             !are_same (self, pyro_value_get_item (place->old_value, start + i_end),
                        pyro_value_get_item (place->new_value, start + j_end)))
        if (lengths[(i_end + 1) * (n_new + 1) + j_end] >= lengths[i_end * (n_new + 1) + j_end + 1])
          i_end++;
        else
          j_end++;
      if (i_end == n_old || j_end == n_new)
        {
          i_end = n_old;
          j_end = n_new;
        }

      for (; i < i_end || j < j_end; i += i < i_end, j += j < j_end)
        take_item (self, place, start + i, start + j, i < i_end, j < j_end);
      i += i < n_old;
      j += j < n_new;
    }
}

static void
compare_items (Search         *self,
               LensDifference *place)
{
  gsize n_old = pyro_value_get_length (place->old_value);
  gsize n_new = pyro_value_get_length (place->new_value);
  gsize start = 0;

  while (start < n_old && start < n_new &&
         are_same (self, pyro_value_get_item (place->old_value, start), pyro_value_get_item (place->new_value, start)))
    start++;
  while (n_old > start && n_new > start &&
         are_same (self, pyro_value_get_item (place->old_value, n_old - 1),
                   pyro_value_get_item (place->new_value, n_new - 1)))
    {
      n_old--;
      n_new--;
    }

  n_old -= start;
  n_new -= start;
  if (n_old > 0 && n_new > 0 && n_old != n_new && n_old <= MAX_PAIRS / n_new)
    compare_common (self, place, start, n_old, n_new);
  else
    compare_positions (self, place, start, n_old, n_new);
}

/* The depth of a value is limited, see PYRO_MAX_DEPTH. */
static void
find_inside (Search         *self,
             LensDifference *place)
{
  PyroValue *old_value = place->old_value, *new_value = place->new_value;

  if (!pyro_value_is_container (old_value) || !pyro_value_is_container (new_value) ||
      pyro_value_get_kind (old_value) != pyro_value_get_kind (new_value))
    return;

  place->kind = LENS_DIFFERENCE_INSIDE;
  if (is_keyed (old_value))
    compare_entries (self, place);
  else if (is_sequence (old_value))
    compare_items (self, place);
  else
    compare_members (self, place);

  /* Nothing of it could be listed any more. */
  if (place->parts == NULL)
    place->kind = LENS_DIFFERENCE_CHANGED;
}

/**
 * lens_difference_find:
 * @old_value: a value
 * @new_value: what is there now
 * @cancellable: (nullable): ends it, with what was found until then
 *
 * Compares two values. May be called in any thread.
 *
 * Returns: (transfer full) (nullable): what differs, or %NULL when nothing does
 */
LensDifference *
lens_difference_find (PyroValue    *old_value,
                      PyroValue    *new_value,
                      GCancellable *cancellable)
{
  Search search = { .cancellable = cancellable };
  LensDifference *root;

  g_return_val_if_fail (old_value != NULL, NULL);
  g_return_val_if_fail (new_value != NULL, NULL);

  if (pyro_value_identical (old_value, new_value))
    return NULL;

  root = new_place ("", old_value, new_value);
  find_inside (&search, root);
  root->more = search.more;

  return root;
}
