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
  const char   *file;
  const Served *rows;
  gboolean      idle; /* most of the time, since its servers make their clients wait */
} Table;

static const Table tables[] = {
  { "served-batches.c", batch_served },
  { "served-calls.c", call_served },
  { "served-objects.c", object_served },
  { "served-sessions.c", session_served },
  { "served-shops.c", shop_served },
  { "served-time.c", time_served, TRUE },
  { "served-work.c", work_served, TRUE },
};

typedef struct
{
  const Served *row;
  const char   *generation;
} Play;

static const char *not_isolated; /* why not, or NULL */
static gboolean run_idle;        /* which half is to be run */

static const char *
get_folder (const Served *row,
            const char   *generation)
{
  return g_str_equal (generation, "Pyro5") ? row->new_folder : row->old_folder;
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
  if (stage != NULL)
    served_play (play->row, stage);
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

  if (table->idle != run_idle)
    return;
  play = g_new (Play, 1);
  *play = (Play) { row, generation };
  g_test_add_data_func_full (path, play, test_play, g_free);
}

static void
list_row (const Table  *table,
          const Served *row,
          const char   *generation,
          gpointer      data)
{
  g_assert_true (g_hash_table_insert (data, (gpointer) get_folder (row, generation), (gpointer) table->file));
}

static void
test_list (gconstpointer data)
{
  g_autoptr(GHashTable) files = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *heading = g_strconcat (data, ", served in C", NULL);

  for_each_row (data, list_row, files);
  example_list_check (heading, data, files);
}

/* Arguments say which quarter is to be run, so that all can be at the same time. */
int
main (int   argc,
      char *argv[])
{
  const char *generation;
  g_autofree char *path = NULL;

  not_isolated = isolate_network ();
  g_test_init (&argc, &argv, NULL);
  generation = argc > 1 && g_str_equal (argv[1], "Pyro4") ? "Pyro4" : "Pyro5";
  run_idle = argc > 2 && g_str_equal (argv[2], "idle");
  path = g_strdup_printf ("/served/%s/list", generation);
  if (!run_idle)
    g_test_add_data_func (path, generation, test_list);
  for_each_row (generation, add_row, NULL);

  return g_test_run ();
}
