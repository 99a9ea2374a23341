/* core/serve/loop.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/serve/loop.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include "core/limits.h"
#include "core/serve/daemon-private.h"

/*
 * All peers wait in the poller of one main context. One that is ready is read once, and what has come
 * whole of its messages is served, its answers gathered and sent together. Whoever has more than is his
 * due at a time gets in line for another turn, and is not read meanwhile; nor is one whose call is not
 * answered yet, or who does not take his answers. One that hangs up before it is answered may still read:
 * it is waited for, but not for ever.
 *
 * Answers from other threads, and all that has to be done in the context, come by way of posts.
 *
 * Peers that have to do something in time stand in queues by what that is. All in one queue have the
 * same time for it, so the first of it is the first to be late.
 */
struct _PyroLoop
{
  PyroDaemon   *daemon;      /* unowned: it owns the loop */
  GMainContext *context;
  PyroPoller   *poller;
  guint8       *buffer;      /* where everybody reads to */
  GQueue        peers;       /* of PyroPeer, owned */
  guint         n_surplus;
  GQueue        greeting;    /* those who have not shaken hands */
  GQueue        stalled;     /* in the middle of a message, or of an answer */
  GQueue        idle;        /* when the configuration has a limit for it */
  GQueue        turns;       /* those who have more to do */
  GSource      *turn_source;
  GSource      *clock;       /* from the first peer on */
  GMutex        lock;        /* of @posts */
  GQueue        posts;       /* of Post */
  gsize         n_held;      /* bytes of partial messages, of all peers */
  gboolean      finishing;
};

typedef struct
{
  GSourceFunc func;
  gpointer    data;
} Post;

/* The other side sends no more. GLib has no name for it; it costs nothing to wait for, unlike G_IO_IN. */
#define HANGS_UP ((GIOCondition) EPOLLRDHUP)

/* How often the clock looks at the queues: often enough for the shortest limit. */
#define LONGEST_TICK  (G_TIME_SPAN_SECOND)
#define SHORTEST_TICK (20 * G_TIME_SPAN_MILLISECOND)

static void peer_settle (PyroPeer *peer,
                         PyroLoop *self);

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

static void
peer_drop (PyroPeer *peer,
           PyroLoop *self)
{
  if (pyro_peer_is_closed (peer))
    return;

  peer_set_timed (peer, NULL);
  if (peer->has_turn)
    g_queue_unlink (&self->turns, &peer->turn);
  peer->has_turn = FALSE;
  self->n_held -= peer->n_held;
  peer->n_held = 0;
  self->n_surplus -= peer->surplus;
  g_queue_unlink (&self->peers, &peer->link);
  _pyro_peer_close (peer);
  g_object_unref (peer);
}

static void
drop_late (PyroLoop *self,
           GQueue   *queue,
           gint64    limit)
{
  gint64 now = g_get_monotonic_time ();
  PyroPeer *peer;

  while (limit > 0 && (peer = g_queue_peek_head (queue)) != NULL && now - peer->since >= limit)
    peer_drop (peer, self);
}

static gint64
get_shorter (gint64 limit,
             gint64 configured)
{
  return configured > 0 ? MIN (limit, configured) : limit;
}

static gboolean
loop_tick (gpointer user_data)
{
  PyroLoop *self = user_data;
  g_autoptr(PyroDaemon) hold = g_object_ref (self->daemon);
  gint64 commtimeout = self->daemon->config->commtimeout;

  drop_late (self, &self->greeting, get_shorter (self->daemon->handshake_time, commtimeout));
  drop_late (self, &self->stalled, get_shorter (self->daemon->stall_time, commtimeout));
  drop_late (self, &self->idle, commtimeout);
  _pyro_daemon_drop_late_streams (self->daemon);

  return G_SOURCE_CONTINUE;
}

/*
 * _pyro_loop_start_clock:
 *
 * From now on late peers and late item streams are dropped.
 */
void
_pyro_loop_start_clock (PyroLoop *self)
{
  gint64 shortest = get_shorter (MIN (self->daemon->handshake_time, self->daemon->stall_time),
                                 self->daemon->config->commtimeout);
  gint64 tick = CLAMP (shortest / 4, SHORTEST_TICK, LONGEST_TICK);

  if (self->clock != NULL)
    return;

  self->clock = g_timeout_source_new ((guint) (tick / G_TIME_SPAN_MILLISECOND));
  g_source_set_static_name (self->clock, "[pyro] clock of a daemon");
  g_source_set_callback (self->clock, loop_tick, self, NULL);
  g_source_attach (self->clock, self->context);
}

/* ---- Turns ---- */

static guint
loop_get_budget (PyroLoop *self)
{
  return MAX (PYRO_MAX_REQUESTS_A_TURN / (1 + self->turns.length), PYRO_MIN_REQUESTS_A_TURN);
}

