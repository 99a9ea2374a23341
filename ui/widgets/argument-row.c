/* ui/widgets/argument-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/argument-row-private.h"

#include <glib/gi18n.h>

#include "ui/widgets/call-form.h"
#include "ui/widgets/late-menu.h"

/**
 * LensArgumentRow:
 *
 * One argument of a call: its name or its position, its value as it is typed, and what is wrong with it.
 */
enum {
  PROP_0,
  PROP_ARGUMENT,
  PROP_ARGUMENTS,
  PROP_POSITION,
  PROP_OBJECTS,
  PROP_KIND,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensArgumentRow, lens_argument_row, ADW_TYPE_PREFERENCES_ROW)

static void
kind_changed_cb (LensArgumentRow *self)
{
  lens_argument_row_show_type (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
}

static void
state_changed_cb (LensArgumentRow *self)
{
  LensArgumentState state = lens_argument_get_state (self->argument);

  adw_toggle_group_set_active (self->states, (guint) state);
  gtk_widget_set_visible (GTK_WIDGET (self->items), state == LENS_ARGUMENT_SEND &&
                                                    lens_argument_get_items (self->argument) != NULL);
}

static void
state_chosen_cb (LensArgumentRow *self)
{
  guint active = adw_toggle_group_get_active (self->states);

  if (self->argument != NULL && active != GTK_INVALID_LIST_POSITION)
    lens_argument_set_state (self->argument, (LensArgumentState) active);
}

/* What a container holds is a form in the row. */
static void
items_changed_cb (LensArgumentRow *self)
{
  LensArguments *items = lens_argument_get_items (self->argument);
  GtkWidget *form = NULL;

  if (items != NULL)
    form = g_object_new (LENS_TYPE_CALL_FORM,
                         "nested", TRUE,
                         "arguments", items,
                         "objects", self->objects,
                         NULL);
  adw_bin_set_child (self->items, form);
  state_changed_cb (self);
}

static void
lens_argument_row_show (LensArgumentRow *self)
{
  g_binding_group_set_source (self->argument_bindings, self->argument);
  g_signal_group_set_target (self->argument_signals, self->argument);
  lens_value_editor_set_argument (self->editor, self->argument);
  lens_argument_row_label (self);
  lens_argument_row_show_problem (self);
  if (self->argument == NULL)
    return;

  kind_changed_cb (self);
  items_changed_cb (self);
}

static void
name_submit_cb (LensArgumentRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
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

static void
host_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LensArgumentRow *self = LENS_ARGUMENT_ROW (widget);

  if (self->argument == NULL)
    return;

  lens_argument_set_kind (self->argument, LENS_KIND_PROXY);
  lens_value_editor_host (self->editor);
}

static gboolean
lens_argument_row_grab_focus (GtkWidget *widget)
{
  LensArgumentRow *self = LENS_ARGUMENT_ROW (widget);

  if (self->argument == NULL)
    return FALSE;
  if (gtk_widget_get_visible (GTK_WIDGET (self->name)) &&
      (lens_argument_get_name (self->argument)[0] == '\0' ||
       lens_argument_get_problem_in_name (self->argument)))
    return gtk_widget_grab_focus (GTK_WIDGET (self->name));

  /* A container, and what is omitted, has nothing to type in. */
  return gtk_widget_grab_focus (GTK_WIDGET (self->editor)) ||
         gtk_widget_child_focus (self->kind_button, GTK_DIR_TAB_FORWARD);
}

/* A row of GTK is a stop before what is in it, when one goes back; this one would give the focus to its editor again, and
 * Shift+Tab never leave it. */
static gboolean
lens_argument_row_move_focus (GtkWidget        *widget,
                              GtkDirectionType  direction)
{
  if (gtk_widget_get_focus_child (widget) != NULL)
    return gtk_widget_child_focus (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget)), direction);

  return GTK_WIDGET_CLASS (lens_argument_row_parent_class)->focus (widget, direction);
}

