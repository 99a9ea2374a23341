/* ui/widgets/window-activity.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/window-private.h"

#include <glib/gi18n.h>

#include "ui/widgets/history-toast.h"

/* What a window shows, and says, of all calls that are made. */

static gboolean
has_open (LensTab    *tab,
          LensDeed   *deed,
          LensObject *object)
{
  LensObject *open = lens_browser_get_object (lens_tab_get_browser (tab));

  if (open == NULL || object != NULL)
    return open != NULL && open == object;

  return g_str_equal (lens_object_get_name (open), lens_deed_get_object_name (deed)) &&
         g_str_equal (lens_object_get_uri (open), lens_deed_get_object_uri (deed));
}

/* The tab that the call was made in, or one that has the same open, or else one of its own. */
static LensTab *
select_tab_of (LensWindow *self,
               LensDeed   *deed)
{
  g_autoptr(LensObject) object = lens_deed_dup_object (deed);
  int n = adw_tab_view_get_n_pages (self->tabs);
  LensTab *tab;

  for (int i = 0; i < n; i++)
    {
      AdwTabPage *page = adw_tab_view_get_nth_page (self->tabs, i);

      tab = lens_tab_panes_get_tab (LENS_TAB_PANES (adw_tab_page_get_child (page)));
      if (!has_open (tab, deed, object))
        continue;
      adw_tab_view_set_selected_page (self->tabs, page);
      return tab;
    }

  tab = lens_window_new_tab (self);
  if (object != NULL)
    lens_tab_open (tab, object);
  else
    lens_tab_open_address (tab, lens_deed_get_object_name (deed), lens_deed_get_object_uri (deed));

  return tab;
}

static void
choose_deed_cb (LensWindow *self,
                LensDeed   *deed)
{
  g_autoptr(LensRequest) request = lens_deed_dup_request (deed);
  LensTab *tab = select_tab_of (self, deed);
  LensBrowser *browser = lens_tab_get_browser (tab);

  adw_bottom_sheet_set_open (self->sheet, FALSE);
  adw_navigation_split_view_set_show_content (self->inner, TRUE);
  if (lens_deed_get_member (deed) == NULL)
    return; /* the calls of a batch are with its object, in whichever of its methods */

  lens_tab_recall (tab, lens_deed_get_member (deed), lens_deed_get_call (deed));
  lens_window_show_call (self);
  if (lens_deed_get_call (deed) == NULL)
    lens_window_toast (self, _("The arguments of this call were too large to be kept"));
  if (request != NULL && lens_request_get_member (request) == lens_browser_get_member (browser))
    lens_browser_set_request (browser, request);
}

static void
make_activity (LensWindow *self)
{
  if (self->activity != NULL)
    return;

  self->activity = g_object_new (LENS_TYPE_ACTIVITY_VIEW, NULL);
  g_signal_connect_object (self->activity, "chosen", G_CALLBACK (choose_deed_cb), self, G_CONNECT_SWAPPED);
  adw_bottom_sheet_set_sheet (self->sheet, GTK_WIDGET (self->activity));
}

static void
append_part (LensWindow         *self,
             PangoEllipsizeMode  ellipsize,
             int                 width)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   "ellipsize", ellipsize,
                                   "hexpand", width > 0,
                                   "width-chars", width,
                                   "xalign", 0.0,
                                   NULL);

  gtk_box_append (GTK_BOX (self->newest), label);
}

/* The line of the newest call, under everything else. Of a long one, what came of it is what is left. */
static void
make_bar (LensWindow *self)
{
  GtkWidget *bar, *arrow;

  if (self->newest != NULL)
    return;

  bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  gtk_widget_add_css_class (bar, "activity-bar");
  arrow = g_object_new (GTK_TYPE_IMAGE,
                        "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                        "icon-name", "pan-up-symbolic",
                        NULL);
  gtk_box_append (GTK_BOX (bar), arrow);
  self->newest = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LABEL, "spacing", 7, NULL);
  gtk_widget_add_css_class (self->newest, "caption");
  gtk_widget_add_css_class (self->newest, "monospace");
  append_part (self, PANGO_ELLIPSIZE_END, -1);
  append_part (self, PANGO_ELLIPSIZE_MIDDLE, 12);
  gtk_box_append (GTK_BOX (bar), self->newest);
  adw_bottom_sheet_set_bottom_bar (self->sheet, bar);
}

