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
#include <sys/stat.h>
#include <unistd.h>

/* A line is appended with one write, so that a crash spoils that line at most, and a line that cannot be read is
 * passed over. It is a Python dict, which a person or a script of Python can read as well.
 *
 * What cannot be read is never written over: the file that has it is kept under another name before it is written
 * anew. */

#define MAX_LINE   (256 * 1024)       /* bytes of a record; one that is larger is not kept */
#define MAX_FILE   (64 * 1024 * 1024) /* bytes that are read; of a larger file its end, which has the newest */
#define LARGE_FILE (MAX_FILE / 2)     /* bytes from which on a file is written anew where that makes it smaller */
#define BLOCK_SIZE (64 * 1024)        /* bytes that are read at once */
#define MAX_ASIDE  9                  /* files that are kept under other names; then nothing is written anew */

struct _LensRecordFile
{
  char     *path;      /* NULL: nothing is kept */
  guint     n_lines;
  goffset   size;      /* bytes, of the file as it was last seen */
  goffset   compact;   /* bytes that it had when it was written anew */
  gboolean  unread;    /* it has what could not be read */
};

typedef struct
{
  LensRecordFunc  func;
  gpointer        user_data;
  GString        *line;     /* as much of it as was read, and as a record may have */
  gboolean        too_long;
} Reading;

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

/* ---- Reading ---- */

/* @whole: whether its end was seen. The last line may be one that a crash cut: nothing is missing with it that was
 * there. */
static void
take_line (LensRecordFile *self,
           Reading        *reading,
           gboolean        whole)
{
  GString *line = reading->line;
  g_autoptr(PyroValue) record = NULL;

  if (line->len == 0 && !reading->too_long)
    return;

  self->n_lines++;
  if (!reading->too_long && g_utf8_validate_len (line->str, line->len, NULL))
    record = pyro_literal_parse (line->str, (gssize) line->len, NULL, NULL);
  if (record != NULL && pyro_value_get_kind (record) == PYRO_VALUE_DICT)
    reading->func (record, reading->user_data);
  else if (whole || reading->too_long)
    self->unread = TRUE;
  g_string_truncate (line, 0);
  reading->too_long = FALSE;
}

static void
take_block (LensRecordFile *self,
            Reading        *reading,
            const char     *block,
            gsize           size)
{
  while (size > 0)
    {
      const char *end = memchr (block, '\n', size);
      gsize part = end != NULL ? (gsize) (end - block) : size;

      if (reading->line->len + part > MAX_LINE)
        reading->too_long = TRUE;
      if (!reading->too_long)
        g_string_append_len (reading->line, block, (gssize) part);
      if (end == NULL)
        return;
      take_line (self, reading, TRUE);
      block += part + 1;
      size -= part + 1;
    }
}

/* FALSE if the rest cannot be read. */
static gboolean
read_lines (LensRecordFile *self,
            int             file,
            Reading        *reading)
{
  g_autofree char *block = g_malloc (BLOCK_SIZE);
  gsize left = MAX_FILE;
  gssize n;

  do
    {
      n = read (file, block, MIN (left, BLOCK_SIZE));
      if (n > 0)
        take_block (self, reading, block, (gsize) n);
      left -= (gsize) MAX (n, 0);
    }
  while (left > 0 && (n > 0 || (n < 0 && errno == EINTR)));
  take_line (self, reading, FALSE);

  return n >= 0;
}

static int
open_regular (const char *path,
              int         flags,
              goffset    *size)
{
  struct stat status;
  int file = g_open (path, flags | O_NONBLOCK | O_CLOEXEC, 0600);

  if (file < 0)
    return -1;
  if (fstat (file, &status) == 0 && S_ISREG (status.st_mode))
    {
      *size = status.st_size;
      return file;
    }
  g_close (file, NULL);
  errno = EINVAL;

  return -1;
}

/**
 * lens_record_file_load:
 * @func: (scope call): is told of each dict in the file, oldest first
 * @user_data: what it gets
 *
 * Reads the file, as much of it as can be read.
 */
void
lens_record_file_load (LensRecordFile *self,
                       LensRecordFunc  func,
                       gpointer        user_data)
{
  Reading reading = { func, user_data, NULL, FALSE };
  goffset size = 0;
  int file;

  g_return_if_fail (self != NULL && func != NULL);

  if (self->path == NULL)
    return;
  file = open_regular (self->path, O_RDONLY, &size);
  if (file < 0)
    {
      self->unread = errno != ENOENT;
      if (self->unread)
        g_message ("%s cannot be read: %s", self->path, g_strerror (errno));
      return;
    }

  self->size = size;
  reading.line = g_string_new (NULL);
  reading.too_long = size > MAX_FILE; /* what is left of the line in which the reading begins is passed over */
  self->unread = (size > MAX_FILE && lseek (file, size - MAX_FILE, SEEK_SET) < 0) || !read_lines (self, file, &reading) ||
                 self->unread;
  g_string_free (reading.line, TRUE);
  g_close (file, NULL);
}

