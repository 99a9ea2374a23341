/* ui/models/palette-item.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/palette-private.h"

enum {
  PROP_0,
  PROP_TITLE,
  PROP_SUBTITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensPaletteItem, lens_palette_item, G_TYPE_OBJECT)

static void
lens_palette_item_dispose (GObject *object)
{
  LensPaletteItem *self = LENS_PALETTE_ITEM (object);

  g_clear_object (&self->object);
  g_clear_object (&self->member);

  G_OBJECT_CLASS (lens_palette_item_parent_class)->dispose (object);
}

static void
lens_palette_item_finalize (GObject *object)
{
  LensPaletteItem *self = LENS_PALETTE_ITEM (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->subtitle, g_free);
  g_clear_pointer (&self->action, g_free);

  G_OBJECT_CLASS (lens_palette_item_parent_class)->finalize (object);
}

static void
lens_palette_item_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  LensPaletteItem *self = LENS_PALETTE_ITEM (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_SUBTITLE:
      g_value_set_string (value, self->subtitle);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_palette_item_class_init (LensPaletteItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = lens_palette_item_dispose;
  object_class->finalize = lens_palette_item_finalize;
  object_class->get_property = lens_palette_item_get_property;

  /**
   * LensPaletteItem:title:
   *
   * What it is called.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);

  /**
   * LensPaletteItem:subtitle:
   *
   * Where it is, or which keys do it.
   */
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_palette_item_init (LensPaletteItem *self)
{
}

LensPaletteItem *
lens_palette_item_new (LensPaletteKind  kind,
                       const char      *title,
                       const char      *subtitle)
{
  LensPaletteItem *self = g_object_new (LENS_TYPE_PALETTE_ITEM, NULL);

  self->kind = kind;
  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);

  return self;
}

LensPaletteKind
lens_palette_item_get_kind (LensPaletteItem *self)
{
  g_return_val_if_fail (LENS_IS_PALETTE_ITEM (self), LENS_PALETTE_OBJECT);

  return self->kind;
}

const char *
lens_palette_item_get_title (LensPaletteItem *self)
{
  g_return_val_if_fail (LENS_IS_PALETTE_ITEM (self), NULL);

  return self->title;
}

const char *
lens_palette_item_get_subtitle (LensPaletteItem *self)
{
  g_return_val_if_fail (LENS_IS_PALETTE_ITEM (self), NULL);

  return self->subtitle;
}

LensObject *
lens_palette_item_get_object (LensPaletteItem *self)
{
  g_return_val_if_fail (LENS_IS_PALETTE_ITEM (self), NULL);

  return self->object;
}

LensMember *
lens_palette_item_get_member (LensPaletteItem *self)
{
  g_return_val_if_fail (LENS_IS_PALETTE_ITEM (self), NULL);

  return self->member;
}

const char *
lens_palette_item_get_action (LensPaletteItem *self)
{
  g_return_val_if_fail (LENS_IS_PALETTE_ITEM (self), NULL);

  return self->action;
}
