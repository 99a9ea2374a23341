/* ui/widgets/python-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/python-view.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

#include "ui/models/format.h"
#include "ui/widgets/code-text.h"
#include "ui/widgets/text-lines.h"

/**
 * LensPythonView:
 *
 * A value as Python would write it, to read and to select from.
 *
 * Text that a text view would choke on (megabytes, or lines without end) is shown piece by piece in a
 * list, and a banner says so: it is never cut.
 */
struct _LensPythonView
{
  AdwBin         parent_instance;

  PyroValue     *value;
  GCancellable  *cancellable;  /* of the text that is being written */

  /* template children */
  GtkStack      *stack;
  AdwBanner     *banner;
  GtkSourceView *text;
  GtkListView   *lines;
};

enum {
  PROP_0,
  PROP_VALUE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensPythonView, lens_python_view, ADW_TYPE_BIN)

/* Characters after which a line is broken where it can be. */
#define LINE_WIDTH 80

/* Bytes of a value up to which its text is written at once, not in a worker. */
#define SMALL_SIZE ((gsize) 64 * 1024)

/* Bytes of text, and of one line of it, up to which a text view stays fluid. */
#define TEXT_SIZE ((gsize) 1024 * 1024)
#define LINE_SIZE ((gsize) 16 * 1024)

static gboolean
fits_text_view (const char *text)
{
  gsize size = 0;
  const char *line = text;

  while (*line != '\0')
    {
      const char *end = strchrnul (line, '\n');

      size += (gsize) (end - line) + 1;
      if ((gsize) (end - line) > LINE_SIZE || size > TEXT_SIZE)
        return FALSE;
      line = *end != '\0' ? end + 1 : end;
    }

  return TRUE;
}

static void
lens_python_view_clear (LensPythonView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), "", 0);
  gtk_list_view_set_model (self->lines, NULL);
  adw_banner_set_revealed (self->banner, FALSE);
}

static void
show_lines (LensPythonView *self,
            char           *text)
{
  g_autofree char *size = lens_format_size (strlen (text));
  g_autofree char *title = NULL;
  g_autoptr(GtkNoSelection) selection = NULL;

  /* Translators: %s is a size such as “12 MB” */
  title = g_strdup_printf (_("This text of %s is shown in pieces that cannot be selected; Copy takes all of it"), size);
  selection = gtk_no_selection_new (G_LIST_MODEL (lens_text_lines_new (text)));
  gtk_list_view_set_model (self->lines, GTK_SELECTION_MODEL (selection));
  adw_banner_set_title (self->banner, title);
  adw_banner_set_revealed (self->banner, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "lines");
}

static void
take_text (LensPythonView *self,
           char           *text)
{
  g_autofree char *owned = text;

  if (fits_text_view (text))
    {
      lens_code_text_set (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), text);
      gtk_stack_set_visible_child_name (self->stack, "text");
    }
  else
    show_lines (self, g_steal_pointer (&owned));
}

static void
write_text (GTask        *task,
            gpointer      source_object,
            gpointer      task_data,
            GCancellable *cancellable)
{
  g_task_return_pointer (task, pyro_value_repr_indented (task_data, LINE_WIDTH), g_free);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  char *text = g_task_propagate_pointer (G_TASK (result), NULL);

  if (text != NULL)
    take_text (LENS_PYTHON_VIEW (object), text);
}

static void
lens_python_view_show (LensPythonView *self)
{
  g_autoptr(GTask) task = NULL;

  lens_python_view_clear (self);
  if (self->value == NULL)
    return;

  if (pyro_value_get_memory_size (self->value) <= SMALL_SIZE)
    {
      take_text (self, pyro_value_repr_indented (self->value, LINE_WIDTH));
      return;
    }

  gtk_stack_set_visible_child_name (self->stack, "busy");
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, written_cb, NULL);
  g_task_set_source_tag (task, lens_python_view_show);
  g_task_set_task_data (task, pyro_value_ref (self->value), (GDestroyNotify) pyro_value_unref);
  g_task_run_in_thread (task, write_text);
}

static void
dark_changed_cb (LensPythonView *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkSourceBuffer *buffer = GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)));
  GtkSourceStyleSchemeManager *schemes = gtk_source_style_scheme_manager_get_default ();

  gtk_source_buffer_set_style_scheme (buffer,
                                      gtk_source_style_scheme_manager_get_scheme (schemes, dark ? "Adwaita-dark" : "Adwaita"));
}

static void
lens_python_view_dispose (GObject *object)
{
  LensPythonView *self = LENS_PYTHON_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_PYTHON_VIEW);

  G_OBJECT_CLASS (lens_python_view_parent_class)->dispose (object);
}

static void
lens_python_view_finalize (GObject *object)
{
  LensPythonView *self = LENS_PYTHON_VIEW (object);

  g_clear_pointer (&self->value, pyro_value_unref);

  G_OBJECT_CLASS (lens_python_view_parent_class)->finalize (object);
}

static void
lens_python_view_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  LensPythonView *self = LENS_PYTHON_VIEW (object);

  switch (prop_id)
    {
    case PROP_VALUE:
      g_value_set_boxed (value, self->value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_python_view_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  LensPythonView *self = LENS_PYTHON_VIEW (object);

  switch (prop_id)
    {
    case PROP_VALUE:
      lens_python_view_set_value (self, g_value_get_boxed (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_python_view_class_init (LensPythonViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_python_view_dispose;
  object_class->finalize = lens_python_view_finalize;
  object_class->get_property = lens_python_view_get_property;
  object_class->set_property = lens_python_view_set_property;

  /**
   * LensPythonView:value: (nullable)
   *
   * What is shown.
   */
  properties[PROP_VALUE] =
    g_param_spec_boxed ("value", NULL, NULL,
                        PYRO_TYPE_VALUE,
                        (G_PARAM_READWRITE |
                         G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (GTK_SOURCE_TYPE_VIEW);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/python-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LensPythonView, stack);
  gtk_widget_class_bind_template_child (widget_class, LensPythonView, banner);
  gtk_widget_class_bind_template_child (widget_class, LensPythonView, text);
  gtk_widget_class_bind_template_child (widget_class, LensPythonView, lines);
  gtk_widget_class_bind_template_callback_full (widget_class, "code_attributes", G_CALLBACK (lens_code_text_attributes));
}

static void
lens_python_view_init (LensPythonView *self)
{
  GtkSourceBuffer *buffer;

  gtk_widget_init_template (GTK_WIDGET (self));
  buffer = GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)));
  gtk_source_buffer_set_highlight_matching_brackets (buffer, FALSE);
  gtk_source_buffer_set_language (buffer,
                                  gtk_source_language_manager_get_language (gtk_source_language_manager_get_default (), "python3"));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (dark_changed_cb), self, G_CONNECT_SWAPPED);
  dark_changed_cb (self);
}

PyroValue *
lens_python_view_get_value (LensPythonView *self)
{
  g_return_val_if_fail (LENS_IS_PYTHON_VIEW (self), NULL);

  return self->value;
}

void
lens_python_view_set_value (LensPythonView *self,
                            PyroValue      *value)
{
  g_return_if_fail (LENS_IS_PYTHON_VIEW (self));

  if (self->value == value)
    return;

  g_clear_pointer (&self->value, pyro_value_unref);
  self->value = value != NULL ? pyro_value_ref (value) : NULL;
  lens_python_view_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}
