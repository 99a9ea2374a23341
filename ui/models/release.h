/* ui/models/release.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

G_BEGIN_DECLS

/* Gives up a value, in a worker where it is large. */
void lens_release_value (PyroValue *value);

G_END_DECLS
