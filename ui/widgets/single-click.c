/* ui/widgets/single-click.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/single-click.h"

/* Lists whose selection does something, such as connecting to an object, cannot have the property
 * single-click-activate: GTK then selects each row that the pointer passes over. */

static GtkWidget *
pick_row (GtkWidget *list,
          double     x,
          double     y)
{
  GtkWidget *widget = gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT);

  while (widget != NULL && widget != list && gtk_widget_get_parent (widget) != list)
    widget = gtk_widget_get_parent (widget);

  return widget != list ? widget : NULL;
}

/* A button and the arrow of a group answer each press themselves. */
static gboolean
is_for_row (GtkWidget *list,
            double     x,
            double     y)
{
  GtkWidget *row = pick_row (list, x, y);

  for (GtkWidget *widget = gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT);
       row != NULL && widget != NULL && widget != row; widget = gtk_widget_get_parent (widget))
    if (GTK_IS_BUTTON (widget) || g_str_equal (gtk_widget_get_css_name (widget), "expander"))
      return FALSE;

  return row != NULL;
}

/* Before the row: to it the second press of a double click would be one more activation. */
static void
pressed_before_cb (GtkGesture *gesture,
                   int         n_presses,
                   double      x,
                   double      y)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  if (n_presses > 1 && is_for_row (list, x, y))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  else
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
}

static GQuark
pressed_quark (void)
{
  return g_quark_from_static_string ("lens-pressed-row");
}

/* It is only compared: the row may be gone when the button is let go. */
static void
pressed_cb (GtkGesture *gesture,
            int         n_presses,
            double      x,
            double      y)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  g_object_set_qdata (G_OBJECT (gesture), pressed_quark (), n_presses == 1 ? pick_row (list, x, y) : NULL);
}

/* After what stands in the row, which takes the click for itself when the button is let go. */
static void
released_cb (GtkGesture *gesture,
             int         n_presses,
             double      x,
             double      y)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GdkModifierType held = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *row = pick_row (list, x, y);

  if (row != NULL && row == g_object_get_qdata (G_OBJECT (gesture), pressed_quark ()) &&
      (held & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0)
    gtk_widget_activate (row);
}

/**
 * lens_single_click_add:
 * @list: a list
 *
 * Has a click on a row of @list activate it, as #GtkListView:single-click-activate does, but selects only the row that
 * was clicked. What stands in a row and takes clicks for itself, such as a button, still has them.
 */
void
lens_single_click_add (GtkListView *list)
{
  GtkGesture *before = gtk_gesture_click_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (before), GTK_PHASE_CAPTURE);
  g_signal_connect (before, "pressed", G_CALLBACK (pressed_before_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (list), GTK_EVENT_CONTROLLER (before));

  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), NULL);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (list), GTK_EVENT_CONTROLLER (click));
}
