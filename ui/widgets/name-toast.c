/* ui/widgets/name-toast.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/name-toast.h"

#include <glib/gi18n.h>

/* A change of names is made at once; the toast that says so brings back what was there. */

#define TOAST_TIME 10 /* seconds: names may be needed by others, so there is time to think */

typedef struct
{
  GtkWidget *widget; /* owned */
  gboolean   is_undo;
} Run;

static void run (GtkWidget      *widget,
                 LensNameChange *change,
                 gboolean        is_undo);

static void
undo_cb (AdwToast *toast)
{
  LensNameChange *change = g_object_get_data (G_OBJECT (toast), "change");
  GtkWidget *widget = g_object_get_data (G_OBJECT (toast), "overlay");
  g_autoptr(LensNameChange) undo = lens_name_change_new_undo (change);

  run (widget, undo, TRUE);
}

static void
show (GtkWidget      *overlay,
      LensNameChange *change,
      const char     *text,
      gboolean        can_undo)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  if (can_undo)
    {
      adw_toast_set_button_label (toast, _("_Undo"));
      adw_toast_set_timeout (toast, TOAST_TIME);
      g_object_set_data_full (G_OBJECT (toast), "change", g_object_ref (change), g_object_unref);
      g_object_set_data (G_OBJECT (toast), "overlay", overlay); /* which has the toast */
      g_signal_connect (toast, "button-clicked", G_CALLBACK (undo_cb), NULL);
    }
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

static void
run_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  LensNameChange *change = LENS_NAME_CHANGE (object);
  g_autofree Run *self = user_data;
  g_autoptr(GtkWidget) widget = self->widget;
  g_autoptr(GError) error = NULL;
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  gboolean good = lens_name_change_run_finish (change, result, &error);

  if (overlay == NULL)
    return; /* its window was closed meanwhile */

  show (overlay, change, good ? lens_name_change_get_sentence (change) : error->message,
        !self->is_undo && lens_name_change_is_done (change));
}

static void
run (GtkWidget      *widget,
     LensNameChange *change,
     gboolean        is_undo)
{
  Run *self = g_new (Run, 1);

  self->widget = g_object_ref (widget);
  self->is_undo = is_undo;
  lens_name_change_run_async (change, NULL, run_cb, self);
}

/**
 * lens_name_toast_run:
 * @widget: a widget of the window in which the toast is to be
 * @change: a change
 *
 * Makes a change of names. What is wrong is said in a toast too, and what was done before it went
 * wrong can be undone.
 */
void
lens_name_toast_run (GtkWidget      *widget,
                     LensNameChange *change)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (LENS_IS_NAME_CHANGE (change));

  run (widget, change, FALSE);
}
