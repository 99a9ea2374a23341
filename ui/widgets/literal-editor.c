/* ui/widgets/literal-editor.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/literal-editor.h"

#include "ui/models/format.h"
#include "ui/widgets/grammar.h"

/**
 * LensLiteralEditor:
 *
 * The arguments of a call as they stand in Python, typed in one line. It says the same as the rows of the form,
 * whichever of them is typed; while it cannot be read the rows stay as they are.
 */
struct _LensLiteralEditor
{
  AdwBin         parent_instance;

  LensArguments *arguments;
  char          *mistake;   /* NULL while the line can be read */
  guint          column;    /* of the mistake, from 1 */
  gboolean       reading;   /* the line goes to the rows, and not back */

  /* template children */
  GtkTextView   *view;
  GtkLabel      *problem;
};

enum {
  PROP_0,
  PROP_ARGUMENTS,
  PROP_PROBLEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensLiteralEditor, lens_literal_editor, ADW_TYPE_BIN)

#define TAG_NAME "lens-mistake"

static char *
dup_text (LensLiteralEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/* The character that is wrong, or the last one where something is missing at the end. */
static void
underline (LensLiteralEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag_by_name (buffer, TAG_NAME, &start, &end);
  if (self->mistake == NULL || gtk_text_iter_equal (&start, &end))
    return;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) MIN (self->column - 1, G_MAXINT));
  if (gtk_text_iter_is_end (&start))
    gtk_text_iter_backward_char (&start);
  end = start;
  gtk_text_iter_forward_char (&end);
  gtk_text_buffer_apply_tag_by_name (buffer, TAG_NAME, &start, &end);
}

static void
set_mistake (LensLiteralEditor *self,
             const char        *mistake,
             guint              column)
{
  g_autofree char *text = dup_text (self);
  g_autofree char *sentence = mistake != NULL ? lens_format_mistake (mistake, text, column) : NULL;

  self->column = column;
  gtk_label_set_text (self->problem, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), mistake != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->view),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               mistake != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (g_set_str (&self->mistake, mistake))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
  underline (self);
}

static void
typed_cb (LensLiteralEditor *self)
{
  g_autofree char *text = dup_text (self);
  g_autoptr(GError) error = NULL;
  guint column = 0;

  if (self->arguments == NULL || self->reading)
    return;

  self->reading = TRUE;
  if (lens_arguments_set_line (self->arguments, text, &column, &error))
    set_mistake (self, NULL, 0);
  else
    set_mistake (self, error->message, column);
  self->reading = FALSE;
}

/* A row changed, or another call is shown. */
static void
line_changed_cb (LensLiteralEditor *self)
{
  g_autofree char *line = NULL;
  g_autofree char *text = NULL;

  if (self->reading || self->arguments == NULL)
    return;

  line = lens_arguments_dup_line (self->arguments);
  text = dup_text (self);
  self->reading = TRUE;
  if (!g_str_equal (line, text))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), line, -1);
  set_mistake (self, NULL, 0);
  self->reading = FALSE;
}

/* Return sends off; with Shift it begins a line. */
static gboolean
pressed_cb (LensLiteralEditor *self,
            guint              keyval,
            guint              keycode,
            GdkModifierType    state)
{
  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter) ||
      (state & GDK_SHIFT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_activate_action (GTK_WIDGET (self), "call.submit", NULL);

  return GDK_EVENT_STOP;
}

/* The caret goes to where something is wrong. */
static gboolean
lens_literal_editor_grab_focus (GtkWidget *widget)
{
  LensLiteralEditor *self = LENS_LITERAL_EDITOR (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter place;

  if (!gtk_widget_grab_focus (GTK_WIDGET (self->view)))
    return FALSE;

  if (self->mistake != NULL)
    {
      gtk_text_buffer_get_iter_at_offset (buffer, &place, (int) MIN (self->column - 1, G_MAXINT));
      gtk_text_buffer_place_cursor (buffer, &place);
    }

  return TRUE;
}

static void
choose_scheme (LensLiteralEditor *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkSourceStyleSchemeManager *schemes = gtk_source_style_scheme_manager_get_default ();

  gtk_source_buffer_set_style_scheme (GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (self->view)),
                                      gtk_source_style_scheme_manager_get_scheme (schemes, dark ? "Adwaita-dark"
                                                                                                : "Adwaita"));
}