/* ---- Writing ---- */

/* FALSE if its last line was cut by a crash. */
static gboolean
ends_in_line (int     file,
              goffset size)
{
  char last = '\0';

  return size == 0 || (pread (file, &last, 1, size - 1) == 1 && last == '\n');
}

/* One write: what another window of the program appends at the same time stays in one piece. Where there is no room
 * for all of it, nothing of it stays. A line that a crash cut is ended first, so that it spoils no other. */
static gboolean
write_line (LensRecordFile *self,
            const char     *line)
{
  g_autofree char *text = NULL;
  goffset before;
  gssize length, n;
  int file = open_regular (self->path, O_RDWR | O_APPEND | O_CREAT, &before);
  int problem;

  if (file < 0)
    return FALSE;

  text = g_strconcat (ends_in_line (file, before) ? "" : "\n", line, "\n", NULL);
  length = (gssize) strlen (text);
  do
    n = write (file, text, (gsize) length);
  while (n < 0 && errno == EINTR);
  problem = n < 0 ? errno : ENOSPC;
  self->size = before + MAX (n, 0);
  if (n > 0 && n < length && ftruncate (file, before) == 0)
    self->size = before;
  g_close (file, NULL);
  errno = problem;

  return n == length;
}

/**
 * lens_record_file_append:
 * @record: a dict
 *
 * Writes one record more. One that is too large is not kept.
 */
void
lens_record_file_append (LensRecordFile *self,
                         PyroValue      *record)
{
  g_autofree char *folder = NULL;
  g_autofree char *line = NULL;

  g_return_if_fail (self != NULL && record != NULL);

  line = pyro_value_repr (record);
  if (self->path == NULL || strlen (line) > MAX_LINE)
    return;

  folder = g_path_get_dirname (self->path);
  g_mkdir_with_parents (folder, 0700);
  if (write_line (self, line))
    self->n_lines++;
  else
    g_message ("%s cannot be written: %s", self->path, g_strerror (errno));
}

/* FALSE if it cannot be kept: then it stays where it is. */
static gboolean
move_aside (LensRecordFile  *self,
            char           **aside)
{
  for (guint i = 1; i <= MAX_ASIDE; i++)
    {
      g_autofree char *path = i == 1 ? g_strconcat (self->path, ".broken", NULL)
                                     : g_strdup_printf ("%s.broken-%u", self->path, i);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      if (g_rename (self->path, path) != 0 && errno != ENOENT)
        break;
      g_message ("What cannot be read of %s is kept in %s", self->path, path);
      self->unread = FALSE;
      *aside = g_steal_pointer (&path);
      return TRUE;
    }
  g_message ("%s is not written anew, since what cannot be read of it cannot be kept", self->path);

  return FALSE;
}

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

/**
 * lens_record_file_replace:
 * @records: (element-type PyroValue): all that is needed, oldest first
 *
 * Writes the file anew, beside the old one and renamed. An old one that could not be read as a whole is kept under
 * another name.
 */
void
lens_record_file_replace (LensRecordFile *self,
                          GPtrArray      *records)
{
  g_autofree char *aside = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  guint n_lines;

  g_return_if_fail (self != NULL && records != NULL);

  if (self->path == NULL || (self->unread && !move_aside (self, &aside)))
    return;

  folder = g_path_get_dirname (self->path);
  g_mkdir_with_parents (folder, 0700);
  text = join_newest (records, &n_lines);
  if (g_file_set_contents_full (self->path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    {
      self->n_lines = n_lines;
      self->size = self->compact = (goffset) strlen (text);
    }
  else
    {
      g_message ("%s cannot be written: %s", self->path, error->message);
      if (aside != NULL && g_rename (aside, self->path) == 0)
        self->unread = TRUE;
    }
}

guint
lens_record_file_get_n_lines (LensRecordFile *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_lines;
}

/**
 * lens_record_file_is_large:
 *
 * Says whether the file should be written anew because of its size, however few lines it has.
 *
 * Returns: %TRUE if it is large, and more than twice as large as when it was last written anew
 */
gboolean
lens_record_file_is_large (LensRecordFile *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->size > LARGE_FILE && self->size / 2 > self->compact;
}

/* The text that a record has under @key; NULL where it has none. */
char *
lens_record_dup_text (PyroValue  *record,
                      const char *key)
{
  PyroValue *value = pyro_value_lookup_string (record, key);

  return value != NULL && pyro_value_get_kind (value) == PYRO_VALUE_STR ? pyro_value_dup_utf8 (value) : NULL;
}
