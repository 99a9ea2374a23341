/* ui/widgets/wire-view.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_WIRE_VIEW (lens_wire_view_get_type ())
G_DECLARE_FINAL_TYPE (LensWireView, lens_wire_view, LENS, WIRE_VIEW, AdwBin)

void lens_wire_view_set_reply (LensWireView *self,
                               PyroReply    *reply);

G_END_DECLS
