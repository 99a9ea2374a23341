/* tests/ui/models/test-value-node.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/value-node.h"

static LensValueNode *
root_of (const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = pyro_literal_parse (text, -1, NULL, &error);

  g_assert_no_error (error);

  return lens_value_node_new (value);
}

/* The tree in one text, `key text path` a line. */
static void
print (LensValueNode *node,
       GString       *lines)
{
  g_autoptr(GListModel) children = lens_value_node_dup_children (node);
  g_autofree char *path = lens_value_node_dup_path (node);

  g_string_append_printf (lines, "%s|%s|%s|%s\n", lens_value_node_get_key (node), lens_value_node_get_text (node),
                          lens_value_node_get_summary (node), path);
  for (guint i = 0; children != NULL && i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr(LensValueNode) child = g_list_model_get_item (children, i);

      print (child, lines);
    }
}

static void
test_tree (void)
{
  g_autoptr(LensValueNode) root = root_of ("{'symbol': 'AAA', 7: [1.5, (None,)], (1, 2): {b'x'}, 'e': []}");
  g_autoptr(GString) lines = g_string_new (NULL);

  print (root, lines);
  g_assert_cmpstr (lines->str, ==,
                   "|{'symbol': 'AAA', 7: [1.5, (None,)], (1, 2): {b'x'}, 'e': []}|dict · 4 items|\n"
                   "'symbol'|'AAA'|str · 3 characters|['symbol']\n"
                   "7|[1.5, (None,)]|list · 2 items|[7]\n"
                   "[0]|1.5|float|[7][0]\n"
                   "[1]|(None,)|tuple · 1 item|[7][1]\n"
                   "[0]|None|NoneType|[7][1][0]\n"
                   "(1, 2)|{b'x'}|set · 1 item|[(1, 2)]\n"
                   "|b'x'|bytes · 1 B|(null)\n"
                   "'e'|[]|list · 0 items|['e']\n");
}

/* A path leads back to the value of its node. */
static void
test_paths (void)
{
  g_autoptr(LensValueNode) root = root_of ("{'it\\'s \"x\"': [[{'ä\\n': {None: (True, 2.5)}}]]}");
  g_autoptr(LensValueNode) node = g_object_ref (root);

  while (TRUE)
    {
      g_autoptr(GListModel) children = lens_value_node_dup_children (node);
      g_autofree char *path = lens_value_node_dup_path (node);
      g_autoptr(GError) error = NULL;
      PyroValue *found = pyro_value_lookup_path (lens_value_node_get_value (root), path, &error);

      g_test_message ("%s", path);
      g_assert_no_error (error);
      g_assert_true (pyro_value_equal (found, lens_value_node_get_value (node)));
      if (children == NULL)
        break;
      g_object_unref (node);
      node = g_list_model_get_item (children, g_list_model_get_n_items (children) - 1);
    }
}

static void
test_strings (void)
{
  g_autoptr(LensValueNode) surrogate = root_of ("'a\\ud800\\x00b\\n'");
  g_autoptr(LensValueNode) umlauts = root_of ("'äöü'");
  g_autofree char *long_text = g_strnfill (10000, 'x');
  g_autofree char *literal = g_strdup_printf ("'%s'", long_text);
  g_autoptr(LensValueNode) large = root_of (literal);

  g_assert_cmpstr (lens_value_node_get_text (surrogate), ==, "'a\\ud800\\x00b\\n'");
  g_assert_cmpstr (lens_value_node_get_summary (surrogate), ==, "str · 5 characters");
  g_assert_cmpstr (lens_value_node_get_summary (umlauts), ==, "str · 3 characters");
  g_assert_cmpuint (strlen (lens_value_node_get_text (large)), <=, 210);
  g_assert_cmpstr (lens_value_node_get_summary (large), ==, "str · 10000 characters");
}

static void
test_properties (void)
{
  g_autoptr(LensValueNode) root = root_of ("[{1}]");
  g_autoptr(GListModel) children = lens_value_node_dup_children (root);
  g_autoptr(LensValueNode) set = g_list_model_get_item (children, 0);
  g_autoptr(PyroValue) value = NULL;
  g_autofree char *key = NULL;
  g_autofree char *text = NULL;
  g_autofree char *type = NULL;
  g_autofree char *summary = NULL;
  g_autofree char *path = NULL;

  g_object_get (set, "value", &value, "key", &key, "text", &text, "type-name", &type,
                "summary", &summary, "path", &path, NULL);
  g_assert_true (value == lens_value_node_get_value (set));
  g_assert_cmpstr (key, ==, "[0]");
  g_assert_cmpstr (text, ==, "{1}");
  g_assert_cmpstr (type, ==, "set");
  g_assert_cmpstr (summary, ==, "set · 1 item");
  g_assert_cmpstr (path, ==, "[0]");
}

static PyroValue *
make_list (guint n)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  PyroValue *value;

  g_assert_true (pyro_builder_open (builder, PYRO_VALUE_LIST, NULL));
  for (guint i = 0; i < n; i++)
    pyro_builder_add_int (builder, i);
  g_assert_true (pyro_builder_close (builder, NULL));
  value = pyro_builder_end (builder, NULL);
  g_assert_nonnull (value);

  return value;
}

