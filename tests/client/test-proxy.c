/* tests/client/test-proxy.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>

#include "core/codec/codec.h"
#include "core/error.h"
#include "core/limits.h"
#include "core/value/builder.h"
#include "core/value/literal.h"
#include "core/wire/exception.h"
#include "tests/client/far-side.h"

/* Proxies against a real Pyro5 daemon. Each test runs both ways: with calls that block and with calls
 * that do not. */
typedef struct
{
  PyroProxy *proxy;
  Way        way;
} Fixture;

static Peer peer;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->way = GPOINTER_TO_INT (data);
  fixture->proxy = peer_new_proxy (&peer);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  spin ();
  g_assert_finalize_object (fixture->proxy);
  spin ();
}

/* ---- Values ---- */

static void
test_echo (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const values[] = {
    "None", "True", "0", "-1", "12345678901234567890123456789", "1.5", "'text'", "'\\u20ac \\U0001f600'",
    "[1, 2, [3]]", "(1, (2,))", "{'a': 1, 'b': [2]}", "{1, 2}", "(1+2j)", "''", "[]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr(PyroValue) sent = pyro_literal_parse (values[i], -1, NULL, NULL);
      g_autoptr(PyroValue) args = pyro_value_new_tuple (&sent, 1);
      g_autofree char *text = g_strdup_printf ("%s,", values[i]);
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroValue) value = call (fixture->proxy, fixture->way, "echo", text, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (pyro_value_equal (value, sent));
    }
}

static void
test_keywords (Fixture       *fixture,
               gconstpointer  data)
{
  assert_call (fixture->proxy, fixture->way, "add", "3, 4", "7");
  assert_call (fixture->proxy, fixture->way, "add", "a='x', b='y'", "'xy'");
  assert_call (fixture->proxy, fixture->way, "keywords", "1", "[1, 2, [], 3, {}]");
  assert_call (fixture->proxy, fixture->way, "keywords", "1, 5, 6, third=7, other=8",
               "[1, 5, [6], 7, {'other': 8}]");
}

/* Large results are decoded in a thread. */
static void
test_large (Fixture       *fixture,
            gconstpointer  data)
{
  static const gsize sizes[] = { 65535, 65536, 1000 * 1000, 20 * 1000 * 1000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *arguments = g_strdup_printf ("%" G_GSIZE_FORMAT, sizes[i]);
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroValue) value = call (fixture->proxy, fixture->way, "text", arguments, NULL, &error);
      gsize size = 0;

      g_assert_no_error (error);
      pyro_value_get_string (value, &size);
      g_assert_cmpuint (size, ==, sizes[i]);
    }
}

static void
test_large_argument (Fixture       *fixture,
                     gconstpointer  data)
{
  const gsize size = 5 * 1000 * 1000;
  g_autofree char *text = g_strnfill (size, 'y');
  g_autofree char *arguments = g_strdup_printf ("'%s'", text);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = call (fixture->proxy, fixture->way, "echo", arguments, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (pyro_value_get_string (value, NULL), ==, text);
}

static void
test_too_large (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  PyroValue *value;

  pyro_proxy_set_max_size (fixture->proxy, 10000);
  value = call (fixture->proxy, fixture->way, "text", "20000", NULL, &error);
  g_assert_null (value);
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
  assert_call (fixture->proxy, fixture->way, "add", "1, 1", "2");
}

/* ---- Attributes ---- */

static PyroValue *
get (Fixture     *fixture,
     const char  *name,
     GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (fixture->way == SYNC)
    return pyro_proxy_get_sync (fixture->proxy, name, NULL, error);

  pyro_proxy_get_async (fixture->proxy, name, NULL, take_result, &result);
  taken = wait_for_result (&result);

  return pyro_proxy_get_finish (fixture->proxy, taken, error);
}

static gboolean
set (Fixture     *fixture,
     const char  *name,
     double       value,
     GError     **error)
{
  g_autoptr(PyroValue) number = pyro_value_new_float (value);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (fixture->way == SYNC)
    return pyro_proxy_set_sync (fixture->proxy, name, number, NULL, error);

  pyro_proxy_set_async (fixture->proxy, name, number, NULL, take_result, &result);
  taken = wait_for_result (&result);

  return pyro_proxy_set_finish (fixture->proxy, taken, error);
}

static void
test_attributes (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) first = NULL;
  g_autoptr(PyroValue) second = NULL;

  g_assert_true (set (fixture, "temperature", 4.25, &error));
  g_assert_no_error (error);
  first = get (fixture, "temperature", &error);
  g_assert_no_error (error);
  assert_value (first, "4.25");

  g_assert_false (set (fixture, "temperature", -300, &error));
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  g_clear_error (&error);
  second = get (fixture, "temperature", &error);
  g_assert_no_error (error);
  assert_value (second, "4.25");
}

