/* tests/wire/test-batch-reply.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/wire/batch-reply.h"

#include <string.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/value/literal.h"
#include "core/value/repr.h"
#include "core/wire/call.h"

/* The bytes of a batch, and all that a daemon may answer. */

#define WRAPPED(class, args) \
  "{'__class__':'Pyro5.core._ExceptionWrapper','exception':{'__class__':'" class "'," \
  "'__exception__':True,'args':" args ",'attributes':{'_pyroTraceback':['Traceback\\n']}}}"

static PyroValue *
parse (const char *literal)
{
  g_autoptr(GError) error = NULL;
  PyroValue *value = pyro_literal_parse (literal, -1, NULL, &error);

  g_assert_no_error (error);

  return value;
}

static PyroCall *
new_call (const char *method,
          const char *args,
          const char *kwargs)
{
  g_autoptr(PyroValue) positional = parse (args);
  g_autoptr(PyroValue) named = parse (kwargs);

  return pyro_call_new ("obj", method, positional, named);
}

static void
test_call (void)
{
  g_autoptr(PyroCall) first = new_call ("add", "(1, 2)", "{}");
  g_autoptr(PyroCall) second = new_call ("echo", "['hi']", "{'loud': True}");
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroCall) batch = pyro_call_new_batch ("obj", (PyroCall *[]) { first, second }, 2, &error);
  g_autoptr(PyroCall) oneway = pyro_call_with_oneway (batch, TRUE);
  g_autoptr(PyroFrame) frame = NULL;
  g_autoptr(PyroFrame) oneway_frame = NULL;
  const char *expected = "# serpent utf-8 python3.2\n"
                         "('obj','<batch>',[('add',(1,2),{}),('echo',['hi'],{'loud':True})],None)";

  g_assert_no_error (error);
  g_assert_true (pyro_call_is_batch (batch));
  g_assert_false (pyro_call_is_batch (first));
  g_assert_cmpuint (pyro_call_get_n_calls (batch), ==, 2);
  g_assert_cmpuint (pyro_call_get_n_calls (first), ==, 0);
  g_assert_true (pyro_call_get_call (batch, 1) == second);

  frame = pyro_call_to_frame (batch, pyro_generation_get_pyro5 (), pyro_codec_find ("serpent"), &error);
  g_assert_no_error (error);
  g_assert_cmpint (pyro_frame_get_flags (frame), ==, PYRO_FRAME_FLAG_BATCH);
  g_assert_cmpmem (g_bytes_get_data (pyro_frame_get_payload (frame), NULL),
                   g_bytes_get_size (pyro_frame_get_payload (frame)), expected, strlen (expected));

  g_assert_true (pyro_call_is_batch (oneway));
  oneway_frame = pyro_call_to_frame (oneway, pyro_generation_get_pyro5 (), pyro_codec_find ("serpent"), NULL);
  g_assert_cmpint (pyro_frame_get_flags (oneway_frame), ==, PYRO_FRAME_FLAG_BATCH | PYRO_FRAME_FLAG_ONEWAY);
}

static void
assert_refused (PyroCall   *call,
                const char *message)
{
  g_autoptr(PyroCall) good = new_call ("add", "()", "{}");
  g_autoptr(GError) error = NULL;
  PyroCall *batch = pyro_call_new_batch ("obj", (PyroCall *[]) { good, call }, 2, &error);

  g_assert_null (batch);
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_USAGE);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_refused_calls (void)
{
  g_autoptr(PyroCall) get = pyro_call_new_get ("obj", "x");
  g_autoptr(PyroCall) batch = pyro_call_new_batch ("obj", NULL, 0, NULL);
  g_autoptr(PyroValue) data = pyro_value_new_none ();
  g_autoptr(PyroBlob) blob = pyro_blob_new (NULL, data);
  g_autoptr(PyroCall) with_blob = pyro_call_new_blob ("obj", "m", blob);

  assert_refused (get, "Call 2 of the batch is not the call of a method, which a batch cannot hold");
  assert_refused (batch, "Call 2 of the batch is a batch itself, which a batch cannot hold");
  assert_refused (with_blob, "Call 2 of the batch is a call with a blob, which a batch cannot hold");
}

