/* tests/value/test-builder.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/value/builder.h"

#include <math.h>

#include "core/error.h"
#include "core/limits.h"
#include "tests/value/notation.h"

static void
test_room (void)
{
  const gsize sizes[] = { 0, 1, 7, 8, 100, 65535, 65536, 3000000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(PyroBuilder) builder = pyro_builder_new ();
      g_autoptr(PyroValue) value = NULL;
      g_autofree char *expected = g_strnfill (sizes[i], 'x');
      gsize size;

      pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
      memset (pyro_builder_add_string_room (builder, sizes[i]), 'x', sizes[i]);
      memset (pyro_builder_add_bytes_room (builder, sizes[i]), 'x', sizes[i]);
      pyro_builder_close (builder, NULL);
      value = pyro_builder_end (builder, NULL);

      g_assert_cmpstr (pyro_value_get_string (pyro_value_get_item (value, 0), &size), ==, expected);
      g_assert_cmpuint (size, ==, sizes[i]);
      g_assert_cmpmem (pyro_value_get_bytes_data (pyro_value_get_item (value, 1), &size), size,
                       expected, sizes[i]);
    }
}

static void
test_room_too_large (void)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(GError) error = NULL;

  g_assert_null (pyro_builder_add_string_room (builder, G_MAXSIZE));
  g_assert_null (pyro_builder_add_bytes_room (builder, G_MAXSIZE / 2));
  g_assert_null (pyro_builder_end (builder, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
}

static void
test_int_text (void)
{
  g_autofree char *many = g_strnfill (PYRO_MAX_INT_DIGITS + 1, '1');
  const char *const bad[] = { "", "-", "1e5", "12x", many };
  const int codes[] = { PYRO_ERROR_VALUE, PYRO_ERROR_VALUE, PYRO_ERROR_VALUE, PYRO_ERROR_VALUE,
                        PYRO_ERROR_TOO_LARGE };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(PyroBuilder) builder = pyro_builder_new ();
      g_autoptr(GError) error = NULL;

      pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
      pyro_builder_add_int_text (builder, bad[i], strlen (bad[i]));
      pyro_builder_add_int_text (builder, "x", 1);
      g_assert_false (pyro_builder_close (builder, &error));
      g_assert_error (error, PYRO_ERROR, codes[i]);
      g_clear_error (&error);
      g_assert_null (pyro_builder_end (builder, &error));
      g_assert_error (error, PYRO_ERROR, codes[i]);
    }
}

/* Many values of all sizes, so that blocks of all sizes are used. */
static void
test_blocks (void)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) value = NULL;
  g_autofree char *text = g_strnfill (10000, 'z');
  gsize size;

  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  for (gsize i = 0; i < 5000; i++)
    {
      pyro_builder_open (builder, PYRO_VALUE_TUPLE, NULL);
      for (gsize n = 0; n < i % 50; n++)
        pyro_builder_add_int (builder, (gint64) n);
      pyro_builder_add_string (builder, text, (gssize) (i * 2));
      pyro_builder_add_complex (builder, (double) i, 1);
      pyro_builder_close (builder, NULL);
    }
  pyro_builder_close (builder, NULL);
  value = pyro_builder_end (builder, NULL);

  for (gsize i = 0; i < 5000; i++)
    {
      PyroValue *item = pyro_value_get_item (value, i);
      double real;
      gint64 number;

      g_assert_cmpuint (pyro_value_get_length (item), ==, i % 50 + 2);
      for (gsize n = 0; n < i % 50; n++)
        {
          g_assert_true (pyro_value_get_int64 (pyro_value_get_item (item, n), &number));
          g_assert_cmpint (number, ==, n);
        }
      pyro_value_get_string (pyro_value_get_item (item, i % 50), &size);
      g_assert_cmpuint (size, ==, i * 2);
      pyro_value_get_complex (pyro_value_get_item (item, i % 50 + 1), &real, NULL);
      g_assert_cmpfloat (real, ==, i);
      g_assert_true (pyro_value_ref (item) == item);
      pyro_value_unref (item);
    }
  /* 25 MB of text */
  g_assert_cmpuint (pyro_value_get_memory_size (value), >, 25000000);
  g_assert_cmpuint (pyro_value_get_memory_size (value), <, 30000000);
}

