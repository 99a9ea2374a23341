/* tests/ui/models/test-arguments.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/models/mirror.h"
#include "ui/models/member.h"

static LensArgument *
add (LensArguments *arguments,
     const char    *name,
     const char    *text)
{
  LensArgument *argument = lens_arguments_add (arguments, name != NULL);

  if (name != NULL)
    lens_argument_set_name (argument, name);
  lens_argument_set_text (argument, text);

  return argument;
}

static void
assert_line (LensArguments *arguments,
             const char    *wanted)
{
  g_autofree char *line = lens_arguments_dup_line (arguments);

  g_assert_cmpstr (line, ==, wanted);
}

static void
test_order (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  g_autoptr(LensArgument) stranger = lens_argument_new (FALSE);
  LensArgument *second;
  Mirror mirror;

  mirror_start (&mirror, G_LIST_MODEL (arguments));
  assert_line (arguments, "");
  g_assert_true (lens_arguments_get_ready (arguments));

  add (arguments, "speed", "1.5");
  add (arguments, NULL, "1");
  second = add (arguments, NULL, " [2] ");
  assert_line (arguments, "1, [2], speed=1.5");
  g_assert_true (lens_arguments_get_ready (arguments));
  mirror_check (&mirror);

  lens_arguments_remove (arguments, stranger);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (arguments)), ==, 3);
  lens_arguments_remove (arguments, second);
  assert_line (arguments, "1, speed=1.5");

  lens_arguments_add (arguments, FALSE);
  lens_arguments_add (arguments, TRUE);
  assert_line (arguments, "1, …, speed=1.5, …=…");
  g_assert_false (lens_arguments_get_ready (arguments));
  g_assert_cmpuint (lens_arguments_get_n_problems (arguments), ==, 0);

  lens_arguments_clear (arguments);
  assert_line (arguments, "");
  g_assert_true (lens_arguments_get_ready (arguments));
  mirror_stop (&mirror);
}

static void
test_collect (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  g_autofree char *args_text = NULL;
  g_autofree char *kwargs_text = NULL;
  g_autoptr(GError) error = NULL;
  LensArgument *wrong = (gpointer) arguments;

  add (arguments, "speed", "2");
  add (arguments, NULL, "'x'");
  add (arguments, "größe", "None");
  g_assert_true (lens_arguments_collect (arguments, &args, &kwargs, &wrong, &error));
  g_assert_no_error (error);
  g_assert_null (wrong);

  g_assert_cmpint (pyro_value_get_kind (args), ==, PYRO_VALUE_TUPLE);
  args_text = pyro_value_repr (args);
  g_assert_cmpstr (args_text, ==, "('x',)");
  kwargs_text = pyro_value_repr (kwargs);
  g_assert_cmpstr (kwargs_text, ==, "{'speed': 2, 'größe': None}");
}

static void
test_collect_none (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;

  g_assert_true (lens_arguments_collect (arguments, &args, &kwargs, NULL, NULL));
  g_assert_cmpuint (pyro_value_get_length (args), ==, 0);
  g_assert_cmpuint (pyro_value_get_length (kwargs), ==, 0);
  g_assert_cmpint (pyro_value_get_kind (kwargs), ==, PYRO_VALUE_DICT);
}

static void
test_collect_wrong (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  g_autoptr(GError) error = NULL;
  PyroValue *args = NULL;
  PyroValue *kwargs = NULL;
  LensArgument *wrong = NULL;
  LensArgument *empty;

  add (arguments, NULL, "1");
  empty = lens_arguments_add (arguments, FALSE);
  add (arguments, "a", "bad");
  g_assert_cmpuint (lens_arguments_get_n_problems (arguments), ==, 1);

  g_assert_false (lens_arguments_collect (arguments, &args, &kwargs, &wrong, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
  g_assert_cmpstr (error->message, ==, "A value is missing");
  g_assert_true (wrong == empty);
  g_assert_null (args);
  g_assert_null (kwargs);
  g_assert_cmpuint (lens_arguments_get_n_problems (arguments), ==, 2);
}

static void
test_duplicates (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  LensArgument *first = add (arguments, "a", "1");
  LensArgument *second = add (arguments, "a", "2");

  g_assert_null (lens_argument_get_problem (first));
  g_assert_cmpstr (lens_argument_get_problem (second), ==, "There is another argument named “a”");
  g_assert_false (lens_arguments_get_ready (arguments));
  g_assert_cmpuint (lens_arguments_get_n_problems (arguments), ==, 1);

  lens_argument_set_name (first, "b");
  g_assert_null (lens_argument_get_problem (second));
  g_assert_true (lens_arguments_get_ready (arguments));

  lens_argument_set_name (first, "a");
  g_assert_nonnull (lens_argument_get_problem (second));
  lens_arguments_remove (arguments, first);
  g_assert_null (lens_argument_get_problem (second));
}

static void
test_paste (void)
{
  static const struct { const char *text; const char *line; } cases[] = {
    { "", "" },
    { "1, b=2", "1, b=2" },
    { "add(1, b=2)", "1, b=2" },
    { "  proxy.quote(\"AAA\", when=None)\n", "'AAA', when=None" },
    { "x = self.stage . move_to ( 1.5 , 0x10 );", "1.5, 16" },
    { "home()", "" },
    { "set()", "set()" },
    { "frozenset({1})", "frozenset({1})" },
    { "(1, 2)", "(1, 2)" },
    { "f((1, 2), [3])", "(1, 2), [3]" },
    { "await p.f('a)')", "'a)'" },
    { "b'\\x00', 'tab\\t'", "b'\\x00', 'tab\\t'" },
    { "[1, null, {\"a\": true}]", "1, None, {'a': True}" },
    { "{\"x\": 1.5, \"on\": false}", "x=1.5, on=False" },
    { "{\"not a name\": 1}", "{'not a name': 1}" },
    { "[1, None]", "[1, None]" }, /* Python, and one argument */
    { "{}", "" },
    { "curl --get -H 'X-Pyro-Options: oneway' --data-urlencode 'a=1 + 1' http://localhost:8080/pyro/lab.echo/echo",
      "a='1 + 1'" },
    { "curl 'http://localhost:8080/pyro/lab.echo/echo?a=it%27s+b&c=d'", "a=\"it's b\", c='d'" },
    { "curl -u me:secret 'http://localhost:8080/pyro/x/y?$key=secret&a=1&%24key=secret'", "a='1'" },
    { "# with a remark\ncurl -d a=1 \\\n  http://localhost:8080/pyro/x/y", "a='1'" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(LensArguments) arguments = lens_arguments_new ();
      g_autoptr(GError) error = NULL;
      Mirror mirror;

      g_test_message ("%s", cases[i].text);
      add (arguments, NULL, "'old'");
      mirror_start (&mirror, G_LIST_MODEL (arguments));
      g_assert_true (lens_arguments_paste (arguments, cases[i].text, &error));
      g_assert_no_error (error);
      assert_line (arguments, cases[i].line);
      g_assert_true (lens_arguments_get_ready (arguments));
      mirror_stop (&mirror);
    }
}