static void
test_limits (void)
{
  g_autoptr(PyroCall) call = new_call ("add", "()", "{}");
  g_autoptr(GPtrArray) calls = g_ptr_array_new ();
  g_autoptr(GString) deep = g_string_new ("(");
  g_autoptr(PyroCall) deep_call = NULL;
  g_autoptr(GError) error = NULL;
  PyroCall *batch;

  for (guint i = 0; i <= PYRO_MAX_BATCH; i++)
    g_ptr_array_add (calls, call);
  batch = pyro_call_new_batch ("obj", (PyroCall **) calls->pdata, calls->len, &error);
  g_assert_null (batch);
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, "A batch holds 1000000 calls at most, not 1000001");
  g_clear_error (&error);

  for (guint i = 0; i < PYRO_MAX_DEPTH - 2; i++)
    g_string_append_c (deep, '[');
  for (guint i = 0; i < PYRO_MAX_DEPTH - 2; i++)
    g_string_append_c (deep, ']');
  g_string_append (deep, ",)");
  deep_call = new_call ("echo", deep->str, "{}");
  batch = pyro_call_new_batch ("obj", &deep_call, 1, &error);
  g_assert_null (batch);
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
}

static PyroBatchReply *
read_reply (const char      *payload,
            guint            n_calls,
            PyroFrameFlags   flags,
            GError         **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (payload, strlen (payload));
  g_autoptr(PyroFrame) frame = pyro_frame_new (pyro_generation_get_pyro5 (), PYRO_FRAME_RESULT,
                                               flags, 1, NULL, NULL, bytes);
  g_autoptr(PyroReply) reply = pyro_reply_new (frame, NULL);
  PyroBatchReply *self = pyro_batch_reply_new (reply, n_calls, error);

  if (self != NULL)
    g_assert_true (pyro_batch_reply_get_reply (self) == reply);

  return self;
}

static void
assert_result (PyroBatchReply *reply,
               guint           index,
               const char     *literal)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = pyro_batch_reply_dup_result (reply, index, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = pyro_value_repr (value);
  g_assert_cmpstr (text, ==, literal);
}

static void
assert_no_result (PyroBatchReply *reply,
                  guint           index,
                  GQuark          domain,
                  int             code,
                  const char     *message)
{
  g_autoptr(GError) error = NULL;
  PyroValue *value = pyro_batch_reply_dup_result (reply, index, &error);

  g_assert_null (value);
  g_assert_error (error, domain, code);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_all (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroBatchReply) reply = read_reply ("[1,(2,),None]", 3, PYRO_FRAME_FLAG_BATCH, &error);
  g_autoptr(PyroBatchReply) nothing = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (pyro_batch_reply_get_n_calls (reply), ==, 3);
  g_assert_cmpuint (pyro_batch_reply_get_n_results (reply), ==, 3);
  g_assert_null (pyro_batch_reply_get_exception (reply));
  assert_result (reply, 0, "1");
  assert_result (reply, 1, "(2,)");
  assert_result (reply, 2, "None");

  nothing = read_reply ("[]", 0, PYRO_FRAME_FLAG_BATCH, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pyro_batch_reply_get_n_results (nothing), ==, 0);
}

