/* ui/widgets/window-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/widgets/window.h"

#include "ui/widgets/activity-view.h"
#include "ui/widgets/pane-frame.h"
#include "ui/widgets/sidebar.h"
#include "ui/widgets/tab-panes.h"
#include "ui/widgets/welcome-page.h"

G_BEGIN_DECLS

struct _LensWindow
{
  AdwApplicationWindow    parent_instance;

  LensBrowser            *browser;
  GSettings              *settings;
  LensTabPanes           *panes;      /* of the selected tab; its page holds it */
  GHashTable             *disabled;   /* of the names of actions, which are static */
  GHashTable             *awaited;    /* what is to be shown: list of objects → id of a handler; NULL before any */
  GQueue                  closed;     /* of PyroValue, the tab that was closed last first */
  LensActivityView       *activity;   /* in the sheet, as soon as it can be opened; NULL before */
  GtkWidget              *newest;     /* the line of the newest call; NULL until there was one */
  LensSidebar            *sidebar;    /* NULL until it is shown */
  LensWelcomePage        *welcome;    /* the same */
  guint                   syncing : 1;
  guint                   waits : 1;  /* for a tab of another window, or for those that come back */
  guint                   asked : 1;  /* the user waits for what a search brings */

  /* template children */
  AdwToastOverlay        *toasts;
  GtkStack               *pages;
  AdwNavigationSplitView *outer;
  AdwNavigationSplitView *inner;
  AdwBin                 *welcome_place;
  AdwTabBar              *tab_bar;
  AdwTabView             *tabs;
  AdwBottomSheet         *sheet;
  LensPaneFrame          *frame;
};

/* window.c */
LensServers *lens_window_get_servers     (LensWindow     *self);
void         lens_window_toast           (LensWindow     *self,
                                          const char     *text);
void         lens_window_focus_names     (LensWindow     *self);
void         lens_window_changed         (LensWindow     *self);
void         lens_window_show_browser    (LensWindow     *self);
void         lens_window_fill_page       (LensWindow     *self);

void         lens_window_show_object     (LensWindow     *self,
                                          LensObject     *object);

/* window-address.c */
void         lens_window_init_drop       (LensWindow     *self);

/* window-tabs.c */
void         lens_window_focus_form      (LensWindow     *self);
LensTab     *lens_window_get_tab         (LensWindow     *self);
LensTab     *lens_window_new_tab         (LensWindow     *self);
void         lens_window_open_apart      (LensWindow     *self,
                                          LensObject     *object,
                                          gboolean        select);
void         lens_window_set_enabled     (LensWindow     *self,
                                          const char     *action,
                                          gboolean        enabled);
void         lens_window_show_selected   (LensWindow     *self);
AdwTabPage  *lens_window_append_tab      (LensWindow     *self,
                                          LensTab        *tab);
void         lens_window_init_tabs       (LensWindow     *self);
void         lens_window_watch_sidebar   (LensWindow     *self);
void         lens_window_install_tab_actions (GtkWidgetClass *widget_class);

/* window-activity.c */
void         lens_window_init_activity   (LensWindow     *self);
void         lens_window_install_activity_actions (GtkWidgetClass *widget_class);

/* window-buttons.c */
void         lens_window_init_buttons    (LensWindow     *self);

/* window-focus.c */
void         lens_window_init_focus      (LensWindow     *self);

/* window-palette.c */
void         lens_window_show_call       (LensWindow     *self);
void         lens_window_open_member     (LensWindow     *self,
                                          LensObject     *object,
                                          const char     *member,
                                          gboolean        apart);
void         lens_window_install_palette_action (GtkWidgetClass *widget_class);

/* window-actions.c */
void         lens_window_install_actions (GtkWidgetClass *widget_class);

/* window-registry.c */
void         lens_window_install_registry (GtkWidgetClass *widget_class);

G_END_DECLS
