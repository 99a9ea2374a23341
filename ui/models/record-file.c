/* ui/models/record-file.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/record-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* A line is appended with one write, so that a crash spoils that line at most, and a line that cannot be read is
 * passed over. It is a Python dict, which a person or a script of Python can read as well. */

#define MAX_LINE (256 * 1024)       /* bytes of a record; one that is larger is not kept */
#define MAX_FILE (64 * 1024 * 1024) /* bytes that are read */

struct _LensRecordFile
{
  char  *path;    /* NULL: nothing is kept */
  guint  n_lines;
};

/**
 * lens_record_file_new:
 * @path: (nullable): the file, which need not exist, or %NULL to keep nothing
 *
 * Makes a file of records. Nothing is read yet.
 *
 * Returns: (transfer full): the file
 */
LensRecordFile *
lens_record_file_new (const char *path)
{
  LensRecordFile *self = g_new0 (LensRecordFile, 1);

  self->path = g_strdup (path);

  return self;
}

void
lens_record_file_free (LensRecordFile *self)
{
  g_free (self->path);
  g_free (self);
}

/* Where the user's own file of this name is. */
char *
lens_record_file_make_path (const char *name)
{
  return g_build_filename (g_get_user_data_dir (), "pyrolens", name, NULL);
}

/**
 * lens_record_file_load:
 * @func: (scope call): is told of each dict in the file, oldest first
 * @user_data: what it gets
 *
 * Reads the file.
 */
void
lens_record_file_load (LensRecordFile *self,
                       LensRecordFunc  func,
                       gpointer        user_data)
{
  g_autofree char *text = NULL;
  GStatBuf status;
  char *line;

  g_return_if_fail (self != NULL && func != NULL);

  if (self->path == NULL || g_stat (self->path, &status) != 0 || status.st_size > MAX_FILE ||
      !g_file_get_contents (self->path, &text, NULL, NULL))
    return;

  for (char *next = text; (line = strsep (&next, "\n")) != NULL;)
    {
      g_autoptr(PyroValue) record = NULL;

      if (*line == '\0')
        continue;
      self->n_lines++;
      if (strlen (line) <= MAX_LINE && g_utf8_validate (line, -1, NULL))
        record = pyro_literal_parse (line, -1, NULL, NULL);
      if (record != NULL && pyro_value_get_kind (record) == PYRO_VALUE_DICT)
        func (record, user_data);
    }
}

/* One write: what another window of the program appends at the same time stays in one piece. */
void
lens_record_file_append (LensRecordFile *self,
                         PyroValue      *record)
{
  g_autofree char *folder = NULL;
  g_autofree char *line = NULL;
  g_autofree char *text = NULL;
  int file;

  g_return_if_fail (self != NULL && record != NULL);

  line = pyro_value_repr (record);
  if (self->path == NULL || strlen (line) > MAX_LINE)
    return;

  folder = g_path_get_dirname (self->path);
  text = g_strconcat (line, "\n", NULL);
  g_mkdir_with_parents (folder, 0700);
  file = g_open (self->path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0 || write (file, text, strlen (text)) < 0)
    g_message ("%s cannot be written: %s", self->path, g_strerror (errno));
  else
    self->n_lines++;
  if (file >= 0)
    g_close (file, NULL);
}

/**
 * lens_record_file_replace:
 * @records: (element-type PyroValue): all that is needed
 *
 * Writes the file anew, beside the old one and renamed.
 */
void
lens_record_file_replace (LensRecordFile *self,
                          GPtrArray      *records)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  g_return_if_fail (self != NULL && records != NULL);

  if (self->path == NULL)
    return;

  for (guint i = 0; i < records->len; i++)
    {
      g_autofree char *line = pyro_value_repr (g_ptr_array_index (records, i));

      if (strlen (line) <= MAX_LINE)
        g_string_append_printf (text, "%s\n", line);
    }
  if (g_file_set_contents_full (self->path, text->str, (gssize) text->len, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    self->n_lines = records->len;
  else
    g_message ("%s cannot be written: %s", self->path, error->message);
}

guint
lens_record_file_get_n_lines (LensRecordFile *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_lines;
}

/* The text that a record has under @key; NULL where it has none. */
char *
lens_record_dup_text (PyroValue  *record,
                      const char *key)
{
  PyroValue *value = pyro_value_lookup_string (record, key);

  return value != NULL && pyro_value_get_kind (value) == PYRO_VALUE_STR ? pyro_value_dup_utf8 (value) : NULL;
}
