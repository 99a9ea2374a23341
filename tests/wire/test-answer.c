/* tests/wire/test-answer.c - what daemons say
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/wire/answer.h"

#include "core/error.h"
#include "core/value/builder.h"
#include "core/value/literal.h"
#include "core/value/repr.h"
#include "core/wire/batch-reply.h"
#include "core/wire/call.h"
#include "core/wire/hello.h"
#include "core/wire/proxy-record.h"
#include "core/wire/welcome.h"

static const guint8 correlation[PYRO_CORRELATION_SIZE] = { 1, 2, 3 };

static PyroFrame *
new_request (const PyroGeneration *generation,
             const char           *serializer)
{
  g_autoptr(PyroCall) call = pyro_call_new ("thing", "method", NULL, NULL);

  return pyro_call_to_frame (call, generation, pyro_codec_find (serializer), NULL);
}

static void
assert_repr (PyroValue  *value,
             const char *expected)
{
  g_autofree char *text = pyro_value_repr (value);

  g_assert_cmpstr (text, ==, expected);
}

/* ---- Exceptions ---- */

static void
test_spelling (void)
{
  static const struct
  {
    const char *name;
    const char *pyro5;
    const char *pyro4;
  } cases[] = {
    { "ValueError", "builtins.ValueError", "builtins.ValueError" },
    { "NamingError", "Pyro5.errors.NamingError", "Pyro4.errors.NamingError" },
    { "Pyro4.errors.NamingError", "Pyro5.errors.NamingError", "Pyro4.errors.NamingError" },
    { "Pyro5.errors.TimeoutError", "Pyro5.errors.TimeoutError", "Pyro4.errors.TimeoutError" },
    { "TimeoutError", "builtins.TimeoutError", "builtins.TimeoutError" },
    { "builtins.TimeoutError", "builtins.TimeoutError", "builtins.TimeoutError" },
    { "sqlite3.OperationalError", "sqlite3.OperationalError", "sqlite3.OperationalError" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PyroException) exception = pyro_exception_new (cases[i].name, "why");
      g_autoptr(PyroValue) five = pyro_exception_to_value (exception, pyro_generation_get_pyro5 ());
      g_autoptr(PyroValue) four = pyro_exception_to_value (exception, pyro_generation_get_pyro4 ());

      g_assert_cmpstr (pyro_value_get_class_name (five), ==, cases[i].pyro5);
      g_assert_cmpstr (pyro_value_get_class_name (four), ==, cases[i].pyro4);
      g_assert_true (pyro_value_is_exception (five));
    }
}

static void
test_traceback (void)
{
  g_autoptr(PyroValue) args = pyro_literal_parse ("('no', 5)", -1, NULL, NULL);
  g_autoptr(PyroException) raised = pyro_exception_new_raised ("KeyError", args, "a.c", 7, "f", "return x[5]");
  g_autoptr(PyroException) plain = pyro_exception_new ("NamingError", "unknown name");
  g_autoptr(PyroException) empty = pyro_exception_new_raised ("StopIteration", NULL, NULL, 0, NULL, NULL);
  g_autoptr(PyroValue) value = pyro_exception_to_value (raised, pyro_generation_get_pyro5 ());
  g_autoptr(PyroException) back = pyro_exception_from_value (value, NULL);
  g_autoptr(PyroValue) again = pyro_exception_to_value (back, pyro_generation_get_pyro5 ());

  assert_repr (value,
               "{'__class__': 'builtins.KeyError', '__exception__': True, 'args': ('no', 5), 'attributes': "
               "{'_pyroTraceback': ['Traceback (most recent call last):\\n', "
               "'  File \"a.c\", line 7, in f\\n    return x[5]\\n', \"KeyError: ('no', 5)\\n\"]}}");
  g_assert_true (pyro_value_equal (value, again)); /* what is whole stays as it is */

  g_clear_pointer (&value, pyro_value_unref);
  value = pyro_exception_to_value (plain, pyro_generation_get_pyro4 ());
  assert_repr (pyro_value_lookup_string (value, "attributes"),
               "{'_pyroTraceback': ['Traceback (most recent call last):\\n', "
               "'Pyro4.errors.NamingError: unknown name\\n']}");

  g_clear_pointer (&value, pyro_value_unref);
  value = pyro_exception_to_value (empty, pyro_generation_get_pyro5 ());
  assert_repr (pyro_value_lookup_string (value, "attributes"),
               "{'_pyroTraceback': ['Traceback (most recent call last):\\n', 'StopIteration\\n']}");
}

