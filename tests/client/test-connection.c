/* tests/client/test-connection.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/client/connection.h"

#include <string.h>

#include "core/client/exchange.h"
#include "core/error.h"
#include "core/limits.h"
#include "tests/client/far-side.h"

static Peer peer;

static PyroConnection *
new_connection (void)
{
  g_autoptr(PyroUri) uri = peer_dup_uri (&peer);

  return pyro_connection_new (uri);
}

static gboolean
open_connection (PyroConnection  *connection,
                 gint64           timeout,
                 GCancellable    *cancellable,
                 GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  pyro_connection_open_async (connection, timeout, cancellable, take_result, &result);
  g_assert_null (result);
  taken = wait_for_result (&result);

  return pyro_connection_open_finish (connection, taken, error);
}

static PyroConnection *
new_open_connection (void)
{
  PyroConnection *connection = new_connection ();
  g_autoptr(GError) error = NULL;

  g_assert_true (open_connection (connection, 0, NULL, &error));
  g_assert_no_error (error);

  return connection;
}

static PyroCall *
new_sleep (double seconds)
{
  g_autoptr(PyroValue) value = pyro_value_new_float (seconds);
  g_autoptr(PyroValue) args = pyro_value_new_tuple (&value, 1);

  return pyro_call_new ("thing", "sleep", args, NULL);
}

static PyroReply *
call_method (PyroConnection  *connection,
             PyroCall        *method,
             gint64           timeout,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  pyro_connection_call_async (connection, method, timeout, cancellable, take_result, &result);
  g_assert_null (result);
  taken = wait_for_result (&result);

  return pyro_connection_call_finish (connection, taken, error);
}

static void
assert_works (PyroConnection *connection)
{
  g_autoptr(PyroCall) method = new_sleep (0);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroReply) reply = call_method (connection, method, 0, NULL, &error);
  g_autoptr(PyroValue) value = NULL;

  g_assert_no_error (error);
  value = pyro_reply_decode (reply, &error);
  g_assert_no_error (error);
  assert_value (value, "0.0");
}

static void
count_notify (GObject    *object,
              GParamSpec *pspec,
              guint      *n)
{
  ++*n;
}

/* ---- From beginning to end ---- */

