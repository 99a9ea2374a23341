/* tests/ui/models/test-format.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/format.h"

static void
test_duration (void)
{
  static const struct { gint64 microseconds; const char *text; } cases[] = {
    { -5, "0 µs" }, { 0, "0 µs" }, { 999, "999 µs" },
    { 1000, "1.0 ms" }, { 1440, "1.4 ms" }, { 99949, "99.9 ms" }, { 99950, "100 ms" },
    { 999499, "999 ms" }, { 999500, "1.00 s" }, { 2500000, "2.50 s" }, { 9994000, "9.99 s" },
    { 9995000, "10.0 s" }, { 59949999, "59.9 s" }, { 59950000, "1 min 0 s" }, { 60000000, "1 min 0 s" },
    { 125400000, "2 min 5 s" }, { 3599499999, "59 min 59 s" }, { 3599500000, "1 h 0 min" },
    { 3840000000, "1 h 4 min" }, { G_MAXINT64, "2562047788 h 0 min" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lens_format_duration (cases[i].microseconds);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_size (void)
{
  static const struct { gsize bytes; const char *text; } cases[] = {
    { 0, "0 B" }, { 78, "78 B" }, { 999, "999 B" }, { 1000, "1.0 kB" }, { 1440, "1.4 kB" },
    { 99949, "99.9 kB" }, { 99950, "100 kB" }, { 999499, "999 kB" }, { 999500, "1.0 MB" },
    { 10485760, "10.5 MB" }, { 1073741824, "1.1 GB" },
    { G_MAXSIZE, "18.4 EB" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lens_format_size (cases[i].bytes);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_items (void)
{
  static const struct { gsize n; const char *text; } cases[] = {
    { 0, "0 items" }, { 1, "1 item" }, { 3, "3 items" }, { 1000000, "1000000 items" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lens_format_items (cases[i].n);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_mistake (void)
{
  static const struct { const char *text; guint column; const char *sentence; } cases[] = {
    { "[1, x]", 5, "Wrong (column 5)" },
    { "[1, x]", 6, "Wrong (column 6)" },
    { "[1, 2", 6, "Wrong" }, /* something is missing at the end */
    { "'é", 3, "Wrong" },
    { "'é", 2, "Wrong (column 2)" },
    { "", 1, "Wrong" },
    { "x", 0, "Wrong" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lens_format_mistake ("Wrong", cases[i].text, cases[i].column);

      g_assert_cmpstr (text, ==, cases[i].sentence);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/format/duration", test_duration);
  g_test_add_func ("/models/format/size", test_size);
  g_test_add_func ("/models/format/items", test_items);
  g_test_add_func ("/models/format/mistake", test_mistake);

  return g_test_run ();
}
