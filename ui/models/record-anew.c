/* ui/models/record-anew.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/record-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* How a file of records is written anew, without what is needed no more. */

/* The newest, as many as can be read again. */
static char *
join_newest (GPtrArray *records,
             guint     *n_lines)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GString *text;
  gsize size = 0;

  for (guint i = records->len; i > 0; i--)
    {
      g_autofree char *line = pyro_value_repr (g_ptr_array_index (records, i - 1));
      gsize length = strlen (line);

      if (length > MAX_LINE)
        continue;
      if (size + length + 1 > MAX_FILE)
        break;
      size += length + 1;
      g_ptr_array_add (lines, g_steal_pointer (&line));
    }

  *n_lines = lines->len;
  text = g_string_sized_new (size + 1);
  for (guint i = lines->len; i > 0; i--)
    {
      g_string_append (text, g_ptr_array_index (lines, i - 1));
      g_string_append_c (text, '\n');
    }

  return g_string_free_and_steal (text);
}

/* Locked; made where there is none, so that there is something to lock. */
static int
open_to_replace (LensRecordFile *self,
                 struct stat    *status)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  int file;

  g_mkdir_with_parents (folder, 0700);
  file = lens_record_file_open (self, O_RDONLY | O_CREAT, status);
  if (file < 0 && errno != EBUSY && errno != ENOENT && lens_record_file_move_aside (self))
    file = lens_record_file_open (self, O_RDONLY | O_CREAT, status);
  if (file < 0)
    g_message ("%s cannot be written: %s", self->path, g_strerror (errno));

  return file;
}

static gboolean
write_records (LensRecordFile *self,
               GPtrArray      *records)
{
  guint n_lines;
  g_autofree char *text = join_newest (records, &n_lines);
  g_autoptr(GError) error = NULL;
  struct stat status;

  if (!g_file_set_contents_full (self->path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    {
      g_message ("%s cannot be written: %s", self->path, error->message);
      return FALSE;
    }

  self->n_lines = n_lines;
  self->compact = (goffset) strlen (text);
  self->unread = FALSE;
  self->foreign = FALSE;
  if (stat (self->path, &status) == 0)
    {
      status.st_size = self->compact; /* the lock was on the old file: others may have written to the new one already */
      lens_record_file_know (self, &status);
    }

  return TRUE;
}

static void
pass_over (PyroValue *record,
           gpointer   user_data)
{
}

/* What did not go now is not tried again with the next record, but when there are many more. */
static void
put_off (LensRecordFile *self)
{
  self->n_lines = 0;
  self->compact = self->size;
}

/**
 * lens_record_file_rewrite:
 * @forget: (scope call) (nullable): is told to forget what the file has, as it is read again
 * @take: (scope call): is told of each dict in the file then, oldest first
 * @collect: (scope call): gives all that is needed, oldest first
 * @user_data: what they get
 *
 * Writes the file anew, beside the old one and renamed. Where another program wrote to it, it is read first, so that
 * nothing of that is lost, and nothing comes back that was forgotten there. Lines that cannot be read are kept aside.
 *
 * Returns: whether it was written
 */
gboolean
lens_record_file_rewrite (LensRecordFile   *self,
                          LensForgetFunc    forget,
                          LensRecordFunc    take,
                          LensCollectFunc   collect,
                          gpointer          user_data)
{
  g_autoptr(GArray) spoiled = g_array_new (FALSE, FALSE, sizeof (LensRecordSpan));
  g_autoptr(GPtrArray) records = NULL;
  struct stat status;
  gboolean good = TRUE;
  gboolean others;
  int file;

  g_return_val_if_fail (self != NULL && take != NULL && collect != NULL, FALSE);

  if (self->path == NULL)
    return FALSE;
  file = open_to_replace (self, &status);
  if (file < 0)
    return FALSE;

  others = self->foreign || !lens_record_file_is_known (self, &status);
  if (others && forget != NULL)
    forget (user_data);
  if (others || self->unread)
    good = lens_record_file_read (self, file, &status, spoiled, others ? take : pass_over, user_data);
  records = collect (user_data);
  good = good && lens_record_file_keep_spoiled (self, file, spoiled) && write_records (self, records);
  if (!good)
    put_off (self);
  g_close (file, NULL); /* and others write to the new one */

  return good;
}
