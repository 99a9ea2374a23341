/* tests/wire/test-call.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/wire/call.h"

#include "core/codec/codec-private.h"
#include "core/error.h"
#include "core/limits.h"
#include "core/value/literal.h"
#include "tests/wire/vectors.h"

static PyroValue *
literal (const char *text)
{
  PyroValue *value = pyro_literal_parse (text, -1, NULL, NULL);

  g_assert_nonnull (value);

  return value;
}

static PyroFrame *
to_frame (PyroCall *call)
{
  g_autoptr(GError) error = NULL;
  PyroFrame *frame = pyro_call_to_frame (call, pyro_generation_get_pyro5 (), pyro_codec_find ("serpent"), &error);

  g_assert_no_error (error);
  g_assert_cmpint (pyro_frame_get_frame_type (frame), ==, PYRO_FRAME_INVOKE);
  g_assert_cmpuint (pyro_frame_get_serializer_id (frame), ==, 1);

  return frame;
}

static void
assert_payload (PyroCall   *call,
                const char *text)
{
  g_autoptr(PyroFrame) frame = to_frame (call);
  g_autofree char *wanted = g_strconcat ("# serpent utf-8 python3.2\n", text, NULL);
  gsize size;
  const char *payload = g_bytes_get_data (pyro_frame_get_payload (frame), &size);
  g_autofree char *found = g_strndup (payload, size);

  g_assert_cmpstr (found, ==, wanted);
}

static void
test_method (void)
{
  g_autoptr(PyroValue) args = literal ("('hi',)");
  g_autoptr(PyroValue) kwargs = literal ("{'loud': True}");
  g_autoptr(PyroValue) none = literal ("None");
  g_autoptr(PyroCall) plain = pyro_call_new ("obj", "echo", args, NULL);
  g_autoptr(PyroCall) full = pyro_call_new ("obj", "echo", args, kwargs);
  g_autoptr(PyroCall) empty = pyro_call_new ("obj", "echo", NULL, none);

  assert_payload (plain, "('obj','echo',('hi',),{})");
  assert_payload (full, "('obj','echo',('hi',),{'loud':True})");
  assert_payload (empty, "('obj','echo',(),{})");
  g_assert_cmpstr (pyro_call_get_object (full), ==, "obj");
  g_assert_cmpstr (pyro_call_get_method (full), ==, "echo");
  g_assert_true (pyro_value_equal (pyro_call_get_args (full), args));
  g_assert_true (pyro_value_equal (pyro_call_get_kwargs (full), kwargs));
  g_assert_cmpuint (pyro_value_get_length (pyro_call_get_kwargs (plain)), ==, 0);
  g_assert_false (pyro_call_get_oneway (full));
  g_assert_null (pyro_call_get_annotations (full));
  g_assert_null (pyro_call_get_correlation (full));
}

static void
test_attribute (void)
{
  g_autoptr(PyroValue) value = literal ("[1, 2]");
  g_autoptr(PyroValue) args = literal ("('exposure',)");
  g_autoptr(PyroCall) get = pyro_call_new_get ("obj", "exposure");
  g_autoptr(PyroCall) set = pyro_call_new_set ("obj", "exposure", value);
  g_autoptr(PyroCall) by_hand = pyro_call_new ("obj", "__getattr__", args, NULL);

  assert_payload (get, "('obj','__getattr__',('exposure',),None)");
  assert_payload (set, "('obj','__setattr__',('exposure',[1,2]),None)");
  assert_payload (by_hand, "('obj','__getattr__',('exposure',),None)");
  g_assert_null (pyro_call_get_kwargs (get));
}

/* The test vector of the protocol, byte for byte. */
static void
test_vector (void)
{
  g_autoptr(PyroValue) args = literal ("('hi',)");
  g_autoptr(PyroCall) plain = pyro_call_new ("obj", "echo", args, NULL);
  g_autoptr(PyroCall) annotated = NULL;
  g_autoptr(PyroCall) full = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr(GByteArray) wire = NULL;
      g_autoptr(PyroAnnotations) annotations = NULL;
      g_autoptr(PyroFrame) frame = NULL;
      g_autoptr(GBytes) encoded = NULL;

      if (!g_str_equal (vectors[i].name, "invoke"))
        continue;
      wire = vector_dup_wire (&vectors[i]);
      annotations = vector_dup_annotations (&vectors[i]);
      annotated = pyro_call_with_annotations (plain, annotations);
      full = pyro_call_with_correlation (annotated, vector_correlation);
      frame = to_frame (full);
      encoded = pyro_frame_encode (frame, 1, NULL);
      g_assert_cmpmem (g_bytes_get_data (encoded, NULL), g_bytes_get_size (encoded), wire->data, wire->len);
    }
  g_assert_nonnull (full);
}

