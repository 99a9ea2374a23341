/* ui/widgets/traceback-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/traceback-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/models/explanation.h"
#include "ui/widgets/traceback-row.h"

/**
 * LensTracebackView:
 *
 * An exception that the remote side raised: what it is, what it says, and the way that led there.
 *
 * Frames of Pyro itself are folded, as nobody looks for a mistake there first.
 */
struct _LensTracebackView
{
  AdwBin         parent_instance;

  PyroException *exception;

  /* template children */
  GtkLabel      *title;
  GtkLabel      *class_name;
  GtkLabel      *message;
  GtkLabel      *cause;
  GtkLabel      *explanation;
  GtkListBox    *attributes;
  GtkBox        *frames;
};

enum {
  PROP_0,
  PROP_EXCEPTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensTracebackView, lens_traceback_view, ADW_TYPE_BIN)

/* Pixels between what was before and a heading, which belongs to what is below it. */
#define HEADING_MARGIN 6

/* How Python leads from one exception to the next. */
#define CAUSED "direct cause of the following exception"
#define HANDLED "During handling of the above exception"

/* Bytes of the text of one attribute of an exception; the whole is in the copied text. */
#define ATTRIBUTE_SIZE 200

/* The traceback as Python prints it, and in any case the exception itself. */
static char *
dup_text (PyroException *exception)
{
  const char *const *lines = pyro_exception_get_traceback (exception);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; lines != NULL && lines[i] != NULL; i++)
    g_string_append_printf (text, "%s\n", lines[i]);
  if (text->len == 0)
    g_string_append_printf (text, "%s: %s\n", pyro_exception_get_class_name (exception),
                            pyro_exception_get_message (exception));

  return g_string_free_and_steal (text);
}

static void
add_label (LensTracebackView *self,
           const char        *text,
           const char        *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (self->frames, label);
}

/* A card of its own for each exception where there are several; the last one is what arrived, and is named above. */
static void
add_head (LensTracebackView       *self,
          const PyroTracebackPart *part)
{
  if (part->sentence != NULL)
    add_label (self, part->sentence, "dim-label");
  if (part->raised != NULL)
    add_label (self, part->raised, "error");
}

/* @title is for those who do not see it, and may be NULL. */
static GtkListBox *
add_list (LensTracebackView *self,
          const char        *title)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  if (title != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (self->frames, list);

  return GTK_LIST_BOX (list);
}

static GtkWidget *
create_row (PyroTracebackFrame *frame)
{
  return g_object_new (LENS_TYPE_TRACEBACK_ROW, "frame", frame, NULL);
}

/* How many frames from @first on are Pyro's own. */
static guint
count_pyro_frames (GPtrArray *frames,
                   guint      first)
{
  guint n = 0;

  while (first + n < frames->len)
    {
      PyroTracebackFrame *frame = g_ptr_array_index (frames, first + n);

      if (!pyro_traceback_frame_is_pyro (frame))
        break;
      n++;
    }

  return n;
}

static GtkWidget *
create_folded_row (GPtrArray *frames,
                   guint      first,
                   guint      n)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u frame of Pyro itself",
                                                         "%u frames of Pyro itself", n),
                                            n);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  for (guint i = 0; i < n; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), create_row (g_ptr_array_index (frames, first + i)));

  return row;
}

static void
fill_list (GtkListBox *list,
           GPtrArray  *frames)
{
  for (guint i = 0; i < frames->len; )
    {
      guint n_pyro = count_pyro_frames (frames, i);

      if (n_pyro > 0)
        gtk_list_box_append (list, create_folded_row (frames, i, n_pyro));
      else
        gtk_list_box_append (list, create_row (g_ptr_array_index (frames, i)));
      i += MAX (n_pyro, 1);
    }
}

/* Returns: (transfer none) (nullable): the last frame that is not Pyro's own, of the last exception that has one */
static PyroTracebackFrame *
find_culprit (GPtrArray *parts)
{
  for (guint i = parts->len; i > 0; i--)
    {
      PyroTracebackPart *part = g_ptr_array_index (parts, i - 1);

      for (guint j = part->frames->len; j > 0; j--)
        if (!pyro_traceback_frame_is_pyro (g_ptr_array_index (part->frames, j - 1)))
          return g_ptr_array_index (part->frames, j - 1);
    }

  return NULL;
}