static void
test_close_as (void)
{
  static const PyroValueKind kinds[] = { PYRO_VALUE_LIST, PYRO_VALUE_TUPLE, PYRO_VALUE_SET,
                                         PYRO_VALUE_FROZENSET, PYRO_VALUE_DICT, PYRO_VALUE_RECORD };
  static const char *const expected[] = { "[1 2]", "(1 2)", "{1 2}", "f{1 2}", "d{1 2}", "d{1 2}" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr(PyroBuilder) builder = pyro_builder_new ();
      g_autoptr(PyroValue) value = NULL, other = make (expected[i]);

      pyro_builder_open (builder, PYRO_VALUE_TUPLE, NULL);
      g_assert_cmpuint (pyro_builder_get_n_items (builder), ==, 0);
      pyro_builder_add_int (builder, 1);
      pyro_builder_add_int (builder, 2);
      g_assert_cmpuint (pyro_builder_get_n_items (builder), ==, 2);
      g_assert_true (pyro_builder_close_as (builder, kinds[i], NULL));
      g_assert_cmpuint (pyro_builder_get_n_items (builder), ==, 1);
      value = pyro_builder_end (builder, NULL);
      g_assert_true (pyro_value_identical (value, other));
      g_assert_cmpuint (pyro_builder_get_n_items (builder), ==, 0);
    }
}

