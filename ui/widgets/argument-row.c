/* ui/widgets/argument-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/argument-row.h"

#include <glib/gi18n.h>

/**
 * LensArgumentRow:
 *
 * One argument of a call: its name or its position, its value as it is typed, and what is wrong with it.
 */
struct _LensArgumentRow
{
  AdwPreferencesRow  parent_instance;

  LensArgument      *argument;
  LensArguments     *arguments;
  guint              position;
  GSignalGroup      *argument_signals;
  GBindingGroup     *argument_bindings;

  /* template children */
  GtkLabel          *number;
  GtkEditable       *name;
  GtkLabel          *equals;
  GtkEntry          *text;
  GtkLabel          *type_name;
  GtkLabel          *problem;
  GtkWidget         *buttons;
};

enum {
  PROP_0,
  PROP_ARGUMENT,
  PROP_ARGUMENTS,
  PROP_POSITION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensArgumentRow, lens_argument_row, ADW_TYPE_PREFERENCES_ROW)

/* Underlines the wrong character, as an editor of programs does. */
static void
lens_argument_row_underline (LensArgumentRow *self,
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
set_invalid (GtkWidget *widget,
             gboolean   invalid)
{
  if (invalid)
    gtk_widget_add_css_class (widget, "error");
  else
    gtk_widget_remove_css_class (widget, "error");

  gtk_accessible_update_state (GTK_ACCESSIBLE (widget),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
problem_changed_cb (LensArgumentRow *self)
{
  const char *problem = self->argument != NULL ? lens_argument_get_problem (self->argument) : NULL;
  guint column = self->argument != NULL ? lens_argument_get_problem_column (self->argument) : 0;
  gboolean in_name = self->argument != NULL && lens_argument_get_problem_in_name (self->argument);
  g_autofree char *sentence = NULL;

  if (problem != NULL && column > 0 && !in_name && lens_argument_get_text (self->argument)[0] != '\0')
    /* Translators: what is wrong with a text, and the number of the character where */
    sentence = g_strdup_printf (_("%s (column %u)"), problem, column);

  gtk_label_set_text (self->problem, sentence != NULL ? sentence : problem);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (in_name ? GTK_WIDGET (self->name) : GTK_WIDGET (self->text)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, problem != NULL ? problem : "",
                                  -1);
  set_invalid (GTK_WIDGET (self->text), problem != NULL && !in_name);
  set_invalid (GTK_WIDGET (self->name), problem != NULL && in_name);
  lens_argument_row_underline (self, problem != NULL && !in_name ? column : 0);
}

static void
lens_argument_row_label (LensArgumentRow *self)
{
  gboolean keyword = self->argument != NULL && lens_argument_get_keyword (self->argument);
  const char *name = keyword ? lens_argument_get_name (self->argument) : "";
  g_autofree char *number = g_strdup_printf ("%u", self->position);
  g_autofree char *label = NULL;

  if (self->arguments == NULL)
    label = g_strdup (_("New Value"));
  else if (name[0] != '\0')
    label = g_strdup_printf (_("Value of %s"), name);
  else
    label = g_strdup_printf (_("Argument %u"), self->position);

  gtk_label_set_text (self->number, number);
  gtk_widget_set_visible (GTK_WIDGET (self->number), !keyword && self->arguments != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->name), keyword);
  gtk_widget_set_visible (GTK_WIDGET (self->equals), keyword);
  gtk_widget_set_visible (self->buttons, self->arguments != NULL);
  gtk_label_set_width_chars (self->type_name, self->arguments != NULL ? 4 : 0); /* a column only among others */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
lens_argument_row_show (LensArgumentRow *self)
{
  g_binding_group_set_source (self->argument_bindings, self->argument);
  g_signal_group_set_target (self->argument_signals, self->argument);
  lens_argument_row_label (self);
  problem_changed_cb (self);
}

static void
submit_cb (LensArgumentRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "call.submit", NULL);
}

static void
name_submit_cb (LensArgumentRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  LensArgumentRow *self = LENS_ARGUMENT_ROW (widget);

  if (self->arguments != NULL)
    gtk_widget_activate_action (widget, "form.remove", "u", self->position);
}

static void
move_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LensArgumentRow *self = LENS_ARGUMENT_ROW (widget);
  int places = g_str_equal (action_name, "argument.up") ? -1 : 1;

  if (self->arguments != NULL)
    gtk_widget_activate_action (widget, "form.move", "(ui)", self->position, places);
}

static gboolean
lens_argument_row_grab_focus (GtkWidget *widget)
{
  LensArgumentRow *self = LENS_ARGUMENT_ROW (widget);
  guint column;

  if (self->argument == NULL)
    return FALSE;
  if (lens_argument_get_keyword (self->argument) &&
      (lens_argument_get_name (self->argument)[0] == '\0' ||
       lens_argument_get_problem_in_name (self->argument)))
    return gtk_widget_grab_focus (GTK_WIDGET (self->name));
  if (!gtk_widget_grab_focus (GTK_WIDGET (self->text)))
    return FALSE;

  column = lens_argument_get_problem_column (self->argument);
  if (column > 0)
    gtk_editable_set_position (GTK_EDITABLE (self->text), (int) MIN (column - 1, G_MAXINT));

  return TRUE;
}

static void
lens_argument_row_dispose (GObject *object)
{
  LensArgumentRow *self = LENS_ARGUMENT_ROW (object);

  g_clear_object (&self->argument_bindings);
  g_clear_object (&self->argument_signals);
  g_clear_object (&self->argument);
  g_clear_object (&self->arguments);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_ARGUMENT_ROW);

  G_OBJECT_CLASS (lens_argument_row_parent_class)->dispose (object);
}

