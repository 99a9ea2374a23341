/* tests/ui/models/test-source-map.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/source-map.h"

#include <glib/gstdio.h>

static void
check_found (LensSourceMap *map,
             const char    *remote_file,
             const char    *folder,
             const char    *expected)
{
  g_autoptr(GFile) file = lens_source_map_find (map, remote_file);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *wanted = expected != NULL ? g_build_filename (folder, expected, NULL) : NULL;

  g_assert_cmpstr (path, ==, wanted);
}

static void
test_map (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sources-XXXXXX", NULL);
  g_autofree char *package = g_build_filename (folder, "pkg", NULL);
  g_autofree char *main_path = g_build_filename (folder, "main.py", NULL);
  g_autofree char *module_path = g_build_filename (package, "mod.py", NULL);
  g_autoptr(GFile) root = g_file_new_for_path (folder);
  g_autoptr(GFile) inner = g_file_new_for_path (package);
  g_autoptr(LensSourceMap) map = lens_source_map_new (NULL);

  g_assert_cmpint (g_mkdir (package, 0700), ==, 0);
  g_assert_true (g_file_set_contents (main_path, "1", -1, NULL));
  g_assert_true (g_file_set_contents (module_path, "2", -1, NULL));

  check_found (map, "/srv/app/pkg/mod.py", folder, NULL);
  g_assert_false (lens_source_map_add (map, "/srv/app/other.py", root));
  g_assert_true (lens_source_map_add (map, "/srv/app/pkg/mod.py", root));
  check_found (map, "/srv/app/pkg/mod.py", folder, "pkg/mod.py");
  check_found (map, "/srv/app/main.py", folder, "main.py");
  check_found (map, "/srv/app/nowhere.py", folder, NULL);
  check_found (map, "/srv/other/main.py", folder, NULL);

  /* A path from outside does not lead out of the folder, nor to a folder. */
  g_assert_true (lens_source_map_add (map, "/x/mod.py", inner));
  check_found (map, "/x/mod.py", package, "mod.py");
  check_found (map, "/x/../main.py", package, NULL);
  check_found (map, "/srv/app/pkg", folder, NULL);
  check_found (map, "/srv/app//etc/passwd", folder, NULL);
  check_found (map, "", folder, NULL);

  g_assert_true (lens_source_map_add (map, "C:\\lab\\pkg\\mod.py", root));
  check_found (map, "C:\\lab\\main.py", folder, "main.py");

  g_assert_cmpint (g_remove (module_path), ==, 0);
  check_found (map, "/x/mod.py", package, NULL);
  g_assert_cmpint (g_remove (main_path), ==, 0);
  g_assert_cmpint (g_rmdir (package), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/models/source-map/map", test_map);

  return g_test_run ();
}
