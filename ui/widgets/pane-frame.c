/* ui/widgets/pane-frame.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/pane-frame.h"

#include <glib/gi18n.h>

#include "ui/models/pane-widths.h"
#include "ui/widgets/pane-edge.h"

/**
 * LensPaneFrame:
 *
 * Two split views, one within the other, whose edges can be moved.
 *
 * A split view of libadwaita has limits for its sidebar and no handle. The edges lie above the panes, a little beyond each:
 * what is before it is the scrollbar of the list.
 */
struct _LensPaneFrame
{
  GtkWidget               parent_instance;

  AdwNavigationSplitView *outer;
  AdwNavigationSplitView *inner;
  LensPaneEdge           *edges[LENS_N_PANES_WITH_EDGE];
  LensPaneWidths         *widths;
  LensDivision            gripped; /* when an edge was taken */
  gboolean                waits;   /* for a frame that shows where the edges are now */
  GtkWidget              *back;    /* weak: what had the focus before an edge */
};

enum {
  PROP_0,
  PROP_OUTER,
  PROP_INNER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensPaneFrame, lens_pane_frame, GTK_TYPE_WIDGET)

#define MIN_CALL 360 /* pixels, of the content: the window is never narrower */

static guint
count_panes (LensPaneFrame *self)
{
  if (self->outer == NULL || self->inner == NULL || adw_navigation_split_view_get_collapsed (self->outer))
    return 1;

  return adw_navigation_split_view_get_collapsed (self->inner) ? 2 : 3;
}

/* From its own left; empty where the view shows one page at a time. */
static graphene_rect_t
find_pane (LensPaneFrame          *self,
           AdwNavigationSplitView *view)
{
  AdwNavigationPage *page = adw_navigation_split_view_get_sidebar (view);
  graphene_rect_t bounds;

  if (page == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (page), GTK_WIDGET (self), &bounds))
    return GRAPHENE_RECT_INIT (0, 0, 0, 0);

  return bounds;
}

static int
to_sp (LensPaneFrame *self,
       double         pixels)
{
  return (int) adw_length_unit_from_px (ADW_LENGTH_UNIT_SP, pixels, gtk_widget_get_settings (GTK_WIDGET (self)));
}

/* Keys come faster than frames: then the next one goes on from where the last one went. */
static void
gripped_cb (LensPaneFrame *self)
{
  double first = find_pane (self, self->outer).size.width;
  double names = first;

  self->gripped.n_panes = count_panes (self);
  if (self->gripped.n_panes == 3)
    names = find_pane (self, self->inner).size.width;
  self->gripped.names = to_sp (self, names);
  self->gripped.members = to_sp (self, first - names);
  self->gripped.all = to_sp (self, gtk_widget_get_width (GTK_WIDGET (self)));
  if (self->waits)
    g_object_get (self->widths, "names", &self->gripped.names, "members", &self->gripped.members, NULL);
}

static LensPane
get_pane (LensPaneFrame *self,
          LensPaneEdge  *edge)
{
  return edge == self->edges[LENS_PANE_NAMES] ? LENS_PANE_NAMES : LENS_PANE_MEMBERS;
}

