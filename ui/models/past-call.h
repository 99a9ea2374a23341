/* ui/models/past-call.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/request.h"

G_BEGIN_DECLS

#define LENS_TYPE_PAST_CALL (lens_past_call_get_type ())
G_DECLARE_FINAL_TYPE (LensPastCall, lens_past_call, LENS, PAST_CALL, GObject)

/* A call that was made, and all that it takes to make it again. Properties: line ("add(1, b=2)"), time
 * (GDateTime). */
LensPastCall *lens_past_call_new_for_request (LensRequest   *request) G_GNUC_WARN_UNUSED_RESULT;
/* As it may be written down, without what may be a secret, and back; NULL for what is none. */
LensPastCall *lens_past_call_new_from_value  (PyroValue     *record) G_GNUC_WARN_UNUSED_RESULT;
PyroValue    *lens_past_call_to_value        (LensPastCall  *self) G_GNUC_WARN_UNUSED_RESULT;
const char   *lens_past_call_get_object      (LensPastCall  *self);
const char   *lens_past_call_get_method      (LensPastCall  *self);
const char   *lens_past_call_get_line        (LensPastCall  *self);
GDateTime    *lens_past_call_get_time        (LensPastCall  *self);
PyroValue    *lens_past_call_get_args        (LensPastCall  *self);
PyroValue    *lens_past_call_get_kwargs      (LensPastCall  *self);
LensParticulars *lens_past_call_dup_particulars (LensPastCall *self) G_GNUC_WARN_UNUSED_RESULT;
/* Whether making it again would be making the other again. */
gboolean      lens_past_call_equal           (LensPastCall  *self,
                                              LensPastCall  *other);
void          lens_past_call_restore         (LensPastCall  *self,
                                              LensMember    *member);

G_END_DECLS