static void
test_paste_wrong (void)
{
  static const char *const cases[] = { "f(1", "f(x)", "1,, 2", "f(*a)", "a=1, 2", "f(1) + g(2)", ")", "(", "=", "f(a=1, a=2)",
                                       "curl http://h/pyro/x/y?a=1&a=2", "curl 'unclosed", "[1, nul]" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(LensArguments) arguments = lens_arguments_new ();
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", cases[i]);
      add (arguments, NULL, "'old'");
      g_assert_false (lens_arguments_paste (arguments, cases[i], &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SYNTAX);
      assert_line (arguments, "'old'");
    }
}

/* A line can be pasted again: it means the same. */
static void
test_round_trip (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  g_autoptr(LensArguments) copy = lens_arguments_new ();
  g_autofree char *line = NULL;

  add (arguments, NULL, "{'a': [1, 2.5, None], (1, 2): b'x'}");
  add (arguments, NULL, "'it\\'s \"quoted\"'");
  add (arguments, "größe", "-1e300");
  line = lens_arguments_dup_line (arguments);
  g_assert_true (lens_arguments_paste (copy, line, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (copy)), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(LensArgument) first = g_list_model_get_item (G_LIST_MODEL (arguments), i);
      g_autoptr(LensArgument) second = g_list_model_get_item (G_LIST_MODEL (copy), i);

      g_assert_true (pyro_value_identical (lens_argument_get_value (first), lens_argument_get_value (second)));
      g_assert_cmpstr (lens_argument_get_name (first), ==, lens_argument_get_name (second));
    }
}

/* Rows and line say the same, whichever is typed. */
static void
test_line (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  LensArgument *first = lens_arguments_add (arguments, FALSE);
  LensArgument *keyword = lens_arguments_add (arguments, TRUE);
  g_autoptr(LensArgument) rest = NULL;
  g_autoptr(GError) error = NULL;
  guint column;

  lens_argument_set_kind (first, LENS_KIND_STR);
  lens_argument_set_text (first, "AAA");
  lens_argument_set_name (keyword, "when");
  lens_argument_set_text (keyword, "0x10");
  assert_line (arguments, "'AAA', when=0x10");

  g_assert_true (lens_arguments_set_line (arguments, "'BBB', *[1, 2], when = 0x11, **{'a': 1},", &column, &error));
  g_assert_no_error (error);
  assert_line (arguments, "'BBB', *[1, 2], when=0x11, **{'a': 1}");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (arguments)), ==, 4);
  g_assert_cmpint ((int) lens_argument_get_kind (first), ==, LENS_KIND_STR); /* the row stayed */
  g_assert_cmpstr (lens_argument_get_text (first), ==, "BBB");
  rest = g_list_model_get_item (G_LIST_MODEL (arguments), 1);
  g_assert_cmpint ((int) lens_argument_get_role (rest), ==, LENS_ARGUMENT_REST);

  g_assert_true (lens_arguments_set_line (arguments, "b'),', ['(', \"\"\"it's, so\"\"\"]", &column, &error));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (arguments)), ==, 2);
  g_assert_true (lens_arguments_set_line (arguments, "  ", &column, &error));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (arguments)), ==, 0);
}

