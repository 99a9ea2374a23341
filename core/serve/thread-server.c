/* core/serve/thread-server.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/serve/thread-server.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>

#include "core/limits.h"
#include "core/serve/daemon-private.h"

/*
 * Each peer is served by a thread that blocks: on its socket, and while a servant has not answered. A
 * socket is woken from other threads by shutting it down.
 */

/* How often a thread that waits for an answer looks whether its client is still there. */
#define LOOK_TIME G_TIME_SPAN_SECOND

struct _PyroThreadServer
{
  PyroDaemon *daemon;    /* unowned: it owns the server */
  GMutex      lock;      /* of what follows, and of the state of all seats */
  GCond       changed;   /* somebody has left, or has become idle */
  GQueue      peers;     /* of PyroPeer, owned by their threads */
  guint       n_surplus;
  int         n_busy;    /* atomic */
  int         finishing; /* atomic */
};

/* Where the thread of a peer waits for answers that come from others. */
struct _PyroThreadSeat
{
  PyroThreadServer *server;
  GThread          *thread;
  GMutex            lock;
  GCond             answered;
  gboolean          abandoned; /* nobody waits for what is not answered any more */
  gboolean          leaving;   /* its socket is no longer anybody else's; under the server's lock */
};

static void
set_timeout (int    fd,
             int    option,
             gint64 time)
{
  struct timeval value = { .tv_sec = time / G_TIME_SPAN_SECOND, .tv_usec = time % G_TIME_SPAN_SECOND };

  setsockopt (fd, SOL_SOCKET, option, &value, sizeof value);
}

/* ---- Answers ---- */

static void
thread_deliver (PyroDaemon *daemon,
                PyroPeer   *peer,
                PyroFrame  *request,
                PyroFrame  *answer,
                gboolean    last)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&peer->seat->lock);

  if (pyro_peer_is_closed (peer))
    return;

  pyro_conversation_answer (peer->conversation, request, answer);
  if (last)
    pyro_conversation_finish (peer->conversation);
  if (peer->seat->thread != g_thread_self ())
    g_cond_signal (&peer->seat->answered);
}

static const PyroPeerOps thread_ops = { thread_deliver };

/* Returns: whether the server is finishing, which then hears of the change. No lock: who had it would, when
 * many threads want to run, hold all of them up. */
static gboolean
server_set_busy (PyroThreadServer *self,
                 int               change)
{
  gboolean finishing;

  g_atomic_int_add (&self->n_busy, change);
  finishing = g_atomic_int_get (&self->finishing);
  if (finishing)
    g_main_context_wakeup (self->daemon->context);

  return finishing;
}

static gboolean
peer_flush (PyroPeer *peer)
{
  pyro_line_write (&peer->line, peer->conversation, 0);

  return !peer->line.broken && !pyro_conversation_is_finished (peer->conversation);
}

/* Whether the client sends no more, though it may still read. */
static gboolean
peer_hung_up (PyroPeer *peer)
{
  struct pollfd fd = { .fd = peer->line.fd, .events = POLLRDHUP };

  return poll (&fd, 1, 0) > 0;
}

/* Waits until a request is answered; for a client that hung up, not for ever. Returns: whether it was */
static gboolean
peer_wait (PyroPeer         *peer,
           PyroThreadServer *self)
{
  PyroThreadSeat *seat = peer->seat;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&seat->lock);
  gint64 limit = G_MAXINT64;

  while (pyro_conversation_is_busy (peer->conversation) && !seat->abandoned)
    {
      gint64 now = g_get_monotonic_time ();

      if (now >= limit)
        return FALSE;
      if (limit == G_MAXINT64 && peer_hung_up (peer))
        limit = now + self->daemon->stall_time;
      g_cond_wait_until (&seat->answered, &seat->lock, MIN (limit, now + LOOK_TIME));
    }

  return !seat->abandoned;
}

