/* ui/widgets/sidebar-menu.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/sidebar-private.h"

#include <glib/gi18n.h>

#include "ui/widgets/late-menu.h"

/* The context menu of a row. */

static GMenuModel *
make_menu (LensSidebar *self,
           GObject     *subject)
{
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) looks = g_menu_new ();
  g_autoptr(GMenu) edits = g_menu_new ();
  LensServer *server = LENS_IS_OBJECT (subject) ? lens_sidebar_find_server (self, LENS_OBJECT (subject)) : NULL;

  if (LENS_IS_OBJECT (subject))
    g_menu_append (looks, _("Open in New _Tab"), "name.open-apart");
  g_menu_append (looks, LENS_IS_OBJECT (subject) ? _("_Copy URI") : _("_Copy Address"), "name.copy-uri");
  g_menu_append (looks, LENS_IS_OBJECT (subject) ? _("Chec_k") : _("_Refresh"), "name.check");
  g_menu_append (looks, _("Connection _Doctor"), "name.doctor");
  if (lens_sidebar_find_name_server (self, subject) != NULL)
    g_menu_append (edits, _("_Register…"), "name.register");
  if (lens_sidebar_is_name_server (server))
    {
      g_menu_append (edits, _("Edit _Tags…"), "name.tags");
      g_menu_append (edits, _("Re_name…"), "name.rename");
      g_menu_append (edits, _("Re_move"), "name.remove");
    }

  g_menu_append_section (menu, NULL, G_MENU_MODEL (looks));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (edits));

  return G_MENU_MODEL (menu);
}

static gboolean
forget_subject_cb (gpointer user_data)
{
  g_clear_object (&LENS_SIDEBAR (user_data)->subject);

  return G_SOURCE_REMOVE;
}

/* The item that was chosen is carried out behind this. */
static void
closed_cb (LensSidebar *self)
{
  if (self->list == NULL)
    return; /* the sidebar goes */

  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  g_idle_add_full (G_PRIORITY_HIGH, forget_subject_cb, g_object_ref (self), g_object_unref);
}

static void
open_menu (LensSidebar        *self,
           GObject            *subject,
           const GdkRectangle *place)
{
  g_autoptr(GMenuModel) model = make_menu (self, subject);

  g_set_object (&self->subject, subject);
  g_signal_connect_object (lens_late_menu_open (GTK_WIDGET (self), model, place), "closed",
                           G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
}

/* The menu of the row that has the focus. */
void
lens_sidebar_menu_action (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  LensSidebar *self = LENS_SIDEBAR (widget);
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  GObject *subject = row != NULL ? lens_sidebar_find_thing (row) : NULL;
  graphene_rect_t bounds;

  if (subject == NULL || !gtk_widget_compute_bounds (row, widget, &bounds))
    return;

  open_menu (self, subject, &(GdkRectangle) { (int) bounds.origin.x + 24,
                                              (int) (bounds.origin.y + bounds.size.height), 1, 1 });
}

static void
open_menu_at (LensSidebar *self,
              GtkGesture  *gesture,
              double       x,
              double       y)
{
  GtkWidget *list = GTK_WIDGET (self->list);
  GtkWidget *picked = gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT);
  GObject *subject = picked != NULL && picked != list ? lens_sidebar_find_thing (picked) : NULL;
  graphene_point_t point;

  if (subject == NULL ||
      !gtk_widget_compute_point (list, GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  open_menu (self, subject, &(GdkRectangle) { (int) point.x, (int) point.y, 1, 1 });
}

static void
clicked_cb (LensSidebar *self,
            int          n_presses,
            double       x,
            double       y,
            GtkGesture  *gesture)
{
  open_menu_at (self, gesture, x, y);
}

static void
pressed_cb (LensSidebar *self,
            double       x,
            double       y,
            GtkGesture  *gesture)
{
  open_menu_at (self, gesture, x, y);
}

void
lens_sidebar_set_up_menu (LensSidebar *self)
{
  GtkWidget *list = GTK_WIDGET (self->list);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (press));
}

void
lens_sidebar_drop_menu (LensSidebar *self)
{
  g_clear_object (&self->subject);
}
