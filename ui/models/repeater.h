/* ui/models/repeater.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/request.h"
#include "ui/models/series.h"

G_BEGIN_DECLS

/**
 * LensAlarm:
 * @LENS_ALARM_NONE: none
 * @LENS_ALARM_ABOVE: the number is above the threshold
 * @LENS_ALARM_BELOW: the number is below it
 *
 * When a watch sounds its alarm.
 */
typedef enum
{
  LENS_ALARM_NONE,
  LENS_ALARM_ABOVE,
  LENS_ALARM_BELOW,
} LensAlarm;

#define LENS_TYPE_REPEATER (lens_repeater_get_type ())
G_DECLARE_FINAL_TYPE (LensRepeater, lens_repeater, LENS, REPEATER, GObject)

/* A call that is made again and again. Properties: running, alarmed, state-text. */
LensRepeater *lens_repeater_new            (LensRequest  *request,
                                            const char   *path) G_GNUC_WARN_UNUSED_RESULT;
void          lens_repeater_start          (LensRepeater *self,
                                            gint64        interval);
void          lens_repeater_stop           (LensRepeater *self);
gboolean      lens_repeater_get_running    (LensRepeater *self);
LensSeries   *lens_repeater_get_series     (LensRepeater *self);
guint         lens_repeater_get_n_calls    (LensRepeater *self);
const char   *lens_repeater_get_state_text (LensRepeater *self);
void          lens_repeater_set_alarm      (LensRepeater *self,
                                            LensAlarm     alarm,
                                            double        threshold);
gboolean      lens_repeater_get_alarmed    (LensRepeater *self);

G_END_DECLS
