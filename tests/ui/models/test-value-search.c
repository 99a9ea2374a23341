/* tests/ui/models/test-value-search.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/value-search.h"

static PyroValue *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  PyroValue *value = pyro_literal_parse (text, -1, NULL, &error);

  g_assert_no_error (error);

  return value;
}

typedef struct
{
  GPtrArray *hits;
  GError    *error;
  gboolean   more;
  gboolean   done;
} Found;

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Found *found = user_data;

  found->hits = lens_value_search_finish (result, &found->more, &found->error);
  found->done = TRUE;
}

static char *
print_trail (GArray *trail)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < trail->len; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? "." : "", g_array_index (trail, guint, i));

  return g_string_free_and_steal (text);
}

static void
search (PyroValue    *value,
        const char   *text,
        GCancellable *cancellable,
        Found        *found)
{
  *found = (Found) { NULL };
  lens_value_search_async (value, text, cancellable, found_cb, found);
  while (!found->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
check_search (const char *literal,
              const char *text,
              const char *expected)
{
  g_autoptr(PyroValue) value = parse (literal);
  g_autoptr(GString) trails = g_string_new (NULL);
  Found found;

  search (value, text, NULL, &found);
  g_assert_no_error (found.error);
  g_assert_false (found.more);
  for (guint i = 0; i < found.hits->len; i++)
    {
      g_autofree char *trail = print_trail (g_ptr_array_index (found.hits, i));

      g_string_append_printf (trails, "%s%s", i > 0 ? " " : "", trail);
    }
  g_assert_cmpstr (trails->str, ==, expected);
  g_ptr_array_unref (found.hits);
}

static void
test_text (void)
{
  static const char literal[] = "{'name': 'Anna', 'tags': ['b', ('ANNA', 7)], 'Annabel': {'x': b'anna', 'y': 12.75}, 7: None}";

  check_search (literal, "anna", "0 1.1.0 2 2.0");
  check_search (literal, "7", "1.1.1 2.1 3");
  check_search (literal, "none", "3");
  check_search (literal, "nothing", "");
  check_search ("['ÄRGER', 'ärger', 'Straße']", "ärg", "0 1");
  check_search ("['a\\ud800b']", "ä", "");
  check_search ("'text'", "t", ""); /* no container: it is all there to see */
}

static void
test_many (void)
{
  g_autoptr(GString) literal = g_string_new ("[");
  g_autoptr(PyroValue) value = NULL;
  Found found;

  for (guint i = 0; i < 1500; i++)
    g_string_append (literal, "'x',");
  g_string_append_c (literal, ']');
  value = parse (literal->str);
  search (value, "x", NULL, &found);
  g_assert_no_error (found.error);
  g_assert_true (found.more);
  g_assert_cmpuint (found.hits->len, ==, LENS_MAX_HITS);
  g_ptr_array_unref (found.hits);
}

static void
test_cancelled (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(PyroValue) value = parse ("['x']");
  Found found;

  g_cancellable_cancel (cancellable);
  search (value, "x", cancellable, &found);
  g_assert_error (found.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (found.hits);
  g_clear_error (&found.error);
}

static void
check_path (PyroValue  *value,
            const char *path,
            const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) trail = lens_value_search_follow (value, path, &error);
  g_autofree char *text = trail != NULL ? print_trail (trail) : NULL;

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpint (error == NULL, ==, expected != NULL);
}

static void
test_paths (void)
{
  g_autoptr(PyroValue) value = parse ("{'a': [1, {'b]': 2}, (3,)], 'c.d': {(1, '['): {4}}, 'e': {'f': 5}}");

  check_path (value, "['a'][1]['b]']", "0.1.0");
  check_path (value, "['a'][-1][0]", "0.2.0");
  check_path (value, ".e.f", "2.0");
  check_path (value, "e.f", "2.0");
  check_path (value, "['c.d'][(1, '[')][0]", "1.0.0");
  check_path (value, "['a']", "0");
  check_path (value, "['a'][7]", NULL);
  check_path (value, "['a'", NULL);
  check_path (value, "..", NULL);
  check_path (value, ".e.", NULL);
  check_path (value, "[", NULL);

  g_assert_true (lens_value_search_is_path ("['a']"));
  g_assert_true (lens_value_search_is_path (".a"));
  g_assert_false (lens_value_search_is_path ("a"));
  g_assert_false (lens_value_search_is_path (""));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/models/value-search/text", test_text);
  g_test_add_func ("/models/value-search/many", test_many);
  g_test_add_func ("/models/value-search/cancelled", test_cancelled);
  g_test_add_func ("/models/value-search/paths", test_paths);

  return g_test_run ();
}
