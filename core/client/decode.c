/* core/client/decode.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Reading replies without stopping the main context for long. */

#include "core/client/decode-private.h"

/* Bytes of a payload that are decoded at once, in the main context. Larger ones take a millisecond
 * or more, and so they go to a thread; so do compressed ones, which do not show their size. */
#define MAX_SIZE_AT_ONCE (64 * 1024)

typedef struct
{
  PyroReply      *reply;
  PyroDecodeFunc  func;
  guint           detail;
  GDestroyNotify  result_free;
} Decoding;

static void
decoding_free (gpointer data)
{
  Decoding *self = data;

  pyro_reply_unref (self->reply);
  g_free (self);
}

static void
decode (GTask        *task,
        gpointer      source_object,
        gpointer      task_data,
        GCancellable *cancellable)
{
  Decoding *self = task_data;
  GError *error = NULL;
  gpointer result = self->func (self->reply, self->detail, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, self->result_free);
  else
    g_task_return_error (task, error);
}

static gboolean
is_large (PyroReply *reply)
{
  PyroFrame *frame = pyro_reply_get_frame (reply);

  return (pyro_frame_get_flags (frame) & PYRO_FRAME_FLAG_COMPRESSED) != 0 ||
         g_bytes_get_size (pyro_frame_get_payload (frame)) > MAX_SIZE_AT_ONCE;
}

/*
 * _pyro_decode_async:
 * @func: what reads it; a small reply here and now, a large one in a thread
 * @detail: passed to @func
 * @result_free: frees what @func returns
 *
 * Reads a reply. The task knows nothing but the reply: a thread may be the last to let go of its task,
 * and no object of a main context must end there.
 */
void
_pyro_decode_async (PyroReply           *reply,
                    PyroDecodeFunc       func,
                    guint                detail,
                    GDestroyNotify       result_free,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Decoding *self = g_new (Decoding, 1);

  *self = (Decoding) { pyro_reply_ref (reply), func, detail, result_free };
  g_task_set_source_tag (task, _pyro_decode_async);
  g_task_set_task_data (task, self, decoding_free);
  if (!is_large (reply))
    {
      decode (task, NULL, self, cancellable);
      return;
    }

  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, decode);
}

/*
 * _pyro_decode_finish:
 *
 * Returns: (transfer full): what the function of [func@_pyro_decode_async] returned, or %NULL with
 *   @error set
 */
gpointer
_pyro_decode_finish (GAsyncResult  *result,
                     GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
