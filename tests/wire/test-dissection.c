/* tests/wire/test-dissection.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/wire/dissection.h"

#include "core/error.h"
#include "core/limits.h"
#include "core/value/literal.h"
#include "core/wire/call.h"
#include "tests/wire/vectors.h"

static PyroFrame *
frame_from_vector (const Vector *vector)
{
  g_autoptr(PyroAnnotations) annotations = vector_dup_annotations (vector);
  g_autoptr(GBytes) payload = g_bytes_new (vector->payload, vector->payload_size);
  gboolean correlated = (vector->flags & PYRO_FRAME_FLAG_CORRELATION) != 0;
  g_autoptr(PyroFrame) frame =
    pyro_frame_new (vector_get_generation (vector), vector->type, vector->flags, vector->serializer_id,
                    correlated ? vector_correlation : NULL, annotations, payload);

  return pyro_frame_with_seq (frame, vector->seq);
}

static const char *
get_text (PyroDissection *dissection,
          const char     *name)
{
  for (guint i = 0; i < pyro_dissection_get_n_fields (dissection); i++)
    if (g_str_equal (pyro_dissection_get_field (dissection, i)->name, name))
      return pyro_dissection_get_field (dissection, i)->text;

  return NULL;
}

/* What each message says, its lines joined; or its problem behind a “!”. */
static const struct
{
  const char *vector;
  const char *lines;
} vector_cases[] = {
  { "connect-serpent", "connect to obj, handshake 'hello'" },
  { "connect-json", "connect to obj, handshake 'hello'" },
  { "connect-msgpack", "connect to obj, handshake 'hello'" },
  { "connect-ok", "connected, handshake 'hello'\nmethods: echo, fire\noneway: fire" },
  { "connect-fail-marshal", "refused: invalid data" },
  { "invoke", "obj.echo('hi')" },
  { "result-stream", "an item stream" },
  { "ping", "b'ping'" },
  { "pyro4-connect", "connect to obj, handshake 'hello'" },
  { "pyro4-connect-ok", "connected, handshake 'hello'\nmethods: echo, fire\noneway: fire" },
  { "pyro4-connect-ok-bare", "connected, handshake 'hello'" },
  { "pyro4-connect-fail-marshal", "refused: invalid data or unsupported protocol version" },
  { "pyro4-invoke", "obj.echo('hi')" },
  { "pyro4-result-stream", "an item stream" },
  { "pyro4-serializer", "!The peer used a serializer with the unknown number 43981" },
  { "pyro4-ping", "b'ping'" },
};

static void
test_vectors (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vector_cases); i++)
    {
      const Vector *vector = vector_find (vector_cases[i].vector);
      g_autoptr(PyroFrame) frame = frame_from_vector (vector);
      g_autoptr(PyroDissection) dissection = pyro_dissection_new (frame, NULL);
      const char *problem = pyro_dissection_get_problem (dissection);
      g_autofree char *lines = g_strjoinv ("\n", (char **) pyro_dissection_get_lines (dissection));

      g_test_message ("%s", vector->name);
      if (vector_cases[i].lines[0] == '!')
        g_assert_cmpstr (problem, ==, vector_cases[i].lines + 1);
      else
        g_assert_cmpstr (lines, ==, vector_cases[i].lines);
      g_assert_true (pyro_dissection_get_frame (dissection) == frame);
      g_assert_true (g_str_has_prefix (problem != NULL ? problem : lines,
                                       pyro_dissection_get_summary (dissection)));
    }
}

/* The header that is written is the one that came, and all bytes but the reserved ones are told. */
static void
test_fields (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr(PyroFrame) frame = frame_from_vector (&vectors[i]);
      g_autoptr(GByteArray) wire = vector_dup_wire (&vectors[i]);
      gsize header_size = pyro_generation_get_header_size (vector_get_generation (&vectors[i]));
      g_autoptr(GBytes) header = g_bytes_new (wire->data, header_size);
      g_autoptr(PyroDissection) written = pyro_dissection_new (frame, NULL);
      g_autoptr(PyroDissection) read = pyro_dissection_new (frame, header);
      gsize end = 0;

      g_test_message ("%s", vectors[i].name);
      g_assert_cmpuint (pyro_dissection_get_n_fields (written), ==, pyro_dissection_get_n_fields (read));
      for (guint j = 0; j < pyro_dissection_get_n_fields (read); j++)
        {
          const PyroDissectionField *field = pyro_dissection_get_field (read, j);
          gboolean correlated = (vectors[i].flags & PYRO_FRAME_FLAG_CORRELATION) != 0;

          g_assert_cmpstr (field->text, ==, pyro_dissection_get_field (written, j)->text);
          g_assert_cmpuint (field->offset, >=, end);
          g_assert_cmpuint (field->offset - end, <=, correlated ? 2 : 18);
          end = field->offset + field->size;
        }
      g_assert_cmpuint (end, ==, wire->len);
    }
}

