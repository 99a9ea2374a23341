/* tests/value/test-equality.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/value/value.h"

#include <math.h>

#include "tests/value/notation.h"

/* Each line is a class of values that are all equal, and to no value of another line. */
static const char *const classes[][10] = {
  { "N" },
  { "0", "F", "0.0", "-0.0", "c0:0", "c-0.0:-0.0" },
  { "1", "T", "1.0", "c1:0" },
  { "-1", "-1.0" },
  { "0.5", "c0.5:0" },
  { "c1:2" },
  { "c2:1" },
  { "9007199254740992", "9007199254740992.0" },
  { "9007199254740993" },
  { "9223372036854775807" },
  { "9223372036854775808", "9223372036854775808.0", "c9223372036854775808:0" },
  { "-9223372036854775808", "-9223372036854775808.0" },
  { "-9223372036854775809" },
  { "18446744073709551616", "18446744073709551616.0" },
  { "18446744073709551617" },
  { "-18446744073709551616", "-18446744073709551616.0" },
  { "1180591620717411303424", "1180591620717411303424.0" },
  { "inf" },
  { "-inf" },
  { "nan" },
  { "''" },
  { "b''" },
  { "'text'" },
  { "b'text'" },
  { "'a longer text'" },
  { "'a longer texu'" },
  { "[]" },
  { "()" },
  { "{}", "f{}" },
  { "d{}" },
  { "[1 2]", "[T 2.0]" },
  { "[2 1]" },
  { "(1 2)", "(1.0 2)" },
  { "(1)" },
  { "((1))" },
  { "{1 2}", "{2 1}", "f{1 2}", "f{2.0 T}", "{1 2 1.0}" },
  { "{1 2 3}" },
  { "{1 2 3 4 5 6 7 8 9 10}", "f{10 9 8 7 6 5 4 3 2.0 T}", "{10 1 9 2 8 3 7 4 6 5 5}" },
  { "{1 2 3 4 5 6 7 8 9 11}" },
  { "{f{1 2} f{3}}", "f{f{3.0} f{2 1}}" },
  { "{f{1} f{2 3}}" },
  { "d{1 2 3 4}", "d{3 4 1 2}", "d{3 5 1.0 2 3 4}" },
  { "d{1 2 3 5}" },
  { "d{1 2 3 4 5 6}" },
  { "d{0 0 1 1 2 2 3 3 4 4 5 5 6 6 7 7 8 8 9 9}", "d{9 9 8 8 7 7 6 6 5 5 4 4 3 3 2 2 1 1.0 0 F}" },
  { "d{0 0 1 1 2 2 3 3 4 4 5 5 6 6 7 7 8 8 9 8}" },
  { "d{'__class__' 'C' 'x' 1}", "d{'x' T '__class__' 'C'}" },
  { "d{'__class__' 'D' 'x' 1}" },
  { "[nan]" },
  { "{nan}" },
  { "d{'a' nan}" },
};

static void
test_classes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    for (guint n = 0; n < G_N_ELEMENTS (classes); n++)
      for (guint a = 0; classes[i][a] != NULL; a++)
        for (guint b = 0; classes[n][b] != NULL; b++)
          {
            g_autoptr(PyroValue) value = make (classes[i][a]), other = make (classes[n][b]);
            gboolean nan = strstr (classes[i][a], "nan") != NULL;

            g_test_message ("%s and %s", classes[i][a], classes[n][b]);
            g_assert_cmpint (pyro_value_equal (value, other), ==, i == n && !nan);
            if (i == n)
              g_assert_cmpuint (pyro_value_hash (value), ==, pyro_value_hash (other));
          }
}

static void
test_self (void)
{
  g_autoptr(PyroValue) nan = make ("nan"), list = make ("[nan]"), number = make ("1");
  PyroValue *items[] = { list };
  g_autoptr(PyroValue) outer = pyro_value_new_list (items, 1);
  g_autoptr(PyroValue) other = pyro_value_new_list (items, 1);

  g_assert_true (pyro_value_equal (number, number));
  g_assert_false (pyro_value_equal (nan, nan));
  g_assert_true (pyro_value_equal (list, list));
  g_assert_true (pyro_value_equal (outer, other));
}

