/* core/wire/reply.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/exception.h"
#include "core/wire/frame.h"

G_BEGIN_DECLS

#define PYRO_TYPE_REPLY (pyro_reply_get_type ())

typedef struct _PyroReply PyroReply;

GType            pyro_reply_get_type        (void);
PyroReply       *pyro_reply_new             (PyroFrame   *frame,
                                             GError     **error) G_GNUC_WARN_UNUSED_RESULT;
PyroReply       *pyro_reply_ref             (PyroReply   *self);
void             pyro_reply_unref           (PyroReply   *self);

PyroFrame       *pyro_reply_get_frame       (PyroReply   *self);
gboolean         pyro_reply_is_exception    (PyroReply   *self);
const char      *pyro_reply_get_stream_id   (PyroReply   *self);
PyroAnnotations *pyro_reply_get_annotations (PyroReply   *self);
char            *pyro_reply_dup_correlation (PyroReply   *self) G_GNUC_WARN_UNUSED_RESULT;
PyroValue       *pyro_reply_decode          (PyroReply   *self,
                                             GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroReply, pyro_reply_unref)

G_END_DECLS
