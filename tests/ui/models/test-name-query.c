/* tests/ui/models/test-name-query.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/name-query.h"

static const char *const tags[] = { "class:lab.Stage", "outdoors", NULL };

static void
test_matches (void)
{
  static const struct { const char *text; gboolean hit; } cases[] = {
    { "", TRUE }, { "   ", TRUE }, { "stage", TRUE }, { "STAGE", TRUE }, { "lab stage", TRUE },
    { "lab camera", FALSE }, { "4711", TRUE }, { "outdoors", TRUE }, { "#outdoors", TRUE },
    { "#lab", TRUE }, { "#4711", FALSE }, { "#", TRUE }, { "É", TRUE }, { "é", TRUE }, { "#é", FALSE },
    { "/^lab/", TRUE }, { "/^LAB\\..*é$/", TRUE }, { "/^stage/", FALSE }, { "/stage", TRUE }, { "/", TRUE },
    { "/4711/", FALSE }, { "/(/", TRUE },
  };
  g_autoptr(LensObject) object = lens_object_new ("lab.stage.é", "PYRO:x@host:4711", tags);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(LensNameQuery) query = lens_name_query_new (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (lens_name_query_judge (query, object) != LENS_NAME_HIT_NONE, ==, cases[i].hit);
    }
}

static void
test_problems (void)
{
  g_autoptr(LensNameQuery) good = lens_name_query_new ("/a|b/");
  g_autoptr(LensNameQuery) bad = lens_name_query_new ("/(/");
  g_autofree char *text = g_strnfill (2000, 'a');
  g_autofree char *slashed = g_strdup_printf ("/%s/", text);
  g_autoptr(LensNameQuery) large = lens_name_query_new (slashed);

  g_assert_null (lens_name_query_get_problem (good));
  g_assert_cmpstr (lens_name_query_get_problem (bad), ==, "Not a regular expression: missing terminating )");
  g_assert_true (lens_name_query_is_empty (bad));
  g_assert_cmpstr (lens_name_query_get_problem (large), ==, "The regular expression is too long");
}

/* A pattern that backtracks without end costs no more than any other. */
static void
test_patience (void)
{
  g_autofree char *name = g_strnfill (60, 'a');
  g_autoptr(LensObject) object = lens_object_new (name, "PYRO:x@host:1", NULL);
  g_autoptr(LensNameQuery) query = lens_name_query_new ("/^(a+)+$b/");
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 10; i++)
    g_assert_cmpint (lens_name_query_judge (query, object), ==, LENS_NAME_HIT_NONE);
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_TIME_SPAN_SECOND);
}

static void
test_stricter (void)
{
  static const struct { const char *text; const char *before; gboolean stricter; } cases[] = {
    { "la", "l", TRUE }, { "l", "la", FALSE }, { "lab x", "lab", TRUE }, { "#a", "#", FALSE },
    { "#ab", "#a", TRUE }, { "/ab", "/a", FALSE }, { "a", "", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(LensNameQuery) query = lens_name_query_new (cases[i].text);
      g_autoptr(LensNameQuery) before = lens_name_query_new (cases[i].before);

      g_assert_cmpint (lens_name_query_is_stricter (query, before), ==, cases[i].stricter);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/name-query/matches", test_matches);
  g_test_add_func ("/models/name-query/problems", test_problems);
  g_test_add_func ("/models/name-query/patience", test_patience);
  g_test_add_func ("/models/name-query/stricter", test_stricter);

  return g_test_run ();
}
