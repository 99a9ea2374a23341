/* core/names/shared-store-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/names/name-store-private.h"

G_BEGIN_DECLS

PyroNameStore *_pyro_shared_store_new (PyroNameStore *store,
                                       GMutex        *lock) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