static void
test_line_wrong (void)
{
  static const struct { const char *line; guint column; } cases[] = {
    { "'AAA", 1 }, { "1, oops", 4 }, { "'ä', [1, 2", 11 }, { "a=1, 2", 6 }, { "a=1, a=2", 6 }, { "1,, 2", 3 },
    { "a=", 3 }, { "*", 2 }, { "**{}, *[]", 7 }, { "1)", 2 }, { "f(1)", 1 },
  };
  g_autoptr(LensArguments) arguments = lens_arguments_new ();

  lens_arguments_paste (arguments, "'old'", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      guint column = 0;

      g_test_message ("%s", cases[i].line);
      g_assert_false (lens_arguments_set_line (arguments, cases[i].line, &column, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SYNTAX);
      g_test_message ("%s (%u)", error->message, column);
      g_assert_cmpuint (column, ==, cases[i].column);
      assert_line (arguments, "'old'");
    }
}

/* What the method is known to have stays as a row, and what is not in the line is omitted. */
static void
test_known (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  LensArgument *symbol = lens_arguments_add (arguments, FALSE);
  LensArgument *when = lens_arguments_add (arguments, FALSE);
  PyroValue *args = NULL;
  PyroValue *kwargs = NULL;
  g_autoptr(GError) error = NULL;

  lens_argument_set_title (symbol, "symbol");
  lens_argument_set_title (when, "when");
  g_assert_true (lens_arguments_set_line (arguments, "'AAA'", NULL, NULL));
  g_assert_cmpint ((int) lens_argument_get_state (when), ==, LENS_ARGUMENT_OMIT);
  g_assert_true (lens_arguments_get_ready (arguments));
  assert_line (arguments, "'AAA'");

  lens_argument_set_state (when, LENS_ARGUMENT_NONE);
  assert_line (arguments, "'AAA', None");
  lens_argument_set_state (symbol, LENS_ARGUMENT_OMIT);
  g_assert_cmpstr (lens_argument_get_problem (symbol), ==, "Only the last ones by their place can be omitted");
  g_assert_false (lens_arguments_collect (arguments, &args, &kwargs, NULL, &error));
  lens_argument_set_state (when, LENS_ARGUMENT_OMIT);
  g_assert_null (lens_argument_get_problem (symbol));
  g_assert_true (lens_arguments_set_line (arguments, "1, 2", NULL, NULL));
  assert_line (arguments, "1, 2");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (arguments)), ==, 2);
}

