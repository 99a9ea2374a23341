/* tests/client/test-hostile.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/wire/exception.h"
#include "tests/client/far-side.h"

/* Every peer that does something wrong costs one clear sentence, in time and without memory, and the
 * program goes on. */

/* The time-out of calls that are to run into it, and of those that are not. */
#define TIMEOUT (500 * G_TIME_SPAN_MILLISECOND)
#define NEVER   (20 * G_TIME_SPAN_SECOND)

/* The time-out of calls whose answer floods in: as much of it as comes until then is kept. */
#define SHORT (20 * G_TIME_SPAN_MILLISECOND)

/* Bytes that a message may have here, on the wire and inflated, but for those that flood in. */
#define MAX_SIZE (1 << 20)

/* Kilobytes by which memory may grow: the message, its buffer as it grows, what is decoded of it. A
 * sanitizer keeps what was freed for a while. */
#ifdef __SANITIZE_ADDRESS__
#define MAX_MEMORY (64 * 1024)
#else
#define MAX_MEMORY (16 * 1024)
#endif

/* How much later than the time-out an answer may be, on a machine that is busy. */
#define SLACK (3 * G_TIME_SPAN_SECOND)

typedef struct
{
  const char *server;
  const char *domain;
  int         code;
  const char *message; /* PORT stands for the port */
  const char *key;     /* NULL for none */
} Case;

#define PYRO   "pyro-error-quark"
#define REMOTE "PyroRemoteError"
#define IO     "g-io-error-quark"

