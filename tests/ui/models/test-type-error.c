/* tests/ui/models/test-type-error.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/type-error.h"

#include <string.h>

/* What Python says, what was sent, and what is learned from it; the texts were seen in the versions that are told. */
static const struct
{
  const char *message;
  guint       n_args;
  guint       n_kwargs;
  const char *signature; /* NULL: it says nothing of the call */
} texts[] = {
  /* 3.10 and later have the class */
  { "T.a3() missing 3 required positional arguments: 'x', 'yy', and 'zed'", 0, 0, "(x, yy, zed)" },
  { "a3() missing 2 required positional arguments: 'x' and 'yy'", 0, 0, "(x, yy)" },
  { "a3() missing 1 required positional argument: 'zed'", 2, 0, "(…, …, zed)" },
  { "T.a3() missing 2 required positional arguments: 'x' and 'zed'", 0, 1, "(*, x, zed)" },
  { "make.<locals>.T.m() missing 1 required keyword-only argument: 'flag'", 0, 0, "(*, flag)" },
  { "m() missing 2 required keyword-only arguments: 'flag' and 'other'", 1, 0, "(*, flag, other)" },
  { "T.größe() missing 1 required positional argument: 'größe'", 0, 0, "(größe)" },
  { "T.opt() takes from 2 to 4 positional arguments but 61 were given", 60, 0, "(…, …=…, …=…)" },
  { "T.st() takes 2 positional arguments but 60 were given", 60, 0, "(…, …)" },
  { "T.no() takes 1 positional argument but 2 were given", 1, 0, "()" },
  { "T.no() takes 0 positional arguments but 1 was given", 1, 0, "()" },
  { "T.k() takes 1 positional argument but 2 positional arguments (and 1 keyword-only argument) were given", 1, 1, "()" },
  { "T.opt() got an unexpected keyword argument 'whe'. Did you mean 'when'?", 0, 1, "(*, when=…)" },
  { "T.opt() got an unexpected keyword argument 'whe'", 0, 1, "()" },
  { "T.add() got multiple values for argument 'b'", 1, 1, "(b=…)" },
  { "T.add() got multiple values for argument 'b'", 2, 1, "()" },
  { "T.p() got some positional-only arguments passed as keyword arguments: 'a, b'", 0, 2, "(a, b, /)" },
  /* 3.2 */
  { "a3() takes exactly 4 positional arguments (1 given)", 0, 0, "(…, …, …)" },
  { "m() needs keyword-only argument flag", 0, 0, "(*, flag)" },
  /* 2.7 */
  { "a3() takes exactly 4 arguments (1 given)", 0, 0, "(…, …, …)" },
  { "a3() takes exactly 4 arguments (2 given)", 0, 1, "(…, …, …)" },
  { "opt() takes at least 2 arguments (1 given)", 0, 0, "(…)" },
  { "opt() takes at most 4 arguments (61 given)", 60, 0, "(…=…, …=…, …=…)" },
  { "opt() takes at most 4 arguments (62 given)", 60, 1, "(…=…, …=…, …=…)" },
  { "opt() takes at most 4 non-keyword arguments (61 given)", 60, 1, "(…=…, …=…, …=…)" },
  { "no() takes exactly 1 argument (2 given)", 1, 0, "()" },
  { "st() takes no arguments (1 given)", 1, 0, "()" },
  { "add() got multiple values for keyword argument 'b'", 1, 1, "(b=…)" },
  /* functions in C */
  { "pow() takes exactly one argument (0 given)", 0, 0, "(…)" },
  { "pow expected at least 2 arguments, got 1", 1, 0, "(…, …)" },
  { "list expected at most 1 argument, got 60", 60, 0, "(…=…)" },
  { "'x' is an invalid keyword argument for pow()", 0, 1, "()" },
  { "'x' is an invalid keyword argument for this function", 0, 1, "()" },
  { "T.c() takes no keyword arguments", 0, 1, "()" },
  /* what was counted is not what was sent: something else was called */
  { "T.opt() takes from 2 to 4 positional arguments but 7 were given", 2, 0, NULL },
  { "helper() takes 1 positional argument but 3 were given", 1, 0, NULL },
};

