/* core/codec/base64-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void    _pyro_base64_append (GString      *out,
                             const guint8 *data,
                             gsize         size);
GBytes *_pyro_base64_decode (const char   *text,
                             gsize         size,
                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
