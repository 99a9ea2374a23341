/* tests/ui/models/test-pace.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/models/mirror.h"
#include "ui/models/pace.h"

#define MAX_STEP 32  /* rows: less than half a frame's worth */
#define N_MANY 10000
#define N_ROUNDS 2000

/* Puts @n objects in place of @removed ones. */
static void
splice (GListStore *store,
        guint       position,
        guint       removed,
        guint       n)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, g_object_new (G_TYPE_OBJECT, NULL));
  g_list_store_splice (store, position, removed, items->pdata, items->len);
}

static void
assert_same (LensPace   *pace,
             GListStore *store)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store));

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (pace)), ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GObject) given = g_list_model_get_item (G_LIST_MODEL (pace), i);
      g_autoptr(GObject) item = g_list_model_get_item (G_LIST_MODEL (store), i);

      g_assert_true (given == item);
    }
}

static void
wait_for (LensPace   *pace,
          GListStore *store)
{
  while (g_list_model_get_n_items (G_LIST_MODEL (pace)) < g_list_model_get_n_items (G_LIST_MODEL (store)))
    g_main_context_iteration (NULL, TRUE);
  assert_same (pace, store);
}

static void
count_rows (GListModel *model,
            guint       position,
            guint       removed,
            guint       added,
            GArray     *steps)
{
  g_array_append_val (steps, added);
}

/* Many come in small steps, until those are there that a list view makes widgets for. */
static void
test_steps (void)
{
  g_autoptr(GListStore) store = g_list_store_new (G_TYPE_OBJECT);
  g_autoptr(LensPace) pace = lens_pace_new (G_LIST_MODEL (store));
  g_autoptr(GArray) steps = g_array_new (FALSE, FALSE, sizeof (guint));
  Mirror mirror;
  guint n = 0;

  splice (store, 0, 0, 3);
  assert_same (pace, store);
  mirror_start (&mirror, G_LIST_MODEL (pace));
  g_signal_connect (pace, "items-changed", G_CALLBACK (count_rows), steps);
  splice (store, 1, 1, N_MANY);
  g_assert_cmpuint (mirror.n_changes, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (pace)), <=, 2 + MAX_STEP);
  wait_for (pace, store);

  for (guint i = 0; i + 1 < steps->len; i++)
    {
      g_assert_cmpuint (g_array_index (steps, guint, i), <=, MAX_STEP);
      n += g_array_index (steps, guint, i);
    }
  g_assert_cmpuint (n, >, 205); /* GTK 4.18 makes so many widgets */
  mirror_stop (&mirror);
}

static void
test_finish (void)
{
  g_autoptr(GListStore) store = g_list_store_new (G_TYPE_OBJECT);
  g_autoptr(LensPace) pace = lens_pace_new (G_LIST_MODEL (store));

  splice (store, 0, 0, N_MANY);
  lens_pace_finish (pace);
  assert_same (pace, store);
  lens_pace_finish (pace);
  assert_same (pace, store);

  splice (store, 0, N_MANY, N_MANY);
  g_clear_object (&pace);
  pace = lens_pace_new (G_LIST_MODEL (store));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (pace)), <=, MAX_STEP);
  wait_for (pace, store);

  splice (store, 0, N_MANY, N_MANY);
  g_assert_finalize_object (g_steal_pointer (&pace));
  for (guint i = 0; i < 100; i++)
    g_main_context_iteration (NULL, FALSE);
}

/* Changes in, beside and around what is not given yet. */
static void
test_changes (void)
{
  g_autoptr(GListStore) store = g_list_store_new (G_TYPE_OBJECT);
  g_autoptr(LensPace) pace = lens_pace_new (G_LIST_MODEL (store));
  Mirror mirror;

  mirror_start (&mirror, G_LIST_MODEL (pace));
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      guint n = g_list_model_get_n_items (G_LIST_MODEL (store));
      guint position = (guint) g_test_rand_int_range (0, (int) n + 1);
      guint removed = (guint) g_test_rand_int_range (0, 80);

      removed = MIN (removed, n - position);
      splice (store, position, removed, (guint) g_test_rand_int_range (0, 80));
      mirror_check (&mirror);
      if (i % 50 == 0)
        wait_for (pace, store);
      if (n > 5000)
        g_list_store_remove_all (store);
    }
  wait_for (pace, store);
  mirror_stop (&mirror);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pace/steps", test_steps);
  g_test_add_func ("/pace/finish", test_finish);
  g_test_add_func ("/pace/changes", test_changes);

  return g_test_run ();
}
