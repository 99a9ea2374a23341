/* ui/widgets/call-pane-send.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/call-pane-private.h"

/* How a call pane sends off what is typed. */

static gboolean
are_particulars_good (LensCallPane *self)
{
  LensParticulars *particulars = lens_member_get_particulars (self->member);
  g_autoptr(PyroAnnotations) annotations = lens_particulars_dup_annotations (particulars, NULL);

  return annotations != NULL && lens_particulars_get_problem (particulars) == NULL;
}

/* What is typed, as a call that can be sent; or NULL, and the focus is where it cannot. */
LensRequest *
lens_call_pane_make_request (LensCallPane    *self,
                             LensRequestVerb  verb)
{
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  g_autoptr(GError) error = NULL;
  LensArgument *wrong = NULL;
  LensRequest *request;

  if (verb != LENS_REQUEST_READ && !lens_call_form_check (self->form))
    return NULL;
  if (verb != LENS_REQUEST_READ &&
      !lens_arguments_collect (lens_member_get_arguments (self->member), &args, &kwargs, &wrong, &error))
    {
      if (wrong == NULL || !lens_call_form_focus (self->form, wrong))
        gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
      return NULL;
    }
  if (!are_particulars_good (self))
    {
      lens_particulars_view_focus_problem (self->particulars);
      return NULL;
    }

  request = lens_request_new (lens_browser_get_object (self->browser), self->member, verb, args, kwargs);
  lens_request_set_particulars (request, lens_member_get_particulars (self->member));

  return request;
}

/* Sends it off with the arguments as they are typed, or shows which one cannot be sent. */
static void
lens_call_pane_send (LensCallPane    *self,
                     LensRequestVerb  verb,
                     gboolean         oneway)
{
  g_autoptr(LensRequest) request = lens_call_pane_make_request (self, verb);

  if (request == NULL)
    {
      lens_result_view_set_outdated (self->result, TRUE);
      return;
    }

  if (oneway)
    g_object_set (lens_request_get_particulars (request), "oneway", TRUE, NULL);
  lens_call_pane_remember (request);
  gtk_stack_set_visible_child_name (self->results, "result");
  lens_browser_set_request (self->browser, request);
  lens_request_run (request);
}

/* Says at the argument that it was not sent, and goes there unless the user is elsewhere by now. */
void
lens_call_pane_mark_refused (LensCallPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  LensArguments *arguments = self->member != NULL ? lens_member_get_arguments (self->member) : NULL;
  LensArgument *refused;

  if (arguments == NULL || self->request == NULL || lens_request_get_member (self->request) != self->member)
    return;

  if (lens_request_get_state (self->request) != LENS_REQUEST_FAILED || !lens_request_is_unsent (self->request))
    {
      lens_arguments_refuse (arguments, NULL);
      return;
    }
  refused = lens_arguments_refuse (arguments,
                                   lens_particulars_get_serializer (lens_request_get_particulars (self->request)));
  lens_arguments_forgive (arguments, lens_particulars_get_serializer (lens_member_get_particulars (self->member)));
  if (refused != NULL && lens_argument_get_refusal (refused) != NULL &&
      (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self))))
    lens_call_form_focus (self->form, refused);
}

static void
run_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  LensCallPane *self = LENS_CALL_PANE (widget);

  if (self->member != NULL && !lens_call_pane_is_running (self))
    lens_call_pane_send (self, lens_call_pane_is_attribute (self) ? LENS_REQUEST_READ : LENS_REQUEST_CALL,
                         FALSE);
}

static void
run_oneway_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  LensCallPane *self = LENS_CALL_PANE (widget);

  if (self->member != NULL && !lens_call_pane_is_attribute (self) && !lens_call_pane_is_running (self))
    lens_call_pane_send (self, LENS_REQUEST_CALL, TRUE);
}

static void
write_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  LensCallPane *self = LENS_CALL_PANE (widget);

  if (lens_call_pane_is_attribute (self) && !lens_call_pane_is_running (self))
    lens_call_pane_send (self, LENS_REQUEST_WRITE, FALSE);
}

/* What Enter means in the form: there, a value is meant to be sent. */
static void
submit_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  gtk_widget_activate_action (widget,
                              lens_call_pane_is_attribute (LENS_CALL_PANE (widget)) ? "call.write" : "call.run",
                              NULL);
}

/* Reads the attribute again and again, and shows that in place of the result. */
static void
watch_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  LensCallPane *self = LENS_CALL_PANE (widget);
  g_autoptr(LensRequest) request = NULL;

  if (!lens_call_pane_is_attribute (self) || lens_call_pane_is_running (self))
    return;

  request = lens_call_pane_make_request (self, LENS_REQUEST_READ);
  if (request == NULL)
    return;

  gtk_stack_set_visible_child_name (self->results, "result");
  lens_result_view_watch (self->result, request);
}

static void
cancel_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  LensCallPane *self = LENS_CALL_PANE (widget);

  if (lens_call_pane_is_running (self))
    lens_request_cancel (self->request);
}

void
lens_call_pane_install_senders (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "call.run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "call.run-oneway", NULL, run_oneway_action);
  gtk_widget_class_install_action (widget_class, "call.write", NULL, write_action);
  gtk_widget_class_install_action (widget_class, "call.submit", NULL, submit_action);
  gtk_widget_class_install_action (widget_class, "call.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "call.watch", NULL, watch_action);
  lens_call_pane_install_batch (widget_class);
}
