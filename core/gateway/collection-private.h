/* core/gateway/collection-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/client/proxy.h"

G_BEGIN_DECLS

/* All the items of a stream, as one JSON array. */
void    _pyro_collection_async  (PyroProxy            *proxy,
                                 PyroReply            *reply,
                                 gint64                timeout,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
GBytes *_pyro_collection_finish (GAsyncResult         *result,
                                 GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