static void
test_raise (void)
{
  g_autoptr(GError) error = NULL;
  PyroException *exception;

  PYRO_RAISE (&error, "ValueError", "%d is too many", 7);
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  g_assert_cmpstr (error->message, ==, "ValueError: 7 is too many");
  exception = pyro_remote_error_get_exception (error);
  g_assert_cmpstr (pyro_exception_get_message (exception), ==, "7 is too many");
  g_assert_true (g_str_has_suffix (pyro_exception_get_traceback (exception)[1], "in test_raise"));
  PYRO_RAISE (NULL, "ValueError", "nobody listens");
}

/* Nothing that Python could print is deeper than its values are. */
static void
test_deep_arguments (void)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroException) exception = NULL;

  for (guint i = 0; i < 200; i++)
    g_assert_true (pyro_builder_open (builder, PYRO_VALUE_LIST, NULL));
  for (guint i = 0; i < 200; i++)
    g_assert_true (pyro_builder_close (builder, NULL));
  args = pyro_builder_end (builder, NULL);
  exception = pyro_exception_new_raised ("ValueError", args, NULL, 0, NULL, NULL);
  g_assert_nonnull (exception);
  g_assert_true (g_str_has_prefix (pyro_exception_get_message (exception), "[[[["));
}

/* ---- Answers ---- */

static void
test_correlation (gconstpointer data)
{
  const PyroGeneration *generation = data;
  g_autoptr(PyroFrame) request = new_request (generation, "serpent");
  g_autoptr(PyroException) exception = pyro_exception_new ("ValueError", "why");
  g_autoptr(PyroValue) none = pyro_value_new_none ();
  g_autoptr(PyroFrame) answer = pyro_answer_new (request, 0, none, correlation, NULL, FALSE, NULL);
  g_autoptr(PyroFrame) raised = pyro_answer_new_exception (request, exception, correlation, NULL, NULL);
  g_autoptr(PyroFrame) pong = pyro_answer_new_pong (request, correlation, NULL);

  g_assert_cmpmem (pyro_frame_get_correlation (answer), PYRO_CORRELATION_SIZE, correlation, sizeof correlation);
  g_assert_cmpmem (pyro_frame_get_correlation (pong), PYRO_CORRELATION_SIZE, correlation, sizeof correlation);
  /* Pyro4 has it among the annotations, and exceptions have none of those */
  g_assert_true ((pyro_frame_get_correlation (raised) != NULL) == (generation == pyro_generation_get_pyro5 ()));
  g_assert_cmpint (pyro_frame_get_flags (raised) & PYRO_FRAME_FLAG_EXCEPTION, !=, 0);
}

static gboolean
is_compressed (const PyroGeneration *generation,
               const char           *text)
{
  g_autoptr(PyroFrame) request = new_request (generation, "json");
  g_autoptr(PyroValue) value = pyro_value_new_string (text);
  g_autoptr(PyroFrame) answer = pyro_answer_new (request, 0, value, correlation, NULL, TRUE, NULL);
  g_autoptr(GBytes) plain = pyro_frame_dup_plain_payload (answer, NULL);

  g_assert_cmpuint (g_bytes_get_size (plain), ==, strlen (text) + 2);

  return (pyro_frame_get_flags (answer) & PYRO_FRAME_FLAG_COMPRESSED) != 0;
}

