/* tests/ui/models/test-request.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/models/directed-peer.h"
#include "ui/models/activity.h"
#include "ui/models/request.h"
#include "ui/models/value-node.h"

#include <string.h>

#define MAX_STALL (50 * G_TIME_SPAN_MILLISECOND) /* microseconds: three frames of a window */

static gboolean
is_loaded (gpointer data)
{
  return !lens_object_get_loading (data);
}

static LensObject *
open_object (DirectedPeer *network,
             const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroNameServer) names = NULL;
  g_autoptr(PyroNameEntry) entry = NULL;
  g_auto(GStrv) parts = g_strsplit (network->ready, ":", 2);
  LensObject *object;

  names = pyro_name_server_new_for_host (parts[0], (guint16) atoi (parts[1]), &error);
  g_assert_no_error (error);
  entry = pyro_name_server_lookup_sync (names, name, NULL, &error);
  g_assert_no_error (error);

  object = lens_object_new (name, entry->uri, NULL);
  lens_object_load (object);
  wait_until (is_loaded, object);
  g_assert_null (lens_object_get_problem (object));

  return object;
}

/* A request as a user makes it: with what is pasted into the form. */
static LensRequest *
make_request (LensObject      *object,
              const char      *name,
              LensRequestVerb  verb,
              const char      *line)
{
  LensMember *member = lens_object_find_member (object, name);
  LensArguments *arguments = lens_member_get_arguments (member);
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (lens_arguments_paste (arguments, line, &error));
  g_assert_true (lens_arguments_collect (arguments, &args, &kwargs, NULL, &error));
  g_assert_no_error (error);

  return lens_request_new (object, member, verb, args, kwargs);
}

static gboolean
is_over (gpointer data)
{
  return lens_request_get_state (data) != LENS_REQUEST_RUNNING;
}

static LensRequest *
run (LensObject      *object,
     const char      *name,
     LensRequestVerb  verb,
     const char      *line)
{
  LensRequest *request = make_request (object, name, verb, line);

  lens_request_run (request);
  wait_until (is_over, request);

  return request;
}

static void
assert_value (LensRequest *request,
              const char  *wanted)
{
  g_autofree char *text = NULL;

  g_assert_null (lens_request_get_problem (request));
  g_assert_cmpint (lens_request_get_state (request), ==, LENS_REQUEST_DONE);
  text = pyro_value_repr (lens_request_get_value (request));
  g_assert_cmpstr (text, ==, wanted);
}

static void
test_call (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensObject) stage = NULL;
  g_autoptr(LensRequest) request = NULL;
  g_autoptr(LensRequest) again = NULL;
  g_autofree char *correlation = NULL;
  g_autofree char *summary = NULL;
  g_autofree char *announcement = NULL;

  if (network == NULL)
    return;

  stage = open_object (network, "lab.stage");
  request = make_request (stage, "move_to", LENS_REQUEST_CALL, "1, y=2.5");
  g_assert_null (lens_request_get_started (request));
  g_assert_cmpstr (lens_request_get_line (request), ==, "move_to(1, y=2.5)");
  g_assert_true (lens_request_get_object (request) == stage);

  lens_request_run (request);
  g_assert_nonnull (lens_request_get_started (request));
  g_assert_cmpint (lens_request_get_state (request), ==, LENS_REQUEST_RUNNING);
  g_assert_null (lens_request_dup_summary (request));
  g_assert_null (lens_request_dup_announcement (request));
  wait_until (is_over, request);
  assert_value (request, "(1.0, 2.5)");
  summary = lens_request_dup_summary (request);
  g_assert_true (g_str_has_prefix (summary, "tuple, 2 items · "));
  g_assert_null (strchr (summary, '\n'));
  announcement = lens_request_dup_announcement (request);
  g_assert_cmpstr (announcement, ==, "Result: (1.0, 2.5)");
  g_assert_cmpstr (lens_request_get_state_text (request), ==, "Done");
  g_assert_null (lens_request_get_exception (request));
  g_assert_cmpint (lens_request_get_elapsed (request), >, 0);
  g_assert_cmpuint (lens_request_get_request_size (request), >, 40);
  g_assert_cmpuint (lens_request_get_reply_size (request), >, 40);

  /* the daemon gives the id of the call back */
  correlation = pyro_reply_dup_correlation (lens_request_get_reply (request));
  g_assert_cmpstr (correlation, ==, lens_request_get_correlation (request));

  again = run (stage, "home", LENS_REQUEST_CALL, "");
  assert_value (again, "None");
  g_assert_cmpstr (lens_request_get_line (again), ==, "home()");
}

