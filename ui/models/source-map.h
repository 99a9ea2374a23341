/* ui/models/source-map.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LENS_TYPE_SOURCE_MAP (lens_source_map_get_type ())
G_DECLARE_FINAL_TYPE (LensSourceMap, lens_source_map, LENS, SOURCE_MAP, GObject)

/* Where the sources of remote programs are on this computer. */
LensSourceMap *lens_source_map_new         (GSettings     *settings) G_GNUC_WARN_UNUSED_RESULT;
LensSourceMap *lens_source_map_get_default (void);
GFile         *lens_source_map_find        (LensSourceMap *self,
                                            const char    *remote_file) G_GNUC_WARN_UNUSED_RESULT;
gboolean       lens_source_map_add         (LensSourceMap *self,
                                            const char    *remote_file,
                                            GFile         *folder);

G_END_DECLS
