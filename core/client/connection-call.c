/* core/client/connection-call.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The calls of a connection: who waits for which message, and for how long. */

#include "core/client/connection.h"

#include "core/client/connection-private.h"
#include "core/error.h"
#include "core/translation-private.h"

/* ---- Who waits ---- */

/*
 * _pyro_wait_end:
 * @wait: (transfer full): a wait that was stolen
 * @reply: (transfer full) (nullable): what came
 * @error: (transfer full) (nullable): what came instead
 *
 * Lets the caller know: that may run any code at all.
 */
void
_pyro_wait_end (PyroWait  *wait,
                PyroReply *reply,
                GError    *error)
{
  g_autofree PyroWait *self = wait;

  self->end (self->task, reply, error);
}

static PyroWait *
pyro_connection_steal_wait (PyroConnection *self,
                            guint           token)
{
  PyroWait *wait = NULL;

  g_hash_table_steal_extended (self->waits, GUINT_TO_POINTER (token), NULL, (gpointer *) &wait);
  if (wait != NULL)
    _pyro_source_clear (&wait->cancel);

  return wait;
}

static int
compare_waits (gconstpointer a,
               gconstpointer b)
{
  guint token = (*(PyroWait **) a)->token;
  guint other = (*(PyroWait **) b)->token;

  return (token > other) - (token < other);
}

/*
 * _pyro_connection_steal_waits:
 * @now: in monotonic microseconds; %G_MAXINT64 for all
 *
 * Returns: (transfer full): the waits whose deadline is over, in the order of their calls
 */
GPtrArray *
_pyro_connection_steal_waits (PyroConnection *self,
                              gint64          now)
{
  GPtrArray *waits = g_ptr_array_new ();
  GHashTableIter iter;
  PyroWait *wait;

  g_hash_table_iter_init (&iter, self->waits);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &wait))
    if (wait->deadline <= now)
      {
        _pyro_source_clear (&wait->cancel);
        g_ptr_array_add (waits, wait);
        g_hash_table_iter_steal (&iter);
      }
  g_ptr_array_sort (waits, compare_waits);

  return waits;
}

static gboolean
wait_cancelled (GCancellable *cancellable,
                gpointer      user_data)
{
  PyroWait *wait = user_data;
  g_autoptr(PyroConnection) self = g_object_ref (wait->connection);
  GError *error = NULL;

  pyro_connection_steal_wait (self, wait->token);
  pyro_session_withdraw (self->session, wait->token);
  g_cancellable_set_error_if_cancelled (cancellable, &error);
  _pyro_wait_end (wait, NULL, error);

  return G_SOURCE_REMOVE;
}

/* ---- Messages ---- */

static void
pyro_connection_take_reply (PyroConnection *self,
                            guint           token,
                            PyroFrame      *frame)
{
  PyroWait *wait = pyro_connection_steal_wait (self, token);
  PyroReply *reply = NULL;
  GError *error = NULL;

  if (wait == NULL)
    return;

  if (frame != NULL && pyro_frame_get_frame_type (frame) == PYRO_FRAME_RESULT)
    reply = pyro_reply_new (frame, &error);
  _pyro_wait_end (wait, reply, error);
}

static void
pyro_connection_take_event (PyroConnection  *self,
                            const PyroEvent *event)
{
  if (event->frame != NULL)
    _pyro_terms_tap_in (&self->terms, G_OBJECT (self), event->frame);
  if (self->session == NULL) /* whoever looks on may have seen enough */
    return;

  switch (event->type)
    {
    case PYRO_EVENT_WELCOME:
      _pyro_connection_take_welcome (self, event->frame);
      break;

    case PYRO_EVENT_REPLY:
    case PYRO_EVENT_SENT:
      pyro_connection_take_reply (self, event->token, event->frame);
      break;

    case PYRO_EVENT_DROPPED:
    default:
      break;
    }
}

/*
 * _pyro_connection_moved:
 *
 * The callback of the transport.
 */
void
_pyro_connection_moved (PyroTransport *transport,
                        const GError  *error,
                        gpointer       user_data)
{
  g_autoptr(PyroConnection) self = g_object_ref (PYRO_CONNECTION (user_data));
  PyroEvent event;

  /* the session is gone as soon as anybody closes the connection */
  while (self->session != NULL && pyro_session_next (self->session, &event))
    {
      g_autoptr(PyroFrame) frame = event.frame;

      pyro_connection_take_event (self, &event);
    }

  if (error == NULL)
    _pyro_connection_check_retired (self);
  else if (!_pyro_connection_redial (self, error))
    _pyro_connection_fail (self, error);
}

/*
 * _pyro_connection_submit:
 * @frame: a message
 * @timeout: microseconds, or 0 for none
 * @task: (transfer full): what waits; its cancellable ends the wait
 * @end: what to do with @task when the message has ended
 *
 * Sends a message, and lets @task wait for its end.
 */
