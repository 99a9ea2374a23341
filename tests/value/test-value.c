/* tests/value/test-value.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/value/value.h"

#include <math.h>

#include "tests/value/notation.h"

static void
test_scalars (void)
{
  g_autoptr(PyroValue) none = pyro_value_new_none ();
  g_autoptr(PyroValue) yes = pyro_value_new_bool (TRUE);
  g_autoptr(PyroValue) number = pyro_value_new_int (G_MININT64);
  g_autoptr(PyroValue) real = pyro_value_new_float (-0.5);
  g_autoptr(PyroValue) complex = pyro_value_new_complex (1, -2);
  g_autofree char *digits = pyro_value_dup_int_text (number);
  gint64 whole;
  double a, b;

  g_assert_cmpint (pyro_value_get_kind (none), ==, PYRO_VALUE_NONE);
  g_assert_cmpstr (pyro_value_get_type_name (none), ==, "NoneType");
  g_assert_cmpint (pyro_value_get_kind (yes), ==, PYRO_VALUE_BOOL);
  g_assert_true (pyro_value_get_int64 (yes, &whole));
  g_assert_cmpint (whole, ==, 1);
  g_assert_true (pyro_value_get_int64 (number, &whole));
  g_assert_cmpint (whole, ==, G_MININT64);
  g_assert_cmpstr (digits, ==, "-9223372036854775808");
  g_assert_false (pyro_value_get_int64 (real, &whole));
  g_assert_null (pyro_value_dup_int_text (real));
  g_assert_cmpfloat (pyro_value_get_float (real), ==, -0.5);
  g_assert_cmpfloat (pyro_value_get_float (none), ==, 0);
  pyro_value_get_complex (complex, &a, &b);
  g_assert_cmpfloat (a, ==, 1);
  g_assert_cmpfloat (b, ==, -2);
  pyro_value_get_complex (real, &a, &b);
  g_assert_cmpfloat (a, ==, -0.5);
  g_assert_cmpfloat (b, ==, 0);
  g_assert_false (pyro_value_get_number (complex, NULL));
  g_assert_cmpuint (pyro_value_get_length (number), ==, 0);
  g_assert_cmpuint (pyro_value_get_depth (number), ==, 0);
  g_assert_null (pyro_value_get_item (number, 0));
  g_assert_null (pyro_value_lookup (number, none));
}

static void
test_big_int (void)
{
  g_autoptr(PyroValue) value = make ("-0018446744073709551616");
  g_autoptr(PyroValue) small = make ("+0000000000000000000000042");
  g_autofree char *digits = pyro_value_dup_int_text (value);
  gint64 whole;
  double number;

  g_assert_cmpint (pyro_value_get_kind (value), ==, PYRO_VALUE_INT);
  g_assert_false (pyro_value_get_int64 (value, &whole));
  g_assert_cmpstr (digits, ==, "-18446744073709551616");
  g_assert_true (pyro_value_get_number (value, &number));
  g_assert_cmpfloat (number, ==, -0x1p64);
  g_assert_true (pyro_value_get_int64 (small, &whole));
  g_assert_cmpint (whole, ==, 42);
}

static void
test_truth (void)
{
  static const char *const truths[] = {
    "T", "1", "-1", "18446744073709551616", "0.5", "nan", "c0:1", "'x'", "b'x'", "[0]", "(0)",
    "{0}", "f{0}", "d{0 0}",
  };
  static const char *const falsehoods[] = {
    "N", "F", "0", "-0.0", "c0:0", "''", "b''", "[]", "()", "{}", "f{}", "d{}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (truths); i++)
    {
      g_autoptr(PyroValue) value = make (truths[i]);

      g_assert_true (pyro_value_get_bool (value));
    }
  for (guint i = 0; i < G_N_ELEMENTS (falsehoods); i++)
    {
      g_autoptr(PyroValue) value = make (falsehoods[i]);

      g_assert_false (pyro_value_get_bool (value));
    }
}

static void
test_string (void)
{
  g_autofree char *middle = g_strnfill (65535, 'm'), *large = g_strnfill (65536, 'l');
  const char *const texts[] = { "", "a", "sevenby", "eightbyt",
                                "\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80", middle, large };
  const gsize lengths[] = { 0, 1, 7, 8, 3, 65535, 65536 };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(PyroValue) value = pyro_value_new_string (texts[i]);
      g_autofree char *utf8 = pyro_value_dup_utf8 (value);
      gsize size;

      g_assert_cmpint (pyro_value_get_kind (value), ==, PYRO_VALUE_STR);
      g_assert_cmpstr (pyro_value_get_string (value, &size), ==, texts[i]);
      g_assert_cmpuint (size, ==, strlen (texts[i]));
      g_assert_cmpuint (pyro_value_get_length (value), ==, lengths[i]);
      g_assert_cmpstr (utf8, ==, texts[i]);
      g_assert_null (pyro_value_get_bytes_data (value, &size));
      g_assert_null (pyro_value_dup_bytes (value));
    }
}

/* Texts with what is no UTF-8 for others. */
static void
test_string_odd (void)
{
  static const char odd[] = "a\0b\xed\xa0\x80" "c\xed\x9f\xbf" "d\xed\xbf\xbf";
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) value = NULL;
  g_autofree char *utf8 = NULL;
  gsize size;

  pyro_builder_add_string (builder, odd, sizeof odd - 1);
  value = pyro_builder_end (builder, NULL);
  utf8 = pyro_value_dup_utf8 (value);

  g_assert_cmpstr (utf8, ==, "a\xef\xbf\xbd" "b\xef\xbf\xbd" "c\xed\x9f\xbf" "d\xef\xbf\xbd");
  g_assert_true (g_utf8_validate (utf8, -1, NULL));
  g_assert_cmpuint (pyro_value_get_length (value), ==, 8);
  g_assert_cmpmem (pyro_value_get_string (value, &size), size, odd, sizeof odd - 1);
}

