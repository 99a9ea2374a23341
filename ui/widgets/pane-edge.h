/* ui/widgets/pane-edge.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LENS_TYPE_PANE_EDGE (lens_pane_edge_get_type ())
G_DECLARE_FINAL_TYPE (LensPaneEdge, lens_pane_edge, LENS, PANE_EDGE, GtkWidget)

#define LENS_PANE_EDGE_WIDTH 7 /* of what the pointer can take; less is hard to hit, more hides what is beside it */

/* The edge of a pane, to be dragged, or moved with keys. Signals gripped, moved(int: so many pixels since it was gripped,
 * positive to be wider), released, reset. */
LensPaneEdge *lens_pane_edge_new       (const char   *label) G_GNUC_WARN_UNUSED_RESULT;
void          lens_pane_edge_set_width (LensPaneEdge *self,
                                        int           width);

G_END_DECLS
