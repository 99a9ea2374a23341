/* core/client/batch.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/client/batch.h"

#include "core/client/decode-private.h"

/**
 * PyroBatch:
 *
 * Many calls of one object that go as one message, and whose results come as one.
 *
 * The daemon makes the calls in their order. At the first that raises an exception it stops, and the
 * [struct@Pyro.BatchReply] has the results up to there, and the exception in its place. A name that
 * the object does not offer is refused before anything is sent. Methods that return an item stream
 * cannot be in a batch: their results cannot be sent.
 *
 * The calls stay in the batch when it was run, so that it can be run again.
 */
struct _PyroBatch
{
  GObject    parent_instance;

  PyroProxy *proxy;
  GPtrArray *calls; /* of PyroCall */
};

enum {
  PROP_0,
  PROP_PROXY,
  PROP_N_CALLS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PyroBatch, pyro_batch, G_TYPE_OBJECT)

static void
pyro_batch_finalize (GObject *object)
{
  PyroBatch *self = PYRO_BATCH (object);

  g_clear_object (&self->proxy);
  g_clear_pointer (&self->calls, g_ptr_array_unref);

  G_OBJECT_CLASS (pyro_batch_parent_class)->finalize (object);
}

static void
pyro_batch_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  PyroBatch *self = PYRO_BATCH (object);

  switch (prop_id)
    {
    case PROP_PROXY:
      g_value_set_object (value, self->proxy);
      break;

    case PROP_N_CALLS:
      g_value_set_uint (value, self->calls->len);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pyro_batch_class_init (PyroBatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pyro_batch_finalize;
  object_class->get_property = pyro_batch_get_property;

  /**
   * PyroBatch:proxy:
   *
   * The object whose methods are called.
   */
  properties[PROP_PROXY] =
    g_param_spec_object ("proxy", NULL, NULL,
                         PYRO_TYPE_PROXY,
                         (G_PARAM_READABLE |
                          G_PARAM_STATIC_STRINGS));

  /**
   * PyroBatch:n-calls:
   *
   * How many calls there are.
   */
  properties[PROP_N_CALLS] =
    g_param_spec_uint ("n-calls", NULL, NULL,
                       0, G_MAXUINT, 0,
                       (G_PARAM_READABLE |
                        G_PARAM_EXPLICIT_NOTIFY |
                        G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pyro_batch_init (PyroBatch *self)
{
  self->calls = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_call_unref);
}

/**
 * pyro_batch_new:
 * @proxy: the object to call
 *
 * Makes a batch without calls. It is used in the way in which @proxy is, blocking or not, and from
 * the same thread.
 *
 * Returns: (transfer full): a new batch
 */
PyroBatch *
pyro_batch_new (PyroProxy *proxy)
{
  PyroBatch *self;

  g_return_val_if_fail (PYRO_IS_PROXY (proxy), NULL);

  self = g_object_new (PYRO_TYPE_BATCH, NULL);
  self->proxy = g_object_ref (proxy);

  return self;
}

/**
 * pyro_batch_get_proxy:
 * @self: a batch
 *
 * Returns: (transfer none): the object whose methods are called
 */
PyroProxy *
pyro_batch_get_proxy (PyroBatch *self)
{
  g_return_val_if_fail (PYRO_IS_BATCH (self), NULL);

  return self->proxy;
}

/**
 * pyro_batch_get_n_calls:
 * @self: a batch
 *
 * Returns: how many calls there are
 */
guint
pyro_batch_get_n_calls (PyroBatch *self)
{
  g_return_val_if_fail (PYRO_IS_BATCH (self), 0);

  return self->calls->len;
}

/**
 * pyro_batch_add:
 * @self: a batch
 * @method: the name of a method
 * @args: (nullable): the positional arguments, a tuple or a list
 * @kwargs: (nullable): the keyword arguments, a dict
 *
 * Adds a call behind the others. Nothing is sent.
 */
void
pyro_batch_add (PyroBatch  *self,
                const char *method,
                PyroValue  *args,
                PyroValue  *kwargs)
{
  PyroCall *call;

  g_return_if_fail (PYRO_IS_BATCH (self));
  g_return_if_fail (method != NULL);

  call = pyro_call_new (pyro_uri_get_object (pyro_proxy_get_uri (self->proxy)), method, args, kwargs);
  g_return_if_fail (call != NULL);
  g_ptr_array_add (self->calls, call);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CALLS]);
}

/**
 * pyro_batch_clear:
 * @self: a batch
 *
 * Takes out all calls. A run that is under way has its own.
 */
void
pyro_batch_clear (PyroBatch *self)
{
  g_return_if_fail (PYRO_IS_BATCH (self));

  if (self->calls->len == 0)
    return;

  g_ptr_array_set_size (self->calls, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CALLS]);
}

/**
 * pyro_batch_dup_call:
 * @self: a batch
 * @error: return location for an error
 *
 * Makes one call of the calls so far, to be sent with annotations or other particulars by
 * [method@Pyro.Proxy.send_async]; [ctor@Pyro.BatchReply.new] reads what comes back.
 *
 * Returns: (transfer full): the call, or %NULL with the same errors as [ctor@Pyro.Call.new_batch]
 */
PyroCall *
pyro_batch_dup_call (PyroBatch  *self,
                     GError    **error)
{
  g_return_val_if_fail (PYRO_IS_BATCH (self), NULL);

  return pyro_call_new_batch (pyro_uri_get_object (pyro_proxy_get_uri (self->proxy)),
                              (PyroCall **) self->calls->pdata, self->calls->len, error);
}

