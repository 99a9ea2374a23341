/* ui/widgets/code-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/code-view.h"

#include <glib/gi18n.h>

#include "ui/models/format.h"
#include "ui/models/json-text.h"
#include "ui/models/pace.h"
#include "ui/widgets/code-text.h"
#include "ui/widgets/grammar.h"
#include "ui/widgets/plain-text.h"
#include "ui/widgets/text-lines.h"

/**
 * LensCodeView:
 *
 * A value as Python would write it, or as JSON, to read and to select from.
 *
 * Text that a text view would choke on (megabytes, or lines without end) is shown piece by piece in a
 * list, and a banner says so: it is never cut. What JSON has no words for is told in the banner too.
 */
struct _LensCodeView
{
  AdwBin         parent_instance;

  PyroValue     *value;
  GCancellable  *cancellable;  /* of the text that is being written */

  /* template children */
  GtkStack      *stack;
  AdwBanner     *banner;
  GtkSourceView *text;
  GtkListView   *lines;

  gboolean       json;
  guint          width;        /* characters of the longest line */
};

enum {
  PROP_0,
  PROP_VALUE,
  PROP_JSON,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensCodeView, lens_code_view, ADW_TYPE_BIN)

/* A text that is written, in a worker where it is long. */
typedef struct
{
  PyroValue     *value;
  gboolean       json;
  LensJsonLoss   loss;
  char          *text;  /* what was written, where it fits a text view */
  LensTextLines *lines; /* else its pieces */
  gsize          size;  /* bytes of the text */
} Writing;

/* Characters after which a line is broken where it can be. */
#define LINE_WIDTH 80

/* Bytes of a value up to which its text is written at once, not in a worker. */
#define SMALL_SIZE ((gsize) 64 * 1024)

/* Bytes of text, and of one line of it, up to which a text view stays fluid. */
#define TEXT_SIZE ((gsize) 1024 * 1024)
#define LINE_SIZE ((gsize) 16 * 1024)

/* Bytes of a text that is large, as it is all there is. */
#define MAX_SHORT_SIZE 24

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
lens_code_view_clear (LensCodeView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), "", 0);
  gtk_list_view_set_model (self->lines, NULL);
  adw_banner_set_revealed (self->banner, FALSE);
}

static void
writing_free (Writing *self)
{
  pyro_value_unref (self->value);
  g_clear_object (&self->lines);
  g_free (self->text);
  g_free (self);
}

static void
show_lines (LensCodeView  *self,
            const Writing *writing,
            const char    *loss)
{
  g_autofree char *size = lens_format_size (writing->size);
  g_autofree char *pieces = NULL;
  g_autofree char *title = NULL;
  g_autoptr(GtkNoSelection) selection = NULL;

  /* Translators: %s is a size such as “12 MB” */
  pieces = g_strdup_printf (_("This text of %s is shown in pieces that cannot be selected; Copy takes all of it"), size);
  title = loss != NULL ? g_strdup_printf ("%s\n%s", pieces, loss) : g_strdup (pieces);
  selection = gtk_no_selection_new (G_LIST_MODEL (lens_pace_new (G_LIST_MODEL (writing->lines))));
  self->width = lens_text_lines_get_width (writing->lines);
  gtk_list_view_set_model (self->lines, GTK_SELECTION_MODEL (selection));
  adw_banner_set_title (self->banner, title);
  adw_banner_set_revealed (self->banner, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "lines");
}

/* Text that is shown in pieces has no colours. */
static void
highlight (LensCodeView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));

  if (self->value != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->text)))
    lens_grammar_set (GTK_SOURCE_BUFFER (buffer), self->json ? "pyrolens-json" : "python3");
}

static void
take_text (LensCodeView  *self,
           const Writing *writing)
{
  g_autofree char *loss = lens_json_text_describe (writing->loss);

  if (writing->lines != NULL)
    {
      show_lines (self, writing, loss);
      return;
    }

  if (strlen (writing->text) <= MAX_SHORT_SIZE && !pyro_value_is_container (writing->value))
    gtk_widget_add_css_class (GTK_WIDGET (self->text), "short");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->text), "short");
  lens_code_text_set (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), writing->text);
  adw_banner_set_title (self->banner, loss != NULL ? loss : "");
  adw_banner_set_revealed (self->banner, loss != NULL);
  gtk_stack_set_visible_child_name (self->stack, "text");
  highlight (self);
}

/* Finding the lines of a hundred megabytes takes a tenth of a second, so this belongs to the writing. */
static void
write_now (Writing *writing)
{
  g_autofree char *text = writing->json ? lens_json_text_write (writing->value, &writing->loss)
                                        : pyro_value_repr_indented (writing->value, LINE_WIDTH);

  writing->size = strlen (text);
  if (fits_text_view (text))
    writing->text = g_steal_pointer (&text);
  else
    writing->lines = lens_text_lines_new (g_steal_pointer (&text));
}

static void
write_text (GTask        *task,
            gpointer      source_object,
            gpointer      task_data,
            GCancellable *cancellable)
{
  write_now (task_data);
  g_task_return_boolean (task, TRUE);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(LensCodeView) self = user_data;

  if (g_task_propagate_boolean (G_TASK (result), NULL)) /* else it was cancelled */
    take_text (self, g_task_get_task_data (G_TASK (result)));
}