static void
test_attributes (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensObject) camera = NULL;
  g_autoptr(LensRequest) written = NULL;
  g_autoptr(LensRequest) read = NULL;
  g_autoptr(LensRequest) refused = NULL;

  if (network == NULL)
    return;

  camera = open_object (network, "lab.camera");
  written = run (camera, "gain", LENS_REQUEST_WRITE, "4");
  g_assert_cmpstr (lens_request_get_line (written), ==, "gain = 4");
  assert_value (written, "None");

  read = run (camera, "gain", LENS_REQUEST_READ, "");
  g_assert_cmpstr (lens_request_get_line (read), ==, "gain");
  assert_value (read, "4.0");

  refused = run (camera, "gain", LENS_REQUEST_WRITE, "99");
  g_assert_cmpint (lens_request_get_state (refused), ==, LENS_REQUEST_RAISED);
  g_assert_cmpstr (pyro_exception_get_message (lens_request_get_exception (refused)), ==,
                   "the gain goes from 1 to 16, not 99");
}

static void
test_oneway (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensObject) stage = NULL;
  g_autoptr(LensRequest) request = NULL;

  if (network == NULL)
    return;

  stage = open_object (network, "lab.stage");
  request = run (stage, "stop", LENS_REQUEST_CALL, "");
  g_assert_cmpint (lens_request_get_state (request), ==, LENS_REQUEST_DONE);
  g_assert_null (lens_request_get_value (request));
  g_assert_null (lens_request_get_reply (request));
  g_assert_cmpuint (lens_request_get_reply_size (request), ==, 0);
  g_assert_cmpstr (lens_request_get_state_text (request), ==, "Sent; no answer comes to a one-way call");
}

static void
test_stream (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensObject) camera = NULL;
  g_autoptr(LensRequest) request = NULL;

  if (network == NULL)
    return;

  camera = open_object (network, "lab.camera");
  request = run (camera, "pictures", LENS_REQUEST_CALL, "3");
  g_assert_cmpint (lens_request_get_state (request), ==, LENS_REQUEST_DONE);
  g_assert_nonnull (lens_request_get_stream_id (request));
  g_assert_null (lens_request_get_value (request));
}

