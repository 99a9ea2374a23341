/* ui/models/value-search.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Hits of one search. What has more is told to have more. */
#define LENS_MAX_HITS 1000

/* A trail is a GArray of guint: the positions that lead from a value to one of those within it. */
gboolean   lens_value_search_is_path (const char           *text);
GArray    *lens_value_search_follow  (PyroValue            *value,
                                      const char           *path,
                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void       lens_value_search_async   (PyroValue            *value,
                                      const char           *text,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
GPtrArray *lens_value_search_finish  (GAsyncResult         *result,
                                      gboolean             *more,
                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
