/* app/pyroctl/explain.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

G_BEGIN_DECLS

gboolean ctl_explain (const PyroCodec *codec,
                      PyroValue       *args,
                      PyroValue       *kwargs,
                      gboolean         json);

G_END_DECLS