/* How a call is sent reaches the other side: its serializer makes a list of the tuple. */
static void
test_particulars (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensObject) echo = NULL;
  g_autoptr(LensRequest) json = NULL;
  g_autoptr(LensRequest) marshal = NULL;
  g_autoptr(LensRequest) again = NULL;
  g_autoptr(LensRequest) oneway = NULL;
  g_autoptr(LensParticulars) particulars = lens_particulars_new ();
  LensArgument *annotation;
  g_autofree char *text = NULL;

  if (network == NULL)
    return;

  echo = open_object (network, "lab.echo");
  json = make_request (echo, "same", LENS_REQUEST_CALL, "(1, 2)");
  g_object_set (particulars, "serializer", "json", "compression", TRUE, NULL);
  lens_request_set_particulars (json, particulars);
  lens_request_run (json);
  wait_until (is_over, json);
  assert_value (json, "[1, 2]");
  g_clear_object (&json);
  json = make_request (echo, "same", LENS_REQUEST_CALL, "(3,)"); /* through the same connection again */
  lens_request_set_particulars (json, particulars);
  lens_request_run (json);
  wait_until (is_over, json);
  assert_value (json, "[3]");

  marshal = make_request (echo, "annotated", LENS_REQUEST_CALL, "");
  g_object_set (particulars, "serializer", "marshal", "correlation", "12345678-1234-5678-1234-567812345678",
                "own-connection", TRUE, NULL);
  annotation = lens_arguments_add (lens_particulars_get_annotations (particulars), FALSE);
  lens_argument_set_name (annotation, "USER");
  lens_argument_set_text (annotation, "me");
  lens_request_set_particulars (marshal, particulars);
  g_assert_cmpstr (lens_request_get_correlation (marshal), ==, "12345678-1234-5678-1234-567812345678");
  lens_request_run (marshal);
  wait_until (is_over, marshal);
  g_assert_cmpint (lens_request_get_state (marshal), ==, LENS_REQUEST_DONE);
  text = pyro_value_repr (lens_request_get_value (marshal));
  g_assert_nonnull (strstr (text, "'USER': b'me'"));
  g_assert_nonnull (strstr (text, "12345678-1234-5678-1234-567812345678"));

  again = run (echo, "same", LENS_REQUEST_CALL, "(1, 2)"); /* the others are as they were */
  assert_value (again, "(1, 2)");

  oneway = make_request (echo, "same", LENS_REQUEST_CALL, "1");
  g_object_set (particulars, "oneway", TRUE, "own-connection", FALSE, NULL);
  lens_request_set_particulars (oneway, particulars);
  lens_request_run (oneway);
  wait_until (is_over, oneway);
  g_assert_cmpint (lens_request_get_state (oneway), ==, LENS_REQUEST_DONE);
  g_assert_null (lens_request_get_reply (oneway));
}

static void
test_raised (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensObject) weather = NULL;
  g_autoptr(LensRequest) pressure = NULL;
  g_autoptr(LensRequest) extra = NULL;
  g_autoptr(PyroException) exception = NULL;
  g_autofree char *state_text = NULL;

  if (network == NULL)
    return;

  weather = open_object (network, "lab.weather");
  pressure = run (weather, "pressure", LENS_REQUEST_CALL, "");
  g_assert_cmpint (lens_request_get_state (pressure), ==, LENS_REQUEST_RAISED);
  g_assert_null (lens_request_get_value (pressure));
  g_assert_null (lens_request_get_problem (pressure));
  g_object_get (pressure, "exception", &exception, "state-text", &state_text, NULL);
  g_assert_cmpstr (pyro_exception_get_short_class_name (exception), ==, "ValueError");
  g_assert_cmpuint (g_strv_length ((char **) pyro_exception_get_traceback (exception)), >, 3);
  g_assert_cmpstr (state_text, ==, "The remote side raised an exception");

  extra = run (weather, "temperature", LENS_REQUEST_CALL, "1, 2");
  g_assert_cmpint (lens_request_get_state (extra), ==, LENS_REQUEST_RAISED);
  g_assert_cmpstr (pyro_exception_get_short_class_name (lens_request_get_exception (extra)), ==, "TypeError");
}

/* Decoding what is large must not hold up the window. */
static void
test_large (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensObject) archive = NULL;
  g_autoptr(LensRequest) request = NULL;
  g_autoptr(LensValueNode) root = NULL;
  gint64 longest;

  if (network == NULL)
    return;

  archive = open_object (network, "lab.archive");
  request = make_request (archive, "catalogue", LENS_REQUEST_CALL, "10000");
  lens_request_run (request);
  longest = wait_until (is_over, request);
  g_test_message ("%" G_GSIZE_FORMAT " bytes after %" G_GINT64_FORMAT " ms, the loop busy for at most %" G_GINT64_FORMAT " µs",
                  lens_request_get_reply_size (request), lens_request_get_elapsed (request) / 1000, longest);
  g_assert_cmpint (lens_request_get_state (request), ==, LENS_REQUEST_DONE);
  root = lens_value_node_new (lens_request_get_value (request));
  g_assert_cmpstr (lens_value_node_get_summary (root), ==, "dict · 10000 items");
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpint (longest, <, MAX_STALL);
#endif
}

