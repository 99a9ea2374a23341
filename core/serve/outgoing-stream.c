/* core/serve/outgoing-stream.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/serve/outgoing-stream-private.h"

#include "core/limits.h"
#include "core/serve/invocation-private.h"

PyroOutgoingStream *
_pyro_outgoing_stream_new (PyroPullFunc   func,
                           gpointer       user_data,
                           GDestroyNotify destroy)
{
  PyroOutgoingStream *self = g_new0 (PyroOutgoingStream, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->func = func;
  self->user_data = user_data;
  self->destroy = destroy;

  return self;
}

void
_pyro_outgoing_stream_unref (gpointer data)
{
  PyroOutgoingStream *self = data;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_free (self->id);
  g_free (self);
}

static void
stream_set_peer (PyroOutgoingStream *self,
                 PyroPeer           *peer)
{
  if (self->peer != NULL)
    self->peer->n_streams--;
  if (peer != NULL)
    peer->n_streams++;
  self->peer = peer;
}

/* Takes the stream out of the table, with the lock held. */
static PyroOutgoingStream *
pyro_daemon_steal_stream (PyroDaemon *self,
                          const char *id)
{
  PyroOutgoingStream *stream = NULL;

  if (g_hash_table_steal_extended (self->streams, id, NULL, (gpointer *) &stream))
    stream_set_peer (stream, NULL);

  return stream;
}

/*
 * _pyro_outgoing_stream_pulled:
 * @over: whether there are no more items
 *
 * An item was given, or the stream is at its end.
 */
void
_pyro_outgoing_stream_pulled (PyroOutgoingStream *self,
                              PyroDaemon         *daemon,
                              gboolean            over)
{
  PyroOutgoingStream *stolen = NULL;

  g_mutex_lock (&daemon->lock);
  self->pulling = FALSE;
  if (over)
    stolen = pyro_daemon_steal_stream (daemon, self->id);
  g_mutex_unlock (&daemon->lock);
  g_clear_pointer (&stolen, _pyro_outgoing_stream_unref);
}

/*
 * _pyro_daemon_add_stream:
 *
 * Returns: (transfer full) (nullable): the id under which the client pulls the stream, or %NULL when there
 *   are too many already
 */
char *
_pyro_daemon_add_stream (PyroDaemon         *self,
                         PyroPeer           *peer,
                         PyroOutgoingStream *stream)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (peer->n_streams >= PYRO_MAX_STREAMS || g_hash_table_size (self->streams) >= PYRO_MAX_ALL_STREAMS)
    return NULL;

  stream->id = g_uuid_string_random ();
  stream->created = g_get_monotonic_time ();
  if (!pyro_peer_is_closed (peer))
    stream_set_peer (stream, peer);
  else
    stream->left = stream->created;
  g_atomic_ref_count_inc (&stream->ref_count);
  g_hash_table_insert (self->streams, stream->id, stream);

  return g_strdup (stream->id);
}

/* Begins to pull; returns NULL and sets @error when there is nothing to pull, or it is pulled already. */
static PyroOutgoingStream *
pyro_daemon_begin_pull (PyroDaemon  *self,
                        PyroPeer    *peer,
                        const char  *id,
                        GError     **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  PyroOutgoingStream *stream = g_hash_table_lookup (self->streams, id);

  if (stream == NULL)
    {
      pyro_set_exception (error, NULL, 0, NULL, "PyroError", "item stream terminated");
      return NULL;
    }
  if (stream->pulling)
    {
      pyro_set_exception (error, NULL, 0, NULL, "ValueError", "generator already executing");
      return NULL;
    }

  stream->pulling = TRUE;
  stream->left = 0;
  if (stream->peer == NULL && !pyro_peer_is_closed (peer))
    stream_set_peer (stream, peer);
  g_atomic_ref_count_inc (&stream->ref_count);

  return stream;
}

/*
 * _pyro_daemon_pull_stream:
 *
 * Has @pull answered with the next item of a stream.
 */
void
_pyro_daemon_pull_stream (PyroDaemon     *self,
                          PyroInvocation *pull,
                          const char     *id)
{
  g_autoptr(GError) error = NULL;
  PyroOutgoingStream *stream = pyro_daemon_begin_pull (self, pull->peer, id, &error);

  if (stream == NULL)
    {
      pyro_invocation_return_error (pull, error);
      return;
    }

  pull->stream = stream;
  stream->func (pull, stream->user_data);
}

