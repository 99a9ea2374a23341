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

/* A file with a Python dict a line: what is learned, kept from one run to the next. What of it cannot be read is never
 * lost: before the file is written anew, the old one is renamed to end in `.broken`. */
LensRecordFile *lens_record_file_new         (const char      *path) G_GNUC_WARN_UNUSED_RESULT;
void            lens_record_file_free        (LensRecordFile  *self);
char           *lens_record_file_make_path   (const char      *name) G_GNUC_WARN_UNUSED_RESULT;
void            lens_record_file_load        (LensRecordFile  *self,
                                              LensRecordFunc   func,
                                              gpointer         user_data);
void            lens_record_file_append      (LensRecordFile  *self,
                                              PyroValue       *record);
void            lens_record_file_replace     (LensRecordFile  *self,
                                              GPtrArray       *records);
guint           lens_record_file_get_n_lines (LensRecordFile  *self);
gboolean        lens_record_file_is_large    (LensRecordFile  *self); /* should be written anew */
char           *lens_record_dup_text         (PyroValue       *record,
                                              const char      *key) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
