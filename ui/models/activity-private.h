/* ui/models/activity-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/activity.h"

G_BEGIN_DECLS

/* deed.c */
LensDeed *lens_deed_new           (LensRequest   *request) G_GNUC_WARN_UNUSED_RESULT;
LensDeed *lens_deed_new_for_batch (LensBatchList *batch) G_GNUC_WARN_UNUSED_RESULT;
/* What is known of it now; FALSE while it is not over. */
gboolean  lens_deed_update        (LensDeed      *self,
                                   LensRequest   *request);
gboolean  lens_deed_update_batch  (LensDeed      *self,
                                   LensBatchList *batch);

G_END_DECLS
