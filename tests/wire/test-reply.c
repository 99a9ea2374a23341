/* tests/wire/test-reply.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/wire/reply.h"

#include "core/codec/deflate.h"
#include "core/error.h"
#include "core/value/repr.h"
#include "tests/wire/vectors.h"

static PyroFrame *
frame_with (PyroFrameType   type,
            PyroFrameFlags  flags,
            guint8          serializer_id,
            const char     *stream,
            const char     *payload)
{
  g_autoptr(PyroAnnotations) annotations = pyro_annotations_new ();
  g_autoptr(GBytes) bytes = g_bytes_new (payload, strlen (payload));

  if (stream != NULL)
    {
      g_autoptr(PyroAnnotations) old = g_steal_pointer (&annotations);
      g_autoptr(GBytes) data = g_bytes_new (stream, strlen (stream));

      annotations = pyro_annotations_with (old, "STRM", data, NULL);
    }

  return pyro_frame_new (pyro_generation_get_pyro5 (), type, flags, serializer_id, NULL, annotations, bytes);
}

static PyroReply *
reply_with (PyroFrameFlags  flags,
            guint8          serializer_id,
            const char     *stream,
            const char     *payload)
{
  g_autoptr(PyroFrame) frame = frame_with (PYRO_FRAME_RESULT, flags, serializer_id, stream, payload);
  g_autoptr(GError) error = NULL;
  PyroReply *reply = pyro_reply_new (frame, &error);

  g_assert_no_error (error);
  g_assert_true (pyro_reply_get_frame (reply) == frame);

  return reply;
}

static void
test_value (void)
{
  g_autoptr(PyroReply) reply = reply_with (PYRO_FRAME_FLAG_NONE, 1, NULL, "# serpent utf-8 python3.2\n[1,'a']");
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = pyro_reply_decode (reply, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = pyro_value_repr (value);
  g_assert_cmpstr (text, ==, "[1, 'a']");
  g_assert_false (pyro_reply_is_exception (reply));
  g_assert_null (pyro_reply_get_stream_id (reply));
  g_assert_null (pyro_reply_dup_correlation (reply));
  g_assert_cmpuint (pyro_annotations_get_n (pyro_reply_get_annotations (reply)), ==, 0);
}

static void
test_compressed (void)
{
  g_autoptr(GBytes) plain = g_bytes_new_static ("'a text'", 8);
  g_autoptr(GBytes) payload = pyro_deflate (plain, 6, NULL);
  g_autoptr(PyroFrame) frame = pyro_frame_new (pyro_generation_get_pyro5 (), PYRO_FRAME_RESULT,
                                               PYRO_FRAME_FLAG_COMPRESSED, 1, NULL, NULL, payload);
  g_autoptr(PyroReply) reply = pyro_reply_new (frame, NULL);
  g_autoptr(PyroValue) value = pyro_reply_decode (reply, NULL);

  g_assert_cmpstr (pyro_value_get_string (value, NULL), ==, "a text");
}

static void
test_exception (void)
{
  g_autoptr(PyroReply) reply = reply_with (
    PYRO_FRAME_FLAG_EXCEPTION, 1, NULL,
    "{'__class__':'builtins.ValueError','__exception__':True,'args':('no',),"
    "'attributes':{'_pyroTraceback':['Traceback (most recent call last):\\n','ValueError: no\\n']}}");
  g_autoptr(GError) error = NULL;
  PyroException *exception;

  g_assert_true (pyro_reply_is_exception (reply));
  g_assert_null (pyro_reply_decode (reply, &error));
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  g_assert_cmpstr (error->message, ==, "ValueError: no");
  exception = pyro_remote_error_get_exception (error);
  g_assert_cmpstr (pyro_exception_get_class_name (exception), ==, "builtins.ValueError");
  g_assert_cmpstr (pyro_exception_get_traceback (exception)[1], ==, "ValueError: no");
}

/* Without the flag an exception is a value like any other. */
static void
test_exception_as_value (void)
{
  g_autoptr(PyroReply) reply = reply_with (PYRO_FRAME_FLAG_NONE, 1, NULL,
                                           "{'__class__':'builtins.ValueError','__exception__':True,'args':()}");
  g_autoptr(PyroValue) value = pyro_reply_decode (reply, NULL);

  g_assert_cmpint (pyro_value_get_kind (value), ==, PYRO_VALUE_RECORD);
}

#define STREAM_ID "0f5bd1a0-24f3-4bb0-9ffb-6d5e2f0a4a11"
#define ITERATOR "{'__class__':'Pyro5.errors.ProtocolError','__exception__':True," \
                 "'args':('result of call is an iterator',),'attributes':{'_pyroTraceback':None}}"

