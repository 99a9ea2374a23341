/* tests/client/test-along.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "core/client/proxy.h"
#include "core/error.h"
#include "core/limits.h"
#include "core/value/literal.h"
#include "core/value/repr.h"
#include "core/wire/correlation.h"
#include "core/wire/parser.h"
#include "tests/client/far-side.h"

/* What goes along with calls, there and back: annotations, correlation ids and blobs; and calls of which
 * nothing comes back. */

#define ID       "00112233-4455-6677-8899-aabbccddeeff"
#define OTHER_ID "ffeeddcc-bbaa-9988-7766-554433221100"

/* How late “at once” may be on a machine that is busy. */
#define SOON (5 * G_TIME_SPAN_SECOND)

static Peer peer;

static PyroReply *
send (PyroProxy  *proxy,
      Way         way,
      PyroCall   *one,
      GError    **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (way == SYNC)
    return pyro_proxy_send_sync (proxy, one, NULL, error);

  pyro_proxy_send_async (proxy, one, NULL, take_result, &result);
  g_assert_null (result);
  taken = wait_for_result (&result);

  return pyro_proxy_send_finish (proxy, taken, error);
}

static PyroCall *
new_call (const char *method,
          const char *arguments)
{
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;

  g_assert_true (pyro_literal_parse_arguments (arguments, -1, &args, &kwargs, NULL, NULL));

  return pyro_call_new ("feed", method, args, kwargs);
}

static PyroAnnotations *
new_annotations (const char *id,
                 const char *text)
{
  g_autoptr(PyroAnnotations) none = pyro_annotations_new ();
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  PyroAnnotations *annotations = pyro_annotations_with (none, id, bytes, &error);

  g_assert_no_error (error);

  return annotations;
}

static void
assert_annotation (PyroReply  *reply,
                   const char *id,
                   const char *text)
{
  GBytes *bytes = pyro_annotations_lookup (pyro_reply_get_annotations (reply), id);

  if (text == NULL)
    {
      g_assert_null (bytes);
      return;
    }
  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text));
}

/* What the daemon says of a call of context() that @one is made of. */
static void
assert_context (PyroProxy  *proxy,
                Way         way,
                PyroCall   *one,
                const char *annotations,
                const char *correlation)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroReply) reply = send (proxy, way, one, &error);
  g_autoptr(PyroValue) context = NULL;
  g_autofree char *text = NULL;
  g_autofree char *id = NULL;

  g_assert_no_error (error);
  context = pyro_reply_decode (reply, &error);
  g_assert_no_error (error);
  text = pyro_value_repr (pyro_value_lookup_string (context, "annotations"));
  g_assert_cmpstr (text, ==, annotations);
  id = pyro_reply_dup_correlation (reply);
  if (correlation != NULL)
    g_assert_cmpstr (pyro_value_get_string (pyro_value_lookup_string (context, "correlation"), NULL),
                     ==, correlation);
  g_assert_cmpstr (pyro_value_get_string (pyro_value_lookup_string (context, "correlation"), NULL), ==, id);
}

static void
test_of_a_call (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  g_autoptr(PyroCall) plain = new_call ("context", "");
  g_autoptr(PyroAnnotations) annotations = new_annotations ("MINE", "abc");
  g_autoptr(PyroCall) with_annotations = pyro_call_with_annotations (plain, annotations);
  g_autoptr(PyroCall) with_both = NULL;
  guint8 id[PYRO_CORRELATION_SIZE];

  g_assert_true (pyro_correlation_parse (ID, id, NULL));
  with_both = pyro_call_with_correlation (with_annotations, id);
  assert_context (proxy, way, with_both, "[('MINE', '616263')]", ID);
  assert_context (proxy, way, plain, "[]", NULL); /* and nothing of it later */
}

