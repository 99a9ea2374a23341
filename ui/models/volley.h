/* ui/models/volley.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/request.h"

G_BEGIN_DECLS

#define LENS_MAX_VOLLEY_CALLS 100000 /* their times are kept */

#define LENS_TYPE_VOLLEY (lens_volley_get_type ())
G_DECLARE_FINAL_TYPE (LensVolley, lens_volley, LENS, VOLLEY, GObject)

/* The same call so many times, one after the other, and how long they took. Properties: running, n-calls, n-done,
 * n-raised, problem (nullable sentence: why it ended early). They notify at most 20 times a second. */
LensVolley *lens_volley_new            (LensRequest *model,
                                        guint        n_calls) G_GNUC_WARN_UNUSED_RESULT;
void        lens_volley_start          (LensVolley  *self);
void        lens_volley_stop           (LensVolley  *self);
gboolean    lens_volley_get_running    (LensVolley  *self);
guint       lens_volley_get_n_calls    (LensVolley  *self);
guint       lens_volley_get_n_done     (LensVolley  *self);
guint       lens_volley_get_n_raised   (LensVolley  *self);
const char *lens_volley_get_problem    (LensVolley  *self);
/* Microseconds; 0 before a call was answered. */
gint64      lens_volley_get_mean       (LensVolley  *self);
gint64      lens_volley_get_percentile (LensVolley  *self,
                                        guint        percent);

G_END_DECLS
