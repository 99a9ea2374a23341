/* ui/widgets/object-page-actions.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/object-page-actions.h"

#include <glib/gi18n.h>

#include "ui/models/interface.h"
#include "ui/models/source-reader.h"
#include "ui/widgets/facts-dialog.h"
#include "ui/widgets/interface-dialog.h"
#include "ui/widgets/object-page.h"
#include "ui/widgets/probe-dialog.h"

static void
read_cb (GObject      *unused,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GtkWidget) page = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *found = lens_source_reader_read_finish (result, &error);

  gtk_widget_activate_action (page, "win.toast", "s", found != NULL ? found : error->message);
}

static void
read_source (GtkWidget *page,
             GFile     *file)
{
  LensObject *object = lens_object_page_get_object (LENS_OBJECT_PAGE (page));

  if (object != NULL)
    lens_source_reader_read_async (object, lens_signatures_get_default (), file, NULL, read_cb, g_object_ref (page));
}

static void
opened_cb (GObject      *dialog,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GtkWidget) page = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, NULL);

  if (file != NULL)
    read_source (page, file);
}


static void
source_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_file_filter_set_name (filter, _("Python Source"));
  gtk_file_filter_add_suffix (filter, "py");
  gtk_file_filter_add_suffix (filter, "pyi");
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_set_title (dialog, _("Python Source of the Object"));
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, opened_cb, g_object_ref (widget));
}

static void
probe_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  LensObject *object = lens_object_page_get_object (LENS_OBJECT_PAGE (widget));

  if (object != NULL)
    adw_dialog_present (lens_probe_dialog_new (object), widget);
}

static void
copy_uri_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  LensObject *object = lens_object_page_get_object (LENS_OBJECT_PAGE (widget));

  if (object == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), lens_object_get_uri (object));
  gtk_widget_activate_action (widget, "win.toast", "s", _("Address copied"));
}

static void
doctor_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  LensObject *object = lens_object_page_get_object (LENS_OBJECT_PAGE (widget));

  if (object != NULL)
    gtk_widget_activate_action (widget, "win.doctor", "s", lens_object_get_uri (object));
}

/* From the row of an attribute. */
static void
watch_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  LensObject *object = lens_object_page_get_object (LENS_OBJECT_PAGE (widget));
  LensMember *member = object != NULL ? lens_object_find_member (object, g_variant_get_string (parameter, NULL)) : NULL;

  if (member == NULL)
    return;

  g_signal_emit_by_name (widget, "member-activated", member);
  lens_browser_watch (lens_object_page_get_browser (LENS_OBJECT_PAGE (widget)), member);
}

static void
refresh_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  LensObject *object = lens_object_page_get_object (LENS_OBJECT_PAGE (widget));

  if (object != NULL)
    lens_object_load (object);
}

static void
facts_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  LensObject *object = lens_object_page_get_object (LENS_OBJECT_PAGE (widget));

  if (object != NULL)
    adw_dialog_present (lens_facts_dialog_new (object), widget);
}

static void
compare_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  LensObject *object = lens_object_page_get_object (LENS_OBJECT_PAGE (widget));

  if (object != NULL)
    adw_dialog_present (lens_interface_dialog_new (object), widget);
}

/* What the object offers, for the day on which that is something else. */
void
lens_object_page_note_interface (GtkWidget *page)
{
  LensObject *object = lens_object_page_get_object (LENS_OBJECT_PAGE (page));

  if (object != NULL && lens_object_get_problem (object) == NULL &&
      g_list_model_get_n_items (lens_object_get_members (object)) > 0)
    lens_interfaces_note (lens_interfaces_get_default (), object);
}

static gboolean
dropped_cb (GtkWidget    *page,
            const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL || lens_object_page_get_object (LENS_OBJECT_PAGE (page)) == NULL)
    return FALSE;

  for (GSList *file = files; file != NULL; file = file->next)
    read_source (page, file->data);

  return TRUE;
}

void
lens_object_page_accept_drops (GtkWidget *page)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_swapped (target, "drop", G_CALLBACK (dropped_cb), page);
  gtk_widget_add_controller (page, GTK_EVENT_CONTROLLER (target));
}

void
lens_object_page_enable_actions (GtkWidget *page,
                                 gboolean   enabled)
{
  gtk_widget_action_set_enabled (page, "object.copy-uri", enabled);
  gtk_widget_action_set_enabled (page, "object.refresh", enabled);
  gtk_widget_action_set_enabled (page, "object.source", enabled);
  gtk_widget_action_set_enabled (page, "object.probe", enabled);
  gtk_widget_action_set_enabled (page, "object.compare", enabled);
  gtk_widget_action_set_enabled (page, "object.facts", enabled);
}

void
lens_object_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "object.copy-uri", NULL, copy_uri_action);
  gtk_widget_class_install_action (widget_class, "object.doctor", NULL, doctor_action);
  gtk_widget_class_install_action (widget_class, "object.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "object.source", NULL, source_action);
  gtk_widget_class_install_action (widget_class, "object.probe", NULL, probe_action);
  gtk_widget_class_install_action (widget_class, "object.compare", NULL, compare_action);
  gtk_widget_class_install_action (widget_class, "object.facts", NULL, facts_action);
  gtk_widget_class_install_action (widget_class, "object.watch", "s", watch_action);
}