static void
test_identical (void)
{
  static const char *const same[][2] = {
    { "1", "1" }, { "nan", "-nan" }, { "[nan]", "[nan]" }, { "-0.0", "-0.0" }, { "{1 2}", "{2 1}" },
    { "d{1 2 3 4}", "d{3 4 1 2}" }, { "c1:nan", "c1:nan" }, { "f{1 'x'}", "f{'x' 1}" },
    { "d{nan 1 2 3}", "d{2 3 nan 1}" }, { "{nan (nan 1) 3}", "{3 nan (nan 1)}" },
    { "18446744073709551616", "18446744073709551616" }, { "d{1 nan}", "d{1 nan}" },
  };
  static const char *const different[][2] = {
    { "1", "T" }, { "1", "1.0" }, { "0.0", "-0.0" }, { "c0:0", "c-0.0:0" }, { "c1:0", "1.0" },
    { "[1]", "[1.0]" }, { "{1}", "{T}" }, { "{1}", "f{1}" }, { "d{1 2}", "d{1.0 2}" },
    { "d{1 2}", "d{1 2.0}" }, { "(1)", "[1]" }, { "''", "b''" }, { "d{nan 1}", "d{nan 2}" },
    { "d{nan 1}", "d{1 nan}" }, { "{nan 1}", "{1 2}" }, { "(1 2)", "(1 2 3)" }, { "nan", "inf" },
    { "18446744073709551616", "18446744073709551616.0" }, { "d{}", "{}" },
    { "{nan}", "{(nan)}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr(PyroValue) a = make (same[i][0]), b = make (same[i][1]);

      g_assert_true (pyro_value_identical (a, b));
      g_assert_true (pyro_value_identical (b, a));
    }
  for (guint i = 0; i < G_N_ELEMENTS (different); i++)
    {
      g_autoptr(PyroValue) a = make (different[i][0]), b = make (different[i][1]);

      g_assert_false (pyro_value_identical (a, b));
      g_assert_false (pyro_value_identical (b, a));
    }
}

static void
test_hashable (void)
{
  static const char *const hashable[] = { "N", "T", "1", "1.0", "c1:1", "'x'", "b'x'", "()",
                                          "(1 (2))", "f{}", "f{(1)}", "(f{1})" };
  static const char *const unhashable[] = { "[]", "{}", "d{}", "([])", "(1 (2 {3}))", "(d{})",
                                            "d{'__class__' 'C'}" };

  for (guint i = 0; i < G_N_ELEMENTS (hashable); i++)
    {
      g_autoptr(PyroValue) value = make (hashable[i]);

      g_assert_true (pyro_value_is_hashable (value));
    }
  for (guint i = 0; i < G_N_ELEMENTS (unhashable); i++)
    {
      g_autoptr(PyroValue) value = make (unhashable[i]);

      g_assert_false (pyro_value_is_hashable (value));
    }
}

/* What Python's == is, said again in the simplest way. */
static gboolean
naively_equal (PyroValue *a,
               PyroValue *b)
{
  PyroValueKind kind = pyro_value_get_kind (a), other = pyro_value_get_kind (b);
  gboolean set = kind == PYRO_VALUE_SET || kind == PYRO_VALUE_FROZENSET;
  gsize n = pyro_value_get_length (a);

  if (kind >= PYRO_VALUE_BOOL && kind <= PYRO_VALUE_COMPLEX)
    {
      double x, y, z, w;

      /* the numbers below are all doubles */
      pyro_value_get_complex (a, &x, &y);
      pyro_value_get_complex (b, &z, &w);
      return other >= PYRO_VALUE_BOOL && other <= PYRO_VALUE_COMPLEX && x == z && y == w;
    }
  if (set ? other != PYRO_VALUE_SET && other != PYRO_VALUE_FROZENSET : kind != other)
    return FALSE;
  if (kind == PYRO_VALUE_NONE)
    return TRUE;
  if (n != pyro_value_get_length (b))
    return FALSE;
  if (kind == PYRO_VALUE_STR)
    return g_str_equal (pyro_value_get_string (a, NULL), pyro_value_get_string (b, NULL));

  for (gsize i = 0; i < n; i++)
    {
      gboolean found = FALSE;

      for (gsize k = 0; k < n && !found; k++)
        if (kind == PYRO_VALUE_DICT)
          found = naively_equal (pyro_value_get_key (a, i), pyro_value_get_key (b, k))
            && naively_equal (pyro_value_get_item (a, i), pyro_value_get_item (b, k));
        else if (set || i == k)
          found = naively_equal (pyro_value_get_item (a, i), pyro_value_get_item (b, k));
      if (!found)
        return FALSE;
    }

  return TRUE;
}

static void
add_random_scalar (PyroBuilder *builder)
{
  static const char *const scalars[] = {
    "N", "F", "T", "0", "1", "-0.0", "1.0", "0.5", "c1:0", "c1:1", "18446744073709551616",
    "18446744073709551616.0", "''", "'a'", "'a longer text'", "2", "3", "4", "5", "6", "7", "8",
  };

  add_notation (builder, scalars[g_test_rand_int_range (0, G_N_ELEMENTS (scalars))]);
}

static void
add_random (PyroBuilder *builder,
            int          depth,
            gboolean     hashable)
{
  PyroValueKind kind = (PyroValueKind) g_test_rand_int_range (PYRO_VALUE_LIST,
                                                              PYRO_VALUE_RECORD + 6);
  int n = g_test_rand_int_range (0, g_test_rand_bit () ? 3 : 14);
  g_autoptr(GError) error = NULL;

  if (hashable && kind != PYRO_VALUE_TUPLE)
    kind = PYRO_VALUE_FROZENSET;
  if (depth == 0 || kind > PYRO_VALUE_DICT || (hashable && g_test_rand_bit ()))
    {
      add_random_scalar (builder);
      return;
    }

  pyro_builder_open (builder, kind, &error);
  for (int i = 0; i < n; i++)
    {
      add_random (builder, depth - 1, hashable || kind >= PYRO_VALUE_SET);
      if (kind == PYRO_VALUE_DICT)
        add_random (builder, depth - 1, FALSE);
    }
  pyro_builder_close (builder, &error);
  g_assert_no_error (error);
}

/* The same value, its dicts and sets in the reverse order, and nodes of its document in some
 * places. */
static void
add_copy (PyroBuilder *builder,
          PyroValue   *value)
{
  PyroValueKind kind = pyro_value_get_kind (value);
  gsize n = pyro_value_get_length (value);
  g_autoptr(GError) error = NULL;

  if (!pyro_value_is_container (value) || g_test_rand_int_range (0, 5) == 0)
    {
      pyro_builder_add_value (builder, value);
      return;
    }

  pyro_builder_open (builder, PYRO_VALUE_LIST, &error);
  for (gsize i = 0; i < n; i++)
    {
      gsize index = kind >= PYRO_VALUE_SET ? n - 1 - i : i;

      if (kind == PYRO_VALUE_DICT)
        add_copy (builder, pyro_value_get_key (value, index));
      add_copy (builder, pyro_value_get_item (value, index));
    }
  pyro_builder_close_as (builder, kind, &error);
  g_assert_no_error (error);
}

static void
test_random (void)
{
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_value_unref);
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  guint n_equal = 0;

  for (int i = 0; i < 300; i++)
    {
      add_random (builder, i % 4, FALSE);
      g_ptr_array_add (values, pyro_builder_end (builder, NULL));
    }

  for (guint i = 0; i < values->len; i++)
    {
      g_autoptr(PyroValue) copy = NULL;

      add_copy (builder, values->pdata[i]);
      copy = pyro_builder_end (builder, NULL);
      g_assert_true (pyro_value_identical (copy, values->pdata[i]));
      g_assert_true (pyro_value_equal (copy, values->pdata[i]));
      g_assert_cmpuint (pyro_value_hash (copy), ==, pyro_value_hash (values->pdata[i]));
      g_assert_cmpuint (pyro_value_get_depth (copy), ==, pyro_value_get_depth (values->pdata[i]));

      for (guint k = 0; k < values->len; k++)
        {
          gboolean same = pyro_value_equal (values->pdata[i], values->pdata[k]);

          g_assert_cmpint (same, ==, naively_equal (values->pdata[i], values->pdata[k]));
          n_equal += same;
          if (same)
            g_assert_cmpuint (pyro_value_hash (values->pdata[i]), ==,
                              pyro_value_hash (values->pdata[k]));
          else
            g_assert_false (pyro_value_identical (values->pdata[i], values->pdata[k]));
        }
    }
  g_assert_cmpuint (n_equal, >, values->len);
}

