/* ui/widgets/traceback-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/traceback-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/models/editor-command.h"
#include "ui/models/signatures.h"
#include "ui/models/source-map.h"
#include "ui/widgets/code-text.h"

/**
 * LensTracebackRow:
 *
 * One frame of a remote traceback: function, place, source line, and local values where there are any.
 */
struct _LensTracebackRow
{
  AdwPreferencesRow   parent_instance;

  PyroTracebackFrame *frame;
  gboolean            culprit;

  /* template children */
  GtkLabel           *function;
  GtkLabel           *place;
  GtkButton          *open_button;
  GtkLabel           *repeats;
  GtkScrolledWindow  *code;
  GtkLabel           *source;
  GtkLabel           *markers;
  GtkExpander        *locals;
  GtkGrid            *local_values;
};

enum {
  PROP_0,
  PROP_FRAME,
  PROP_CULPRIT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensTracebackRow, lens_traceback_row, ADW_TYPE_PREFERENCES_ROW)

/* Lines of local values of one frame; the copied exception has all of them. */
#define MAX_LOCALS 500

/* Characters of a name, at most, and of a value before it is wrapped, at least. */
#define MAX_NAME_WIDTH 18
#define MIN_VALUE_WIDTH 14

static void
set_optional_text (GtkLabel   *label,
                   GtkWidget  *shown,
                   const char *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (shown, text != NULL && text[0] != '\0');
}

static GtkWidget *
create_cell (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "monospace");

  return label;
}

static GtkWidget *
create_name (const char *text)
{
  GtkWidget *label = create_cell (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_NAME_WIDTH);
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_add_css_class (label, "dim-label");

  return label;
}

static GtkWidget *
create_value (const char *text)
{
  GtkWidget *label = create_cell (text);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), MIN_VALUE_WIDTH);
  gtk_widget_set_hexpand (label, TRUE);

  return label;
}

/* Where the name ends in `    self.axis = 'x'`; NULL for the next line of a value of several. */
static const char *
find_name_end (const char *line)
{
  const char *at = line + strspn (line, " ");
  gsize size = strspn (at, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_.");

  return size > 0 && g_str_has_prefix (at + size, " = ") ? at + size : NULL;
}

/* The text of a detailed traceback as names and values. */
static void
show_locals (LensTracebackRow *self)
{
  g_auto(GStrv) lines = g_strsplit (self->frame->locals != NULL ? self->frame->locals : "", "\n", -1);
  GtkWidget *child;
  char **line;
  int n = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->local_values))) != NULL)
    gtk_grid_remove (self->local_values, child);

  for (line = lines; *line != NULL && n < MAX_LOCALS; line++)
    {
      const char *end = find_name_end (*line);
      g_autofree char *name = end != NULL ? g_strchug (g_strndup (*line, (gsize) (end - *line))) : g_strdup ("");

      if ((*line)[0] == '\0')
        continue;
      gtk_grid_attach (self->local_values, create_name (name), 0, n, 1, 1);
      gtk_grid_attach (self->local_values, create_value (end != NULL ? end + strlen (" = ") : *line), 1, n, 1, 1);
      n++;
    }
  if (*line != NULL)
    {
      guint n_left = g_strv_length (line);
      g_autofree char *more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                            "%u more line is in the copied exception",
                                                            "%u more lines are in the copied exception", n_left),
                                               n_left);

      gtk_grid_attach (self->local_values, create_value (more), 0, n, 2, 1);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->locals), n > 0);
}

/* A line that is too long goes on below, with all of its height; what is marked stays above its marks, and scrolls. */
static void
show_source_whole (LensTracebackRow *self,
                   gboolean          wrap)
{
  gtk_label_set_wrap (self->source, wrap);
  gtk_scrolled_window_set_policy (self->code, wrap ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
}

static void
lens_traceback_row_show (LensTracebackRow *self)
{
  PyroTracebackFrame *frame = self->frame;
  g_autofree char *base = NULL;
  g_autofree char *place = NULL;
  g_autofree char *label = NULL;

  if (frame == NULL)
    return;

  base = g_path_get_basename (frame->file);
  place = frame->line > 0 ? g_strdup_printf ("%s:%u", base, frame->line) : g_strdup (base);
  gtk_label_set_text (self->place, place);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->place), frame->file);
  gtk_widget_set_visible (GTK_WIDGET (self->open_button), frame->file[0] != '<'); /* `<string>` is no file */
  label = frame->function != NULL ? g_strdup_printf ("%s, %s", frame->function, place) : g_strdup (place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, frame->file,
                                  -1);
  set_optional_text (self->function, GTK_WIDGET (self->function), frame->function);
  set_optional_text (self->source, GTK_WIDGET (self->code), frame->source);
  set_optional_text (self->markers, GTK_WIDGET (self->markers), frame->markers);
  show_source_whole (self, frame->markers == NULL);
  if (frame->repeats > 0)
    {
      g_autofree char *repeats = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                               "and %u more time",
                                                               "and %u more times", frame->repeats),
                                                  frame->repeats);

      gtk_label_set_text (self->repeats, repeats);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->repeats), frame->repeats > 0);
  show_locals (self);
}

