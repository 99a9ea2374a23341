/* ui/models/probe-item.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/probe-private.h"

/**
 * LensProbeItem:
 *
 * A method that can be probed, whether the user chose it, and what came of it.
 */
struct _LensProbeItem
{
  GObject     parent_instance;

  LensMember *member;
  char       *outcome;
  gboolean    chosen;
};

enum {
  PROP_0,
  PROP_MEMBER,
  PROP_CHOSEN,
  PROP_OUTCOME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensProbeItem, lens_probe_item, G_TYPE_OBJECT)

static void
lens_probe_item_finalize (GObject *object)
{
  LensProbeItem *self = LENS_PROBE_ITEM (object);

  g_clear_object (&self->member);
  g_clear_pointer (&self->outcome, g_free);

  G_OBJECT_CLASS (lens_probe_item_parent_class)->finalize (object);
}

static void
lens_probe_item_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  LensProbeItem *self = LENS_PROBE_ITEM (object);

  switch (prop_id)
    {
    case PROP_MEMBER:
      g_value_set_object (value, self->member);
      break;

    case PROP_CHOSEN:
      g_value_set_boolean (value, self->chosen);
      break;

    case PROP_OUTCOME:
      g_value_set_string (value, self->outcome);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_probe_item_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_CHOSEN:
      lens_probe_item_set_chosen (LENS_PROBE_ITEM (object), g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_probe_item_class_init (LensProbeItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = lens_probe_item_finalize;
  object_class->get_property = lens_probe_item_get_property;
  object_class->set_property = lens_probe_item_set_property;

  /**
   * LensProbeItem:member:
   *
   * The method.
   */
  properties[PROP_MEMBER] = g_param_spec_object ("member", NULL, NULL, LENS_TYPE_MEMBER, flags);

  /**
   * LensProbeItem:chosen:
   *
   * Whether it is probed.
   */
  properties[PROP_CHOSEN] = g_param_spec_boolean ("chosen", NULL, NULL, FALSE, flags | G_PARAM_WRITABLE);

  /**
   * LensProbeItem:outcome: (nullable)
   *
   * What came of it, in a sentence.
   */
  properties[PROP_OUTCOME] = g_param_spec_string ("outcome", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_probe_item_init (LensProbeItem *self)
{
}

LensProbeItem *
lens_probe_item_new (LensMember *member)
{
  LensProbeItem *self = g_object_new (LENS_TYPE_PROBE_ITEM, NULL);

  self->member = g_object_ref (member);

  return self;
}

LensMember *
lens_probe_item_get_member (LensProbeItem *self)
{
  g_return_val_if_fail (LENS_IS_PROBE_ITEM (self), NULL);

  return self->member;
}

gboolean
lens_probe_item_get_chosen (LensProbeItem *self)
{
  g_return_val_if_fail (LENS_IS_PROBE_ITEM (self), FALSE);

  return self->chosen;
}

void
lens_probe_item_set_chosen (LensProbeItem *self,
                            gboolean       chosen)
{
  g_return_if_fail (LENS_IS_PROBE_ITEM (self));

  if (self->chosen == !!chosen)
    return;

  self->chosen = !!chosen;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOSEN]);
}

const char *
lens_probe_item_get_outcome (LensProbeItem *self)
{
  g_return_val_if_fail (LENS_IS_PROBE_ITEM (self), NULL);

  return self->outcome;
}

void
lens_probe_item_set_outcome (LensProbeItem *self,
                             const char    *outcome)
{
  g_return_if_fail (LENS_IS_PROBE_ITEM (self));

  if (g_set_str (&self->outcome, outcome))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OUTCOME]);
}
