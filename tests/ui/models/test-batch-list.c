/* tests/ui/models/test-batch-list.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/models/directed-peer.h"
#include "tests/ui/models/mirror.h"
#include "ui/models/activity.h"
#include "ui/models/batch-list.h"
#include "ui/models/volley.h"

#include <string.h>

static LensObject *
find_object (DirectedPeer *network,
             const char   *name)
{
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) parts = g_strsplit (network->ready, ":", 2);
  g_autoptr(PyroNameServer) names = pyro_name_server_new_for_host (parts[0], (guint16) atoi (parts[1]), &error);
  g_autoptr(PyroNameEntry) entry = pyro_name_server_lookup_sync (names, name, NULL, &error);

  g_assert_no_error (error);

  return lens_object_new (name, entry->uri, NULL);
}

static LensRequest *
make_request (LensObject *object,
              const char *method,
              const char *args_literal)
{
  g_autoptr(LensMember) member = lens_member_new (method, LENS_MEMBER_METHOD);
  g_autoptr(PyroValue) args = pyro_literal_parse (args_literal, -1, NULL, NULL);

  return lens_request_new (object, member, LENS_REQUEST_CALL, args, NULL);
}

static LensBatchEntry *
make_entry (LensObject *object,
            const char *method,
            const char *args)
{
  g_autoptr(LensRequest) request = make_request (object, method, args);
  g_autoptr(LensPastCall) call = lens_past_call_new_for_request (request);

  return lens_batch_entry_new (call);
}

static void
add (LensBatchList *batch,
     LensObject    *object,
     const char    *method,
     const char    *args)
{
  g_autoptr(LensBatchEntry) entry = make_entry (object, method, args);

  g_assert_true (lens_batch_list_insert (batch, G_MAXUINT, entry));
}

static char *
describe (LensBatchList *batch)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (batch)); i++)
    {
      g_autoptr(LensBatchEntry) entry = g_list_model_get_item (G_LIST_MODEL (batch), i);

      g_string_append_printf (text, "%s%s → %s", i > 0 ? "\n" : "", lens_batch_entry_get_line (entry),
                              lens_batch_entry_get_text (entry));
    }

  return g_string_free_and_steal (text);
}

static void
assert_is (LensBatchList *batch,
           const char    *expected)
{
  g_autofree char *text = describe (batch);

  g_assert_cmpstr (text, ==, expected);
}

static gboolean
is_over (gpointer data)
{
  return !lens_batch_list_get_running (data);
}

/* What the list of all calls says of it. */
static void
assert_deed (LensBatchList    *batch,
             LensRequestState  state,
             const char       *beginning)
{
  g_autoptr(LensDeed) deed = g_list_model_get_item (G_LIST_MODEL (lens_activity_get_default ()), 0);

  g_assert_cmpint (lens_deed_get_state (deed), ==, state);
  g_assert_nonnull (strstr (lens_deed_get_line (deed), lens_batch_list_get_state_text (batch)));
  g_assert_true (g_str_has_prefix (lens_deed_get_line (deed), beginning));
}

/* What is changed is told as a list has to. */
static void
test_edit (void)
{
  g_autoptr(LensObject) object = lens_object_new ("a", "PYRO:a@localhost:1", NULL);
  LensBatchList *batch = lens_batch_list_get_for_object (object);
  g_autoptr(LensBatchEntry) first = make_entry (object, "f", "(1,)");
  g_autoptr(LensBatchEntry) second = make_entry (object, "g", "('x',)");
  g_autoptr(LensBatchEntry) third = make_entry (object, "h", "()");
  Mirror mirror;

  g_assert_true (lens_batch_list_get_for_object (object) == batch);
  mirror_start (&mirror, G_LIST_MODEL (batch));
  g_assert_true (lens_batch_list_insert (batch, G_MAXUINT, first));
  g_assert_true (lens_batch_list_insert (batch, 0, second));
  assert_is (batch, "g('x') → \nf(1) → ");
  g_assert_true (lens_batch_list_move (batch, second, 5));
  g_assert_false (lens_batch_list_move (batch, second, 1));
  g_assert_false (lens_batch_list_move (batch, third, 1));
  assert_is (batch, "f(1) → \ng('x') → ");
  lens_batch_list_replace (batch, first, third);
  assert_is (batch, "h() → \ng('x') → ");
  lens_batch_list_replace (batch, third, NULL);
  lens_batch_list_replace (batch, third, NULL); /* it is not there any more */
  assert_is (batch, "g('x') → ");
  g_assert_cmpuint (lens_batch_list_find (batch, third), ==, G_MAXUINT);
  for (guint i = 1; i < LENS_MAX_BATCH_CALLS; i++)
    g_assert_true (lens_batch_list_insert (batch, G_MAXUINT, first));
  g_assert_false (lens_batch_list_insert (batch, G_MAXUINT, first));
  mirror_stop (&mirror);
}

