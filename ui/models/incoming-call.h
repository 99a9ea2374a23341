/* ui/models/incoming-call.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

G_BEGIN_DECLS

#define LENS_TYPE_INCOMING_CALL (lens_incoming_call_get_type ())
G_DECLARE_FINAL_TYPE (LensIncomingCall, lens_incoming_call, LENS, INCOMING_CALL, GObject)

/* A call that somebody made of a hosted object. Properties: line ("notify(1, 'x')"), time (GDateTime). */
LensIncomingCall *lens_incoming_call_new        (const char       *method,
                                                 PyroValue        *args,
                                                 PyroValue        *kwargs) G_GNUC_WARN_UNUSED_RESULT;
const char       *lens_incoming_call_get_line   (LensIncomingCall *self);
GDateTime        *lens_incoming_call_get_time   (LensIncomingCall *self);
PyroValue        *lens_incoming_call_get_args   (LensIncomingCall *self);
PyroValue        *lens_incoming_call_get_kwargs (LensIncomingCall *self);

G_END_DECLS
