/* tests/ui/models/test-export.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/export.h"

#include <glib/gstdio.h>

static PyroValue *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  PyroValue *value = pyro_literal_parse (text, -1, NULL, &error);

  g_assert_no_error (error);

  return value;
}

static void
check (const char *literal,
       const char *format_name,
       const char *expected_name,
       const char *expected)
{
  g_autoptr(PyroValue) value = parse (literal);
  g_autoptr(GError) error = NULL;
  g_autofree char *name = NULL;
  g_autoptr(GBytes) bytes = NULL;
  LensExportFormat format;

  g_assert_true (lens_export_find (format_name, &format));
  g_assert_true (lens_export_fits (value, format));
  name = lens_export_dup_name (value, format, "lab.stage move");
  bytes = lens_export_encode (value, format, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, expected_name);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, strlen (expected));
}

static void
test_formats (void)
{
  LensExportFormat format;

  check ("{'a': (1,)}", "python", "lab.stage-move.py", "{'a': (1,)}\n");
  check ("[1]", "json", "lab.stage-move.json", "[\n  1\n]\n");
  check ("[{'a': 1}]", "csv", "lab.stage-move.csv", "a\r\n1\r\n");
  check ("b'abc'", "bytes", "lab.stage-move.bin", "abc");
  check ("b'GIF89a'", "bytes", "lab.stage-move.gif", "GIF89a");
  check ("{'data': 'YWJj', 'encoding': 'base64'}", "bytes", "lab.stage-move.bin", "abc");
  g_assert_false (lens_export_find ("xml", &format));
}

static void
test_names (void)
{
  static const struct { const char *stem; const char *name; } names[] = {
    { "", "result.json" },
    { "../../etc/passwd", "result.json" },
    { "a/b\\c", "a-b-c.json" },
    { "größe", "gr----e.json" },
  };
  g_autoptr(PyroValue) value = parse ("1");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = lens_export_dup_name (value, LENS_EXPORT_JSON, names[i].stem);

      g_assert_cmpstr (name, ==, names[i].name);
    }
}

static void
check_unfit (const char       *literal,
             LensExportFormat  format)
{
  g_autoptr(PyroValue) value = parse (literal);
  g_autoptr(GError) error = NULL;

  g_assert_false (lens_export_fits (value, format));
  g_assert_null (lens_export_encode (value, format, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
}

static void
test_unfit (void)
{
  g_autoptr(GString) wide = g_string_new ("[{");
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(GError) error = NULL;

  check_unfit ("5", LENS_EXPORT_CSV);
  check_unfit ("'abc'", LENS_EXPORT_BYTES);

  /* Columns that are not shown are not left out in silence. */
  for (guint i = 0; i < 200; i++)
    g_string_append_printf (wide, "%u: 0,", i);
  g_string_append (wide, "}]");
  value = parse (wide->str);
  g_assert_null (lens_export_encode (value, LENS_EXPORT_CSV, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
}

typedef struct
{
  gboolean  done;
  gboolean  good;
  GError   *error;
} Saved;

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Saved *saved = user_data;

  saved->good = lens_export_save_finish (result, &saved->error);
  saved->done = TRUE;
}

static void
test_save (void)
{
  g_autofree char *folder = g_dir_make_tmp ("export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.json", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFile) nowhere = g_file_new_build_filename (folder, "no", "such", "folder", NULL);
  g_autoptr(PyroValue) value = parse ("{'a': 1}");
  g_autofree char *text = NULL;
  Saved saved = { 0 };

  lens_export_save_async (value, LENS_EXPORT_JSON, file, NULL, saved_cb, &saved);
  while (!saved.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (saved.error);
  g_assert_true (saved.good);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "{\n  \"a\": 1\n}\n");

  saved = (Saved) { 0 };
  lens_export_save_async (value, LENS_EXPORT_JSON, nowhere, NULL, saved_cb, &saved);
  while (!saved.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (saved.good);
  g_assert_error (saved.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&saved.error);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/models/export/formats", test_formats);
  g_test_add_func ("/models/export/names", test_names);
  g_test_add_func ("/models/export/unfit", test_unfit);
  g_test_add_func ("/models/export/save", test_save);

  return g_test_run ();
}
