/* tests/ui/models/test-pane-widths.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/pane-widths.h"

/* What one split view makes of its limits. */
static int
divide (const LensPaneLimits *limits,
        int                   all,
        int                   min_rest)
{
  double max = MIN (limits->max, all - min_rest);

  return (int) CLAMP (all * limits->fraction, limits->min, max);
}

static LensDivision
divide_window (LensPaneWidths *widths,
               guint           n_panes,
               int             all)
{
  LensDivision division = { .n_panes = n_panes, .all = all };
  LensPaneLimits inner, outer;
  int first;

  lens_pane_widths_get_limits (widths, n_panes, &inner, &outer);
  g_assert_cmpfloat (inner.min, <=, inner.max);
  g_assert_cmpfloat (outer.min, <=, outer.max);
  g_assert_cmpfloat (inner.fraction, <, 1); /* by which the view would divide */
  first = divide (&outer, all, 360);
  division.names = n_panes == 3 ? divide (&inner, first, 200) : first;
  division.members = first - division.names;

  return division;
}

static void
assert_division (LensPaneWidths *widths,
                 guint           n_panes,
                 int             all,
                 int             names,
                 int             members)
{
  LensDivision division = divide_window (widths, n_panes, all);

  g_assert_cmpint (division.names, ==, names);
  g_assert_cmpint (division.members, ==, members);
}

static void
move (LensPaneWidths *widths,
      LensPane        pane,
      guint           n_panes,
      int             all,
      int             distance)
{
  LensDivision from = divide_window (widths, n_panes, all);

  lens_pane_widths_move (widths, pane, &from, distance);
}

static void
count_cb (guint *n)
{
  ++*n;
}

/* A part of the window, as long as nobody said anything. */
static void
test_unmoved (void)
{
  g_autoptr(LensPaneWidths) widths = lens_pane_widths_new ();

  assert_division (widths, 3, 1100, 275, 275);
  assert_division (widths, 3, 1920, 320, 360);
  assert_division (widths, 2, 1000, 340, 0);
  assert_division (widths, 2, 720, 260, 0);
}

/* One edge, and no other. */
static void
test_move (void)
{
  g_autoptr(LensPaneWidths) widths = lens_pane_widths_new ();

  move (widths, LENS_PANE_NAMES, 3, 1400, 100);
  assert_division (widths, 3, 1400, 420, 260);
  move (widths, LENS_PANE_MEMBERS, 3, 1400, 50);
  assert_division (widths, 3, 1400, 420, 310);
  move (widths, LENS_PANE_NAMES, 3, 1400, -120);
  assert_division (widths, 3, 1400, 300, 430);

  /* With two panes it is the first, and the second keeps what it had. */
  move (widths, LENS_PANE_NAMES, 2, 1000, 80);
  assert_division (widths, 2, 1000, 380, 0);
  assert_division (widths, 3, 1400, 380, 430);
  move (widths, LENS_PANE_NAMES, 1, 500, 80); /* there is no edge */
  assert_division (widths, 3, 1400, 380, 430);
}

/* None is too narrow, and the call has room. */
static void
test_limits (void)
{
  g_autoptr(LensPaneWidths) widths = lens_pane_widths_new ();

  move (widths, LENS_PANE_NAMES, 3, 1100, -5000);
  assert_division (widths, 3, 1100, 200, 350);
  move (widths, LENS_PANE_NAMES, 3, 1100, 5000);
  assert_division (widths, 3, 1100, 350, 200);
  move (widths, LENS_PANE_MEMBERS, 3, 1100, 5000);
  assert_division (widths, 3, 1100, 350, 390);
  move (widths, LENS_PANE_MEMBERS, 3, 1100, -5000);
  assert_division (widths, 3, 1100, 350, 200);
  move (widths, LENS_PANE_NAMES, 2, 800, 5000);
  assert_division (widths, 2, 800, 440, 0);
  move (widths, LENS_PANE_NAMES, 2, 800, -5000);
  assert_division (widths, 2, 800, 200, 0);
  move (widths, LENS_PANE_NAMES, 2, 100000, 50000);
  assert_division (widths, 2, 100000, 1000, 0);
  move (widths, LENS_PANE_NAMES, 2, 500, 50); /* too narrow a window for both */
  assert_division (widths, 2, 800, 200, 0);
}

/* What a narrow window takes away is there again when it is wide. */
static void
test_narrow (void)
{
  g_autoptr(LensPaneWidths) widths = lens_pane_widths_new ();

  g_object_set (widths, "names", 500, "members", 400, NULL);
  assert_division (widths, 3, 1600, 500, 400);
  assert_division (widths, 3, 1100, 500, 240);
  assert_division (widths, 3, 1041, 481, 200);
  assert_division (widths, 2, 800, 440, 0);
  assert_division (widths, 3, 1600, 500, 400);
}

/* What is read is limited, and what is to be remembered is told once, when an edge came to rest. */
static void
test_properties (void)
{
  g_autoptr(LensPaneWidths) widths = lens_pane_widths_new ();
  guint n_told = 0;
  guint n_moved = 0;
  int names, members;

  g_signal_connect_swapped (widths, "notify", G_CALLBACK (count_cb), &n_told);
  g_signal_connect_swapped (widths, "moved", G_CALLBACK (count_cb), &n_moved);
  g_object_set (widths, "names", 3, "members", G_MAXINT, NULL);
  g_object_get (widths, "names", &names, "members", &members, NULL);
  g_assert_cmpint (names, ==, 200);
  g_assert_cmpint (members, ==, 1000);
  g_object_set (widths, "names", 3, NULL);
  g_assert_cmpuint (n_told, ==, 2);
  g_assert_cmpuint (n_moved, ==, 2);

  g_object_set (widths, "members", 300, NULL);
  for (int i = 0; i < 5; i++)
    move (widths, LENS_PANE_NAMES, 2, 1000, 10);
  g_assert_cmpuint (n_moved, ==, 8);
  g_assert_cmpuint (n_told, ==, 3);
  lens_pane_widths_settle (widths);
  g_assert_cmpuint (n_told, ==, 5);
}

static void
test_reset (void)
{
  g_autoptr(LensPaneWidths) widths = lens_pane_widths_new ();

  g_object_set (widths, "names", 500, "members", 400, NULL);
  lens_pane_widths_reset (widths, LENS_PANE_MEMBERS, 3);
  assert_division (widths, 3, 1920, 500, 360);
  g_object_set (widths, "members", 400, NULL);
  lens_pane_widths_reset (widths, LENS_PANE_NAMES, 2);
  assert_division (widths, 3, 1920, 320, 400);
  assert_division (widths, 2, 1000, 340, 0);
  lens_pane_widths_reset (widths, LENS_PANE_NAMES, 3);
  assert_division (widths, 3, 1920, 320, 360);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/pane-widths/unmoved", test_unmoved);
  g_test_add_func ("/models/pane-widths/move", test_move);
  g_test_add_func ("/models/pane-widths/limits", test_limits);
  g_test_add_func ("/models/pane-widths/narrow", test_narrow);
  g_test_add_func ("/models/pane-widths/properties", test_properties);
  g_test_add_func ("/models/pane-widths/reset", test_reset);

  return g_test_run ();
}
