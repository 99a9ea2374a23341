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
get_rows (Stage *stage)
{
  return gtk_list_view_get_model (GTK_LIST_VIEW (stage_find (stage->widget, GTK_TYPE_LIST_VIEW, 0)));
}

static guint
count_rows (Stage *stage)
{
  GtkSelectionModel *rows = get_rows (stage);

  return rows != NULL ? g_list_model_get_n_items (G_LIST_MODEL (rows)) : 0;
}

static void
focus_row (Stage *stage,
           guint  position)
{
  gtk_list_view_scroll_to (GTK_LIST_VIEW (stage_find (stage->widget, GTK_TYPE_LIST_VIEW, 0)), position,
                           GTK_LIST_SCROLL_SELECT | GTK_LIST_SCROLL_FOCUS, NULL);
  stage_settle ();
}

static guint
get_selected (Stage *stage)
{
  return gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (get_rows (stage)));
}

static void
activate (Stage      *stage,
          const char *action)
{
  g_assert_true (gtk_widget_activate_action (stage->widget, action, NULL));
  stage_settle ();
}

static void
open_tree (Stage      *stage,
           const char *literal)
{
  g_autoptr(PyroValue) value = stage_value (literal);

  stage_open (stage, g_object_new (LENS_TYPE_VALUE_TREE, "value", value, NULL));
  stage_settle ();
}

static void
test_rows (void)
{
  Stage stage;

  open_tree (&stage, "{'one': 1, 'many': [1, [2, 3]], 2: 'two'}");
  g_assert_cmpuint (count_rows (&stage), ==, 3);
  g_assert_nonnull (stage_find_label (stage.widget, "'one'"));
  g_assert_nonnull (stage_find_label (stage.widget, "'many'"));
  g_assert_nonnull (stage_find_label (stage.widget, "[1, [2, 3]]"));
  g_assert_nonnull (stage_find_label (stage.widget, "'two'"));
  g_assert_nonnull (stage_find_label (stage.widget, "list"));
  g_assert_cmpuint (get_selected (&stage), ==, GTK_INVALID_LIST_POSITION);
  stage_close (&stage);
}

/* The arrow keys go into the tree and out of it again. */
static void
test_arrows (void)
{
  Stage stage;

  open_tree (&stage, "{'one': 1, 'many': [1, [2, 3]]}");
  activate (&stage, "value.right"); /* no row has the focus */
  g_assert_cmpuint (count_rows (&stage), ==, 2);
  focus_row (&stage, 0);
  activate (&stage, "value.right"); /* nothing is in it */
  activate (&stage, "value.left");
  g_assert_cmpuint (count_rows (&stage), ==, 2);

  focus_row (&stage, 1);
  activate (&stage, "value.right");
  g_assert_cmpuint (count_rows (&stage), ==, 4);
  g_assert_cmpuint (get_selected (&stage), ==, 1);
  activate (&stage, "value.right");
  g_assert_cmpuint (get_selected (&stage), ==, 2);
  focus_row (&stage, 3);
  activate (&stage, "value.right");
  g_assert_cmpuint (count_rows (&stage), ==, 6);
  activate (&stage, "value.left");
  g_assert_cmpuint (count_rows (&stage), ==, 4);
  activate (&stage, "value.left");
  g_assert_cmpuint (get_selected (&stage), ==, 1);
  activate (&stage, "value.left");
  g_assert_cmpuint (count_rows (&stage), ==, 2);
  activate (&stage, "value.left");
  g_assert_cmpuint (count_rows (&stage), ==, 2);

  gtk_widget_set_direction (stage.widget, GTK_TEXT_DIR_RTL);
  focus_row (&stage, 1);
  activate (&stage, "value.left");
  g_assert_cmpuint (count_rows (&stage), ==, 4);
  stage_close (&stage);
}

static void
test_copy (void)
{
  g_autofree char *value = NULL;
  g_autofree char *path = NULL;
  Stage stage;

  open_tree (&stage, "{'one': 1, 'many': [1, 'Grüße']}");
  gdk_clipboard_set_text (gtk_widget_get_clipboard (stage.widget), "before");
  activate (&stage, "value.copy"); /* nothing is selected */
  value = stage_read_clipboard (&stage);
  g_assert_cmpstr (value, ==, "before");

  focus_row (&stage, 1);
  activate (&stage, "value.right");
  focus_row (&stage, 3);
  activate (&stage, "value.copy");
  g_free (value);
  value = stage_read_clipboard (&stage);
  g_assert_cmpstr (value, ==, "'Grüße'");
  activate (&stage, "value.copy-path");
  path = stage_read_clipboard (&stage);
  g_assert_cmpstr (path, ==, "['many'][1]");
  stage_close (&stage);
}

/* However large the value is, as many rows are made as can be looked at. */
static void
test_large (void)
{
  g_autoptr(GString) text = g_string_new ("[");
  Stage stage;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "[0], ");
  g_string_append_c (text, ']');
  open_tree (&stage, text->str);
  g_assert_cmpuint (count_rows (&stage), ==, 100000);
  g_assert_cmpuint (stage_count (stage.widget, LENS_TYPE_VALUE_ROW), <, 300);
  focus_row (&stage, 99999);
  g_assert_nonnull (stage_find_label (stage.widget, "[99999]"));
  activate (&stage, "value.right");
  g_assert_cmpuint (count_rows (&stage), ==, 100001);
  stage_close (&stage);
}

static void
test_exchange (void)
{
  static const char *const literals[] = { "[1]", "[1, [2]]", "{'a': {'b': {}}}", "()", "7" };
  Stage stage;

  open_tree (&stage, "[[1], [2], [3]]");
  focus_row (&stage, 0);
  activate (&stage, "value.right");
  for (gsize i = 0; i < G_N_ELEMENTS (literals); i++)
    {
      g_autoptr(PyroValue) value = stage_value (literals[i]);

      lens_value_tree_set_value (LENS_VALUE_TREE (stage.widget), value);
      stage_settle ();
      g_assert_cmpuint (count_rows (&stage), ==,
                        pyro_value_is_container (value) ? pyro_value_get_length (value) : 0);
    }
  lens_value_tree_set_value (LENS_VALUE_TREE (stage.widget), NULL);
  stage_settle ();
  g_assert_cmpuint (count_rows (&stage), ==, 0);
  activate (&stage, "value.right");
  activate (&stage, "value.copy");
  stage_close (&stage);
}

static void
add_tests (void)
{
  g_test_add_func ("/widgets/value-tree/rows", test_rows);
  g_test_add_func ("/widgets/value-tree/arrows", test_arrows);
  g_test_add_func ("/widgets/value-tree/copy", test_copy);
  g_test_add_func ("/widgets/value-tree/large", test_large);
  g_test_add_func ("/widgets/value-tree/exchange", test_exchange);
}

int
main (int   argc,
      char *argv[])
{
  return stage_run (&argc, &argv, add_tests);
}
