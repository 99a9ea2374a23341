/* tests/examples/test-examples.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "example-list.h"
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

static void
test_list (gconstpointer data)
{
  g_autoptr(GHashTable) files = list_rows (data);

  example_list_check (data, data, files);
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