/* ---- Names ---- */

static void
assert_refused (Fixture    *fixture,
                const char *method,
                const char *format)
{
  g_autofree char *uri = pyro_uri_to_string (pyro_proxy_get_uri (fixture->proxy));
  g_autofree char *message = NULL;
  g_autoptr(GString) text = g_string_new (format);
  g_autoptr(GError) error = NULL;
  PyroValue *value;

  value = call (fixture->proxy, fixture->way, method, "", NULL, &error);
  g_assert_null (value);
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_MEMBER);
  g_string_replace (text, "URI", uri, 1);
  g_assert_cmpstr (error->message, ==, text->str);
}

static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  PyroValue *value;

  assert_refused (fixture, "nonsense",
                  "remote object 'URI' has no exposed attribute or method 'nonsense'");
  assert_refused (fixture, "ehco",
                  "remote object 'URI' has no exposed attribute or method 'ehco'; did you mean 'echo'?");
  assert_refused (fixture, "Keyword",
                  "remote object 'URI' has no exposed attribute or method 'Keyword'; did you mean 'keywords'?");
  assert_refused (fixture, "_notes",
                  "remote object 'URI' has no exposed attribute or method '_notes'; did you mean 'notes'?");
  assert_refused (fixture, "temperature",
                  "'temperature' of remote object 'URI' is an attribute, not a method");
  assert_refused (fixture, "", "remote object 'URI' has no exposed attribute or method ''");

  value = get (fixture, "echo", &error);
  g_assert_null (value);
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_MEMBER);
  g_assert_nonnull (strstr (error->message, "'echo' of remote object"));
  g_assert_nonnull (strstr (error->message, "is a method, not an attribute"));
}

