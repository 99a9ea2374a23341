/* core/client/connection-open.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The opening of a connection: the socket, the handshake, the metadata. */

#include "core/client/connection.h"

#include "core/client/connection-private.h"
#include "core/error.h"
#include "core/link/address.h"
#include "core/translation-private.h"

static gboolean
open_cancelled (GCancellable *cancellable,
                gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  g_cancellable_set_error_if_cancelled (cancellable, &error);
  _pyro_connection_fail (user_data, error);

  return G_SOURCE_REMOVE;
}

static void pyro_connection_ask_metadata (PyroConnection *self);

/* Begins the conversation. */
static void
pyro_connection_take_socket (PyroConnection *self,
                             GSocket        *socket)
{
  g_autoptr(PyroFrame) hello = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroSession) session = _pyro_terms_new_session (&self->terms, &hello, &error);
  PyroChannel *channel = NULL;

  if (session != NULL)
    channel = _pyro_terms_new_channel (&self->terms, socket, &error);
  if (channel != NULL)
    {
      PyroSession *lent = session;

      self->transport = pyro_transport_new (channel, g_steal_pointer (&session), self->context,
                                            _pyro_connection_moved, self, &error);
      self->session = self->transport != NULL ? lent : NULL;
    }
  if (self->session == NULL)
    {
      _pyro_connection_fail (self, error);
      return;
    }

  if (hello == NULL)
    {
      pyro_connection_ask_metadata (self);
      return;
    }

  self->state = PYRO_CONNECTION_GREETING;
  _pyro_terms_tap_out (&self->terms, G_OBJECT (self), hello, 0);
  if (self->transport != NULL)
    pyro_transport_flush (self->transport);
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
    pyro_connection_take_socket (self, socket);
  else
    _pyro_connection_fail (self, error);
}

static void
pyro_connection_dial (PyroConnection *self)
{
  self->state = PYRO_CONNECTION_CONNECTING;
  if (self->terms.socket != NULL)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GSocket) socket = _pyro_terms_dup_socket (&self->terms, &error);

      if (socket != NULL)
        pyro_connection_take_socket (self, socket);
      else
        _pyro_connection_fail (self, error);
      return;
    }

  g_clear_object (&self->connecting);
  self->connecting = g_cancellable_new ();
  pyro_address_connect_async (self->terms.uri, self->connecting, connected_cb, g_object_ref (self));
}

/*
 * _pyro_connection_redial:
 * @error: why the peer is gone
 *
 * Connects once more where the daemon is likely to understand another handshake.
 *
 * Returns: whether it does
 */
gboolean
_pyro_connection_redial (PyroConnection *self,
                         const GError   *error)
{
  if (self->state != PYRO_CONNECTION_GREETING || !_pyro_terms_turn (&self->terms, self->session, error))
    return FALSE;

  self->session = NULL;
  pyro_transport_close (self->transport);
  g_clear_object (&self->transport);
  pyro_connection_dial (self);

  return TRUE;
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

static void
pyro_connection_ask_metadata (PyroConnection *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroFrame) question = _pyro_terms_new_metadata_call (&self->terms, &error);

  if (question == NULL)
    {
      _pyro_connection_fail (self, error);
      return;
    }
  self->state = PYRO_CONNECTION_ASKING;
  _pyro_connection_submit (self, question, 0, g_task_new (self, NULL, NULL, NULL), metadata_cb);
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
  g_autoptr(GError) error = NULL;

  _pyro_dialect_remember (self->terms.uri, self->terms.dialect.spoken);
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

  pyro_connection_ask_metadata (self);
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

  return _pyro_terms_welcome_timed_out (&self->terms, pyro_transport_get_tunnel (self->transport),
                                        self->open_timeout);
}

static void
pyro_connection_open (PyroConnection *self,
                      GTask          *task,
                      gint64          timeout)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

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

  pyro_connection_dial (self);
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
                                     _("The connection was opened before"));
  else if (!_pyro_terms_begin (&self->terms, &error))
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
