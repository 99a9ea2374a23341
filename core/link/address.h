/* core/link/address.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/uri.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Opens a socket to the location of a PYRO: URI (TCP over IPv4 or IPv6, or a Unix socket). */
void     pyro_address_connect_async  (PyroUri              *uri,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
GSocket *pyro_address_connect_finish (GAsyncResult         *result,
                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;
GSocket *pyro_address_connect_sync   (PyroUri              *uri,
                                      gint64                deadline,
                                      GCancellable         *cancellable,
                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
