/* tests/ui/models/test-diagnosis.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/diagnosis.h"

static void
take (LensDiagnosis    *diagnosis,
      PyroFindingState  state,
      const char       *seen,
      const char       *advice)
{
  g_autofree char *seen_copy = g_strdup (seen);
  g_autofree char *advice_copy = g_strdup (advice);
  PyroFinding finding = { .step = "TCP", .state = state, .seen = seen_copy, .advice = advice_copy };

  lens_diagnosis_take (diagnosis, &finding);
}

static void
assert_says (LensDiagnosis *diagnosis,
             const char    *sentence,
             const char    *advice)
{
  g_assert_cmpstr (lens_diagnosis_get_sentence (diagnosis), ==, sentence);
  g_assert_cmpstr (lens_diagnosis_get_advice (diagnosis), ==, advice);
}

/* The worst is said first, whatever the order of the steps. */
static void
test_worst (void)
{
  g_autoptr(LensDiagnosis) diagnosis = lens_diagnosis_new ("PYRO:a@b:1");

  assert_says (diagnosis, "It can be reached", NULL);
  take (diagnosis, PYRO_FINDING_GOOD, "Fine", NULL);
  assert_says (diagnosis, "It can be reached", NULL);
  take (diagnosis, PYRO_FINDING_ODD, "Only programs here reach it", "Give it a host");
  take (diagnosis, PYRO_FINDING_ODD, "It is old", NULL);
  assert_says (diagnosis, "It can be reached from here", "Only programs here reach it");
  take (diagnosis, PYRO_FINDING_BAD, "It refuses", "Start it");
  take (diagnosis, PYRO_FINDING_ODD, "It is odd", NULL);
  g_assert_cmpint (lens_diagnosis_get_state (diagnosis), ==, PYRO_FINDING_BAD);
  assert_says (diagnosis, "It refuses", "Start it");
}

static void
test_text (void)
{
  g_autoptr(LensDiagnosis) diagnosis = lens_diagnosis_new ("PYRO:a@b:1");

  take (diagnosis, PYRO_FINDING_GOOD, "Fine", NULL);
  take (diagnosis, PYRO_FINDING_BAD, "It refuses", "Start it");
  g_assert_cmpstr (lens_diagnosis_get_text (diagnosis), ==, "PYRO:a@b:1\nTCP: Fine\nTCP: It refuses\nStart it\n");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/diagnosis/worst", test_worst);
  g_test_add_func ("/models/diagnosis/text", test_text);

  return g_test_run ();
}
