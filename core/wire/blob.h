/* core/wire/blob.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/frame.h"

G_BEGIN_DECLS

#define PYRO_TYPE_BLOB (pyro_blob_get_type ())

typedef struct _PyroBlob PyroBlob;

GType       pyro_blob_get_type       (void);
PyroBlob   *pyro_blob_new            (PyroValue   *info,
                                      PyroValue   *data) G_GNUC_WARN_UNUSED_RESULT;
PyroBlob   *pyro_blob_new_from_frame (PyroFrame   *frame,
                                      GError     **error) G_GNUC_WARN_UNUSED_RESULT;
PyroBlob   *pyro_blob_ref            (PyroBlob    *self);
void        pyro_blob_unref          (PyroBlob    *self);

PyroValue  *pyro_blob_get_info       (PyroBlob    *self);
const char *pyro_blob_get_object     (PyroBlob    *self);
const char *pyro_blob_get_method     (PyroBlob    *self);
PyroFrame  *pyro_blob_get_frame      (PyroBlob    *self);
PyroValue  *pyro_blob_decode         (PyroBlob    *self,
                                      GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroBlob, pyro_blob_unref)

G_END_DECLS
