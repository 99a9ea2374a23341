/* ui/widgets/wire-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/models/format.h"
#include "ui/widgets/hex-view.h"

/**
 * LensWireView:
 *
 * A reply as it came: the fields of its header, its annotations with what they mean, its payload, and
 * the bytes. A field marks its bytes, and bytes lead to their field.
 */
struct _LensWireView
{
  AdwBin           parent_instance;

  PyroReply       *reply;
  PyroDissection  *dissection;
  GCancellable    *cancellable;
  gboolean         following; /* a field is selected because of its bytes */

  /* template children */
  GtkLabel        *summary;
  GtkListBox      *fields;
  LensHexView     *hex;
};

G_DEFINE_FINAL_TYPE (LensWireView, lens_wire_view, ADW_TYPE_BIN)

/* Bytes of the text of one field. */
#define MAX_TEXT_SIZE 300

typedef struct
{
  PyroDissection *dissection;
  GBytes         *bytes;
} Reading;

static void
reading_free (Reading *self)
{
  pyro_dissection_unref (self->dissection);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

/* Annotations that Pyro itself uses; the others are of programs. */
static const char *
explain_field (const char *name)
{
  static const struct { const char *id; const char *meaning; } known[] = {
    { "CORR", N_("Correlation id: the same in a call and all that it leads to") },
    { "HMAC", N_("Signature of the message, of Pyro4") },
    { "STRM", N_("Id of the stream of items that is the answer") },
    { "BLBI", N_("Name of a blob, whose data are not unpacked on the way") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (strstr (name, known[i].id) != NULL)
      return _(known[i].meaning);

  return NULL;
}

/* Which bytes of the message these are, the first one being 0. */
static char *
describe_place (const PyroDissectionField *field)
{
  if (field->size == 0)
    return g_strdup ("");
  if (field->size == 1)
    /* Translators: %zu is which byte of a message, from 0 on */
    return g_strdup_printf (_("byte %zu"), field->offset);

  /* Translators: the first and the last byte of a part of a message, from 0 on */
  return g_strdup_printf (_("bytes %zu–%zu"), field->offset, field->offset + field->size - 1);
}

static GtkWidget *
create_row (const PyroDissectionField *field)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *place = describe_place (field);
  g_autofree char *text = g_utf8_make_valid (field->text, (gssize) MIN (strlen (field->text), MAX_TEXT_SIZE));
  GtkWidget *label = gtk_label_new (place);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), field->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  gtk_widget_set_tooltip_text (row, explain_field (field->name));
  gtk_widget_add_css_class (row, "property");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);

  return row;
}

static void
row_selected_cb (LensWireView  *self,
                 GtkListBoxRow *row)
{
  const PyroDissectionField *field;

  if (row == NULL || self->dissection == NULL || self->following)
    return;

  field = pyro_dissection_get_field (self->dissection, (guint) gtk_list_box_row_get_index (row));
  lens_hex_view_mark (self->hex, field->offset, field->size);
}

static void
chosen_cb (LensWireView *self,
           guint64       offset)
{
  guint n = self->dissection != NULL ? pyro_dissection_get_n_fields (self->dissection) : 0;

  self->following = TRUE;
  for (guint i = n; i-- > 0; )
    if (pyro_dissection_get_field (self->dissection, i)->offset <= offset)
      {
        gtk_list_box_select_row (self->fields, gtk_list_box_get_row_at_index (self->fields, (int) i));
        break;
      }
  self->following = FALSE;
}

static void
read_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  PyroFrame *frame = pyro_reply_get_frame (task_data);
  Reading *reading = g_new0 (Reading, 1);

  reading->dissection = pyro_dissection_new (frame, NULL);
  reading->bytes = pyro_frame_encode (frame, pyro_frame_get_seq (frame), NULL);
  g_task_return_pointer (task, reading, (GDestroyNotify) reading_free);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(LensWireView) self = user_data;
  Reading *reading = g_task_propagate_pointer (G_TASK (result), NULL);
  const char *problem;
  g_autofree char *text = NULL;

  if (reading == NULL)
    return; /* cancelled */

  self->dissection = pyro_dissection_ref (reading->dissection);
  problem = pyro_dissection_get_problem (self->dissection);
  text = problem != NULL ? g_strdup_printf ("%s\n%s", pyro_dissection_get_summary (self->dissection), problem)
                         : g_strdup (pyro_dissection_get_summary (self->dissection));
  gtk_label_set_text (self->summary, text);
  for (guint i = 0; i < pyro_dissection_get_n_fields (self->dissection); i++)
    gtk_list_box_append (self->fields, create_row (pyro_dissection_get_field (self->dissection, i)));
  lens_hex_view_set_bytes (self->hex, reading->bytes);
  reading_free (reading);
}

static void
lens_wire_view_stop (LensWireView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->dissection, pyro_dissection_unref);
  g_clear_pointer (&self->reply, pyro_reply_unref);
}

static void
lens_wire_view_dispose (GObject *object)
{
  lens_wire_view_stop (LENS_WIRE_VIEW (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), LENS_TYPE_WIRE_VIEW);

  G_OBJECT_CLASS (lens_wire_view_parent_class)->dispose (object);
}

static void
lens_wire_view_class_init (LensWireViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lens_wire_view_dispose;

  g_type_ensure (LENS_TYPE_HEX_VIEW);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/wire-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LensWireView, summary);
  gtk_widget_class_bind_template_child (widget_class, LensWireView, fields);
  gtk_widget_class_bind_template_child (widget_class, LensWireView, hex);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
lens_wire_view_init (LensWireView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lens_wire_view_set_reply:
 * @reply: (nullable): a reply, or %NULL for none
 *
 * Shows a reply. It is taken apart in a worker.
 */
void
lens_wire_view_set_reply (LensWireView *self,
                          PyroReply    *reply)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (LENS_IS_WIRE_VIEW (self));

  if (reply != NULL && self->reply == reply)
    return;

  lens_wire_view_stop (self);
  gtk_list_box_remove_all (self->fields);
  gtk_label_set_text (self->summary, "");
  lens_hex_view_set_bytes (self->hex, NULL);
  if (reply == NULL)
    return;

  self->reply = pyro_reply_ref (reply);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (NULL, self->cancellable, read_cb, g_object_ref (self));
  g_task_set_source_tag (task, lens_wire_view_set_reply);
  g_task_set_task_data (task, pyro_reply_ref (reply), (GDestroyNotify) pyro_reply_unref);
  g_task_run_in_thread (task, read_thread);
}
