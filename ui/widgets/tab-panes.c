/* ui/widgets/tab-panes.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/tab-panes.h"

/**
 * LensTabPanes:
 *
 * The page of a tab in the window's tab view, which shows nothing itself: it holds the panes of the tab.
 *
 * The panes are in different places of the window, so a tab view cannot show them. They stay alive while another tab
 * is selected: what is opened, watched or streaming in them goes on.
 */
struct _LensTabPanes
{
  GtkWidget       parent_instance;

  LensTab        *tab;
  LensObjectPage *object_page;
  LensCallPane   *call_pane;
};

G_DEFINE_FINAL_TYPE (LensTabPanes, lens_tab_panes, GTK_TYPE_WIDGET)

static void
lens_tab_panes_dispose (GObject *object)
{
  LensTabPanes *self = LENS_TAB_PANES (object);

  g_clear_object (&self->object_page);
  g_clear_object (&self->call_pane);
  g_clear_object (&self->tab);

  G_OBJECT_CLASS (lens_tab_panes_parent_class)->dispose (object);
}

static void
lens_tab_panes_class_init (LensTabPanesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lens_tab_panes_dispose;
}

static void
lens_tab_panes_init (LensTabPanes *self)
{
}

/**
 * lens_tab_panes_new:
 * @tab: a tab
 *
 * Makes the panes of a tab.
 *
 * Returns: (transfer floating): the panes
 */
LensTabPanes *
lens_tab_panes_new (LensTab *tab)
{
  LensTabPanes *self;

  g_return_val_if_fail (LENS_IS_TAB (tab), NULL);

  self = g_object_new (LENS_TYPE_TAB_PANES, NULL);
  self->tab = g_object_ref (tab);
  self->object_page = g_object_ref_sink (g_object_new (LENS_TYPE_OBJECT_PAGE,
                                                       "browser", lens_tab_get_browser (tab),
                                                       NULL));
  self->call_pane = g_object_ref_sink (g_object_new (LENS_TYPE_CALL_PANE,
                                                     "browser", lens_tab_get_browser (tab),
                                                     NULL));

  return self;
}

LensTab *
lens_tab_panes_get_tab (LensTabPanes *self)
{
  g_return_val_if_fail (LENS_IS_TAB_PANES (self), NULL);

  return self->tab;
}

LensObjectPage *
lens_tab_panes_get_object_page (LensTabPanes *self)
{
  g_return_val_if_fail (LENS_IS_TAB_PANES (self), NULL);

  return self->object_page;
}

LensCallPane *
lens_tab_panes_get_call_pane (LensTabPanes *self)
{
  g_return_val_if_fail (LENS_IS_TAB_PANES (self), NULL);

  return self->call_pane;
}