static void
test_compression (void)
{
  g_autofree char *short_text = g_strnfill (98, 'x');
  g_autofree char *text = g_strnfill (99, 'x');
  g_autofree char *shorter = g_strnfill (197, 'x');
  g_autofree char *longer = g_strnfill (198, 'x');
  g_autofree char *noise = g_malloc (301);

  for (guint i = 0; i < 300; i++)
    noise[i] = (char) (g_random_int_range ('a', 'z' + 1) - (g_random_boolean () ? 32 : 0));
  noise[300] = '\0';

  g_assert_false (is_compressed (pyro_generation_get_pyro5 (), short_text));
  g_assert_true (is_compressed (pyro_generation_get_pyro5 (), text));
  g_assert_false (is_compressed (pyro_generation_get_pyro4 (), shorter));
  g_assert_true (is_compressed (pyro_generation_get_pyro4 (), longer));
  g_assert_true (is_compressed (pyro_generation_get_pyro5 (), noise));
}

static void
test_batch (gconstpointer data)
{
  const PyroGeneration *generation = data;
  g_autoptr(PyroFrame) request = new_request (generation, "serpent");
  g_autoptr(PyroException) failure = pyro_exception_new ("ZeroDivisionError", "by zero");
  g_autoptr(PyroValue) one = pyro_value_new_int (1);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroFrame) answer = pyro_answer_new_batch (request, &one, 1, failure, correlation, NULL, FALSE, &error);
  g_autoptr(PyroReply) reply = pyro_reply_new (answer, NULL);
  g_autoptr(PyroBatchReply) batch = pyro_batch_reply_new (reply, 3, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (pyro_batch_reply_get_n_results (batch), ==, 1);
  g_assert_cmpstr (pyro_exception_get_class_name (pyro_batch_reply_get_exception (batch)), ==,
                   "builtins.ZeroDivisionError");
}