static void
test_life (void)
{
  g_autoptr(PyroConnection) connection = new_connection ();
  g_autoptr(PyroMetadata) metadata = NULL;
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gboolean closed = TRUE;
  guint n_closed = 0;

  g_signal_connect (connection, "notify::closed", G_CALLBACK (count_notify), &n_closed);
  g_object_get (connection, "closed", &closed, "metadata", &metadata, "uri", &uri, NULL);
  g_assert_false (closed);
  g_assert_null (metadata);
  g_assert_true (pyro_uri_equal (uri, pyro_connection_get_uri (connection)));
  g_assert_null (pyro_connection_get_welcome (connection));

  g_assert_true (open_connection (connection, 5 * G_TIME_SPAN_SECOND, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (pyro_metadata_has_method (pyro_connection_get_metadata (connection), "echo"));
  assert_value (pyro_connection_get_welcome (connection), "['welcome', 'hello']");
  assert_works (connection);
  g_assert_cmpuint (pyro_connection_get_n_waiting (connection), ==, 0);
  g_assert_false (pyro_connection_has_abandoned (connection));

  pyro_connection_ping_async (connection, 0, NULL, take_result, &result);
  g_assert_cmpuint (pyro_connection_get_n_waiting (connection), ==, 1);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (pyro_connection_ping_finish (connection, result, &error));
  g_assert_no_error (error);
  g_clear_object (&result); /* it holds the connection */

  g_assert_cmpuint (n_closed, ==, 0);
  pyro_connection_close (connection);
  pyro_connection_close (connection);
  g_assert_cmpuint (n_closed, ==, 1);
  g_assert_true (pyro_connection_get_closed (connection));
  g_assert_finalize_object (g_steal_pointer (&connection));
}

static void
test_usage (void)
{
  g_autoptr(PyroConnection) connection = new_connection ();
  g_autoptr(PyroCall) method = new_sleep (0);
  g_autoptr(GError) error = NULL;

  g_assert_null (call_method (connection, method, 0, NULL, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_USAGE);
  g_assert_cmpstr (error->message, ==, "The connection is not open yet");
  g_clear_error (&error);

  g_assert_true (open_connection (connection, 0, NULL, &error));
  g_assert_false (open_connection (connection, 0, NULL, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_USAGE);
  g_assert_cmpstr (error->message, ==, "The connection was opened before");
  g_clear_error (&error);
  assert_works (connection);

  pyro_connection_close (connection);
  g_assert_null (call_method (connection, method, 0, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_assert_cmpstr (error->message, ==, "The connection is closed");
}

static void
test_settings (void)
{
  g_autoptr(PyroConnection) connection = new_connection ();
  g_autoptr(PyroConnection) other = new_connection ();
  g_autoptr(PyroValue) greeting = pyro_value_new_string ("let me in");
  g_autoptr(GError) error = NULL;

  pyro_connection_set_serializer (connection, "morse");
  g_assert_false (open_connection (connection, 0, NULL, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_USAGE);
  g_assert_cmpstr (error->message, ==, "There is no serializer “morse”");
  g_clear_error (&error);
  pyro_connection_set_serializer (connection, "serpent");
  pyro_connection_set_handshake (connection, greeting);
  g_assert_true (open_connection (connection, 0, NULL, &error));
  assert_value (pyro_connection_get_welcome (connection), "['welcome', 'let me in']");

  pyro_connection_set_max_size (other, 10);
  g_assert_false (open_connection (other, 0, NULL, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
  g_assert_true (pyro_connection_get_closed (other));
}

/* ---- Giving up the opening ---- */

/* A listener that never answers. */
static PyroConnection *
new_silent_connection (GSocket **listener)
{
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr(GSocketAddress) bound = NULL;
  g_autoptr(PyroUri) uri = NULL;

  *listener = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);
  g_assert_true (g_socket_bind (*listener, address, TRUE, NULL));
  g_assert_true (g_socket_listen (*listener, NULL));
  bound = g_socket_get_local_address (*listener, NULL);
  uri = pyro_uri_new (PYRO_URI_PYRO, "thing", "127.0.0.1",
                      g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));

  return pyro_connection_new (uri);
}

static gboolean
cancel_now (gpointer data)
{
  g_cancellable_cancel (data);

  return G_SOURCE_REMOVE;
}

static void
test_cancel_open (void)
{
  for (guint after = 0; after < 50; after += 10) /* milliseconds: in each of the steps */
    {
      g_autoptr(GSocket) listener = NULL;
      g_autoptr(PyroConnection) connection = new_silent_connection (&listener);
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GError) error = NULL;

      g_timeout_add (after, cancel_now, cancellable);
      g_assert_false (open_connection (connection, 0, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_true (pyro_connection_get_closed (connection));
      spin ();
      g_assert_finalize_object (g_steal_pointer (&connection));
    }
}

static void
test_close_while_opening (void)
{
  g_autoptr(GSocket) listener = NULL;
  g_autoptr(PyroConnection) connection = new_silent_connection (&listener);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  pyro_connection_open_async (connection, 0, NULL, take_result, &result);
  pyro_connection_close (connection);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (pyro_connection_open_finish (connection, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_object (&result);
  spin ();
  g_assert_finalize_object (g_steal_pointer (&connection));
}

/* ---- Giving up a call ---- */

static void
test_abandoned (void)
{
  g_autoptr(PyroConnection) connection = new_open_connection ();
  g_autoptr(PyroCall) method = new_sleep (0.6);
  g_autoptr(GError) error = NULL;
  PyroReply *reply = call_method (connection, method, 30 * G_TIME_SPAN_MILLISECOND, NULL, &error);

  g_assert_null (reply);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpstr (error->message, ==, "No answer came within 30 ms");
  g_assert_true (pyro_connection_has_abandoned (connection));
  g_assert_cmpuint (pyro_connection_get_n_waiting (connection), ==, 0);

  assert_works (connection); /* behind the one that was given up */
  g_assert_false (pyro_connection_has_abandoned (connection));
}

/* Time-outs of calls that are not in the order of the calls. */
static void
test_deadlines (void)
{
  static const gint64 timeouts[] = { 0, 90, 30, 60, 10000 }; /* milliseconds */
  g_autoptr(PyroConnection) connection = new_open_connection ();
  g_autoptr(PyroCall) method = new_sleep (1);
  g_autoptr(PyroCall) quick = new_sleep (0);
  GAsyncResult *results[G_N_ELEMENTS (timeouts)] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (timeouts); i++)
    pyro_connection_call_async (connection, i == 0 ? method : quick,
                                timeouts[i] * G_TIME_SPAN_MILLISECOND, NULL, take_result, &results[i]);
  while (results[1] == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_true (results[1] == NULL || results[3] != NULL);
      g_assert_true (results[3] == NULL || results[2] != NULL);
    }
  g_assert_null (results[0]);
  while (results[0] == NULL || results[4] == NULL)
    g_main_context_iteration (NULL, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (timeouts); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroReply) reply = pyro_connection_call_finish (connection, results[i], &error);

      if (i == 0 || i == 4)
        g_assert_no_error (error);
      else
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
      g_assert_true ((reply != NULL) == (error == NULL));
      g_object_unref (results[i]);
    }
}

/* The callback of the first call closes the connection and lets go of it: the others still get
 * their errors, each once. */
static void
close_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  PyroConnection **connection = user_data;

  pyro_connection_close (*connection);
  g_clear_object (connection);
}

static void
test_close_from_callback (void)
{
  PyroConnection *connection = new_open_connection ();
  g_autoptr(PyroCall) quick = new_sleep (0);
  g_autoptr(PyroCall) slow = new_sleep (30);
  GAsyncResult *results[10] = { NULL };

  pyro_connection_call_async (connection, quick, 0, NULL, close_cb, &connection);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    pyro_connection_call_async (connection, slow, G_TIME_SPAN_MINUTE, NULL, take_result, &results[i]);
  while (results[G_N_ELEMENTS (results) - 1] == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (connection);

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr(GAsyncResult) result = results[i];
      g_autoptr(GObject) source = g_async_result_get_source_object (result);
      g_autoptr(GError) error = NULL;
      PyroReply *reply = pyro_connection_call_finish (PYRO_CONNECTION (source), result, &error);

      g_assert_null (reply);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
      g_assert_cmpstr (error->message, ==, "The connection was closed");
    }
  spin ();
}

static void
test_retire (void)
{
  g_autoptr(PyroConnection) idle = new_open_connection ();
  g_autoptr(PyroConnection) busy = new_open_connection ();
  g_autoptr(PyroConnection) abandoned = new_open_connection ();
  g_autoptr(PyroCall) method = new_sleep (0.4);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroReply) reply = NULL;

  pyro_connection_retire (idle);
  g_assert_true (pyro_connection_get_closed (idle));

  pyro_connection_call_async (busy, method, 0, NULL, take_result, &result);
  pyro_connection_retire (busy);
  g_assert_false (pyro_connection_get_closed (busy));
  while (!pyro_connection_get_closed (busy))
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (result);
  reply = pyro_connection_call_finish (busy, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (reply);

  g_assert_null (call_method (abandoned, method, G_TIME_SPAN_MILLISECOND, NULL, &error));
  pyro_connection_retire (abandoned);
  g_assert_false (pyro_connection_get_closed (abandoned));
  while (!pyro_connection_get_closed (abandoned))
    g_main_context_iteration (NULL, TRUE);
}

/* ---- A tap ---- */

#define TEST_TYPE_TAP (test_tap_get_type ())
G_DECLARE_FINAL_TYPE (TestTap, test_tap, TEST, TAP, GObject)

struct _TestTap
{
  GObject  parent_instance;

  GString *seen;
  GObject *connection; /* unowned: only compared */
};

static void
test_tap_frame (PyroTap          *tap,
                GObject          *connection,
                PyroTapDirection  direction,
                PyroFrame        *frame)
{
  TestTap *self = TEST_TAP (tap);

  self->connection = connection;
  g_string_append_printf (self->seen, "%c%s:%u ", direction == PYRO_TAP_IN ? '<' : '>',
                          pyro_frame_type_get_name (pyro_frame_get_frame_type (frame)),
                          pyro_frame_get_seq (frame));
}

static void
test_tap_iface_init (PyroTapInterface *iface)
{
  iface->frame = test_tap_frame;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestTap, test_tap, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PYRO_TYPE_TAP, test_tap_iface_init))

static void
test_tap_finalize (GObject *object)
{
  g_string_free (TEST_TAP (object)->seen, TRUE);
  G_OBJECT_CLASS (test_tap_parent_class)->finalize (object);
}

static void
test_tap_class_init (TestTapClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_tap_finalize;
}

static void
test_tap_init (TestTap *self)
{
  self->seen = g_string_new (NULL);
}

static void
test_tap (void)
{
  g_autoptr(PyroConnection) connection = new_connection ();
  g_autoptr(TestTap) tap = g_object_new (TEST_TYPE_TAP, NULL);
  g_autoptr(PyroCall) slow = new_sleep (0.4);
  g_autoptr(GError) error = NULL;

  pyro_connection_set_tap (connection, PYRO_TAP (tap));
  g_assert_true (open_connection (connection, 0, NULL, &error));
  assert_works (connection);
  g_assert_null (call_method (connection, slow, G_TIME_SPAN_MILLISECOND, NULL, &error));
  assert_works (connection);
  g_assert_true (tap->connection == G_OBJECT (connection));
  g_assert_cmpstr (tap->seen->str, ==, ">CONNECT:0 <CONNECTOK:0 >INVOKE:1 <RESULT:1 "
                                       ">INVOKE:2 >INVOKE:3 <RESULT:2 <RESULT:3 ");
}

/* A refusal is seen as well, by either way. */
static void
test_tap_refusal (void)
{
  g_autoptr(PyroUri) uri = peer_dup_uri (&peer);
  g_autoptr(PyroUri) nobody = pyro_uri_with_object (uri, "nobody");

  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autoptr(PyroProxy) proxy = pyro_proxy_new (nobody);
      g_autoptr(TestTap) tap = g_object_new (TEST_TYPE_TAP, NULL);
      g_autoptr(GError) error = NULL;

      pyro_proxy_set_tap (proxy, PYRO_TAP (tap));
      g_assert_false (bind_proxy (proxy, way, NULL, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_REFUSED);
      g_assert_cmpstr (tap->seen->str, ==, ">CONNECT:0 <CONNECTFAIL:0 ");
    }
}

static void
test_tap_sync (void)
{
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  g_autoptr(TestTap) tap = g_object_new (TEST_TYPE_TAP, NULL);

  pyro_proxy_set_tap (proxy, PYRO_TAP (tap));
  assert_call (proxy, SYNC, "add", "1, 1", "2");
  assert_call (proxy, SYNC, "note", "'tapped'", "None");
  g_assert_true (tap->connection == G_OBJECT (proxy));
  g_assert_cmpstr (tap->seen->str, ==, ">CONNECT:0 <CONNECTOK:0 >INVOKE:1 <RESULT:1 >INVOKE:2 ");
  pyro_proxy_set_tap (proxy, NULL);
  assert_call (proxy, SYNC, "add", "1, 1", "2");
  g_assert_true (g_str_has_suffix (tap->seen->str, ">INVOKE:2 "));
}

/* ---- The blocking twin ---- */

static void
test_exchange (void)
{
  g_autoptr(PyroUri) uri = peer_dup_uri (&peer);
  g_autoptr(PyroValue) greeting = pyro_value_new_string ("greetings");
  g_autoptr(PyroExchange) exchange = NULL;
  g_autoptr(PyroCall) quick = new_sleep (0);
  g_autoptr(PyroCall) slow = new_sleep (1);
  g_autoptr(PyroCall) oneway = pyro_call_with_oneway (quick, TRUE);
  g_autoptr(GError) error = NULL;

  exchange = pyro_exchange_open (uri, NULL, greeting, NULL, PYRO_MAX_MESSAGE_SIZE, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (pyro_metadata_has_method (pyro_exchange_get_metadata (exchange), "echo"));
  assert_value (pyro_exchange_get_welcome (exchange), "['welcome', 'greetings']");
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(PyroReply) reply = pyro_exchange_call (exchange, quick, 0, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (reply);
      g_assert_true (pyro_exchange_ping (exchange, G_TIME_SPAN_SECOND, NULL, &error));
      g_assert_null (pyro_exchange_call (exchange, oneway, 0, NULL, &error));
      g_assert_no_error (error);
    }

  g_assert_false (pyro_exchange_is_broken (exchange));
  g_assert_null (pyro_exchange_call (exchange, slow, G_TIME_SPAN_MILLISECOND, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_true (pyro_exchange_is_broken (exchange));
  g_clear_error (&error);
  g_assert_null (pyro_exchange_call (exchange, quick, 0, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);

  g_assert_null (pyro_exchange_open (uri, "morse", NULL, NULL, PYRO_MAX_MESSAGE_SIZE, 0, NULL, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_USAGE);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connection/life", test_life);
  g_test_add_func ("/connection/usage", test_usage);
  g_test_add_func ("/connection/settings", test_settings);
  g_test_add_func ("/connection/cancel-open", test_cancel_open);
  g_test_add_func ("/connection/close-while-opening", test_close_while_opening);
  g_test_add_func ("/connection/abandoned", test_abandoned);
  g_test_add_func ("/connection/deadlines", test_deadlines);
  g_test_add_func ("/connection/close-from-callback", test_close_from_callback);
  g_test_add_func ("/connection/retire", test_retire);
  g_test_add_func ("/connection/tap", test_tap);
  g_test_add_func ("/connection/tap-refusal", test_tap_refusal);
  g_test_add_func ("/connection/tap-sync", test_tap_sync);
  g_test_add_func ("/connection/exchange", test_exchange);

  peer_start (&peer, "peer.py", NULL);
  status = g_test_run ();
  peer_stop (&peer);

  return status;
}
