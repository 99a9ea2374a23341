/* core/client/proxy-async.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The calls of a proxy that do not block. */

#include "core/client/proxy.h"

#include "core/client/proxy-private.h"
#include "core/limits.h"

/* Bytes of a payload that are decoded at once, in the main context. Larger ones take a millisecond
 * or more, and so they go to a thread; so do compressed ones, which do not show their size. */
#define MAX_SIZE_AT_ONCE (64 * 1024)

/* A call that waits for the connection to open. */
typedef struct
{
  GList        link;  /* in the queue of its proxy */
  PyroProxy   *proxy; /* unowned: @task has it */
  GTask       *task;
  PyroCall    *call;  /* NULL when it is no call */
  PyroFrame   *frame; /* NULL when there is nothing but the opening to wait for */
  PyroEndFunc  end;
  GSource     *cancel;
} Request;

/* Takes @self out of its queue and frees all but the task, which is the caller's now. */
static GTask *
request_steal (Request *self)
{
  GTask *task = self->task;

  g_queue_unlink (&self->proxy->requests, &self->link);
  _pyro_source_clear (&self->cancel);
  g_clear_pointer (&self->call, pyro_call_unref);
  g_clear_pointer (&self->frame, pyro_frame_unref);
  g_free (self);

  return task;
}

/* Sends @frame or @call, or nothing; the proxy is connected. Consumes @task. */
static void
pyro_proxy_submit (PyroProxy   *self,
                   PyroFrame   *frame,
                   PyroCall    *call,
                   GTask       *task,
                   PyroEndFunc  end)
{
  g_autoptr(PyroCall) checked = NULL;
  g_autoptr(PyroFrame) call_frame = NULL;
  GError *error = NULL;

  if (call != NULL)
    {
      checked = _pyro_proxy_check_call (self, call, &error);
      if (checked != NULL)
        call_frame = _pyro_terms_new_call (&self->terms, checked, &error);
      frame = call_frame;
    }

  if (frame != NULL)
    _pyro_connection_submit (self->connection, frame, self->timeout, task, end);
  else
    end (task, NULL, error);
}

/* ---- Connecting ---- */

static void
pyro_proxy_fail_requests (PyroProxy    *self,
                          const GError *error)
{
  g_autoptr(PyroProxy) hold = g_object_ref (self);
  guint n = self->requests.length; /* callbacks may add more, and those are for the next try */

  for (guint i = 0; i < n && self->requests.length > 0; i++)
    {
      Request *request = g_queue_peek_head (&self->requests);
      PyroEndFunc end = request->end;

      end (request_steal (request), NULL, g_error_copy (error));
    }
}

static void
connection_closed (PyroProxy      *self,
                   GParamSpec     *pspec,
                   PyroConnection *connection)
{
  g_autoptr(PyroConnection) hold = g_object_ref (connection);

  if (g_ptr_array_remove (self->aside, connection))
    return;
  if (self->connection != connection || !self->connected)
    return; /* one that never opened tells its callback */

  g_clear_object (&self->connection);
  _pyro_proxy_set_connected (self, FALSE);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PyroProxy) self = user_data;
  PyroConnection *connection = PYRO_CONNECTION (object);
  g_autoptr(GError) error = NULL;
  gboolean ok = pyro_connection_open_finish (connection, result, &error);

  if (self->connection != connection)
    return; /* it was released meanwhile */

  if (!ok)
    {
      g_clear_object (&self->connection);
      pyro_proxy_fail_requests (self, error);
      return;
    }

  _pyro_proxy_set_metadata (self, pyro_connection_get_metadata (connection));
  _pyro_proxy_set_connected (self, TRUE);
  while (self->connection == connection && self->requests.length > 0)
    {
      Request *request = g_queue_peek_head (&self->requests);
      g_autoptr(PyroFrame) frame = g_steal_pointer (&request->frame);
      g_autoptr(PyroCall) call = g_steal_pointer (&request->call);
      PyroEndFunc end = request->end;

      pyro_proxy_submit (self, frame, call, request_steal (request), end);
    }
}

static void
pyro_proxy_connect (PyroProxy *self)
{
  self->connection = _pyro_connection_new_with_terms (&self->terms);
  g_signal_connect_object (self->connection, "notify::closed",
                           G_CALLBACK (connection_closed), self, G_CONNECT_SWAPPED);
  pyro_connection_open_async (self->connection, self->timeout, NULL, opened_cb, g_object_ref (self));
}

