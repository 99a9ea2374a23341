/* ui/models/watch.h
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

#define LENS_TYPE_WATCH (lens_watch_get_type ())
G_DECLARE_FINAL_TYPE (LensWatch, lens_watch, LENS, WATCH, GObject)

/* A call that is made again and again. Properties: running, alarmed, state-text. */
LensWatch   *lens_watch_new            (LensRequest *request,
                                        const char  *path) G_GNUC_WARN_UNUSED_RESULT;
void         lens_watch_start          (LensWatch   *self,
                                        gint64       interval);
void         lens_watch_stop           (LensWatch   *self);
gboolean     lens_watch_get_running    (LensWatch   *self);
LensSeries  *lens_watch_get_series     (LensWatch   *self);
guint        lens_watch_get_n_calls    (LensWatch   *self);
const char  *lens_watch_get_state_text (LensWatch   *self);
void         lens_watch_set_alarm      (LensWatch   *self,
                                        LensAlarm    alarm,
                                        double       threshold);
gboolean     lens_watch_get_alarmed    (LensWatch   *self);

G_END_DECLS
