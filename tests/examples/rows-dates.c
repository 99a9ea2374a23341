/* tests/examples/rows-dates.c - examples of dates and their time zones
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "rows.h"

/* How far @a is from @b, in microseconds. */
static gint64
get_distance (GDateTime *a,
              GDateTime *b)
{
  return ABS (g_date_time_difference (a, b));
}

/* A text with the offset that Amsterdam has now. The pytz of the example puts its zone on the clock of where
 * the server is; the others tell what time it is there. */
static void
expect_amsterdam (Stage      *stage,
                  PyroProxy  *server,
                  const char *method)
{
  g_autoptr(PyroValue) value = fetch (stage, server, method, "");
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Europe/Amsterdam");
  g_autoptr(GDateTime) date = g_date_time_new_from_iso8601 (pyro_value_get_string (value, NULL), NULL);
  g_autoptr(GDateTime) here = g_date_time_new_now_local ();
  g_autoptr(GDateTime) there = NULL;
  g_autoptr(GDateTime) clock = NULL;

  g_assert_nonnull (date);
  clock = g_date_time_new (g_date_time_get_timezone (date), g_date_time_get_year (here), g_date_time_get_month (here),
                           g_date_time_get_day_of_month (here), g_date_time_get_hour (here),
                           g_date_time_get_minute (here), g_date_time_get_seconds (here));
  g_assert_cmpint (get_distance (date, g_str_equal (method, "pytz") ? clock : here), <, G_TIME_SPAN_MINUTE);
  if (zone == NULL) /* this machine knows none */
    return;
  there = g_date_time_to_timezone (date, zone);
  g_assert_cmpint (g_date_time_get_utc_offset (date), ==, g_date_time_get_utc_offset (there));
}

/* A record of what would have made the date, with a record of what would have made its zone. */
static void
expect_record (Stage      *stage,
               PyroProxy  *server,
               const char *method,
               const char *zone_class,
               guint       name_index)
{
  g_autoptr(PyroValue) date = fetch (stage, server, method, "");
  PyroValue *args = pyro_value_lookup_string (date, "args");
  PyroValue *zone;

  g_assert_cmpstr (pyro_value_get_class_name (date), ==, "datetime.datetime");
  g_assert_cmpuint (pyro_value_get_length (args), ==, 8);
  zone = pyro_value_get_item (args, 7);
  g_assert_cmpstr (pyro_value_get_class_name (zone), ==, zone_class);
  expect_value (pyro_value_get_item (pyro_value_lookup_string (zone, "args"), name_index), "'Europe/Amsterdam'");
}

static void
play_new_timezones (Stage *stage)
{
  PyroProxy *server = stage_serve_uri (stage, "server.py", "example.timezones");

  expect (stage, server, "echo", "'2026-01-02T03:04:05.678901'", "'2026-01-02T03:04:05.678901'");
  stage_await (stage, "RETURNING: '2026-01-02T03:04:05\\.678901'");
  expect_amsterdam (stage, server, "pytz");
  expect_amsterdam (stage, server, "dateutil");
  expect_amsterdam (stage, server, "pendulum");
}

/* With each of the serializers; marshal has no dates. */
static void
play_old_timezones (Stage *stage)
{
  const char *texts[] = { "serpent", "json" };
  PyroProxy *server = stage_serve_uri (stage, "server.py", "example.timezones");

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_true (pyro_proxy_set_serializer (server, texts[i], NULL));
      expect (stage, server, "echo", "'2026-01-02T03:04:05.678901'", "'2026-01-02T03:04:05.678901'");
      expect_amsterdam (stage, server, "pytz");
      expect_amsterdam (stage, server, "dateutil");
    }
  for (gsize i = 0; i < 2; i++)
    {
      PyroProxy *proxy = stage_again (stage, server); /* the server closes the connection after that error */

      g_assert_true (pyro_proxy_set_serializer (proxy, "marshal", NULL));
      expect_fail (stage, proxy, i == 0 ? "pytz" : "dateutil", "", PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
    }

  g_assert_true (pyro_proxy_set_serializer (server, "pickle", NULL));
  expect_record (stage, server, "pytz", "pytz._p", 0);
  expect_record (stage, server, "dateutil", "dateutil.tz._tzfile._unpickle", 1);
}

static void
play_timezones (Stage *stage)
{
  gboolean new = g_str_equal (stage->generation, "Pyro5");

  if (!stage_can_import (stage, new ? "pytz, dateutil.tz, pendulum" : "pytz, dateutil.tz"))
    g_test_skip ("Python has no pytz, dateutil or pendulum");
  else if (new)
    play_new_timezones (stage);
  else
    play_old_timezones (stage);
}

const Row date_rows[] = {
  { "timezones", "timezones", play_timezones },
  { NULL, NULL, NULL }
};
