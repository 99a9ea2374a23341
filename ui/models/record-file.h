/* ui/models/record-file.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

G_BEGIN_DECLS

typedef struct _LensRecordFile LensRecordFile;

typedef void (*LensRecordFunc) (PyroValue *record,
                                gpointer   user_data);

typedef void (*LensForgetFunc) (gpointer user_data);

/* (element-type PyroValue) (transfer full) */
typedef GPtrArray *(*LensCollectFunc) (gpointer user_data);

/* A file with a Python dict a line: what is learned, kept from one run to the next, and perhaps by two programs at once.
 * A line that cannot be read is not lost: before the file is written anew, it goes to one that ends in `.broken`. */
LensRecordFile *lens_record_file_new         (const char      *path) G_GNUC_WARN_UNUSED_RESULT;
void            lens_record_file_free        (LensRecordFile  *self);
char           *lens_record_file_make_path   (const char      *name) G_GNUC_WARN_UNUSED_RESULT;
void            lens_record_file_load        (LensRecordFile  *self,
                                              LensRecordFunc   func,
                                              gpointer         user_data);
/* FALSE if the file does not have it. */
gboolean        lens_record_file_append      (LensRecordFile  *self,
                                              PyroValue       *record);
/* Writes it anew, with what @collect gives; before that, what others wrote to it is read. FALSE if it was not written. */
gboolean        lens_record_file_rewrite     (LensRecordFile  *self,
                                              LensForgetFunc   forget,
                                              LensRecordFunc   take,
                                              LensCollectFunc  collect,
                                              gpointer         user_data);
/* Files without a name any more, (element-type int), and back. */
GArray         *lens_record_file_take_aside  (LensRecordFile  *self) G_GNUC_WARN_UNUSED_RESULT;
void            lens_record_file_return_aside (LensRecordFile *self,
                                              GArray          *files);
guint           lens_record_file_get_n_lines (LensRecordFile  *self);
gboolean        lens_record_file_is_large    (LensRecordFile  *self); /* should be written anew */

G_END_DECLS
