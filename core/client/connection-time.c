/* core/client/connection-time.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The time of a connection: deadlines of its calls and of its opening, and its own end. */

#include "core/client/connection.h"

#include "core/client/connection-private.h"

static void
pyro_connection_expire_waits (PyroConnection *self,
                              gint64          now)
{
  g_autoptr(GPtrArray) waits = _pyro_connection_steal_waits (self, now);

  for (guint i = 0; i < waits->len; i++)
    pyro_session_withdraw (self->session, ((PyroWait *) waits->pdata[i])->token);
  for (guint i = 0; i < waits->len; i++)
    {
      PyroWait *wait = waits->pdata[i];

      _pyro_wait_end (wait, NULL, _pyro_terms_call_timed_out (wait->timeout));
    }
}

/*
 * _pyro_connection_check_retired:
 *
 * Closes a connection that is not needed any more, but not before the replies that are still to
 * come: a daemon that finds its client gone complains, and an item stream ends with its connection.
 */
void
_pyro_connection_check_retired (PyroConnection *self)
{
  if (self->retire_at == 0 || self->session == NULL ||
      pyro_session_get_n_waiting (self->session) > 0)
    return;

  if (pyro_session_get_n_abandoned (self->session) == 0 || g_get_monotonic_time () >= self->retire_at)
    pyro_connection_close (self);
}

static gint64
pyro_connection_get_next_deadline (PyroConnection *self,
                                   gint64          now)
{
  gint64 next = self->retire_at > now ? self->retire_at : G_MAXINT64;
  GHashTableIter iter;
  PyroWait *wait;

  if (self->open_task != NULL)
    next = MIN (next, self->open_deadline);
  g_hash_table_iter_init (&iter, self->waits);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &wait))
    next = MIN (next, wait->deadline);

  return next;
}

static gboolean
timer_dispatch (GSource     *source,
                GSourceFunc  callback,
                gpointer     user_data)
{
  g_autoptr(PyroConnection) self = g_object_ref (PYRO_CONNECTION (user_data));
  gint64 now = g_get_monotonic_time ();

  g_source_set_ready_time (source, -1);
  if (self->open_task != NULL && self->open_deadline <= now)
    {
      g_autoptr(GError) error = _pyro_connection_open_timed_out (self);

      _pyro_connection_fail (self, error);
      return G_SOURCE_REMOVE;
    }

  pyro_connection_expire_waits (self, now);
  _pyro_connection_check_retired (self);
  if (self->state == PYRO_CONNECTION_CLOSED)
    return G_SOURCE_REMOVE;

  _pyro_connection_schedule (self, pyro_connection_get_next_deadline (self, now));

  return G_SOURCE_CONTINUE;
}

static GSourceFuncs timer_funcs = { NULL, NULL, timer_dispatch, NULL, NULL, NULL };

/*
 * _pyro_connection_schedule:
 * @deadline: in monotonic microseconds
 *
 * Sees to it that the connection wakes up at @deadline at the latest. One timer serves all calls: it
 * is brought forward for them but not put back, and so may find nothing to do.
 */
void
_pyro_connection_schedule (PyroConnection *self,
                           gint64          deadline)
{
  gint64 ready_time;

  if (deadline == G_MAXINT64 || self->state == PYRO_CONNECTION_CLOSED)
    return;

  if (self->timer == NULL)
    {
      self->timer = g_source_new (&timer_funcs, sizeof (GSource));
      g_source_set_static_name (self->timer, "[pyro] deadlines");
      g_source_set_callback (self->timer, NULL, self, NULL);
      g_source_attach (self->timer, self->context);
    }

  ready_time = g_source_get_ready_time (self->timer);
  if (ready_time < 0 || deadline < ready_time)
    g_source_set_ready_time (self->timer, deadline);
}