/* What makes another one changes nothing else, and not the old one. */
static void
test_with (void)
{
  g_autoptr(PyroCall) plain = pyro_call_new ("obj", "echo", NULL, NULL);
  g_autoptr(PyroAnnotations) annotations = pyro_annotations_new ();
  g_autoptr(PyroCall) oneway = pyro_call_with_oneway (plain, TRUE);
  g_autoptr(PyroCall) annotated = pyro_call_with_annotations (oneway, annotations);
  g_autoptr(PyroCall) correlated = pyro_call_with_correlation (annotated, vector_correlation);
  g_autoptr(PyroCall) back = pyro_call_with_oneway (correlated, FALSE);
  g_autoptr(PyroCall) bare = pyro_call_with_annotations (correlated, NULL);
  g_autoptr(PyroCall) alone = pyro_call_with_correlation (correlated, NULL);
  g_autoptr(PyroFrame) frame = to_frame (oneway);

  g_assert_cmphex (pyro_frame_get_flags (frame), ==, PYRO_FRAME_FLAG_ONEWAY);
  g_assert_false (pyro_call_get_oneway (plain));
  g_assert_null (pyro_call_get_annotations (oneway));
  g_assert_null (pyro_call_get_correlation (annotated));

  g_assert_true (pyro_call_get_oneway (correlated));
  g_assert_true (pyro_call_get_annotations (correlated) == annotations);
  g_assert_cmpmem (pyro_call_get_correlation (correlated), 16, vector_correlation, 16);
  g_assert_false (pyro_call_get_oneway (back));
  g_assert_true (pyro_call_get_annotations (back) == annotations);
  g_assert_null (pyro_call_get_annotations (bare));
  g_assert_nonnull (pyro_call_get_correlation (bare));
  g_assert_null (pyro_call_get_correlation (alone));
  g_assert_cmpstr (pyro_call_get_method (alone), ==, "echo");
}

static void
assert_too_large (PyroCall   *call,
                  const char *message)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (pyro_call_to_frame (call, pyro_generation_get_pyro5 (), pyro_codec_find ("serpent"), &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_too_deep (void)
{
  g_autofree char *open = g_strnfill (PYRO_MAX_DEPTH, '[');
  g_autofree char *close = g_strnfill (PYRO_MAX_DEPTH, ']');
  g_autofree char *text = g_strconcat (open, close, NULL);
  g_autoptr(PyroValue) value = literal (text);
  g_autoptr(PyroCall) set = pyro_call_new_set ("obj", "exposure", value);
  g_autoptr(PyroCall) copy = pyro_call_with_oneway (set, TRUE);
  g_autoptr(PyroCall) call = pyro_call_new ("obj", "echo", value, NULL);

  assert_too_large (set, "The value is nested deeper than 198 levels");
  assert_too_large (copy, "The value is nested deeper than 198 levels");
  assert_too_large (call, "The arguments are nested deeper than 199 levels");
}

/* Some serializers have no number in this generation. */
static void
test_foreign_codec (void)
{
  static const PyroCodec pickle = { .name = "pickle" };
  g_autoptr(PyroCall) call = pyro_call_new ("obj", "echo", NULL, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (pyro_call_to_frame (call, pyro_generation_get_pyro5 (), &pickle, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
  g_assert_cmpstr (error->message, ==, "Pyro5 does not have the serializer pickle");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/call/method", test_method);
  g_test_add_func ("/call/attribute", test_attribute);
  g_test_add_func ("/call/vector", test_vector);
  g_test_add_func ("/call/with", test_with);
  g_test_add_func ("/call/too-deep", test_too_deep);
  g_test_add_func ("/call/foreign-codec", test_foreign_codec);

  return g_test_run ();
}