static void
test_nothing_exposed (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(PyroUri) uri = pyro_uri_with_object (pyro_proxy_get_uri (fixture->proxy), "hidden");
  g_autoptr(PyroProxy) proxy = pyro_proxy_new (uri);
  g_autofree char *text = pyro_uri_to_string (uri);
  g_autofree char *message =
    g_strdup_printf ("remote object '%s' doesn't expose any methods or attributes. "
                     "Did you forget setting @expose on them?", text);
  g_autoptr(GError) error = NULL;
  PyroValue *value;

  g_assert_true (bind_proxy (proxy, fixture->way, NULL, &error));
  value = call (proxy, fixture->way, "secret", "", NULL, &error);
  g_assert_null (value);
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_MEMBER);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_unknown_object (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(PyroUri) uri = pyro_uri_with_object (pyro_proxy_get_uri (fixture->proxy), "nobody");
  g_autoptr(PyroProxy) proxy = pyro_proxy_new (uri);
  g_autoptr(GError) error = NULL;

  g_assert_false (bind_proxy (proxy, fixture->way, NULL, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, "The daemon refused the connection: unknown object");
  g_assert_false (pyro_proxy_get_connected (proxy));
}

static void
test_handshake (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(PyroValue) greeting = pyro_value_new_string ("go away");
  g_autoptr(PyroValue) better = pyro_value_new_string ("please");
  g_autoptr(GError) error = NULL;

  pyro_proxy_set_handshake (fixture->proxy, greeting);
  g_assert_false (bind_proxy (fixture->proxy, fixture->way, NULL, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, "The daemon refused the connection: not today");

  pyro_proxy_set_handshake (fixture->proxy, better);
  assert_call (fixture->proxy, fixture->way, "add", "1, 1", "2");
}

/* ---- Exceptions ---- */

static void
test_exception (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  PyroException *exception;
  PyroValue *value;
  g_autofree char *traceback = NULL;

  value = call (fixture->proxy, fixture->way, "fail", "'on purpose'", NULL, &error);
  g_assert_null (value);
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  exception = pyro_remote_error_get_exception (error);
  g_assert_cmpstr (pyro_exception_get_class_name (exception), ==, "builtins.ValueError");
  assert_value (pyro_exception_get_args (exception), "('on purpose', 42)");
  traceback = g_strjoinv ("", (char **) pyro_exception_get_traceback (exception));
  g_assert_nonnull (strstr (traceback, "Traceback (most recent call last)"));
  g_assert_nonnull (strstr (traceback, ", in fail"));
  g_clear_error (&error);

  value = call (fixture->proxy, fixture->way, "fail_deeper", "5", NULL, &error);
  g_assert_null (value);
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  exception = pyro_remote_error_get_exception (error);
  g_assert_cmpstr (pyro_exception_get_message (exception), ==, "at the bottom");

  /* wrong arguments are an exception as well, and the connection lives on */
  g_clear_error (&error);
  value = call (fixture->proxy, fixture->way, "add", "1", NULL, &error);
  g_assert_null (value);
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  assert_call (fixture->proxy, fixture->way, "add", "1, 1", "2");
}

/* ---- Oneway, annotations, pings ---- */

static PyroReply *
send_call (Fixture   *fixture,
           PyroCall  *the_call,
           GError   **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (fixture->way == SYNC)
    return pyro_proxy_send_sync (fixture->proxy, the_call, NULL, error);

  pyro_proxy_send_async (fixture->proxy, the_call, NULL, take_result, &result);
  taken = wait_for_result (&result);

  return pyro_proxy_send_finish (fixture->proxy, taken, error);
}

static void
test_oneway (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *first = g_strdup_printf ("'first %d'", fixture->way);
  g_autofree char *second = g_strdup_printf ("second %d", fixture->way);
  g_autoptr(PyroValue) argument = pyro_value_new_string (second);
  g_autoptr(PyroValue) args = pyro_value_new_tuple (&argument, 1);
  g_autoptr(PyroCall) note = pyro_call_new ("thing", "note", args, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) notes = NULL;
  g_autofree char *count = g_strdup_printf ("%d", 2 * (fixture->way + 1));
  PyroReply *reply;

  assert_call (fixture->proxy, fixture->way, "note", first, "None");
  reply = send_call (fixture, note, &error); /* the metadata say that it is oneway */
  g_assert_no_error (error);
  g_assert_null (reply);

  notes = call (fixture->proxy, fixture->way, "notes", count, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (pyro_value_contains (notes, argument));
}

static void
test_context (Fixture       *fixture,
              gconstpointer  data)
{
  static const guint8 correlation[PYRO_CORRELATION_SIZE] = "0123456789abcdef";
  g_autoptr(PyroAnnotations) none = pyro_annotations_new ();
  g_autoptr(PyroAnnotations) annotations = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static ("\x01\x02", 2);
  g_autoptr(PyroCall) plain = pyro_call_new ("thing", "context", NULL, NULL);
  g_autoptr(PyroCall) annotated = NULL;
  g_autoptr(PyroCall) correlated = NULL;
  g_autoptr(PyroReply) reply = NULL;
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *id = NULL;
  GBytes *answer;

  annotations = pyro_annotations_with (none, "XYZZ", bytes, &error);
  g_assert_no_error (error);
  annotated = pyro_call_with_annotations (plain, annotations);
  correlated = pyro_call_with_correlation (annotated, correlation);
  reply = send_call (fixture, correlated, &error);
  g_assert_no_error (error);
  value = pyro_reply_decode (reply, &error);
  g_assert_no_error (error);
  assert_value (value, "{'annotations': [('XYZZ', '0102')], "
                       "'correlation': '30313233-3435-3637-3839-616263646566'}");

  id = pyro_reply_dup_correlation (reply);
  g_assert_cmpstr (id, ==, "30313233-3435-3637-3839-616263646566");
  answer = pyro_annotations_lookup (pyro_reply_get_annotations (reply), "RSPN");
  g_assert_nonnull (answer);
  g_assert_cmpmem (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer), "answer", 6);
}

static gboolean
ping (Fixture  *fixture,
      GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (fixture->way == SYNC)
    return pyro_proxy_ping_sync (fixture->proxy, NULL, error);

  pyro_proxy_ping_async (fixture->proxy, NULL, take_result, &result);
  taken = wait_for_result (&result);

  return pyro_proxy_ping_finish (fixture->proxy, taken, error);
}

static void
test_ping (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (ping (fixture, &error));
      g_assert_no_error (error);
    }
  assert_call (fixture->proxy, fixture->way, "add", "1, 1", "2");
}

/* The daemon's own object may be called on the same connection. */
static void
test_daemon_object (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(PyroCall) registered = pyro_call_new ("Pyro.Daemon", "registered", NULL, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroReply) reply = send_call (fixture, registered, &error);
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(PyroValue) name = pyro_value_new_string ("thing");

  g_assert_no_error (error);
  value = pyro_reply_decode (reply, &error);
  g_assert_no_error (error);
  g_assert_true (pyro_value_contains (value, name));
}

/* ---- Properties and usage ---- */

static void
count_notify (GObject    *object,
              GParamSpec *pspec,
              guint      *n)
{
  ++*n;
}

static void
test_properties (Fixture       *fixture,
                 gconstpointer  data)
{
  guint n_metadata = 0, n_connected = 0, n_timeout = 0;
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(PyroMetadata) metadata = NULL;
  gboolean connected = TRUE;
  gint64 timeout = -1;

  g_signal_connect (fixture->proxy, "notify::metadata", G_CALLBACK (count_notify), &n_metadata);
  g_signal_connect (fixture->proxy, "notify::connected", G_CALLBACK (count_notify), &n_connected);
  g_signal_connect (fixture->proxy, "notify::timeout", G_CALLBACK (count_notify), &n_timeout);
  g_object_get (fixture->proxy, "uri", &uri, "metadata", &metadata, "timeout", &timeout,
                "connected", &connected, NULL);
  g_assert_true (pyro_uri_equal (uri, pyro_proxy_get_uri (fixture->proxy)));
  g_assert_null (metadata);
  g_assert_cmpint (timeout, ==, 0);
  g_assert_false (connected);

  assert_call (fixture->proxy, fixture->way, "add", "1, 1", "2");
  assert_call (fixture->proxy, fixture->way, "add", "1, 1", "2");
  g_assert_cmpuint (n_metadata, ==, 1);
  g_assert_cmpuint (n_connected, ==, 1);
  g_assert_true (pyro_proxy_get_connected (fixture->proxy));
  metadata = pyro_metadata_ref (pyro_proxy_get_metadata (fixture->proxy));
  g_assert_true (pyro_metadata_has_method (metadata, "echo"));
  g_assert_true (pyro_metadata_is_oneway (metadata, "note"));
  g_assert_true (pyro_metadata_has_attribute (metadata, "temperature"));

  g_object_set (fixture->proxy, "timeout", G_TIME_SPAN_SECOND, NULL);
  g_object_set (fixture->proxy, "timeout", G_TIME_SPAN_SECOND, NULL);
  g_assert_cmpuint (n_timeout, ==, 1);
  g_assert_cmpint (pyro_proxy_get_timeout (fixture->proxy), ==, G_TIME_SPAN_SECOND);

  pyro_proxy_release (fixture->proxy);
  pyro_proxy_release (fixture->proxy);
  g_assert_cmpuint (n_connected, ==, 2);
  g_assert_false (pyro_proxy_get_connected (fixture->proxy));
  assert_call (fixture->proxy, fixture->way, "add", "1, 1", "2");
  g_assert_cmpuint (n_connected, ==, 3);
}

static void
test_one_way_of_use (Fixture       *fixture,
                     gconstpointer  data)
{
  Way other = fixture->way == SYNC ? ASYNC : SYNC;
  g_autoptr(GError) error = NULL;
  PyroValue *value;

  assert_call (fixture->proxy, fixture->way, "add", "1, 1", "2");
  value = call (fixture->proxy, other, "add", "1, 1", NULL, &error);
  g_assert_null (value);
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_USAGE);
  g_assert_cmpstr (error->message, ==, other == SYNC
                   ? "This proxy makes calls that do not block, and cannot make one that does"
                   : "This proxy makes calls that block, and cannot make one that does not");
  assert_call (fixture->proxy, fixture->way, "add", "1, 1", "2");
}

