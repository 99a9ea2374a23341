/* ui/widgets/flow-view.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/flow.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_FLOW_VIEW (lens_flow_view_get_type ())
G_DECLARE_FINAL_TYPE (LensFlowView, lens_flow_view, LENS, FLOW_VIEW, AdwBin)

/* A stream of items, and the buttons that pull it. Property: flow (nullable). */
LensFlow *lens_flow_view_get_flow (LensFlowView *self);
void      lens_flow_view_set_flow (LensFlowView *self,
                                   LensFlow     *flow);

G_END_DECLS
