/* tests/fuzz/fuzz-batch-reply.c - the answer to a batch
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/wire/batch-reply.h"
#include "tests/fuzz/fuzz.h"

/* Byte 0 is how many calls the batch had; the payload, in serpent, follows. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GBytes) payload = NULL;
  g_autoptr(PyroFrame) frame = NULL;
  g_autoptr(PyroReply) reply = NULL;
  g_autoptr(PyroBatchReply) batch = NULL;
  g_autoptr(GError) error = NULL;

  if (size == 0)
    return 0;
  payload = g_bytes_new_static (data + 1, size - 1);
  frame = pyro_frame_new (pyro_generation_get_pyro5 (), PYRO_FRAME_RESULT, PYRO_FRAME_FLAG_BATCH, 1, NULL, NULL,
                          payload);
  reply = pyro_reply_new (frame, NULL);
  batch = pyro_batch_reply_new (reply, data[0], &error);
  if (batch == NULL)
    {
      assert_sentence (error);
      return 0;
    }

  g_assert_cmpuint (pyro_batch_reply_get_n_results (batch), <=, data[0]);
  g_assert_cmpint (pyro_batch_reply_get_n_results (batch) < data[0], ==,
                   pyro_batch_reply_get_exception (batch) != NULL);
  for (guint i = 0; i < data[0]; i++)
    {
      g_autoptr(GError) problem = NULL;
      g_autoptr(PyroValue) value = pyro_batch_reply_dup_result (batch, i, &problem);

      g_assert_cmpint (value != NULL, ==, i < pyro_batch_reply_get_n_results (batch));
      g_assert_cmpint (problem != NULL, ==, value == NULL);
    }

  return 0;
}