static void
test_million (void)
{
  g_autoptr(PyroValue) value = make_list (1000000);
  gint64 start = g_get_monotonic_time ();
  g_autoptr(LensValueNode) root = lens_value_node_new (value);
  g_autoptr(GListModel) children = lens_value_node_dup_children (root);
  g_autoptr(LensValueNode) last = g_list_model_get_item (children, 999999);
  gint64 elapsed;

  g_assert_cmpuint (g_list_model_get_n_items (children), ==, 1000000);
  g_assert_cmpstr (lens_value_node_get_key (last), ==, "[999999]");
  g_assert_cmpstr (lens_value_node_get_text (last), ==, "999999");
  g_assert_cmpuint (strlen (lens_value_node_get_text (root)), <=, 210);
  elapsed = g_get_monotonic_time () - start;
  g_test_message ("the model of a million items and its last row: %" G_GINT64_FORMAT " µs", elapsed);
  g_assert_cmpint (elapsed, <, 20000);
  g_assert_null (g_list_model_get_item (children, 1000000));
}

static void
check_row (GListModel *rows,
           guint       position,
           const char *key,
           gboolean    range)
{
  g_autoptr(LensValueNode) row = g_list_model_get_item (rows, position);

  g_assert_cmpstr (lens_value_node_get_key (row), ==, key);
  g_assert_cmpint (lens_value_node_is_range (row), ==, range);
}

/* A tree gets no more rows than it can open at once, and leads to every item. */
static void
test_ranges (void)
{
  g_autoptr(PyroValue) few_value = make_list (10000);
  g_autoptr(PyroValue) value = make_list (1000500);
  g_autoptr(LensValueNode) few = lens_value_node_new (few_value);
  g_autoptr(LensValueNode) root = lens_value_node_new (value);
  g_autoptr(GListModel) few_rows = lens_value_node_dup_rows (few);
  g_autoptr(GListModel) rows = lens_value_node_dup_rows (root);
  g_autoptr(LensValueNode) last = g_list_model_get_item (rows, 1000);
  g_autoptr(GListModel) items = lens_value_node_dup_rows (last);
  g_autofree char *path = NULL;
  g_autoptr(LensValueNode) item = g_list_model_get_item (items, 499);

  g_assert_cmpuint (lens_value_node_get_chunk (few), ==, 1);
  check_row (few_rows, 9999, "[9999]", FALSE);
  g_assert_cmpuint (lens_value_node_get_chunk (root), ==, 1000);
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 1001);
  check_row (rows, 0, "[0 … 999]", TRUE);
  check_row (rows, 1000, "[1000000 … 1000499]", TRUE);
  g_assert_cmpstr (lens_value_node_get_type_name (last), ==, "500 items");
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 500);
  g_assert_null (g_list_model_get_item (items, 500));
  path = lens_value_node_dup_path (item);
  g_assert_cmpstr (path, ==, "[1000499]");
  g_assert_cmpstr (lens_value_node_get_text (item), ==, "1000499");
}

/* A selection holds a row; the same item has to be the same row until it lets go. */
static void
test_identity (void)
{
  LensValueNode *root = root_of ("[[1], [2]]");
  GListModel *children = lens_value_node_dup_children (root);
  GListModel *same = lens_value_node_dup_children (root);
  LensValueNode *first = g_list_model_get_item (children, 0);
  LensValueNode *again = g_list_model_get_item (same, 0);

  g_assert_true (children == same);
  g_assert_true (first == again);
  g_object_unref (same);
  g_object_unref (again);

  g_assert_finalize_object (first);
  first = g_list_model_get_item (children, 0);
  g_assert_true (LENS_IS_VALUE_NODE (first));

  /* a row keeps the list that it is in, and with it its place */
  g_object_unref (children);
  children = lens_value_node_dup_children (root);
  again = g_list_model_get_item (children, 0);
  g_assert_true (first == again);
  g_object_unref (again);

  g_object_unref (root);
  g_object_unref (children);
  g_assert_cmpstr (lens_value_node_get_text (first), ==, "[1]");
  g_assert_finalize_object (first);
}

static void
test_finalize (void)
{
  LensValueNode *root = root_of ("{'a': 1}");
  GListModel *children = lens_value_node_dup_children (root);
  LensValueNode *child = g_list_model_get_item (children, 0);

  g_object_run_dispose (G_OBJECT (child));
  g_assert_finalize_object (child);
  g_object_unref (children);
  g_assert_finalize_object (root);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/value-node/tree", test_tree);
  g_test_add_func ("/models/value-node/paths", test_paths);
  g_test_add_func ("/models/value-node/strings", test_strings);
  g_test_add_func ("/models/value-node/properties", test_properties);
  g_test_add_func ("/models/value-node/million", test_million);
  g_test_add_func ("/models/value-node/ranges", test_ranges);
  g_test_add_func ("/models/value-node/identity", test_identity);
  g_test_add_func ("/models/value-node/finalize", test_finalize);

  return g_test_run ();
}
