/* tests/wire/test-frame.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/wire/frame.h"

#include "core/codec/deflate.h"
#include "core/error.h"
#include "core/limits.h"
#include "core/wire/parser.h"
#include "tests/wire/vectors.h"

static PyroFrame *
frame_from_vector (const Vector *vector)
{
  g_autoptr(PyroAnnotations) annotations = vector_dup_annotations (vector);
  g_autoptr(GBytes) payload = g_bytes_new (vector->payload, vector->payload_size);
  gboolean correlated = (vector->flags & PYRO_FRAME_FLAG_CORRELATION) != 0;

  return pyro_frame_new (vector_get_generation (vector), vector->type, vector->flags,
                         vector->serializer_id, correlated ? vector_correlation : NULL,
                         annotations, payload);
}

static void
test_encode (gconstpointer data)
{
  const Vector *vector = data;
  g_autoptr(GByteArray) wire = vector_dup_wire (vector);
  g_autoptr(PyroFrame) frame = frame_from_vector (vector);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) encoded = pyro_frame_encode (frame, vector->seq, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (encoded, NULL), g_bytes_get_size (encoded), wire->data, wire->len);
  g_assert_cmpuint (pyro_frame_get_size (frame), ==, wire->len);
  g_assert_cmpuint (pyro_frame_get_seq (frame), ==, 0);
}

static void
assert_frame_is (PyroFrame    *frame,
                 const Vector *vector)
{
  g_autoptr(PyroAnnotations) annotations = pyro_frame_dup_annotations (frame);
  GBytes *payload = pyro_frame_get_payload (frame);
  const guint8 *correlation = pyro_frame_get_correlation (frame);

  g_assert_true (pyro_frame_get_generation (frame) == vector_get_generation (vector));
  g_assert_cmpint (pyro_frame_get_frame_type (frame), ==, vector->type);
  g_assert_cmphex (pyro_frame_get_flags (frame), ==, vector->flags);
  g_assert_cmpuint (pyro_frame_get_serializer_id (frame), ==, vector->serializer_id);
  g_assert_cmpuint (pyro_frame_get_seq (frame), ==, vector->seq);
  g_assert_cmpmem (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload),
                   vector->payload, vector->payload_size);

  if ((vector->flags & PYRO_FRAME_FLAG_CORRELATION) != 0)
    g_assert_cmpmem (correlation, PYRO_CORRELATION_SIZE, vector_correlation, PYRO_CORRELATION_SIZE);
  else
    g_assert_null (correlation);

  g_assert_cmpint (pyro_annotations_get_n (annotations), ==,
                   (vector->annotations[0] != NULL) + vector_annotates_correlation (vector));
  if (vector->annotations[0] != NULL)
    {
      GBytes *chunk = pyro_annotations_get_data (annotations, 0);

      g_assert_cmpstr (pyro_annotations_get_id (annotations, 0), ==, vector->annotations[0]);
      g_assert_cmpmem (g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk),
                       vector->annotations[1], strlen (vector->annotations[1]));
    }
}

static void
test_decode (gconstpointer data)
{
  const Vector *vector = data;
  g_autoptr(GByteArray) wire = vector_dup_wire (vector);
  g_autoptr(PyroParser) parser = pyro_parser_new (1024);
  g_autoptr(PyroFrame) frame = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) again = NULL;

  pyro_parser_feed (parser, wire->data, wire->len);
  g_assert_cmpint (pyro_parser_next (parser, &frame, NULL, &error), ==, PYRO_PARSE_FRAME);
  g_assert_no_error (error);
  g_assert_true (pyro_parser_is_idle (parser));
  assert_frame_is (frame, vector);

  again = pyro_frame_encode (frame, vector->seq, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (again, NULL), g_bytes_get_size (again), wire->data, wire->len);
}

/* The flag follows the id, whatever the caller says. */
static void
test_correlation_flag (void)
{
  g_autoptr(PyroFrame) without = pyro_frame_new (pyro_generation_get_pyro5 (), PYRO_FRAME_PING,
                                                 PYRO_FRAME_FLAG_CORRELATION, 1, NULL, NULL, NULL);
  g_autoptr(PyroFrame) with = pyro_frame_new (pyro_generation_get_pyro5 (), PYRO_FRAME_PING,
                                              PYRO_FRAME_FLAG_NONE, 1, vector_correlation, NULL, NULL);

  g_assert_cmphex (pyro_frame_get_flags (without), ==, 0);
  g_assert_null (pyro_frame_get_correlation (without));
  g_assert_cmphex (pyro_frame_get_flags (with), ==, PYRO_FRAME_FLAG_CORRELATION);
  g_assert_nonnull (pyro_frame_get_correlation (with));
}