/* Where it was raised stands before the way that led there, so that nobody has to scroll to it. */
static void
show_culprit (LensTracebackView  *self,
              PyroTracebackFrame *frame)
{
  GtkWidget *row = create_row (frame);

  lens_traceback_row_set_culprit (LENS_TRACEBACK_ROW (row), TRUE);
  gtk_list_box_append (add_list (self, NULL), row);
  add_label (self, _("Traceback, most recent call last"), "heading");
  gtk_widget_set_margin_top (gtk_widget_get_last_child (GTK_WIDGET (self->frames)), HEADING_MARGIN);
}

/* What it all began with stands beside what arrived: that is what is to be mended. @parts begins with it, unless they
 * are those of a group. */
static void
show_cause (LensTracebackView *self,
            GPtrArray         *parts)
{
  const PyroTracebackPart *first = parts->len > 1 ? g_ptr_array_index (parts, 0) : NULL;
  const PyroTracebackPart *next = parts->len > 1 ? g_ptr_array_index (parts, 1) : NULL;
  g_autofree char *text = NULL;

  if (first != NULL && first->raised != NULL && next->sentence != NULL)
    {
      if (strstr (next->sentence, CAUSED) != NULL)
        /* Translators: %s is an exception, such as “OSError: no such file” */
        text = g_strdup_printf (_("Caused by %s"), first->raised);
      else if (strstr (next->sentence, HANDLED) != NULL)
        /* Translators: %s is an exception, such as “OSError: no such file” */
        text = g_strdup_printf (_("Raised while %s was handled"), first->raised);
    }
  gtk_label_set_text (self->cause, text);
  gtk_widget_set_visible (GTK_WIDGET (self->cause), text != NULL);
}

static void
lens_traceback_view_show_frames (LensTracebackView *self)
{
  const char *const *lines = pyro_exception_get_traceback (self->exception);
  g_autoptr(GPtrArray) parts = pyro_traceback_parse_parts (lines);
  PyroTracebackFrame *culprit = find_culprit (parts);

  show_cause (self, parts);
  if (culprit != NULL)
    show_culprit (self, culprit);
  for (guint i = 0; i < parts->len; i++)
    {
      PyroTracebackPart *part = g_ptr_array_index (parts, i);

      if (parts->len > 1)
        add_head (self, part);
      if (part->frames->len > 0)
        fill_list (add_list (self, part->raised), part->frames);
    }
}

static void
lens_traceback_view_show_attributes (LensTracebackView *self)
{
  PyroValue *attributes = pyro_exception_get_attributes (self->exception);
  gsize n = attributes != NULL ? pyro_value_get_length (attributes) : 0;
  gboolean shown = FALSE;

  gtk_list_box_remove_all (self->attributes);
  for (gsize i = 0; i < n; i++)
    {
      PyroValue *key = pyro_value_get_key (attributes, i);
      g_autofree char *name = pyro_value_get_kind (key) == PYRO_VALUE_STR
                            ? pyro_value_dup_utf8 (key) : pyro_value_repr_short (key, ATTRIBUTE_SIZE);
      g_autofree char *text = pyro_value_repr_short (pyro_value_get_item (attributes, i), ATTRIBUTE_SIZE);
      GtkWidget *row;

      if (g_str_has_prefix (name, "_pyro")) /* the traceback, which is shown below */
        continue;

      shown = TRUE;
      row = adw_action_row_new ();
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
      adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
      gtk_widget_add_css_class (row, "property");
      gtk_list_box_append (self->attributes, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->attributes), shown);
}

