/* ui/widgets/value-editor.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/value-editor-private.h"

#include <glib/gi18n.h>

#include "ui/models/arguments.h"
#include "ui/models/format.h"

/**
 * LensValueEditor:
 *
 * Where one value is typed: an entry, a switch or a text, as it suits its kind.
 */

enum {
  PROP_0,
  PROP_ARGUMENT,
  PROP_OBJECTS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensValueEditor, lens_value_editor, ADW_TYPE_BIN)

/* Underlines the wrong character, as an editor of programs does. */
static void
lens_value_editor_underline (LensValueEditor *self,
                             guint            column)
{
  g_autoptr(PangoAttrList) attributes = NULL;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->text));
  glong length = g_utf8_strlen (text, -1);

  if (column > 0 && length > 0)
    {
      PangoAttribute *underline = pango_attr_underline_new (PANGO_UNDERLINE_ERROR);
      const char *at = g_utf8_offset_to_pointer (text, MIN ((glong) column, length) - 1);

      underline->start_index = (guint) (at - text);
      underline->end_index = (guint) (g_utf8_next_char (at) - text);
      attributes = pango_attr_list_new ();
      pango_attr_list_insert (attributes, underline);
    }

  gtk_entry_set_attributes (self->text, attributes);
}

static void
problem_changed_cb (LensValueEditor *self)
{
  const char *problem = self->argument != NULL ? lens_argument_get_problem (self->argument) : NULL;
  gboolean wrong = problem != NULL && !lens_argument_get_problem_in_name (self->argument);

  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->text), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->text), "error");

  gtk_accessible_update_state (GTK_ACCESSIBLE (self->text),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, wrong ? problem : "",
                                  -1);
  lens_value_editor_underline (self, wrong ? lens_argument_get_problem_column (self->argument) : 0);
}

static const char *
get_placeholder (LensKind kind)
{
  switch ((guint) kind)
    {
    case LENS_KIND_INT:
      return _("Integer");

    case LENS_KIND_FLOAT:
      return _("Number");

    case LENS_KIND_COMPLEX:
      return "1+2j";

    case LENS_KIND_DECIMAL:
      return "0.10";

    case LENS_KIND_DATETIME:
      return "2026-03-14T15:09:26";

    case LENS_KIND_DATE:
      return "2026-03-14";

    case LENS_KIND_TIME:
      return "15:09:26";

    case LENS_KIND_TIMEDELTA:
      return _("1:30:00 or seconds");

    case LENS_KIND_PROXY:
      return "PYRO:object@host:port";

    case LENS_KIND_RECORD:
      return _("Name of the class");

    case LENS_KIND_BYTES:
    case LENS_KIND_UUID:
      return "";

    default:
      return _("Python literal");
    }
}

/* Which of the widgets beside the entry this kind needs. */
static void
show_entry (LensValueEditor *self)
{
  LensKind kind = lens_argument_get_kind (self->argument);
  const char *file_name = lens_argument_get_file_name (self->argument);
  gboolean bytes = kind == LENS_KIND_BYTES;

  gtk_entry_set_placeholder_text (self->text, get_placeholder (kind));
  gtk_widget_set_visible (GTK_WIDGET (self->text), file_name == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->notation), bytes && file_name == NULL);
  gtk_widget_set_visible (self->steps, kind == LENS_KIND_INT);
  gtk_widget_set_visible (self->calendar, kind == LENS_KIND_DATETIME || kind == LENS_KIND_DATE);
  gtk_widget_set_visible (self->new_button, kind == LENS_KIND_UUID);
  gtk_widget_set_visible (GTK_WIDGET (self->objects_button), kind == LENS_KIND_PROXY && self->objects != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->host_button), kind == LENS_KIND_PROXY);
  gtk_widget_set_visible (self->file_button, bytes);
  gtk_widget_set_visible (self->clear_button, file_name != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->file_name), file_name != NULL);
  if (file_name != NULL)
    {
      gsize size = 0;
      g_autofree char *amount = NULL;
      g_autofree char *text = NULL;

      pyro_value_get_bytes_data (lens_argument_get_value (self->argument), &size);
      amount = lens_format_size (size);
      /* Translators: the name of a file, and its size */
      text = g_strdup_printf (_("%s · %s"), file_name, amount);
      gtk_label_set_text (self->file_name, text);
    }
}

static void
show_word (LensValueEditor *self)
{
  LensArguments *items = lens_argument_get_items (self->argument);
  g_autofree char *text = NULL;

  if (lens_argument_get_state (self->argument) == LENS_ARGUMENT_OMIT)
    text = g_strdup (_("omitted"));
  else if (lens_argument_get_state (self->argument) == LENS_ARGUMENT_NONE)
    text = g_strdup ("None");
  else if (items != NULL)
    text = lens_format_items (g_list_model_get_n_items (G_LIST_MODEL (items)));

  gtk_label_set_text (self->word, text);
  gtk_stack_set_visible_child_name (self->stack, "word");
}

