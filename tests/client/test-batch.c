/* tests/client/test-batch.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/client/batch.h"

#include "core/error.h"
#include "core/limits.h"
#include "core/value/literal.h"
#include "core/value/repr.h"
#include "core/wire/exception.h"
#include "tests/client/far-side.h"

/* Batches at a real daemon, with both kinds of server, in both ways. */

enum
{
  THREAD,
  MULTIPLEX,
  N_SERVERS
};

typedef struct
{
  Way   way;
  Peer *peer;
} Setting;

static Peer peers[N_SERVERS];
static Setting settings[N_WAYS * N_SERVERS];

static void
add_call (PyroBatch  *batch,
          const char *method,
          const char *arguments)
{
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  g_autoptr(GError) error = NULL;

  pyro_literal_parse_arguments (arguments, -1, &args, &kwargs, NULL, &error);
  g_assert_no_error (error);
  pyro_batch_add (batch, method, args, kwargs);
}

static PyroBatchReply *
run (PyroBatch     *batch,
     Way            way,
     GCancellable  *cancellable,
     GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (way == SYNC)
    return pyro_batch_run_sync (batch, cancellable, error);

  pyro_batch_run_async (batch, cancellable, take_result, &result);
  g_assert_null (result);
  taken = wait_for_result (&result);

  return pyro_batch_run_finish (batch, taken, error);
}

static gboolean
run_oneway (PyroBatch  *batch,
            Way         way,
            GError    **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (way == SYNC)
    return pyro_batch_run_oneway_sync (batch, NULL, error);

  pyro_batch_run_oneway_async (batch, NULL, take_result, &result);
  taken = wait_for_result (&result);

  return pyro_batch_run_oneway_finish (batch, taken, error);
}

static PyroBatchReply *
must_run (PyroBatch *batch,
          Way        way)
{
  g_autoptr(GError) error = NULL;
  PyroBatchReply *reply = run (batch, way, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (pyro_batch_reply_get_n_calls (reply), ==, pyro_batch_get_n_calls (batch));

  return reply;
}

static void
assert_fails (PyroBatch  *batch,
              Way         way,
              GQuark      domain,
              int         code,
              const char *message)
{
  g_autoptr(GError) error = NULL;
  PyroBatchReply *reply = run (batch, way, NULL, &error);

  g_assert_null (reply);
  g_assert_error (error, domain, code);
  if (message != NULL)
    g_assert_cmpstr (error->message, ==, message);
}

static void
assert_result (PyroBatchReply *reply,
               guint           index,
               const char     *literal)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = pyro_batch_reply_dup_result (reply, index, &error);

  g_assert_no_error (error);
  assert_value (value, literal);
}

static void
test_results (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = peer_new_proxy (setting->peer);
  g_autoptr(PyroBatch) batch = pyro_batch_new (proxy);

  g_assert_true (pyro_batch_get_proxy (batch) == proxy);
  add_call (batch, "add", "1, 2");
  add_call (batch, "echo", "value=[(), {'a': None}]");
  add_call (batch, "add", "a='x', b='y'");
  g_assert_cmpuint (pyro_batch_get_n_calls (batch), ==, 3);
  for (guint i = 0; i < 2; i++) /* it can be run again */
    {
      g_autoptr(PyroBatchReply) reply = must_run (batch, setting->way);

      g_assert_null (pyro_batch_reply_get_exception (reply));
      assert_result (reply, 0, "3");
      assert_result (reply, 1, "[(), {'a': None}]");
      assert_result (reply, 2, "'xy'");
    }

  pyro_batch_clear (batch);
  g_assert_cmpuint (pyro_batch_get_n_calls (batch), ==, 0);
  {
    g_autoptr(PyroBatchReply) nothing = must_run (batch, setting->way);

    g_assert_cmpuint (pyro_batch_reply_get_n_results (nothing), ==, 0);
  }
}

