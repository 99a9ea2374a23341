/* tests/ui/widgets/test-value-tree.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/widgets/scene.h"
#include "ui/models/value-node.h"
#include "ui/widgets/value-row.h"
#include "ui/widgets/value-tree.h"

static GtkSelectionModel *
get_rows (Scene *scene)
{
  return gtk_list_view_get_model (GTK_LIST_VIEW (scene_find (scene->widget, GTK_TYPE_LIST_VIEW, 0)));
}

static guint
count_rows (Scene *scene)
{
  GtkSelectionModel *rows = get_rows (scene);

  return rows != NULL ? g_list_model_get_n_items (G_LIST_MODEL (rows)) : 0;
}

typedef struct
{
  Scene *scene;
  guint  n_rows;
} Count;

static gboolean
has_rows (gpointer data)
{
  const Count *self = data;

  return count_rows (self->scene) == self->n_rows;
}

/* Those of which there are many come a screen at a time. */
static void
wait_for_rows (Scene *scene,
               guint  n_rows)
{
  Count count = { scene, n_rows };

  wait_until (has_rows, &count);
  scene_settle ();
}

static void
focus_row (Scene *scene,
           guint  position)
{
  gtk_list_view_scroll_to (GTK_LIST_VIEW (scene_find (scene->widget, GTK_TYPE_LIST_VIEW, 0)), position,
                           GTK_LIST_SCROLL_SELECT | GTK_LIST_SCROLL_FOCUS, NULL);
  scene_settle ();
}

static guint
get_selected (Scene *scene)
{
  return gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (get_rows (scene)));
}

static void
activate (Scene      *scene,
          const char *action)
{
  g_assert_true (gtk_widget_activate_action (scene->widget, action, NULL));
  scene_settle ();
}

static void
open_tree (Scene      *scene,
           const char *literal)
{
  g_autoptr(PyroValue) value = scene_value (literal);

  scene_open (scene, g_object_new (LENS_TYPE_VALUE_TREE, "value", value, NULL));
  scene_settle ();
}

static void
test_rows (void)
{
  Scene scene;

  open_tree (&scene, "{'one': 1, 'many': [1, [2, 3]], 2: 'two'}");
  g_assert_cmpuint (count_rows (&scene), ==, 3);
  g_assert_nonnull (scene_find_label (scene.widget, "'one'"));
  g_assert_nonnull (scene_find_label (scene.widget, "'many'"));
  g_assert_nonnull (scene_find_label (scene.widget, "[1, [2, 3]]"));
  g_assert_nonnull (scene_find_label (scene.widget, "'two'"));
  g_assert_nonnull (scene_find_label (scene.widget, "list"));
  g_assert_cmpuint (get_selected (&scene), ==, GTK_INVALID_LIST_POSITION);
  scene_close (&scene);
}

/* The arrow keys go into the tree and out of it again. */
static void
test_arrows (void)
{
  Scene scene;

  open_tree (&scene, "{'one': 1, 'many': [1, [2, 3]]}");
  activate (&scene, "value.right"); /* no row has the focus */
  g_assert_cmpuint (count_rows (&scene), ==, 2);
  focus_row (&scene, 0);
  activate (&scene, "value.right"); /* nothing is in it */
  activate (&scene, "value.left");
  g_assert_cmpuint (count_rows (&scene), ==, 2);

  focus_row (&scene, 1);
  activate (&scene, "value.right");
  g_assert_cmpuint (count_rows (&scene), ==, 4);
  g_assert_cmpuint (get_selected (&scene), ==, 1);
  activate (&scene, "value.right");
  g_assert_cmpuint (get_selected (&scene), ==, 2);
  focus_row (&scene, 3);
  activate (&scene, "value.right");
  g_assert_cmpuint (count_rows (&scene), ==, 6);
  activate (&scene, "value.left");
  g_assert_cmpuint (count_rows (&scene), ==, 4);
  activate (&scene, "value.left");
  g_assert_cmpuint (get_selected (&scene), ==, 1);
  activate (&scene, "value.left");
  g_assert_cmpuint (count_rows (&scene), ==, 2);
  activate (&scene, "value.left");
  g_assert_cmpuint (count_rows (&scene), ==, 2);

  gtk_widget_set_direction (scene.widget, GTK_TEXT_DIR_RTL);
  focus_row (&scene, 1);
  activate (&scene, "value.left");
  g_assert_cmpuint (count_rows (&scene), ==, 4);
  scene_close (&scene);
}

