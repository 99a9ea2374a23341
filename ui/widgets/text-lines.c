/* ui/widgets/text-lines.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/text-lines.h"

#include <string.h>

/* Bytes of one row at most: more than a line has that Python or JSON is broken into. */
#define PIECE_SIZE 120

/**
 * LensTextLines:
 *
 * A long text as a list of its lines, each a [class@Gtk.StringObject] that is made when it is looked
 * at; a line that is itself long is several rows.
 */
struct _LensTextLines
{
  GObject  parent_instance;

  char    *text;
  GArray  *starts;  /* gsize: where each row begins, and the end of the text */
  guint    width;   /* bytes of the longest row, which are as many characters of a monospace font or more */
};

static GType
lens_text_lines_get_item_type (GListModel *model)
{
  return GTK_TYPE_STRING_OBJECT;
}

static guint
lens_text_lines_get_n_items (GListModel *model)
{
  return LENS_TEXT_LINES (model)->starts->len - 1;
}

static gpointer
lens_text_lines_get_item (GListModel *model,
                          guint       position)
{
  LensTextLines *self = LENS_TEXT_LINES (model);
  gsize start, end;
  g_autofree char *line = NULL;

  if (position >= self->starts->len - 1)
    return NULL;

  start = g_array_index (self->starts, gsize, position);
  end = g_array_index (self->starts, gsize, position + 1);
  if (end > start && self->text[end - 1] == '\n')
    end--;

  line = g_strndup (self->text + start, end - start);

  return gtk_string_object_new (line);
}

static void
lens_text_lines_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = lens_text_lines_get_item_type;
  iface->get_n_items = lens_text_lines_get_n_items;
  iface->get_item = lens_text_lines_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LensTextLines, lens_text_lines, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, lens_text_lines_list_model_init))

static void
free_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  g_task_set_task_data (task, NULL, NULL);
  g_task_return_boolean (task, TRUE);
}

/* The system takes a while to take two hundred megabytes back. */
static void
lens_text_lines_finalize (GObject *object)
{
  LensTextLines *self = LENS_TEXT_LINES (object);
  g_autoptr(GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_source_tag (task, lens_text_lines_finalize);
  g_task_set_task_data (task, self->text, g_free);
  g_task_run_in_thread (task, free_thread);
  g_array_unref (self->starts);

  G_OBJECT_CLASS (lens_text_lines_parent_class)->finalize (object);
}

static void
lens_text_lines_class_init (LensTextLinesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lens_text_lines_finalize;
}

static void
lens_text_lines_init (LensTextLines *self)
{
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
}

/* Where the row that begins at @start ends: after a line feed, or between two characters. */
static gsize
find_end (const char *text,
          gsize       size,
          gsize       start)
{
  gsize most = MIN (size - start, PIECE_SIZE);
  const char *feed = memchr (text + start, '\n', most);
  const char *end;

  if (feed != NULL)
    return (gsize) (feed + 1 - text);
  if (start + most == size)
    return size;

  end = g_utf8_find_prev_char (text + start, text + start + most + 1);

  return end != NULL && end > text + start ? (gsize) (end - text) : start + most;
}

/**
 * lens_text_lines_new:
 * @text: (transfer full): UTF-8
 *
 * Splits a text into rows.
 *
 * Returns: (transfer full): the rows
 */
LensTextLines *
lens_text_lines_new (char *text)
{
  LensTextLines *self = g_object_new (LENS_TYPE_TEXT_LINES, NULL);
  gsize size = strlen (text);
  gsize start = 0;

  self->text = text;
  g_array_append_val (self->starts, start);
  while (start < size)
    {
      gsize end = find_end (text, size, start);

      self->width = MAX (self->width, (guint) (end - start));
      start = end;
      g_array_append_val (self->starts, start);
    }

  return self;
}

/**
 * lens_text_lines_get_width:
 *
 * Gets for how many characters there has to be room.
 *
 * Returns: characters
 */
guint
lens_text_lines_get_width (LensTextLines *self)
{
  g_return_val_if_fail (LENS_IS_TEXT_LINES (self), 0);

  return self->width;
}