/* Makes room by closing connections on which nobody waits any more, the oldest first. */
static void
pyro_proxy_limit_aside (PyroProxy *self)
{
  for (guint i = 0; i < self->aside->len && self->aside->len > PYRO_MAX_ASIDE;)
    {
      PyroConnection *connection = self->aside->pdata[i];

      if (pyro_connection_get_n_waiting (connection) == 0)
        pyro_connection_close (connection); /* which takes it out */
      else
        i++;
    }
}

/*
 * _pyro_proxy_put_aside:
 *
 * Parts with the connection, which goes when its last reply has come.
 */
void
_pyro_proxy_put_aside (PyroProxy *self)
{
  g_autoptr(PyroConnection) connection = NULL;

  if (!self->connected || self->connection == NULL)
    return;

  connection = g_steal_pointer (&self->connection);
  if (!pyro_connection_get_closed (connection))
    {
      g_ptr_array_add (self->aside, g_object_ref (connection));
      pyro_connection_retire (connection);
      pyro_proxy_limit_aside (self);
    }
  _pyro_proxy_set_connected (self, FALSE);
}

/*
 * _pyro_proxy_release_async:
 *
 * Closes all connections.
 */
void
_pyro_proxy_release_async (PyroProxy *self)
{
  g_autoptr(GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED,
                                                 "The connection was closed");
  g_autoptr(PyroConnection) connection = g_steal_pointer (&self->connection);

  while (self->aside->len > 0)
    pyro_connection_close (self->aside->pdata[0]);
  if (connection != NULL)
    {
      pyro_connection_close (connection);
      pyro_proxy_fail_requests (self, error);
      _pyro_proxy_set_connected (self, FALSE);
    }
}

/* ---- Starting ---- */

static gboolean
request_cancelled (GCancellable *cancellable,
                   gpointer      user_data)
{
  Request *request = user_data;
  g_autoptr(PyroProxy) self = g_object_ref (request->proxy);
  PyroEndFunc end = request->end;
  GError *error = NULL;
  GTask *task = request_steal (request);

  /* nobody waits for the connection any more */
  if (self->requests.length == 0 && self->connection != NULL && !self->connected)
    {
      g_autoptr(PyroConnection) connection = g_steal_pointer (&self->connection);

      pyro_connection_close (connection);
    }

  g_cancellable_set_error_if_cancelled (cancellable, &error);
  end (task, NULL, error);

  return G_SOURCE_REMOVE;
}

static void
pyro_proxy_enqueue (PyroProxy   *self,
                    PyroFrame   *frame,
                    PyroCall    *call,
                    GTask       *task,
                    PyroEndFunc  end)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Request *request = g_new0 (Request, 1);

  *request = (Request) {
    .link.data = request,
    .proxy = self,
    .task = task,
    .call = call != NULL ? pyro_call_ref (call) : NULL,
    .frame = frame != NULL ? pyro_frame_ref (frame) : NULL,
    .end = end,
  };
  g_queue_push_tail_link (&self->requests, &request->link);

  if (cancellable != NULL)
    {
      request->cancel = g_cancellable_source_new (cancellable);
      g_source_set_static_name (request->cancel, "[pyro] cancel");
      g_source_set_callback (request->cancel, G_SOURCE_FUNC (request_cancelled), request, NULL);
      g_source_attach (request->cancel, g_task_get_context (task));
    }
}

/* Sends @frame or @call, or nothing, as soon as the proxy is connected. */
static void
pyro_proxy_start (PyroProxy           *self,
                  PyroFrame           *frame,
                  PyroCall            *call,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data,
                  gpointer             source_tag,
                  PyroEndFunc          end)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, source_tag);
  if (!_pyro_proxy_set_mode (self, PYRO_PROXY_ASYNC, &error) ||
      g_cancellable_set_error_if_cancelled (cancellable, &error))
    {
      end (task, NULL, error);
      return;
    }

  if (self->connected && !_pyro_connection_is_usable (self->connection))
    _pyro_proxy_put_aside (self);
  if (self->connected)
    {
      pyro_proxy_submit (self, frame, call, task, end);
      return;
    }

  pyro_proxy_enqueue (self, frame, call, task, end);
  if (self->connection == NULL)
    pyro_proxy_connect (self);
}

/* ---- Endings ---- */