static void
test_serializers (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (pyro_proxy_get_serializer (fixture->proxy), ==, "serpent");
  g_assert_false (pyro_proxy_set_serializer (fixture->proxy, "morse", &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_USAGE);
  g_assert_cmpstr (error->message, ==, "There is no serializer “morse”");
  g_assert_cmpstr (pyro_proxy_get_serializer (fixture->proxy), ==, "serpent");
}

/* A value arrives as the codec says that it does: there and back. */
static void
assert_arrives (Fixture         *fixture,
                const PyroCodec *codec,
                const char      *literal)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *arguments = g_strconcat (literal, ",", NULL);
  g_autoptr(PyroValue) sent = pyro_literal_parse (literal, -1, NULL, &error);
  g_autoptr(GBytes) payload = pyro_codec_encode (codec, sent, &error);
  g_autoptr(PyroValue) expected = pyro_codec_decode (codec, payload, &error);
  g_autoptr(PyroValue) value = call (fixture->proxy, fixture->way, "echo", arguments, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (pyro_value_identical (value, expected));
}

static void
speak (Fixture    *fixture,
       const char *serializer,
       const char *exception_args)
{
  static const char *const values[] = {
    "None", "-12345678901234567890123456789", "1e300", "nan", "-inf", "'\\u20ac \\U0001f600\\n'", "[1, [2.5]]", "(1, (2,))",
    "{'a': {'b': None}, 5: [True], None: ()}", "{7}",
  };
  const PyroCodec *codec = pyro_codec_find (serializer);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = NULL;
  PyroException *exception;

  g_assert_true (pyro_proxy_set_serializer (fixture->proxy, serializer, &error));
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    assert_arrives (fixture, codec, values[i]);
  assert_call (fixture->proxy, fixture->way, "keywords", "1, 5, 6, third=7, other=8", "[1, 5, [6], 7, {'other': 8}]");

  g_assert_true (set (fixture, "temperature", 4.25, &error));
  g_assert_no_error (error);
  value = get (fixture, "temperature", &error);
  g_assert_no_error (error);
  assert_value (value, "4.25");

  g_clear_pointer (&value, pyro_value_unref);
  value = call (fixture->proxy, fixture->way, "fail", "'on purpose'", NULL, &error);
  g_assert_null (value);
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  exception = pyro_remote_error_get_exception (error);
  g_assert_cmpstr (error->message, ==, "ValueError: ('on purpose', 42)");
  assert_value (pyro_exception_get_args (exception), exception_args);
  g_assert_cmpuint (g_strv_length ((char **) pyro_exception_get_traceback (exception)), >, 2);
}

static void
test_json (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  PyroValue *value;

  speak (fixture, "json", "['on purpose', 42]");
  value = call (fixture->proxy, fixture->way, "echo", "{'a': [1j]},", NULL, &error);
  g_assert_null (value);
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
  g_assert_cmpstr (error->message, ==, "json cannot carry a complex number, found at args[0]['a'][0]");
}

static void
test_marshal (Fixture       *fixture,
              gconstpointer  data)
{
  speak (fixture, "marshal", "('on purpose', 42)");
  assert_arrives (fixture, pyro_codec_find ("marshal"), "(b'\\xff', 1+2j, frozenset({(None,)}), '\\ud800')");
}

static void
test_without_location (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(PyroUri) uri = pyro_uri_parse ("PYRONAME:some.name", 0, NULL);
  g_autoptr(PyroProxy) proxy = pyro_proxy_new (uri);
  g_autoptr(GError) error = NULL;

  g_assert_false (bind_proxy (proxy, fixture->way, NULL, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_USAGE);
  g_assert_cmpstr (error->message, ==, "PYRONAME:some.name does not say where the object is: "
                                       "a name server has to be asked first");
}

/* ---- Transports ---- */

static void
assert_peer_answers (Peer *other)
{
  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autoptr(PyroProxy) proxy = peer_new_proxy (other);

      assert_call (proxy, way, "echo", "'hello'", "'hello'");
      assert_call (proxy, way, "text", "3", "'xxx'");
    }
}

static void
test_ipv6 (void)
{
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new_from_string ("::1", 0);
  g_autoptr(GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV6, G_SOCKET_TYPE_STREAM,
                                            G_SOCKET_PROTOCOL_DEFAULT, NULL);
  Peer other = { 0 };

  if (socket == NULL || !g_socket_bind (socket, address, TRUE, NULL))
    {
      g_test_skip ("this machine has no ::1");
      return;
    }

  peer_start (&other, "peer.py", "--host", "::1", NULL);
  assert_peer_answers (&other);
  peer_stop (&other);
}

static void
test_unix (void)
{
  g_autofree char *folder = g_dir_make_tmp ("pyro-proxy-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "socket", NULL);
  Peer other = { 0 };

  peer_start (&other, "peer.py", "--unix", path, NULL);
  assert_peer_answers (&other);
  peer_stop (&other);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_compressed (void)
{
  Peer other = { 0 };

  peer_start (&other, "peer.py", "--compress", NULL);
  assert_peer_answers (&other);
  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autoptr(PyroProxy) proxy = peer_new_proxy (&other);
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroValue) value = call (proxy, way, "text", "1000000", NULL, &error);
      gsize size = 0;

      g_assert_no_error (error);
      pyro_value_get_string (value, &size);
      g_assert_cmpuint (size, ==, 1000000);
    }
  peer_stop (&other);
}

/* Who looks for the answer instead of waiting gets the same, and in time no more than the others. */
static void
test_spin (void)
{
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) text = NULL;
  g_autoptr(PyroValue) none = NULL;
  gint64 began;

  pyro_proxy_set_spin_time (proxy, PYRO_MAX_SPIN_TIME);
  for (guint i = 0; i < 100; i++)
    assert_call (proxy, SYNC, "add", "1, 2", "3");
  pyro_proxy_set_spin_time (proxy, 1);
  assert_call (proxy, SYNC, "add", "1, 3", "4");
  text = call (proxy, SYNC, "text", "1000000", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pyro_value_get_length (text), ==, 1000000);

  pyro_proxy_set_spin_time (proxy, G_MAXINT64); /* which is the greatest that it may be */
  pyro_proxy_set_timeout (proxy, PYRO_MAX_SPIN_TIME / 10);
  began = g_get_monotonic_time ();
  none = call (proxy, SYNC, "sleep", "0.5", NULL, &error);
  g_assert_null (none);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 400 * G_TIME_SPAN_MILLISECOND);
  pyro_proxy_set_timeout (proxy, 0);
  assert_call (proxy, SYNC, "add", "2, 3", "5");
}

