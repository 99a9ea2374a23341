/* core/wire/call.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/blob.h"
#include "core/wire/frame.h"

G_BEGIN_DECLS

#define PYRO_TYPE_CALL (pyro_call_get_type ())

typedef struct _PyroCall PyroCall;

GType            pyro_call_get_type        (void);
PyroCall        *pyro_call_new             (const char             *object,
                                            const char             *method,
                                            PyroValue              *args,
                                            PyroValue              *kwargs) G_GNUC_WARN_UNUSED_RESULT;
PyroCall        *pyro_call_new_get         (const char             *object,
                                            const char             *attribute) G_GNUC_WARN_UNUSED_RESULT;
PyroCall        *pyro_call_new_set         (const char             *object,
                                            const char             *attribute,
                                            PyroValue              *value) G_GNUC_WARN_UNUSED_RESULT;
PyroCall        *pyro_call_new_batch       (const char             *object,
                                            PyroCall              **calls,
                                            gsize                   n_calls,
                                            GError                **error) G_GNUC_WARN_UNUSED_RESULT;
PyroCall        *pyro_call_new_blob        (const char             *object,
                                            const char             *method,
                                            PyroBlob               *blob) G_GNUC_WARN_UNUSED_RESULT;
PyroCall        *pyro_call_new_from_frame  (PyroFrame              *frame,
                                            GError                **error) G_GNUC_WARN_UNUSED_RESULT;
PyroCall        *pyro_call_with_oneway     (PyroCall               *self,
                                            gboolean                oneway) G_GNUC_WARN_UNUSED_RESULT;
PyroCall        *pyro_call_with_annotations (PyroCall              *self,
                                            PyroAnnotations        *annotations) G_GNUC_WARN_UNUSED_RESULT;
PyroCall        *pyro_call_with_correlation (PyroCall              *self,
                                            const guint8           *correlation) G_GNUC_WARN_UNUSED_RESULT;
PyroCall        *pyro_call_ref             (PyroCall               *self);
void             pyro_call_unref           (PyroCall               *self);

const char      *pyro_call_get_object      (PyroCall               *self);
const char      *pyro_call_get_method      (PyroCall               *self);
PyroValue       *pyro_call_get_args        (PyroCall               *self);
PyroValue       *pyro_call_get_kwargs      (PyroCall               *self);
gboolean         pyro_call_get_oneway      (PyroCall               *self);
PyroAnnotations *pyro_call_get_annotations (PyroCall               *self);
const guint8    *pyro_call_get_correlation (PyroCall               *self);
PyroBlob        *pyro_call_get_blob        (PyroCall               *self);
gboolean         pyro_call_is_batch        (PyroCall               *self);
guint            pyro_call_get_n_calls     (PyroCall               *self);
PyroCall        *pyro_call_get_call        (PyroCall               *self,
                                            guint                   index);

PyroFrame       *pyro_call_to_frame        (PyroCall               *self,
                                            const PyroGeneration   *generation,
                                            const PyroCodec        *codec,
                                            GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroCall, pyro_call_unref)

G_END_DECLS
