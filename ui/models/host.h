/* ui/models/host.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean lens_host_is_loopback         (const char           *host);
gboolean lens_host_is_any              (const char           *host);
gboolean lens_host_is_numeric_here     (const char           *host);
void     lens_host_is_here_async       (const char           *host,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean lens_host_is_here_finish      (GAsyncResult         *result,
                                        gboolean             *here,
                                        GError              **error);

G_END_DECLS
