/* core/names/broadcast-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where a broadcast goes to: arrays of GSocketAddress. */
GPtrArray *_pyro_broadcast_resolve_sync   (const char *const    *names,
                                           guint16               port,
                                           GCancellable         *cancellable,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void       _pyro_broadcast_resolve_async  (const char *const    *names,
                                           guint16               port,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GPtrArray *_pyro_broadcast_resolve_finish (GAsyncResult         *result,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