static void
show_long_text (LensValueEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->long_text);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  if (!g_str_equal (text, lens_argument_get_text (self->argument)))
    gtk_text_buffer_set_text (buffer, lens_argument_get_text (self->argument), -1);
  gtk_stack_set_visible_child_name (self->stack, "text");
}

static void
show_switch (LensValueEditor *self)
{
  gtk_switch_set_active (self->switcher, g_str_equal (lens_argument_get_literal (self->argument), "True"));
  gtk_stack_set_visible_child_name (self->stack, "switch");
}

static void
lens_value_editor_show (LensValueEditor *self)
{
  LensKind kind;

  if (self->argument == NULL)
    return;

  kind = lens_argument_get_kind (self->argument);
  self->showing = TRUE;
  if (lens_argument_get_state (self->argument) != LENS_ARGUMENT_SEND ||
      (lens_kind_is_container (kind) && kind != LENS_KIND_RECORD))
    {
      show_word (self);
    }
  else if (kind == LENS_KIND_STR)
    {
      show_long_text (self);
    }
  else if (kind == LENS_KIND_BOOL)
    {
      show_switch (self);
    }
  else
    {
      gtk_drop_down_set_selected (self->notation, (guint) lens_argument_get_notation (self->argument));
      show_entry (self);
      gtk_stack_set_visible_child_name (self->stack, "entry");
    }
  self->showing = FALSE;
}

/* A switch that is off says False; what was no bool becomes one when the kind is chosen. */
static void
kind_changed_cb (LensValueEditor *self)
{
  if (self->argument != NULL && lens_argument_get_kind (self->argument) == LENS_KIND_BOOL &&
      lens_argument_get_value (self->argument) == NULL)
    lens_argument_set_text (self->argument, "False");
  lens_value_editor_show (self);
}

static void
items_changed_cb (LensValueEditor *self)
{
  if (self->argument != NULL && lens_argument_get_items (self->argument) != NULL)
    lens_value_editor_show (self);
}

static void
text_changed_cb (LensValueEditor *self)
{
  LensKind kind = lens_argument_get_kind (self->argument);

  if (kind == LENS_KIND_STR || kind == LENS_KIND_BOOL)
    lens_value_editor_show (self);
}

static void
long_text_changed_cb (LensValueEditor *self,
                      GtkTextBuffer   *buffer)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  if (self->showing || self->argument == NULL || lens_argument_get_kind (self->argument) != LENS_KIND_STR)
    return;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  lens_argument_set_text (self->argument, text);
}

static gboolean
lens_value_editor_grab_focus (GtkWidget *widget)
{
  LensValueEditor *self = LENS_VALUE_EDITOR (widget);
  const char *page = gtk_stack_get_visible_child_name (self->stack);
  guint column;

  if (self->argument == NULL)
    return FALSE;
  if (g_strcmp0 (page, "text") == 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->long_text));
  if (g_strcmp0 (page, "switch") == 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->switcher));
  if (g_strcmp0 (page, "entry") != 0)
    return FALSE;
  if (!gtk_widget_get_visible (GTK_WIDGET (self->text)))
    return gtk_widget_grab_focus (self->file_button);
  if (!gtk_widget_grab_focus (GTK_WIDGET (self->text)))
    return FALSE;

  column = lens_argument_get_problem_column (self->argument);
  if (column > 0)
    gtk_editable_set_position (GTK_EDITABLE (self->text), (int) MIN (column - 1, G_MAXINT));

  return TRUE;
}

static void
lens_value_editor_dispose (GObject *object)
{
  LensValueEditor *self = LENS_VALUE_EDITOR (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->bindings);
  g_clear_object (&self->signals);
  g_clear_object (&self->argument);
  g_clear_object (&self->objects);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_VALUE_EDITOR);

  G_OBJECT_CLASS (lens_value_editor_parent_class)->dispose (object);
}

