/* tests/value/test-number.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/value/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/error.h"
#include "core/limits.h"

static void
assert_float (double      value,
              const char *expected)
{
  char text[PYRO_NUMBER_SIZE];
  gsize size = pyro_number_format_float (value, text);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (size, ==, strlen (expected));
}

static void
test_float (void)
{
  static const char *const texts[] = {
    "0.0", "-0.0", "1.0", "-1.0", "0.1", "0.2", "0.30000000000000004", "100.0", "123456.789",
    "0.0001", "1e-05", "0.00012345678901234567", "1.5e-07", "5e-324", "1e-323",
    "2.2250738585072014e-308", "2.225073858507201e-308", "1.7976931348623157e+308",
    "9007199254740993e0", "999999999999999.9", "1000000000000000.0", "9999999999999998.0", "1e+16",
    "1.2345678901234568e+16", "1e+22", "1e+23", "9.5e+22", "3.141592653589793",
    /* powers of two, below which the doubles lie denser */
    "5.684341886080802e-14", "9007199254740992.0", "1.329227995784916e+36",
    "inf", "-inf", "nan",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_float (g_ascii_strtod (texts[i], NULL),
                  g_str_equal (texts[i], "9007199254740993e0") ? "9007199254740992.0" : texts[i]);
  assert_float (ldexp (1, -44), "5.684341886080802e-14");
  assert_float (-NAN, "nan");
}

/* No text of fewer digits reads as the same float. */
static void
assert_shortest (double value)
{
  char text[PYRO_NUMBER_SIZE], shorter[64];
  int n_digits = 0;

  pyro_number_format_float (value, text);
  g_assert_true (g_ascii_strtod (text, NULL) == value);

  for (const char *at = text; *at != '\0' && *at != 'e'; at++)
    n_digits += g_ascii_isdigit (*at) && (n_digits > 0 || *at != '0');
  if (g_str_has_suffix (text, ".0"))
    n_digits--;
  if (n_digits < 2)
    return;
  snprintf (shorter, sizeof shorter, "%.*e", n_digits - 2, value);
  if (n_digits <= 17 && strchr (text, 'e') != NULL)
    g_assert_true (g_ascii_strtod (shorter, NULL) != value);
}

static double
get_random_double (void)
{
  guint64 bits = (guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();
  double value;

  memcpy (&value, &bits, sizeof value);

  return isfinite (value) ? value : 1.0;
}

static void
test_float_random (void)
{
  for (int i = 0; i < 20000; i++)
    assert_shortest (get_random_double ());
  for (int i = -1074; i < 1024; i++)
    assert_shortest (ldexp (1, i));
  for (int i = 0; i < 20000; i++)
    assert_shortest (g_test_rand_int_range (0, G_MAXINT) / pow (10, g_test_rand_int_range (0, 20)));
}

/* Python itself says how it writes floats. */
static void
test_float_python (void)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "value", "floats.py", NULL);
  const char *argv[] = { "python3", script, NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *output = NULL;
  g_auto(GStrv) lines = NULL;
  guint n = 0;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL,
                     NULL, &error))
    {
      g_test_skip (error->message);
      return;
    }

  lines = g_strsplit_set (output, "\n", -1);
  for (; lines[n] != NULL && *lines[n] != '\0'; n++)
    {
      guint64 bits = g_ascii_strtoull (lines[n], NULL, 16);
      double value;

      memcpy (&value, &bits, sizeof value);
      assert_float (value, strchr (lines[n], ' ') + 1);
    }
  g_assert_cmpuint (n, >, 10000);
}

