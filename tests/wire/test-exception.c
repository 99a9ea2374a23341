/* tests/wire/test-exception.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/wire/exception.h"

#include "core/error.h"
#include "core/value/literal.h"

static PyroException *
from_literal (const char *text)
{
  g_autoptr(PyroValue) value = pyro_literal_parse (text, -1, NULL, NULL);
  g_autoptr(GError) error = NULL;
  PyroException *exception;

  g_assert_nonnull (value);
  exception = pyro_exception_from_value (value, &error);
  g_assert_no_error (error);

  return exception;
}

#define EXCEPTION(name, args, attributes) \
  "{'__class__':'" name "','__exception__':True,'args':" args ",'attributes':" attributes "}"

/* What str() makes of them was seen in Python 3.13. */
static const struct
{
  const char *name;
  const char *args;
  const char *message;
  const char *error;
} message_cases[] = {
  { "builtins.ValueError", "('no',)", "no", "ValueError: no" },
  { "builtins.ValueError", "['no']", "no", "ValueError: no" },
  { "builtins.ValueError", "()", "", "ValueError" },
  { "builtins.ValueError", "('',)", "", "ValueError" },
  { "builtins.ValueError", "('no', 12)", "('no', 12)", "ValueError: ('no', 12)" },
  { "builtins.ValueError", "['no', 12, [1]]", "('no', 12, [1])", "ValueError: ('no', 12, [1])" },
  { "builtins.ValueError", "(12,)", "12", "ValueError: 12" },
  { "builtins.ValueError", "(('a', 'b'),)", "('a', 'b')", "ValueError: ('a', 'b')" },
  { "builtins.ValueError", "(None,)", "None", "ValueError: None" },
  { "builtins.ValueError", "('a\\nb\\ud800',)", "a\nb\357\277\275", "ValueError: a\nb\357\277\275" },
  { "builtins.KeyError", "('filter',)", "'filter'", "KeyError: 'filter'" },
  { "exceptions.KeyError", "(12,)", "12", "KeyError: 12" },
  { "lab.KeyError", "('filter',)", "filter", "KeyError: filter" },
  { "builtins.KeyError", "('a', 'b')", "('a', 'b')", "KeyError: ('a', 'b')" },
  { "builtins.FileNotFoundError", "(2, 'No such file or directory')", "[Errno 2] No such file or directory",
    "FileNotFoundError: [Errno 2] No such file or directory" },
  { "builtins.OSError", "('no',)", "no", "OSError: no" },
  { "Pyro5.errors.TimeoutError", "(2, 'no')", "(2, 'no')", "TimeoutError: (2, 'no')" },
  { "builtins.SyntaxError", "('invalid syntax', ('/srv/lab/x.py', 12, 4, '3 +* 4'))",
    "invalid syntax (x.py, line 12)", "SyntaxError: invalid syntax (x.py, line 12)" },
  { "builtins.SyntaxError", "('invalid syntax', (None, 12, 4, '3 +* 4'))",
    "invalid syntax (line 12)", "SyntaxError: invalid syntax (line 12)" },
  /* which Python could not make */
  { "builtins.SyntaxError", "('a', 'b')", "('a', 'b')", "SyntaxError: ('a', 'b')" },
  { "NamingError", "('unknown name: x',)", "unknown name: x", "NamingError: unknown name: x" },
  { "lab.", "('no',)", "no", ": no" },
};

static void
test_message (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (message_cases); i++)
    {
      g_autofree char *text = g_strdup_printf (EXCEPTION ("%s", "%s", "{}"),
                                               message_cases[i].name, message_cases[i].args);
      g_autoptr(PyroException) exception = from_literal (text);
      g_autoptr(GError) error = pyro_exception_to_error (exception);

      g_assert_cmpstr (pyro_exception_get_class_name (exception), ==, message_cases[i].name);
      g_assert_cmpstr (pyro_exception_get_message (exception), ==, message_cases[i].message);
      g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
      g_assert_cmpstr (error->message, ==, message_cases[i].error);
    }
}

static void
test_parts (void)
{
  g_autoptr(PyroException) exception = from_literal (
    EXCEPTION ("Pyro5.errors.NamingError", "('no',)",
               "{'code':12,'_pyroTraceback':['a\\n','  b\\n    c\\n','d','\\n','e\\n\\n',12]}"));
  g_autofree char *traceback = g_strjoinv ("|", (char **) pyro_exception_get_traceback (exception));
  gint64 code = 0;

  g_assert_cmpstr (pyro_exception_get_class_name (exception), ==, "Pyro5.errors.NamingError");
  g_assert_cmpstr (pyro_exception_get_short_class_name (exception), ==, "NamingError");
  g_assert_cmpuint (pyro_value_get_length (pyro_exception_get_args (exception)), ==, 1);
  g_assert_true (pyro_value_get_int64 (pyro_value_lookup_string (pyro_exception_get_attributes (exception), "code"), &code));
  g_assert_cmpint (code, ==, 12);
  g_assert_cmpstr (traceback, ==, "a|  b|    c|d||e|");
  g_assert_cmpstr (pyro_value_get_class_name (pyro_exception_get_value (exception)), ==, "Pyro5.errors.NamingError");
}