void
_pyro_connection_submit (PyroConnection *self,
                         PyroFrame      *frame,
                         gint64          timeout,
                         GTask          *task,
                         PyroEndFunc     end)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  PyroWait *wait;
  guint token = 0;

  if (self->session == NULL)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, _("The connection is closed"));
  else
    token = pyro_session_send (self->session, frame, &error);
  if (token == 0)
    {
      end (task, NULL, error);
      return;
    }

  wait = g_new0 (PyroWait, 1);
  *wait = (PyroWait) { self, task, end, NULL, timeout, G_MAXINT64, token };
  g_hash_table_insert (self->waits, GUINT_TO_POINTER (token), wait);
  if (timeout > 0)
    {
      wait->deadline = g_get_monotonic_time () + timeout;
      _pyro_connection_schedule (self, wait->deadline);
    }
  if (cancellable != NULL)
    {
      wait->cancel = g_cancellable_source_new (cancellable);
      g_source_set_static_name (wait->cancel, "[pyro] cancel");
      g_source_set_callback (wait->cancel, G_SOURCE_FUNC (wait_cancelled), wait, NULL);
      g_source_attach (wait->cancel, self->context);
    }

  _pyro_terms_tap_out (&self->terms, G_OBJECT (self), frame,
                       pyro_session_get_seq (self->session, token));
  if (self->transport != NULL)
    pyro_transport_flush (self->transport);
}

/*
 * _pyro_connection_is_usable:
 *
 * Returns: whether a call would be answered as soon as the daemon gets to it: the connection is
 *   open, no abandoned call is in the way, and the peer did not close it while nobody looked
 */
gboolean
_pyro_connection_is_usable (PyroConnection *self)
{
  gboolean may_be_busy = self->terms.socket != NULL; /* there is no other connection to be had */

  if (self->state != PYRO_CONNECTION_OPEN || self->retire_at > 0 ||
      (!may_be_busy && pyro_session_get_n_abandoned (self->session) > 0))
    return FALSE;

  return pyro_session_get_n_waiting (self->session) > 0 || pyro_transport_is_alive (self->transport);
}

/* ---- Calls ---- */

/*
 * _pyro_reply_end:
 *
 * A #PyroEndFunc that returns the reply.
 */
void
_pyro_reply_end (GTask     *task,
                 PyroReply *reply,
                 GError    *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, reply, (GDestroyNotify) pyro_reply_unref);
  g_object_unref (task);
}

/*
 * _pyro_boolean_end:
 *
 * A #PyroEndFunc that returns whether there was no error.
 */
void
_pyro_boolean_end (GTask     *task,
                   PyroReply *reply,
                   GError    *error)
{
  g_autoptr(PyroReply) owned_reply = reply;

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* Returns: (transfer full) (nullable): a task for a message, unless it has failed already */
static GTask *
pyro_connection_new_task (PyroConnection      *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data,
                          gpointer             source_tag)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  if (g_task_return_error_if_cancelled (task))
    return NULL;

  if (self->state == PYRO_CONNECTION_CLOSED)
    g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CLOSED, _("The connection is closed"));
  else if (self->state != PYRO_CONNECTION_OPEN)
    g_task_return_new_error_literal (task, PYRO_ERROR, PYRO_ERROR_USAGE, _("The connection is not open yet"));
  else
    return g_steal_pointer (&task);

  return NULL;
}

/**
 * pyro_connection_call_async:
 * @self: an open connection
 * @call: a call
 * @timeout: microseconds to wait for the reply, or 0 for no limit
 * @cancellable: (nullable): a way to stop waiting; the daemon is not told, as Pyro has no word for it
 * @callback: called when the reply is here, or a oneway call is written
 * @user_data: passed to @callback
 *
 * Calls a method, whether the metadata lists it or not.
 */
void
pyro_connection_call_async (PyroConnection      *self,
                            PyroCall            *call,
                            gint64               timeout,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(PyroFrame) frame = NULL;
  GError *error = NULL;

  g_return_if_fail (PYRO_IS_CONNECTION (self));
  g_return_if_fail (call != NULL);
  g_return_if_fail (timeout >= 0);

  task = pyro_connection_new_task (self, cancellable, callback, user_data, pyro_connection_call_async);
  if (task == NULL)
    return;

  frame = _pyro_terms_new_call (&self->terms, call, &error);
  if (frame == NULL)
    g_task_return_error (task, error);
  else
    _pyro_connection_submit (self, frame, timeout, g_steal_pointer (&task), _pyro_reply_end);
}

/**
 * pyro_connection_call_finish:
 * @self: a connection
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the reply, which may be an exception; %NULL for a oneway
 *   call, or with @error set
 */
PyroReply *
pyro_connection_call_finish (PyroConnection  *self,
                             GAsyncResult    *result,
                             GError         **error)
{
  g_return_val_if_fail (PYRO_IS_CONNECTION (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * pyro_connection_ping_async:
 * @self: an open connection
 * @timeout: microseconds to wait for the answer, or 0 for no limit
 * @cancellable: (nullable): a way to stop waiting
 * @callback: called when the answer is here
 * @user_data: passed to @callback
 *
 * Asks the daemon for a sign of life. It runs no code of any object.
 */
void
pyro_connection_ping_async (PyroConnection      *self,
                            gint64               timeout,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(PyroFrame) frame = NULL;

  g_return_if_fail (PYRO_IS_CONNECTION (self));
  g_return_if_fail (timeout >= 0);

  task = pyro_connection_new_task (self, cancellable, callback, user_data, pyro_connection_ping_async);
  if (task == NULL)
    return;

  frame = _pyro_terms_new_ping (&self->terms);
  _pyro_connection_submit (self, frame, timeout, g_steal_pointer (&task), _pyro_boolean_end);
}

/**
 * pyro_connection_ping_finish:
 * @self: a connection
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
pyro_connection_ping_finish (PyroConnection  *self,
                             GAsyncResult    *result,
                             GError         **error)
{
  g_return_val_if_fail (PYRO_IS_CONNECTION (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
