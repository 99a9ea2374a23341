/* tests/examples/example-list.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void example_list_check (const char *heading,
                         const char *generation,
                         GHashTable *files);

G_END_DECLS