static void
lens_code_view_show (LensCodeView *self)
{
  g_autoptr(GTask) task = NULL;
  Writing *writing;

  lens_code_view_clear (self);
  if (self->value == NULL)
    return;

  writing = g_new0 (Writing, 1);
  writing->value = pyro_value_ref (self->value);
  writing->json = self->json;
  if (pyro_value_get_memory_size (self->value) <= SMALL_SIZE)
    {
      write_now (writing);
      take_text (self, writing);
      writing_free (writing);
      return;
    }

  gtk_stack_set_visible_child_name (self->stack, "busy");
  self->cancellable = g_cancellable_new ();
  task = g_task_new (NULL, self->cancellable, written_cb, g_object_ref (self));
  /* The view is no source object: a worker can be the last to let go of that, and a widget has to end
   * in the main thread. */
  g_task_set_source_tag (task, lens_code_view_show);
  g_task_set_task_data (task, writing, (GDestroyNotify) writing_free);
  g_task_run_in_thread (task, write_text);
}

/* All lines have the same: an inscription of GTK 4.18 keeps its attributes when it ends. */
static void
setup_line_cb (LensCodeView *self,
               GtkListItem  *item)
{
  static PangoAttrList *attributes;
  GtkWidget *text = lens_plain_text_new (self->width, self->width, (const char *[]) { "monospace", NULL });

  if (attributes == NULL)
    attributes = lens_code_text_attributes ();
  gtk_inscription_set_attributes (GTK_INSCRIPTION (text), attributes);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, text);
}

static void
bind_line_cb (LensCodeView *self,
              GtkListItem  *item)
{
  lens_plain_text_set (gtk_list_item_get_child (item), gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
dark_changed_cb (LensCodeView *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkSourceBuffer *buffer = GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)));
  GtkSourceStyleSchemeManager *schemes = gtk_source_style_scheme_manager_get_default ();

  gtk_source_buffer_set_style_scheme (buffer,
                                      gtk_source_style_scheme_manager_get_scheme (schemes, dark ? "Adwaita-dark" : "Adwaita"));
}

static void
lens_code_view_dispose (GObject *object)
{
  LensCodeView *self = LENS_CODE_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_CODE_VIEW);

  G_OBJECT_CLASS (lens_code_view_parent_class)->dispose (object);
}

static void
lens_code_view_finalize (GObject *object)
{
  LensCodeView *self = LENS_CODE_VIEW (object);

  g_clear_pointer (&self->value, pyro_value_unref);

  G_OBJECT_CLASS (lens_code_view_parent_class)->finalize (object);
}

static void
lens_code_view_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  LensCodeView *self = LENS_CODE_VIEW (object);

  switch (prop_id)
    {
    case PROP_VALUE:
      g_value_set_boxed (value, self->value);
      break;

    case PROP_JSON:
      g_value_set_boolean (value, self->json);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_code_view_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  LensCodeView *self = LENS_CODE_VIEW (object);

  switch (prop_id)
    {
    case PROP_VALUE:
      lens_code_view_set_value (self, g_value_get_boxed (value));
      break;

    case PROP_JSON:
      self->json = g_value_get_boolean (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_code_view_class_init (LensCodeViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_code_view_dispose;
  object_class->finalize = lens_code_view_finalize;
  object_class->get_property = lens_code_view_get_property;
  object_class->set_property = lens_code_view_set_property;

  /**
   * LensCodeView:value: (nullable)
   *
   * What is shown.
   */
  properties[PROP_VALUE] =
    g_param_spec_boxed ("value", NULL, NULL,
                        PYRO_TYPE_VALUE,
                        (G_PARAM_READWRITE |
                         G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS));

  /**
   * LensCodeView:json:
   *
   * Whether the value is shown as JSON and not as Python.
   */
  properties[PROP_JSON] =
    g_param_spec_boolean ("json", NULL, NULL,
                          FALSE,
                          (G_PARAM_READWRITE |
                           G_PARAM_CONSTRUCT_ONLY |
                           G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_source_init (); /* not before: GTK reads all of its icon theme again, for the folder that this adds */

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/code-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LensCodeView, stack);
  gtk_widget_class_bind_template_child (widget_class, LensCodeView, banner);
  gtk_widget_class_bind_template_child (widget_class, LensCodeView, text);
  gtk_widget_class_bind_template_child (widget_class, LensCodeView, lines);
  gtk_widget_class_bind_template_callback (widget_class, bind_line_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_line_cb);
}

static void
lens_code_view_init (LensCodeView *self)
{
  GtkSourceBuffer *buffer;

  gtk_widget_init_template (GTK_WIDGET (self));
  buffer = GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)));
  gtk_source_buffer_set_highlight_matching_brackets (buffer, FALSE);
  g_signal_connect_object (self->text, "map", G_CALLBACK (highlight), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (dark_changed_cb), self, G_CONNECT_SWAPPED);
  dark_changed_cb (self);
}

PyroValue *
lens_code_view_get_value (LensCodeView *self)
{
  g_return_val_if_fail (LENS_IS_CODE_VIEW (self), NULL);

  return self->value;
}

void
lens_code_view_set_value (LensCodeView *self,
                            PyroValue      *value)
{
  g_return_if_fail (LENS_IS_CODE_VIEW (self));

  if (self->value == value)
    return;

  g_clear_pointer (&self->value, pyro_value_unref);
  self->value = value != NULL ? pyro_value_ref (value) : NULL;
  lens_code_view_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}
