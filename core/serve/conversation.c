/* core/serve/conversation.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/serve/conversation.h"

#include <string.h>

#include "core/limits.h"
#include "core/wire/welcome.h"

/* Bytes of the longest header: what is kept of the opening, to say what was wrong with it. */
#define OPENING_SIZE 40

/*
 * A client has one message under way at a time, or sends many and waits: they are answered in their
 * order, so the next one is not given out before the last one is answered.
 *
 *   bytes ──▶ parser ──next()──▶ a request, busy ──answer()──▶ output ──▶ bytes
 *
 * The first message is the handshake, and what is none of Pyro's is told so, once. After it, what must
 * not come ends the conversation without a word, as it does with Python's daemons.
 */
struct _PyroConversation
{
  PyroParser           *parser;
  const PyroGeneration *generation; /* NULL before the handshake */
  GBytes               *hmac_key;   /* NULL for none */
  gsize                 max_size;   /* bytes of annotations and payload of a message */
  guint8               *opening;    /* NULL before the first byte, and when the first message is here */
  gsize                 n_opening;
  GQueue                output;     /* of GBytes; @n_written bytes of the head are gone already */
  gsize                 n_written;
  gsize                 n_unread;   /* bytes of @output */
  guint                 open : 1;
  guint                 busy : 1;
  guint                 finished : 1;
};

/**
 * pyro_conversation_new:
 * @greeted: whether both sides do without a handshake
 * @max_size: bytes of annotations and payload together that a message of the client may have
 * @hmac_key: (nullable): what messages are signed with where they can be, or %NULL for not at all
 *
 * Returns: (transfer full): a new conversation
 */
PyroConversation *
pyro_conversation_new (gboolean  greeted,
                       gsize     max_size,
                       GBytes   *hmac_key)
{
  PyroConversation *self = g_new0 (PyroConversation, 1);

  self->parser = pyro_parser_new (max_size);
  self->max_size = max_size;
  self->hmac_key = hmac_key != NULL ? g_bytes_ref (hmac_key) : NULL;
  self->open = greeted != FALSE;
  g_queue_init (&self->output);

  return self;
}

/**
 * pyro_conversation_free:
 * @self: (transfer full): a conversation
 */
void
pyro_conversation_free (PyroConversation *self)
{
  g_return_if_fail (self != NULL);

  g_queue_clear_full (&self->output, (GDestroyNotify) g_bytes_unref);
  pyro_parser_unref (self->parser);
  g_clear_pointer (&self->hmac_key, g_bytes_unref);
  g_free (self->opening);
  g_free (self);
}

/* ---- From the client ---- */

/**
 * pyro_conversation_reserve:
 * @self: a conversation
 * @size: (out): how many bytes there is room for
 *
 * Returns: (transfer none) (nullable): where to read the next bytes to, when they belong to a large
 *   message; %NULL when they are to be read elsewhere and given to pyro_conversation_feed()
 */
guint8 *
pyro_conversation_reserve (PyroConversation *self,
                           gsize            *size)
{
  g_return_val_if_fail (self != NULL, NULL);

  return pyro_parser_is_direct (self->parser) ? pyro_parser_reserve (self->parser, size) : NULL;
}

/**
 * pyro_conversation_received:
 * @self: a conversation
 * @size: bytes that were put where pyro_conversation_reserve() said
 */
void
pyro_conversation_received (PyroConversation *self,
                            gsize             size)
{
  g_return_if_fail (self != NULL);

  pyro_parser_commit (self->parser, size);
}

/**
 * pyro_conversation_feed:
 * @self: a conversation
 * @data: (array length=size): the next bytes of the client
 * @size: how many
 */
void
pyro_conversation_feed (PyroConversation *self,
                        const guint8     *data,
                        gsize             size)
{
  g_return_if_fail (self != NULL);

  if (self->finished)
    return;

  if (!self->open && self->n_opening < OPENING_SIZE)
    {
      gsize n = MIN (size, OPENING_SIZE - self->n_opening);

      if (self->opening == NULL)
        self->opening = g_malloc (OPENING_SIZE);
      if (n > 0)
        memcpy (self->opening + self->n_opening, data, n);
      self->n_opening += n;
    }
  pyro_parser_feed (self->parser, data, size);
}

