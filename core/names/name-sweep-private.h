/* core/names/name-sweep-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/names/name-cleaner.h"
#include "core/names/registry.h"

G_BEGIN_DECLS

/* What a cleaner has no hands for: connects to the objects of a registry, and removes the names of those that
 * are gone, in a main context. */
typedef struct _PyroNameSweep PyroNameSweep;

PyroNameSweep *_pyro_name_sweep_new  (GMainContext    *context,
                                      PyroRegistry    *registry,
                                      PyroNameCleaner *cleaner,
                                      gint64           timeout) G_GNUC_WARN_UNUSED_RESULT;
void           _pyro_name_sweep_stop (PyroNameSweep   *self);

G_END_DECLS
