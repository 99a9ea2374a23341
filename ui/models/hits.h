/* ui/models/hits.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/name-query.h"

G_BEGIN_DECLS

#define LENS_TYPE_HITS (lens_hits_get_type ())
G_DECLARE_FINAL_TYPE (LensHits, lens_hits, LENS, HITS, GObject)

/* A list model of those objects that are looked for. Property: searching. */
LensHits *lens_hits_new           (GListModel *objects,
                                   const char *text) G_GNUC_WARN_UNUSED_RESULT;
void      lens_hits_set_text      (LensHits   *self,
                                   const char *text);
gboolean  lens_hits_get_searching (LensHits   *self);
/* Looks at all that was not looked at yet. */
void      lens_hits_finish        (LensHits   *self);

G_END_DECLS
