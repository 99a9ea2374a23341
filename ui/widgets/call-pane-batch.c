/* ui/widgets/call-pane-batch.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/call-pane-private.h"

#include <glib/gi18n.h>

#include "ui/widgets/hosted-row.h"

/* How a call pane collects calls in a batch, and makes one many times. */

static LensBatchList *
get_batch (LensCallPane *self)
{
  LensObject *object = self->browser != NULL ? lens_browser_get_object (self->browser) : NULL;

  return object != NULL ? lens_batch_list_get_for_object (object) : NULL;
}

static void
running_changed_cb (LensCallPane *self)
{
  LensBatchList *batch = get_batch (self);

  if (batch != NULL && !lens_batch_list_get_running (batch))
    lens_call_pane_reveal_result (self);
}

static void
n_items_changed_cb (LensCallPane *self)
{
  LensBatchList *batch = get_batch (self);
  guint n = batch != NULL ? g_list_model_get_n_items (G_LIST_MODEL (batch)) : 0;
  /* Translators: a button that shows the calls of a batch; %u is how many */
  g_autofree char *label = g_strdup_printf (_("Batch (%u)"), n);

  gtk_button_set_label (self->batch_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->batch_button), n > 0);
}

/* Each object has a batch of its own. */
void
lens_call_pane_watch_batch (LensCallPane *self)
{
  LensBatchList *batch = get_batch (self);

  g_clear_object (&self->edited);
  g_signal_group_set_target (self->batch_signals, batch);
  lens_batch_view_set_batch (self->batch, batch);
  lens_volley_view_set_request (self->volley, NULL);
  gtk_stack_set_visible_child_name (self->results, "result");
  n_items_changed_cb (self);
}

/* A call of the batch goes back into the form; the next one that is added takes its place. */
static void
edit_cb (LensCallPane   *self,
         LensBatchEntry *entry)
{
  LensPastCall *call = lens_batch_entry_get_call (entry);
  LensMember *member = lens_object_find_member (lens_browser_get_object (self->browser),
                                                lens_past_call_get_method (call));

  if (member == NULL)
    return;

  lens_browser_set_member (self->browser, member);
  lens_call_pane_recall (self, member, call);
  gtk_stack_set_visible_child_name (self->results, "batch");
  g_set_object (&self->edited, entry);
  lens_call_pane_focus_form (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("Change the call, then add it to the batch"));
}

static void
add_to_batch_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  LensCallPane *self = LENS_CALL_PANE (widget);
  LensBatchList *batch = get_batch (self);
  g_autoptr(LensRequest) request = NULL;
  g_autoptr(LensPastCall) call = NULL;
  g_autoptr(LensBatchEntry) entry = NULL;
  g_autoptr(LensBatchEntry) edited = g_steal_pointer (&self->edited);

  if (batch == NULL || self->member == NULL || lens_call_pane_is_attribute (self))
    return;

  request = lens_call_pane_make_request (self, LENS_REQUEST_CALL);
  call = request != NULL ? lens_past_call_new_for_request (request) : NULL;
  if (call == NULL)
    {
      self->edited = g_steal_pointer (&edited);
      return;
    }

  entry = lens_batch_entry_new (call);
  if (edited != NULL && lens_batch_list_find (batch, edited) != G_MAXUINT)
    lens_batch_list_replace (batch, edited, entry);
  else if (!lens_batch_list_insert (batch, G_MAXUINT, entry))
    gtk_widget_activate_action (widget, "win.toast", "s", _("There are too many calls in this batch"));
  gtk_stack_set_visible_child_name (self->results, "batch");
}

static void
show_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  gtk_stack_set_visible_child_name (LENS_CALL_PANE (widget)->results, g_variant_get_string (parameter, NULL));
}

static void
repeat_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  LensCallPane *self = LENS_CALL_PANE (widget);
  g_autoptr(LensRequest) request = NULL;

  if (self->member == NULL)
    return;

  request = lens_call_pane_make_request (self, lens_call_pane_is_attribute (self) ? LENS_REQUEST_READ
                                                                                  : LENS_REQUEST_CALL);
  if (request == NULL)
    return;

  lens_volley_view_set_request (self->volley, request);
  gtk_stack_set_visible_child_name (self->results, "volley");
  lens_volley_view_focus (self->volley);
}

static GtkWidget *
create_hosted_row (gpointer item,
                   gpointer user_data)
{
  return lens_hosted_row_new (item);
}

void
lens_call_pane_init_batch (LensCallPane *self)
{
  gtk_list_box_bind_model (self->hosted, G_LIST_MODEL (lens_hosted_object_get_all ()), create_hosted_row, NULL, NULL);
  self->batch_signals = g_signal_group_new (LENS_TYPE_BATCH_LIST);
  g_signal_group_connect_swapped (self->batch_signals, "notify::n-items", G_CALLBACK (n_items_changed_cb), self);
  g_signal_group_connect_swapped (self->batch_signals, "notify::running", G_CALLBACK (running_changed_cb), self);
  g_signal_connect_object (self->batch, "edit", G_CALLBACK (edit_cb), self, G_CONNECT_SWAPPED);
}

void
lens_call_pane_install_batch (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "call.add-to-batch", NULL, add_to_batch_action);
  gtk_widget_class_install_action (widget_class, "call.repeat", NULL, repeat_action);
  gtk_widget_class_install_action (widget_class, "call.show", "s", show_action);
}
