/* ui/models/activity.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/batch-list.h"

G_BEGIN_DECLS

#define LENS_TYPE_DEED (lens_deed_get_type ())
G_DECLARE_FINAL_TYPE (LensDeed, lens_deed, LENS, DEED, GObject)

/* A request that was made, or a batch. Properties: line ("stage.move_to(1, 2) → tuple, 2 items · 1.4 ms"), time (GDateTime),
 * state. */
const char       *lens_deed_get_head    (LensDeed         *self);
const char       *lens_deed_get_line    (LensDeed         *self);
const char       *lens_deed_get_outcome (LensDeed         *self);
GDateTime        *lens_deed_get_time    (LensDeed         *self);
LensRequestState  lens_deed_get_state   (LensDeed         *self);
/* The object, while anybody has it, and how it is found again. */
LensObject       *lens_deed_dup_object  (LensDeed         *self);
const char       *lens_deed_get_object_name (LensDeed     *self);
const char       *lens_deed_get_object_uri (LensDeed      *self);
LensRequestVerb   lens_deed_get_verb    (LensDeed         *self);
/* NULL where it was a batch. */
const char       *lens_deed_get_member  (LensDeed         *self);
/* Whether it has this text, or took longer than that: "> 100 ms". */
gboolean          lens_deed_matches     (LensDeed         *self,
                                         const char       *query);
/* How it was made; NULL where its arguments were too large to be kept, or where it was a batch. */
LensPastCall     *lens_deed_get_call    (LensDeed         *self);
/* The request itself, while anybody still has it: nothing large lives for the sake of this list. */
LensRequest      *lens_deed_dup_request (LensDeed         *self);

#define LENS_TYPE_ACTIVITY (lens_activity_get_type ())
G_DECLARE_FINAL_TYPE (LensActivity, lens_activity, LENS, ACTIVITY, GObject)

/* A GListModel of LensDeed, newest first: all that was asked of any object, and what came of it. Properties: n-items,
 * newest (nullable). Signal finished(LensDeed): it is known what came of it. */
LensActivity *lens_activity_new         (void) G_GNUC_WARN_UNUSED_RESULT;
LensActivity *lens_activity_get_default (void);
/* Before the request runs. */
void          lens_activity_add         (LensActivity *self,
                                         LensRequest  *request);
/* When it is on its way. */
void          lens_activity_add_batch   (LensActivity  *self,
                                         LensBatchList *batch);
/* Takes all away; what was there can be put back. */
GListModel   *lens_activity_clear       (LensActivity *self) G_GNUC_WARN_UNUSED_RESULT;
void          lens_activity_put_back    (LensActivity *self,
                                         GListModel   *deeds);

G_END_DECLS
