/* core/serve/daemon-settings.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What of a daemon can be set. */

#include "core/serve/daemon.h"

#include "core/limits.h"
#include "core/serve/daemon-private.h"

/**
 * pyro_daemon_set_handshake:
 * @self: a daemon that has no clients yet
 * @func: (nullable) (scope notified) (closure user_data) (destroy destroy): decides whether a client may
 *   come in; %NULL for all may
 * @user_data: passed to @func
 * @destroy: (nullable): frees @user_data
 *
 * Has clients looked at before they come in: Pyro's `validateHandshake`. With the server type `thread`
 * that is done in the thread of the client.
 */
void
pyro_daemon_set_handshake (PyroDaemon        *self,
                           PyroHandshakeFunc  func,
                           gpointer           user_data,
                           GDestroyNotify     destroy)
{
  g_return_if_fail (PYRO_IS_DAEMON (self));

  if (self->handshake_destroy != NULL)
    self->handshake_destroy (self->handshake_data);
  self->handshake = func;
  self->handshake_data = user_data;
  self->handshake_destroy = destroy;
}

/**
 * pyro_daemon_dup_annotations:
 * @self: a daemon
 *
 * This function may be called from any thread.
 *
 * Returns: (transfer full) (nullable): what is sent along with every answer
 */
PyroAnnotations *
pyro_daemon_dup_annotations (PyroDaemon *self)
{
  g_autoptr(GMutexLocker) locker = NULL;

  g_return_val_if_fail (PYRO_IS_DAEMON (self), NULL);

  locker = g_mutex_locker_new (&self->lock);

  return self->annotations != NULL ? pyro_annotations_ref (self->annotations) : NULL;
}

/**
 * pyro_daemon_set_annotations:
 * @self: a daemon
 * @annotations: (nullable): what to send along with every answer from now on
 *
 * This function may be called from any thread.
 */
void
pyro_daemon_set_annotations (PyroDaemon      *self,
                             PyroAnnotations *annotations)
{
  g_autoptr(PyroAnnotations) old = NULL;
  g_autoptr(GMutexLocker) locker = NULL;

  g_return_if_fail (PYRO_IS_DAEMON (self));

  locker = g_mutex_locker_new (&self->lock);
  old = g_steal_pointer (&self->annotations);
  self->annotations = annotations != NULL ? pyro_annotations_ref (annotations) : NULL;
}

/**
 * pyro_daemon_set_hmac_key:
 * @self: a daemon
 * @key: (nullable): what the messages of clients that come from now on are signed with, or %NULL for not at
 *   all; `HMAC_KEY` of the configuration unless set. Only Pyro4 signs.
 *
 * This function may be called from any thread.
 */
void
pyro_daemon_set_hmac_key (PyroDaemon *self,
                          GBytes     *key)
{
  g_autoptr(GBytes) old = NULL;
  g_autoptr(GMutexLocker) locker = NULL;

  g_return_if_fail (PYRO_IS_DAEMON (self));

  locker = g_mutex_locker_new (&self->lock);
  old = g_steal_pointer (&self->hmac_key);
  self->hmac_key = key != NULL && g_bytes_get_size (key) > 0 ? g_bytes_ref (key) : NULL;
}

/*
 * _pyro_daemon_dup_hmac_key:
 *
 * Returns: (transfer full) (nullable): what the messages of a new client are signed with
 */
GBytes *
_pyro_daemon_dup_hmac_key (PyroDaemon *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->hmac_key != NULL ? g_bytes_ref (self->hmac_key) : NULL;
}

/**
 * pyro_daemon_get_tap:
 * @self: a daemon
 *
 * Returns: (transfer none) (nullable): who sees every message
 */
PyroTap *
pyro_daemon_get_tap (PyroDaemon *self)
{
  g_return_val_if_fail (PYRO_IS_DAEMON (self), NULL);

  return self->tap;
}

/**
 * pyro_daemon_set_tap:
 * @self: a daemon that has no clients yet
 * @tap: (nullable): who is to see every message, with the [class@Pyro.Peer] as the connection; with the
 *   server type `thread` in the threads of the clients
 */
void
pyro_daemon_set_tap (PyroDaemon *self,
                     PyroTap    *tap)
{
  g_return_if_fail (PYRO_IS_DAEMON (self));
  g_return_if_fail (tap == NULL || PYRO_IS_TAP (tap));

  g_set_object (&self->tap, tap);
}

/**
 * pyro_daemon_set_max_peers:
 * @self: a daemon
 * @max_peers: connections that it has at most, `PYRO_MAX_PEERS` unless set. Those beyond it are refused.
 *   (With the server type `thread` it is `THREADPOOL_SIZE`.)
 */
void
pyro_daemon_set_max_peers (PyroDaemon *self,
                           guint       max_peers)
{
  g_return_if_fail (PYRO_IS_DAEMON (self));

  self->max_peers = max_peers;
}

/**
 * pyro_daemon_set_spin_time:
 * @self: a daemon that has no clients yet
 * @spin_time: microseconds, `PYRO_MAX_SPIN_TIME` at most; 0 unless set
 *
 * Has the threads of clients, with the server type `thread`, look for the next request for so long before
 * they wait for it. Where clients call again at once, from other processors, that saves being woken up.
 */
void
pyro_daemon_set_spin_time (PyroDaemon *self,
                           gint64      spin_time)
{
  g_return_if_fail (PYRO_IS_DAEMON (self));
  g_return_if_fail (spin_time >= 0);

  self->spin_time = MIN (spin_time, PYRO_MAX_SPIN_TIME);
}

/**
 * pyro_daemon_set_limits:
 * @self: a daemon that has no clients yet
 * @handshake_time: microseconds in which a client has to say who it is, `PYRO_HANDSHAKE_TIME` unless set
 * @stall_time: microseconds in which a client may do nothing in the middle of a message or of an answer,
 *   `PYRO_STALL_TIME` unless set
 * @drain_time: microseconds that running calls have when the daemon is closed, `PYRO_DRAIN_TIME` unless
 *   set; 0 for none
 */
void
pyro_daemon_set_limits (PyroDaemon *self,
                        gint64      handshake_time,
                        gint64      stall_time,
                        gint64      drain_time)
{
  g_return_if_fail (PYRO_IS_DAEMON (self));
  g_return_if_fail (handshake_time > 0);
  g_return_if_fail (stall_time > 0);
  g_return_if_fail (drain_time >= 0);

  self->handshake_time = handshake_time;
  self->stall_time = stall_time;
  self->drain_time = drain_time;
}

/**
 * pyro_daemon_get_n_peers:
 * @self: a daemon
 *
 * Returns: how many connections it has, with those that have not shaken hands yet
 */
guint
pyro_daemon_get_n_peers (PyroDaemon *self)
{
  g_return_val_if_fail (PYRO_IS_DAEMON (self), 0);

  return _pyro_loop_get_n_peers (self->loop) +
         (self->threads != NULL ? _pyro_thread_server_get_n_peers (self->threads) : 0);
}
