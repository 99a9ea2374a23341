/* ui/models/record-file.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/record-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* A line is appended with one write, so that a crash spoils that line at most, and a line that cannot be read is
 * passed over. It is a Python dict, which a person or a script of Python can read as well.
 *
 * Two programs may have the same file, where no session bus makes them one. Whoever writes has it locked, and whoever
 * writes it anew reads first what the other has written. */

#define BLOCK_SIZE   (64 * 1024) /* bytes that are read at once */
#define MAX_ATTEMPTS 100         /* to get the lock, each with a pause: what holds it writes one file */
#define PAUSE        10000       /* microseconds */

typedef struct
{
  LensRecordFunc  func;
  gpointer        user_data;
  GString        *line;     /* as much of it as was read, and as a record may have */
  gboolean        too_long;
  goffset         start;    /* of the line in the file */
  GArray         *spoiled;  /* of LensRecordSpan; NULL where nobody wants to know */
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

/* ---- Opening ---- */

int
lens_record_file_open_regular (const char  *path,
                               int          flags,
                               struct stat *status)
{
  int file = g_open (path, flags | O_NONBLOCK | O_CLOEXEC, 0600);

  if (file < 0)
    return -1;
  if (fstat (file, status) == 0 && S_ISREG (status->st_mode))
    return file;
  g_close (file, NULL);
  errno = EINVAL;

  return -1;
}

/* Ends when the file is closed. Where the file system has no locks there is nobody else either, as far as can be
 * known. */
static gboolean
lock (int file)
{
  for (guint i = 0; i < MAX_ATTEMPTS; i++)
    {
      if (flock (file, LOCK_EX | LOCK_NB) == 0 || (errno != EWOULDBLOCK && errno != EINTR))
        return TRUE;
      g_usleep (PAUSE);
    }

  return FALSE;
}

/* Opens the file for nobody else but this until it is closed; -1, with errno, if that cannot be. While the lock was
 * waited for, the file may have been written anew, which is another file. */
int
lens_record_file_open (LensRecordFile *self,
                       int             flags,
                       struct stat    *status)
{
  for (guint i = 0; i < MAX_ATTEMPTS; i++)
    {
      int file = lens_record_file_open_regular (self->path, flags, status);
      struct stat now;

      if (file < 0)
        return -1;
      if (!lock (file))
        i = MAX_ATTEMPTS;
      else if (fstat (file, status) == 0 && stat (self->path, &now) == 0 && now.st_ino == status->st_ino &&
               now.st_dev == status->st_dev)
        return file;
      g_close (file, NULL);
    }
  errno = EBUSY;

  return -1;
}

/* What this has written, or read, and nobody else since. */
gboolean
lens_record_file_is_known (LensRecordFile    *self,
                           const struct stat *status)
{
  if (self->inode == 0) /* there was none */
    return status->st_size == 0;

  return status->st_ino == self->inode && status->st_dev == self->device && status->st_size == self->size;
}

/* ---- Reading ---- */

static void
note_spoiled (LensRecordFile *self,
              Reading        *reading,
              goffset         end)
{
  LensRecordSpan span = { reading->start, end };

  self->unread = TRUE;
  if (reading->spoiled != NULL)
    g_array_append_val (reading->spoiled, span);
}

/* @whole: whether its end was seen. The last line may be one that a crash cut: nothing is missing with it that was
 * there. */
static void
take_line (LensRecordFile *self,
           Reading        *reading,
           goffset         end,
           gboolean        whole)
{
  GString *line = reading->line;
  g_autoptr(PyroValue) record = NULL;

  if (line->len > 0 || reading->too_long)
    {
      self->n_lines++;
      if (!reading->too_long && g_utf8_validate_len (line->str, line->len, NULL))
        record = pyro_literal_parse (line->str, (gssize) line->len, NULL, NULL);
      if (record != NULL && pyro_value_get_kind (record) == PYRO_VALUE_DICT)
        reading->func (record, reading->user_data);
      else if (whole || reading->too_long)
        note_spoiled (self, reading, end);
    }
  g_string_truncate (line, 0);
  reading->too_long = FALSE;
  reading->start = end;
}

/* @at: where the block is in the file */
static void
take_block (LensRecordFile *self,
            Reading        *reading,
            const char     *block,
            gsize           size,
            goffset         at)
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
      at += (goffset) part + 1;
      take_line (self, reading, at, TRUE);
      block += part + 1;
      size -= part + 1;
    }
}

