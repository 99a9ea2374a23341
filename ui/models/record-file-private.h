/* ui/models/record-file-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/record-file.h"

#include <sys/stat.h>

G_BEGIN_DECLS

#define MAX_LINE   (256 * 1024)       /* bytes of a record; one that is larger is not kept */
#define MAX_FILE   (64 * 1024 * 1024) /* bytes that are read; of a larger file its end, which has the newest */
#define LARGE_FILE (MAX_FILE / 2)     /* bytes from which on a file is written anew where that makes it smaller */

struct _LensRecordFile
{
  char     *path;      /* NULL: nothing is kept */
  guint     n_lines;
  goffset   size;      /* bytes, of the file as it was last seen, which is known by: */
  dev_t     device;
  ino_t     inode;
  goffset   compact;   /* bytes that it had when it was written anew */
  gboolean  unread;    /* it has what could not be read */
  gboolean  foreign;   /* it has what somebody else wrote since it was read */
};

/* Bytes of the file that cannot be read. */
typedef struct
{
  goffset start;
  goffset end;
} LensRecordSpan;

/* record-file.c */
int      lens_record_file_open_regular (const char        *path,
                                        int                flags,
                                        struct stat       *status);
int      lens_record_file_open         (LensRecordFile    *self,
                                        int                flags,
                                        struct stat       *status);
gboolean lens_record_file_read         (LensRecordFile    *self,
                                        int                file,
                                        const struct stat *status,
                                        GArray            *spoiled,
                                        LensRecordFunc     func,
                                        gpointer           user_data);
void     lens_record_file_know         (LensRecordFile    *self,
                                        const struct stat *status);
gboolean lens_record_file_is_known     (LensRecordFile    *self,
                                        const struct stat *status);
gboolean lens_record_file_ends_in_line (int                file,
                                        goffset            size);

/* record-aside.c */
gboolean lens_record_file_keep_spoiled (LensRecordFile    *self,
                                        int                file,
                                        GArray            *spoiled);
gboolean lens_record_file_move_aside   (LensRecordFile    *self);

G_END_DECLS
