/* core/serve/signature.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/value/value.h"

G_BEGIN_DECLS

/* The parameters of a method, as Python writes them: `x, y=1, *args, key=None, **kwargs`. */
typedef struct _PyroSignature PyroSignature;

PyroSignature  *_pyro_signature_new          (const char           *text) G_GNUC_WARN_UNUSED_RESULT;
void            _pyro_signature_free         (PyroSignature        *self);
guint           _pyro_signature_get_n_params (const PyroSignature  *self);
PyroValue     **_pyro_signature_bind         (const PyroSignature  *self,
                                              const char           *class_name,
                                              const char           *method,
                                              PyroValue            *args,
                                              PyroValue            *kwargs,
                                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