static void
assert_collected (LensArguments *arguments,
                  const char    *wanted_args,
                  const char    *wanted_kwargs)
{
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *args_text = NULL;
  g_autofree char *kwargs_text = NULL;

  g_assert_true (lens_arguments_collect (arguments, &args, &kwargs, NULL, &error));
  g_assert_no_error (error);
  args_text = pyro_value_repr (args);
  kwargs_text = pyro_value_repr (kwargs);
  g_assert_cmpstr (args_text, ==, wanted_args);
  g_assert_cmpstr (kwargs_text, ==, wanted_kwargs);
}

static void
test_spread (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  g_autoptr(GError) error = NULL;
  PyroValue *args = NULL;
  PyroValue *kwargs = NULL;
  LensArgument *rest, *named, *wrong = NULL;

  lens_argument_set_text (lens_arguments_add (arguments, FALSE), "1");
  named = lens_arguments_add_role (arguments, LENS_ARGUMENT_NAMED_REST);
  rest = lens_arguments_add_role (arguments, LENS_ARGUMENT_REST);
  lens_argument_set_text (rest, "5");
  g_assert_cmpstr (lens_argument_get_problem (rest), ==, "Behind * stands a list, a tuple or a set");
  lens_argument_set_text (rest, "(2, [3])");
  lens_argument_set_text (named, "{1: 2}");
  g_assert_cmpstr (lens_argument_get_problem (named), ==, "Behind ** stands a dict whose keys are text");
  lens_argument_set_text (named, "{'a': None}");
  assert_collected (arguments, "(1, 2, [3])", "{'a': None}");

  lens_argument_set_name (lens_arguments_add (arguments, TRUE), "a");
  g_assert_false (lens_arguments_collect (arguments, &args, &kwargs, &wrong, NULL));
  lens_argument_set_text (wrong, "1");
  g_assert_false (lens_arguments_collect (arguments, &args, &kwargs, &wrong, &error));
  g_assert_cmpstr (error->message, ==, "What stands behind ** has a name that is there already");
  g_assert_null (wrong);
}

/* The innermost value is the one that is wrong. */
static void
test_wrong_inside (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  LensArgument *list = lens_arguments_add (arguments, FALSE);
  LensArgument *item, *wrong = NULL;
  PyroValue *args = NULL;
  PyroValue *kwargs = NULL;
  g_autoptr(GError) error = NULL;

  lens_argument_set_kind (list, LENS_KIND_SET);
  item = lens_arguments_add (lens_argument_get_items (list), FALSE);
  g_assert_false (lens_arguments_collect (arguments, &args, &kwargs, &wrong, &error));
  g_assert_true (wrong == item);
  g_assert_cmpstr (error->message, ==, "A value is missing");
  lens_argument_set_text (item, "[]");
  g_assert_nonnull (lens_argument_get_problem (list)); /* a list cannot be in a set */
  lens_argument_set_text (item, "()");
  assert_collected (arguments, "({()},)", "{}");
}

static void
test_restore (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  g_autoptr(PyroValue) args = pyro_literal_parse ("('x', 2**0)", -1, NULL, NULL);
  g_autoptr(PyroValue) kwargs = pyro_literal_parse ("{'a': b'\\x00'}", -1, NULL, NULL);
  LensArgument *first = lens_arguments_add (arguments, FALSE);

  g_assert_null (args); /* never evaluated */
  args = pyro_literal_parse ("('x', 2)", -1, NULL, NULL);
  lens_argument_set_kind (first, LENS_KIND_STR);
  lens_arguments_restore (arguments, args, kwargs);
  assert_line (arguments, "'x', 2, a=b'\\x00'");
  g_assert_cmpstr (lens_argument_get_text (first), ==, "x");
  assert_collected (arguments, "('x', 2)", "{'a': b'\\x00'}");
}

static void
test_finalize (void)
{
  LensArguments *arguments = lens_arguments_new ();
  LensArgument *argument = g_object_ref (add (arguments, "a", "1"));

  g_assert_finalize_object (arguments);
  lens_argument_set_text (argument, "2"); /* nobody listens any more */
  g_assert_finalize_object (argument);
}

static const char *
get_refusal (LensArguments *arguments,
             guint          position)
{
  g_autoptr(LensArgument) row = g_list_model_get_item (G_LIST_MODEL (arguments), position);

  return lens_argument_get_refusal (row);
}

