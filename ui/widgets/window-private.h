/* ui/widgets/window-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/widgets/window.h"

#include "ui/widgets/call-pane.h"
#include "ui/widgets/object-page.h"
#include "ui/widgets/sidebar.h"
#include "ui/widgets/welcome-page.h"

G_BEGIN_DECLS

struct _LensWindow
{
  AdwApplicationWindow    parent_instance;

  LensBrowser            *browser;
  GSettings              *settings;
  guint                   asked : 1;  /* the user waits for what a search brings */

  /* template children */
  AdwToastOverlay        *toasts;
  GtkStack               *pages;
  AdwNavigationSplitView *outer;
  AdwNavigationSplitView *inner;
  LensWelcomePage        *welcome;
  LensSidebar            *sidebar;
  LensObjectPage         *object_page;
  LensCallPane           *call_pane;
};

/* window.c */
LensServers *lens_window_get_servers     (LensWindow     *self);
void         lens_window_toast           (LensWindow     *self,
                                          const char     *text);

/* window-actions.c */
void         lens_window_install_actions (GtkWidgetClass *widget_class);

/* window-registry.c */
void         lens_window_install_registry (GtkWidgetClass *widget_class);

G_END_DECLS
