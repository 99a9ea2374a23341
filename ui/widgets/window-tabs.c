/* ui/widgets/window-tabs.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/window-private.h"

#include "ui/widgets/doctor-page.h"
#include "ui/widgets/draft-toast.h"
#include "ui/widgets/sidebar-private.h"

/* The tabs of a window: which there are, and that the panes of the selected one are in their places. */

#define MAX_CLOSED 20 /* tabs that can be opened again */

static LensTabPanes *
get_panes (AdwTabPage *page)
{
  return LENS_TAB_PANES (adw_tab_page_get_child (page));
}

void
lens_window_focus_form (LensWindow *self)
{
  LensCallPane *pane = self->panes != NULL ? lens_tab_panes_get_call_pane (self->panes) : NULL;

  if (pane != NULL)
    lens_call_pane_focus_form (pane);
}

LensTab *
lens_window_get_tab (LensWindow *self)
{
  return self->panes != NULL ? lens_tab_panes_get_tab (self->panes) : NULL;
}

/* The list of names shows what the tab has open. */
static void
show_listed (LensWindow *self)
{
  LensTab *tab = lens_window_get_tab (self);

  if (tab == NULL)
    return;

  self->syncing = TRUE;
  lens_browser_set_object (self->browser, lens_tab_get_listed (tab));
  self->syncing = FALSE;
}

/* Puts the panes of the selected tab into their places. */
void
lens_window_show_selected (LensWindow *self)
{
  AdwTabPage *page;

  if (self->tabs == NULL)
    return; /* the window goes, and its tabs one after another */
  if (self->waits)
    return; /* for the one that is to be shown of those that come back */

  page = adw_tab_view_get_selected_page (self->tabs);
  self->panes = page != NULL ? get_panes (page) : NULL;
  if (self->panes == NULL)
    {
      adw_navigation_split_view_set_content (self->inner, NULL);
      adw_navigation_split_view_set_content (self->outer, NULL);
      return;
    }

  lens_tab_wake (lens_tab_panes_get_tab (self->panes));
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "browse") != 0)
    return; /* they are made when there is anything to see in them */

  adw_navigation_split_view_set_content (self->inner,
                                         ADW_NAVIGATION_PAGE (lens_tab_panes_get_object_page (self->panes)));
  adw_navigation_split_view_set_content (self->outer, lens_tab_panes_get_call_page (self->panes));
  show_listed (self);
  lens_window_changed (self);
}

static void
title_changed_cb (LensWindow *self,
                  GParamSpec *pspec,
                  LensTab    *tab)
{
  if (tab == lens_window_get_tab (self))
    show_listed (self);
}

static void
member_activated_cb (LensWindow   *self,
                     LensMember   *member,
                     LensTabPanes *panes)
{
  lens_browser_set_member (lens_tab_get_browser (lens_tab_panes_get_tab (panes)), member);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.close-doctor", NULL); /* it may be the member that was open */
  adw_navigation_split_view_set_show_content (self->outer, TRUE);
  lens_window_focus_form (self);
}

/* The call pane takes the place of the hint, unless there is something else. */
static void
call_page_changed_cb (LensWindow   *self,
                      GParamSpec   *pspec,
                      LensTabPanes *panes)
{
  if (panes == self->panes && !LENS_IS_DOCTOR_PAGE (adw_navigation_split_view_get_content (self->outer)))
    adw_navigation_split_view_set_content (self->outer, lens_tab_panes_get_call_page (panes));
}

static void
replaced_cb (LensWindow *self,
             LensMember *member,
             PyroValue  *draft)
{
  lens_draft_toast_show (GTK_WIDGET (self->tabs), member, draft);
}