static void
lens_literal_editor_dispose (GObject *object)
{
  LensLiteralEditor *self = LENS_LITERAL_EDITOR (object);

  if (self->arguments != NULL)
    g_signal_handlers_disconnect_by_data (self->arguments, self);
  g_clear_object (&self->arguments);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_LITERAL_EDITOR);

  G_OBJECT_CLASS (lens_literal_editor_parent_class)->dispose (object);
}

static void
lens_literal_editor_finalize (GObject *object)
{
  g_clear_pointer (&LENS_LITERAL_EDITOR (object)->mistake, g_free);

  G_OBJECT_CLASS (lens_literal_editor_parent_class)->finalize (object);
}

static void
lens_literal_editor_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  LensLiteralEditor *self = LENS_LITERAL_EDITOR (object);

  switch (prop_id)
    {
    case PROP_ARGUMENTS:
      g_value_set_object (value, self->arguments);
      break;

    case PROP_PROBLEM:
      g_value_set_string (value, self->mistake);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_literal_editor_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ARGUMENTS:
      lens_literal_editor_set_arguments (LENS_LITERAL_EDITOR (object), g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_literal_editor_class_init (LensLiteralEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_literal_editor_dispose;
  object_class->finalize = lens_literal_editor_finalize;
  object_class->get_property = lens_literal_editor_get_property;
  object_class->set_property = lens_literal_editor_set_property;
  widget_class->grab_focus = lens_literal_editor_grab_focus;

  /**
   * LensLiteralEditor:arguments: (nullable)
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
   * LensLiteralEditor:problem: (nullable)
   *
   * Why the line cannot be read, in a sentence.
   */
  properties[PROP_PROBLEM] =
    g_param_spec_string ("problem", NULL, NULL,
                         NULL,
                         (G_PARAM_READABLE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_source_init (); /* not before: GTK reads all of its icon theme again, for the folder that this adds */
  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/literal-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, LensLiteralEditor, view);
  gtk_widget_class_bind_template_child (widget_class, LensLiteralEditor, problem);
}

static void
mapped_cb (LensLiteralEditor *self)
{
  lens_grammar_set (GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (self->view)), "python3");
}

static void
lens_literal_editor_init (LensLiteralEditor *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkTextBuffer *buffer;

  gtk_widget_init_template (GTK_WIDGET (self));
  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_create_tag (buffer, TAG_NAME, "underline", PANGO_UNDERLINE_ERROR, NULL);
  g_signal_connect_swapped (self->view, "map", G_CALLBACK (mapped_cb), self);
  gtk_source_buffer_set_highlight_matching_brackets (GTK_SOURCE_BUFFER (buffer), TRUE);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (choose_scheme), self, G_CONNECT_SWAPPED);
  choose_scheme (self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

void
lens_literal_editor_set_arguments (LensLiteralEditor *self,
                                   LensArguments     *arguments)
{
  g_return_if_fail (LENS_IS_LITERAL_EDITOR (self));
  g_return_if_fail (arguments == NULL || LENS_IS_ARGUMENTS (arguments));

  if (self->arguments == arguments)
    return;

  if (self->arguments != NULL)
    g_signal_handlers_disconnect_by_data (self->arguments, self);
  g_set_object (&self->arguments, arguments);
  if (arguments != NULL)
    g_signal_connect_object (arguments, "notify::line", G_CALLBACK (line_changed_cb), self, G_CONNECT_SWAPPED);
  line_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ARGUMENTS]);
}

/**
 * lens_literal_editor_get_problem:
 *
 * Gets why the line cannot be read.
 *
 * Returns: (transfer none) (nullable): a sentence, or %NULL while it can
 */
const char *
lens_literal_editor_get_problem (LensLiteralEditor *self)
{
  g_return_val_if_fail (LENS_IS_LITERAL_EDITOR (self), NULL);

  return self->mistake;
}
