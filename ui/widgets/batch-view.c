/* ui/widgets/batch-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/batch-view.h"

#include <glib/gi18n.h>

#include "ui/widgets/batch-row.h"
#include "ui/widgets/traceback-view.h"
#include "ui/widgets/value-view.h"

/**
 * LensBatchView:
 *
 * The calls of a batch: they can be moved, changed and taken away, and are sent together.
 */
struct _LensBatchView
{
  AdwBin             parent_instance;

  LensBatchList     *batch;
  GSignalGroup      *batch_signals;
  GBindingGroup     *batch_bindings;

  /* template children */
  GtkStack          *stack;
  GtkCheckButton    *oneway;
  GtkButton         *send;
  GtkLabel          *state;
  GtkListBox        *rows;
  GtkWidget         *nothing;
  GtkWidget         *back;
  GtkLabel          *line;
  GtkStack          *detail;
  LensValueView     *value;
  LensTracebackView *traceback;
};

enum {
  EDIT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LensBatchView, lens_batch_view, ADW_TYPE_BIN)

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  return g_object_new (LENS_TYPE_BATCH_ROW, "entry", item, NULL);
}

static void
update_cb (LensBatchView *self)
{
  gboolean running = self->batch != NULL && lens_batch_list_get_running (self->batch);
  gboolean empty = self->batch == NULL || g_list_model_get_n_items (G_LIST_MODEL (self->batch)) == 0;

  gtk_button_set_label (self->send, running ? _("_Cancel") : _("_Send Batch"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->send),
                               running ? _("Stop Waiting for the Answer") : _("Send All Calls as One Message"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "batch.send", running || !empty);
  gtk_widget_set_visible (self->nothing, empty); /* one that the list hides is still its last child to the style */
}

static void
state_text_changed_cb (LensBatchView *self)
{
  const char *text = lens_batch_list_get_state_text (self->batch);

  gtk_label_set_text (self->state, text);
  gtk_widget_set_visible (GTK_WIDGET (self->state), text[0] != '\0');
  if (text[0] != '\0' && !lens_batch_list_get_running (self->batch) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
row_activated_cb (LensBatchView *self,
                  GtkListBoxRow *row)
{
  LensBatchEntry *entry = lens_batch_row_get_entry (LENS_BATCH_ROW (row));

  if (lens_batch_entry_get_value (entry) == NULL && lens_batch_entry_get_exception (entry) == NULL)
    return;

  gtk_label_set_text (self->line, lens_batch_entry_get_line (entry));
  lens_value_view_set_value (self->value, lens_batch_entry_get_value (entry));
  lens_traceback_view_set_exception (self->traceback, lens_batch_entry_get_exception (entry));
  gtk_stack_set_visible_child_name (self->detail,
                                    lens_batch_entry_get_exception (entry) != NULL ? "exception" : "value");
  gtk_stack_set_visible_child_name (self->stack, "detail");
  gtk_widget_grab_focus (self->back);
}

static LensBatchEntry *
dup_entry (LensBatchView *self,
           guint          position)
{
  return self->batch != NULL ? g_list_model_get_item (G_LIST_MODEL (self->batch), position) : NULL;
}

static gboolean
focus_row (LensBatchView *self,
           guint          position)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->rows, (int) position);

  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
back_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  gtk_stack_set_visible_child_name (LENS_BATCH_VIEW (widget)->stack, "calls");
}

static void
edit_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  g_autoptr(LensBatchEntry) entry = dup_entry (LENS_BATCH_VIEW (widget), g_variant_get_uint32 (parameter));

  if (entry != NULL)
    g_signal_emit (widget, signals[EDIT], 0, entry);
}

static void
move_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LensBatchView *self = LENS_BATCH_VIEW (widget);
  g_autoptr(LensBatchEntry) entry = NULL;
  guint position;
  int places;

  g_variant_get (parameter, "(ui)", &position, &places);
  entry = dup_entry (self, position);
  if (entry != NULL && lens_batch_list_move (self->batch, entry, places))
    focus_row (self, lens_batch_list_find (self->batch, entry));
}

typedef struct
{
  LensBatchList  *batch;
  LensBatchEntry *entry;
  guint           position;
} Removal;

static void
removal_free (gpointer  data,
              GClosure *closure)
{
  Removal *self = data;

  g_object_unref (self->batch);
  g_object_unref (self->entry);
  g_free (self);
}

static void
undo_cb (AdwToast *toast,
         gpointer  user_data)
{
  Removal *removal = user_data;

  lens_batch_list_insert (removal->batch, removal->position, removal->entry);
}

