/* core/client/proxy-request.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The connections of a proxy that does not block, and what waits for them. */

#include "core/client/proxy.h"

#include "core/client/proxy-private.h"
#include "core/limits.h"
#include "core/translation-private.h"

/* A call that waits for the connection to open. */
typedef struct
{
  GList        link;  /* in the queue of its proxy */
  PyroProxy   *proxy; /* unowned: @task has it */
  GTask       *task;
  PyroCall    *call;  /* NULL when it is no call */
  PyroMakeFunc make;  /* NULL when it is a call, or there is nothing but the opening to wait for */
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
  g_free (self);

  return task;
}

/* Sends what @make makes, or @call, or nothing; the proxy is connected. The terms are those that the
 * daemon was greeted with, which may have been changed for the next connection. Consumes @task. */
static void
pyro_proxy_submit (PyroProxy    *self,
                   PyroMakeFunc  make,
                   PyroCall     *call,
                   GTask        *task,
                   PyroEndFunc   end)
{
  g_autoptr(PyroCall) checked = NULL;
  const PyroTerms *terms = &self->connection->terms;
  g_autoptr(PyroFrame) frame = make != NULL ? make (terms) : NULL;
  GError *error = NULL;

  if (call != NULL)
    {
      checked = _pyro_proxy_check_call (self, call, &error);
      if (checked != NULL)
        frame = _pyro_terms_new_call (terms, checked, &error);
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

  self->terms.dialect.spoken = pyro_connection_get_generation (connection);
  _pyro_proxy_set_metadata (self, pyro_connection_get_metadata (connection));
  _pyro_proxy_set_connected (self, TRUE);
  while (self->connection == connection && self->requests.length > 0)
    {
      Request *request = g_queue_peek_head (&self->requests);
      PyroMakeFunc make = request->make;
      g_autoptr(PyroCall) call = g_steal_pointer (&request->call);
      PyroEndFunc end = request->end;

      pyro_proxy_submit (self, make, call, request_steal (request), end);
    }
}

static void
pyro_proxy_connect (PyroProxy *self)
{
  self->connection = _pyro_connection_new_with_terms (&self->terms);
  g_signal_connect_object (self->connection, "notify::closed",
                           G_CALLBACK (connection_closed), self, G_CONNECT_SWAPPED);
  pyro_connection_open_async (self->connection, _pyro_proxy_get_open_timeout (self), NULL,
                              opened_cb, g_object_ref (self));
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
 * Parts with the connection, which goes when its last reply has come. What waits for one that is
 * still opening waits for another.
 */
void
_pyro_proxy_put_aside (PyroProxy *self)
{
  g_autoptr(PyroConnection) connection = g_steal_pointer (&self->connection);

  if (connection == NULL)
    return;
  if (!self->connected)
    {
      pyro_connection_close (connection);
      if (self->requests.length > 0)
        pyro_proxy_connect (self);
      return;
    }

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
                                                 _("The connection was closed"));
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
pyro_proxy_enqueue (PyroProxy    *self,
                    PyroMakeFunc  make,
                    PyroCall     *call,
                    GTask        *task,
                    PyroEndFunc   end)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Request *request = g_new0 (Request, 1);

  *request = (Request) {
    .link.data = request,
    .proxy = self,
    .task = task,
    .call = call != NULL ? pyro_call_ref (call) : NULL,
    .make = make,
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

/*
 * _pyro_proxy_start:
 * @make: (nullable): makes a message
 * @call: (nullable): a call instead
 * @end: what to do with the task when it has ended
 *
 * Sends what @make makes, or @call, or nothing, as soon as the proxy is connected, in a new task.
 */
void
_pyro_proxy_start (PyroProxy           *self,
                   PyroMakeFunc         make,
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
      pyro_proxy_submit (self, make, call, task, end);
      return;
    }

  pyro_proxy_enqueue (self, make, call, task, end);
  if (self->connection == NULL)
    pyro_proxy_connect (self);
}
