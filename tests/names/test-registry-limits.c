/* tests/names/test-registry-limits.c - what a name server's callers cannot do
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "core/limits.h"
#include "core/names/registry.h"
#include "core/value/builder.h"
#include "core/value/literal.h"
#include "core/value/repr.h"
#include "core/wire/exception.h"

static PyroValue *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  PyroValue *value = pyro_literal_parse (text, -1, NULL, &error);

  g_assert_no_error (error);

  return value;
}

/* Returns: the result or the exception's message */
static char *
call_value (PyroRegistry *registry,
            const char   *method,
            PyroValue    *args)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) result = pyro_registry_call (registry, pyro_generation_get_pyro5 (), method, args, NULL,
                                                    &error);

  if (result != NULL)
    return pyro_value_repr (result);

  return g_strdup (pyro_exception_get_message (pyro_remote_error_get_exception (error)));
}

static char *
call (PyroRegistry *registry,
      const char   *method,
      const char   *args)
{
  g_autoptr(PyroValue) values = parse (args);

  return call_value (registry, method, values);
}

static void
assert_call (PyroRegistry *registry,
             const char   *method,
             const char   *args,
             const char   *expected)
{
  g_autofree char *answer = call (registry, method, args);

  g_assert_cmpstr (answer, ==, expected);
}

/* (name, uri, False, [tag]) with texts of these sizes */
static PyroValue *
build_long (gsize name,
            gsize uri,
            gsize tag)
{
  g_autofree char *long_name = g_strnfill (name, 'n');
  g_autofree char *object = g_strnfill (uri - strlen ("PYRO:@h:1"), 'o');
  g_autofree char *long_tag = g_strnfill (tag, 't');
  g_autofree char *text = g_strdup_printf ("('%s', 'PYRO:%s@h:1', False, ['%s'])", long_name, object, long_tag);

  return parse (text);
}

static void
assert_long (gsize       name,
             gsize       uri,
             gsize       tag,
             const char *expected)
{
  g_autoptr(PyroRegistry) registry = pyro_registry_new ();
  g_autoptr(PyroValue) args = build_long (name, uri, tag);
  g_autofree char *answer = call_value (registry, "register", args);

  g_assert_cmpstr (answer, ==, expected);
}

static void
test_sizes (void)
{
  assert_long (PYRO_MAX_NAME_SIZE, PYRO_MAX_URI_SIZE, PYRO_MAX_NAME_SIZE, "None");
  assert_long (PYRO_MAX_NAME_SIZE + 1, 20, 1, "the name is too long");
  assert_long (1, PYRO_MAX_URI_SIZE + 1, 1, "the uri is too long");
  assert_long (1, 20, PYRO_MAX_NAME_SIZE + 1, "a tag is too long");
}

static void
test_number_of_tags (void)
{
  g_autoptr(PyroRegistry) registry = pyro_registry_new ();

  for (guint n = PYRO_MAX_TAGS; n <= PYRO_MAX_TAGS + 1; n++)
    {
      g_autoptr(GString) text = g_string_new ("('a', 'PYRO:o@h:1', False, [");
      g_autoptr(PyroValue) args = NULL;
      g_autofree char *answer = NULL;

      for (guint i = 0; i < n; i++)
        g_string_append_printf (text, "'%u',", i);
      g_string_append (text, "])");
      args = parse (text->str);
      answer = call_value (registry, "register", args);
      g_assert_cmpstr (answer, ==, n == PYRO_MAX_TAGS ? "None" : "a name has no more than 1000 tags");
    }
}

static void
test_texts (void)
{
  g_autoptr(PyroRegistry) registry = pyro_registry_new ();

  assert_call (registry, "register", "('\\ud800', 'PYRO:o@h:1')", "the name has half a character in it");
  assert_call (registry, "register", "('a', 'PYRO:\\udfff@h:1')", "the uri has half a character in it");
  assert_call (registry, "register", "('a', 'PYRO:o@h:1', False, ['\\ud800'])", "a tag has half a character in it");
  assert_call (registry, "register", "('a', 'PYRO:o@h:1', False, [None])", "a tag is neither text nor a number");
  assert_call (registry, "register", "('a', 'PYRO:o@h:1', False, [('a',)])", "a tag is neither text nor a number");
  assert_call (registry, "register", "('a', 'PYRO:o@h:1', False, [1180591620717411303424])",
               "a tag is a number of more than 64 bits");
  assert_call (registry, "list", "(None, '\\ud800')", "invalid regex: it has half a character in it");
  assert_call (registry, "count", "()", "0");
}

/* What no serializer makes of a call. */
static void
test_form (void)
{
  g_autoptr(PyroRegistry) registry = pyro_registry_new ();
  g_autoptr(PyroValue) list = parse ("[1, 2]");
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) result = NULL;

  assert_call (registry, "count", "{'name': 'a'}", "the arguments are no list and no tuple");
  assert_call (registry, "lookup", "'abc'", "the arguments are no list and no tuple");
  assert_call (registry, "count", "[]", "0");
  result = pyro_registry_call (registry, pyro_generation_get_pyro5 (), "count", NULL, list, &error);
  g_assert_null (result);
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  g_assert_cmpstr (error->message, ==, "TypeError: the keyword arguments are no dict");
}