static void
test_texts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(LensTypeError) error = lens_type_error_parse (texts[i].message);
      g_autoptr(LensCard) card = NULL;
      g_autofree char *signature = NULL;

      g_test_message ("%s", texts[i].message);
      g_assert_nonnull (error);
      card = lens_type_error_learn (error, texts[i].n_args, texts[i].n_kwargs, LENS_EVIDENCE_REFUSAL);
      signature = card != NULL ? lens_card_dup_signature (card) : NULL;
      g_assert_cmpstr (signature, ==, texts[i].signature);
    }
}

/* What a method itself raises has often the same class. */
static void
test_others (void)
{
  static const char *const others[] = {
    "",
    "unsupported operand type(s) for +: 'int' and 'str'",
    "a3() missing 2 required positional arguments: 'x'",
    "a3() missing 1 required positional argument: ''",
    "a3() missing 3 required positional arguments: 'x', 'y;', and '1'",
    "a3() takes 99999999999999999999 positional arguments but 1 was given",
    "a3() takes 100000 positional arguments but 1 was given",
    "a3() takes from 4 to 2 positional arguments but 1 was given",
    "a3() takes 2 positional arguments but 3 were given\n",
    "takes 2 positional arguments but 3 were given",
    "Object of type set is not JSON serializable",
    "a3() got an unexpected keyword argument",
    "\xff() takes no arguments (1 given)",
  };
  g_autofree char *huge = g_strnfill (100000, 'x');
  g_autofree char *call = g_strconcat (huge, "() takes no arguments (1 given)", NULL);
  g_autofree char *brackets = g_strnfill (16000, '(');

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_test_message ("%s", others[i]);
      g_assert_null (lens_type_error_parse (others[i]));
    }
  g_assert_null (lens_type_error_parse (call));
  g_assert_null (lens_type_error_parse (brackets));
}

static PyroException *
make_exception (const char *class_name,
                const char *message,
                const char *file,
                const char *function)
{
  g_autoptr(PyroValue) text = pyro_value_new_string (message);
  g_autoptr(PyroValue) args = pyro_value_new_tuple (&text, 1);

  return pyro_exception_new_raised (class_name, args, file, 7, function, "x = y()");
}

/* The same text is about the call when the server's own frame is the last one, and not when the method's is. */
static void
test_refusals (void)
{
  static const char text[] = "T.quote() missing 1 required positional argument: 'symbol'";
  static const struct
  {
    const char *class_name;
    const char *file;
    const char *function;
    const char *method;
    gboolean    refused;
  } cases[] = {
    { "builtins.TypeError", "/usr/lib/python3/dist-packages/Pyro5/server.py", "handleRequest", "quote", TRUE },
    { "exceptions.TypeError", "/usr/lib/python2.7/Pyro4/core.py", "handleRequest", "quote", TRUE },
    { "TypeError", "C:\\Python\\Lib\\site-packages\\Pyro5\\server.py", "handleRequest", "other", TRUE },
    { "builtins.TypeError", "/srv/app/logged.py", "wrapper", "quote", TRUE },
    { "builtins.TypeError", "/srv/app/stock.py", "quote", "quote", FALSE },
    { "builtins.TypeError", "/srv/app/stock.py", "fetch", "table", FALSE },
    { "builtins.ValueError", "/usr/lib/python3/dist-packages/Pyro5/server.py", "handleRequest", "quote", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PyroException) exception = make_exception (cases[i].class_name, text, cases[i].file, cases[i].function);
      g_autoptr(LensTypeError) error = lens_type_error_from_exception (exception, cases[i].method);

      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_cmpint (error != NULL, ==, cases[i].refused);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/type-error/texts", test_texts);
  g_test_add_func ("/models/type-error/others", test_others);
  g_test_add_func ("/models/type-error/refusals", test_refusals);

  return g_test_run ();
}
