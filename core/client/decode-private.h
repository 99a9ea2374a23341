/* core/client/decode-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/reply.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reads a reply; may be run in another thread. */
typedef gpointer (*PyroDecodeFunc) (PyroReply  *reply,
                                    guint       detail,
                                    GError    **error);

void     _pyro_decode_async  (PyroReply            *reply,
                              PyroDecodeFunc        func,
                              guint                 detail,
                              GDestroyNotify        result_free,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data);
gpointer _pyro_decode_finish (GAsyncResult         *result,
                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
