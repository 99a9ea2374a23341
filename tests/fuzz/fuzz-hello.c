/* tests/fuzz/fuzz-hello.c - a daemon's answer to the handshake
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/wire/hello.h"
#include "tests/fuzz/fuzz.h"

/* The first byte says the type of the message, the second its serializer, the rest its payload. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GBytes) payload = NULL;
  g_autoptr(PyroFrame) frame = NULL;
  g_autoptr(PyroValue) handshake = NULL;
  g_autoptr(PyroMetadata) metadata = NULL;
  g_autoptr(GError) error = NULL;

  if (size < 2)
    return 0;
  payload = g_bytes_new_static (data + 2, size - 2);
  frame = pyro_frame_new (pyro_generation_get_pyro5 (), 1 + data[0] % 6, PYRO_FRAME_FLAG_NONE, data[1],
                          NULL, NULL, payload);

  if (pyro_hello_receive (frame, &handshake, &metadata, &error))
    {
      g_assert_no_error (error);
      g_assert_cmpint (pyro_frame_get_frame_type (frame), ==, PYRO_FRAME_CONNECT_OK);
      g_assert_nonnull (handshake);
      return 0;
    }

  assert_sentence (error);
  g_assert_null (handshake);
  g_assert_null (metadata);
  if (pyro_frame_get_frame_type (frame) == PYRO_FRAME_CONNECT_FAIL)
    g_assert_error (error, PYRO_ERROR, PYRO_ERROR_REFUSED);

  return 0;
}