/* The calls before the exception were made, those behind it were not. */
static void
test_exception (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = peer_new_proxy (setting->peer);
  g_autoptr(PyroBatch) batch = pyro_batch_new (proxy);
  g_autofree char *before = g_uuid_string_random ();
  g_autofree char *behind = g_uuid_string_random ();
  g_autofree char *note_before = g_strdup_printf ("'%s'", before);
  g_autofree char *note_behind = g_strdup_printf ("'%s'", behind);
  g_autofree char *ask_behind = g_strdup_printf ("'%s', 1, 0", behind);
  g_autoptr(PyroBatchReply) reply = NULL;
  g_autoptr(GError) error = NULL;
  PyroValue *none;

  add_call (batch, "note", note_before);
  add_call (batch, "fail", "'in the middle'");
  add_call (batch, "note", note_behind);
  reply = must_run (batch, setting->way);
  g_assert_cmpuint (pyro_batch_reply_get_n_results (reply), ==, 1);
  assert_result (reply, 0, note_before);

  none = pyro_batch_reply_dup_result (reply, 1, &error);
  g_assert_null (none);
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  g_assert_cmpstr (error->message, ==, "ValueError: in the middle");
  g_assert_cmpuint (g_strv_length ((char **) pyro_exception_get_traceback (
                                     pyro_batch_reply_get_exception (reply))), >, 2);
  g_clear_error (&error);
  none = pyro_batch_reply_dup_result (reply, 2, &error);
  g_assert_null (none);
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_USAGE);

  assert_call (proxy, setting->way, "wait_for", note_before, "1");
  assert_call (proxy, setting->way, "wait_for", ask_behind, "0");
}

/* A name that the object does not offer is refused before anything is sent. */
static void
test_unknown_name (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = peer_new_proxy (setting->peer);
  g_autoptr(PyroBatch) batch = pyro_batch_new (proxy);
  g_autofree char *entry = g_uuid_string_random ();
  g_autofree char *note = g_strdup_printf ("'%s'", entry);
  g_autofree char *ask = g_strdup_printf ("'%s', 1, 0", entry);
  g_autofree char *uri = pyro_uri_to_string (pyro_proxy_get_uri (proxy));
  g_autofree char *message = g_strdup_printf ("remote object '%s' has no exposed attribute or method "
                                              "'noet'; did you mean 'note'?", uri);

  add_call (batch, "note", note);
  add_call (batch, "noet", "");
  assert_fails (batch, setting->way, PYRO_ERROR, PYRO_ERROR_MEMBER, message);
  assert_call (proxy, setting->way, "wait_for", ask, "0");
}

static void
test_stream (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = peer_new_proxy (setting->peer);
  g_autoptr(PyroBatch) batch = pyro_batch_new (proxy);

  add_call (batch, "count", "3, 'in a batch'");
  assert_fails (batch, setting->way, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED, NULL);
  assert_call (proxy, setting->way, "add", "1, 2", "3");
}

static void
test_oneway (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = peer_new_proxy (setting->peer);
  g_autoptr(PyroBatch) batch = pyro_batch_new (proxy);
  g_autofree char *entry = g_uuid_string_random ();
  g_autofree char *note = g_strdup_printf ("'%s'", entry);
  g_autofree char *ask = g_strdup_printf ("'%s', 2", entry);
  g_autoptr(GError) error = NULL;

  add_call (batch, "note", note);
  add_call (batch, "note", note);
  add_call (batch, "fail", "'unheard'");
  add_call (batch, "note", note);
  g_assert_true (run_oneway (batch, setting->way, &error));
  g_assert_no_error (error);
  assert_call (proxy, setting->way, "wait_for", ask, "2");
}

/* One call of many with particulars, sent by hand. */
static void
test_by_hand (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = peer_new_proxy (setting->peer);
  g_autoptr(PyroBatch) batch = pyro_batch_new (proxy);
  g_autoptr(GBytes) bytes = g_bytes_new_static ("along", 5);
  g_autoptr(PyroAnnotations) none = pyro_annotations_new ();
  g_autoptr(PyroAnnotations) annotations = pyro_annotations_with (none, "MINE", bytes, NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;
  g_autoptr(PyroCall) plain = NULL;
  g_autoptr(PyroCall) batch_call = NULL;
  g_autoptr(PyroReply) reply = NULL;
  g_autoptr(PyroBatchReply) results = NULL;
  g_autoptr(PyroValue) context = NULL;

  add_call (batch, "context", "");
  plain = pyro_batch_dup_call (batch, NULL);
  batch_call = pyro_call_with_annotations (plain, annotations);
  if (setting->way == SYNC)
    {
      reply = pyro_proxy_send_sync (proxy, batch_call, NULL, NULL);
    }
  else
    {
      pyro_proxy_send_async (proxy, batch_call, NULL, take_result, &result);
      taken = wait_for_result (&result);
      reply = pyro_proxy_send_finish (proxy, taken, NULL);
    }
  results = pyro_batch_reply_new (reply, pyro_call_get_n_calls (batch_call), NULL);
  context = pyro_batch_reply_dup_result (results, 0, NULL);
  assert_value (pyro_value_lookup_string (context, "annotations"), "[('MINE', '616c6f6e67')]");
}

/* Large, so that it is read in a thread. */
static void
test_large (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = peer_new_proxy (setting->peer);
  g_autoptr(PyroBatch) batch = pyro_batch_new (proxy);
  g_autoptr(PyroBatchReply) reply = NULL;

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *arguments = g_strdup_printf ("%u, 1", i);

      add_call (batch, "add", arguments);
    }
  reply = must_run (batch, setting->way);
  g_assert_cmpuint (pyro_batch_reply_get_n_results (reply), ==, 20000);
  assert_result (reply, 0, "1");
  assert_result (reply, 19999, "20000");
}

