/* ui/widgets/sidebar-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/widgets/sidebar.h"

#include "ui/widgets/object-filter.h"

G_BEGIN_DECLS

struct _LensSidebar
{
  AdwNavigationPage    parent_instance;

  LensBrowser         *browser;
  GtkFlattenListModel *rows;  /* a LensServer, then its LensObjects that pass the filter; and so on */
  GtkMapListModel     *servers;
  LensObjectFilter    *filter;
  GtkWidget           *menu;    /* the context menu, once it was wanted */
  GObject             *subject; /* what the context menu is about: a LensServer or a LensObject */

  /* template children */
  GtkSearchEntry      *search;
  GtkListView         *list;
  GtkSingleSelection  *selection;
  GtkStack            *stack;
  GtkWidget           *searching;
};

/* sidebar-acts.c */
void lens_sidebar_install_acts (GtkWidgetClass *widget_class);
void lens_sidebar_set_up_acts  (LensSidebar    *self);
void lens_sidebar_drop_acts    (LensSidebar    *self);

G_END_DECLS