static void
test_of_a_proxy (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  g_autoptr(PyroCall) plain = new_call ("context", "");
  g_autoptr(PyroAnnotations) of_proxy = new_annotations ("MINE", "abc");
  g_autoptr(PyroAnnotations) of_call = new_annotations ("MINE", "x");
  g_autoptr(PyroAnnotations) other = new_annotations ("YOUR", "y");
  g_autoptr(PyroCall) same = pyro_call_with_annotations (plain, of_call);
  g_autoptr(PyroCall) another = pyro_call_with_annotations (plain, other);
  g_autoptr(PyroCall) own_id = NULL;
  guint8 id[PYRO_CORRELATION_SIZE], other_id[PYRO_CORRELATION_SIZE];

  g_assert_true (pyro_correlation_parse (ID, id, NULL));
  g_assert_true (pyro_correlation_parse (OTHER_ID, other_id, NULL));
  own_id = pyro_call_with_correlation (plain, other_id);
  assert_context (proxy, way, plain, "[]", NULL); /* on the connection that is used later */

  pyro_proxy_set_annotations (proxy, of_proxy);
  pyro_proxy_set_correlation (proxy, id);
  assert_context (proxy, way, plain, "[('MINE', '616263')]", ID);
  assert_context (proxy, way, same, "[('MINE', '78')]", ID);
  assert_context (proxy, way, another, "[('MINE', '616263'), ('YOUR', '79')]", ID);
  assert_context (proxy, way, own_id, "[('MINE', '616263')]", OTHER_ID);

  pyro_proxy_set_annotations (proxy, NULL);
  pyro_proxy_set_correlation (proxy, NULL);
  assert_context (proxy, way, plain, "[]", NULL);
}

static void
test_too_many (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  g_autoptr(PyroCall) plain = new_call ("context", "");
  g_autoptr(PyroAnnotations) of_proxy = pyro_annotations_new ();
  g_autoptr(PyroAnnotations) of_call = pyro_annotations_new ();
  g_autoptr(GBytes) bytes = g_bytes_new (NULL, 0);
  g_autoptr(PyroCall) one = NULL;
  g_autoptr(GError) error = NULL;
  PyroReply *reply;

  for (guint i = 0; i <= PYRO_MAX_ANNOTATIONS / 2; i++)
    {
      g_autoptr(PyroAnnotations) old = of_proxy;
      g_autoptr(PyroAnnotations) old_of_call = of_call;
      g_autofree char *id = g_strdup_printf ("A%03u", i);
      g_autofree char *id_of_call = g_strdup_printf ("B%03u", i);

      of_proxy = pyro_annotations_with (old, id, bytes, NULL);
      of_call = pyro_annotations_with (old_of_call, id_of_call, bytes, NULL);
    }
  pyro_proxy_set_annotations (proxy, of_proxy);
  one = pyro_call_with_annotations (plain, of_call);
  reply = send (proxy, way, one, &error);
  g_assert_null (reply);
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, "A message has at most 1000 annotations");
}

/* Each reply has its own, also one that is an exception. */
static void
test_of_replies (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  g_autoptr(PyroCall) first = new_call ("context", "'one'");
  g_autoptr(PyroCall) second = new_call ("context", "'two'");
  g_autoptr(PyroCall) plain = new_call ("add", "1, 2");
  g_autoptr(PyroCall) raising = new_call ("fail", "'no'");
  PyroReply *replies[4];

  replies[0] = send (proxy, way, first, NULL);
  replies[1] = send (proxy, way, second, NULL);
  replies[2] = send (proxy, way, plain, NULL);
  replies[3] = send (proxy, way, raising, NULL);
  assert_annotation (replies[0], "ANSW", "one");
  assert_annotation (replies[1], "ANSW", "two");
  assert_annotation (replies[2], "ANSW", NULL);
  g_assert_true (pyro_reply_is_exception (replies[3]));
  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      assert_annotation (replies[i], "DAEM", "on");
      pyro_reply_unref (replies[i]);
    }
}

/* ---- One way ---- */

/* The method takes its time; the call does not, and it is made. */
static void
test_oneway (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  g_autofree char *entry = g_uuid_string_random ();
  g_autofree char *slowly = g_strdup_printf ("'%s', 0.3", entry);
  g_autofree char *arguments = g_strdup_printf ("'%s'", entry);
  g_autofree char *not_yet = g_strdup_printf ("'%s', 1, 0", entry);
  g_autoptr(PyroCall) forced = NULL;
  g_autoptr(PyroCall) call_of_another = NULL;
  g_autoptr(PyroCall) failing = NULL;
  g_autoptr(PyroCall) failing_oneway = NULL;
  g_autoptr(GError) error = NULL;
  PyroReply *none;

  /* one that says so itself */
  assert_call (proxy, way, "note_later", slowly, "None");
  assert_call (proxy, way, "wait_for", not_yet, "0");
  assert_call (proxy, way, "wait_for", arguments, "1");

  /* one that is called so */
  call_of_another = new_call ("note", arguments);
  forced = pyro_call_with_oneway (call_of_another, TRUE);
  none = send (proxy, way, forced, &error);
  g_assert_null (none);
  g_assert_no_error (error);
  g_clear_pointer (&entry, g_free);
  entry = g_strdup_printf ("%s, 2", arguments);
  assert_call (proxy, way, "wait_for", entry, "2");

  /* one that raises, which nobody hears of */
  failing = new_call ("fail", "'unheard'");
  failing_oneway = pyro_call_with_oneway (failing, TRUE);
  none = send (proxy, way, failing_oneway, &error);
  g_assert_null (none);
  g_assert_no_error (error);
  assert_call (proxy, way, "add", "1, 2", "3");
}

