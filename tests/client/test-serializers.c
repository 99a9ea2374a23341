/* tests/client/test-serializers.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "core/client/batch.h"
#include "core/client/item-stream.h"
#include "core/client/remote-daemon.h"
#include "core/error.h"
#include "core/value/literal.h"
#include "core/value/path.h"
#include "core/wire/exception.h"
#include "tests/client/far-side.h"

/* What goes over several messages, or in a form of its own, in each of Pyro5's serializers, in both ways. */

typedef struct
{
  Way         way;
  const char *serializer;
} Setting;

static const char *const serializers[] = { "serpent", "json", "marshal", "msgpack" };

static Peer peer;
static Setting settings[N_WAYS * G_N_ELEMENTS (serializers)];

static PyroProxy *
new_proxy (const Setting *setting)
{
  PyroProxy *proxy = peer_new_proxy (&peer);
  g_autoptr(GError) error = NULL;

  g_assert_true (pyro_proxy_set_serializer (proxy, setting->serializer, &error));
  g_assert_no_error (error);

  return proxy;
}

static gboolean
is (const Setting *setting,
    const char    *serializer)
{
  return g_str_equal (setting->serializer, serializer);
}

static PyroItemStream *
open_stream (PyroProxy  *proxy,
             Way         way,
             const char *method,
             gint64      number)
{
  g_autoptr(PyroValue) n = pyro_value_new_int (number);
  g_autoptr(PyroValue) args = pyro_value_new_tuple (&n, 1);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;
  g_autoptr(GError) error = NULL;
  PyroItemStream *stream;

  if (way == SYNC)
    {
      stream = pyro_item_stream_open_sync (proxy, method, args, NULL, NULL, &error);
    }
  else
    {
      pyro_item_stream_open_async (proxy, method, args, NULL, NULL, take_result, &result);
      taken = wait_for_result (&result);
      stream = pyro_item_stream_open_finish (proxy, taken, &error);
    }
  g_assert_no_error (error);

  return stream;
}

static GPtrArray *
pull (PyroItemStream  *stream,
      Way              way,
      GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (way == SYNC)
    return pyro_item_stream_next_many_sync (stream, 100, NULL, error);

  pyro_item_stream_next_many_async (stream, 100, NULL, take_result, &result);
  taken = wait_for_result (&result);

  return pyro_item_stream_next_many_finish (stream, taken, error);
}

static void
test_stream (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = new_proxy (setting);
  g_autoptr(PyroItemStream) stream = open_stream (proxy, setting->way, "returning", 30);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) items = pull (stream, setting->way, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 30);
  assert_value (items->pdata[29], "29");
  g_assert_true (pyro_item_stream_get_ended (stream));
  assert_value (pyro_item_stream_get_outcome (stream), "'that was all'");
}

static void
test_stream_that_fails (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = new_proxy (setting);
  g_autoptr(PyroItemStream) stream = open_stream (proxy, setting->way, "failing", 3);
  g_autoptr(PyroItemStream) gone = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) items = pull (stream, setting->way, &error);
  GPtrArray *none;

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 3);
  none = pull (stream, setting->way, &error);
  g_assert_null (none);
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  g_assert_cmpstr (error->message, ==, "ValueError: no more of this");
  g_clear_error (&error);

  gone = pyro_item_stream_new (proxy, pyro_item_stream_get_id (stream));
  none = pull (gone, setting->way, &error);
  g_assert_null (none);
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_STREAM);
}

static PyroBatchReply *
run (PyroBatch  *batch,
     Way         way,
     GError    **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (way == SYNC)
    return pyro_batch_run_sync (batch, NULL, error);

  pyro_batch_run_async (batch, NULL, take_result, &result);
  taken = wait_for_result (&result);

  return pyro_batch_run_finish (batch, taken, error);
}

static void
add_call (PyroBatch  *batch,
          const char *method,
          const char *arguments)
{
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;

  g_assert_true (pyro_literal_parse_arguments (arguments, -1, &args, &kwargs, NULL, NULL));
  pyro_batch_add (batch, method, args, kwargs);
}

static void
test_batch (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = new_proxy (setting);
  g_autoptr(PyroBatch) batch = pyro_batch_new (proxy);
  g_autoptr(PyroBatchReply) reply = NULL;
  g_autoptr(PyroValue) first = NULL;
  g_autoptr(PyroValue) second = NULL;
  g_autoptr(GError) error = NULL;

  add_call (batch, "add", "1, 2");
  add_call (batch, "add", "a='x', b='y'");
  reply = run (batch, setting->way, &error);
  g_assert_no_error (error);
  first = pyro_batch_reply_dup_result (reply, 0, &error);
  second = pyro_batch_reply_dup_result (reply, 1, &error);
  g_assert_no_error (error);
  assert_value (first, "3");
  assert_value (second, "'xy'");
}