/* Serves one request, and waits until it is answered. Returns: whether the connection goes on */
static gboolean
peer_serve_one (PyroPeer         *peer,
                PyroFrame        *request,
                PyroThreadServer *self)
{
  gboolean good = !server_set_busy (self, 1);

  if (good)
    {
      _pyro_daemon_serve (self->daemon, peer, request);
      good = peer_wait (peer, self);
    }
  good = good && peer_flush (peer);

  return !server_set_busy (self, -1) && good;
}

/* Serves all that has come. Returns: whether the connection goes on */
static gboolean
peer_serve_all (PyroPeer         *peer,
                PyroThreadServer *self)
{
  PyroFrame *request;

  while ((request = pyro_conversation_next (peer->conversation)) != NULL)
    {
      gboolean good = peer_serve_one (peer, request, self);

      pyro_frame_unref (request);
      if (!good)
        return FALSE;
    }

  return peer_flush (peer);
}

/* ---- The thread of a peer ---- */

/* How long the next bytes may take. */
static void
peer_set_patience (PyroPeer         *peer,
                   PyroThreadServer *self,
                   gint64           *patience)
{
  gint64 commtimeout = self->daemon->config->commtimeout;
  gint64 wanted = commtimeout;

  if (!pyro_conversation_is_open (peer->conversation))
    wanted = self->daemon->handshake_time;
  else if (pyro_conversation_is_partial (peer->conversation))
    wanted = self->daemon->stall_time;
  if (commtimeout > 0)
    wanted = MIN (wanted, commtimeout);
  if (wanted == *patience)
    return;

  set_timeout (peer->line.fd, SO_RCVTIMEO, wanted);
  *patience = wanted;
}

/* Looks for what comes next, before it is waited for. */
static void
peer_spin (PyroPeer *peer,
           gint64    spin_time)
{
  gint64 until = g_get_monotonic_time () + spin_time;
  char byte;

  while (recv (peer->line.fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && errno == EAGAIN &&
         g_get_monotonic_time () < until)
    ;
}

static void
peer_talk (PyroPeer         *peer,
           PyroThreadServer *self)
{
  g_autofree guint8 *buffer = g_malloc (PYRO_READ_SIZE);
  gint64 began = g_get_monotonic_time ();
  gint64 patience = -1;
  gboolean good = TRUE;

  set_timeout (peer->line.fd, SO_SNDTIMEO, self->daemon->config->commtimeout > 0 ? self->daemon->config->commtimeout
                                                                                  : self->daemon->stall_time);
  while (good)
    {
      PyroLineState state;

      peer_set_patience (peer, self, &patience);
      if (self->daemon->spin_time > 0)
        peer_spin (peer, self->daemon->spin_time);
      state = pyro_line_read (&peer->line, peer->conversation, buffer, PYRO_READ_SIZE, 0);
      good = peer_serve_all (peer, self) && state != PYRO_LINE_END;
      if (state == PYRO_LINE_MORE)
        g_thread_yield (); /* it has more to do than is its due */
      if (!pyro_conversation_is_open (peer->conversation) &&
          g_get_monotonic_time () - began > self->daemon->handshake_time)
        good = FALSE;
    }
}

static void
server_remove (PyroThreadServer *self,
               PyroPeer         *peer)
{
  g_mutex_lock (&self->lock);
  g_queue_unlink (&self->peers, &peer->link);
  self->n_surplus -= peer->surplus;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}

static gpointer
peer_thread (gpointer data)
{
  PyroPeer *peer = data;
  PyroThreadSeat *seat = peer->seat;
  g_autoptr(PyroDaemon) daemon = g_object_ref (seat->server->daemon);

  g_mutex_lock (&seat->lock);
  seat->thread = g_thread_self ();
  g_mutex_unlock (&seat->lock);
  peer_talk (peer, seat->server);
  _pyro_peer_leave (peer);
  g_mutex_lock (&seat->server->lock);
  seat->leaving = TRUE;
  g_mutex_unlock (&seat->server->lock);
  _pyro_peer_close (peer);
  server_remove (seat->server, peer);
  g_main_context_wakeup (daemon->context);
  g_object_unref (peer);

  return NULL;
}

/* ---- The server ---- */

PyroThreadServer *
_pyro_thread_server_new (PyroDaemon *daemon)
{
  PyroThreadServer *self = g_new0 (PyroThreadServer, 1);

  self->daemon = daemon;
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);

  return self;
}

