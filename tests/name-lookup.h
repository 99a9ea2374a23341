/* tests/name-lookup.h - names that have the addresses a test wants
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void name_lookup_begin (const char *const *addresses);
void name_lookup_end   (void);

G_END_DECLS
