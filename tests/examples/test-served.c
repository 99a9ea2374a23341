/* tests/examples/test-served.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "example-list.h"
#include "isolation.h"
#include "served.h"

typedef struct
{
  const char   *name;
  const Served *rows;
} Table;

static const Table tables[] = {
  { "async", async_served },
  { "batches", batch_served },
  { "calls", call_served },
  { "computing", computing_served },
  { "losses", loss_served },
  { "messages", message_served },
  { "music", music_served },
  { "objects", object_served },
  { "programs", program_served },
  { "secrets", secret_served },
  { "sessions", session_served },
  { "shops", shop_served },
  { "speeds", speed_served },
  { "time", time_served },
  { "transfer", transfer_served },
  { "windows", window_served },
  { "words", word_served },
  { "work", work_served },
};

typedef struct
{
  const Served *row;
  const char   *generation;
} Play;

static const char *not_isolated; /* why not, or NULL */
static const char *part;         /* the table that is to be played, or "list" */
static const char *pyroctl;      /* our program */

static const char *
get_folder (const Served *row,
            const char   *generation)
{
  return g_str_equal (generation, "Pyro5") ? row->new_folder : row->old_folder;
}

/* What a script does by chance, it does each time: random numbers, the order within a set. */
static void
set_up_python (Stage *stage)
{
  const char *path = g_environ_getenv (stage->environment, "PYTHONPATH");
  g_autofree char *first = g_test_build_filename (G_TEST_DIST, "examples", "rehearsal", NULL);
  g_autofree char *both = g_strjoin (":", first, path, NULL);

  stage_set (stage, "PYTHONPATH", both);
  stage_set (stage, "PYTHONHASHSEED", "1");
}

static void
test_play (gconstpointer data)
{
  const Play *play = data;
  g_autoptr(Stage) stage = NULL;

  if (play->row->isolated && not_isolated != NULL)
    {
      g_test_skip (not_isolated);
      return;
    }
  stage = stage_open (play->generation, SYNC, get_folder (play->row, play->generation));
  if (stage == NULL)
    return;
  set_up_python (stage);
  served_play (play->row, stage, pyroctl);
}

/* Calls @func for each row of a generation. */
static void
for_each_row (const char *generation,
              void      (*func) (const Table *table, const Served *row, const char *generation, gpointer data),
              gpointer    data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const Served *row = tables[i].rows; row->serve != NULL; row++)
      if (get_folder (row, generation) != NULL)
        func (&tables[i], row, generation, data);
}

static void
add_row (const Table  *table,
         const Served *row,
         const char   *generation,
         gpointer      data)
{
  g_autofree char *path = g_strdup_printf ("/served/%s/%s", generation, get_folder (row, generation));
  Play *play;

  if (!g_str_equal (table->name, part))
    return;
  play = g_new (Play, 1);
  *play = (Play) { row, generation };
  g_test_add_data_func_full (path, play, test_play, g_free);
  ++*(guint *) data;
}

static void
list_row (const Table  *table,
          const Served *row,
          const char   *generation,
          gpointer      data)
{
  g_assert_true (g_hash_table_insert (data, (gpointer) get_folder (row, generation),
                                      g_strdup_printf ("served-%s.c", table->name)));
}

static void
test_list (gconstpointer data)
{
  g_autoptr(GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autofree char *heading = g_strconcat (data, ", served in C", NULL);

  for_each_row (data, list_row, files);
  example_list_check (heading, data, files);
}

/* Arguments say which part is to be run, so that all can be at the same time. */
int
main (int   argc,
      char *argv[])
{
  const char *generation;
  g_autofree char *path = NULL;
  g_autofree char *program = NULL;
  guint n_rows = 0;

  not_isolated = isolate_network ();
  g_test_init (&argc, &argv, NULL);
  if (argc != 4)
    g_error ("It wants a generation, a part of the examples and the path of pyroctl");
  generation = argv[1];
  part = argv[2];
  pyroctl = program = g_canonicalize_filename (argv[3], NULL); /* it is started in other folders */
  path = g_strdup_printf ("/served/%s/list", generation);
  if (g_str_equal (part, "list"))
    g_test_add_data_func (path, generation, test_list);
  else
    for_each_row (generation, add_row, &n_rows);
  if (n_rows == 0 && !g_str_equal (part, "list"))
    g_error ("There is no part %s of %s", part, generation);

  return g_test_run ();
}