static void
add_nested_sets (PyroBuilder *builder,
                 int          depth,
                 gint64       leaf)
{
  g_autoptr(GError) error = NULL;

  if (depth == 0)
    {
      pyro_builder_add_int (builder, leaf);
      return;
    }
  pyro_builder_open (builder, PYRO_VALUE_FROZENSET, &error);
  add_nested_sets (builder, depth - 1, leaf * 2);
  add_nested_sets (builder, depth - 1, leaf * 2 + 1);
  pyro_builder_close (builder, &error);
  g_assert_no_error (error);
}

/* This would take minutes if each member of a set were compared with each one of the other set:
 * the time would be the square of the size. */
static void
test_nested_sets (void)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) value = NULL, same = NULL, other = NULL;

  add_nested_sets (builder, 16, 1);
  value = pyro_builder_end (builder, NULL);
  add_nested_sets (builder, 16, 1);
  same = pyro_builder_end (builder, NULL);
  add_nested_sets (builder, 16, 2);
  other = pyro_builder_end (builder, NULL);

  g_assert_true (pyro_value_equal (value, same));
  g_assert_false (pyro_value_equal (value, other));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/equality/classes", test_classes);
  g_test_add_func ("/equality/self", test_self);
  g_test_add_func ("/equality/identical", test_identical);
  g_test_add_func ("/equality/hashable", test_hashable);
  g_test_add_func ("/equality/random", test_random);
  g_test_add_func ("/equality/nested-sets", test_nested_sets);

  return g_test_run ();
}
