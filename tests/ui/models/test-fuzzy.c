/* tests/ui/models/test-fuzzy.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/fuzzy.h"

static guint
score (const char *query,
       const char *name)
{
  g_autoptr(LensFuzzy) fuzzy = lens_fuzzy_new (query);
  g_autofree char *folded = lens_fuzzy_fold (name);

  return lens_fuzzy_score (fuzzy, folded);
}

/* The better name comes first. */
static void
test_order (void)
{
  static const struct
  {
    const char *query;
    const char *better;
    const char *worse;
  } cases[] = {
    { "stage", "lab.stage", "lab.stages" },
    { "stage", "lab.stage", "lab.backstage" },
    { "sta", "lab.stage", "lab.instance" },
    { "stg", "lab.stag", "lab.a-very-long-name.stage" },
    { "sto quo", "example.stock quote", "example.stock requote" },
    { "quo sto", "example.stock quote", "example.restock quote" },
    { "move", "move", "move_to" },
    { "add", "lab.arithmetic add", "lab.arithmetic add_all" },
    { "stage", "lab.x.stage", "s.t.a.g.e" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("“%s”", cases[i].query);
      g_assert_cmpuint (score (cases[i].query, cases[i].better), >, score (cases[i].query, cases[i].worse));
      g_assert_cmpuint (score (cases[i].query, cases[i].worse), >, 0);
    }
}

static void
test_unfit (void)
{
  g_assert_cmpuint (score ("stage", "lab.camera"), ==, 0);
  g_assert_cmpuint (score ("sto xyz", "example.stock quote"), ==, 0);
  g_assert_cmpuint (score ("egats", "lab.stage"), ==, 0);
  g_assert_cmpuint (score ("a", ""), ==, 0);
}

static void
test_letters (void)
{
  g_assert_cmpuint (score ("STAGE", "lab.Stage"), >, 0);
  g_assert_cmpuint (score ("größe", "GRÖSSE.x"), >, 0); /* folding makes them the same */
  g_assert_cmpuint (score ("ö", "labor.größe"), >, 0);
  g_assert_cmpuint (score ("", "anything"), >, 0);
  g_assert_cmpuint (score ("  \t ", ""), >, 0);
  g_assert_cmpuint (score ("x", "a\xff.x"), >, 0); /* a name need not be UTF-8 */
}

static void
test_narrows (void)
{
  g_autoptr(LensFuzzy) none = lens_fuzzy_new ("");
  g_autoptr(LensFuzzy) sto = lens_fuzzy_new ("sto");
  g_autoptr(LensFuzzy) stock = lens_fuzzy_new ("stock q");
  g_autoptr(LensFuzzy) other = lens_fuzzy_new ("q stock");

  g_assert_true (lens_fuzzy_is_empty (none));
  g_assert_cmpuint (lens_fuzzy_get_n_words (stock), ==, 2);
  g_assert_true (lens_fuzzy_narrows (sto, none));
  g_assert_true (lens_fuzzy_narrows (stock, sto));
  g_assert_true (lens_fuzzy_narrows (sto, sto));
  g_assert_false (lens_fuzzy_narrows (sto, stock));
  g_assert_false (lens_fuzzy_narrows (other, stock));
}

static void
test_first (void)
{
  g_autoptr(LensFuzzy) one = lens_fuzzy_new ("stock");
  g_autoptr(LensFuzzy) two = lens_fuzzy_new ("stock quote");

  g_assert_cmpuint (lens_fuzzy_score_first (one, "example.stock"), ==, 0);
  g_assert_cmpuint (lens_fuzzy_score_first (two, "example.stock"), >, 0);
  g_assert_cmpuint (lens_fuzzy_score_first (two, "example.chat"), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/fuzzy/order", test_order);
  g_test_add_func ("/models/fuzzy/unfit", test_unfit);
  g_test_add_func ("/models/fuzzy/letters", test_letters);
  g_test_add_func ("/models/fuzzy/narrows", test_narrows);
  g_test_add_func ("/models/fuzzy/first", test_first);

  return g_test_run ();
}
