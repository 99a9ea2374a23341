/* tests/examples/example-list.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "example-list.h"

#include <string.h>

#include "stage.h"

/* One line of the list: an example, the file of its row or a dash, and what is to be said of it. */
static void
check_line (char       **cells,
            GHashTable  *files,
            GHashTable  *listed)
{
  const char *name = g_strstrip (cells[1]);
  const char *file = g_hash_table_lookup (files, name);

  g_test_message ("%s", name);
  g_assert_cmpstr (g_strstrip (cells[2]), ==, file != NULL ? file : "—");
  if (file == NULL)
    g_assert_cmpuint (strlen (g_strstrip (cells[3])), >, 0); /* the reason */
  g_assert_true (g_hash_table_add (listed, g_strdup (name)));
}

/* Returns: (transfer full): a set of what the list has, which says how many that are */
static GHashTable *
check_list (const char *title,
            GHashTable *files)
{
  GHashTable *listed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "examples.md", NULL);
  g_autofree char *heading = g_strconcat ("## ", title, NULL);
  g_auto(GStrv) lines = NULL;
  g_autofree char *text = NULL;
  g_autofree char *sum = NULL;
  g_autoptr(GError) error = NULL;
  gboolean here = FALSE;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto(GStrv) cells = g_strsplit (*line, "|", 5);

      if (g_str_has_prefix (*line, "## "))
        here = g_str_equal (*line, heading);
      else if (here && g_strv_length (cells) == 5 && !g_str_has_prefix (cells[1], "--")
               && !g_str_equal (cells[1], " example "))
        check_line (cells, files, listed);
    }
  sum = g_strdup_printf ("%s\n\n%u of %u are played.\n", heading, g_hash_table_size (files),
                         g_hash_table_size (listed));
  g_assert_nonnull (strstr (text, sum));

  return listed;
}

/* tests/examples.md says of every example of Pyro's which row plays it, or why none does. @heading: where;
 * @files: the names of the examples that have a row, each with its file */
void
example_list_check (const char *heading,
                    const char *generation,
                    GHashTable *files)
{
  g_autoptr(GHashTable) listed = check_list (heading, files);
  g_autofree char *folder = stage_dup_examples (generation);
  g_autoptr(GDir) examples = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (listed, name))
      g_error ("tests/examples.md does not have %s of %s", (const char *) name, generation);

  if (examples == NULL)
    {
      g_test_skip ("Pyro's examples are not here to be compared with the list");
      return;
    }
  while ((name = (gpointer) g_dir_read_name (examples)) != NULL)
    if (!g_hash_table_remove (listed, name))
      g_error ("tests/examples.md does not have %s of %s", (const char *) name, generation);
  g_assert_cmpuint (g_hash_table_size (listed), ==, 0); /* what is listed exists */
}
