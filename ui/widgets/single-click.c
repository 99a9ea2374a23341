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

/* The second press of a double click would activate the row once more. */
static void
pressed_cb (GtkGesture *gesture,
            int         n_presses)
{
  if (n_presses > 1)
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
released_cb (GtkGesture *gesture,
             int         n_presses,
             double      x,
             double      y)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *row = n_presses == 1 ? pick_row (list, x, y) : NULL;

  if (row != NULL)
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
  GtkGesture *click = gtk_gesture_click_new ();

  /* A row takes its second press for itself, so this comes before. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), NULL);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (list), GTK_EVENT_CONTROLLER (click));
}