void
_pyro_thread_server_free (PyroThreadServer *self)
{
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/*
 * _pyro_thread_seat_free:
 *
 * Frees what a peer had for its thread.
 */
void
_pyro_thread_seat_free (PyroThreadSeat *self)
{
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->answered);
  g_free (self);
}

static PyroPeer *
server_new_peer (PyroThreadServer *self,
                 int               fd,
                 gboolean          greeted)
{
  PyroPeer *peer = _pyro_peer_new (self->daemon, &thread_ops, fd, greeted);

  fcntl (fd, F_SETFL, fcntl (fd, F_GETFL) & ~O_NONBLOCK);
  peer->seat = g_new0 (PyroThreadSeat, 1);
  peer->seat->server = self;
  g_mutex_init (&peer->seat->lock);
  g_cond_init (&peer->seat->answered);
  g_mutex_lock (&self->lock);
  peer->surplus = self->peers.length - self->n_surplus >= self->daemon->config->threadpool_size;
  self->n_surplus += peer->surplus;
  g_queue_push_tail_link (&self->peers, &peer->link);
  g_mutex_unlock (&self->lock);

  return peer;
}

/*
 * _pyro_thread_server_add:
 * @fd: (transfer full): a connected socket, which will block
 * @greeted: whether there is no handshake
 *
 * Returns: %FALSE with @error set when the system has no room for a thread, or there are too many
 */
gboolean
_pyro_thread_server_add (PyroThreadServer  *self,
                         int                fd,
                         gboolean           greeted,
                         GError           **error)
{
  PyroPeer *peer = server_new_peer (self, fd, greeted);
  GThread *thread = NULL;

  if (self->n_surplus > PYRO_MAX_SURPLUS_PEERS)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES, "The daemon has too many connections");
  else
    thread = g_thread_try_new ("pyro peer", peer_thread, peer, error);
  if (thread != NULL)
    {
      g_thread_unref (thread);
      return TRUE;
    }

  server_remove (self, peer);
  g_object_unref (peer);

  return FALSE;
}

guint
_pyro_thread_server_get_n_peers (PyroThreadServer *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->peers.length;
}

guint
_pyro_thread_server_get_n_busy (PyroThreadServer *self)
{
  return (guint) g_atomic_int_get (&self->n_busy);
}

/* Wakes the thread of @peer, with the server's lock held. */
static void
peer_shut (PyroPeer *peer,
           int       how)
{
  if (!peer->seat->leaving)
    shutdown (peer->line.fd, how);
}

/*
 * _pyro_thread_server_finish_peers:
 *
 * Ends all conversations once what is under way in them is answered.
 */
void
_pyro_thread_server_finish_peers (PyroThreadServer *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_atomic_int_set (&self->finishing, TRUE);
  for (GList *l = self->peers.head; l != NULL; l = l->next)
    peer_shut (l->data, SHUT_RD);
}

static void
peer_abandon (PyroPeer *peer)
{
  g_mutex_lock (&peer->seat->lock);
  peer->seat->abandoned = TRUE;
  g_cond_signal (&peer->seat->answered);
  g_mutex_unlock (&peer->seat->lock);
  peer_shut (peer, SHUT_RDWR);
}

/*
 * _pyro_thread_server_close_peers:
 *
 * Ends all threads. One that is in a servant which does not return is left behind: it holds the daemon
 * until it does.
 */
void
_pyro_thread_server_close_peers (PyroThreadServer *self)
{
  gint64 deadline = g_get_monotonic_time () + G_TIME_SPAN_SECOND;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  for (GList *l = self->peers.head; l != NULL; l = l->next)
    peer_abandon (l->data);
  while (self->peers.length > 0 && g_cond_wait_until (&self->changed, &self->lock, deadline))
    ;
}
