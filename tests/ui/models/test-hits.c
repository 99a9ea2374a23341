/* tests/ui/models/test-hits.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/models/mirror.h"
#include "ui/models/hits.h"

#define N_MANY 5000       /* more than are looked at where they are asked for */
#define N_SLICED 200000   /* more than are looked at in a slice of the loop */

static LensObject *
make_object (guint number)
{
  g_autofree char *name = g_strdup_printf ("device.%04u", number);
  g_autofree char *uri = g_strdup_printf ("PYRO:obj%u@192.0.2.1:9999", number);
  g_autofree char *tag = g_strdup_printf ("rack-%u", number * 3);
  const char *const tags[] = { tag, NULL };

  return lens_object_new (name, uri, tags);
}

static GListStore *
make_objects (guint n)
{
  GListStore *objects = g_list_store_new (LENS_TYPE_OBJECT);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(LensObject) object = make_object (i);

      g_list_store_append (objects, object);
    }

  return objects;
}

static void
assert_hits (LensHits *hits,
             GListStore *objects,
             const char *text)
{
  g_autoptr(LensNameQuery) query = lens_name_query_new (text);
  guint n = 0;

  for (LensNameHit kind = LENS_NAME_HIT_NAME; kind <= LENS_NAME_HIT_OTHER; kind++)
    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (objects)); i++)
      {
        g_autoptr(LensObject) object = g_list_model_get_item (G_LIST_MODEL (objects), i);
        g_autoptr(LensObject) hit = NULL;

        if (lens_name_query_judge (query, object) != kind)
          continue;
        hit = g_list_model_get_item (G_LIST_MODEL (hits), n++);
        g_assert_true (hit == object);
      }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (hits)), ==, n);
}

static void
wait_for (LensHits *hits)
{
  while (lens_hits_get_searching (hits))
    g_main_context_iteration (NULL, TRUE);
}

/* A few names are looked at where they are asked for, and each text is told of as one change. */
static void
test_few (void)
{
  g_autoptr(GListStore) objects = make_objects (200);
  g_autoptr(LensHits) hits = lens_hits_new (G_LIST_MODEL (objects), "1");
  static const char *const texts[] = { "12", "123", "12", "", "#tag", "/9$/", "/(/", "device.01" };
  Mirror mirror;

  assert_hits (hits, objects, "1");
  mirror_start (&mirror, G_LIST_MODEL (hits));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      lens_hits_set_text (hits, texts[i]);
      g_assert_false (lens_hits_get_searching (hits));
      g_assert_cmpuint (mirror.n_changes, <=, 1);
      mirror.n_changes = 0;
      mirror_check (&mirror);
      assert_hits (hits, objects, texts[i]);
    }
  mirror_stop (&mirror);
}

/* A name that has what is typed comes before one that has it in a tag alone, also when more is typed. */
static void
test_order (void)
{
  static const char *const stage[] = { "stage", NULL };
  g_autoptr(GListStore) objects = g_list_store_new (LENS_TYPE_OBJECT);
  g_autoptr(LensObject) tagged = lens_object_new ("a.table", "PYRO:a@192.0.2.1:1", stage);
  g_autoptr(LensObject) named = lens_object_new ("b.stage", "PYRO:b@192.0.2.1:1", NULL);
  g_autoptr(LensObject) both = lens_object_new ("c.stage-2", "PYRO:c@192.0.2.1:1", stage);
  g_autoptr(LensHits) hits = NULL;
  static const char *const texts[] = { "s", "st", "stage", "stage #s", "stage 2", "#stage" };
  LensObject *wanted[][4] = {
    { named, both, tagged }, { named, both, tagged }, { named, both, tagged }, { tagged, both }, { both, tagged, named },
    { tagged, both },
  };

  g_list_store_append (objects, tagged);
  g_list_store_append (objects, named);
  g_list_store_append (objects, both);
  hits = lens_hits_new (G_LIST_MODEL (objects), "");
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      guint n = 0;

      lens_hits_set_text (hits, texts[i]);
      for (; wanted[i][n] != NULL; n++)
        {
          g_autoptr(LensObject) hit = g_list_model_get_item (G_LIST_MODEL (hits), n);

          g_assert_true (hit == wanted[i][n]);
        }
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (hits)), ==, n);
    }
}

/* Of many names the old hits stay until all of the new ones are there. */
static void
test_many (void)
{
  g_autoptr(GListStore) objects = make_objects (N_MANY);
  g_autoptr(LensHits) hits = lens_hits_new (G_LIST_MODEL (objects), "/[05]$/");
  Mirror mirror;

  g_assert_true (lens_hits_get_searching (hits));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (hits)), ==, 200);
  wait_for (hits);
  assert_hits (hits, objects, "/[05]$/");

  mirror_start (&mirror, G_LIST_MODEL (hits));
  lens_hits_set_text (hits, "499");
  g_assert_true (lens_hits_get_searching (hits));
  g_assert_cmpuint (mirror.n_changes, ==, 0);
  wait_for (hits);
  g_assert_cmpuint (mirror.n_changes, ==, 1);
  assert_hits (hits, objects, "499");

  lens_hits_set_text (hits, "4999");
  g_assert_false (lens_hits_get_searching (hits)); /* only 20 can have it */
  assert_hits (hits, objects, "4999");

  lens_hits_set_text (hits, "device");
  g_assert_true (lens_hits_get_searching (hits));
  lens_hits_set_text (hits, "device.1");
  lens_hits_finish (hits);
  g_assert_false (lens_hits_get_searching (hits));
  assert_hits (hits, objects, "device.1");
  mirror_stop (&mirror);
}