/* With marshal a daemon cannot say what was raised, and refuses to answer the batch at all. */
static void
test_batch_that_fails (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = new_proxy (setting);
  g_autoptr(PyroBatch) batch = pyro_batch_new (proxy);
  g_autoptr(PyroBatchReply) reply = NULL;
  g_autoptr(GError) error = NULL;
  PyroValue *none;

  add_call (batch, "add", "1, 2");
  add_call (batch, "fail", "'in the middle'");
  add_call (batch, "add", "1, 2");
  reply = run (batch, setting->way, &error);
  if (is (setting, "marshal"))
    {
      g_assert_null (reply);
      g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
      g_assert_cmpstr (error->message, ==, "ValueError: unmarshallable object");
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (pyro_batch_reply_get_n_results (reply), ==, 1);
  none = pyro_batch_reply_dup_result (reply, 1, &error);
  g_assert_null (none);
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  g_assert_cmpstr (error->message, ==, "ValueError: in the middle");
}

static void
assert_usable (PyroValue  *value,
               const char *path,
               PyroProxy  *model,
               Way         way)
{
  g_autoptr(GError) error = NULL;
  PyroValue *found = pyro_value_lookup_path (value, path, &error);
  g_autoptr(PyroProxy) thing = NULL;

  g_assert_no_error (error);
  thing = pyro_proxy_new_from_value (found, model, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pyro_proxy_get_serializer (thing), ==, pyro_proxy_get_serializer (model));
  assert_call (thing, way, "double", "21", "42");
}

/* marshal knows nothing of objects that a daemon has, and so cannot send proxies of them. */
static void
test_proxies (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = new_proxy (setting);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) one = NULL;
  g_autoptr(PyroValue) many = NULL;

  if (is (setting, "marshal"))
    {
      one = call (proxy, setting->way, "thing_uri", "", NULL, &error);
      g_assert_no_error (error);
      assert_usable (one, "", proxy, setting->way);
      return;
    }

  one = call (proxy, setting->way, "thing", "", NULL, &error);
  g_assert_no_error (error);
  assert_usable (one, "", proxy, setting->way);
  many = call (proxy, setting->way, "things", "", NULL, &error);
  g_assert_no_error (error);
  assert_usable (many, "['list'][0]", proxy, setting->way);
  assert_usable (many, "['list'][1][0]", proxy, setting->way);
  assert_usable (many, "['uri']", proxy, setting->way);
}

static void
test_blob (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = new_proxy (setting);
  g_autoptr(PyroValue) info = pyro_value_new_string ("label");
  g_autoptr(PyroValue) content = pyro_literal_parse ("['x', 1]", -1, NULL, NULL);
  g_autoptr(PyroBlob) blob = pyro_blob_new (info, content);
  g_autoptr(PyroCall) one = pyro_call_new_blob ("feed", "take_blob", blob);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroReply) reply = NULL;
  g_autoptr(PyroValue) answer = NULL;

  if (setting->way == SYNC)
    {
      reply = pyro_proxy_send_sync (proxy, one, NULL, &error);
    }
  else
    {
      pyro_proxy_send_async (proxy, one, NULL, take_result, &result);
      taken = wait_for_result (&result);
      reply = pyro_proxy_send_finish (proxy, taken, &error);
    }
  g_assert_no_error (error);
  answer = pyro_reply_decode (reply, &error);
  g_assert_no_error (error);
  /* Pyro5 takes a key of the call's object for the blob in it, in json */
  assert_value (answer, is (setting, "json") ? "['label', 'params']" : "['label', ['x', 1]]");
}

static void
test_daemon (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroProxy) proxy = new_proxy (setting);
  g_autoptr(PyroRemoteDaemon) daemon = pyro_remote_daemon_new (proxy);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;
  g_autoptr(PyroMetadata) metadata = NULL;
  g_autoptr(GError) error = NULL;

  if (setting->way == SYNC)
    {
      metadata = pyro_remote_daemon_get_metadata_sync (daemon, "feed", NULL, &error);
    }
  else
    {
      pyro_remote_daemon_get_metadata_async (daemon, "feed", NULL, take_result, &result);
      taken = wait_for_result (&result);
      metadata = pyro_remote_daemon_get_metadata_finish (daemon, taken, &error);
    }
  g_assert_no_error (error);
  g_assert_true (pyro_metadata_is_oneway (metadata, "note_later"));
  g_assert_true (pyro_metadata_has_attribute (metadata, "temperature"));
}

static void
add (const char    *name,
     GTestDataFunc  func)
{
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/serializers/%s/%s/%s", name, settings[i].serializer,
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
    settings[i] = (Setting) { (Way) (i % N_WAYS), serializers[i / N_WAYS] };
  add ("stream", test_stream);
  add ("stream-that-fails", test_stream_that_fails);
  add ("batch", test_batch);
  add ("batch-that-fails", test_batch_that_fails);
  add ("proxies", test_proxies);
  add ("blob", test_blob);
  add ("daemon", test_daemon);

  peer_start (&peer, "feeds.py", NULL);
  status = g_test_run ();
  peer_stop (&peer);

  return status;
}
