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

/* What an object is found by. */
typedef enum {
  LENS_NAME_HIT_NONE,
  LENS_NAME_HIT_NAME,
  LENS_NAME_HIT_OTHER, /* its address or a tag, at least one of the words */
} LensNameHit;

LensNameQuery *lens_name_query_new         (const char          *text) G_GNUC_WARN_UNUSED_RESULT;
void           lens_name_query_free        (LensNameQuery       *self);
gboolean       lens_name_query_is_empty    (const LensNameQuery *self);
const char    *lens_name_query_get_problem (const LensNameQuery *self);
LensNameHit    lens_name_query_judge       (const LensNameQuery *self,
                                            LensObject          *object);
gboolean       lens_name_query_is_stricter (const LensNameQuery *self,
                                            const LensNameQuery *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LensNameQuery, lens_name_query_free)

G_END_DECLS