/* One message; what one call returned another one may have made. */
static void
test_run (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensObject) object = NULL;
  LensBatchList *batch;

  if (network == NULL)
    return;

  object = find_object (network, "example.counter");
  batch = lens_batch_list_get_for_object (object);
  lens_batch_list_run (batch); /* nothing to send */
  g_assert_false (lens_batch_list_get_running (batch));
  add (batch, object, "increment", "()");
  add (batch, object, "increment", "(5,)");
  lens_batch_list_run (batch);
  g_assert_true (lens_batch_list_get_running (batch));
  assert_is (batch, "increment() → Waiting for the answer\nincrement(5) → Waiting for the answer");
  wait_until (is_over, batch);
  assert_is (batch, "increment() → 1\nincrement(5) → 6");
  g_assert_true (g_str_has_prefix (lens_batch_list_get_state_text (batch), "2 calls returned · "));
  assert_deed (batch, LENS_REQUEST_DONE, "example.counter: a batch of 2 calls → 2 calls returned · ");

  lens_batch_list_set_oneway (batch, TRUE);
  lens_batch_list_run (batch);
  wait_until (is_over, batch);
  assert_is (batch, "increment() → Sent; no answer comes to a one-way call\n"
                    "increment(5) → Sent; no answer comes to a one-way call");
}

/* The first exception is the end, and stands where it was raised. */
static void
test_raised (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensObject) object = NULL;
  g_autoptr(LensBatchEntry) entry = NULL;
  LensBatchList *batch;

  if (network == NULL)
    return;

  object = find_object (network, "lab.arithmetic");
  batch = lens_batch_list_get_for_object (object);
  add (batch, object, "add", "(1, 2)");
  add (batch, object, "divide", "(1, 0)");
  add (batch, object, "add", "(3, 4)");
  lens_batch_list_run (batch);
  wait_until (is_over, batch);
  assert_is (batch, "add(1, 2) → 3\ndivide(1, 0) → ZeroDivisionError: division by zero\n"
                    "add(3, 4) → Not made, as a call before it raised an exception");
  g_assert_true (g_str_has_prefix (lens_batch_list_get_state_text (batch),
                                   "1 of 3 calls returned; the next one raised an exception · "));
  assert_deed (batch, LENS_REQUEST_RAISED, "lab.arithmetic: a batch of 3 calls → 1 of 3 calls returned; ");
  entry = g_list_model_get_item (G_LIST_MODEL (batch), 1);
  g_assert_nonnull (lens_batch_entry_get_exception (entry));
  g_assert_null (lens_batch_entry_get_value (entry));

  add (batch, object, "no_such_method", "()");
  lens_batch_list_replace (batch, entry, NULL);
  lens_batch_list_run (batch);
  wait_until (is_over, batch);
  g_test_message ("%s", lens_batch_list_get_state_text (batch));
  g_assert_nonnull (strstr (lens_batch_list_get_state_text (batch), "no_such_method"));
  assert_is (batch, "add(1, 2) → \nadd(3, 4) → \nno_such_method() → ");
}

static void
test_fails (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensObject) object = NULL;
  g_autoptr(LensObject) bad = lens_object_new ("bad", "no address", NULL);
  LensBatchList *batch;

  if (network == NULL)
    return;

  object = find_object (network, "lab.retired");
  batch = lens_batch_list_get_for_object (object);
  add (batch, object, "home", "()");
  lens_batch_list_run (batch);
  wait_until (is_over, batch);
  g_assert_true (g_str_has_prefix (lens_batch_list_get_state_text (batch), "Could not send the batch: "));
  assert_is (batch, "home() → ");

  batch = lens_batch_list_get_for_object (bad);
  add (batch, bad, "home", "()");
  lens_batch_list_run (batch);
  g_assert_false (lens_batch_list_get_running (batch));
  g_assert_cmpstr (lens_batch_list_get_state_text (batch), ==,
                   "Could not send the batch: “no address” is no address of an object");
  assert_deed (batch, LENS_REQUEST_FAILED, "bad: a batch of 1 call → Could not send the batch: ");
}

