/* ui/models/fuzzy.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What was typed to find something, made ready for many names. */
typedef struct _LensFuzzy LensFuzzy;

LensFuzzy *lens_fuzzy_new     (const char      *query) G_GNUC_WARN_UNUSED_RESULT;
void       lens_fuzzy_free    (LensFuzzy       *self);
gboolean   lens_fuzzy_is_empty (const LensFuzzy *self);
guint      lens_fuzzy_get_n_words (const LensFuzzy *self);
/* All it fits, this fits as well: what did not fit @other need not be looked at again. */
gboolean   lens_fuzzy_narrows (const LensFuzzy *self,
                               const LensFuzzy *other);
/* How well a folded name fits: 0 for not at all, the more the better. */
guint      lens_fuzzy_score   (const LensFuzzy *self,
                               const char      *folded);
/* The same without the last word. */
guint      lens_fuzzy_score_first (const LensFuzzy *self,
                               const char      *folded);
/* A name as lens_fuzzy_score() takes it. */
char      *lens_fuzzy_fold    (const char      *name) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LensFuzzy, lens_fuzzy_free)

G_END_DECLS
