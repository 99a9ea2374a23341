/* tests/ui/models/test-merge.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/models/mirror.h"
#include "ui/models/merge.h"
#include "ui/models/object-private.h"
#include "ui/models/roster.h"

#include <string.h>

/* Rows are members here, and entries their names. */
static int
compare (gpointer      row,
         gconstpointer entry)
{
  return strcmp (lens_member_get_name (row), entry);
}

static gpointer
make (gconstpointer entry,
      gpointer      user_data)
{
  return lens_member_new (entry, LENS_MEMBER_METHOD);
}

static void
keep (gpointer      row,
      gconstpointer entry,
      gpointer      user_data)
{
  guint *n_kept = user_data;

  g_assert_cmpint (compare (row, entry), ==, 0);
  (*n_kept)++;
}

static void
drop (gpointer row,
      gpointer user_data)
{
  g_assert_true (LENS_IS_MEMBER (row));
}

static const LensMergeFuncs funcs = { .compare = compare, .make = make, .keep = keep, .drop = drop };

static guint
merge_by (GListStore *store,
          const char *letters,
          guint       step)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(LensMerging) merging = NULL;
  guint n_kept = 0;

  for (const char *at = letters; *at != '\0'; at++)
    g_ptr_array_add (entries, g_strndup (at, 1));
  merging = lens_merging_new (store, entries, &funcs, &n_kept);
  while (!lens_merging_step (merging, step))
    ;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, entries->len);
  for (guint i = 0; i < entries->len; i++)
    {
      g_autoptr(LensMember) member = g_list_model_get_item (G_LIST_MODEL (store), i);

      g_assert_cmpstr (lens_member_get_name (member), ==, g_ptr_array_index (entries, i));
    }

  return n_kept;
}

static guint
merge (GListStore *store,
       const char *letters)
{
  return merge_by (store, letters, G_MAXUINT);
}

static void
test_steps (void)
{
  static const struct { const char *letters; guint n_kept, n_changes, n_touched; } steps[] = {
    { "", 0, 0, 0 }, { "bdf", 0, 1, 3 }, { "bdf", 3, 0, 0 }, { "abdf", 3, 1, 1 }, { "abcdefg", 4, 3, 3 },
    { "abcdeg", 6, 1, 1 }, { "xyz", 0, 1, 9 }, { "ayz", 2, 1, 2 }, { "abyz", 3, 1, 1 }, { "by", 2, 2, 2 },
    { "", 0, 1, 2 },
  };
  g_autoptr(GListStore) store = g_list_store_new (LENS_TYPE_MEMBER);
  Mirror mirror;

  mirror_start (&mirror, G_LIST_MODEL (store));
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_test_message ("%s", steps[i].letters);
      mirror.n_changes = mirror.n_touched = 0;
      g_assert_cmpuint (merge (store, steps[i].letters), ==, steps[i].n_kept);
      g_assert_cmpuint (mirror.n_changes, ==, steps[i].n_changes);
      g_assert_cmpuint (mirror.n_touched, ==, steps[i].n_touched);
      mirror_check (&mirror);
    }
  mirror_stop (&mirror);
}

static void
test_random (void)
{
  g_autoptr(GListStore) store = g_list_store_new (LENS_TYPE_MEMBER);
  Mirror mirror;

  mirror_start (&mirror, G_LIST_MODEL (store));
  for (guint round = 0; round < 500; round++)
    {
      char letters[27] = "";
      guint n = 0;

      for (char letter = 'a'; letter <= 'z'; letter++)
        if (g_test_rand_bit ())
          letters[n++] = letter;
      letters[n] = '\0';
      merge_by (store, letters, (guint) g_test_rand_int_range (1, 8));
      mirror_check (&mirror);
    }
  mirror_stop (&mirror);
}