static void
attached_cb (LensWindow *self,
             AdwTabPage *page)
{
  LensTabPanes *panes = get_panes (page);
  LensTab *tab = lens_tab_panes_get_tab (panes);

  g_signal_connect_object (tab, "notify::title", G_CALLBACK (title_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tab, "replaced", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tab, "changed", G_CALLBACK (lens_window_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (panes, "notify::call-page", G_CALLBACK (call_page_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (panes, "member-activated", G_CALLBACK (member_activated_cb), self, G_CONNECT_SWAPPED);
  lens_window_changed (self);
}

static void
detached_cb (LensWindow *self,
             AdwTabPage *page)
{
  LensTabPanes *panes = get_panes (page);

  g_signal_handlers_disconnect_by_data (lens_tab_panes_get_tab (panes), self);
  g_signal_handlers_disconnect_by_data (panes, self);
  lens_window_changed (self);
}

/* What a tab had is kept, and all that runs in it ends with it. */
static gboolean
close_page_cb (LensWindow *self,
               AdwTabPage *page)
{
  g_autoptr(LensTab) tab = g_object_ref (lens_tab_panes_get_tab (get_panes (page)));
  PyroValue *value = lens_tab_to_value (tab);

  if (value != NULL)
    g_queue_push_head (&self->closed, value);
  if (self->closed.length > MAX_CLOSED)
    pyro_value_unref (g_queue_pop_tail (&self->closed));
  lens_window_set_enabled (self, "win.reopen-tab", self->closed.length > 0);
  adw_tab_view_close_page_finish (self->tabs, page, TRUE);
  lens_tab_close (tab);

  return GDK_EVENT_STOP;
}

/* A tab that is pulled out of the window. */
static AdwTabView *
create_window_cb (LensWindow *self)
{
  g_autoptr(LensBrowser) browser = lens_browser_new (lens_window_get_servers (self));
  LensWindow *window = g_object_new (LENS_TYPE_WINDOW,
                                     "application", gtk_window_get_application (GTK_WINDOW (self)),
                                     "settings", self->settings,
                                     NULL);

  window->waits = TRUE;
  lens_window_set_browser (window, browser);
  window->waits = FALSE;
  lens_window_fill_page (window);
  gtk_window_present (GTK_WINDOW (window));

  return window->tabs;
}

AdwTabPage *
lens_window_append_tab (LensWindow *self,
                        LensTab    *tab)
{
  AdwTabPage *page = adw_tab_view_append (self->tabs, GTK_WIDGET (lens_tab_panes_new (tab)));

  g_object_bind_property (tab, "title", page, "title", G_BINDING_SYNC_CREATE);

  return page;
}

/* One with nothing open is used before another one is made. */
LensTab *
lens_window_new_tab (LensWindow *self)
{
  g_autoptr(LensTab) tab = NULL;
  LensTab *current = lens_window_get_tab (self);

  if (current != NULL && lens_browser_get_object (lens_tab_get_browser (current)) == NULL)
    return current;

  tab = lens_tab_new (lens_window_get_servers (self));
  adw_tab_view_set_selected_page (self->tabs, lens_window_append_tab (self, tab));

  return tab; /* its page holds it */
}

static void
new_tab_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  LensWindow *self = LENS_WINDOW (widget);
  g_autoptr(LensTab) tab = lens_tab_new (lens_window_get_servers (self));

  adw_tab_view_set_selected_page (self->tabs, lens_window_append_tab (self, tab));
  lens_window_focus_names (self);
}

static void
close_tab_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  LensWindow *self = LENS_WINDOW (widget);

  if (adw_tab_view_get_n_pages (self->tabs) > 1)
    adw_tab_view_close_page (self->tabs, adw_tab_view_get_selected_page (self->tabs));
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
reopen_tab_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  LensWindow *self = LENS_WINDOW (widget);
  g_autoptr(PyroValue) value = g_queue_pop_head (&self->closed);
  g_autoptr(LensTab) tab = NULL;

  if (value == NULL)
    return;

  lens_window_set_enabled (self, "win.reopen-tab", self->closed.length > 0);
  tab = lens_tab_new_restored (lens_window_get_servers (self), value);
  adw_tab_view_set_selected_page (self->tabs, lens_window_append_tab (self, tab));
}

/* Round and round. */
static void
turn_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LensWindow *self = LENS_WINDOW (widget);
  AdwTabPage *page = adw_tab_view_get_selected_page (self->tabs);
  int n = adw_tab_view_get_n_pages (self->tabs);

  if (page == NULL)
    return;

  adw_tab_view_set_selected_page (self->tabs,
                                  adw_tab_view_get_nth_page (self->tabs,
                                                             (adw_tab_view_get_page_position (self->tabs, page) +
                                                              g_variant_get_int32 (parameter) + n) % n));
}

static void
choose_tab_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  LensWindow *self = LENS_WINDOW (widget);
  int number = g_variant_get_int32 (parameter);

  if (number < adw_tab_view_get_n_pages (self->tabs))
    adw_tab_view_set_selected_page (self->tabs, adw_tab_view_get_nth_page (self->tabs, number));
}

/* One with nothing open is used before another one is made, but where it is not to be selected. */
void
lens_window_open_apart (LensWindow *self,
                        LensObject *object,
                        gboolean    select)
{
  g_autoptr(LensTab) tab = NULL;

  if (select)
    {
      lens_tab_open (lens_window_new_tab (self), object);
      adw_navigation_split_view_set_show_content (self->inner, TRUE);
      return;
    }

  tab = lens_tab_new (lens_window_get_servers (self));
  lens_tab_open (tab, object);
  lens_window_append_tab (self, tab);
}

/* Any place on its row counts. */
static LensObject *
pick_object (LensWindow *self,
             double      x,
             double      y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->sidebar), x, y, GTK_PICK_DEFAULT);
  GtkWidget *list = picked != NULL ? gtk_widget_get_ancestor (picked, GTK_TYPE_LIST_VIEW) : NULL;
  GObject *thing = list != NULL && picked != list ? lens_sidebar_find_thing (picked) : NULL;

  return LENS_IS_OBJECT (thing) ? LENS_OBJECT (thing) : NULL;
}