static void
launched_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(LensTracebackRow) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (object), result, &error);
  g_autofree char *text = NULL;

  if (good && self->frame != NULL && self->frame->line > 0)
    /* Translators: %u is the number of a line */
    text = g_strdup_printf (_("The file is open at its beginning: go to line %u"), self->frame->line);
  else if (!good && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    text = g_strdup (error->message);
  if (text != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static GtkWindow *
get_window (LensTracebackRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* FALSE where the editor of the desktop is not known, or there is a portal between: that one takes no line. */
static gboolean
launch_at_line (LensTracebackRow *self,
                GFile            *file)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));
  g_autoptr(GdkAppLaunchContext) context = gdk_display_get_app_launch_context (display);
  const char *path = g_file_peek_path (file);
  g_autofree char *type = path != NULL ? g_content_type_guess (path, NULL, 0, NULL) : NULL;
  g_autoptr(GAppInfo) usual = type != NULL ? g_app_info_get_default_for_type (type, FALSE) : NULL;
  g_autoptr(GAppInfo) editor = NULL;
  g_autofree char *command = NULL;

  if (usual == NULL || g_app_info_get_executable (usual) == NULL || self->frame == NULL || self->frame->line == 0)
    return FALSE;
  command = lens_editor_command_new (g_app_info_get_executable (usual), path, self->frame->line);
  if (command == NULL)
    return FALSE;

  editor = g_app_info_create_from_commandline (command, g_app_info_get_name (usual),
                                               G_APP_INFO_CREATE_SUPPORTS_STARTUP_NOTIFICATION, NULL);

  return editor != NULL && g_app_info_launch (editor, NULL, G_APP_LAUNCH_CONTEXT (context), NULL);
}

static void
launch (LensTracebackRow *self,
        GFile            *file)
{
  g_autoptr(GtkFileLauncher) launcher = NULL;

  if (launch_at_line (self, file))
    return;

  launcher = gtk_file_launcher_new (file);
  gtk_file_launcher_launch (launcher, get_window (self), NULL, launched_cb, g_object_ref (self));
}

static void
picked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(LensTracebackRow) self = user_data;
  g_autoptr(GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (object), result, NULL);
  g_autoptr(GFile) file = NULL;

  if (folder == NULL || self->frame == NULL)
    return; /* thought better of it */

  if (lens_source_map_add (lens_source_map_get_default (), self->frame->file, folder))
    file = lens_source_map_find (lens_source_map_get_default (), self->frame->file);
  if (file != NULL)
    launch (self, file);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("The file is not in this folder"));
}

/* The copy of the file here, or the one that signatures came from; where none is known, the folder that has it is
 * asked for. */
static void
open_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LensTracebackRow *self = LENS_TRACEBACK_ROW (widget);
  g_autoptr(GFile) file = lens_source_map_find (lens_source_map_get_default (), self->frame->file);
  g_autoptr(GtkFileDialog) dialog = NULL;
  g_autofree char *title = NULL;
  g_autofree char *base = NULL;

  if (file == NULL)
    file = lens_signatures_find_source (lens_signatures_get_default (), self->frame->file);
  if (file != NULL)
    {
      launch (self, file);
      return;
    }

  dialog = gtk_file_dialog_new ();
  base = g_path_get_basename (self->frame->file);
  /* Translators: %s is the name of a file */
  title = g_strdup_printf (_("Folder with My Copy of %s"), base);
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_select_folder (dialog, get_window (self), NULL, picked_cb, g_object_ref (self));
}