/* All hear of each change, so that a step with scattered ones looks at fewer rows. */
static void
test_scattered (void)
{
  g_autoptr(GListStore) store = g_list_store_new (LENS_TYPE_MEMBER);
  g_autoptr(GPtrArray) entries = g_ptr_array_new ();
  g_autoptr(LensMerging) merging = NULL;
  guint n_kept = 0, n_steps = 0;
  Mirror mirror;

  merge (store, "acegikmoqsuwy");
  for (const char *at = "a\0b\0c\0d\0e\0f\0g\0h\0i\0j\0k\0l\0m\0"; *at != '\0'; at += 2)
    g_ptr_array_add (entries, (gpointer) at);
  mirror_start (&mirror, G_LIST_MODEL (store));
  merging = lens_merging_new (store, entries, &funcs, &n_kept);
  do
    {
      n_steps++;
      mirror.n_changes = 0;
      g_assert_cmpuint (n_steps, <, 20);
    }
  while (!lens_merging_step (merging, 64) && mirror.n_changes <= 2);
  g_assert_cmpuint (mirror.n_changes, <=, 2);
  g_assert_cmpuint (n_steps, >=, 4); /* seven changes */
  mirror_check (&mirror);
  mirror_stop (&mirror);
}

static GPtrArray *
make_entries (guint n,
              guint step)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_name_entry_free);

  for (guint i = 0; i < n; i += step)
    {
      PyroNameEntry *entry = g_new0 (PyroNameEntry, 1);

      entry->name = g_strdup_printf ("lab.instrument.%05u", i);
      entry->uri = g_strdup_printf ("PYRO:obj_%u@192.0.2.1:9999", i);
      entry->tags = g_strsplit ("class:lab.Stage,instrument", ",", -1);
      g_ptr_array_add (entries, entry);
    }

  return entries;
}

static double
update (LensRoster *roster,
        GPtrArray  *entries)
{
  gint64 start = g_get_monotonic_time ();

  lens_roster_update (roster, entries);

  return (double) (g_get_monotonic_time () - start) / 1000;
}

static void
test_ten_thousand (void)
{
  g_autoptr(LensRounds) rounds = lens_rounds_new ();
  g_autoptr(LensRoster) roster = lens_roster_new (rounds);
  g_autoptr(GPtrArray) all = make_entries (10000, 1);
  g_autoptr(GPtrArray) half = make_entries (10000, 2);
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  GListModel *objects = lens_roster_get_objects (roster);

  g_test_message ("10,000 new names: %.1f ms", update (roster, all));
  g_assert_cmpuint (g_list_model_get_n_items (objects), ==, 10000);
  g_test_message ("the same names: %.1f ms", update (roster, all));
  g_test_message ("every second one gone: %.1f ms", update (roster, half));
  g_assert_cmpuint (g_list_model_get_n_items (objects), ==, 5000);
  g_test_message ("and back: %.1f ms", update (roster, all));
  g_test_message ("all gone: %.1f ms", update (roster, none));
  g_assert_cmpuint (g_list_model_get_n_items (objects), ==, 0);
}

static void
updated_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
update_slowly (LensRoster   *roster,
               GPtrArray    *entries,
               GCancellable *cancellable,
               guint        *n_turns)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gboolean whole;

  lens_roster_update_async (roster, entries, cancellable, updated_cb, &result);
  for (*n_turns = 0; result == NULL; (*n_turns)++)
    g_main_context_iteration (NULL, TRUE);
  whole = lens_roster_update_finish (roster, result, &error);
  if (!whole)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  return whole;
}

