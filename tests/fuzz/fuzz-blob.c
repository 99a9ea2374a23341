/* tests/fuzz/fuzz-blob.c - a blob, its label, and the call that passes it on
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/wire/blob.h"
#include "core/wire/call.h"
#include "tests/fuzz/fuzz.h"

static void
check_forward (PyroBlob  *blob,
               PyroFrame *frame)
{
  g_autoptr(PyroCall) call = pyro_call_new_blob ("other", "method", blob);
  g_autoptr(PyroFrame) sent = NULL;
  g_autoptr(PyroBlob) again = NULL;
  g_autoptr(GError) error = NULL;

  sent = pyro_call_to_frame (call, pyro_generation_get_pyro5 (), pyro_codec_find ("serpent"), &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (pyro_frame_get_payload (sent), pyro_frame_get_payload (frame)));
  again = pyro_blob_new_from_frame (sent, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pyro_blob_get_object (again), ==, "other");
  g_assert_true (pyro_value_identical (pyro_blob_get_info (again), pyro_blob_get_info (blob)));
}

/* Byte 0 is the serializer, byte 1 the size of the label; that and the payload follow. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  gsize n;
  g_autoptr(GBytes) label = NULL;
  g_autoptr(GBytes) payload = NULL;
  g_autoptr(PyroAnnotations) none = pyro_annotations_new ();
  g_autoptr(PyroAnnotations) annotations = NULL;
  g_autoptr(PyroFrame) frame = NULL;
  g_autoptr(PyroBlob) blob = NULL;
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(GError) error = NULL;

  if (size < 2)
    return 0;
  n = MIN (data[1], size - 2);
  label = g_bytes_new_static (data + 2, n);
  payload = g_bytes_new_static (data + 2 + n, size - 2 - n);
  annotations = pyro_annotations_with (none, "BLBI", label, NULL);
  frame = pyro_frame_new (pyro_generation_get_pyro5 (), PYRO_FRAME_INVOKE, PYRO_FRAME_FLAG_KEEP_SERIALIZED,
                          data[0] % 6, NULL, annotations, payload);

  blob = pyro_blob_new_from_frame (frame, &error);
  if (blob == NULL)
    {
      assert_sentence (error);
      return 0;
    }
  g_assert_true (g_utf8_validate (pyro_blob_get_object (blob), -1, NULL));
  g_assert_true (g_utf8_validate (pyro_blob_get_method (blob), -1, NULL));
  check_forward (blob, frame);
  value = pyro_blob_decode (blob, &error);
  g_assert_cmpint (value != NULL, ==, error == NULL);
  if (value == NULL)
    assert_sentence (error);

  return 0;
}
