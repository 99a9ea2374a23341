/* core/client/daemon-call-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/call.h"

G_BEGIN_DECLS

PyroCall *_pyro_daemon_call_new (const char *method,
                                 const char *argument) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
