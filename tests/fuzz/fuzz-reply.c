/* tests/fuzz/fuzz-reply.c - the answer to a call: a value, an exception, an item stream
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/wire/exception.h"
#include "core/wire/reply.h"
#include "core/wire/traceback.h"
#include "tests/fuzz/fuzz.h"

static void
check_exception (PyroException *exception)
{
  g_autoptr(GPtrArray) frames = NULL;

  g_assert_nonnull (pyro_exception_get_class_name (exception));
  g_assert_nonnull (pyro_exception_get_short_class_name (exception));
  g_assert_true (g_utf8_validate (pyro_exception_get_message (exception), -1, NULL));
  g_assert_true (pyro_value_is_container (pyro_exception_get_args (exception)));
  g_assert_true (pyro_value_is_container (pyro_exception_get_attributes (exception)));
  if (pyro_exception_get_traceback (exception) == NULL)
    return;
  for (gsize i = 0; pyro_exception_get_traceback (exception)[i] != NULL; i++)
    g_assert_true (g_utf8_validate (pyro_exception_get_traceback (exception)[i], -1, NULL));
  frames = pyro_traceback_parse (pyro_exception_get_traceback (exception));
}

static void
check_refusal (PyroReply    *reply,
               const GError *error)
{
  if (error->domain != PYRO_REMOTE_ERROR)
    {
      assert_sentence (error);
      return;
    }
  g_assert_true (pyro_reply_is_exception (reply));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  check_exception (pyro_remote_error_get_exception (error));
}

/* Bytes 0 to 3 are the type, the flags, the serializer and the size of an annotation; that and the
 * payload follow. */
static PyroFrame *
read_frame (const guint8 *data,
            gsize         size)
{
  gsize n = MIN (data[3], size - 4);
  g_autoptr(GBytes) stream = g_bytes_new_static (data + 4, n);
  g_autoptr(GBytes) payload = g_bytes_new_static (data + 4 + n, size - 4 - n);
  g_autoptr(PyroAnnotations) none = pyro_annotations_new ();
  g_autoptr(PyroAnnotations) annotations = pyro_annotations_with (none, "STRM", stream, NULL);

  return pyro_frame_new (pyro_generation_get_pyro5 (), 1 + data[0] % 6, data[1], data[2], NULL,
                         n > 0 ? annotations : NULL, payload);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(PyroFrame) frame = NULL;
  g_autoptr(PyroReply) reply = NULL;
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(GError) error = NULL;

  if (size < 4)
    return 0;
  frame = read_frame (data, size);
  reply = pyro_reply_new (frame, &error);
  if (reply == NULL)
    {
      assert_sentence (error);
      return 0;
    }
  if (pyro_reply_get_stream_id (reply) != NULL)
    g_assert_cmpuint (strlen (pyro_reply_get_stream_id (reply)), ==, 36);

  value = pyro_reply_decode (reply, &error);
  g_assert_cmpint (value != NULL, ==, error == NULL);
  if (value == NULL)
    check_refusal (reply, error);

  return 0;
}