static void
lens_traceback_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LENS_TYPE_TRACEBACK_ROW);

  G_OBJECT_CLASS (lens_traceback_row_parent_class)->dispose (object);
}

static void
lens_traceback_row_finalize (GObject *object)
{
  LensTracebackRow *self = LENS_TRACEBACK_ROW (object);

  g_clear_pointer (&self->frame, pyro_traceback_frame_free);

  G_OBJECT_CLASS (lens_traceback_row_parent_class)->finalize (object);
}

static void
lens_traceback_row_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  LensTracebackRow *self = LENS_TRACEBACK_ROW (object);

  switch (prop_id)
    {
    case PROP_FRAME:
      g_value_set_boxed (value, self->frame);
      break;

    case PROP_CULPRIT:
      g_value_set_boolean (value, self->culprit);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_traceback_row_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  LensTracebackRow *self = LENS_TRACEBACK_ROW (object);

  switch (prop_id)
    {
    case PROP_FRAME:
      lens_traceback_row_set_frame (self, g_value_get_boxed (value));
      break;

    case PROP_CULPRIT:
      lens_traceback_row_set_culprit (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_traceback_row_class_init (LensTracebackRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_traceback_row_dispose;
  object_class->finalize = lens_traceback_row_finalize;
  object_class->get_property = lens_traceback_row_get_property;
  object_class->set_property = lens_traceback_row_set_property;

  /**
   * LensTracebackRow:frame: (nullable)
   *
   * What the row shows.
   */
  properties[PROP_FRAME] =
    g_param_spec_boxed ("frame", NULL, NULL,
                        PYRO_TYPE_TRACEBACK_FRAME,
                        (G_PARAM_READWRITE |
                         G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS));

  /**
   * LensTracebackRow:culprit:
   *
   * Whether this is the frame to look at first: the last that is not Pyro's own.
   */
  properties[PROP_CULPRIT] =
    g_param_spec_boolean ("culprit", NULL, NULL,
                          FALSE,
                          (G_PARAM_READWRITE |
                           G_PARAM_EXPLICIT_NOTIFY |
                           G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/traceback-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LensTracebackRow, function);
  gtk_widget_class_bind_template_child (widget_class, LensTracebackRow, place);
  gtk_widget_class_bind_template_child (widget_class, LensTracebackRow, open_button);
  gtk_widget_class_bind_template_child (widget_class, LensTracebackRow, repeats);
  gtk_widget_class_bind_template_child (widget_class, LensTracebackRow, code);
  gtk_widget_class_bind_template_child (widget_class, LensTracebackRow, source);
  gtk_widget_class_bind_template_child (widget_class, LensTracebackRow, markers);
  gtk_widget_class_bind_template_child (widget_class, LensTracebackRow, locals);
  gtk_widget_class_bind_template_child (widget_class, LensTracebackRow, local_values);
  gtk_widget_class_bind_template_callback_full (widget_class, "code_attributes", G_CALLBACK (lens_code_text_attributes));

  gtk_widget_class_install_action (widget_class, "frame.open", NULL, open_action);
}

static void
lens_traceback_row_init (LensTracebackRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

gboolean
lens_traceback_row_get_culprit (LensTracebackRow *self)
{
  g_return_val_if_fail (LENS_IS_TRACEBACK_ROW (self), FALSE);

  return self->culprit;
}

void
lens_traceback_row_set_culprit (LensTracebackRow *self,
                                gboolean          culprit)
{
  g_return_if_fail (LENS_IS_TRACEBACK_ROW (self));

  culprit = !!culprit;
  if (self->culprit == culprit)
    return;

  self->culprit = culprit;
  gtk_expander_set_expanded (self->locals, culprit); /* what is looked at first */
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CULPRIT]);
}

PyroTracebackFrame *
lens_traceback_row_get_frame (LensTracebackRow *self)
{
  g_return_val_if_fail (LENS_IS_TRACEBACK_ROW (self), NULL);

  return self->frame;
}

void
lens_traceback_row_set_frame (LensTracebackRow   *self,
                              PyroTracebackFrame *frame)
{
  g_return_if_fail (LENS_IS_TRACEBACK_ROW (self));

  g_clear_pointer (&self->frame, pyro_traceback_frame_free);
  self->frame = frame != NULL ? pyro_traceback_frame_copy (frame) : NULL;
  lens_traceback_row_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRAME]);
}