/* Names come and go, also while they are looked for. */
static void
test_changes (void)
{
  g_autoptr(GListStore) objects = make_objects (300);
  g_autoptr(GListStore) more = make_objects (N_MANY);
  g_autoptr(LensHits) hits = lens_hits_new (G_LIST_MODEL (objects), "7");
  g_autoptr(LensObject) object = make_object (1777);
  g_autoptr(GPtrArray) many = g_ptr_array_new_with_free_func (g_object_unref);
  Mirror mirror;

  mirror_start (&mirror, G_LIST_MODEL (hits));
  g_list_store_insert (objects, 50, object);
  assert_hits (hits, objects, "7");
  g_list_store_remove (objects, 7);
  assert_hits (hits, objects, "7");
  g_list_store_splice (objects, 60, 30, (gpointer *) &object, 1);
  assert_hits (hits, objects, "7");

  for (guint i = 0; i < N_MANY; i++)
    g_ptr_array_add (many, g_list_model_get_item (G_LIST_MODEL (more), i));
  g_list_store_splice (objects, 10, 5, many->pdata, many->len);
  g_assert_true (lens_hits_get_searching (hits));
  g_list_store_remove (objects, 17);
  g_assert_true (lens_hits_get_searching (hits));
  wait_for (hits);
  assert_hits (hits, objects, "7");
  g_list_store_remove_all (objects);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (hits)), ==, 0);
  mirror_stop (&mirror);
}

static void
change_somewhere (GListStore *objects,
                  GPtrArray  *many)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (objects));
  guint position = (guint) g_test_rand_int_range (0, (gint32) n + 1);
  guint removed = (guint) g_test_rand_int_range (0, (gint32) MIN (n - position, 300) + 1);
  guint from = (guint) g_test_rand_int_range (0, N_MANY - 2000);
  guint added = (guint) g_test_rand_int_range (0, g_test_rand_int_range (0, 20) == 0 ? 2000 : 300);

  g_list_store_splice (objects, position, removed, many->pdata + from, added);
}

/* A search goes on where it was, wherever names come and go, and finds what one does that begins then. */
static void
test_changes_meanwhile (void)
{
  static const char *const texts[] = { "1", "12", "", "/[05]$/", "device.0", "7" };
  g_autoptr(GListStore) objects = make_objects (N_MANY);
  g_autoptr(GPtrArray) many = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(LensHits) hits = lens_hits_new (G_LIST_MODEL (objects), "1");
  guint n_meanwhile = 0;
  Mirror mirror;

  for (guint i = 0; i < N_MANY; i++)
    g_ptr_array_add (many, g_list_model_get_item (G_LIST_MODEL (objects), i));
  mirror_start (&mirror, G_LIST_MODEL (hits));
  for (guint round = 0; round < 50; round++)
    {
      const char *text = texts[g_test_rand_int_range (0, G_N_ELEMENTS (texts))];

      lens_hits_set_text (hits, text);
      for (guint i = 0; i < 8; i++)
        {
          n_meanwhile += lens_hits_get_searching (hits);
          change_somewhere (objects, many);
          if (g_test_rand_bit ())
            g_main_context_iteration (NULL, FALSE);
        }
      wait_for (hits);
      mirror_check (&mirror);
      assert_hits (hits, objects, text);
    }
  g_assert_cmpuint (n_meanwhile, >, 50);
  mirror_stop (&mirror);
}

/* What comes while names are looked for does not make the search begin anew: else it would not end before that. */
static void
test_stream (void)
{
  g_autoptr(GListStore) objects = make_objects (N_SLICED);
  g_autoptr(LensHits) hits = lens_hits_new (G_LIST_MODEL (objects), "7");

  g_assert_true (lens_hits_get_searching (hits));
  for (guint i = 0; lens_hits_get_searching (hits); i++)
    {
      g_autoptr(LensObject) object = make_object (i);

      g_assert_cmpuint (i, <, 1000);
      g_list_store_insert (objects, 0, object);
      g_main_context_iteration (NULL, FALSE);
    }
  assert_hits (hits, objects, "7");
}

/* Who lets go of it while names are looked at hears nothing more. */
static void
test_end (void)
{
  g_autoptr(GListStore) objects = make_objects (N_MANY);
  g_autoptr(LensHits) hits = lens_hits_new (G_LIST_MODEL (objects), "7");

  g_assert_true (lens_hits_get_searching (hits));
  g_assert_finalize_object (g_steal_pointer (&hits));
  for (guint i = 0; i < 100; i++)
    g_main_context_iteration (NULL, FALSE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hits/few", test_few);
  g_test_add_func ("/hits/order", test_order);
  g_test_add_func ("/hits/many", test_many);
  g_test_add_func ("/hits/changes", test_changes);
  g_test_add_func ("/hits/changes-meanwhile", test_changes_meanwhile);
  g_test_add_func ("/hits/stream", test_stream);
  g_test_add_func ("/hits/end", test_end);

  return g_test_run ();
}