static void
test_bytes (void)
{
  g_autofree guint8 *data = g_malloc0 (100000);
  const gsize sizes[] = { 0, 1, 7, 8, 64, 65, 256, 257, 65535, 65536, 100000 };

  for (guint i = 0; i < 100000; i++)
    data[i] = (guint8) (i * 7);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (data, sizes[i]), kept = NULL, copied = NULL;
      g_autoptr(PyroBuilder) builder = pyro_builder_new ();
      PyroValue *value = pyro_value_new_bytes (bytes), *other;
      gsize size;

      pyro_builder_add_bytes (builder, data, sizes[i]);
      other = pyro_builder_end (builder, NULL);
      g_assert_cmpmem (pyro_value_get_bytes_data (value, &size), size, data, sizes[i]);
      g_assert_true (pyro_value_identical (value, other));
      g_assert_cmpuint (pyro_value_get_length (value), ==, sizes[i]);
      g_assert_cmpuint (pyro_value_get_memory_size (value), >=, sizes[i]);
      g_assert_null (pyro_value_get_string (value, NULL));

      kept = pyro_value_dup_bytes (value);
      copied = pyro_value_dup_bytes (other);
      pyro_value_unref (value);
      pyro_value_unref (other);
      g_assert_true (g_bytes_equal (kept, bytes));
      g_assert_true (g_bytes_equal (copied, bytes));
    }
}

static void
test_items (void)
{
  static const char *const containers[] = { "[1 'two' 3.0]", "(1 'two' 3.0)", "{1 'two' 3.0}",
                                            "f{1 'two' 3.0}", "d{'a' 1 'b' 'two' 'c' 3.0}" };
  static const char *const names[] = { "list", "tuple", "set", "frozenset", "dict" };

  for (guint i = 0; i < G_N_ELEMENTS (containers); i++)
    {
      g_autoptr(PyroValue) value = make (containers[i]);
      g_autoptr(PyroValue) two = pyro_value_new_string ("two");
      PyroValue *item = pyro_value_get_item (value, 1), *key = pyro_value_get_key (value, 1);

      g_assert_true (pyro_value_is_container (value));
      g_assert_cmpstr (pyro_value_get_type_name (value), ==, names[i]);
      g_assert_cmpuint (pyro_value_get_length (value), ==, 3);
      g_assert_cmpuint (pyro_value_get_depth (value), ==, 1);
      g_assert_true (pyro_value_identical (item, two));
      g_assert_cmpstr (key ? pyro_value_get_string (key, NULL) : NULL, ==, i == 4 ? "b" : NULL);
      g_assert_null (pyro_value_get_item (value, 3));
      g_assert_null (pyro_value_get_key (value, 3));
      g_assert_cmpint (pyro_value_contains (value, two), ==, i < 4);

      /* An item holds all that was made with it. */
      pyro_value_ref (item);
      g_clear_pointer (&value, pyro_value_unref);
      g_assert_cmpstr (pyro_value_get_string (item, NULL), ==, "two");
      pyro_value_unref (item);
    }
}