static void
count_up (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

static gboolean
has_ticked (gpointer data)
{
  return *(guint *) data >= 3;
}

/* Cancelling shows at once, and the object can be called again although the method still runs. */
static void
test_cancel (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensObject) camera = NULL;
  g_autoptr(LensRequest) request = NULL;
  g_autoptr(LensRequest) next = NULL;
  guint n_ticks = 0;
  gint64 start;

  if (network == NULL)
    return;

  camera = open_object (network, "lab.camera");
  request = make_request (camera, "expose", LENS_REQUEST_CALL, "30");
  g_signal_connect (request, "notify::elapsed", G_CALLBACK (count_up), &n_ticks);
  lens_request_cancel (request); /* it does not run yet */
  g_assert_cmpint (lens_request_get_state (request), ==, LENS_REQUEST_RUNNING);
  lens_request_run (request);
  wait_until (has_ticked, &n_ticks);
  g_assert_cmpint (lens_request_get_elapsed (request), >=, 200 * G_TIME_SPAN_MILLISECOND);

  start = g_get_monotonic_time ();
  lens_request_cancel (request);
  g_assert_cmpint (lens_request_get_state (request), ==, LENS_REQUEST_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 100 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpstr (lens_request_get_state_text (request), ==, "Given up; it may still be running there");
  lens_request_cancel (request);

  next = run (camera, "gain", LENS_REQUEST_READ, "");
  assert_value (next, "1.0");
  g_test_message ("cancelled, and another call made, in %" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - start) / 1000);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (lens_request_get_state (request), ==, LENS_REQUEST_CANCELLED);
}

/* Who waits for a method can look at the object meanwhile, to see why it takes so long. */
static void
test_beside (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensObject) camera = NULL;
  g_autoptr(LensRequest) slow = NULL;
  g_autoptr(LensRequest) beside = NULL;
  g_autoptr(LensRequest) after = NULL;

  if (network == NULL)
    return;

  camera = open_object (network, "lab.camera");
  slow = make_request (camera, "expose", LENS_REQUEST_CALL, "30");
  lens_request_run (slow);
  beside = run (camera, "gain", LENS_REQUEST_READ, "");
  assert_value (beside, "1.0");
  g_assert_cmpint (lens_request_get_state (slow), ==, LENS_REQUEST_RUNNING);

  lens_request_cancel (slow);
  after = run (camera, "expose", LENS_REQUEST_CALL, "0");
  assert_value (after, "{'exposure': 0, 'gain': 1.0, 'mean': 12.5}");
}

static void
test_timeout (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensObject) camera = NULL;
  g_autoptr(LensRequest) request = NULL;

  if (network == NULL)
    return;

  camera = open_object (network, "lab.camera");
  request = make_request (camera, "expose", LENS_REQUEST_CALL, "30");
  lens_request_set_timeout (request, 200 * G_TIME_SPAN_MILLISECOND);
  lens_request_run (request);
  wait_until (is_over, request);
  g_assert_cmpint (lens_request_get_state (request), ==, LENS_REQUEST_FAILED);
  g_assert_cmpstr (lens_request_get_problem (request), ==, "No answer came within 200 ms");
  g_assert_cmpstr (lens_request_get_state_text (request), ==, lens_request_get_problem (request));
}

static gboolean
is_gone (gpointer data)
{
  return lens_object_get_state (data) == LENS_OBJECT_GONE;
}

