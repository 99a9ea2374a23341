/* ui/widgets/value-editor-acts.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/value-editor-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/models/format.h"
#include "ui/models/object.h"
#include "ui/widgets/hosting-popover.h"
#include "ui/widgets/object-chooser.h"

/* What the buttons and keys of an editor do. */

#define MAX_FILE (64 * 1024 * 1024) /* bytes of a file that is sent as one argument */

static void
submit_cb (LensValueEditor *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "call.submit", NULL);
}

static void
notation_chosen_cb (LensValueEditor *self)
{
  if (!self->showing && self->argument != NULL)
    lens_argument_set_notation (self->argument, (LensNotation) gtk_drop_down_get_selected (self->notation));
}

static void
switched_cb (LensValueEditor *self)
{
  if (!self->showing && self->argument != NULL)
    lens_argument_set_text (self->argument, gtk_switch_get_active (self->switcher) ? "True" : "False");
}

static void
step (LensValueEditor *self,
      int              by)
{
  g_autofree char *next = lens_kind_step (lens_argument_get_text (self->argument), by);

  if (next != NULL)
    lens_argument_set_text (self->argument, next);
}

static void
step_up_cb (LensValueEditor *self)
{
  step (self, 1);
}

static void
step_down_cb (LensValueEditor *self)
{
  step (self, -1);
}

static void
new_uuid_cb (LensValueEditor *self)
{
  g_autofree char *uuid = g_uuid_string_random ();

  lens_argument_set_text (self->argument, uuid);
}

static void
day_chosen_cb (LensValueEditor *self)
{
  g_autoptr(GDateTime) day = gtk_calendar_get_date (self->days);
  g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");
  const char *text = lens_argument_get_text (self->argument);
  g_autofree char *whole = NULL;

  if (lens_argument_get_kind (self->argument) == LENS_KIND_DATE)
    lens_argument_set_text (self->argument, date);
  else if (strlen (text) > strlen ("2026-03-14"))
    lens_argument_set_text (self->argument, whole = g_strconcat (date, text + strlen ("2026-03-14"), NULL));
  else
    lens_argument_set_text (self->argument, whole = g_strconcat (date, "T00:00:00", NULL));
}

static void
now_cb (LensValueEditor *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  gboolean date = lens_argument_get_kind (self->argument) == LENS_KIND_DATE;
  g_autofree char *text = g_date_time_format (now, date ? "%Y-%m-%d" : "%Y-%m-%dT%H:%M:%S%:z");

  lens_argument_set_text (self->argument, text);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->calendar));
}

static void
forget_file_cb (LensValueEditor *self)
{
  lens_argument_set_file (self->argument, NULL, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* ---- Files ---- */

static void
say (LensValueEditor *self,
     const char      *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(LensValueEditor) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_file_load_bytes_finish (G_FILE (object), result, NULL, &error);
  g_autofree char *name = g_file_get_basename (G_FILE (object));
  g_autofree char *shown = g_filename_display_name (name);

  if (bytes != NULL && self->argument != NULL)
    lens_argument_set_file (self->argument, shown, bytes);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (self, error->message);
}

/* A file is looked at before it is read: a device, or a picture of a disc, would fill the memory. */
static void
queried_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(LensValueEditor) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFileInfo) info = g_file_query_info_finish (G_FILE (object), result, &error);

  if (info != NULL && self->cancellable != NULL &&
      g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR && g_file_info_get_size (info) <= MAX_FILE)
    {
      g_file_load_bytes_async (G_FILE (object), self->cancellable, loaded_cb, g_object_ref (self));
    }
  else if (info != NULL)
    {
      g_autofree char *limit = lens_format_size (MAX_FILE);
      /* Translators: %s is a size in bytes */
      g_autofree char *text = g_strdup_printf (_("Only files of up to %s can be sent"), limit);

      say (self, text);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      say (self, error->message);
    }
}

static void
opened_cb (GObject      *dialog,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(LensValueEditor) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, NULL);

  if (file == NULL || self->argument == NULL)
    return;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                           G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, self->cancellable,
                           queried_cb, g_object_ref (self));
}

static void
open_file_cb (LensValueEditor *self)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Send a File"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                        opened_cb, g_object_ref (self));
}

