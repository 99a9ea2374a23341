/* ui/widgets/late-menu.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/late-menu.h"

/**
 * LensLateMenu:
 *
 * Gives a menu button its menu when it is opened first.
 *
 * A button that has its menu from the start makes a popover with some widgets for each item, which nobody may ever see;
 * and to each of these GTK gives a tooltip, for which it asks the X server four things and waits for the answers. The
 * button remembers the menu, so that this object need not outlive the template.
 */
struct _LensLateMenu
{
  GObject        parent_instance;

  GtkMenuButton *button;
  GMenuModel    *menu;
};

enum {
  PROP_0,
  PROP_BUTTON,
  PROP_MENU,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensLateMenu, lens_late_menu, G_TYPE_OBJECT)

static void
create_popup_cb (GtkMenuButton *button,
                 gpointer       menu)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, menu);
}

static void
tie (LensLateMenu *self)
{
  if (self->button != NULL && self->menu != NULL)
    gtk_menu_button_set_create_popup_func (self->button, create_popup_cb, g_object_ref (self->menu), g_object_unref);
}

static void
lens_late_menu_dispose (GObject *object)
{
  LensLateMenu *self = LENS_LATE_MENU (object);

  g_clear_object (&self->button);
  g_clear_object (&self->menu);

  G_OBJECT_CLASS (lens_late_menu_parent_class)->dispose (object);
}

static void
lens_late_menu_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  LensLateMenu *self = LENS_LATE_MENU (object);

  switch (prop_id)
    {
    case PROP_BUTTON:
      g_set_object (&self->button, g_value_get_object (value));
      break;

    case PROP_MENU:
      g_set_object (&self->menu, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }

  tie (self);
}

static void
lens_late_menu_class_init (LensLateMenuClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lens_late_menu_dispose;
  object_class->set_property = lens_late_menu_set_property;

  /**
   * LensLateMenu:button:
   *
   * What opens the menu.
   */
  properties[PROP_BUTTON] =
    g_param_spec_object ("button", NULL, NULL,
                         GTK_TYPE_MENU_BUTTON,
                         (G_PARAM_WRITABLE |
                          G_PARAM_STATIC_STRINGS));

  /**
   * LensLateMenu:menu:
   *
   * The menu.
   */
  properties[PROP_MENU] =
    g_param_spec_object ("menu", NULL, NULL,
                         G_TYPE_MENU_MODEL,
                         (G_PARAM_WRITABLE |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_late_menu_init (LensLateMenu *self)
{
}
