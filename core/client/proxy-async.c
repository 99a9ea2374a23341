/* core/client/proxy-async.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The calls of a proxy that do not block. */

#include "core/client/proxy.h"

#include "core/client/proxy-private.h"

/* Bytes of a payload that are decoded at once, in the main context. Larger ones take a millisecond
 * or more, and so they go to a thread; so do compressed ones, which do not show their size. */
#define MAX_SIZE_AT_ONCE (64 * 1024)

/* ---- Endings ---- */

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
  _pyro_boolean_end (task, NULL, error);
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

  _pyro_proxy_start (self, NULL, NULL, cancellable, callback, user_data,
                     pyro_proxy_bind_async, _pyro_boolean_end);
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

  _pyro_proxy_start_call (self, call, cancellable, callback, user_data,
                          pyro_proxy_send_async, _pyro_reply_end);
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
 * Calls a method. Many calls may be under way at a time. The daemon makes and answers them in their order,
 * in which their callbacks are called; but a large result is read in a thread, and the next ones do not
 * wait for it.
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
  _pyro_proxy_start_call (self, call, cancellable, callback, user_data,
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
  _pyro_proxy_start (self, NULL, call, cancellable, callback, user_data,
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
  _pyro_proxy_start (self, NULL, call, cancellable, callback, user_data,
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
  g_return_if_fail (PYRO_IS_PROXY (self));

  _pyro_proxy_start (self, _pyro_terms_new_ping, NULL, cancellable, callback, user_data,
                     pyro_proxy_ping_async, _pyro_boolean_end);
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
