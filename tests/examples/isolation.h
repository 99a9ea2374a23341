/* tests/examples/isolation.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The address of this machine in its own network that is not the loopback's. */
#define ISOLATED_ADDRESS "192.0.2.1"

const char *isolate_network (void);

G_END_DECLS