static void
boolean_end (GTask     *task,
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

static void
reply_end (GTask     *task,
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
return_value (GTask     *task,
              PyroReply *reply)
{
  GError *error = NULL;
  PyroValue *value = pyro_reply_decode (reply, &error);

  if (value != NULL)
    g_task_return_pointer (task, value, (GDestroyNotify) pyro_value_unref);
  else
    g_task_return_error (task, error);
}

static void
decode_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  return_value (task, task_data);
}

static void
decoded_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  PyroValue *value = g_task_propagate_pointer (G_TASK (result), &error);

  if (value != NULL)
    g_task_return_pointer (task, value, (GDestroyNotify) pyro_value_unref);
  else
    g_task_return_error (task, error);
}

/* The thread gets a task of its own, which knows nothing but the reply: a thread may be the last to
 * let go of its task, and the proxy must not end there. */
static void
return_value_in_thread (GTask     *task,
                        PyroReply *reply)
{
  g_autoptr(GTask) decoding = g_task_new (NULL, g_task_get_cancellable (task), decoded_cb,
                                          g_object_ref (task));

  g_task_set_source_tag (decoding, return_value_in_thread);
  g_task_set_task_data (decoding, pyro_reply_ref (reply), (GDestroyNotify) pyro_reply_unref);
  g_task_set_return_on_cancel (decoding, TRUE);
  g_task_run_in_thread (decoding, decode_thread);
}

static gboolean
reply_is_large (PyroReply *reply)
{
  PyroFrame *frame = pyro_reply_get_frame (reply);

  return (pyro_frame_get_flags (frame) & PYRO_FRAME_FLAG_COMPRESSED) != 0 ||
         g_bytes_get_size (pyro_frame_get_payload (frame)) > MAX_SIZE_AT_ONCE;
}

static void
value_end (GTask     *task,
           PyroReply *reply,
           GError    *error)
{
  g_autoptr(GTask) owned_task = task;
  g_autoptr(PyroReply) owned_reply = reply;

  if (error != NULL)
    {
      g_task_return_error (task, error);
    }
  else if (reply == NULL)
    {
      g_task_return_pointer (task, pyro_value_new_none (), (GDestroyNotify) pyro_value_unref);
    }
  else if (reply_is_large (reply))
    {
      return_value_in_thread (task, reply);
    }
  else
    {
      return_value (task, reply);
    }
}

/* There is nothing in the answer but whether it is an exception. */
static void
set_end (GTask     *task,
         PyroReply *reply,
         GError    *error)
{
  g_autoptr(PyroReply) owned_reply = reply;
  g_autoptr(PyroValue) value = NULL;

  if (reply != NULL)
    value = pyro_reply_decode (reply, &error);
  boolean_end (task, NULL, error);
}

/* ---- What a program calls ---- */

/**
 * pyro_proxy_bind_async:
 * @self: a proxy
 * @cancellable: (nullable): a way to give up
 * @callback: called when the proxy is connected, or cannot be
 * @user_data: passed to @callback
 *
 * Connects, unless the proxy is connected: to learn what the object offers before it is used.
 */
void
pyro_proxy_bind_async (PyroProxy           *self,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (PYRO_IS_PROXY (self));

  pyro_proxy_start (self, NULL, NULL, cancellable, callback, user_data,
                    pyro_proxy_bind_async, boolean_end);
}

/**
 * pyro_proxy_bind_finish:
 * @self: a proxy
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: %TRUE, or %FALSE with the same errors as [method@Pyro.Connection.open_finish]
 */
