/* core/client/proxy-retry.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The calls of a proxy that are made again when they fail, for those who ask for it. */

#include "core/client/proxy.h"

#include "core/client/proxy-private.h"

/* What goes before a call is made again: a daemon that comes back should not find all of its clients
 * at once, and a restart takes seconds. */
#define FIRST_PAUSE (100 * G_TIME_SPAN_MILLISECOND)
#define MAX_PAUSE   (5 * G_TIME_SPAN_SECOND)

/* A call that may be made more than once. */
typedef struct
{
  GTask       *task;  /* what waits for the last try */
  PyroEndFunc  end;
  PyroCall    *call;
  guint        n_tries;
  GSource     *pause;
  GSource     *cancel;
} Retry;

static void retry_try (Retry *self);

/* Pyro makes method calls again, and nothing else. Only for the object's own methods can a caller
 * know that they do no harm: to ask for the next item of a stream twice would lose one. */
gboolean
_pyro_proxy_may_retry (PyroProxy *self,
                       PyroCall  *call)
{
  return self->max_retries > 0 && pyro_call_get_kwargs (call) != NULL &&
         g_str_equal (pyro_call_get_object (call), pyro_uri_get_object (self->terms.uri));
}

/* Pyro's ConnectionClosedError and TimeoutError; and that no connection could be made in the first
 * place, when nothing can have run. */
static gboolean
is_temporary (const GError *error)
{
  if (error->domain != G_IO_ERROR)
    return FALSE;

  return error->code == G_IO_ERROR_CONNECTION_CLOSED || error->code == G_IO_ERROR_TIMED_OUT ||
         error->code == G_IO_ERROR_CONNECTION_REFUSED || error->code == G_IO_ERROR_HOST_UNREACHABLE ||
         error->code == G_IO_ERROR_NETWORK_UNREACHABLE;
}

/* Returns: microseconds to wait after so many tries */
static gint64
get_pause (guint n_tries)
{
  gint64 pause = FIRST_PAUSE;

  for (guint i = 1; i < n_tries && pause < MAX_PAUSE; i++)
    pause *= 2;

  return MIN (pause, MAX_PAUSE);
}

/* ---- Blocking ---- */

/*
 * _pyro_proxy_wait_to_retry:
 * @n_tries: how often the call was made
 * @error: how it failed
 *
 * Blocks until it is time to make the call again.
 *
 * Returns: %FALSE when it is not to be made again
 */
gboolean
_pyro_proxy_wait_to_retry (PyroProxy    *self,
                           guint         n_tries,
                           const GError *error,
                           GCancellable *cancellable)
{
  if (n_tries > self->max_retries || !is_temporary (error))
    return FALSE;

  return _pyro_proxy_pause (get_pause (n_tries), cancellable);
}

/*
 * _pyro_proxy_pause:
 * @pause: microseconds
 *
 * Blocks so long.
 *
 * Returns: %FALSE when it was cancelled
 */
gboolean
_pyro_proxy_pause (gint64        pause,
                   GCancellable *cancellable)
{
  gint64 end = g_get_monotonic_time () + pause;
  GPollFD fd;

  if (cancellable == NULL || !g_cancellable_make_pollfd (cancellable, &fd))
    {
      g_usleep ((gulong) pause);
      return TRUE;
    }

  for (gint64 left = pause; left > 0 && !g_cancellable_is_cancelled (cancellable);
       left = end - g_get_monotonic_time ())
    g_poll (&fd, 1, (int) MIN ((left + 999) / 1000, G_MAXINT));
  g_cancellable_release_fd (cancellable);

  return !g_cancellable_is_cancelled (cancellable);
}

/* ---- Without blocking ---- */

/* Consumes all. */
static void
retry_end (Retry     *self,
           PyroReply *reply,
           GError    *error)
{
  GTask *task = self->task;
  PyroEndFunc end = self->end;

  _pyro_source_clear (&self->pause);
  _pyro_source_clear (&self->cancel);
  pyro_call_unref (self->call);
  g_free (self);
  end (task, reply, error);
}

static gboolean
pause_over (gpointer user_data)
{
  Retry *self = user_data;

  _pyro_source_clear (&self->pause);
  _pyro_source_clear (&self->cancel);
  retry_try (self);

  return G_SOURCE_REMOVE;
}

static gboolean
pause_cancelled (GCancellable *cancellable,
                 gpointer      user_data)
{
  GError *error = NULL;

  g_cancellable_set_error_if_cancelled (cancellable, &error);
  retry_end (user_data, NULL, error);

  return G_SOURCE_REMOVE;
}

static GSource *
attach (GSource     *source,
        const char  *name,
        GSourceFunc  func,
        Retry       *self)
{
  g_source_set_static_name (source, name);
  g_source_set_callback (source, func, self, NULL);
  g_source_attach (source, g_task_get_context (self->task));

  return source;
}

static void
retry_pause (Retry *self)
{
  GCancellable *cancellable = g_task_get_cancellable (self->task);
  GSource *pause = g_timeout_source_new ((guint) (get_pause (self->n_tries) / G_TIME_SPAN_MILLISECOND));

  self->pause = attach (pause, "[pyro] retry", pause_over, self);
  if (cancellable != NULL)
    self->cancel = attach (g_cancellable_source_new (cancellable), "[pyro] cancel",
                           G_SOURCE_FUNC (pause_cancelled), self);
}

static void
try_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  Retry *self = user_data;
  PyroProxy *proxy = PYRO_PROXY (object);
  GError *error = NULL;
  PyroReply *reply = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL && self->n_tries <= proxy->max_retries && is_temporary (error))
    {
      g_error_free (error);
      retry_pause (self);
    }
  else
    {
      retry_end (self, reply, error);
    }
}

static void
retry_try (Retry *self)
{
  PyroProxy *proxy = g_task_get_source_object (self->task);

  self->n_tries++;
  _pyro_proxy_start (proxy, NULL, self->call, g_task_get_cancellable (self->task), try_cb, self,
                     retry_try, _pyro_reply_end);
}

/*
 * _pyro_proxy_start_call:
 * @end: what to do with the task when it has ended
 *
 * Sends @call as soon as the proxy is connected, in a new task; and again when it fails, as often as
 * the proxy says.
 */
void
_pyro_proxy_start_call (PyroProxy           *self,
                        PyroCall            *call,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data,
                        gpointer             source_tag,
                        PyroEndFunc          end)
{
  Retry *retry;

  if (!_pyro_proxy_may_retry (self, call))
    {
      _pyro_proxy_start (self, NULL, call, cancellable, callback, user_data, source_tag, end);
      return;
    }

  retry = g_new0 (Retry, 1);
  retry->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (retry->task, source_tag);
  retry->end = end;
  retry->call = pyro_call_ref (call);
  retry_try (retry);
}
