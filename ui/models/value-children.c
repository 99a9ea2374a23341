/* ui/models/value-children.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/value-children-private.h"

/**
 * LensValueChildren:
 *
 * The items of a container value as a list model that costs nothing until it is looked at: a list of
 * a million numbers is shown with as many rows as fit on the screen. An item that is asked for again
 * is the same object for as long as somebody holds it, so that a selection stays.
 *
 * Where there are so many that a tree would choke on them, a row stands for a chunk of the items.
 */
struct _LensValueChildren
{
  GObject        parent_instance;

  LensValueNode *parent;
  gsize          first; /* of the items of the parent's value */
  gsize          count;
  gsize          chunk; /* items that a row stands for */
  GHashTable    *alive; /* position → LensValueNode, unowned: a node takes itself out when it is disposed */
};

static GType
lens_value_children_get_item_type (GListModel *model)
{
  return LENS_TYPE_VALUE_NODE;
}

/* What is past the 4,294,967,295 rows of a list model does not fit in the memory of a message. */
static guint
lens_value_children_get_n_items (GListModel *model)
{
  LensValueChildren *self = LENS_VALUE_CHILDREN (model);

  return (guint) MIN (self->count / self->chunk + (self->count % self->chunk != 0), G_MAXUINT);
}

static gpointer
lens_value_children_get_item (GListModel *model,
                              guint       position)
{
  LensValueChildren *self = LENS_VALUE_CHILDREN (model);
  LensValueNode *node;
  gsize offset = position * self->chunk;

  if (position >= lens_value_children_get_n_items (model))
    return NULL;

  node = g_hash_table_lookup (self->alive, GUINT_TO_POINTER (position));
  if (node != NULL)
    return g_object_ref (node);

  if (self->chunk == 1)
    node = lens_value_node_new_child (self, self->parent, position, self->first + offset);
  else
    node = lens_value_node_new_range (self, self->parent, position, self->first + offset,
                                      MIN (self->chunk, self->count - offset));
  g_hash_table_insert (self->alive, GUINT_TO_POINTER (position), node);

  return node;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = lens_value_children_get_item_type;
  iface->get_n_items = lens_value_children_get_n_items;
  iface->get_item = lens_value_children_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LensValueChildren, lens_value_children, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
lens_value_children_finalize (GObject *object)
{
  LensValueChildren *self = LENS_VALUE_CHILDREN (object);

  g_clear_pointer (&self->alive, g_hash_table_unref);
  g_clear_object (&self->parent);

  G_OBJECT_CLASS (lens_value_children_parent_class)->finalize (object);
}

static void
lens_value_children_class_init (LensValueChildrenClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lens_value_children_finalize;
}

static void
lens_value_children_init (LensValueChildren *self)
{
  self->alive = g_hash_table_new (NULL, NULL);
}

/* Items of @parent's value, which is a container: @count from @first on, @chunk of them in a row. */
LensValueChildren *
lens_value_children_new (LensValueNode *parent,
                         gsize          first,
                         gsize          count,
                         gsize          chunk)
{
  LensValueChildren *self = g_object_new (LENS_TYPE_VALUE_CHILDREN, NULL);

  self->parent = g_object_ref (parent);
  self->first = first;
  self->count = count;
  self->chunk = chunk;

  return self;
}

/* Called by the node at @position when it goes. */
void
lens_value_children_forget (LensValueChildren *self,
                            guint              position)
{
  g_hash_table_remove (self->alive, GUINT_TO_POINTER (position));
}