static void
test_stream (gconstpointer data)
{
  const PyroGeneration *generation = data;
  static const char id[] = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
  g_autoptr(PyroFrame) request = new_request (generation, "serpent");
  g_autoptr(PyroFrame) answer = pyro_answer_new_stream (request, id, NULL, NULL);
  g_autoptr(PyroFrame) refusal = pyro_answer_new_stream (request, NULL, NULL, NULL);
  g_autoptr(PyroReply) reply = pyro_reply_new (answer, NULL);
  g_autoptr(PyroReply) other = pyro_reply_new (refusal, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (pyro_reply_get_stream_id (reply), ==, id);
  g_assert_false (pyro_reply_is_exception (reply));
  g_assert_null (pyro_reply_get_stream_id (other));
  g_assert_null (pyro_reply_decode (other, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
}

static void
test_proxy_records (void)
{
  g_autoptr(PyroUri) uri = pyro_uri_parse ("PYRO:thing@host:9090", 0, NULL);
  g_autoptr(PyroMetadata) metadata = pyro_metadata_new ((const char *[]) { "a", NULL }, (const char *[]) { "b", NULL },
                                                        (const char *[]) { "c", NULL });
  g_autoptr(PyroValue) five = pyro_proxy_record_new (pyro_generation_get_pyro5 (), uri, metadata);
  g_autoptr(PyroValue) four = pyro_proxy_record_new (pyro_generation_get_pyro4 (), uri, metadata);
  g_autoptr(PyroValue) sets = pyro_metadata_to_value (metadata, FALSE);

  assert_repr (five, "{'__class__': 'Pyro5.client.Proxy', 'state': "
                     "('PYRO:thing@host:9090', ('b',), ('a', 'b'), ('c',), 'hello', None)}");
  assert_repr (four, "{'__class__': 'Pyro4.core.Proxy', 'state': "
                     "('PYRO:thing@host:9090', ('b',), ('a', 'b'), ('c',), 0.0, None, 'hello', 0, None)}");
  assert_repr (sets, "{'methods': {'a', 'b'}, 'oneway': {'b'}, 'attrs': {'c'}}");
}

/* ---- Both halves of a handshake ---- */

static void
test_handshake (gconstpointer data)
{
  const PyroGeneration *generation = data;

  for (const char *const *name = (const char *[]) { "serpent", "json", "marshal", "msgpack", NULL }; *name != NULL;
       name++)
    {
      g_autoptr(PyroValue) said = pyro_value_new_int (42);
      g_autoptr(PyroFrame) hello = pyro_hello_new (generation, pyro_codec_find (*name), "thing", said, NULL, NULL,
                                                   NULL);
      g_autoptr(PyroMetadata) metadata = pyro_metadata_new ((const char *[]) { "a", NULL }, NULL, NULL);
      g_autoptr(PyroMetadata) found = NULL;
      g_autoptr(PyroValue) heard = NULL;
      g_autoptr(PyroValue) answered = NULL;
      g_autoptr(PyroFrame) welcome = NULL;
      g_autoptr(PyroFrame) refusal = NULL;
      g_autofree char *object = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_true (pyro_welcome_read_hello (hello, &heard, &object, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (object, ==, "thing");
      assert_repr (heard, "42");

      welcome = pyro_welcome_new (hello, heard, metadata, correlation, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (pyro_hello_receive (welcome, &answered, &found, &error));
      g_assert_no_error (error);
      assert_repr (answered, "42");
      g_assert_true (pyro_metadata_has_method (found, "a"));

      refusal = pyro_welcome_new_refusal (hello, "go away", correlation, NULL);
      g_assert_false (pyro_hello_receive (refusal, NULL, NULL, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_REFUSED);
      g_assert_cmpstr (error->message, ==, "The daemon refused the connection: go away");
    }
}

/* What a call is, it still is on the other side. */
static void
test_calls (gconstpointer data)
{
  const PyroGeneration *generation = data;
  g_autoptr(PyroValue) args = pyro_literal_parse ("(1, 'two')", -1, NULL, NULL);
  g_autoptr(PyroValue) kwargs = pyro_literal_parse ("{'three': 3}", -1, NULL, NULL);
  g_autoptr(PyroCall) plain = pyro_call_new ("thing", "method", args, kwargs);
  g_autoptr(PyroCall) read = pyro_call_new_get ("thing", "attribute");
  g_autoptr(PyroCall) batch = pyro_call_new_batch ("thing", &plain, 1, NULL);
  PyroCall *calls[] = { plain, read, batch };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr(PyroCall) oneway = pyro_call_with_oneway (calls[i], i == 0);
      g_autoptr(PyroCall) sent = pyro_call_with_correlation (oneway, correlation);
      g_autoptr(PyroFrame) frame = pyro_call_to_frame (sent, generation, pyro_codec_find ("serpent"), NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroCall) got = pyro_call_new_from_frame (frame, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (pyro_call_get_object (got), ==, "thing");
      g_assert_cmpstr (pyro_call_get_method (got), ==, pyro_call_get_method (sent));
      g_assert_true (pyro_value_equal (pyro_call_get_args (got), pyro_call_get_args (sent)));
      g_assert_true ((pyro_call_get_kwargs (got) == NULL) == (i > 0));
      g_assert_true (pyro_call_get_oneway (got) == (i == 0));
      g_assert_cmpuint (pyro_call_get_n_calls (got), ==, i == 2 ? 1 : 0);
      g_assert_cmpmem (pyro_call_get_correlation (got), PYRO_CORRELATION_SIZE, correlation, sizeof correlation);
    }
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char    *name;
    GTestDataFunc  func;
  } tests[] = {
    { "correlation", test_correlation },
    { "batch", test_batch },
    { "stream", test_stream },
    { "handshake", test_handshake },
    { "calls", test_calls },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    for (const PyroGeneration *const *g = pyro_generation_list (); *g != NULL; g++)
      {
        g_autofree char *path = g_strdup_printf ("/answer/%s/%s", tests[i].name, pyro_generation_get_name (*g));

        g_test_add_data_func (path, *g, tests[i].func);
      }
  g_test_add_func ("/answer/spelling", test_spelling);
  g_test_add_func ("/answer/traceback", test_traceback);
  g_test_add_func ("/answer/raise", test_raise);
  g_test_add_func ("/answer/deep-arguments", test_deep_arguments);
  g_test_add_func ("/answer/compression", test_compression);
  g_test_add_func ("/answer/proxy-records", test_proxy_records);

  return g_test_run ();
}
