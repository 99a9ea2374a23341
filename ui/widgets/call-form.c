/* ui/widgets/call-form.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/call-form-private.h"

#include <glib/gi18n.h>

#include "ui/widgets/argument-row.h"

/**
 * LensCallForm:
 *
 * The arguments of a call, a row each, and the buttons to add more.
 */
enum {
  PROP_0,
  PROP_ARGUMENTS,
  PROP_SINGLE,
  PROP_NESTED,
  PROP_OBJECTS,
  PROP_LITERAL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensCallForm, lens_call_form, ADW_TYPE_BIN)

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  LensCallForm *self = user_data;
  GtkWidget *row = g_object_new (LENS_TYPE_ARGUMENT_ROW,
                                 "argument", item,
                                 "arguments", self->single ? NULL : self->arguments,
                                 "objects", self->objects,
                                 NULL);

  lens_argument_row_align (LENS_ARGUMENT_ROW (row), self->labels, self->kinds);

  return row;
}

/* A placeholder that is only hidden by the list would still be what the last row is drawn apart from. A call without
 * arguments has no room for them: a container has, as it is a value. */
static void
lens_call_form_number (LensCallForm *self)
{
  GtkListBoxRow *row;
  int n;

  for (n = 0; (row = gtk_list_box_get_row_at_index (self->rows, n)) != NULL; n++)
    lens_argument_row_set_position (LENS_ARGUMENT_ROW (row), (guint) n + 1);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), n == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->rows), (n > 0 || self->nested) && (!self->as_literal || self->single));
}

static const char *
get_item_label (LensCallForm *self)
{
  LensKind kind = self->arguments != NULL ? lens_arguments_get_kind (self->arguments) : LENS_KIND_ANY;

  if (self->arguments != NULL && lens_arguments_has_annotations (self->arguments))
    return _("Annotation");
  if (kind == LENS_KIND_DICT)
    return _("Entry");

  return kind == LENS_KIND_RECORD ? _("Field") : _("Item");
}

static const char *
get_nothing_label (LensCallForm *self)
{
  if (self->arguments != NULL && lens_arguments_has_annotations (self->arguments))
    return _("No annotations");

  return _("Empty");
}

static void
lens_call_form_show (LensCallForm *self)
{
  gtk_list_box_bind_model (self->rows, G_LIST_MODEL (self->arguments), create_row, self, NULL);
  if (self->arguments != NULL)
    g_signal_connect_object (self->arguments, "items-changed",
                             G_CALLBACK (lens_call_form_number), self,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_label_set_text (self->title, self->single ? _("New Value") : _("Arguments"));
  gtk_label_set_text (self->nothing, get_nothing_label (self));
  gtk_widget_set_visible (self->heading, !self->nested);
  gtk_widget_set_visible (self->literal_button, !self->single && !self->nested);
  lens_literal_editor_set_arguments (self->literal, self->as_literal && !self->single ? self->arguments : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->literal), self->as_literal && !self->single);
  gtk_widget_set_visible (self->add_item, self->nested);
  adw_button_content_set_label (self->add_item_content, get_item_label (self));
  lens_call_form_number (self);
}

/* A line that cannot be read is not left behind: the rows would say something else. */
void
lens_call_form_set_literal (LensCallForm *self,
                            gboolean      literal)
{
  if (self->as_literal == literal)
    return;

  if (literal && self->arguments != NULL && !lens_arguments_get_editable (self->arguments))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("An argument is too large to be typed"));
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LITERAL]);
      return;
    }

  self->as_literal = literal;
  lens_call_form_show (self);
  lens_call_form_focus (self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LITERAL]);
}

static void
lens_call_form_dispose (GObject *object)
{
  LensCallForm *self = LENS_CALL_FORM (object);

  g_clear_object (&self->arguments);
  g_clear_object (&self->objects);
  g_clear_object (&self->labels);
  g_clear_object (&self->kinds);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_CALL_FORM);

  G_OBJECT_CLASS (lens_call_form_parent_class)->dispose (object);
}

