/* tests/ui/models/test-moment.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/moment.h"

typedef char *(*ReadFunc) (const char  *text,
                           guint       *column,
                           GError     **error);

static void
test_good (void)
{
  static const struct { ReadFunc read; const char *text; const char *wanted; } cases[] = {
    { lens_moment_read_date, "2026-03-14", "2026-03-14" },
    { lens_moment_read_date, " 2026-3-4 ", "2026-03-04" },
    { lens_moment_read_date, "2024-02-29", "2024-02-29" },
    { lens_moment_read_date, "0001-01-01", "0001-01-01" },
    { lens_moment_read_time, "15:09", "15:09:00" },
    { lens_moment_read_time, "7:09:26,5", "07:09:26.500000" },
    { lens_moment_read_time, "15:09:26.000000", "15:09:26" },
    { lens_moment_read_time, "15:09:26.1234567", "15:09:26.123456" },
    { lens_moment_read_time, "15:09:26+05:30", "15:09:26+05:30" },
    { lens_moment_read_datetime, "2026-03-14", "2026-03-14T00:00:00" },
    { lens_moment_read_datetime, "2026-03-14 15:09:26.535897", "2026-03-14T15:09:26.535897" },
    { lens_moment_read_datetime, "2026-03-14T15:09Z", "2026-03-14T15:09:00+00:00" },
    { lens_moment_read_datetime, "2026-03-14T15:09-0800", "2026-03-14T15:09:00-08:00" },
    { lens_moment_read_datetime, "2026-03-14T15:09+01", "2026-03-14T15:09:00+01:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *text = NULL;
      guint column;

      text = cases[i].read (cases[i].text, &column, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, cases[i].wanted);
    }
}

static void
test_wrong (void)
{
  static const struct { ReadFunc read; const char *text; guint column; } cases[] = {
    { lens_moment_read_date, "", 1 }, { lens_moment_read_date, "26-03-14", 3 }, { lens_moment_read_date, "2026/03/14", 5 },
    { lens_moment_read_date, "2026-13-01", 6 }, { lens_moment_read_date, "2026-02-30", 9 },
    { lens_moment_read_date, "0000-01-01", 9 }, { lens_moment_read_date, "2026-03-14x", 11 },
    { lens_moment_read_time, "24:00", 1 }, { lens_moment_read_time, "12:60", 4 }, { lens_moment_read_time, "12", 3 },
    { lens_moment_read_time, "12:00:00.", 10 }, { lens_moment_read_time, "12:00ä", 6 },
    { lens_moment_read_datetime, "2026-03-14x15:09", 11 }, { lens_moment_read_datetime, "2026-03-14T", 12 },
    { lens_moment_read_datetime, "2026-03-14T15:09+24:00", 22 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      guint column = 99;

      g_test_message ("%s", cases[i].text);
      g_assert_null (cases[i].read (cases[i].text, &column, &error));
      g_assert_nonnull (error);
      g_test_message ("%s (%u)", error->message, column);
      g_assert_cmpuint (column, ==, cases[i].column);
    }
}

static void
test_span (void)
{
  static const struct { const char *text; double seconds; } cases[] = {
    { "90", 90 }, { "0.5", 0.5 }, { "-1.5", -1.5 }, { "1:30:00", 5400 }, { "0:01", 60 }, { "1:00:00.25", 3600.25 },
    { "2 days, 1:00:00", 176400 }, { "1 day", 86400 }, { "-1 day, 23:00:00", -3600 }, { "-0:30", -1800 },
  };
  g_autoptr(GError) error = NULL;
  double seconds;
  guint column;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_true (lens_moment_read_span (cases[i].text, &seconds, &column, &error));
      g_assert_no_error (error);
      g_assert_cmpfloat (seconds, ==, cases[i].seconds);
    }
  g_assert_false (lens_moment_read_span ("soon", &seconds, &column, &error));
  g_assert_cmpuint (column, ==, 1);
  g_clear_error (&error);
  g_assert_false (lens_moment_read_span ("inf", &seconds, &column, &error));
  g_clear_error (&error);
  g_assert_false (lens_moment_read_span ("1:3", &seconds, &column, &error));
  g_assert_cmpuint (column, ==, 4);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/moment/good", test_good);
  g_test_add_func ("/models/moment/wrong", test_wrong);
  g_test_add_func ("/models/moment/span", test_span);

  return g_test_run ();
}
