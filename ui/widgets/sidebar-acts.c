/* ui/widgets/sidebar-acts.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/sidebar-private.h"

#include <glib/gi18n.h>

#include "ui/widgets/name-dialog.h"
#include "ui/widgets/name-toast.h"
#include "ui/widgets/object-row.h"
#include "ui/widgets/server-row.h"

/* What can be done with a row: by its context menu, by the same keys everywhere, and by what is dropped. */

static GObject *
thing_of_child (GtkWidget *child)
{
  if (child != NULL && LENS_IS_OBJECT_ROW (child))
    return (GObject *) lens_object_row_get_object (LENS_OBJECT_ROW (child));
  if (child != NULL && LENS_IS_SERVER_ROW (child))
    return (GObject *) lens_server_row_get_server (LENS_SERVER_ROW (child));

  return NULL;
}

/* The expander of the row that @widget is in, or is. */
static GtkTreeExpander *
find_expander (GtkWidget *widget)
{
  GtkWidget *expander = gtk_widget_get_ancestor (widget, GTK_TYPE_TREE_EXPANDER);

  if (expander == NULL)
    expander = gtk_widget_get_first_child (widget);

  return expander != NULL && GTK_IS_TREE_EXPANDER (expander) ? GTK_TREE_EXPANDER (expander) : NULL;
}

/* The server or the object of the row that @widget is in, or is. */
static GObject *
thing_of (GtkWidget *widget)
{
  GtkTreeExpander *expander = find_expander (widget);
  GtkWidget *row = gtk_widget_get_ancestor (widget, LENS_TYPE_SERVER_ROW);

  if (expander != NULL)
    return thing_of_child (gtk_tree_expander_get_child (expander));

  return thing_of_child (row != NULL ? row : gtk_widget_get_first_child (widget));
}

/* Opens or closes the group that has the focus. */
static gboolean
expand (LensSidebar *self,
        gboolean     expanded)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  GtkTreeExpander *expander = row != NULL ? find_expander (row) : NULL;
  GtkTreeListRow *tree_row = expander != NULL ? gtk_tree_expander_get_list_row (expander) : NULL;

  if (tree_row == NULL || !gtk_tree_list_row_is_expandable (tree_row))
    return FALSE;

  gtk_tree_list_row_set_expanded (tree_row, expanded);

  return TRUE;
}

static gboolean
open_cb (GtkWidget *list,
         GVariant  *args,
         gpointer   user_data)
{
  return expand (user_data, gtk_widget_get_direction (list) != GTK_TEXT_DIR_RTL);
}

static gboolean
close_cb (GtkWidget *list,
          GVariant  *args,
          gpointer   user_data)
{
  return expand (user_data, gtk_widget_get_direction (list) == GTK_TEXT_DIR_RTL);
}

/* What is acted on: what the menu was opened for, or the row that has the focus. */
static GObject *
get_subject (LensSidebar *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  if (self->subject != NULL)
    return self->subject;

  return focus != NULL ? thing_of (focus) : NULL;
}

static LensObject *
get_object (LensSidebar *self)
{
  GObject *subject = get_subject (self);

  return LENS_IS_OBJECT (subject) ? LENS_OBJECT (subject) : NULL;
}

/* The server of the list that has @object; NULL if none has it any more. */
static LensServer *
find_server (LensSidebar *self,
             LensObject  *object)
{
  GListModel *servers = G_LIST_MODEL (lens_browser_get_servers (self->browser));

  for (guint i = 0; i < g_list_model_get_n_items (servers); i++)
    {
      g_autoptr(LensServer) server = g_list_model_get_item (servers, i);

      if (lens_server_find_object (server, lens_object_get_name (object)) == object)
        return server; /* the list holds it */
    }

  return NULL;
}

static gboolean
is_name_server (LensServer *server)
{
  return server != NULL && lens_server_get_kind (server) == LENS_SERVER_NAMES;
}

/* Where a new name is registered: in the server of the subject, or else in the first name server. */
static LensServer *
find_name_server (LensSidebar *self,
                  GObject     *subject)
{
  GListModel *servers = G_LIST_MODEL (lens_browser_get_servers (self->browser));
  LensServer *server = LENS_IS_SERVER (subject) ? LENS_SERVER (subject)
                     : LENS_IS_OBJECT (subject) ? find_server (self, LENS_OBJECT (subject)) : NULL;

  if (is_name_server (server))
    return server;

  for (guint i = 0; i < g_list_model_get_n_items (servers); i++)
    {
      g_autoptr(LensServer) other = g_list_model_get_item (servers, i);

      if (is_name_server (other))
        return other; /* the list holds it */
    }

  return NULL;
}

