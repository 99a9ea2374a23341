/* ui/widgets/traceback-view.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_TRACEBACK_VIEW (lens_traceback_view_get_type ())
G_DECLARE_FINAL_TYPE (LensTracebackView, lens_traceback_view, LENS, TRACEBACK_VIEW, AdwBin)

PyroException *lens_traceback_view_get_exception (LensTracebackView *self);
void           lens_traceback_view_set_exception (LensTracebackView *self,
                                                  PyroException     *exception);

G_END_DECLS
