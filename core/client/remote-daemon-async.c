/* core/client/remote-daemon-async.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The calls of a daemon's own object that do not block. Every task returns the answer as a value; the
 * finish function reads it. */

#include "core/client/remote-daemon.h"

#include "core/client/daemon-call-private.h"
#include "core/client/decode-private.h"
#include "core/client/remote-daemon-private.h"

static gpointer
read_value (PyroReply  *reply,
            guint       detail,
            GError    **error)
{
  return pyro_reply_decode (reply, error);
}

static void
return_value (GTask     *task,
              PyroValue *value,
              GError    *error)
{
  if (value != NULL)
    g_task_return_pointer (task, value, (GDestroyNotify) pyro_value_unref);
  else
    g_task_return_error (task, error);
}

static void
decoded_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  PyroValue *value = _pyro_decode_finish (result, &error);

  return_value (task, value, error);
}

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(PyroReply) reply = pyro_proxy_send_finish (PYRO_PROXY (object), result, &error);

  if (error != NULL)
    return_value (task, NULL, error);
  else if (reply == NULL) /* no daemon says that these methods are called one way, but one could */
    return_value (task, pyro_value_new_none (), NULL);
  else
    _pyro_decode_async (reply, read_value, 0, (GDestroyNotify) pyro_value_unref,
                        g_task_get_cancellable (task), decoded_cb, g_object_ref (task));
}

static void
pyro_remote_daemon_call (PyroRemoteDaemon    *self,
                         const char          *method,
                         const char          *argument,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data,
                         gpointer             source_tag)
{
  g_autoptr(PyroCall) call = _pyro_daemon_call_new (method, argument);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  pyro_proxy_send_async (pyro_remote_daemon_get_proxy (self), call, cancellable, sent_cb, task);
}

/**
 * pyro_remote_daemon_registered_async:
 * @self: a daemon
 * @cancellable: (nullable): a way to stop waiting
 * @callback: called when it has answered
 * @user_data: passed to @callback
 *
 * Asks which objects the daemon has.
 */
void
pyro_remote_daemon_registered_async (PyroRemoteDaemon    *self,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_return_if_fail (PYRO_IS_REMOTE_DAEMON (self));

  pyro_remote_daemon_call (self, "registered", NULL, cancellable, callback, user_data,
                           pyro_remote_daemon_registered_async);
}

/**
 * pyro_remote_daemon_registered_finish:
 * @self: a daemon
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (array zero-terminated=1): their ids, the daemon's own among them; or
 *   %NULL with the errors of [method@Pyro.Proxy.call_finish]
 */
char **
pyro_remote_daemon_registered_finish (PyroRemoteDaemon  *self,
                                      GAsyncResult      *result,
                                      GError           **error)
{
  g_autoptr(PyroValue) answer = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, pyro_remote_daemon_registered_async), NULL);

  answer = g_task_propagate_pointer (G_TASK (result), error);

  return answer != NULL ? _pyro_remote_daemon_read_registered (answer, error) : NULL;
}

/**
 * pyro_remote_daemon_ping_async:
 * @self: a daemon
 * @cancellable: (nullable): a way to stop waiting
 * @callback: called when it has answered
 * @user_data: passed to @callback
 *
 * Calls the method of the daemon that does nothing. Unlike [method@Pyro.Proxy.ping_async] it shows
 * that calls are served, and serialized.
 */
void
pyro_remote_daemon_ping_async (PyroRemoteDaemon    *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (PYRO_IS_REMOTE_DAEMON (self));

  pyro_remote_daemon_call (self, "ping", NULL, cancellable, callback, user_data,
                           pyro_remote_daemon_ping_async);
}

/**
 * pyro_remote_daemon_ping_finish:
 * @self: a daemon
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: %TRUE, or %FALSE with the errors of [method@Pyro.Proxy.call_finish]
 */
gboolean
pyro_remote_daemon_ping_finish (PyroRemoteDaemon  *self,
                                GAsyncResult      *result,
                                GError           **error)
{
  g_autoptr(PyroValue) answer = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, pyro_remote_daemon_ping_async), FALSE);

  answer = g_task_propagate_pointer (G_TASK (result), error);

  return answer != NULL;
}

/**
 * pyro_remote_daemon_info_async:
 * @self: a daemon
 * @cancellable: (nullable): a way to stop waiting
 * @callback: called when it has answered
 * @user_data: passed to @callback
 *
 * Asks what the daemon says of itself.
 */
void
pyro_remote_daemon_info_async (PyroRemoteDaemon    *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (PYRO_IS_REMOTE_DAEMON (self));

  pyro_remote_daemon_call (self, "info", NULL, cancellable, callback, user_data,
                           pyro_remote_daemon_info_async);
}

