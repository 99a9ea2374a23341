/* core/client/proxy-reconnect.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Connecting a proxy again, until it is connected. */

#include "core/client/proxy.h"

#include "core/client/proxy-private.h"
#include "core/error.h"

/* What another try cannot change: how the proxy is used, and what the caller does. */
static gboolean
is_final (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         g_error_matches (error, PYRO_ERROR, PYRO_ERROR_USAGE);
}

/* ---- Blocking ---- */

/**
 * pyro_proxy_reconnect_sync:
 * @self: a proxy
 * @n_tries: how often to try; 0 for ever
 * @pause: microseconds to wait between two tries; Python's proxies wait 2 seconds
 * @cancellable: (nullable): a way to give up, from another thread
 * @error: return location for an error
 *
 * Closes the connection and makes a new one, and blocks until there is one.
 *
 * Returns: %TRUE, or %FALSE with the error of the last try, see
 *   [method@Pyro.Connection.open_finish]
 */
gboolean
pyro_proxy_reconnect_sync (PyroProxy     *self,
                           guint          n_tries,
                           gint64         pause,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_return_val_if_fail (PYRO_IS_PROXY (self), FALSE);
  g_return_val_if_fail (pause >= 0, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  pyro_proxy_release (self);
  for (guint i = 1; TRUE; i++)
    {
      g_autoptr(GError) local_error = NULL;

      if (pyro_proxy_bind_sync (self, cancellable, &local_error))
        return TRUE;
      if (is_final (local_error) || i == n_tries || !_pyro_proxy_pause (pause, cancellable))
        {
          if (!g_cancellable_set_error_if_cancelled (cancellable, error))
            g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
}

/* ---- Without blocking ---- */

typedef struct
{
  guint    left;    /* tries, or 0 for ever */
  gint64   pause;   /* microseconds */
  GSource *waiting;
  GSource *cancel;
} Reconnect;

static void
reconnect_stop_waiting (Reconnect *self)
{
  _pyro_source_clear (&self->waiting);
  _pyro_source_clear (&self->cancel);
}

static void
reconnect_free (gpointer data)
{
  reconnect_stop_waiting (data);
  g_free (data);
}

static void bound_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data);

static gboolean
pause_over (gpointer user_data)
{
  GTask *task = user_data;

  reconnect_stop_waiting (g_task_get_task_data (task));
  pyro_proxy_bind_async (g_task_get_source_object (task), g_task_get_cancellable (task), bound_cb,
                         g_object_ref (task));

  return G_SOURCE_REMOVE;
}

static gboolean
pause_cancelled (GCancellable *cancellable,
                 gpointer      user_data)
{
  GTask *task = user_data;

  reconnect_stop_waiting (g_task_get_task_data (task));
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

/* Each source has a reference to @task, until it is destroyed. */
static GSource *
attach (GSource     *source,
        const char  *name,
        GSourceFunc  func,
        GTask       *task)
{
  g_source_set_static_name (source, name);
  g_source_set_callback (source, func, g_object_ref (task), g_object_unref);
  g_source_attach (source, g_task_get_context (task));

  return source;
}

static void
reconnect_wait (GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Reconnect *self = g_task_get_task_data (task);
  gint64 pause = (self->pause + G_TIME_SPAN_MILLISECOND - 1) / G_TIME_SPAN_MILLISECOND;

  self->waiting = attach (g_timeout_source_new ((guint) MIN (pause, G_MAXUINT)), "[pyro] reconnect",
                          pause_over, task);
  if (cancellable != NULL)
    self->cancel = attach (g_cancellable_source_new (cancellable), "[pyro] cancel",
                           G_SOURCE_FUNC (pause_cancelled), task);
}

static void
bound_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Reconnect *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (pyro_proxy_bind_finish (PYRO_PROXY (object), result, &error))
    {
      g_task_return_boolean (task, TRUE);
    }
  else if (is_final (error) || self->left == 1)
    {
      g_task_return_error (task, error);
    }
  else
    {
      g_error_free (error);
      if (self->left > 0)
        self->left--;
      reconnect_wait (task);
    }
}

/**
 * pyro_proxy_reconnect_async:
 * @self: a proxy
 * @n_tries: how often to try; 0 for ever
 * @pause: microseconds to wait between two tries; Python's proxies wait 2 seconds
 * @cancellable: (nullable): a way to give up
 * @callback: called when there is a connection, or there cannot be one
 * @user_data: passed to @callback
 *
 * Closes the connection and makes a new one. Calls that wait fail with %G_IO_ERROR_CLOSED.
 */
void
pyro_proxy_reconnect_async (PyroProxy           *self,
                            guint                n_tries,
                            gint64               pause,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  Reconnect *reconnect;
  GTask *task;

  g_return_if_fail (PYRO_IS_PROXY (self));
  g_return_if_fail (pause >= 0);

  reconnect = g_new0 (Reconnect, 1);
  reconnect->left = n_tries;
  reconnect->pause = pause;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pyro_proxy_reconnect_async);
  g_task_set_task_data (task, reconnect, reconnect_free);

  pyro_proxy_release (self);
  pyro_proxy_bind_async (self, cancellable, bound_cb, task);
}

/**
 * pyro_proxy_reconnect_finish:
 * @self: a proxy
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: %TRUE, or %FALSE with the error of the last try, see
 *   [method@Pyro.Connection.open_finish]
 */
gboolean
pyro_proxy_reconnect_finish (PyroProxy     *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, pyro_proxy_reconnect_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
