/* tests/examples/test-examples.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "rows.h"

typedef struct
{
  const Row  *row;
  const char *generation;
  Way         way;
} Play;

static void
test_play (gconstpointer data)
{
  const Play *play = data;
  const char *folder = play->row->name;
  g_autoptr(Stage) stage = NULL;

  if (g_str_equal (play->generation, "Pyro4") && play->row->old != NULL)
    folder = play->row->old;
  stage = stage_open (play->generation, play->way, folder);
  if (stage != NULL)
    play->row->play (stage);
}

static void
add_rows (const Row  *rows,
          const char *generation,
          Way         way)
{
  for (const Row *row = rows; row->name != NULL; row++)
    {
      g_autofree char *path = g_strdup_printf ("/examples/%s/%s", generation, row->name);
      Play *play;

      if (row->old != NULL && *row->old == '\0' && g_str_equal (generation, "Pyro4"))
        continue;
      play = g_new (Play, 1);
      *play = (Play) { .row = row, .generation = generation, .way = way };
      g_test_add_data_func_full (path, play, test_play, g_free);
    }
}

/* An argument says which half is to be run, so that both can be at the same time. */
int
main (int   argc,
      char *argv[])
{
  const char *generation;
  Way way;

  g_test_init (&argc, &argv, NULL);
  generation = argc > 1 ? argv[1] : "Pyro5";
  way = g_str_equal (generation, "Pyro5") ? SYNC : ASYNC;
  add_rows (call_rows, generation, way);
  add_rows (server_rows, generation, way);
  add_rows (session_rows, generation, way);

  return g_test_run ();
}
