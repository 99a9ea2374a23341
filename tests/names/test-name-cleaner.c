/* tests/names/test-name-cleaner.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/error.h"
#include "core/names/name-cleaner.h"
#include "core/names/name-entry.h"
#include "core/value/literal.h"

#define SECONDS G_TIME_SPAN_SECOND

static PyroNameCleaner *
make_cleaner (void)
{
  g_autoptr(GError) error = NULL;
  PyroNameCleaner *cleaner = pyro_name_cleaner_new (3 * SECONDS, 100 * SECONDS, &error);

  g_assert_no_error (error);

  return cleaner;
}

static GPtrArray *
begin (PyroNameCleaner *cleaner,
       const char      *names)
{
  g_autoptr(PyroValue) value = pyro_literal_parse (names, -1, NULL, NULL);

  return pyro_name_cleaner_begin (cleaner, value);
}

static void
test_interval (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroNameCleaner) cleaner = pyro_name_cleaner_new (3 * SECONDS - 1, 0, &error);

  g_assert_null (cleaner);
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
  g_assert_cmpstr (error->message, ==, "NS_AUTOCLEAN cannot be smaller than 3");

  cleaner = make_cleaner ();
  g_assert_false (pyro_name_cleaner_is_due (cleaner, 103 * SECONDS - 1));
  g_assert_true (pyro_name_cleaner_is_due (cleaner, 103 * SECONDS));
  pyro_name_cleaner_end (cleaner, 104 * SECONDS);
  g_assert_false (pyro_name_cleaner_is_due (cleaner, 106 * SECONDS));
  g_assert_true (pyro_name_cleaner_is_due (cleaner, 107 * SECONDS));
  g_assert_finalize_object (g_steal_pointer (&cleaner));
}

/* Only what has an address that everybody can mean. */
static void
test_probed (void)
{
  g_autoptr(PyroNameCleaner) cleaner = make_cleaner ();
  g_autoptr(GPtrArray) probes =
    begin (cleaner, "{'Pyro.NameServer': 'PYRO:Pyro.NameServer@h:9090', 'Pyro.Daemon': 'PYRO:x@h:1',"
           " 'unix': 'PYRO:x@./u:/tmp/socket', 'abstract': 'PYRO:x@./u:\\0socket', 'name': 'PYRONAME:other@h:1',"
           " 'tags': 'PYROMETA:a,b', 'nonsense': 'nonsense', 'odd': 'PYRO:x@h:999999', 'n\\0': 'PYRO:x@h:1',"
           " 5: 'PYRO:x@h:1',"
           " 'number': 5, 'a': 'PYRO:x@h:1', 'six': 'PYRO:x@[::1]:2'}");
  g_autoptr(GPtrArray) none = begin (cleaner, "{}");
  g_autoptr(GPtrArray) odd = begin (cleaner, "[1, 2]");

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (odd->len, ==, 0);
  g_assert_cmpuint (probes->len, ==, 2);
  g_assert_cmpstr (((PyroNameEntry *) probes->pdata[0])->name, ==, "a");
  g_assert_cmpstr (((PyroNameEntry *) probes->pdata[0])->uri, ==, "PYRO:x@h:1");
  g_assert_cmpstr (((PyroNameEntry *) probes->pdata[1])->name, ==, "six");
}

static gboolean
report (PyroNameCleaner *cleaner,
        gboolean         reachable,
        gint64           seconds)
{
  return pyro_name_cleaner_report (cleaner, "a", "PYRO:x@h:1", reachable, seconds * SECONDS);
}

/* 20 seconds without a break, of the same object. */
static void
test_removal (void)
{
  g_autoptr(PyroNameCleaner) cleaner = make_cleaner ();
  g_autoptr(GPtrArray) probes = NULL;

  g_assert_false (report (cleaner, TRUE, 101));
  g_assert_false (report (cleaner, FALSE, 103));
  g_assert_cmpuint (pyro_name_cleaner_get_n_unreachable (cleaner), ==, 1);
  g_assert_false (report (cleaner, FALSE, 122));
  g_assert_false (report (cleaner, TRUE, 123));
  g_assert_cmpuint (pyro_name_cleaner_get_n_unreachable (cleaner), ==, 0);
  g_assert_false (report (cleaner, FALSE, 124));
  g_assert_false (report (cleaner, FALSE, 143));
  g_assert_true (report (cleaner, FALSE, 144));
  g_assert_cmpuint (pyro_name_cleaner_get_n_unreachable (cleaner), ==, 0);
  g_assert_false (report (cleaner, FALSE, 145));

  probes = begin (cleaner, "{'a': 'PYRO:x@h:1'}");
  g_assert_cmpuint (pyro_name_cleaner_get_n_unreachable (cleaner), ==, 1);
  g_clear_pointer (&probes, g_ptr_array_unref);
  probes = begin (cleaner, "{'a': 'PYRO:x@h:2'}"); /* another object took the name */
  g_assert_cmpuint (pyro_name_cleaner_get_n_unreachable (cleaner), ==, 0);
  g_assert_false (pyro_name_cleaner_report (cleaner, "a", "PYRO:x@h:2", FALSE, 170 * SECONDS));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/name-cleaner/interval", test_interval);
  g_test_add_func ("/name-cleaner/probed", test_probed);
  g_test_add_func ("/name-cleaner/removal", test_removal);

  return g_test_run ();
}
