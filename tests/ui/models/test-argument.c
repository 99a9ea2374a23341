/* tests/ui/models/test-argument.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/argument-private.h"
#include "ui/models/arguments.h"
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
  g_autoptr(LensArgument) argument = g_object_new (LENS_TYPE_ARGUMENT, "role", LENS_ARGUMENT_KEYWORD, NULL);
  g_autoptr(PyroValue) value = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autofree char *type = NULL;
  g_autofree char *problem = NULL;
  LensArgumentRole role;
  gboolean in_name;
  guint column;

  g_object_set (argument, "name", "a b", "text", "2**3", NULL);
  g_object_get (argument, "name", &name, "text", &text, "role", &role, "problem", &problem,
                "problem-in-name", &in_name, "problem-column", &column, "type-name", &type, "value", &value, NULL);
  g_assert_cmpstr (name, ==, "a b");
  g_assert_cmpstr (text, ==, "2**3");
  g_assert_cmpint ((int) role, ==, LENS_ARGUMENT_KEYWORD);
  g_assert_true (in_name);
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

/* Omitted, None and empty are three things; what was typed is kept for when it is sent again. */
static void
test_states (void)
{
  g_autoptr(LensArgument) argument = lens_argument_new (FALSE);

  lens_argument_set_text (argument, "[");
  g_assert_nonnull (lens_argument_get_problem (argument));
  lens_argument_set_state (argument, LENS_ARGUMENT_OMIT);
  g_assert_null (lens_argument_get_problem (argument));
  g_assert_null (lens_argument_get_value (argument));
  g_assert_cmpstr (lens_argument_get_literal (argument), ==, "");
  g_assert_true (lens_argument_is_complete (argument));
  lens_argument_touch (argument);
  g_assert_true (lens_argument_is_complete (argument));

  lens_argument_set_state (argument, LENS_ARGUMENT_NONE);
  g_assert_cmpint (pyro_value_get_kind (lens_argument_get_value (argument)), ==, PYRO_VALUE_NONE);
  g_assert_cmpstr (lens_argument_get_literal (argument), ==, "None");
  g_assert_true (lens_argument_is_complete (argument));

  lens_argument_set_state (argument, LENS_ARGUMENT_SEND);
  g_assert_cmpstr (lens_argument_get_text (argument), ==, "[");
  g_assert_false (lens_argument_is_complete (argument));
  lens_argument_set_kind (argument, LENS_KIND_STR);
  lens_argument_set_text (argument, "");
  g_assert_cmpstr (lens_argument_get_literal (argument), ==, "''");
  g_assert_true (lens_argument_is_complete (argument));
}

