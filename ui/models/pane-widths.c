/* ui/models/pane-widths.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/pane-widths.h"

/**
 * LensPaneWidths:
 *
 * How wide the names and the members of an object are beside a call.
 *
 * Until the user moves an edge, a pane has a part of the window. From then on it is as wide as it was made, as long as the
 * window has room for it: what a narrow window takes away is there again when it is wide.
 */
struct _LensPaneWidths
{
  GObject parent_instance;

  int     names;
  int     members;
};

enum {
  PROP_0,
  PROP_NAMES,
  PROP_MEMBERS,
  N_PROPS
};

enum {
  MOVED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LensPaneWidths, lens_pane_widths, G_TYPE_OBJECT)

#define MIN_PANE  200  /* below this, titles and filters cannot be read */
#define MAX_PANE  1000 /* more than any name needs: a spoiled setting leaves room for the call */
#define MIN_CALL  360  /* the form of a call as it is on the narrowest window */
#define ALMOST    0.9  /* of the window: as much as its other limits allow */

/* With three panes, where nobody moved anything. */
static const LensPaneLimits names_alone = { 260, 320, 0.5 };
static const LensPaneLimits both = { 520, 680, 0.5 };
/* With two. */
static const LensPaneLimits names_or_members = { 260, 340, 0.36 };

static int
limit (int width,
       int room)
{
  return MAX (MIN (width, MIN (room, MAX_PANE)), MIN_PANE);
}

static gboolean
take (int *place,
      int  width)
{
  int wanted = width > 0 ? limit (width, MAX_PANE) : 0;

  if (*place == wanted)
    return FALSE;
  *place = wanted;

  return TRUE;
}

static void
lens_pane_widths_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  LensPaneWidths *self = LENS_PANE_WIDTHS (object);

  switch (prop_id)
    {
    case PROP_NAMES:
      g_value_set_int (value, self->names);
      break;

    case PROP_MEMBERS:
      g_value_set_int (value, self->members);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_pane_widths_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  LensPaneWidths *self = LENS_PANE_WIDTHS (object);
  int *place;

  switch (prop_id)
    {
    case PROP_NAMES:
      place = &self->names;
      break;

    case PROP_MEMBERS:
      place = &self->members;
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }

  if (!take (place, g_value_get_int (value)))
    return;
  g_object_notify_by_pspec (object, pspec);
  g_signal_emit (self, signals[MOVED], 0);
}

static void
lens_pane_widths_class_init (LensPaneWidthsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lens_pane_widths_get_property;
  object_class->set_property = lens_pane_widths_set_property;

  /**
   * LensPaneWidths:names:
   *
   * How wide the names are to be; 0 as long as nobody said so.
   */
  properties[PROP_NAMES] =
    g_param_spec_int ("names", NULL, NULL,
                      0, G_MAXINT, 0,
                      (G_PARAM_READWRITE |
                       G_PARAM_EXPLICIT_NOTIFY |
                       G_PARAM_STATIC_STRINGS));

  /**
   * LensPaneWidths:members:
   *
   * How wide the members of an object are to be, where they are beside the names; 0 as long as nobody said so.
   */
  properties[PROP_MEMBERS] =
    g_param_spec_int ("members", NULL, NULL,
                      0, G_MAXINT, 0,
                      (G_PARAM_READWRITE |
                       G_PARAM_EXPLICIT_NOTIFY |
                       G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LensPaneWidths::moved:
   *
   * What lens_pane_widths_get_limits() gives is something else.
   */
  signals[MOVED] =
    g_signal_new ("moved", LENS_TYPE_PANE_WIDTHS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lens_pane_widths_init (LensPaneWidths *self)
{
}

LensPaneWidths *
lens_pane_widths_new (void)
{
  return g_object_new (LENS_TYPE_PANE_WIDTHS, NULL);
}

/**
 * lens_pane_widths_move:
 * @pane: what ends at the edge
 * @from: how the window was divided before the edge was moved
 * @distance: how far, to be wider, or narrower where it is negative
 *
 * Moves the edge of a pane, as far as there is room. No other edge moves.
 */
void
lens_pane_widths_move (LensPaneWidths     *self,
                       LensPane            pane,
                       const LensDivision *from,
                       int                 distance)
{
  int names, members;

  g_return_if_fail (LENS_IS_PANE_WIDTHS (self));
  g_return_if_fail (from != NULL);

  names = from->names;
  members = from->members;
  if (from->n_panes == 3 && pane == LENS_PANE_NAMES)
    {
      names = limit (names + distance, names + members - MIN_PANE);
      members = limit (from->names + members - names, MAX_PANE);
    }
  else if (from->n_panes == 3)
    members = limit (members + distance, from->all - names - MIN_CALL);
  else if (from->n_panes == 2)
    names = limit (names + distance, from->all - MIN_CALL);
  else
    return;

  if (names == self->names && (members == self->members || from->n_panes == 2))
    return;
  self->names = names;
  if (from->n_panes == 3)
    self->members = members;
  g_signal_emit (self, signals[MOVED], 0);
}

/**
 * lens_pane_widths_settle:
 *
 * The edges stay where they are for now, so that it is worth to remember.
 */
void
lens_pane_widths_settle (LensPaneWidths *self)
{
  g_return_if_fail (LENS_IS_PANE_WIDTHS (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAMES]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEMBERS]);
}

/**
 * lens_pane_widths_reset:
 * @pane: what ends at the edge
 * @n_panes: so many are side by side
 *
 * Gives the panes that the edge divides their part of the window again.
 */
void
lens_pane_widths_reset (LensPaneWidths *self,
                        LensPane        pane,
                        guint           n_panes)
{
  g_return_if_fail (LENS_IS_PANE_WIDTHS (self));

  if (pane == LENS_PANE_NAMES)
    self->names = 0;
  if (n_panes == 3)
    self->members = 0;
  g_signal_emit (self, signals[MOVED], 0);
  lens_pane_widths_settle (self);
}

/**
 * lens_pane_widths_get_limits:
 * @n_panes: so many are side by side
 * @inner: (out): for the names, within the names and the members
 * @outer: (out): for these together, within the window
 *
 * Gets how wide the panes may be, of which they take as much as the others leave.
 */
void
lens_pane_widths_get_limits (LensPaneWidths *self,
                             guint           n_panes,
                             LensPaneLimits *inner,
                             LensPaneLimits *outer)
{
  g_return_if_fail (LENS_IS_PANE_WIDTHS (self));
  g_return_if_fail (inner != NULL && outer != NULL);

  *inner = names_alone;
  *outer = n_panes == 3 ? both : names_or_members;
  if (self->names > 0)
    *inner = (LensPaneLimits) { MIN_PANE, self->names, ALMOST };
  if (n_panes != 3)
    {
      if (self->names > 0)
        *outer = *inner;
      return;
    }
  if (self->names > 0 || self->members > 0)
    *outer = (LensPaneLimits) { 2 * MIN_PANE,
                                (self->names > 0 ? self->names : names_alone.max) +
                                (self->members > 0 ? self->members : both.max - names_alone.max),
                                ALMOST };
}
