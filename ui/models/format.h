/* ui/models/format.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *lens_format_duration (gint64 microseconds) G_GNUC_WARN_UNUSED_RESULT; /* "1.4 ms" */
char *lens_format_size     (gsize  bytes) G_GNUC_WARN_UNUSED_RESULT;        /* "78 B" */
char *lens_format_items    (gsize  n_items) G_GNUC_WARN_UNUSED_RESULT;      /* "3 items" */
char *lens_format_mistake  (const char *mistake,
                            const char *text,
                            guint       column) G_GNUC_WARN_UNUSED_RESULT;
char *lens_format_unbroken (char  *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