static const Case cases[] = {
  /* before and in the handshake */
  { "garbage-at-once", PYRO, PYRO_ERROR_PROTOCOL,
    "There is an HTTP server at this address, not Pyro" },
  { "garbage", PYRO, PYRO_ERROR_PROTOCOL, "The peer does not speak Pyro" },
  { "http-server", PYRO, PYRO_ERROR_PROTOCOL,
    "There is an HTTP server at this address, not Pyro" },
  { "tls-server", IO, G_IO_ERROR_CONNECTION_CLOSED,
    "The peer closed the connection without an answer to the handshake: it may want TLS" },
  { "tls-alert", PYRO, PYRO_ERROR_TLS, "The peer wants TLS" },
  { "pyro3", PYRO, PYRO_ERROR_VERSION, "The peer speaks Pyro3, which is not supported" },
  { "unknown-version", PYRO, PYRO_ERROR_VERSION,
    "The peer speaks protocol version 999, which is not supported" },
  { "bad-magic", PYRO, PYRO_ERROR_PROTOCOL, "The peer sent a damaged message header" },
  { "silence", IO, G_IO_ERROR_TIMED_OUT,
    "Connected to 127.0.0.1:PORT, but no answer to the handshake came within 0.5 s" },
  { "half-header", IO, G_IO_ERROR_TIMED_OUT,
    "Connected to 127.0.0.1:PORT, but no answer to the handshake came within 0.5 s" },
  { "half-welcome", IO, G_IO_ERROR_TIMED_OUT,
    "Connected to 127.0.0.1:PORT, but no answer to the handshake came within 0.5 s" },
  { "byte-by-byte", IO, G_IO_ERROR_TIMED_OUT,
    "Connected to 127.0.0.1:PORT, but no answer to the handshake came within 0.5 s" },
  { "endless-garbage", PYRO, PYRO_ERROR_PROTOCOL, "The peer does not speak Pyro" },
  { "huge-welcome", PYRO, PYRO_ERROR_TOO_LARGE,
    "The peer announced a message of 4294967295 bytes, over the limit of 1048576" },
  { "endless-welcome", IO, G_IO_ERROR_TIMED_OUT,
    "Connected to 127.0.0.1:PORT, but no answer to the handshake came within 0.5 s" },
  { "refused", PYRO, PYRO_ERROR_REFUSED, "The daemon refused the connection: not you" },
  { "refused-at-once", PYRO, PYRO_ERROR_REFUSED, "The daemon refused the connection: no free workers" },
  { "refused-badly", PYRO, PYRO_ERROR_REFUSED, "The daemon refused the connection and did not say why" },
  { "wrong-welcome", PYRO, PYRO_ERROR_PROTOCOL,
    "The peer sent RESULT instead of an answer to the handshake" },
  { "undecodable-welcome", PYRO, PYRO_ERROR_SERIALIZE,
    "The serpent text cannot be read at line 2, column 15: The { opened at line 2, column 1 is not closed" },
  { "foreign-welcome", PYRO, PYRO_ERROR_SERIALIZE,
    "The peer used a serializer with the unknown number 99" },
  { "bad-metadata", PYRO, PYRO_ERROR_VALUE,
    "In the metadata of the object “methods” should be a list of names, not int" },
  { "metadata-refused", PYRO, PYRO_ERROR_VALUE,
    "In the metadata of the object a name in “methods” is no text" },
  { "metadata-never", IO, G_IO_ERROR_TIMED_OUT,
    "Connected to 127.0.0.1:PORT, but no answer to the handshake came within 0.5 s" },

  /* Pyro4 */
  { "pyro-47", PYRO, PYRO_ERROR_VERSION,
    "The peer speaks protocol version 47, which is not supported" },
  { "pyro4-never", PYRO, PYRO_ERROR_REFUSED,
    "The daemon refused the connection: invalid data or unsupported protocol version" },
  { "pyro4-or-5", PYRO, PYRO_ERROR_VERSION, "The peer speaks Pyro5, not Pyro4" },
  { "pyro4-refused", PYRO, PYRO_ERROR_REFUSED, "The daemon refused the connection: not you" },
  { "pyro4-bad-checksum", PYRO, PYRO_ERROR_PROTOCOL, "The peer sent a damaged message header" },
  { "pyro4-negative", PYRO, PYRO_ERROR_PROTOCOL, "The peer announced a message of a negative size" },
  { "pyro4-huge", PYRO, PYRO_ERROR_TOO_LARGE,
    "The peer announced a message of 2147483647 bytes, over the limit of 1048576" },
  { "pyro4-close", IO, G_IO_ERROR_CONNECTION_CLOSED,
    "The peer closed the connection in the middle of a message" },
  { "pyro4-bad-metadata", PYRO, PYRO_ERROR_VALUE, "The metadata of the object should be a dict, not list" },
  { "pyro4-bare", REMOTE, PYRO_REMOTE_ERROR_RAISED, "AttributeError: no get_metadata" },
  { "pyro4-annotations-beyond", PYRO, PYRO_ERROR_PROTOCOL,
    "The peer sent an annotation that is longer than the message says" },
  { "pyro4-annotations-lie", PYRO, PYRO_ERROR_PROTOCOL,
    "The peer sent annotations that end in the middle of one" },
  { "pyro4-many-annotations", PYRO, PYRO_ERROR_PROTOCOL,
    "The peer sent a message with too many annotations" },
  { "pyro4-wrong-number", PYRO, PYRO_ERROR_PROTOCOL,
    "The peer answered message 2 where message 1 was due" },
  { "pyro4-wrong-serializer", PYRO, PYRO_ERROR_PROTOCOL,
    "The peer answered in serializer 257 a call in serializer 1" },
  { "pyro4-unknown-type", PYRO, PYRO_ERROR_PROTOCOL, "The peer sent a message of the unknown type 261" },
  { "pyro4-turns-5", PYRO, PYRO_ERROR_VERSION, "The peer speaks Pyro5, not Pyro4" },
  { "pyro4-zip-bomb", PYRO, PYRO_ERROR_TOO_LARGE,
    "A compressed message grows beyond the limit of 1048576 bytes" },
  { "pyro4-no-reply", IO, G_IO_ERROR_TIMED_OUT, "No answer came within 0.5 s" },

  /* signatures */
  { "hmac-unasked", PYRO, PYRO_ERROR_SECURITY,
    "The peer signs its messages with an HMAC key, and none was given" },
  { "hmac-missing", PYRO, PYRO_ERROR_SECURITY,
    "An HMAC key was given, but the peer does not sign its messages", "secret" },
  { "hmac-wrong", PYRO, PYRO_ERROR_SECURITY,
    "The HMAC of a message is wrong: the peer has another key, or the message was changed", "secret" },
  { "hmac-refused", PYRO, PYRO_ERROR_REFUSED, "The daemon refused the connection: not you", "secret" },
  { "hmac-pyro5", PYRO, PYRO_ERROR_SECURITY,
    "An HMAC key was given, but the peer speaks Pyro5, which has none", "secret" },
  { "hmac-reply-missing", PYRO, PYRO_ERROR_SECURITY,
    "An HMAC key was given, but the peer does not sign its messages", "secret" },
  { "hmac-reply-changed", PYRO, PYRO_ERROR_SECURITY,
    "The HMAC of a message is wrong: the peer has another key, or the message was changed", "secret" },
  { "hmac-reply-short", PYRO, PYRO_ERROR_SECURITY,
    "The HMAC of a message is wrong: the peer has another key, or the message was changed", "secret" },

  /* endings */
  { "close-at-once", IO, G_IO_ERROR_CONNECTION_CLOSED,
    "The peer closed the connection without an answer to the handshake: it may want TLS" },
  { "close-after-hello", IO, G_IO_ERROR_CONNECTION_CLOSED,
    "The peer closed the connection without an answer to the handshake: it may want TLS" },
  { "reset-after-hello", IO, G_IO_ERROR_CONNECTION_CLOSED,
    "The peer closed the connection without an answer to the handshake: it may want TLS" },
  { "close-in-welcome-header", IO, G_IO_ERROR_CONNECTION_CLOSED,
    "The peer closed the connection in the middle of a message" },
  { "close-in-welcome", IO, G_IO_ERROR_CONNECTION_CLOSED,
    "The peer closed the connection in the middle of a message" },
  { "close-after-call", IO, G_IO_ERROR_CONNECTION_CLOSED, "The peer closed the connection" },
  { "reset-after-call", IO, G_IO_ERROR_CONNECTION_CLOSED, "The peer closed the connection" },
  { "close-in-reply-header", IO, G_IO_ERROR_CONNECTION_CLOSED,
    "The peer closed the connection in the middle of a message" },
  { "close-in-reply", IO, G_IO_ERROR_CONNECTION_CLOSED,
    "The peer closed the connection in the middle of a message" },

  /* replies */
  { "wrong-number", PYRO, PYRO_ERROR_PROTOCOL, "The peer answered message 2 where message 1 was due" },
  { "wrong-type", PYRO, PYRO_ERROR_PROTOCOL, "The peer answered with CONNECTOK where RESULT was due" },
  { "unknown-type", PYRO, PYRO_ERROR_PROTOCOL, "The peer sent a message of the unknown type 77" },
  { "wrong-serializer", PYRO, PYRO_ERROR_PROTOCOL,
    "The peer answered in serializer 3 a call in serializer 1" },
  { "reply-before-call", PYRO, PYRO_ERROR_PROTOCOL, "The peer sent RESULT, which nothing asked for" },
  { "half-reply", IO, G_IO_ERROR_TIMED_OUT, "No answer came within 0.5 s" },
  { "reply-byte-by-byte", IO, G_IO_ERROR_TIMED_OUT, "No answer came within 0.5 s" },
  { "no-reply", IO, G_IO_ERROR_TIMED_OUT, "No answer came within 0.5 s" },
  { "endless-reply", IO, G_IO_ERROR_TIMED_OUT, "No answer came within 0.5 s" },
  { "huge-reply", PYRO, PYRO_ERROR_TOO_LARGE,
    "The peer announced a message of 4294967295 bytes, over the limit of 1048576" },
  { "undecodable-reply", PYRO, PYRO_ERROR_SERIALIZE,
    "The serpent text cannot be read at line 2, column 6: The [ opened at line 2, column 1 is not closed" },
  { "deep-reply", PYRO, PYRO_ERROR_TOO_LARGE,
    "The brackets are nested more than 200 levels deep" },
  { "bad-zlib", PYRO, PYRO_ERROR_PROTOCOL, "A compressed message is damaged" },
  { "zip-bomb", PYRO, PYRO_ERROR_TOO_LARGE,
    "A compressed message grows beyond the limit of 1048576 bytes" },
};

