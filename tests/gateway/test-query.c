/* tests/gateway/test-query.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/gateway/query-private.h"

#include <string.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/value/repr.h"

static void
assert_kwargs (PyroQuery  *query,
               const char *literal)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) kwargs = _pyro_query_dup_kwargs (query, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = pyro_value_repr (kwargs);
  g_assert_cmpstr (text, ==, literal);
}

static void
test_forms (void)
{
  static const char *const cases[][2] = {
    { "", "{}" },
    { "&&=&", "{}" },
    { "a=1", "{'a': '1'}" },
    { "a=1&b=2&a=3", "{'a': ['1', '3'], 'b': '2'}" },
    { "a&b=&c=1", "{'c': '1'}" },
    { "=x", "{'': 'x'}" },
    { "a=b=c", "{'a': 'b=c'}" },
    { "a+b=c+d%2B", "{'a b': 'c d+'}" },
    { "a=%C3%B6", "{'a': 'ö'}" },
    { "a=%c3", "{'a': '\357\277\275'}" },
    { "a=%&b=%4&c=%zz&d=%4", "{'a': '%', 'b': '%4', 'c': '%zz', 'd': '%4'}" },
    { "a:=1&b:=[1.5,null]", "{'a': 1, 'b': [1.5, None]}" },
    { "a%3A=1", "{'a': 1}" },
    { ":=1", "{':': '1'}" },
    { "a::=1", "{'a:': 1}" },
    { "a:=1&a=1", "{'a': [1, '1']}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize size = strlen (cases[i][0]);
      /* an exact copy on the heap, so that a sanitizer sees any read past it */
      g_autofree char *text = g_memdup2 (cases[i][0], size);
      g_autoptr(PyroQuery) query = _pyro_query_new ();
      g_autoptr(GError) error = NULL;

      g_assert_true (_pyro_query_add_form (query, text, size, &error));
      g_assert_no_error (error);
      assert_kwargs (query, cases[i][1]);
      g_assert_true (_pyro_query_is_empty (query) == g_str_equal (cases[i][1], "{}"));
    }
}

static void
test_bad_forms (void)
{
  static const char *const cases[] = { "a:=x", "a:='x'", "a:=%00", "a:=[", "a=1&b:=" "NUL%00" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PyroQuery) query = _pyro_query_new ();
      g_autoptr(GError) error = NULL;

      g_assert_false (_pyro_query_add_form (query, cases[i], strlen (cases[i]), &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
    }
}

static void
test_number (void)
{
  g_autoptr(PyroQuery) query = _pyro_query_new ();
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < PYRO_MAX_GATEWAY_ARGUMENTS; i++)
    g_assert_true (_pyro_query_add_form (query, i % 2 ? "a=1" : "b=1", 3, NULL));
  g_assert_false (_pyro_query_add_form (query, "c=1", 3, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
}

static gboolean
add_json (PyroQuery   *query,
          const char  *text,
          GError     **error)
{
  g_autoptr(GBytes) body = g_bytes_new (text, strlen (text));

  return _pyro_query_add_json (query, body, error);
}

static void
test_json (void)
{
  g_autoptr(PyroQuery) query = _pyro_query_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *args = NULL;

  g_assert_true (add_json (query, "[1, [2]]", NULL));
  g_assert_true (add_json (query, "{\"a\": {\"b\": null}}", NULL));
  args = pyro_value_repr (_pyro_query_get_args (query));
  g_assert_cmpstr (args, ==, "[1, [2]]");
  assert_kwargs (query, "{'a': {'b': None}}");

  g_assert_false (add_json (query, "{\"a\": 1}", &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_false (add_json (query, "1", &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_false (add_json (query, "[1", &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
}

/* A value that is as deep as one may be fits into no dict. */
static void
test_depth (void)
{
  g_autoptr(PyroQuery) query = _pyro_query_new ();
  g_autoptr(GString) text = g_string_new ("a:=");
  g_autoptr(PyroValue) kwargs = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < PYRO_MAX_DEPTH; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < PYRO_MAX_DEPTH; i++)
    g_string_append_c (text, ']');
  g_assert_true (_pyro_query_add_form (query, text->str, text->len, &error));
  kwargs = _pyro_query_dup_kwargs (query, &error);
  g_assert_null (kwargs);
  g_assert_nonnull (error);
}

static void
test_steal (void)
{
  g_autoptr(PyroQuery) query = _pyro_query_new ();
  const char *text = "$key=x&a=1&b=1&b=2&c:=1";
  g_autofree char *key = NULL;

  g_assert_true (_pyro_query_add_form (query, text, strlen (text), NULL));
  key = _pyro_query_steal_text (query, "$key");
  g_assert_cmpstr (key, ==, "x");
  g_assert_null (_pyro_query_steal_text (query, "$key"));
  g_assert_null (_pyro_query_steal_text (query, "b"));
  g_assert_null (_pyro_query_steal_text (query, "c"));
  assert_kwargs (query, "{'a': '1'}");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query/forms", test_forms);
  g_test_add_func ("/query/bad-forms", test_bad_forms);
  g_test_add_func ("/query/number", test_number);
  g_test_add_func ("/query/json", test_json);
  g_test_add_func ("/query/depth", test_depth);
  g_test_add_func ("/query/steal", test_steal);

  return g_test_run ();
}
