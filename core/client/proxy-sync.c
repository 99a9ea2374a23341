/* core/client/proxy-sync.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The calls of a proxy that block. */

#include "core/client/proxy.h"

#include "core/client/proxy-private.h"
#include "core/error.h"
#include "core/limits.h"
#include "core/translation-private.h"

/* An exchange whose call was given up: kept for the late reply, as a daemon that finds its client
 * gone complains. Nothing runs between two calls, so it is looked at in the next one. */
typedef struct
{
  PyroExchange *exchange;
  gint64        until; /* in monotonic microseconds */
} OldExchange;

static void
old_exchange_free (gpointer data)
{
  OldExchange *self = data;

  pyro_exchange_unref (self->exchange);
  g_free (self);
}

static void
pyro_proxy_sweep (PyroProxy *self)
{
  gint64 now = g_get_monotonic_time ();

  for (GList *l = self->old.head, *next; l != NULL; l = next)
    {
      OldExchange *old = l->data;

      next = l->next;
      if (now < old->until && self->old.length <= PYRO_MAX_ASIDE &&
          !_pyro_exchange_is_settled (old->exchange))
        continue;
      g_queue_delete_link (&self->old, l);
      old_exchange_free (old);
    }
}

/*
 * _pyro_proxy_put_aside_sync:
 *
 * Parts with the connection, which goes when its last reply has come.
 */
void
_pyro_proxy_put_aside_sync (PyroProxy *self)
{
  OldExchange *old;

  if (self->exchange == NULL)
    return;

  old = g_new (OldExchange, 1);
  old->exchange = g_steal_pointer (&self->exchange);
  old->until = g_get_monotonic_time () + PYRO_GRACE_TIME;
  g_queue_push_tail (&self->old, old);
  pyro_proxy_sweep (self);
  _pyro_proxy_set_connected (self, FALSE);
}

/*
 * _pyro_proxy_release_sync:
 *
 * Closes all connections.
 */
void
_pyro_proxy_release_sync (PyroProxy *self)
{
  g_queue_clear_full (&self->old, old_exchange_free);
  if (self->exchange != NULL)
    {
      g_clear_pointer (&self->exchange, pyro_exchange_unref);
      _pyro_proxy_set_connected (self, FALSE);
    }
}

static gboolean
pyro_proxy_connect_sync (PyroProxy     *self,
                         GCancellable  *cancellable,
                         GError       **error)
{
  if (self->old.length > 0)
    pyro_proxy_sweep (self);
  if (self->exchange != NULL && _pyro_exchange_is_alive (self->exchange))
    return TRUE;

  _pyro_proxy_put_aside_sync (self);
  self->exchange = _pyro_exchange_open_with_terms (&self->terms, G_OBJECT (self),
                                                   _pyro_proxy_get_open_timeout (self), cancellable, error);
  if (self->exchange == NULL)
    return FALSE;

  self->terms.dialect.spoken = _pyro_exchange_get_generation (self->exchange);
  _pyro_proxy_set_metadata (self, pyro_exchange_get_metadata (self->exchange));
  _pyro_proxy_set_connected (self, TRUE);

  return TRUE;
}

/* Connects the proxy for one call of one thread. What follows ends with pyro_proxy_leave(). */
static gboolean
pyro_proxy_enter (PyroProxy     *self,
                  GCancellable  *cancellable,
                  GError       **error)
{
  if (!_pyro_proxy_set_mode (self, PYRO_PROXY_SYNC, error))
    return FALSE;

  if (!g_atomic_int_compare_and_exchange (&self->busy, FALSE, TRUE))
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_USAGE,
                           _("This proxy is in the middle of a call of another thread"));
      return FALSE;
    }
  if (pyro_proxy_connect_sync (self, cancellable, error))
    return TRUE;

  g_atomic_int_set (&self->busy, FALSE);

  return FALSE;
}

static void
pyro_proxy_leave (PyroProxy *self)
{
  if (pyro_exchange_is_broken (self->exchange))
    _pyro_proxy_put_aside_sync (self);
  g_atomic_int_set (&self->busy, FALSE);
}

