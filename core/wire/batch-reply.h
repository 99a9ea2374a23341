/* core/wire/batch-reply.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/reply.h"

G_BEGIN_DECLS

#define PYRO_TYPE_BATCH_REPLY (pyro_batch_reply_get_type ())

typedef struct _PyroBatchReply PyroBatchReply;

GType           pyro_batch_reply_get_type      (void);
PyroBatchReply *pyro_batch_reply_new           (PyroReply       *reply,
                                                guint            n_calls,
                                                GError         **error) G_GNUC_WARN_UNUSED_RESULT;
PyroBatchReply *pyro_batch_reply_ref           (PyroBatchReply  *self);
void            pyro_batch_reply_unref         (PyroBatchReply  *self);

PyroReply      *pyro_batch_reply_get_reply     (PyroBatchReply  *self);
guint           pyro_batch_reply_get_n_calls   (PyroBatchReply  *self);
guint           pyro_batch_reply_get_n_results (PyroBatchReply  *self);
PyroException  *pyro_batch_reply_get_exception (PyroBatchReply  *self);
PyroValue      *pyro_batch_reply_dup_result    (PyroBatchReply  *self,
                                                guint            index,
                                                GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroBatchReply, pyro_batch_reply_unref)

G_END_DECLS
