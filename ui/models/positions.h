/* ui/models/positions.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GArray *lens_positions_new        (void);
GArray *lens_positions_new_range  (guint         position,
                                   guint         n);
GArray *lens_positions_new_merged (GArray       *positions,
                                   GArray       *others);
guint   lens_positions_get        (GArray       *positions,
                                   guint         i);
guint   lens_positions_find       (GArray       *positions,
                                   guint         position);
guint   lens_positions_splice     (GArray       *positions,
                                   guint         position,
                                   guint         removed,
                                   guint         added,
                                   GArray       *fresh);

G_END_DECLS
