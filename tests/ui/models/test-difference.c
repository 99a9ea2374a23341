/* tests/ui/models/test-difference.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/difference.h"

static PyroValue *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  PyroValue *value = pyro_literal_parse (text, -1, NULL, &error);

  g_assert_no_error (error);

  return value;
}

static void
print (LensDifference *place,
       GString        *text)
{
  GListModel *parts = lens_difference_get_parts (place);
  g_autofree char *mark = NULL;
  g_autofree char *old_text = NULL;
  g_autofree char *new_text = NULL;

  g_object_get (place, "mark", &mark, "old-text", &old_text, "new-text", &new_text, NULL);
  if (lens_difference_get_kind (place) != LENS_DIFFERENCE_INSIDE)
    g_string_append_printf (text, "%s%s|%s|%s", mark, lens_difference_get_key (place), old_text, new_text);
  else
    {
      g_string_append_printf (text, "%s(", lens_difference_get_key (place));
      for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
        {
          g_autoptr(LensDifference) part = g_list_model_get_item (parts, i);

          g_string_append (text, i > 0 ? " " : "");
          print (part, text);
        }
      g_string_append_c (text, ')');
    }
}

static void
check (const char *old_literal,
       const char *new_literal,
       const char *expected)
{
  g_autoptr(PyroValue) old_value = parse (old_literal);
  g_autoptr(PyroValue) new_value = parse (new_literal);
  g_autoptr(LensDifference) difference = lens_difference_find (old_value, new_value, NULL);
  g_autoptr(GString) text = g_string_new (NULL);

  if (difference != NULL)
    print (difference, text);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_kinds (void)
{
  check ("1", "1", "");
  check ("1", "2", "≠|1|2");
  check ("1", "True", "≠|1|True");
  check ("[1]", "(1,)", "≠|[1]|(1,)");
  check ("{'a': 1, 'b': 2}", "{'b': 3, 'c': 4}", "(−'a'|1| ≠'b'|2|3 +'c'||4)");
  check ("{'a': {'b': [1, 2]}}", "{'a': {'b': [1, 3]}}", "('a'('b'(≠[1]|2|3)))");
  check ("{1, 2}", "{2, 3}", "(−|1| +||3)");
  check ("{'a': 1, 'b': 2}", "{'b': 2, 'a': 1}", "");
}

static void
test_lists (void)
{
  check ("[1, 2, 3]", "[1, 3]", "(−[1]|2|)");
  check ("[1, 3]", "[1, 2, 3]", "(+[1]||2)");
  check ("[1, 2, 3, 4, 5]", "[1, 9, 3, 5, 6]", "(≠[1]|2|9 ≠[3]|4|5 ≠[4]|5|6)");
  check ("[1, 2, 3, 4]", "[0, 1, 3, 4, 5, 6]", "(+[0]||0 −[1]|2| +[4]||5 +[5]||6)");
  check ("[]", "[1]", "(+[0]||1)");
  check ("[{'k': 1}, {'k': 2}]", "[{'k': 1}, {'k': 3}]", "([1](≠'k'|2|3))");
}

static PyroValue *
invent (guint depth)
{
  g_autoptr(GString) text = g_string_new ("[");
  guint n = (guint) g_test_rand_int_range (0, 8);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PyroValue) inner = depth > 0 && g_test_rand_bit () ? invent (depth - 1) : NULL;
      g_autofree char *repr = inner != NULL ? pyro_value_repr (inner) : NULL;

      g_string_append_printf (text, "%s,", repr != NULL ? repr : g_test_rand_bit () ? "1" : "'x'");
    }
  g_string_append_c (text, ']');

  return parse (text->str);
}

/* How many items each side has that the other has not: what is the same is the rest. */
static void
count (LensDifference *place,
       guint          *n_old,
       guint          *n_new)
{
  GListModel *parts = lens_difference_get_parts (place);

  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr(LensDifference) part = g_list_model_get_item (parts, i);

      *n_old += lens_difference_get_old (part) != NULL;
      *n_new += lens_difference_get_new (part) != NULL;
    }
}

/* A value is like itself; from there and back the same number of items is involved; what was not
 * named is as long on both sides; and each place has what the values have there. */
static void
test_properties (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr(PyroValue) a = invent (2);
      g_autoptr(PyroValue) b = invent (2);
      g_autoptr(LensDifference) itself = lens_difference_find (a, a, NULL);
      g_autoptr(LensDifference) there = lens_difference_find (a, b, NULL);
      g_autoptr(LensDifference) back = lens_difference_find (b, a, NULL);
      guint n_old = 0, n_new = 0, back_old = 0, back_new = 0;

      g_assert_null (itself);
      g_assert_cmpint (there == NULL, ==, pyro_value_identical (a, b));
      g_assert_cmpint (there == NULL, ==, back == NULL);
      if (there == NULL)
        continue;

      count (there, &n_old, &n_new);
      count (back, &back_old, &back_new);
      g_assert_cmpuint (n_old - n_new + 100, ==, back_new - back_old + 100);
      g_assert_cmpint ((int) pyro_value_get_length (a) - (int) n_old, ==, (int) pyro_value_get_length (b) - (int) n_new);
      g_assert_cmpuint (lens_difference_count (there), >, 0);
      g_assert_false (lens_difference_has_more (there));
    }
}

static PyroValue *
make_list (guint n,
           guint first)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  g_assert_true (pyro_builder_open (builder, PYRO_VALUE_LIST, NULL));
  for (guint i = 0; i < n; i++)
    pyro_builder_add_int (builder, first + i);
  g_assert_true (pyro_builder_close (builder, NULL));

  return pyro_builder_end (builder, NULL);
}

static void
test_many (void)
{
  g_autoptr(PyroValue) a = make_list (50000, 0);
  g_autoptr(PyroValue) b = make_list (50001, 7);
  g_autoptr(LensDifference) difference = lens_difference_find (a, b, NULL);

  g_assert_true (lens_difference_has_more (difference));
  g_assert_cmpuint (lens_difference_count (difference), ==, LENS_MAX_DIFFERENCES);
}

static void
test_flat (void)
{
  static const struct { const char *old_text, *new_text; gboolean flat; } cases[] = {
    { "1", "2", TRUE },
    { "[1, [2]]", "[3, [2], {}]", TRUE },
    { "[1, [2]]", "[3, [4]]", FALSE },
    { "{'a': {'b': 1}}", "{'a': {'b': 2}}", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PyroValue) old_value = parse (cases[i].old_text);
      g_autoptr(PyroValue) new_value = parse (cases[i].new_text);
      g_autoptr(LensDifference) difference = lens_difference_find (old_value, new_value, NULL);

      g_assert_cmpint (lens_difference_get_flat (difference), ==, cases[i].flat);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/models/difference/kinds", test_kinds);
  g_test_add_func ("/models/difference/lists", test_lists);
  g_test_add_func ("/models/difference/properties", test_properties);
  g_test_add_func ("/models/difference/flat", test_flat);
  g_test_add_func ("/models/difference/many", test_many);

  return g_test_run ();
}
