/* core/serve/loop-peer.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What happens to one peer of a loop. */

#include "core/serve/loop.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include "core/limits.h"
#include "core/serve/loop-private.h"

/* The other side sends no more. GLib has no name for it; it costs nothing to wait for, unlike G_IO_IN. */
#define HANGS_UP ((GIOCondition) EPOLLRDHUP)

/* ---- Peers and their time ---- */

static void
peer_set_timed (PyroPeer *peer,
                GQueue   *queue)
{
  if (peer->timed_in != NULL)
    g_queue_unlink (peer->timed_in, &peer->timed);
  peer->timed_in = queue;
  if (queue == NULL)
    return;

  peer->since = g_get_monotonic_time ();
  g_queue_push_tail_link (queue, &peer->timed);
}

/* In which queue @peer belongs now. */
static void
peer_update_time (PyroPeer *peer,
                  PyroLoop *self)
{
  GQueue *queue = NULL;

  if (pyro_line_has_output (&peer->line, peer->conversation) || peer->hung_up)
    queue = &self->stalled;
  else if (pyro_conversation_is_busy (peer->conversation) || peer->has_turn)
    queue = NULL;
  else if (!pyro_conversation_is_open (peer->conversation))
    queue = &self->greeting;
  else if (pyro_conversation_is_partial (peer->conversation))
    queue = &self->stalled;
  else if (self->daemon->config->commtimeout > 0)
    queue = &self->idle;

  if (peer->timed_in == queue && (queue == &self->greeting || peer->hung_up))
    return; /* that as a whole has a limit */
  if (queue != NULL || peer->timed_in != NULL)
    peer_set_timed (peer, queue);
}

/*
 * _pyro_loop_end_turns:
 *
 * What is left to do for @peer is not done.
 */
void
_pyro_loop_end_turns (PyroLoop *self,
                      PyroPeer *peer)
{
  if (peer->has_turn)
    g_queue_unlink (&self->turns, &peer->turn);
  peer->has_turn = FALSE;
  peer->unread = FALSE;
}

/*
 * _pyro_loop_drop:
 *
 * Closes the connection, unless it is, and forgets the peer.
 */
void
_pyro_loop_drop (PyroLoop *self,
                 PyroPeer *peer)
{
  if (pyro_peer_is_closed (peer))
    return;

  peer_set_timed (peer, NULL);
  _pyro_loop_end_turns (self, peer);
  self->n_held -= peer->n_held;
  peer->n_held = 0;
  self->n_surplus -= peer->surplus;
  g_queue_unlink (&self->peers, &peer->link);
  _pyro_peer_close (peer);
  g_object_unref (peer);
}

/* ---- Turns ---- */

/*
 * _pyro_loop_is_late:
 *
 * Returns: whether this iteration of the main context has taken its time
 */
gboolean
_pyro_loop_is_late (PyroLoop *self)
{
  return g_get_monotonic_time () - g_source_get_time (self->turn_source) > PYRO_MAX_TURN_TIME;
}

static guint
loop_get_budget (PyroLoop *self)
{
  guint most = _pyro_loop_is_late (self) ? PYRO_HEAVY_COST : PYRO_MAX_REQUESTS_A_TURN / (1 + self->turns.length);

  return MAX (most, PYRO_MIN_REQUESTS_A_TURN);
}

/*
 * _pyro_loop_queue:
 *
 * Has the peer served in another turn.
 */
void
_pyro_loop_queue (PyroLoop *self,
                  PyroPeer *peer)
{
  if (peer->has_turn)
    return;

  peer->has_turn = TRUE;
  g_queue_push_tail_link (&self->turns, &peer->turn);
  g_source_set_ready_time (self->turn_source, 0);
}

/*
 * _pyro_loop_serve:
 *
 * Serves what has come of a peer, as much as is due.
 */
void
_pyro_loop_serve (PyroLoop *self,
                  PyroPeer *peer)
{
  g_autoptr(PyroPeer) hold = g_object_ref (peer);
  guint budget = loop_get_budget (self);
  guint n = 0;

  _pyro_loop_end_turns (self, peer);
  peer->processing = TRUE;
  peer->has_more = TRUE;
  while (n < budget && !pyro_peer_is_closed (peer) &&
         pyro_conversation_get_n_unread (peer->conversation) < PYRO_MAX_UNREAD)
    {
      g_autoptr(PyroFrame) request = pyro_conversation_next (peer->conversation);
      gsize n_unread;

      if (request == NULL)
        {
          peer->has_more = FALSE;
          break;
        }
      n_unread = pyro_conversation_get_n_unread (peer->conversation);
      _pyro_daemon_serve (self->daemon, peer, request);
      n_unread = pyro_conversation_get_n_unread (peer->conversation) - n_unread;
      n += 1 + (guint) ((pyro_frame_get_size (request) + n_unread) / PYRO_REQUEST_COST_SIZE);
    }
  peer->processing = FALSE;
  if (n >= PYRO_HEAVY_COST)
    peer->heavy = PYRO_HEAVY_TURNS;
  else if (peer->heavy > 0)
    peer->heavy--;

  if (!pyro_peer_is_closed (peer))
    _pyro_loop_settle (self, peer);
}