/* ---- Objects ---- */

static void
object_chosen_cb (LensValueEditor *self,
                  LensObject      *object)
{
  gtk_menu_button_popdown (self->objects_button);
  if (self->argument != NULL)
    lens_argument_set_text (self->argument, lens_object_get_uri (object));
}

static void
make_objects_cb (GtkMenuButton *button,
                 gpointer       user_data)
{
  LensValueEditor *self = user_data;
  LensChoicePopover *chooser = lens_object_chooser_new (self->objects);

  g_signal_connect_object (chooser, "chosen", G_CALLBACK (object_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, GTK_WIDGET (chooser));
}

/* Its window is gone, and nobody can see any more who calls. */
static void
forget_hosted (gpointer  data,
               GObject  *window)
{
  g_autoptr(LensHostedObject) hosted = data;
  GListStore *all = lens_hosted_object_get_all ();
  guint position;

  lens_hosted_object_stop (hosted);
  if (g_list_store_find (all, hosted, &position))
    g_list_store_remove (all, position);
}

static void
hosted_cb (LensValueEditor  *self,
           LensHostedObject *hosted)
{
  gtk_menu_button_popdown (self->host_button);
  g_list_store_append (lens_hosted_object_get_all (), hosted);
  g_object_weak_ref (G_OBJECT (gtk_widget_get_root (GTK_WIDGET (self))), forget_hosted, g_object_ref (hosted));
  if (self->argument != NULL)
    lens_argument_set_text (self->argument, lens_hosted_object_get_uri (hosted));
}

static void
make_hosting_cb (GtkMenuButton *button,
                 gpointer       user_data)
{
  GtkWidget *popover = g_object_new (LENS_TYPE_HOSTING_POPOVER, NULL);

  g_signal_connect_object (popover, "hosted", G_CALLBACK (hosted_cb), user_data, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, popover);
}

/**
 * lens_value_editor_host:
 *
 * Asks how an object is to be hosted here, whose address becomes the value. The argument is that of an object.
 */
void
lens_value_editor_host (LensValueEditor *self)
{
  g_return_if_fail (LENS_IS_VALUE_EDITOR (self));

  if (gtk_widget_get_visible (GTK_WIDGET (self->host_button)))
    gtk_menu_button_popup (self->host_button);
}

/* ---- Keys ---- */

/* Return sends off; with Shift it begins a line. */
static gboolean
text_pressed_cb (LensValueEditor *self,
                 guint            keyval,
                 guint            keycode,
                 GdkModifierType  state)
{
  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter) ||
      (state & GDK_SHIFT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;

  submit_cb (self);

  return GDK_EVENT_STOP;
}

static gboolean
entry_pressed_cb (LensValueEditor *self,
                  guint            keyval,
                  guint            keycode,
                  GdkModifierType  state)
{
  if (self->argument == NULL || lens_argument_get_kind (self->argument) != LENS_KIND_INT ||
      (keyval != GDK_KEY_Page_Up && keyval != GDK_KEY_Page_Down))
    return GDK_EVENT_PROPAGATE;

  step (self, keyval == GDK_KEY_Page_Up ? 1 : -1);

  return GDK_EVENT_STOP;
}

static void
add_keys (LensValueEditor *self,
          GtkWidget       *widget,
          GCallback        pressed)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", pressed, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, keys);
}

void
lens_value_editor_add_keys (LensValueEditor *self)
{
  add_keys (self, GTK_WIDGET (self->long_text), G_CALLBACK (text_pressed_cb));
  add_keys (self, GTK_WIDGET (self->text), G_CALLBACK (entry_pressed_cb));
  /* Python is written from left to right everywhere; a list of numbers would be turned round. */
  gtk_widget_set_direction (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->text))), GTK_TEXT_DIR_LTR);
  gtk_menu_button_set_create_popup_func (self->objects_button, make_objects_cb, self, NULL);
  gtk_menu_button_set_create_popup_func (self->host_button, make_hosting_cb, self, NULL);
}

void
lens_value_editor_bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
  gtk_widget_class_bind_template_callback (widget_class, notation_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, switched_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_down_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_uuid_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, now_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_file_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_file_cb);
}