static void
lens_call_form_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  LensCallForm *self = LENS_CALL_FORM (object);

  switch (prop_id)
    {
    case PROP_ARGUMENTS:
      g_value_set_object (value, self->arguments);
      break;

    case PROP_SINGLE:
      g_value_set_boolean (value, self->single);
      break;

    case PROP_NESTED:
      g_value_set_boolean (value, self->nested);
      break;

    case PROP_OBJECTS:
      g_value_set_object (value, self->objects);
      break;

    case PROP_LITERAL:
      g_value_set_boolean (value, self->as_literal);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_call_form_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  LensCallForm *self = LENS_CALL_FORM (object);

  switch (prop_id)
    {
    case PROP_ARGUMENTS:
      lens_call_form_set_arguments (self, g_value_get_object (value));
      break;

    case PROP_SINGLE:
      lens_call_form_set_single (self, g_value_get_boolean (value));
      break;

    case PROP_NESTED:
      self->nested = g_value_get_boolean (value);
      break;

    case PROP_LITERAL:
      lens_call_form_set_literal (self, g_value_get_boolean (value));
      break;

    case PROP_OBJECTS:
      lens_call_form_set_objects (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_call_form_class_init (LensCallFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_call_form_dispose;
  object_class->get_property = lens_call_form_get_property;
  object_class->set_property = lens_call_form_set_property;

  /**
   * LensCallForm:arguments: (nullable)
   *
   * What is edited.
   */
  properties[PROP_ARGUMENTS] =
    g_param_spec_object ("arguments", NULL, NULL,
                         LENS_TYPE_ARGUMENTS,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  /**
   * LensCallForm:single:
   *
   * Whether there is one value, that of an attribute, and no call.
   */
  properties[PROP_SINGLE] =
    g_param_spec_boolean ("single", NULL, NULL,
                          FALSE,
                          (G_PARAM_READWRITE |
                           G_PARAM_EXPLICIT_NOTIFY |
                           G_PARAM_STATIC_STRINGS));

  /**
   * LensCallForm:nested:
   *
   * Whether these are the items of a container in a row of another form.
   */
  properties[PROP_NESTED] =
    g_param_spec_boolean ("nested", NULL, NULL,
                          FALSE,
                          (G_PARAM_READWRITE |
                           G_PARAM_CONSTRUCT_ONLY |
                           G_PARAM_STATIC_STRINGS));

  /**
   * LensCallForm:literal:
   *
   * Whether the arguments are typed as a line of Python.
   */
  properties[PROP_LITERAL] =
    g_param_spec_boolean ("literal", NULL, NULL,
                          FALSE,
                          (G_PARAM_READWRITE |
                           G_PARAM_EXPLICIT_NOTIFY |
                           G_PARAM_STATIC_STRINGS));

  /**
   * LensCallForm:objects: (nullable)
   *
   * The objects that are known, of which a proxy can be sent.
   */
  properties[PROP_OBJECTS] =
    g_param_spec_object ("objects", NULL, NULL,
                         G_TYPE_LIST_MODEL,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LENS_TYPE_LITERAL_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/call-form.ui");
  gtk_widget_class_bind_template_child (widget_class, LensCallForm, rows);
  gtk_widget_class_bind_template_child (widget_class, LensCallForm, title);
  gtk_widget_class_bind_template_child (widget_class, LensCallForm, heading);
  gtk_widget_class_bind_template_child (widget_class, LensCallForm, literal_button);
  gtk_widget_class_bind_template_child (widget_class, LensCallForm, literal);
  gtk_widget_class_bind_template_child (widget_class, LensCallForm, nothing);
  gtk_widget_class_bind_template_child (widget_class, LensCallForm, add_item);
  gtk_widget_class_bind_template_child (widget_class, LensCallForm, add_item_content);

  lens_call_form_install_actions (widget_class);
  gtk_widget_class_install_property_action (widget_class, "form.literal", "literal");
}

static void
lens_call_form_init (LensCallForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->kinds = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
}

LensArguments *
lens_call_form_get_arguments (LensCallForm *self)
{
  g_return_val_if_fail (LENS_IS_CALL_FORM (self), NULL);

  return self->arguments;
}

void
lens_call_form_set_arguments (LensCallForm  *self,
                              LensArguments *arguments)
{
  g_return_if_fail (LENS_IS_CALL_FORM (self));
  g_return_if_fail (arguments == NULL || LENS_IS_ARGUMENTS (arguments));

  if (!g_set_object (&self->arguments, arguments))
    return;

  lens_call_form_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ARGUMENTS]);
}

gboolean
lens_call_form_get_single (LensCallForm *self)
{
  g_return_val_if_fail (LENS_IS_CALL_FORM (self), FALSE);

  return self->single;
}

void
lens_call_form_set_single (LensCallForm *self,
                           gboolean      single)
{
  g_return_if_fail (LENS_IS_CALL_FORM (self));

  single = !!single;
  if (self->single == single)
    return;

  self->single = single;
  lens_call_form_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SINGLE]);
}

/**
 * lens_call_form_set_objects:
 * @objects: (nullable): a list of #LensObject
 *
 * Sets of which objects a proxy can be sent.
 */
void
lens_call_form_set_objects (LensCallForm *self,
                            GListModel   *objects)
{
  g_return_if_fail (LENS_IS_CALL_FORM (self));
  g_return_if_fail (objects == NULL || G_IS_LIST_MODEL (objects));

  if (!g_set_object (&self->objects, objects))
    return;

  lens_call_form_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OBJECTS]);
}

/**
 * lens_call_form_check:
 *
 * Checks whether the arguments are those that are shown: a line that cannot be read never got to them. The
 * caret goes to where that is wrong.
 *
 * Returns: %FALSE if they are not
 */
gboolean
lens_call_form_check (LensCallForm *self)
{
  g_return_val_if_fail (LENS_IS_CALL_FORM (self), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->literal)) || lens_literal_editor_get_problem (self->literal) == NULL)
    return TRUE;

  gtk_widget_grab_focus (GTK_WIDGET (self->literal));

  return FALSE;
}

/**
 * lens_call_form_focus:
 * @argument: (nullable): one of the arguments, or %NULL for the first
 *
 * Lets the user type the argument.
 *
 * Returns: %FALSE if there is none
 */
gboolean
lens_call_form_focus (LensCallForm *self,
                      LensArgument *argument)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (LENS_IS_CALL_FORM (self), FALSE);

  if (gtk_widget_get_visible (GTK_WIDGET (self->literal)))
    return gtk_widget_grab_focus (GTK_WIDGET (self->literal));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rows, i)) != NULL; i++)
    if (argument == NULL || lens_argument_row_get_argument (LENS_ARGUMENT_ROW (row)) == argument)
      return gtk_widget_grab_focus (GTK_WIDGET (row));
    else if (lens_argument_row_focus (LENS_ARGUMENT_ROW (row), argument))
      return TRUE;

  return FALSE;
}
