/* tests/wire/test-hello.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/wire/hello.h"

#include "core/error.h"
#include "core/limits.h"
#include "core/value/literal.h"
#include "core/value/repr.h"
#include "tests/wire/vectors.h"

static PyroValue *
literal (const char *text)
{
  PyroValue *value = pyro_literal_parse (text, -1, NULL, NULL);

  g_assert_nonnull (value);

  return value;
}

/* The test vector of the protocol, byte for byte. */
static void
test_new (void)
{
  static const char *const names[] = { "connect-serpent", "pyro4-connect" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const Vector *vector = vector_find (names[i]);
      g_autoptr(GByteArray) wire = vector_dup_wire (vector);
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroFrame) frame = pyro_hello_new (vector_get_generation (vector), pyro_codec_find ("serpent"),
                                                   "obj", NULL, NULL, NULL, &error);
      g_autoptr(GBytes) encoded = NULL;

      g_assert_no_error (error);
      encoded = pyro_frame_encode (frame, 0, NULL);
      g_assert_cmpmem (g_bytes_get_data (encoded, NULL), g_bytes_get_size (encoded), wire->data, wire->len);
    }
}

static void
test_new_with_all (void)
{
  g_autoptr(PyroValue) handshake = literal ("{'user': 'x'}");
  g_autoptr(PyroAnnotations) annotations = vector_dup_annotations (&vectors[5]);
  g_autoptr(PyroFrame) frame = pyro_hello_new (pyro_generation_get_pyro5 (), pyro_codec_find ("serpent"), "obj",
                                               handshake, vector_correlation, annotations, NULL);
  GBytes *payload = pyro_frame_get_payload (frame);
  g_autofree char *text = g_strndup (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload));

  g_assert_cmpstr (text, ==, "# serpent utf-8 python3.2\n{'handshake':{'user':'x'},'object':'obj'}");
  g_assert_cmpmem (pyro_frame_get_correlation (frame), 16, vector_correlation, 16);
  g_assert_cmpuint (g_bytes_get_size (pyro_frame_get_annotations_block (frame)), ==, 10);
}

static void
test_new_too_deep (void)
{
  g_autofree char *open = g_strnfill (PYRO_MAX_DEPTH, '[');
  g_autofree char *close = g_strnfill (PYRO_MAX_DEPTH, ']');
  g_autofree char *text = g_strconcat (open, close, NULL);
  g_autoptr(PyroValue) handshake = literal (text);
  g_autoptr(GError) error = NULL;

  g_assert_null (pyro_hello_new (pyro_generation_get_pyro5 (), pyro_codec_find ("serpent"), "obj",
                                 handshake, NULL, NULL, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
}

static PyroFrame *
answer (PyroFrameType  type,
        guint8         serializer_id,
        const char    *payload,
        gsize          size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (payload, size);

  return pyro_frame_new (pyro_generation_get_pyro5 (), type, PYRO_FRAME_FLAG_NONE, serializer_id,
                         NULL, NULL, bytes);
}

static const struct
{
  const char *payload;
  const char *handshake;
  const char *methods; /* NULL: no metadata */
} welcome_cases[] = {
  { "{'handshake':'hello','meta':{'methods':{'echo','fire'},'oneway':{'fire'},'attrs':()}}", "'hello'", "echo fire" },
  { "{'handshake':'hello','meta':{'methods':['echo'],'oneway':[],'attrs':[]}}", "'hello'", "echo" },
  { "{'handshake':{'a':1},'meta':{'methods':(),'oneway':(),'attrs':()}}", "{'a': 1}", "" },
  { "{'handshake':None}", "None", NULL },
  { "{'handshake':'hello','meta':None}", "'hello'", NULL },
  { "{'handshake':'hello','meta':False}", "'hello'", NULL },
  { "{'handshake':'hello','meta':0}", "'hello'", NULL },
  { "{'handshake':'hello','meta':''}", "'hello'", NULL },
  { "{'handshake':'hello','meta':b''}", "'hello'", NULL },
  { "{'handshake':'hello','meta':()}", "'hello'", NULL },
  { "{'handshake':'hello','meta':{}}", "'hello'", NULL },
};

static void
test_welcome (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (welcome_cases); i++)
    {
      g_autoptr(PyroFrame) frame = answer (PYRO_FRAME_CONNECT_OK, 1, welcome_cases[i].payload,
                                           strlen (welcome_cases[i].payload));
      g_autoptr(PyroValue) handshake = NULL;
      g_autoptr(PyroMetadata) metadata = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *text = NULL;
      g_autofree char *methods = NULL;

      g_assert_true (pyro_hello_receive (frame, &handshake, &metadata, &error));
      g_assert_no_error (error);
      text = pyro_value_repr (handshake);
      if (metadata != NULL)
        methods = g_strjoinv (" ", (char **) pyro_metadata_get_methods (metadata));
      g_assert_cmpstr (text, ==, welcome_cases[i].handshake);
      g_assert_cmpstr (methods, ==, welcome_cases[i].methods);
      g_assert_true (pyro_hello_receive (frame, NULL, NULL, NULL));
    }
}

/* What Pyro4's daemons answer: with the flag like Pyro5's, without it nothing but what their own
 * check says, and that may look like anything. */
static const struct
{
  PyroFrameFlags  flags;
  const char     *payload;
  const char     *handshake;
  const char     *methods; /* NULL: no metadata */
} pyro4_welcome_cases[] = {
  { PYRO_FRAME_FLAG_META_ON_CONNECT,
    "{'handshake':'hello','meta':{'methods':['b','a','a'],'oneway':['c'],'attrs':['x']}}", "'hello'", "a b c" },
  { PYRO_FRAME_FLAG_META_ON_CONNECT, "{'handshake':[1],'meta':{}}", "[1]", NULL },
  { PYRO_FRAME_FLAG_META_ON_CONNECT | PYRO_FRAME_FLAG_COMPRESSED, "", NULL, NULL },
  { PYRO_FRAME_FLAG_NONE, "'hello'", "'hello'", NULL },
  { PYRO_FRAME_FLAG_NONE, "None", "None", NULL },
  { PYRO_FRAME_FLAG_NONE, "{'meta':{'methods':['a']}}", "{'meta': {'methods': ['a']}}", NULL },
};

static void
test_pyro4_welcome (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pyro4_welcome_cases); i++)
    {
      const char *payload = pyro4_welcome_cases[i].payload;
      g_autoptr(GBytes) bytes = g_bytes_new_static (payload, strlen (payload));
      g_autoptr(PyroFrame) frame = pyro_frame_new (pyro_generation_get_pyro4 (), PYRO_FRAME_CONNECT_OK,
                                                   pyro4_welcome_cases[i].flags, 1, NULL, NULL, bytes);
      g_autoptr(PyroValue) handshake = NULL;
      g_autoptr(PyroMetadata) metadata = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *text = NULL;
      g_autofree char *methods = NULL;

      g_assert_cmpint (pyro_hello_receive (frame, &handshake, &metadata, &error), ==,
                       pyro4_welcome_cases[i].handshake != NULL);
      g_assert_cmpint (error != NULL, ==, handshake == NULL);
      if (handshake != NULL)
        text = pyro_value_repr (handshake);
      if (metadata != NULL)
        methods = g_strjoinv (" ", (char **) pyro_metadata_get_methods (metadata));
      g_assert_cmpstr (text, ==, pyro4_welcome_cases[i].handshake);
      g_assert_cmpstr (methods, ==, pyro4_welcome_cases[i].methods);
      g_assert_true (pyro_hello_receive (frame, NULL, NULL, NULL));
    }
}