static Peer hostile, good;

static PyroProxy *
new_proxy (const char *server,
           const char *key,
           gint64      timeout)
{
  g_auto(GStrv) words = g_strsplit (hostile.line, " ", -1);
  g_autofree char *prefix = g_strdup_printf ("%s=", server);
  g_autoptr(PyroUri) uri = NULL;
  PyroProxy *proxy;

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], prefix))
      uri = pyro_uri_new (PYRO_URI_PYRO, "thing", "127.0.0.1",
                          (guint16) g_ascii_strtoull (words[i] + strlen (prefix), NULL, 10));
  g_assert_nonnull (uri);
  proxy = pyro_proxy_new (uri);
  pyro_proxy_set_timeout (proxy, timeout);
  pyro_proxy_set_max_size (proxy, MAX_SIZE);
  if (key != NULL)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (key, strlen (key));

      pyro_proxy_set_hmac_key (proxy, bytes);
    }

  return proxy;
}

/* Kilobytes of memory of this process: “VmRSS:” now, “VmHWM:” at most since it was asked for. */
static gint64
get_memory (const char *field)
{
  g_autofree char *status = NULL;
  const char *at;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  at = strstr (status, field);
  g_assert_nonnull (at);

  return g_ascii_strtoll (at + strlen (field), NULL, 10);
}

