/* tests/ui/models/test-argument.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/argument-private.h"
#include "ui/models/identifier.h"

static void
count_up (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

static void
test_untouched (void)
{
  g_autoptr(LensArgument) argument = lens_argument_new (FALSE);

  g_assert_false (lens_argument_get_keyword (argument));
  g_assert_cmpstr (lens_argument_get_name (argument), ==, "");
  g_assert_cmpstr (lens_argument_get_text (argument), ==, "");
  g_assert_null (lens_argument_get_problem (argument));
  g_assert_null (lens_argument_get_value (argument));
  g_assert_null (lens_argument_get_type_name (argument));
  g_assert_false (lens_argument_is_complete (argument));

  lens_argument_touch (argument);
  g_assert_cmpstr (lens_argument_get_problem (argument), ==, "A value is missing");
  g_assert_false (lens_argument_get_problem_in_name (argument));
}

static void
test_text (void)
{
  g_autoptr(LensArgument) argument = lens_argument_new (FALSE);
  guint texts = 0;
  guint problems = 0;

  g_signal_connect (argument, "notify::text", G_CALLBACK (count_up), &texts);
  g_signal_connect (argument, "notify::problem", G_CALLBACK (count_up), &problems);

  lens_argument_set_text (argument, "12");
  lens_argument_set_text (argument, "12");
  g_assert_cmpuint (texts, ==, 1);
  g_assert_cmpuint (problems, ==, 0);
  g_assert_cmpstr (lens_argument_get_type_name (argument), ==, "int");
  g_assert_true (lens_argument_is_complete (argument));

  lens_argument_set_text (argument, " (1, 'two') ");
  g_assert_cmpstr (lens_argument_get_type_name (argument), ==, "tuple");
  g_assert_cmpuint (pyro_value_get_length (lens_argument_get_value (argument)), ==, 2);

  lens_argument_set_text (argument, "");
  g_assert_cmpuint (problems, ==, 1);
  g_assert_cmpstr (lens_argument_get_problem (argument), ==, "A value is missing");
  g_assert_null (lens_argument_get_value (argument));

  lens_argument_set_text (argument, NULL);
  g_assert_cmpstr (lens_argument_get_text (argument), ==, "");
}

static void
test_problem (void)
{
  static const struct { const char *text; guint column; } cases[] = {
    { "[1, 2", 6 }, { "hello", 1 }, { "'äöü' x", 7 }, { "1 2", 3 }, { "{'a': }", 7 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(LensArgument) argument = lens_argument_new (FALSE);

      g_test_message ("%s", cases[i].text);
      lens_argument_set_text (argument, cases[i].text);
      g_test_message ("%s", lens_argument_get_problem (argument));
      g_assert_nonnull (lens_argument_get_problem (argument));
      g_assert_cmpuint (lens_argument_get_problem_column (argument), ==, cases[i].column);
      g_assert_null (lens_argument_get_value (argument));
      g_assert_false (lens_argument_is_complete (argument));

      lens_argument_set_text (argument, "None");
      g_assert_null (lens_argument_get_problem (argument));
      g_assert_cmpuint (lens_argument_get_problem_column (argument), ==, 0);
      g_assert_true (lens_argument_is_complete (argument));
    }
}

static void
test_broken_text (void)
{
  g_autoptr(LensArgument) argument = lens_argument_new (TRUE);

  lens_argument_set_text (argument, "'\xff'");
  g_assert_true (g_utf8_validate (lens_argument_get_text (argument), -1, NULL));
  lens_argument_set_name (argument, "\xc3");
  g_assert_true (g_utf8_validate (lens_argument_get_name (argument), -1, NULL));
}

static void
test_name (void)
{
  g_autoptr(LensArgument) argument = lens_argument_new (TRUE);
  guint names = 0;

  g_signal_connect (argument, "notify::name", G_CALLBACK (count_up), &names);

  lens_argument_set_text (argument, "3");
  g_assert_null (lens_argument_get_problem (argument));
  g_assert_false (lens_argument_is_complete (argument));

  lens_argument_set_name (argument, "2nd");
  g_assert_cmpstr (lens_argument_get_problem (argument), ==, "“2nd” is no name in Python");
  g_assert_true (lens_argument_get_problem_in_name (argument));
  g_assert_cmpuint (lens_argument_get_problem_column (argument), ==, 0);
  g_assert_false (lens_argument_is_complete (argument));

  lens_argument_set_name (argument, " speed ");
  lens_argument_set_name (argument, "speed");
  g_assert_cmpuint (names, ==, 2);
  g_assert_cmpstr (lens_argument_get_name (argument), ==, "speed");
  g_assert_null (lens_argument_get_problem (argument));
  g_assert_true (lens_argument_is_complete (argument));

  lens_argument_set_duplicate (argument, TRUE);
  g_assert_cmpstr (lens_argument_get_problem (argument), ==, "There is another argument named “speed”");
  lens_argument_set_duplicate (argument, FALSE);
  g_assert_null (lens_argument_get_problem (argument));

  lens_argument_set_name (argument, "");
  g_assert_cmpstr (lens_argument_get_problem (argument), ==, "The name of the argument is missing");
}

/* Who types the name first has not forgotten the value yet, and the other way round. */
static void
test_half (void)
{
  g_autoptr(LensArgument) argument = lens_argument_new (TRUE);

  lens_argument_set_name (argument, "speed");
  g_assert_null (lens_argument_get_problem (argument));
  g_assert_false (lens_argument_is_complete (argument));

  lens_argument_touch (argument);
  g_assert_cmpstr (lens_argument_get_problem (argument), ==, "A value is missing");
}

static void
test_properties (void)
{
  g_autoptr(LensArgument) argument = g_object_new (LENS_TYPE_ARGUMENT, "keyword", TRUE, NULL);
  g_autoptr(PyroValue) value = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autofree char *type = NULL;
  g_autofree char *problem = NULL;
  gboolean keyword, in_name;
  guint column;

  g_object_set (argument, "name", "a b", "text", "2**3", NULL);
  g_object_get (argument, "name", &name, "text", &text, "keyword", &keyword, "problem", &problem,
                "problem-in-name", &in_name, "problem-column", &column, "type-name", &type, "value", &value, NULL);
  g_assert_cmpstr (name, ==, "a b");
  g_assert_cmpstr (text, ==, "2**3");
  g_assert_true (keyword && in_name);
  g_assert_nonnull (problem);
  g_assert_cmpuint (column, ==, 0);
  g_assert_null (type);
  g_assert_null (value);
}

static void
test_identifiers (void)
{
  static const char *const good[] = { "a", "_", "__x9", "größe", "变量", "x̂", "Ⅳ", "class" };
  static const char *const bad[] = { "", "1a", "a b", "a-b", "a.b", "é!", "\u0301a", "·" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (lens_identifier_is_valid (good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (lens_identifier_is_valid (bad[i]));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/argument/untouched", test_untouched);
  g_test_add_func ("/models/argument/text", test_text);
  g_test_add_func ("/models/argument/problem", test_problem);
  g_test_add_func ("/models/argument/broken-text", test_broken_text);
  g_test_add_func ("/models/argument/name", test_name);
  g_test_add_func ("/models/argument/half", test_half);
  g_test_add_func ("/models/argument/properties", test_properties);
  g_test_add_func ("/models/argument/identifiers", test_identifiers);

  return g_test_run ();
}