/* A flag of the other generation has no bit here. */
static void
test_foreign_flag (void)
{
  g_autoptr(PyroFrame) frame = pyro_frame_new (pyro_generation_get_pyro5 (), PYRO_FRAME_CONNECT,
                                               PYRO_FRAME_FLAG_META_ON_CONNECT, 1, NULL, NULL, NULL);
  g_autoptr(GBytes) wire = pyro_frame_encode (frame, 0, NULL);
  const guint8 *data = g_bytes_get_data (wire, NULL);

  g_assert_cmphex (data[8], ==, 0);
  g_assert_cmphex (data[9], ==, 0);
}

static void
test_plain_payload (void)
{
  g_autoptr(PyroFrame) frame = frame_from_vector (vector_find ("result-compressed"));
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) plain = pyro_frame_dup_plain_payload (frame, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), "hello", 5);
}

static void
test_plain_payload_as_is (void)
{
  g_autoptr(GBytes) payload = g_bytes_new_static ("hello", 5);
  g_autoptr(PyroFrame) frame = pyro_frame_new (pyro_generation_get_pyro5 (), PYRO_FRAME_RESULT,
                                               PYRO_FRAME_FLAG_NONE, 1, NULL, NULL, payload);
  g_autoptr(GBytes) plain = pyro_frame_dup_plain_payload (frame, NULL);

  g_assert_true (plain == payload);
}