static void
test_lookup (void)
{
  g_autoptr(PyroValue) one = pyro_value_new_int (1);
  g_autoptr(PyroValue) list = make ("[1]");

  for (gint64 n = 1; n < 2000; n += n / 3 + 1)
    {
      g_autoptr(PyroBuilder) builder = pyro_builder_new ();
      g_autoptr(PyroValue) value = NULL;
      g_autofree char *longer = g_strnfill (70000, 'k');
      gint64 found;

      pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
      for (gint64 i = 0; i < n; i++)
        {
          g_autofree char *key = g_strdup_printf ("key %" G_GINT64_FORMAT, i);

          pyro_builder_add_string (builder, key, -1);
          pyro_builder_add_int (builder, i);
        }
      pyro_builder_add_string (builder, longer, -1);
      pyro_builder_add_int (builder, -5);
      pyro_builder_close (builder, NULL);
      value = pyro_builder_end (builder, NULL);

      for (gint64 i = 0; i < n; i++)
        {
          g_autofree char *key = g_strdup_printf ("key %" G_GINT64_FORMAT, i);

          g_assert_true (pyro_value_get_int64 (pyro_value_lookup_string (value, key), &found));
          g_assert_cmpint (found, ==, i);
        }
      g_assert_true (pyro_value_get_int64 (pyro_value_lookup_string (value, longer), &found));
      g_assert_cmpint (found, ==, -5);
      g_assert_null (pyro_value_lookup_string (value, "key"));
      g_assert_null (pyro_value_lookup_string (value, ""));
      g_assert_null (pyro_value_lookup (value, one));
      g_assert_null (pyro_value_lookup (value, list));
    }
}

static void
test_lookup_number (void)
{
  g_autoptr(PyroValue) dict = make ("d{1 'one' 18446744073709551616 'big' (1 2) 'pair' N 'none'}");
  static const char *const keys[] = { "1.0", "T", "18446744073709551616.0", "(1.0 2)", "N",
                                      "c1:0" };
  static const char *const texts[] = { "one", "one", "big", "pair", "none", "one" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr(PyroValue) key = make (keys[i]);

      g_assert_cmpstr (pyro_value_get_string (pyro_value_lookup (dict, key), NULL), ==, texts[i]);
      g_assert_true (pyro_value_contains (dict, key));
    }
}