static void
test_unhashable (void)
{
  static const struct
  {
    PyroValueKind  kind;
    const char    *key;
    const char    *message;
  } cases[] = {
    { PYRO_VALUE_DICT, "[]", "A list cannot be a key of a dict" },
    { PYRO_VALUE_DICT, "{1}", "A set cannot be a key of a dict" },
    { PYRO_VALUE_SET, "d{}", "A dict cannot be a member of a set" },
    { PYRO_VALUE_SET, "d{'__class__' 'C'}", "A dict cannot be a member of a set" },
    { PYRO_VALUE_FROZENSET, "(1 (2 [3]))",
      "A tuple with a list in it cannot be a member of a frozenset" },
    { PYRO_VALUE_RECORD, "(d{})", "A tuple with a dict in it cannot be a key of a dict" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PyroBuilder) builder = pyro_builder_new ();
      g_autoptr(PyroValue) key = make (cases[i].key);
      g_autoptr(GError) error = NULL;

      pyro_builder_open (builder, cases[i].kind, NULL);
      pyro_builder_add_int (builder, 1);
      pyro_builder_add_int (builder, 2);
      if (i % 2)
        add_notation (builder, cases[i].key);
      else
        pyro_builder_add_value (builder, key);
      pyro_builder_add_int (builder, 3);
      g_assert_false (pyro_builder_close (builder, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_odd_dict (void)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(GError) error = NULL;

  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  pyro_builder_add_int (builder, 1);
  g_assert_false (pyro_builder_close (builder, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
}

static void
test_depth (void)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(GError) error = NULL;

  for (int i = 0; i < PYRO_MAX_DEPTH; i++)
    g_assert_true (pyro_builder_open (builder, PYRO_VALUE_LIST, &error));
  g_assert_false (pyro_builder_open (builder, PYRO_VALUE_LIST, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
  g_clear_error (&error);
  for (int i = 0; i < PYRO_MAX_DEPTH; i++)
    g_assert_true (pyro_builder_close (builder, &error));
  value = pyro_builder_end (builder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pyro_value_get_depth (value), ==, PYRO_MAX_DEPTH);

  pyro_builder_open (builder, PYRO_VALUE_TUPLE, NULL);
  pyro_builder_add_int (builder, 1);
  pyro_builder_add_value (builder, value);
  g_assert_false (pyro_builder_close (builder, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
}

/* A value that is in itself so often that nothing could walk over it. */
static void
test_too_many (void)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) value = make ("[1]");
  g_autoptr(GError) error = NULL;
  int level;

  for (level = 0; level < PYRO_MAX_DEPTH; level++)
    {
      pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
      pyro_builder_add_value (builder, value);
      pyro_builder_add_value (builder, value);
      if (!pyro_builder_close (builder, &error))
        break;
      g_clear_pointer (&value, pyro_value_unref);
      value = pyro_builder_end (builder, NULL);
    }
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
  g_assert_cmpint (level, >, 20);
  g_assert_cmpint (level, <, 30);
}

static void
test_add_value (void)
{
  static const char *const values[] = {
    "N", "T", "5", "18446744073709551616", "0.5", "c1:2", "'short'", "b'short'",
    "'a text of more than sixty-four bytes, which is held and not copied, so to say'",
    "b'bytes, more than sixty-four of them, which are held and not copied, so to say'",
    "11111111111111111111111111111111111111111111111111111111111111111111111111111111111111111",
    "[]", "[1 'two']", "(1 2)", "{1 2}", "f{1 2}", "d{1 2}", "d{'__class__' 'C' 'x' [1]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr(PyroBuilder) builder = pyro_builder_new ();
      PyroValue *value = make (values[i]), *alone;
      g_autoptr(PyroValue) outer = NULL, expected = make (values[i]);

      pyro_builder_add_value (builder, value);
      alone = pyro_builder_end (builder, NULL);
      g_assert_true (pyro_value_identical (alone, expected));

      pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
      pyro_builder_add_value (builder, value);
      pyro_builder_add_value (builder, alone);
      pyro_builder_close (builder, NULL);
      outer = pyro_builder_end (builder, NULL);
      pyro_value_unref (value);
      pyro_value_unref (alone);
      g_assert_true (pyro_value_identical (pyro_value_get_item (outer, 0), expected));
      g_assert_true (pyro_value_identical (pyro_value_get_item (outer, 1), expected));
      g_assert_cmpuint (pyro_value_get_depth (outer), ==, pyro_value_get_depth (expected) + 1);

      /* An item of another document is good for itself too. */
      value = pyro_value_ref (pyro_value_get_item (outer, 0));
      g_clear_pointer (&outer, pyro_value_unref);
      g_assert_true (pyro_value_equal (value, expected));
      pyro_value_unref (value);
    }
}

/* A value that is added again, within its own document. */
static void
test_keep (void)
{
  static const char *const values[] = {
    "N", "5", "18446744073709551616", "c1:2", "'short'", "'a text beyond its node'", "b'bytes beyond their node'",
    "[]", "[1 'two']", "f{1 2}", "d{'__class__' 'C' 'x' [1]}",
  };
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) outer = NULL, item = NULL;
  guint number;

  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr(PyroValue) value = make (values[i]);

      number = pyro_builder_reserve (builder);
      g_assert_cmpuint (number, ==, i);
      g_assert_false (pyro_builder_add_kept (builder, number));
      pyro_builder_add_value (builder, value);
      pyro_builder_keep (builder, number);
    }
  number = pyro_builder_reserve (builder);
  pyro_builder_open (builder, PYRO_VALUE_TUPLE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_assert_true (pyro_builder_add_kept (builder, i));
  g_assert_false (pyro_builder_add_kept (builder, number));
  pyro_builder_close (builder, NULL);
  pyro_builder_keep (builder, number);
  g_assert_true (pyro_builder_add_kept (builder, number));
  pyro_builder_close (builder, NULL);
  outer = pyro_builder_end (builder, NULL);

  /* numbers are those of one value */
  g_assert_false (pyro_builder_add_kept (builder, 0));
  g_assert_cmpuint (pyro_builder_reserve (builder), ==, 0);

  g_assert_cmpuint (pyro_value_get_depth (outer), ==, 4);
  item = pyro_value_ref (pyro_value_get_item (outer, G_N_ELEMENTS (values) + 1));
  g_clear_pointer (&outer, pyro_value_unref);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr(PyroValue) value = make (values[i]);

      g_assert_true (pyro_value_identical (pyro_value_get_item (item, i), value));
    }
}

/* What is kept belongs to one value, and is no way around the limits. */
static void
test_keep_limits (void)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(GError) error = NULL;
  guint number = 0, level;

  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  pyro_builder_add_int (builder, 1);
  for (level = 0; level < PYRO_MAX_DEPTH - 1; level++)
    {
      number = pyro_builder_reserve (builder);
      pyro_builder_keep (builder, number);
      pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
      pyro_builder_add_kept (builder, number);
      g_assert_true (pyro_builder_close (builder, NULL));
    }
  number = pyro_builder_reserve (builder);
  pyro_builder_keep (builder, number);
  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  pyro_builder_add_kept (builder, number);
  g_assert_true (pyro_builder_close (builder, NULL));
  g_assert_false (pyro_builder_close (builder, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_clear_pointer (&builder, pyro_builder_unref);

  /* Were these sets, each would be walked over for its hash, before what is around it is closed. */
  builder = pyro_builder_new ();
  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  pyro_builder_open (builder, PYRO_VALUE_TUPLE, NULL);
  pyro_builder_close (builder, NULL);
  for (level = 0; level < 22; level++)
    {
      number = pyro_builder_reserve (builder);
      pyro_builder_keep (builder, number);
      pyro_builder_open (builder, PYRO_VALUE_TUPLE, NULL);
      pyro_builder_add_kept (builder, number);
      pyro_builder_add_kept (builder, number);
      g_assert_true (pyro_builder_close (builder, NULL));
    }
  number = pyro_builder_reserve (builder);
  pyro_builder_keep (builder, number);
  for (level = 0; level < 100; level++)
    {
      pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
      pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
      pyro_builder_add_kept (builder, number);
      if (!pyro_builder_close (builder, &error))
        break;
    }
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
  g_assert_cmpuint (level, >, 5);
  g_assert_cmpuint (level, <, 40);

  /* after an error nothing is kept */
  number = pyro_builder_reserve (builder);
  pyro_builder_keep (builder, number);
  g_assert_false (pyro_builder_add_kept (builder, number));
}

static void
test_memory (void)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(GBytes) bytes = g_bytes_new_take (g_malloc0 (1000000), 1000000);
  g_autoptr(PyroValue) inner = NULL, outer = NULL;

  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  pyro_builder_take_bytes (builder, g_bytes_ref (bytes));
  pyro_builder_close (builder, NULL);
  inner = pyro_builder_end (builder, NULL);
  g_assert_true (pyro_value_get_bytes_data (pyro_value_get_item (inner, 0), NULL)
                 == g_bytes_get_data (bytes, NULL));

  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  for (int i = 0; i < 10; i++)
    {
      pyro_builder_add_value (builder, inner);
      pyro_builder_take_bytes (builder, g_bytes_ref (bytes));
    }
  pyro_builder_close (builder, NULL);
  outer = pyro_builder_end (builder, NULL);
  /* each is counted once */
  g_assert_cmpuint (pyro_value_get_memory_size (outer), >, 1000000);
  g_assert_cmpuint (pyro_value_get_memory_size (outer), <, 1010000);
}

/* Documents that hold each other in a chain are freed without a deep stack. */
static void
test_chain (void)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autofree char *text = g_strnfill (100, 'x');
  PyroValue *value = make ("[N 0]");

  for (int i = 0; i < 300000; i++)
    {
      pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
      pyro_builder_add_value (builder, pyro_value_get_item (value, 1));
      pyro_builder_add_string (builder, text, -1);
      pyro_builder_close (builder, NULL);
      pyro_value_unref (value);
      value = pyro_builder_end (builder, NULL);
    }
  g_assert_cmpuint (pyro_value_get_depth (value), ==, 1);
  g_assert_cmpuint (pyro_value_get_memory_size (value), >, 30000000);
  pyro_value_unref (value);
}

/* So are values that hold each other through their bytes. */
static void
test_chain_bytes (void)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  PyroValue *value = make ("[N 0]");

  for (int i = 0; i < 100000; i++)
    {
      g_autoptr(GBytes) bytes = pyro_value_dup_bytes (pyro_value_get_item (value, 1));

      pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
      if (bytes != NULL)
        pyro_builder_take_bytes (builder, g_steal_pointer (&bytes));
      else
        pyro_builder_add_none (builder);
      memset (pyro_builder_add_bytes_room (builder, 300), 'x', 300);
      pyro_builder_close (builder, NULL);
      pyro_value_unref (value);
      value = pyro_builder_end (builder, NULL);
    }
  pyro_value_unref (value);
}

static void
add_random_key (PyroBuilder *builder,
                int          range)
{
  int number = g_test_rand_int_range (0, range);
  g_autofree char *text = g_strdup_printf ("%d", number);

  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
      pyro_builder_add_float (builder, number);
      break;
    case 1:
      pyro_builder_add_bool (builder, number % 2);
      break;
    case 2:
      pyro_builder_add_string (builder, text, -1);
      break;
    case 3:
      pyro_builder_open (builder, PYRO_VALUE_TUPLE, NULL);
      pyro_builder_add_string (builder, "a longer text", -1);
      pyro_builder_add_float (builder, number);
      pyro_builder_close (builder, NULL);
      break;
    case 4:
      pyro_builder_add_float (builder, number % 5 == 0 ? NAN : number);
      break;
    default:
      pyro_builder_add_int (builder, number);
    }
}

/* Makes a dict and a set of random keys, and holds them against what a list of the same keys says.
 * */
static void
assert_unique (int n,
               int range)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) keys = NULL, dict = NULL, set = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) last = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr(GPtrArray) unique = g_ptr_array_new ();

  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  for (int i = 0; i < n; i++)
    add_random_key (builder, range);
  pyro_builder_close (builder, NULL);
  keys = pyro_builder_end (builder, NULL);

  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  for (int i = 0; i < n; i++)
    {
      PyroValue *key = pyro_value_get_item (keys, (gsize) i);
      guint at = 0;

      pyro_builder_add_value (builder, key);
      pyro_builder_add_int (builder, i);
      while (at < unique->len && !pyro_value_equal (unique->pdata[at], key))
        at++;
      if (at == unique->len)
        {
          g_ptr_array_add (unique, key);
          g_array_append_val (last, i);
        }
      g_array_index (last, int, at) = i;
    }
  g_assert_true (pyro_builder_close (builder, &error));
  dict = pyro_builder_end (builder, NULL);

  pyro_builder_open (builder, PYRO_VALUE_SET, NULL);
  for (int i = 0; i < n; i++)
    pyro_builder_add_value (builder, pyro_value_get_item (keys, (gsize) i));
  g_assert_true (pyro_builder_close (builder, &error));
  set = pyro_builder_end (builder, NULL);

  g_assert_cmpuint (pyro_value_get_length (dict), ==, unique->len);
  g_assert_cmpuint (pyro_value_get_length (set), ==, unique->len);
  for (guint i = 0; i < unique->len; i++)
    {
      gint64 number;

      g_assert_true (pyro_value_identical (pyro_value_get_key (dict, i), unique->pdata[i]));
      g_assert_true (pyro_value_identical (pyro_value_get_item (set, i), unique->pdata[i]));
      g_assert_true (pyro_value_get_int64 (pyro_value_get_item (dict, i), &number));
      g_assert_cmpint (number, ==, g_array_index (last, int, i));
      if (pyro_value_equal (unique->pdata[i], unique->pdata[i]))
        {
          g_assert_true (pyro_value_lookup (dict, unique->pdata[i])
                         == pyro_value_get_item (dict, i));
          g_assert_true (pyro_value_lookup (set, unique->pdata[i])
                         == pyro_value_get_item (set, i));
        }
    }
}

