/* ui/widgets/traceback-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_TRACEBACK_ROW (lens_traceback_row_get_type ())
G_DECLARE_FINAL_TYPE (LensTracebackRow, lens_traceback_row, LENS, TRACEBACK_ROW, AdwPreferencesRow)

PyroTracebackFrame *lens_traceback_row_get_frame   (LensTracebackRow   *self);
void                lens_traceback_row_set_frame   (LensTracebackRow   *self,
                                                    PyroTracebackFrame *frame);
gboolean            lens_traceback_row_get_culprit (LensTracebackRow   *self);
void                lens_traceback_row_set_culprit (LensTracebackRow   *self,
                                                    gboolean            culprit);

G_END_DECLS