static void
test_multiplex (void)
{
  Peer other = { 0 };

  peer_start (&other, "peer.py", "--servertype", "multiplex", NULL);
  assert_peer_answers (&other);
  peer_stop (&other);
}

static void
add (const char *name,
     void      (*func) (Fixture *, gconstpointer))
{
  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autofree char *path = g_strdup_printf ("/proxy/%s/%s", way == SYNC ? "sync" : "async", name);

      g_test_add (path, Fixture, GINT_TO_POINTER (way), set_up, func, tear_down);
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  add ("echo", test_echo);
  add ("keywords", test_keywords);
  add ("large", test_large);
  add ("large-argument", test_large_argument);
  add ("too-large", test_too_large);
  add ("attributes", test_attributes);
  add ("names", test_names);
  add ("nothing-exposed", test_nothing_exposed);
  add ("unknown-object", test_unknown_object);
  add ("handshake", test_handshake);
  add ("exception", test_exception);
  add ("oneway", test_oneway);
  add ("context", test_context);
  add ("ping", test_ping);
  add ("daemon-object", test_daemon_object);
  add ("properties", test_properties);
  add ("one-way-of-use", test_one_way_of_use);
  add ("serializers", test_serializers);
  add ("json", test_json);
  add ("marshal", test_marshal);
  add ("without-location", test_without_location);
  g_test_add_func ("/proxy/ipv6", test_ipv6);
  g_test_add_func ("/proxy/unix", test_unix);
  g_test_add_func ("/proxy/compressed", test_compressed);
  g_test_add_func ("/proxy/multiplex", test_multiplex);
  g_test_add_func ("/proxy/spin", test_spin);

  peer_start (&peer, "peer.py", NULL);
  status = g_test_run ();
  peer_stop (&peer);

  return status;
}