static void
test_unique (void)
{
  for (int n = 0; n < 40; n++)
    for (int i = 0; i < 20; i++)
      assert_unique (n, g_test_rand_int_range (1, 40));
  assert_unique (500, 100);
  assert_unique (500, 100000);
}

/* The first key stays, the last value wins. */
static void
test_duplicates (void)
{
  g_autoptr(PyroValue) dict = make ("d{1 'a' 'x' 'b' 1.0 'c' T 'd'}");
  g_autoptr(PyroValue) expected = make ("d{1 'd' 'x' 'b'}");
  g_autoptr(PyroValue) set = make ("{T 1 2 2.0}"), members = make ("{T 2}");
  g_autoptr(PyroValue) nans = make ("{nan nan nan}");

  g_assert_true (pyro_value_identical (dict, expected));
  g_assert_true (pyro_value_identical (set, members));
  g_assert_cmpuint (pyro_value_get_length (nans), ==, 3);
}

/* Neither many nans nor many equal keys take more than linear time. */
static void
test_flood (void)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(GError) error = NULL;

  pyro_builder_open (builder, PYRO_VALUE_SET, NULL);
  for (int i = 0; i < 200000; i++)
    {
      pyro_builder_add_float (builder, NAN);
      pyro_builder_add_int (builder, 7);
      pyro_builder_add_int (builder, (gint64) i << 32);
    }
  g_assert_true (pyro_builder_close (builder, &error));
  value = pyro_builder_end (builder, NULL);
  g_assert_cmpuint (pyro_value_get_length (value), ==, 400001);
}