static void
copy_uri_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  GObject *subject = get_subject (LENS_SIDEBAR (widget));

  if (subject == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          LENS_IS_OBJECT (subject) ? lens_object_get_uri (LENS_OBJECT (subject))
                                                   : lens_server_get_address (LENS_SERVER (subject)));
  gtk_widget_activate_action (widget, "win.toast", "s", _("Copied"));
}

static void
check_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  GObject *subject = get_subject (LENS_SIDEBAR (widget));

  if (LENS_IS_OBJECT (subject))
    lens_object_check (LENS_OBJECT (subject));
  else if (LENS_IS_SERVER (subject))
    lens_server_refresh (LENS_SERVER (subject));
}

static void
doctor_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  GObject *subject = get_subject (LENS_SIDEBAR (widget));

  if (subject != NULL)
    gtk_widget_activate_action (widget, "win.doctor", "s",
                                LENS_IS_OBJECT (subject) ? lens_object_get_uri (LENS_OBJECT (subject))
                                                         : lens_server_get_address (LENS_SERVER (subject)));
}

static void
decided_cb (LensSidebar    *self,
            LensNameChange *change)
{
  lens_name_toast_run (GTK_WIDGET (self), change);
}

static void
open_dialog (LensSidebar        *self,
             LensNameDialogKind  kind,
             LensServer         *server,
             LensObject         *object)
{
  LensNameDialog *dialog;

  if (!is_name_server (server))
    return;

  dialog = lens_name_dialog_new (kind, server, object);
  g_signal_connect_object (dialog, "decided", G_CALLBACK (decided_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
register_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  LensSidebar *self = LENS_SIDEBAR (widget);
  GObject *subject = get_subject (self);

  open_dialog (self, LENS_NAME_DIALOG_REGISTER, find_name_server (self, subject),
               LENS_IS_OBJECT (subject) ? LENS_OBJECT (subject) : NULL);
}

static void
register_at_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  LensSidebar *self = LENS_SIDEBAR (widget);

  open_dialog (self, LENS_NAME_DIALOG_REGISTER,
               lens_servers_find (lens_browser_get_servers (self->browser), g_variant_get_string (parameter, NULL)),
               NULL);
}

static void
rename_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  LensSidebar *self = LENS_SIDEBAR (widget);
  LensObject *object = get_object (self);

  if (object != NULL)
    open_dialog (self, LENS_NAME_DIALOG_RENAME, find_server (self, object), object);
}

static void
tags_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LensSidebar *self = LENS_SIDEBAR (widget);
  LensObject *object = get_object (self);

  if (object != NULL)
    open_dialog (self, LENS_NAME_DIALOG_TAGS, find_server (self, object), object);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  LensSidebar *self = LENS_SIDEBAR (widget);
  LensObject *object = get_object (self);
  LensServer *server = object != NULL ? find_server (self, object) : NULL;
  g_autoptr(GPtrArray) objects = g_ptr_array_new ();
  g_autoptr(LensNameChange) change = NULL;

  if (!is_name_server (server))
    return;

  g_ptr_array_add (objects, object);
  change = lens_name_change_new_remove (server, objects);
  lens_name_toast_run (widget, change);
}

static void
clean_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  LensSidebar *self = LENS_SIDEBAR (widget);
  LensServer *server = lens_servers_find (lens_browser_get_servers (self->browser),
                                          g_variant_get_string (parameter, NULL));
  g_autoptr(GPtrArray) dead = is_name_server (server) ? lens_server_list_dead (server) : NULL;
  g_autoptr(LensNameChange) change = NULL;

  if (dead == NULL)
    return;

  if (dead->len == 0)
    {
      gtk_widget_activate_action (widget, "win.toast", "s", _("No dead names were found"));
      return;
    }

  change = lens_name_change_new_remove (server, dead);
  lens_name_toast_run (widget, change);
}

static GMenuModel *
make_menu (LensSidebar *self,
           GObject     *subject)
{
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) looks = g_menu_new ();
  g_autoptr(GMenu) edits = g_menu_new ();
  LensServer *server = LENS_IS_OBJECT (subject) ? find_server (self, LENS_OBJECT (subject)) : NULL;

  g_menu_append (looks, LENS_IS_OBJECT (subject) ? _("_Copy URI") : _("_Copy Address"), "name.copy-uri");
  g_menu_append (looks, LENS_IS_OBJECT (subject) ? _("Chec_k") : _("_Refresh"), "name.check");
  g_menu_append (looks, _("Connection _Doctor"), "name.doctor");
  if (find_name_server (self, subject) != NULL)
    g_menu_append (edits, _("_Register…"), "name.register");
  if (is_name_server (server))
    {
      g_menu_append (edits, _("Edit _Tags…"), "name.tags");
      g_menu_append (edits, _("Re_name…"), "name.rename");
      g_menu_append (edits, _("Re_move"), "name.remove");
    }

  g_menu_append_section (menu, NULL, G_MENU_MODEL (looks));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (edits));

  return G_MENU_MODEL (menu);
}