static void
peer_count_held (PyroPeer *peer,
                 PyroLoop *self)
{
  gsize n_held = pyro_conversation_get_n_held (peer->conversation);

  self->n_held += n_held - peer->n_held;
  peer->n_held = n_held;
}

/* Whether there is enough to do with what came of it. */
static gboolean
peer_may_not_be_read (PyroPeer *peer)
{
  return pyro_conversation_is_busy (peer->conversation) || peer->has_turn ||
         pyro_conversation_is_finished (peer->conversation) ||
         pyro_conversation_get_n_unread (peer->conversation) >= PYRO_MAX_UNREAD;
}

static GIOCondition
peer_get_wanted (PyroPeer *peer,
                 PyroLoop *self)
{
  GIOCondition wanted = 0;

  if (pyro_line_has_output (&peer->line, peer->conversation))
    wanted |= G_IO_OUT;
  if (!peer->ended && !peer_may_not_be_read (peer))
    wanted |= G_IO_IN;
  /* one that is busy most likely sends nothing: to leave it as it is saves two system calls */
  if (wanted == 0 && !peer->ended && !peer->hung_up)
    wanted = peer->condition == G_IO_IN ? G_IO_IN : HANGS_UP;

  return wanted;
}

/*
 * _pyro_loop_settle:
 *
 * Writes, and says what to wait for; or closes, when that is all.
 */
void
_pyro_loop_settle (PyroLoop *self,
                   PyroPeer *peer)
{
  gboolean over;
  GIOCondition wanted;

  pyro_line_write (&peer->line, peer->conversation, MSG_DONTWAIT);
  peer_count_held (peer, self);
  if (peer->has_more && !peer_may_not_be_read (peer))
    _pyro_loop_queue (self, peer);
  over = !pyro_line_has_output (&peer->line, peer->conversation) &&
         (pyro_conversation_is_finished (peer->conversation) ||
          (peer->ended && !pyro_conversation_is_busy (peer->conversation) && !peer->has_turn));
  if (over || peer->line.broken || (self->n_held > PYRO_MAX_PARTIAL_SIZE && peer->n_held >= PYRO_READ_SIZE))
    {
      _pyro_loop_drop (self, peer);
      return;
    }

  peer_update_time (peer, self);
  wanted = peer_get_wanted (peer, self);
  if (wanted != peer->condition)
    pyro_watch_set_condition (peer->watch, wanted);
  peer->condition = wanted;
}

static void
peer_read (PyroPeer *peer,
           PyroLoop *self)
{
  peer->hung_up = FALSE;
  peer->ended = pyro_line_read (&peer->line, peer->conversation, self->buffer, PYRO_READ_SIZE,
                                MSG_DONTWAIT) == PYRO_LINE_END;
}

/*
 * _pyro_loop_take_turn:
 *
 * Serves the first of those who wait for their turn, after reading what it wanted to say then.
 */
void
_pyro_loop_take_turn (PyroLoop *self,
                      PyroPeer *peer)
{
  gboolean unread = peer->unread;

  _pyro_loop_end_turns (self, peer);
  if (unread && !peer->ended && !peer_may_not_be_read (peer))
    peer_read (peer, self);
  _pyro_loop_serve (self, peer);
}

/* It is not read: what happens to it meanwhile is what is waited for. */
static void
peer_turn_away (PyroPeer     *peer,
                PyroLoop     *self,
                GIOCondition  condition)
{
  peer->hung_up = (condition & (HANGS_UP | G_IO_HUP)) != 0;
  peer->condition = peer->hung_up ? 0 : HANGS_UP;
  pyro_watch_set_condition (peer->watch, peer->condition);
  peer_update_time (peer, self);
}

/*
 * _pyro_loop_ready:
 *
 * The callback of the watch of a peer: reads once, and serves.
 */
void
_pyro_loop_ready (GIOCondition condition,
                  gpointer     user_data)
{
  PyroPeer *peer = user_data;
  PyroLoop *self = peer->daemon->loop;

  if ((condition & ~G_IO_OUT) != 0 && !peer->ended)
    {
      if (peer_may_not_be_read (peer) && (condition & G_IO_ERR) != 0)
        {
          _pyro_loop_drop (self, peer); /* it cannot read either */
          return;
        }
      if (peer_may_not_be_read (peer))
        {
          peer_turn_away (peer, self, condition);
          return;
        }
      if (peer->heavy > 0 && _pyro_loop_is_late (self))
        {
          _pyro_loop_queue (self, peer);
          peer->unread = TRUE;
          return;
        }
      peer_read (peer, self);
    }

  _pyro_loop_serve (self, peer);
}

/*
 * _pyro_loop_start_peer:
 * @watch: (transfer full): waits for G_IO_IN
 *
 * From now on the peer is served.
 */
void
_pyro_loop_start_peer (PyroLoop  *self,
                       PyroPeer  *peer,
                       PyroWatch *watch)
{
  peer->watch = watch;
  peer->condition = G_IO_IN;
  peer->heavy = peer->line.tunnel != NULL ? PYRO_TLS_HANDSHAKE_TURNS : PYRO_NEWCOMER_TURNS;
  g_queue_push_tail_link (&self->peers, &peer->link);
  self->n_surplus += peer->surplus;
  peer_update_time (peer, self);
}
