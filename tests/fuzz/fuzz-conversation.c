/* tests/fuzz/fuzz-conversation.c - a daemon and a client that may say anything
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/serve/conversation.h"
#include "core/wire/answer.h"
#include "core/wire/call.h"
#include "core/wire/welcome.h"
#include "tests/fuzz/fuzz.h"

#define MAX_SIZE 8192 /* bytes of a message of the client */

static PyroFrame *
answer_hello (PyroFrame *hello)
{
  g_autoptr(PyroValue) handshake = NULL;
  g_autoptr(PyroMetadata) metadata = pyro_metadata_new (NULL, NULL, NULL);
  g_autofree char *object = NULL;
  g_autoptr(GError) error = NULL;
  PyroFrame *frame;

  if (!pyro_welcome_read_hello (hello, &handshake, &object, &error))
    {
      assert_sentence (error);
      return pyro_welcome_new_refusal (hello, error->message, NULL, NULL);
    }
  frame = pyro_welcome_new (hello, handshake, metadata, NULL, NULL, &error);
  if (frame == NULL)
    assert_sentence (error);

  return frame != NULL ? frame : pyro_welcome_new_refusal (hello, error->message, NULL, NULL);
}

/* Gives back the arguments, or says why they cannot be read. */
static PyroFrame *
answer_call (PyroFrame *request)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroCall) call = pyro_call_new_from_frame (request, &error);
  g_autoptr(PyroException) exception = NULL;
  PyroFrame *frame = NULL;

  if (call != NULL)
    frame = pyro_answer_new (request, 0, pyro_call_get_args (call), NULL, pyro_call_get_annotations (call), TRUE,
                             &error);
  if (frame != NULL)
    return frame;

  assert_sentence (error);
  exception = pyro_exception_new ("ValueError", error->message);

  return pyro_answer_new_exception (request, exception, NULL, NULL, NULL);
}

static PyroFrame *
answer (PyroFrame *request)
{
  switch ((int) pyro_frame_get_frame_type (request))
    {
    case PYRO_FRAME_CONNECT:
      return answer_hello (request);
    case PYRO_FRAME_PING:
      return pyro_answer_new_pong (request, NULL, NULL);
    default:
      return (pyro_frame_get_flags (request) & PYRO_FRAME_FLAG_ONEWAY) != 0 ? NULL : answer_call (request);
    }
}

static void
write_out (PyroConversation *conversation,
           gsize             most)
{
  struct iovec vectors[4];
  guint n = pyro_conversation_output (conversation, vectors, G_N_ELEMENTS (vectors));
  gsize there = 0;

  for (guint i = 0; i < n; i++)
    there += vectors[i].iov_len;
  g_assert_cmpuint (there, <=, pyro_conversation_get_n_unread (conversation));
  g_assert_true ((there == 0) == (pyro_conversation_get_n_unread (conversation) == 0));
  pyro_conversation_wrote (conversation, MIN (there, most));
}

static void
receive (PyroConversation *conversation,
         const guint8     *data,
         gsize             size)
{
  gsize room = size;
  guint8 *direct = pyro_conversation_reserve (conversation, &room);

  if (direct == NULL || room < size)
    {
      pyro_conversation_feed (conversation, data, size);
      return;
    }
  memcpy (direct, data, size);
  pyro_conversation_received (conversation, size);
}

/* The first byte says how many bytes come with one read, the second how many go with one write, the third
 * whether there is no handshake, and a key. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GBytes) key = g_bytes_new_static ("key", 3);
  g_autoptr(PyroConversation) conversation = NULL;
  gsize step;

  if (size < 3)
    return 0;
  conversation = pyro_conversation_new ((data[2] & 1) != 0, MAX_SIZE, (data[2] & 2) != 0 ? key : NULL);
  step = (gsize) data[0] + 1;

  for (gsize at = 3; at < size; at += step)
    {
      g_autofree guint8 *chunk = g_memdup2 (data + at, MIN (step, size - at));
      PyroFrame *request;

      receive (conversation, chunk, MIN (step, size - at));
      while ((request = pyro_conversation_next (conversation)) != NULL)
        {
          g_autoptr(PyroFrame) frame = answer (request);

          g_assert_true (pyro_conversation_is_busy (conversation));
          pyro_conversation_answer (conversation, request, frame);
          pyro_frame_unref (request);
        }
      write_out (conversation, data[1]);
      g_assert_cmpuint (pyro_conversation_get_n_held (conversation), <, 256 * 1024);
      if (pyro_conversation_is_finished (conversation))
        break;
    }

  return 0;
}