/* Serves what has come, as much as is due. */
static void
peer_serve (PyroPeer *peer,
            PyroLoop *self)
{
  g_autoptr(PyroPeer) hold = g_object_ref (peer);
  guint budget = loop_get_budget (self);
  gboolean had_turn = peer->has_turn;
  guint n = 0;

  if (had_turn)
    g_queue_unlink (&self->turns, &peer->turn);
  peer->has_turn = FALSE;
  peer->processing = TRUE;
  while (n < budget && !pyro_peer_is_closed (peer) &&
         pyro_conversation_get_n_unread (peer->conversation) < PYRO_MAX_UNREAD)
    {
      g_autoptr(PyroFrame) request = pyro_conversation_next (peer->conversation);

      if (request == NULL)
        break;
      n++;
      _pyro_daemon_serve (self->daemon, peer, request);
    }
  peer->processing = FALSE;

  if (pyro_peer_is_closed (peer))
    return;
  if (n == budget && !pyro_conversation_is_busy (peer->conversation))
    {
      peer->has_turn = TRUE;
      g_queue_push_tail_link (&self->turns, &peer->turn);
      g_source_set_ready_time (self->turn_source, 0);
    }
  peer_settle (peer, self);
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

/* Writes, and says what to wait for; or closes, when that is all. */
static void
peer_settle (PyroPeer *peer,
             PyroLoop *self)
{
  gboolean over;
  GIOCondition wanted;

  pyro_line_write (&peer->line, peer->conversation, MSG_DONTWAIT);
  peer_count_held (peer, self);
  over = !pyro_line_has_output (&peer->line, peer->conversation) &&
         (pyro_conversation_is_finished (peer->conversation) ||
          (peer->ended && !pyro_conversation_is_busy (peer->conversation) && !peer->has_turn));
  if (over || peer->line.broken || self->n_held > PYRO_MAX_PARTIAL_SIZE)
    {
      peer_drop (peer, self);
      return;
    }

  peer_update_time (peer, self);
  wanted = peer_get_wanted (peer, self);
  if (wanted != peer->condition)
    pyro_watch_set_condition (peer->watch, wanted);
  peer->condition = wanted;
}

static void
peer_ready (GIOCondition condition,
            gpointer     user_data)
{
  PyroPeer *peer = user_data;
  PyroLoop *self = peer->daemon->loop;

  if ((condition & ~G_IO_OUT) != 0 && !peer->ended)
    {
      if (peer_may_not_be_read (peer))
        {
          peer->hung_up = (condition & (HANGS_UP | G_IO_HUP | G_IO_ERR)) != 0;
          peer->condition = peer->hung_up ? 0 : HANGS_UP;
          pyro_watch_set_condition (peer->watch, peer->condition);
          peer_update_time (peer, self);
          return;
        }
      peer->hung_up = FALSE;
      peer->ended = pyro_line_read (&peer->line, peer->conversation, self->buffer, PYRO_READ_SIZE,
                                    MSG_DONTWAIT) == PYRO_LINE_END;
    }

  peer_serve (peer, self);
}

static void
loop_run_posts (PyroLoop *self)
{
  GQueue posts;
  Post *post;

  g_mutex_lock (&self->lock);
  posts = self->posts;
  g_queue_init (&self->posts);
  g_mutex_unlock (&self->lock);

  while ((post = g_queue_pop_head (&posts)) != NULL)
    {
      post->func (post->data);
      g_free (post);
    }
}

static gboolean
loop_turn (gpointer user_data)
{
  PyroLoop *self = user_data;
  g_autoptr(PyroDaemon) hold = g_object_ref (self->daemon);
  guint n = self->turns.length;

  g_source_set_ready_time (self->turn_source, -1);
  loop_run_posts (self);
  for (; n > 0 && self->turns.length > 0; n--)
    peer_serve (g_queue_peek_head (&self->turns), self);
  if (self->turns.length > 0)
    g_source_set_ready_time (self->turn_source, 0);

  return G_SOURCE_CONTINUE;
}

static gboolean
turn_source_dispatch (GSource     *source,
                      GSourceFunc  callback,
                      gpointer     user_data)
{
  return callback (user_data);
}

static GSourceFuncs turn_source_funcs = { NULL, NULL, turn_source_dispatch, NULL, NULL, NULL };

/*
 * _pyro_loop_post:
 *
 * Has @func called in the context of the loop, later, with what is posted in its order. Called in any
 * thread.
 */
void
_pyro_loop_post (PyroLoop    *self,
                 GSourceFunc  func,
                 gpointer     data)
{
  Post *post = g_new (Post, 1);

  *post = (Post) { func, data };
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->posts, post);
  g_mutex_unlock (&self->lock);
  g_source_set_ready_time (self->turn_source, 0);
}

/* ---- Answers ---- */

typedef struct
{
  PyroDaemon *daemon;
  PyroPeer   *peer;
  PyroFrame  *request;
  PyroFrame  *answer; /* NULL for none */
  gboolean    last;
} Delivery;

static void
deliver_here (PyroPeer  *peer,
              PyroFrame *request,
              PyroFrame *answer,
              gboolean   last)
{
  if (pyro_peer_is_closed (peer))
    return;

  pyro_conversation_answer (peer->conversation, request, answer);
  peer->hung_up = FALSE;
  if (last || peer->daemon->loop->finishing)
    pyro_conversation_finish (peer->conversation);
  if (!peer->processing)
    peer_serve (peer, peer->daemon->loop);
}

