/* core/client/connection-open.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What a program calls of a connection: its settings, its opening, its calls. */

#include "core/client/connection.h"

#include "core/client/connection-private.h"
#include "core/error.h"
#include "core/link/address.h"

/* ---- Opening ---- */

static gboolean
open_cancelled (GCancellable *cancellable,
                gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  g_cancellable_set_error_if_cancelled (cancellable, &error);
  _pyro_connection_fail (user_data, error);

  return G_SOURCE_REMOVE;
}

static void
connected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PyroConnection) self = user_data;
  g_autoptr(GSocket) socket = NULL;
  g_autoptr(GError) error = NULL;

  socket = pyro_address_connect_finish (result, &error);
  if (self->state != PYRO_CONNECTION_CONNECTING)
    return;

  if (socket != NULL)
    _pyro_connection_take_socket (self, socket);
  else
    _pyro_connection_fail (self, error);
}

/* Consumes all. */
static void
metadata_cb (GTask     *task,
             PyroReply *reply,
             GError    *error)
{
  g_autoptr(PyroConnection) self = g_object_ref (g_task_get_source_object (task));
  g_autoptr(PyroReply) owned_reply = reply;
  g_autoptr(GError) local_error = error;
  g_autoptr(PyroValue) value = NULL;

  g_object_unref (task);
  if (self->state != PYRO_CONNECTION_ASKING)
    return;

  if (reply != NULL)
    value = pyro_reply_decode (reply, &local_error);
  if (value != NULL)
    self->metadata = pyro_metadata_from_value (value, &local_error);

  if (self->metadata != NULL)
    _pyro_connection_opened (self);
  else
    _pyro_connection_fail (self, local_error);
}

/*
 * _pyro_connection_take_welcome:
 * @frame: the answer to the handshake
 *
 * Takes what the daemon says of itself and of the object. A daemon may leave the metadata out and
 * wants to be asked then.
 */
void
_pyro_connection_take_welcome (PyroConnection *self,
                               PyroFrame      *frame)
{
  g_autoptr(PyroFrame) question = NULL;
  g_autoptr(GError) error = NULL;

  if (!pyro_hello_receive (frame, &self->welcome, &self->metadata, &error))
    {
      _pyro_connection_fail (self, error);
      return;
    }
  if (self->metadata != NULL)
    {
      _pyro_connection_opened (self);
      return;
    }

  question = _pyro_terms_new_metadata_call (&self->terms, &error);
  if (question == NULL)
    {
      _pyro_connection_fail (self, error);
      return;
    }
  self->state = PYRO_CONNECTION_ASKING;
  _pyro_connection_submit (self, question, 0, g_task_new (self, NULL, NULL, NULL), metadata_cb);
}

/*
 * _pyro_connection_open_timed_out:
 *
 * Returns: (transfer full): the error of an opening that took too long; it says which step did
 */
GError *
_pyro_connection_open_timed_out (PyroConnection *self)
{
  if (self->state == PYRO_CONNECTION_CONNECTING)
    return _pyro_terms_connect_timed_out (&self->terms, self->open_timeout);

  return _pyro_terms_welcome_timed_out (&self->terms, self->open_timeout);
}

static void
pyro_connection_open (PyroConnection *self,
                      GTask          *task,
                      gint64          timeout)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  self->state = PYRO_CONNECTION_CONNECTING;
  self->open_task = g_object_ref (task);
  self->open_timeout = timeout;
  self->open_deadline = timeout > 0 ? g_get_monotonic_time () + timeout : G_MAXINT64;
  _pyro_connection_schedule (self, self->open_deadline);
  if (cancellable != NULL)
    {
      self->open_cancel = g_cancellable_source_new (cancellable);
      g_source_set_static_name (self->open_cancel, "[pyro] cancel open");
      g_source_set_callback (self->open_cancel, G_SOURCE_FUNC (open_cancelled), self, NULL);
      g_source_attach (self->open_cancel, self->context);
    }

  self->connecting = g_cancellable_new ();
  pyro_address_connect_async (self->terms.uri, self->connecting, connected_cb, g_object_ref (self));
}

/**
 * pyro_connection_open_async:
 * @self: a connection that was not opened before
 * @timeout: microseconds for all of it, or 0 for no limit
 * @cancellable: (nullable): a way to give up, which closes the connection
 * @callback: called when the connection is open, or cannot be opened
 * @user_data: passed to @callback
 *
 * Finds the address, connects, and shakes hands.
 */
void
pyro_connection_open_async (PyroConnection      *self,
                            gint64               timeout,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (PYRO_IS_CONNECTION (self));
  g_return_if_fail (timeout >= 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pyro_connection_open_async);

  if (self->state != PYRO_CONNECTION_NEW)
    g_task_return_new_error_literal (task, PYRO_ERROR, PYRO_ERROR_USAGE,
                                     "The connection was opened before");
  else if (!_pyro_terms_check (&self->terms, &error))
    g_task_return_error (task, error);
  else if (!g_task_return_error_if_cancelled (task))
    pyro_connection_open (self, task, timeout);
}

