/* tests/ui/models/test-explanation.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/explanation.h"
#include "ui/models/timing.h"

static void
check_explained (const char *class_name,
                 const char *message,
                 const char *part)
{
  g_autoptr(PyroException) exception = pyro_exception_new (class_name, message);
  const char *sentences = lens_explanation_find (exception);

  if (part == NULL)
    g_assert_null (sentences);
  else
    {
      g_assert_nonnull (sentences);
      g_assert_nonnull (strstr (sentences, part));
    }
}

/* The texts are those of Pyro5 5.15 and CPython 3.13. */
static void
test_explanations (void)
{
  check_explained ("Pyro5.errors.DaemonError", "unknown object", "no object of this id");
  check_explained ("AttributeError", "remote object 'PYRO:a@b:1' has no exposed attribute or method 'x'", NULL);
  check_explained ("builtins.AttributeError", "attempt to access unexposed or unknown remote attribute 'x'", "@expose");
  check_explained ("AttributeError", "attempt to access private attribute '_x'", "underscore");
  check_explained ("TypeError", "add() missing 1 required positional argument: 'b'", "needs more arguments");
  check_explained ("TypeError", "add() got an unexpected keyword argument 'c'", "no parameter of this name");
  check_explained ("TypeError", "add() takes 3 positional arguments but 4 were given", "does not fit");
  check_explained ("TypeError", "add() got multiple values for argument 'a'", "given twice");
  check_explained ("TypeError", "Object of type set is not JSON serializable", "json");
  check_explained ("ValueError", "unmarshallable object", "marshal");
  check_explained ("Pyro5.errors.NamingError", "unknown name: x", "does not know");
  check_explained ("Pyro5.errors.ProtocolError", "message used serializer that is not accepted: 4", "SERIALIZERS_ACCEPTED");
  check_explained ("ZeroDivisionError", "division by zero", "zero");
  check_explained ("lab.LimitError", "outside", NULL);
  check_explained ("ValueError", "unknown symbol", NULL);
}

static void
test_timing (void)
{
  LensTiming timing = { 0 };
  g_autofree char *none = lens_timing_describe (&timing);
  g_autofree char *one = NULL;
  g_autofree char *three = NULL;

  g_assert_null (none);
  lens_timing_add (&timing, 2000);
  one = lens_timing_describe (&timing);
  g_assert_null (one);
  lens_timing_add (&timing, 1000);
  lens_timing_add (&timing, 6000);
  three = lens_timing_describe (&timing);
  g_assert_cmpstr (three, ==, "3 calls: least 1.0 ms · mean 3.0 ms · greatest 6.0 ms");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/models/explanation/known", test_explanations);
  g_test_add_func ("/models/timing/describe", test_timing);

  return g_test_run ();
}
