/* ui/models/twin.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/object.h"

G_BEGIN_DECLS

/* A twin is the same remote object once more, with a connection and with drafts of its own: for a second tab. */
LensObject *lens_twin_new          (LensObject *original) G_GNUC_WARN_UNUSED_RESULT;
/* @self, which has no original yet, is a twin from now on. */
void        lens_twin_follow       (LensObject *self,
                                    LensObject *original);
/* What it is the twin of; itself where it is none. */
LensObject *lens_twin_get_original (LensObject *self);

G_END_DECLS
