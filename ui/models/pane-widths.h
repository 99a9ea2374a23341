/* ui/models/pane-widths.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What has an edge that can be moved: the first pane, and the second where three are side by side. */
typedef enum
{
  LENS_PANE_NAMES,
  LENS_PANE_MEMBERS,
} LensPane;

#define LENS_N_PANES_WITH_EDGE 2

/* How a window is divided now. */
typedef struct
{
  guint n_panes;
  int   names;   /* width; of two panes the first one */
  int   members; /* the same; nothing where there are two panes */
  int   all;
} LensDivision;

/* How wide a pane may be, and which part of what it is in it should be. */
typedef struct
{
  double min;
  double max;
  double fraction;
} LensPaneLimits;

#define LENS_TYPE_PANE_WIDTHS (lens_pane_widths_get_type ())
G_DECLARE_FINAL_TYPE (LensPaneWidths, lens_pane_widths, LENS, PANE_WIDTHS, GObject)

/* How wide the panes of a window are to be. Lengths are in scalable pixels. Properties: names, members (0: as wide as fits
 * the window), which are told when an edge came to rest. Signal moved: an edge is elsewhere. */
LensPaneWidths *lens_pane_widths_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void            lens_pane_widths_move       (LensPaneWidths     *self,
                                             LensPane            pane,
                                             const LensDivision *from,
                                             int                 distance);
void            lens_pane_widths_settle     (LensPaneWidths     *self);
void            lens_pane_widths_reset      (LensPaneWidths     *self,
                                             LensPane            pane,
                                             guint               n_panes);
/* Of the first pane within the first two, and of these within the window. */
void            lens_pane_widths_get_limits (LensPaneWidths     *self,
                                             guint               n_panes,
                                             LensPaneLimits     *inner,
                                             LensPaneLimits     *outer);

G_END_DECLS