/* Nobody removes the name server itself. */
static void
test_own_entry (void)
{
  g_autoptr(PyroRegistry) registry = pyro_registry_new ();
  g_autoptr(PyroValue) any = parse ("{'metadata_any': ['class:Pyro4.naming.NameServer'], 'return_metadata': True}");
  g_autoptr(PyroValue) found = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  guint64 count;

  g_assert_true (pyro_registry_add_own (registry, "PYRO:Pyro.NameServer@h:1", &error));
  g_assert_no_error (error);
  assert_call (registry, "remove", "('Pyro.NameServer',)", "0");
  assert_call (registry, "remove", "(None, 'Pyro')", "0");
  assert_call (registry, "remove", "(None, None, '.*')", "0");
  assert_call (registry, "remove", "('Pyro.NameServer', 'P')", "0");
  g_assert_true (pyro_registry_count (registry, &count, &error));
  g_assert_cmpuint (count, ==, 1);

  /* Each generation sees its own class. */
  assert_call (registry, "yplookup", "(['class:Pyro5.nameserver.NameServer'],)",
               "{'Pyro.NameServer': ('PYRO:Pyro.NameServer@h:1', {'class:Pyro5.nameserver.NameServer'})}");
  assert_call (registry, "yplookup", "(['class:Pyro4.naming.NameServer'],)", "{}");
  found = pyro_registry_call (registry, pyro_generation_get_pyro4 (), "list", NULL, any, &error);
  g_assert_no_error (error);
  text = pyro_value_repr (found);
  g_assert_cmpstr (text, ==, "{'Pyro.NameServer': ('PYRO:Pyro.NameServer@h:1', ['class:Pyro4.naming.NameServer'])}");
  g_assert_false (pyro_registry_add_own (registry, "nonsense", &error));
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
}

static PyroRegistry *
fill (guint n_names)
{
  PyroRegistry *registry = pyro_registry_new ();

  for (guint i = 0; i < n_names; i++)
    {
      g_autofree char *args = g_strdup_printf ("('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.%u', 'PYRO:o@h:1')", i);
      g_autofree char *answer = call (registry, "register", args);

      g_assert_cmpstr (answer, ==, "None");
    }

  return registry;
}

/* Patterns that would take for ever, and those that take long for each of many names. */
static void
test_slow_regexes (void)
{
  static const char *const patterns[] = {
    "(a*)*b", "(a|a)*b", "(a|aa)+$", "(.*)*!", "(((a*)*)*)*b", "(?:a?){40}a{40}b", "(a+)+\\.x", "(?=(a+)+!)a",
    "(?<!x)(a*a*a*a*a*a*a*)*!", "(.*.*.*.*.*)!", "a*a*a*[bc]",
  };
  g_autoptr(PyroRegistry) registry = fill (20000);

  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr(GString) args = g_string_new ("(None, '");
      g_autofree char *answer = NULL;
      gint64 start, took;

      g_string_append_printf (args, "%s')", patterns[i]);
      g_string_replace (args, "\\", "\\\\", 0);
      start = g_get_monotonic_time ();
      answer = call (registry, "list", args->str);
      took = g_get_monotonic_time () - start;

      g_test_message ("%s: %" G_GINT64_FORMAT " ms: %.60s", patterns[i], took / 1000, answer);
      g_assert_true (g_str_equal (answer, "{}") || g_str_equal (answer, "invalid regex: it takes too long to match"));
      g_assert_cmpint (took, <, 8 * PYRO_MAX_REGEX_TIME); /* with a sanitizer, too */
    }
}

static void
test_large_regexes (void)
{
  g_autoptr(PyroRegistry) registry = fill (1);
  g_autofree char *limit = g_strnfill (PYRO_MAX_REGEX_SIZE, 'a');
  g_autofree char *good = g_strdup_printf ("(None, '%s')", limit);
  g_autofree char *bad = g_strdup_printf ("(None, 'a%s')", limit);

  assert_call (registry, "list", good, "{}");
  assert_call (registry, "list", bad, "invalid regex: it is longer than 2000 bytes");
  assert_call (registry, "list", "(None, '((((a{1000}){1000}){1000}){1000})')",
               "invalid regex: it is not supported here");
}

/* ---- Several threads ---- */

#define N_THREADS 4
#define N_ROUNDS 2000

static gpointer
register_many (gpointer data)
{
  PyroRegistry *registry = data;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autofree char *args = g_strdup_printf ("('n%u', 'PYRO:o@h:1', False, ['t'])", i % 50);
      g_autofree char *removed = g_strdup_printf ("('n%u',)", (i + 7) % 50);
      g_autofree char *first = call (registry, "register", args);
      g_autofree char *second = call (registry, "list", "(None, None, True)");
      g_autofree char *third = call (registry, "remove", removed);

      g_assert_cmpstr (first, ==, "None");
      g_assert_true (g_str_has_prefix (second, "{"));
      g_assert_true (g_str_equal (third, "0") || g_str_equal (third, "1"));
    }

  return NULL;
}

static void
test_threads (void)
{
  g_autoptr(PyroRegistry) registry = pyro_registry_new ();
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("caller", register_many, registry);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  g_assert_finalize_object (g_steal_pointer (&registry));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/registry-limits/sizes", test_sizes);
  g_test_add_func ("/registry-limits/number-of-tags", test_number_of_tags);
  g_test_add_func ("/registry-limits/texts", test_texts);
  g_test_add_func ("/registry-limits/form", test_form);
  g_test_add_func ("/registry-limits/own-entry", test_own_entry);
  g_test_add_func ("/registry-limits/slow-regexes", test_slow_regexes);
  g_test_add_func ("/registry-limits/large-regexes", test_large_regexes);
  g_test_add_func ("/registry-limits/threads", test_threads);

  return g_test_run ();
}
