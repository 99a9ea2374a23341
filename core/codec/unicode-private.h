/* core/codec/unicode-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  _pyro_unicode_is_valid       (const char *text,
                                        gsize       size,
                                        gboolean    surrogates);
gboolean  _pyro_unicode_has_surrogates (const char *text,
                                        gsize       size);
gsize     _pyro_unicode_put            (char       *text,
                                        guint32     character);

G_END_DECLS
