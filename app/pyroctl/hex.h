/* app/pyroctl/hex.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *ctl_hex_parse (const char *text,
                       gsize       size,
                       gsize      *place) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