/* A key that is equal to nothing, not even its copy, is found by itself. */
static void
test_lookup_nan (void)
{
  static const char *const dicts[] = {
    "d{nan 'x' (1 nan) 'y'}", "d{nan 'x' (1 nan) 'y' 1 1 2 2 3 3 4 4 5 5 6 6 7 7 8 8 nan 9}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (dicts); i++)
    {
      g_autoptr(PyroValue) dict = make (dicts[i]), nan = make ("nan"), pair = make ("(1 nan)");

      g_assert_null (pyro_value_lookup (dict, nan));
      g_assert_null (pyro_value_lookup (dict, pair));
      for (gsize n = 0; n < pyro_value_get_length (dict); n++)
        g_assert_true (pyro_value_lookup (dict, pyro_value_get_key (dict, n))
                       == pyro_value_get_item (dict, n));
    }
}

static void
test_record (void)
{
  g_autoptr(PyroValue) record = make ("d{'state' (1 2) '__class__' 'Pyro5.core.URI'}");
  g_autoptr(PyroValue) dict = make ("d{'state' (1 2) '__class__' 5}");
  g_autoptr(PyroValue) bytes = make ("d{'__class__' b'module.Class'}");
  g_autoptr(PyroValue) large = make ("d{0 0 1 1 2 2 3 3 4 4 5 5 6 6 7 7 8 8 '__class__' 'C'}");
  g_autoptr(PyroValue) same = make ("d{'__class__' 'Pyro5.core.URI' 'state' (1 2)}");

  g_assert_cmpint (pyro_value_get_kind (record), ==, PYRO_VALUE_RECORD);
  g_assert_cmpstr (pyro_value_get_class_name (record), ==, "Pyro5.core.URI");
  g_assert_cmpstr (pyro_value_get_type_name (record), ==, "Pyro5.core.URI");
  g_assert_cmpuint (pyro_value_get_length (record), ==, 2);
  g_assert_nonnull (pyro_value_lookup_string (record, "state"));
  g_assert_cmpstr (pyro_value_get_string (pyro_value_get_key (record, 0), NULL), ==, "state");
  g_assert_true (pyro_value_equal (record, same));

  g_assert_cmpint (pyro_value_get_kind (dict), ==, PYRO_VALUE_DICT);
  g_assert_null (pyro_value_get_class_name (dict));
  g_assert_cmpstr (pyro_value_get_class_name (bytes), ==, "module.Class");
  g_assert_cmpstr (pyro_value_get_class_name (large), ==, "C");
}

static void
test_exception (void)
{
  static const struct
  {
    const char *notation;
    gboolean    exception;
  } cases[] = {
    { "d{'__class__' 'builtins.ValueError' '__exception__' T 'args' () 'attributes' d{}}", TRUE },
    { "d{'__class__' 'builtins.ValueError' '__exception__' 1}", TRUE },
    { "d{'__class__' 'builtins.ValueError' '__exception__' F}", FALSE },
    { "d{'__class__' 'builtins.ValueError'}", FALSE },
    { "d{'__class__' 'Pyro5.errors.NamingError'}", TRUE },
    { "d{'__class__' 'Pyro4.errors.NamingError'}", TRUE },
    { "d{'__class__' 'Pyro5.core.URI'}", FALSE },
    { "d{'__exception__' T}", FALSE },
    { "[]", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PyroValue) value = make (cases[i].notation);

      g_assert_cmpint (pyro_value_is_exception (value), ==, cases[i].exception);
    }
}

static void
test_new_sequence (void)
{
  g_autoptr(PyroValue) list = make ("[1 2]"), text = pyro_value_new_string ("text");
  PyroValue *items[] = { list, text, list };
  g_autoptr(PyroValue) outer = pyro_value_new_list (items, 3);
  g_autoptr(PyroValue) tuple = pyro_value_new_tuple (items, 3);
  g_autoptr(PyroValue) empty = pyro_value_new_tuple (NULL, 0);
  g_autoptr(PyroValue) expected = make ("[[1 2] 'text' [1 2]]");

  g_assert_true (pyro_value_identical (outer, expected));
  g_assert_false (pyro_value_equal (outer, tuple));
  g_assert_cmpuint (pyro_value_get_depth (tuple), ==, 2);
  g_assert_cmpuint (pyro_value_get_length (empty), ==, 0);
  g_assert_cmpuint (pyro_value_get_depth (empty), ==, 1);
}

/* The deepest may be what an equal key put out of its place. */
static void
test_depth_of_united (void)
{
  g_autoptr(PyroValue) dict = make ("d{1 [[]] 1.0 2}"), both = make ("d{1 [[]] 1.0 ()}");

  g_assert_cmpuint (pyro_value_get_length (dict), ==, 1);
  g_assert_cmpuint (pyro_value_get_depth (dict), ==, 1);
  g_assert_cmpuint (pyro_value_get_depth (both), ==, 2);
}

/* A small value is one allocation, a large one is 16 bytes a number. */
static void
test_memory (void)
{
  g_autoptr(PyroValue) number = pyro_value_new_int (5), small = make ("(1 2 'three')");
  g_autoptr(PyroValue) text = pyro_value_new_string ("some text");
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) large = NULL;

  g_assert_cmpuint (pyro_value_get_memory_size (number), <=, 100);
  g_assert_cmpuint (pyro_value_get_memory_size (text), <=, 120);
  g_assert_cmpuint (pyro_value_get_memory_size (small), <=, 250);

  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  for (int i = 0; i < 1000000; i++)
    pyro_builder_add_int (builder, i);
  pyro_builder_close (builder, NULL);
  large = pyro_builder_end (builder, NULL);
  g_assert_cmpuint (pyro_value_get_memory_size (large), >, 16000000);
  g_assert_cmpuint (pyro_value_get_memory_size (large), <, 16100000);
}