static void
moved_cb (LensPaneFrame *self,
          int            distance,
          LensPaneEdge  *edge)
{
  int length = to_sp (self, ABS (distance));

  lens_pane_widths_move (self->widths, get_pane (self, edge), &self->gripped, distance < 0 ? -length : length);
  self->waits = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
released_cb (LensPaneFrame *self)
{
  lens_pane_widths_settle (self->widths);
}

static void
reset_cb (LensPaneFrame *self,
          LensPaneEdge  *edge)
{
  lens_pane_widths_reset (self->widths, get_pane (self, edge), count_panes (self));
  self->waits = FALSE; /* what follows from the window is known when it is shown */
}

static void
limit (AdwNavigationSplitView *view,
       const LensPaneLimits   *limits)
{
  adw_navigation_split_view_set_min_sidebar_width (view, limits->min);
  adw_navigation_split_view_set_max_sidebar_width (view, limits->max);
  adw_navigation_split_view_set_sidebar_width_fraction (view, limits->fraction);
}

/* To where the focus was before, or into the content: beyond what leads back there, which comes and goes with the panes. */
static void
leave_edge (LensPaneFrame *self)
{
  AdwNavigationPage *page = adw_navigation_split_view_get_content (self->outer);

  if (page != NULL && (self->back == NULL || !gtk_widget_get_mapped (self->back) || !gtk_widget_grab_focus (self->back)))
    for (guint i = 0; i < 2; i++)
      gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
  g_clear_weak_pointer (&self->back);
}

/* What is not there has no focus either. */
static void
show_edge (LensPaneFrame *self,
           LensPane       pane,
           gboolean       visible)
{
  GtkWidget *edge = GTK_WIDGET (self->edges[pane]);

  if (!visible && gtk_widget_is_focus (edge))
    leave_edge (self);
  gtk_widget_set_child_visible (edge, visible);
}

static void
lens_pane_frame_update (LensPaneFrame *self)
{
  guint n = count_panes (self);
  LensPaneLimits inner, outer;

  if (self->outer == NULL || self->inner == NULL)
    return;

  lens_pane_widths_get_limits (self->widths, n, &inner, &outer);
  limit (self->inner, &inner);
  limit (self->outer, &outer);
  show_edge (self, LENS_PANE_NAMES, n > 1);
  show_edge (self, LENS_PANE_MEMBERS, n == 3);
}

static void
content_changed_cb (LensPaneFrame *self)
{
  AdwNavigationPage *page = adw_navigation_split_view_get_content (self->outer);

  if (page != NULL)
    gtk_widget_set_size_request (GTK_WIDGET (page), MIN_CALL, -1);
}

/* The next edge, or where the focus was before. */
static void
edge_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LensPaneFrame *self = LENS_PANE_FRAME (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  guint next = 0;

  for (guint i = 0; i < LENS_N_PANES_WITH_EDGE; i++)
    if (focus == GTK_WIDGET (self->edges[i]))
      next = i + 1;
  if (next == 0)
    g_set_weak_pointer (&self->back, focus);

  if (next + 1 < count_panes (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->edges[next]));
  else if (next > 0)
    leave_edge (self);
}

static void
leave_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  leave_edge (LENS_PANE_FRAME (widget));
}

static void
lens_pane_frame_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  LensPaneFrame *self = LENS_PANE_FRAME (widget);

  if (self->outer != NULL)
    gtk_widget_measure (GTK_WIDGET (self->outer), orientation, for_size, minimum, natural, NULL, NULL);
}

/* Beyond the end of the pane, so that its scrollbar is free. */
static void
allocate_edge (LensPaneFrame          *self,
               LensPane                pane,
               AdwNavigationSplitView *view,
               int                     height)
{
  GtkWidget *edge = GTK_WIDGET (self->edges[pane]);
  graphene_rect_t bounds;
  int x;

  if (!gtk_widget_get_child_visible (edge))
    return;

  bounds = find_pane (self, view);
  x = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL
        ? (int) bounds.origin.x - LENS_PANE_EDGE_WIDTH + 1
        : (int) (bounds.origin.x + bounds.size.width) - 1;
  gtk_widget_size_allocate (edge, &(GtkAllocation) { x, 0, LENS_PANE_EDGE_WIDTH, height }, -1);
  lens_pane_edge_set_width (LENS_PANE_EDGE (edge), (int) bounds.size.width);
}

static void
lens_pane_frame_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  LensPaneFrame *self = LENS_PANE_FRAME (widget);
  gboolean three = count_panes (self) == 3;

  if (self->outer == NULL || self->inner == NULL)
    return;

  self->waits = FALSE;
  gtk_widget_allocate (GTK_WIDGET (self->outer), width, height, baseline, NULL);
  allocate_edge (self, LENS_PANE_NAMES, three ? self->inner : self->outer, height);
  allocate_edge (self, LENS_PANE_MEMBERS, self->outer, height);
}

