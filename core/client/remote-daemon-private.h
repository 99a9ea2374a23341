/* core/client/remote-daemon-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/client/remote-daemon.h"

G_BEGIN_DECLS

char **_pyro_remote_daemon_read_registered (PyroValue  *answer,
                                            GError    **error) G_GNUC_WARN_UNUSED_RESULT;
char  *_pyro_remote_daemon_read_info       (PyroValue  *answer,
                                            GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