static void
offer_undo (LensBatchView  *self,
            LensBatchEntry *entry,
            guint           position)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  Removal *removal;
  AdwToast *toast;

  if (overlay == NULL)
    return;

  removal = g_new0 (Removal, 1);
  removal->batch = g_object_ref (self->batch);
  removal->entry = g_object_ref (entry);
  removal->position = position;
  toast = adw_toast_new (_("Removed from the batch"));
  adw_toast_set_button_label (toast, _("_Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), removal, removal_free, 0);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  LensBatchView *self = LENS_BATCH_VIEW (widget);
  guint position = g_variant_get_uint32 (parameter);
  g_autoptr(LensBatchEntry) entry = dup_entry (self, position);

  if (entry == NULL)
    return;

  lens_batch_list_replace (self->batch, entry, NULL);
  if (!focus_row (self, position) && position > 0)
    focus_row (self, position - 1);
  offer_undo (self, entry, position);
}

static void
send_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LensBatchView *self = LENS_BATCH_VIEW (widget);

  if (self->batch == NULL)
    return;

  if (lens_batch_list_get_running (self->batch))
    lens_batch_list_cancel (self->batch);
  else
    lens_batch_list_run (self->batch);
}

static void
lens_batch_view_dispose (GObject *object)
{
  LensBatchView *self = LENS_BATCH_VIEW (object);

  g_clear_object (&self->batch_signals);
  g_clear_object (&self->batch_bindings);
  g_clear_object (&self->batch);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_BATCH_VIEW);

  G_OBJECT_CLASS (lens_batch_view_parent_class)->dispose (object);
}

static void
lens_batch_view_class_init (LensBatchViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lens_batch_view_dispose;

  /**
   * LensBatchView::edit:
   * @entry: which one
   *
   * A call is to be changed.
   */
  signals[EDIT] = g_signal_new ("edit", LENS_TYPE_BATCH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, LENS_TYPE_BATCH_ENTRY);

  g_type_ensure (LENS_TYPE_TRACEBACK_VIEW);
  g_type_ensure (LENS_TYPE_VALUE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/batch-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LensBatchView, stack);
  gtk_widget_class_bind_template_child (widget_class, LensBatchView, oneway);
  gtk_widget_class_bind_template_child (widget_class, LensBatchView, send);
  gtk_widget_class_bind_template_child (widget_class, LensBatchView, state);
  gtk_widget_class_bind_template_child (widget_class, LensBatchView, rows);
  gtk_widget_class_bind_template_child (widget_class, LensBatchView, nothing);
  gtk_widget_class_bind_template_child (widget_class, LensBatchView, back);
  gtk_widget_class_bind_template_child (widget_class, LensBatchView, line);
  gtk_widget_class_bind_template_child (widget_class, LensBatchView, detail);
  gtk_widget_class_bind_template_child (widget_class, LensBatchView, value);
  gtk_widget_class_bind_template_child (widget_class, LensBatchView, traceback);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);

  gtk_widget_class_install_action (widget_class, "batch.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "batch.edit", "u", edit_action);
  gtk_widget_class_install_action (widget_class, "batch.move", "(ui)", move_action);
  gtk_widget_class_install_action (widget_class, "batch.remove", "u", remove_action);
  gtk_widget_class_install_action (widget_class, "batch.send", NULL, send_action);
}

static void
lens_batch_view_init (LensBatchView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->batch_bindings = g_binding_group_new ();
  g_binding_group_bind (self->batch_bindings, "oneway", self->oneway, "active",
                        G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  self->batch_signals = g_signal_group_new (LENS_TYPE_BATCH_LIST);
  g_signal_group_connect_swapped (self->batch_signals, "notify::running", G_CALLBACK (update_cb), self);
  g_signal_group_connect_swapped (self->batch_signals, "notify::n-items", G_CALLBACK (update_cb), self);
  g_signal_group_connect_swapped (self->batch_signals, "notify::state-text", G_CALLBACK (state_text_changed_cb), self);
  update_cb (self);
}

/**
 * lens_batch_view_set_batch:
 * @batch: (nullable): a batch
 *
 * Shows a batch.
 */
void
lens_batch_view_set_batch (LensBatchView *self,
                           LensBatchList *batch)
{
  g_return_if_fail (LENS_IS_BATCH_VIEW (self));
  g_return_if_fail (batch == NULL || LENS_IS_BATCH_LIST (batch));

  if (!g_set_object (&self->batch, batch))
    return;

  gtk_list_box_bind_model (self->rows, G_LIST_MODEL (batch), create_row, self, NULL);
  g_signal_group_set_target (self->batch_signals, batch);
  g_binding_group_set_source (self->batch_bindings, batch);
  gtk_stack_set_visible_child_name (self->stack, "calls");
  update_cb (self);
  if (batch != NULL)
    state_text_changed_cb (self);
}
