/* ui/models/needle.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

G_BEGIN_DECLS

typedef struct _LensNeedle LensNeedle;

LensNeedle *lens_needle_new     (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void        lens_needle_free    (LensNeedle *self);
gboolean    lens_needle_matches (LensNeedle *self,
                                 PyroValue  *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LensNeedle, lens_needle_free)

G_END_DECLS