void
_pyro_daemon_close_stream (PyroDaemon *self,
                           const char *id)
{
  PyroOutgoingStream *stream;

  g_mutex_lock (&self->lock);
  stream = pyro_daemon_steal_stream (self, id);
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&stream, _pyro_outgoing_stream_unref);
}

/* Takes out all streams that @wanted says yes to, and lets go of them where nothing is locked. */
static void
pyro_daemon_drop_streams (PyroDaemon  *self,
                          gboolean   (*wanted) (PyroDaemon         *daemon,
                                                PyroOutgoingStream *stream,
                                                gpointer            data),
                          gpointer     data)
{
  g_autoptr(GPtrArray) dropped = g_ptr_array_new_with_free_func (_pyro_outgoing_stream_unref);
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  GHashTableIter iter;
  gpointer stream;

  g_hash_table_iter_init (&iter, self->streams);
  while (g_hash_table_iter_next (&iter, NULL, &stream))
    if (wanted (self, stream, data))
      {
        stream_set_peer (stream, NULL);
        g_hash_table_iter_steal (&iter);
        g_ptr_array_add (dropped, stream);
      }
}

/* A stream outlives its client for a while. */
static gboolean
is_left (PyroDaemon         *daemon,
         PyroOutgoingStream *stream,
         gpointer            peer)
{
  if (stream->peer != peer)
    return FALSE;

  stream_set_peer (stream, NULL);
  stream->left = g_get_monotonic_time ();

  return daemon->config->iter_stream_linger <= 0;
}

void
_pyro_daemon_leave_streams (PyroDaemon *self,
                            PyroPeer   *peer)
{
  gboolean has_some;

  g_mutex_lock (&self->lock);
  has_some = peer->n_streams > 0;
  g_mutex_unlock (&self->lock);
  if (has_some)
    pyro_daemon_drop_streams (self, is_left, peer);
}

static gboolean
is_late (PyroDaemon         *daemon,
         PyroOutgoingStream *stream,
         gpointer            data)
{
  gint64 now = *(gint64 *) data;
  gint64 lifetime = daemon->config->iter_stream_lifetime;

  return !stream->pulling &&
         ((lifetime > 0 && now - stream->created >= lifetime) ||
          (stream->left > 0 && now - stream->left >= daemon->config->iter_stream_linger));
}

void
_pyro_daemon_drop_late_streams (PyroDaemon *self)
{
  gint64 now = g_get_monotonic_time ();
  gboolean has_some;

  g_mutex_lock (&self->lock);
  has_some = g_hash_table_size (self->streams) > 0;
  g_mutex_unlock (&self->lock);
  if (has_some)
    pyro_daemon_drop_streams (self, is_late, &now);
}

static gboolean
is_any (PyroDaemon         *daemon,
        PyroOutgoingStream *stream,
        gpointer            data)
{
  return TRUE;
}

void
_pyro_daemon_drop_all_streams (PyroDaemon *self)
{
  pyro_daemon_drop_streams (self, is_any, NULL);
}

/* ---- Streams of what is there already ---- */

typedef struct
{
  PyroValue *items;
  gsize      next;
} Items;

static void
items_pull (PyroInvocation *pull,
            gpointer        user_data)
{
  Items *self = user_data;

  if (self->next < pyro_value_get_length (self->items))
    pyro_invocation_return_value (pull, pyro_value_get_item (self->items, self->next++));
  else
    pyro_invocation_return_end (pull, NULL);
}

static void
items_free (gpointer data)
{
  Items *self = data;

  pyro_value_unref (self->items);
  g_free (self);
}

/**
 * pyro_invocation_return_items:
 * @self: a call that was not answered yet
 * @items: a list, a tuple or a set
 *
 * Answers the call with an iterator over items that are there already.
 *
 * This function may be called from any thread.
 */
void
pyro_invocation_return_items (PyroInvocation *self,
                              PyroValue      *items)
{
  Items *stream;

  g_return_if_fail (PYRO_IS_INVOCATION (self));
  g_return_if_fail (pyro_value_is_container (items));

  stream = g_new0 (Items, 1);
  stream->items = pyro_value_ref (items);
  pyro_invocation_return_stream (self, items_pull, stream, items_free);
}
