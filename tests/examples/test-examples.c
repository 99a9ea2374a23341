/* tests/examples/test-examples.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "isolation.h"
#include "rows.h"

typedef struct
{
  const char *file;
  const Row  *rows;
  gboolean    idle; /* most of the time, since its servers make their clients wait */
} Table;

static const Table tables[] = {
  { "rows-batches.c", batch_rows },
  { "rows-calls.c", call_rows },
  { "rows-dates.c", date_rows },
  { "rows-hosts.c", host_rows },
  { "rows-names.c", name_rows },
  { "rows-old-hosts.c", old_host_rows, TRUE },
  { "rows-old.c", old_rows, TRUE },
  { "rows-secrets.c", secret_rows },
  { "rows-servers.c", server_rows },
  { "rows-sessions.c", session_rows },
  { "rows-streams.c", stream_rows, TRUE },
  { "rows-time.c", time_rows, TRUE },
  { "rows-transfer.c", transfer_rows },
  { "rows-work.c", work_rows, TRUE },
};

typedef struct
{
  const Row  *row;
  const char *generation;
} Play;

static const char *not_isolated; /* why not, or NULL */

static const char *
get_folder (const Row  *row,
            const char *generation)
{
  return g_str_equal (generation, "Pyro5") ? row->new_folder : row->old_folder;
}

static void
test_play (gconstpointer data)
{
  const Play *play = data;
  Way way = g_str_equal (play->generation, "Pyro5") ? SYNC : ASYNC;
  g_autoptr(Stage) stage = NULL;

  if (play->row->isolated && not_isolated != NULL)
    {
      g_test_skip (not_isolated);
      return;
    }
  stage = stage_open (play->generation, way, get_folder (play->row, play->generation));
  if (stage != NULL)
    play->row->play (stage);
}

static void
add_rows (const char *generation,
          gboolean    idle)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const Row *row = tables[i].rows; tables[i].idle == idle && row->play != NULL; row++)
      {
        const char *folder = get_folder (row, generation);
        g_autofree char *path = g_strdup_printf ("/examples/%s/%s", generation, folder);
        Play *play;

        if (folder == NULL)
          continue;
        play = g_new (Play, 1);
        *play = (Play) { .row = row, .generation = generation };
        g_test_add_data_func_full (path, play, test_play, g_free);
      }
}

/* Returns: (transfer full): the names of the examples that have a row, each with its file */
static GHashTable *
list_rows (const char *generation)
{
  GHashTable *files = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const Row *row = tables[i].rows; row->play != NULL; row++)
      if (get_folder (row, generation) != NULL)
        g_assert_true (g_hash_table_insert (files, (gpointer) get_folder (row, generation),
                                            (gpointer) tables[i].file));

  return files;
}

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
check_list (const char *generation,
            GHashTable *files)
{
  GHashTable *listed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "examples.md", NULL);
  g_autofree char *heading = g_strconcat ("## ", generation, NULL);
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

/* tests/examples.md says of every example of Pyro's which row plays it, or why none does. */
static void
test_list (gconstpointer data)
{
  const char *generation = data;
  g_autoptr(GHashTable) files = NULL;
  g_autoptr(GHashTable) listed = NULL;
  g_autofree char *folder = stage_dup_examples (generation);
  g_autoptr(GDir) examples = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  GHashTableIter iter;
  gpointer name;

  files = list_rows (generation);
  listed = check_list (generation, files);
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

/* Arguments say which quarter is to be run, so that all can be at the same time. */
int
main (int   argc,
      char *argv[])
{
  const char *generation;
  gboolean idle;
  g_autofree char *path = NULL;

  not_isolated = isolate_network ();
  g_test_init (&argc, &argv, NULL);
  generation = argc > 1 && g_str_equal (argv[1], "Pyro4") ? "Pyro4" : "Pyro5";
  idle = argc > 2 && g_str_equal (argv[2], "idle");
  path = g_strdup_printf ("/examples/%s/list", generation);
  if (!idle)
    g_test_add_data_func (path, generation, test_list);
  add_rows (generation, idle);

  return g_test_run ();
}
