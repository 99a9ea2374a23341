/* ui/widgets/pane-frame.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_PANE_FRAME (lens_pane_frame_get_type ())
G_DECLARE_FINAL_TYPE (LensPaneFrame, lens_pane_frame, LENS, PANE_FRAME, GtkWidget)

/* The panes of a window with the edges between them. Properties: outer (what it shows), inner (what is in the sidebar of
 * that). */
void lens_pane_frame_remember (LensPaneFrame *self,
                               GSettings     *settings);

G_END_DECLS
