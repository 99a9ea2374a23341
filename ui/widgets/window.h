/* ui/widgets/window.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/browser.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_WINDOW (lens_window_get_type ())
G_DECLARE_FINAL_TYPE (LensWindow, lens_window, LENS, WINDOW, AdwApplicationWindow)

LensBrowser *lens_window_get_browser  (LensWindow  *self);
void         lens_window_set_browser  (LensWindow  *self,
                                       LensBrowser *browser);
GSettings   *lens_window_get_settings (LensWindow  *self);
void         lens_window_set_settings (LensWindow  *self,
                                       GSettings   *settings);
void         lens_window_show_server  (LensWindow  *self,
                                       LensServer  *server);

G_END_DECLS