/* Who gives up is not told of an answer that comes later, nor is the next time. */
static void
test_cancel (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensObject) object = NULL;
  LensBatchList *batch;

  if (network == NULL)
    return;

  object = find_object (network, "lab.camera");
  batch = lens_batch_list_get_for_object (object);
  add (batch, object, "expose", "(0.3,)");
  lens_batch_list_run (batch);
  lens_batch_list_cancel (batch);
  g_assert_false (lens_batch_list_get_running (batch));
  g_assert_cmpstr (lens_batch_list_get_state_text (batch), ==, "Given up; it may still be running there");
  assert_is (batch, "expose(0.3) → ");
  lens_batch_list_run (batch);
  wait_until (is_over, batch);
  g_assert_true (g_str_has_prefix (lens_batch_list_get_state_text (batch), "1 call returned · "));
}

static gboolean
is_volley_over (gpointer data)
{
  return !lens_volley_get_running (data);
}

static gboolean
has_some (gpointer data)
{
  return lens_volley_get_n_done (data) >= 3;
}

static void
test_volley (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensObject) object = NULL;
  g_autoptr(LensRequest) request = NULL;
  g_autoptr(LensRequest) after = NULL;
  g_autoptr(LensVolley) volley = NULL;
  g_autoptr(LensVolley) stopped = NULL;
  gint64 number;

  if (network == NULL)
    return;

  object = find_object (network, "example.counter");
  request = make_request (object, "increment", "()");
  volley = lens_volley_new (request, 50);
  g_assert_cmpint (lens_volley_get_percentile (volley, 95), ==, 0);
  lens_volley_start (volley);
  wait_until (is_volley_over, volley);
  g_assert_null (lens_volley_get_problem (volley));
  g_assert_cmpuint (lens_volley_get_n_done (volley), ==, 50);
  g_assert_cmpuint (lens_volley_get_n_raised (volley), ==, 0);
  g_assert_cmpint (lens_volley_get_percentile (volley, 0), >, 0);
  g_assert_cmpint (lens_volley_get_percentile (volley, 0), <=, lens_volley_get_mean (volley));
  g_assert_cmpint (lens_volley_get_mean (volley), <=, lens_volley_get_percentile (volley, 100));
  g_assert_cmpint (lens_volley_get_percentile (volley, 95), <=, lens_volley_get_percentile (volley, 100));
  lens_volley_start (volley); /* all were made */
  g_assert_false (lens_volley_get_running (volley));

  stopped = lens_volley_new (request, LENS_MAX_VOLLEY_CALLS);
  lens_volley_start (stopped);
  wait_until (has_some, stopped);
  lens_volley_stop (stopped);
  g_assert_false (lens_volley_get_running (stopped));
  g_assert_cmpuint (lens_volley_get_n_done (stopped), <, LENS_MAX_VOLLEY_CALLS);

  /* Exactly as many calls were made as were counted, and one that was given up. */
  after = make_request (object, "increment", "()");
  lens_request_run (after);
  while (lens_request_get_state (after) == LENS_REQUEST_RUNNING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (pyro_value_get_int64 (lens_request_get_value (after), &number));
  g_assert_cmpint (number, >=, 51 + lens_volley_get_n_done (stopped));
  g_assert_cmpint (number, <=, 52 + lens_volley_get_n_done (stopped));
}

static void
test_volley_fails (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensObject) object = NULL;
  g_autoptr(LensObject) gone = NULL;
  g_autoptr(LensRequest) request = NULL;
  g_autoptr(LensRequest) nowhere = NULL;
  g_autoptr(LensVolley) raising = NULL;
  g_autoptr(LensVolley) failing = NULL;

  if (network == NULL)
    return;

  object = find_object (network, "lab.arithmetic");
  request = make_request (object, "divide", "(1, 0)");
  raising = lens_volley_new (request, 5);
  lens_volley_start (raising);
  wait_until (is_volley_over, raising);
  g_assert_cmpuint (lens_volley_get_n_done (raising), ==, 5);
  g_assert_cmpuint (lens_volley_get_n_raised (raising), ==, 5);

  gone = find_object (network, "lab.retired");
  nowhere = make_request (gone, "home", "()");
  failing = lens_volley_new (nowhere, 5);
  lens_volley_start (failing);
  wait_until (is_volley_over, failing);
  g_assert_cmpuint (lens_volley_get_n_done (failing), ==, 0);
  g_assert_nonnull (strstr (lens_volley_get_problem (failing), "Nothing listens at "));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/models/batch-list/edit", test_edit);
  g_test_add_func ("/models/batch-list/run", test_run);
  g_test_add_func ("/models/batch-list/raised", test_raised);
  g_test_add_func ("/models/batch-list/fails", test_fails);
  g_test_add_func ("/models/batch-list/cancel", test_cancel);
  g_test_add_func ("/models/volley/run", test_volley);
  g_test_add_func ("/models/volley/fails", test_volley_fails);

  return g_test_run ();
}