static void
test_class_name (void)
{
  static const struct
  {
    const char    *name;
    gsize          size;
    gboolean       record;
  } cases[] = {
    { "C", 1, TRUE },
    { "", 0, TRUE },
    { "a.Class", 7, TRUE },
    { "a.Class.of.a.module", 19, TRUE },
    { "a\0b", 3, FALSE },
    { "\xff", 1, FALSE },
    { "\xed\xa0\x80", 3, FALSE },
    { "a name of more than sixty-four bytes, so that it is not copied but held", 71, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint way = 0; way < 3; way++)
      {
        g_autoptr(PyroBuilder) builder = pyro_builder_new ();
        g_autoptr(PyroValue) value = NULL;

        pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
        pyro_builder_add_string (builder, "__class__", -1);
        if (way == 0)
          pyro_builder_add_string (builder, cases[i].name, (gssize) cases[i].size);
        else if (way == 1)
          pyro_builder_add_bytes (builder, cases[i].name, cases[i].size);
        else
          pyro_builder_take_bytes (builder, g_bytes_new (cases[i].name, cases[i].size));
        g_assert_true (pyro_builder_close (builder, NULL));
        value = pyro_builder_end (builder, NULL);

        g_assert_cmpint (pyro_value_get_kind (value), ==,
                         cases[i].record ? PYRO_VALUE_RECORD : PYRO_VALUE_DICT);
        g_assert_cmpstr (pyro_value_get_class_name (value), ==,
                         cases[i].record ? cases[i].name : NULL);
      }
}

/* A builder that is given up frees all it has. */
static void
test_give_up (void)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) value = make ("[1 2 3]");

  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  pyro_builder_add_value (builder, value);
  pyro_builder_take_bytes (builder, g_bytes_new_take (g_malloc0 (1000), 1000));
  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  for (int i = 0; i < 1000; i++)
    pyro_builder_add_string (builder, "some text", -1);
}

