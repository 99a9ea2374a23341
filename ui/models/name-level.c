/* ui/models/name-level.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/name-level.h"

#include <string.h>

#define SEPARATORS "./"
#define MAX_PREFIX 256 /* bytes; behind it there are no more groups: two long names must not make thousands of levels */

/**
 * LensNameLevel:
 *
 * One level of the tree of names. As the names are sorted, those that begin alike are neighbours, and a
 * level is a run of them; a change is followed only where it is. A name that is alone with its beginning
 * makes no group.
 */
struct _LensNameLevel
{
  GObject     parent_instance;

  GListModel *objects;
  char       *prefix;
  GArray     *rows;    /* of Row */
  guint       start;   /* the first of the objects */
  guint       n_names;
};

typedef struct
{
  GObject *item;    /* a LensNameGroup or a LensObject */
  guint    n_names; /* how many of the objects it stands for */
} Row;

static GType
lens_name_level_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
lens_name_level_get_n_items (GListModel *model)
{
  return LENS_NAME_LEVEL (model)->rows->len;
}

static gpointer
lens_name_level_get_item (GListModel *model,
                          guint       position)
{
  GArray *rows = LENS_NAME_LEVEL (model)->rows;

  return position < rows->len ? g_object_ref (g_array_index (rows, Row, position).item) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = lens_name_level_get_item_type;
  iface->get_n_items = lens_name_level_get_n_items;
  iface->get_item = lens_name_level_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LensNameLevel, lens_name_level, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
row_clear (gpointer data)
{
  Row *row = data;

  g_clear_object (&row->item);
}

static GArray *
make_rows (void)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));

  g_array_set_clear_func (rows, row_clear);

  return rows;
}

/* The order of the name at @position and of all names that begin with @prefix: 0 if it is one of them. */
static int
compare_at (LensNameLevel *self,
            guint          position,
            const char    *prefix,
            gsize          size)
{
  g_autoptr(LensObject) object = g_list_model_get_item (self->objects, position);

  return strncmp (lens_object_get_name (object), prefix, size);
}

/* Finds the first of the objects from @low to @high that is not before those with @prefix; or with
 * @behind, that is behind them. */
