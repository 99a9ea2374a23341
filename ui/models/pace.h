/* ui/models/pace.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LENS_TYPE_PACE (lens_pace_get_type ())
G_DECLARE_FINAL_TYPE (LensPace, lens_pace, LENS, PACE, GObject)

/* A list model that gives what came to another one a few rows at a time. */
LensPace *lens_pace_new    (GListModel *model) G_GNUC_WARN_UNUSED_RESULT;
/* Gives all that there is. */
void      lens_pace_finish (LensPace   *self);

G_END_DECLS