/* A value stays what it is where the other kind has it. */
static void
test_kinds (void)
{
  static const struct { const char *text; LensKind kind; const char *typed; const char *literal; } cases[] = {
    { "'it\\'s'", LENS_KIND_STR, "it's", "\"it's\"" },
    { "'5'", LENS_KIND_INT, "5", "5" },
    { "5", LENS_KIND_STR, "5", "'5'" },
    { "5", LENS_KIND_FLOAT, "5", "5.0" },
    { "0x10", LENS_KIND_INT, "16", "16" },
    { "b'\\x00\\xff'", LENS_KIND_BYTES, "00 ff", "b'\\x00\\xff'" },
    { "b'abc'", LENS_KIND_BYTES, "abc", "b'abc'" },
    { "'0.10'", LENS_KIND_DECIMAL, "0.10", "'0.10'" },
    { "[1, (2,)]", LENS_KIND_TUPLE, "", "(1, (2,))" },
    { "[1, 1]", LENS_KIND_SET, "", "{1}" },
    { "(1, 2)", LENS_KIND_FROZENSET, "", "frozenset({1, 2})" },
    { "{1: 'a', (2, 3): None}", LENS_KIND_DICT, "", "{1: 'a', (2, 3): None}" },
    { "7", LENS_KIND_LIST, "", "[7]" },
    { "{'__class__': 'lab.Sample', 'mass': 2.5}", LENS_KIND_RECORD, "lab.Sample",
      "{'__class__': 'lab.Sample', 'mass': 2.5}" },
    { "'PYRO:a@h:1'", LENS_KIND_PROXY, "PYRO:a@h:1",
      "{'__class__': 'Pyro5.client.Proxy', 'state': ('PYRO:a@h:1', (), (), (), 'hello', None)}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(LensArgument) argument = lens_argument_new (FALSE);

      g_test_message ("%s", cases[i].text);
      lens_argument_set_text (argument, cases[i].text);
      g_assert_true (lens_argument_set_kind (argument, cases[i].kind));
      g_assert_cmpstr (lens_argument_get_text (argument), ==, cases[i].typed);
      g_assert_cmpstr (lens_argument_get_literal (argument), ==, cases[i].literal);
      g_assert_true (lens_argument_is_complete (argument));

      lens_argument_set_kind (argument, LENS_KIND_ANY);
      g_assert_cmpstr (lens_argument_get_text (argument), ==, cases[i].literal);
      g_assert_null (lens_argument_get_items (argument));
    }
}

/* A text that the kind has not stays, to be mended. */
static void
test_kind_refused (void)
{
  g_autoptr(LensArgument) argument = lens_argument_new (FALSE);
  g_autoptr(GString) many = g_string_new ("[");

  lens_argument_set_text (argument, "'twelve'");
  lens_argument_set_kind (argument, LENS_KIND_INT);
  g_assert_cmpstr (lens_argument_get_text (argument), ==, "'twelve'");
  g_assert_cmpstr (lens_argument_get_problem (argument), ==, "This is no integer");
  lens_argument_set_text (argument, "12");
  g_assert_null (lens_argument_get_problem (argument));
  lens_argument_set_literal (argument, "'a'"); /* from the line: it is what it is */
  g_assert_cmpint ((int) lens_argument_get_kind (argument), ==, LENS_KIND_ANY);
  g_assert_cmpstr (lens_argument_get_literal (argument), ==, "'a'");

  for (guint i = 0; i < 1000; i++)
    g_string_append (many, "1, ");
  g_string_append_c (many, ']');
  lens_argument_set_text (argument, many->str);
  g_assert_false (lens_argument_set_kind (argument, LENS_KIND_LIST)); /* no row for each of these */
  g_assert_cmpuint (pyro_value_get_length (lens_argument_get_value (argument)), ==, 1000);
}

static void
test_items (void)
{
  g_autoptr(LensArgument) argument = lens_argument_new (FALSE);
  g_autoptr(LensArgument) first = NULL;
  LensArguments *items;
  LensArgument *second;

  lens_argument_set_kind (argument, LENS_KIND_DICT);
  items = lens_argument_get_items (argument);
  g_assert_cmpstr (lens_argument_get_literal (argument), ==, "{}");

  first = g_object_ref (lens_arguments_add (items, FALSE));
  g_assert_cmpstr (lens_argument_get_literal (argument), ==, "{…: …}");
  g_assert_false (lens_argument_is_complete (argument));
  g_assert_null (lens_argument_get_problem (argument));
  lens_argument_set_name (first, "[1]");
  g_assert_cmpstr (lens_argument_get_problem (first), ==, "A list cannot be the key of a dict");
  lens_argument_set_name (first, "1");
  lens_argument_set_kind (first, LENS_KIND_STR);
  lens_argument_set_text (first, "one");
  g_assert_cmpstr (lens_argument_get_literal (argument), ==, "{1: 'one'}");

  second = lens_arguments_add (items, FALSE);
  lens_argument_set_name (second, "True");
  lens_argument_set_kind (second, LENS_KIND_LIST);
  lens_argument_set_text (lens_arguments_add (lens_argument_get_items (second), FALSE), "2");
  g_assert_cmpstr (lens_argument_get_problem (second), ==, "There is another entry with the key True");
  lens_argument_set_name (second, "(2, 3)");
  g_assert_cmpstr (lens_argument_get_literal (argument), ==, "{1: 'one', (2, 3): [2]}");

  /* A line brings other values: the rows keep their kinds. */
  lens_argument_set_literal (argument, "{1: 'uno', (2, 3): [2, 4]}");
  g_assert_true (lens_argument_get_items (argument) == items);
  g_assert_cmpstr (lens_argument_get_text (first), ==, "uno");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (lens_argument_get_items (second))), ==, 2);

  lens_argument_set_state (first, LENS_ARGUMENT_OMIT);
  g_assert_cmpstr (lens_argument_get_literal (argument), ==, "{(2, 3): [2, 4]}");
  lens_argument_set_kind (argument, LENS_KIND_ANY);
  g_assert_cmpstr (lens_argument_get_text (argument), ==, "{(2, 3): [2, 4]}");
}

static void
test_file (void)
{
  g_autoptr(LensArgument) argument = lens_argument_new (FALSE);
  g_autofree char *data = g_malloc0 (1024 * 1024);
  g_autoptr(GBytes) bytes = g_bytes_new (data, 1024 * 1024);
  g_autoptr(GBytes) small = g_bytes_new_static ("abc", 3);

  lens_argument_set_file (argument, "picture.raw", bytes);
  g_assert_cmpint ((int) lens_argument_get_kind (argument), ==, LENS_KIND_BYTES);
  g_assert_cmpstr (lens_argument_get_file_name (argument), ==, "picture.raw");
  g_assert_cmpstr (lens_argument_get_literal (argument), ==, "…"); /* nobody reads a megabyte */
  g_assert_true (lens_argument_is_complete (argument));
  lens_argument_set_file (argument, "small", small);
  g_assert_cmpstr (lens_argument_get_literal (argument), ==, "b'abc'");
  lens_argument_set_file (argument, NULL, NULL);
  g_assert_null (lens_argument_get_file_name (argument));
  g_assert_cmpstr (lens_argument_get_literal (argument), ==, "b''");
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

  g_test_add_func ("/models/argument/states", test_states);
  g_test_add_func ("/models/argument/kinds", test_kinds);
  g_test_add_func ("/models/argument/kind-refused", test_kind_refused);
  g_test_add_func ("/models/argument/items", test_items);
  g_test_add_func ("/models/argument/file", test_file);

  return g_test_run ();
}
