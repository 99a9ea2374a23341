/* tests/ui/widgets/stalls.h - how long the main loop is held up
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void   stalls_init   (void);
void   stalls_watch  (void);
void   stalls_run    (gint64      time);
void   stalls_step   (void);
double stalls_report (const char *what);

G_END_DECLS