/* Forgets the peak so far (see proc(5)). Returns: the memory now */
static gint64
begin_peak (void)
{
  g_file_set_contents_full ("/proc/self/clear_refs", "5", 1, G_FILE_SET_CONTENTS_NONE, 0, NULL);

  return MAX (get_memory ("VmRSS:"), get_memory ("VmHWM:"));
}

static void
assert_message (PyroProxy  *proxy,
                const char *message,
                const char *expected)
{
  g_autofree char *port = g_strdup_printf ("%u", pyro_uri_get_port (pyro_proxy_get_uri (proxy)));
  g_autoptr(GString) text = g_string_new (expected);

  g_string_replace (text, "PORT", port, 0);
  g_assert_cmpstr (message, ==, text->str);
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  gboolean slow = g_str_equal (one->domain, IO) && one->code == G_IO_ERROR_TIMED_OUT;

  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autoptr(PyroProxy) proxy = new_proxy (one->server, one->key, slow ? TIMEOUT : NEVER);
      g_autoptr(GError) error = NULL;
      gint64 memory = begin_peak ();
      gint64 began = g_get_monotonic_time ();
      PyroValue *value = call (proxy, way, "echo", "1", NULL, &error);
      gint64 took = g_get_monotonic_time () - began;

      g_assert_null (value);
      g_assert_cmpstr (g_quark_to_string (error->domain), ==, one->domain);
      g_assert_cmpint (error->code, ==, one->code);
      assert_message (proxy, error->message, one->message);
      g_assert_cmpint (took, <, TIMEOUT + SLACK);
      g_assert_cmpint (get_memory ("VmHWM:") - memory, <, MAX_MEMORY);

      g_assert_finalize_object (g_steal_pointer (&proxy));
      spin ();
    }

  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autoptr(PyroProxy) proxy = peer_new_proxy (&good);

      assert_call (proxy, way, "echo", "'still here'", "'still here'");
    }
}

/* What is allowed to be large comes at full speed, and the time is over before its end. */
static void
test_flood (gconstpointer data)
{
  const char *server = data;

  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autoptr(PyroProxy) proxy = new_proxy (server, NULL, SHORT);
      g_autoptr(GError) error = NULL;
      gint64 began = g_get_monotonic_time ();
      PyroValue *value;

      pyro_proxy_set_max_size (proxy, PYRO_MAX_MESSAGE_SIZE);
      value = call (proxy, way, "echo", "1", NULL, &error);
      g_assert_null (value);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
      g_assert_cmpint (g_get_monotonic_time () - began, <, SHORT + SLACK);
    }
}

/* A call that is too large for the socket is written in turns; the time is over before its end. */
static void
test_reads_little (gconstpointer data)
{
  g_autofree char *text = g_strnfill (20 * 1000 * 1000, 'y');
  g_autofree char *arguments = g_strdup_printf ("'%s'", text);

  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autoptr(PyroProxy) proxy = new_proxy (data, NULL, TIMEOUT);
      g_autoptr(GError) error = NULL;
      gint64 began = g_get_monotonic_time ();
      PyroValue *value = call (proxy, way, "echo", arguments, NULL, &error);

      g_assert_null (value);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
      g_assert_cmpstr (error->message, ==, "No answer came within 0.5 s");
      g_assert_cmpint (g_get_monotonic_time () - began, <, TIMEOUT + SLACK);
    }
}

