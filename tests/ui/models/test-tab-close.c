/* tests/ui/models/test-tab-close.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What runs in a tab ends with it, here and at the server. */

#include "tests/ui/models/far-object.h"
#include "ui/models/activity.h"
#include "ui/models/batch-list.h"
#include "ui/models/tab.h"
#include "ui/models/twin.h"

typedef struct
{
  DirectedPeer *network;
  LensServers  *servers;
  LensObject   *camera;
  LensTab      *tab;
} Fixture;

/* FALSE where there is no peer. */
static gboolean
set_up (Fixture *self)
{
  self->network = directed_peer_start ("demo", "network.py", NULL);
  if (self->network == NULL)
    return FALSE;

  self->servers = lens_servers_new (NULL);
  self->camera = far_object_find (self->network, "lab.camera");
  self->tab = lens_tab_new (self->servers);
  lens_tab_open (self->tab, self->camera);
  far_object_load (self->camera);

  return TRUE;
}

static void
tear_down (Fixture *self)
{
  g_clear_object (&self->tab);
  g_clear_object (&self->camera);
  g_clear_object (&self->servers);
  g_clear_pointer (&self->network, directed_peer_stop);
}

/* As the window does it. */
static LensRequest *
call (LensTab    *tab,
      const char *name,
      const char *line)
{
  LensBrowser *browser = lens_tab_get_browser (tab);
  LensObject *object = lens_browser_get_object (browser);
  LensMember *member = lens_object_find_member (object, name);
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  LensRequest *request;

  g_assert_nonnull (member);
  lens_browser_set_member (browser, member);
  g_assert_true (lens_arguments_set_line (lens_member_get_arguments (member), line, NULL, NULL));
  g_assert_true (lens_arguments_collect (lens_member_get_arguments (member), &args, &kwargs, NULL, NULL));
  request = lens_request_new (object, member, LENS_REQUEST_CALL, args, kwargs);
  lens_browser_set_request (browser, request);
  lens_activity_add (lens_activity_get_default (), request);
  lens_request_run (request);

  return request;
}

static void
test_request (void)
{
  Fixture fixture = { 0 };
  g_autoptr(LensRequest) done = NULL;
  g_autoptr(LensRequest) left = NULL;
  g_autoptr(LensRequest) open = NULL;

  if (!set_up (&fixture))
    return;

  done = call (fixture.tab, "frame", "1, 1");
  far_request_finish (done);
  left = call (fixture.tab, "expose", "20.0"); /* of a member that is left */
  open = call (fixture.tab, "pictures", "3");
  lens_tab_close (fixture.tab);
  g_assert_cmpint (lens_request_get_state (done), ==, LENS_REQUEST_DONE);
  g_assert_cmpint (lens_request_get_state (left), ==, LENS_REQUEST_CANCELLED);
  g_assert_cmpint (lens_request_get_state (open), ==, LENS_REQUEST_CANCELLED);
  g_assert_null (lens_browser_get_object (lens_tab_get_browser (fixture.tab)));
  g_assert_null (lens_browser_get_request (lens_tab_get_browser (fixture.tab)));
  lens_tab_close (fixture.tab); /* has nothing to end any more */
  tear_down (&fixture);
}

/* A batch of one call of what a tab has open. */
static LensBatchList *
run_batch (LensTab *tab)
{
  LensObject *object = lens_browser_get_object (lens_tab_get_browser (tab));
  LensBatchList *batch = lens_batch_list_get_for_object (object);
  g_autoptr(LensMember) member = lens_member_new ("expose", LENS_MEMBER_METHOD);
  g_autoptr(PyroValue) args = pyro_literal_parse ("(20.0,)", -1, NULL, NULL);
  g_autoptr(LensRequest) request = lens_request_new (object, member, LENS_REQUEST_CALL, args, NULL);
  g_autoptr(LensPastCall) past = lens_past_call_new_for_request (request);
  g_autoptr(LensBatchEntry) entry = lens_batch_entry_new (past);

  g_assert_true (lens_batch_list_insert (batch, G_MAXUINT, entry));
  lens_batch_list_run (batch);
  g_assert_true (lens_batch_list_get_running (batch));

  return batch; /* the object holds it */
}

static void
assert_newest (const char *beginning)
{
  g_autoptr(LensDeed) deed = g_list_model_get_item (G_LIST_MODEL (lens_activity_get_default ()), 0);

  g_assert_nonnull (deed);
  g_test_message ("%s", lens_deed_get_line (deed));
  g_assert_true (g_str_has_prefix (lens_deed_get_line (deed), beginning));
}

static void
test_batch (void)
{
  Fixture fixture = { 0 };
  LensBatchList *batch;

  if (!set_up (&fixture))
    return;

  g_assert_null (lens_batch_list_find_for_object (fixture.camera));
  batch = run_batch (fixture.tab);
  g_assert_true (lens_batch_list_find_for_object (fixture.camera) == batch);
  assert_newest ("lab.camera: a batch of 1 call → …");
  lens_tab_close (fixture.tab);
  g_assert_false (lens_batch_list_get_running (batch));
  assert_newest ("lab.camera: a batch of 1 call → given up · ");
  tear_down (&fixture);
}