static void
lens_value_editor_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  LensValueEditor *self = LENS_VALUE_EDITOR (object);

  switch (prop_id)
    {
    case PROP_ARGUMENT:
      g_value_set_object (value, self->argument);
      break;

    case PROP_OBJECTS:
      g_value_set_object (value, self->objects);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_value_editor_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  LensValueEditor *self = LENS_VALUE_EDITOR (object);

  switch (prop_id)
    {
    case PROP_ARGUMENT:
      lens_value_editor_set_argument (self, g_value_get_object (value));
      break;

    case PROP_OBJECTS:
      lens_value_editor_set_objects (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LensValueEditor, stack);
  gtk_widget_class_bind_template_child (widget_class, LensValueEditor, notation);
  gtk_widget_class_bind_template_child (widget_class, LensValueEditor, text);
  gtk_widget_class_bind_template_child (widget_class, LensValueEditor, file_name);
  gtk_widget_class_bind_template_child (widget_class, LensValueEditor, steps);
  gtk_widget_class_bind_template_child (widget_class, LensValueEditor, calendar);
  gtk_widget_class_bind_template_child (widget_class, LensValueEditor, days);
  gtk_widget_class_bind_template_child (widget_class, LensValueEditor, new_button);
  gtk_widget_class_bind_template_child (widget_class, LensValueEditor, objects_button);
  gtk_widget_class_bind_template_child (widget_class, LensValueEditor, host_button);
  gtk_widget_class_bind_template_child (widget_class, LensValueEditor, file_button);
  gtk_widget_class_bind_template_child (widget_class, LensValueEditor, clear_button);
  gtk_widget_class_bind_template_child_full (widget_class, "switch", FALSE,
                                             G_STRUCT_OFFSET (LensValueEditor, switcher));
  gtk_widget_class_bind_template_child (widget_class, LensValueEditor, long_text);
  gtk_widget_class_bind_template_child (widget_class, LensValueEditor, word);
  lens_value_editor_bind_callbacks (widget_class);
}

static void
lens_value_editor_class_init (LensValueEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = lens_value_editor_dispose;
  object_class->get_property = lens_value_editor_get_property;
  object_class->set_property = lens_value_editor_set_property;

  /**
   * LensValueEditor:argument: (nullable)
   *
   * What is edited.
   */
  properties[PROP_ARGUMENT] = g_param_spec_object ("argument", NULL, NULL, LENS_TYPE_ARGUMENT, flags);

  /**
   * LensValueEditor:objects: (nullable)
   *
   * The objects that are known, of which a proxy can be sent.
   */
  properties[PROP_OBJECTS] = g_param_spec_object ("objects", NULL, NULL, G_TYPE_LIST_MODEL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/value-editor.ui");
  bind_children (widget_class);
  widget_class->grab_focus = lens_value_editor_grab_focus;
}

static void
connect_argument (LensValueEditor *self)
{
  self->bindings = g_binding_group_new ();
  g_binding_group_bind (self->bindings, "text", self->text, "text",
                        G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  self->signals = g_signal_group_new (LENS_TYPE_ARGUMENT);
  g_signal_group_connect_swapped (self->signals, "notify::problem", G_CALLBACK (problem_changed_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::problem-column", G_CALLBACK (problem_changed_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::text", G_CALLBACK (text_changed_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::kind", G_CALLBACK (kind_changed_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (lens_value_editor_show), self);
  g_signal_group_connect_swapped (self->signals, "notify::notation", G_CALLBACK (lens_value_editor_show), self);
  g_signal_group_connect_swapped (self->signals, "notify::file-name", G_CALLBACK (lens_value_editor_show), self);
  g_signal_group_connect_swapped (self->signals, "notify::literal", G_CALLBACK (items_changed_cb), self);
}

static void
lens_value_editor_init (LensValueEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->long_text), "changed",
                           G_CALLBACK (long_text_changed_cb), self, G_CONNECT_SWAPPED);
  lens_value_editor_add_keys (self);
  connect_argument (self);
}

LensArgument *
lens_value_editor_get_argument (LensValueEditor *self)
{
  g_return_val_if_fail (LENS_IS_VALUE_EDITOR (self), NULL);

  return self->argument;
}

void
lens_value_editor_set_argument (LensValueEditor *self,
                                LensArgument    *argument)
{
  g_return_if_fail (LENS_IS_VALUE_EDITOR (self));
  g_return_if_fail (argument == NULL || LENS_IS_ARGUMENT (argument));

  if (!g_set_object (&self->argument, argument))
    return;

  g_binding_group_set_source (self->bindings, argument);
  g_signal_group_set_target (self->signals, argument);
  lens_value_editor_show (self);
  problem_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ARGUMENT]);
}

GListModel *
lens_value_editor_get_objects (LensValueEditor *self)
{
  g_return_val_if_fail (LENS_IS_VALUE_EDITOR (self), NULL);

  return self->objects;
}

void
lens_value_editor_set_objects (LensValueEditor *self,
                               GListModel      *objects)
{
  g_return_if_fail (LENS_IS_VALUE_EDITOR (self));
  g_return_if_fail (objects == NULL || G_IS_LIST_MODEL (objects));

  if (!g_set_object (&self->objects, objects))
    return;

  lens_value_editor_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OBJECTS]);
}

/**
 * lens_value_editor_set_label:
 * @label: such as “Argument 1”
 *
 * Sets what a screen reader calls the value.
 */
void
lens_value_editor_set_label (LensValueEditor *self,
                             const char      *label)
{
  g_return_if_fail (LENS_IS_VALUE_EDITOR (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->long_text), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->switcher), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}