static void
test_plain_payload_damaged (void)
{
  g_autoptr(GBytes) payload = g_bytes_new_static ("hello", 5);
  g_autoptr(PyroFrame) frame = pyro_frame_new (pyro_generation_get_pyro5 (), PYRO_FRAME_RESULT,
                                               PYRO_FRAME_FLAG_COMPRESSED, 1, NULL, NULL, payload);
  g_autoptr(GError) error = NULL;

  g_assert_null (pyro_frame_dup_plain_payload (frame, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL);
}

/* A message may not grow over the size that it is allowed to have on the wire. */
static void
test_plain_payload_grows (void)
{
  g_autofree char *zeros = g_malloc0 (100000);
  g_autoptr(GBytes) plain = g_bytes_new (zeros, 100000);
  g_autoptr(GBytes) payload = pyro_deflate (plain, 9, NULL);
  g_autoptr(PyroFrame) frame = pyro_frame_new (pyro_generation_get_pyro5 (), PYRO_FRAME_RESULT,
                                               PYRO_FRAME_FLAG_COMPRESSED, 1, NULL, NULL, payload);
  g_autoptr(GBytes) wire = pyro_frame_encode (frame, 1, NULL);

  for (gsize max_size = 99999; max_size <= 100000; max_size++)
    {
      g_autoptr(PyroParser) parser = pyro_parser_new (max_size);
      g_autoptr(PyroFrame) received = NULL;
      g_autoptr(GBytes) inflated = NULL;
      g_autoptr(GError) error = NULL;

      pyro_parser_feed (parser, g_bytes_get_data (wire, NULL), g_bytes_get_size (wire));
      g_assert_cmpint (pyro_parser_next (parser, &received, NULL, &error), ==, PYRO_PARSE_FRAME);
      inflated = pyro_frame_dup_plain_payload (received, &error);
      if (max_size == 100000)
        {
          g_assert_no_error (error);
          g_assert_true (g_bytes_equal (inflated, plain));
        }
      else
        {
          g_assert_null (inflated);
          g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
        }
    }
}

static void
test_with_seq (void)
{
  g_autoptr(GBytes) payload = g_bytes_new_static ("hello", 5);
  g_autoptr(PyroFrame) frame = pyro_frame_new (pyro_generation_get_pyro5 (), PYRO_FRAME_INVOKE,
                                               PYRO_FRAME_FLAG_ONEWAY, 1,
                                               (const guint8 *) "0123456789abcdef", NULL, payload);
  g_autoptr(PyroFrame) copy = pyro_frame_with_seq (frame, 77);
  g_autoptr(GBytes) bytes = pyro_frame_encode (frame, 5, NULL);
  g_autoptr(GBytes) copy_bytes = pyro_frame_encode (copy, 5, NULL);

  g_assert_cmpuint (pyro_frame_get_seq (frame), ==, 0);
  g_assert_cmpuint (pyro_frame_get_seq (copy), ==, 77);
  g_assert_true (g_bytes_equal (bytes, copy_bytes));
}

/* Nothing is allocated for these, as nobody reads them. */
static void
test_too_large (void)
{
#if GLIB_SIZEOF_SIZE_T > 4
  g_autoptr(GBytes) huge = g_bytes_new_static ("", (gsize) G_MAXUINT32 + 1);
  g_autoptr(PyroAnnotations) empty = pyro_annotations_new ();
  g_autoptr(PyroAnnotations) annotations = pyro_annotations_with (empty, "HUGE", huge, NULL);
  g_autoptr(PyroFrame) payload_frame = NULL;
  g_autoptr(PyroFrame) annotations_frame = NULL;
  g_autoptr(PyroAnnotations) none = NULL;
  g_autoptr(GError) error = NULL;

  payload_frame = pyro_frame_new (pyro_generation_get_pyro5 (), PYRO_FRAME_INVOKE,
                                  PYRO_FRAME_FLAG_NONE, 1, NULL, NULL, huge);
  g_assert_null (pyro_frame_encode (payload_frame, 0, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, "The data are larger than a message of Pyro5 can carry");
  g_clear_error (&error);

  annotations_frame = pyro_frame_new (pyro_generation_get_pyro5 (), PYRO_FRAME_INVOKE,
                                      PYRO_FRAME_FLAG_NONE, 1, NULL, annotations, NULL);
  g_assert_null (pyro_frame_encode (annotations_frame, 0, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, "The annotations are larger than a message of Pyro5 can carry");
  g_assert_null (pyro_frame_get_annotations_block (annotations_frame));
  none = pyro_frame_dup_annotations (annotations_frame);
  g_assert_cmpuint (pyro_annotations_get_n (none), ==, 0);
  g_assert_cmpuint (pyro_frame_get_size (annotations_frame), ==, 40);
#else
  g_test_skip ("sizes have 32 bits here");
#endif
}

/* Pyro4's header has less room: 16 bits for annotations, 31 for the payload. */
static void
test_too_large_for_pyro4 (void)
{
  g_autofree char *zeros = g_malloc0 (G_MAXUINT16);
  g_autoptr(PyroAnnotations) empty = pyro_annotations_new ();

  for (gsize size = G_MAXUINT16 - 6 - 1; size <= G_MAXUINT16; size++)
    {
      g_autoptr(GBytes) data = g_bytes_new_static (zeros, size);
      g_autoptr(PyroAnnotations) annotations = pyro_annotations_with (empty, "BIGG", data, NULL);
      g_autoptr(PyroFrame) frame = pyro_frame_new (pyro_generation_get_pyro4 (), PYRO_FRAME_INVOKE,
                                                   PYRO_FRAME_FLAG_NONE, 1, NULL, annotations, NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) wire = pyro_frame_encode (frame, 0, &error);

      g_assert_cmpint (wire != NULL, ==, size + 6 <= G_MAXUINT16);
      if (wire == NULL)
        {
          g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
          g_assert_cmpstr (error->message, ==, "The annotations are larger than a message of Pyro4 can carry");
        }
    }

#if GLIB_SIZEOF_SIZE_T > 4
  g_autoptr(GBytes) huge = g_bytes_new_static ("", (gsize) G_MAXINT32 + 1);
  g_autoptr(PyroFrame) frame = pyro_frame_new (pyro_generation_get_pyro4 (), PYRO_FRAME_INVOKE,
                                               PYRO_FRAME_FLAG_NONE, 1, NULL, NULL, huge);
  g_autoptr(GError) error = NULL;

  g_assert_null (pyro_frame_encode (frame, 0, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, "The data are larger than a message of Pyro4 can carry");
#endif
}

/* A daemon has it first, and where it puts it itself it stays. */
static void
test_correlation_of_an_answer (void)
{
  g_autoptr(PyroAnnotations) none = pyro_annotations_new ();
  g_autoptr(GBytes) data = g_bytes_new_static ("ab", 2);
  g_autoptr(GBytes) id = g_bytes_new (vector_correlation, PYRO_CORRELATION_SIZE);
  g_autoptr(PyroAnnotations) one = pyro_annotations_with (none, "METH", data, NULL);
  g_autoptr(PyroAnnotations) placed = pyro_annotations_with (one, "CORR", id, NULL);
  g_autoptr(PyroAnnotations) wrong = pyro_annotations_with (one, "CORR", data, NULL);
  g_autoptr(PyroAnnotations) more = pyro_annotations_with (placed, "DAEM", data, NULL);
  const struct
  {
    PyroAnnotations *given;
    const char      *ids;
  } cases[] = { { NULL, "CORR " }, { one, "CORR METH " }, { wrong, "CORR METH " }, { more, "METH CORR DAEM " } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PyroFrame) frame = pyro_frame_new (pyro_generation_get_pyro4 (), PYRO_FRAME_RESULT,
                                                   PYRO_FRAME_FLAG_NONE, 1, vector_correlation, cases[i].given, NULL);
      g_autoptr(PyroAnnotations) sent = pyro_frame_dup_annotations (frame);
      g_autoptr(GString) ids = g_string_new (NULL);

      for (guint j = 0; j < pyro_annotations_get_n (sent); j++)
        g_string_append_printf (ids, "%s ", pyro_annotations_get_id (sent, j));
      g_assert_cmpstr (ids->str, ==, cases[i].ids);
      g_assert_cmpmem (pyro_frame_get_correlation (frame), PYRO_CORRELATION_SIZE,
                       vector_correlation, PYRO_CORRELATION_SIZE);
    }
}

/* In a call it goes last, instead of one that the caller gave; 999 others leave room for it, 1000 do not. */
static void
test_correlation_annotation (void)
{
  g_autoptr(PyroAnnotations) annotations = pyro_annotations_new ();
  g_autoptr(GBytes) data = g_bytes_new_static ("ab", 2);
  g_autoptr(PyroFrame) without = NULL;
  g_autoptr(PyroFrame) full = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < PYRO_MAX_ANNOTATIONS; i++)
    {
      g_autoptr(PyroAnnotations) old = g_steal_pointer (&annotations);
      g_autofree char *id = i == 0 ? g_strdup ("CORR") : g_strdup_printf ("%04u", i);
      g_autoptr(PyroFrame) frame = NULL;
      g_autoptr(PyroAnnotations) sent = NULL;

      annotations = pyro_annotations_with (old, id, data, NULL);
      if (i > 2)
        continue;
      frame = pyro_frame_new (pyro_generation_get_pyro4 (), PYRO_FRAME_INVOKE, PYRO_FRAME_FLAG_NONE, 1,
                              vector_correlation, annotations, NULL);
      sent = pyro_frame_dup_annotations (frame);
      g_assert_cmpuint (pyro_annotations_get_n (sent), ==, i + 1);
      g_assert_cmpstr (pyro_annotations_get_id (sent, i), ==, "CORR");
      g_assert_cmpmem (pyro_frame_get_correlation (frame), PYRO_CORRELATION_SIZE,
                       vector_correlation, PYRO_CORRELATION_SIZE);
      g_assert_cmphex (pyro_frame_get_flags (frame), ==, PYRO_FRAME_FLAG_CORRELATION);
    }

  /* one of another size is no correlation id */
  without = pyro_frame_new (pyro_generation_get_pyro4 (), PYRO_FRAME_INVOKE, PYRO_FRAME_FLAG_CORRELATION,
                            1, NULL, annotations, NULL);
  g_assert_null (pyro_frame_get_correlation (without));
  g_assert_cmphex (pyro_frame_get_flags (without), ==, PYRO_FRAME_FLAG_NONE);

  {
    g_autoptr(PyroAnnotations) others = pyro_annotations_new ();

    for (guint i = 0; i < PYRO_MAX_ANNOTATIONS; i++)
      {
        g_autoptr(PyroAnnotations) old = g_steal_pointer (&others);
        g_autofree char *id = g_strdup_printf ("%04u", i);

        others = pyro_annotations_with (old, id, data, NULL);
      }
    full = pyro_frame_new (pyro_generation_get_pyro4 (), PYRO_FRAME_INVOKE, PYRO_FRAME_FLAG_NONE, 1,
                           vector_correlation, others, NULL);
  }
  g_assert_null (pyro_frame_encode (full, 0, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
}

static void
test_type_names (void)
{
  g_assert_cmpstr (pyro_frame_type_get_name (PYRO_FRAME_CONNECT), ==, "CONNECT");
  g_assert_cmpstr (pyro_frame_type_get_name (PYRO_FRAME_CONNECT_OK), ==, "CONNECTOK");
  g_assert_cmpstr (pyro_frame_type_get_name (PYRO_FRAME_CONNECT_FAIL), ==, "CONNECTFAIL");
  g_assert_cmpstr (pyro_frame_type_get_name (PYRO_FRAME_INVOKE), ==, "INVOKE");
  g_assert_cmpstr (pyro_frame_type_get_name (PYRO_FRAME_RESULT), ==, "RESULT");
  g_assert_cmpstr (pyro_frame_type_get_name (PYRO_FRAME_PING), ==, "PING");
}

static void
test_boxed (void)
{
  g_autoptr(PyroFrame) frame = frame_from_vector (&vectors[0]);
  PyroFrame *copy = g_boxed_copy (PYRO_TYPE_FRAME, frame);

  g_assert_true (copy == frame);
  g_boxed_free (PYRO_TYPE_FRAME, copy);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *encode = g_strconcat ("/frame/encode/", vectors[i].name, NULL);
      g_autofree char *decode = g_strconcat ("/frame/decode/", vectors[i].name, NULL);

      g_test_add_data_func (encode, &vectors[i], test_encode);
      g_test_add_data_func (decode, &vectors[i], test_decode);
    }
  g_test_add_func ("/frame/correlation-flag", test_correlation_flag);
  g_test_add_func ("/frame/foreign-flag", test_foreign_flag);
  g_test_add_func ("/frame/plain-payload/compressed", test_plain_payload);
  g_test_add_func ("/frame/plain-payload/as-is", test_plain_payload_as_is);
  g_test_add_func ("/frame/plain-payload/damaged", test_plain_payload_damaged);
  g_test_add_func ("/frame/plain-payload/grows", test_plain_payload_grows);
  g_test_add_func ("/frame/with-seq", test_with_seq);
  g_test_add_func ("/frame/too-large", test_too_large);
  g_test_add_func ("/frame/too-large-for-pyro4", test_too_large_for_pyro4);
  g_test_add_func ("/frame/correlation-annotation", test_correlation_annotation);
  g_test_add_func ("/frame/correlation-of-an-answer", test_correlation_of_an_answer);
  g_test_add_func ("/frame/type-names", test_type_names);
  g_test_add_func ("/frame/boxed", test_boxed);

  return g_test_run ();
}
