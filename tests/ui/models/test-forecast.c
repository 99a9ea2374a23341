/* tests/ui/models/test-forecast.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/models/directed-peer.h"
#include "ui/models/forecast.h"

/* What lens_forecast says of @line in @serializer, once it knows. */
static LensForecast *
make_forecast (LensArguments   *arguments,
               LensParticulars *particulars)
{
  LensForecast *forecast = lens_forecast_new ();

  lens_forecast_watch (forecast, arguments, particulars);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  return forecast;
}

static void
test_levels (void)
{
  static const struct { const char *line; const char *serializer; LensForecastLevel level; const char *text; } cases[] = {
    { "", "serpent", LENS_FORECAST_UNKNOWN, "" },
    { "(1, {2})", "serpent", LENS_FORECAST_SAME, "Arrives as it is with serpent" },
    { "b'x'", "serpent", LENS_FORECAST_CHANGED, "Arrives as ({'data': 'eA==', 'encoding': 'base64'}) with serpent" },
    { "b'x'", "marshal", LENS_FORECAST_SAME, "Arrives as it is with marshal" },
    { "b'x'", "json", LENS_FORECAST_IMPOSSIBLE, "Cannot be sent with json" },
    { "(1, 2), k=(3,)", "json", LENS_FORECAST_CHANGED, "Arrives as ([1, 2], k=[3]) with json" },
    { "{1: 2}", "json", LENS_FORECAST_CHANGED, "Arrives as ({'1': 2}) with json" },
    { "1+2j", "json", LENS_FORECAST_IMPOSSIBLE, "Cannot be sent with json" },
    { "frozenset({1})", "serpent", LENS_FORECAST_CHANGED, "Arrives as ({1}) with serpent" },
    { "frozenset({1})", "msgpack", LENS_FORECAST_IMPOSSIBLE, "Cannot be sent with msgpack" },
    { "{1}", "msgpack", LENS_FORECAST_CHANGED, "Arrives as ([1]) with msgpack" },
    { "12345678901234567890123", "json", LENS_FORECAST_SAME, "Arrives as it is with json" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(LensArguments) arguments = lens_arguments_new ();
      g_autoptr(LensParticulars) particulars = lens_particulars_new ();
      g_autoptr(LensForecast) forecast = NULL;

      g_test_message ("%s with %s", cases[i].line, cases[i].serializer);
      g_assert_true (lens_arguments_set_line (arguments, cases[i].line, NULL, NULL));
      g_object_set (particulars, "serializer", cases[i].serializer, NULL);
      forecast = make_forecast (arguments, particulars);
      g_assert_cmpstr (lens_forecast_get_text (forecast), ==, cases[i].text);
      g_assert_cmpint ((int) lens_forecast_get_level (forecast), ==, (int) cases[i].level);
      g_assert_true ((lens_forecast_get_reasons (forecast)[0] != '\0') == (cases[i].level > LENS_FORECAST_SAME));
    }
}

/* It follows what is typed, and the serializer. */
static void
test_follows (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  g_autoptr(LensParticulars) particulars = lens_particulars_new ();
  g_autoptr(LensForecast) forecast = make_forecast (arguments, particulars);
  LensArgument *argument = lens_arguments_add (arguments, FALSE);

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint ((int) lens_forecast_get_level (forecast), ==, LENS_FORECAST_UNKNOWN);
  g_assert_null (lens_argument_get_problem (argument)); /* nobody tried the call */
  lens_argument_set_text (argument, "(1,)");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint ((int) lens_forecast_get_level (forecast), ==, LENS_FORECAST_SAME);
  g_object_set (particulars, "serializer", "json", NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint ((int) lens_forecast_get_level (forecast), ==, LENS_FORECAST_CHANGED);
  lens_argument_set_state (argument, LENS_ARGUMENT_OMIT);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint ((int) lens_forecast_get_level (forecast), ==, LENS_FORECAST_UNKNOWN); /* nothing is sent */
  lens_forecast_watch (forecast, NULL, NULL);
  g_assert_cmpstr (lens_forecast_get_text (forecast), ==, "");
}

static gboolean
is_known (gpointer data)
{
  return lens_forecast_get_level (data) != LENS_FORECAST_UNKNOWN;
}

/* Megabytes are tried in a thread: the loop goes on. */
static void
test_large (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  g_autoptr(LensParticulars) particulars = lens_particulars_new ();
  g_autoptr(LensForecast) forecast = lens_forecast_new ();
  gsize size = 20 * 1024 * 1024;
  g_autoptr(GBytes) bytes = g_bytes_new_take (g_malloc0 (size), size);

  lens_argument_set_file (lens_arguments_add (arguments, FALSE), "picture", bytes);
  lens_forecast_watch (forecast, arguments, particulars);
  g_assert_cmpint (wait_until (is_known, forecast), <, 50 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint ((int) lens_forecast_get_level (forecast), ==, LENS_FORECAST_CHANGED);

  /* What is not asked for any more is not told. */
  lens_forecast_watch (forecast, arguments, particulars);
  lens_forecast_watch (forecast, NULL, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (lens_forecast_get_text (forecast), ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/forecast/levels", test_levels);
  g_test_add_func ("/models/forecast/follows", test_follows);
  g_test_add_func ("/models/forecast/large", test_large);

  return g_test_run ();
}
