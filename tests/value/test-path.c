/* tests/value/test-path.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/value/path.h"

#include "core/error.h"
#include "core/value/literal.h"
#include "core/value/repr.h"

static const char document[] =
  "{'price': [10, 20, (30, 40)], 'a b': {'c': {'d': 1}}, 3: 'three', (1, 'x]'): 'pair',"
  " None: 'none', 'set': {7, 8}, 'quote\\'s': 1.5, 'über': 'name', b'x': 'bytes',"
  " 'uri': {'__class__': 'Pyro5.core.URI', 'state': ('PYRO', 'obj')}}";

static PyroValue *
make_document (void)
{
  g_autoptr(GError) error = NULL;
  PyroValue *value = pyro_literal_parse (document, -1, NULL, &error);

  g_assert_no_error (error);

  return value;
}

static void
test_lookup (void)
{
  static const char *const cases[][2] = {
    { "['price'][0]", "10" },
    { "['price'][-2]", "20" },
    { "price[2][1]", "40" },
    { "price[ 1 ]", "20" },
    { "price[2][True]", "40" },
    { "['a b'].c.d", "1" },
    { "['a b']['c'].d", "1" },
    { "[3]", "'three'" },
    { "[3.0]", "'three'" },
    { "[(1, 'x]')]", "'pair'" },
    { "[None]", "'none'" },
    { "set[0]", "7" },
    { "set[-1]", "8" },
    { "[\"quote's\"]", "1.5" },
    { "['quote\\'s']", "1.5" },
    { "über", "'name'" },
    { "[b'x']", "'bytes'" },
    { "uri.state[1]", "'obj'" },
    { "uri.__class__", "'Pyro5.core.URI'" },
  };
  g_autoptr(PyroValue) value = make_document ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      PyroValue *found = pyro_value_lookup_path (value, cases[i][0], &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = pyro_value_repr (found);
      g_assert_cmpstr (text, ==, cases[i][1]);
    }
  g_assert_true (pyro_value_lookup_path (value, "", NULL) == value);
}

static void
test_nan (void)
{
  static const char *const cases[][2] = {
    { "[nan]", "1" }, { "[(2, nan)]", "3" }, { "[nanj]", "4" }, { "[frozenset({nan})]", "5" },
  };
  static const char text[] = "{nan: 1, nan: 2, (2, nan): 3, nanj: 4, frozenset({nan}): 5}";
  g_autoptr(PyroValue) value = pyro_literal_parse (text, -1, NULL, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (value);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PyroValue *found = pyro_value_lookup_path (value, cases[i][0], NULL);
      g_autofree char *item = NULL;

      g_assert_nonnull (found);
      item = pyro_value_repr (found);
      g_assert_cmpstr (item, ==, cases[i][1]);
    }

  g_assert_null (pyro_value_lookup_path (value, "[(3, nan)]", &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
  g_assert_cmpstr (error->message, ==, "There is no key (3, nan) in the dict");
}

static void
test_missing (void)
{
  static const char *const cases[][2] = {
    { "x", "There is no key 'x' in the dict" },
    { "['a b']['x']", "There is no key 'x' in the dict at ['a b']" },
    { "['a b'].c.x", "There is no key 'x' in the dict at ['a b'].c" },
    { "[[1]]", "There is no key [1] in the dict" },
    { "price[3]", "There is no item 3 in the list at price" },
    { "price[-4]", "There is no item -4 in the list at price" },
    { "price[2][99999999999999999999]",
      "There is no item 99999999999999999999 in the tuple at price[2]" },
    { "price['x']", "There is no item 'x' in the list at price" },
    { "price.x", "There is no item 'x' in the list at price" },
    { "uri.x", "There is no key 'x' in the record at uri" },
    { "[3][0]", "The str at [3] has no items" },
    { "price[0].x", "The int at price[0] has no items" },
  };
  g_autoptr(PyroValue) value = make_document (), number = pyro_value_new_int (1);
  g_autoptr(GError) alone = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (pyro_value_lookup_path (value, cases[i][0], &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
      g_assert_cmpstr (error->message, ==, cases[i][1]);
    }
  g_assert_null (pyro_value_lookup_path (number, "[0]", &alone));
  g_assert_cmpstr (alone->message, ==, "The int has no items");
}

static void
test_syntax (void)
{
  static const char *const cases[] = {
    "[", "]", "['price'", "['price", "['price'][", "[]", "[1 2]", "[(1]", "[x]", ".", ".price",
    "price.", "price..x", "price x", "price[0]x", "price.0", "0", " price", "price[0] ",
    "price[(1,])", "\xff",
  };
  g_autoptr(PyroValue) value = make_document ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *copy = g_strdup (cases[i]);
      g_autoptr(GError) error = NULL;

      g_assert_null (pyro_value_lookup_path (value, copy, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SYNTAX);
    }
}

static void
assert_found (PyroValue  *root,
              PyroValue  *value,
              const char *path)
{
  gsize n = pyro_value_get_length (value);

  g_assert_true (pyro_value_lookup_path (root, path, NULL) == value);
  for (gsize i = 0; pyro_value_is_container (value) && i < n; i++)
    {
      g_autoptr(PyroValue) index = pyro_value_new_int ((gint64) i);
      PyroValue *key = pyro_value_get_key (value, i);
      g_autofree char *inner = pyro_path_append_key (path, key != NULL ? key : index);

      assert_found (root, pyro_value_get_item (value, i), inner);
    }
}

/* The path that is made for each value within a value leads there. */
static void
test_append (void)
{
  g_autoptr(PyroValue) value = make_document (), key = pyro_value_new_string ("it's");
  g_autofree char *path = pyro_path_append_key ("a.b", key);

  g_assert_cmpstr (path, ==, "a.b[\"it's\"]");
  assert_found (value, value, "");
}

/* Whatever is typed, it leads somewhere or an error says why not. */
static void
test_random (void)
{
  static const char letters[] = "[[]]''\"\\.(){}ab0-, ";
  g_autoptr(PyroValue) value = pyro_literal_parse ("{'a': [[0, {'b': 0}]], 0: 'a', ('a',): 0}", -1,
                                                   NULL, NULL);

  for (guint i = 0; i < 50000; i++)
    {
      gsize size = (gsize) g_test_rand_int_range (0, 12);
      g_autofree char *path = g_malloc0 (size + 1);
      g_autoptr(GError) error = NULL;
      PyroValue *found;

      for (gsize n = 0; n < size; n++)
        path[n] = letters[g_test_rand_int_range (0, sizeof letters - 1)];
      found = pyro_value_lookup_path (value, path, &error);
      g_assert_true ((found != NULL) == (error == NULL));
      if (error != NULL)
        g_assert_true (g_error_matches (error, PYRO_ERROR, PYRO_ERROR_SYNTAX)
                       || g_error_matches (error, PYRO_ERROR, PYRO_ERROR_VALUE));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/path/lookup", test_lookup);
  g_test_add_func ("/path/nan", test_nan);
  g_test_add_func ("/path/missing", test_missing);
  g_test_add_func ("/path/syntax", test_syntax);
  g_test_add_func ("/path/append", test_append);
  g_test_add_func ("/path/random", test_random);

  return g_test_run ();
}