static void
test_too_many (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = peer_new_proxy (setting->peer);
  g_autoptr(PyroBatch) batch = pyro_batch_new (proxy);

  for (guint i = 0; i <= PYRO_MAX_BATCH; i++)
    pyro_batch_add (batch, "process_id", NULL, NULL);
  assert_fails (batch, setting->way, PYRO_ERROR, PYRO_ERROR_TOO_LARGE,
                "A batch holds 1000000 calls at most, not 1000001");
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (50 * G_TIME_SPAN_MILLISECOND);
  g_cancellable_cancel (data);

  return NULL;
}

static void
test_cancel (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peers[THREAD]);
  g_autoptr(PyroBatch) batch = pyro_batch_new (proxy);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GThread) thread = NULL;
  g_autoptr(GError) error = NULL;
  PyroBatchReply *reply;

  add_call (batch, "sleep", "30");
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  reply = run (batch, way, cancellable, &error);
  g_assert_null (reply);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_call (proxy, way, "add", "1, 2", "3");
}

static gpointer
kill_soon (gpointer data)
{
  Peer *peer = data;

  g_usleep (50 * G_TIME_SPAN_MILLISECOND);
  g_subprocess_force_exit (peer->process);

  return NULL;
}

static void
test_killed (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  Peer other = { NULL };
  g_autoptr(PyroProxy) proxy = NULL;
  g_autoptr(PyroBatch) batch = NULL;
  GThread *thread;

  peer_start (&other, "feeds.py", NULL);
  proxy = peer_new_proxy (&other);
  batch = pyro_batch_new (proxy);
  add_call (batch, "add", "1, 2");
  add_call (batch, "sleep", "30");
  thread = g_thread_new ("kill", kill_soon, &other);
  assert_fails (batch, way, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, "The peer closed the connection");
  g_thread_join (thread);
  peer_kill (&other);
}

static void
add (const char    *name,
     GTestDataFunc  func)
{
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/batch/%s/%s/%s", name,
                                               settings[i].peer == &peers[THREAD] ? "thread" : "multiplex",
                                               settings[i].way == SYNC ? "sync" : "async");

      g_test_add_data_func (path, &settings[i], func);
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    settings[i] = (Setting) { (Way) (i % N_WAYS), &peers[i / N_WAYS] };

  add ("results", test_results);
  add ("exception", test_exception);
  add ("unknown-name", test_unknown_name);
  add ("stream", test_stream);
  add ("oneway", test_oneway);
  add ("by-hand", test_by_hand);
  add ("large", test_large);
  g_test_add_data_func ("/batch/too-many/sync", &settings[SYNC], test_too_many);
  g_test_add_data_func ("/batch/too-many/async", &settings[ASYNC], test_too_many);
  g_test_add_data_func ("/batch/cancel/sync", GINT_TO_POINTER (SYNC), test_cancel);
  g_test_add_data_func ("/batch/cancel/async", GINT_TO_POINTER (ASYNC), test_cancel);
  g_test_add_data_func ("/batch/killed/sync", GINT_TO_POINTER (SYNC), test_killed);
  g_test_add_data_func ("/batch/killed/async", GINT_TO_POINTER (ASYNC), test_killed);

  peer_start (&peers[THREAD], "feeds.py", NULL);
  peer_start (&peers[MULTIPLEX], "feeds.py", "--servertype", "multiplex", NULL);
  status = g_test_run ();
  peer_stop (&peers[MULTIPLEX]);
  peer_stop (&peers[THREAD]);

  return status;
}