static void
test_field_texts (void)
{
  g_autoptr(PyroFrame) frame = frame_from_vector (vector_find ("invoke"));
  g_autoptr(PyroFrame) batch = frame_from_vector (vector_find ("invoke-oneway-batch"));
  g_autoptr(PyroFrame) old = frame_from_vector (vector_find ("pyro4-connect-ok"));
  g_autoptr(PyroFrame) stranger = frame_from_vector (vector_find ("pyro4-serializer"));
  g_autoptr(PyroDissection) dissection = pyro_dissection_new (frame, NULL);
  g_autoptr(PyroDissection) batch_dissection = pyro_dissection_new (batch, NULL);
  g_autoptr(PyroDissection) old_dissection = pyro_dissection_new (old, NULL);
  g_autoptr(PyroDissection) strange = pyro_dissection_new (stranger, NULL);

  g_assert_cmpstr (get_text (dissection, "tag"), ==, "PYRO");
  g_assert_cmpstr (get_text (dissection, "protocol version"), ==, "502");
  g_assert_cmpstr (get_text (dissection, "message type"), ==, "4 INVOKE");
  g_assert_cmpstr (get_text (dissection, "serializer id"), ==, "1 serpent");
  g_assert_cmpstr (get_text (dissection, "flags"), ==, "0x0040 CORR_ID");
  g_assert_cmpstr (get_text (dissection, "correlation id"), ==, "00010203-0405-0607-0809-0a0b0c0d0e0f");
  g_assert_cmpstr (get_text (dissection, "magic"), ==, "4dc5");
  g_assert_cmpstr (get_text (dissection, "annotation XYZZ"), ==, "6162");
  g_assert_cmpstr (get_text (dissection, "payload"), ==, "51 bytes");
  g_assert_cmpstr (pyro_codec_get_name (pyro_dissection_get_codec (dissection)), ==, "serpent");
  g_assert_cmpstr (get_text (batch_dissection, "flags"), ==, "0x002c ONEWAY | BATCH | KEEPSERIALIZED");
  g_assert_nonnull (pyro_dissection_get_problem (batch_dissection));
  g_assert_cmpstr (get_text (old_dissection, "annotation CORR"), ==, "00010203-0405-0607-0809-0a0b0c0d0e0f");
  g_assert_null (get_text (old_dissection, "correlation id"));
  g_assert_cmpstr (get_text (strange, "serializer id"), ==, "43981 unknown");
  g_assert_null (pyro_dissection_get_codec (strange));
}

/* ---- Payloads ---- */

static PyroDissection *
dissect_literal (PyroFrameType   type,
                 PyroFrameFlags  flags,
                 const char     *literal)
{
  g_autoptr(PyroValue) value = pyro_literal_parse (literal, -1, NULL, NULL);
  g_autoptr(GBytes) payload = pyro_codec_encode (pyro_codec_find ("serpent"), value, NULL);
  g_autoptr(PyroFrame) frame = NULL;

  g_assert_nonnull (payload);
  frame = pyro_frame_new (pyro_generation_get_pyro5 (), type, flags, 1, NULL, NULL, payload);

  return pyro_dissection_new (frame, NULL);
}

#define EXCEPTION \
  "{'__class__':'builtins.ValueError','__exception__':True,'args':('no',)," \
  "'attributes':{'_pyroTraceback':['one\\n','  two\\n']}}"

static const struct
{
  PyroFrameType   type;
  PyroFrameFlags  flags;
  const char     *literal;
  const char     *lines;
} payload_cases[] = {
  { PYRO_FRAME_INVOKE, 0, "('o', 'm', (1, 'a'), {'b': [2]})", "o.m(1, 'a', b=[2])" },
  { PYRO_FRAME_INVOKE, 0, "('o', 'm', [], None)", "o.m()" },
  { PYRO_FRAME_INVOKE, 0, "('o', '__getattr__', ('x',), None)", "o.x" },
  { PYRO_FRAME_INVOKE, 0, "('o', '__setattr__', ('x', 1), None)", "o.x = 1" },
  { PYRO_FRAME_INVOKE, 0, "('o', '__getattr__', (), None)", "o.__getattr__()" },
  { PYRO_FRAME_INVOKE, PYRO_FRAME_FLAG_BATCH, "('o', '<batch>', [('a', (1,), {}), ('b', (), {'c': 2}), 3], None)",
    "o.<batch of 3>\na(1)\nb(c=2)\n3" },
  { PYRO_FRAME_RESULT, 0, "{'a': (1, 2)}", "{'a': (1, 2)}" },
  { PYRO_FRAME_RESULT, PYRO_FRAME_FLAG_EXCEPTION, EXCEPTION, "builtins.ValueError: no\none\n  two" },
  { PYRO_FRAME_RESULT, PYRO_FRAME_FLAG_EXCEPTION, "[1]", "exception: [1]" },
  { PYRO_FRAME_RESULT, 0, EXCEPTION, "builtins.ValueError: no\none\n  two" },
  { PYRO_FRAME_RESULT, PYRO_FRAME_FLAG_BATCH,
    "[1, {'__class__':'Pyro5.core._ExceptionWrapper','exception':" EXCEPTION "}]",
    "<results of a batch: 2>\n1\nbuiltins.ValueError: no\none\n  two" },
  { PYRO_FRAME_RESULT, PYRO_FRAME_FLAG_BATCH, "7", "7" },
  { PYRO_FRAME_RESULT, PYRO_FRAME_FLAG_ITEM_STREAM | PYRO_FRAME_FLAG_EXCEPTION, "None",
    "an item stream that the server does not allow" },
  { PYRO_FRAME_CONNECT, 0, "[1]", "connect: [1]" },
  { PYRO_FRAME_CONNECT_FAIL, 0, "None", "refused" },
};

