/* ui/widgets/sidebar-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/widgets/sidebar.h"

#include "ui/models/hits.h"
#include "ui/models/pace.h"
#include "ui/widgets/server-row.h"

G_BEGIN_DECLS

struct _LensSidebar
{
  AdwNavigationPage    parent_instance;

  LensBrowser         *browser;
  LensPace            *rows;  /* a LensServer, then its tree of GtkTreeListRows, or its hits; and so on */
  GtkMapListModel     *servers;
  GHashTable          *heads;   /* LensServer → its LensServerRow, of those that are bound */
  char                *text;    /* what is looked for */
  GObject             *subject; /* what the context menu is about: a LensServer or a LensObject */
  gboolean             filtered; /* hits are shown, and no trees */

  /* template children */
  GtkSearchEntry      *search;
  GtkLabel            *problem;
  GtkListView         *list;
  GtkSingleSelection  *selection;
  GtkStack            *stack;
  GtkWidget           *searching;
};

/* sidebar.c */
void     lens_sidebar_judge_hits    (LensSidebar *self);

/* sidebar-rows.c */
gpointer lens_sidebar_get_thing     (gpointer     row);
void     lens_sidebar_fill          (LensSidebar *self);
void     lens_sidebar_empty         (LensSidebar *self);
void     lens_sidebar_set_tree_row  (GtkWidget   *row,
                                     GtkTreeListRow *tree_row);
GtkTreeListRow *
         lens_sidebar_get_tree_row  (GtkWidget   *row);
guint    lens_sidebar_find_row      (LensSidebar *self,
                                     GtkTreeListRow *tree_row);
void     lens_sidebar_show_head     (LensSidebar *self,
                                     LensServerRow *row,
                                     LensServer  *server);
void     lens_sidebar_hide_head     (LensSidebar *self,
                                     LensServerRow *row);
void     lens_sidebar_look_for      (LensSidebar *self,
                                     const char  *text);
gboolean lens_sidebar_is_searching  (LensSidebar *self);
void     lens_sidebar_finish_rows   (LensSidebar *self);
void     lens_sidebar_select_among  (LensSidebar *self,
                                     guint        position,
                                     guint        n);

LensObject *
         lens_sidebar_find_object   (LensSidebar *self,
                                     const char  *name);
guint    lens_sidebar_find_best     (LensSidebar *self,
                                     const char  *text);

/* sidebar-acts.c */
GObject    *lens_sidebar_find_thing       (GtkWidget      *widget);
LensServer *lens_sidebar_find_server      (LensSidebar    *self,
                                           LensObject     *object);
LensServer *lens_sidebar_find_name_server (LensSidebar    *self,
                                           GObject        *subject);
gboolean    lens_sidebar_is_name_server   (LensServer     *server);
void        lens_sidebar_install_acts     (GtkWidgetClass *widget_class);
void        lens_sidebar_set_up_acts      (LensSidebar    *self);

/* sidebar-menu.c */
void        lens_sidebar_menu_action      (GtkWidget      *widget,
                                           const char     *action_name,
                                           GVariant       *parameter);
void        lens_sidebar_set_up_menu      (LensSidebar    *self);
void        lens_sidebar_drop_menu        (LensSidebar    *self);

G_END_DECLS