static void
test_partial (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroBatchReply) reply = read_reply ("[1," WRAPPED ("builtins.ValueError", "('no',)") "]", 4,
                                                PYRO_FRAME_FLAG_BATCH, &error);
  g_autoptr(PyroBatchReply) again = NULL;

  g_assert_no_error (error);
  again = pyro_batch_reply_ref (reply);
  g_assert_cmpuint (pyro_batch_reply_get_n_results (reply), ==, 1);
  g_assert_cmpstr (pyro_exception_get_message (pyro_batch_reply_get_exception (reply)), ==, "no");
  assert_result (reply, 0, "1");
  assert_no_result (reply, 1, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED, "ValueError: no");
  assert_no_result (reply, 2, PYRO_ERROR, PYRO_ERROR_USAGE,
                    "Call 3 of the batch was not made, since call 2 raised an exception");
  assert_no_result (reply, 3, PYRO_ERROR, PYRO_ERROR_USAGE,
                    "Call 4 of the batch was not made, since call 2 raised an exception");
}

/* An instance that only looks like a wrapped exception is a result. */
static void
test_look_alike (void)
{
  g_autoptr(PyroBatchReply) reply = read_reply ("[{'__class__':'mine._ExceptionWrapper','exception':1}]", 1,
                                                PYRO_FRAME_FLAG_BATCH, NULL);

  g_assert_cmpuint (pyro_batch_reply_get_n_results (reply), ==, 1);
  assert_result (reply, 0, "{'__class__': 'mine._ExceptionWrapper', 'exception': 1}");
}

static void
test_hostile (void)
{
  static const struct
  {
    const char     *payload;
    guint           n_calls;
    PyroFrameFlags  flags;
    const char     *domain;
    int             code;
    const char     *message;
  } cases[] = {
    { "[1,2]", 3, 0, "pyro-error-quark", PYRO_ERROR_PROTOCOL,
      "The daemon answered a batch of 3 calls with 2 results and no exception" },
    { "[1,2,3,4]", 3, 0, "pyro-error-quark", PYRO_ERROR_PROTOCOL,
      "The daemon answered a batch of 3 calls with 4 results" },
    { "[1,2,3," WRAPPED ("builtins.ValueError", "()") "]", 3, 0, "pyro-error-quark", PYRO_ERROR_PROTOCOL,
      "The daemon answered a batch of 3 calls with 4 results" },
    { "[" WRAPPED ("builtins.ValueError", "()") ",2]", 3, 0, "pyro-error-quark", PYRO_ERROR_PROTOCOL,
      "The daemon answered a batch with results behind an exception" },
    { "[{'__class__':'Pyro5.core._ExceptionWrapper','exception':1}]", 1, 0,
      "pyro-error-quark", PYRO_ERROR_VALUE, "An exception is needed, which this int is not" },
    { "{1:2}", 1, 0, "pyro-error-quark", PYRO_ERROR_PROTOCOL,
      "The daemon answered a batch with dict instead of a list of results" },
    { "None", 1, 0, "pyro-error-quark", PYRO_ERROR_PROTOCOL,
      "The daemon answered a batch with NoneType instead of a list of results" },
    { "{'__class__':'builtins.AttributeError','__exception__':True,'args':('gone',),'attributes':{}}", 2,
      PYRO_FRAME_FLAG_EXCEPTION, "PyroRemoteError", PYRO_REMOTE_ERROR_RAISED, "AttributeError: gone" },
    { "'", 1, 0, "pyro-error-quark", PYRO_ERROR_SERIALIZE, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      PyroBatchReply *reply = read_reply (cases[i].payload, cases[i].n_calls,
                                          PYRO_FRAME_FLAG_BATCH | cases[i].flags, &error);

      g_assert_null (reply);
      g_assert_error (error, g_quark_from_string (cases[i].domain), cases[i].code);
      if (cases[i].message != NULL)
        g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/batch-reply/call", test_call);
  g_test_add_func ("/batch-reply/refused-calls", test_refused_calls);
  g_test_add_func ("/batch-reply/limits", test_limits);
  g_test_add_func ("/batch-reply/all", test_all);
  g_test_add_func ("/batch-reply/partial", test_partial);
  g_test_add_func ("/batch-reply/look-alike", test_look_alike);
  g_test_add_func ("/batch-reply/hostile", test_hostile);

  return g_test_run ();
}
