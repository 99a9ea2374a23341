/* ui/models/activity-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/activity.h"

G_BEGIN_DECLS

/* deed.c */
LensDeed *lens_deed_new    (LensRequest *request) G_GNUC_WARN_UNUSED_RESULT;
gboolean  lens_deed_update (LensDeed    *self,
                            LensRequest *request);

G_END_DECLS