/* Built with the address sanitizer, what would be measured is its quarantine: the test is not part of such a program. */
#ifndef __SANITIZE_ADDRESS__
static gsize
get_resident_size (void)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) fields = NULL;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    return 0;
  fields = g_strsplit (text, " ", 3);

  return (gsize) g_ascii_strtoull (fields[1], NULL, 10) * 4096;
}

static void
test_memory_resident (void)
{
  gsize before = get_resident_size ();
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) large = NULL;

  g_assert_cmpuint (before, >, 0);
  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  for (int i = 0; i < 1000000; i++)
    pyro_builder_add_int (builder, i);
  pyro_builder_close (builder, NULL);
  large = pyro_builder_end (builder, NULL);
  g_clear_pointer (&builder, pyro_builder_unref);
  g_test_message ("%" G_GSIZE_FORMAT " bytes for a million integers",
                  get_resident_size () - before);
  g_assert_cmpuint (get_resident_size () - before, <=, 32000000);
}
#endif

static gpointer
use_value (gpointer data)
{
  PyroValue *value = data;

  for (guint i = 0; i < 20000; i++)
    {
      PyroValue *same = pyro_value_get_item (value, i % 3), *item = pyro_value_ref (same);
      gint64 number;

      g_assert_true (pyro_value_get_int64 (pyro_value_lookup_string (item, "x"), &number));
      g_assert_cmpint (number, ==, i % 3);
      g_assert_true (pyro_value_equal (item, same));
      g_assert_cmpuint (pyro_value_hash (item), ==, pyro_value_hash (same));
      pyro_value_unref (item);
    }
  pyro_value_unref (value);

  return NULL;
}

static void
test_threads (void)
{
  PyroValue *value = make ("[d{'x' 0} d{'x' 1} d{'x' 2 'y' {1 2 3 4 5 6 7 8 9 10}}]");
  GThread *threads[8];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", use_value, pyro_value_ref (value));
  pyro_value_unref (value);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static void
test_boxed (void)
{
  g_auto(GValue) box = G_VALUE_INIT;
  g_autoptr(PyroValue) value = make ("[1]");

  g_value_init (&box, PYRO_TYPE_VALUE);
  g_value_set_boxed (&box, value);
  g_assert_true (g_value_get_boxed (&box) == value);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/value/scalars", test_scalars);
  g_test_add_func ("/value/big-int", test_big_int);
  g_test_add_func ("/value/truth", test_truth);
  g_test_add_func ("/value/string", test_string);
  g_test_add_func ("/value/string/odd", test_string_odd);
  g_test_add_func ("/value/bytes", test_bytes);
  g_test_add_func ("/value/items", test_items);
  g_test_add_func ("/value/lookup", test_lookup);
  g_test_add_func ("/value/lookup/number", test_lookup_number);
  g_test_add_func ("/value/lookup/nan", test_lookup_nan);
  g_test_add_func ("/value/record", test_record);
  g_test_add_func ("/value/exception", test_exception);
  g_test_add_func ("/value/new-sequence", test_new_sequence);
  g_test_add_func ("/value/depth-of-united", test_depth_of_united);
  g_test_add_func ("/value/memory", test_memory);
#ifndef __SANITIZE_ADDRESS__
  g_test_add_func ("/value/memory/resident", test_memory_resident);
#endif
  g_test_add_func ("/value/threads", test_threads);
  g_test_add_func ("/value/boxed", test_boxed);

  return g_test_run ();
}
