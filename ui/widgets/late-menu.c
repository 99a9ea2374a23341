/* ui/widgets/late-menu.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/late-menu.h"

/**
 * LensLateMenu:
 *
 * Gives a menu button its menu as long as it is open.
 *
 * A button that has its menu from the start makes a popover with some widgets for each item, which nobody may ever see;
 * and to each of these GTK gives a tooltip, for which it asks the X server four things and waits for the answers. When
 * the menu is closed these widgets go again: GTK 4.18 notes the label of an item anew, and forgets nothing, each time
 * the menu's place in the window changes, so that a window with closed menus got slower each time its panes moved. The
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

/* Unless it was opened again, or has gone with what it belonged to. */
static gboolean
drop_cb (gpointer user_data)
{
  GtkWidget *popover = user_data;
  GtkWidget *parent = gtk_widget_get_parent (popover);

  if (parent == NULL || gtk_widget_get_visible (popover))
    return G_SOURCE_REMOVE;

  if (GTK_IS_MENU_BUTTON (parent))
    gtk_menu_button_set_popover (GTK_MENU_BUTTON (parent), NULL);
  else
    gtk_widget_unparent (popover);

  return G_SOURCE_REMOVE;
}

/* The item that was chosen does what it says after this, and needs its place in the window to do so. */
static void
closed_cb (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, drop_cb, g_object_ref (popover), g_object_unref);
}

static void
create_popup_cb (GtkMenuButton *button,
                 gpointer       menu)
{
  if (gtk_menu_button_get_menu_model (button) != NULL)
    return; /* it is opened again before it was dropped */

  gtk_menu_button_set_menu_model (button, menu);
  g_signal_connect (gtk_menu_button_get_popover (button), "closed", G_CALLBACK (closed_cb), NULL);
}

static void
tie (LensLateMenu *self)
{
  if (self->button == NULL || self->menu == NULL)
    return;

  /* Not by the notify of the function, which GTK 4.18 calls each time the button is disposed of. */
  g_object_set_data_full (G_OBJECT (self->button), "menu", g_object_ref (self->menu), g_object_unref);
  gtk_menu_button_set_create_popup_func (self->button, create_popup_cb, self->menu, NULL);
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

/**
 * lens_late_menu_open:
 * @widget: what the menu belongs to
 * @menu: its items
 * @place: where to open it, in the coordinates of @widget
 *
 * Opens a context menu, which is there until it is closed.
 *
 * Returns: (transfer none): the popover
 */
GtkWidget *
lens_late_menu_open (GtkWidget          *widget,
                     GMenuModel         *menu,
                     const GdkRectangle *place)
{
  GtkWidget *popover;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (G_IS_MENU_MODEL (menu), NULL);
  g_return_val_if_fail (place != NULL, NULL);

  popover = gtk_popover_menu_new_from_model (menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), place);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_widget_set_parent (popover, widget);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  g_signal_connect_object (widget, "destroy", G_CALLBACK (gtk_widget_unparent), popover, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (popover));

  return popover;
}