static PyroCall *
pyro_batch_dup_oneway_call (PyroBatch  *self,
                            GError    **error)
{
  g_autoptr(PyroCall) call = pyro_batch_dup_call (self, error);

  return call != NULL ? pyro_call_with_oneway (call, TRUE) : NULL;
}

/* ---- Without blocking ---- */

static gpointer
read_reply (PyroReply  *reply,
            guint       n_calls,
            GError    **error)
{
  return pyro_batch_reply_new (reply, n_calls, error);
}

static void
decoded_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  PyroBatchReply *reply = _pyro_decode_finish (result, &error);

  if (reply != NULL)
    g_task_return_pointer (task, reply, (GDestroyNotify) pyro_batch_reply_unref);
  else
    g_task_return_error (task, error);
}

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(PyroReply) reply = pyro_proxy_send_finish (PYRO_PROXY (object), result, &error);
  PyroCall *call = g_task_get_task_data (task);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (pyro_call_get_oneway (call))
    g_task_return_boolean (task, TRUE);
  else
    _pyro_decode_async (reply, read_reply, pyro_call_get_n_calls (call),
                        (GDestroyNotify) pyro_batch_reply_unref, g_task_get_cancellable (task),
                        decoded_cb, g_object_ref (task));
}

/* Consumes @call and @error, of which one is NULL. */
static void
pyro_batch_send (PyroBatch           *self,
                 PyroCall            *call,
                 GError              *error,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data,
                 gpointer             source_tag)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  if (call == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_set_task_data (task, call, (GDestroyNotify) pyro_call_unref);
  pyro_proxy_send_async (self->proxy, call, cancellable, sent_cb, g_object_ref (task));
}

/**
 * pyro_batch_run_async:
 * @self: a batch
 * @cancellable: (nullable): a way to stop waiting
 * @callback: called when the results are here
 * @user_data: passed to @callback
 *
 * Makes the calls. Those that are added meanwhile are not among them.
 */
void
pyro_batch_run_async (PyroBatch           *self,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GError *error = NULL;
  PyroCall *call;

  g_return_if_fail (PYRO_IS_BATCH (self));

  call = pyro_batch_dup_call (self, &error);
  pyro_batch_send (self, call, error, cancellable, callback, user_data, pyro_batch_run_async);
}

/**
 * pyro_batch_run_finish:
 * @self: a batch
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the results, also when a call raised an exception; or %NULL with the
 *   errors of [method@Pyro.Proxy.call_finish], [ctor@Pyro.Call.new_batch] and
 *   [ctor@Pyro.BatchReply.new]
 */
PyroBatchReply *
pyro_batch_run_finish (PyroBatch     *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, pyro_batch_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * pyro_batch_run_oneway_async:
 * @self: a batch
 * @cancellable: (nullable): a way to stop waiting
 * @callback: called when the message is written
 * @user_data: passed to @callback
 *
 * Has the calls made and asks for no answer: neither results nor exceptions are heard of.
 */
void
pyro_batch_run_oneway_async (PyroBatch           *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GError *error = NULL;
  PyroCall *call;

  g_return_if_fail (PYRO_IS_BATCH (self));

  call = pyro_batch_dup_oneway_call (self, &error);
  pyro_batch_send (self, call, error, cancellable, callback, user_data, pyro_batch_run_oneway_async);
}

/**
 * pyro_batch_run_oneway_finish:
 * @self: a batch
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: %TRUE, or %FALSE with @error set when the calls were not sent
 */
gboolean
pyro_batch_run_oneway_finish (PyroBatch     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, pyro_batch_run_oneway_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- Blocking ---- */

/**
 * pyro_batch_run_sync:
 * @self: a batch
 * @cancellable: (nullable): a way to stop waiting, from another thread
 * @error: return location for an error
 *
 * Makes the calls, and blocks until the results are here.
 *
 * Returns: (transfer full): the results, or %NULL; see [method@Pyro.Batch.run_finish]
 */
PyroBatchReply *
pyro_batch_run_sync (PyroBatch     *self,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr(PyroCall) call = NULL;
  g_autoptr(PyroReply) reply = NULL;

  g_return_val_if_fail (PYRO_IS_BATCH (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  call = pyro_batch_dup_call (self, error);
  if (call == NULL)
    return NULL;
  reply = pyro_proxy_send_sync (self->proxy, call, cancellable, error);

  return reply != NULL ? pyro_batch_reply_new (reply, pyro_call_get_n_calls (call), error) : NULL;
}

/**
 * pyro_batch_run_oneway_sync:
 * @self: a batch
 * @cancellable: (nullable): a way to stop waiting, from another thread
 * @error: return location for an error
 *
 * Has the calls made and asks for no answer. Blocks until the message is written.
 *
 * Returns: %TRUE, or %FALSE with @error set when the calls were not sent
 */
gboolean
pyro_batch_run_oneway_sync (PyroBatch     *self,
                            GCancellable  *cancellable,
                            GError       **error)
{
  g_autoptr(PyroCall) call = NULL;
  g_autoptr(PyroReply) reply = NULL;
  g_autoptr(GError) local_error = NULL;

  g_return_val_if_fail (PYRO_IS_BATCH (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  call = pyro_batch_dup_oneway_call (self, error);
  if (call == NULL)
    return FALSE;
  reply = pyro_proxy_send_sync (self->proxy, call, cancellable, &local_error);

  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}
