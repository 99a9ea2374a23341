/* core/names/discovery.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/config.h"
#include "core/wire/uri.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Asks the local networks for name servers with Pyro's UDP broadcast (IPv4). */
void       pyro_discovery_search_async  (const PyroConfig     *config,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
GPtrArray *pyro_discovery_search_finish (GAsyncResult         *result,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void       pyro_discovery_find_async    (const PyroConfig     *config,
                                         guint16               port,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
PyroUri   *pyro_discovery_find_finish   (GAsyncResult         *result,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;
PyroUri   *pyro_discovery_find_sync     (const PyroConfig     *config,
                                         guint16               port,
                                         GCancellable         *cancellable,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
