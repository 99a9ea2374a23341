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
/* The same in a tab of its own, for what comes from outside. */
void         lens_window_show_apart   (LensWindow  *self,
                                       LensServer  *server);
/* The same for an address or a link that is not known to be one. */
void         lens_window_open_address (LensWindow  *self,
                                       const char  *address);
/* Says something that must not be missed. */
void         lens_window_warn         (LensWindow  *self,
                                       const char  *sentence);
void         lens_window_collect      (LensWindow  *self,
                                       GPtrArray   *values);
guint        lens_window_restore      (LensWindow  *self,
                                       LensBrowser *browser,
                                       GPtrArray   *values,
                                       guint        at);

G_END_DECLS