static void
set_line (LensWindow *self,
          LensDeed   *deed)
{
  GtkWidget *head = gtk_widget_get_first_child (self->newest);

  gtk_label_set_text (GTK_LABEL (head), deed != NULL ? lens_deed_get_head (deed) : "");
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (head)), deed != NULL ? lens_deed_get_outcome (deed) : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->newest),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, deed != NULL ? lens_deed_get_line (deed) : "",
                                  -1);
}

static void
newest_changed_cb (LensWindow *self)
{
  g_autoptr(LensDeed) deed = NULL;

  if (self->sheet == NULL) /* the window goes, and its calls end with it */
    return;

  g_object_get (lens_activity_get_default (), "newest", &deed, NULL);
  if (deed != NULL)
    {
      make_activity (self);
      make_bar (self);
    }
  if (self->newest != NULL)
    set_line (self, deed);
  adw_bottom_sheet_set_reveal_bottom_bar (self->sheet, deed != NULL);
  lens_window_set_enabled (self, "win.clear-activity", deed != NULL);
}

/* A screen reader says what came of the call that one waits for, and not of those that are made over and over. */
static void
finished_cb (LensWindow   *self,
             LensDeed     *deed,
             LensActivity *activity)
{
  LensTab *tab = self->sheet != NULL ? lens_window_get_tab (self) : NULL;
  g_autoptr(LensRequest) request = lens_deed_dup_request (deed);

  newest_changed_cb (self);
  if (request != NULL && tab != NULL && gtk_window_is_active (GTK_WINDOW (self)) &&
      lens_browser_get_request (lens_tab_get_browser (tab)) == request)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), lens_deed_get_line (deed),
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* However it was opened, also with a click or by dragging: what can be typed is in front of what deletes. */
static void
open_changed_cb (LensWindow *self)
{
  if (self->activity != NULL && adw_bottom_sheet_get_open (self->sheet))
    lens_activity_view_focus (self->activity);
}

static void
activity_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  LensWindow *self = LENS_WINDOW (widget);
  gboolean open = !adw_bottom_sheet_get_open (self->sheet);

  make_activity (self);
  adw_bottom_sheet_set_open (self->sheet, open);
}

static void
undo_clear_cb (AdwToast *toast)
{
  lens_activity_put_back (lens_activity_get_default (), g_object_get_data (G_OBJECT (toast), "deeds"));
}

static void
clear_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  LensWindow *self = LENS_WINDOW (widget);
  GListModel *deeds = lens_activity_clear (lens_activity_get_default ());
  AdwToast *toast = adw_toast_new (_("The list of calls is empty now"));

  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_object_set_data_full (G_OBJECT (toast), "deeds", deeds, g_object_unref);
  g_signal_connect (toast, "button-clicked", G_CALLBACK (undo_clear_cb), NULL);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* The calls that can be made again, which are kept in a file. */
static void
clear_history_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  lens_history_toast_clear (GTK_WIDGET (LENS_WINDOW (widget)->toasts), NULL, NULL);
}

void
lens_window_init_activity (LensWindow *self)
{
  g_signal_connect_object (lens_activity_get_default (), "notify::newest",
                           G_CALLBACK (newest_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lens_activity_get_default (), "finished",
                           G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sheet, "notify::open", G_CALLBACK (open_changed_cb), self, G_CONNECT_SWAPPED);
  newest_changed_cb (self);
}

void
lens_window_install_activity_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.activity", NULL, activity_action);
  gtk_widget_class_install_action (widget_class, "win.clear-activity", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "win.clear-history", NULL, clear_history_action);
}
