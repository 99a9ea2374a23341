/* core/wire/correlation.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/frame.h"

G_BEGIN_DECLS

gboolean  pyro_correlation_parse     (const char    *text,
                                      guint8        *correlation,
                                      GError       **error);
char     *pyro_correlation_to_string (const guint8  *correlation) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
