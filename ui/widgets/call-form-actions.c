/* ui/widgets/call-form-actions.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/call-form-private.h"

#include <glib/gi18n.h>

/* What is done to the rows of a form. */

static LensArgument *
dup_argument (LensCallForm *self,
              guint         position)
{
  return self->arguments != NULL && position > 0
       ? g_list_model_get_item (G_LIST_MODEL (self->arguments), position - 1)
       : NULL;
}

static void
add_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  LensCallForm *self = LENS_CALL_FORM (widget);

  if (self->as_literal)
    lens_call_form_set_literal (self, FALSE);
  if (self->arguments != NULL && !self->single)
    lens_call_form_focus (self, lens_arguments_add (self->arguments, g_variant_get_boolean (parameter)));
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  LensCallForm *self = LENS_CALL_FORM (widget);
  guint position = g_variant_get_uint32 (parameter);
  g_autoptr(LensArgument) argument = dup_argument (self, position);
  g_autoptr(LensArgument) next = NULL;

  if (argument == NULL)
    return;

  lens_arguments_remove (self->arguments, argument);
  next = dup_argument (self, MIN (position, g_list_model_get_n_items (G_LIST_MODEL (self->arguments))));
  if (lens_call_form_focus (self, next))
    return;
  if (self->nested)
    gtk_widget_grab_focus (self->add_item);
  else
    gtk_widget_activate_action (widget, "call.offer", NULL);
}

static void
move_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LensCallForm *self = LENS_CALL_FORM (widget);
  g_autoptr(LensArgument) argument = NULL;
  guint position;
  int places;

  g_variant_get (parameter, "(ui)", &position, &places);
  argument = dup_argument (self, position);
  if (argument != NULL && lens_arguments_move (self->arguments, argument, places))
    lens_call_form_focus (self, argument);
}

static void
pasted_cb (GObject      *clipboard,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(LensCallForm) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, &error);

  if (self->arguments == NULL)
    return;

  if (text == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("There is no text to paste"));
  else if (lens_arguments_paste (self->arguments, text, &error))
    lens_call_form_focus (self, NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
}

static void
paste_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  if (!LENS_CALL_FORM (widget)->single)
    gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, pasted_cb, g_object_ref (widget));
}

void
lens_call_form_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "form.add", "b", add_action);
  gtk_widget_class_install_action (widget_class, "form.remove", "u", remove_action);
  gtk_widget_class_install_action (widget_class, "form.move", "(ui)", move_action);
  gtk_widget_class_install_action (widget_class, "form.paste", NULL, paste_action);
}