static void
test_stream (void)
{
  g_autoptr(PyroReply) reply = reply_with (PYRO_FRAME_FLAG_EXCEPTION | PYRO_FRAME_FLAG_ITEM_STREAM, 1,
                                           STREAM_ID, ITERATOR);
  g_autoptr(GError) error = NULL;

  g_assert_false (pyro_reply_is_exception (reply));
  g_assert_cmpstr (pyro_reply_get_stream_id (reply), ==, STREAM_ID);
  g_assert_cmpstr (pyro_annotations_get_id (pyro_reply_get_annotations (reply), 0), ==, "STRM");
  g_assert_null (pyro_reply_decode (reply, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
  g_assert_cmpstr (error->message, ==, "The method returned an item stream");
}

static void
test_stream_without_id (void)
{
  g_autoptr(PyroReply) reply = reply_with (PYRO_FRAME_FLAG_EXCEPTION | PYRO_FRAME_FLAG_ITEM_STREAM, 1,
                                           NULL, ITERATOR);
  g_autoptr(GError) error = NULL;

  g_assert_null (pyro_reply_get_stream_id (reply));
  g_assert_null (pyro_reply_decode (reply, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
  g_assert_cmpstr (error->message, ==, "The method returned an iterator, which the daemon does not stream");
}

/* The annotation alone makes no stream. */
static void
test_stream_without_flag (void)
{
  g_autoptr(PyroReply) reply = reply_with (PYRO_FRAME_FLAG_NONE, 1, STREAM_ID, "12");
  g_autoptr(PyroValue) value = pyro_reply_decode (reply, NULL);

  g_assert_null (pyro_reply_get_stream_id (reply));
  g_assert_nonnull (value);
}

static void
test_stream_with_bad_id (void)
{
  static const char *const bad[] = { "", "short", STREAM_ID "1", "0f5bd1a0-24f3-4bb0-9ffb-6d5e2f0a4a1 ",
                                     "0f5bd1a0-24f3-4bb0-9ffb-6d5e2f0a4a\303\244" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(PyroFrame) frame = frame_with (PYRO_FRAME_RESULT, PYRO_FRAME_FLAG_ITEM_STREAM, 1, bad[i], "None");
      g_autoptr(GError) error = NULL;

      g_assert_null (pyro_reply_new (frame, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL);
      g_assert_cmpstr (error->message, ==, "The peer sent an item stream with a damaged id");
    }
}

static void
test_ping (void)
{
  g_autoptr(PyroFrame) frame = frame_with (PYRO_FRAME_PING, PYRO_FRAME_FLAG_NONE, 42, NULL, "pong");
  g_autoptr(PyroReply) reply = pyro_reply_new (frame, NULL);
  g_autoptr(PyroValue) value = pyro_reply_decode (reply, NULL);
  gsize size;
  gconstpointer data = pyro_value_get_bytes_data (value, &size);

  g_assert_cmpmem (data, size, "pong", 4);
}

static void
test_correlation (void)
{
  g_autoptr(PyroFrame) frame = pyro_frame_new (pyro_generation_get_pyro5 (), PYRO_FRAME_RESULT,
                                               PYRO_FRAME_FLAG_NONE, 1, vector_correlation, NULL, NULL);
  g_autoptr(PyroReply) reply = pyro_reply_new (frame, NULL);
  g_autofree char *text = pyro_reply_dup_correlation (reply);

  g_assert_cmpstr (text, ==, "00010203-0405-0607-0809-0a0b0c0d0e0f");
}

static const struct
{
  PyroFrameFlags  flags;
  guint8          serializer_id;
  const char     *payload;
  int             code;
  const char     *message; /* NULL: the codec's own */
} bad_cases[] = {
  { 0, 0, "12", PYRO_ERROR_SERIALIZE, "The peer used a serializer with the unknown number 0" },
  { 0, 99, "12", PYRO_ERROR_SERIALIZE, "The peer used a serializer with the unknown number 99" },
  { 0, 1, "1 +", PYRO_ERROR_SERIALIZE, NULL },
  { 0, 1, "", PYRO_ERROR_SERIALIZE, NULL },
  { PYRO_FRAME_FLAG_COMPRESSED, 1, "12", PYRO_ERROR_PROTOCOL, NULL },
  { PYRO_FRAME_FLAG_EXCEPTION, 1, "'no'", PYRO_ERROR_VALUE, "An exception is needed, which this str is not" },
};

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autoptr(PyroReply) reply = reply_with (bad_cases[i].flags, bad_cases[i].serializer_id, NULL, bad_cases[i].payload);
      g_autoptr(GError) error = NULL;

      g_assert_null (pyro_reply_decode (reply, &error));
      g_assert_error (error, PYRO_ERROR, bad_cases[i].code);
      if (bad_cases[i].message != NULL)
        g_assert_cmpstr (error->message, ==, bad_cases[i].message);
    }
}

static void
test_bad_type (void)
{
  static const PyroFrameType types[] = {
    PYRO_FRAME_CONNECT, PYRO_FRAME_CONNECT_OK, PYRO_FRAME_CONNECT_FAIL, PYRO_FRAME_INVOKE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr(PyroFrame) frame = frame_with (types[i], PYRO_FRAME_FLAG_NONE, 1, NULL, "12");
      g_autofree char *message = g_strdup_printf ("The peer answered with a message of type %s",
                                                  pyro_frame_type_get_name (types[i]));
      g_autoptr(GError) error = NULL;

      g_assert_null (pyro_reply_new (frame, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL);
      g_assert_cmpstr (error->message, ==, message);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reply/value", test_value);
  g_test_add_func ("/reply/compressed", test_compressed);
  g_test_add_func ("/reply/exception", test_exception);
  g_test_add_func ("/reply/exception-as-value", test_exception_as_value);
  g_test_add_func ("/reply/stream", test_stream);
  g_test_add_func ("/reply/stream-without-id", test_stream_without_id);
  g_test_add_func ("/reply/stream-without-flag", test_stream_without_flag);
  g_test_add_func ("/reply/stream-with-bad-id", test_stream_with_bad_id);
  g_test_add_func ("/reply/ping", test_ping);
  g_test_add_func ("/reply/correlation", test_correlation);
  g_test_add_func ("/reply/bad", test_bad);
  g_test_add_func ("/reply/bad-type", test_bad_type);

  return g_test_run ();
}