static void
test_misuse (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr(PyroBuilder) builder = pyro_builder_new ();

      g_log_set_always_fatal (G_LOG_FATAL_MASK);
      g_assert_null (pyro_builder_end (builder, NULL));
      pyro_builder_add_none (builder);
      pyro_builder_add_none (builder);
      g_assert_null (pyro_builder_end (builder, NULL));
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_stderr ("*n_items*== 1*n_items*== 1*");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/builder/room", test_room);
  g_test_add_func ("/builder/room/too-large", test_room_too_large);
  g_test_add_func ("/builder/int-text", test_int_text);
  g_test_add_func ("/builder/blocks", test_blocks);
  g_test_add_func ("/builder/close-as", test_close_as);
  g_test_add_func ("/builder/unhashable", test_unhashable);
  g_test_add_func ("/builder/odd-dict", test_odd_dict);
  g_test_add_func ("/builder/depth", test_depth);
  g_test_add_func ("/builder/too-many", test_too_many);
  g_test_add_func ("/builder/add-value", test_add_value);
  g_test_add_func ("/builder/keep", test_keep);
  g_test_add_func ("/builder/keep/limits", test_keep_limits);
  g_test_add_func ("/builder/memory", test_memory);
  g_test_add_func ("/builder/chain", test_chain);
  g_test_add_func ("/builder/chain/bytes", test_chain_bytes);
  g_test_add_func ("/builder/unique", test_unique);
  g_test_add_func ("/builder/duplicates", test_duplicates);
  g_test_add_func ("/builder/flood", test_flood);
  g_test_add_func ("/builder/class-name", test_class_name);
  g_test_add_func ("/builder/give-up", test_give_up);
  g_test_add_func ("/builder/misuse", test_misuse);

  return g_test_run ();
}