/* The argument that a serializer cannot carry says so, until it is another. */
static void
test_refuse (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  g_autoptr(LensArgument) list = NULL;
  LensArguments *items;
  LensArgument *refused;

  g_assert_true (lens_arguments_set_line (arguments, "1, [2, b'x'], k=3", NULL, NULL));
  g_assert_null (lens_arguments_refuse (arguments, "marshal"));
  list = g_list_model_get_item (G_LIST_MODEL (arguments), 1);
  refused = lens_arguments_refuse (arguments, "json");
  g_assert_true (refused == list);
  g_assert_cmpstr (get_refusal (arguments, 1), ==, "Not sent: json cannot carry bytes, found at [1]");
  g_assert_null (get_refusal (arguments, 0));
  g_assert_null (get_refusal (arguments, 2));

  /* With a row for each item it is the item, and no problem: another serializer may carry it. */
  lens_argument_set_kind (list, LENS_KIND_LIST);
  items = lens_argument_get_items (list);
  g_assert_null (get_refusal (arguments, 1));
  g_assert_nonnull (lens_arguments_refuse (arguments, "json"));
  g_assert_nonnull (get_refusal (items, 1));
  g_assert_null (get_refusal (arguments, 1));
  g_assert_true (lens_arguments_get_ready (arguments));

  refused = g_list_model_get_item (G_LIST_MODEL (items), 1);
  lens_argument_set_text (refused, "4");
  g_object_unref (refused);
  g_assert_null (get_refusal (items, 1));
  g_assert_null (lens_arguments_refuse (arguments, "json"));
  g_assert_null (lens_arguments_refuse (arguments, "pigeon"));
}

/* Another serializer is chosen: what it can carry is refused no more. */
static void
test_forgive (void)
{
  g_autoptr(LensMember) member = lens_member_new ("blink", LENS_MEMBER_METHOD);
  LensArguments *arguments = lens_member_get_arguments (member);
  LensParticulars *particulars = lens_member_get_particulars (member);
  g_autoptr(LensArgument) list = NULL;

  g_assert_true (lens_arguments_set_line (arguments, "1, [2, b'x']", NULL, NULL));
  list = g_list_model_get_item (G_LIST_MODEL (arguments), 1);
  lens_argument_set_kind (list, LENS_KIND_LIST);
  g_object_set (particulars, "serializer", "json", NULL);
  g_assert_nonnull (lens_arguments_refuse (arguments, "json"));
  g_object_set (particulars, "oneway", TRUE, NULL);
  g_assert_nonnull (get_refusal (lens_argument_get_items (list), 1));
  g_object_set (particulars, "serializer", "marshal", NULL);
  g_assert_null (get_refusal (lens_argument_get_items (list), 1));

  /* One that cannot carry it either changes nothing. */
  g_assert_nonnull (lens_arguments_refuse (arguments, "json"));
  lens_arguments_forgive (arguments, "json");
  lens_arguments_forgive (arguments, "pigeon");
  g_assert_nonnull (get_refusal (lens_argument_get_items (list), 1));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/arguments/order", test_order);
  g_test_add_func ("/models/arguments/collect", test_collect);
  g_test_add_func ("/models/arguments/collect-none", test_collect_none);
  g_test_add_func ("/models/arguments/collect-wrong", test_collect_wrong);
  g_test_add_func ("/models/arguments/duplicates", test_duplicates);
  g_test_add_func ("/models/arguments/paste", test_paste);
  g_test_add_func ("/models/arguments/paste-wrong", test_paste_wrong);
  g_test_add_func ("/models/arguments/round-trip", test_round_trip);
  g_test_add_func ("/models/arguments/line", test_line);
  g_test_add_func ("/models/arguments/line-wrong", test_line_wrong);
  g_test_add_func ("/models/arguments/known", test_known);
  g_test_add_func ("/models/arguments/spread", test_spread);
  g_test_add_func ("/models/arguments/wrong-inside", test_wrong_inside);
  g_test_add_func ("/models/arguments/restore", test_restore);
  g_test_add_func ("/models/arguments/finalize", test_finalize);
  g_test_add_func ("/models/arguments/refuse", test_refuse);
  g_test_add_func ("/models/arguments/forgive", test_forgive);

  return g_test_run ();
}
