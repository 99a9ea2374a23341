/* ui/widgets/state-mark.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/object.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_STATE_MARK (lens_state_mark_get_type ())
G_DECLARE_FINAL_TYPE (LensStateMark, lens_state_mark, LENS, STATE_MARK, GtkWidget)

LensObjectState lens_state_mark_get_state (LensStateMark   *self);
void            lens_state_mark_set_state (LensStateMark   *self,
                                           LensObjectState  state);
const char     *lens_state_mark_get_text  (LensStateMark   *self);
void            lens_state_mark_set_text  (LensStateMark   *self,
                                           const char      *text);

G_END_DECLS
