/* ui/models/state-write.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/state-write.h"

#include <glib/gi18n.h>
#include <string.h>

/* To write a file so that it is whole after a crash takes as long as the disk does, which is no matter of the window. */

struct _LensStateWrite
{
  GThread   *thread;
  char      *path;
  char      *head;
  GPtrArray *values;
  char      *written; /* a GRefString; NULL where it is not known */
  GError    *error;   /* NULL where the file has the text */
  gboolean   ended;   /* atomic */
};

static char *
make_text (LensStateWrite *self)
{
  g_autoptr(GString) text = g_string_new (self->head);

  for (guint i = 0; i < self->values->len; i++)
    {
      g_autofree char *line = pyro_value_repr (g_ptr_array_index (self->values, i));

      g_string_append_printf (text, "%s\n", line);
    }

  return g_ref_string_new (text->str);
}

/* Without the name of the file, which is a passing one beside it, and long. */
static const char *
explain (const GError *error)
{
  switch (error->code)
    {
    case G_FILE_ERROR_NOSPC:
      return _("There is no room left on the disk");

    case G_FILE_ERROR_ACCES:
    case G_FILE_ERROR_PERM:
    case G_FILE_ERROR_ROFS:
      return _("Nothing may be written to the folder for it");

    default:
      return _("The folder for it cannot be used");
    }
}

static gpointer
run (gpointer data)
{
  LensStateWrite *self = data;
  g_autofree char *folder = g_path_get_dirname (self->path);
  char *text = make_text (self);
  g_autoptr(GError) error = NULL;

  if (g_strcmp0 (text, self->written) != 0)
    {
      g_mkdir_with_parents (folder, 0700);
      if (g_file_set_contents_full (self->path, text, (gssize) strlen (text),
                                    G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
        {
          g_clear_pointer (&self->written, g_ref_string_release);
          self->written = g_ref_string_acquire (text);
        }
      else
        {
          g_message ("What is open cannot be written down: %s", error->message);
          self->error = g_error_new_literal (error->domain, error->code, explain (error));
        }
    }
  g_ref_string_release (text);
  g_atomic_int_set (&self->ended, TRUE);

  return NULL;
}

LensStateWrite *
lens_state_write_start (const char *path,
                        const char *head,
                        GPtrArray  *values,
                        char       *written)
{
  LensStateWrite *self = g_new0 (LensStateWrite, 1);

  self->path = g_strdup (path);
  self->head = g_strdup (head);
  self->values = g_ptr_array_ref (values);
  self->written = written != NULL ? g_ref_string_acquire (written) : NULL;
  self->thread = g_thread_new ("state-file", run, self);

  return self;
}

char *
lens_state_write_finish (LensStateWrite  *self,
                         GError         **error)
{
  char *written;

  g_thread_join (self->thread);
  written = g_steal_pointer (&self->written);
  g_free (self->path);
  g_free (self->head);
  g_ptr_array_unref (self->values);
  if (self->error != NULL)
    g_propagate_error (error, self->error);
  g_free (self);

  return written;
}

gboolean
lens_state_write_has_ended (LensStateWrite *self)
{
  return g_atomic_int_get (&self->ended);
}