static void
lens_argument_row_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  LensArgumentRow *self = LENS_ARGUMENT_ROW (object);

  switch (prop_id)
    {
    case PROP_ARGUMENT:
      g_value_set_object (value, self->argument);
      break;

    case PROP_ARGUMENTS:
      g_value_set_object (value, self->arguments);
      break;

    case PROP_POSITION:
      g_value_set_uint (value, self->position);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_argument_row_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  LensArgumentRow *self = LENS_ARGUMENT_ROW (object);

  switch (prop_id)
    {
    case PROP_ARGUMENT:
      lens_argument_row_set_argument (self, g_value_get_object (value));
      break;

    case PROP_ARGUMENTS:
      lens_argument_row_set_arguments (self, g_value_get_object (value));
      break;

    case PROP_POSITION:
      lens_argument_row_set_position (self, g_value_get_uint (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_argument_row_class_init (LensArgumentRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_argument_row_dispose;
  object_class->get_property = lens_argument_row_get_property;
  object_class->set_property = lens_argument_row_set_property;

  /**
   * LensArgumentRow:argument: (nullable)
   *
   * What the row edits.
   */
  properties[PROP_ARGUMENT] =
    g_param_spec_object ("argument", NULL, NULL,
                         LENS_TYPE_ARGUMENT,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  /**
   * LensArgumentRow:arguments: (nullable)
   *
   * Where the argument is one of; %NULL where it can neither be moved nor removed.
   */
  properties[PROP_ARGUMENTS] =
    g_param_spec_object ("arguments", NULL, NULL,
                         LENS_TYPE_ARGUMENTS,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  /**
   * LensArgumentRow:position:
   *
   * The number of the argument in the call, from 1.
   */
  properties[PROP_POSITION] =
    g_param_spec_uint ("position", NULL, NULL,
                       0, G_MAXUINT, 0,
                       (G_PARAM_READWRITE |
                        G_PARAM_EXPLICIT_NOTIFY |
                        G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/argument-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LensArgumentRow, number);
  gtk_widget_class_bind_template_child (widget_class, LensArgumentRow, name);
  gtk_widget_class_bind_template_child (widget_class, LensArgumentRow, equals);
  gtk_widget_class_bind_template_child (widget_class, LensArgumentRow, text);
  gtk_widget_class_bind_template_child (widget_class, LensArgumentRow, type_name);
  gtk_widget_class_bind_template_child (widget_class, LensArgumentRow, problem);
  gtk_widget_class_bind_template_child (widget_class, LensArgumentRow, buttons);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_submit_cb);

  widget_class->grab_focus = lens_argument_row_grab_focus;

  gtk_widget_class_install_action (widget_class, "argument.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "argument.up", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "argument.down", NULL, move_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "argument.up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "argument.down", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "argument.remove", NULL);
}

static void
lens_argument_row_init (LensArgumentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->argument_bindings = g_binding_group_new ();
  g_binding_group_bind (self->argument_bindings, "name", self->name, "text",
                        G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_binding_group_bind (self->argument_bindings, "text", self->text, "text",
                        G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_binding_group_bind (self->argument_bindings, "type-name", self->type_name, "label",
                        G_BINDING_SYNC_CREATE);
  self->argument_signals = g_signal_group_new (LENS_TYPE_ARGUMENT);
  g_signal_group_connect_swapped (self->argument_signals, "notify::name",
                                  G_CALLBACK (lens_argument_row_label), self);
  g_signal_group_connect_swapped (self->argument_signals, "notify::problem",
                                  G_CALLBACK (problem_changed_cb), self);
  g_signal_group_connect_swapped (self->argument_signals, "notify::problem-column",
                                  G_CALLBACK (problem_changed_cb), self);
}

LensArgument *
lens_argument_row_get_argument (LensArgumentRow *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT_ROW (self), NULL);

  return self->argument;
}

void
lens_argument_row_set_argument (LensArgumentRow *self,
                                LensArgument    *argument)
{
  g_return_if_fail (LENS_IS_ARGUMENT_ROW (self));
  g_return_if_fail (argument == NULL || LENS_IS_ARGUMENT (argument));

  if (!g_set_object (&self->argument, argument))
    return;

  lens_argument_row_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ARGUMENT]);
}

LensArguments *
lens_argument_row_get_arguments (LensArgumentRow *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT_ROW (self), NULL);

  return self->arguments;
}

void
lens_argument_row_set_arguments (LensArgumentRow *self,
                                 LensArguments   *arguments)
{
  g_return_if_fail (LENS_IS_ARGUMENT_ROW (self));
  g_return_if_fail (arguments == NULL || LENS_IS_ARGUMENTS (arguments));

  if (!g_set_object (&self->arguments, arguments))
    return;

  lens_argument_row_label (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ARGUMENTS]);
}

guint
lens_argument_row_get_position (LensArgumentRow *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT_ROW (self), 0);

  return self->position;
}

void
lens_argument_row_set_position (LensArgumentRow *self,
                                guint            position)
{
  g_return_if_fail (LENS_IS_ARGUMENT_ROW (self));

  if (self->position == position)
    return;

  self->position = position;
  lens_argument_row_label (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}
