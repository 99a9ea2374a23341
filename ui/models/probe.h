/* ui/models/probe.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/object.h"

G_BEGIN_DECLS

#define LENS_TYPE_PROBE_ITEM (lens_probe_item_get_type ())
G_DECLARE_FINAL_TYPE (LensProbeItem, lens_probe_item, LENS, PROBE_ITEM, GObject)

/* A method that can be probed. Properties: member, chosen, outcome (nullable sentence). */
LensMember    *lens_probe_item_get_member  (LensProbeItem  *self);
gboolean       lens_probe_item_get_chosen  (LensProbeItem  *self);
void           lens_probe_item_set_chosen  (LensProbeItem  *self,
                                            gboolean        chosen);
const char    *lens_probe_item_get_outcome (LensProbeItem  *self);

#define LENS_TYPE_PROBE (lens_probe_get_type ())
G_DECLARE_FINAL_TYPE (LensProbe, lens_probe, LENS, PROBE, GObject)

/* Finds out what methods take by calls that cannot bind. Properties: running, n-chosen, problem (nullable
 * sentence). Nothing is chosen at first, and nothing is sent before lens_probe_start(). */
LensProbe     *lens_probe_new              (LensObject     *object,
                                            LensSignatures *signatures) G_GNUC_WARN_UNUSED_RESULT;
GListModel    *lens_probe_get_items        (LensProbe      *self); /* of LensProbeItem */
gboolean       lens_probe_get_running      (LensProbe      *self);
guint          lens_probe_get_n_chosen     (LensProbe      *self);
const char    *lens_probe_get_problem      (LensProbe      *self);
void           lens_probe_start            (LensProbe      *self);
void           lens_probe_cancel           (LensProbe      *self);

G_END_DECLS