/**
 * pyro_remote_daemon_info_finish:
 * @self: a daemon
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): a text for people, or %NULL with the errors of
 *   [method@Pyro.Proxy.call_finish]
 */
char *
pyro_remote_daemon_info_finish (PyroRemoteDaemon  *self,
                                GAsyncResult      *result,
                                GError           **error)
{
  g_autoptr(PyroValue) answer = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, pyro_remote_daemon_info_async), NULL);

  answer = g_task_propagate_pointer (G_TASK (result), error);

  return answer != NULL ? _pyro_remote_daemon_read_info (answer, error) : NULL;
}

/**
 * pyro_remote_daemon_get_metadata_async:
 * @self: a daemon
 * @object: the id of an object
 * @cancellable: (nullable): a way to stop waiting
 * @callback: called when it has answered
 * @user_data: passed to @callback
 *
 * Asks what an object offers.
 */
void
pyro_remote_daemon_get_metadata_async (PyroRemoteDaemon    *self,
                                       const char          *object,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_return_if_fail (PYRO_IS_REMOTE_DAEMON (self));
  g_return_if_fail (object != NULL);

  pyro_remote_daemon_call (self, "get_metadata", object, cancellable, callback, user_data,
                           pyro_remote_daemon_get_metadata_async);
}

/**
 * pyro_remote_daemon_get_metadata_finish:
 * @self: a daemon
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the metadata, or %NULL with the errors of
 *   [method@Pyro.Proxy.call_finish]
 */
PyroMetadata *
pyro_remote_daemon_get_metadata_finish (PyroRemoteDaemon  *self,
                                        GAsyncResult      *result,
                                        GError           **error)
{
  g_autoptr(PyroValue) answer = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, pyro_remote_daemon_get_metadata_async), NULL);

  answer = g_task_propagate_pointer (G_TASK (result), error);

  return answer != NULL ? pyro_metadata_from_value (answer, error) : NULL;
}

/**
 * pyro_remote_daemon_get_next_stream_item_async:
 * @self: a daemon
 * @stream_id: the name of an item stream
 * @cancellable: (nullable): a way to stop waiting
 * @callback: called when it has answered
 * @user_data: passed to @callback
 *
 * Pulls an item of a stream, as the daemon gives it: its end is the remote exception StopIteration.
 * [class@Pyro.ItemStream] does all that a program wants of a stream.
 */
void
pyro_remote_daemon_get_next_stream_item_async (PyroRemoteDaemon    *self,
                                               const char          *stream_id,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data)
{
  g_return_if_fail (PYRO_IS_REMOTE_DAEMON (self));
  g_return_if_fail (stream_id != NULL);

  pyro_remote_daemon_call (self, "get_next_stream_item", stream_id, cancellable, callback, user_data,
                           pyro_remote_daemon_get_next_stream_item_async);
}

/**
 * pyro_remote_daemon_get_next_stream_item_finish:
 * @self: a daemon
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the item, or %NULL with the errors of [method@Pyro.Proxy.call_finish]
 */
PyroValue *
pyro_remote_daemon_get_next_stream_item_finish (PyroRemoteDaemon  *self,
                                                GAsyncResult      *result,
                                                GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, pyro_remote_daemon_get_next_stream_item_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * pyro_remote_daemon_close_stream_async:
 * @self: a daemon
 * @stream_id: the name of an item stream; one that the daemon does not have is no error
 * @cancellable: (nullable): a way to stop waiting
 * @callback: called when it has answered
 * @user_data: passed to @callback
 *
 * Closes a stream.
 */
void
pyro_remote_daemon_close_stream_async (PyroRemoteDaemon    *self,
                                       const char          *stream_id,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_return_if_fail (PYRO_IS_REMOTE_DAEMON (self));
  g_return_if_fail (stream_id != NULL);

  pyro_remote_daemon_call (self, "close_stream", stream_id, cancellable, callback, user_data,
                           pyro_remote_daemon_close_stream_async);
}

/**
 * pyro_remote_daemon_close_stream_finish:
 * @self: a daemon
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: %TRUE, or %FALSE with the errors of [method@Pyro.Proxy.call_finish]
 */
gboolean
pyro_remote_daemon_close_stream_finish (PyroRemoteDaemon  *self,
                                        GAsyncResult      *result,
                                        GError           **error)
{
  g_autoptr(PyroValue) answer = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, pyro_remote_daemon_close_stream_async), FALSE);

  answer = g_task_propagate_pointer (G_TASK (result), error);

  return answer != NULL;
}
