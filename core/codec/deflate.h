/* core/codec/deflate.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *pyro_deflate (GBytes  *plain,
                      int      level,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *pyro_inflate (GBytes  *compressed,
                      gsize    max_size,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *pyro_gunzip  (GBytes  *compressed,
                      gsize    max_size,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