/**
 * pyro_connection_open_finish:
 * @self: a connection
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: %TRUE, or %FALSE with @error set, and the connection closed: what the system says of an
 *   address that cannot be reached, %PYRO_ERROR_REFUSED when the daemon does not want the
 *   connection, %G_IO_ERROR_TIMED_OUT, or what is wrong with the peer's messages
 */
gboolean
pyro_connection_open_finish (PyroConnection  *self,
                             GAsyncResult    *result,
                             GError         **error)
{
  g_return_val_if_fail (PYRO_IS_CONNECTION (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- Calls ---- */

static void
call_end (GTask     *task,
          PyroReply *reply,
          GError    *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, reply, (GDestroyNotify) pyro_reply_unref);
  g_object_unref (task);
}

static void
ping_end (GTask     *task,
          PyroReply *reply,
          GError    *error)
{
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
    g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "The connection is closed");
  else if (self->state != PYRO_CONNECTION_OPEN)
    g_task_return_new_error_literal (task, PYRO_ERROR, PYRO_ERROR_USAGE, "The connection is not open yet");
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
    _pyro_connection_submit (self, frame, timeout, g_steal_pointer (&task), call_end);
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
  _pyro_connection_submit (self, frame, timeout, g_steal_pointer (&task), ping_end);
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

/* ---- Settings and state ---- */

/**
 * pyro_connection_get_uri:
 * @self: a connection
 *
 * Returns: (transfer none): the object to which it was made
 */
PyroUri *
pyro_connection_get_uri (PyroConnection *self)
{
  g_return_val_if_fail (PYRO_IS_CONNECTION (self), NULL);

  return self->terms.uri;
}

/**
 * pyro_connection_set_serializer:
 * @self: a connection that was not opened yet
 * @name: the name of a serializer; one that does not exist is an error when the connection is opened
 */
void
pyro_connection_set_serializer (PyroConnection *self,
                                const char     *name)
{
  g_return_if_fail (PYRO_IS_CONNECTION (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (self->state == PYRO_CONNECTION_NEW);

  _pyro_terms_set_serializer (&self->terms, name);
}

/**
 * pyro_connection_set_handshake:
 * @self: a connection that was not opened yet
 * @handshake: what to greet the daemon with; the text “hello” unless set
 */
void
pyro_connection_set_handshake (PyroConnection *self,
                               PyroValue      *handshake)
{
  g_return_if_fail (PYRO_IS_CONNECTION (self));
  g_return_if_fail (handshake != NULL);
  g_return_if_fail (self->state == PYRO_CONNECTION_NEW);

  _pyro_terms_set_handshake (&self->terms, handshake);
}

/**
 * pyro_connection_set_max_size:
 * @self: a connection that was not opened yet
 * @max_size: bytes past the header that a message of the daemon may have
 */
void
pyro_connection_set_max_size (PyroConnection *self,
                              gsize           max_size)
{
  g_return_if_fail (PYRO_IS_CONNECTION (self));
  g_return_if_fail (self->state == PYRO_CONNECTION_NEW);

  self->terms.max_size = max_size;
}

/**
 * pyro_connection_set_tap:
 * @self: a connection
 * @tap: (nullable): who looks on
 */
void
pyro_connection_set_tap (PyroConnection *self,
                         PyroTap        *tap)
{
  g_return_if_fail (PYRO_IS_CONNECTION (self));
  g_return_if_fail (tap == NULL || PYRO_IS_TAP (tap));

  g_set_object (&self->terms.tap, tap);
}

/**
 * pyro_connection_get_closed:
 * @self: a connection
 *
 * Returns: whether the connection is gone, from whichever side
 */
gboolean
pyro_connection_get_closed (PyroConnection *self)
{
  g_return_val_if_fail (PYRO_IS_CONNECTION (self), TRUE);

  return self->state == PYRO_CONNECTION_CLOSED;
}

/**
 * pyro_connection_get_metadata:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): what the object offers, once the connection is open
 */
PyroMetadata *
pyro_connection_get_metadata (PyroConnection *self)
{
  g_return_val_if_fail (PYRO_IS_CONNECTION (self), NULL);

  return self->metadata;
}

/**
 * pyro_connection_get_welcome:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): what the daemon answered to the greeting, once the
 *   connection is open
 */
PyroValue *
pyro_connection_get_welcome (PyroConnection *self)
{
  g_return_val_if_fail (PYRO_IS_CONNECTION (self), NULL);

  return self->welcome;
}

/**
 * pyro_connection_get_n_waiting:
 * @self: a connection
 *
 * Returns: calls that somebody waits for
 */
guint
pyro_connection_get_n_waiting (PyroConnection *self)
{
  g_return_val_if_fail (PYRO_IS_CONNECTION (self), 0);

  return self->session != NULL ? pyro_session_get_n_waiting (self->session) : 0;
}

/**
 * pyro_connection_has_abandoned:
 * @self: a connection
 *
 * Returns: whether a call that was cancelled or timed out is not answered yet: the daemon may be
 *   busy with it, and nothing behind it is answered before
 */
gboolean
pyro_connection_has_abandoned (PyroConnection *self)
{
  g_return_val_if_fail (PYRO_IS_CONNECTION (self), FALSE);

  return self->session != NULL && pyro_session_get_n_abandoned (self->session) > 0;
}
