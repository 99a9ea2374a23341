/* ui/widgets/tab-panes.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/tab-panes.h"

#include "ui/widgets/call-hint.h"

#include <glib/gi18n.h>

/**
 * LensTabPanes:
 *
 * The page of a tab in the window's tab view, which shows nothing itself: it holds the panes of the tab.
 *
 * The panes are in different places of the window, so a tab view cannot show them. They stay alive while another tab
 * is selected: what is opened, watched or streaming in them goes on. The call pane is the most of a window to make, so
 * there is only a hint in its place until there is a member to call; a tab that was never selected has no panes at all.
 */
struct _LensTabPanes
{
  GtkWidget          parent_instance;

  LensTab           *tab;
  LensObjectPage    *object_page; /* NULL until it was asked for */
  AdwNavigationPage *call_page;   /* the call pane, or the hint; NULL until it was asked for */
};

enum {
  PROP_0,
  PROP_CALL_PAGE,
  N_PROPS
};

enum {
  MEMBER_ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LensTabPanes, lens_tab_panes, GTK_TYPE_WIDGET)

static void
members_shown_cb (LensCallHint *hint,
                  GtkWidget    *members)
{
  lens_call_hint_set_members_shown (hint, gtk_widget_get_mapped (members));
}

static AdwNavigationPage *
make_hint_page (LensTabPanes *self)
{
  LensObjectPage *members = lens_tab_panes_get_object_page (self);
  LensCallHint *hint = lens_call_hint_new (lens_tab_get_browser (self->tab));
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  AdwNavigationPage *page;

  g_signal_connect_object (members, "map", G_CALLBACK (members_shown_cb), hint, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (members, "unmap", G_CALLBACK (members_shown_cb), hint, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  members_shown_cb (hint, GTK_WIDGET (members));

  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new ("", NULL));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (hint));
  page = adw_navigation_page_new (view, _("Call"));

  return g_object_ref_sink (page);
}

static AdwNavigationPage *
make_call_page (LensTabPanes *self)
{
  LensBrowser *browser = lens_tab_get_browser (self->tab);

  if (lens_browser_get_member (browser) == NULL)
    return make_hint_page (self);

  return g_object_ref_sink (g_object_new (LENS_TYPE_CALL_PANE, "browser", browser, NULL));
}

static void
member_changed_cb (LensTabPanes *self)
{
  if (self->call_page == NULL || LENS_IS_CALL_PANE (self->call_page) ||
      lens_browser_get_member (lens_tab_get_browser (self->tab)) == NULL)
    return;

  g_object_unref (self->call_page);
  self->call_page = make_call_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CALL_PAGE]);
}

static void
member_activated_cb (LensTabPanes *self,
                     LensMember   *member)
{
  g_signal_emit (self, signals[MEMBER_ACTIVATED], 0, member);
}

static void
lens_tab_panes_dispose (GObject *object)
{
  LensTabPanes *self = LENS_TAB_PANES (object);

  g_clear_object (&self->object_page);
  g_clear_object (&self->call_page);
  if (self->tab != NULL)
    lens_tab_close (self->tab); /* a window that is closed closes its tabs */
  g_clear_object (&self->tab);

  G_OBJECT_CLASS (lens_tab_panes_parent_class)->dispose (object);
}

static void
lens_tab_panes_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  LensTabPanes *self = LENS_TAB_PANES (object);

  switch (prop_id)
    {
    case PROP_CALL_PAGE:
      g_value_set_object (value, lens_tab_panes_get_call_page (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_tab_panes_class_init (LensTabPanesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lens_tab_panes_dispose;
  object_class->get_property = lens_tab_panes_get_property;

  /**
   * LensTabPanes:call-page:
   *
   * The call pane, or what is shown until there is one.
   */
  properties[PROP_CALL_PAGE] =
    g_param_spec_object ("call-page", NULL, NULL,
                         ADW_TYPE_NAVIGATION_PAGE,
                         (G_PARAM_READABLE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LensTabPanes::member-activated:
   * @member: the member
   *
   * The user wants to call the member, and not only to pass over it.
   */
  signals[MEMBER_ACTIVATED] =
    g_signal_new ("member-activated", LENS_TYPE_TAB_PANES, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL,
                  G_TYPE_NONE, 1, LENS_TYPE_MEMBER);
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
  g_signal_connect_object (lens_tab_get_browser (tab), "notify::member",
                           G_CALLBACK (member_changed_cb), self, G_CONNECT_SWAPPED);

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

  if (self->object_page == NULL)
    {
      self->object_page = g_object_ref_sink (g_object_new (LENS_TYPE_OBJECT_PAGE,
                                                           "browser", lens_tab_get_browser (self->tab),
                                                           NULL));
      g_signal_connect_object (self->object_page, "member-activated",
                               G_CALLBACK (member_activated_cb), self, G_CONNECT_SWAPPED);
    }

  return self->object_page;
}

/**
 * lens_tab_panes_get_call_pane:
 *
 * Gets where the members of the tab are used.
 *
 * Returns: (transfer none) (nullable): the pane, or %NULL until there was a member to call
 */
LensCallPane *
lens_tab_panes_get_call_pane (LensTabPanes *self)
{
  g_return_val_if_fail (LENS_IS_TAB_PANES (self), NULL);

  return LENS_IS_CALL_PANE (self->call_page) ? LENS_CALL_PANE (self->call_page) : NULL;
}

AdwNavigationPage *
lens_tab_panes_get_call_page (LensTabPanes *self)
{
  g_return_val_if_fail (LENS_IS_TAB_PANES (self), NULL);

  if (self->call_page == NULL)
    self->call_page = make_call_page (self);

  return self->call_page;
}
