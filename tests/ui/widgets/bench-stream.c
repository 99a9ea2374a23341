/* tests/ui/widgets/bench-stream.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How long the main loop is held up while a stream of pictures runs in its view: 1,000 items a second, and as
 * many as come. Prints a line for each, in milliseconds. */

#include "tests/ui/models/far-object.h"
#include "tests/ui/widgets/stalls.h"
#include "ui/models/request.h"
#include "ui/widgets/flow-view.h"

#include <stdlib.h>

#define RUN_TIME (10 * G_TIME_SPAN_SECOND)

static LensRequest *
open_stream (LensObject *camera)
{
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  LensMember *member = lens_object_find_member (camera, "pictures");
  LensRequest *request;

  lens_arguments_set_line (lens_member_get_arguments (member), "1000000", NULL, NULL);
  lens_arguments_collect (lens_member_get_arguments (member), &args, &kwargs, NULL, NULL);
  request = lens_request_new (camera, member, LENS_REQUEST_CALL, args, kwargs);
  lens_request_run (request);
  far_request_finish (request);

  return request;
}

/* @limit is in items a second, 0 for none. */
static void
measure (LensObject *camera,
         guint       limit)
{
  g_autoptr(LensRequest) request = open_stream (camera);
  LensFlow *flow = lens_request_get_flow (request);
  GtkWidget *window = gtk_window_new ();
  g_autofree char *what = NULL;

  gtk_window_set_default_size (GTK_WINDOW (window), 700, 600);
  gtk_window_set_child (GTK_WINDOW (window), g_object_new (LENS_TYPE_FLOW_VIEW, "flow", flow, NULL));
  gtk_window_present (GTK_WINDOW (window));
  stalls_run (G_TIME_SPAN_SECOND);
  stalls_report ("the empty view");

  lens_flow_set_limit (flow, limit);
  stalls_watch ();
  lens_flow_run (flow);
  stalls_run (RUN_TIME);
  lens_flow_pause (flow);
  what = g_strdup_printf ("%.0f items a second", (double) lens_flow_get_n_received (flow) * G_TIME_SPAN_SECOND / RUN_TIME);
  stalls_report (what);
  lens_flow_close (flow);
  gtk_window_destroy (GTK_WINDOW (window));
  stalls_run (G_TIME_SPAN_SECOND);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(DirectedPeer) network = NULL;
  g_autoptr(LensObject) camera = NULL;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  network = directed_peer_start ("demo", "network.py", NULL);
  if (network == NULL)
    return 77;

  camera = far_object_open (network, "lab.camera");
  stalls_init ();
  measure (camera, 1000);
  measure (camera, 0);

  return 0;
}
