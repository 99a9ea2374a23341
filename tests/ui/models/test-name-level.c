/* tests/ui/models/test-name-level.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/models/mirror.h"
#include "ui/models/name-level.h"

#include <string.h>

static LensObject *
make_object (const char *name)
{
  return lens_object_new (name, "PYRO:x@lab:1", NULL);
}

static void
insert (GListStore *objects,
        const char *name)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (objects));
  g_autoptr(LensObject) object = make_object (name);
  guint at;

  for (at = 0; at < n; at++)
    {
      g_autoptr(LensObject) other = g_list_model_get_item (G_LIST_MODEL (objects), at);

      if (strcmp (lens_object_get_name (other), name) > 0)
        break;
    }
  g_list_store_insert (objects, at, object);
}

static GListStore *
make_objects (const char *names)
{
  GListStore *objects = g_list_store_new (LENS_TYPE_OBJECT);
  g_auto(GStrv) parts = g_strsplit (names, " ", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      insert (objects, parts[i]);

  return objects;
}

/* The tree as a text: groups with what is in them in brackets. */
static void
print_level (GString    *text,
             GListModel *objects,
             GListModel *level)
{
  for (guint i = 0; i < g_list_model_get_n_items (level); i++)
    {
      g_autoptr(GObject) item = g_list_model_get_item (level, i);

      if (i > 0)
        g_string_append_c (text, ' ');
      if (LENS_IS_NAME_GROUP (item))
        {
          g_autoptr(LensNameLevel) inner =
            lens_name_level_new (objects, lens_name_group_get_prefix (LENS_NAME_GROUP (item)));

          g_string_append_printf (text, "%s:%u[", lens_name_group_get_label (LENS_NAME_GROUP (item)),
                                  lens_name_group_get_n_names (LENS_NAME_GROUP (item)));
          print_level (text, objects, G_LIST_MODEL (inner));
          g_string_append_c (text, ']');
        }
      else
        {
          g_string_append (text, lens_object_get_name (LENS_OBJECT (item)));
        }
    }
}

static void
test_tree (void)
{
  static const struct { const char *names; const char *tree; } cases[] = {
    { "", "" },
    { "a", "a" },
    { "a b", "a b" },
    { "lab.a", "lab.a" },
    { "lab.a lab.b", "lab:2[lab.a lab.b]" },
    { "lab lab.a lab.b", "lab lab:2[lab.a lab.b]" },
    { "lab.a.x lab.a.y lab.b Pyro.NameServer", "Pyro.NameServer lab:3[a:2[lab.a.x lab.a.y] lab.b]" },
    { "lab/a lab/b lab.c lab.d", "lab:2[lab.c lab.d] lab:2[lab/a lab/b]" },
    { "a. a..b .a .b", ".a .b a. a..b" },
    { "lab.a.x.p lab.a.x.q", "lab:2[a:2[x:2[lab.a.x.p lab.a.x.q]]]" },
    { "é.a é.b", "é:2[é.a é.b]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GListStore) objects = make_objects (cases[i].names);
      g_autoptr(LensNameLevel) level = lens_name_level_new (G_LIST_MODEL (objects), "");
      g_autoptr(GString) text = g_string_new (NULL);

      print_level (text, G_LIST_MODEL (objects), G_LIST_MODEL (level));
      g_assert_cmpstr (text->str, ==, cases[i].tree);
    }
}

/* A row stays the same object while names come and go around it. */
static void
test_identity (void)
{
  g_autoptr(GListStore) objects = make_objects ("a lab.a lab.b z");
  g_autoptr(LensNameLevel) level = lens_name_level_new (G_LIST_MODEL (objects), "");
  g_autoptr(GObject) group = g_list_model_get_item (G_LIST_MODEL (level), 1);
  g_autoptr(GObject) later = NULL;
  Mirror mirror;

  mirror_start (&mirror, G_LIST_MODEL (level));
  insert (objects, "lab.c");
  g_assert_cmpuint (mirror.n_changes, ==, 0);
  g_assert_cmpuint (lens_name_group_get_n_names (LENS_NAME_GROUP (group)), ==, 3);
  insert (objects, "b");
  g_assert_cmpuint (mirror.n_touched, ==, 1);
  later = g_list_model_get_item (G_LIST_MODEL (level), 2);
  g_assert_true (later == group);
  mirror_stop (&mirror);
}

/* Whatever comes and goes, each level says what it would say if it were made anew. */
static void
test_changes (void)
{
  static const char *const words[] = { "a", "b", "lab", "x", "lab.a", "q/r" };
  g_autoptr(GListStore) objects = make_objects ("");
  g_autoptr(LensNameLevel) top = lens_name_level_new (G_LIST_MODEL (objects), "");
  g_autoptr(LensNameLevel) lab = lens_name_level_new (G_LIST_MODEL (objects), "lab.");
  g_autoptr(LensNameLevel) deep = lens_name_level_new (G_LIST_MODEL (objects), "lab.a.");
  LensNameLevel *levels[] = { top, lab, deep };
  static const char *const prefixes[] = { "", "lab.", "lab.a." };
  Mirror mirrors[3];

  for (gsize i = 0; i < 3; i++)
    mirror_start (&mirrors[i], G_LIST_MODEL (levels[i]));

  for (guint round = 0; round < 2000; round++)
    {
      guint n = g_list_model_get_n_items (G_LIST_MODEL (objects));

      if (n > 0 && g_test_rand_int_range (0, 100) < (n > 20 ? 60 : 40))
        {
          guint at = (guint) g_test_rand_int_range (0, (gint32) n);

          g_list_store_splice (objects, at, (guint) g_test_rand_int_range (1, (gint32) MIN (n - at, 4) + 1), NULL, 0);
        }
      else
        {
          g_autofree char *name = g_strdup_printf ("%s%s%s%s%u", words[g_test_rand_int_range (0, 6)],
                                                   g_test_rand_bit () ? "." : "/", words[g_test_rand_int_range (0, 6)],
                                                   g_test_rand_bit () ? "." : "", round);

          insert (objects, name);
        }

      for (gsize i = 0; i < 3; i++)
        {
          g_autoptr(LensNameLevel) anew = lens_name_level_new (G_LIST_MODEL (objects), prefixes[i]);
          g_autoptr(GString) expected = g_string_new (NULL);
          g_autoptr(GString) text = g_string_new (NULL);

          print_level (expected, G_LIST_MODEL (objects), G_LIST_MODEL (anew));
          print_level (text, G_LIST_MODEL (objects), G_LIST_MODEL (levels[i]));
          g_assert_cmpstr (text->str, ==, expected->str);
          mirror_check (&mirrors[i]);
        }
    }

  for (gsize i = 0; i < 3; i++)
    mirror_stop (&mirrors[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/name-level/tree", test_tree);
  g_test_add_func ("/models/name-level/identity", test_identity);
  g_test_add_func ("/models/name-level/changes", test_changes);

  return g_test_run ();
}
