/* ui/widgets/value-saving.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/value-saving.h"

#include <glib/gi18n.h>

#include "ui/models/json-text.h"

/* A value for other programs, in a file or on the clipboard. The file is chosen in the dialog of the desktop, by its portal in a sandbox. */

typedef struct
{
  GtkWidget        *widget;
  PyroValue        *value;
  LensExportFormat  format;
} Saving;

static void
saving_free (Saving *self)
{
  g_object_unref (self->widget);
  pyro_value_unref (self->value);
  g_free (self);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Saving *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (lens_export_save_finish (result, &error))
    text = g_strdup (_("Result saved"));
  else
    /* Translators: %s is a sentence that says why */
    text = g_strdup_printf (_("Not saved: %s"), error->message);
  gtk_widget_activate_action (self->widget, "win.toast", "s", text);
  saving_free (self);
}

static void
chosen_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Saving *self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, NULL);

  if (file != NULL)
    lens_export_save_async (self->value, self->format, file, NULL, saved_cb, self);
  else
    saving_free (self); /* thought better of it */
}

/**
 * lens_value_saving_ask:
 * @widget: who asks: its window is the dialog's parent
 * @value: what is saved
 * @format: in which format
 *
 * Asks for a file, and writes a value to it. How it ended is said in a toast.
 */
void
lens_value_saving_ask (GtkWidget        *widget,
                       PyroValue        *value,
                       LensExportFormat  format)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = lens_export_dup_name (value, format, _("result"));
  GtkRoot *root = gtk_widget_get_root (widget);
  Saving *self = g_new0 (Saving, 1);

  self->widget = g_object_ref (widget);
  self->value = pyro_value_ref (value);
  self->format = format;
  gtk_file_dialog_set_title (dialog, _("Save the Result"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb, self);
}

static void
write_python (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  g_task_return_pointer (task, pyro_value_repr (task_data), g_free);
}

static void
write_json (GTask        *task,
            gpointer      source_object,
            gpointer      task_data,
            GCancellable *cancellable)
{
  g_task_return_pointer (task, lens_json_text_write (task_data, NULL), g_free);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GtkWidget) self = user_data;
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), NULL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (self), text);
  gtk_widget_activate_action (self, "win.toast", "s", _("Result copied"));
}

/**
 * lens_value_saving_copy:
 * @widget: who asks: it goes to its clipboard
 * @value: what is copied
 * @format: %LENS_EXPORT_JSON, or Python
 *
 * Copies a value as text, which is written in a worker. A toast says when it is done.
 */
void
lens_value_saving_copy (GtkWidget        *widget,
                        PyroValue        *value,
                        LensExportFormat  format)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, written_cb, g_object_ref (widget));

  g_task_set_source_tag (task, lens_value_saving_copy);
  g_task_set_task_data (task, pyro_value_ref (value), (GDestroyNotify) pyro_value_unref);
  g_task_run_in_thread (task, format == LENS_EXPORT_JSON ? write_json : write_python);
}
