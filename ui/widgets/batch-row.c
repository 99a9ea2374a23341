/* ui/widgets/batch-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/batch-row.h"

#include "ui/widgets/late-menu.h"

/**
 * LensBatchRow:
 *
 * One call of a batch, and what came of it.
 */
struct _LensBatchRow
{
  GtkListBoxRow   parent_instance;

  LensBatchEntry *entry;

  /* template children */
  GtkImage       *mark;
  GtkLabel       *text;
};

enum {
  PROP_0,
  PROP_ENTRY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensBatchRow, lens_batch_row, GTK_TYPE_LIST_BOX_ROW)

static const char *
get_mark (LensBatchEntryState state)
{
  switch (state)
    {
    case LENS_BATCH_ENTRY_DONE:
    case LENS_BATCH_ENTRY_SENT:
      return "object-select-symbolic";

    case LENS_BATCH_ENTRY_RAISED:
      return "dialog-error-symbolic";

    case LENS_BATCH_ENTRY_SKIPPED:
      return "process-stop-symbolic";

    case LENS_BATCH_ENTRY_WAITING:
    case LENS_BATCH_ENTRY_RUNNING:
    default:
      return NULL;
    }
}

static void
state_changed_cb (LensBatchRow *self)
{
  LensBatchEntryState state = lens_batch_entry_get_state (self->entry);
  const char *text = lens_batch_entry_get_text (self->entry);
  const char *mark = get_mark (state);

  gtk_label_set_text (self->text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->text), text[0] != '\0');
  gtk_image_set_from_icon_name (self->mark, mark);
  gtk_widget_set_visible (GTK_WIDGET (self->mark), mark != NULL);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self),
                                    state == LENS_BATCH_ENTRY_DONE || state == LENS_BATCH_ENTRY_RAISED);
  gtk_widget_remove_css_class (GTK_WIDGET (self->mark), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->text), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->text), "dim-label");
  if (state == LENS_BATCH_ENTRY_RAISED)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->mark), "error");
      gtk_widget_add_css_class (GTK_WIDGET (self->text), "error");
    }
  else if (state != LENS_BATCH_ENTRY_DONE)
    gtk_widget_add_css_class (GTK_WIDGET (self->text), "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, lens_batch_entry_get_line (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static guint
get_position (LensBatchRow *self)
{
  return (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self));
}

static void
edit_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "batch.edit", "u", get_position (LENS_BATCH_ROW (widget)));
}

static void
move_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "batch.move", "(ui)", get_position (LENS_BATCH_ROW (widget)),
                              g_str_equal (action_name, "entry.up") ? -1 : 1);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "batch.remove", "u", get_position (LENS_BATCH_ROW (widget)));
}

static void
lens_batch_row_dispose (GObject *object)
{
  LensBatchRow *self = LENS_BATCH_ROW (object);

  g_clear_object (&self->entry);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_BATCH_ROW);

  G_OBJECT_CLASS (lens_batch_row_parent_class)->dispose (object);
}

static void
lens_batch_row_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ENTRY:
      g_value_set_object (value, LENS_BATCH_ROW (object)->entry);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_batch_row_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  LensBatchRow *self = LENS_BATCH_ROW (object);

  switch (prop_id)
    {
    case PROP_ENTRY:
      self->entry = g_value_dup_object (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_batch_row_constructed (GObject *object)
{
  LensBatchRow *self = LENS_BATCH_ROW (object);

  G_OBJECT_CLASS (lens_batch_row_parent_class)->constructed (object);

  g_signal_connect_object (self->entry, "notify::state", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  state_changed_cb (self);
}

static void
lens_batch_row_class_init (LensBatchRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = lens_batch_row_constructed;
  object_class->dispose = lens_batch_row_dispose;
  object_class->get_property = lens_batch_row_get_property;
  object_class->set_property = lens_batch_row_set_property;

  /**
   * LensBatchRow:entry:
   *
   * The call.
   */
  properties[PROP_ENTRY] =
    g_param_spec_object ("entry", NULL, NULL,
                         LENS_TYPE_BATCH_ENTRY,
                         (G_PARAM_READWRITE |
                          G_PARAM_CONSTRUCT_ONLY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LENS_TYPE_LATE_MENU);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/batch-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LensBatchRow, mark);
  gtk_widget_class_bind_template_child (widget_class, LensBatchRow, text);

  gtk_widget_class_install_action (widget_class, "entry.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "entry.up", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "entry.down", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "entry.remove", NULL, remove_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "entry.up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "entry.down", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "entry.remove", NULL);
}

static void
lens_batch_row_init (LensBatchRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lens_batch_row_get_entry:
 *
 * Gets the call.
 *
 * Returns: (transfer none): the call
 */
LensBatchEntry *
lens_batch_row_get_entry (LensBatchRow *self)
{
  g_return_val_if_fail (LENS_IS_BATCH_ROW (self), NULL);

  return self->entry;
}