static void
lens_pane_frame_dispose (GObject *object)
{
  LensPaneFrame *self = LENS_PANE_FRAME (object);

  g_clear_weak_pointer (&self->back);
  for (guint i = 0; i < LENS_N_PANES_WITH_EDGE; i++)
    g_clear_pointer ((GtkWidget **) &self->edges[i], gtk_widget_unparent);
  self->inner = NULL;
  g_clear_pointer ((GtkWidget **) &self->outer, gtk_widget_unparent);
  g_clear_object (&self->widths);

  G_OBJECT_CLASS (lens_pane_frame_parent_class)->dispose (object);
}

static void
lens_pane_frame_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  LensPaneFrame *self = LENS_PANE_FRAME (object);
  AdwNavigationSplitView *view = g_value_get_object (value);

  switch (prop_id)
    {
    case PROP_OUTER:
      self->outer = view;
      gtk_widget_insert_after (GTK_WIDGET (view), GTK_WIDGET (self), NULL);
      g_signal_connect_object (view, "notify::content", G_CALLBACK (content_changed_cb), self, G_CONNECT_SWAPPED);
      break;

    case PROP_INNER:
      self->inner = view;
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }

  g_signal_connect_object (view, "notify::collapsed", G_CALLBACK (lens_pane_frame_update), self, G_CONNECT_SWAPPED);
  lens_pane_frame_update (self);
}

static void
lens_pane_frame_class_init (LensPaneFrameClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_pane_frame_dispose;
  object_class->set_property = lens_pane_frame_set_property;
  widget_class->measure = lens_pane_frame_measure;
  widget_class->size_allocate = lens_pane_frame_size_allocate;

  /**
   * LensPaneFrame:outer:
   *
   * All panes.
   */
  properties[PROP_OUTER] =
    g_param_spec_object ("outer", NULL, NULL,
                         ADW_TYPE_NAVIGATION_SPLIT_VIEW,
                         (G_PARAM_WRITABLE |
                          G_PARAM_STATIC_STRINGS));

  /**
   * LensPaneFrame:inner:
   *
   * What is in the sidebar of these.
   */
  properties[PROP_INNER] =
    g_param_spec_object ("inner", NULL, NULL,
                         ADW_TYPE_NAVIGATION_SPLIT_VIEW,
                         (G_PARAM_WRITABLE |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "panes.edge", NULL, edge_action);
  gtk_widget_class_install_action (widget_class, "panes.leave-edge", NULL, leave_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F8, 0, "panes.edge", NULL);
}

static void
lens_pane_frame_init (LensPaneFrame *self)
{
  self->widths = lens_pane_widths_new ();
  g_signal_connect_object (self->widths, "moved", G_CALLBACK (lens_pane_frame_update), self, G_CONNECT_SWAPPED);
  self->edges[LENS_PANE_NAMES] = lens_pane_edge_new (_("Width of the Names"));
  self->edges[LENS_PANE_MEMBERS] = lens_pane_edge_new (_("Width of the Methods and Attributes"));

  for (guint i = 0; i < LENS_N_PANES_WITH_EDGE; i++)
    {
      GtkWidget *edge = GTK_WIDGET (self->edges[i]);

      gtk_widget_set_child_visible (edge, FALSE);
      gtk_widget_set_parent (edge, GTK_WIDGET (self));
      g_signal_connect_object (edge, "gripped", G_CALLBACK (gripped_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (edge, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (edge, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (edge, "reset", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);
    }
}

/**
 * lens_pane_frame_remember:
 * @settings: those of the program
 *
 * Makes the panes as wide as they were when the last window was used, and remembers what becomes of them.
 */
void
lens_pane_frame_remember (LensPaneFrame *self,
                          GSettings     *settings)
{
  GSettingsBindFlags flags = G_SETTINGS_BIND_GET | G_SETTINGS_BIND_SET | G_SETTINGS_BIND_GET_NO_CHANGES;

  g_return_if_fail (LENS_IS_PANE_FRAME (self));
  g_return_if_fail (G_IS_SETTINGS (settings));

  g_settings_bind (settings, "names-width", self->widths, "names", flags);
  g_settings_bind (settings, "members-width", self->widths, "members", flags);
}