static void
pyro_conversation_push (PyroConversation *self,
                        GBytes           *wire)
{
  self->n_unread += g_bytes_get_size (wire);
  g_queue_push_tail (&self->output, wire);
}

/* Tells a client that did not begin as it should. */
static void
pyro_conversation_refuse (PyroConversation *self)
{
  g_autoptr(PyroFrame) refusal = NULL;

  if (!self->open && self->generation == NULL)
    refusal = pyro_welcome_refuse_bytes (self->opening, self->n_opening, self->max_size, self->hmac_key);
  if (refusal != NULL)
    pyro_conversation_push (self, pyro_frame_encode (refusal, 0, NULL));
  pyro_conversation_finish (self);
}

/* Whether @frame may come now; else the conversation is at its end. */
static gboolean
pyro_conversation_check (PyroConversation *self,
                         PyroFrame        *frame)
{
  const PyroGeneration *generation = pyro_frame_get_generation (frame);
  PyroFrameType type = pyro_frame_get_frame_type (frame);
  g_autoptr(PyroFrame) refusal = NULL;

  if (self->generation != NULL && self->generation != generation)
    {
      pyro_conversation_finish (self);
      return FALSE;
    }
  if (self->open ? type != PYRO_FRAME_INVOKE && type != PYRO_FRAME_PING : type != PYRO_FRAME_CONNECT)
    {
      pyro_conversation_refuse (self);
      return FALSE;
    }
  /* where a key is asked for, a generation that has no signatures is no way around it */
  if (pyro_frame_check_hmac (frame, self->hmac_key, NULL) &&
      (self->hmac_key == NULL || pyro_generation_has_hmac (generation)))
    return TRUE;

  if (!self->open)
    {
      refusal = pyro_welcome_refuse_signature (frame, self->hmac_key);
      pyro_conversation_push (self, pyro_frame_encode (refusal, 0, NULL));
    }
  pyro_conversation_finish (self);

  return FALSE;
}

/**
 * pyro_conversation_next:
 * @self: a conversation
 *
 * Takes the next request: the handshake, a call or a ping. There is none before the last one is
 * answered.
 *
 * Returns: (transfer full) (nullable): the request, or %NULL when there is none for now
 */
PyroFrame *
pyro_conversation_next (PyroConversation *self)
{
  g_autoptr(PyroFrame) frame = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->busy || self->finished)
    return NULL;

  switch (pyro_parser_next (self->parser, &frame, NULL, NULL))
    {
    case PYRO_PARSE_FRAME:
      break;
    case PYRO_PARSE_NEED_MORE:
      pyro_parser_trim (self->parser);
      return NULL;
    case PYRO_PARSE_ERROR:
    default:
      pyro_conversation_refuse (self);
      return NULL;
    }
  if (!pyro_conversation_check (self, frame))
    return NULL;

  self->generation = pyro_frame_get_generation (frame);
  self->busy = TRUE;
  g_clear_pointer (&self->opening, g_free);
  self->n_opening = OPENING_SIZE;

  return g_steal_pointer (&frame);
}

/* ---- To the client ---- */

/**
 * pyro_conversation_answer:
 * @self: a conversation that is busy
 * @request: the request that pyro_conversation_next() gave
 * @answer: (nullable): the answer to it, or %NULL for none
 *
 * Answers a request. A welcome opens the conversation, and a refusal ends it; so does an answer that
 * is larger than a message may be.
 */