/* A tab that goes on with another object shows nothing of the batch any more. */
static void
test_left (void)
{
  Fixture fixture = { 0 };
  g_autoptr(LensObject) stage = NULL;
  g_autoptr(LensDeed) deed = NULL;
  LensBatchList *batch;

  if (!set_up (&fixture))
    return;

  stage = far_object_find (fixture.network, "lab.stage");
  batch = run_batch (fixture.tab);
  lens_tab_open (fixture.tab, stage);
  g_assert_false (lens_batch_list_get_running (batch));
  g_assert_cmpstr (lens_batch_list_get_state_text (batch), ==, "Given up; it may still be running there");
  assert_newest ("lab.camera: a batch of 1 call → given up · ");
  deed = g_list_model_get_item (G_LIST_MODEL (lens_activity_get_default ()), 0);
  g_assert_cmpint (lens_deed_get_state (deed), ==, LENS_REQUEST_CANCELLED);
  g_assert_null (lens_deed_get_member (deed));
  tear_down (&fixture);
}

/* A tab that had the object before, and asked it something, gives up nothing of the one that has it now. */
static void
test_others_batch (void)
{
  Fixture fixture = { 0 };
  g_autoptr(LensTab) other = NULL;
  g_autoptr(LensObject) stage = NULL;
  g_autoptr(LensRequest) request = NULL;
  LensBatchList *batch;

  if (!set_up (&fixture))
    return;

  stage = far_object_find (fixture.network, "lab.stage");
  other = lens_tab_new (fixture.servers);
  request = call (fixture.tab, "frame", "1, 1");
  far_request_finish (request);
  lens_tab_open (fixture.tab, stage);
  lens_tab_open (other, fixture.camera);
  batch = run_batch (other);
  lens_tab_close (fixture.tab);
  g_assert_true (lens_batch_list_get_running (batch));
  lens_tab_close (other);
  g_assert_false (lens_batch_list_get_running (batch));
  tear_down (&fixture);
}

/* Asks the daemon for an item of a stream, over another connection. */
static gboolean
has_item (LensObject *object,
          const char *id)
{
  g_auto(GStrv) parts = g_strsplit (lens_object_get_uri (object), "@", 2);
  g_autofree char *uri = g_strconcat ("PYRO:Pyro.Daemon@", parts[1], NULL);
  g_autoptr(PyroUri) daemon = pyro_uri_parse (uri, -1, NULL);
  g_autoptr(PyroProxy) proxy = pyro_proxy_new (daemon);
  g_autofree char *text = g_strdup_printf ("('%s',)", id);
  g_autoptr(PyroValue) args = pyro_literal_parse (text, -1, NULL, NULL);
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(GError) error = NULL;

  value = pyro_proxy_call_sync (proxy, "get_next_stream_item", args, NULL, NULL, &error);
  g_assert_true (value != NULL || g_error_matches (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED));

  return value != NULL;
}

typedef struct
{
  LensObject *object;
  const char *id;
} Stream;

static gboolean
is_gone (gpointer data)
{
  Stream *self = data;

  return !has_item (self->object, self->id);
}

static void
test_stream (void)
{
  Fixture fixture = { 0 };
  g_autoptr(LensRequest) request = NULL;
  g_autofree char *id = NULL;
  Stream stream;

  if (!set_up (&fixture))
    return;

  request = call (fixture.tab, "pictures", "1000000");
  far_request_finish (request);
  id = g_strdup (lens_flow_get_id (lens_request_get_flow (request)));
  g_assert_true (has_item (fixture.camera, id));
  lens_flow_run (lens_request_get_flow (request));
  lens_tab_close (fixture.tab);
  g_assert_cmpint (lens_flow_get_state (lens_request_get_flow (request)), ==, LENS_FLOW_CLOSED);
  stream = (Stream) { fixture.camera, id };
  wait_until (is_gone, &stream);
  tear_down (&fixture);
}

/* A twin and its connection go with the tab that had them; its line of the activity finds the object again. */
static void
test_twin (void)
{
  Fixture fixture = { 0 };
  g_autoptr(LensTab) other = NULL;
  g_autoptr(LensRequest) request = NULL;
  g_autoptr(LensDeed) deed = NULL;
  g_autoptr(LensObject) found = NULL;
  LensObject *twin;

  if (!set_up (&fixture))
    return;

  other = lens_tab_new (fixture.servers);
  lens_tab_open (other, fixture.camera);
  twin = lens_browser_get_object (lens_tab_get_browser (other));
  g_assert_true (twin != fixture.camera);
  g_object_add_weak_pointer (G_OBJECT (twin), (gpointer *) &twin);
  far_object_load (twin);
  request = call (other, "expose", "0.01");
  far_request_finish (request);
  deed = g_list_model_get_item (G_LIST_MODEL (lens_activity_get_default ()), 0);
  found = lens_deed_dup_object (deed);
  g_assert_true (found == twin);
  g_clear_object (&found);

  lens_tab_close (other);
  g_clear_object (&request);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (twin);
  g_assert_null (lens_deed_dup_object (deed));
  lens_tab_open_address (other, lens_deed_get_object_name (deed), lens_deed_get_object_uri (deed));
  found = g_object_ref (lens_browser_get_object (lens_tab_get_browser (other)));
  lens_tab_recall (other, lens_deed_get_member (deed), lens_deed_get_call (deed));
  far_object_load (found);
  g_assert_cmpstr (lens_member_get_name (lens_browser_get_member (lens_tab_get_browser (other))), ==, "expose");
  lens_tab_close (other);
  tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/tab-close/request", test_request);
  g_test_add_func ("/models/tab-close/batch", test_batch);
  g_test_add_func ("/models/tab-close/left", test_left);
  g_test_add_func ("/models/tab-close/others-batch", test_others_batch);
  g_test_add_func ("/models/tab-close/stream", test_stream);
  g_test_add_func ("/models/tab-close/twin", test_twin);

  return g_test_run ();
}
