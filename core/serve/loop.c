/* core/serve/loop.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/serve/loop.h"

#include <sys/socket.h>

#include "core/limits.h"
#include "core/serve/loop-private.h"

typedef struct
{
  GSourceFunc func;
  gpointer    data;
} Post;

/* How often the clock looks at the queues: often enough for the shortest limit. */
#define LONGEST_TICK  (G_TIME_SPAN_SECOND)
#define SHORTEST_TICK (20 * G_TIME_SPAN_MILLISECOND)

/* Bytes of a block that is freed at the start. glibc gives the end of the heap back to the system whenever 128 KiB
 * are free there, and takes it again for the next message: with messages of 30 KB that is almost half of the time
 * that they take. Once it has freed a block of this size it keeps twice that (mallopt(3), M_MMAP_THRESHOLD). */
#define HEAP_RESERVE ((gsize) 512 * 1024)

/* How deep answers to others are served within that of one. */
#define MAX_DEPTH 8

/* ---- Time ---- */

static void
drop_late (PyroLoop *self,
           GQueue   *queue,
           gint64    limit)
{
  gint64 now = g_get_monotonic_time ();
  PyroPeer *peer;

  while (limit > 0 && (peer = g_queue_peek_head (queue)) != NULL && now - peer->since >= limit)
    _pyro_loop_drop (self, peer);
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

/* In their order, for as long as a turn takes, however late it is: they are answers, most of them. What does not
 * come to its turn stays before what comes later. */
static void
loop_run_posts (PyroLoop *self,
                gboolean  all)
{
  gint64 end = all ? G_MAXINT64 : g_get_monotonic_time () + PYRO_MAX_TURN_TIME;
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
      if (g_get_monotonic_time () > end)
        break;
    }
  if (posts.length == 0)
    return;

  g_mutex_lock (&self->lock);
  while ((post = g_queue_pop_tail (&posts)) != NULL)
    g_queue_push_head (&self->posts, post);
  g_mutex_unlock (&self->lock);
  g_source_set_ready_time (self->turn_source, 0);
}

static gboolean
loop_turn (gpointer user_data)
{
  PyroLoop *self = user_data;
  g_autoptr(PyroDaemon) hold = g_object_ref (self->daemon);
  guint n = self->turns.length;

  g_source_set_ready_time (self->turn_source, -1);
  loop_run_posts (self, FALSE);
  for (; n > 0 && self->turns.length > 0; n--)
    {
      _pyro_loop_take_turn (self, g_queue_peek_head (&self->turns));
      if (_pyro_loop_is_late (self))
        break;
    }
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
  PyroLoop *self;

  if (pyro_peer_is_closed (peer))
    return;

  self = peer->daemon->loop;
  pyro_conversation_answer (peer->conversation, request, answer);
  peer->hung_up = FALSE;
  if (last || self->finishing)
    pyro_conversation_finish (peer->conversation);
  if (peer->processing)
    return;

  /* an answer may be given while another is served, and that one within a third, and so on */
  if (self->depth < MAX_DEPTH)
    {
      self->depth++;
      _pyro_loop_serve (self, peer);
      self->depth--;
    }
  else
    _pyro_loop_queue (self, peer);
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

  g_free (g_malloc (HEAP_RESERVE));
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
  loop_run_posts (self, TRUE);
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
  PyroWatch *watch = NULL;

  peer->surplus = self->peers.length - self->n_surplus >= self->daemon->max_peers;
  if (peer->surplus && self->n_surplus >= PYRO_MAX_SURPLUS_PEERS)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES, "The daemon has too many connections");
  else
    watch = pyro_poller_add (self->poller, fd, G_IO_IN, _pyro_loop_ready, peer, error);
  if (watch == NULL)
    {
      g_object_unref (peer);
      return FALSE;
    }

  _pyro_loop_start_peer (self, peer, watch);
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

      /* a servant that closes its daemon does not wait for itself */
      n += !peer->processing && (pyro_conversation_is_busy (peer->conversation) ||
                                 pyro_line_has_output (&peer->line, peer->conversation));
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
      _pyro_loop_end_turns (self, peer);
      if (!pyro_conversation_is_busy (peer->conversation))
        {
          pyro_conversation_finish (peer->conversation);
          _pyro_loop_settle (self, peer);
        }
    }
}

void
_pyro_loop_close_peers (PyroLoop *self)
{
  PyroPeer *peer;

  while ((peer = g_queue_peek_head (&self->peers)) != NULL)
    _pyro_loop_drop (self, peer);
  if (self->clock != NULL)
    g_source_destroy (self->clock);
  g_clear_pointer (&self->clock, g_source_unref);
}