/* Many names come in slices of the main loop, and what is known at the end is the same. */
static void
test_slices (void)
{
  g_autoptr(LensRounds) rounds = lens_rounds_new ();
  g_autoptr(LensRoster) roster = lens_roster_new (rounds);
  g_autoptr(GPtrArray) every_second = make_entries (20000, 2);
  g_autoptr(GPtrArray) every_third = make_entries (20000, 3);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  GListModel *objects = lens_roster_get_objects (roster);
  Mirror mirror;
  guint n_turns;

  mirror_start (&mirror, objects);
  g_assert_true (update_slowly (roster, make_entries (20000, 2), NULL, &n_turns));
  g_assert_cmpuint (n_turns, >, 1);
  g_assert_cmpuint (g_list_model_get_n_items (objects), ==, every_second->len);
  g_assert_true (update_slowly (roster, make_entries (20000, 3), NULL, &n_turns));
  g_assert_cmpuint (g_list_model_get_n_items (objects), ==, every_third->len);
  for (guint i = 0; i < every_third->len; i++)
    {
      g_autoptr(LensObject) object = g_list_model_get_item (objects, i);
      const PyroNameEntry *entry = g_ptr_array_index (every_third, i);

      g_assert_cmpstr (lens_object_get_name (object), ==, entry->name);
    }

  mirror.n_changes = 0;
  g_assert_true (update_slowly (roster, make_entries (20000, 3), cancellable, &n_turns));
  g_assert_cmpuint (mirror.n_changes, ==, 0);
  g_cancellable_cancel (cancellable);
  g_assert_false (update_slowly (roster, make_entries (20000, 2), cancellable, &n_turns));
  g_assert_cmpuint (g_list_model_get_n_items (objects), ==, every_third->len);
  mirror_stop (&mirror);
}

/* Whoever holds an object finds it again when its name comes back. */
static void
test_back (void)
{
  g_autoptr(LensRounds) rounds = lens_rounds_new ();
  g_autoptr(LensRoster) roster = lens_roster_new (rounds);
  g_autoptr(GPtrArray) all = make_entries (3, 1);
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  GListModel *objects = lens_roster_get_objects (roster);
  g_autoptr(LensObject) held = NULL;
  g_autoptr(LensObject) again = NULL;

  lens_roster_update (roster, all);
  held = g_list_model_get_item (objects, 1);
  g_assert_true (lens_object_get_registered (held));
  lens_roster_update (roster, none);
  g_assert_false (lens_object_get_registered (held));
  lens_roster_update (roster, all);
  g_assert_true (lens_object_get_registered (held));
  again = g_list_model_get_item (objects, 1);
  g_assert_true (again == held);

  lens_roster_update (roster, none);
  g_clear_object (&again);
  g_assert_finalize_object (g_steal_pointer (&held));
  lens_roster_update (roster, all);

  held = g_list_model_get_item (objects, 0);
  lens_roster_update (roster, none);
  g_assert_finalize_object (g_steal_pointer (&roster));
}

static void
test_update (void)
{
  g_autoptr(LensRounds) rounds = lens_rounds_new ();
  g_autoptr(LensRoster) roster = lens_roster_new (rounds);
  g_autoptr(GPtrArray) entries = make_entries (1, 1);
  PyroNameEntry *entry = g_ptr_array_index (entries, 0);
  g_autoptr(LensObject) object = NULL;
  g_autofree char *tags = NULL;
  Mirror mirror;

  lens_roster_update (roster, entries);
  object = g_list_model_get_item (lens_roster_get_objects (roster), 0);
  g_assert_cmpstr (lens_object_get_location (object), ==, "192.0.2.1:9999");

  mirror_start (&mirror, lens_roster_get_objects (roster));
  g_set_str (&entry->uri, "PYRO:obj@192.0.2.7:1");
  g_strfreev (entry->tags);
  entry->tags = g_strsplit ("b", ",", -1);
  lens_roster_update (roster, entries);
  g_assert_cmpuint (mirror.n_changes, ==, 0);
  g_assert_cmpstr (lens_object_get_location (object), ==, "192.0.2.7:1");
  g_object_get (object, "tags-text", &tags, NULL);
  g_assert_cmpstr (tags, ==, "b");
  mirror_stop (&mirror);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/merge/steps", test_steps);
  g_test_add_func ("/merge/scattered", test_scattered);
  g_test_add_func ("/models/merge/random", test_random);
  g_test_add_func ("/models/merge/ten-thousand", test_ten_thousand);
  g_test_add_func ("/models/merge/slices", test_slices);
  g_test_add_func ("/models/merge/back", test_back);
  g_test_add_func ("/models/merge/update", test_update);

  return g_test_run ();
}
