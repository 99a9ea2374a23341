/* tests/ui/models/test-flow.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/models/far-object.h"
#include "ui/models/request.h"

#define MAX_STALL (16 * G_TIME_SPAN_MILLISECOND) /* microseconds: a frame of a window */

typedef struct
{
  DirectedPeer *network;
  LensObject   *camera;
  LensRequest  *request;
  LensFlow     *flow;
} Fixture;

/* A stream of @n pictures. FALSE where there is no peer. */
static gboolean
open_stream (Fixture    *self,
             const char *line)
{
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  LensMember *member;

  self->network = directed_peer_start ("demo", "network.py", NULL);
  if (self->network == NULL)
    return FALSE;

  self->camera = far_object_open (self->network, "lab.camera");
  member = lens_object_find_member (self->camera, "pictures");
  g_assert_true (lens_arguments_set_line (lens_member_get_arguments (member), line, NULL, NULL));
  g_assert_true (lens_arguments_collect (lens_member_get_arguments (member), &args, &kwargs, NULL, NULL));
  self->request = lens_request_new (self->camera, member, LENS_REQUEST_CALL, args, kwargs);
  lens_request_run (self->request);
  far_request_finish (self->request);
  self->flow = lens_request_get_flow (self->request);
  g_assert_nonnull (self->flow);

  return TRUE;
}

static void
close_stream (Fixture *self)
{
  g_clear_object (&self->request);
  g_clear_object (&self->camera);
  g_clear_pointer (&self->network, directed_peer_stop);
}

static gboolean
is_still (gpointer data)
{
  return lens_flow_get_state (data) != LENS_FLOW_STEPPING && lens_flow_get_state (data) != LENS_FLOW_RUNNING;
}

/* Nothing is asked for that was not wanted: one item a step, until there are no more. */
static void
test_step (void)
{
  Fixture fixture = { 0 };

  if (!open_stream (&fixture, "2"))
    return;

  g_assert_cmpint ((int) lens_flow_get_state (fixture.flow), ==, LENS_FLOW_PAUSED);
  g_assert_cmpuint (lens_flow_get_n_received (fixture.flow), ==, 0);
  g_assert_true (g_uuid_string_is_valid (lens_flow_get_id (fixture.flow)));
  for (guint i = 1; i <= 2; i++)
    {
      g_autoptr(LensFlowItem) item = NULL;

      lens_flow_step (fixture.flow);
      lens_flow_step (fixture.flow); /* one is on its way */
      wait_until (is_still, fixture.flow);
      g_assert_cmpint ((int) lens_flow_get_state (fixture.flow), ==, LENS_FLOW_PAUSED);
      g_assert_cmpuint (lens_flow_get_n_received (fixture.flow), ==, i);
      item = g_list_model_get_item (G_LIST_MODEL (fixture.flow), i - 1);
      g_assert_cmpuint (lens_flow_item_get_number (item), ==, i);
      g_assert_nonnull (lens_flow_item_get_value (item));
      g_assert_cmpint (lens_flow_item_get_time (item), >, 0);
    }
  g_assert_true (lens_flow_get_open (fixture.flow));
  lens_flow_step (fixture.flow);
  wait_until (is_still, fixture.flow);
  g_assert_cmpint ((int) lens_flow_get_state (fixture.flow), ==, LENS_FLOW_ENDED);
  g_assert_false (lens_flow_get_open (fixture.flow));
  lens_flow_run (fixture.flow); /* to nowhere */
  g_assert_cmpint ((int) lens_flow_get_state (fixture.flow), ==, LENS_FLOW_ENDED);
  close_stream (&fixture);
}

/* A stream that runs as fast as it can does not keep the loop from anything else. */
static void
test_run (void)
{
  Fixture fixture = { 0 };
  gint64 start, stall;

  if (!open_stream (&fixture, "5000"))
    return;

  start = g_get_monotonic_time ();
  lens_flow_run (fixture.flow);
  stall = wait_until (is_still, fixture.flow);
  g_test_message ("%.0f items a second, longest stall %.1f ms",
                  5000.0 * G_TIME_SPAN_SECOND / (double) (g_get_monotonic_time () - start), (double) stall / 1000);
  g_assert_cmpint ((int) lens_flow_get_state (fixture.flow), ==, LENS_FLOW_ENDED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture.flow)), ==, 5000);
  g_assert_cmpint (stall, <, MAX_STALL);
  close_stream (&fixture);
}

static gboolean
has_some (gpointer data)
{
  return lens_flow_get_n_received (data) >= 5;
}

static void
test_limit (void)
{
  Fixture fixture = { 0 };
  gint64 start;
  guint64 n;

  if (!open_stream (&fixture, "1000000"))
    return;

  lens_flow_set_limit (fixture.flow, 20);
  start = g_get_monotonic_time ();
  lens_flow_run (fixture.flow);
  wait_until (has_some, fixture.flow);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 150 * G_TIME_SPAN_MILLISECOND); /* four more behind the first */
  lens_flow_pause (fixture.flow);
  wait_until (is_still, fixture.flow);
  g_assert_cmpint ((int) lens_flow_get_state (fixture.flow), ==, LENS_FLOW_PAUSED);
  n = lens_flow_get_n_received (fixture.flow);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (lens_flow_get_n_received (fixture.flow), ==, n);

  lens_flow_close (fixture.flow);
  g_assert_cmpint ((int) lens_flow_get_state (fixture.flow), ==, LENS_FLOW_CLOSED);
  lens_flow_step (fixture.flow);
  g_assert_cmpint ((int) lens_flow_get_state (fixture.flow), ==, LENS_FLOW_CLOSED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture.flow)), ==, n); /* those that came stay */
  close_stream (&fixture);
}

/* A server that goes away is a problem that is said, and nothing is lost of what came. */
static void
test_broken (void)
{
  Fixture fixture = { 0 };

  if (!open_stream (&fixture, "1000000"))
    return;

  lens_flow_step (fixture.flow);
  wait_until (is_still, fixture.flow);
  g_subprocess_force_exit (fixture.network->process);
  g_subprocess_wait (fixture.network->process, NULL, NULL);
  lens_flow_step (fixture.flow);
  wait_until (is_still, fixture.flow);
  g_assert_cmpint ((int) lens_flow_get_state (fixture.flow), ==, LENS_FLOW_FAILED);
  g_assert_nonnull (lens_flow_get_problem (fixture.flow));
  g_assert_cmpuint (lens_flow_get_n_received (fixture.flow), ==, 1);
  g_clear_object (&fixture.request);
  g_clear_object (&fixture.camera);
  g_clear_pointer (&fixture.network, directed_peer_stop);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/flow/step", test_step);
  g_test_add_func ("/models/flow/run", test_run);
  g_test_add_func ("/models/flow/limit", test_limit);
  g_test_add_func ("/models/flow/broken", test_broken);

  return g_test_run ();
}