/* The reason of a daemon of the other generation is in its own serializer's number. */
static void
test_pyro4_refusal (void)
{
  const Vector *vector = vector_find ("pyro4-connect-fail-marshal");
  g_autoptr(GBytes) payload = g_bytes_new_static (vector->payload, vector->payload_size);
  g_autoptr(PyroFrame) frame = pyro_frame_new (pyro_generation_get_pyro4 (), vector->type, vector->flags,
                                               vector->serializer_id, NULL, NULL, payload);
  g_autoptr(GError) error = NULL;

  g_assert_false (pyro_hello_receive (frame, NULL, NULL, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==,
                   "The daemon refused the connection: invalid data or unsupported protocol version");
}

static const struct
{
  guint8      serializer_id;
  const char *payload;
  gsize       size;
  const char *message;
} refusal_cases[] = {
#define REFUSAL(id, payload, reason) { id, payload, sizeof payload - 1, "The daemon refused the connection" reason }
  REFUSAL (1, "# serpent utf-8 python3.2\n'unknown object'", ": unknown object"),
  REFUSAL (1, "['not','a','text']", ": ['not', 'a', 'text']"),
  REFUSAL (1, "''", " and did not say why"),
  REFUSAL (1, "1 +", " and did not say why"),
  REFUSAL (99, "'no'", " and did not say why"),
  REFUSAL (2, "\xfa\x0cinvalid data", ": invalid data"),
  REFUSAL (2, "z\x0cinvalid data and more", ": invalid data"),
  REFUSAL (2, "\xda\x02no", ": no"),
  REFUSAL (2, "Z\x02no", ": no"),
  REFUSAL (2, "a\x02\0\0\0no", ": no"),
  REFUSAL (2, "\xc1\x02\0\0\0no", ": no"),
  REFUSAL (2, "\xf5\x04\0\0\0\xc3\xa4\xc3\xb6", ": äö"),
  REFUSAL (2, "t\x02\0\0\0no", ": no"),
  REFUSAL (2, "s\x02\0\0\0no", ": b'no'"),
  REFUSAL (2, "u\x03\0\0\0\xed\xa0\x80", ": \xef\xbf\xbd"),
  REFUSAL (2, "", " and did not say why"),
  REFUSAL (2, "z", " and did not say why"),
  REFUSAL (2, "z\x03no", " and did not say why"),
  REFUSAL (2, "a\x03\0\0\0no", " and did not say why"),
  REFUSAL (2, "a\xff\xff\xff\xffno", " and did not say why"),
  REFUSAL (2, "a\x02\0\0", " and did not say why"),
  REFUSAL (2, "\0\0\0\0\0\0", " and did not say why"),
  REFUSAL (2, "N", " and did not say why"),
};

static void
test_refusal (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refusal_cases); i++)
    {
      g_autoptr(PyroFrame) frame = answer (PYRO_FRAME_CONNECT_FAIL, refusal_cases[i].serializer_id,
                                           refusal_cases[i].payload, refusal_cases[i].size);
      PyroValue *handshake = NULL;
      PyroMetadata *metadata = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_false (pyro_hello_receive (frame, &handshake, &metadata, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_REFUSED);
      g_assert_cmpstr (error->message, ==, refusal_cases[i].message);
      g_assert_null (handshake);
      g_assert_null (metadata);
    }
}