/* A click on a name with the middle button, or with Ctrl: in a tab of its own. */
static void
pressed_cb (LensWindow *self,
            int         n_presses,
            double      x,
            double      y,
            GtkGesture *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  gboolean apart = button == GDK_BUTTON_MIDDLE || (button == GDK_BUTTON_PRIMARY && (state & GDK_CONTROL_MASK) != 0);
  LensObject *object = apart ? pick_object (self, x, y) : NULL;

  if (object == NULL)
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  lens_window_open_apart (self, object, TRUE);
}

static void
object_apart_cb (LensWindow *self,
                 LensObject *object)
{
  lens_window_open_apart (self, object, TRUE);
}

/* Before whatever has the focus takes these keys for something of its own. */
static void
add_keys (LensWindow *self)
{
  static const struct
  {
    const char *keys;
    const char *action;
  } keys[] = {
    { "<Control>j", "win.activity" },
    { "<Control>k", "win.palette" },
    { "<Control>t", "win.new-tab" },
    { "<Control>w", "win.close-tab" },
    { "<Control><Shift>t", "win.reopen-tab" },
    { "<Control>Page_Up", "win.turn-tab(-1)" },
    { "<Control>Page_Down", "win.turn-tab(1)" },
    { "<Alt>1", "win.choose-tab(0)" },
    { "<Alt>2", "win.choose-tab(1)" },
    { "<Alt>3", "win.choose-tab(2)" },
    { "<Alt>4", "win.choose-tab(3)" },
    { "<Alt>5", "win.choose-tab(4)" },
    { "<Alt>6", "win.choose-tab(5)" },
    { "<Alt>7", "win.choose-tab(6)" },
    { "<Alt>8", "win.choose-tab(7)" },
    { "<Alt>9", "win.choose-tab(8)" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr(GVariant) target = NULL;
      g_autofree char *name = NULL;
      GtkShortcut *shortcut;

      g_action_parse_detailed_name (keys[i].action, &name, &target, NULL);
      shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].keys), gtk_named_action_new (name));
      gtk_shortcut_set_arguments (shortcut, target);
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
lens_window_init_tabs (LensWindow *self)
{
  g_signal_connect_object (self->tabs, "notify::selected-page",
                           G_CALLBACK (lens_window_show_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tabs, "page-attached", G_CALLBACK (attached_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tabs, "page-detached", G_CALLBACK (detached_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tabs, "page-reordered", G_CALLBACK (lens_window_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tabs, "close-page", G_CALLBACK (close_page_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tabs, "create-window", G_CALLBACK (create_window_cb), self, G_CONNECT_SWAPPED);
  add_keys (self);
  lens_window_set_enabled (self, "win.reopen-tab", FALSE);
}

/* What is chosen in it is opened in a tab. */
void
lens_window_watch_sidebar (LensWindow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->sidebar), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (self->sidebar, "object-activated",
                           G_CALLBACK (lens_window_show_object), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "object-apart", G_CALLBACK (object_apart_cb), self, G_CONNECT_SWAPPED);
}

void
lens_window_install_tab_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.choose-tab", "i", choose_tab_action);
  gtk_widget_class_install_action (widget_class, "win.close-tab", NULL, close_tab_action);
  gtk_widget_class_install_action (widget_class, "win.new-tab", NULL, new_tab_action);
  gtk_widget_class_install_action (widget_class, "win.reopen-tab", NULL, reopen_tab_action);
  gtk_widget_class_install_action (widget_class, "win.turn-tab", "i", turn_action);
}