/* What the call ran into, the badge of the object shows too. */
static void
test_refused (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("ui", "models/contrary-network.py", NULL);
  g_autoptr(LensObject) object = NULL;
  g_autoptr(LensRequest) request = NULL;
  g_autoptr(LensRequest) again = NULL;
  g_autofree char *wanted = NULL;

  if (network == NULL)
    return;

  directed_peer_tell (network, "serve lab.thing alpha");
  object = open_object (network, "lab.thing");
  directed_peer_tell (network, "rest");
  g_assert_cmpint (lens_object_get_state (object), ==, LENS_OBJECT_ALIVE);

  request = run (object, "alpha", LENS_REQUEST_CALL, "");
  wanted = g_strdup_printf ("Nothing listens at %s", lens_object_get_location (object));
  g_assert_cmpint (lens_request_get_state (request), ==, LENS_REQUEST_FAILED);
  g_assert_cmpstr (lens_request_get_problem (request), ==, wanted);
  wait_until (is_gone, object);

  directed_peer_tell (network, "serve lab.thing alpha");
  again = run (object, "alpha", LENS_REQUEST_CALL, "");
  assert_value (again, "1");
}

static void
test_no_address (void)
{
  g_autoptr(LensObject) object = lens_object_new ("bad", "nonsense", NULL);
  g_autoptr(LensMember) member = lens_member_new ("x", LENS_MEMBER_ATTRIBUTE);
  g_autoptr(LensRequest) request = lens_request_new (object, member, LENS_REQUEST_READ, NULL, NULL);

  lens_request_run (request);
  g_assert_cmpint (lens_request_get_state (request), ==, LENS_REQUEST_FAILED);
  g_assert_cmpstr (lens_request_get_problem (request), ==, "“nonsense” is no address of an object");
}

static void
test_line (void)
{
  g_autoptr(LensObject) object = lens_object_new ("a", "PYRO:a@127.0.0.1:1", NULL);
  g_autoptr(LensMember) member = lens_member_new ("f", LENS_MEMBER_METHOD);
  g_autofree char *filler = g_strnfill (5000, 'x');
  g_autoptr(PyroValue) text = pyro_value_new_string (filler);
  g_autoptr(PyroValue) args = pyro_value_new_tuple ((PyroValue *[]) { text, text }, 2);
  g_autoptr(LensRequest) request = lens_request_new (object, member, LENS_REQUEST_CALL, args, NULL);

  g_assert_cmpuint (strlen (lens_request_get_line (request)), <, 500);
  g_assert_true (g_str_has_prefix (lens_request_get_line (request), "f('xxx"));
}

/* A request that runs keeps itself, and lets go when it is over. */
static void
test_finalize (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  LensObject *camera;
  LensRequest *request;
  GListModel *deeds;

  if (network == NULL)
    return;

  camera = open_object (network, "lab.camera");
  request = make_request (camera, "expose", LENS_REQUEST_CALL, "30");
  lens_request_run (request);
  lens_request_cancel (request);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (request);

  request = run (camera, "gain", LENS_REQUEST_READ, "");
  g_object_run_dispose (G_OBJECT (request));
  g_assert_finalize_object (request);
  /* what was asked of it is remembered, and holds it */
  deeds = lens_activity_clear (lens_activity_get_default ());
  g_assert_finalize_object (deeds);
  g_assert_finalize_object (camera);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/request/call", test_call);
  g_test_add_func ("/models/request/attributes", test_attributes);
  g_test_add_func ("/models/request/oneway", test_oneway);
  g_test_add_func ("/models/request/stream", test_stream);
  g_test_add_func ("/models/request/particulars", test_particulars);
  g_test_add_func ("/models/request/raised", test_raised);
  g_test_add_func ("/models/request/large", test_large);
  g_test_add_func ("/models/request/cancel", test_cancel);
  g_test_add_func ("/models/request/beside", test_beside);
  g_test_add_func ("/models/request/timeout", test_timeout);
  g_test_add_func ("/models/request/refused", test_refused);
  g_test_add_func ("/models/request/no-address", test_no_address);
  g_test_add_func ("/models/request/line", test_line);
  g_test_add_func ("/models/request/finalize", test_finalize);

  return g_test_run ();
}