/* A reason can be as long as a message; nobody reads that. */
static void
test_long_refusal (void)
{
  for (guint8 id = 1; id <= 2; id++)
    {
      g_autoptr(GString) payload = g_string_new (id == 1 ? "'" : "a\xff\xff\x0f");
      g_autoptr(PyroFrame) frame = NULL;
      g_autoptr(GError) error = NULL;

      if (id == 2)
        g_string_append_c (payload, '\0');
      for (guint i = 0; i < 0xfffff; i++)
        g_string_append_c (payload, 'x');
      if (id == 1)
        g_string_append_c (payload, '\'');
      frame = answer (PYRO_FRAME_CONNECT_FAIL, id, payload->str, payload->len);

      g_assert_false (pyro_hello_receive (frame, NULL, NULL, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_REFUSED);
      g_assert_cmpuint (strlen (error->message), >, 16000);
      g_assert_cmpuint (strlen (error->message), <, 17000);
    }
}

static const struct
{
  PyroFrameType  type;
  guint8         serializer_id;
  const char    *payload;
  PyroError      code;
  const char    *message; /* NULL: the codec's own */
} bad_cases[] = {
  { PYRO_FRAME_CONNECT, 1, "None", PYRO_ERROR_PROTOCOL, "The peer answered the handshake with a message of type CONNECT" },
  { PYRO_FRAME_INVOKE, 1, "None", PYRO_ERROR_PROTOCOL, "The peer answered the handshake with a message of type INVOKE" },
  { PYRO_FRAME_RESULT, 1, "None", PYRO_ERROR_PROTOCOL, "The peer answered the handshake with a message of type RESULT" },
  { PYRO_FRAME_PING, 1, "None", PYRO_ERROR_PROTOCOL, "The peer answered the handshake with a message of type PING" },
  { PYRO_FRAME_CONNECT_OK, 1, "'hello'", PYRO_ERROR_PROTOCOL,
    "The daemon accepted the handshake but did not answer it" },
  { PYRO_FRAME_CONNECT_OK, 1, "{'meta':{}}", PYRO_ERROR_PROTOCOL,
    "The daemon accepted the handshake but did not answer it" },
  { PYRO_FRAME_CONNECT_OK, 1, "{'handshake':1,'meta':[1]}", PYRO_ERROR_VALUE,
    "The metadata of the object should be a dict, not list" },
  { PYRO_FRAME_CONNECT_OK, 1, "{", PYRO_ERROR_SERIALIZE, NULL },
  { PYRO_FRAME_CONNECT_OK, 99, "{}", PYRO_ERROR_SERIALIZE, "The peer used a serializer with the unknown number 99" },
};

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autoptr(PyroFrame) frame = answer (bad_cases[i].type, bad_cases[i].serializer_id, bad_cases[i].payload,
                                           strlen (bad_cases[i].payload));
      PyroValue *handshake = NULL;
      PyroMetadata *metadata = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_false (pyro_hello_receive (frame, &handshake, &metadata, &error));
      g_assert_error (error, PYRO_ERROR, (int) bad_cases[i].code);
      if (bad_cases[i].message != NULL)
        g_assert_cmpstr (error->message, ==, bad_cases[i].message);
      g_assert_null (handshake);
      g_assert_null (metadata);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hello/new", test_new);
  g_test_add_func ("/hello/new-with-all", test_new_with_all);
  g_test_add_func ("/hello/new-too-deep", test_new_too_deep);
  g_test_add_func ("/hello/welcome", test_welcome);
  g_test_add_func ("/hello/pyro4-welcome", test_pyro4_welcome);
  g_test_add_func ("/hello/pyro4-refusal", test_pyro4_refusal);
  g_test_add_func ("/hello/refusal", test_refusal);
  g_test_add_func ("/hello/long-refusal", test_long_refusal);
  g_test_add_func ("/hello/bad", test_bad);

  return g_test_run ();
}
