/* ui/widgets/pane-edge.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/pane-edge.h"

/**
 * LensPaneEdge:
 *
 * Where a pane ends. The pointer drags it, and a double click gives the pane its usual width again; with the focus on it,
 * the arrow keys move it. It is passed over by Tab, as the divider of a GtkPaned is, and is not seen before it is wanted.
 */
struct _LensPaneEdge
{
  GtkWidget parent_instance;

  double    start;  /* where it was taken, in its parent */
  int       width;  /* of the pane */
};

enum {
  GRIPPED,
  MOVED,
  RELEASED,
  RESET,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void lens_pane_edge_init_range (GtkAccessibleRangeInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LensPaneEdge, lens_pane_edge, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE_RANGE, lens_pane_edge_init_range))

#define STEP      8  /* pixels a key */
#define LONG_STEP 64 /* with Control */

static gboolean
is_mirrored (LensPaneEdge *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

/* It moves with what is dragged, so its own coordinates do not tell how far that was. */
static gboolean
find_place (LensPaneEdge *self,
            double        x,
            double       *place)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  graphene_point_t point;

  if (parent == NULL ||
      !gtk_widget_compute_point (GTK_WIDGET (self), parent, &GRAPHENE_POINT_INIT ((float) x, 0), &point))
    return FALSE;
  *place = is_mirrored (self) ? -point.x : point.x;

  return TRUE;
}

static void
drag_begin_cb (LensPaneEdge *self,
               double        x,
               double        y,
               GtkGesture   *gesture)
{
  if (!find_place (self, x, &self->start))
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_add_css_class (GTK_WIDGET (self), "dragged");
  g_signal_emit (self, signals[GRIPPED], 0);
}

static void
drag_update_cb (LensPaneEdge   *self,
                double          x,
                double          y,
                GtkGestureDrag *gesture)
{
  double start, place;

  if (gtk_gesture_drag_get_start_point (gesture, &start, NULL) && find_place (self, start + x, &place))
    g_signal_emit (self, signals[MOVED], 0, (int) (place - self->start));
}

static void
drag_end_cb (LensPaneEdge *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "dragged");
  g_signal_emit (self, signals[RELEASED], 0);
}

static void
clicked_cb (LensPaneEdge *self,
            int           n_presses)
{
  if (n_presses == 2)
    g_signal_emit (self, signals[RESET], 0);
}

static void
move (LensPaneEdge *self,
      int           distance)
{
  g_signal_emit (self, signals[GRIPPED], 0);
  g_signal_emit (self, signals[MOVED], 0, distance);
  g_signal_emit (self, signals[RELEASED], 0);
}

/* From a screen reader, or what one uses in the place of a pointer. */
static gboolean
set_value (GtkAccessibleRange *range,
           double              value)
{
  LensPaneEdge *self = LENS_PANE_EDGE (range);

  move (self, (int) CLAMP (value, 0, G_MAXINT16) - self->width);

  return TRUE;
}

static void
lens_pane_edge_init_range (GtkAccessibleRangeInterface *iface)
{
  iface->set_current_value = set_value;
}

static gboolean
step (GtkWidget *widget,
      GVariant  *distance,
      gpointer   unused)
{
  LensPaneEdge *self = LENS_PANE_EDGE (widget);
  int right = g_variant_get_int32 (distance);

  move (self, is_mirrored (self) ? -right : right);

  return GDK_EVENT_STOP;
}

static gboolean
reset (GtkWidget *widget,
       GVariant  *unused,
       gpointer   user_data)
{
  g_signal_emit (widget, signals[RESET], 0);

  return GDK_EVENT_STOP;
}

/* Only who asks for it gets there. */
static gboolean
lens_pane_edge_focus (GtkWidget        *widget,
                      GtkDirectionType  direction)
{
  return FALSE;
}

static void
lens_pane_edge_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? LENS_PANE_EDGE_WIDTH : 0;
}

static void
add_signals (void)
{
  static const char *const names[] = { "gripped", "moved", "released", "reset" };

  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], LENS_TYPE_PANE_EDGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, i == MOVED ? 1 : 0, G_TYPE_INT);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    int   direction;
  } keys[] = {
    { GDK_KEY_Left, -1 },
    { GDK_KEY_KP_Left, -1 },
    { GDK_KEY_Right, 1 },
    { GDK_KEY_KP_Right, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gtk_widget_class_add_binding (widget_class, keys[i].key, 0, step, "i", keys[i].direction * STEP);
      gtk_widget_class_add_binding (widget_class, keys[i].key, GDK_CONTROL_MASK, step, "i", keys[i].direction * LONG_STEP);
    }
  gtk_widget_class_add_binding (widget_class, GDK_KEY_BackSpace, 0, reset, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "panes.leave-edge", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "panes.leave-edge", NULL);
}

static void
lens_pane_edge_class_init (LensPaneEdgeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->focus = lens_pane_edge_focus;
  widget_class->measure = lens_pane_edge_measure;

  add_signals ();
  add_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "pane-edge");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEPARATOR);
}

static void
lens_pane_edge_init (LensPaneEdge *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (clicked_cb), self);
  gtk_gesture_group (click, drag);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "col-resize");
}

/**
 * lens_pane_edge_new:
 * @label: of what it is the edge, for those who do not see it
 *
 * Makes an edge.
 *
 * Returns: (transfer floating): the edge
 */
LensPaneEdge *
lens_pane_edge_new (const char *label)
{
  LensPaneEdge *self = g_object_new (LENS_TYPE_PANE_EDGE, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_ORIENTATION, GTK_ORIENTATION_VERTICAL,
                                  -1);

  return self;
}

/**
 * lens_pane_edge_set_width:
 * @width: in pixels
 *
 * Tells how wide the pane is, for those who do not see it.
 */
void
lens_pane_edge_set_width (LensPaneEdge *self,
                          int           width)
{
  g_return_if_fail (LENS_IS_PANE_EDGE (self));

  if (self->width == width)
    return;

  self->width = width;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) width, -1);
}
