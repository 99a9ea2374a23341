/* tests/ui/models/test-kind.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/kind.h"

#include <string.h>

static void
test_names (void)
{
  for (guint i = 0; i < LENS_N_KINDS; i++)
    {
      LensKind kind = LENS_N_KINDS;

      g_assert_true (lens_kind_find (lens_kind_get_name ((LensKind) i), &kind));
      g_assert_cmpint ((int) kind, ==, (int) i);
    }
}

/* What is typed, as which value it is sent. */
static void
test_read (void)
{
  static const struct { LensKind kind; const char *text; const char *literal; } cases[] = {
    { LENS_KIND_ANY, "(1, None)", "(1, None)" },
    { LENS_KIND_BOOL, "True", "True" },
    { LENS_KIND_INT, "1_000", "1000" },
    { LENS_KIND_INT, "-0x1F", "-31" },
    { LENS_KIND_INT, "0b101", "5" },
    { LENS_KIND_INT, "1267650600228229401496703205376", "1267650600228229401496703205376" },
    { LENS_KIND_FLOAT, "0.1", "0.1" },
    { LENS_KIND_FLOAT, "3", "3.0" },
    { LENS_KIND_FLOAT, " -Infinity ", "-inf" },
    { LENS_KIND_FLOAT, "nan", "nan" },
    { LENS_KIND_FLOAT, "5e-324", "5e-324" },
    { LENS_KIND_COMPLEX, "1-2.5j", "(1-2.5j)" },
    { LENS_KIND_COMPLEX, "2", "(2+0j)" },
    { LENS_KIND_STR, "it's \"so\" \\n", "'it\\'s \"so\" \\\\n'" },
    { LENS_KIND_STR, " ", "' '" },
    { LENS_KIND_DECIMAL, "0.10", "'0.10'" },
    { LENS_KIND_DECIMAL, " -1.5E+10 ", "'-1.5E+10'" },
    { LENS_KIND_DECIMAL, "12345678901234567890.123456789012345678901", "'12345678901234567890.123456789012345678901'" },
    { LENS_KIND_DECIMAL, "NaN", "'NaN'" },
    { LENS_KIND_DATETIME, "2026-03-14 15:09", "'2026-03-14T15:09:00'" },
    { LENS_KIND_DATE, "2028-2-29", "'2028-02-29'" },
    { LENS_KIND_TIME, "9:05", "'09:05:00'" },
    { LENS_KIND_TIMEDELTA, "1:30:00", "5400.0" },
    { LENS_KIND_UUID, "12345678-1234-5678-1234-56781234ABCD", "'12345678-1234-5678-1234-56781234abcd'" },
    { LENS_KIND_PROXY, "PYRO:lab.stage@127.0.0.1:9999",
      "{'__class__': 'Pyro5.client.Proxy', 'state': ('PYRO:lab.stage@127.0.0.1:9999', (), (), (), 'hello', None)}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroValue) value = NULL;
      g_autofree char *literal = NULL;
      guint column = 99;

      g_test_message ("%s: %s", lens_kind_get_name (cases[i].kind), cases[i].text);
      value = lens_kind_read (cases[i].kind, cases[i].text, &column, &error);
      g_assert_no_error (error);
      literal = pyro_value_repr (value);
      g_assert_cmpstr (literal, ==, cases[i].literal);
    }
}

static void
test_wrong (void)
{
  static const struct { LensKind kind; const char *text; guint column; } cases[] = {
    { LENS_KIND_ANY, "[1, 2", 6 }, { LENS_KIND_BOOL, "1", 1 }, { LENS_KIND_INT, "1.5", 1 }, { LENS_KIND_INT, "12x", 3 },
    { LENS_KIND_FLOAT, "'1'", 1 }, { LENS_KIND_FLOAT, "1e", 3 }, { LENS_KIND_COMPLEX, "True", 1 },
    { LENS_KIND_DECIMAL, "1,5", 2 }, { LENS_KIND_DECIMAL, "1e", 3 }, { LENS_KIND_DECIMAL, ".", 2 },
    { LENS_KIND_UUID, "1234", 1 }, { LENS_KIND_PROXY, "lab.stage", 1 }, { LENS_KIND_DATE, "2027-02-29", 9 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      guint column = 99;

      g_test_message ("%s: %s", lens_kind_get_name (cases[i].kind), cases[i].text);
      g_assert_null (lens_kind_read (cases[i].kind, cases[i].text, &column, &error));
      g_assert_nonnull (error);
      g_test_message ("%s (%u)", error->message, column);
      g_assert_cmpuint (column, ==, cases[i].column);
    }
}

/* A float of 1e400 is no float, and one of 400 digits neither. */
static void
test_too_large (void)
{
  g_autofree char *digits = g_strnfill (400, '9');
  g_autoptr(GError) error = NULL;
  guint column;

  g_assert_null (lens_kind_read (LENS_KIND_FLOAT, digits, &column, &error));
  g_assert_cmpstr (error->message, ==, "This is too large for a float");
}

/* Beyond 2**53 nothing is rounded. */
static void
test_step (void)
{
  static const struct { const char *text; int step; const char *next; } cases[] = {
    { "", 1, "1" }, { "0", -1, "-1" }, { "-1", 1, "0" }, { "9", 1, "10" }, { "10", -1, "9" }, { "-9", -1, "-10" },
    { "-10", 1, "-9" }, { "9007199254740993", 1, "9007199254740994" }, { "0xff", 1, "256" }, { "1_0", -1, "9" },
    { "99999999999999999999999999999999", 1, "100000000000000000000000000000000" },
    { "100000000000000000000000000000000", -1, "99999999999999999999999999999999" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *next = lens_kind_step (cases[i].text, cases[i].step);

      g_assert_cmpstr (next, ==, cases[i].next);
    }
  g_assert_null (lens_kind_step ("x", 1));
}

static void
test_write (void)
{
  g_autoptr(PyroValue) surrogate = pyro_literal_parse ("'\\ud800'", -1, NULL, NULL);
  g_autoptr(PyroValue) zero = pyro_literal_parse ("'a\\x00b'", -1, NULL, NULL);
  g_autoptr(PyroValue) list = pyro_literal_parse ("[1]", -1, NULL, NULL);

  g_assert_null (lens_kind_write (LENS_KIND_STR, surrogate)); /* what an entry cannot show */
  g_assert_null (lens_kind_write (LENS_KIND_STR, zero));
  g_assert_null (lens_kind_write (LENS_KIND_INT, list));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/kind/names", test_names);
  g_test_add_func ("/models/kind/read", test_read);
  g_test_add_func ("/models/kind/wrong", test_wrong);
  g_test_add_func ("/models/kind/too-large", test_too_large);
  g_test_add_func ("/models/kind/step", test_step);
  g_test_add_func ("/models/kind/write", test_write);

  return g_test_run ();
}