static void
lens_traceback_view_show (LensTracebackView *self)
{
  const char *name, *short_name, *message, *explanation;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->frames))) != NULL)
    gtk_box_remove (self->frames, child);
  if (self->exception == NULL)
    return;

  name = pyro_exception_get_class_name (self->exception);
  short_name = pyro_exception_get_short_class_name (self->exception);
  message = pyro_exception_get_message (self->exception);
  gtk_label_set_text (self->title, short_name);
  gtk_label_set_text (self->class_name, name);
  gtk_widget_set_visible (GTK_WIDGET (self->class_name),
                          !g_str_equal (name, short_name) && !g_str_has_prefix (name, "builtins."));
  gtk_label_set_text (self->message, message);
  gtk_widget_set_visible (GTK_WIDGET (self->message), message[0] != '\0');
  explanation = lens_explanation_find (self->exception);
  gtk_label_set_text (self->explanation, explanation != NULL ? explanation : "");
  gtk_widget_set_visible (GTK_WIDGET (self->explanation), explanation != NULL);
  lens_traceback_view_show_attributes (self);
  lens_traceback_view_show_frames (self);
}

static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LensTracebackView *self = LENS_TRACEBACK_VIEW (widget);
  g_autofree char *text = NULL;

  if (self->exception == NULL)
    return;

  text = dup_text (self->exception);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  gtk_widget_activate_action (widget, "win.toast", "s", _("Exception copied"));
}

static void
lens_traceback_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LENS_TYPE_TRACEBACK_VIEW);

  G_OBJECT_CLASS (lens_traceback_view_parent_class)->dispose (object);
}

static void
lens_traceback_view_finalize (GObject *object)
{
  LensTracebackView *self = LENS_TRACEBACK_VIEW (object);

  g_clear_pointer (&self->exception, pyro_exception_unref);

  G_OBJECT_CLASS (lens_traceback_view_parent_class)->finalize (object);
}

static void
lens_traceback_view_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  LensTracebackView *self = LENS_TRACEBACK_VIEW (object);

  switch (prop_id)
    {
    case PROP_EXCEPTION:
      g_value_set_boxed (value, self->exception);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_traceback_view_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  LensTracebackView *self = LENS_TRACEBACK_VIEW (object);

  switch (prop_id)
    {
    case PROP_EXCEPTION:
      lens_traceback_view_set_exception (self, g_value_get_boxed (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_traceback_view_class_init (LensTracebackViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_traceback_view_dispose;
  object_class->finalize = lens_traceback_view_finalize;
  object_class->get_property = lens_traceback_view_get_property;
  object_class->set_property = lens_traceback_view_set_property;

  /**
   * LensTracebackView:exception: (nullable)
   *
   * What is shown.
   */
  properties[PROP_EXCEPTION] =
    g_param_spec_boxed ("exception", NULL, NULL,
                        PYRO_TYPE_EXCEPTION,
                        (G_PARAM_READWRITE |
                         G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/traceback-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LensTracebackView, title);
  gtk_widget_class_bind_template_child (widget_class, LensTracebackView, class_name);
  gtk_widget_class_bind_template_child (widget_class, LensTracebackView, message);
  gtk_widget_class_bind_template_child (widget_class, LensTracebackView, cause);
  gtk_widget_class_bind_template_child (widget_class, LensTracebackView, explanation);
  gtk_widget_class_bind_template_child (widget_class, LensTracebackView, attributes);
  gtk_widget_class_bind_template_child (widget_class, LensTracebackView, frames);

  gtk_widget_class_install_action (widget_class, "exception.copy", NULL, copy_action);
}

static void
lens_traceback_view_init (LensTracebackView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PyroException *
lens_traceback_view_get_exception (LensTracebackView *self)
{
  g_return_val_if_fail (LENS_IS_TRACEBACK_VIEW (self), NULL);

  return self->exception;
}

void
lens_traceback_view_set_exception (LensTracebackView *self,
                                   PyroException     *exception)
{
  g_return_if_fail (LENS_IS_TRACEBACK_VIEW (self));

  if (self->exception == exception)
    return;

  g_clear_pointer (&self->exception, pyro_exception_unref);
  self->exception = exception != NULL ? pyro_exception_ref (exception) : NULL;
  lens_traceback_view_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXCEPTION]);
}
