/* ui/widgets/history-toast.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/history-toast.h"

#include "ui/models/history.h"

#include <glib/gi18n.h>

#define TOAST_TIME 10 /* seconds: what is forgotten here is on the disk no more */

static void
undo_cb (AdwToast *toast)
{
  lens_history_put_back (lens_history_get_default (), g_object_get_data (G_OBJECT (toast), "forgotten"));
}

static AdwToast *
make_toast (LensForgotten *forgotten)
{
  guint n = lens_forgotten_get_n_calls (forgotten);
  g_autofree char *text = g_strdup_printf (ngettext ("%u earlier call is forgotten", "%u earlier calls are forgotten", n), n);
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_timeout (toast, TOAST_TIME);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH); /* what was done last is undone first */
  g_object_set_data_full (G_OBJECT (toast), "forgotten", forgotten, (GDestroyNotify) lens_forgotten_free);
  g_signal_connect (toast, "button-clicked", G_CALLBACK (undo_cb), NULL);

  return toast;
}

/**
 * lens_history_toast_clear:
 * @widget: where it was asked for
 * @object: (nullable): the name of an object
 * @method: (nullable): the name of a method
 *
 * Forgets the earlier calls of one method, or all of them, and says so. Undo brings them back.
 */
void
lens_history_toast_clear (GtkWidget  *widget,
                          const char *object,
                          const char *method)
{
  LensForgotten *forgotten;
  GtkWidget *overlay;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  if (overlay == NULL)
    return; /* nothing is forgotten where it cannot be undone */

  forgotten = lens_history_clear (lens_history_get_default (), object, method);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), make_toast (forgotten));
}