static gboolean
forget_subject_cb (gpointer user_data)
{
  g_clear_object (&LENS_SIDEBAR (user_data)->subject);

  return G_SOURCE_REMOVE;
}

/* The item that was chosen is carried out behind this. */
static void
closed_cb (LensSidebar *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  g_idle_add_full (G_PRIORITY_HIGH, forget_subject_cb, g_object_ref (self), g_object_unref);
}

static void
open_menu (LensSidebar        *self,
           GObject            *subject,
           const GdkRectangle *place)
{
  g_autoptr(GMenuModel) model = make_menu (self, subject);

  g_set_object (&self->subject, subject);
  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (NULL);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
      g_signal_connect_swapped (self->menu, "closed", G_CALLBACK (closed_cb), self);
    }
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
menu_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LensSidebar *self = LENS_SIDEBAR (widget);
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  GObject *subject = row != NULL ? thing_of (row) : NULL;
  graphene_rect_t bounds;

  if (subject == NULL || !gtk_widget_compute_bounds (row, widget, &bounds))
    return;

  open_menu (self, subject, &(GdkRectangle) { (int) bounds.origin.x + 24,
                                              (int) (bounds.origin.y + bounds.size.height), 1, 1 });
}

static void
open_menu_at (LensSidebar *self,
              GtkGesture  *gesture,
              double       x,
              double       y)
{
  GtkWidget *list = GTK_WIDGET (self->list);
  GtkWidget *picked = gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT);
  GObject *subject = picked != NULL && picked != list ? thing_of (picked) : NULL;
  graphene_point_t point;

  if (subject == NULL ||
      !gtk_widget_compute_point (list, GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  open_menu (self, subject, &(GdkRectangle) { (int) point.x, (int) point.y, 1, 1 });
}

static void
clicked_cb (LensSidebar *self,
            int          n_presses,
            double       x,
            double       y,
            GtkGesture  *gesture)
{
  open_menu_at (self, gesture, x, y);
}

static void
pressed_cb (LensSidebar *self,
            double       x,
            double       y,
            GtkGesture  *gesture)
{
  open_menu_at (self, gesture, x, y);
}

static gboolean
dropped_cb (LensSidebar  *self,
            const GValue *value)
{
  return gtk_widget_activate_action (GTK_WIDGET (self), "win.connect-to", "s", g_value_get_string (value));
}

static void
pasted_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(LensSidebar) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);

  if (text != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.connect-to", "s", text);
}

static void
paste_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, pasted_cb, g_object_ref (widget));
}

/* Only in the list: in the filter these keys edit the text. */
static void
add_key (GtkEventController *keys,
         const char         *trigger,
         const char         *action)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                                                          gtk_named_action_new (action)));
}

void
lens_sidebar_set_up_acts (LensSidebar *self)
{
  GtkWidget *list = GTK_WIDGET (self->list);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_COPY);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (press));

  add_key (keys, "F2", "name.rename");
  add_key (keys, "Delete", "name.remove");
  add_key (keys, "Menu", "name.menu");
  add_key (keys, "<Shift>F10", "name.menu");
  add_key (keys, "<Control>c", "name.copy-uri");
  add_key (keys, "<Control>v", "name.paste");
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Right, 0),
                                                          gtk_callback_action_new (open_cb, self, NULL)));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Left, 0),
                                                          gtk_callback_action_new (close_cb, self, NULL)));
  /* Before the filter takes what is typed in the list. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (list, keys);

  g_signal_connect_swapped (drop, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

void
lens_sidebar_drop_acts (LensSidebar *self)
{
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->subject);
}

void
lens_sidebar_install_acts (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "name.check", NULL, check_action);
  gtk_widget_class_install_action (widget_class, "name.copy-uri", NULL, copy_uri_action);
  gtk_widget_class_install_action (widget_class, "name.doctor", NULL, doctor_action);
  gtk_widget_class_install_action (widget_class, "name.menu", NULL, menu_action);
  gtk_widget_class_install_action (widget_class, "name.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "name.register", NULL, register_action);
  gtk_widget_class_install_action (widget_class, "name.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "name.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "name.tags", NULL, tags_action);
  gtk_widget_class_install_action (widget_class, "names.clean", "s", clean_action);
  gtk_widget_class_install_action (widget_class, "names.register", "s", register_at_action);
}
