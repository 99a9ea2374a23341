/* ui/models/history.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/past-call.h"

G_BEGIN_DECLS

#define LENS_TYPE_HISTORY (lens_history_get_type ())
G_DECLARE_FINAL_TYPE (LensHistory, lens_history, LENS, HISTORY, GObject)

/* What a history had until it was cleared. */
typedef struct _LensForgotten LensForgotten;

/* The calls that were made, those of each method by itself, kept in a file. */
LensHistory  *lens_history_new         (const char   *path) G_GNUC_WARN_UNUSED_RESULT;
LensHistory  *lens_history_get_default (void);
void          lens_history_add         (LensHistory  *self,
                                        LensPastCall *call);
/* A GListModel of LensPastCall, newest first. */
GListModel   *lens_history_find        (LensHistory  *self,
                                        const char   *object,
                                        const char   *method);
/* Of all methods where these are NULL. */
LensForgotten *lens_history_clear      (LensHistory   *self,
                                        const char    *object,
                                        const char    *method) G_GNUC_WARN_UNUSED_RESULT;
void          lens_history_put_back    (LensHistory   *self,
                                        LensForgotten *forgotten);

guint         lens_forgotten_get_n_calls (LensForgotten *self);
void          lens_forgotten_free      (LensForgotten *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LensForgotten, lens_forgotten_free)

G_END_DECLS
