/* tests/fuzz/fuzz-record-file.c - files with a record a line: what is learned, and what was open
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/record-file.h"
#include "ui/models/state-file.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "tests/fuzz/fuzz.h"

/* A folder for this process, which one input after the other is written into. */
static const char *
get_path (void)
{
  static char *path;

  if (path == NULL)
    {
      g_autofree char *folder = g_dir_make_tmp ("fuzz-records-XXXXXX", NULL);

      path = g_build_filename (folder, "records.pyl", NULL);
    }

  return path;
}

static void
count (PyroValue *record,
       gpointer   user_data)
{
  ++*(guint *) user_data;
}

static void
write_input (const guint8 *data,
             gsize         size)
{
  FILE *file = g_fopen (get_path (), "wb");

  g_assert_nonnull (file);
  if (size > 0) /* else @data may be NULL */
    g_assert_cmpuint (fwrite (data, 1, size, file), ==, size);
  g_assert_cmpint (fclose (file), ==, 0);
}

static guint
load (LensRecordFile *file)
{
  guint n = 0;

  lens_record_file_load (file, count, &n);

  return n;
}

static void
keep (PyroValue *record,
      gpointer   user_data)
{
  g_ptr_array_add (user_data, pyro_value_ref (record));
}

static GPtrArray *
give (gpointer user_data)
{
  return g_ptr_array_ref (user_data);
}

/* What is appended is there, and costs nothing of what was there, also when the file is written anew. */
static void
check_records (const guint8 *data,
               gsize         size)
{
  LensRecordFile *file = lens_record_file_new (get_path ());
  LensRecordFile *again = lens_record_file_new (get_path ());
  g_autoptr(PyroValue) record = pyro_literal_parse ("{'a': 1}", -1, NULL, NULL);
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_value_unref);
  guint n;

  write_input (data, size);
  n = load (file);
  lens_record_file_append (file, record);
  g_assert_cmpuint (load (again), ==, n + 1);
  lens_record_file_free (again);
  again = lens_record_file_new (get_path ()); /* which has not read it */
  lens_record_file_rewrite (again, NULL, keep, give, records);
  lens_record_file_free (again);
  again = lens_record_file_new (get_path ());
  g_assert_cmpuint (load (again), ==, n + 1);
  g_array_unref (lens_record_file_take_aside (again));
  lens_record_file_free (file);
  lens_record_file_free (again);
}

/* What cannot be read is kept, as it was. */
static void
check_state (const guint8 *data,
             gsize         size)
{
  g_autoptr(LensStateFile) file = lens_state_file_new (get_path ());
  g_autofree char *aside = g_strconcat (get_path (), ".broken", NULL);
  g_autofree char *problem = NULL;
  g_autofree char *kept = NULL;
  g_autoptr(GPtrArray) values = NULL;
  gsize kept_size;

  write_input (data, size);
  values = lens_state_file_load (file, &problem);
  g_assert_nonnull (values);
  g_assert_cmpint (problem != NULL, ==, g_file_get_contents (aside, &kept, &kept_size, NULL));
  if (problem != NULL)
    g_assert_cmpmem (kept, kept_size, data, size);
  g_unlink (aside);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  check_records (data, size);
  check_state (data, size);
  g_unlink (get_path ());

  return 0;
}
