/* tests/ui/models/test-repeater.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/models/directed-peer.h"
#include "ui/models/bug-report.h"
#include "ui/models/repeater.h"

#include <math.h>
#include <string.h>

static LensRequest *
make_request (DirectedPeer *network,
              const char   *name,
              const char   *method,
              const char   *args_literal)
{
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) parts = g_strsplit (network->ready, ":", 2);
  g_autoptr(PyroNameServer) names = pyro_name_server_new_for_host (parts[0], (guint16) atoi (parts[1]), &error);
  g_autoptr(PyroNameEntry) entry = pyro_name_server_lookup_sync (names, name, NULL, &error);
  g_autoptr(LensObject) object = NULL;
  g_autoptr(LensMember) member = lens_member_new (method, LENS_MEMBER_METHOD);
  g_autoptr(PyroValue) args = pyro_literal_parse (args_literal, -1, NULL, NULL);

  g_assert_no_error (error);
  object = lens_object_new (name, entry->uri, NULL);

  return lens_request_new (object, member, LENS_REQUEST_CALL, args, NULL);
}

static gboolean
has_three (gpointer data)
{
  return lens_series_get_length (lens_repeater_get_series (data)) >= 3;
}

/* One call after the other, none before the last one was answered, and none after it was stopped. */
static void
test_polls (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensRequest) request = NULL;
  g_autoptr(LensRepeater) watch = NULL;
  LensSeries *series;
  guint n;

  if (network == NULL)
    return;

  request = make_request (network, "example.counter", "increment", "()");
  watch = lens_repeater_new (request, "");
  series = lens_repeater_get_series (watch);
  g_assert_false (lens_repeater_get_running (watch));
  lens_repeater_set_alarm (watch, LENS_ALARM_ABOVE, 2.5);
  lens_repeater_start (watch, 0);
  lens_repeater_start (watch, 0);
  g_assert_true (lens_repeater_get_running (watch));
  g_assert_cmpuint (lens_repeater_get_n_calls (watch), ==, 1);
  wait_until (has_three, watch);
  lens_repeater_stop (watch);
  n = (guint) lens_series_get_length (series);
  g_assert_cmpuint (lens_repeater_get_n_calls (watch), <=, n + 1);
  for (guint i = 0; i < n; i++)
    g_assert_cmpfloat (lens_series_get_number (series, i), ==, i + 1);
  g_assert_true (lens_repeater_get_alarmed (watch));
  lens_repeater_set_alarm (watch, LENS_ALARM_BELOW, 2.5);
  g_assert_false (lens_repeater_get_alarmed (watch));
  g_assert_false (lens_repeater_get_running (watch));
}

static gboolean
has_one (gpointer data)
{
  return lens_series_get_length (lens_repeater_get_series (data)) >= 1;
}

static char *
watch_once (DirectedPeer *network,
            const char   *name,
            const char   *method,
            const char   *args,
            const char   *path,
            double       *number)
{
  g_autoptr(LensRequest) request = make_request (network, name, method, args);
  g_autoptr(LensRepeater) watch = lens_repeater_new (request, path);

  lens_repeater_start (watch, G_TIME_SPAN_HOUR);
  wait_until (has_one, watch);
  *number = lens_series_get_number (lens_repeater_get_series (watch), 0);

  return g_strdup (lens_repeater_get_state_text (watch));
}

/* What is no number is a gap, and is told. */
static void
test_gaps (void)
{
  static const struct { const char *name; const char *method; const char *args; const char *path; const char *text; } gaps[] = {
    { "lab.echo", "same", "({'a': 'x'},)", "['a']", "No number: 'x'" },
    { "lab.echo", "same", "({'a': 'x'},)", "['b']", "There is no key 'b' in the dict" },
    { "lab.arithmetic", "divide", "(1, 0)", "", "ZeroDivisionError: division by zero" },
  };
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autofree char *found = NULL;
  double number;

  if (network == NULL)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (gaps); i++)
    {
      g_autofree char *text = watch_once (network, gaps[i].name, gaps[i].method, gaps[i].args, gaps[i].path, &number);

      g_assert_cmpstr (text, ==, gaps[i].text);
      g_assert_true (isnan (number));
    }
  found = watch_once (network, "lab.echo", "same", "({'a': [1, 2.5]},)", "['a'][1]", &number);
  g_assert_cmpstr (found, ==, "2.5");
  g_assert_cmpfloat (number, ==, 2.5);
}

/* A watch that goes while a call is under way takes it along. */
static void
test_goes (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensRequest) request = NULL;
  LensRepeater *watch;

  if (network == NULL)
    return;

  request = make_request (network, "lab.camera", "expose", "(0.1,)");
  watch = lens_repeater_new (request, "");
  lens_repeater_start (watch, 0);
  g_assert_finalize_object (watch);
}

static gboolean
is_over (gpointer data)
{
  return lens_request_get_state (data) != LENS_REQUEST_RUNNING;
}

static void
test_bug_report (void)
{
  static const char *const parts[] = {
    "### `divide(1, 0)` of `lab.arithmetic`\n", "ZeroDivisionError: division by zero`\n",
    "lab.py\", line", "| object | `PYRO:lab.arithmetic@127.0.0.1:", "| client | Pyrolens 9.9, GLib ",
    "payload:\n\n```\n", "| correlation id | `",
  };
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensRequest) request = NULL;
  g_autofree char *report = NULL;

  if (network == NULL)
    return;

  request = make_request (network, "lab.arithmetic", "divide", "(1, 0)");
  lens_request_run (request);
  wait_until (is_over, request);
  report = lens_bug_report_write (request, "9.9");
  g_test_message ("%s", report);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (report, parts[i]) == NULL)
      g_error ("the report lacks: %s", parts[i]);
}

/* What fits no message is told from what could not be reached. */
static void
test_unsent (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensRequest) request = NULL;
  g_autoptr(LensRequest) nowhere = NULL;

  if (network == NULL)
    return;

  request = make_request (network, "lab.echo", "same", "(1,)");
  lens_request_run (request);
  wait_until (is_over, request);
  g_assert_false (lens_request_is_unsent (request));
  nowhere = make_request (network, "lab.retired", "home", "()");
  lens_request_run (nowhere);
  wait_until (is_over, nowhere);
  g_assert_cmpint (lens_request_get_state (nowhere), ==, LENS_REQUEST_FAILED);
  g_assert_false (lens_request_is_unsent (nowhere));
}

static void
test_timing (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensRequest) request = NULL;
  g_autoptr(LensRequest) again = NULL;
  LensTiming *timing;

  if (network == NULL)
    return;

  request = make_request (network, "lab.echo", "same", "(1,)");
  timing = lens_member_get_timing (lens_request_get_member (request));
  lens_request_run (request);
  wait_until (is_over, request);
  g_assert_cmpuint (timing->n, ==, 1);
  again = lens_request_new_again (request);
  lens_request_run (again);
  wait_until (is_over, again);
  g_assert_cmpuint (timing->n, ==, 2);
  g_assert_cmpint (timing->least, <=, timing->most);
  g_assert_cmpint (timing->total, ==, timing->least + timing->most);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/models/repeater/polls", test_polls);
  g_test_add_func ("/models/repeater/gaps", test_gaps);
  g_test_add_func ("/models/repeater/goes", test_goes);
  g_test_add_func ("/models/repeater/bug-report", test_bug_report);
  g_test_add_func ("/models/repeater/unsent", test_unsent);
  g_test_add_func ("/models/repeater/timing", test_timing);

  return g_test_run ();
}
