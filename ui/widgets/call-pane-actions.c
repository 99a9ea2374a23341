/* ui/widgets/call-pane-actions.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/call-pane-private.h"

#include <glib/gi18n.h>

#include "ui/models/draft.h"
#include "ui/models/history.h"
#include "ui/models/snippet.h"
#include "ui/widgets/draft-toast.h"
#include "ui/widgets/history-popover.h"

/* What the menus and keys of a call pane do to its form. */

void
lens_call_pane_remember (LensRequest *request)
{
  g_autoptr(LensPastCall) call = NULL;

  if (lens_request_get_verb (request) != LENS_REQUEST_CALL)
    return;

  call = lens_past_call_new_for_request (request);
  if (call != NULL)
    lens_history_add (lens_history_get_default (), call);
}

/* Nothing that was typed is lost by it. */
void
lens_call_pane_recall (LensCallPane *self,
                       LensMember   *member,
                       LensPastCall *call)
{
  g_autoptr(PyroValue) replaced = lens_draft_replace (member, call);

  if (replaced != NULL)
    lens_draft_toast_show (GTK_WIDGET (self), member, replaced);
}

static void
call_chosen_cb (LensCallPane *self,
                LensPastCall *call)
{
  gtk_menu_button_popdown (self->history_button);
  if (self->member == NULL)
    return;

  lens_call_pane_recall (self, self->member, call);
  if (!lens_call_form_focus (self->form, NULL))
    gtk_widget_grab_focus (GTK_WIDGET (self->run_button));
}

void
lens_call_pane_make_history (GtkMenuButton *button,
                 gpointer       user_data)
{
  LensCallPane *self = user_data;
  LensObject *object = self->browser != NULL ? lens_browser_get_object (self->browser) : NULL;
  LensChoicePopover *popover;

  if (object == NULL || self->member == NULL)
    return;

  popover = lens_history_popover_new (lens_object_get_name (object), lens_member_get_name (self->member));
  g_signal_connect_object (popover, "chosen", G_CALLBACK (call_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, GTK_WIDGET (popover));
}

static void
add_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  gtk_widget_activate_action_variant (GTK_WIDGET (LENS_CALL_PANE (widget)->form), "form.add", parameter);
}

/* What is typed where there is no argument yet begins the first one. */
static gboolean
add_typed_cb (LensCallPane          *self,
              guint                  keyval,
              guint                  keycode,
              GdkModifierType        state,
              GtkEventControllerKey *keys)
{
  gunichar typed = gdk_keyval_to_unicode (keyval);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!g_unichar_isgraph (typed) || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_activate_action (GTK_WIDGET (self), "call.add", "b", FALSE);

  return gtk_event_controller_key_forward (keys, gtk_root_get_focus (root));
}

void
lens_call_pane_add_when_typed (LensCallPane *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (add_typed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->add_button, keys);
}

static void
add_keyword_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (LENS_CALL_PANE (widget)->form), "form.add", "b", TRUE);
}

/* An object that is hosted here, for the other side to call. */
static void
add_hosted_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_widget_activate_action (widget, "call.add", "b", FALSE);
  gtk_widget_activate_action (gtk_root_get_focus (root), "argument.host", NULL);
}

static void
add_rest_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  LensCallPane *self = LENS_CALL_PANE (widget);
  gboolean named = g_str_equal (g_variant_get_string (parameter, NULL), "named-rest");

  if (self->member == NULL || lens_call_pane_is_attribute (self))
    return;

  lens_call_form_focus (self->form,
                        lens_arguments_add_role (lens_member_get_arguments (self->member),
                                                 named ? LENS_ARGUMENT_NAMED_REST : LENS_ARGUMENT_REST));
}

/* From the form: its last argument went. */
static void
offer_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  gtk_widget_grab_focus (LENS_CALL_PANE (widget)->add_button);
}

static void
paste_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (LENS_CALL_PANE (widget)->form), "form.paste", NULL);
}

static void
literal_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (LENS_CALL_PANE (widget)->form), "form.literal", NULL);
}

static void
options_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  lens_particulars_view_toggle (LENS_CALL_PANE (widget)->particulars);
}

/* What is typed, in the words of another program. */
static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LensCallPane *self = LENS_CALL_PANE (widget);
  g_autoptr(GEnumClass) languages = g_type_class_ref (LENS_TYPE_SNIPPET_LANGUAGE);
  GEnumValue *language = g_enum_get_value_by_nick (languages, g_variant_get_string (parameter, NULL));
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  g_autofree char *text = NULL;
  LensArgument *wrong = NULL;

  if (self->member == NULL || lens_call_pane_is_attribute (self) || language == NULL || !lens_call_form_check (self->form))
    return;
  if (!lens_arguments_collect (lens_member_get_arguments (self->member), &args, &kwargs, &wrong, NULL))
    {
      lens_call_form_focus (self->form, wrong);
      return;
    }

  text = lens_snippet_make ((LensSnippetLanguage) language->value, lens_browser_get_object (self->browser),
                            lens_member_get_name (self->member), args, kwargs,
                            lens_member_get_particulars (self->member));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  gtk_widget_activate_action (widget, "win.toast", "s", _("Copied"));
}

static void
history_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  LensCallPane *self = LENS_CALL_PANE (widget);

  if (gtk_widget_get_mapped (GTK_WIDGET (self->history_button)))
    gtk_menu_button_popup (self->history_button);
}

void
lens_call_pane_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "call.add", "b", add_action);
  gtk_widget_class_install_action (widget_class, "call.add-keyword", NULL, add_keyword_action);
  gtk_widget_class_install_action (widget_class, "call.offer", NULL, offer_action);
  gtk_widget_class_install_action (widget_class, "call.add-hosted", NULL, add_hosted_action);
  gtk_widget_class_install_action (widget_class, "call.add-rest", "s", add_rest_action);
  gtk_widget_class_install_action (widget_class, "call.history", NULL, history_action);
  gtk_widget_class_install_action (widget_class, "call.literal", NULL, literal_action);
  gtk_widget_class_install_action (widget_class, "call.copy", "s", copy_action);
  gtk_widget_class_install_action (widget_class, "call.options", NULL, options_action);
  gtk_widget_class_install_action (widget_class, "call.paste", NULL, paste_action);
}
