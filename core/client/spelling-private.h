/* core/client/spelling-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint       _pyro_spelling_get_distance (const char        *word,
                                         const char        *other,
                                         guint              max);
const char *_pyro_spelling_find_nearest (const char        *word,
                                         const char *const *first,
                                         const char *const *second);

G_END_DECLS