static void
test_oneway_at_once (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  gint64 began;

  assert_call (proxy, way, "add", "1, 2", "3");
  began = g_get_monotonic_time ();
  assert_call (proxy, way, "note_later", "'much later', 60", "None");
  g_assert_cmpint (g_get_monotonic_time () - began, <, SOON);
}

/* ---- Blobs ---- */

static void
assert_blob (PyroProxy  *proxy,
             Way         way,
             const char *info,
             const char *data,
             const char *result)
{
  g_autoptr(PyroValue) value = pyro_literal_parse (data, -1, NULL, NULL);
  g_autoptr(PyroValue) label = info != NULL ? pyro_literal_parse (info, -1, NULL, NULL) : NULL;
  g_autoptr(PyroBlob) blob = pyro_blob_new (label, value);
  g_autoptr(PyroCall) one = pyro_call_new_blob ("feed", "take_blob", blob);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroReply) reply = send (proxy, way, one, &error);
  g_autoptr(PyroValue) answer = NULL;

  g_assert_no_error (error);
  answer = pyro_reply_decode (reply, &error);
  g_assert_no_error (error);
  assert_value (answer, result);
}

static void
test_blob (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);

  assert_blob (proxy, way, "'info'", "[1, 'two', (3,)]", "['info', [1, 'two', (3,)]]");
  assert_blob (proxy, way, "('ünfo', {1: 2.5})", "{'any': 'value'}", "[('ünfo', {1: 2.5}), {'any': 'value'}]");
  assert_blob (proxy, way, NULL, "()", "[None, ()]");
  assert_call (proxy, way, "echo", "'not a blob'", "'not a blob'");
}

#define WELCOME "{'handshake': 'hello', 'meta': {'methods': {'take'}, 'oneway': (), 'attrs': ()}}"

static GSocketListener *
listen_somewhere (guint16 *port)
{
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr(GSocketAddress) bound = NULL;
  g_autoptr(GError) error = NULL;
  GSocketListener *listener = g_socket_listener_new ();

  g_socket_listener_add_address (listener, address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &bound,
                                 &error);
  g_assert_no_error (error);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));

  return listener;
}

/* One at which Python knocks: it takes one call, and gives the blob in it to somebody else, unread. */
typedef struct
{
  GSocketListener *listener;
  PyroBlob        *blob;
} Relay;

static PyroFrame *
read_frame (GInputStream *input,
            PyroParser   *parser)
{
  PyroFrame *frame = NULL;
  PyroParseResult result;

  while ((result = pyro_parser_next (parser, &frame, NULL, NULL)) == PYRO_PARSE_NEED_MORE)
    {
      gsize room;
      guint8 *into = pyro_parser_reserve (parser, &room);
      gssize n = g_input_stream_read (input, into, room, NULL, NULL);

      g_assert_cmpint (n, >, 0);
      pyro_parser_commit (parser, (gsize) n);
    }
  g_assert_cmpint (result, ==, PYRO_PARSE_FRAME);

  return frame;
}

static void
answer (GOutputStream *output,
        PyroFrame     *question,
        PyroFrameType  type,
        const char    *literal)
{
  g_autofree char *text = g_strconcat ("# serpent utf-8 python3.2\n", literal, NULL);
  g_autoptr(GBytes) payload = g_bytes_new (text, strlen (text));
  g_autoptr(PyroFrame) frame = pyro_frame_new (pyro_frame_get_generation (question), type,
                                               PYRO_FRAME_FLAG_NONE, 1, NULL, NULL, payload);
  g_autoptr(GBytes) wire = pyro_frame_encode (frame, pyro_frame_get_seq (question), NULL);

  g_assert_true (g_output_stream_write_all (output, g_bytes_get_data (wire, NULL),
                                            g_bytes_get_size (wire), NULL, NULL, NULL));
}