static guint
find_border (LensNameLevel *self,
             const char    *prefix,
             gsize          size,
             guint          low,
             guint          high,
             gboolean       behind)
{
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      int order = compare_at (self, middle, prefix, size);

      if (order < 0 || (behind && order == 0))
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* The end of the part of a name behind the prefix of this level; NULL if it is the last part. */
static const char *
find_separator (LensNameLevel *self,
                const char    *name)
{
  gsize size = strlen (self->prefix);
  const char *part = name + size;
  const char *separator = size < MAX_PREFIX && part[0] != '\0' ? strpbrk (part + 1, SEPARATORS) : NULL;

  return separator != NULL && separator[1] != '\0' ? separator : NULL;
}

/* Makes the row that begins at @position; returns how many names it stands for. */
static guint
add_row (LensNameLevel *self,
         GArray        *rows,
         guint          position,
         guint          end)
{
  g_autoptr(LensObject) object = g_list_model_get_item (self->objects, position);
  const char *name = lens_object_get_name (object);
  const char *separator = find_separator (self, name);
  gsize size = separator != NULL ? (gsize) (separator + 1 - name) : 0;
  Row row = { NULL, 1 };

  if (separator != NULL && position + 1 < end && compare_at (self, position + 1, name, size) == 0)
    row.n_names = find_border (self, name, size, position + 2, end, TRUE) - position;

  if (row.n_names > 1)
    {
      g_autofree char *prefix = g_strndup (name, size);
      g_autofree char *label = g_strndup (name + strlen (self->prefix), size - strlen (self->prefix) - 1);

      row.item = G_OBJECT (lens_name_group_new (prefix, label, row.n_names));
    }
  else
    {
      row.item = G_OBJECT (g_steal_pointer (&object));
    }
  g_array_append_val (rows, row);

  return row.n_names;
}

static gboolean
is_same (const Row *a,
         const Row *b)
{
  if (a->item == b->item)
    return TRUE;

  return LENS_IS_NAME_GROUP (a->item) && LENS_IS_NAME_GROUP (b->item) &&
         g_str_equal (lens_name_group_get_prefix (LENS_NAME_GROUP (a->item)),
                      lens_name_group_get_prefix (LENS_NAME_GROUP (b->item)));
}

/* A row that stays is the same object, so that an open group stays open. */
static void
keep (Row *old,
      Row *new)
{
  old->n_names = new->n_names;
  if (LENS_IS_NAME_GROUP (old->item))
    lens_name_group_set_n_names (LENS_NAME_GROUP (old->item), new->n_names);
}

/* Puts @fresh in place of the rows from @first to before @last. */
static void
replace (LensNameLevel *self,
         guint          first,
         guint          last,
         GArray        *fresh)
{
  guint n_added = fresh->len;
  guint from = 0;

  while (first < last && from < n_added &&
         is_same (&g_array_index (self->rows, Row, first), &g_array_index (fresh, Row, from)))
    keep (&g_array_index (self->rows, Row, first++), &g_array_index (fresh, Row, from++));
  while (first < last && from < n_added &&
         is_same (&g_array_index (self->rows, Row, last - 1), &g_array_index (fresh, Row, n_added - 1)))
    keep (&g_array_index (self->rows, Row, --last), &g_array_index (fresh, Row, --n_added));

  if (first == last && from == n_added)
    return;

  if (first < last)
    g_array_remove_range (self->rows, first, last - first);
  if (from < n_added)
    g_array_insert_vals (self->rows, first, &g_array_index (fresh, Row, from), n_added - from);
  for (guint i = from; i < n_added; i++)
    g_object_ref (g_array_index (fresh, Row, i).item);

  g_list_model_items_changed (G_LIST_MODEL (self), first, last - first, n_added - from);
}

/* Follows a change of its names, of which those from @low to @high, counted from the first, are
 * @n_now altogether: the rows there and beside it are made anew. */
static void
lens_name_level_follow (LensNameLevel *self,
                        guint          low,
                        guint          high,
                        guint          n_now)
{
  g_autoptr(GArray) fresh = make_rows ();
  guint first = 0, last, at = 0, from, to;

  while (first < self->rows->len && at + g_array_index (self->rows, Row, first).n_names < low)
    at += g_array_index (self->rows, Row, first++).n_names;
  from = at;
  for (last = first; last < self->rows->len && at <= high; last++)
    at += g_array_index (self->rows, Row, last).n_names;

  to = at + n_now - self->n_names;
  self->n_names = n_now;
  for (guint i = from; i < to;)
    i += add_row (self, fresh, self->start + i, self->start + to);
  replace (self, first, last, fresh);
}

static void
objects_changed (LensNameLevel *self,
                 guint          position,
                 guint          removed,
                 guint          added,
                 GListModel    *objects)
{
  guint old_start = self->start;
  guint old_end = old_start + self->n_names;
  gsize size = strlen (self->prefix);
  guint n = g_list_model_get_n_items (objects);
  guint start = find_border (self, self->prefix, size, 0, n, FALSE);
  guint end = find_border (self, self->prefix, size, start, n, TRUE);
  gboolean outside = position + removed <= old_start || position >= old_end;

  self->start = start;
  if (outside && end - start == self->n_names && self->n_names > 0)
    return;

  lens_name_level_follow (self,
                          CLAMP (position, old_start, old_end) - old_start,
                          CLAMP (position + removed, old_start, old_end) - old_start,
                          end - start);
}

static void
lens_name_level_dispose (GObject *object)
{
  LensNameLevel *self = LENS_NAME_LEVEL (object);

  if (self->objects != NULL)
    g_signal_handlers_disconnect_by_func (self->objects, objects_changed, self);
  g_clear_object (&self->objects);

  G_OBJECT_CLASS (lens_name_level_parent_class)->dispose (object);
}

static void
lens_name_level_finalize (GObject *object)
{
  LensNameLevel *self = LENS_NAME_LEVEL (object);

  g_clear_pointer (&self->rows, g_array_unref);
  g_free (self->prefix);

  G_OBJECT_CLASS (lens_name_level_parent_class)->finalize (object);
}

static void
lens_name_level_class_init (LensNameLevelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lens_name_level_dispose;
  object_class->finalize = lens_name_level_finalize;
}

static void
lens_name_level_init (LensNameLevel *self)
{
  self->rows = make_rows ();
}

/**
 * lens_name_level_new:
 * @objects: a list model of `LensObject`, sorted by name
 * @prefix: what the names of this level begin with; "" for the first level
 *
 * Makes a level.
 *
 * Returns: (transfer full): the level
 */
LensNameLevel *
lens_name_level_new (GListModel *objects,
                     const char *prefix)
{
  LensNameLevel *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (objects), NULL);
  g_return_val_if_fail (prefix != NULL, NULL);

  self = g_object_new (LENS_TYPE_NAME_LEVEL, NULL);
  self->objects = g_object_ref (objects);
  self->prefix = g_strdup (prefix);
  g_signal_connect_object (objects, "items-changed", G_CALLBACK (objects_changed), self, G_CONNECT_SWAPPED);
  objects_changed (self, 0, 0, g_list_model_get_n_items (objects), objects);

  return self;
}
