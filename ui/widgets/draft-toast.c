/* ui/widgets/draft-toast.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/draft-toast.h"

#include "ui/models/draft.h"

#include <glib/gi18n.h>

#define TOAST_TIME 10 /* seconds: it takes a look at the form to miss what was in it */

static void
undo_cb (AdwToast *toast)
{
  lens_draft_restore (g_object_get_data (G_OBJECT (toast), "draft"), g_object_get_data (G_OBJECT (toast), "member"));
}

/**
 * lens_draft_toast_show:
 * @widget: where it happened
 * @member: a member
 * @draft: what was typed for it
 *
 * Says that the arguments of an earlier call have taken the place of what was typed. Undo brings that back.
 */
void
lens_draft_toast_show (GtkWidget  *widget,
                       LensMember *member,
                       PyroValue  *draft)
{
  GtkWidget *overlay;
  AdwToast *toast;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (LENS_IS_MEMBER (member));
  g_return_if_fail (draft != NULL);

  overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  if (overlay == NULL)
    return;

  toast = adw_toast_new (_("The arguments of an earlier call replaced what was typed"));
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_timeout (toast, TOAST_TIME);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH); /* what was done last is undone first */
  g_object_set_data_full (G_OBJECT (toast), "draft", pyro_value_ref (draft), (GDestroyNotify) pyro_value_unref);
  g_object_set_data_full (G_OBJECT (toast), "member", g_object_ref (member), g_object_unref);
  g_signal_connect (toast, "button-clicked", G_CALLBACK (undo_cb), NULL);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}