static void
test_payloads (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (payload_cases); i++)
    {
      g_autoptr(PyroDissection) dissection =
        dissect_literal (payload_cases[i].type, payload_cases[i].flags, payload_cases[i].literal);
      g_autofree char *lines = g_strjoinv ("\n", (char **) pyro_dissection_get_lines (dissection));

      g_assert_cmpstr (pyro_dissection_get_problem (dissection), ==, NULL);
      g_assert_cmpstr (lines, ==, payload_cases[i].lines);
      g_assert_cmpint (pyro_dissection_get_exception (dissection) != NULL, ==, strstr (lines, "ValueError") != NULL);
    }
}

static void
test_summary (void)
{
  g_autofree char *long_text = g_strnfill (1000, 'x');
  g_autofree char *literal = g_strdup_printf ("'%s'", long_text);
  g_autoptr(PyroDissection) dissection = dissect_literal (PYRO_FRAME_RESULT, 0, literal);

  g_assert_cmpint (g_utf8_strlen (pyro_dissection_get_summary (dissection), -1), ==, 161);
  g_assert_true (g_str_has_suffix (pyro_dissection_get_summary (dissection), "x…"));
  g_assert_cmpstr (pyro_dissection_get_lines (dissection)[0], ==, literal);
}

/* A list of lists of lists…, each of which is twice in the next one: 2²⁶ of them for 200 bytes. */
static void
test_bounded (void)
{
  g_autoptr(GByteArray) pickle = g_byte_array_new ();
  g_autoptr(GBytes) payload = NULL;
  g_autoptr(PyroDissection) dissection = NULL;
  g_autoptr(GError) error = NULL;

  g_byte_array_append (pickle, (const guint8 *) "\x80\x02]q\0", 5);
  for (guint8 i = 1; i <= 26; i++)
    {
      guint8 more[] = { ']', 'q', i, '(', 'h', i - 1, 'h', i - 1, 'e' };

      g_byte_array_append (pickle, more, sizeof more);
    }
  g_byte_array_append (pickle, (const guint8 *) ".", 1);
  payload = g_byte_array_free_to_bytes (g_steal_pointer (&pickle));
  dissection = pyro_dissection_new_for_payload (payload, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pyro_codec_get_serializer (pyro_dissection_get_codec (dissection)), ==, "pickle");
  g_assert_cmpuint (strlen (pyro_dissection_get_lines (dissection)[0]), <=, PYRO_MAX_DISSECTION_SIZE
                    + PYRO_MAX_DISSECTION_GROWTH * g_bytes_get_size (payload));
  g_assert_true (g_str_has_suffix (pyro_dissection_get_lines (dissection)[0], "…"));
}

static void
test_guess_nothing (void)
{
  static const char *const payloads[] = { "", "\xff\xfe", "hello there", "PYRO" };

  for (gsize i = 0; i < G_N_ELEMENTS (payloads); i++)
    {
      g_autoptr(GBytes) payload = g_bytes_new_static (payloads[i], strlen (payloads[i]));
      g_autoptr(GError) error = NULL;

      g_assert_null (pyro_dissection_new_for_payload (payload, NULL, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dissection/vectors", test_vectors);
  g_test_add_func ("/dissection/fields", test_fields);
  g_test_add_func ("/dissection/field-texts", test_field_texts);
  g_test_add_func ("/dissection/payloads", test_payloads);
  g_test_add_func ("/dissection/summary", test_summary);
  g_test_add_func ("/dissection/bounded", test_bounded);
  g_test_add_func ("/dissection/guess-nothing", test_guess_nothing);

  return g_test_run ();
}
