/* ui/models/moment.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Dates and times as Python's isoformat() writes them. Each takes what people type, and gives what Python
 * would write; NULL with a sentence, and the character that is wrong, from 1. */
char     *lens_moment_read_date     (const char  *text,
                                     guint       *column,
                                     GError     **error) G_GNUC_WARN_UNUSED_RESULT;
char     *lens_moment_read_time     (const char  *text,
                                     guint       *column,
                                     GError     **error) G_GNUC_WARN_UNUSED_RESULT;
char     *lens_moment_read_datetime (const char  *text,
                                     guint       *column,
                                     GError     **error) G_GNUC_WARN_UNUSED_RESULT;
/* `1:30:00`, `2 days, 1:30:00.5` or seconds. */
gboolean  lens_moment_read_span     (const char  *text,
                                     double      *seconds,
                                     guint       *column,
                                     GError     **error);

G_END_DECLS
