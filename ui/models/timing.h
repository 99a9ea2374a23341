/* ui/models/timing.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long the calls of a member took. */
typedef struct
{
  guint  n;
  gint64 least; /* microseconds */
  gint64 most;
  gint64 total;
} LensTiming;

void  lens_timing_add      (LensTiming       *self,
                            gint64            elapsed);
char *lens_timing_describe (const LensTiming *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