gboolean
pyro_proxy_bind_finish (PyroProxy     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (PYRO_IS_PROXY (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * pyro_proxy_send_async:
 * @self: a proxy
 * @call: a call
 * @cancellable: (nullable): a way to stop waiting
 * @callback: called when the reply is here, or a oneway call is written
 * @user_data: passed to @callback
 *
 * Makes a call with annotations or other particulars. Its name is checked as that of any call, and
 * it is sent oneway if the object says that it is.
 */
void
pyro_proxy_send_async (PyroProxy           *self,
                       PyroCall            *call,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (PYRO_IS_PROXY (self));
  g_return_if_fail (call != NULL);

  pyro_proxy_start (self, NULL, call, cancellable, callback, user_data,
                    pyro_proxy_send_async, reply_end);
}

/**
 * pyro_proxy_send_finish:
 * @self: a proxy
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the reply, which may be an exception; %NULL for a oneway
 *   call, or with @error set
 */
PyroReply *
pyro_proxy_send_finish (PyroProxy     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (PYRO_IS_PROXY (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * pyro_proxy_call_async:
 * @self: a proxy
 * @method: the name of a method
 * @args: (nullable): the positional arguments, a tuple or a list
 * @kwargs: (nullable): the keyword arguments, a dict
 * @cancellable: (nullable): a way to stop waiting
 * @callback: called when the result is here, or a oneway call is written
 * @user_data: passed to @callback
 *
 * Calls a method.
 */
void
pyro_proxy_call_async (PyroProxy           *self,
                       const char          *method,
                       PyroValue           *args,
                       PyroValue           *kwargs,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(PyroCall) call = NULL;

  g_return_if_fail (PYRO_IS_PROXY (self));
  g_return_if_fail (method != NULL);

  call = pyro_call_new (pyro_uri_get_object (self->terms.uri), method, args, kwargs);
  pyro_proxy_start (self, NULL, call, cancellable, callback, user_data,
                    pyro_proxy_call_async, value_end);
}

/**
 * pyro_proxy_call_finish:
 * @self: a proxy
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the result, `None` of a oneway call; or %NULL with @error set: the
 *   errors of connecting, %PYRO_ERROR_MEMBER for a name that the object does not offer,
 *   %PYRO_REMOTE_ERROR_RAISED for what the method raised, %G_IO_ERROR_TIMED_OUT,
 *   %G_IO_ERROR_CANCELLED, or %PYRO_ERROR_SERIALIZE
 */
PyroValue *
pyro_proxy_call_finish (PyroProxy     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (PYRO_IS_PROXY (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * pyro_proxy_get_async:
 * @self: a proxy
 * @attribute: the name of an attribute
 * @cancellable: (nullable): a way to stop waiting
 * @callback: called when the value is here
 * @user_data: passed to @callback
 *
 * Reads an attribute, which runs code of the object.
 */
void
pyro_proxy_get_async (PyroProxy           *self,
                      const char          *attribute,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr(PyroCall) call = NULL;

  g_return_if_fail (PYRO_IS_PROXY (self));
  g_return_if_fail (attribute != NULL);

  call = pyro_call_new_get (pyro_uri_get_object (self->terms.uri), attribute);
  pyro_proxy_start (self, NULL, call, cancellable, callback, user_data,
                    pyro_proxy_get_async, value_end);
}

/**
 * pyro_proxy_get_finish:
 * @self: a proxy
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the value, or %NULL with the same errors as
 *   [method@Pyro.Proxy.call_finish]
 */
PyroValue *
pyro_proxy_get_finish (PyroProxy     *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  return pyro_proxy_call_finish (self, result, error);
}

/**
 * pyro_proxy_set_async:
 * @self: a proxy
 * @attribute: the name of an attribute
 * @value: the new value
 * @cancellable: (nullable): a way to stop waiting
 * @callback: called when the attribute is set
 * @user_data: passed to @callback
 *
 * Writes an attribute, which runs code of the object.
 */
void
pyro_proxy_set_async (PyroProxy           *self,
                      const char          *attribute,
                      PyroValue           *value,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr(PyroCall) call = NULL;

  g_return_if_fail (PYRO_IS_PROXY (self));
  g_return_if_fail (attribute != NULL);
  g_return_if_fail (value != NULL);

  call = pyro_call_new_set (pyro_uri_get_object (self->terms.uri), attribute, value);
  pyro_proxy_start (self, NULL, call, cancellable, callback, user_data,
                    pyro_proxy_set_async, set_end);
}

/**
 * pyro_proxy_set_finish:
 * @self: a proxy
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: %TRUE, or %FALSE with the same errors as [method@Pyro.Proxy.call_finish]
 */
gboolean
pyro_proxy_set_finish (PyroProxy     *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  return pyro_proxy_bind_finish (self, result, error);
}

/**
 * pyro_proxy_ping_async:
 * @self: a proxy
 * @cancellable: (nullable): a way to stop waiting
 * @callback: called when the answer is here
 * @user_data: passed to @callback
 *
 * Asks the daemon for a sign of life. It runs no code of any object.
 */
void
pyro_proxy_ping_async (PyroProxy           *self,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(PyroFrame) frame = NULL;

  g_return_if_fail (PYRO_IS_PROXY (self));

  frame = _pyro_terms_new_ping (&self->terms);
  pyro_proxy_start (self, frame, NULL, cancellable, callback, user_data,
                    pyro_proxy_ping_async, boolean_end);
}

/**
 * pyro_proxy_ping_finish:
 * @self: a proxy
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
pyro_proxy_ping_finish (PyroProxy     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  return pyro_proxy_bind_finish (self, result, error);
}