/*
 * _pyro_proxy_send_at_once_sync:
 * @call: a oneway call
 *
 * Sends a call if that needs neither a new connection nor any waiting, and else forgets it: for what
 * is polite to say but can be left unsaid.
 */
void
_pyro_proxy_send_at_once_sync (PyroProxy *self,
                               PyroCall  *call)
{
  if (!g_atomic_int_compare_and_exchange (&self->busy, FALSE, TRUE))
    return;

  if (self->exchange != NULL && _pyro_exchange_is_alive (self->exchange))
    {
      /* a oneway call is over when it is written; one microsecond is for a socket that is full */
      g_autoptr(PyroReply) reply = pyro_exchange_call (self->exchange, call, 1, NULL, NULL);

      if (pyro_exchange_is_broken (self->exchange))
        _pyro_proxy_put_aside_sync (self);
    }
  g_atomic_int_set (&self->busy, FALSE);
}

/* Makes @call, once. A oneway call has no reply: *@reply is NULL then. */
static gboolean
pyro_proxy_exchange_once (PyroProxy     *self,
                          PyroCall      *call,
                          GCancellable  *cancellable,
                          PyroReply    **reply,
                          GError       **error)
{
  g_autoptr(PyroCall) checked = NULL;
  g_autoptr(GError) local_error = NULL;

  if (!pyro_proxy_enter (self, cancellable, error))
    return FALSE;

  checked = _pyro_proxy_check_call (self, call, &local_error);
  if (checked != NULL)
    *reply = pyro_exchange_call (self->exchange, checked, self->timeout, cancellable, &local_error);
  pyro_proxy_leave (self);

  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
pyro_proxy_exchange (PyroProxy     *self,
                     PyroCall      *call,
                     GCancellable  *cancellable,
                     PyroReply    **reply,
                     GError       **error)
{
  gboolean may_retry = _pyro_proxy_may_retry (self, call);

  for (guint n_tries = 1; TRUE; n_tries++)
    {
      g_autoptr(GError) local_error = NULL;

      if (pyro_proxy_exchange_once (self, call, cancellable, reply, &local_error))
        return TRUE;
      if (may_retry && _pyro_proxy_wait_to_retry (self, n_tries, local_error, cancellable))
        continue;
      if (!may_retry || !g_cancellable_set_error_if_cancelled (cancellable, error))
        g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
}

static PyroValue *
pyro_proxy_exchange_value (PyroProxy     *self,
                           PyroCall      *call,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr(PyroReply) reply = NULL;

  if (!pyro_proxy_exchange (self, call, cancellable, &reply, error))
    return NULL;

  return reply != NULL ? pyro_reply_decode (reply, error) : pyro_value_new_none ();
}

/**
 * pyro_proxy_bind_sync:
 * @self: a proxy
 * @cancellable: (nullable): a way to give up, from another thread
 * @error: return location for an error
 *
 * Connects, unless the proxy is connected: to learn what the object offers before it is used.
 *
 * Returns: %TRUE, or %FALSE with the same errors as [method@Pyro.Connection.open_finish]
 */
gboolean
pyro_proxy_bind_sync (PyroProxy     *self,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_return_val_if_fail (PYRO_IS_PROXY (self), FALSE);

  if (!pyro_proxy_enter (self, cancellable, error))
    return FALSE;
  pyro_proxy_leave (self);

  return TRUE;
}

/**
 * pyro_proxy_send_sync:
 * @self: a proxy
 * @call: a call
 * @cancellable: (nullable): a way to stop waiting, from another thread
 * @error: return location for an error
 *
 * Makes a call with annotations or other particulars, and blocks until the reply is here.
 *
 * Returns: (transfer full) (nullable): the reply, which may be an exception; %NULL for a oneway
 *   call, or with @error set
 */
PyroReply *
pyro_proxy_send_sync (PyroProxy     *self,
                      PyroCall      *call,
                      GCancellable  *cancellable,
                      GError       **error)
{
  PyroReply *reply = NULL;

  g_return_val_if_fail (PYRO_IS_PROXY (self), NULL);
  g_return_val_if_fail (call != NULL, NULL);

  pyro_proxy_exchange (self, call, cancellable, &reply, error);

  return reply;
}

/**
 * pyro_proxy_call_sync:
 * @self: a proxy
 * @method: the name of a method
 * @args: (nullable): the positional arguments, a tuple or a list
 * @kwargs: (nullable): the keyword arguments, a dict
 * @cancellable: (nullable): a way to stop waiting, from another thread
 * @error: return location for an error
 *
 * Calls a method, and blocks until the result is here, or until a oneway call is written.
 *
 * Returns: (transfer full): the result, `None` of a oneway call; or %NULL with the same errors as
 *   [method@Pyro.Proxy.call_finish]
 */
PyroValue *
pyro_proxy_call_sync (PyroProxy     *self,
                      const char    *method,
                      PyroValue     *args,
                      PyroValue     *kwargs,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr(PyroCall) call = NULL;

  g_return_val_if_fail (PYRO_IS_PROXY (self), NULL);
  g_return_val_if_fail (method != NULL, NULL);

  call = pyro_call_new (pyro_uri_get_object (self->terms.uri), method, args, kwargs);

  return pyro_proxy_exchange_value (self, call, cancellable, error);
}

/**
 * pyro_proxy_get_sync:
 * @self: a proxy
 * @attribute: the name of an attribute
 * @cancellable: (nullable): a way to stop waiting, from another thread
 * @error: return location for an error
 *
 * Reads an attribute, which runs code of the object, and blocks until the value is here.
 *
 * Returns: (transfer full): the value, or %NULL with the same errors as
 *   [method@Pyro.Proxy.call_finish]
 */
PyroValue *
pyro_proxy_get_sync (PyroProxy     *self,
                     const char    *attribute,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr(PyroCall) call = NULL;

  g_return_val_if_fail (PYRO_IS_PROXY (self), NULL);
  g_return_val_if_fail (attribute != NULL, NULL);

  call = pyro_call_new_get (pyro_uri_get_object (self->terms.uri), attribute);

  return pyro_proxy_exchange_value (self, call, cancellable, error);
}

/**
 * pyro_proxy_set_sync:
 * @self: a proxy
 * @attribute: the name of an attribute
 * @value: the new value
 * @cancellable: (nullable): a way to stop waiting, from another thread
 * @error: return location for an error
 *
 * Writes an attribute, which runs code of the object, and blocks until it is set.
 *
 * Returns: %TRUE, or %FALSE with the same errors as [method@Pyro.Proxy.call_finish]
 */
gboolean
pyro_proxy_set_sync (PyroProxy     *self,
                     const char    *attribute,
                     PyroValue     *value,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr(PyroCall) call = NULL;
  g_autoptr(PyroValue) result = NULL;

  g_return_val_if_fail (PYRO_IS_PROXY (self), FALSE);
  g_return_val_if_fail (attribute != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  call = pyro_call_new_set (pyro_uri_get_object (self->terms.uri), attribute, value);
  result = pyro_proxy_exchange_value (self, call, cancellable, error);

  return result != NULL;
}

/**
 * pyro_proxy_ping_sync:
 * @self: a proxy
 * @cancellable: (nullable): a way to stop waiting, from another thread
 * @error: return location for an error
 *
 * Asks the daemon for a sign of life, and blocks until it comes. It runs no code of any object.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
pyro_proxy_ping_sync (PyroProxy     *self,
                      GCancellable  *cancellable,
                      GError       **error)
{
  gboolean ok;

  g_return_val_if_fail (PYRO_IS_PROXY (self), FALSE);

  if (!pyro_proxy_enter (self, cancellable, error))
    return FALSE;
  ok = pyro_exchange_ping (self->exchange, self->timeout, cancellable, error);
  pyro_proxy_leave (self);

  return ok;
}
