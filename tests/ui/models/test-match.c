/* tests/ui/models/test-match.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/match.h"

static const struct
{
  const char *name;
  const char *text;
  LensMatch   match;
} cases[] = {
  { "lab.stage", "lab.stage", LENS_MATCH_WHOLE },
  { "lab.Stage", "LAB.stage", LENS_MATCH_WHOLE },
  { "Straße", "STRASSE", LENS_MATCH_WHOLE },
  { "", "", LENS_MATCH_WHOLE },
  { "lab.stage", "lab", LENS_MATCH_START },
  { "lab.stage", "", LENS_MATCH_START },
  { "shutdown_lamp", "lamp", LENS_MATCH_PART },
  { "lab.stage", "stages", LENS_MATCH_NONE },
  { "", "x", LENS_MATCH_NONE },
};

static void
test_names (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (lens_match_name (cases[i].name, cases[i].text), ==, cases[i].match);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/models/match/names", test_names);

  return g_test_run ();
}
