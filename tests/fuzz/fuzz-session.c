/* tests/fuzz/fuzz-session.c - a conversation with a peer that may say anything at any time
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/link/session.h"
#include "core/wire/call.h"
#include "core/wire/hello.h"
#include "tests/fuzz/fuzz.h"

#define MAX_SIZE   4096 /* bytes of a message of the peer */
#define MAX_TOKENS 64

typedef struct
{
  PyroSession *session;
  guint        tokens[MAX_TOKENS];
  gboolean     ended[MAX_TOKENS];
  guint        n_tokens;
} Talk;

static PyroFrame *
new_message (guint kind)
{
  const PyroGeneration *generation = pyro_generation_get_pyro5 ();
  const PyroCodec *codec = pyro_codec_find ("serpent");
  g_autoptr(PyroCall) call = pyro_call_new ("thing", "echo", NULL, NULL);
  g_autoptr(PyroCall) oneway = pyro_call_with_oneway (call, TRUE);

  if (kind == 0)
    return pyro_frame_new (generation, PYRO_FRAME_PING, 0, 1, NULL, NULL, NULL);

  return pyro_call_to_frame (kind == 1 ? oneway : call, generation, codec, NULL);
}

static void
send (Talk  *talk,
      guint  kind)
{
  g_autoptr(PyroFrame) frame = new_message (kind % 3);
  g_autoptr(GError) error = NULL;

  if (talk->n_tokens == MAX_TOKENS)
    return;
  talk->tokens[talk->n_tokens] = pyro_session_send (talk->session, frame, &error);
  if (talk->tokens[talk->n_tokens] == 0)
    assert_sentence (error);
  else
    talk->n_tokens++;
}

/* Nobody is told of the end of a message twice, nor of one that was withdrawn. */
static void
end (Talk  *talk,
     guint  token)
{
  for (guint i = 0; i < talk->n_tokens; i++)
    if (talk->tokens[i] == token)
      {
        g_assert_false (talk->ended[i]);
        talk->ended[i] = TRUE;
        return;
      }
  g_assert_not_reached ();
}

static void
take_events (Talk *talk)
{
  PyroEvent event;

  while (pyro_session_next (talk->session, &event))
    {
      if (event.type == PYRO_EVENT_REPLY || event.type == PYRO_EVENT_SENT)
        end (talk, event.token);
      g_clear_pointer (&event.frame, pyro_frame_unref);
    }
}

static void
withdraw (Talk  *talk,
          guint  which)
{
  if (talk->n_tokens == 0)
    return;
  which %= talk->n_tokens;
  pyro_session_withdraw (talk->session, talk->tokens[which]);
  take_events (talk); /* what came before does not count */
  talk->ended[which] = TRUE;
}

static void
write_out (Talk  *talk,
           gsize  size)
{
  struct iovec vectors[4];
  guint n = pyro_session_output (talk->session, vectors, G_N_ELEMENTS (vectors));
  gsize there = 0;

  for (guint i = 0; i < n; i++)
    there += vectors[i].iov_len;
  pyro_session_wrote (talk->session, MIN (size, there));
}

static gboolean
receive (Talk         *talk,
         const guint8 *data,
         gsize         size)
{
  while (size > 0)
    {
      g_autoptr(GError) error = NULL;
      gsize room, n;
      guint8 *at = pyro_session_reserve (talk->session, &room);

      n = MIN (room, size);
      memcpy (at, data, n);
      if (!pyro_session_received (talk->session, n, &error))
        {
          assert_sentence (error);
          return FALSE;
        }
      data += n;
      size -= n;
    }

  return TRUE;
}

/* Steps of a kind and an argument, one byte each: send, withdraw, write so much, or receive so many
 * of the bytes that follow. */
static void
run (Talk         *talk,
     const guint8 *data,
     gsize         size)
{
  gboolean good = TRUE;
  gsize at = 0, n;

  while (good && size - at >= 2)
    {
      guint kind = data[at] % 4, argument = data[at + 1];

      at += 2;
      n = MIN (argument, size - at);
      if (kind == 0)
        send (talk, argument);
      else if (kind == 1)
        withdraw (talk, argument);
      else if (kind == 2)
        write_out (talk, argument);
      else
        {
          good = receive (talk, data + at, n);
          at += n;
        }
      take_events (talk);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(PyroFrame) hello = pyro_hello_new (pyro_generation_get_pyro5 (), pyro_codec_find ("serpent"),
                                               "thing", NULL, NULL, NULL, NULL);
  Talk talk = { pyro_session_new (hello, MAX_SIZE) };
  guint n_open = 0;

  run (&talk, data, size);
  for (guint i = 0; i < talk.n_tokens; i++)
    n_open += !talk.ended[i];
  g_assert_cmpuint (n_open, ==, pyro_session_get_n_waiting (talk.session));
  pyro_session_free (talk.session);

  return 0;
}
