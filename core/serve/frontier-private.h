/* core/serve/frontier-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/serve/invocation.h"

G_BEGIN_DECLS

gboolean _pyro_frontier_is_private (const char          *name);
gboolean _pyro_frontier_check      (PyroServant         *servant,
                                  PyroMetadata        *metadata,
                                  PyroInvocationKind   kind,
                                  const char          *name,
                                  GError             **error);

G_END_DECLS
