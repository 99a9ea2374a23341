/* ui/models/probe-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/probe.h"

G_BEGIN_DECLS

/* probe-item.c */
LensProbeItem *lens_probe_item_new         (LensMember    *member) G_GNUC_WARN_UNUSED_RESULT;
void           lens_probe_item_set_outcome (LensProbeItem *self,
                                            const char    *outcome);

G_END_DECLS