static void
lens_argument_row_dispose (GObject *object)
{
  LensArgumentRow *self = LENS_ARGUMENT_ROW (object);

  g_clear_object (&self->argument_bindings);
  g_clear_object (&self->argument_signals);
  g_clear_object (&self->argument);
  g_clear_object (&self->arguments);
  g_clear_object (&self->objects);
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

    case PROP_OBJECTS:
      g_value_set_object (value, self->objects);
      break;

    case PROP_KIND:
      g_value_set_enum (value, self->argument != NULL ? (int) lens_argument_get_kind (self->argument) : 0);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
choose_kind (LensArgumentRow *self,
             LensKind         kind)
{
  if (self->argument == NULL)
    return;

  if (lens_argument_set_kind (self->argument, kind))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                _("It has too many items for a row each; it can be edited as text"));
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

    case PROP_OBJECTS:
      g_set_object (&self->objects, g_value_get_object (value));
      lens_value_editor_set_objects (self->editor, self->objects);
      break;

    case PROP_KIND:
      choose_kind (self, (LensKind) g_value_get_enum (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * LensArgumentRow:argument: (nullable)
   *
   * What the row edits.
   */
  properties[PROP_ARGUMENT] = g_param_spec_object ("argument", NULL, NULL, LENS_TYPE_ARGUMENT, flags);

  /**
   * LensArgumentRow:arguments: (nullable)
   *
   * Where the argument is one of; %NULL where it can neither be moved nor removed.
   */
  properties[PROP_ARGUMENTS] = g_param_spec_object ("arguments", NULL, NULL, LENS_TYPE_ARGUMENTS, flags);

  /**
   * LensArgumentRow:position:
   *
   * The number of the argument in the call, from 1.
   */
  properties[PROP_POSITION] = g_param_spec_uint ("position", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * LensArgumentRow:objects: (nullable)
   *
   * The objects that are known, of which a proxy can be sent.
   */
  properties[PROP_OBJECTS] = g_param_spec_object ("objects", NULL, NULL, G_TYPE_LIST_MODEL, flags);

  /**
   * LensArgumentRow:kind:
   *
   * In which way the value is typed.
   */
  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, LENS_TYPE_KIND, LENS_KIND_ANY, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/argument-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LensArgumentRow, number);
  gtk_widget_class_bind_template_child (widget_class, LensArgumentRow, name);
  gtk_widget_class_bind_template_child (widget_class, LensArgumentRow, equals);
  gtk_widget_class_bind_template_child (widget_class, LensArgumentRow, kind_button);
  gtk_widget_class_bind_template_child (widget_class, LensArgumentRow, label_box);
  gtk_widget_class_bind_template_child (widget_class, LensArgumentRow, type_name);
  gtk_widget_class_bind_template_child (widget_class, LensArgumentRow, editor);
  gtk_widget_class_bind_template_child (widget_class, LensArgumentRow, states);
  gtk_widget_class_bind_template_child (widget_class, LensArgumentRow, problem);
  gtk_widget_class_bind_template_child (widget_class, LensArgumentRow, refusal);
  gtk_widget_class_bind_template_child (widget_class, LensArgumentRow, refusal_text);
  gtk_widget_class_bind_template_child (widget_class, LensArgumentRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, LensArgumentRow, items);
  gtk_widget_class_bind_template_callback (widget_class, name_submit_cb);
}

static void
lens_argument_row_class_init (LensArgumentRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_argument_row_dispose;
  object_class->get_property = lens_argument_row_get_property;
  object_class->set_property = lens_argument_row_set_property;
  widget_class->focus = lens_argument_row_move_focus;
  widget_class->grab_focus = lens_argument_row_grab_focus;

  install_properties (object_class);
  g_type_ensure (LENS_TYPE_LATE_MENU);
  g_type_ensure (LENS_TYPE_VALUE_EDITOR);
  bind_template (widget_class);

  gtk_widget_class_install_property_action (widget_class, "argument.kind", "kind");
  gtk_widget_class_install_action (widget_class, "argument.host", NULL, host_action);
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
  self->argument_signals = g_signal_group_new (LENS_TYPE_ARGUMENT);
  g_signal_group_connect_swapped (self->argument_signals, "notify::name",
                                  G_CALLBACK (lens_argument_row_label), self);
  g_signal_group_connect_swapped (self->argument_signals, "notify::problem",
                                  G_CALLBACK (lens_argument_row_show_problem), self);
  g_signal_group_connect_swapped (self->argument_signals, "notify::refusal",
                                  G_CALLBACK (lens_argument_row_show_problem), self);
  g_signal_group_connect_swapped (self->argument_signals, "notify::problem-column",
                                  G_CALLBACK (lens_argument_row_show_problem), self);
  g_signal_group_connect_swapped (self->argument_signals, "notify::title",
                                  G_CALLBACK (lens_argument_row_label), self);
  g_signal_group_connect_swapped (self->argument_signals, "notify::type-name",
                                  G_CALLBACK (lens_argument_row_show_type), self);
  g_signal_group_connect_swapped (self->argument_signals, "notify::kind",
                                  G_CALLBACK (kind_changed_cb), self);
  g_signal_group_connect_swapped (self->argument_signals, "notify::state",
                                  G_CALLBACK (state_changed_cb), self);
  g_signal_group_connect_swapped (self->argument_signals, "notify::items",
                                  G_CALLBACK (items_changed_cb), self);
  g_signal_connect_object (self->states, "notify::active",
                           G_CALLBACK (state_chosen_cb), self, G_CONNECT_SWAPPED);
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

/**
 * lens_argument_row_align:
 * @labels: what all rows of a form have in front of the values
 * @kinds: the types among them
 *
 * Has the value begin where those of the other rows do.
 */
void
lens_argument_row_align (LensArgumentRow *self,
                         GtkSizeGroup    *labels,
                         GtkSizeGroup    *kinds)
{
  g_return_if_fail (LENS_IS_ARGUMENT_ROW (self));
  g_return_if_fail (GTK_IS_SIZE_GROUP (labels));
  g_return_if_fail (GTK_IS_SIZE_GROUP (kinds));

  gtk_size_group_add_widget (labels, self->label_box);
  gtk_size_group_add_widget (kinds, self->kind_button);
}

/**
 * lens_argument_row_focus:
 * @inner: a value
 *
 * Lets the user type a value in the container of this row.
 *
 * Returns: %FALSE if it is not in there
 */
gboolean
lens_argument_row_focus (LensArgumentRow *self,
                         LensArgument    *inner)
{
  GtkWidget *form;

  g_return_val_if_fail (LENS_IS_ARGUMENT_ROW (self), FALSE);

  form = adw_bin_get_child (self->items);

  return form != NULL && inner != NULL && lens_call_form_focus (LENS_CALL_FORM (form), inner);
}