/* Not wrong at all: metadata may come when they are asked for. */
static void
test_late_metadata (void)
{
  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autoptr(PyroProxy) proxy = new_proxy ("late-metadata", NULL, NEVER);
      g_autoptr(PyroProxy) pyro4 = new_proxy ("pyro4-late-metadata", NULL, NEVER);

      assert_call (proxy, way, "echo", "1", "'late'");
      g_assert_true (pyro_metadata_is_oneway (pyro_proxy_get_metadata (proxy), "note"));
      assert_call (pyro4, way, "echo", "1", "'late'");
      g_assert_true (pyro_metadata_is_oneway (pyro_proxy_get_metadata (pyro4), "note"));
    }
}

/* Nor is a daemon that closes the connection on a greeting in another generation. */
static void
test_shy (void)
{
  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autoptr(PyroProxy) proxy = new_proxy ("pyro4-shy", NULL, NEVER);

      assert_call (proxy, way, "echo", "1", "'shy'");
      g_assert_true (pyro_proxy_get_generation (proxy) == pyro_generation_get_pyro4 ());
    }
}

static void
test_signed (void)
{
  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autoptr(PyroProxy) proxy = new_proxy ("hmac-good", "secret", NEVER);

      assert_call (proxy, way, "echo", "1", "'signed'");
    }
}

/* The time for connecting and that of a call are two. */
static void
test_two_limits (void)
{
  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autoptr(PyroProxy) silent = new_proxy ("silence", NULL, NEVER);
      g_autoptr(PyroProxy) mute = new_proxy ("no-reply", NULL, TIMEOUT);
      g_autoptr(GError) error = NULL;

      g_assert_cmpint (pyro_proxy_get_connect_timeout (silent), ==, NEVER);
      pyro_proxy_set_connect_timeout (silent, TIMEOUT);
      g_assert_cmpint (pyro_proxy_get_connect_timeout (silent), ==, TIMEOUT);
      g_assert_cmpint (pyro_proxy_get_timeout (silent), ==, NEVER);
      g_assert_null (call (silent, way, "echo", "1", NULL, &error));
      assert_message (silent, error->message,
                      "Connected to 127.0.0.1:PORT, but no answer to the handshake came within 0.5 s");
      g_clear_error (&error);

      pyro_proxy_set_connect_timeout (mute, 0);
      g_assert_null (call (mute, way, "echo", "1", NULL, &error));
      g_assert_cmpstr (error->message, ==, "No answer came within 0.5 s");

      pyro_proxy_set_connect_timeout (mute, -1);
      g_assert_cmpint (pyro_proxy_get_connect_timeout (mute), ==, TIMEOUT);
    }
}

/* A good reply is not lost because of what came behind it. */
static void
test_two_replies (void)
{
  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autoptr(PyroProxy) proxy = new_proxy ("two-replies", NULL, NEVER);

      assert_call (proxy, way, "echo", "1", "'one'");
      assert_call (proxy, way, "echo", "1", "'one'"); /* on a new connection */
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/hostile/%s", cases[i].server);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_data_func ("/hostile/flooding-welcome", "flooding-welcome", test_flood);
  g_test_add_data_func ("/hostile/flooding-reply", "flooding-reply", test_flood);
  g_test_add_data_func ("/hostile/never-reads", "never-reads", test_reads_little);
  g_test_add_data_func ("/hostile/hardly-reads", "hardly-reads", test_reads_little);
  g_test_add_func ("/hostile/late-metadata", test_late_metadata);
  g_test_add_func ("/hostile/two-replies", test_two_replies);
  g_test_add_func ("/hostile/shy", test_shy);
  g_test_add_func ("/hostile/signed", test_signed);
  g_test_add_func ("/hostile/two-limits", test_two_limits);

  peer_start (&good, "peer.py", NULL);
  peer_start (&hostile, "hostile.py", NULL);
  status = g_test_run ();
  peer_stop (&hostile);
  peer_stop (&good);

  return status;
}