static void
test_int (void)
{
  static const struct
  {
    gint64      value;
    const char *text;
  } cases[] = {
    { 0, "0" }, { 7, "7" }, { -7, "-7" }, { 1234567890, "1234567890" },
    { G_MAXINT64, "9223372036854775807" }, { G_MININT64, "-9223372036854775808" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char text[PYRO_NUMBER_SIZE];
      gint64 value;

      g_assert_cmpuint (pyro_number_format_int (cases[i].value, text), ==, strlen (cases[i].text));
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_true (pyro_number_parse_int64 (text, strlen (text), &value));
      g_assert_cmpint (value, ==, cases[i].value);
    }
}

static gboolean
parses (const char *text)
{
  g_autofree char *copy = g_memdup2 (text, strlen (text));
  gint64 value;

  return pyro_number_parse_int64 (copy, strlen (text), &value);
}

static void
test_int64 (void)
{
  g_assert_true (parses ("+5"));
  g_assert_true (parses ("-0"));
  g_assert_true (parses ("00000000000000000000000000000000001"));
  g_assert_true (parses ("-9223372036854775808"));
  g_assert_false (parses ("9223372036854775808"));
  g_assert_false (parses ("-9223372036854775809"));
  g_assert_false (parses ("18446744073709551616"));
  g_assert_false (parses (""));
  g_assert_false (parses ("-"));
  g_assert_false (parses ("1 "));
  g_assert_false (parses ("--1"));
  g_assert_false (parses ("0x1"));
}

static void
assert_canonical (const char *text,
                  const char *expected)
{
  g_autofree char *copy = g_memdup2 (text, strlen (text));
  g_autoptr(GError) error = NULL;
  g_autofree char *canonical = pyro_number_canonicalise (copy, strlen (text), &error);

  g_assert_cmpstr (canonical, ==, expected);
  if (expected != NULL)
    g_assert_no_error (error);
  else
    g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
}

static void
test_canonicalise (void)
{
  g_autofree char *many = g_strnfill (PYRO_MAX_INT_DIGITS + 1, '7');
  g_autofree char *zeros = g_strnfill (PYRO_MAX_INT_DIGITS + 1, '0');
  g_autofree char *most = NULL;
  g_autoptr(GError) error = NULL;

  assert_canonical ("+007", "7");
  assert_canonical ("-000", "0");
  assert_canonical ("-010", "-10");
  assert_canonical ("123456789012345678901234567890", "123456789012345678901234567890");
  assert_canonical ("", NULL);
  assert_canonical ("+", NULL);
  assert_canonical ("1_000", NULL);
  assert_canonical (zeros, "0");

  most = pyro_number_canonicalise (many, PYRO_MAX_INT_DIGITS, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (most), ==, PYRO_MAX_INT_DIGITS);
  g_assert_null (pyro_number_canonicalise (many, PYRO_MAX_INT_DIGITS + 1, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
}

static void
test_based (void)
{
  static const struct
  {
    const char *digits;
    guint       base;
    const char *text;
  } cases[] = {
    { "0", 2, "0" },
    { "-0000", 16, "0" },
    { "ff", 16, "255" },
    { "-FF", 16, "-255" },
    { "777", 8, "511" },
    { "1010", 2, "10" },
    { "100000000", 16, "4294967296" },
    { "10000000000000000", 16, "18446744073709551616" },
    { "1000000000000000000000000000000000000000000000000000000000000000000", 2,
      "73786976294838206464" },
    { "123456701234567012345670", 8, "770996035962450594744" },
    { "123456789abcdef0123456789abcdef", 16, "1512366075204170929049582354406559215" },
    { "", 16, NULL },
    { "-", 16, NULL },
    { "8", 8, NULL },
    { "2", 2, NULL },
    { "0x1", 16, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize size = strlen (cases[i].digits);
      g_autofree char *copy = g_memdup2 (cases[i].digits, size);
      g_autoptr(GError) error = NULL;
      g_autofree char *text = pyro_number_from_based (copy != NULL ? copy : "", size, cases[i].base,
                                                      &error);

      g_assert_cmpstr (text, ==, cases[i].text);
      if (text == NULL)
        g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
    }
}

static void
test_hex (void)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr(GString) hex = g_string_new (i % 2 ? "-" : NULL);
      g_autofree char *text = NULL, *back = NULL;
      g_autoptr(GError) error = NULL;

      g_string_append_printf (hex, "%x", g_test_rand_int_range (1, 16));
      for (guint n = 0; n < i; n++)
        g_string_append_printf (hex, "%x", g_test_rand_int_range (0, 16));
      text = pyro_number_from_based (hex->str, hex->len, 16, &error);
      g_assert_no_error (error);
      back = pyro_number_to_hex (text, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (back, ==, hex->str);
    }
}

static void
test_based_limit (void)
{
  g_autofree char *many = g_strnfill (PYRO_MAX_BASED_DIGITS + 1, 'f');
  g_autofree char *decimal = g_strnfill (PYRO_MAX_BASED_DIGITS * 2, '9');
  g_autofree char *most = NULL, *hex = NULL, *zero = NULL;
  g_autoptr(GError) error = NULL;

  most = pyro_number_from_based (many, PYRO_MAX_BASED_DIGITS - 100, 16, &error);
  g_assert_no_error (error);
  hex = pyro_number_to_hex (most, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (hex), ==, PYRO_MAX_BASED_DIGITS - 100);
  g_assert_cmpuint (strspn (hex, "f"), ==, PYRO_MAX_BASED_DIGITS - 100);

  g_assert_null (pyro_number_from_based (many, PYRO_MAX_BASED_DIGITS + 1, 16, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (pyro_number_to_hex (decimal, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
  g_clear_error (&error);

  zero = pyro_number_to_hex ("0", &error);
  g_assert_cmpstr (zero, ==, "0");
}

static void
test_compare (void)
{
  static const char *const ordered[] = {
    "-100000000000000000000", "-99999999999999999999", "-2", "-1", "0", "1", "2", "10",
    "99999999999999999999", "100000000000000000000", "100000000000000000001",
  };

  for (guint i = 0; i < G_N_ELEMENTS (ordered); i++)
    for (guint n = 0; n < G_N_ELEMENTS (ordered); n++)
      {
        int result = pyro_number_compare (ordered[i], ordered[n]);

        g_assert_cmpint ((result > 0) - (result < 0), ==, (i > n) - (i < n));
      }
}

static void
test_double (void)
{
  g_autofree char *huge = g_strnfill (400, '9');

  g_assert_cmpfloat (pyro_number_to_double ("18446744073709551616"), ==, 0x1p64);
  /* half way between two doubles: to the even one, and just above: up */
  g_assert_cmpfloat (pyro_number_to_double ("9007199254740993"), ==, 9007199254740992.0);
  g_assert_cmpfloat (pyro_number_to_double ("36893488147419107328"), ==, 0x1p65 + 0);
  g_assert_true (isinf (pyro_number_to_double (huge)));
  g_assert_true (pyro_number_is_exact ("18446744073709551616", 0x1p64));
  g_assert_false (pyro_number_is_exact ("18446744073709551617", 0x1p64));
  g_assert_true (pyro_number_is_exact ("-18446744073709551616", -0x1p64));
  g_assert_true (pyro_number_is_exact ("0", -0.0));
  g_assert_false (pyro_number_is_exact ("0", 0.5));
  g_assert_false (pyro_number_is_exact (huge, INFINITY));
  g_assert_false (pyro_number_is_exact ("1", NAN));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/number/float", test_float);
  g_test_add_func ("/number/float/random", test_float_random);
  g_test_add_func ("/number/float/python", test_float_python);
  g_test_add_func ("/number/int", test_int);
  g_test_add_func ("/number/int64", test_int64);
  g_test_add_func ("/number/canonicalise", test_canonicalise);
  g_test_add_func ("/number/based", test_based);
  g_test_add_func ("/number/based/limit", test_based_limit);
  g_test_add_func ("/number/hex", test_hex);
  g_test_add_func ("/number/compare", test_compare);
  g_test_add_func ("/number/double", test_double);

  return g_test_run ();
}