static gpointer
relay_run (gpointer data)
{
  Relay *self = data;
  g_autoptr(GSocketConnection) connection = g_socket_listener_accept (self->listener, NULL, NULL, NULL);
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autoptr(PyroParser) parser = pyro_parser_new (PYRO_MAX_MESSAGE_SIZE);
  g_autoptr(PyroFrame) hello = read_frame (input, parser);
  g_autoptr(PyroFrame) invocation = NULL;
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  g_autoptr(PyroCall) forward = NULL;
  g_autoptr(PyroReply) reply = NULL;
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  answer (output, hello, PYRO_FRAME_CONNECT_OK, WELCOME);
  invocation = read_frame (input, parser);
  self->blob = pyro_blob_new_from_frame (invocation, &error);
  g_assert_no_error (error);

  forward = pyro_call_new_blob ("feed", "take_blob", self->blob);
  reply = pyro_proxy_send_sync (proxy, forward, NULL, &error);
  g_assert_no_error (error);
  value = pyro_reply_decode (reply, &error);
  g_assert_no_error (error);
  text = pyro_value_repr (value);
  answer (output, invocation, PYRO_FRAME_RESULT, text);

  return NULL;
}

static void
test_forward (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  guint16 port;
  g_autoptr(GSocketListener) listener = listen_somewhere (&port);
  g_autofree char *arguments = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) opened = NULL;
  Relay relay = { listener, NULL };
  GThread *thread = g_thread_new ("relay", relay_run, &relay);

  arguments = g_strdup_printf ("'PYRO:relay@127.0.0.1:%u', 'label', ('x', [1, 2], {'y': None})", port);
  assert_call (proxy, way, "send_blob", arguments, "['label', ('x', [1, 2], {'y': None})]");
  g_thread_join (thread);

  g_assert_cmpstr (pyro_blob_get_object (relay.blob), ==, "relay");
  g_assert_cmpstr (pyro_blob_get_method (relay.blob), ==, "take");
  opened = pyro_blob_decode (relay.blob, &error);
  g_assert_no_error (error);
  assert_value (opened, "('x', [1, 2], {'y': None})");
  pyro_blob_unref (relay.blob);
}

/* ---- The handshake ---- */

static gpointer
hear_hello (gpointer data)
{
  g_autoptr(GSocketConnection) connection = g_socket_listener_accept (data, NULL, NULL, NULL);
  g_autoptr(PyroParser) parser = pyro_parser_new (PYRO_MAX_MESSAGE_SIZE);
  PyroFrame *hello = read_frame (g_io_stream_get_input_stream (G_IO_STREAM (connection)), parser);

  answer (g_io_stream_get_output_stream (G_IO_STREAM (connection)), hello, PYRO_FRAME_CONNECT_OK, WELCOME);

  return hello;
}

/* The daemon sees them before it says whether the proxy may connect. */
static void
test_of_a_handshake (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  guint16 port;
  g_autoptr(GSocketListener) listener = listen_somewhere (&port);
  g_autoptr(PyroUri) uri = pyro_uri_new (PYRO_URI_PYRO, "feed", "127.0.0.1", port);
  g_autoptr(PyroProxy) proxy = pyro_proxy_new (uri);
  g_autoptr(PyroAnnotations) annotations = new_annotations ("MINE", "abc");
  g_autoptr(PyroAnnotations) heard = NULL;
  g_autoptr(PyroFrame) hello = NULL;
  g_autoptr(GError) error = NULL;
  GThread *thread = g_thread_new ("hello", hear_hello, listener);
  guint8 id[PYRO_CORRELATION_SIZE];
  GBytes *bytes;

  g_assert_true (pyro_correlation_parse (ID, id, NULL));
  pyro_proxy_set_annotations (proxy, annotations);
  pyro_proxy_set_correlation (proxy, id);
  g_assert_true (bind_proxy (proxy, way, NULL, &error));
  g_assert_no_error (error);

  hello = g_thread_join (thread);
  g_assert_cmpmem (pyro_frame_get_correlation (hello), PYRO_CORRELATION_SIZE, id, PYRO_CORRELATION_SIZE);
  heard = pyro_frame_dup_annotations (hello);
  bytes = pyro_annotations_lookup (heard, "MINE");
  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "abc", 3);
}

static void
add (const char    *name,
     GTestDataFunc  func)
{
  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autofree char *path = g_strdup_printf ("/along/%s/%s", name, way == SYNC ? "sync" : "async");

      g_test_add_data_func (path, GINT_TO_POINTER (way), func);
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  add ("of-a-call", test_of_a_call);
  add ("of-a-proxy", test_of_a_proxy);
  add ("of-a-handshake", test_of_a_handshake);
  add ("too-many", test_too_many);
  add ("of-replies", test_of_replies);
  add ("oneway", test_oneway);
  add ("oneway-at-once", test_oneway_at_once);
  add ("blob", test_blob);
  add ("forward", test_forward);

  peer_start (&peer, "feeds.py", NULL);
  status = g_test_run ();
  peer_stop (&peer);

  return status;
}
