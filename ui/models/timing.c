/* ui/models/timing.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/timing.h"

#include "ui/models/format.h"

#include <glib/gi18n.h>

/**
 * lens_timing_add:
 * @elapsed: microseconds that a call took
 *
 * Counts a call.
 */
void
lens_timing_add (LensTiming *self,
                 gint64      elapsed)
{
  elapsed = MAX (elapsed, 0);
  self->least = self->n == 0 ? elapsed : MIN (self->least, elapsed);
  self->most = MAX (self->most, elapsed);
  self->total += elapsed;
  self->n++;
}

/**
 * lens_timing_describe:
 *
 * Says how long calls took.
 *
 * Returns: (transfer full) (nullable): one line, or %NULL for fewer than two calls, which need none
 */
char *
lens_timing_describe (const LensTiming *self)
{
  g_autofree char *least = lens_format_unbroken (lens_format_duration (self->least));
  g_autofree char *mean = NULL;
  g_autofree char *most = lens_format_unbroken (lens_format_duration (self->most));

  if (self->n < 2)
    return NULL;

  mean = lens_format_unbroken (lens_format_duration (self->total / self->n));
  /* Translators: a number of calls, and the least, mean and greatest time one of them took */
  return g_strdup_printf (ngettext ("%u call: least %s · mean %s · greatest %s",
                                    "%u calls: least %s · mean %s · greatest %s", self->n),
                          self->n, least, mean, most);
}
