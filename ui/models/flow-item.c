/* ui/models/flow-item.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/flow-private.h"

/**
 * LensFlowItem:
 *
 * One item of a stream. It is made when somebody looks at it.
 */
struct _LensFlowItem
{
  GObject    parent_instance;

  PyroValue *value;
  guint64    number;
  gint64     time; /* microseconds */
};

G_DEFINE_FINAL_TYPE (LensFlowItem, lens_flow_item, G_TYPE_OBJECT)

static void
lens_flow_item_finalize (GObject *object)
{
  g_clear_pointer (&LENS_FLOW_ITEM (object)->value, pyro_value_unref);

  G_OBJECT_CLASS (lens_flow_item_parent_class)->finalize (object);
}

static void
lens_flow_item_class_init (LensFlowItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lens_flow_item_finalize;
}

static void
lens_flow_item_init (LensFlowItem *self)
{
}

LensFlowItem *
lens_flow_item_new (PyroValue *value,
                    guint64    number,
                    gint64     time)
{
  LensFlowItem *self = g_object_new (LENS_TYPE_FLOW_ITEM, NULL);

  self->value = pyro_value_ref (value);
  self->number = number;
  self->time = time;

  return self;
}

guint64
lens_flow_item_get_number (LensFlowItem *self)
{
  g_return_val_if_fail (LENS_IS_FLOW_ITEM (self), 0);

  return self->number;
}

gint64
lens_flow_item_get_time (LensFlowItem *self)
{
  g_return_val_if_fail (LENS_IS_FLOW_ITEM (self), 0);

  return self->time;
}

/**
 * lens_flow_item_get_value:
 *
 * Gets what came.
 *
 * Returns: (transfer none): the value
 */
PyroValue *
lens_flow_item_get_value (LensFlowItem *self)
{
  g_return_val_if_fail (LENS_IS_FLOW_ITEM (self), NULL);

  return self->value;
}
