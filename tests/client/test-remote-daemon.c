/* tests/client/test-remote-daemon.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/client/remote-daemon.h"

#include <string.h>

#include "core/error.h"
#include "core/wire/exception.h"
#include "tests/client/far-side.h"

/* What a real daemon says of itself, over an object's connection and over its own, in both ways. */

static Peer peer;

typedef struct
{
  Way         way;
  const char *object;
} Setting;

static const Setting settings[] = {
  { SYNC, "feed" }, { ASYNC, "feed" }, { SYNC, PYRO_DAEMON_OBJECT }, { ASYNC, PYRO_DAEMON_OBJECT },
};

static PyroRemoteDaemon *
new_daemon (const Setting *setting)
{
  g_autoptr(PyroUri) uri = peer_dup_uri (&peer);
  g_autoptr(PyroUri) object = pyro_uri_with_object (uri, setting->object);
  g_autoptr(PyroProxy) proxy = pyro_proxy_new (object);

  return pyro_remote_daemon_new (proxy);
}

static void
test_registered (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroRemoteDaemon) daemon = new_daemon (setting);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) ids = NULL;

  if (setting->way == SYNC)
    {
      ids = pyro_remote_daemon_registered_sync (daemon, NULL, &error);
    }
  else
    {
      pyro_remote_daemon_registered_async (daemon, NULL, take_result, &result);
      taken = wait_for_result (&result);
      ids = pyro_remote_daemon_registered_finish (daemon, taken, &error);
    }
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (ids), ==, 3);
  g_assert_true (g_strv_contains ((const char *const *) ids, PYRO_DAEMON_OBJECT));
  g_assert_true (g_strv_contains ((const char *const *) ids, "feed"));
  g_assert_true (g_strv_contains ((const char *const *) ids, "thing"));
}

static void
test_ping (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroRemoteDaemon) daemon = new_daemon (setting);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;
  g_autoptr(GError) error = NULL;

  if (setting->way == SYNC)
    {
      g_assert_true (pyro_remote_daemon_ping_sync (daemon, NULL, &error));
    }
  else
    {
      pyro_remote_daemon_ping_async (daemon, NULL, take_result, &result);
      taken = wait_for_result (&result);
      g_assert_true (pyro_remote_daemon_ping_finish (daemon, taken, &error));
    }
  g_assert_no_error (error);
}

static void
test_info (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroRemoteDaemon) daemon = new_daemon (setting);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (setting->way == SYNC)
    {
      text = pyro_remote_daemon_info_sync (daemon, NULL, &error);
    }
  else
    {
      pyro_remote_daemon_info_async (daemon, NULL, take_result, &result);
      taken = wait_for_result (&result);
      text = pyro_remote_daemon_info_finish (daemon, taken, &error);
    }
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (text, "Pyro.Daemon bound on 127.0.0.1:"));
  g_assert_nonnull (strstr (text, "3 objects registered"));
}

static PyroMetadata *
get_metadata (PyroRemoteDaemon  *daemon,
              Way                way,
              const char        *object,
              GError           **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (way == SYNC)
    return pyro_remote_daemon_get_metadata_sync (daemon, object, NULL, error);

  pyro_remote_daemon_get_metadata_async (daemon, object, NULL, take_result, &result);
  taken = wait_for_result (&result);

  return pyro_remote_daemon_get_metadata_finish (daemon, taken, error);
}

static void
test_get_metadata (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr(PyroRemoteDaemon) daemon = new_daemon (setting);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroMetadata) metadata = get_metadata (daemon, setting->way, "feed", &error);
  PyroMetadata *none;

  g_assert_no_error (error);
  g_assert_true (pyro_metadata_has_method (metadata, "count"));
  g_assert_true (pyro_metadata_is_oneway (metadata, "note_later"));
  g_assert_true (pyro_metadata_has_attribute (metadata, "temperature"));

  none = get_metadata (daemon, setting->way, "nobody", &error);
  g_assert_null (none);
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  g_assert_cmpstr (error->message, ==, "DaemonError: unknown object");
}

/* The asynchronous half of the streams; test-item-stream has the other. */
static void
test_streams (void)
{
  g_autoptr(PyroRemoteDaemon) daemon = new_daemon (&settings[1]);
  PyroProxy *proxy = pyro_remote_daemon_get_proxy (daemon);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(PyroCall) count = NULL;
  g_autoptr(PyroReply) reply = NULL;
  g_autoptr(PyroValue) n = pyro_value_new_int (3);
  g_autoptr(PyroValue) args = pyro_value_new_tuple (&n, 1);
  g_autoptr(GError) error = NULL;
  const char *id;

  count = pyro_call_new ("feed", "count", args, NULL);
  pyro_proxy_send_async (proxy, count, NULL, take_result, &result);
  {
    g_autoptr(GAsyncResult) taken = wait_for_result (&result);

    reply = pyro_proxy_send_finish (proxy, taken, &error);
    g_assert_no_error (error);
  }
  id = pyro_reply_get_stream_id (reply);

  pyro_remote_daemon_get_next_stream_item_async (daemon, id, NULL, take_result, &result);
  {
    g_autoptr(GAsyncResult) taken = wait_for_result (&result);
    g_autoptr(PyroValue) item = pyro_remote_daemon_get_next_stream_item_finish (daemon, taken, &error);

    g_assert_no_error (error);
    assert_value (item, "0");
  }

  pyro_remote_daemon_close_stream_async (daemon, id, NULL, take_result, &result);
  {
    g_autoptr(GAsyncResult) taken = wait_for_result (&result);

    g_assert_true (pyro_remote_daemon_close_stream_finish (daemon, taken, &error));
    g_assert_no_error (error);
  }
}

static void
test_cancelled (void)
{
  g_autoptr(PyroRemoteDaemon) daemon = new_daemon (&settings[0]);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  char **ids;

  g_cancellable_cancel (cancellable);
  ids = pyro_remote_daemon_registered_sync (daemon, cancellable, &error);
  g_assert_null (ids);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
add (const char    *name,
     GTestDataFunc  func)
{
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/remote-daemon/%s/%s/%s", name, settings[i].object,
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
  add ("registered", test_registered);
  add ("ping", test_ping);
  add ("info", test_info);
  add ("get-metadata", test_get_metadata);
  g_test_add_func ("/remote-daemon/streams", test_streams);
  g_test_add_func ("/remote-daemon/cancelled", test_cancelled);

  peer_start (&peer, "feeds.py", NULL);
  status = g_test_run ();
  peer_stop (&peer);

  return status;
}
