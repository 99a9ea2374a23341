/* ui/widgets/tab-panes.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/tab.h"
#include "ui/widgets/call-pane.h"
#include "ui/widgets/object-page.h"

G_BEGIN_DECLS

#define LENS_TYPE_TAB_PANES (lens_tab_panes_get_type ())
G_DECLARE_FINAL_TYPE (LensTabPanes, lens_tab_panes, LENS, TAB_PANES, GtkWidget)

/* The panes of one tab, which the window has in its two places while the tab is selected. Property: call-page. */
LensTabPanes   *lens_tab_panes_new             (LensTab      *tab) G_GNUC_WARN_UNUSED_RESULT;
LensTab        *lens_tab_panes_get_tab         (LensTabPanes *self);
LensObjectPage *lens_tab_panes_get_object_page (LensTabPanes *self);
/* NULL until there was a member to call. */
LensCallPane   *lens_tab_panes_get_call_pane   (LensTabPanes *self);
/* The call pane, or what is shown until there is one. */
AdwNavigationPage *lens_tab_panes_get_call_page (LensTabPanes *self);

G_END_DECLS