static void
test_copy (void)
{
  g_autofree char *value = NULL;
  g_autofree char *path = NULL;
  Scene scene;

  open_tree (&scene, "{'one': 1, 'many': [1, 'Grüße']}");
  gdk_clipboard_set_text (gtk_widget_get_clipboard (scene.widget), "before");
  activate (&scene, "value.copy"); /* nothing is selected */
  value = scene_read_clipboard (&scene);
  g_assert_cmpstr (value, ==, "before");

  focus_row (&scene, 1);
  activate (&scene, "value.right");
  focus_row (&scene, 3);
  activate (&scene, "value.copy");
  g_free (value);
  value = scene_read_clipboard (&scene);
  g_assert_cmpstr (value, ==, "'Grüße'");
  activate (&scene, "value.copy-path");
  path = scene_read_clipboard (&scene);
  g_assert_cmpstr (path, ==, "['many'][1]");
  scene_close (&scene);
}

/* However large the value is, as many rows are made as can be looked at; items of which there are more
 * than GTK can open at once are in ranges. */
static void
test_large (void)
{
  g_autoptr(GString) text = g_string_new ("[");
  Scene scene;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "[0], ");
  g_string_append_c (text, ']');
  open_tree (&scene, text->str);
  wait_for_rows (&scene, 100);
  focus_row (&scene, 99);
  g_assert_nonnull (scene_find_label (scene.widget, "[99000 … 99999]"));
  activate (&scene, "value.right");
  wait_for_rows (&scene, 1100);
  g_assert_cmpuint (scene_count (scene.widget, LENS_TYPE_VALUE_ROW), <, 300);
  focus_row (&scene, 1099);
  g_assert_nonnull (scene_find_label (scene.widget, "[99999]"));
  activate (&scene, "value.right");
  wait_for_rows (&scene, 1101);
  scene_close (&scene);

  g_string_truncate (text, 0);
  g_string_append_c (text, '[');
  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "[0], ");
  g_string_append_c (text, ']');
  open_tree (&scene, text->str);
  wait_for_rows (&scene, 10000);
  g_assert_cmpuint (scene_count (scene.widget, LENS_TYPE_VALUE_ROW), <, 300);
  scene_close (&scene);
}

/* An item is found in its range. */
static void
test_reveal (void)
{
  static const guint positions[] = { 99998, 0 };
  g_autoptr(GArray) trail = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GString) text = g_string_new ("[");
  guint nowhere = 7;
  Scene scene;

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (text, "['%u'],", i);
  g_string_append_c (text, ']');
  open_tree (&scene, text->str);
  g_array_append_vals (trail, positions, 2);
  g_assert_true (lens_value_tree_reveal (LENS_VALUE_TREE (scene.widget), trail));
  scene_settle ();
  g_assert_nonnull (scene_find_label (scene.widget, "'99998'"));
  g_array_append_val (trail, nowhere);
  g_assert_false (lens_value_tree_reveal (LENS_VALUE_TREE (scene.widget), trail));
  scene_close (&scene);
}

static void
test_exchange (void)
{
  static const char *const literals[] = { "[1]", "[1, [2]]", "{'a': {'b': {}}}", "()", "7" };
  Scene scene;

  open_tree (&scene, "[[1], [2], [3]]");
  focus_row (&scene, 0);
  activate (&scene, "value.right");
  for (gsize i = 0; i < G_N_ELEMENTS (literals); i++)
    {
      g_autoptr(PyroValue) value = scene_value (literals[i]);

      lens_value_tree_set_value (LENS_VALUE_TREE (scene.widget), value);
      scene_settle ();
      g_assert_cmpuint (count_rows (&scene), ==,
                        pyro_value_is_container (value) ? pyro_value_get_length (value) : 0);
    }
  lens_value_tree_set_value (LENS_VALUE_TREE (scene.widget), NULL);
  scene_settle ();
  g_assert_cmpuint (count_rows (&scene), ==, 0);
  activate (&scene, "value.right");
  activate (&scene, "value.copy");
  scene_close (&scene);
}

static void
add_tests (void)
{
  g_test_add_func ("/widgets/value-tree/rows", test_rows);
  g_test_add_func ("/widgets/value-tree/arrows", test_arrows);
  g_test_add_func ("/widgets/value-tree/copy", test_copy);
  g_test_add_func ("/widgets/value-tree/large", test_large);
  g_test_add_func ("/widgets/value-tree/reveal", test_reveal);
  g_test_add_func ("/widgets/value-tree/exchange", test_exchange);
}

int
main (int   argc,
      char *argv[])
{
  return scene_run (&argc, &argv, add_tests);
}
