/* ui/models/rounds.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/object.h"

G_BEGIN_DECLS

#define LENS_TYPE_ROUNDS (lens_rounds_get_type ())
G_DECLARE_FINAL_TYPE (LensRounds, lens_rounds, LENS, ROUNDS, GObject)

/* Looks at objects over and over while it is active: new ones first, few at a time. */
LensRounds *lens_rounds_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void        lens_rounds_set_active (LensRounds *self,
                                    gboolean    active);
void        lens_rounds_add        (LensRounds *self,
                                    LensObject *object);
void        lens_rounds_renew      (LensRounds *self,
                                    LensObject *object);
void        lens_rounds_remove     (LensRounds *self,
                                    LensObject *object);

G_END_DECLS
