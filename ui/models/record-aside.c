/* ui/models/record-aside.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/record-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* What cannot be read is never written over: before a file is written anew, the lines of it that cannot be read are
 * added to one beside it, whose name ends in `.broken`, and only they: what can be read is forgotten in its time. */

#define BLOCK_SIZE  (64 * 1024)         /* bytes that are copied at once */
#define MAX_ASIDE   (256 * 1024 * 1024) /* bytes that are kept aside; then nothing is written anew */
#define MAX_FILES   9                   /* that are kept under other names, where one cannot be added to */

static char *
make_path (LensRecordFile *self,
           guint           number)
{
  return number == 1 ? g_strconcat (self->path, ".broken", NULL)
                     : g_strdup_printf ("%s.broken-%u", self->path, number);
}

static gboolean
write_all (int         file,
           const char *bytes,
           gsize       size)
{
  while (size > 0)
    {
      gssize n = write (file, bytes, size);

      if (n < 0 && errno != EINTR)
        return FALSE;
      bytes += MAX (n, 0);
      size -= (gsize) MAX (n, 0);
    }

  return TRUE;
}

static gboolean
copy_span (int                   from,
           int                   to,
           const LensRecordSpan *span)
{
  g_autofree char *block = g_malloc (BLOCK_SIZE);

  for (goffset at = span->start; at < span->end;)
    {
      gssize n = pread (from, block, (gsize) MIN (span->end - at, BLOCK_SIZE), at);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0 || !write_all (to, block, (gsize) n))
        return FALSE;
      at += n;
    }

  return TRUE;
}

/* All of them, on the disk, or nothing. */
static gboolean
copy_spans (int          from,
            int          to,
            struct stat *status,
            GArray      *spans)
{
  gboolean good = lens_record_file_ends_in_line (to, status->st_size) || write_all (to, "\n", 1);
  goffset size = status->st_size;
  int problem;

  for (guint i = 0; i < spans->len; i++)
    size += g_array_index (spans, LensRecordSpan, i).end - g_array_index (spans, LensRecordSpan, i).start;
  errno = EFBIG;
  good = good && size <= MAX_ASIDE;
  for (guint i = 0; i < spans->len && good; i++)
    good = copy_span (from, to, &g_array_index (spans, LensRecordSpan, i));
  if (good && fsync (to) == 0)
    return TRUE;

  problem = errno;
  if (ftruncate (to, status->st_size) != 0)
    g_debug ("What was kept of a file twice stays: %s", g_strerror (errno));
  errno = problem;

  return FALSE;
}

/* The first that is a file, or can be one. */
static int
open_aside (LensRecordFile  *self,
            struct stat     *status,
            char           **path)
{
  int file = -1;

  for (guint i = 1; i <= MAX_FILES && file < 0; i++)
    {
      g_free (*path);
      *path = make_path (self, i);
      file = lens_record_file_open_regular (*path, O_RDWR | O_APPEND | O_CREAT, status);
    }
  /* It may be from a time when whole files were renamed, by whom ever. */
  if (file >= 0 && fchmod (file, 0600) != 0)
    g_debug ("%s may be read by others: %s", *path, g_strerror (errno));

  return file;
}

/* FALSE if they cannot be kept: then the file is to stay as it is. */
gboolean
lens_record_file_keep_spoiled (LensRecordFile *self,
                               int             file,
                               GArray         *spoiled)
{
  g_autofree char *path = NULL;
  struct stat status;
  gboolean good;
  int aside;

  if (spoiled->len == 0)
    return TRUE;

  aside = open_aside (self, &status, &path);
  good = aside >= 0 && copy_spans (file, aside, &status, spoiled);
  if (good)
    g_message ("What cannot be read of %s is kept in %s", self->path, path);
  else
    g_message ("%s is not written anew, since what cannot be read of it cannot be kept: %s", self->path,
               g_strerror (errno));
  if (aside >= 0)
    g_close (aside, NULL);

  return good;
}

/* What stands in the file's place cannot be opened at all. FALSE if it cannot be kept either. */
gboolean
lens_record_file_move_aside (LensRecordFile *self)
{
  for (guint i = 1; i <= MAX_FILES; i++)
    {
      g_autofree char *path = make_path (self, i);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      if (g_rename (self->path, path) != 0)
        break;
      g_message ("What cannot be read of %s is kept in %s", self->path, path);
      return TRUE;
    }

  return FALSE;
}

static void
close_file (gpointer file)
{
  g_close (*(int *) file, NULL);
}

/**
 * lens_record_file_take_aside:
 *
 * Deletes all that was kept because it could not be read. It is gone for good when what this returns is freed.
 *
 * Returns: (transfer full) (element-type int): what it was
 */
GArray *
lens_record_file_take_aside (LensRecordFile *self)
{
  GArray *files = g_array_new (FALSE, FALSE, sizeof (int));

  g_return_val_if_fail (self != NULL, files);

  g_array_set_clear_func (files, close_file);
  for (guint i = 1; self->path != NULL && i <= MAX_FILES; i++)
    {
      g_autofree char *path = make_path (self, i);
      struct stat status;
      int file = lens_record_file_open_regular (path, O_RDONLY, &status);

      if (file >= 0)
        g_array_append_val (files, file);
      if (g_unlink (path) != 0 && errno != ENOENT)
        g_message ("%s cannot be deleted: %s", path, g_strerror (errno));
    }

  return files;
}

/**
 * lens_record_file_return_aside:
 * @files: (element-type int): what lens_record_file_take_aside() took
 *
 * Keeps again what was deleted.
 */
void
lens_record_file_return_aside (LensRecordFile *self,
                               GArray         *files)
{
  g_return_if_fail (self != NULL && files != NULL);

  for (guint i = 0; self->path != NULL && i < files->len; i++)
    {
      int file = g_array_index (files, int, i);
      g_autoptr(GArray) spans = g_array_new (FALSE, FALSE, sizeof (LensRecordSpan));
      LensRecordSpan span = { 0 };
      struct stat status;

      if (fstat (file, &status) != 0)
        continue;
      span.end = status.st_size;
      g_array_append_val (spans, span);
      lens_record_file_keep_spoiled (self, file, spans);
    }
}