/* FALSE if the rest cannot be read. */
static gboolean
read_lines (LensRecordFile *self,
            int             file,
            goffset         at,
            Reading        *reading)
{
  g_autofree char *block = g_malloc (BLOCK_SIZE);
  gsize left = MAX_FILE;
  gssize n;

  do
    {
      n = pread (file, block, MIN (left, BLOCK_SIZE), at);
      if (n <= 0)
        continue;
      take_block (self, reading, block, (gsize) n, at);
      at += n;
      left -= (gsize) n;
    }
  while (left > 0 && (n > 0 || (n < 0 && errno == EINTR)));
  take_line (self, reading, at, FALSE);

  return n >= 0;
}

/* The whole file, from its beginning; of one that is too large its end. FALSE if it cannot be read to its end. */
gboolean
lens_record_file_read (LensRecordFile    *self,
                       int                file,
                       const struct stat *status,
                       GArray            *spoiled,
                       LensRecordFunc     func,
                       gpointer           user_data)
{
  goffset at = MAX (0, status->st_size - MAX_FILE);
  /* What is left of the line in which the reading begins is passed over, with all before it. */
  Reading reading = { func, user_data, g_string_new (NULL), at > 0, 0, spoiled };
  gboolean good;

  self->n_lines = 0;
  self->unread = FALSE;
  good = read_lines (self, file, at, &reading);
  lens_record_file_know (self, status);
  g_string_free (reading.line, TRUE);

  return good;
}

/* From now on, what differs from this was written by somebody else. */
void
lens_record_file_know (LensRecordFile    *self,
                       const struct stat *status)
{
  self->device = status->st_dev;
  self->inode = status->st_ino;
  self->size = status->st_size;
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
  struct stat status;
  int file;

  g_return_if_fail (self != NULL && func != NULL);

  if (self->path == NULL)
    return;
  file = lens_record_file_open (self, O_RDONLY, &status);
  if (file < 0)
    {
      if (errno != ENOENT)
        g_message ("%s cannot be read: %s", self->path, g_strerror (errno));
      return;
    }

  if (!lens_record_file_read (self, file, &status, NULL, func, user_data))
    self->unread = TRUE;
  g_close (file, NULL);
}

/* ---- Writing ---- */

/* FALSE if its last line was cut by a crash. */
gboolean
lens_record_file_ends_in_line (int     file,
                               goffset size)
{
  char last = '\0';

  return size == 0 || (pread (file, &last, 1, size - 1) == 1 && last == '\n');
}

/* One write, of which nothing stays where there is no room for all. A line that a crash cut is ended first, so that it
 * spoils no other. */
static gboolean
write_line (LensRecordFile *self,
            const char     *line)
{
  g_autofree char *text = NULL;
  struct stat status;
  gboolean known;
  gssize length, n;
  int file = lens_record_file_open (self, O_RDWR | O_APPEND | O_CREAT, &status);
  int problem;

  if (file < 0)
    return FALSE;

  known = lens_record_file_is_known (self, &status);
  text = g_strconcat (lens_record_file_ends_in_line (file, status.st_size) ? "" : "\n", line, "\n", NULL);
  length = (gssize) strlen (text);
  do
    n = write (file, text, (gsize) length);
  while (n < 0 && errno == EINTR);
  problem = n < 0 ? errno : ENOSPC;
  if (n > 0 && n < length && ftruncate (file, status.st_size) == 0)
    n = 0;
  status.st_size += MAX (n, 0);
  lens_record_file_know (self, &status);
  self->foreign |= !known;
  g_close (file, NULL);
  errno = problem;

  return n == length;
}

/**
 * lens_record_file_append:
 * @record: a dict
 *
 * Writes one record more. One that is too large is not kept.
 *
 * Returns: whether the file has it
 */
gboolean
lens_record_file_append (LensRecordFile *self,
                         PyroValue      *record)
{
  g_autofree char *folder = NULL;
  g_autofree char *line = NULL;

  g_return_val_if_fail (self != NULL && record != NULL, FALSE);

  line = pyro_value_repr (record);
  if (self->path == NULL || strlen (line) > MAX_LINE)
    return FALSE;

  folder = g_path_get_dirname (self->path);
  g_mkdir_with_parents (folder, 0700);
  if (!write_line (self, line))
    {
      g_message ("%s cannot be written: %s", self->path, g_strerror (errno));
      return FALSE;
    }
  self->n_lines++;

  return TRUE;
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