/* An attribute called __class__ makes a record of the dict. */
static void
test_record_of_attributes (void)
{
  g_autoptr(PyroException) exception = from_literal (
    EXCEPTION ("builtins.ValueError", "()", "{'__class__':'Lab','_pyroTraceback':['a\\n']}"));

  g_assert_cmpstr (pyro_exception_get_traceback (exception)[0], ==, "a");
  g_assert_cmpuint (pyro_value_get_length (pyro_exception_get_attributes (exception)), ==, 2);
}

/* Other peers leave parts out, or send what they are not. */
static void
test_parts_missing (void)
{
  static const char *const texts[] = {
    "{'__class__':'Lab'}",
    "{'__class__':'Lab','args':None,'attributes':None}",
    "{'__class__':'Lab','args':'no','attributes':[]}",
    "{'__class__':'Lab','args':{},'attributes':{'_pyroTraceback':None}}",
    "{'__class__':'Lab','attributes':{'_pyroTraceback':'no list'}}",
    "{'__class__':'Lab','attributes':{'_pyroTraceback':[]}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(PyroException) exception = from_literal (texts[i]);

      g_assert_cmpstr (pyro_exception_get_short_class_name (exception), ==, "Lab");
      g_assert_cmpstr (pyro_exception_get_message (exception), ==, "");
      g_assert_cmpint (pyro_value_get_kind (pyro_exception_get_args (exception)), ==, PYRO_VALUE_TUPLE);
      g_assert_cmpuint (pyro_value_get_length (pyro_exception_get_args (exception)), ==, 0);
      g_assert_cmpint (pyro_value_get_kind (pyro_exception_get_attributes (exception)), ==, PYRO_VALUE_DICT);
      g_assert_null (pyro_exception_get_traceback (exception)[0]);
    }
}

static void
test_no_exception (void)
{
  static const struct { const char *text, *message; } cases[] = {
    { "'no'", "An exception is needed, which this str is not" },
    { "{'args': ()}", "An exception is needed, which this dict is not" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PyroValue) value = pyro_literal_parse (cases[i].text, -1, NULL, NULL);
      g_autoptr(GError) error = NULL;

      g_assert_null (pyro_exception_from_value (value, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

/* A copy of the error, and one with a prefix, carry the exception too. */
static void
test_error_carries (void)
{
  g_autoptr(PyroException) exception = from_literal (EXCEPTION ("builtins.ValueError", "('no',)", "{}"));
  GError *error = pyro_exception_to_error (exception);
  g_autoptr(GError) copy = g_error_copy (error);
  g_autoptr(GError) propagated = NULL;
  g_autoptr(GError) plain = g_error_new_literal (PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED, "no");
  g_autoptr(GError) plain_copy = g_error_copy (plain);
  g_autoptr(GError) other = g_error_new_literal (PYRO_ERROR, PYRO_ERROR_VALUE, "no");

  g_assert_true (pyro_remote_error_get_exception (error) == exception);
  g_error_free (error);
  g_assert_true (pyro_remote_error_get_exception (copy) == exception);
  g_propagate_prefixed_error (&propagated, g_steal_pointer (&copy), "Reading: ");
  g_assert_true (pyro_remote_error_get_exception (propagated) == exception);
  g_assert_cmpstr (propagated->message, ==, "Reading: ValueError: no");

  g_assert_null (pyro_remote_error_get_exception (plain_copy));
  g_assert_null (pyro_remote_error_get_exception (other));
}

/* One long line that is in the list many times. */
static void
test_long_traceback (void)
{
  g_autofree char *line = g_strnfill (1024 * 1024, 'x');
  g_autofree char *entry = g_strdup_printf ("'%s',", line);
  g_autoptr(GString) text = g_string_new ("{'__class__':'builtins.ValueError','__exception__':True,'args':(),"
                                          "'attributes':{'_pyroTraceback':[");
  g_autoptr(PyroException) exception = NULL;

  for (int i = 0; i < 20; i++)
    g_string_append (text, entry);
  g_string_append (text, "]}}");
  exception = from_literal (text->str);
  g_assert_cmpuint (g_strv_length ((char **) pyro_exception_get_traceback (exception)), ==, 5);
  g_assert_cmpstr (pyro_exception_get_traceback (exception)[0], ==, line);
  g_assert_cmpstr (pyro_exception_get_traceback (exception)[4], ==, "…");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exception/message", test_message);
  g_test_add_func ("/exception/parts", test_parts);
  g_test_add_func ("/exception/record-of-attributes", test_record_of_attributes);
  g_test_add_func ("/exception/parts-missing", test_parts_missing);
  g_test_add_func ("/exception/long-traceback", test_long_traceback);
  g_test_add_func ("/exception/no-exception", test_no_exception);
  g_test_add_func ("/exception/error-carries", test_error_carries);

  return g_test_run ();
}