static gboolean
deliver_post (gpointer data)
{
  Delivery *self = data;

  deliver_here (self->peer, self->request, self->answer, self->last);
  g_clear_pointer (&self->answer, pyro_frame_unref);
  pyro_frame_unref (self->request);
  g_object_unref (self->peer);
  g_object_unref (self->daemon);
  g_free (self);

  return G_SOURCE_REMOVE;
}

static void
loop_deliver (PyroDaemon *daemon,
              PyroPeer   *peer,
              PyroFrame  *request,
              PyroFrame  *answer,
              gboolean    last)
{
  Delivery *delivery;

  if (pyro_peer_is_closed (peer))
    return;
  if (g_main_context_is_owner (daemon->context))
    {
      deliver_here (peer, request, answer, last);
      return;
    }

  delivery = g_new (Delivery, 1);
  *delivery = (Delivery) {
    g_object_ref (daemon), g_object_ref (peer), pyro_frame_ref (request),
    answer != NULL ? pyro_frame_ref (answer) : NULL, last,
  };
  _pyro_loop_post (daemon->loop, deliver_post, delivery);
}

static const PyroPeerOps loop_ops = { loop_deliver };

/* ---- The loop ---- */

PyroLoop *
_pyro_loop_new (PyroDaemon   *daemon,
                GMainContext *context)
{
  PyroLoop *self = g_new0 (PyroLoop, 1);

  self->daemon = daemon;
  self->context = g_main_context_ref (context);
  self->poller = pyro_poller_get (context);
  self->buffer = g_malloc (PYRO_READ_SIZE);
  g_mutex_init (&self->lock);
  self->turn_source = g_source_new (&turn_source_funcs, sizeof (GSource));
  g_source_set_static_name (self->turn_source, "[pyro] turns of a daemon");
  g_source_set_callback (self->turn_source, loop_turn, self, NULL);
  g_source_attach (self->turn_source, context);

  return self;
}

void
_pyro_loop_free (PyroLoop *self)
{
  g_source_destroy (self->turn_source);
  g_source_unref (self->turn_source);
  loop_run_posts (self);
  g_mutex_clear (&self->lock);
  g_free (self->buffer);
  pyro_poller_unref (self->poller);
  g_main_context_unref (self->context);
  g_free (self);
}

/*
 * _pyro_loop_add:
 * @fd: (transfer full): a connected socket
 * @greeted: whether there is no handshake
 *
 * Returns: %FALSE with @error set when the system has no room for it, or there are too many
 */
gboolean
_pyro_loop_add (PyroLoop  *self,
                int        fd,
                gboolean   greeted,
                GError   **error)
{
  PyroPeer *peer = _pyro_peer_new (self->daemon, &loop_ops, fd, greeted);

  peer->surplus = self->peers.length - self->n_surplus >= self->daemon->max_peers;
  peer->condition = G_IO_IN;
  if (peer->surplus && self->n_surplus >= PYRO_MAX_SURPLUS_PEERS)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES, "The daemon has too many connections");
  else
    peer->watch = pyro_poller_add (self->poller, fd, G_IO_IN, peer_ready, peer, error);
  if (peer->watch == NULL)
    {
      peer->surplus = FALSE;
      g_object_unref (peer);
      return FALSE;
    }

  self->n_surplus += peer->surplus;
  g_queue_push_tail_link (&self->peers, &peer->link);
  peer_update_time (peer, self);
  _pyro_loop_start_clock (self);

  return TRUE;
}

guint
_pyro_loop_get_n_peers (PyroLoop *self)
{
  return self->peers.length;
}

/*
 * _pyro_loop_get_n_busy:
 *
 * Returns: how many peers wait for an answer, or have not taken theirs
 */
guint
_pyro_loop_get_n_busy (PyroLoop *self)
{
  guint n = 0;

  for (GList *l = self->peers.head; l != NULL; l = l->next)
    {
      PyroPeer *peer = l->data;

      n += pyro_conversation_is_busy (peer->conversation) || pyro_line_has_output (&peer->line, peer->conversation);
    }

  return n;
}

/*
 * _pyro_loop_finish_peers:
 *
 * Ends all conversations once what is under way in them is answered.
 */
void
_pyro_loop_finish_peers (PyroLoop *self)
{
  self->finishing = TRUE;
  for (GList *l = self->peers.head, *next; l != NULL; l = next)
    {
      PyroPeer *peer = l->data;

      next = l->next;
      peer->ended = TRUE;
      if (peer->has_turn)
        g_queue_unlink (&self->turns, &peer->turn);
      peer->has_turn = FALSE;
      if (!pyro_conversation_is_busy (peer->conversation))
        {
          pyro_conversation_finish (peer->conversation);
          peer_settle (peer, self);
        }
    }
}

void
_pyro_loop_close_peers (PyroLoop *self)
{
  PyroPeer *peer;

  while ((peer = g_queue_peek_head (&self->peers)) != NULL)
    peer_drop (peer, self);
  if (self->clock != NULL)
    g_source_destroy (self->clock);
  g_clear_pointer (&self->clock, g_source_unref);
}
