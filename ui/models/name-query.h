/* ui/models/name-query.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/object.h"

G_BEGIN_DECLS

/* What is looked for among names: words, #tags, or one /regular expression/. */
typedef struct _LensNameQuery LensNameQuery;

LensNameQuery *lens_name_query_new         (const char          *text) G_GNUC_WARN_UNUSED_RESULT;
void           lens_name_query_free        (LensNameQuery       *self);
gboolean       lens_name_query_is_empty    (const LensNameQuery *self);
const char    *lens_name_query_get_problem (const LensNameQuery *self);
gboolean       lens_name_query_matches     (const LensNameQuery *self,
                                            LensObject          *object);
gboolean       lens_name_query_is_stricter (const LensNameQuery *self,
                                            const LensNameQuery *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LensNameQuery, lens_name_query_free)

G_END_DECLS