void
pyro_conversation_answer (PyroConversation *self,
                          PyroFrame        *request,
                          PyroFrame        *answer)
{
  g_autoptr(PyroFrame) sealed = NULL;
  GBytes *wire;

  g_return_if_fail (self != NULL);
  g_return_if_fail (self->busy);

  self->busy = FALSE;
  if (answer == NULL || self->finished)
    return;

  sealed = self->hmac_key != NULL && pyro_generation_has_hmac (self->generation)
           ? pyro_frame_with_hmac (answer, self->hmac_key) : pyro_frame_ref (answer);
  wire = pyro_frame_get_size (sealed) - pyro_generation_get_header_size (self->generation) <= self->max_size
         ? pyro_frame_encode (sealed, pyro_frame_get_seq (request), NULL) : NULL;
  if (wire == NULL)
    {
      pyro_conversation_finish (self);
      return;
    }

  pyro_conversation_push (self, wire);
  if (pyro_frame_get_frame_type (answer) == PYRO_FRAME_CONNECT_OK)
    self->open = TRUE;
  else if (pyro_frame_get_frame_type (answer) == PYRO_FRAME_CONNECT_FAIL)
    pyro_conversation_finish (self);
}

/**
 * pyro_conversation_finish:
 * @self: a conversation
 *
 * Ends the conversation: what is to be written is still to be written, and nothing else happens.
 */
void
pyro_conversation_finish (PyroConversation *self)
{
  g_return_if_fail (self != NULL);

  self->finished = TRUE;
}

/**
 * pyro_conversation_output:
 * @self: a conversation
 * @vectors: (out caller-allocates) (array length=n_vectors): where the bytes are that are to be
 *   written next
 * @n_vectors: the most that are wanted
 *
 * Returns: how many there are; they stay valid until pyro_conversation_wrote()
 */
guint
pyro_conversation_output (PyroConversation *self,
                          struct iovec     *vectors,
                          guint             n_vectors)
{
  gsize skipped;
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);

  skipped = self->n_written;
  for (GList *l = self->output.head; l != NULL && n < n_vectors; l = l->next)
    {
      gsize size;
      const guint8 *data = g_bytes_get_data (l->data, &size);

      vectors[n].iov_base = (guint8 *) data + skipped;
      vectors[n++].iov_len = size - skipped;
      skipped = 0;
    }

  return n;
}

/**
 * pyro_conversation_wrote:
 * @self: a conversation
 * @size: how many bytes of the output were written
 */
void
pyro_conversation_wrote (PyroConversation *self,
                         gsize             size)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (size <= self->n_unread);

  self->n_unread -= size;
  self->n_written += size;
  while (self->output.length > 0 && self->n_written >= g_bytes_get_size (self->output.head->data))
    {
      GBytes *wire = g_queue_pop_head (&self->output);

      self->n_written -= g_bytes_get_size (wire);
      g_bytes_unref (wire);
    }
}

/* ---- Its state ---- */

/**
 * pyro_conversation_is_open:
 * @self: a conversation
 *
 * Returns: whether the client was welcomed
 */
gboolean
pyro_conversation_is_open (PyroConversation *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->open;
}

/**
 * pyro_conversation_is_busy:
 * @self: a conversation
 *
 * Returns: whether a request waits for its answer
 */
gboolean
pyro_conversation_is_busy (PyroConversation *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->busy;
}

/**
 * pyro_conversation_is_finished:
 * @self: a conversation
 *
 * Returns: whether nothing more is read, and the connection is to be closed when all is written
 */
gboolean
pyro_conversation_is_finished (PyroConversation *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->finished;
}

/**
 * pyro_conversation_is_partial:
 * @self: a conversation
 *
 * Returns: whether the client is in the middle of a message, or has sent more than was taken yet
 */
gboolean
pyro_conversation_is_partial (PyroConversation *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return !self->finished && !pyro_parser_is_idle (self->parser);
}

/**
 * pyro_conversation_get_n_held:
 * @self: a conversation
 *
 * Returns: bytes of memory for what came and was not taken yet
 */
gsize
pyro_conversation_get_n_held (PyroConversation *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return pyro_parser_get_n_held (self->parser);
}

/**
 * pyro_conversation_get_n_unread:
 * @self: a conversation
 *
 * Returns: bytes that are to be written
 */
gsize
pyro_conversation_get_n_unread (PyroConversation *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_unread;
}

/**
 * pyro_conversation_get_generation:
 * @self: a conversation
 *
 * Returns: (transfer none) (nullable): in which generation the client speaks; %NULL before it did
 */
const PyroGeneration *
pyro_conversation_get_generation (PyroConversation *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->generation;
}
