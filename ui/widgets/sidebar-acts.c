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
#include "ui/widgets/single-click.h"

/* What can be done with a row, by its menu or by keys; and with what is dropped or pasted. */

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
GObject *
lens_sidebar_find_thing (GtkWidget *widget)
{
  GtkTreeExpander *expander = find_expander (widget);
  GtkWidget *row = gtk_widget_get_ancestor (widget, LENS_TYPE_SERVER_ROW);

  if (expander != NULL)
    return thing_of_child (gtk_tree_expander_get_child (expander));
  if (row == NULL)
    row = gtk_widget_get_ancestor (widget, LENS_TYPE_OBJECT_ROW); /* one that was found is in no tree */

  return thing_of_child (row != NULL ? row : gtk_widget_get_first_child (widget));
}

static void
focus_row (LensSidebar *self,
           guint        position)
{
  if (position < g_list_model_get_n_items (G_LIST_MODEL (self->rows)))
    gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_FOCUS, NULL);
}

/* The row of a tree that has the focus. */
static GtkTreeListRow *
get_focused (LensSidebar *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  return row != NULL ? lens_sidebar_get_tree_row (row) : NULL;
}

/* Opens the group that has the focus; from one that is open it goes on to the first in it. */
static gboolean
go_in (LensSidebar *self)
{
  GtkTreeListRow *row = get_focused (self);

  if (row == NULL || !gtk_tree_list_row_is_expandable (row))
    return FALSE;

  if (gtk_tree_list_row_get_expanded (row))
    focus_row (self, lens_sidebar_find_row (self, row) + 1);
  else
    gtk_tree_list_row_set_expanded (row, TRUE);

  return TRUE;
}

/* Closes the group that has the focus; from a name, and from a closed group, it goes to the group that this is in. */
static gboolean
go_out (LensSidebar *self)
{
  GtkTreeListRow *row = get_focused (self);
  g_autoptr(GtkTreeListRow) parent = row != NULL ? gtk_tree_list_row_get_parent (row) : NULL;

  if (row != NULL && gtk_tree_list_row_is_expandable (row) && gtk_tree_list_row_get_expanded (row))
    gtk_tree_list_row_set_expanded (row, FALSE);
  else if (parent != NULL)
    focus_row (self, lens_sidebar_find_row (self, parent));
  else
    return FALSE;

  return TRUE;
}

static gboolean
right_cb (GtkWidget *list,
          GVariant  *args,
          gpointer   user_data)
{
  return gtk_widget_get_direction (list) == GTK_TEXT_DIR_RTL ? go_out (user_data) : go_in (user_data);
}

static gboolean
left_cb (GtkWidget *list,
         GVariant  *args,
         gpointer   user_data)
{
  return gtk_widget_get_direction (list) == GTK_TEXT_DIR_RTL ? go_in (user_data) : go_out (user_data);
}

/* What is acted on: what the menu was opened for, or the row that has the focus. */
static GObject *
get_subject (LensSidebar *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  if (self->subject != NULL)
    return self->subject;

  return focus != NULL ? lens_sidebar_find_thing (focus) : NULL;
}

static LensObject *
get_object (LensSidebar *self)
{
  GObject *subject = get_subject (self);

  return LENS_IS_OBJECT (subject) ? LENS_OBJECT (subject) : NULL;
}

/* The server of the list that has @object; NULL if none has it any more. */
LensServer *
lens_sidebar_find_server (LensSidebar *self,
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

gboolean
lens_sidebar_is_name_server (LensServer *server)
{
  return server != NULL && lens_server_get_kind (server) == LENS_SERVER_NAMES;
}

/* Where a new name is registered: in the server of the subject, or else in the first name server. */
LensServer *
lens_sidebar_find_name_server (LensSidebar *self,
                               GObject     *subject)
{
  GListModel *servers = G_LIST_MODEL (lens_browser_get_servers (self->browser));
  LensServer *server = LENS_IS_SERVER (subject) ? LENS_SERVER (subject)
                     : LENS_IS_OBJECT (subject) ? lens_sidebar_find_server (self, LENS_OBJECT (subject)) : NULL;

  if (lens_sidebar_is_name_server (server))
    return server;

  for (guint i = 0; i < g_list_model_get_n_items (servers); i++)
    {
      g_autoptr(LensServer) other = g_list_model_get_item (servers, i);

      if (lens_sidebar_is_name_server (other))
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
open_apart_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  LensObject *object = get_object (LENS_SIDEBAR (widget));

  if (object != NULL)
    g_signal_emit_by_name (widget, "object-apart", object);
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

  if (!lens_sidebar_is_name_server (server))
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

  open_dialog (self, LENS_NAME_DIALOG_REGISTER, lens_sidebar_find_name_server (self, subject),
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
    open_dialog (self, LENS_NAME_DIALOG_RENAME, lens_sidebar_find_server (self, object), object);
}

static void
tags_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LensSidebar *self = LENS_SIDEBAR (widget);
  LensObject *object = get_object (self);

  if (object != NULL)
    open_dialog (self, LENS_NAME_DIALOG_TAGS, lens_sidebar_find_server (self, object), object);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  LensSidebar *self = LENS_SIDEBAR (widget);
  LensObject *object = get_object (self);
  LensServer *server = object != NULL ? lens_sidebar_find_server (self, object) : NULL;
  g_autoptr(GPtrArray) objects = g_ptr_array_new ();
  g_autoptr(LensNameChange) change = NULL;

  if (!lens_sidebar_is_name_server (server))
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
  g_autoptr(GPtrArray) dead = lens_sidebar_is_name_server (server) ? lens_server_list_dead (server) : NULL;
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
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_COPY);

  lens_single_click_add (self->list);
  lens_sidebar_set_up_menu (self);

  add_key (keys, "F2", "name.rename");
  add_key (keys, "Delete", "name.remove");
  add_key (keys, "Menu", "name.menu");
  add_key (keys, "<Shift>F10", "name.menu");
  add_key (keys, "<Control>c", "name.copy-uri");
  add_key (keys, "<Control>v", "name.paste");
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Right, 0),
                                                          gtk_callback_action_new (right_cb, self, NULL)));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Left, 0),
                                                          gtk_callback_action_new (left_cb, self, NULL)));
  /* Before the filter takes what is typed in the list. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (list, keys);

  g_signal_connect_swapped (drop, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

void
lens_sidebar_install_acts (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "name.check", NULL, check_action);
  gtk_widget_class_install_action (widget_class, "name.copy-uri", NULL, copy_uri_action);
  gtk_widget_class_install_action (widget_class, "name.doctor", NULL, doctor_action);
  gtk_widget_class_install_action (widget_class, "name.menu", NULL, lens_sidebar_menu_action);
  gtk_widget_class_install_action (widget_class, "name.open-apart", NULL, open_apart_action);
  gtk_widget_class_install_action (widget_class, "name.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "name.register", NULL, register_action);
  gtk_widget_class_install_action (widget_class, "name.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "name.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "name.tags", NULL, tags_action);
  gtk_widget_class_install_action (widget_class, "names.clean", "s", clean_action);
  gtk_widget_class_install_action (widget_class, "names.register", "s", register_at_action);
}
